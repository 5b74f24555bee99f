// Words and marks. A word is a run of letters and digits; at each mark inside or behind it the functions below decide
// whether the mark belongs to it. Every look ahead is bounded, so that the time is linear in the text.
#include "text/words.h"

#include <algorithm>
#include <string>

#include "base/text_util.h"
#include "text/chars.h"

namespace sayso {
namespace {

constexpr size_t kLook = 64;  // bytes looked ahead for the end of a name on the net, a number with hyphens, an ending

class Cutter {
 public:
  Cutter(std::string_view text, ByteSpan block, const WordLists& lists, std::vector<Token>& tokens,
         std::vector<Stop>& stops)
      : text_(text.substr(0, block.end)), end_(block.end), lists_(lists), tokens_(tokens), stops_(stops) {
    has_address_ = block.in(text).find('@') != std::string_view::npos;
  }

  void run(size_t at) {
    space_ = true;
    while (at < end_) {
      Char c = char_at(text_, at);
      if (c.kind == CharKind::space) {
        space_ = true;
        at += c.size;
      } else if (size_t net = net_end(at, c)) {
        at = emit(at, net);
      } else if (c.word() || (c.point == '.' && space_ && digit(at + 1))) {
        at = word(at);
      } else {
        at = mark(at, c);
      }
    }
  }

 private:
  char byte(size_t at) const { return at < end_ ? text_[at] : ' '; }
  bool digit(size_t at) const { return byte(at) >= '0' && byte(at) <= '9'; }
  bool word_at(size_t at) const { return at < end_ && char_at(text_, at).word(); }
  bool upper_at(size_t at) const { return at < end_ && char_at(text_, at).kind == CharKind::upper; }
  bool letter_at(size_t at) const { return at < end_ && char_at(text_, at).letter(); }

