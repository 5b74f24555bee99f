// Five groups of features, in this order:
//
//   own        the block's words: how long, how much of it links, whether it ends as a sentence; its element
//   around     how many levels up the nearest <article>, <aside>, <figure>... is
//   containers how many levels up the nearest element is whose names say "comment", "related", "body"...
//   place      where the prose of the page lies and how the block stands to it. Prose is a block of some length that is
//              not links. The prose of an article stands together: in one parent, or in parents of one form
//              ("signature": an element's tag and class with those of its parent)
//   neighbors  length, links and likeness of the two blocks before and behind
//
// A distance that is not there is kFar.
#include "page/block_features.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>

#include "base/text_util.h"

namespace sayso {
namespace {

constexpr int kFar = 20;
constexpr size_t kProse = 80;   // bytes of a block that counts as prose
constexpr int kLinked = 300;    // permille of links beyond which it does not
constexpr int kLongest = 3000;  // bytes; longer is the same
constexpr size_t kShingle = 4;  // words of the runs that are looked up in JSON-LD's body
constexpr size_t kMostHintWords = 40000;

int permille(size_t part, size_t whole) { return whole == 0 ? 0 : static_cast<int>(part * 1000 / whole); }

struct Shape {
  int bytes = 0, words = 0, links = 0, stops = 0, commas = 0, upper = 0, digits = 0, bold = 0;
  bool ends = false, starts_upper = false, prose = false, quote = false, colon = false;
  uint64_t hash = 0;  // of the letters, lower case
};

bool is_word_char(char32_t c) { return is_letter(c) || (c < 0x80 && is_digit(static_cast<char>(c))) || c >= 0x3000; }

uint64_t mix(uint64_t hash, uint64_t value) { return (hash ^ value) * 0x9E3779B97F4A7C15ULL + (hash >> 29); }

// The hashes of the words of a text.
std::vector<uint64_t> word_hashes(std::string_view text, size_t most) {
  std::vector<uint64_t> words;
  uint64_t hash = 0;
  for (size_t at = 0; at <= text.size() && words.size() < most;) {
    Decoded c = at < text.size() ? decode_utf8(text, at) : Decoded{U' ', 1};
    if (is_word_char(c.value)) {
      hash =
          mix(hash + 1, c.value < 0x80 ? static_cast<unsigned char>(ascii_lower(static_cast<char>(c.value))) : c.value);
    } else if (hash != 0) {
      words.push_back(hash);
      hash = 0;
    }
    at += c.size;
  }
  return words;
}

std::unordered_set<uint64_t> shingles(const std::vector<uint64_t>& words, size_t length) {
  std::unordered_set<uint64_t> all;
  for (size_t i = 0; i + length <= words.size(); ++i) {
    uint64_t hash = 0;
    for (size_t k = 0; k < length; ++k) hash = mix(hash, words[i + k]);
    all.insert(hash);
  }
  return all;
}

// How much of a block's words stands in a text, in permille.
int covered(const std::vector<uint64_t>& words, const std::unordered_set<uint64_t>& runs, size_t length) {
  if (words.size() < length) return 0;
  size_t hits = 0;
  for (size_t i = 0; i + length <= words.size(); ++i) {
    uint64_t hash = 0;
    for (size_t k = 0; k < length; ++k) hash = mix(hash, words[i + k]);
    hits += runs.count(hash);
  }
  return permille(hits, words.size() - length + 1);
}

Shape shape_of(std::string_view text, const HtmlBlock& block) {
  Shape s;
  s.bytes = static_cast<int>(std::min<size_t>(text.size(), kLongest));
  s.links = permille(block.link_bytes, text.size());
  s.bold = permille(block.bold_bytes, text.size());
  size_t letters = 0, upper = 0, digits = 0;
  bool in_word = false, first = true;
  for (size_t at = 0; at < text.size();) {
    Decoded c = decode_utf8(text, at);
    bool word = is_word_char(c.value);
    s.words += word && !in_word;
    in_word = word;
    if (is_letter(c.value)) {
      if (first) s.starts_upper = is_upper(c.value);
      first = false;
      ++letters;
      upper += is_upper(c.value);
      s.hash =
          mix(s.hash, c.value < 0x80 ? static_cast<unsigned char>(ascii_lower(static_cast<char>(c.value))) : c.value);
    } else if (c.value < 0x80 && is_digit(static_cast<char>(c.value))) {
      ++digits;
      s.hash = mix(s.hash, c.value);
    } else if (c.value == '.' || c.value == '!' || c.value == '?' || c.value == 0x3002) {
      ++s.stops;
    } else if (c.value == ',' || c.value == 0x3001 || c.value == 0x60C) {
      ++s.commas;
    }
    at += c.size;
  }
  s.upper = permille(upper, letters);
  s.digits = permille(digits, letters + digits);
  std::string_view end = text;
  static constexpr std::string_view kClosers[] = {"\"", "'", ")", "]", "”", "’", "»"};
  for (bool more = true; more && !end.empty();) {
    more = false;
    for (std::string_view closer : kClosers) {
      if (end.ends_with(closer)) {
        end.remove_suffix(closer.size());
        more = true;
      }
    }
  }
  s.ends = end.ends_with(".") || end.ends_with("!") || end.ends_with("?") || end.ends_with("。") || end.ends_with("…");
  s.colon = text.ends_with(":");
  s.quote = text.starts_with("\"") || text.starts_with("“") || text.starts_with("«") || text.starts_with("'");
  s.prose = text.size() >= kProse && s.links <= kLinked && (s.stops > 0 || s.commas > 1);
  return s;
}

class Extractor {
 public:
  Extractor(const HtmlTree& tree, const HtmlBlocks& blocks, const std::vector<ContainerSet>& containers,
            const PageHints& hints)
      : tree_(tree), blocks_(blocks), containers_(containers), hints_(hints) {}

