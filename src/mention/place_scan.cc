// What the words around a name say, in points: 1.5 is about what it takes to be a place (place_resolve.cc adds what the
// gazetteer says). A preposition before it, a word for what it is on either side, or a known country behind a comma
// speak for it; a title, a given name or another name beside it, an organization's word behind it, and a verb of saying
// speak against. The points were set by reading reports, not fitted.
#include "mention/place_scan.h"

#include "base/text_util.h"
#include "mention/place_fold.h"

namespace sayso {
namespace {

constexpr uint32_t kMostLikely = 8;           // places of a name that are looked at for what they are
constexpr TokenIndex kUnderReach = 4;         // words from a verb to "under fire"
constexpr double kInFront = 1.6;              // "in X"
constexpr double kToFront = 1.0;              // "from X", "shelled X"
constexpr double kVerbFront = 1.3;            // "shelled X", where the tree says so too
constexpr double kTaken = 1.5;                // "retook X", "X was bombed"
constexpr double kOfFront = 0.4;              // "of X", "between X"
constexpr double kPartFront = 1.4;            // "the outskirts of X", "an attack on X"
constexpr double kKindFront = 3.0;            // "the town of X"
constexpr double kKindBehind = 2.5;           // "X province"
constexpr double kSiteBehind = 2.5;           // "X hospital", of a name that the gazetteer lacks
constexpr double kTitleFront = -4.0;          // "President X"
constexpr double kNameFront = -2.2;           // "Grace X"
constexpr double kNameBehind = -1.8;          // "X Smith"
constexpr double kNameFlat = -2.6;            // the same, where the tree says that it is one name
constexpr double kNamePart = -0.7;            // "X State Police"
constexpr double kOpening = 2.5;              // "X (AP) -" at the head of a paragraph
constexpr double kOrganizationBehind = -4.0;  // "X Times"
constexpr double kSurname = -3.0;             // a person of the report is called X
constexpr double kNoName = -1.5;              // tagged as another word than a name
constexpr double kReadPlace = 1.5;            // the language model reads it as the name of a place
constexpr double kReadPerson = -1.2;          // ... of a person
constexpr double kReadBody = -0.4;            // ... of an organization

bool is_capital(std::string_view word) { return is_upper(decode_utf8(word, 0).value); }

bool in_capitals(std::string_view text) {
  bool capital = false;
  for (size_t at = 0; at < text.size();) {
    Decoded c = decode_utf8(text, at);
    at += c.size;
    if (is_lower(c.value)) return false;
    capital |= is_upper(c.value);
  }
  return capital;
}

bool is_mark(std::string_view word) { return !is_letter(decode_utf8(word, 0).value) && !is_digit(word[0]); }

}  // namespace

PlaceText::PlaceText(const Parse& parse, const PlaceWords& words) : parse_(parse) {
  const Tokens& tokens = parse.tokens();
  auto n = static_cast<size_t>(tokens.size());
  words_.reserve(n);
  capital_.resize(n);
  person_.resize(n);
  first_.resize(n);
  headline_.resize(tokens.sentences.size());
  for (TokenIndex i = 0; i < tokens.size(); ++i) {
    words_.push_back(words.at(tokens, i));
    capital_[static_cast<size_t>(i)] = is_capital(tokens.word(i));
  }
  for (size_t s = 0; s < tokens.sentences.size(); ++s) {
    TokenRange range = tokens.sentences[s].tokens;
    int capitals = 0, small = 0;
    bool begun = false;
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      std::string_view word = tokens.word(i);
      if (!begun && !is_mark(word)) first_[static_cast<size_t>(i)] = begun = true;
      // After a quotation mark a sentence begins too.
      if (i > range.begin && (tokens.word(i - 1) == "\"" || tokens.word(i - 1) == "“"))
        first_[static_cast<size_t>(i)] = true;
      if (word.size() >= 4 && !is_mark(word) && !is_digit(word[0])) (capital(i) ? capitals : small)++;
    }
    headline_[s] = capitals >= 3 && capitals > 2 * small && !is_statement(range);
    mark_persons(range);
  }
}

bool PlaceText::name_like(TokenIndex i) const {
  if (!capital(i)) return false;
  Upos tag = parse_[i].upos;
  if (tag == Upos::PROPN) return true;
  if (tag == Upos::DET || tag == Upos::ADP || tag == Upos::PRON || tag == Upos::CCONJ || tag == Upos::SCONJ ||
      tag == Upos::AUX || tag == Upos::PART || tag == Upos::PUNCT || tag == Upos::NUM)
    return false;
  return !first_[static_cast<size_t>(i)];
}

// "Militants attacked Kareto on Sunday.": a few words with a full stop, headed by a verb in small letters.
bool PlaceText::is_statement(TokenRange sentence) const {
  constexpr TokenIndex kFew = 14;
  if (sentence.size() > kFew || parse_.word(sentence.end - 1) != ".") return false;
  for (TokenIndex i = sentence.begin; i < sentence.end; ++i)
    if (parse_.head(i) == kNoToken) return parse_[i].upos == Upos::VERB && !capital(i);
  return false;
}