  size_t emit(size_t begin, size_t end, Stop stop = Stop::none) {
    tokens_.push_back({{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, space_});
    stops_.push_back(stop);
    space_ = false;
    return end;
  }

  // The end of letters and digits from `at` on, at most kLook bytes ahead.
  size_t word_end(size_t at) const {
    size_t limit = std::min(end_, at + kLook);
    while (at < limit) {
      Char c = char_at(text_, at);
      if (!c.word()) break;
      at += c.size;
    }
    return at;
  }

  // Bytes of an apostrophe, straight or curly, at `at`; 0 where there is none.
  size_t apostrophe(size_t at) const {
    if (byte(at) == '\'') return 1;
    return text_.substr(std::min(at, end_), 3) == "\u2019" ? 3 : 0;
  }

  // A web or mail address that begins here: its end, or 0. Marks at its end belong to the sentence.
  size_t net_end(size_t at, Char c) const {
    size_t to = at;
    if (c.point == 'h' || c.point == 'H' || c.point == 'w' || c.point == 'W') {
      std::string head = ascii_lower(text_.substr(at, 8));
      if (head.starts_with("http://") || head.starts_with("https://") || head.starts_with("www.")) {
        while (to < end_) {
          Char next = char_at(text_, to);
          if (next.kind == CharKind::space || next.point >= 0x2000) break;
          to += next.size;
        }
      }
    } else if (c.point == '@' || c.point == '#') {
      if (!space_ || !letter_at(at + 1)) return 0;
      to = at + 1;
      while (to < end_ && (byte(to) == '_' || word_at(to))) to += char_at(text_, to).size;
      return to;
    }
    bool opened = at > 0 && (text_[at - 1] == '<' || text_[at - 1] == '(' || text_[at - 1] == '[');
    if (to == at && has_address_ && (space_ || opened)) to = mail_end(at);
    while (to > at && std::string_view(".,;:!?)]>\"'").find(text_[to - 1]) != std::string_view::npos) --to;
    return to > at ? to : 0;
  }

  size_t mail_end(size_t at) const {
    auto part = [&](size_t i, std::string_view marks) {
      char b = byte(i);
      return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || digit(i) || marks.find(b) != std::string_view::npos;
    };
    size_t to = at, limit = std::min(end_, at + kLook);
    while (to < limit && part(to, "._%+-")) ++to;
    if (to == at || byte(to) != '@' || !part(to + 1, "")) return at;
    for (++to; to < end_ && part(to, ".-");) ++to;
    return to;
  }

  size_t word(size_t begin) {
    if (size_t dashed = dashed_number(begin)) return emit(begin, dashed);
    size_t at = begin;
    size_t segment = begin;  // where letters began after the last full stop inside the word
    bool dotted = false;
    while (at < end_) {
      Char c = char_at(text_, at);
      if (c.word() || c.point == '_') {
        at += c.size;
      } else if (c.point == '.' && at == begin) {
        ++at;  // ".45"
      } else if (joins_number(begin, at)) {
        ++at;
      } else if (size_t mark = apostrophe(at)) {
        if (!letter_at(at + mark)) break;
        if (size_t cut = clitic_begin(begin, at, mark)) return clitic(begin, cut, at + mark);
        at += mark;
      } else if (c.point == '.' && joins_letters(segment, at, dotted)) {
        ++at;
        segment = at;
        dotted = true;
      } else if (c.point == '&' && upper_at(at + 1) && at > begin && text_[at - 1] >= 'A' && text_[at - 1] <= 'Z') {
        ++at;
      } else if (c.point == '-' && word_at(at + 1) && joins_hyphen(begin, at)) {
        ++at;
      } else {
        break;
      }
    }
    if (byte(at) == '.' && byte(at + 1) != '.' && at > begin) {
      Stop stop = Stop::none;
      if (dotted && joins_last_stop(segment, at))
        stop = Stop::abbreviation;
      else if (!abbreviated(begin, at, stop))
        return plain_word(begin, at);
      return emit(begin, at + 1, stop);
    }
    return plain_word(begin, at);
  }

  // "202-555-0143", "2020-10-17": digits with two or more hyphens. A range ("10-15") is three tokens.
  size_t dashed_number(size_t at) const {
    if (!digit(at)) return 0;
    size_t limit = std::min(end_, at + kLook);
    int hyphens = 0;
    while (at < limit && (digit(at) || (byte(at) == '-' && digit(at + 1)))) hyphens += byte(at++) == '-';
    return hyphens >= 2 && !word_at(at) ? at : 0;
  }

  // "1,500", "10.5", "17:45", "9/11": a mark between digits.
  bool joins_number(size_t begin, size_t at) const {
    return at > begin && std::string_view(".,:/").find(byte(at)) != std::string_view::npos && digit(at - 1) &&
           digit(at + 1);
  }

  // Whether the full stop at `at` stands inside a word: "U.S", "Ph.D", "News.az". A word behind a full stop with no
  // space between ("dead.The") is none.
  bool joins_letters(size_t segment, size_t at, bool dotted) const {
    if (!word_at(at + 1)) return false;
    size_t next = word_end(at + 1);
    if (short_letters(segment, at) && short_letters(at + 1, next) &&
        (byte(next) == '.' || (at - segment == 1 && next - at == 2) || dotted))
      return true;
    if (word_at(next)) return false;
    std::string_view ending = text_.substr(at + 1, next - at - 1);
    if (byte(next) == '.' && word_at(next + 1)) {  // "bbc.co.uk"
      size_t last = word_end(next + 1);
      ending = text_.substr(next + 1, last - next - 1);
    }
    return lists_.domains.contains(ending);
  }

  // One or two letters, the first ASCII: a part of "U.S." or "Ph.D.".
  bool short_letters(size_t begin, size_t end) const {
    if (end <= begin || end - begin > 2) return false;
    for (size_t i = begin; i < end; ++i)
      if (!char_at(text_, i).letter()) return false;
    return true;
  }

  // The last full stop of "U.S." but not of "bbc.co.uk."
  bool joins_last_stop(size_t segment, size_t at) const {
    return short_letters(segment, at) &&
           (at - segment == 1 || !lists_.domains.contains(text_.substr(segment, at - segment)));
  }

  // Whether the full stop behind the word [begin, at) belongs to it; `stop` is then what it is to sentence breaks.
  bool abbreviated(size_t begin, size_t at, Stop& stop) const {
    size_t next = at + 1;
    while (next < end_ && char_at(text_, next).kind == CharKind::space) {
      next += char_at(text_, next).size;
      if (next > at + kLook) break;
    }
    if (const Break* rule = lists_.abbreviation(text_.substr(begin, at + 1 - begin))) {
      if (*rule == Break::number) return digit(next);
      stop = *rule == Break::maybe ? Stop::abbreviation : Stop::none;
      return true;
    }
    // An initial: a capital alone, with a name behind it. (A capital of two bytes counts: "Ş.")
    Char first = char_at(text_, begin);
    if (first.kind != CharKind::upper || begin + first.size != at || !word_at(next)) return false;
    return !lists_.starters.contains(text_.substr(next, word_end(next) - next));
  }

  // "anti-tank", "pro-Russian", "e-mail" stay whole; other hyphens part words.
  bool joins_hyphen(size_t begin, size_t at) const {
    constexpr size_t kLongest = 12;
    if (at - begin > kLongest) return false;
    std::string first = ascii_lower(text_.substr(begin, at - begin));
    if (lists_.prefixes.contains(first)) return true;
    size_t last = word_end(at + 1);
    return lists_.whole.contains(first + "-" + ascii_lower(text_.substr(at + 1, last - at - 1)));
  }

  // Where the clitic begins whose apostrophe stands at `at`, or 0: "don't" is cut before the "n".
  size_t clitic_begin(size_t begin, size_t at, size_t mark) const {
    size_t last = word_end(at + mark);
    if (last - at - mark > 3) return 0;
    auto found = lists_.clitics.find(ascii_lower(text_.substr(at + mark, last - at - mark)));
    if (found == lists_.clitics.end()) return 0;
    size_t before = found->second.size();
    if (at - begin <= before || ascii_lower(text_.substr(at - before, before)) != found->second) return 0;
    return at - before;
  }

  // Emits the word before a clitic and the clitic.
  size_t clitic(size_t begin, size_t cut, size_t letters) {
    plain_word(begin, cut);
    return emit(cut, word_end(letters));
  }

  // Emits a word that carries no mark behind it, in its parts where it has some: "cannot", "35mm".
  size_t plain_word(size_t begin, size_t end) {
    constexpr size_t kLongest = 16;
    if (end - begin > kLongest) return emit(begin, end);
    if (digit(begin)) {
      size_t at = begin;
      while (at < end && (digit(at) || byte(at) == '.' || byte(at) == ',')) ++at;
      if (at < end && lists_.units.contains(text_.substr(at, end - at))) {
        emit(begin, at);
        return emit(at, end);
      }
      return emit(begin, end);
    }
    if (end - begin < 4) return emit(begin, end);
    auto found = lists_.contractions.find(ascii_lower(text_.substr(begin, end - begin)));
    if (found == lists_.contractions.end()) return emit(begin, end);
    for (size_t size : found->second) begin = emit(begin, begin + size);
    return end;
  }

  // ":)", ";-)", ":(": the end of a face that stands alone, or 0.
  size_t smiley_end(size_t at, Char c) const {
    if (!space_ || (c.point != ':' && c.point != ';')) return 0;
    size_t mouth = at + 1 + (byte(at + 1) == '-');
    bool face = std::string_view(")(DPp").find(byte(mouth)) != std::string_view::npos;
    return face && !word_at(mouth + 1) && !digit(mouth + 1) ? mouth + 1 : 0;
  }

  size_t mark(size_t at, Char c) {
    size_t to = at + c.size;
    if (size_t mark = apostrophe(at)) {
      // "Azerbaijan" was cut as a word; "U.S.'s" and "(SOHR)'s" bring their clitic behind a mark.
      if (!space_ && letter_at(to) && !tokens_.empty()) {
        size_t last = word_end(to);
        auto found = lists_.clitics.find(ascii_lower(text_.substr(to, std::min<size_t>(last - to, 4))));
        if (found != lists_.clitics.end() && found->second.empty()) return emit(at, last);
      }
      if (digit(to) && digit(to + 1) && !digit(to + 2)) return emit(at, word_end(to));  // "'90s"
      if (mark == 1 && byte(to) == '\'') ++to;                                          // '' as a quotation mark
      return emit(at, to);
    }
    if (c.point == '.' || c.point == 0x2026) {
      while (true) {
        if (byte(to) == '.')
          ++to;
        else if (text_.substr(std::min(to, end_), 3) == "\u2026")
          to += 3;
        else
          break;
      }
      return emit(at, to, to - at > 1 ? Stop::ellipsis : Stop::full);
    }
    if (c.point == '!' || c.point == '?') {
      while (byte(to) == '!' || byte(to) == '?') ++to;
      return emit(at, to, Stop::full);
    }
    if (size_t face = smiley_end(at, c)) return emit(at, face);
    if (std::string_view("-*=~_`+#|<>$").find(static_cast<char>(c.point)) != std::string_view::npos && c.size == 1)
      while (to < end_ && byte(to) == static_cast<char>(c.point)) ++to;
    return emit(at, to);
  }

  std::string_view text_;  // ends where the block ends: nothing behind it is ever looked at
  size_t end_;
  const WordLists& lists_;
  std::vector<Token>& tokens_;
  std::vector<Stop>& stops_;
  bool space_ = true;         // white space stands before what comes next
  bool has_address_ = false;  // the block has an "@"
};

}  // namespace

void cut_words(std::string_view text, ByteSpan block, const WordLists& lists, std::vector<Token>& tokens,
               std::vector<Stop>& stops) {
  Cutter(text, block, lists, tokens, stops).run(block.begin);
}

}  // namespace sayso
