// A definite noun for a place ("the region", "this town") means the last fitting place before it: one where things
// happen rather than one that acts or is spoken from, in the country that the report is about rather than abroad. "The
// capital" is that country's; "the north" a part of it, or of the last place that such a part was told of. Several
// places without a name ("six provinces"), and "nationwide", lie all over it.
#include "mention/place_reference.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text_util.h"
#include "mention/place_fold.h"

namespace sayso {
namespace {

constexpr TokenIndex kAreaNames = 2;  // of "the West African country"
constexpr size_t kReach = 200;        // places that "the town" looks back over

class Finder {
 public:
  Finder(const ReferenceContext& context, const std::vector<FoundPlace>& found)
      : in_(context), text_(context.text), parse_(context.text.parse()), words_(context.words), found_(found) {}

  // "the region", "this town", "the besieged city".
  std::vector<FoundPlace> run() const {
    const Tokens& tokens = parse_.tokens();
    std::vector<FoundPlace> more;
    size_t before = 0;  // places that begin before token i
    for (const Sentence& s : tokens.sentences) {
      for (TokenIndex i = s.tokens.begin + 1; i < s.tokens.end; ++i) {
        const PlaceWord& w = text_.word(i);
        while (before < found_.size() && found_[before].place.tokens.begin < i) ++before;
        if (FoundPlace f; nameless_place(s.tokens, i, before, f) || all_over(s.tokens, i, f))
          more.push_back(std::move(f));
        if (!w.is(kSettlement | kDivision) || w.kind == PlaceKind::none) continue;
        if (before > 0 && found_[before - 1].place.tokens.contains(i)) continue;
        if (FoundPlace seat; w.kind == PlaceKind::capital && !text_.capital(i) && capital_of(before, i, seat)) {
          more.push_back(std::move(seat));
          continue;
        }
        TokenIndex article = i - 1;
        int between = 0;
        // "the Caribbean country"
        while (w.kind == PlaceKind::country && article > s.tokens.begin && i - article <= kAreaNames &&
               text_.capital(article) && names_area(article))
          --article;
        while (article > s.tokens.begin && between < 2 && !text_.capital(article) &&
               (parse_[article].upos == Upos::ADJ || parse_[article].upos == Upos::VERB ||
                text_.word(article).is(kDirection))) {
          --article;
          ++between;
        }
        if (w.is(kSociety) && between > 0) continue;
        const bool bare = w.is(kBare) && between == 0 && text_.word(article).is(kIn | kTo);  // "drove into town"
        std::string det = ascii_lower(tokens.word(article));
        if (!bare && det != "the" && det != "this" && det != "that") continue;
        const TokenIndex behind = i + w.words;
        if (behind < s.tokens.end) {
          std::string_view next = tokens.word(behind);
          if (next == "-" || (text_.capital(behind) && text_.name_like(behind))) continue;
          if (parse_[behind].upos == Upos::NOUN) continue;
          // "the town of X" names it; "the region of the front" is no reference to one named before.
          if (next == "of") continue;
        }
        if (bare) ++article;
        std::string noun = ascii_lower(tokens.word(i));
        const size_t far = before > kReach ? before - kReach : 0;
        const FoundPlace* meant = nullptr;
        if (text_.capital(i) && w.words == 1) {  // "the Strip" where the Gaza Strip was named
          for (size_t k = before; k-- > far && meant == nullptr;)
            if (found_[k].known && fold_name(found_[k].place.name).ends_with(" " + noun)) meant = &found_[k];
          if (meant == nullptr) continue;
        }
        const bool seat = w.kind == PlaceKind::capital;
        const bool of_part = seat && is_of_part(article + 1, i);
        // A place that acts, where somebody only speaks from, or abroad, is meant where no other is.
        for (const Leniency leniency : kLeniencies) {
          for (size_t k = before; k-- > far && meant == nullptr;) {
            const FoundPlace& f = found_[k];
            if (f.place.tokens.begin >= article || !is_meant(f, leniency)) continue;
            if (of_part ? is_town(f.feature) && !f.place.demonym && !f.seat && f.population >= 5000
                : seat  ? f.seat && is_town(f.feature) && (leniency != Leniency::none || is_main(f))
                        : fits(f, w, noun))
              meant = &f;
          }
          if (seat && !of_part && leniency == Leniency::abroad) break;
        }
        // "A gunfight at Mochwa in Kashmir ... in the area": around the town, where that was named as late.
        if (meant != nullptr && noun == "area")
          if (const FoundPlace* town = last_town_before(before);
              town != nullptr && town->place.tokens.begin >= sentence_begin(meant->place.tokens.begin))
            meant = town;
        std::optional<FoundPlace> main;
        if (w.kind == PlaceKind::country && (meant == nullptr || acts(*meant))) main = main_country();
        FoundPlace f;
        if (main) {
          f = *std::move(main);
        } else if (meant != nullptr) {
          f = *meant;
        } else if (seat && !of_part && capital(before, f)) {
        } else if (w.kind == PlaceKind::region && noun == "area" && (meant = last_town_before(before)) != nullptr) {
          f = *meant;
        } else {
          continue;
        }
        f.place.tokens = {article, behind};
        if (w.kind == PlaceKind::country && (owns_part(behind, s.tokens.end) || owns_sites(text_, words_, behind) ||
                                             is_part_of(article, s.tokens.begin)))
          f.place.precision = 5;
        f.place.reference = true;
        f.place.demonym = f.place.metonym = false;
        more.push_back(std::move(f));
      }
    }
    return more;
  }

