#include "view/export.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <cstring>

#include "../ledger/made.h"
#include "ledger/review.h"
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

// A ledger with nothing in it yet.
class Exported : public testing::Test {
 protected:
  Exported() : ledger_(file_.open()) {}
  void add(const std::vector<Reading>& readings) {
    auto done = ledger_.add(prepared(ledger_, readings));
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

class Export : public Exported {
 protected:
  Export() {
    add({made_reading("a", "2020-09-29",
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
                       {.kind = "negotiation", .place = "", .day = "2020-09-29"}})});
  }
  int64_t claim(const char* uri, int n) { return *find_claim(ledger_, *find_report(ledger_, uri), n); }
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

// "M23 said it would attack Goma" is a threat, and no scheme codes what may have been.
TEST_F(Exported, CodesAreThoseOfTheClaimsOwnMode) {
  add({made_reading("a", "2020-09-29",
                    {{.kind = "attack", .by = "Alba", .modality = "future"},
                     {.kind = "attack", .place = "Brook", .by = "Alba", .modality = "possible"},
                     {.kind = "attack", .place = "Corran", .by = "Alba"}})});
  auto rows = table("csv");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0]["plover"], "THREATEN/violence");
  EXPECT_EQ(rows[0]["cameo"], "138");
  EXPECT_EQ(rows[0]["acled"], "");
  for (const char* scheme : {"plover", "cameo", "acled"}) EXPECT_EQ(rows[1][scheme], "") << scheme;
  EXPECT_EQ(rows[2]["plover"], "ASSAULT");
  EXPECT_EQ(rows[2]["cameo"], "190");
  EXPECT_EQ(rows[2]["acled"], "Violence against civilians/Attack");
  std::string parquet = written("parquet");
  EXPECT_NE(parquet.find("THREATEN/violence"), std::string::npos);
}

// What is published is what persons left, in every format, and says that they did.
TEST_F(Export, DecisionsOfPersonsAreInEveryFormat) {
  const Reviewer ana{"Ana", ""};
  ASSERT_FALSE(correct(ledger_, claim("a", 1), "toll 1", "> 550", ana));
  ASSERT_FALSE(correct(ledger_, claim("a", 1), "kind", "airstrike", ana));
  ASSERT_FALSE(judge(ledger_, claim("b", 1), false, ana));
  auto rows = table("csv");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0]["killed_low"], "550");
  EXPECT_EQ(rows[0]["killed_high"], "");
  EXPECT_EQ(rows[0]["tolls"], "killed people > 550");
  EXPECT_EQ(rows[0]["kind"], "airstrike");
  EXPECT_EQ(rows[0]["plover"], "ASSAULT/aerial") << "codes follow what was corrected";
  EXPECT_EQ(rows[0]["corrected"], "kind|toll 1");
  EXPECT_EQ(rows[0]["rejected"], "0");
  EXPECT_EQ(rows[1]["rejected"], "1");
  EXPECT_EQ(rows[1]["corrected"], "");
  std::string parquet = written("parquet");
  EXPECT_NE(parquet.find("killed people > 550"), std::string::npos);
  EXPECT_EQ(parquet.find("killed people = 10"), std::string::npos);

  rapidjson::Document d;
  d.Parse(written("jsonld").c_str());
  ASSERT_FALSE(d.HasParseError());
  rapidjson::Document first, second;
  first.Parse(d["items"][0]["body"]["value"].GetString());
  second.Parse(d["items"][1]["body"]["value"].GetString());
  EXPECT_STREQ(first["sayso:claim"]["kind"].GetString(), "airstrike");
  EXPECT_EQ(first["sayso:claim"]["tolls"][0]["value"].GetInt(), 550);
  EXPECT_EQ(first["sayso:corrected"].Size(), 2u);
  EXPECT_FALSE(first["sayso:rejected"].GetBool());
  EXPECT_TRUE(second["sayso:rejected"].GetBool());

  const std::string left = rows[0]["claim_id"], out = rows[1]["claim_id"];
  for (const char* format : {"ucdp", "acled"}) {
    auto coded = table(format);
    ASSERT_EQ(coded.size(), 1u) << format;
    EXPECT_EQ(coded[0]["sayso_claims"], left) << format;
    EXPECT_EQ(coded[0]["sayso_rejected"], out) << format;
    EXPECT_EQ(coded[0]["sayso_words"].find("y: "), std::string::npos) << format;
  }
  auto ucdp = table("ucdp")[0], acled = table("acled")[0];
  EXPECT_EQ(ucdp["low"], "550");
  EXPECT_EQ(ucdp["number_of_sources"], "1");
  EXPECT_EQ(ucdp["source_article"], "a");
  EXPECT_EQ(ucdp["side_a"], "Azerbaijan");
  EXPECT_EQ(ucdp["side_b"], "") << "the report that names another doer was rejected";
  EXPECT_EQ(acled["actor1"], "Azerbaijan");
  EXPECT_EQ(acled["actor2"], "Civilians");
  EXPECT_EQ(acled["sub_event_type"], "Air and drone strike");
  EXPECT_EQ(acled["source"], "The Test a");

  rapidjson::Document map;
  map.Parse(written("geojson").c_str());
  for (const auto& feature : map["features"].GetArray()) {
    if (feature["geometry"].IsNull()) continue;
    EXPECT_EQ(feature["properties"]["claims"].GetString(), left);
    EXPECT_EQ(feature["properties"]["rejected"].GetString(), out);
    EXPECT_EQ(feature["properties"]["killed_low"].GetInt(), 550);
    EXPECT_STREQ(feature["properties"]["kinds"].GetString(), "airstrike");
    EXPECT_STREQ(feature["properties"]["sides"].GetString(), "Azerbaijan");
  }
  bool marked = false;
  std::string lines = written("ndjson");
  for (size_t at = 0, end; at < lines.size(); at = end + 1) {
    end = lines.find('\n', at);
    rapidjson::Document incident;
    incident.Parse(lines.substr(at, end - at).c_str());
    for (const auto& s : incident["statements"].GetArray()) marked |= s["corrected"].Size() == 2;
  }
  EXPECT_TRUE(marked);
}

