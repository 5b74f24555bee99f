#include "view/export.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <cstring>

#include "../ledger/made.h"
#include "view/csv.h"
#include "view/import.h"

namespace sayso {
namespace {

// Columns as their codebooks publish them: UCDP GED 24.1, ACLED 2024.
const std::vector<std::string> kUcdp{"id",
                                     "relid",
                                     "year",
                                     "active_year",
                                     "code_status",
                                     "type_of_violence",
                                     "conflict_dset_id",
                                     "conflict_new_id",
                                     "conflict_name",
                                     "dyad_dset_id",
                                     "dyad_new_id",
                                     "dyad_name",
                                     "side_a_dset_id",
                                     "side_a_new_id",
                                     "side_a",
                                     "side_b_dset_id",
                                     "side_b_new_id",
                                     "side_b",
                                     "number_of_sources",
                                     "source_article",
                                     "source_office",
                                     "source_date",
                                     "source_headline",
                                     "source_original",
                                     "where_prec",
                                     "where_coordinates",
                                     "where_description",
                                     "adm_1",
                                     "adm_2",
                                     "latitude",
                                     "longitude",
                                     "geom_wkt",
                                     "priogrid_gid",
                                     "country",
                                     "country_id",
                                     "region",
                                     "event_clarity",
                                     "date_prec",
                                     "date_start",
                                     "date_end",
                                     "deaths_a",
                                     "deaths_b",
                                     "deaths_civilians",
                                     "deaths_unknown",
                                     "best",
                                     "high",
                                     "low",
                                     "gwnoa",
                                     "gwnob"};
const std::vector<std::string> kAcled{
    "event_id_cnty", "event_date",     "year",     "time_precision", "disorder_type",
    "event_type",    "sub_event_type", "actor1",   "assoc_actor_1",  "inter1",
    "actor2",        "assoc_actor_2",  "inter2",   "interaction",    "civilian_targeting",
    "iso",           "region",         "country",  "admin1",         "admin2",
    "admin3",        "location",       "latitude", "longitude",      "geo_precision",
    "source",        "source_scale",   "notes",    "fatalities",     "tags",
    "timestamp"};

class Export : public testing::Test {
 protected:
  Export() : ledger_(file_.open()) {
    auto done =
        ledger_.add(prepared(ledger_, {made_reading("a", "2020-09-29",
                                                    {{.place = "Goris",
                                                      .country = "AM",
                                                      .source = "the \"ministry\", Alba",
                                                      .source_side = "Armenia",
                                                      .by = "Azerbaijan",
                                                      .on = "civilians",
                                                      .killed = 10}}),
                                       made_reading("b", "2020-09-29",
                                                    {{.place = "Goris",
                                                      .country = "AM",
                                                      .source = "y",
                                                      .source_side = "Azerbaijan",
                                                      .by = "Armenia",
                                                      .killed = 3},
                                                     {.kind = "negotiation", .place = "", .day = "2020-09-29"}})}));
    EXPECT_TRUE(done) << done.error().text();
  }
  std::string written(const std::string& format) {
    std::string out;
    auto error = export_ledger(ledger_, knowledge(), format, [&](std::string_view bytes) {
      out += bytes;
      return true;
    });
    EXPECT_FALSE(error) << error->text();
    return out;
  }
  std::vector<std::map<std::string, std::string>> table(const std::string& format) {
    std::string text = written(format);
    size_t at = 0;
    std::vector<std::string> head, cells;
    EXPECT_TRUE(read_csv_row(text, at, head));
    EXPECT_EQ(head, export_columns(format));
    std::vector<std::map<std::string, std::string>> rows;
    while (read_csv_row(text, at, cells)) {
      EXPECT_EQ(cells.size(), head.size());
      auto& row = rows.emplace_back();
      for (size_t i = 0; i < std::min(cells.size(), head.size()); ++i) row[head[i]] = cells[i];
    }
    return rows;
  }

