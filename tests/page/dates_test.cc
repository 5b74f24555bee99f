#include "page/dates.h"

#include <gtest/gtest.h>

#include "picture.h"

namespace sayso {
namespace {

std::string read(std::string_view text) {
  auto at = page_reader().parse_published(text);
  return at ? iso(*at) : "-";
}

TEST(Dates, ReadsTheFormsOfMetadataAndPages) {
  struct {
    const char* text;
    const char* iso;
  } cases[] = {
      {"2020-10-02", "2020-10-02"},
      {"2020-10-02T08:05", "2020-10-02T08:05"},
      {"2020-10-02T08:05:59.123Z", "2020-10-02T08:05"},
      {"2020-10-02 08:05:00+04:00", "2020-10-02T08:05"},
      {"20201002", "2020-10-02"},
      {"20201002T080500Z", "2020-10-02"},
      {"2020/10/02 17:45", "2020-10-02T17:45"},
      {"02.10.2020 17:45", "2020-10-02T17:45"},
      {"02.10.2020 [17:45]", "2020-10-02T17:45"},
      {"31/10/2020", "2020-10-31"},
      {"10/31/2020", "2020-10-31"},
      {"2 October 2020", "2020-10-02"},
      {"2nd of October, 2020", "2020-10-02"},
      {"02-Oct-2020", "2020-10-02"},
      {"Oct 2, 2020 4:30 PM MT", "2020-10-02T16:30"},
      {"October 2, 2020 at 12:05 a.m.", "2020-10-02T00:05"},
      {"Fri, 02 Oct 2020 17:45:00 +0400", "2020-10-02T17:45"},
      {"Published: Friday, Oct. 2, 2020, 8:44pm EDT", "2020-10-02T20:44"},
      {"2 Oct 2020 2130 hours", "2020-10-02T21:30"},
      {"17:45   02/10/2020", "2020-10-02T17:45"},
      {"2 October، 2020", "2020-10-02"},
      {"31 April 2020", "-"},
      {"2020-13-45", "-"},
      {"October 2", "-"},
      {"yesterday", "-"},
      {"", "-"},
      {"1 May 99999", "-"},
  };
  for (const auto& c : cases) EXPECT_EQ(read(c.text), c.iso) << c.text;
}

}  // namespace
}  // namespace sayso
