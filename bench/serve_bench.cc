// How fast the page's API answers: sayso_serve_bench [REPORTS]. Makes a ledger of so many reports whose claims are made
// by hand (nothing is read, so that 100,000 take minutes and not hours), asks through Site, then through a socket.
// Times are processor time of this process, so that other work on the machine counts little; "first" answers are made
// anew, "again" ones come from what the desk kept. No part of the tests.
#include <httplib.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <thread>

#include "page/sha256.h"
#include "reading/engine.h"
#include "serve/server.h"
#include "serve/site.h"

namespace {

using namespace sayso;
using namespace sayso::serve;

double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::string iso_of(int day) {
  static const Day kFirst = *parse_iso_day("2018-01-01");
  return iso(kFirst + std::chrono::days(day));
}

ReadActor actor(const std::string& name, const std::string& side) {
  ReadActor a;
  a.name = name;
  a.side = {side};
  a.type = "belligerent";
  return a;
}

// Some happenings are told by several reports, one after the other; one in four is denied.
Reading report(std::mt19937& rng, int i, int n) {
  auto any = [&](int most) { return std::uniform_int_distribution<int>(0, most - 1)(rng); };
  int happening = i * 2 / 3;
  std::mt19937 of(static_cast<unsigned>(happening));
  int town = static_cast<int>(of() % 4000), day = happening * 1800 / n;
  static const char* kKinds[] = {"shelling", "airstrike", "shooting", "bombing", "attack"};
  std::string kind = kKinds[of() % 5], place = "Town" + std::to_string(town), sides[] = {"Ukraine", "Russia"};
  Reading r;
  r.uri = "made/" + std::to_string(i);
  r.published = iso_of(day + 1);
  r.outlet = "Outlet " + std::to_string(any(40));
  r.title = kind + " at " + place;
  for (int k = 0; k < 3; ++k) {
    Claim c;
    c.n = k + 1;
    auto begin = static_cast<uint32_t>(r.text.size());
    std::string sentence = "Officials told of the " + kind + " of " + place + " for the " + std::to_string(i) +
                           "th time, " + std::to_string(any(1000000)) + ". ";
    r.text += sentence;
    c.sentence = {sentence, begin, begin + static_cast<uint32_t>(sentence.size()) - 1};
    auto at = begin + static_cast<uint32_t>(sentence.find(kind));
    c.trigger = {kind, at, at + static_cast<uint32_t>(kind.size())};
    c.kind = kind;
    c.stance = k == 1 && happening % 4 == 0 ? "denies" : "asserts";
    if (c.stance == "denies") c.denies = 1;
    c.source = actor(k == 1 ? "The Other Ministry" : "The Ministry", sides[k % 2]);
    c.by = {actor(sides[1] + " forces", sides[1])};
    ReadPlace p;
    p.words = {place, begin, begin + 1};
    p.name = place;
    p.country = "UA";
    p.lat = 45 + town % 60 * 0.1;
    p.lon = 23 + town / 60 * 0.25;
    c.place = p;
    ReadTime t;
    t.first = t.last = iso_of(day);
    c.when = t;
    ReadToll toll;
    toll.what = "killed";
    toll.of = "people";
    toll.relation = "=";
    toll.value = toll.low = toll.high = 1 + any(40);
    if (k != 1) c.tolls = {toll};
    c.id = sha256_hex(r.uri + std::to_string(k)).substr(0, 16);
    r.claims.push_back(c);
  }
  r.blocks = {{"paragraph", 0, static_cast<uint32_t>(r.text.size()), false}};
  r.id = "sha256:" + sha256_hex(r.text);
  return r;
}

Request ask(const std::string& target) {
  Request r;
  r.method = "GET";
  r.target = target;
  r.headers.emplace("host", "localhost");
  return r;
}

// The middle and the slowest of some askings, in milliseconds.
void first(Site& site, const char* what, const std::vector<std::string>& targets) {
  std::vector<double> took;
  size_t bytes = 0;
  for (const std::string& target : targets) {
    double begun = seconds();
    Response r = site.handle(ask(target));
    took.push_back((seconds() - begun) * 1000);
    bytes += r.body.size();
    if (r.status != 200) std::printf("%s: %d %s\n", target.c_str(), r.status, r.body.c_str());
  }
  std::sort(took.begin(), took.end());
  std::printf("%-34s first  %7.2f ms middle, %7.2f ms slowest, %zu askings, %zu bytes each\n", what,
              took[took.size() / 2], took.back(), took.size(), bytes / took.size());
}

}  // namespace