// A person's name goes from a title or a given name over the capitals behind it.
void PlaceText::mark_persons(TokenRange sentence) {
  const Tokens& tokens = parse_.tokens();
  for (TokenIndex i = sentence.begin; i + 1 < sentence.end; ++i) {
    bool title = word(i).is(kTitle);
    bool given = word(i).is(kGivenName) && capital(i);
    if (!title && !given) continue;
    TokenIndex end = i + 1;
    for (; end < sentence.end; ++end) {
      std::string_view next = tokens.word(end);
      bool joins = next == "-" || next == "." || (word(end).is(kParticle) && !capital(end));
      if (joins ? end + 1 >= sentence.end || !(capital(end + 1) || tokens.word(end + 1) == "-") : !capital(end)) break;
      if (!joins && (word(end).is(kSite | kOrganization | kDivision | kSettlement) || parse_[end].upos == Upos::ADP))
        break;
    }
    TokenIndex from = title ? i + 1 : i;
    if (end <= i + 1) continue;  // a title or a given name alone
    bool small_title = title && !capital(i);
    for (TokenIndex k = from; k < end; ++k) {
      // After a title in small letters only a name of two words is plainly a person's ("chief Nikol Pashinyan").
      if (small_title && end - from < 2) break;
      person_[static_cast<size_t>(k)] = true;
      if (k > from || title)
        if (capital(k) && tokens.word(k).size() > 2) surnames_.insert(hash_name(tokens.word(k)));
    }
    i = end - 1;
  }
}

namespace {

class Scanner {
 public:
  Scanner(const PlaceText& text, const PlaceWords& words, const Gazetteer& gazetteer)
      : text_(text), tokens_(text.tokens()), words_(words), gazetteer_(gazetteer) {
    for (TokenIndex i = 0; i < tokens_.size(); ++i) ships_ |= text_.word(i).is(kVessel) && !text_.capital(i);
  }

  void sentence(size_t s) {
    range_ = tokens_.sentences[s].tokens;
    headline_ = text_.headline(s);
    size_t first = names_.size();
    for (TokenIndex i = range_.begin; i < range_.end;) {
      TokenIndex next = known(i);
      i = next > i ? next : i + 1;
    }
    sites(first);
    unknown(first);
    for (size_t k = first; k < names_.size(); ++k) look_around(names_[k]);
    for (size_t k = first; k < names_.size(); ++k) contain(k, first);
  }

  std::vector<PlaceName> take() { return std::move(names_); }

 private:
  std::string_view word(TokenIndex i) const { return tokens_.word(i); }
  bool inside(TokenIndex i) const { return range_.contains(i); }
  bool spaced(TokenIndex i) const { return tokens_.tokens[static_cast<size_t>(i)].space_before; }

  bool begins_name(TokenIndex i) const {
    if (text_.capital(i)) return true;
    // "al-Qaim", "el-Arish"
    return text_.word(i).is(kArticle) && i + 2 < range_.end && word(i + 1) == "-" && !spaced(i + 1) &&
           text_.capital(i + 2);
  }

  // A name of the gazetteer at token i; returns where it ends, or i.
  TokenIndex known(TokenIndex i) {
    if (!begins_name(i)) return line(i);
    Gazetteer::Match match = gazetteer_.longest(tokens_, i, range_.end);
    while (!match.empty() && !text_.capital(match.tokens.end - 1) && !is_digit(word(match.tokens.end - 1)[0]) &&
           !is_tail(match.tokens.end - 1))
      match = match.tokens.size() > 1 ? gazetteer_.longest(tokens_, i, match.tokens.end - 1) : Gazetteer::Match();
    if (match.empty()) return i;
    PlaceName name;
    name.name = name.phrase = match.tokens;
    name.candidates = match.candidates;
    name.key = hash_name(tokens_.words(match.tokens));
    name.capitals = in_capitals(tokens_.words(match.tokens));
    name.headline = headline_;
    if (match.tokens.size() == 1) {
      if (words_.need(name.key) == PlaceNeed::never && !(name.capitals && country_acronym(name))) return i;
      // "A camp of the ELN": an acronym of a group is that group, whatever else is called so.
      if (name.capitals && name.name.size() == 1 && words_.names_body(name.key) && !country_acronym(name)) return i;
      // "University", "Bridge": a word for a place is none.
      if (text_.word(i).is(kSite | kSettlement | kDivision | kOrganization | kTitle | kDirection)) return i;
    }
    if (!usable(name) || is_half(match.tokens) || is_part_of_name(match.tokens) || opens_in_brackets(match.tokens))
      return i;
    names_.push_back(name);
    return match.tokens.end;
  }

  // "The contact line", "the line of control": lines are written in small letters too, behind an article.
  TokenIndex line(TokenIndex i) {
    if (i == range_.begin || headline_ || (word(i - 1) != "the" && word(i - 1) != "The")) return i;
    Gazetteer::Match match = gazetteer_.longest(tokens_, i, range_.end);
    while (match.tokens.size() > 1 && text_.parse()[match.tokens.end - 1].upos == Upos::PUNCT)  // "the contact line."
      match = gazetteer_.longest(tokens_, i, match.tokens.end - 1);
    if (match.tokens.size() < 2) return i;
    for (const Candidate candidate : match.candidates)
      if (gazetteer_.entry(candidate.entry).feature != Feature::line) return i;
    PlaceName name;
    name.name = name.phrase = match.tokens;
    name.candidates = match.candidates;
    name.key = hash_name(tokens_.words(match.tokens));
    names_.push_back(name);
    return match.tokens.end;
  }

