#include "conllu.h"

#include <charconv>
#include <fstream>
#include <string_view>
#include <unordered_map>

namespace sayso::train {
namespace {

std::vector<std::string_view> split(std::string_view line, char by) {
  std::vector<std::string_view> cells;
  for (size_t at = 0;;) {
    size_t next = line.find(by, at);
    cells.push_back(line.substr(at, next - at));
    if (next == std::string_view::npos) return cells;
    at = next + 1;
  }
}

Relation relation_of(std::string_view deprel) {
  static const auto kByName = [] {
    std::unordered_map<std::string_view, Relation> map;
    for (int r = 0; r <= static_cast<int>(Relation::xcomp); ++r)
      map.emplace(name(static_cast<Relation>(r)), static_cast<Relation>(r));
    return map;
  }();
  auto found = kByName.find(deprel);
  if (found == kByName.end()) found = kByName.find(deprel.substr(0, deprel.find(':')));
  return found == kByName.end() ? Relation::dep : found->second;
}

Upos upos_of(std::string_view tag) {
  for (int u = 0; u <= static_cast<int>(Upos::X); ++u)
    if (name(static_cast<Upos>(u)) == tag) return static_cast<Upos>(u);
  return Upos::X;
}

int number(std::string_view s) {
  int n = 0;
  std::from_chars(s.data(), s.data() + s.size(), n);
  return n;
}

}  // namespace

Result<std::vector<GoldSentence>> read_conllu(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error{path, 0, "cannot be read", "give a CoNLL-U file"};
  std::vector<GoldSentence> sentences;
  GoldSentence sentence;
  int surface = 0;          // surface tokens so far
  int last_of_surface = 0;  // last word of the multi-word token we are in
  bool space_after_surface = true;
  std::string line;
  for (size_t at = 1; std::getline(in, line); ++at) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) {
      if (!sentence.words.empty()) sentences.push_back(std::move(sentence));
      sentence = {};
      surface = last_of_surface = 0;
      continue;
    }
    if (line[0] == '#') {
      if (line.starts_with("# newpar") || line.starts_with("# newdoc")) sentence.new_paragraph = true;
      continue;
    }
    auto cells = split(line, '\t');
    if (cells.size() != 10) return Error{path, at, "a word needs ten columns", ""};
    bool space_after = cells[9].find("SpaceAfter=No") == std::string_view::npos;
    if (cells[0].find('.') != std::string_view::npos) continue;
    if (size_t dash = cells[0].find('-'); dash != std::string_view::npos) {
      last_of_surface = number(cells[0].substr(dash + 1));
      space_after_surface = space_after;
      ++surface;
      continue;
    }
    int id = number(cells[0]);
    if (id != static_cast<int>(sentence.words.size()) + 1)
      return Error{path, at, "words are not numbered in order", ""};
    GoldWord w;
    if (id > last_of_surface)
      ++surface;
    else
      space_after = id == last_of_surface && space_after_surface;
    w.form = cells[1];
    w.lemma = cells[2];
    w.upos = upos_of(cells[3]);
    w.xpos = cells[4];
    w.head = number(cells[6]) - 1;
    w.deprel = cells[7];
    w.relation = relation_of(cells[7]);
    w.space_after = space_after;
    w.surface = surface;
    sentence.words.push_back(std::move(w));
  }
  if (!sentence.words.empty()) sentences.push_back(std::move(sentence));
  return sentences;
}

}  // namespace sayso::train