// An incident of which persons left nothing is in no table of others.
TEST_F(Export, WhatIsRejectedAltogetherIsNoEvent) {
  const Reviewer ana{"Ana", ""};
  ASSERT_FALSE(judge(ledger_, claim("a", 1), false, ana));
  ASSERT_FALSE(judge(ledger_, claim("b", 1), false, ana));
  EXPECT_TRUE(table("ucdp").empty());
  EXPECT_TRUE(table("acled").empty());
}

struct ActorsCase {
  const char* what;
  std::vector<Made> claims;
  const char *actor1, *actor2, *side_a, *side_b, *type;
};

TEST_F(Exported, VictimsAreNotTakenForDoers) {
  const std::vector<ActorsCase> cases{
      {"four civilians were killed in a bombing",
       {{.kind = "bombing", .on = "civilians", .killed = 4, .of = "civilians"}},
       "",
       "Civilians",
       "",
       "",
       ""},
      {"two soldiers were killed in an ambush",
       {{.kind = "ambush", .on = "Alba", .killed = 2}},
       "",
       "Alba",
       "",
       "Alba",
       ""},
      {"Alba shelled civilians",
       {{.by = "Alba", .on = "civilians", .killed = 4, .of = "civilians"}},
       "Alba",
       "Civilians",
       "Alba",
       "",
       "3"},
      {"Alba shelled Borland",
       {{.by = "Alba", .on = "Borland", .killed = 4}},
       "Alba",
       "Borland",
       "Alba",
       "Borland",
       "2"},
      {"accounts name rivals, and neither is put in",
       {{.source = "x", .source_side = "Alba", .by = "Borland", .on = "civilians", .killed = 4},
        {.source = "y", .source_side = "Borland", .by = "Alba", .on = "civilians", .killed = 4}},
       "",
       "Civilians",
       "Borland",
       "Alba",
       "2"},
      {"what is threatened has no doer yet",
       {{.on = "civilians", .killed = 4}, {.by = "Alba", .on = "Borland", .modality = "future"}},
       "",
       "Civilians",
       "",
       "",
       ""}};
  int town = 0;
  for (const ActorsCase& c : cases) {
    std::string place = "Town " + std::string(1, static_cast<char>('A' + town));
    std::vector<Reading> readings;
    for (Made m : c.claims) {
      m.place = place;
      readings.push_back(made_reading(place + std::to_string(readings.size()), "2020-09-29", {m}));
    }
    ++town;
    add(readings);
    auto of_place = [&](const char* format, const char* column) {
      std::vector<std::map<std::string, std::string>> found;
      for (auto& row : table(format))
        if (row[column] == place) found.push_back(row);
      return found;
    };
    auto acled = of_place("acled", "location"), ucdp = of_place("ucdp", "where_coordinates");
    ASSERT_EQ(acled.size(), 1u) << c.what;
    ASSERT_EQ(ucdp.size(), 1u) << c.what;
    EXPECT_EQ(acled[0]["actor1"], c.actor1) << c.what;
    EXPECT_EQ(acled[0]["actor2"], c.actor2) << c.what;
    EXPECT_EQ(ucdp[0]["side_a"], c.side_a) << c.what;
    EXPECT_EQ(ucdp[0]["side_b"], c.side_b) << c.what;
    EXPECT_EQ(ucdp[0]["type_of_violence"], c.type) << c.what;
  }
}

// M23's civilians, or a country's, are civilians: not the country that is hit.
TEST_F(Exported, CiviliansOfASideAreCivilians) {
  Reading r = made_reading("a", "2020-09-29", {{.by = "M23", .on = "DR Congo", .killed = 7, .of = "civilians"}});
  r.claims[0].on[0].side = {"DR Congo", "civilians"};
  add({r});
  EXPECT_EQ(table("acled")[0]["actor2"], "Civilians");
  EXPECT_EQ(table("ucdp")[0]["side_a"], "M23");
  EXPECT_EQ(table("ucdp")[0]["type_of_violence"], "3");
}

// "M23 shelled Sake, killing 7 civilians": the town has a side, but those who were hit are civilians.
TEST_F(Exported, ATownIsNoPartyWhereCiviliansWereHit) {
  Reading r = made_reading("a", "2020-09-29", {{.by = "M23", .on = "DR Congo", .killed = 7, .of = "civilians"}});
  r.claims[0].on[0].type = "unknown";
  r.claims[0].on.push_back(made_actor("7 civilians", "civilians", "unknown"));
  add({r});
  EXPECT_EQ(table("acled")[0]["actor2"], "Civilians");
  EXPECT_EQ(table("ucdp")[0]["side_b"], "");
  EXPECT_EQ(table("ucdp")[0]["type_of_violence"], "3");
}

TEST_F(Exported, WhatHasNotHappenedIsNoEventOfOthers) {
  add({made_reading("a", "2020-09-29",
                    {{.by = "Alba", .on = "Borland", .modality = "future"},
                     {.place = "Brook", .by = "Alba", .on = "Borland", .modality = "possible"},
                     {.place = "Corran", .by = "Alba", .on = "Borland", .stance = "denies"}})});
  EXPECT_TRUE(table("acled").empty());
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
