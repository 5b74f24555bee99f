#include "serve/guard.h"

#include <algorithm>

#include "base/text_util.h"
#include "page/sha256.h"

namespace sayso::serve {
namespace {

const std::vector<std::string> kLoopback{"localhost", "127.0.0.1", "[::1]"};

// The password of "Basic base64(user:password)".
std::optional<std::string> basic_password(std::string_view coded) {
  std::string plain;
  unsigned bits = 0, count = 0;
  for (char c : coded) {
    unsigned value = 0;
    if (c >= 'A' && c <= 'Z') {
      value = static_cast<unsigned>(c - 'A');
    } else if (c >= 'a' && c <= 'z') {
      value = static_cast<unsigned>(c - 'a' + 26);
    } else if (c >= '0' && c <= '9') {
      value = static_cast<unsigned>(c - '0' + 52);
    } else if (c == '+' || c == '/') {
      value = c == '+' ? 62 : 63;
    } else if (c == '=') {
      break;
    } else {
      return std::nullopt;
    }
    bits = (bits << 6 | value) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      plain += static_cast<char>(bits >> count & 0xff);
    }
  }
  size_t colon = plain.find(':');
  if (colon == plain.npos) return std::nullopt;
  return plain.substr(colon + 1);
}

std::optional<std::string> token_of(const Request& request) {
  std::optional<std::string> given = request.header("authorization");
  if (!given) return std::nullopt;
  size_t blank = given->find(' ');
  if (blank == given->npos) return std::nullopt;
  std::string scheme = ascii_lower(given->substr(0, blank)), rest = given->substr(blank + 1);
  if (scheme == "bearer") return rest;
  if (scheme == "basic") return basic_password(rest);
  return std::nullopt;
}

}  // namespace

RateLimit::Bucket& RateLimit::bucket(const std::string& client, Clock::time_point now) {
  auto refill = [&](Bucket& b) {
    b.left = std::min(burst_, b.left + per_second_ * std::chrono::duration<double>(now - b.at).count());
    b.at = now;
  };
  auto found = buckets_.find(client);
  if (found == buckets_.end()) {
    if (buckets_.size() >= kClients) {
      for (auto it = buckets_.begin(); it != buckets_.end();) {
        refill(it->second);
        it = it->second.left >= burst_ ? buckets_.erase(it) : std::next(it);
      }
      if (buckets_.size() >= kClients)
        buckets_.erase(std::min_element(buckets_.begin(), buckets_.end(),
                                        [](const auto& a, const auto& b) { return a.second.left > b.second.left; }));
    }
    found = buckets_.emplace(client, Bucket{burst_, now}).first;
  }
  refill(found->second);
  return found->second;
}

bool RateLimit::take(const std::string& client, Clock::time_point now) {
  std::lock_guard guard(lock_);
  Bucket& b = bucket(client, now);
  if (b.left < 1) return false;
  b.left -= 1;
  return true;
}

bool RateLimit::left(const std::string& client, Clock::time_point now) {
  std::lock_guard guard(lock_);
  return bucket(client, now).left >= 1;
}

bool same_secret(const std::string& a, const std::string& b) {
  // Digests have one length, and are compared to their end whatever they hold.
  std::string x = sha256_hex(a), y = sha256_hex(b);
  volatile unsigned char difference = 0;
  for (size_t i = 0; i < x.size(); ++i)
    difference =
        static_cast<unsigned char>(difference | (static_cast<unsigned char>(x[i]) ^ static_cast<unsigned char>(y[i])));
  return difference == 0;
}

std::optional<std::string> host_of(std::string_view header) {
  std::string host = ascii_lower(header);
  size_t end = host.starts_with("[") ? host.find(']') : host.find(':');
  if (host.starts_with("[")) {
    if (end == host.npos) return std::nullopt;
    ++end;
  }
  std::string port = end >= host.size() ? "" : host.substr(end);
  host = host.substr(0, std::min(end, host.size()));
  bool good_port = port.empty() || (port.size() > 1 && port.size() <= 6 && port[0] == ':' &&
                                    std::all_of(port.begin() + 1, port.end(), is_digit));
  if (host.empty() || !good_port) return std::nullopt;
  return host;
}

std::optional<Response> Guard::check_host(const Request& request) const {
  std::optional<std::string> header = request.header("host");
  if (!header) return refuse(400, "the request does not say which host it asks");
  std::optional<std::string> host = host_of(*header);
  if (!host) return refuse(400, "the request's host is none");
  auto has = [&](const std::vector<std::string>& list) {
    return std::find(list.begin(), list.end(), *host) != list.end();
  };
  if (has(kLoopback) || has(access_.hosts)) return std::nullopt;
  return refuse(421, "this server does not answer for that host; try its own address, or sayso serve --host-name");
}

std::optional<Response> Guard::check_token(const Request& request, Clock::time_point now) {
  if (access_.token.empty()) return std::nullopt;
  auto locked = [] {
    Response r = refuse(429, "too many wrong tokens; try again in a minute");
    r.headers.emplace_back("Retry-After", "60");
    return r;
  };
  // Whoever has tried too often is not told whether the next one is right.
  if (!wrong_tokens_.left(request.client, now)) return locked();
  std::optional<std::string> given = token_of(request);
  if (given && same_secret(*given, access_.token)) return std::nullopt;
  if (given && !wrong_tokens_.take(request.client, now)) return locked();
  Response r = refuse(401, given ? "this token is not the right one"
                                 : "a token is needed: as the password, or as Authorization: Bearer TOKEN");
  r.headers.emplace_back("WWW-Authenticate",
                         "Basic realm=\"sayso: any name, the token as password\", charset=\"UTF-8\"");
  return r;
}

std::optional<Response> Guard::check_site(const Request& request) {
  if (request.method == "GET" || request.method == "HEAD") return std::nullopt;
  Response foreign = refuse(403, "this was sent by a page of another site");
  if (request.headers.count("sec-fetch-site") > 0) {
    std::string site = request.header("sec-fetch-site").value_or("cross-site");
    if (site != "same-origin" && site != "none") return foreign;
  }
  if (request.headers.count("origin") > 0) {
    std::string origin = ascii_lower(request.header("origin").value_or("null"));
    std::string host = ascii_lower(request.header("host").value_or(""));
    if (origin != "http://" + host && origin != "https://" + host) return foreign;
  }
  return std::nullopt;
}

std::optional<Response> Guard::refusal(const Request& request, Clock::time_point now) {
  if (auto no = check_host(request)) return no;
  if (access_.limited && !requests_.take(request.client, now)) {
    Response r = refuse(429, "too many requests; try again in a second");
    r.headers.emplace_back("Retry-After", "1");
    return r;
  }
  if (auto no = check_token(request, now)) return no;
  return check_site(request);
}

}  // namespace sayso::serve