  // "Carrefour-Feuilles", "Deh-e-Salimi"
  bool hyphen(TokenIndex i) const { return word(i) == "-" && !spaced(i) && inside(i + 1) && !spaced(i + 1); }

  // "Majdal" or "Selm" of "Majdal Selm": the language model reads a longer name, and the rest of it is no word for what
  // the place is.
  bool is_part_of_name(TokenRange name) const {
    const Parse& parse = text_.parse();
    if (parse[name.begin].entity != EntityKind::location || headline_) return false;
    TokenIndex begin = name.begin, end = name.end;
    while (begin > range_.begin && !parse[begin].entity_begins && parse[begin - 1].entity == EntityKind::location)
      --begin;
    while (end < range_.end && parse[end].entity == EntityKind::location && !parse[end].entity_begins) ++end;
    // "Negros Occidental province": what the name is does not make it longer.
    while (end > name.end && text_.word(end - 1).is(kSettlement | kDivision)) --end;
    for (TokenIndex i = begin; i < end; ++i)
      if (!name.contains(i) && !hyphen(i) &&
          (!text_.capital(i) ||
           text_.word(i).is(kSite | kSiteBefore | kSettlement | kDivision | kDirection | kTitle | kOrganization)))
        return false;
    return end - begin > name.size();
  }

  // "US", "UN": names that only count in capitals.
  bool country_acronym(const PlaceName& name) const {
    for (Candidate c : name.candidates)
      if (c.is(kCapitals)) return true;
    return false;
  }
  bool usable(const PlaceName& name) const {
    for (Candidate c : name.candidates)
      if (!c.is(kCapitals) || name.capitals) return true;
    return false;
  }

  // "Hope Street", "St. Anne's Hospital", "Mount Ararat": capitals that end in a word for a site, or begin with one.
  void sites(size_t first) {
    for (TokenIndex i = range_.begin; i < range_.end; ++i) {
      TokenRange found;
      bool in_town = true;  // it lies in a town; "Ras Doumeira" does not
      if (i > range_.begin && text_.word(i).is(kSite) && text_.capital(i) && text_.capital(i - 1)) {
        TokenIndex begin = i;
        while (begin > range_.begin && joins_site(begin - 1)) --begin;
        while (begin < i && (!text_.capital(begin) || !text_.name_like(begin))) ++begin;
        if (begin < i) found = {begin, i + 1};
      } else if (text_.word(i).is(kSiteBefore) && text_.capital(i) && i + 1 < range_.end && text_.capital(i + 1) &&
                 text_.name_like(i + 1) && !text_.person(i)) {
        TokenIndex end = i + 2;
        while (end + 1 < range_.end && word(end) == "-" && text_.capital(end + 1)) end += 2;
        found = {i, end};
        in_town = text_.word(i).kind == PlaceKind::site;
      }
      if (found.empty() || headline_) continue;
      // A name that the gazetteer holds as a whole stays as it is.
      bool covered = false;
      size_t at = names_.size();
      for (size_t k = names_.size(); k-- > first;) {
        if (names_[k].name.contains(found)) covered = true;
        if (names_[k].name.begin >= found.begin) at = k;
      }
      if (covered) continue;
      PlaceName site;
      site.name = site.phrase = found;
      site.key = hash_name(tokens_.words(found));
      site.site = in_town;
      site.headline = headline_;
      // "Kabul University": the site lies in the town of its name, which stays the place that is meant.
      for (size_t k = first; k < names_.size(); ++k) {
        // "The Saudi Hospital" may be anywhere.
        if (names_[k].name.begin == found.begin && !names_[k].site && text_.word(found.end - 1).is(kSite) &&
            !is_country(names_[k])) {
          site.candidates = names_[k].candidates;
          site.name = names_[k].name;
          site.key = names_[k].key;
        }
      }
      if (site.candidates.empty() && !in_front_of_site(found)) continue;
      std::erase_if(names_, [&](const PlaceName& n) { return n.phrase.overlaps(found) && found.contains(n.phrase); });
      at = 0;
      while (at < names_.size() && names_[at].phrase.begin < found.begin) ++at;
      if (at > 0 && names_[at - 1].phrase.overlaps(found)) continue;
      if (at < names_.size() && names_[at].phrase.overlaps(found)) continue;
      names_.insert(names_.begin() + static_cast<std::ptrdiff_t>(at), site);
    }
  }
  // "at Hope Hospital", "on Hope Street": a site that is not where something is may be an institution.
  bool in_front_of_site(TokenRange site) const {
    TokenIndex at = site.begin - 1;
    while (inside(at) && (word(at) == "the" || text_.word(at).is(kDirection))) --at;
    if (!inside(at)) return false;
    return text_.word(at).is(kIn | kTo) || word(at) == "on" || word(at) == "along" || word(at) == "and" ||
           (word(at) == "of" && inside(at - 1) && text_.word(at - 1).is(kSettlement | kDivision | kSite | kDirection));
  }
  bool joins_site(TokenIndex i) const {
    std::string_view w = word(i);
    return (text_.capital(i) && text_.name_like(i)) || w == "'s" || w == "’s" || (w == "-" && !spaced(i));
  }

