#include "serve/http.h"

#include <algorithm>

#include "base/text_util.h"
#include "view/json_fields.h"

namespace sayso::serve {
namespace {

// "+" is a blank in a query, and itself in a path.
Result<std::string> decode(std::string_view text, bool plus) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '+' && plus) {
      out += ' ';
    } else if (c == '%') {
      int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1,
          low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) return Error{"", 0, "the address has an escape that is none", ""};
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += c;
    }
  }
  if (!is_valid_utf8(out)) return Error{"", 0, "the address is no UTF-8", ""};
  return out;
}

bool is_control(unsigned char c) { return c < 0x20 || c == 0x7f; }

}  // namespace

std::optional<std::string> Request::header(const std::string& name) const {
  auto [first, last] = headers.equal_range(name);
  if (first == last || std::next(first) != last) return std::nullopt;
  return first->second;
}

const std::string* Response::header(std::string_view name) const {
  for (const auto& [n, value] : headers)
    if (n == name) return &value;
  return nullptr;
}

std::string Target::get(const std::string& name) const {
  auto found = query.find(name);
  return found == query.end() ? "" : found->second;
}

Result<std::map<std::string, std::string>> parse_query(std::string_view query) {
  std::map<std::string, std::string> out;
  while (!query.empty()) {
    size_t end = std::min(query.find('&'), query.size());
    std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    size_t equals = std::min(pair.find('='), pair.size());
    auto name = decode(pair.substr(0, equals), true);
    auto value = decode(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name) return name.error();
    if (!value) return value.error();
    out[*name] = *value;
  }
  return out;
}

Result<Target> parse_target(std::string_view target) {
  if (target.empty() || target.front() != '/') return Error{"", 0, "the address does not begin with a slash", ""};
  target = target.substr(0, target.find('#'));
  size_t mark = std::min(target.find('?'), target.size());
  Target out;
  auto path = decode(target.substr(0, mark), false);
  if (!path) return path.error();
  out.path = *path;
  if (std::any_of(out.path.begin(), out.path.end(), [](char c) { return is_control(static_cast<unsigned char>(c)); }))
    return Error{"", 0, "the address has control characters", ""};
  for (size_t at = 0; at < out.path.size();) {
    size_t end = std::min(out.path.find_first_of("/\\", at), out.path.size());
    std::string part = out.path.substr(at, end - at);
    if (part == "." || part == "..") return Error{"", 0, "the address climbs with dots", ""};
    if (!part.empty()) out.parts.push_back(std::move(part));
    at = end + 1;
  }
  auto query = parse_query(target.substr(std::min(mark + 1, target.size())));
  if (!query) return query.error();
  out.query = std::move(*query);
  for (const auto& [name, value] : out.query)
    if (value.find('\0') != value.npos || name.find('\0') != name.npos)
      return Error{"", 0, "the address has control characters", ""};
  return out;
}

std::string encode_component(std::string_view text) {
  static const char* kHex = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                 c == '.' || c == '~';
    auto byte = static_cast<unsigned char>(c);
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

Response refuse(int status, const std::string& sentence) {
  rapidjson::StringBuffer out;
  Fields f(out);
  f.object([&] { f.field("error", sentence); });
  Response response;
  response.status = status;
  response.body = f.sound() ? std::string(out.GetString(), out.GetSize())
                            : std::string("{\"error\":\"something in the request is no UTF-8\"}");
  response.body += "\n";
  return response;
}

const char* status_text(int status) {
  switch (status) {
    case 400:
      return "This request cannot be understood";
    case 401:
      return "A token is needed";
    case 403:
      return "Refused";
    case 404:
      return "There is no such page";
    case 405:
      return "This page cannot be asked so";
    case 413:
      return "Too much was sent";
    case 415:
      return "This kind of text is not read";
    case 421:
      return "This is not the host that was asked";
    case 422:
      return "It cannot be done";
    case 429:
      return "Too many requests";
    case 503:
      return "Not now";
    default:
      return status >= 500 ? "Something went wrong" : "Refused";
  }
}

}  // namespace sayso::serve
