// Requests and answers, without sockets.
#include "serve/site.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "../ledger/made.h"
#include "serve/assets.h"
#include "view/csv.h"

namespace sayso::serve {
namespace {

namespace fs = std::filesystem;

constexpr const char* kText =
    "Fighting goes on near Tartar\n2020/09/28 18:40\n\nBARDA, Azerbaijan (CWA) - Azerbaijan's Defense Ministry claimed "
    "that over "
    "550 Armenian soldiers were killed near Tartar on Monday. The Armenian Defense Ministry denied the claim.\n";

// A ledger made by hand: a denied toll beside another, in two reports, a copy, a revision; and many small incidents.
void make_ledger(const std::string& path) {
  auto ledger = Ledger::open(path, Database::Mode::create, knowledge());
  ASSERT_TRUE(ledger) << ledger.error().text();
  std::vector<Prepared> reports;
  Made claimed{.kind = "killing", .source = "Xandian Ministry", .source_side = "Xandia", .on = "Yoria", .killed = 550};
  Made denied{.kind = "killing",
              .source = "Yorian Ministry",
              .source_side = "Yoria",
              .on = "Yoria",
              .stance = "denies",
              .denies = 1};
  Made counted{.kind = "killing", .source = "Yorian Ministry", .source_side = "Yoria", .on = "Yoria", .killed = 31};
  reports.push_back(ledger->prepare(made_reading("wire/one.txt", "2020-09-28", {claimed, denied})));
  reports.push_back(ledger->prepare(made_reading("wire/two.txt", "2020-09-29", {counted})));
  reports.push_back(ledger->prepare(made_reading("wire/two.txt", "2020-09-30", {counted}, "A later version.")));
  for (int i = 0; i < 120; ++i) {
    Made m{.place = "Town" + std::to_string(i),
           .day = "2020-10-" + std::string(i % 28 < 9 ? "0" : "") + std::to_string(i % 28 + 1)};
    reports.push_back(ledger->prepare(made_reading("many/" + std::to_string(i), m.day, {m})));
  }
  auto added = ledger->add(reports);
  ASSERT_TRUE(added) << added.error().text();
}

class SiteTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = fs::temp_directory_path() / ("sayso-site-" + std::to_string(getpid()));
    fs::create_directories(folder_ / "inbox");
    std::ofstream(folder_ / "inbox/report.txt") << kText;
    std::ofstream(folder_ / "inbox/README.md") << "What lies here.\n";
    make_ledger((folder_ / "read.sayso").string());
    make_ledger((folder_ / "write.sayso").string());
    Site::Options options;
    options.version = "sayso test";
    options.ledger = (folder_ / "read.sayso").string();
    reader_ = open(options);
    options.ledger = (folder_ / "write.sayso").string();
    options.write = true;
    options.folders = {(folder_ / "inbox").string()};
    writer_ = open(options);
    options.ledger.clear();
    options.write = false;
    bare_ = open(options);
  }
  static void TearDownTestSuite() {
    reader_.reset();
    writer_.reset();
    bare_.reset();
    fs::remove_all(folder_);
  }
  static std::unique_ptr<Site> open(const Site::Options& options) {
    auto site = Site::open(options);
    EXPECT_TRUE(site) << site.error().text();
    return std::move(*site);
  }

  static Request request(const std::string& method, const std::string& target, const std::string& body = "",
                         const std::string& type = "application/json") {
    Request r;
    r.method = method;
    r.target = target;
    r.body = body;
    r.headers.emplace("host", "localhost:8470");
    if (!body.empty()) r.headers.emplace("content-type", type);
    r.client = "127.0.0.1";
    return r;
  }
  static Response get(const std::string& target, Site* site = nullptr) {
    return (site == nullptr ? *reader_ : *site).handle(request("GET", target));
  }
  static Response post(const std::string& target, const std::string& body,
                       const std::string& type = "application/json") {
    return writer_->handle(request("POST", target, body, type));
  }
  static rapidjson::Document json(const Response& r) {
    rapidjson::Document d;
    d.Parse(r.body.data(), r.body.size());
    EXPECT_FALSE(d.HasParseError()) << r.body.substr(0, 200);
    return d;
  }
  static std::string incident(Site* site = nullptr) {
    rapidjson::Document d = json(get("/incidents.json?disputed=1", site));
    return d["incidents"][0]["incident"].GetString();
  }

