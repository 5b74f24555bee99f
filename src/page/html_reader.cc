// How the article is found in a page.
//
// 1. The page is cut into blocks (html_blocks.h), and each block gets a score for being prose (block_scorer.h).
// 2. What a block's element says by itself goes before its score: a caption is one wherever it stands, so is a heading,
//    a correction; a repeated block is left out.
// 3. From the first block of prose to the last reaches the body; above it, up to the title, stands the head, in which
//    bylines, timestamps and captions are looked for.
// 4. Where no prose is found, and JSON-LD gives the article's body, that is the body: a page drawn by scripts.
//
// Known to go wrong: a page that is a list of short items; comments that are longer than the article; a title that
// stands nowhere on the page is taken from the metadata and has no block.
#include "page/html_reader.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/text_util.h"
#include "page/charset.h"
#include "page/html_blocks.h"
#include "page/html_scan.h"

namespace sayso {
namespace {

constexpr size_t kLongestCaption = 900;  // bytes
constexpr size_t kLongestByline = 220;   // bytes
constexpr size_t kLongestStamp = 120;    // bytes
constexpr size_t kLongestCorrection = 1200;
constexpr size_t kHeadBlocks = 40;    // blocks above the prose in which the head is looked for
constexpr size_t kBehindBlocks = 3;   // blocks below the first prose in which a byline may stand
constexpr size_t kLittleProse = 250;  // bytes of prose that are none: a note that scripts are needed
constexpr int kUnsure = -1500;        // the score that is enough where nothing has a better one
constexpr size_t kFewPosts = 3;       // times in the body that make a live blog of a page

std::string letters_of(std::string_view text) {
  std::string out;
  for (char c : text)
    if (static_cast<unsigned char>(c) > '/' || is_digit(c)) out += ascii_lower(c);
  return out;
}

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || is_digit(c) || is_letter(static_cast<unsigned char>(c));
  });
}

// Without one a line tells no date and no time.
bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), is_digit); }

enum class Titled : uint8_t { yes, no };
enum class Part : uint8_t { out, title, byline, timestamp, caption, heading, correction, prose };

class Reader {
 public:
  Reader(const PageTables& tables, const HtmlTree& tree, const std::vector<ContainerSet>& containers,
         const HtmlBlocks& blocks, const std::vector<int>& scores, HtmlArticle& out)
      : tables_(tables), tree_(tree), containers_(containers), blocks_(blocks), scores_(scores), out_(out) {}

  // `titled` says that the title is to be looked for.
  void run(HtmlReader::Rest rest, Titled titled) {
    size_t n = blocks_.blocks.size();
    parts_.assign(n, Part::out);
    for (int least : {0, kUnsure}) {
      for (size_t i = 0; i < n; ++i) parts_[i] = by_itself(i, least);
      drop_asides();
      find_body();
      if (found_) break;
    }
    if (titled == Titled::yes) find_title();
    find_head();
    keep_region();
    drop_repeats();
    find_posts();
    if (prose_bytes() < kLittleProse && out_.facts.body.size() > 2 * kLittleProse) return take_body_of_facts();
    write();
    if (rest == HtmlReader::Rest::told) tell_rest();
  }

 private:
  std::string_view words(size_t i) const { return blocks_.words(blocks_.blocks[i]); }
  Tag tag(size_t i) const { return tree_[blocks_.blocks[i].node].tag; }
  // The innermost element that holds all of a block: not the <cite> that its first word stands in.
  uint32_t holder(size_t i) const {
    const HtmlBlock& block = blocks_.blocks[i];
    uint32_t node = tree_[block.first_text].parent;
    while (node != 0 && tree_[node].end <= block.last_text) node = tree_[node].parent;
    return node;
  }

