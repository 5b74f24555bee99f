#include "mention/place_found.h"

#include <algorithm>

#include "base/text_util.h"

namespace sayso {
namespace {

constexpr double kOfAdjective = 0.5;  // what an adjective says of its country, beside a place
constexpr double kEnough = 1.9;       // two places, or as much
constexpr double kNearlyAll = 0.8;

// "Gunmen attacked a village in Mali": the village was attacked, not Mali.
bool is_where_thing_is(const Parse& parse, TokenIndex name, TokenIndex thing) {
  const Relation r = parse[thing].relation;
  const TokenIndex before = parse.child(name, Relation::case_);
  return before != kNoToken && parse[before].lemma != "of" &&
         (r == Relation::obj || r == Relation::nsubj || r == Relation::nsubj_pass);
}

bool can_act(const FoundPlace& f) {
  return !f.place.demonym &&
         (f.feature == Feature::country || f.seat || (f.feature == Feature::region && f.place.precision >= 4) ||
          (f.feature == Feature::site && f.known && !f.site));  // "the Kremlin said"
}

}  // namespace

void CountriesTold::add(std::string_view country, bool demonym) {
  const double vote = demonym ? kOfAdjective : 1;
  Told& told = told_[std::string(country)];
  told.votes += vote;
  told.named |= !demonym;
  all_ += vote;
}

void CountriesTold::weigh() {
  double most = kEnough;
  for (const auto& [country, told] : told_)
    if (told.votes > most && told.named) {
      main_ = country;
      most = told.votes;
    }
  if (most >= kNearlyAll * all_) home_ = main_;
}

std::string_view CountriesTold::about(std::string_view written) const {
  if (!main_.empty()) return main_;
  if (told_.size() == 1 && written.empty()) return told_.begin()->first;
  return told_.empty() || told_.contains(written) ? written : std::string_view();
}

bool CountriesTold::is_abroad(std::string_view country) const {
  const auto here = told_.find(country), main = told_.find(main_);
  return here != told_.end() && main != told_.end() && 2 * here->second.votes < main->second.votes;
}

void fill(Place& place, const GazetteerEntry& entry) {
  place.name = std::string(entry.name);
  for (std::string_view other : split_list(entry.names)) place.names.emplace_back(other);
  place.country = std::string(entry.country);
  place.lat = entry.lat;
  place.lon = entry.lon;
  if (entry.geonames != 0) place.geonames = entry.geonames;
  place.precision = entry.precision;
}

FoundPlace known_place(const GazetteerEntry& entry) {
  FoundPlace out;
  fill(out.place, entry);
  out.known = true;
  out.feature = entry.feature;
  out.population = entry.population;
  out.seat = entry.seat;
  return out;
}

bool is_town(Feature f) { return f == Feature::town || f == Feature::quarter || f == Feature::camp; }

TokenIndex head_of(const PlaceText& text, const Place& place) {
  const Parse& parse = text.parse();
  TokenIndex head = place.tokens.end - 1;
  for (TokenIndex i = place.tokens.begin; i < place.tokens.end; ++i)
    if (!place.tokens.contains(parse.head(i))) {
      head = i;
      break;
    }
  // "the town of X", "the village X": the phrase is the town's.
  const TokenIndex above = parse.head(head);
  const Relation r = parse[head].relation;
  if (above != kNoToken && above < head && head - above <= 4 && text.word(above).is(kSettlement | kDivision) &&
      !text.capital(above) && (r == Relation::nmod || r == Relation::appos || r == Relation::flat) &&
      !is_where_thing_is(parse, head, above))
    return above;
  return head;
}

bool is_metonym(const PlaceText& text, const FoundPlace& f, TokenIndex head) {
  const Parse& parse = text.parse();
  if (!can_act(f)) return false;
  const TokenIndex above = parse.head(head);
  if (above == kNoToken) return false;
  const PlaceWord& governor = text.word(above);
  switch (parse[head].relation) {
    case Relation::nsubj:
      return parse[above].upos == Upos::VERB && !governor.is(kScene);
    case Relation::compound:  // "Ankara calls claim untrue": so the parser reads some headlines
      return parse[above].upos == Upos::VERB && above == f.place.tokens.end && !governor.is(kScene);
    case Relation::obl_agent:
      return true;
    case Relation::obj:
    case Relation::iobj:
      return governor.is(kBlame);
    case Relation::nmod_poss:
      return f.feature != Feature::region && f.place.precision != 5 &&
             !governor.is(kSettlement | kDivision | kSite | kDirection) && parse[above].upos == Upos::NOUN;
    default:
      return false;
  }
}

bool owns_sites(const PlaceText& text, const PlaceWords& words, TokenIndex i) {
  constexpr TokenIndex kBetween = 3;
  const Parse& parse = text.parse();
  const TokenIndex end = parse.size();
  if (i >= end || (parse.word(i) != "'s" && parse.word(i) != "’s")) return false;
  for (TokenIndex k = i + 1; k < std::min(end, i + kBetween + 2); ++k) {
    if (parse[k].xpos == "NNS") return words.find(parse[k].lemma).is(kScattered | kSite);
    if (parse[k].upos != Upos::ADJ && parse[k].upos != Upos::NOUN) return false;
  }
  return false;
}

}  // namespace sayso
