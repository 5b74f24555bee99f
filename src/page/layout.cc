// How the lines of a page get their roles.
//
// 1. Lines. The text is cut at line ends; blank lines part groups. Lines of a group that a printer or a mailer broke
//    ("hard-wrapped") are joined again, on three signs: the next line goes on with a small letter; it is indented
//    deeper than an open line; or the page as a whole is set to a width, and the next word would not have fitted. What
//    is left are units: a paragraph, a title, a list item each.
// 2. Zones. The first and the last unit of running prose (a sentence or more, that no rule knows otherwise) part head,
//    body and tail. The same words mean different things there: "Reuters" alone above the prose is a byline, two words
//    below it are a sign-off.
// 3. Roles. Rules from knowledge/page/lines.tsv first; then what is known by its form: timestamps, agencies, lines cut
//    off with "...", list items; then by zone. The first line of the head that is nothing else is the title.
// 4. Dateline: of the first paragraphs, the first that has one; or a line of its own in the head.
//
// Known to go wrong: a title that ends with a full stop and is not set in capitals is taken for prose; a short
// paragraph without a full stop is taken for a heading; a name alone on the line below a title is taken for a byline,
// also where it is a place; tables are read line by line, as list items.
#include "page/layout.h"

#include <algorithm>

#include "base/text_util.h"

namespace sayso {
namespace {

constexpr size_t kLongestTitle = 220;       // points
constexpr size_t kLongestHeading = 110;     // points
constexpr size_t kShortestProse = 40;       // points of a line that counts as running prose
constexpr size_t kLongestScanned = 160;     // bytes of a line that can be a timestamp
constexpr size_t kWidestWrap = 120;         // points of a line in hard-wrapped text
constexpr size_t kShortestCutCaption = 90;  // points of a line that ends in "..." and has no caption's words
constexpr size_t kLongestSignature = 60;    // bytes
constexpr size_t kFewStrange = 3;           // words beside a date that still leave it a timestamp
constexpr size_t kWrapSlack = 4;            // points: a blank, and what a breaker may leave free
constexpr size_t kDatelineParagraphs = 6;   // paragraphs in which a dateline is looked for

constexpr std::string_view kDashes[] = {"—", "–", "--"};

struct Line {
  ByteSpan span;     // trimmed
  uint32_t indent;   // bytes of white space before it
  bool after_blank;  // first of its group
};

struct Unit {
  ByteSpan span;
  bool after_blank = false;
  bool before_blank = false;
  size_t points = 0;
  bool sentence = false;  // ends as a sentence does
  bool cut = false;       // ends with "..."
  bool item = false;      // begins with a bullet
  uint32_t body = 0;
  std::optional<BlockRole> role;
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  bool blank = true;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    std::string_view whole = text.substr(at, end - at);
    std::string_view line = trim_space(whole);
    if (line.empty()) {
      blank = true;
    } else {
      auto begin = static_cast<uint32_t>(line.data() - text.data());
      lines.push_back({{begin, begin + static_cast<uint32_t>(line.size())}, begin - static_cast<uint32_t>(at), blank});
      blank = false;
    }
    at = end + 1;
  }
  return lines;
}

// The bytes of a list item's bullet with the blanks behind it, or 0.
uint32_t bullet_size(std::string_view line) {
  static constexpr std::string_view kBullets[] = {"•", "·", "▪", "■", "●", "◦", "*", "-",
                                                  "–", "—", "−", "➤", "►", "✓", "o"};
  for (std::string_view bullet : kBullets) {
    if (!line.starts_with(bullet)) continue;
    std::string_view rest = line.substr(bullet.size());
    bool mark_alone = bullet == "•" || bullet == "▪" || bullet == "■" || bullet == "●";
    std::string_view words = trim_space(rest);
    if (words.empty() || (words.size() == rest.size() && !mark_alone)) return 0;
    return static_cast<uint32_t>(words.data() - line.data());
  }
  // "1. ", "12) ", "(a) ", "II. "
  size_t at = line.starts_with("(") ? 1 : 0;
  size_t end = at;
  while (end < line.size() && end < at + 3 && is_digit(line[end])) ++end;
  if (end == at) {
    while (end < line.size() && end < at + 5 && (line[end] == 'I' || line[end] == 'V' || line[end] == 'X')) ++end;
  }
  if (end == at && at == 1 && end < line.size() && line[end] >= 'a' && line[end] <= 'z') ++end;
  if (end == at || end + 1 >= line.size() || line[end + 1] != ' ') return 0;
  if (line[end] != ')' && (line[end] != '.' || at == 1)) return 0;
  while (end + 1 < line.size() && line[end + 1] == ' ') ++end;
  return static_cast<uint32_t>(end + 1);
}

bool starts_small(std::string_view line) {
  for (size_t at = 0; at < line.size() && at < 8;) {
    Decoded c = decode_utf8(line, at);
    if (is_letter(c.value)) return is_lower(c.value);
    if (c.value != '"' && c.value != 0x201C && c.value != 0x2018) return false;
    at += c.size;
  }
  return false;
}

bool has_letter(std::string_view line) {
  for (size_t at = 0; at < line.size();) {
    Decoded c = decode_utf8(line, at);
    if (is_letter(c.value)) return true;
    at += c.size;
  }
  return false;
}

std::string_view first_word(std::string_view line) { return line.substr(0, std::min(line.find(' '), line.size())); }

// The width to which the lines of a text were broken, or 0 where they were not.
size_t wrap_width(std::string_view text, const std::vector<Line>& lines) {
  size_t width = 0;
  for (const Line& line : lines) {
    if (line.span.size() > 4 * kWidestWrap) return 0;
    width = std::max(width, line.indent + count_points(line.span.in(text)));
    if (width > kWidestWrap) return 0;
  }
  size_t pairs = 0, full = 0, small = 0;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i + 1].after_blank) continue;
    std::string_view next = lines[i + 1].span.in(text);
    ++pairs;
    full +=
        lines[i].indent + count_points(lines[i].span.in(text)) + count_points(first_word(next)) + kWrapSlack > width;
    small += starts_small(next);
  }
  return pairs >= 4 && full * 10 >= pairs * 7 && small * 4 >= pairs ? width : 0;
}

