#include "view/json.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <cmath>

#include "sample.h"

namespace sayso {
namespace {

rapidjson::Document parsed(const Reading& reading, bool brief = false) {
  auto line = to_json(reading, {brief});
  EXPECT_TRUE(line);
  rapidjson::Document json;
  json.Parse(line->data(), line->size());
  EXPECT_FALSE(json.HasParseError());
  EXPECT_EQ(line->find('\n'), std::string::npos);
  return json;
}

std::string keys(const rapidjson::Value& object) {
  std::string out;
  for (const auto& member : object.GetObject()) out += (out.empty() ? "" : " ") + std::string(member.name.GetString());
  return out;
}

// The order and the names of the fields are a promise to every reader of the format.
TEST(Json, HasTheFieldsOfTheSchemaInTheirOrder) {
  rapidjson::Document json = parsed(border_report());
  EXPECT_EQ(keys(json), "schema document claims attributions mentions");
  EXPECT_STREQ(json["schema"].GetString(), "sayso.reading/1");
  EXPECT_EQ(keys(json["document"]), "id uri outlet agency title byline published language dateline text blocks");
  EXPECT_EQ(keys(json["document"]["dateline"]), "text begin end place");
  EXPECT_EQ(keys(json["document"]["blocks"][0]), "role begin end truncated");
  const auto& claim = json["claims"][1];
  EXPECT_EQ(keys(claim),
            "id n sentence trigger cue source via quote stance denies certainty kind modality by on place when tolls "
            "codes");
  EXPECT_EQ(keys(claim["cue"]), "text begin end class");
  EXPECT_EQ(keys(claim["source"]), "text begin end name side type");
  EXPECT_EQ(keys(claim["place"]),
            "text begin end name names country lat lon geonames precision score margin candidates");
  EXPECT_EQ(keys(claim["when"]), "text begin end first last precision");
  EXPECT_EQ(keys(claim["tolls"][0]), "what of side text begin end value relation low high total");
  EXPECT_EQ(keys(claim["codes"]), "plover cameo acled");
  EXPECT_EQ(keys(json["attributions"][0]), "source cue content");
  EXPECT_EQ(keys(json["mentions"]), "places times actors counts");
  EXPECT_EQ(keys(json["mentions"]["places"][0]),
            "text begin end name country lat lon geonames precision score margin candidates");
  EXPECT_EQ(keys(json["mentions"]["counts"][0]), "text begin end value relation low high unit");
}

TEST(Json, BriefLeavesOutAttributionsAndMentions) {
  EXPECT_EQ(keys(parsed(border_report(), true)), "schema document claims");
}

TEST(Json, WhatIsNotKnownIsNull) {
  rapidjson::Document json = parsed(border_report());
  EXPECT_TRUE(json["document"]["agency"].IsNull());
  EXPECT_TRUE(json["document"]["dateline"]["place"].IsNull());
  const auto& own = json["claims"][4];
  for (const char* field : {"source", "cue", "denies", "place"}) EXPECT_TRUE(own[field].IsNull()) << field;
  EXPECT_TRUE(own["when"]["first"].IsNull());
  EXPECT_TRUE(own["codes"]["acled"].IsNull());
  EXPECT_TRUE(json["claims"][1]["tolls"][0]["high"].IsNull());
  EXPECT_TRUE(json["attributions"][1]["source"].IsNull());
  EXPECT_EQ(own["tolls"].Size(), 0U);
  // An unknown country is null, not the empty string, for whoever joins on it.
  Reading nowhere = border_report();
  nowhere.claims[1].place->country.clear();
  EXPECT_TRUE(parsed(nowhere)["claims"][1]["place"]["country"].IsNull());
}

// How a place was chosen is told where it was chosen here; what a ledger keeps has no such thing, and says so.
TEST(Json, APlaceTellsWhatElseItsNameCouldMean) {
  Reading reading = border_report();
  const rapidjson::Document kept = parsed(reading);
  for (const char* field : {"score", "margin", "candidates"})
    EXPECT_TRUE(kept["claims"][1]["place"][field].IsNull()) << field;
  ReadPlace& place = *reading.claims[1].place;
  place.score = 5.75;
  place.margin = 2.5;
  place.candidates = {{{}, "Kalven", "", 1.5, -2.5, 4, 3.25}};
  const rapidjson::Document json = parsed(reading);
  const auto& chosen = json["claims"][1]["place"];
  EXPECT_EQ(chosen["score"].GetDouble(), 5.75);
  EXPECT_EQ(chosen["margin"].GetDouble(), 2.5);
  ASSERT_EQ(chosen["candidates"].Size(), 1U);
  EXPECT_EQ(keys(chosen["candidates"][0]), "name country lat lon geonames precision score");
  EXPECT_TRUE(chosen["candidates"][0]["country"].IsNull());
  EXPECT_TRUE(chosen["candidates"][0]["geonames"].IsNull());
  EXPECT_EQ(chosen["candidates"][0]["score"].GetDouble(), 3.25);
}

// Offsets count code points: behind "’" a byte offset would be two too far.
TEST(Json, OffsetsAreCodePoints) {
  rapidjson::Document json = parsed(border_report());
  std::string text = json["document"]["text"].GetString();
  const auto& trigger = json["claims"][3]["trigger"];
  PointIndex index(text);
  size_t byte = text.find("wounded");
  EXPECT_EQ(trigger["begin"].GetUint(), index.point(static_cast<uint32_t>(byte)));
  EXPECT_LT(trigger["begin"].GetUint(), byte);
}

TEST(Json, EscapesWhatJsonCannotHold) {
  Reading reading = border_report();
  reading.title = "a \"b\" \\ \n\x01";
  EXPECT_EQ(parsed(reading)["document"]["title"].GetString(), *reading.title);
}

TEST(Json, WritesNothingRatherThanWhatIsNoJson) {
  Reading cut = border_report();
  cut.claims[0].trigger.text = "caf\xc3";  // half a character
  auto line = to_json(cut, {});
  ASSERT_FALSE(line);
  EXPECT_EQ(line.error().file, "border.txt");
  Reading nowhere = border_report();
  nowhere.claims[1].place->lat = std::nan("");
  EXPECT_FALSE(to_json(nowhere, {}));
}

}  // namespace
}  // namespace sayso