  // A name that the gazetteer does not hold, where the words before it say that it is a place.
  void unknown(size_t first) {
    if (headline_) return;
    for (TokenIndex i = range_.begin; i < range_.end; ++i) {
      if (!begins_name(i) || text_.person(i) || taken(i, first)) continue;
      bool called = of_kind(i);  // "the village of A Nang Pa": whatever the tagger makes of it
      if (text_.capital(i) && !text_.name_like(i) && !called) continue;
      if (i > range_.begin && text_.capital(i - 1) && text_.name_like(i - 1)) continue;
      PlaceName name;
      name.name = name.phrase = {i, end_of_unknown(i, first)};
      name.key = hash_name(tokens_.words(name.name));
      TokenIndex end = name.name.end;
      if (words_.names_body(name.key) || opens_in_brackets(name.name)) continue;
      const bool hyphened = end > i + 2 && word(i + 1) == "-";  // "Al-Awamiya"
      TokenIndex front = i - 1;
      while (inside(front) && (text_.word(front).is(kDirection) || word(front) == "the")) --front;
      const bool in_front = inside(front) && text_.word(front).is(kIn);
      const bool article = text_.word(i).is(kArticle) && end > i + 1;           // "Al Qutay"
      const bool short_one = in_front && end > i + 1 && !in_capitals(word(i));  // "outside Mu Thit"
      TokenIndex length = 0;
      for (TokenIndex k = i; k < end; ++k) length += hyphen(k) ? 0 : 1;
      if (length > 4 || (word(i).size() < 3 && !called && !hyphened && !article && !short_one) ||
          (in_capitals(tokens_.words(name.name)) && !called))
        continue;
      if (words_.need(name.key) == PlaceNeed::never ||
          (words_.need(hash_name(word(i))) == PlaceNeed::never && !called && !hyphened && !article))
        continue;
      if (text_.word(i).is(kVessel) && in_capitals(word(i))) continue;
      if (text_.word(i).is(kTitle | kOrganization | kDirection) || text_.word(end - 1).is(kOrganization | kTitle) ||
          (end == i + 1 && text_.word(i).is(kSite)) || taken(end, first))
        continue;
      PlaceName probe = name;
      look_around(probe);
      const bool read = read_as(name.name) == EntityKind::location, said = said_.contains(name.key);
      // What stands behind "in" is no person, whatever it looks like.
      const double cue = in_front ? probe.cue - read_cue(name.name) : probe.cue;
      // "Militants attacked Zangoraf": what is attacked and is read as nothing else.
      const bool struck = read_as(name.name) == EntityKind::none && !ships_ && befalls_towns(name.name);
      if (!(probe.placed || in_front || read || said || struck) ||
          cue < (read || said ? kReadPlace - 0.5 : kInFront - 0.5))
        continue;
      // "Missiles were aimed at Ocean Pearl": in a report on ships, what is fired at is one.
      if (ships_ && inside(i - 2) && word(i - 1) == "at" && text_.word(i - 2).is(kAiming) && end > i + 1 && !article)
        continue;
      said_.insert(name.key);
      size_t at = first;
      while (at < names_.size() && names_[at].phrase.begin < i) ++at;
      names_.insert(names_.begin() + static_cast<std::ptrdiff_t>(at), name);
      i = end - 1;
    }
  }
  TokenIndex end_of_unknown(TokenIndex i, size_t first) const {
    TokenIndex end = i + 1;
    while (end < range_.end && !taken(end, first)) {
      std::string_view w = word(end);
      bool next_capital = end + 1 < range_.end && text_.capital(end + 1);
      bool particle = (text_.word(end).is(kParticle) && next_capital) || is_tail(end);
      if (text_.capital(end)
              ? !text_.name_like(end) || text_.person(end)
              : !particle && !(w == "-" && !spaced(end) && inside(end + 1) && (next_capital || is_tail(end + 1))))
        break;
      if (text_.word(end).is(kSettlement | kDivision)) break;  // "Shwegu Township"
      ++end;
    }
    return end;
  }
  // "an" of "Hpa-an", "e" of "Deh-e-Salimi": so short a word behind a hyphen is part of the name; "led" of "US-led" is
  // not.
  bool is_tail(TokenIndex i) const {
    constexpr size_t kLetters = 2;
    return i - 1 > range_.begin && i < range_.end && word(i - 1) == "-" && !spaced(i) && !spaced(i - 1) &&
           word(i).size() <= kLetters && is_lower(decode_utf8(word(i), 0).value);
  }
  // "Deh" or "Salimi" of "Deh-e-Salimi"
  bool is_half(TokenRange name) const {
    const TokenIndex front = name.begin - 4, behind = name.end + 3;
    return (inside(front) && text_.capital(front) && is_tail(name.begin - 2) && hyphen(name.begin - 1)) ||
           (inside(behind) && text_.capital(behind) && is_tail(name.end + 1) && hyphen(name.end + 2));
  }
  // "the town of" stands before token i.
  bool of_kind(TokenIndex i) const {
    return inside(i - 2) && word(i - 1) == "of" && text_.word(i - 2).is(kSettlement | kDivision) &&
           !text_.capital(i - 2);
  }
  bool taken(TokenIndex i, size_t first) const {
    for (size_t k = first; k < names_.size(); ++k)
      if (names_[k].phrase.contains(i)) return true;
    return false;
  }