// Capitalized words, none or few small ones: "Mara Lind", "Ana de la Vega", "MARA LIND".
bool is_name(std::string_view line, size_t most) {
  size_t words = 0;
  for (const LineToken& token : tokens_of_line(line)) {
    if (token.kind == LineToken::Kind::number) return false;
    if (token.kind == LineToken::Kind::mark && token.text != "." && token.text != "," && token.text != "&")
      return false;
    if (token.kind != LineToken::Kind::word) continue;
    if (!token.capital && token.text.size() > 3) return false;
    ++words;
  }
  return words >= 1 && words <= most;
}

// A title may end with a full stop where all its longer words have capitals.
bool is_title_case(std::string_view line) {
  size_t capital = 0, small = 0;
  for (const LineToken& token : tokens_of_line(line)) {
    if (token.kind == LineToken::Kind::word && token.text.size() > 4) ++(token.capital ? capital : small);
  }
  return capital >= 3 && capital >= 4 * small;
}

// "Y.A/M.M", "nh/ma", "9376**1424", "--SPA", "XY-10-02-20 1931GMT": marks of an agency's own below the text.
bool is_sign_off(std::string_view line) {
  if (line.size() > 40) return false;
  size_t small = 0, letters = 0, others = 0, spaces = 0;
  for (char c : line) {
    bool is_small = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    small += is_small;
    ++(is_small || (c >= 'A' && c <= 'Z') ? letters : c == ' ' ? spaces : others);
  }
  if (spaces == 0) return letters <= 6 || others >= letters;
  return small == 0 && others >= letters;
}

std::string letters_of(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (static_cast<unsigned char>(c) > ' ') out += ascii_lower(c);
  }
  return out;
}

// The work on one page, step by step as the head of this file tells.
class Builder {
 public:
  Builder(const PageTables& tables, std::string_view text, std::string_view known_title)
      : tables_(tables), text_(text), known_title_(known_title) {}

