#include "conllu.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <unordered_map>

#include "syntax/labels.h"

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

// A kind that we have, or 0. "OTH" and "MISC" are groups until `mend_groups` has looked at the words.
uint8_t name_of(std::string_view label) {
  if (label.size() < 3 || label[1] != '-') return 0;
  bool begins = label[0] == 'B';
  std::string_view kind = label.substr(2);
  EntityKind is = EntityKind::none;
  if (kind == "PER" || kind == "person") is = EntityKind::person;
  if (kind == "ORG" || kind == "corporation" || kind == "group") is = EntityKind::organization;
  if (kind == "LOC" || kind == "GPE" || kind == "location") is = EntityKind::location;
  if (kind == "NORP" || kind == "OTH" || kind == "MISC") is = EntityKind::group;
  return static_cast<uint8_t>(name_class(is, begins));
}

// As names of peoples mostly end.
bool ends_as_people(std::string_view form) {
  static constexpr std::string_view kEndings[] = {"an",   "ans",  "ese",  "ish",   "ch",  "chs",  "eek", "eeks", "wiss",
                                                  "ni",   "nis",  "qi",   "qis",   "eli", "elis", "ti",  "tis",  "unni",
                                                  "ite",  "ites", "lim",  "lims",  "lem", "lems", "ew",  "ews",  "rab",
                                                  "rabs", "urd",  "urds", "rkish", "ian", "ians", "shi", "shis"};
  return std::any_of(std::begin(kEndings), std::end(kEndings), [&](std::string_view e) { return form.ends_with(e); });
}

// A corpus that has one class for all other names puts peoples, films and products there. A people's name is one word
// that ends as such words do; the others are left out.
void mend_groups(GoldSentence& sentence) {
  std::vector<GoldWord>& words = sentence.words;
  constexpr auto kFirst = static_cast<uint8_t>(name_class(EntityKind::group, true));
  constexpr auto kInside = static_cast<uint8_t>(name_class(EntityKind::group, false));
  for (size_t i = 0; i < words.size();) {
    if (words[i].name != kFirst && words[i].name != kInside) {
      ++i;
      continue;
    }
    size_t end = i + 1;
    while (end < words.size() && words[end].name == kInside) ++end;
    bool people = end == i + 1 && ends_as_people(words[i].form);
    for (size_t k = i; k < end; ++k) words[k].name = people ? kFirst : 0;
    i = end;
  }
}

// Where a corpus marks the first word of a name only after another name of its kind, every first word is marked.
void mark_first_words(GoldSentence& sentence) {
  uint8_t last = 0;
  for (GoldWord& w : sentence.words) {
    if (w.name != 0 && w.name % 2 == 0 && last != w.name && last != w.name - 1) --w.name;
    last = w.name;
  }
}

// GUM marks all that is spoken of, nested, in MISC ("Entity=(1-person-...", "Entity=1)"). A name is here a person,
// organization or place whose head is a proper noun, with the proper nouns about the head: no titles before it, "of"
// and the like only between proper nouns. The outermost name counts.
class EntityNames {
 public:
  void add(std::string_view entities, size_t word) {
    for (size_t at = 0; at < entities.size();) {
      bool opens = entities[at] == '(';
      size_t end = std::min(entities.find_first_of(opens ? "()" : ")", at + 1), entities.size());
      std::string_view cell = entities.substr(at + opens, end - at - opens);
      std::string_view id = cell.substr(0, cell.find('-'));
      bool closes = end < entities.size() && entities[end] == ')';
      if (opens) {
        std::string_view kind = cell.substr(std::min(id.size() + 1, cell.size()));
        mentions_.push_back({std::string(id), kind_of(kind.substr(0, kind.find('-'))), word, closes ? word + 1 : 0});
      } else {
        auto found = std::find_if(mentions_.rbegin(), mentions_.rend(),
                                  [&](const Mention& m) { return m.end == 0 && m.id == id; });
        if (found != mentions_.rend()) found->end = word + 1;
      }
      at = end + closes;
    }
  }