  // Levels up to the nearest element that `is` holds for, at most `most`; -1 where there is none.
  template <typename Is>
  int level_of(size_t i, int most, Is is) const {
    uint32_t node = holder(i);
    for (int up = 0; up <= most && node != 0; ++up, node = tree_[node].parent)
      if (is(node)) return up;
    return -1;
  }
  bool named(size_t i, Container kind, int most) const {
    return level_of(i, most, [&](uint32_t node) { return containers_[node].has(kind); }) >= 0;
  }
  bool inside(size_t i, Tag wanted, int most) const {
    return level_of(i, most, [&](uint32_t node) { return tree_[node].tag == wanted; }) >= 0;
  }

  std::optional<LineTime> time_of(size_t i) const;
  bool is_caption(size_t i) const;
  bool is_correction(size_t i) const;
  Part by_itself(size_t i, int least) const;
  void drop_asides();
  void find_posts();
  void find_body();
  void find_title();
  void find_head();
  void keep_region();
  void drop_repeats();
  size_t prose_bytes() const;
  void take_body_of_facts();
  void add(std::string_view text, Part part);
  void write();
  void tell_rest();
  std::string why(size_t i) const;

  const PageTables& tables_;
  const HtmlTree& tree_;
  const std::vector<ContainerSet>& containers_;
  const HtmlBlocks& blocks_;
  const std::vector<int>& scores_;
  HtmlArticle& out_;
  std::vector<Part> parts_;
  size_t first_ = 0, last_ = 0;  // of the prose; both 0 where there is none
  bool found_ = false;
  std::optional<size_t> title_;
  std::vector<std::pair<size_t, HtmlPost>> posts_;  // with the block each begins with
  std::unordered_map<size_t, size_t> unit_of_;      // of each block that is kept
};

bool Reader::is_caption(size_t i) const {
  std::string_view text = words(i);
  if (text.size() > kLongestCaption) return false;
  if (inside(i, Tag::figcaption, 6)) return true;
  // In a figure stands a picture and what is said of it; but some set tables, quotes and lists as figures.
  if (inside(i, Tag::figure, 5) && !inside(i, Tag::blockquote, 5) && !inside(i, Tag::table, 5) &&
      !inside(i, Tag::ul, 4) && !inside(i, Tag::p, 2))
    return true;
  return named(i, Container::caption, 1) && !is_heading(tag(i));
}

bool Reader::is_correction(size_t i) const {
  std::string_view text = words(i);
  return text.size() <= kLongestCorrection &&
         (named(i, Container::correction, 2) || tables_.rules.is_correction(text, Zone::body));
}

Part Reader::by_itself(size_t i, int least) const {
  if (!has_letter(words(i))) return Part::out;  // "___", "* * *"
  if (is_caption(i)) return Part::caption;
  // "9 hours ago" is no prose, and no date either.
  if (words(i).size() <= kLongestStamp && inside(i, Tag::time, 1)) return Part::out;
  bool prose = scores_[i] > least;
  if (is_heading(tag(i))) return prose ? Part::heading : Part::out;
  if (tables_.rules.is_correction(words(i), Zone::body)) return Part::correction;
  return prose ? Part::prose : Part::out;
}

// What stands in an element that is named as something beside the article, and holds little of its prose, is no part
// of it, however much it reads like prose. (Some pages name their whole article so.)
void Reader::drop_asides() {
  static constexpr std::pair<Container, int> kAside[] = {
      {Container::related, 4}, {Container::newsletter, 4}, {Container::comment, 8}, {Container::share, 2},
      {Container::cookie, 6},  {Container::tags, 2},       {Container::author, 2},  {Container::footer, 6}};
  std::vector<uint32_t> below(tree_.size(), 0);
  uint32_t all = 0;
  for (size_t i = 0; i < parts_.size(); ++i) {
    if (parts_[i] != Part::prose) continue;
    auto bytes = static_cast<uint32_t>(words(i).size());
    all += bytes;
    for (uint32_t node = holder(i); node != 0; node = tree_[node].parent) below[node] += bytes;
  }
  for (size_t i = 0; i < parts_.size(); ++i) {
    if (parts_[i] != Part::prose && parts_[i] != Part::heading) continue;
    int up = 0;
    for (uint32_t node = holder(i); node != 0 && up <= 8 && parts_[i] != Part::out; node = tree_[node].parent, ++up) {
      if (tree_[node].tag == Tag::body || below[node] * uint64_t{5} > all) break;
      for (auto [kind, most] : kAside)
        if (up <= most && containers_[node].has(kind)) parts_[i] = Part::out;
      // A post of another's, as the networks have it put in: <blockquote class="twitter-tweet">.
      if (tree_[node].tag == Tag::blockquote && containers_[node].has(Container::post)) parts_[i] = Part::out;
    }
  }
}