  PageLayout build() {
    make_units();
    return roles_of_units();
  }

  PageLayout build(const std::vector<KnownUnit>& known) {
    known_units_ = true;
    for (const KnownUnit& one : known) {
      Unit& unit = units_.emplace_back();
      unit.span = one.span;
      unit.after_blank = true;
      unit.role = one.role;
    }
    return roles_of_units();
  }

 private:
  PageLayout roles_of_units() {
    part_signatures();
    measure_units();
    find_zones();
    for (size_t i = 0; i < units_.size(); ++i) units_[i].role = role_of(i);
    keep_some_prose();
    find_dateline();
    for (const Unit& unit : units_) page_.blocks.push_back(block_of(unit));
    return std::move(page_);
  }

  std::string_view words_of(const Unit& unit) const { return unit.span.in(text_); }
  ByteSpan span_of(std::string_view words) const {
    auto begin = static_cast<uint32_t>(words.data() - text_.data());
    return {begin, begin + static_cast<uint32_t>(words.size())};
  }

  // What a short line says of time; nothing for a line that is too long for a timestamp or says nothing.
  std::optional<LineTime> time_of(std::string_view line) const {
    if (line.size() > kLongestScanned || std::none_of(line.begin(), line.end(), is_digit)) return std::nullopt;
    LineTime time = tables_.dates.scan(tokens_of_line(line));
    return time.date || time.minute ? std::optional(time) : std::nullopt;
  }
  // Dates and times, and no word that belongs to anything else.
  static bool is_stamp(const std::optional<LineTime>& time) { return time && time->strange == 0; }
  static bool has_year(const std::optional<LineTime>& time) { return time && time->date && time->date->year; }

  // 1. Units.
  void make_units();
  bool goes_on(const Line& before, const Line& line, size_t width) const;
  void part_signatures();
  void measure_units();

  // 2. Zones.
  bool is_prose(const Unit& unit, Zone zone) const;
  bool is_first_title(const Unit& unit) const;
  void find_zones();
  Zone zone_of(size_t i) const {
    if (i < first_prose_) return Zone::head;
    return i > last_prose_ && first_prose_ < units_.size() ? Zone::tail : Zone::body;
  }

  // 3. Roles.
  BlockRole role_of(size_t i);
  BlockRole role_of_known(size_t i);
  std::optional<BlockRole> role_by_rule(const Unit& unit, Zone zone);
  std::optional<BlockRole> role_in_head(size_t i, const std::optional<LineTime>& time);
  std::optional<BlockRole> role_in_tail(const Unit& unit, const std::optional<LineTime>& time);
  bool is_breadcrumb(std::string_view line) const;
  bool is_heading(size_t i) const;
  void take_byline(std::string_view words);
  void take_stamp(const std::optional<LineTime>& time) {
    if (!time || !time->date) return;
    std::optional<LineTime>& stamp = time->revised ? page_.updated : page_.stamp;
    if (!stamp) stamp = time;
  }
  void take_dateline(const Unit& unit, const WrittenDateline& dateline);
  void keep_some_prose();

  // 4. Dateline.
  void find_dateline();

  static Block block_of(const Unit& unit);

  const PageTables& tables_;
  std::string_view text_;
  std::string_view known_title_;
  PageLayout page_;
  std::vector<Unit> units_;
  bool known_units_ = false;  // the parts were given, not found
  size_t first_prose_ = 0;    // the number of units where there is none
  size_t last_prose_ = 0;
  std::optional<size_t> first_title_;  // a first line that is the title though it reads like prose
};

void Builder::make_units() {
  std::vector<Line> lines = lines_of(text_);
  size_t width = wrap_width(text_, lines);
  for (size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].after_blank && goes_on(lines[i - 1], lines[i], width)) {
      units_.back().span.end = lines[i].span.end;
    } else {
      Unit& unit = units_.emplace_back();
      unit.span = lines[i].span;
      unit.after_blank = lines[i].after_blank;
    }
  }
}