int main(int argc, char** argv) {
  int n = argc > 1 ? std::atoi(argv[1]) : 20000;
  std::string path =
      (std::filesystem::temp_directory_path() / ("serve-bench-" + std::to_string(n) + ".sayso")).string();
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
  {
    auto knowledge = built_in_knowledge();
    auto ledger = Ledger::open(path, Database::Mode::create, *knowledge);
    std::mt19937 rng(1);
    double begun = seconds();
    std::vector<Prepared> batch;
    for (int i = 0; i < n; ++i) {
      batch.push_back(ledger->prepare(report(rng, i, n)));
      if (batch.size() < 500 && i + 1 < n) continue;
      if (auto added = ledger->add(batch); !added) return std::printf("%s\n", added.error().text().c_str()), 1;
      batch.clear();
    }
    std::printf("%d reports, %lld incidents, made in %.0f s\n", n,
                static_cast<long long>(ledger->database().number("SELECT count(*) FROM incident").value_or(0)),
                seconds() - begun);
  }
  Site::Options options;
  options.ledger = path;
  auto site = Site::open(options);
  if (!site) return std::printf("%s\n", site.error().text().c_str()), 1;
  first(**site, "warming up", {"/about.json", "/incidents.json?limit=1"});
  std::vector<std::string> lists, sides, texts, boxes, deep;
  for (int i = 0; i < 40; ++i) {
    lists.push_back("/incidents.json?limit=" + std::to_string(50 + i % 3) + "&from=" + iso_of(i * 30));
    sides.push_back("/incidents.json?side=Russia&kind=shelling&disputed=1&to=" + iso_of(1800 - i * 30));
    texts.push_back("/incidents.json?q=town" + std::to_string(i * 97));
    boxes.push_back("/incidents.json?box=46,24,48," + std::to_string(26 + i * 0.1));
    deep.push_back("/incidents.json?cursor=1~" + std::to_string(17532 + i * 40) + "~x");
  }
  first(**site, "incident list", lists);
  first(**site, "  by side, kind, dispute", sides);
  first(**site, "  by words", texts);
  first(**site, "  by box", boxes);
  first(**site, "  behind a cursor", deep);
  first(**site, "overview (map and time line)",
        {"/overview.json", "/overview.json?side=Russia", "/overview.json?kind=shelling"});
  std::vector<std::string> incidents;
  std::string list = (*site)->handle(ask("/incidents.json?limit=300&disputed=1")).body;
  for (size_t at = 0; (at = list.find("\"incident\":\"", at)) != list.npos;) {
    at += 12;
    incidents.push_back("/incident/" + list.substr(at, list.find('"', at) - at) + ".json");
  }
  double begun = seconds();
  first(**site, "incident", incidents);
  std::printf("  %.0f incidents a second, each another\n", static_cast<double>(incidents.size()) / (seconds() - begun));
  constexpr int kAgain = 20000;
  begun = seconds();
  for (int i = 0; i < kAgain; ++i) (*site)->handle(ask(incidents[0]));
  std::printf("  %.0f a second, the same again\n", kAgain / (seconds() - begun));

  Server server(**site);
  auto port = server.bind("127.0.0.1", 0);
  if (!port) return 1;
  std::thread running([&] { server.run(); });
  httplib::Client client("127.0.0.1", *port);
  client.set_keep_alive(true);
  client.set_tcp_nodelay(true);
  while (!client.Get("/about.json")) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  constexpr int kOverSocket = 5000;
  begun = seconds();
  int fine = 0;
  for (int i = 0; i < kOverSocket; ++i) {
    auto r = client.Get(incidents[static_cast<size_t>(i) % 20]);
    fine += r && r->status == 200 ? 1 : 0;
  }
  std::printf(
      "  %.0f a second over a socket, twenty in turn, client and server on one processor's time (%d of %d fine)\n",
      kOverSocket / (seconds() - begun), fine, kOverSocket);
  server.stop();
  running.join();
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
}
