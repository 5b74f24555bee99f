#include "gold.h"

#include <simdjson.h>

#include <charconv>
#include <fstream>

namespace sayso::train {
namespace {

// `word` or `word@k`, its k-th occurrence from 1; an empty span where it does not stand in the text.
ByteSpan find(const std::string& text, std::string_view trigger) {
  size_t k = 1, at = trigger.rfind('@');
  if (at != trigger.npos) {
    auto [end, bad] = std::from_chars(trigger.data() + at + 1, trigger.data() + trigger.size(), k);
    if (bad == std::errc() && end == trigger.data() + trigger.size())
      trigger = trigger.substr(0, at);
    else
      k = 1;
  }
  size_t begin = std::string::npos;
  for (size_t i = 0; i < k; ++i) {
    begin = text.find(trigger, begin == std::string::npos ? 0 : begin + 1);
    if (begin == std::string::npos) return {};
  }
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + trigger.size())};
}

std::string text_of(simdjson::dom::element object, const char* key) {
  std::string_view value;
  return object[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

std::optional<std::string> text_or_null(simdjson::dom::element object, const char* key) {
  std::string_view value;
  if (object[key].get(value) != simdjson::SUCCESS) return std::nullopt;
  return std::string(value);
}

}  // namespace

Result<std::vector<GoldReport>> read_gold(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error{path, 0, "cannot be opened", ""};
  std::vector<GoldReport> out;
  simdjson::dom::parser parser;
  size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty()) continue;
    simdjson::dom::element e;
    if (parser.parse(line).get(e) != simdjson::SUCCESS) return Error{path, number, "is no JSON", ""};
    GoldReport r{text_of(e, "id"), text_of(e, "text"), text_of(e, "published"), text_of(e, "outlet"), {}};
    simdjson::dom::array claims;
    if (e["claims"].get(claims) != simdjson::SUCCESS) return Error{path, number, "has no claims", ""};
    for (simdjson::dom::element c : claims) {
      GoldClaim claim;
      claim.trigger = find(r.text, text_of(c, "trigger"));
      claim.kind = text_of(c, "kind");
      claim.stance = text_of(c, "stance");
      claim.modality = text_of(c, "modality");
      claim.source = text_or_null(c, "source");
      claim.source_is = text_or_null(c, "source_is");
      bool optional = false;
      claim.optional = c["optional"].get(optional) == simdjson::SUCCESS && optional;
      if (!claim.trigger.empty()) r.claims.push_back(std::move(claim));
    }
    out.push_back(std::move(r));
  }
  return out;
}

}  // namespace sayso::train