 private:
  bool fits(const FoundPlace& f, const PlaceWord& word, std::string_view noun) const {
    const PlaceKind kind = word.kind;
    if (f.place.demonym && kind != PlaceKind::country) return false;
    switch (kind) {
      case PlaceKind::country:
        return f.feature == Feature::country;
      case PlaceKind::division:
        return f.feature == Feature::division || (f.feature == Feature::region && f.place.precision == 4) ||
               (noun == "republic" && f.feature == Feature::country);
      case PlaceKind::district:
        return f.feature == Feature::district || f.feature == Feature::quarter || f.said == PlaceKind::district;
      case PlaceKind::region:
        return f.feature == Feature::region || f.feature == Feature::division || f.feature == Feature::district ||
               f.said == PlaceKind::region;
      case PlaceKind::site:
        return f.feature == Feature::site || (f.feature == Feature::region && noun.starts_with("island"));
      case PlaceKind::camp:
        return f.feature == Feature::camp || f.said == PlaceKind::camp || f.key.ends_with(" camp");
      case PlaceKind::quarter:
        return f.feature == Feature::quarter || f.said == PlaceKind::quarter;
      case PlaceKind::town:
        // "In the village of X in Y district": the village is not Y.
        if (!is_town(f.feature) || f.said == PlaceKind::district || f.said == PlaceKind::division) return false;
        if (f.population >= word.most_people) return f.said == PlaceKind::town;
        return !f.known || f.population == 0 || f.population >= word.least_people;
      default:
        return false;
    }
  }

  // "the country's restive north", "the country's southern regions": token i stands behind the country.
  bool owns_part(TokenIndex i, TokenIndex end) const {
    if (i >= end || (parse_.word(i) != "'s" && parse_.word(i) != "’s")) return false;
    while (++i < end && parse_[i].upos == Upos::ADJ && !text_.word(i).is(kDirection)) {
    }
    return i < end && text_.word(i).is(kDirection);
  }
  // "the north of the country", whose article is token i.
  bool is_part_of(TokenIndex i, TokenIndex begin) const {
    return i - 2 >= begin && parse_.word(i - 1) == "of" && text_.word(i - 2).is(kDirection);
  }
  // "Russia has fired missiles at the country", "French troops have killed 30 in the country": does something to
  // another.
  bool acts(const FoundPlace& f) const {
    if (f.feature != Feature::country || f.place.country == main_code()) return false;
    const TokenIndex head = head_of(text_, f.place), above = parse_.head(head);
    if (f.place.demonym || above == kNoToken) return f.place.demonym;
    const Relation r = parse_[head].relation;
    if (r == Relation::compound || r == Relation::amod) return parse_[above].upos == Upos::NOUN;  // "US troops"
    return r == Relation::nsubj && parse_[above].upos == Upos::VERB && !text_.word(above).is(kSpeech | kScene);
  }
  // The country that the report is about, or empty.
  std::string_view main_code() const { return in_.told.about(in_.written); }
  std::optional<FoundPlace> main_country() const {
    const auto entry = in_.countries.find(main_code());
    if (entry == in_.countries.end()) return std::nullopt;
    return known_place(in_.gazetteer.entry(entry->second));
  }
  // A word for a wide area that several countries lie in: "Caribbean", "African", "West".
  bool names_area(TokenIndex i) const {
    if (text_.word(i).is(kDirection)) return true;
    const Candidates found = in_.gazetteer.longest(parse_.tokens(), i, i + 1).candidates;
    if (found.empty()) return false;
    const Feature f = in_.gazetteer.entry(found[0].entry).feature;
    return f == Feature::continent || f == Feature::water || f == Feature::region;
  }