  static fs::path folder_;
  static std::unique_ptr<Site> reader_, writer_, bare_;
};
fs::path SiteTest::folder_;
std::unique_ptr<Site> SiteTest::reader_, SiteTest::writer_, SiteTest::bare_;

TEST_F(SiteTest, PagesHaveTwins) {
  for (const std::string& page :
       {std::string("/incidents"), "/incident/" + incident(), std::string("/report?uri=wire/one.txt"),
        std::string("/search?q=shelling"), std::string("/stats"), std::string("/timeline"), std::string("/review")}) {
    Response html = get(page);
    EXPECT_EQ(html.status, 200) << page;
    EXPECT_EQ(html.type, "text/html; charset=utf-8");
    EXPECT_NE(html.body.find("<h1>"), std::string::npos);
    size_t mark = std::min(page.find('?'), page.size());
    Response twin = get(page.substr(0, mark) + ".json" + page.substr(mark));
    EXPECT_EQ(twin.status, 200) << page;
    rapidjson::Document d = json(twin);
    EXPECT_TRUE(std::string(d["schema"].GetString()).starts_with("sayso."));
  }
}

TEST_F(SiteTest, ADeniedTollStandsBesideAnother) {
  rapidjson::Document d = json(get("/incident/" + incident() + ".json"));
  std::string row;
  for (const auto& r : d["table"]["rows"].GetArray()) {
    if (std::string(r["question"].GetString()) != "toll") continue;
    for (const auto& cell : r["cells"].GetArray())
      for (const auto& entry : cell.GetArray())
        row += std::string(entry["speaker"].GetString()) + ": " + entry["said"].GetString() + "; ";
  }
  EXPECT_NE(row.find("Xandian Ministry: 550"), std::string::npos) << row;
  EXPECT_NE(row.find("Yorian Ministry: denies 550"), std::string::npos) << row;
  EXPECT_NE(row.find("Yorian Ministry: 31"), std::string::npos) << row;
  bool denial = false;
  for (const auto& dispute : d["disputes"].GetArray()) denial |= std::string(dispute["kind"].GetString()) == "denial";
  EXPECT_TRUE(denial);
  std::string html = get("/incident/" + incident()).body;
  EXPECT_NE(html.find("denies 550"), std::string::npos) << "the page without a script says the same";
}

TEST_F(SiteTest, CursorsWalkThroughAllIncidentsOnce) {
  std::set<std::string> seen;
  std::string cursor;
  int pages = 0;
  do {
    rapidjson::Document d = json(get("/incidents.json?limit=7&cursor=" + encode_component(cursor)));
    for (const auto& i : d["incidents"].GetArray()) EXPECT_TRUE(seen.insert(i["incident"].GetString()).second);
    cursor = d["next"].IsString() ? d["next"].GetString() : "";
    ASSERT_LT(++pages, 100);
  } while (!cursor.empty());
  rapidjson::Document overview = json(get("/overview.json"));
  EXPECT_EQ(seen.size(), static_cast<size_t>(overview["incidents"].GetInt64()));
  EXPECT_GT(seen.size(), 120u);
}