// `line` is the rest of what `before` began.
bool Builder::goes_on(const Line& before, const Line& line, size_t width) const {
  std::string_view a = before.span.in(text_);
  std::string_view b = line.span.in(text_);
  bool open = !ends_sentence(a) && !a.ends_with(":");
  bool deeper = line.indent >= before.indent + 4 || (line.indent >= 4 && line.indent == before.indent);
  bool full = width > 0 && before.indent + count_points(a) + count_points(first_word(b)) + kWrapSlack > width;
  if (!(open && (starts_small(b) || deeper)) && !full) return false;
  if (bullet_size(b) > 0 || tables_.rules.role(a, Zone::head) || tables_.rules.role(b, Zone::head)) return false;
  auto time = time_of(a);
  return !time || (!is_stamp(time) && !time->minute);
}

// "..., a senior officer added.—MNA", "... to its units. EFE": the agency's sign is no part of the sentence.
void Builder::part_signatures() {
  std::vector<Unit> parted;
  parted.reserve(units_.size());
  for (const Unit& unit : units_) {
    parted.push_back(unit);
    std::string_view words = words_of(unit);
    if (unit.role || words.size() < kShortestProse || ends_sentence(words)) continue;
    size_t at = words.find_last_of(" \n");
    at = at == words.npos ? 0 : at + 1;
    if (words.size() - at > kLongestSignature) continue;
    for (std::string_view dash : kDashes) {
      size_t behind = words.substr(at).rfind(dash);
      if (behind != words.npos) at += behind + dash.size();
    }
    const std::string* agency = tables_.agencies.named(words.substr(at));
    if (agency == nullptr) continue;
    std::string_view prose = trim_space(words.substr(0, at));
    for (std::string_view dash : kDashes) {
      if (prose.ends_with(dash)) prose = trim_space(prose.substr(0, prose.size() - dash.size()));
    }
    if (!ends_sentence(prose)) continue;
    if (page_.agency.empty()) page_.agency = *agency;
    parted.back().span = span_of(prose);
    Unit sign;
    sign.span = span_of(trim_space(words.substr(prose.size())));
    sign.role = BlockRole::furniture;
    parted.push_back(sign);
  }
  units_ = std::move(parted);
}

void Builder::measure_units() {
  for (size_t i = 0; i < units_.size(); ++i) {
    Unit& unit = units_[i];
    std::string_view words = words_of(unit);
    unit.before_blank = i + 1 == units_.size() || units_[i + 1].after_blank;
    unit.points = count_points(words);
    unit.sentence = ends_sentence(words);
    unit.cut = ends_cut(words);
    uint32_t bullet = bullet_size(words);
    unit.item = bullet > 0;
    unit.body = unit.span.begin + bullet;
  }
}

bool Builder::is_prose(const Unit& unit, Zone zone) const {
  if (unit.role) return false;
  if (unit.points >= 2 * kLongestTitle) return true;
  std::string_view words = words_of(unit);
  if (tables_.rules.role(words, zone)) return false;
  if (unit.cut && unit.points >= kShortestCutCaption && unit.points <= kLongestTitle) return false;
  if (is_stamp(time_of(words))) return false;
  if (unit.points > kLongestTitle || (unit.sentence && unit.points >= kShortestProse)) return true;
  auto dateline = tables_.datelines.read(words, false);
  return dateline && !dateline->alone;
}

// A line that ends as a sentence and is the title nonetheless: what the metadata say, a question or an outcry apart
// from the rest, or a line with capitals on all its longer words.
bool Builder::is_first_title(const Unit& unit) const {
  std::string_view words = words_of(unit);
  if (!known_title_.empty() && words.size() < 2 * known_title_.size() + 40 &&
      letters_of(words) == letters_of(known_title_))
    return true;
  if (!unit.sentence || unit.item || !unit.before_blank || unit.points > kLongestTitle) return false;
  if (tables_.datelines.read(words, true)) return false;
  return !words.ends_with(".") || unit.cut || is_title_case(words);
}