  // "In the northeast" of the country that the report is about, or of what the report last called the northeast of;
  // "across the border".
  bool nameless_place(TokenRange sentence, TokenIndex i, size_t before_i, FoundPlace& out) const {
    const PlaceWord& w = text_.word(i);
    const Upos tag = parse_[i].upos;
    if (!w.is(kDirection | kBorder) || text_.capital(i) || i < sentence.begin + 2 ||
        (tag != Upos::NOUN && tag != Upos::PROPN))
      return false;
    TokenIndex article = i - 1;  // "in the east", "in the country's east"
    const bool owned = parse_.word(article) == "'s" || parse_.word(article) == "’s";
    if (owned && i >= sentence.begin + 4 && text_.word(i - 2).kind == PlaceKind::country) article = i - 3;
    const Upos before = parse_[article - 1].upos;
    if (parse_.word(article) != "the" ||
        !(text_.word(article - 1).is(kIn | kTo) || before == Upos::VERB || before == Upos::ADP))
      return false;
    if (i + 1 < sentence.end) {
      const Upos next = parse_[i + 1].upos;
      const std::string_view word = parse_.word(i + 1);
      if (next == Upos::NOUN || next == Upos::PROPN || next == Upos::ADJ || word == "of" || word == "-" ||
          word == "with" || word == "between")
        return false;
    }
    if (w.is(kBorder)) {
      out.place.name = parse_.word(i);
      out.feature = Feature::line;
    } else {
      if (const FoundPlace* whole = owned ? nullptr : last_with_part(ascii_lower(parse_.word(i)), before_i)) {
        out = *whole;
      } else if (std::optional<FoundPlace> country = main_country()) {
        out = *std::move(country);
      } else {
        return false;
      }
      out.place.odds = nullptr;
    }
    out.place.tokens = {article, i + 1};
    out.place.precision = out.feature == Feature::division ? 4 : 5;
    out.place.reference = true;
    out.place.demonym = out.place.metonym = false;
    return true;
  }

  // "Northern Gaza", "the north of Lebanon": the last place but towns of which such a part was told, before place
  // `end`.
  const FoundPlace* last_with_part(const std::string& part, size_t end) const {
    const size_t far = end > kReach ? end - kReach : 0;
    for (size_t k = end; k-- > far;) {
      const FoundPlace& f = found_[k];
      if (!f.known || is_town(f.feature) || f.place.demonym || f.place.beyond) continue;
      const TokenIndex name = f.place.tokens.begin;
      if (name < 2) continue;
      const bool adjective =
          ascii_lower(parse_.word(name)) == part + "ern" || ascii_lower(parse_.word(name - 1)) == part + "ern";
      if (adjective || (parse_.word(name - 1) == "of" && ascii_lower(parse_.word(name - 2)) == part)) return &f;
    }
    return nullptr;
  }

  // "In six provinces", "at four jails", "cities nationwide": all over the country that the report is about.
  bool all_over(TokenRange sentence, TokenIndex i, FoundPlace& out) const {
    TokenIndex begin = i;
    const bool whole = text_.word(i).is(kNationwide);
    if (!whole) {
      if (parse_[i].xpos != "NNS" || !words_.find(parse_[i].lemma).is(kScattered)) return false;
      constexpr TokenIndex kBetween = 2;  // "six southern coastal provinces"
      TokenIndex many = i - 1;
      while (many > sentence.begin && i - many <= kBetween && parse_[many].upos == Upos::ADJ &&
             !text_.word(many).is(kMany))
        --many;
      if (many <= sentence.begin || (parse_[many].upos != Upos::NUM && !text_.word(many).is(kMany))) return false;
      for (begin = many; begin > sentence.begin && parse_[begin - 1].upos != Upos::ADP; --begin)
        if (many - begin >= kBetween) return false;  // "at least six"
      if (begin == sentence.begin || names_follow(i + 1, sentence.end)) return false;
    }
    std::optional<FoundPlace> country = main_country();
    if (!country) return false;
    out = *std::move(country);
    out.place.tokens = {begin, i + 1};
    out.place.precision = whole ? 6 : 5;
    out.place.reference = out.place.scattered = true;
    return true;
  }
  // They are in the order of the text, and one that holds the word begins in its sentence.
  bool names_place(TokenIndex at) const {
    auto behind = std::partition_point(found_.begin(), found_.end(),
                                       [&](const FoundPlace& f) { return f.place.tokens.begin <= at; });
    for (const TokenIndex begin = sentence_begin(at); behind != found_.begin();) {
      const Place& place = (--behind)->place;
      if (place.tokens.begin < begin) return false;
      if (place.tokens.contains(at) && !place.demonym) return true;
    }
    return false;
  }
  // "Three cities, including X and Y", "two provinces in the north": which ones is said.
  bool names_follow(TokenIndex i, TokenIndex end) const {
    constexpr TokenIndex kNear = 8;
    if (i < end && (parse_.word(i) == "of" || text_.word(i).is(kIn))) return true;
    for (TokenIndex k = i; k < std::min(end, i + kNear); ++k)
      if (text_.capital(k) && names_place(k)) return true;
    return false;
  }

