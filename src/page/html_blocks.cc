#include "page/html_blocks.h"

#include <algorithm>
#include <array>

#include "base/text_util.h"
#include "page/page_words.h"

namespace sayso {
namespace {

// Elements without a Tag of their own that stand inside a line.
constexpr std::array<std::string_view, 20> kInline = {"acronym", "bdi", "bdo",  "big",    "data",   "del", "dfn",
                                                      "ins",     "kbd", "map",  "nobr",   "output", "rp",  "rt",
                                                      "ruby",    "s",   "samp", "strike", "tt",     "var"};

bool is_never_text(Tag tag) {
  return tag == Tag::script || tag == Tag::style || tag == Tag::head || tag == Tag::audio || tag == Tag::video;
}

// Soft hyphen, zero width space and joiners of no meaning in Latin text, word joiner, byte order mark.
bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0x200E || c == 0x200F;
}

class Cutter {
 public:
  explicit Cutter(const HtmlTree& tree) : tree_(tree) {}

  HtmlBlocks run() {
    for (uint32_t i = 1; i < tree_.size(); ++i) {
      leave_until(i);
      const HtmlNode& node = tree_[i];
      if (node.tag == Tag::text) {
        add(i);
        continue;
      }
      if (is_never_text(node.tag)) {
        i = node.end - 1;
        continue;
      }
      if (node.tag == Tag::br) {
        ++breaks_;
        continue;
      }
      if (node.tag == Tag::a && tree_.has(i, Attr::href)) link_end_ = std::max(link_end_, node.end);
      if (node.tag == Tag::b || node.tag == Tag::strong) bold_end_ = std::max(bold_end_, node.end);
      if (node.tag == Tag::time) space_ = true;
      if (!is_set_as_block(tree_, i)) continue;
      flush();
      open_.push_back(i);
    }
    leave_until(tree_.size());
    flush();
    return std::move(out_);
  }

 private:
  void leave_until(uint32_t i) {
    while (!open_.empty() && tree_[open_.back()].end <= i) {
      flush();
      open_.pop_back();
    }
  }

  size_t begin() const { return current_.span.begin; }
  bool empty() const { return out_.text.size() == begin(); }

  // A single <br> ends a line where a sentence ends or a new one begins; two of them part paragraphs.
  void take_breaks(std::string_view next) {
    if (breaks_ == 0) return;
    bool heading = !open_.empty() && is_heading(tree_[open_.back()].tag);
    std::string_view before = std::string_view(out_.text).substr(begin());
    Decoded first = decode_utf8(next, 0);
    bool goes_on = is_lower(first.value) && !ends_sentence(before);
    if (!empty() && !heading && (breaks_ > 1 || !goes_on)) {
      flush();
    } else {
      space_ = true;
    }
    breaks_ = 0;
  }

  void add(uint32_t node) {
    std::string_view text = tree_.text(node);
    bool in_link = node < link_end_;
    bool in_bold = node < bold_end_;
    for (size_t at = 0; at < text.size();) {
      Decoded c = decode_utf8(text, at);
      if (is_space(c.value)) {
        space_ = true;
      } else if (!is_invisible(c.value)) {
        take_breaks(text.substr(at));
        size_t before = out_.text.size();
        if (empty()) {
          current_.first_text = node;
        } else if (space_) {
          out_.text += ' ';
        }
        space_ = false;
        out_.text.append(text.substr(at, c.size));
        auto added = static_cast<uint32_t>(out_.text.size() - before);
        if (in_link) current_.link_bytes += added;
        if (in_bold) current_.bold_bytes += added;
        current_.last_text = node;
      }
      at += c.size;
    }
  }

  void flush() {
    breaks_ = 0;
    space_ = false;
    if (empty()) return;
    current_.node = open_.empty() ? 0 : open_.back();
    current_.span.end = static_cast<uint32_t>(out_.text.size());
    out_.blocks.push_back(current_);
    out_.text += '\n';
    current_ = {};
    current_.span.begin = static_cast<uint32_t>(out_.text.size());
  }

  const HtmlTree& tree_;
  HtmlBlocks out_;
  HtmlBlock current_;
  std::vector<uint32_t> open_;  // elements set as blocks, innermost last
  uint32_t link_end_ = 0;
  uint32_t bold_end_ = 0;
  size_t breaks_ = 0;
  bool space_ = false;
};

}  // namespace

bool is_set_as_block(const HtmlTree& tree, uint32_t node) {
  const HtmlNode& n = tree[node];
  if (n.tag == Tag::other) {
    std::string_view name = n.name_or_text.empty() ? std::string_view() : tree.name(node);
    return std::find(kInline.begin(), kInline.end(), name) == kInline.end();
  }
  switch (n.tag) {
    case Tag::text:
    case Tag::a:
    case Tag::img:
    case Tag::picture:
    case Tag::span:
    case Tag::b:
    case Tag::strong:
    case Tag::i:
    case Tag::em:
    case Tag::u:
    case Tag::small:
    case Tag::sup:
    case Tag::sub:
    case Tag::time:
    case Tag::cite:
    case Tag::font:
    case Tag::mark:
    case Tag::code:
    case Tag::abbr:
    case Tag::q:
    case Tag::label:
    case Tag::br:
      return false;
    default:
      return true;
  }
}

HtmlBlocks cut_into_blocks(const HtmlTree& tree) { return Cutter(tree).run(); }

}  // namespace sayso