  std::vector<BlockFeatures> run() {
    size_t n = blocks_.blocks.size();
    rows_.resize(n);
    for (const HtmlBlock& block : blocks_.blocks) shapes_.push_back(shape_of(blocks_.words(block), block));
    measure_page();
    look_up_hints();
    for (size_t i = 0; i < n; ++i) {
      rows_[i].fill(0);
      out_ = rows_[i].data();
      own(i);
      around(i);
      place(i);
      neighbors(i);
    }
    return std::move(rows_);
  }

 private:
  void put(int value) { *out_++ = static_cast<int16_t>(std::clamp(value, -32000, 32000)); }
  void put(bool value) { put(value ? 1 : 0); }

  uint64_t names_hash(uint32_t node) const {
    return mix(std::hash<std::string_view>{}(tree_.attribute(node, Attr::cls)), static_cast<uint64_t>(tree_[node].tag));
  }

  void measure_page();
  void look_up_hints();
  void own(size_t i);
  void around(size_t i);
  void place(size_t i);
  void neighbors(size_t i);

  const HtmlTree& tree_;
  const HtmlBlocks& blocks_;
  const std::vector<ContainerSet>& containers_;
  const PageHints& hints_;

  std::vector<Shape> shapes_;
  std::vector<BlockFeatures> rows_;
  int16_t* out_ = nullptr;