  TemporaryLedger file_;
  Ledger ledger_;
};

void expect_begins_with(const std::vector<std::string>& columns, const std::vector<std::string>& published) {
  ASSERT_GE(columns.size(), published.size());
  EXPECT_TRUE(std::equal(published.begin(), published.end(), columns.begin()));
  for (size_t i = published.size(); i < columns.size(); ++i)
    EXPECT_TRUE(columns[i].starts_with("sayso_")) << columns[i];
}

TEST_F(Export, ColumnsAreThePublishedOnes) {
  EXPECT_EQ(kUcdp.size(), 49u);
  EXPECT_EQ(kAcled.size(), 31u);
  expect_begins_with(export_columns("ucdp"), kUcdp);
  expect_begins_with(export_columns("acled"), kAcled);
}

TEST_F(Export, ARowOfUcdpsShape) {
  auto rows = table("ucdp");
  ASSERT_EQ(rows.size(), 1u) << "talks kill nobody";
  auto& row = rows[0];
  EXPECT_TRUE(row["id"].starts_with("sayso:")) << "never taken for theirs";
  EXPECT_EQ(row["low"], "3");
  EXPECT_EQ(row["high"], "10");
  EXPECT_EQ(row["best"], "") << "no rule gives one";
  EXPECT_EQ(row["country_id"], "371");
  EXPECT_EQ(row["region"], "Europe");
  EXPECT_EQ(row["date_start"], "2020-09-28");
  EXPECT_EQ(row["type_of_violence"], "1");
  std::set<std::string> numbers{row["gwnoa"], row["gwnob"]};
  EXPECT_EQ(numbers, (std::set<std::string>{"371", "373"}));
  EXPECT_NE(row["sayso_words"].find("the \"ministry\", Alba: In Goris"), std::string::npos);
  EXPECT_EQ(std::count(row["sayso_claims"].begin(), row["sayso_claims"].end(), ';'), 1);
  EXPECT_NE(row["sayso_note"].find("not by UCDP"), std::string::npos);
}

TEST_F(Export, ARowOfAcledsShape) {
  auto rows = table("acled");
  ASSERT_EQ(rows.size(), 1u) << "ACLED codes no talks";
  EXPECT_TRUE(rows[0]["event_id_cnty"].starts_with("sayso:"));
  EXPECT_EQ(rows[0]["event_type"], "Explosions and remote violence");
  EXPECT_EQ(rows[0]["sub_event_type"], "Shelling, artillery and missile attack");
  EXPECT_EQ(rows[0]["iso"], "051");
  EXPECT_EQ(rows[0]["fatalities"], "3");
  EXPECT_EQ(rows[0]["civilian_targeting"], "Civilian targeting");
}

TEST_F(Export, ARowOfClaimsForEachClaim) {
  auto rows = table("csv");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0]["source"], "the \"ministry\", Alba");
  EXPECT_EQ(rows[0]["killed_low"], "10");
  EXPECT_FALSE(rows[0]["incident"].empty());
  EXPECT_FALSE(rows[0]["claim_id"].empty());
}

TEST_F(Export, GeoJsonIsAFeatureCollection) {
  rapidjson::Document d;
  d.Parse(written("geojson").c_str());
  ASSERT_FALSE(d.HasParseError());
  EXPECT_STREQ(d["type"].GetString(), "FeatureCollection");
  ASSERT_EQ(d["features"].Size(), 2u);
  size_t points = 0;
  for (const auto& feature : d["features"].GetArray()) {
    EXPECT_STREQ(feature["type"].GetString(), "Feature");
    EXPECT_TRUE(feature["properties"].HasMember("claims"));
    if (feature["geometry"].IsNull()) continue;
    ++points;
    EXPECT_STREQ(feature["geometry"]["type"].GetString(), "Point");
    EXPECT_EQ(feature["geometry"]["coordinates"][0].GetDouble(), 46) << "longitude comes first";
  }
  EXPECT_EQ(points, 1u) << "what has no place has no point";
}

