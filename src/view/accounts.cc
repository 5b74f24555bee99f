#include "view/accounts.h"

#include <algorithm>

#include "view/dispute.h"
#include "view/phrase.h"

namespace sayso {
namespace {

std::string where_and_when(const Claim& claim) {
  std::string out = claim.place ? "at " + place(*claim.place) : "";
  std::string when = claim.when ? days(*claim.when) : "";
  return out.empty() || when.empty() ? out + when : out + ", " + when;
}

std::string sides_of(const std::vector<ReadActor>& actors) {
  std::vector<std::string> all;
  for (const ReadActor& actor : actors)
    for (const std::string& side : actor.side)
      if (std::find(all.begin(), all.end(), side) == all.end()) all.push_back(side);
  return sides(all);
}

}  // namespace

void Accounts::add(const Reading& reading) {
  std::string title = reading.title.value_or("");
  std::string where = own_voice(reading);
  if (reading.published) where += ", " + reading.published->substr(0, 10);
  titles_.push_back((title.empty() ? "" : title + " · ") + where + " · " + reading.uri);
  add_tolls(reading);
  add_disputes(reading);
}

void Accounts::add_tolls(const Reading& reading) {
  for (const Claim& claim : reading.claims) {
    for (const ReadToll& toll : claim.tolls) {
      SideTable::Row row{0, order_of(toll.what), toll.what + " " + counted_things(toll)};
      std::string said = figure(toll) + (toll.total ? " so far" : "");
      if (claim.stance != "asserts") said = stance_word(claim) + ": " + said;
      add_entry(row, reading, claim, said, where_and_when(claim));
      // A bare denial has no figure of its own: it stands in the row of the one it denies.
      for (const Claim& other : reading.claims)
        if (other.denies == claim.n && other.trigger.begin == claim.trigger.begin && other.tolls.empty())
          add_entry(row, reading, other, "denies " + figure(toll), "");
    }
  }
}

void Accounts::add_disputes(const Reading& reading) {
  for (const Dispute& dispute : disputes(reading)) {
    const Claim* subject = &reading.claims[dispute.claims.front()];
    for (size_t i : dispute.claims) {
      if (reading.claims[i].stance == "denies") continue;
      subject = &reading.claims[i];
      break;
    }
    // With rival doers the target may be named by one alone; the act and its place are what both speak of.
    std::string label = subject->kind;
    std::string target = sides_of(subject->on);
    if (!target.empty() && dispute.why != Dispute::Why::rival_doers) label += " of " + target;
    if (subject->place) label += " at " + place(*subject->place);
    for (size_t i : dispute.claims) {
      const Claim& claim = reading.claims[i];
      std::string doer = sides_of(claim.by);
      std::string said = stance_word(claim);
      if (!doer.empty()) said += ": by " + doer;
      add_entry(SideTable::Row{1, 0, "disputed: " + label}, reading, claim, said, "");
    }
  }
}

void Accounts::add_entry(const SideTable::Row& row, const Reading& reading, const Claim& claim, const std::string& said,
                         const std::string& detail) {
  std::string who = claim.source ? name_of(*claim.source) : own_voice(reading);
  table_.add(row,
             {column_of(claim), who, said, detail, {std::to_string(titles_.size()) + "." + std::to_string(claim.n)}});
}

void Accounts::write(Screen& screen) const {
  screen.put(Text("Accounts side by side", Ink::strong));
  for (size_t i = 0; i < titles_.size(); ++i) {
    std::string number = std::to_string(i + 1) + "  ";
    screen.put(" " + number, std::string(number.size() + 1, ' '), Text(titles_[i], Ink::quiet));
  }
  screen.blank();
  table_.write(screen);
}

}  // namespace sayso