void Builder::find_zones() {
  for (size_t i = 0; !known_units_ && i + 1 < units_.size(); ++i) {
    std::string_view words = words_of(units_[i]);
    if (is_first_title(units_[i])) {
      first_title_ = i;
      break;
    }
    if (!tables_.rules.role(words, Zone::head) && !time_of(words)) break;
  }
  first_prose_ = units_.size();
  for (size_t i = 0; i < units_.size() && first_prose_ == units_.size(); ++i) {
    if (i != first_title_ && is_prose(units_[i], Zone::head)) first_prose_ = i;
  }
  last_prose_ = first_prose_;
  for (size_t i = units_.size(); i > first_prose_ + 1 && last_prose_ == first_prose_; --i) {
    if (is_prose(units_[i - 1], Zone::tail)) last_prose_ = i - 1;
  }
}

// What a known part tells of the page, and what prose turns out to be.
BlockRole Builder::role_of_known(size_t i) {
  const Unit& unit = units_[i];
  std::string_view words = words_of(unit);
  Zone zone = zone_of(i);
  auto time = time_of(words);
  if (unit.role) {
    if (unit.role == BlockRole::title && !page_.title) page_.title = unit.span;
    if (unit.role == BlockRole::byline && zone == Zone::head) take_byline(words);
    if (unit.role == BlockRole::timestamp && zone != Zone::body) take_stamp(time);
    return *unit.role;
  }
  if (auto role = role_by_rule(unit, zone)) return *role;
  if (is_stamp(time)) {
    if (zone != Zone::body) take_stamp(time);
    return BlockRole::timestamp;
  }
  if (const std::string* agency = tables_.agencies.named(words); agency != nullptr && zone != Zone::body) {
    if (page_.agency.empty()) page_.agency = *agency;
    return zone == Zone::head ? BlockRole::byline : BlockRole::furniture;
  }
  if (zone == Zone::head) {
    if (auto dateline = tables_.datelines.read(words, false); dateline && dateline->alone) {
      take_dateline(unit, *dateline);
      return BlockRole::timestamp;
    }
  }
  return BlockRole::paragraph;
}

BlockRole Builder::role_of(size_t i) {
  if (known_units_) return role_of_known(i);
  const Unit& unit = units_[i];
  if (unit.role) return *unit.role;
  Zone zone = zone_of(i);
  if (i == first_title_) {
    page_.title = unit.span;
    return BlockRole::title;
  }
  if (auto role = role_by_rule(unit, zone)) return *role;

  auto time = time_of(words_of(unit));
  if (is_stamp(time)) {
    if (zone != Zone::body) take_stamp(time);
    return BlockRole::timestamp;
  }
  if (zone == Zone::head) {
    if (auto role = role_in_head(i, time)) return *role;
  } else if (zone == Zone::tail) {
    if (auto role = role_in_tail(unit, time)) return *role;
  } else if (unit.cut && unit.points >= kShortestCutCaption && unit.points <= kLongestTitle && i > 0 &&
             units_[i - 1].role == BlockRole::caption) {
    return BlockRole::caption;
  }
  if (!is_heading(i)) return BlockRole::paragraph;
  if (zone == Zone::head && has_year(time) && !page_.mentioned) page_.mentioned = time->date;
  return BlockRole::heading;
}

std::optional<BlockRole> Builder::role_by_rule(const Unit& unit, Zone zone) {
  std::string_view words = words_of(unit);
  auto rule = tables_.rules.role(words, zone);
  if (!rule) return std::nullopt;
  switch (*rule) {
    case LineRole::byline:
      if (zone == Zone::head) take_byline(words);
      return BlockRole::byline;
    case LineRole::caption:
      if (!page_.mentioned) {
        LineTime time = tables_.dates.scan(tokens_of_line(words));
        if (has_year(time)) page_.mentioned = time.date;
      }
      return BlockRole::caption;
    case LineRole::kicker:
      return BlockRole::heading;
    case LineRole::correction:
      // In bare text a correction may be all there is to a report ("CORRECTION: the rocket hit another house"): it is
      // read. On a page it stands beside the report that it corrects.
      return known_units_ ? std::optional(BlockRole::correction) : std::nullopt;
    case LineRole::furniture:
    case LineRole::crumb:
      return BlockRole::furniture;
  }
  return std::nullopt;
}