  // Whether the word is a country, a region or a demonym: such a name beside another says nothing against it.
  bool names_place(TokenIndex i) const {
    Candidates found = gazetteer_.longest(tokens_, i, i + 1).candidates;
    if (found.empty()) return false;
    if (found[0].is(kDemonym)) return true;
    Feature f = gazetteer_.entry(found[0].entry).feature;
    return f == Feature::country || f == Feature::region || f == Feature::continent || f == Feature::division;
  }

  // What the language model takes all words of the name for.
  EntityKind read_as(TokenRange name) const {
    const EntityKind kind = text_.parse()[name.begin].entity;
    for (TokenIndex i = name.begin + 1; i < name.end; ++i)
      if (text_.parse()[i].entity != kind) return EntityKind::none;
    return kind;
  }

  double read_cue(TokenRange name) const {
    switch (read_as(name)) {
      case EntityKind::location:
        return kReadPlace;
      case EntityKind::person:
        return kReadPerson;
      case EntityKind::organization:
        return kReadBody;
      default:
        return 0;
    }
  }

  bool is_demonym(const PlaceName& name) const { return !name.candidates.empty() && name.candidates[0].is(kDemonym); }

  bool is_country(const PlaceName& name) const {
    return !name.candidates.empty() && !is_demonym(name) &&
           gazetteer_.entry(name.candidates[0].entry).feature == Feature::country;
  }

  bool names_seat(const PlaceName& name) const {
    for (uint32_t k = 0; k < name.candidates.size() && k < kMostLikely; ++k) {
      const GazetteerEntry entry = gazetteer_.entry(name.candidates[k].entry);
      if (entry.seat && entry.feature == Feature::town) return true;
    }
    return false;
  }

  // Whether one of the likeliest is no town but an area.
  bool names_area(const Candidates& candidates) const {
    for (uint32_t k = 0; k < candidates.size() && k < kMostLikely; ++k) {
      const Feature f = gazetteer_.entry(candidates[k].entry).feature;
      if (f == Feature::division || f == Feature::district || f == Feature::region) return true;
    }
    return false;
  }

  // A great capital acts like a person where it stands for its government: "Baku resumed its attacks".
  bool is_metropolis(const PlaceName& name) const {
    constexpr uint32_t kPeople = 1'000'000;
    if (name.candidates.empty()) return false;
    const GazetteerEntry first = gazetteer_.entry(name.candidates[0].entry);
    return first.seat && first.population >= kPeople;
  }

  // "(Bloomberg) --" at the head of a paragraph: an agency.
  bool opens_in_brackets(TokenRange name) const {
    const TokenIndex end = name.end;
    return name.begin == range_.begin + 1 && word(range_.begin) == "(" && inside(end + 1) && word(end) == ")" &&
           is_mark(word(end + 1));
  }

  // Reads what stands before and behind a name.
  void look_around(PlaceName& name) const {
    name.cue = 0;
    name.person = text_.person(name.name.begin) && text_.person(name.name.end - 1);
    if (name.person) name.cue += kTitleFront;
    if (name.name.size() == 1 && text_.surname(name.key)) name.cue += kSurname;
    behind(name);
    before(name);
    const bool known = !name.candidates.empty() && !text_.surname(name.key);
    const bool taken = !name.person && (is_taken(name.name) || (known && befalls_towns(name.name)));
    if (taken) {
      name.cue = std::max(name.cue, kTaken);
      name.placed = true;
    }
    if (name.capitals && name.name.begin == range_.begin && name.name.end < range_.end && !name.headline) {
      std::string_view next = word(name.name.end);
      if (next == "-" || next == "--" || next == "—" || next == "–" || next == "(" || next == ",") {
        name.cue += kOpening;
        name.placed = true;
      }
    }
    if (!name.headline) {
      const double read = read_cue(name.name);
      name.cue += taken ? std::max(read, 0.0) : is_metropolis(name) ? std::max(read, kReadBody) : read;
    }
    Upos tag = text_.parse()[name.name.begin].upos;
    if (!name.headline && name.name.size() == 1 && tag != Upos::PROPN && tag != Upos::X &&
        !(tag == Upos::ADJ || tag == Upos::NOUN))
      name.cue += kNoName;
  }

