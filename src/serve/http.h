// serve/http: a request and an answer as plain data, and the parts of a request's target.
//
// The socket layer (serve/server.h) makes a Request of what came over the wire and sends the Response; everything
// between is a function of the one to the other, so that it is tested and fuzzed without sockets.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sayso::serve {

struct Request {
  std::string method;
  std::string target;                               // as sent: "/incidents.json?side=Armenia"
  std::multimap<std::string, std::string> headers;  // names in lower case
  std::string body;
  std::map<std::string, std::string> form;  // the fields of a multipart body, which the socket layer takes apart
  std::string client;                       // the address that it came from

  // Nothing where it is not there, or there more than once: what is said twice is not believed.
  std::optional<std::string> header(const std::string& name) const;
};

struct Response {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;

  const std::string* header(std::string_view name) const;
};

// What a target asks for.
struct Target {
  std::string path;  // decoded, begins with "/"; holds no "." or ".." as a part, no NUL, no control characters
  std::vector<std::string> parts;            // of the path, without empty ones
  std::map<std::string, std::string> query;  // decoded; the last one counts where a name stands twice

  std::string get(const std::string& name) const;
};
// An error (a sentence) for what is no target: bad escapes, no UTF-8, dots that climb.
Result<Target> parse_target(std::string_view target);

// The name=value pairs of a query or of a form, parted by "&".
Result<std::map<std::string, std::string>> parse_query(std::string_view query);
std::string encode_component(std::string_view text);  // RFC 3986 unreserved characters stay

// {"error": sentence} with the status.
Response refuse(int status, const std::string& sentence);
const char* status_text(int status);

}  // namespace sayso::serve