std::optional<BlockRole> Builder::role_in_head(size_t i, const std::optional<LineTime>& time) {
  const Unit& unit = units_[i];
  std::string_view words = words_of(unit);
  BlockRole above = i > 0 ? units_[i - 1].role.value_or(BlockRole::furniture) : BlockRole::furniture;
  if (is_breadcrumb(words) && !(page_.title && has_year(time))) {
    if (time && time->date && !page_.crawled) page_.crawled = time->date;
    return BlockRole::furniture;
  }
  if (const std::string* agency = tables_.agencies.named(words)) {
    if (page_.agency.empty()) page_.agency = *agency;
    if (!page_.byline) page_.byline = unit.span;
    return BlockRole::byline;
  }
  if (unit.cut && unit.points >= kShortestCutCaption && page_.title) return BlockRole::caption;
  if (auto dateline = tables_.datelines.read(words, false); dateline && dateline->alone) {
    take_dateline(unit, *dateline);
    return BlockRole::timestamp;
  }
  // A full date among a few other words: "14:55   05/03/2023   Region", "Operational update | 18 July 2023".
  if (has_year(time) && time->strange <= kFewStrange && !unit.sentence && (page_.title || time->before == 0)) {
    take_stamp(time);
    return BlockRole::timestamp;
  }
  if (!page_.title && !unit.item && unit.points <= kLongestTitle && has_letter(words)) {
    page_.title = unit.span;
    return BlockRole::title;
  }
  bool name = !unit.item && unit.points <= 40 && is_name(words, 4);
  bool two_places = name && words.find('/') != words.npos && words.find(" /") == words.npos;
  if ((above == BlockRole::byline && name) || (above == BlockRole::title && two_places)) {  // below a byline: New Delhi
    if (!page_.dateline) page_.dateline = unit.span;
    return BlockRole::timestamp;
  }
  if (above == BlockRole::title && name && words.find(' ') != words.npos) {
    take_byline(words);
    return BlockRole::byline;
  }
  return std::nullopt;
}

std::optional<BlockRole> Builder::role_in_tail(const Unit& unit, const std::optional<LineTime>& time) {
  if (unit.item) return std::nullopt;
  std::string_view words = words_of(unit);
  if (const std::string* agency = tables_.agencies.named(words)) {
    if (page_.agency.empty()) page_.agency = *agency;
    return BlockRole::furniture;
  }
  if (time && time->date && time->strange <= kFewStrange && !unit.sentence) {  // Lima, 24 May 2021
    if (has_year(time)) take_stamp(time);
    return BlockRole::timestamp;
  }
  bool name = unit.points <= 80 && !unit.sentence && is_name(words, 12);
  return name || is_sign_off(words) ? std::optional(BlockRole::furniture) : std::nullopt;
}

// Steps between marks, known words all of them, or three and more of which one is known. Beside the steps may stand the
// day on which the page was fetched.
bool Builder::is_breadcrumb(std::string_view line) const {
  if (line.size() > kLongestScanned) return false;
  size_t known = 0, steps = 0;
  for (size_t at = 0; at < line.size();) {
    size_t end = std::min(
        {line.find_first_of(">|/\t", at), line.find("»", at), line.find("›", at), line.find("  ", at), line.size()});
    std::string_view step = trim_space(line.substr(at, end - at));
    if (tables_.dates.scan(tokens_of_line(step)).strange > 0) {
      ++steps;
      known += tables_.rules.is_crumb(step);
    }
    at = end + 1;
    while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) ++at;
  }
  return known > 0 && (known == steps || steps >= 3);
}

// A short open line; a second one below it in the same group makes a list of them.
bool Builder::is_heading(size_t i) const {
  const Unit& unit = units_[i];
  std::string_view words = words_of(unit);
  if (unit.item || unit.sentence || unit.points > kLongestHeading || words.ends_with(",") || words.ends_with(";"))
    return false;
  if (words.ends_with(":") && std::count(words.begin(), words.end(), ' ') >= 6) return false;  // "... is as follows:"
  if (unit.after_blank || i == 0) return true;
  const Unit& above = units_[i - 1];
  return above.sentence || (above.role != BlockRole::heading && above.role != BlockRole::paragraph);
}