  void behind(PlaceName& name) const {
    TokenIndex next = name.name.end;
    if (name.site || !inside(next)) return;
    const PlaceWord& w = text_.word(next);
    const TokenIndex last_before = name.name.begin - 1;
    if ((word(next) == "'s" || word(next) == "’s") && inside(next + 1) && text_.word(next + 1).is(kDirection) &&
        !text_.capital(next + 1))
      name.direction = true;  // "Mali's north"
    const bool spaced_front = inside(last_before) && word(last_before) != "-";
    // "near the X border"; not "on the X border"
    name.beyond = w.is(kBorder) && spaced(next) && spaced_front && is_country(name) && is_near(name.name.begin);
    name.timed = word(next) == "time" && inside(last_before) && text_.word(last_before).is(kClock);  // "7 p.m. X time"
    bool joined = next + 1 < range_.end && word(next) == "-";  // "X-led", "X-based"
    if (joined) return;
    // "Syrian territory"; not "Syrian border guards"
    const bool before_noun = inside(next + 1) && text_.parse()[next + 1].upos == Upos::NOUN;
    const bool land = w.is(kLand) || (w.is(kLandOf) && inside(next + 1) && word(next + 1) == "of");
    if (land && spaced(next) && !text_.capital(next) && !before_noun && is_demonym(name)) {
      name.cue += kKindBehind;
      name.placed = name.land = true;
      name.phrase.end = next + 1;
      return;
    }
    // "a Fulani village", "the Hazara community": those who live there. "In Zango community" is said of a place.
    const bool a_kind = inside(last_before) && (word(last_before) == "a" || word(last_before) == "an");
    // So is "the Bilozerska community", called after its town as in Ukraine.
    const bool of_place =
        (inside(last_before) && (text_.word(last_before).is(kIn | kTo) || word(last_before) == "on") && !before_noun) ||
        word(next - 1).ends_with("ska");
    if (w.is(kFolk) && spaced(next) &&
        (words_.names_people(name.key) || (name.candidates.empty() && (a_kind || (w.is(kSociety) && !of_place))))) {
      name.cue += kOrganizationBehind;
      return;
    }
    // "Congo Town" is no town of the Congo; "Djibouti Port" is where the capital of that name is.
    if (w.is(kSettlement) && spaced(next) && text_.capital(next) && !name.headline && is_country(name) &&
        !names_seat(name)) {
      name.name.end = name.phrase.end = next + w.words;
      name.key = hash_name(tokens_.words(name.name));
      name.candidates = Candidates();
      name.wanted = w.kind;
      name.precision = w.precision;
      name.cue += kKindBehind;
      name.placed = true;
      return;
    }
    // "the Caribbean country" names no place; a reference may be meant.
    if (w.kind == PlaceKind::country && spaced(next) && !is_country(name)) {
      name.cue += kOrganizationBehind;
      return;
    }
    if (w.is(kSettlement | kDivision) && w.kind != PlaceKind::capital && spaced(next)) {
      // "X province", not "X province's" alone: what it is, if a plural does not come ("X and Y provinces").
      name.cue += kKindBehind;
      name.placed = true;
      name.wanted = w.kind;
      name.precision = w.precision;
      name.phrase.end = next + w.words;
      // "Unity state": where only towns are called "Unity", and an area has just these words for its name, it is meant.
      if (w.is(kDivision) && !names_area(name.candidates))
        if (Candidates whole = gazetteer_.candidates(tokens_.words(name.phrase)); names_area(whole))
          name.candidates = whole;
      return;
    }
    if (name.headline) return;
    if (const TokenIndex noun = described_by(next); noun != kNoToken) {
      name.cue += kKindBehind;
      name.placed = true;
      name.wanted = text_.word(noun).kind;
      name.precision = text_.word(noun).precision;
      name.noun = noun;
      return;
    }
    if (w.is(kSite) && spaced(next) && !text_.capital(next) && name.candidates.empty() &&
        text_.parse()[next].upos == Upos::NOUN &&
        read_as(name.name) != EntityKind::organization) {  // "Al Qutay checkpoint"
      name.cue += kSiteBehind;
      name.placed = true;
      return;
    }
    if (text_.capital(next) && w.is(kOrganization)) {
      name.cue += kOrganizationBehind;
      return;
    }
    if (text_.capital(next) && text_.name_like(next) && !w.is(kTitle | kSite) &&
        words_.need(hash_name(word(next))) != PlaceNeed::never && !names_place(next)) {
      // "Georgia Stevens" is one name; in "Kentucky State Police" the place is a part of it that stands for itself.
      const Parse& parse = text_.parse();
      TokenIndex last = name.name.end - 1;
      Relation relation = parse[last].relation;
      bool part = parse.head(last) > last && (relation == Relation::compound || relation == Relation::nmod_poss);
      bool flat = parse[next].relation == Relation::flat && parse.head(next) <= last;
      if (!name.capitals) name.cue += flat ? kNameFlat : part ? kNamePart : kNameBehind;
      name.named = flat || !part;
    }
    name.speaks = w.is(kSpeech);
  }

  // The word for what the place is in ", a small town", ", her village in"; kNoToken where token i begins no such
  // words.
  TokenIndex described_by(TokenIndex i) const {
    constexpr TokenIndex kWords = 4;
    if (word(i) != "," || !inside(i + 1)) return kNoToken;
    const Word& article = text_.parse()[i + 1];
    if (article.xpos != "PRP$" && word(i + 1) != "a" && word(i + 1) != "an") return kNoToken;
    for (TokenIndex at = i + 2; inside(at) && at < i + 2 + kWords; ++at) {
      const PlaceWord& w = text_.word(at);
      const Upos tag = text_.parse()[at].upos;
      if (w.is(kSettlement) && w.kind != PlaceKind::none && !text_.capital(at) && tag == Upos::NOUN)
        return inside(at + 1) && text_.parse()[at + 1].upos == Upos::NOUN ? kNoToken : at;  // "a town councilor"
      if (tag != Upos::ADJ && tag != Upos::NOUN && tag != Upos::VERB && word(at) != "-" && tag != Upos::ADV &&
          tag != Upos::NUM)
        return kNoToken;
    }
    return kNoToken;
  }

