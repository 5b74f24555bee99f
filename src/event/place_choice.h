// Where: which of the places that a report names is the one of each event.
//
// In: a report's events in the order of their triggers, its places, weights learnt from annotated reports
// (knowledge/events/place_weights.tsv). Out: for each event an index into the places, or -1. How: see place_choice.cc.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "event/evidence.h"
#include "event/surroundings.h"

namespace sayso {

class PlaceChoice {
 public:
  PlaceChoice(const EventContext& context, const EventWords& words, const Kinds& kinds, const Surroundings& around,
              const std::vector<Event>& events, const EvidenceWeights& weights, ChoiceObserver* observer);

  // Sets `event.place`. To be called for each event in turn: what is chosen is evidence for those that follow.
  void choose(size_t k, Event& event);

 private:
  struct Candidate {
    int32_t place = -1;
    int32_t identity = -1;  // one for all mentions of one place
  };

  bool says_where(const Place& place) const;
  void gather(const Event& event);
  void add_features(const Event& event, const Candidate& candidate);
  void add_tag(const Event& event, const Candidate& candidate, Piece pos);
  void add_here(const Event& event, const Place& place);
  void add_none(const Event& event);
  void find_chains();
  // "In X, in Y district", "in X, south of Y": X is the place, and Y says where it lies.
  bool is_outer(int32_t k) const {
    const int32_t inner = within_[static_cast<size_t>(k)];
    return inner >= 0 && identity_[static_cast<size_t>(inner)] >= 0;
  }
  // Asked of one place of the sentence several times, and found once.
  bool is_elsewhere(const Event& event, int32_t k);
  bool lies_elsewhere(const Event& event, const Place& place) const;
  bool is_of_one_before(const Event& event, const Place& place) const;
  bool is_of_accord(const Event& event, const Place& place) const;
  bool is_origin(const Event& event, const Place& place) const;
  bool is_of_victim(const Event& event, const Place& place) const;
  bool is_where_said(const Place& place) const;
  bool is_where_tended(const Event& event, const Place& place) const;
  bool is_of_war(const Event& event) const;
  bool is_written_abroad(const Event& event) const;
  bool names_other_spot(const Event& event) const;
  bool is_not_where_told(const Event& event) const;
  bool is_destination(const Place& place) const;
  bool is_of_violence(const Event& event) const;
  bool is_of_talks(const Event& event, int32_t identity) const;
  bool is_at_talks(const Event& event, const Place& place) const;
  int32_t place_before_where(const Event& event) const;
  int32_t by_rule(const Event& event);
  size_t named_spot(const Event& event, size_t best) const;
  size_t behind_aside(const Event& event, size_t best) const;
  size_t plain_place(const Event& event) const;
  int nearness(const Event& event, int32_t place) const;
  int distance(const Event& event, const Place& place) const;
  TokenIndex head_of(const Place& p) const { return p.head == kNoToken ? p.tokens.begin : p.head; }
  int tag_of(const Candidate& c) const {
    return c.place < 0 ? EventTags::kLowest : tags_[static_cast<size_t>(c.place)];
  }
  const Place& at(int32_t k) const { return *c_.mentions.place(k); }
  // Where a candidate stands; that of the dateline in no sentence.
  size_t sentence_of(const Candidate& c) const {
    return c.place < 0 ? ~size_t{0} : sentence_[static_cast<size_t>(c.place)];
  }

  const EventContext& c_;
  const EventWords& words_;
  const Kinds& kinds_;
  const Parse& parse_;
  const int part_;  // of the tagger
  const Surroundings& around_;
  const std::vector<Event>& events_;
  const EvidenceWeights& weights_;
  ChoiceObserver* observer_;
  Evidence evidence_;

  std::vector<int32_t> identity_;             // of each place mention; -1 where it is no candidate
  std::vector<size_t> sentence_;              // of each place mention
  std::vector<int> tags_;                     // of each place mention, what the tagger makes of it, as a level
  std::vector<int32_t> first_;                // sentence -> first place mention in it or behind it
  std::vector<int> mentioned_;                // identity -> mentions of it
  std::vector<int> chosen_;                   // identity -> events there so far
  std::vector<bool> talks_;                   // identity -> talks, and nothing else so far, were held there
  std::map<std::string_view, int> fine_in_;   // country -> towns and sites named in it
  std::map<std::string_view, int> named_in_;  // country -> these, and its districts and provinces
  std::vector<char> chain_;                   // of each place mention: 'i'nner, 'o'uter, 'b'oth of "X, in Y", 0
  std::vector<int32_t> within_;  // of each place mention: the one before it that it says, behind a comma, where to find
  std::vector<bool> in_title_;   // identity
  bool names_home_ = false;      // a place of the dateline's country is named
  int32_t dateline_ = -1;        // identity of the dateline's place, named elsewhere or not
  int32_t main_ = -1;            // identity of the place named most, countries left out
  std::string home_;             // country of most places
  int events_placed_ = 0;

  std::vector<char> elsewhere_;  // of the places of the event's sentence: 'y', 'n', or '?' where it was not asked yet
  std::vector<Candidate> candidates_;
  int here_ = 0, near_here_ = 0;   // candidates in the event's sentence, and of those in its clause
  int finest_here_ = 9;            // least precision number among them
  std::string_view country_here_;  // of that one
  int32_t ruled_ = -1;             // identity of the place that the rule of thumb gives
  int32_t last_ = -1;              // identity of the place chosen last
  int32_t last_place_ = -1;        // its mention
  size_t last_sentence_ = 0;       // of the event that it was chosen for
  int32_t last_town_ = -1;         // identity of the town chosen last
  std::string last_town_country_;
  std::map<std::string_view, int32_t> by_kind_, by_word_;  // the identity chosen for the last event of each, or -1
  size_t last_event_ = 0;
  int32_t twin_ = -2, echo_ = -2;  // of the last event of this one's kind or word; -2 where there was none
  TokenIndex measure_ = kNoToken;  // the words for a measure that the event stands in (measure_of)
  int32_t where_ = -1;             // the place in front of the "where" that the event's clause begins with
  int32_t same_ = -1;              // identity of the place of the event that this one refers to
};

}  // namespace sayso