// "By Mara Lind   18 October 2023, 9:12 am", "By Mara Lind, Associated Press", "By AP | Oct 18, 2019"
void Builder::take_byline(std::string_view words) {
  std::vector<LineToken> tokens = tokens_of_line(words);
  std::string_view names = words;
  if (auto time = time_of(words)) {
    take_stamp(time);
    size_t end = std::min(time->before, tokens.size());
    // Nor do "Updated" or a bar before the time belong to the names.
    while (end > 0 && tables_.dates.scan({tokens[end - 1]}).strange == 0) --end;
    names = words.substr(0, end > 0 ? tokens[end - 1].span.end : 0);
  }
  if (!tokens.empty() && names.size() > 2 && ascii_lower(tokens[0].text) == "by") names.remove_prefix(2);
  names = trim_space(names);
  if (names.empty() || page_.byline) return;
  page_.byline = span_of(names);
  const std::string* agency = tables_.agencies.named(names.substr(names.find_last_of(",|") + 1));
  if (agency != nullptr && page_.agency.empty()) page_.agency = *agency;
}

void Builder::take_dateline(const Unit& unit, const WrittenDateline& dateline) {
  if (!page_.dateline && !dateline.place.empty())
    page_.dateline = ByteSpan{unit.span.begin + dateline.place.begin, unit.span.begin + dateline.place.end};
  if (!page_.dateline_date) page_.dateline_date = dateline.date;
  if (!dateline.agency.empty()) page_.agency = dateline.agency;
}

// A page that is all title and headings has no other text: they are it.
void Builder::keep_some_prose() {
  for (BlockRole last : {BlockRole::heading, BlockRole::title}) {
    for (const Unit& unit : units_) {
      if (unit.role == BlockRole::paragraph || unit.role == BlockRole::caption) return;
    }
    for (Unit& unit : units_) {
      if (unit.role == last) unit.role = BlockRole::paragraph;
    }
    if (last == BlockRole::title) page_.title.reset();
  }
}

void Builder::find_dateline() {
  size_t seen = 0;
  for (size_t i = 0; i < units_.size(); ++i) {
    Unit& unit = units_[i];
    if (unit.role != BlockRole::paragraph || unit.item) continue;
    if (++seen > kDatelineParagraphs) return;
    // "ISLAMABAD: Two soldiers ..." begins a report; in a list it is a label.
    bool in_list = !unit.after_blank && i > 0 &&
                   (units_[i - 1].role == BlockRole::heading || units_[i - 1].role == BlockRole::paragraph);
    auto dateline = tables_.datelines.read(words_of(unit), seen == 1 && !in_list);
    if (!dateline) continue;
    take_dateline(unit, *dateline);
    if (dateline->alone) {
      unit.role = BlockRole::timestamp;
    } else {
      unit.body = unit.span.begin + dateline->body;
    }
    return;
  }
}

Block Builder::block_of(const Unit& unit) {
  Block block;
  block.span = unit.span;
  block.role = *unit.role;
  block.truncated = unit.cut && (block.role == BlockRole::caption || block.role == BlockRole::title);
  block.body = block.role == BlockRole::paragraph ? unit.body : unit.span.begin;
  return block;
}

}  // namespace

Result<LayoutReader> LayoutReader::load(const KnowledgeSource& source) {
  auto dates = DateWords::load(source);
  if (!dates) return dates.error();
  auto agencies = Agencies::load(source);
  if (!agencies) return agencies.error();
  auto rules = LineRules::load(source);
  if (!rules) return rules.error();
  return LayoutReader(std::make_unique<PageTables>(*std::move(dates), *std::move(agencies), *std::move(rules)));
}

PageLayout LayoutReader::read(std::string_view text, std::string_view title) const {
  return Builder(*tables_, text, title).build();
}

PageLayout LayoutReader::read(std::string_view text, const std::vector<KnownUnit>& units) const {
  return Builder(*tables_, text, "").build(units);
}

}  // namespace sayso