  TokenIndex sentence_begin(TokenIndex i) const {
    return parse_.tokens().sentences[parse_.tokens().sentence_of(i)].tokens.begin;
  }

  const FoundPlace* last_town_before(size_t before) const {
    const size_t far = before > kReach ? before - kReach : 0;
    for (const Leniency leniency : kLeniencies)
      for (size_t k = before; k-- > far;)
        if (is_town(found_[k].feature) && is_meant(found_[k], leniency)) return &found_[k];
    return nullptr;
  }

  bool is_main(const FoundPlace& f) const {
    const std::string_view main = main_code();
    return main.empty() || f.place.country == main;
  }

  // Which places "the town" may mean: scenes in the country that the report is about, scenes anywhere, places that only
  // speakers are of as well, or all.
  enum class Leniency : uint8_t { none, abroad, spoken, any };
  static constexpr std::array kLeniencies = {Leniency::none, Leniency::abroad, Leniency::spoken, Leniency::any};
  bool is_meant(const FoundPlace& f, Leniency leniency) const {
    if (leniency == Leniency::any) return true;
    return is_scene(f, leniency == Leniency::spoken) &&
           (leniency != Leniency::none || !in_.told.is_abroad(f.place.country));
  }

  // Not an airport named for its town, nor what a distance is measured from ("300 km east of Bangui"), nor the seat of
  // a government or a country that acts ("Nairobi said") or, unless `spoken`, is spoken from ("officials in Nairobi",
  // "Kenya's minister").
  bool is_scene(const FoundPlace& f, bool spoken) const {
    if (f.site || (f.place.beside && f.place.precision >= 3 && !spoken)) return false;
    if (!f.seat && f.feature != Feature::country) return true;
    const TokenIndex head = head_of(text_, f.place), above = parse_.head(head);
    if (spoken && parse_[head].relation == Relation::nmod_poss) return true;
    if (is_metonym(text_, f, head)) return false;
    return spoken || above == kNoToken || !text_.word(above).is(kSpeech);
  }

  // "the provincial capital", "the regional capital": of a part of the country, not its seat of government.
  bool is_of_part(TokenIndex begin, TokenIndex end) const {
    for (TokenIndex i = begin; i < end; ++i)
      if (text_.word(i).is(kOfPart)) return true;
    return false;
  }

  // "The Malian capital", "Mali's capital": token i behind the country.
  bool capital_of(size_t before, TokenIndex i, FoundPlace& out) const {
    if (before == 0) return false;
    const FoundPlace& country = found_[before - 1];
    const TokenIndex gap = i - country.place.tokens.end;
    const std::string_view between = gap == 1 ? parse_.word(i - 1) : std::string_view();
    const bool owned = between == "'s" || between == "’s";
    if (country.feature != Feature::country || !(gap == 0 ? country.place.demonym : owned)) return false;
    if (!seat_of(country.place.country, out)) return false;
    out.place.tokens = {i, i + 1};
    out.place.reference = true;
    return true;
  }

  // The seat of government of the country that the report is about; else of the last one named.
  bool capital(size_t before, FoundPlace& out) const {
    if (const std::string_view main = main_code(); !main.empty()) return seat_of(main, out);
    for (size_t k = before, far = before > kReach ? before - kReach : 0; k-- > far;)
      if (!found_[k].place.country.empty()) return seat_of(found_[k].place.country, out);
    return false;
  }

  bool seat_of(std::string_view country, FoundPlace& out) const {
    auto it = in_.seats.find(country);
    if (it == in_.seats.end()) return false;
    out = known_place(in_.gazetteer.entry(it->second));
    return true;
  }

  const ReferenceContext& in_;
  const PlaceText& text_;
  const Parse& parse_;
  const PlaceWords& words_;
  const std::vector<FoundPlace>& found_;
};

}  // namespace

std::vector<FoundPlace> place_references(const ReferenceContext& context, const std::vector<FoundPlace>& found) {
  return Finder(context, found).run();
}

}  // namespace sayso