  void before(PlaceName& name) const {
    TokenIndex at = name.name.begin - 1;
    if (!inside(at)) return;
    if (text_.capital(at) && text_.name_like(at) && !name.headline) {
      const PlaceWord& w = text_.word(at);
      if (w.is(kTitle) || (w.is(kGivenName) && text_.person(at)))
        name.cue += kTitleFront;
      else if (!w.is(kDirection) && words_.need(hash_name(word(at))) != PlaceNeed::never && !names_place(at))
        name.cue += kNameFront;
    }
    if (text_.word(at).is(kVessel) && (!text_.capital(at) || in_capitals(word(at)))) {  // "USS Cole"
      name.cue += kTitleFront;
      return;
    }
    // "rebel-held X"
    if (text_.word(at).is(kHeld) && inside(at - 1) && word(at - 1) == "-" && !spaced(at - 1)) {
      name.cue += kInFront;
      name.placed = true;
      return;
    }
    while (inside(at) && (text_.word(at).is(kDirection) || (word(at) == "-" && !spaced(at)))) {
      name.direction = true;
      --at;
    }
    while (inside(at) && (word(at) == "the" || word(at) == "The" || word(at) == "a")) --at;
    if (!inside(at)) return;
    const PlaceWord& w = text_.word(at);
    std::string_view preposition = word(at);
    if (preposition == "of" && inside(at - 1)) {
      const PlaceWord& noun = text_.word(at - 1);
      if (noun.is(kSettlement | kDivision) && !text_.word(at - 1).is(kOrganization)) {
        name.cue += kKindFront;
        name.placed = true;
        name.noun = at - 1;
        if (name.wanted == PlaceKind::none) {
          name.wanted = noun.kind;
          name.precision = noun.precision;
        }
        if (noun.kind == PlaceKind::capital) name.wanted = PlaceKind::none;  // "the capital of X"
        return;
      }
      if (noun.is(kDirection)) {
        name.near = true;
        name.bearing = at - 1;
        name.cue += kInFront;
        name.placed = true;
        return;
      }
      if (noun.is(kSite)) name.cue += 0.6;
    }
    if ((preposition == "of" || preposition == "on" || preposition == "for") && inside(at - 1) &&
        text_.word(at - 1).is(kPart)) {
      name.cue += kPartFront;
      return;
    }
    if (at + 1 == name.name.begin && w.is(kSettlement) && w.kind != PlaceKind::none) {  // "the village X"
      name.cue += kInFront;
      name.placed = true;
      name.noun = at;
      // "600 km east of the capital X"
      const TokenIndex of = at - (inside(at - 1) && word(at - 1) == "the" ? 2 : 1);
      if (inside(of - 1) && word(of) == "of" && text_.word(of - 1).is(kDirection)) {
        name.near = true;
        name.bearing = of - 1;
      }
      if (name.wanted == PlaceKind::none && w.kind != PlaceKind::capital) {
        name.wanted = w.kind;
        name.precision = w.precision;
      }
      return;
    }
    if ((preposition == "with" || (preposition == "of" && is_near(at - 1))) && inside(at - 1) &&
        text_.word(at - 1).is(kBorder))
      name.beyond = true;  // "near its border with X"
    name.timed |= w.is(kIn) && in_brackets_behind_clock(at - 1);
    if (w.is(kIn)) {
      name.cue += kInFront;
      name.near |= preposition == "near" || preposition == "outside" || preposition == "around";
    } else if (w.is(kTo)) {
      bool verb = text_.parse()[at].upos == Upos::VERB && text_.parse().head(name.name.end - 1) == at;
      name.cue += verb ? kVerbFront : kToFront;
    } else if (w.is(kOf)) {
      name.cue += kOfFront;
    }
  }

  // "Retook X", "the siege of X", "X was retaken", "X, which was shelled": whatever the name looks like. Not "the siege
  // of X's house".
  bool is_taken(TokenRange name) const {
    const Parse& parse = text_.parse();
    TokenIndex last = name.end - 1;
    while (last > name.begin && name.contains(parse.head(last))) --last;
    const TokenIndex above = parse.head(last);
    const Relation relation = parse[last].relation;
    if (above != kNoToken && text_.word(above).is(kTaking) &&
        (relation == Relation::obj || relation == Relation::nsubj_pass ||
         (relation == Relation::nmod && parse[above].upos == Upos::NOUN && word(name.begin - 1) == "of")))
      return true;
    for (TokenIndex c : parse.children(last))
      if (parse[c].relation == Relation::acl_relcl && text_.word(c).is(kTaking) &&
          parse.child(c, Relation::nsubj_pass) != kNoToken)
        return true;
    return false;
  }

  // "Goma fell", "Goma was bombed", "attacked Goma", "Goma came under fire", "Goma's market", "Goma residents": said of
  // a name that the gazetteer knows. "Ivanov fell in battle" is said of a man.
  bool befalls_towns(TokenRange name) const {
    const Parse& parse = text_.parse();
    TokenIndex head = name.end - 1;
    while (head > name.begin && name.contains(parse.head(head))) --head;
    const TokenIndex of = parse.head(head);
    if (of == kNoToken || name.contains(of)) return false;
    const PlaceWord& above = text_.word(of);
    switch (parse[head].relation) {
      case Relation::nsubj:
        return above.is(kFallen) || is_under(of) || (above.is(kUnder) && word(of - 1) == "under");
      case Relation::nsubj_pass:
        return above.is(kBefallen) || is_under(of);
      case Relation::obj:  // "Rebels attacked Goma"
        return above.is(kBefallen) && parse[of].upos == Upos::VERB && read_as(name) != EntityKind::person;
      case Relation::nmod_poss:
        return of == name.end + 1 && above.is(kSite | kDwellers);
      case Relation::compound:
        return of == name.end && above.is(kDwellers);
      default:
        return false;
    }
  }

