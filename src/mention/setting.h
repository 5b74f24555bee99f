// The report as a whole, as actors are found in it: where it is set, who fights, which groups are named near a phrase.
//
// In: the phrases of a report with what their own words tell, its names and places. Out: answers to what a phrase that
// tells no side asks: which country's army "the army" is, whose fighters "the rebels" are. Guaranteed: time linear in
// the length of the report; empty where the report names none. Known to go wrong: reports on two countries at war whose
// armies are both "the army".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mention/actor_phrase.h"

namespace sayso {

class Setting {
 public:
  // All that is given must outlive it.
  Setting(const Parse& parse, const ActorNames& names, const ActorNouns& nouns, const ActorPhrases& phrases,
          const std::vector<Place>& places, std::string_view dateline);

  // The country whose "army" and "government" are meant where no other is near.
  const std::string& home() const { return home_; }
  // The sides that fight, most named first.
  const std::vector<std::string>& belligerents() const { return belligerents_; }

  // The country of an army or a ministry named before phrase k in its sentence; of officials also that of the town that
  // their sentence begins in; else the report's own.
  std::string near_country(int32_t k) const;
  // The armed group named last before phrase k, or else first after.
  std::string near_group(int32_t k) const;
  std::string near_group_before(int32_t k) const;
  // The same of those who may be at war with their own country: none that is at home in another. "The rebels" of a
  // report on Syria are not the Hezbollah that it names.
  std::string near_insurgents(int32_t k) const;
  // The mission or alliance named last before, phrase k counted, else the first behind.
  std::string near_mission(int32_t k) const;
  // The alliance named last before a token, in whatever phrase ("Saudi-led coalition air strikes"), else the first
  // behind.
  std::string near_alliance(TokenIndex at) const;
  // The breakaway state that the report names most.
  std::string breakaway_named() const;

  bool is_country(const std::string& side) const;

 private:
  const ActorPhrase& at(int32_t k) const { return phrases_.list[static_cast<size_t>(k)]; }
  void find_home(const Parse& parse, const ActorNouns& nouns, const std::vector<Place>& places,
                 std::string_view dateline);
  void find_beginnings(const Parse& parse, const std::vector<Place>& places);
  void find_belligerents();
  bool names_home_army() const;
  bool is_mission(const std::string& side) const;
  void set_their_state_against_groups();
  void gather_sides();
  bool sends(int32_t k) const;
  const std::string* armed_side(const ActorPhrase& p) const;
  bool is_foreign(const std::string& group) const;

  const ActorNames& names_;
  const ActorPhrases& phrases_;
  std::string home_;
  std::vector<std::string> belligerents_;
  std::unordered_map<size_t, std::string> begins_in_;     // of a sentence that begins "In X,": the country of X
  std::vector<int32_t> group_before_, group_behind_;      // of each phrase: an armed group's, or -1
  std::vector<int32_t> native_before_, native_behind_;    // the same of groups that are not foreign
  std::vector<int32_t> mission_before_, mission_behind_;  // its own counts as before
};

}  // namespace sayso