  // Peoples are not marked as such: they are known by their endings, as elsewhere.
  void write(GoldSentence& sentence) {
    for (GoldWord& w : sentence.words)
      if ((w.xpos == "JJ" || w.xpos == "NNPS") && w.form[0] >= 'A' && w.form[0] <= 'Z' && ends_as_people(w.form))
        w.name = static_cast<uint8_t>(name_class(EntityKind::group, true));
    std::stable_sort(mentions_.begin(), mentions_.end(),
                     [](const Mention& a, const Mention& b) { return a.end - a.begin > b.end - b.begin; });
    for (const Mention& m : mentions_)
      if (m.kind != EntityKind::none && m.end > m.begin) mark(m, sentence.words);
    mentions_.clear();
  }

 private:
  struct Mention {
    std::string id;
    EntityKind kind;
    size_t begin, end;
  };

  static EntityKind kind_of(std::string_view kind) {
    if (kind == "person") return EntityKind::person;
    if (kind == "organization") return EntityKind::organization;
    if (kind == "place") return EntityKind::location;
    return EntityKind::none;
  }

  static void mark(const Mention& m, std::vector<GoldWord>& words) {
    auto inside = [&](int i) { return i >= static_cast<int>(m.begin) && i < static_cast<int>(m.end); };
    size_t head = m.begin;
    while (head < m.end && inside(words[head].head)) ++head;
    auto proper = [&](size_t i) { return words[i].xpos.starts_with("NNP") && words[i].deprel != "nmod:desc"; };
    auto joins = [&](size_t i) {
      std::string_view form = words[i].form;
      return form == "-" || form == "." ||
             (m.kind != EntityKind::person && (form == "of" || form == "&" || form == "the"));
    };
    if (head == m.end || !proper(head)) return;
    size_t begin = head, end = head + 1;
    for (size_t i = begin; i-- > m.begin && (proper(i) || joins(i));)
      if (proper(i)) begin = i;
    for (size_t i = end; i < m.end && (proper(i) || joins(i)); ++i)
      if (proper(i)) end = i + 1;
    for (size_t i = begin; i < end; ++i)
      if (words[i].name != 0 && words[i].name != name_class(EntityKind::group, true)) return;
    for (size_t i = begin; i < end; ++i) words[i].name = static_cast<uint8_t>(name_class(m.kind, i == begin));
  }

  std::vector<Mention> mentions_;
};

// Calls f(label, hundredths) for each part of "PROPN/NNP:62;NOUN/NN:38", the cell `key` of the last column.
template <typename F>
void each_share(std::string_view misc, std::string_view key, F f) {
  size_t at = misc.find(key);
  if (at == std::string_view::npos) return;
  misc.remove_prefix(at + key.size());
  for (std::string_view part : split(misc.substr(0, misc.find('|')), ';')) {
    size_t colon = part.rfind(':');
    int hundredths = 0;
    if (colon == std::string_view::npos) continue;
    std::from_chars(part.data() + colon + 1, part.data() + part.size(), hundredths);
    f(part.substr(0, colon), static_cast<uint8_t>(std::clamp(hundredths, 0, 100)));
  }
}

int number(std::string_view s) {
  int n = 0;
  std::from_chars(s.data(), s.data() + s.size(), n);
  return n;
}

}  // namespace

std::vector<std::string> forms_of(const GoldSentence& sentence) {
  std::vector<std::string> forms;
  for (const GoldWord& w : sentence.words) forms.push_back(w.form);
  return forms;
}