  // "came under fire", "has been under siege"
  bool is_under(TokenIndex verb) const {
    for (TokenIndex i = verb; inside(i + 1) && i < verb + kUnderReach; ++i)
      if (word(i) == "under") return text_.word(i + 1).is(kUnder) || (inside(i + 2) && text_.word(i + 2).is(kUnder));
    return false;
  }

  // Whether a word for beside stands before the phrase that begins with token i: "near the X border".
  bool is_near(TokenIndex i) const {
    TokenIndex at = i - 1;
    while (inside(at) && (word(at) == "the" || word(at) == "its" || text_.word(at).is(kDirection))) --at;
    if (inside(at) && text_.word(at).is(kBeside)) return true;
    return inside(at - 1) && text_.word(at - 1).is(kBeside) && text_.word(at - 1).words == 2;  // "close to"
  }

  // "(7 p.m. in X)": token i ends a time of day that a bracket begins with.
  bool in_brackets_behind_clock(TokenIndex i) const {
    constexpr TokenIndex kWords = 4;  // "10:50", "7 p.m."
    if (!inside(i) || !text_.word(i).is(kClock)) return false;
    for (TokenIndex k = i; inside(k) && i - k < kWords; --k)
      if (word(k) == "(") return true;
    return false;
  }

  // "X, Y", "X in Y", "Y's X", "X (Y)": whether Y stands where the place does that X lies in. Whether Y is larger is
  // found when both are known.
  void contain(size_t k, size_t first) {
    PlaceName& name = names_[k];
    if (k + 1 < names_.size()) {
      const PlaceName& next = names_[k + 1];
      TokenIndex at = name.phrase.end;
      int commas = 0, steps = 0;
      bool preposition = false, in = false;
      for (; at < next.name.begin && steps < 6; ++at, ++steps) {
        std::string_view w = word(at);
        const PlaceWord& facts = text_.word(at);
        if (w == "," || w == "(") {
          if (++commas > 1) break;
        } else if (w == "in" || w == "of" || w == "near" || w == "inside") {
          preposition = true;
          in |= w == "in";
        } else if (!(w == "the" || w == "a" || w == "an" || w == "-" || text_.parse()[at].xpos == "PRP$" ||
                     facts.is(kDirection | kSettlement | kDivision))) {
          break;
        }
      }
      // "X, a village near the Turkish border"
      const bool border = inside(next.name.end) && text_.word(next.name.end).is(kBorder);
      bool adjacent =
          next.name.begin == name.phrase.end && spaced(next.name.begin);  // "Glasgow Kentucky" is not written
      if (at == next.name.begin && (commas > 0 || preposition) && !adjacent && !border && !tells_another(next))
        name.container = static_cast<int>(k) + 1;
      name.inside = name.container >= 0 && in;
    }
    if (name.container < 0 && k > first) {
      const PlaceName& last = names_[k - 1];
      TokenIndex at = last.phrase.end;
      if (at < name.name.begin && (word(at) == "'s" || word(at) == "’s")) {
        ++at;
        while (at < name.name.begin && (text_.word(at).is(kDirection | kSettlement | kDivision) || word(at) == "of"))
          ++at;
        if (at == name.name.begin) name.container = static_cast<int>(k) - 1;
      } else {  // "the Syrian town of X", "Syrian Kurdistan"
        while (at < name.name.begin && (text_.word(at).is(kDirection | kSettlement | kDivision) || word(at) == "of"))
          ++at;
        const bool apart = at > last.phrase.end;  // "the Mozambique town of X"
        if (at == name.name.begin && ((is_demonym(last) && (apart || spaced(at))) || (is_country(last) && apart)))
          name.container = static_cast<int>(k) - 1;
      }
    }
  }

  // "Rockets hit Martuni, the French ministry said": an adjective of something that is no place. Not "Kobani, a Syrian
  // border town".
  bool tells_another(const PlaceName& name) const {
    constexpr TokenIndex kReach = 3;
    if (name.candidates.empty() || !name.candidates[0].is(kDemonym)) return false;
    for (TokenIndex i = name.name.end; i < name.name.end + kReach && inside(i) && word(i) != ","; ++i)
      if (text_.word(i).is(kSettlement | kDivision | kLand | kLandOf)) return false;
    return inside(name.name.end) && text_.parse()[name.name.end].upos != Upos::PUNCT;
  }

  const PlaceText& text_;
  const Tokens& tokens_;
  const PlaceWords& words_;
  const Gazetteer& gazetteer_;
  TokenRange range_;
  bool headline_ = false;
  bool ships_ = false;                 // the report speaks of ships
  std::unordered_set<uint64_t> said_;  // names beyond the gazetteer that the words before them made places
  std::vector<PlaceName> names_;
};

}  // namespace

std::vector<PlaceName> scan_places(const PlaceText& text, const PlaceWords& words, const Gazetteer& gazetteer) {
  Scanner scanner(text, words, gazetteer);
  for (size_t s = 0; s < text.tokens().sentences.size(); ++s) scanner.sentence(s);
  return scanner.take();
}

}  // namespace sayso