TEST_F(Export, AnnotationsQuoteWhatStandsAtTheirPositions) {
  rapidjson::Document d;
  d.Parse(written("jsonld").c_str());
  ASSERT_FALSE(d.HasParseError());
  EXPECT_STREQ(d["@context"][0].GetString(), "http://www.w3.org/ns/anno.jsonld");
  ASSERT_EQ(d["items"].Size(), 3u);
  const auto& first = d["items"][0];
  EXPECT_STREQ(first["type"].GetString(), "Annotation");
  std::string text = made_reading("a", "2020-09-29", {{.place = "Goris"}}).text;
  const auto& selectors = first["target"][1]["selector"];
  size_t begin = selectors[0]["start"].GetUint(), end = selectors[0]["end"].GetUint();
  EXPECT_EQ(text.substr(begin, end - begin), selectors[1]["exact"].GetString());
}

TEST_F(Export, NdjsonHasALineForEachIncident) {
  std::string text = written("ndjson");
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
  rapidjson::Document d;
  d.Parse(text.substr(0, text.find('\n')).c_str());
  ASSERT_FALSE(d.HasParseError());
  EXPECT_STREQ(d["schema"].GetString(), "sayso.accounts/1");
}

TEST_F(Export, ParquetHasItsMarksAndAFooterThatFits) {
  std::string bytes = written("parquet");
  ASSERT_GT(bytes.size(), 12u);
  EXPECT_EQ(bytes.substr(0, 4), "PAR1");
  EXPECT_EQ(bytes.substr(bytes.size() - 4), "PAR1");
  uint32_t footer = 0;
  std::memcpy(&footer, bytes.data() + bytes.size() - 8, 4);
  EXPECT_LT(footer + 12, bytes.size());
  EXPECT_NE(bytes.find("killed_low", bytes.size() - 8 - footer), std::string::npos);
}

TEST_F(Export, WhatOthersCodedStandsBesideAndIsNoClaim) {
  std::string ged = csv_row(kUcdp);
  std::vector<std::string> row(kUcdp.size());
  auto set = [&](const char* column, const char* value) {
    row[static_cast<size_t>(std::find(kUcdp.begin(), kUcdp.end(), column) - kUcdp.begin())] = value;
  };
  set("id", "312455");
  set("date_start", "2020-09-28 00:00:00.000");
  set("date_end", "2020-09-28 00:00:00.000");
  set("where_coordinates", "Goris town");
  set("country", "Armenia");
  set("side_a", "Government of Armenia");
  set("best", "4");
  set("high", "10");
  set("low", "3");
  ged += csv_row(row);
  set("id", "312456");
  set("date_start", "2020-11-28");
  set("date_end", "2020-11-28");
  ged += csv_row(row);
  size_t claims = static_cast<size_t>(*ledger_.database().number("SELECT count(*) FROM claim"));
  for (int again = 0; again < 2; ++again) {
    auto done = import_csv(ledger_, knowledge(), ged, "ged.csv");
    ASSERT_TRUE(done) << done.error().text();
    EXPECT_EQ(done->source, "UCDP GED");
    EXPECT_EQ(done->events, 2u);
  }
  EXPECT_EQ(ledger_.database().number("SELECT count(*) FROM account"), 2);
  EXPECT_EQ(ledger_.database().number("SELECT count(*) FROM claim"), static_cast<int64_t>(claims));
  IncidentFilter goris;
  goris.place = "Goris";
  auto beside = other_accounts(ledger_, find_incidents(ledger_, goris).at(0));
  ASSERT_EQ(beside.size(), 1u) << "only what is of its day";
  EXPECT_EQ(beside[0].best, 4);
  EXPECT_FALSE(import_csv(ledger_, knowledge(), "a,b\n1,2\n", "x.csv"));
  auto own = import_csv(ledger_, knowledge(), written("ucdp"), "own.csv");
  ASSERT_TRUE(own);
  EXPECT_EQ(own->events, 0u) << "its own export is no account of others";
}

}  // namespace
}  // namespace sayso
