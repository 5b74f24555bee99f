#include "page/page_reader.h"

#include <cstdlib>

#include "base/text_util.h"
#include "page/clean.h"
#include "page/dates.h"
#include "page/ids.h"
#include "page/language.h"
#include "page/layout.h"
#include "page/page_words.h"

namespace sayso {

struct PageReader::Tables {
  LayoutReader layout;
  LanguageGuess language;
  HtmlReader html;
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

// What a line on the page says, the known day deciding between two readings of it.
std::optional<Timestamp> stamp_of(const std::optional<LineTime>& line, const std::optional<Timestamp>& known) {
  if (!line || !line->date || !line->date->year) return std::nullopt;
  auto day = day_of(*line->date, known);
  return day ? std::optional(Timestamp{*day, line->minute}) : std::nullopt;
}

std::optional<Timestamp> published(const PageLayout& page, const std::optional<Timestamp>& outside) {
  std::optional<Timestamp> stamped = stamp_of(page.stamp, outside);
  if (!stamped) stamped = stamp_of(page.updated, outside);  // a page that tells of its last version alone
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

// "KATHMANDU, Feb 17 - ..." in the paper of the 18th.
std::optional<Day> written(const PageLayout& page, const std::optional<Timestamp>& published) {
  constexpr std::chrono::days kBefore{3};
  if (!page.dateline_date || !published) return std::nullopt;
  const auto day =
      page.dateline_date->full() ? page.dateline_date->full() : day_near(*page.dateline_date, published->day);
  return day && *day < published->day && published->day - *day <= kBefore ? day : std::nullopt;
}

// The offset from UTC at the end of an ISO 8601 time, in minutes: "Z", "+04:00", "-0500".
std::optional<int> zone_of(std::string_view iso) {
  iso = trim_space(iso);
  size_t clock = iso.find(':');
  if (clock == iso.npos) return std::nullopt;
  if (iso.ends_with("Z")) return 0;
  size_t sign = iso.find_last_of("+-");
  if (sign == iso.npos || sign < clock) return std::nullopt;
  std::string digits;
  for (char c : iso.substr(sign + 1))
    if (is_digit(c)) digits += c;
  if (digits.size() != 4) return std::nullopt;
  int minutes = ((digits[0] - '0') * 10 + digits[1] - '0') * 60 + (digits[2] - '0') * 10 + digits[3] - '0';
  return iso[sign] == '-' ? -minutes : minutes;
}

// When a page was published, by what it says by machine and what a reader sees. The two differ by a day where the
// machine counts in UTC: then the day that is printed is the one that "Monday" is counted from. Where they differ by
// more, the machine's is the day of a rebuild, or of the page's template; a reader would have noticed.
std::optional<Timestamp> published(const std::optional<Timestamp>& machine, const std::optional<Timestamp>& seen) {
  if (!machine || !seen) return machine ? machine : seen;
  if (seen->day == machine->day) return machine->minute ? machine : seen;
  return seen;
}

// "River crossed | The Valley Gazette" without what is no title: the longest part, where the last or first names a
// site.
std::string without_site(const std::string& title, const std::string& site) {
  for (std::string_view mark : {" | ", " - ", " – ", " — ", " :: ", " » "}) {
    size_t at = title.rfind(mark);
    if (at == title.npos || at < 15) continue;
    std::string_view rest = std::string_view(title).substr(at + mark.size());
    if (mark == " | " || (!site.empty() && ascii_lower(rest) == ascii_lower(site))) return title.substr(0, at);
  }
  return title;
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
  auto html = HtmlReader::load(source, layout->tables());
  if (!html) return html.error();
  return PageReader(std::make_unique<const Tables>(Tables{*std::move(layout), *std::move(language), *std::move(html)}));
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
  PageLayout page = tables_->layout.read(report.text, meta.title);
  fill(report, page, meta);
  report.published = published(page, parse_published(meta.published));
  report.written = written(page, report.published);
  return report;
}

// What the layout and the metadata tell of a report; `text` and `uri` are set.
void PageReader::fill(Report& report, PageLayout& page, const Metadata& meta) const {
  report.id = report_id(report.text);
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
  report.language = tables_->language.of(report.text);
}

Result<HtmlArticle> PageReader::article(std::string bytes, std::string_view charset) const {
  return tables_->html.read(std::move(bytes), charset, HtmlReader::Rest::told);
}

Result<std::vector<Report>> PageReader::from_html(std::string bytes, const Metadata& meta,
                                                  std::string_view charset) const {
  if (bytes.size() > kMaxPageBytes) return Error{meta.uri, 0, "a page of more than 16 MiB", ""};
  auto article = tables_->html.read(std::move(bytes), charset, HtmlReader::Rest::forgotten);
  if (!article) {
    Error error = article.error();
    error.file = meta.uri;
    return error;
  }
  if (article->text.size() > kMaxReportBytes)
    return Error{meta.uri, 0, "an article longer than a report can be (4 MiB)", ""};
  if (!article->posts.empty()) return posts_of(*article, meta);
  std::vector<Report> reports;
  reports.push_back(report_of(*std::move(article), meta));
  return reports;
}

// Each post of a live blog as a report of its own, "<uri>#1" the first on the page; what stands above them is in none.
std::vector<Report> PageReader::posts_of(const HtmlArticle& article, const Metadata& meta) const {
  std::vector<Report> reports;
  std::optional<Timestamp> begun = parse_published(article.facts.published);
  for (size_t i = 0; i < article.posts.size(); ++i) {
    size_t first = article.posts[i].begin;
    size_t end = i + 1 < article.posts.size() ? article.posts[i + 1].begin : article.units.size();
    HtmlArticle post;
    post.facts = article.facts;
    post.facts.published.clear();
    uint32_t begin = article.units[first].span.begin;
    post.text = article.text.substr(begin, article.units[end - 1].span.end - begin);
    bool titled = false;
    for (size_t u = first; u < end; ++u) {
      KnownUnit unit = article.units[u];
      unit.span = {unit.span.begin - begin, unit.span.end - begin};
      if (unit.role == BlockRole::heading && !titled) unit.role = BlockRole::title;
      titled |= unit.role == BlockRole::title;
      post.units.push_back(unit);
    }
    Metadata own = meta;
    own.uri += "#" + std::to_string(i + 1);
    Report report = report_of(std::move(post), own);
    LineTime time = tables_->layout.tables().dates.scan(tokens_of_line(article.posts[i].time));
    std::optional<Timestamp> at = parse_published(article.posts[i].time);
    if (!at && time.minute && begun) at = Timestamp{begun->day, time.minute};  // "18:40" of the day the page began
    if (at && meta.published.empty()) report.published = at;
    report.zone = zone_of(article.posts[i].time);
    reports.push_back(std::move(report));
  }
  return reports;
}

Result<Report> PageReader::from_html_content(std::string html, const Metadata& meta) const {
  if (html.size() > kMaxPageBytes) return Error{meta.uri, 0, "an item of more than 16 MiB", ""};
  auto article = tables_->html.read_content(std::move(html));
  if (!article) {
    Error error = article.error();
    error.file = meta.uri;
    return error;
  }
  return report_of(*std::move(article), meta);
}

Report PageReader::report_of(HtmlArticle article, const Metadata& meta) const {
  const PageFacts& facts = article.facts;
  Report report;
  report.uri = meta.uri;
  report.text = std::move(article.text);
  PageLayout page = tables_->layout.read(report.text, article.units);
  fill(report, page, meta);

  if (!report.title)
    report.title = given(without_site(facts.title.empty() ? facts.page_title : facts.title, facts.outlet));
  std::string authors;
  for (const std::string& author : facts.authors) {
    if (ascii_lower(author) == ascii_lower(facts.outlet)) continue;
    if (authors.find(author) == authors.npos) authors += (authors.empty() ? "" : ", ") + author;
    const std::string* agency = tables_->layout.tables().agencies.named(author);
    if (agency != nullptr && !report.agency) report.agency = *agency;
  }
  if (!report.byline) report.byline = given(authors);
  if (meta.outlet.empty() && !facts.outlet.empty()) report.outlet = facts.outlet;
  if (!report.outlet) report.outlet = report.agency;

  std::optional<Timestamp> machine = parse_published(facts.published);
  std::optional<Timestamp> seen = stamp_of(page.stamp, machine);
  if (!machine && !seen) seen = stamp_of(page.updated, machine);
  std::optional<Timestamp> outside = parse_published(meta.published);
  report.published = outside ? outside : sayso::published(machine, seen);
  if (!report.published) report.published = sayso::published(page, std::nullopt);
  if (report.published && report.published == machine) report.zone = zone_of(facts.published);
  report.modified = parse_published(facts.modified);
  if (!report.modified) report.modified = stamp_of(page.updated, machine);
  report.section = given(facts.section);
  report.url = given(facts.url);
  return report;
}

std::optional<Timestamp> PageReader::parse_published(std::string_view text) const {
  return text.empty() ? std::nullopt : tables_->layout.tables().dates.parse(text);
}

}  // namespace sayso