void Reader::find_body() {
  for (size_t i = 0; i < parts_.size(); ++i) {
    if (parts_[i] != Part::prose) continue;
    if (!found_) first_ = i;
    found_ = true;
    last_ = i;
  }
}

// The title is the block that says what the metadata say; else the last <h1> above the prose; else the first heading
// above it. Metadata that no block says lose against an <h1>: they may name the section, or the site.
void Reader::find_title() {
  std::string wanted = letters_of(out_.facts.title), whole = letters_of(out_.facts.page_title);
  size_t end = found_ ? first_ + 1 : parts_.size();
  std::optional<size_t> said, top, any;
  for (size_t i = 0; i < end; ++i) {
    if (words(i).size() > 400) continue;
    bool heading = is_heading(tag(i));
    if (!heading && wanted.empty()) continue;
    std::string here = letters_of(words(i));
    if (here.size() < 3) continue;
    bool alike = whole.starts_with(here) || (!wanted.empty() && (wanted.starts_with(here) || here.starts_with(wanted)));
    bool same = here == wanted || (heading && here.size() > 12 && alike);
    if (same && (!said || heading)) said = i;
    if (tag(i) == Tag::h1 && !inside(i, Tag::nav, 8)) top = i;
    if (heading && !any && !inside(i, Tag::nav, 8) && !inside(i, Tag::aside, 8)) any = i;
  }
  title_ = said ? said : top ? top : out_.facts.title.empty() ? any : std::nullopt;
  if (title_) parts_[*title_] = Part::title;
}

void Reader::find_head() {
  if (!found_) return;
  size_t begin = title_ ? std::min(*title_, first_) : first_ - std::min(first_, kHeadBlocks);
  begin -= std::min<size_t>(begin, 6);  // some set the byline above the title
  size_t end = std::min(parts_.size(), first_ + kBehindBlocks + 1);
  bool byline = false, stamp = false;
  for (size_t i = begin; i < end; ++i) {
    if (parts_[i] != Part::out && parts_[i] != Part::prose) continue;
    std::string_view text = words(i);
    if (inside(i, Tag::nav, 8) || text.size() > kLongestByline) continue;
    auto rule = tables_.rules.role(text, Zone::head);
    bool by = rule == LineRole::byline && text.size() <= kLongestByline;
    bool named_author = parts_[i] == Part::out && named(i, Container::author, 2) && text.size() <= 100 &&
                        !named(i, Container::share, 3) && rule != LineRole::furniture;
    if (by || (named_author && !byline)) {
      parts_[i] = Part::byline;
      byline = true;
      continue;
    }
    if (text.size() > kLongestStamp || !has_digit(text) || (parts_[i] == Part::prose && i > first_)) continue;
    LineTime time = tables_.dates.scan(tokens_of_line(text));
    bool timed = inside(i, Tag::time, 2) || named(i, Container::meta, 2);
    if (time.date && time.date->year && (time.strange == 0 || (timed && time.strange <= 3)) && !stamp) {
      parts_[i] = Part::timestamp;
      stamp = true;
    }
  }
}