TEST_F(SiteTest, FiltersNarrowAndFaultsAreNamed) {
  auto count = [&](const std::string& query) {
    return json(get("/incidents.json?limit=500&" + query))["incidents"].Size();
  };
  EXPECT_EQ(count("place=Ashford"), 1u);
  EXPECT_EQ(count("place=Nowhere"), 0u);
  EXPECT_EQ(count("kind=killing"), 1u);
  EXPECT_EQ(count("side=Xandia&disputed=1") + count("side=Yoria&disputed=1"),
            count("side=Yoria") + count("side=Xandia"));
  EXPECT_EQ(count("from=2020-10-01&to=2020-10-01") + count("to=2020-09-30") + count("from=2020-10-02"), count(""));
  for (const char* bad : {"from=monday",
                          "to=2020-02-31",
                          "disputed=yes",
                          "limit=0",
                          "limit=501",
                          "limit=x",
                          "limit=99999999999999999999",
                          "box=1,2,3",
                          "box=2,0,1,0",
                          "box=a,b,c,d",
                          "box=nan,nan,nan,nan",
                          "cursor=1",
                          "cursor=2~1~x",
                          "cursor=1~99999999999~x",
                          "nonsense=1",
                          "from=2020-10-02&to=2020-10-01",
                          "kind=zzz",
                          "kind=%22",
                          "q=%22",
                          "q=*",
                          "q=-",
                          "q=(",
                          "q=a%22b*"}) {
    Response r = get(std::string("/incidents.json?") + bad);
    EXPECT_EQ(r.status, 400) << bad;
    EXPECT_TRUE(json(r)["error"].IsString()) << bad;
  }
  EXPECT_EQ(get("/incidents.json?q=" + std::string(301, 'a')).status, 400);
  for (const char* odd : {"q=AND", "place=%25", "side='", "cursor=1~5~%25"})
    EXPECT_EQ(get(std::string("/incidents.json?") + odd).status, 200) << odd;
  EXPECT_EQ(get("/search.json?q=%22unclosed").status, 400);
  // What is only misspelt is found, or told.
  EXPECT_EQ(count("side=YORIA&kind=Killing"), 1u);
  EXPECT_NE(get("/incidents.json?kind=zzz").body.find("there is no kind zzz; there are abduction"), std::string::npos)
      << get("/incidents.json?kind=zzz").body;
  EXPECT_EQ(json(get("/incidents.json?side=Xandja"))["unknown"][0].GetString(),
            std::string("no side that acts or suffers in this ledger is called Xandja; there are Yoria"));
  EXPECT_EQ(json(get("/incidents.json?side=Yoria"))["unknown"].Size(), 0u);
  EXPECT_EQ(get("/export.csv?kind=zzz").status, 400);
  EXPECT_EQ(get("/overview.json?kind=zzz").status, 400);
}

TEST_F(SiteTest, TagsSpareTheSameAnswer) {
  Request ask = request("GET", "/incidents.json");
  Response first = reader_->handle(ask);
  ASSERT_NE(first.header("ETag"), nullptr);
  ask.headers.emplace("if-none-match", "\"x\", W/" + *first.header("ETag"));
  Response second = reader_->handle(ask);
  EXPECT_EQ(second.status, 304);
  EXPECT_TRUE(second.body.empty());
  EXPECT_EQ(*second.header("ETag"), *first.header("ETag"));
}

