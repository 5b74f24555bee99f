// The dateline: where (and when, and by which agency) a report was written, as it stands before its first sentence.
//
// Understands "YEREVAN, Armenia (AP) — ", "DONETSK, July 29. /TASS/. ", "BAKU, Oct. 17, Trend: ", "Dec 30 (Reuters) -
// ", "New Delhi, Sep 29 (PTI) ", "ISLAMABAD: ", "(Nairobi) – ", "Riyadh, August 09, 2018, SPA -- ", and the same on a
// line of its own. Knows no gazetteer: that the words are a place is known from how they are set. Known to go wrong: a
// sentence that opens with a name and a dash ("Hezbollah – The group") as the first of a report.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/span.h"
#include "page/dates.h"
#include "page/page_words.h"

namespace sayso {

struct WrittenDateline {
  ByteSpan place;  // in the paragraph given; empty where only a date and an agency stand
  std::string agency;
  std::optional<WrittenDate> date;
  uint32_t body = 0;   // where the prose begins; the end of the paragraph where the dateline stands alone
  bool alone = false;  // nothing stands behind it
};

class DatelineReader {
 public:
  DatelineReader(const DateWords& dates, const Agencies& agencies, const LineRules& rules)
      : dates_(dates), agencies_(agencies), rules_(rules) {}

  // `first` says that this is the first paragraph of the report, where less is asked of a dateline.
  std::optional<WrittenDateline> read(std::string_view paragraph, bool first) const;

 private:
  const DateWords& dates_;
  const Agencies& agencies_;
  const LineRules& rules_;
};

}  // namespace sayso