// Captions and corrections belong to the article where they stand in it, or close to it.
void Reader::keep_region() {
  size_t begin = title_ && (!found_ || *title_ < first_) ? *title_ : found_ ? first_ - std::min<size_t>(first_, 6) : 0;
  size_t end = found_ ? std::min(parts_.size(), last_ + 7) : parts_.size();
  for (size_t i = 0; i < parts_.size(); ++i) {
    bool outside = i < begin || i >= end;
    if (!outside && parts_[i] != Part::title && is_correction(i)) parts_[i] = Part::correction;
    if (outside && parts_[i] == Part::caption) parts_[i] = Part::out;
    bool above = i < first_ && !(title_ && i > *title_);
    if (parts_[i] == Part::heading && (above || i > last_)) parts_[i] = Part::out;
    if (parts_[i] == Part::caption && (inside(i, Tag::aside, 8) || named(i, Container::related, 6)))
      parts_[i] = Part::out;
  }
}

std::optional<LineTime> Reader::time_of(size_t i) const {
  std::string_view text = words(i);
  if (text.size() > kLongestStamp || !has_digit(text)) return std::nullopt;
  LineTime time = tables_.dates.scan(tokens_of_line(text));
  return (time.date || time.minute) && time.strange == 0 ? std::optional(time) : std::nullopt;
}

// A live blog is many reports on one page, each with its own time: JSON-LD says so, or the names of its elements do.
// A post begins with its time, or with the heading that stands right above each time.
void Reader::find_posts() {
  std::vector<size_t> stamps;
  size_t begin = title_ && *title_ < first_ ? *title_ + 1 : first_ - std::min<size_t>(first_, 3);
  for (size_t i = begin; found_ && i <= last_; ++i) {
    bool kept = parts_[i] == Part::timestamp || parts_[i] == Part::prose || parts_[i] == Part::out;
    bool live = out_.facts.posts.size() >= kFewPosts - 1 || named(i, Container::live, 5);
    if (kept && live && time_of(i)) stamps.push_back(i);
  }
  if (stamps.size() < kFewPosts) return;
  size_t above = 0;
  for (size_t i : stamps) above += i > 0 && parts_[i - 1] == Part::heading;
  for (size_t i : stamps) {
    parts_[i] = Part::timestamp;
    HtmlPost post;
    post.time = words(i);
    for (uint32_t node = holder(i), up = 0; node != 0 && up < 3; node = tree_[node].parent, ++up)
      if (tree_[node].tag == Tag::time && tree_.has(node, Attr::datetime))
        post.time = tree_.attribute(node, Attr::datetime);
    bool with_heading = above * 2 > stamps.size() && i > 0 && parts_[i - 1] == Part::heading;
    posts_.emplace_back(with_heading ? i - 1 : i, std::move(post));
  }
}

void Reader::drop_repeats() {
  std::unordered_set<std::string_view> seen;
  for (size_t i = 0; i < parts_.size(); ++i) {
    if (parts_[i] == Part::out || words(i).size() < 30) continue;
    if (!seen.insert(words(i)).second) parts_[i] = Part::out;
  }
}

size_t Reader::prose_bytes() const {
  size_t bytes = 0;
  for (size_t i = 0; i < parts_.size(); ++i)
    if (parts_[i] == Part::prose) bytes += words(i).size();
  return bytes;
}

void Reader::take_body_of_facts() {
  if (title_) add(words(*title_), Part::title);
  add(out_.facts.body, Part::prose);
}

void Reader::add(std::string_view text, Part part) {
  if (!out_.text.empty()) out_.text += "\n\n";
  auto begin = static_cast<uint32_t>(out_.text.size());
  out_.text += text;
  KnownUnit unit;
  unit.span = {begin, static_cast<uint32_t>(out_.text.size())};
  switch (part) {
    case Part::title:
      unit.role = BlockRole::title;
      break;
    case Part::byline:
      unit.role = BlockRole::byline;
      break;
    case Part::timestamp:
      unit.role = BlockRole::timestamp;
      break;
    case Part::caption:
      unit.role = BlockRole::caption;
      break;
    case Part::heading:
      unit.role = BlockRole::heading;
      break;
    case Part::correction:
      unit.role = BlockRole::correction;
      break;
    default:
      break;
  }
  out_.units.push_back(unit);
}