  size_t prose_ = 0;             // bytes of all prose
  std::vector<uint32_t> below_;  // bytes of prose below each node
  std::vector<uint32_t> text_below_, links_below_;
  std::vector<uint64_t> signatures_;  // of each block
  std::unordered_map<uint64_t, size_t> by_signature_;
  std::vector<size_t> prose_before_;  // blocks of prose before each block
  std::vector<size_t> bytes_before_;
  std::vector<int> since_, until_;  // blocks since the last prose, until the next
  uint32_t top_ = 0;                // the element that holds most of the prose closely
  uint32_t wide_ = 0;               // the deepest element that holds nine tenths of it
  int title_at_ = -1;               // the block that says the title
  std::vector<int> in_body_, in_description_;
  std::vector<bool> repeated_;
  size_t hint_words_ = 0;
};

void Extractor::measure_page() {
  size_t n = blocks_.blocks.size();
  below_.assign(tree_.size(), 0);
  text_below_.assign(tree_.size(), 0);
  links_below_.assign(tree_.size(), 0);
  std::vector<uint32_t> score(tree_.size(), 0);
  size_t bytes = 0;
  for (size_t i = 0; i < n; ++i) {
    const HtmlBlock& block = blocks_.blocks[i];
    const Shape& s = shapes_[i];
    signatures_.push_back(mix(names_hash(block.node), names_hash(tree_[block.node].parent)));
    prose_before_.push_back(i == 0 ? 0 : prose_before_.back() + shapes_[i - 1].prose);
    bytes_before_.push_back(bytes);
    if (s.prose) {
      prose_ += block.span.size();
      bytes += block.span.size();
      by_signature_[signatures_[i]] += block.span.size();
      // A paragraph speaks for its parent, half for the parent's parent, less for those above.
      uint32_t up = tree_[block.node].tag == Tag::p ? tree_[block.node].parent : block.node;
      for (uint32_t share = 6; share > 1; share /= 2) {
        score[up] += block.span.size() * share;
        if (up == 0) break;
        up = tree_[up].parent;
      }
    }
    for (uint32_t up = block.node;; up = tree_[up].parent) {
      text_below_[up] += block.span.size();
      links_below_[up] += block.link_bytes;
      if (s.prose) below_[up] += block.span.size();
      if (up == 0) break;
    }
  }
  for (uint32_t i = 0; i < tree_.size(); ++i) {
    if (score[i] > score[top_]) top_ = i;
    if (prose_ > 0 && below_[i] * size_t{10} >= prose_ * 9) wide_ = i;
  }
  since_.assign(n, kFar);
  until_.assign(n, kFar);
  for (size_t i = 1; i < n; ++i) since_[i] = std::min(kFar, shapes_[i - 1].prose ? 1 : since_[i - 1] + 1);
  for (size_t i = n; i-- > 0;)
    until_[i] = i + 1 == n ? kFar : std::min(kFar, shapes_[i + 1].prose ? 1 : until_[i + 1] + 1);
}

void Extractor::look_up_hints() {
  size_t n = blocks_.blocks.size();
  in_body_.assign(n, -1);
  in_description_.assign(n, 0);
  std::vector<uint64_t> body = word_hashes(hints_.body, kMostHintWords);
  std::vector<uint64_t> description = word_hashes(hints_.description, 200);
  std::unordered_set<uint64_t> body_runs = shingles(body, kShingle);
  std::unordered_set<uint64_t> description_runs = shingles(description, kShingle);
  hint_words_ = body.size();
  std::vector<uint64_t> title = word_hashes(hints_.title, 60);
  std::unordered_set<uint64_t> title_words(title.begin(), title.end());
  std::unordered_set<uint64_t> seen;
  int best = 0;
  for (size_t i = 0; i < n; ++i) {
    const Shape& s = shapes_[i];
    repeated_.push_back(s.words > 0 && !seen.insert(s.hash).second);
    bool short_block = s.bytes < 400;
    std::vector<uint64_t> words;
    if (!body_runs.empty() || (short_block && !(description_runs.empty() && title_words.empty())))
      words = word_hashes(blocks_.words(blocks_.blocks[i]), 2000);
    if (!body_runs.empty()) in_body_[i] = words.size() < kShingle ? -1 : covered(words, body_runs, kShingle);
    if (!description_runs.empty()) in_description_[i] = covered(words, description_runs, kShingle);
    if (short_block && title.size() > 1 && words.size() >= 2) {
      size_t hits = 0;
      for (uint64_t word : words) hits += title_words.count(word);
      // A heading that shares most of its words with the title, and most of the title's.
      int like = permille(2 * hits, words.size() + title.size());
      if (tree_[blocks_.blocks[i].node].tag == Tag::h1) like += 150;
      if (like > best && like > 600) {
        best = like;
        title_at_ = static_cast<int>(i);
      }
    }
  }
}

void Extractor::own(size_t i) {
  const Shape& s = shapes_[i];
  Tag tag = tree_[blocks_.blocks[i].node].tag;
  put(s.bytes);
  put(s.words);
  put(s.links);
  put(s.stops);
  put(s.commas);
  put(s.upper);
  put(s.digits);
  put(s.bold);
  put(s.ends);
  put(s.starts_upper);
  put(s.prose);
  put(s.quote);
  put(s.colon);
  put(s.words == 0 ? 0 : s.bytes / s.words);
  for (Tag one : {Tag::p, Tag::li, Tag::td, Tag::div, Tag::blockquote, Tag::pre, Tag::dd, Tag::dt, Tag::figcaption,
                  Tag::h1, Tag::h2, Tag::h3, Tag::section, Tag::article, Tag::button, Tag::header})
    put(tag == one);
  put(tag >= Tag::h4 && tag <= Tag::h6);
  put(in_body_[i]);
  put(hint_words_ > 50);
  put(in_description_[i]);
  put(static_cast<bool>(repeated_[i]));
  put(title_at_ == static_cast<int>(i));
  put(i + 1 < repeated_.size() && repeated_[i + 1]);
  const HtmlNode& text = tree_[blocks_.blocks[i].first_text];
  put(tree_[text.parent].tag == Tag::a);
}

void Extractor::around(size_t i) {
  static constexpr std::array kAround = {Tag::article,    Tag::main,    Tag::aside,  Tag::header, Tag::footer,
                                         Tag::nav,        Tag::form,    Tag::figure, Tag::ul,     Tag::table,
                                         Tag::blockquote, Tag::section, Tag::p,      Tag::a};
  std::array<int, kAround.size()> level;
  level.fill(kFar);
  std::array<int, kContainers> named;
  named.fill(kFar);
  int up = 0;
  uint32_t node = tree_[blocks_.blocks[i].first_text].parent;
  for (; node != 0 && up < kFar; node = tree_[node].parent) {
    Tag tag = tree_[node].tag == Tag::ol ? Tag::ul : tree_[node].tag;
    if (tag == Tag::body || tag == Tag::html) break;  // a page's own class names what page it is
    for (size_t k = 0; k < kAround.size(); ++k)
      if (tag == kAround[k] && level[k] == kFar) level[k] = up;
    ContainerSet set = containers_[node];
    if (!set.empty()) {
      for (size_t k = 0; k < kContainers; ++k)
        if (named[k] == kFar && set.has(static_cast<Container>(k))) named[k] = up;
    }
    ++up;
  }
  for (int value : level) put(value);
  put(static_cast<int>(tree_[blocks_.blocks[i].node].depth));
  for (int value : named) put(value);
}

void Extractor::place(size_t i) {
  size_t n = blocks_.blocks.size();
  uint32_t node = blocks_.blocks[i].node;
  uint32_t parent = tree_[node].parent, grand = tree_[parent].parent;
  auto share = [&](uint32_t of) { return permille(below_[of], prose_); };
  put(share(node));
  put(share(parent));
  put(share(grand));
  put(share(tree_[grand].parent));
  put(permille(links_below_[parent], text_below_[parent]));
  put(permille(links_below_[grand], text_below_[grand]));
  put(permille(below_[parent], text_below_[parent]));
  put(permille(below_[grand], text_below_[grand]));
  put(permille(by_signature_[signatures_[i]], prose_));
  auto inside = [&](uint32_t of) { return of <= node && node < tree_[of].end; };
  put(inside(top_));
  put(inside(wide_));
  uint32_t shared = node;
  int up = 0;
  while (shared != 0 && !(shared <= top_ && top_ < tree_[shared].end)) {
    shared = tree_[shared].parent;
    ++up;
  }
  put(inside(top_) ? tree_[node].depth - tree_[top_].depth : -up);
  put(permille(prose_before_[i], prose_before_[n - 1] + shapes_[n - 1].prose));
  put(permille(bytes_before_[i], prose_));
  put(since_[i]);
  put(until_[i]);
  put(title_at_ < 0 ? -100 : std::clamp(static_cast<int>(i) - title_at_, -50, 200));
  put(permille(i, n));
  put(static_cast<int>(std::min<size_t>(prose_, 30000)));
  put(static_cast<int>(std::min<size_t>(n, 5000)));
}

void Extractor::neighbors(size_t i) {
  size_t n = blocks_.blocks.size();
  for (int step : {-2, -1, 1, 2}) {
    size_t other = i + static_cast<size_t>(step);
    if (other >= n) {  // before the first, too
      for (int k = 0; k < 6; ++k) put(-1);
      continue;
    }
    const Shape& s = shapes_[other];
    put(s.bytes);
    put(s.links);
    put(s.ends);
    put(static_cast<int>(signatures_[other] == signatures_[i]));
    put(static_cast<int>(tree_[blocks_.blocks[other].node].parent == tree_[blocks_.blocks[i].node].parent));
    put(std::abs(tree_[blocks_.blocks[other].node].depth - tree_[blocks_.blocks[i].node].depth));
  }
}

}  // namespace

std::vector<BlockFeatures> block_features(const HtmlTree& tree, const HtmlBlocks& blocks,
                                          const std::vector<ContainerSet>& containers, const PageHints& hints) {
  if (blocks.blocks.empty()) return {};
  return Extractor(tree, blocks, containers, hints).run();
}

}  // namespace sayso
