#include "claim_gold.h"

#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace sayso::train {
namespace {

// Letters and digits in lower case, "defence" as "defense", without words that carry no name.
std::vector<std::string> name_words(const std::string& s) {
  static const std::set<std::string> kStop = {"the", "a", "an", "s", "of", "its", "his", "their", "in", "and", "for"};
  std::vector<std::string> out;
  std::string word;
  auto flush = [&] {
    if (word == "defence") word = "defense";
    if (!word.empty() && kStop.count(word) == 0) out.push_back(word);
    word.clear();
  };
  for (char c : s) {
    auto u = static_cast<unsigned char>(c);
    if (u >= 0x80) continue;  // accents differ on neither side
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      word += c;
    else
      flush();
  }
  flush();
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& w : words) out += (out.empty() ? "" : " ") + w;
  return out;
}

// `word` or `word@k`, its k-th occurrence.
size_t find_trigger(const std::string& text, const std::string& trigger, std::string& word) {
  size_t at = trigger.rfind('@');
  int k = 1;
  word = trigger;
  if (at != std::string::npos && at + 1 < trigger.size() &&
      std::all_of(trigger.begin() + static_cast<ptrdiff_t>(at) + 1, trigger.end(),
                  [](char c) { return c >= '0' && c <= '9'; })) {
    word = trigger.substr(0, at);
    k = std::stoi(trigger.substr(at + 1));
  }
  size_t begin = std::string::npos;
  for (int i = 0; i < k; ++i) {
    begin = text.find(word, begin + 1);
    if (begin == std::string::npos) return begin;
  }
  return begin;
}

std::string string_of(simdjson::dom::element e) {
  std::string_view s;
  return e.get(s) == simdjson::SUCCESS ? std::string(s) : std::string();
}

}  // namespace

Result<std::vector<GoldReport>> read_gold(const std::string& file) {
  std::ifstream in(file);
  if (!in) return Error{file, 0, "cannot read", ""};
  std::vector<GoldReport> out;
  simdjson::dom::parser parser;
  std::string line;
  for (size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    simdjson::dom::element root;
    if (parser.parse(line).get(root) != simdjson::SUCCESS) return Error{file, number, "no JSON", ""};
    GoldReport report;
    auto field = [&](simdjson::dom::element of, const char* key) {
      simdjson::dom::element e;
      return of.at_key(key).get(e) == simdjson::SUCCESS ? string_of(e) : std::string();
    };
    report.id = field(root, "id");
    report.text = field(root, "text");
    report.published = field(root, "published");
    report.outlet = field(root, "outlet");
    simdjson::dom::array rows;
    if (root.at_key("claims").get(rows) != simdjson::SUCCESS) return Error{file, number, "no claims", ""};
    for (simdjson::dom::element e : rows) {
      GoldRow row;
      int64_t value = 0;
      if (e.at_key("n").get(value) == simdjson::SUCCESS) row.n = static_cast<int>(value);
      if (e.at_key("denies").get(value) == simdjson::SUCCESS) row.denies = static_cast<int>(value);
      row.trigger = field(e, "trigger");
      row.source = field(e, "source");
      row.has_source = !row.source.empty();
      row.source_is = field(e, "source_is");
      row.stance = field(e, "stance");
      row.kind = field(e, "kind");
      bool optional = false;
      row.optional = e.at_key("optional").get(optional) == simdjson::SUCCESS && optional;
      row.optional |= row.kind == "statement" || row.kind == "other";
      row.modality = field(e, "modality");
      row.place = field(e, "place");
      row.place_is = field(e, "place_is");
      for (auto [key, list] :
           {std::pair{"by", &row.by}, {"by_is", &row.by_is}, {"on", &row.on}, {"on_is", &row.on_is}}) {
        simdjson::dom::array items;
        if (e.at_key(key).get(items) != simdjson::SUCCESS) continue;
        for (simdjson::dom::element item : items) list->push_back(string_of(item));
      }
      simdjson::dom::array when, tolls;
      if (e.at_key("when").get(when) == simdjson::SUCCESS && when.size() == 2)
        row.when = string_of(when.at(0).value()) + "/" + string_of(when.at(1).value());
      if (e.at_key("tolls").get(tolls) == simdjson::SUCCESS)
        for (simdjson::dom::element t : tolls) {
          GoldToll toll{field(t, "what"), field(t, "text"), {}, {}};
          if (t.at_key("low").get(value) == simdjson::SUCCESS) toll.low = value;
          if (t.at_key("high").get(value) == simdjson::SUCCESS) toll.high = value;
          row.tolls.push_back(std::move(toll));
        }
      std::string word;
      row.begin = find_trigger(report.text, row.trigger, word);
      if (row.begin == std::string::npos) return Error{file, number, "no trigger '" + row.trigger + "'", ""};
      row.end = row.begin + word.size();
      report.rows.push_back(std::move(row));
    }
    out.push_back(std::move(report));
  }
  return out;
}

Result<SideNames> SideNames::read(const std::string& file) {
  std::ifstream in(file);
  if (!in) return Error{file, 0, "cannot read", ""};
  SideNames names;
  std::string line;
  while (std::getline(in, line)) {
    std::vector<std::string> group;
    std::stringstream cells(line);
    std::string cell;
    while (std::getline(cells, cell, '\t')) group.push_back(joined(name_words(cell)));
    names.groups_.push_back(std::move(group));
  }
  return names;
}

bool SideNames::same(const std::string& a, const std::string& b) const {
  auto key = [&](const std::string& s) {
    std::vector<std::string> words = name_words(s);
    std::string whole = joined(words);
    for (const auto& group : groups_)
      if (std::find(group.begin(), group.end(), whole) != group.end()) {
        std::stringstream first(group[0]);
        words.clear();
        for (std::string w; first >> w;) words.push_back(w);
      }
    return std::set<std::string>(words.begin(), words.end());
  };
  std::set<std::string> x = key(a), y = key(b);
  if (x.empty() || y.empty()) return false;
  size_t shared = 0;
  for (const auto& w : x) shared += y.count(w);
  auto n = static_cast<double>(shared);
  return n / static_cast<double>(std::min(x.size(), y.size())) >= 0.6 &&
         n / static_cast<double>(std::max(x.size(), y.size())) >= 0.3;
}

}  // namespace sayso::train