void Reader::write() {
  for (size_t i = 0; i < parts_.size(); ++i)
    if (parts_[i] != Part::out) {
      unit_of_.emplace(i, out_.units.size());
      add(words(i), parts_[i]);
    }
  for (auto& [block, post] : posts_) {
    post.begin = unit_of_[block];
    out_.posts.push_back(std::move(post));
  }
}

// The nearest name that says what a block is, for `sayso page --all`.
std::string Reader::why(size_t i) const {
  static constexpr std::pair<Container, const char*> kWhy[] = {
      {Container::comment, "comments"}, {Container::related, "related"}, {Container::share, "sharing"},
      {Container::nav, "navigation"},   {Container::promo, "promotion"}, {Container::newsletter, "newsletter"},
      {Container::cookie, "notice"},    {Container::footer, "footer"},   {Container::tags, "tags"},
      {Container::sidebar, "sidebar"},  {Container::teaser, "teaser"},   {Container::author, "author"}};
  for (uint32_t node = holder(i); node != 0; node = tree_[node].parent) {
    if (tree_[node].tag == Tag::nav) return "navigation";
    if (tree_[node].tag == Tag::footer) return "footer";
    if (tree_[node].tag == Tag::aside) return "sidebar";
    for (const auto& [kind, name] : kWhy)
      if (containers_[node].has(kind)) return name;
  }
  return blocks_.blocks[i].link_bytes * 2 > blocks_.blocks[i].span.size() ? "links" : "no prose";
}

void Reader::tell_rest() {
  for (size_t i = 0; i < parts_.size(); ++i)
    if (parts_[i] == Part::out) out_.left_out.push_back({std::string(words(i)), why(i)});
}

}  // namespace

Result<HtmlReader> HtmlReader::load(const KnowledgeSource& source, const PageTables& tables) {
  auto words = ContainerWords::load(source);
  if (!words) return words.error();
  auto scorer = BlockScorer::load(source);
  if (!scorer) return scorer.error();
  return HtmlReader(*std::move(words), *std::move(scorer), tables);
}

Result<HtmlArticle> HtmlReader::read(std::string bytes, std::string_view charset, Rest rest) const {
  ScannedHtml scanned = scan_html(page_to_utf8(std::move(bytes), charset));
  std::vector<std::string> json_ld = std::move(scanned.json_ld);
  auto tree = HtmlTree::parse(std::move(scanned));
  if (!tree) return tree.error();
  HtmlArticle article;
  article.facts = page_facts(*tree, json_ld);
  HtmlBlocks blocks = cut_into_blocks(*tree);
  std::vector<ContainerSet> containers = words_.of(*tree);
  const PageFacts& facts = article.facts;
  PageHints hints{facts.title.empty() ? facts.page_title : facts.title, facts.description, facts.body};
  std::vector<BlockFeatures> rows = block_features(*tree, blocks, containers, hints);
  std::vector<int> scores = scorer_.scores(rows);
  Reader(*tables_, *tree, containers, blocks, scores, article).run(rest, Titled::yes);
  bool any = std::any_of(article.units.begin(), article.units.end(),
                         [](const KnownUnit& unit) { return !unit.role || unit.role == BlockRole::caption; });
  if (blocks.blocks.empty()) return Error{"", 0, "a page without any text", ""};
  if (!any && rest == Rest::forgotten) return Error{"", 0, "a page in which no article is found", ""};
  return article;
}

Result<HtmlArticle> HtmlReader::read_content(std::string html) const {
  auto tree = HtmlTree::parse(scan_html(page_to_utf8(std::move(html), "utf-8")));
  if (!tree) return tree.error();
  HtmlArticle article;
  HtmlBlocks blocks = cut_into_blocks(*tree);
  std::vector<int> scores(blocks.blocks.size(), 1);
  Reader(*tables_, *tree, words_.of(*tree), blocks, scores, article).run(Rest::forgotten, Titled::no);
  if (article.units.empty()) return Error{"", 0, "no text", ""};
  return article;
}

}  // namespace sayso
