// A dateline is a short list of segments, each of which is a place, a date, a time or an agency, in that order as far
// as they are there, and then a mark that parts it from the prose. The reader takes segment by segment; whatever fits
// none means that the paragraph has no dateline. What fits is then weighed: a place in capitals, a date or an agency
// make a dateline of it, and which of them are asked for depends on the mark (a dash tells more than a full stop).
#include "page/dateline.h"

#include <algorithm>

#include "base/text_util.h"

namespace sayso {
namespace {

using Tokens = std::vector<LineToken>;

constexpr size_t kReach = 240;         // bytes of a paragraph that are looked at
constexpr size_t kMostPlaceWords = 5;  // in one segment
constexpr size_t kMostSegments = 4;    // of a place

enum class Mark : uint8_t { none, dash, colon, stop };

bool is(const Tokens& tokens, size_t i, std::string_view text) { return i < tokens.size() && tokens[i].text == text; }

bool is_word(const Tokens& tokens, size_t i) { return i < tokens.size() && tokens[i].kind == LineToken::Kind::word; }

// Small words inside names of places.
bool is_joiner(std::string_view word) {
  for (std::string_view one : {"de",  "del", "la", "las", "los",  "le",  "les", "du", "al", "el", "of",
                               "the", "and", "am", "an",  "upon", "sur", "bin", "do", "da", "dos"}) {
    if (word == one) return true;
  }
  return false;
}

Mark mark_at(const Tokens& tokens, size_t i) {
  if (i >= tokens.size() || tokens[i].kind != LineToken::Kind::mark) return Mark::none;
  std::string_view text = tokens[i].text;
  if (text == "—" || text == "--" || text == "–" || text == "−" || text == "―" || text == "_") return Mark::dash;
  bool space_behind = i + 1 >= tokens.size() || tokens[i + 1].space_before;
  if (text == "-" && (tokens[i].space_before || space_behind)) return Mark::dash;
  if (text == ":" && space_behind) return Mark::colon;
  if (text == ".") return space_behind ? Mark::stop : tokens[i + 1].text == "-" ? Mark::dash : Mark::none;  // (EFE).-
  return Mark::none;
}

// A sentence can begin here.
bool opens_prose(std::string_view rest) {
  for (std::string_view quote : {"“", "‘", "«"}) {
    if (rest.starts_with(quote)) return true;
  }
  if (rest.empty()) return false;
  return rest[0] == '"' || rest[0] == '\'' || is_digit(rest[0]) || is_upper(decode_utf8(rest, 0).value);
}

// The end of a run of capitalized words that begins at `i`, or `i`.
size_t place_end(const Tokens& tokens, size_t i, const DateWords& dates) {
  size_t words = 0;
  size_t end = i;
  for (size_t at = i; at < tokens.size() && words < kMostPlaceWords; ++at) {
    const LineToken& token = tokens[at];
    if (at > i && dates.date_at(tokens, at)) break;  // Nay Pyi Taw   October 25
    if (token.kind == LineToken::Kind::word && token.capital) {
      ++words;
      end = at + 1;
    } else if (at == i) {
      break;
    } else if (token.kind == LineToken::Kind::word && is_joiner(token.text)) {
      continue;
    } else if (token.text == "/" && !token.space_before) {
      continue;  // LONDON/KYIV
    } else if (token.text == "." && !token.space_before && tokens[at - 1].text.size() <= 3 && is_word(tokens, at + 1) &&
               tokens[at + 1].capital) {
      continue;  // St. Petersburg
    } else {
      break;
    }
  }
  return end;
}

}  // namespace

std::optional<WrittenDateline> DatelineReader::read(std::string_view paragraph, bool first) const {
  std::string_view near = paragraph.substr(0, kReach);
  if (near.size() < paragraph.size()) {  // do not cut a character
    while (!near.empty() && (static_cast<unsigned char>(paragraph[near.size()]) & 0xC0) == 0x80) near.remove_suffix(1);
  }
  Tokens tokens = tokens_of_line(near, 48);
  if (tokens.empty()) return std::nullopt;

  WrittenDateline line;
  size_t place_first = 0, place_last = 0;  // tokens
  size_t segments = 0;                     // of the place
  bool capitals = false;                   // the place's first segment is all capitals
  bool bracketed = is(tokens, 0, "(");     // "(Nairobi) – "
  bool agency_in_brackets = false;
  Mark mark = Mark::none;
  size_t i = bracketed ? 1 : 0;

  for (;;) {
    size_t next = i;
    auto date = dates_.date_at(tokens, i);
    if (!date && i > 0) date = dates_.short_date_at(tokens, i);
    if (date) {
      if (line.date && line.date->year) return std::nullopt;
      line.date = date->date;
      i = date->next;
    } else if (auto time = dates_.time_at(tokens, i)) {
      i = time->next;
    } else if (next = dates_.skip_other_calendar(tokens, i); next > i) {
      i = next;
    } else if (is(tokens, i, "/") && agencies_.at(tokens, i + 1, next) != nullptr && is(tokens, next, "/")) {
      line.agency = *agencies_.at(tokens, i + 1, next);
      i = next + 1;
    } else if (is(tokens, i, "(") && i > 0) {
      size_t close = i + 1;
      while (close < tokens.size() && close < i + 8 && !is(tokens, close, ")")) ++close;
      if (!is(tokens, close, ")")) return std::nullopt;
      if (const std::string* agency = agencies_.at(tokens, i + 1, next); agency != nullptr && next == close) {
        line.agency = *agency;
        agency_in_brackets = true;
      } else if (auto inner = dates_.date_at(tokens, i + 1); inner && inner->next == close) {
        line.date = inner->date;
      } else if (close == i + 2 && tokens[i + 1].capitals && tokens[i + 1].text.size() >= 2) {
        line.agency = std::string(tokens[i + 1].text);  // an agency that is not in the table
        agency_in_brackets = true;
      } else if (segments > 0 && place_end(tokens, i + 1, dates_) == close) {
        if (!line.date && line.agency.empty()) place_last = close + 1;  // "Maiduguri (Nigeria)"
      } else {
        return std::nullopt;
      }
      i = close + 1;
    } else if (const std::string* agency = agencies_.at(tokens, i, next);
               agency != nullptr && line.agency.empty() && next > i &&
               (next == tokens.size() ? i > 0 : mark_at(tokens, next) != Mark::none) &&
               (i > 0 || mark_at(tokens, next) == Mark::dash)) {
      line.agency = *agency;
      i = next;
    } else if (!line.date && line.agency.empty() && segments < kMostSegments && place_end(tokens, i, dates_) > i) {
      next = place_end(tokens, i, dates_);
      ByteSpan words = {tokens[i].span.begin, tokens[next - 1].span.end};
      if (segments == 0 && is(tokens, next, ",") && rules_.is_kicker(words.in(near))) {  // PRESS STATEMENT, Geneva, ...
        i = next + 1;
        continue;
      }
      if (segments == 0) {
        place_first = i;
        size_t letters = 0;
        capitals = true;
        for (size_t t = i; t < next; ++t) {
          if (tokens[t].kind != LineToken::Kind::word) continue;
          capitals &= tokens[t].capitals || is_joiner(tokens[t].text);
          letters += tokens[t].text.size();
        }
        capitals &= letters >= 3;
      }
      ++segments;
      place_last = next;
      i = next;
      if (bracketed && is(tokens, i, ")")) ++i;
    } else {
      return std::nullopt;
    }

    // What stands behind the segment?
    if (i >= tokens.size()) {
      line.alone = near.size() == paragraph.size();
      break;
    }
    if (is(tokens, i, ",") || is(tokens, i, "،")) {
      ++i;
      if (i >= tokens.size()) return std::nullopt;
      continue;
    }
    if (is(tokens, i, ".") && (is(tokens, i + 1, "/") || dates_.date_at(tokens, i + 1))) {  // July 29. /TASS/
      ++i;
      continue;
    }
    if (is(tokens, i, "(") || is(tokens, i, "/")) continue;
    mark = mark_at(tokens, i);
    if (mark != Mark::none) break;
    if (agency_in_brackets) break;                                          // (PTI) The Indian Army
    if (segments > 0 && !line.date && dates_.date_at(tokens, i)) continue;  // Nay Pyi Taw   October 25
    if (line.date && line.agency.empty() && agencies_.at(tokens, i, next) != nullptr)
      continue;  // TIRASPOL June 21 TASS -
    return std::nullopt;
  }

  if (segments > 0) line.place = {tokens[place_first].span.begin, tokens[place_last - 1].span.end};
  // "MOSCOW, 24 Jan - RIA Novosti. The"
  if (size_t next = i + 1; mark == Mark::dash && line.agency.empty()) {
    const std::string* agency = agencies_.at(tokens, i + 1, next);
    if (agency != nullptr && mark_at(tokens, next) != Mark::none) {
      line.agency = *agency;
      i = next;
    }
  }
  size_t behind = i;
  while (mark != Mark::none && behind < tokens.size() && mark_at(tokens, behind) != Mark::none) ++behind;
  if (behind >= tokens.size()) {
    line.alone = near.size() == paragraph.size();
    line.body = static_cast<uint32_t>(paragraph.size());
    if (!line.alone) return std::nullopt;
  } else {
    line.body = tokens[behind].span.begin;
  }
  std::string_view rest = paragraph.substr(line.body);

  // "Rawalpindi - February 27, 2019"
  if (mark == Mark::dash && !line.date) {
    auto date = dates_.date_at(tokens, behind);
    if (date && date->next == tokens.size()) {
      line.date = date->date;
      line.alone = near.size() == paragraph.size();
      line.body = static_cast<uint32_t>(paragraph.size());
    }
  }

  bool dated = line.date.has_value();
  bool signed_by = !line.agency.empty();
  if (!line.place.empty() && rules_.is_kicker(line.place.in(paragraph))) return std::nullopt;
  if (segments > 0 && ascii_lower(tokens[place_first].text) == "by") return std::nullopt;
  if (line.alone && agency_in_brackets && segments > 0) return line;  // Washington (AP)
  if (line.alone) {
    bool short_place = place_last - place_first <= (segments > 1 ? 8 : 3);
    return dated && (segments > 0 ? short_place : signed_by) ? std::optional(line) : std::nullopt;
  }
  if (segments == 0 && !signed_by) return std::nullopt;

  bool enough = false;
  switch (mark) {
    case Mark::dash:
      enough = signed_by || (dated && segments > 0) || (capitals && opens_prose(rest)) ||
               (first && opens_prose(rest) && (bracketed || place_last - place_first <= 3));
      break;
    case Mark::colon:
      enough = signed_by || (dated && segments > 0) || (capitals && first && opens_prose(rest));
      break;
    case Mark::stop:
      enough = (signed_by && (dated || capitals)) || (dated && segments > 0) || (capitals && first && segments > 1);
      break;
    case Mark::none:
      enough = agency_in_brackets && (dated || capitals);
      break;
  }
  return enough && (signed_by || opens_prose(rest)) ? std::optional(line) : std::nullopt;
}

}  // namespace sayso