Result<std::vector<GoldSentence>> read_conllu(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error{path, 0, "cannot be read", "give a CoNLL-U file"};
  std::vector<GoldSentence> sentences;
  GoldSentence sentence;
  int surface = 0;          // surface tokens so far
  int last_of_surface = 0;  // last word of the multi-word token we are in
  bool space_after_surface = true;
  bool any_name = false, any_entity = false;
  EntityNames entities;
  std::vector<size_t> unnamed;  // sentences whose names are not known
  std::string line;
  for (size_t at = 1; std::getline(in, line); ++at) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) {
      if (any_entity) entities.write(sentence);
      if (!sentence.words.empty()) sentences.push_back(std::move(sentence));
      sentence = {};
      surface = last_of_surface = 0;
      continue;
    }
    if (line[0] == '#') {
      if (line.starts_with("# global.Entity")) any_name = any_entity = true;
      if (line == "# names = no") unnamed.push_back(sentences.size());
      if (line == "# trees = no") sentence.has_tree = false;
      if (line.starts_with("# conf = ")) sentence.confidence = std::strtof(line.c_str() + 9, nullptr);
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
    if (size_t name = cells[9].find("Name="); name != std::string_view::npos) {
      w.name = name_of(cells[9].substr(name + 5, cells[9].find('|', name) - name - 5));
      any_name = true;
    }
    each_share(cells[9], "Tags=", [&](std::string_view tag, uint8_t hundredths) {
      size_t slash = std::min(tag.find('/'), tag.size());
      std::string xpos(tag.substr(std::min(slash + 1, tag.size())));
      w.tag_shares.push_back({{std::move(xpos), upos_of(tag.substr(0, slash))}, hundredths});
    });
    each_share(cells[9], "Names=", [&](std::string_view label, uint8_t hundredths) {
      w.name_shares.push_back({name_of(label), hundredths});
    });
    if (size_t marks = cells[9].find("Entity="); any_entity && marks != std::string_view::npos)
      entities.add(cells[9].substr(marks + 7, cells[9].find('|', marks) - marks - 7), sentence.words.size());
    sentence.words.push_back(std::move(w));
  }
  if (any_entity) entities.write(sentence);
  if (!sentence.words.empty()) sentences.push_back(std::move(sentence));
  for (GoldSentence& s : sentences) s.has_names = any_name;
  for (size_t i : unnamed)
    if (i < sentences.size()) sentences[i].has_names = false;
  return sentences;
}

std::string write_conllu(const GoldWord& w, int number) {
  std::string misc = w.space_after ? "" : "SpaceAfter=No";
  if (w.name != 0)
    misc += std::string(misc.empty() ? "" : "|") + "Name=" + (w.name % 2 == 1 ? "B-" : "I-") +
            std::string(name(name_kind(w.name)));
  return std::to_string(number) + '\t' + w.form + '\t' + w.lemma + '\t' + std::string(name(w.upos)) + '\t' +
         (w.xpos.empty() ? "_" : w.xpos) + "\t_\t" + std::to_string(w.head + 1) + '\t' + std::string(name(w.relation)) +
         "\t_\t" + (misc.empty() ? "_" : misc) + '\n';
}

std::string write_conllu(const GoldSentence& sentence) {
  std::string out = "# corpus = " + std::to_string(sentence.corpus) + '\n';
  if (!sentence.has_tree) out += "# trees = no\n";
  if (!sentence.has_names) out += "# names = no\n";
  int number = 0;
  for (const GoldWord& w : sentence.words) out += write_conllu(w, ++number);
  return out + '\n';
}

Result<std::vector<GoldSentence>> read_iob(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error{path, 0, "cannot be read", "give a file with a word and its name's label a line"};
  std::vector<GoldSentence> sentences;
  GoldSentence sentence;
  sentence.has_tree = false;
  sentence.has_names = true;
  auto finish = [&] {
    mark_first_words(sentence);
    mend_groups(sentence);
    if (!sentence.words.empty()) sentences.push_back(sentence);
    sentence.words.clear();
  };
  std::string line;
  for (size_t at = 1; std::getline(in, line); ++at) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.find_first_not_of(" \t") == std::string::npos) {
      finish();
      continue;
    }
    if (line.starts_with("# ")) continue;
    auto cells = split(line, line.find('\t') == std::string::npos ? ' ' : '\t');
    bool numbered = cells.size() > 2;
    if (cells.size() < 2) return Error{path, at, "a word needs its label", ""};
    GoldWord w;
    w.form = cells[numbered ? 1 : 0];
    w.head = -1;
    w.lemma = "_";
    w.name = name_of(cells[numbered ? 2 : 1]);
    sentence.words.push_back(std::move(w));
  }
  finish();
  return sentences;
}

size_t add_names(const std::vector<GoldSentence>& names, std::vector<GoldSentence>& sentences) {
  auto key = [](const GoldSentence& s) {
    std::string text;
    for (const GoldWord& w : s.words) text += w.form + '\n';
    return text;
  };
  std::unordered_map<std::string, const GoldSentence*> by_text;
  for (const GoldSentence& s : names) by_text.emplace(key(s), &s);
  size_t found_count = 0;
  for (GoldSentence& s : sentences) {
    auto found = by_text.find(key(s));
    if (found == by_text.end()) continue;
    for (size_t i = 0; i < s.words.size(); ++i) s.words[i].name = found->second->words[i].name;
    s.has_names = true;
    ++found_count;
  }
  return found_count;
}

}  // namespace sayso::train
