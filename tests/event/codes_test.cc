// knowledge/codes.tsv: every kind once for each mode, and codes of the form that each scheme has. A code with a typing
// error would go unnoticed into somebody's data.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "event/kinds.h"

namespace sayso {
namespace {

enum Column { kKind, kMode, kPlover, kPloverMode, kCameo, kAcledEvent, kAcledSubEvent, kNote };

struct Tables {
  KnowledgeSource source;
  Kinds kinds;
  std::vector<TsvRow> codes;
};

Tables tables() {
  auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
  EXPECT_TRUE(source) << source.error().text();
  auto kinds = Kinds::load(*source);
  EXPECT_TRUE(kinds) << kinds.error().text();
  auto rows = read_tsv(*source, "codes.tsv",
                       {"kind", "mode", "plover", "plover_mode", "cameo", "acled_event", "acled_sub_event", "note"});
  EXPECT_TRUE(rows) << rows.error().text();
  // The rows point into the text of the source, which stays where it is when the source is moved.
  return {std::move(*source), std::move(*kinds), std::move(*rows)};
}

std::string place(const TsvRow& row) { return "codes.tsv:" + std::to_string(row.line); }

TEST(Codes, NameEveryKindOnceForEachMode) {
  Tables t = tables();
  std::map<std::pair<std::string, std::string>, int> seen;
  for (const TsvRow& row : t.codes) {
    EXPECT_NE(t.kinds.find(row.cells[kKind]), nullptr) << place(row) << " no kind " << row.cells[kKind];
    ++seen[{std::string(row.cells[kKind]), std::string(row.cells[kMode])}];
  }
  for (const auto& [name, kind] : t.kinds.all())
    for (const char* mode : {"actual", "possible", "future"}) EXPECT_EQ((seen[{name, mode}]), 1) << name << " " << mode;
  EXPECT_EQ(seen.size(), t.kinds.all().size() * 3) << "a mode that no claim has";
}

TEST(Kinds, TellWhatHarmTheyDo) {
  Tables t = tables();
  EXPECT_TRUE(t.kinds.find("shelling")->is_means());
  EXPECT_TRUE(t.kinds.find("killing")->is_effect());
  EXPECT_TRUE(t.kinds.find("looting")->has_victims());
  // Both sides of a clash are its doers; nobody is harmed by talks.
  EXPECT_TRUE(t.kinds.find("clash")->is_means());
  EXPECT_FALSE(t.kinds.find("clash")->has_victims());
  EXPECT_FALSE(t.kinds.find("negotiation")->has_victims());
}

TEST(Kinds, AnUnknownHarmIsRefused) {
  auto files = tables().source.files();
  std::string& table = files["kinds.tsv"];
  const size_t at = table.find("\tmeans\t");
  ASSERT_NE(at, table.npos);
  table.replace(at, 7, "\tmayhem\t");
  auto kinds = Kinds::load(KnowledgeSource(std::move(files)));
  ASSERT_FALSE(kinds);
  EXPECT_NE(kinds.error().text().find("mayhem"), std::string::npos) << kinds.error().text();
}

TEST(Codes, AreThoseOfTheMode) {
  Tables t = tables();
  EXPECT_EQ(t.kinds.codes("shelling", "actual").cameo, "194");
  EXPECT_EQ(t.kinds.codes("shelling", "future").plover, "THREATEN/violence");
  EXPECT_EQ(t.kinds.codes("shelling", "future").acled, "");
  EXPECT_EQ(t.kinds.codes("shelling", "possible").plover, "");
  EXPECT_EQ(t.kinds.codes("no such kind", "actual").cameo, "");
}

// PLOVER's events and the modes that its manual gives to each; a mode may be left out.
TEST(Codes, OfPloverAreOnesThatItHas) {
  Tables t = tables();
  const std::map<std::string, std::set<std::string>, std::less<>> kModes{
      {"AGREE", {}},
      {"CONSULT", {"visit", "third-party", "multilateral", "phone"}},
      {"RETREAT", {"withdraw", "release", "disarm", "ceasefire", "access", "resign"}},
      {"AID", {}},
      {"REQUEST", {"assist", "change", "yield", "meet"}},
      {"ACCUSE", {"disapprove", "investigate", "allege"}},
      {"THREATEN", {"restrict", "arrest", "relations", "expel", "territory", "violence"}},
      {"PROTEST", {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"}},
      {"SANCTION", {"convict", "expel", "withdraw", "discontinue"}},
      {"MOBILIZE", {"troops", "weapons", "police", "militia"}},
      {"COERCE",
       {"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation",
        "cyber"}},
      {"ASSAULT",
       {"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"}}};
  for (const TsvRow& row : t.codes) {
    std::string_view event = row.cells[kPlover], mode = row.cells[kPloverMode];
    if (event.empty()) {
      EXPECT_TRUE(mode.empty()) << place(row) << " a mode of no event";
      continue;
    }
    auto it = kModes.find(event);
    ASSERT_NE(it, kModes.end()) << place(row) << " no event " << event;
    EXPECT_TRUE(mode.empty() || it->second.count(std::string(mode))) << place(row) << " " << event << " " << mode;
  }
}

// CAMEO: a root from 01 to 20 and one or two digits more.
TEST(Codes, OfCameoAreARootWithItsDigits) {
  Tables t = tables();
  for (const TsvRow& row : t.codes) {
    std::string_view code = row.cells[kCameo];
    if (code.empty()) continue;
    ASSERT_TRUE(code.size() == 3 || code.size() == 4) << place(row) << " " << code;
    ASSERT_TRUE(std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; })) << place(row);
    int root = (code[0] - '0') * 10 + (code[1] - '0');
    EXPECT_TRUE(root >= 1 && root <= 20) << place(row) << " " << code;
  }
}

TEST(Codes, OfAcledAreSubEventsOfTheirEvents) {
  Tables t = tables();
  const std::map<std::string, std::set<std::string>, std::less<>> kSubEvents{
      {"Battles", {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"}},
      {"Explosions/Remote violence",
       {"Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade"}},
      {"Violence against civilians", {"Sexual violence", "Attack", "Abduction/forced disappearance"}},
      {"Protests", {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"}},
      {"Riots", {"Violent demonstration", "Mob violence"}},
      {"Strategic developments",
       {"Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
        "Looting/property destruction", "Non-violent transfer of territory", "Other"}}};
  for (const TsvRow& row : t.codes) {
    std::string_view event = row.cells[kAcledEvent], sub = row.cells[kAcledSubEvent];
    if (event.empty() && sub.empty()) continue;
    auto it = kSubEvents.find(event);
    ASSERT_NE(it, kSubEvents.end()) << place(row) << " no event " << event;
    EXPECT_TRUE(it->second.count(std::string(sub))) << place(row) << " " << event << " has no " << sub;
  }
}

// What a scheme has no code for is said, and the codes of what happened cannot drift from those that the views look up.
TEST(Codes, SayWhatDoesNotMapAndAgreeWithTheKinds) {
  Tables t = tables();
  for (const TsvRow& row : t.codes) {
    std::string plover(row.cells[kPlover]), mode(row.cells[kPloverMode]);
    EXPECT_FALSE(plover.empty() && row.cells[kNote].empty()) << place(row) << " maps to nothing and says not why";
    const Kind* kind = t.kinds.find(row.cells[kKind]);
    if (row.cells[kMode] != "actual" || kind == nullptr) continue;
    EXPECT_EQ(mode.empty() ? plover : plover + "/" + mode, kind->plover) << place(row);
    EXPECT_EQ(row.cells[kCameo], kind->cameo) << place(row);
    EXPECT_EQ(row.cells[kAcledEvent].empty(), kind->acled.empty()) << place(row);
  }
}

}  // namespace
}  // namespace sayso
