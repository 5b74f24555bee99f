#include "page/page_reader.h"

#include <cstdlib>

#include "base/text_util.h"
#include "page/clean.h"
#include "page/dates.h"
#include "page/language.h"
#include "page/layout.h"
#include "page/page_words.h"
#include "page/sha256.h"

namespace sayso {

struct PageReader::Tables {
  LayoutReader layout;
  LanguageGuess language;
};

namespace {

std::optional<std::string> given(const std::string& value) {
  std::string_view words = trim_space(value);
  return words.empty() ? std::nullopt : std::optional(std::string(words));
}

// Of a date that can be read two ways, the reading that falls on the day that is known.
std::optional<Day> day_of(const WrittenDate& date, const std::optional<Timestamp>& known) {
  if (date.swappable && known && make_day(*date.year, date.day, date.month) == known->day) return known->day;
  return date.full();
}

// A date without a year, in the year that brings it nearest to another day.
std::optional<Day> day_near(const WrittenDate& date, Day near) {
  std::optional<Day> best;
  int year = int(std::chrono::year_month_day{near}.year());
  for (int y = year - 1; y <= year + 1; ++y) {
    auto day = make_day(y, date.month, date.day);
    if (day && (!best || std::abs((*day - near).count()) < std::abs((*best - near).count()))) best = day;
  }
  return best;
}

std::optional<Timestamp> published(const PageLayout& page, const std::optional<Timestamp>& outside) {
  std::optional<Timestamp> stamped;
  if (page.stamp && page.stamp->date) {
    if (auto day = day_of(*page.stamp->date, outside)) stamped = Timestamp{*day, page.stamp->minute};
  }
  if (outside) {
    // The page may add the time to the day that is known.
    return !outside->minute && stamped && stamped->day == outside->day ? stamped : outside;
  }
  if (stamped) return stamped;
  std::optional<Day> known;  // a day near which the report was published
  for (const auto& date : {page.crawled, page.mentioned}) {
    if (!known && date) known = date->full();
  }
  if (page.dateline_date) {
    if (auto day = page.dateline_date->full()) return Timestamp{*day, std::nullopt};
    if (known) {
      if (auto day = day_near(*page.dateline_date, *known)) return Timestamp{*day, std::nullopt};
    }
  }
  if (page.crawled) {
    if (auto day = page.crawled->full()) return Timestamp{*day, std::nullopt};
  }
  return std::nullopt;
}

}  // namespace

PageReader::PageReader(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
PageReader::PageReader(PageReader&&) noexcept = default;
PageReader& PageReader::operator=(PageReader&&) noexcept = default;
PageReader::~PageReader() = default;

Result<PageReader> PageReader::load(const KnowledgeSource& source) {
  auto layout = LayoutReader::load(source);
  if (!layout) return layout.error();
  auto language = LanguageGuess::load(source);
  if (!language) return language.error();
  return PageReader(std::make_unique<const Tables>(Tables{*std::move(layout), *std::move(language)}));
}

Result<Report> PageReader::from_text(std::string bytes, const Metadata& meta) const {
  auto text = clean_file(std::move(bytes));
  if (!text) {
    Error error = text.error();
    error.file = meta.uri;
    return error;
  }
  return lay_out(*std::move(text), meta);
}

Result<Report> PageReader::from_json_text(std::string text, const Metadata& meta) const {
  return lay_out(clean_text(std::move(text)), meta);
}

Result<Report> PageReader::lay_out(std::string text, const Metadata& meta) const {
  if (trim_space(text).empty()) return Error{meta.uri, 0, "an empty text", ""};
  if (text.size() > 3 * kMaxReportBytes)  // Windows-1252 grows in UTF-8
    return Error{meta.uri, 0, "longer than a report can be (4 MiB)", "splitting it into its reports"};
  Report report;
  report.uri = meta.uri;
  report.text = std::move(text);
  report.id = "sha256:" + sha256_hex(report.text);

  PageLayout page = tables_->layout.read(report.text, meta.title);
  auto words = [&](const std::optional<ByteSpan>& span) {
    return span ? std::optional(std::string(span->in(report.text))) : std::nullopt;
  };
  report.blocks = std::move(page.blocks);
  report.title = given(meta.title);
  if (!report.title) report.title = words(page.title);
  report.byline = given(meta.byline);
  if (!report.byline) report.byline = words(page.byline);
  report.agency = given(meta.agency);
  if (!report.agency) report.agency = given(page.agency);
  report.outlet = given(meta.outlet);
  if (!report.outlet) report.outlet = report.agency;
  if (page.dateline) report.dateline = Dateline{*page.dateline};
  report.published = published(page, parse_published(meta.published));
  report.language = tables_->language.of(report.text);
  return report;
}

std::optional<Timestamp> PageReader::parse_published(std::string_view text) const {
  return text.empty() ? std::nullopt : tables_->layout.tables().dates.parse(text);
}

}  // namespace sayso