TEST_F(SiteTest, EveryAnswerIsProtected) {
  for (const char* target : {"/", "/incidents.json", "/assets/app.js", "/nothing", "/%ff"}) {
    Response r = get(target);
    ASSERT_NE(r.header("Content-Security-Policy"), nullptr) << target;
    EXPECT_TRUE(
        r.header("Content-Security-Policy")->starts_with("default-src 'none'; script-src 'self'; style-src 'self'"));
    EXPECT_EQ(r.header("Content-Security-Policy")->find("unsafe"), std::string::npos);
    EXPECT_EQ(*r.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(r.header("Access-Control-Allow-Origin"), nullptr);
  }
  std::string page = get("/").body;
  EXPECT_EQ(page.find("<script>"), std::string::npos);
  EXPECT_EQ(page.find(" onclick"), std::string::npos);
  EXPECT_EQ(page.find(" style="), std::string::npos);
}

TEST_F(SiteTest, ARevisionTellsWhatItChanged) {
  rapidjson::Document d = json(get("/report.json?uri=wire/two.txt"));
  ASSERT_GE(d["differences"].Size(), 1u);
  EXPECT_STREQ(d["differences"][0]["kind"].GetString(), "revision");
  EXPECT_EQ(d["differences"][0]["same"].GetInt(), 1);
  EXPECT_EQ(d["differences"][0]["gone"].Size(), 0u);
  EXPECT_TRUE(json(get("/report.json?uri=wire/one.txt"))["differences"].Empty());

  // Of a later version, on the page without a script too.
  std::string uri = "/add.json?uri=pasted-twice&published=2020-09-2";
  ASSERT_EQ(post(uri + "8", kText, "text/plain").status, 200);
  std::string later = kText;
  later.replace(later.find("550"), 3, "600");
  ASSERT_EQ(post(uri + "9", later, "text/plain").status, 200);
  rapidjson::Document now = json(get("/report.json?uri=pasted-twice", writer_.get()));
  ASSERT_EQ(now["differences"].Size(), 1u);
  const auto& change = now["differences"][0];
  ASSERT_GE(change["gone"].Size(), 1u);
  EXPECT_NE(std::string(change["gone"][0]["claim"].GetString()).find("550"), std::string::npos);
  EXPECT_NE(std::string(change["new"][0]["claim"].GetString()).find("600"), std::string::npos);
  EXPECT_NE(get("/report?uri=pasted-twice", writer_.get()).body.find("What this version changed"), std::string::npos);
}

TEST_F(SiteTest, OnlyPartsOfThePageAreFiles) {
  EXPECT_EQ(get("/assets/app.js").status, 200);
  for (const char* target : {"/assets/", "/assets/app.css.map", "/assets/app.js/x", "/assets/index.html"})
    EXPECT_EQ(get(target).status, 404) << target;
  for (const char* target :
       {"/../etc/passwd", "/assets/../site.cc", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets/..%5c..%5cx"})
    EXPECT_EQ(get(target).status, 400) << target;
  EXPECT_EQ(get("/report?uri=../../etc/passwd").status, 404);
  EXPECT_EQ(get("/report.json?uri=/etc/passwd").status, 404);
}

TEST_F(SiteTest, ReadsWithoutALedger) {
  EXPECT_NE(get("/", bare_.get()).body.find("<textarea"), std::string::npos);
  EXPECT_EQ(get("/incidents.json", bare_.get()).status, 404);
  EXPECT_TRUE(json(get("/about.json", bare_.get()))["ledger"].IsNull());
  Response r = bare_->handle(request("POST", "/read.json?published=2020-09-28&outlet=CWA", kText, "text/plain"));
  ASSERT_EQ(r.status, 200) << r.body;
  rapidjson::Document d = json(r);
  ASSERT_EQ(d["readings"].Size(), 1u);
  EXPECT_STREQ(d["readings"][0]["document"]["outlet"].GetString(), "CWA");
  EXPECT_GE(d["readings"][0]["claims"].Size(), 2u);

  std::string page =
      "<!doctype html><html><head><title>T</title></head><body><nav><a href='/'>Home</a></nav><article><h1>Shelling "
      "near "
      "Tartar</h1><p>Azerbaijan's Defense Ministry said Armenian forces shelled the town of Tartar on Monday morning, "
      "killing three people and wounding nine others in a market in the center of the town.</p><p>Residents of the "
      "town "
      "have been sheltering in their cellars since the fighting began, and shops near the market were closed.</p>"
      "</article></body></html>";
  Response read = bare_->handle(request("POST", "/read.json", page, "text/html"));
  EXPECT_EQ(read.status, 200) << read.body;
  Request form = request("POST", "/read");
  form.form = {{"text", kText}, {"published", ""}, {"file", ""}};
  Response shown = bare_->handle(form);
  EXPECT_EQ(shown.status, 200);
  EXPECT_NE(shown.body.find("over 550"), std::string::npos);

  for (const std::string& empty : {std::string(), std::string(" \n"), std::string(1, '\0')})
    EXPECT_EQ(bare_->handle(request("POST", "/read.json", empty, "text/plain")).status, 422);
  EXPECT_EQ(bare_->handle(request("POST", "/read.json?published=soon", kText, "text/plain")).status, 422);
  EXPECT_EQ(bare_->handle(request("POST", "/read.json", std::string(kMostBody + 1, 'a'), "text/plain")).status, 413);
  // So long that others would wait for it.
  for (const size_t size : {(size_t{256} << 10) + 1, size_t{2} << 20}) {
    const Response refused = bare_->handle(request("POST", "/read.json", std::string(size, 'a'), "text/plain"));
    EXPECT_EQ(refused.status, 422);
    EXPECT_NE(refused.body.find("256 kB"), std::string::npos) << refused.body;
  }
}

TEST_F(SiteTest, WhatOnlyReadsChangesNothing) {
  for (const char* target : {"/review.json", "/add.json?uri=x", "/jobs.json", "/jobs/1/stop.json"}) {
    EXPECT_EQ(reader_->handle(request("POST", target, "{}")).status, 403) << target;
    EXPECT_EQ(bare_->handle(request("POST", target, "{}")).status, 404) << target;
  }
  EXPECT_EQ(get("/jobs.json").status, 403);
  EXPECT_EQ(reader_->handle(request("POST", "/incidents.json", "{}")).status, 405);
  EXPECT_EQ(reader_->handle(request("DELETE", "/incidents.json")).status, 405);
  EXPECT_EQ(reader_->handle(request("PUT", "/assets/app.js", "x")).status, 405);
}

TEST_F(SiteTest, AnotherSitesPageCannotDecide) {
  Request r =
      request("POST", "/review.json", "{\"verb\":\"accept\",\"document\":\"wire/one.txt\",\"n\":1,\"who\":\"Eve\"}");
  r.headers.emplace("origin", "https://evil.example");
  EXPECT_EQ(writer_->handle(r).status, 403);
  EXPECT_EQ(json(get("/review.json", writer_.get()))["decisions"].Size(), 0u);
}

TEST_F(SiteTest, DecisionsAreKeptAndTakenBack) {
  std::string name = incident(writer_.get());
  auto toll = [&] {
    std::string all;
    rapidjson::Document d = json(get("/incident/" + name + ".json", writer_.get()));
    for (const auto& r : d["table"]["rows"].GetArray())
      for (const auto& cell : r["cells"].GetArray())
        for (const auto& e : cell.GetArray()) all += std::string(e["said"].GetString()) + "; ";
    return all;
  };
  EXPECT_NE(toll().find("31; "), std::string::npos);
  Response kept = post(
      "/review.json",
      R"({"verb":"correct","document":"wire/two.txt","n":1,"field":"toll 1","value":"> 33","who":"Ana","note":"the text says over 33"})");
  ASSERT_EQ(kept.status, 200) << kept.body;
  rapidjson::Document d = json(kept);
  EXPECT_STREQ(d["decisions"][0]["who"].GetString(), "Ana");
  EXPECT_NE(toll().find("> 33; "), std::string::npos) << toll();
  int64_t id = d["decisions"][0]["id"].GetInt64();
  EXPECT_EQ(post("/review.json", "{\"verb\":\"undo\",\"id\":" + std::to_string(id) + ",\"who\":\"Ana\"}").status, 200);
  EXPECT_NE(toll().find("31; "), std::string::npos) << toll();
  EXPECT_EQ(post("/review.json", "{\"verb\":\"undo\",\"id\":" + std::to_string(id) + ",\"who\":\"Ana\"}").status, 422);
  EXPECT_EQ(post("/review.json", R"({"verb":"reject","document":"wire/two.txt","n":1,"who":"Ana"})").status, 200);
  EXPECT_EQ(post("/review.json", R"({"verb":"accept","document":"wire/two.txt","n":1,"who":"Ana"})").status, 200);

  for (const char* bad :
       {R"({"verb":"accept","document":"wire/two.txt","n":1})",
        R"({"verb":"accept","document":"wire/two.txt","n":9,"who":"Ana"})",
        R"({"verb":"accept","document":"no such","n":1,"who":"Ana"})",
        R"({"verb":"burn","document":"wire/two.txt","n":1,"who":"Ana"})",
        R"({"verb":"correct","document":"wire/two.txt","n":1,"field":"toll 1","value":"many","who":"Ana"})",
        R"({"verb":"move","document":"wire/two.txt","n":1,"incident":"nowhere","who":"Ana"})",
        R"({"verb":"split","claims":[],"who":"Ana"})", R"({"verb":"split","claims":[7],"who":"Ana"})",
        R"({"verb":"undo","who":"Ana"})"})
    EXPECT_EQ(post("/review.json", bad).status, 422) << bad;
  for (const char* bad : {"", "[]", "null", "{", "{\"verb\":}", "\xff"})
    EXPECT_EQ(post("/review.json", std::string(bad) + " ").status, 400) << bad;
  EXPECT_EQ(post("/review.json", std::string(60000, '[')).status, 400);
  EXPECT_EQ(post("/review.json", std::string(70000, ' ')).status, 413);
  EXPECT_EQ(post("/review.json", "{}", "text/plain").status, 415);
}

TEST_F(SiteTest, AReportIsAdded) {
  Response r = post("/add.json?uri=pasted-1&published=2020-09-28", kText, "text/plain");
  ASSERT_EQ(r.status, 200) << r.body;
  EXPECT_STREQ(json(r)["added"][0]["what"].GetString(), "added");
  EXPECT_STREQ(
      json(post("/add.json?uri=pasted-1&published=2020-09-28", kText, "text/plain"))["added"][0]["what"].GetString(),
      "known");
  EXPECT_EQ(get("/report.json?uri=pasted-1", writer_.get()).status, 200) << "what was added is seen at once";
  EXPECT_EQ(post("/add.json", kText, "text/plain").status, 400);
}

TEST_F(SiteTest, AFolderIsAdded) {
  EXPECT_EQ(post("/jobs.json", "{\"folder\":\"/etc\"}").status, 403) << "only what the command line named";
  EXPECT_EQ(post("/jobs.json", "{\"folder\":\"" + (folder_ / "inbox/..").string() + "\"}").status, 403);
  Response r = post("/jobs.json", "{\"folder\":\"" + (folder_ / "inbox").string() + "\"}");
  ASSERT_EQ(r.status, 202) << r.body;
  int64_t id = json(r)["jobs"][0]["id"].GetInt64();
  std::string state;
  for (int i = 0; i < 600 && state != "done" && state != "failed"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    state = json(get("/jobs/" + std::to_string(id) + ".json", writer_.get()))["jobs"][0]["state"].GetString();
  }
  rapidjson::Document d = json(get("/jobs.json", writer_.get()));
  EXPECT_EQ(state, "done") << d["jobs"][0]["faults"].Size();
  EXPECT_EQ(d["jobs"][0]["reports"].GetInt64(), 1);
  EXPECT_EQ(d["jobs"][0]["left_out"].GetInt64(), 1);
  EXPECT_EQ(post("/jobs/" + std::to_string(id) + "/stop.json", "{}").status, 422) << "it is over";
  EXPECT_EQ(post("/jobs/99/stop.json", "{}").status, 404);
}

TEST_F(SiteTest, AFolderCanBeStopped) {
  fs::path many = folder_ / "many";
  fs::create_directories(many);
  for (int i = 0; i < 400; ++i) std::ofstream(many / (std::to_string(i) + ".txt")) << kText << "Item " << i << ".\n";
  Site::Options options;
  options.ledger = (folder_ / "stopped.sayso").string();
  options.write = true;
  options.version = "sayso test";
  options.folders = {many.string()};
  EXPECT_FALSE(Site::open(options)) << "a name with a slip in it makes no ledger";
  EXPECT_FALSE(fs::exists(options.ledger));
  make_ledger(options.ledger);
  std::unique_ptr<Site> site = open(options);
  Response r = site->handle(request("POST", "/jobs.json", "{\"folder\":\"" + many.string() + "\"}"));
  ASSERT_EQ(r.status, 202) << r.body;
  EXPECT_EQ(site->handle(request("POST", "/jobs/1/stop.json", "{}")).status, 200);
  std::string state;
  for (int i = 0; i < 600 && state != "stopped"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    state = json(get("/jobs/1.json", site.get()))["jobs"][0]["state"].GetString();
  }
  EXPECT_EQ(state, "stopped");
  EXPECT_LT(json(get("/jobs/1.json", site.get()))["jobs"][0]["reports"].GetInt64(), 400);
}

TEST_F(SiteTest, ExportsHoldWhatIsShown) {
  Response csv = get("/export.csv?disputed=1");
  ASSERT_EQ(csv.status, 200);
  size_t at = 0, rows = 0;
  std::vector<std::string> cells;
  while (read_csv_row(csv.body, at, cells)) ++rows;
  EXPECT_EQ(rows, 4u) << "a head and three claims:\n" << csv.body;
  Response geo = get("/export.geojson?disputed=1");
  EXPECT_EQ(json(geo)["features"].Size(), 1u);
  Response one = get("/export.ndjson?incident=" + incident());
  EXPECT_TRUE(one.body.starts_with("{\"schema\":\"sayso.accounts/1\""));
  Response cited = get("/export.txt?incident=" + incident());
  EXPECT_NE(cited.body.find("wire/one.txt [claims 1, 2; "), std::string::npos) << cited.body;
  EXPECT_EQ(get("/export.xls").status, 404);
  EXPECT_EQ(get("/export.csv?incident=nowhere").status, 404);
  EXPECT_EQ(get("/export.csv?from=x").status, 400);
}

// --- openapi.json --------------------------------------------------------------------------------------------------

// What the description's schemas use of JSON Schema, and nothing else: an unknown word is a fault of the test.
class Schema {
 public:
  explicit Schema(const rapidjson::Document& doc) : doc_(doc) {}

  void check(const rapidjson::Value& schema, const rapidjson::Value& value, const std::string& at) const {
    if (schema.HasMember("nullable") && value.IsNull()) return;
    if (schema.HasMember("$ref")) {
      std::string name = std::string(schema["$ref"].GetString()).substr(std::string("#/components/schemas/").size());
      return check(doc_["components"]["schemas"][name.c_str()], value, at);
    }
    if (schema.HasMember("allOf")) return check(schema["allOf"][0], value, at);
    std::string type = schema["type"].GetString();
    if (type == "object") {
      ASSERT_TRUE(value.IsObject()) << at;
      if (!schema.HasMember("properties")) return;
      for (const auto& name : schema["required"].GetArray())
        ASSERT_TRUE(value.HasMember(name.GetString())) << at << " lacks " << name.GetString();
      for (const auto& member : value.GetObject()) {
        ASSERT_TRUE(schema["properties"].HasMember(member.name))
            << at << " has " << member.name.GetString() << ", which is not described";
        check(schema["properties"][member.name], member.value, at + "." + member.name.GetString());
      }
    } else if (type == "array") {
      ASSERT_TRUE(value.IsArray()) << at;
      for (const auto& item : value.GetArray()) check(schema["items"], item, at + "[]");
    } else if (type == "string") {
      ASSERT_TRUE(value.IsString()) << at;
      if (!schema.HasMember("enum")) return;
      bool known = false;
      for (const auto& one : schema["enum"].GetArray()) known |= one == value;
      ASSERT_TRUE(known) << at << " is " << value.GetString();
    } else if (type == "integer") {
      ASSERT_TRUE(value.IsInt64()) << at;
    } else if (type == "number") {
      ASSERT_TRUE(value.IsNumber()) << at;
    } else if (type == "boolean") {
      ASSERT_TRUE(value.IsBool()) << at;
    } else {
      FAIL() << at << ": " << type;
    }
  }

 private:
  const rapidjson::Document& doc_;
};

TEST_F(SiteTest, TheDescriptionDescribesIt) {
  Response served = get("/openapi.json");
  ASSERT_EQ(served.status, 200);
  rapidjson::Document doc = json(served);
  Schema schema(doc);
  ASSERT_EQ(post("/jobs.json", "{\"folder\":\"" + (folder_ / "inbox").string() + "\"}").status, 202);
  ASSERT_EQ(post("/review.json", R"({"verb":"accept","document":"wire/one.txt","n":1,"who":"Ana"})").status, 200);
  int asked = 0;
  for (const auto& path : doc["paths"].GetObject()) {
    for (const auto& method : path.value.GetObject()) {
      const rapidjson::Value& operation = method.value;
      std::string target = path.name.GetString(), query;
      const rapidjson::Value* parameters = operation.HasMember("parameters") ? &operation["parameters"] : nullptr;
      bool is_get = std::string(method.name.GetString()) == "get";
      for (rapidjson::SizeType i = 0; parameters != nullptr && i < parameters->Size(); ++i) {
        const rapidjson::Value& p = (*parameters)[i];
        std::string name = p["name"].GetString(), example;
        if (p.HasMember("example"))
          example = p["example"].IsString() ? p["example"].GetString() : std::to_string(p["example"].GetInt64());
        if (example == "{incident}") example = incident(writer_.get());
        if (example == "{report}") example = "wire/one.txt";
        if (example == "{job}") example = "1";
        if (std::string(p["in"].GetString()) == "path") {
          size_t at = target.find("{" + name + "}");
          ASSERT_NE(at, std::string::npos) << target;
          target.replace(at, name.size() + 2, example.empty() ? "1" : example);
        } else if (is_get) {
          // Each alone: no fault, whatever is left.
          if (!example.empty() && !p["required"].GetBool()) {
            Response r = get(target + "?" + name + "=" + encode_component(example), writer_.get());
            EXPECT_TRUE(r.status == 200 || target == "/report.json") << target << " " << name << " " << r.body;
          }
          if (p["required"].GetBool()) query += "?" + name + "=" + encode_component(example);
        }
      }
      Response r = is_get ? get(target + query, writer_.get())
                          : post(target + (target == "/add.json" ? "?uri=x" : ""),
                                 target == "/read.json" || target == "/add.json" ? kText : "{}");
      auto answer = operation["responses"].FindMember(std::to_string(r.status).c_str());
      ASSERT_NE(answer, operation["responses"].MemberEnd())
          << target << " answered " << r.status << ": " << r.body.substr(0, 300);
      const rapidjson::Value& content = answer->value["content"];
      std::string type = content.MemberBegin()->name.GetString();
      EXPECT_TRUE(r.type.starts_with(type)) << target << ": " << r.type;
      if (type == "application/json") schema.check(content[type.c_str()]["schema"], json(r), target);
      ++asked;
    }
  }
  EXPECT_GE(asked, 20);
}

// --- What is no request ----------------------------------------------------------------------------------------------

TEST_F(SiteTest, TenThousandMalformedRequestsAreRefusedCleanly) {
  std::mt19937 rng(20200928);
  auto any = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(rng); };
  const std::vector<std::string> methods{
      "GET", "POST", "HEAD", "PUT", "", "get", "G\0T", "OPTIONS", std::string(300, 'X')};
  const std::vector<std::string> pages{"/incidents.json",
                                       "/incident/x.json",
                                       "/report.json",
                                       "/search.json",
                                       "/overview.json",
                                       "/read.json",
                                       "/review.json",
                                       "/add.json",
                                       "/jobs.json",
                                       "/jobs/1/stop.json",
                                       "/assets/app.js",
                                       "/export.csv",
                                       "/",
                                       "/.json",
                                       "//",
                                       "/incident/"};
  const std::vector<std::string> bits{"%",         "%0",      "%ff",
                                      "%00",       "..",      "/",
                                      "\\",        "?",       "&",
                                      "=",         "#",       "+",
                                      "\xff",      "\xc3",    "{",
                                      "[",         "\"",      "'",
                                      "*",         "NEAR(",   "limit=-1",
                                      "cursor=1~", "box=1,1", "from=9999-99-99",
                                      "uri=",      "q=\"",    std::string(5000, 'a')};
  size_t refused = 0;
  std::map<int, size_t> statuses;
  for (int i = 0; i < 10000; ++i) {
    Request r;
    r.method = methods[static_cast<size_t>(any(3) > 0 ? any(2) : any(static_cast<int>(methods.size())))];
    r.target = pages[static_cast<size_t>(any(static_cast<int>(pages.size())))];
    if (any(2) == 0) r.target += "?";
    for (int k = any(4); k > 0; --k)
      r.target.insert(static_cast<size_t>(any(static_cast<int>(r.target.size()) + 1)),
                      bits[static_cast<size_t>(any(static_cast<int>(bits.size())))]);
    if (any(5) > 0)
      r.headers.emplace("host",
                        any(10) > 0 ? "localhost" : bits[static_cast<size_t>(any(static_cast<int>(bits.size())))]);
    if (any(3) == 0) r.headers.emplace("content-type", "application/json");
    if (any(8) == 0) r.headers.emplace("if-none-match", bits[static_cast<size_t>(any(static_cast<int>(bits.size())))]);
    if (any(8) == 0) r.headers.emplace("origin", bits[static_cast<size_t>(any(static_cast<int>(bits.size())))]);
    for (int k = any(6); k > 0; --k) r.body += bits[static_cast<size_t>(any(static_cast<int>(bits.size()) - 1))];
    if (r.method == "POST" && r.target == "/read.json") r.body.clear();
    Response a = (i % 2 == 0 ? *reader_ : *writer_).handle(r);
    ASSERT_LT(a.status, 500) << r.method << " " << r.target << " " << r.body << "\n" << a.body;
    ++statuses[a.status];
    if (a.status >= 400) {
      ++refused;
      ASSERT_FALSE(a.body.empty());
      bool told = a.type != "application/json" || json(a)["error"].IsString();
      ASSERT_TRUE(told) << a.body;
    }
  }
  EXPECT_GT(refused, 6000u) << "most of them are no requests";
  EXPECT_GT(statuses.size(), 5u);
}

TEST_F(SiteTest, ManyThreadsAskAtOnce) {
  std::string name = incident();
  std::string want = get("/incident/" + name + ".json").body;
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) wrong += get("/incident/" + name + ".json").body == want ? 0 : 1;
    });
  for (std::thread& t : threads) t.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace sayso::serve
