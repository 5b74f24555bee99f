#include "mention/place_words.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text_util.h"
#include "mention/number.h"
#include "mention/place_fold.h"

namespace sayso {
namespace {

struct ClassName {
  std::string_view name;
  PlaceWordClass flag;
};
constexpr ClassName kClasses[] = {
    {"settlement", kSettlement},
    {"division", kDivision},
    {"site", kSite},
    {"site_before", kSiteBefore},
    {"organization", kOrganization},
    {"title", kTitle},
    {"in", kIn},
    {"to", kTo},
    {"of", kOf},
    {"direction", kDirection},
    {"distance", kDistance},
    {"speech", kSpeech},
    {"blame", kBlame},
    {"scene", kScene},
    {"part", kPart},
    {"of_part", kOfPart},
    {"held", kHeld},
    {"bare", kBare},
    {"society", kSociety},
    {"vessel", kVessel},
    {"land", kLand},
    {"border", kBorder},
    {"land_of", kLandOf},
    {"article", kArticle},
    {"particle", kParticle},
    {"beside", kBeside},
    {"taking", kTaking},
    {"fallen", kFallen},
    {"befallen", kBefallen},
    {"under", kUnder},
    {"dwellers", kDwellers},
    {"aiming", kAiming},
    {"scattered", kScattered},
    {"many", kMany},
    {"nationwide", kNationwide},
    {"clock", kClock},
    {"folk", kFolk},
};

struct KindName {
  std::string_view name;
  PlaceKind kind;
};
constexpr KindName kKinds[] = {
    {"town", PlaceKind::town},     {"capital", PlaceKind::capital},   {"quarter", PlaceKind::quarter},
    {"camp", PlaceKind::camp},     {"district", PlaceKind::district}, {"division", PlaceKind::division},
    {"region", PlaceKind::region}, {"site", PlaceKind::site},         {"country", PlaceKind::country},
    {"", PlaceKind::none},
};

bool read_number(std::string_view digits, uint32_t& out) {
  return digits.empty() || std::from_chars(digits.data(), digits.data() + digits.size(), out).ec == std::errc();
}

}  // namespace

Result<PlaceWords> PlaceWords::load(const KnowledgeSource& source) {
  PlaceWords words;
  auto rows = read_tsv(source, "places/words.tsv", {"word", "class", "kind", "precision", "people"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    auto fault = [&](std::string what) { return Error{"places/words.tsv", row.line, std::move(what), ""}; };
    const ClassName* of_class = nullptr;
    for (const ClassName& c : kClasses)
      if (c.name == row.cells[1]) of_class = &c;
    if (of_class == nullptr) return fault("no class \"" + std::string(row.cells[1]) + "\"");
    const KindName* of_kind = nullptr;
    for (const KindName& k : kKinds)
      if (k.name == row.cells[2]) of_kind = &k;
    if (of_kind == nullptr) return fault("no kind \"" + std::string(row.cells[2]) + "\"");
    int precision = 0;
    std::string_view digits = row.cells[3];
    if (!digits.empty() &&
        (std::from_chars(digits.data(), digits.data() + digits.size(), precision).ec != std::errc() || precision < 1 ||
         precision > 7))
      return fault("a precision is a number from 1 to 7");
    PlaceWord people;
    if (const std::string_view range = row.cells[4]; !range.empty()) {
      const size_t dash = range.find('-');
      if (dash == range.npos || !read_number(range.substr(0, dash), people.least_people) ||
          !read_number(range.substr(dash + 1), people.most_people))
        return fault("people are at least and at most so many: \"20000-\", \"-20000\"");
    }
    std::string_view word = row.cells[0];
    if (word.empty()) return fault("a word is missing");
    bool capital = is_upper(decode_utf8(word, 0).value);
    const std::vector<std::string_view> all = split_list(word, ' ');
    Entry& entry = words.words_[ascii_lower(all.front())];
    if (all.size() > 1) {
      Several& several = entry.several.emplace_back();
      several.rest.assign(all.begin() + 1, all.end());
      several.place.words = static_cast<TokenIndex>(all.size());
    }
    PlaceWord& place = all.size() > 1 ? entry.several.back().place : capital ? entry.capital : entry.any;
    place.classes |= of_class->flag;
    if (of_kind->kind != PlaceKind::none) {
      place.kind = of_kind->kind;
      place.precision = precision;
      place.least_people = people.least_people;
      place.most_people = people.most_people;
    }
  }
  auto given = read_tsv(source, "places/given.tsv", {"name"});
  if (!given) return given.error();
  for (const TsvRow& row : *given) words.words_[ascii_lower(row.cells[0])].capital.classes |= kGivenName;

  auto stops = read_tsv(source, "places/stop.tsv", {"name", "needs"});
  if (!stops) return stops.error();
  for (const TsvRow& row : *stops) {
    if (row.cells[1] != "cue" && row.cells[1] != "never")
      return Error{"places/stop.tsv", row.line, "what a name needs is \"cue\" or \"never\"", ""};
    words.needs_[hash_name(row.cells[0])] = row.cells[1] == "cue" ? PlaceNeed::cue : PlaceNeed::never;
  }

  auto groups =
      read_tsv(source, "actors/groups.tsv", {"name", "kind", "country", "side", "aliases", "members", "wikidata"});
  if (!groups) return groups.error();
  for (const TsvRow& row : *groups) {
    for (std::string_view member : split_list(row.cells[5])) words.peoples_.insert(hash_name(member));
    if (row.cells[1] == "people" || row.cells[1] == "breakaway") continue;  // named for places, and places named so
    words.bodies_.insert(hash_name(row.cells[0]));
    for (std::string_view alias : split_list(row.cells[4])) words.bodies_.insert(hash_name(alias));
  }
  return words;
}

const PlaceWords::Entry* PlaceWords::entry(std::string_view word, bool& capital) const {
  std::array<char, 24> lower;
  if (word.size() > lower.size()) return nullptr;
  capital = false;
  for (size_t i = 0; i < word.size(); ++i) {
    lower[i] = ascii_lower(word[i]);
    capital |= i == 0 && lower[i] != word[i];
  }
  auto it = words_.find(std::string_view(lower.data(), word.size()));
  return it == words_.end() ? nullptr : &it->second;
}

PlaceWord PlaceWords::Entry::alone(bool capital_written) const {
  PlaceWord out = any;
  if (capital_written) {
    out.classes |= capital.classes;
    if (out.kind == PlaceKind::none) {
      out.kind = capital.kind;
      out.precision = capital.precision;
      out.least_people = capital.least_people;
      out.most_people = capital.most_people;
    }
  }
  return out;
}

PlaceWord PlaceWords::find(std::string_view word) const {
  bool capital = false;
  const Entry* e = entry(word, capital);
  return e == nullptr ? PlaceWord() : e->alone(capital);
}

PlaceWord PlaceWords::at(const Tokens& tokens, TokenIndex i) const {
  bool capital = false;
  const Entry* e = entry(tokens.word(i), capital);
  if (e == nullptr) return {};
  for (const Several& several : e->several) {
    if (i + several.place.words > tokens.size()) continue;
    TokenIndex next = i;
    if (std::all_of(several.rest.begin(), several.rest.end(),
                    [&](const std::string& word) { return LowerWord(tokens.word(++next)).view() == word; }))
      return several.place;
  }
  return e->alone(capital);
}

PlaceNeed PlaceWords::need(uint64_t name) const {
  auto it = needs_.find(name);
  return it == needs_.end() ? PlaceNeed::nothing : it->second;
}

}  // namespace sayso
