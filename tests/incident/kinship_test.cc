// When two reports tell of one happening although they place or date it otherwise, and when they do not.
#include "incident/kinship.h"

#include <gtest/gtest.h>

#include "incident/story.h"

namespace sayso {
namespace {

const IncidentWords& words() {
  static const IncidentWords loaded =
      *IncidentWords::load(*KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge"));
  return loaded;
}

// A shelling of houses by Alba: what any two reports of a war have in common.
Slot slot_of(const std::string& place, int day) {
  Slot s;
  s.level = Level::spot;
  s.group = "violence";
  s.family = "strike";
  s.place = s.name = place;
  s.precision = 1;
  s.first = s.last = day;
  s.day_said = true;
  s.sides = {"Alba"};
  s.words = {"artillery", "houses", "shelled"};
  return s;
}

Part part_of(const Slot& slot, const Story& story = {}) {
  Part out;
  out.add(slot);
  out.finish(story, words());
  return out;
}

bool one(const Part& a, const Part& b) {
  const KinshipPoints& points = words().kinship();
  Kinship found = kinship(a, b, points), back = kinship(b, a, points);
  EXPECT_EQ(found.points, back.points);
  return found.points >= points.enough;
}

TEST(Kinship, AQuarterOfATownIsTheTownWhereTheReportNamesIt) {
  Slot quarter = slot_of("fiango", 18560), town = slot_of("kumba", 18559);
  town.lat = 4.64;
  town.lon = 9.45;
  EXPECT_TRUE(one(part_of(quarter, {{"fiango", "kumba"}, {}}), part_of(town, {{"kumba"}, {}})));
  EXPECT_FALSE(one(part_of(quarter, {{"fiango"}, {}}), part_of(town, {{"kumba"}, {}})))
      << "a place nobody knows may lie anywhere";
}

TEST(Kinship, ATownIsItsProvinceWhereTheReportNamesIt) {
  Slot town = slot_of("dahyan", 17752), province = slot_of("saada", 17752);
  province.precision = 4;
  province.level = Level::area;
  Story named{{"dahyan", "saada"}, {}}, alone{{"saada"}, {}};
  EXPECT_TRUE(one(part_of(town, named), part_of(province, alone)));
  Slot elsewhere = slot_of("hodeidah", 17752);
  EXPECT_FALSE(one(part_of(elsewhere, {{"hodeidah"}, {}}), part_of(province, alone)));
}

// Neighboring villages, one army, one day, the same weapons, the same governor who tells of both.
TEST(Kinship, VillagesShelledOnOneDayRemainTwo) {
  Slot one_village = slot_of("nekhoteyevka", 19500), other = slot_of("zhuravlevka", 19500);
  Story a{{"nekhoteyevka"}, {"gladkov"}}, b{{"zhuravlevka"}, {"gladkov"}};
  EXPECT_FALSE(one(part_of(one_village, a), part_of(other, b)));
  one_village.lat = other.lat = 50.4;
  one_village.lon = 36.30;
  other.lon = 36.35;
  EXPECT_FALSE(one(part_of(one_village, a), part_of(other, b))) << "that they are near is no reason";
  other.lon = 37.3;
  one_village.things = other.things = {"house"};
  EXPECT_FALSE(one(part_of(one_village, a), part_of(other, b)));
}

TEST(Kinship, WhoNamesBothTownsTellsThemApart) {
  Slot one_town = slot_of("dahyan", 17752), other = slot_of("kumba", 17752);
  one_town.lat = other.lat = 15.0;
  one_town.lon = 43.5;
  other.lon = 44.1;
  one_town.things = other.things = {"farmhand", "hamlet"};
  one_town.tolls = other.tolls = {"killed 98"};
  Story both{{"dahyan", "kumba"}, {}}, alone{{"kumba"}, {}};
  EXPECT_EQ(kinship(part_of(one_town, both), part_of(other, alone), words().kinship()).points, 0);
  EXPECT_TRUE(one(part_of(one_town, both), part_of(other, both))) << "each names the other's";
}

TEST(Kinship, TheFigureAndWhoWasHitMakeUpForTheDay) {
  Slot early = slot_of("mapa mamplam", 12193), late = slot_of("mapa mamplam", 12194);
  early.words = late.words = {};
  late.sides = {"Borland"};
  EXPECT_FALSE(one(part_of(early), part_of(late))) << "days of a siege";
  early.tolls = late.tolls = {"killed 10"};
  early.things = late.things = {"farmhand"};
  EXPECT_TRUE(one(part_of(early), part_of(late)));
  late.first = late.last = 12195;
  EXPECT_FALSE(one(part_of(early), part_of(late))) << "two days apart";
}

TEST(Kinship, WhatSharesNeitherSideNorPlaceIsNotCompared) {
  Slot a = slot_of("rais", 10102), b = slot_of("bentalha", 10102);
  a.tolls = b.tolls = {"killed 98"};
  a.things = b.things = {"farmhand", "hamlet", "throat"};
  EXPECT_TRUE(one(part_of(a), part_of(b)));
  b.sides = {};
  EXPECT_EQ(kinship(part_of(a), part_of(b), words().kinship()).points, 0);
}

TEST(Stories, HoldNamesThatTellMuch) {
  Reading r;
  r.text = "Sikin spoke to Ambulin, and to the Army of Alba. Nobody else saw Kaekin's GARDENS or UNRWA on Monday.";
  Claim c;
  ReadActor army;
  army.side = {"Alba"};
  c.by = {army};
  r.claims = {c};
  ReadPlace place;
  place.name = "Wapenamanda District";
  place.precision = 3;
  ReadPlace country = place;
  country.name = "Papua New Guinea";
  country.precision = 6;
  r.places = {place, country};
  Story story = story_of(r, words());
  EXPECT_EQ(story.places, std::vector<std::string>{"wapenamanda"});
  EXPECT_EQ(story.names, (std::vector<std::string>{"ambulin", "kaekins", "unrwa"}))
      << "no side, no weekday, nothing that only begins a sentence, no heading";
}

TEST(Knowledge, FaultsInTheTablesAreTold) {
  auto files = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge")->files();
  auto with = [&](const std::string& name, const std::string& text) {
    auto changed = files;
    changed[name] = text;
    return IncidentWords::load(KnowledgeSource(changed));
  };
  EXPECT_FALSE(with("incidents/kinship.tsv", "evidence\tpoints\tmeaning\nkind\t25\tx\n"))
      << "not all evidence stands there";
  EXPECT_FALSE(with("incidents/kinship.tsv", files["incidents/kinship.tsv"] + "kind\t25\ttwice\n"));
  EXPECT_FALSE(with("incidents/frequent.tsv", "word\tweight\nship\t9\n"));
  EXPECT_EQ(words().telling("killed"), 0);
  EXPECT_LT(words().telling("rocket"), words().telling("venceremos"));
}

}  // namespace
}  // namespace sayso
