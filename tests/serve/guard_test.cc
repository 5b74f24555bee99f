// Who is kept off: other sites, other names, wrong tokens, those who ask without end.
#include "serve/guard.h"

#include <gtest/gtest.h>

namespace sayso::serve {
namespace {

using std::chrono::seconds;
const Clock::time_point kNow{};

Request request(const std::string& method, std::multimap<std::string, std::string> headers) {
  Request r;
  r.method = method;
  r.target = "/incidents.json";
  r.headers = std::move(headers);
  r.client = "192.0.2.7";
  return r;
}

int status(Guard& guard, const Request& r, Clock::time_point now = kNow) {
  auto no = guard.refusal(r, now);
  if (!no) return 200;
  EXPECT_TRUE(no->body.starts_with("{\"error\":\"")) << no->body;
  return no->status;
}

TEST(Guard, AnswersLoopbackByItsNamesAlone) {
  Guard guard({});
  for (const char* host : {"localhost", "localhost:8470", "LOCALHOST:1", "127.0.0.1:8470", "[::1]:8470", "[::1]"})
    EXPECT_EQ(status(guard, request("GET", {{"host", host}})), 200) << host;
  for (const char* host :
       {"evil.example", "evil.example:8470", "localhost.evil.example", "127.0.0.1.evil.example", "192.0.2.1", "[::2]"})
    EXPECT_EQ(status(guard, request("GET", {{"host", host}})), 421) << host;
  for (const char* host : {"", "[::1", "localhost:", "localhost:8o80", "localhost:123456"})
    EXPECT_EQ(status(guard, request("GET", {{"host", host}})), 400) << host;
  EXPECT_EQ(status(guard, request("GET", {})), 400);
  EXPECT_EQ(status(guard, request("GET", {{"host", "localhost"}, {"host", "evil.example"}})), 400);
}

TEST(Guard, AnswersForNamesItWasGiven) {
  Access access;
  access.hosts = {"desk.lan"};
  Guard guard(access);
  EXPECT_EQ(status(guard, request("GET", {{"host", "Desk.lan:8470"}})), 200);
}

TEST(Guard, RefusesWhatAnotherSiteSends) {
  Guard guard({});
  auto post = [&](std::multimap<std::string, std::string> headers) {
    headers.emplace("host", "localhost:8470");
    return status(guard, request("POST", std::move(headers)));
  };
  EXPECT_EQ(post({}), 200) << "a program that is no browser says nothing of where it comes from";
  EXPECT_EQ(post({{"origin", "http://localhost:8470"}, {"sec-fetch-site", "same-origin"}}), 200);
  EXPECT_EQ(post({{"origin", "https://evil.example"}}), 403);
  EXPECT_EQ(post({{"origin", "null"}}), 403);
  EXPECT_EQ(post({{"origin", "http://localhost:9999"}}), 403) << "another port is another site";
  EXPECT_EQ(post({{"origin", "http://localhost:8470"}, {"origin", "http://evil.example"}}), 403);
  EXPECT_EQ(post({{"sec-fetch-site", "cross-site"}}), 403);
  EXPECT_EQ(post({{"sec-fetch-site", "same-site"}}), 403);
  // Links from elsewhere lead here; what they show stays in this window.
  EXPECT_EQ(status(guard, request("GET", {{"host", "localhost"}, {"sec-fetch-site", "cross-site"}})), 200);
}

TEST(Guard, AsksForTheToken) {
  Access access;
  access.token = "correct horse battery";
  Guard guard(access);
  auto ask = [&](const std::string& authorization) {
    std::multimap<std::string, std::string> headers{{"host", "localhost"}};
    if (!authorization.empty()) headers.emplace("authorization", authorization);
    return status(guard, request("GET", std::move(headers)));
  };
  EXPECT_EQ(ask(""), 401);
  EXPECT_EQ(ask("Bearer correct horse battery"), 200);
  EXPECT_EQ(ask("Basic YW55OmNvcnJlY3QgaG9yc2UgYmF0dGVyeQ=="), 200);  // any:correct horse battery
  EXPECT_EQ(ask("Basic YW55"), 401);                                  // no colon
  EXPECT_EQ(ask("Basic %%%"), 401);
  EXPECT_EQ(ask("Bearer correct horse"), 401);
  EXPECT_EQ(ask("correct horse battery"), 401);
  auto no = guard.refusal(request("GET", {{"host", "localhost"}}), kNow);
  ASSERT_TRUE(no && no->header("WWW-Authenticate") != nullptr);
}

TEST(Guard, LocksOutWhoTriesTokensOut) {
  Access access;
  access.token = "correct horse battery";
  Guard guard(access);
  auto wrong = request("GET", {{"host", "localhost"}, {"authorization", "Bearer wrong"}});
  auto right = request("GET", {{"host", "localhost"}, {"authorization", "Bearer correct horse battery"}});
  for (int i = 0; i < 10; ++i) EXPECT_EQ(status(guard, wrong), 401);
  EXPECT_EQ(status(guard, wrong), 429);
  EXPECT_EQ(status(guard, right), 429) << "whether the next one is right is not told";
  Request other = right;
  other.client = "192.0.2.8";
  EXPECT_EQ(status(guard, other), 200);
  EXPECT_EQ(status(guard, right, kNow + seconds(60)), 200);
}

TEST(Guard, LimitsRequestsOfEachClient) {
  Access access;
  access.limited = true;
  Guard guard(access);
  auto ask = request("GET", {{"host", "localhost"}});
  int fine = 0;
  for (int i = 0; i < 1000; ++i) fine += status(guard, ask) == 200 ? 1 : 0;
  EXPECT_EQ(fine, 200);
  EXPECT_EQ(status(guard, ask, kNow + seconds(1)), 200);
}

TEST(RateLimit, ForgetsClientsOnlyWhereThereAreVeryMany) {
  RateLimit limit(1, 0.001);
  EXPECT_TRUE(limit.take("first", kNow));
  for (int i = 0; i < 6000; ++i) EXPECT_TRUE(limit.take(std::to_string(i), kNow));
  EXPECT_FALSE(limit.take("5999", kNow));
}

TEST(SameSecret, IsEquality) {
  EXPECT_TRUE(same_secret("a", "a"));
  EXPECT_FALSE(same_secret("a", "b"));
  EXPECT_FALSE(same_secret("a", "aa"));
  EXPECT_FALSE(same_secret("", "a"));
}

}  // namespace
}  // namespace sayso::serve
