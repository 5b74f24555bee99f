// serve/guard: who may ask for what, before anything is looked up.
//
// In: a request and the time. Out: nothing where it may go on, else the refusal. What is kept off:
//   - a page of another site that has its name point at this machine (DNS rebinding): only known hosts are answered;
//   - a page of another site that sends a form or a script's request here: what changes or costs something must come
//     from a page of this very host, or from a program that is no browser;
//   - where the server can be reached from other machines: whoever has no token, and whoever tries tokens out.
// Guaranteed: the time that a comparison of tokens takes tells nothing about them.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "serve/http.h"

namespace sayso::serve {

using Clock = std::chrono::steady_clock;

// So many at once, and so many a second from then on, for each client. Known to go wrong: of more than `kClients`
// clients at once those that ask least often are forgotten, and begin anew.
class RateLimit {
 public:
  RateLimit(double burst, double per_second) : burst_(burst), per_second_(per_second) {}
  bool take(const std::string& client, Clock::time_point now);
  // Whether there is something left to take.
  bool left(const std::string& client, Clock::time_point now);

 private:
  static constexpr size_t kClients = 4096;
  struct Bucket {
    double left;
    Clock::time_point at;
  };
  Bucket& bucket(const std::string& client, Clock::time_point now);

  double burst_, per_second_;
  std::mutex lock_;
  std::map<std::string, Bucket> buckets_;
};

struct Access {
  std::vector<std::string> hosts;  // names in Host that are answered, without a port; loopback's are always
  std::string token;               // empty: none is asked for
  bool limited = false;            // whether requests of one client are counted
};

class Guard {
 public:
  explicit Guard(Access access) : access_(std::move(access)) {}
  std::optional<Response> refusal(const Request& request, Clock::time_point now);

 private:
  std::optional<Response> check_host(const Request& request) const;
  std::optional<Response> check_token(const Request& request, Clock::time_point now);
  static std::optional<Response> check_site(const Request& request);

  Access access_;
  RateLimit requests_{200, 50};
  RateLimit wrong_tokens_{10, 0.2};
};

// Whether two are the same, in a time that depends on neither.
bool same_secret(const std::string& a, const std::string& b);
// "[::1]:8080" -> "[::1]", "localhost:8080" -> "localhost", in lower case; nothing where it is no host.
std::optional<std::string> host_of(std::string_view header);

}  // namespace sayso::serve
