#include "mention/actor_roles.h"

#include <algorithm>
#include <array>

#include "base/text_util.h"

namespace sayso {
namespace {

constexpr TokenIndex kLongestNoun = 4;  // words of an entry

template <typename T, size_t N>
const T* pick(const std::array<std::pair<std::string_view, T>, N>& table, std::string_view word) {
  for (const auto& [text, value] : table)
    if (text == word) return &value;
  return nullptr;
}

constexpr std::array<std::pair<std::string_view, NounClass>, 23> kClasses = {{
    {"force", NounClass::force},
    {"unit", NounClass::unit},
    {"soldier", NounClass::soldier},
    {"fighter", NounClass::fighter},
    {"assailant", NounClass::assailant},
    {"group", NounClass::group},
    {"body", NounClass::body},
    {"defence-body", NounClass::defence_body},
    {"official", NounClass::official},
    {"anonymous", NounClass::anonymous},
    {"civilian", NounClass::civilian},
    {"medic", NounClass::medic},
    {"medic-body", NounClass::medic_body},
    {"rescue", NounClass::rescue},
    {"witness", NounClass::witness},
    {"media", NounClass::media},
    {"media-body", NounClass::media_body},
    {"monitor", NounClass::monitor},
    {"person", NounClass::person},
    {"enemy", NounClass::enemy},
    {"sides", NounClass::sides},
    {"asset", NounClass::asset},
    {"civil-asset", NounClass::civil_asset},
}};

constexpr std::array<std::pair<std::string_view, DefaultSide>, 12> kDefaults = {{
    {"", DefaultSide::none},
    {"home", DefaultSide::home},
    {"rebels", DefaultSide::rebels},
    {"alliance", DefaultSide::alliance},
    {"known", DefaultSide::known},
    {"sole", DefaultSide::sole},
    {"holder", DefaultSide::holder},
    {"civilians", DefaultSide::civilians},
    {"civil-thing", DefaultSide::civil_thing},
    {"other", DefaultSide::other},
    {"both", DefaultSide::both},
    {"mission", DefaultSide::mission},
}};

constexpr std::array<std::pair<std::string_view, ActorRole>, 10> kRoles = {{
    {"belligerent", ActorRole::belligerent},
    {"official", ActorRole::official},
    {"body", ActorRole::body},
    {"medic", ActorRole::medic},
    {"monitor", ActorRole::monitor},
    {"media", ActorRole::media},
    {"witness", ActorRole::witness},
    {"anonymous", ActorRole::anonymous},
    {"person", ActorRole::person},
    {"unknown", ActorRole::unknown},
}};

constexpr std::array<std::pair<std::string_view, ActorNouns::List>, 27> kLists = {{
    {"speech", ActorNouns::List::speech},
    {"place-preposition", ActorNouns::List::place_preposition},
    {"owner-preposition", ActorNouns::List::owner_preposition},
    {"not-side", ActorNouns::List::not_side},
    {"against", ActorNouns::List::against},
    {"definite", ActorNouns::List::definite},
    {"female", ActorNouns::List::female},
    {"male", ActorNouns::List::male},
    {"title", ActorNouns::List::title},
    {"group-name", ActorNouns::List::group_name},
    {"group-mark", ActorNouns::List::group_mark},
    {"thing-name", ActorNouns::List::thing_name},
    {"creed", ActorNouns::List::creed},
    {"civil-deed", ActorNouns::List::civil_deed},
    {"command", ActorNouns::List::command},
    {"hostile-deed", ActorNouns::List::hostile_deed},
    {"civil-quality", ActorNouns::List::civil_quality},
    {"breakaway", ActorNouns::List::breakaway},
    {"ruler", ActorNouns::List::ruler},
    {"arms", ActorNouns::List::arms},
    {"insurgent", ActorNouns::List::insurgent},
    {"member", ActorNouns::List::member},
    {"irregular", ActorNouns::List::irregular},
    {"opposition", ActorNouns::List::opposition},
    {"outlaw", ActorNouns::List::outlaw},
    {"venue", ActorNouns::List::venue},
    {"state-force", ActorNouns::List::state_force},
}};

bool ends_with(std::string_view s, std::string_view end) {
  return s.size() >= end.size() && s.substr(s.size() - end.size()) == end;
}

// The singular that English spelling suggests; lemmas of names and of words in capitals are not singular.
void make_singular(std::string& s) {
  if (ends_with(s, "men") && s.size() > 4) {
    s[s.size() - 2] = 'a';
  } else if (ends_with(s, "ies") && s.size() > 4) {
    s.replace(s.size() - 3, 3, "y");
  } else if (ends_with(s, "sses") || ends_with(s, "ches") || ends_with(s, "shes") || ends_with(s, "xes")) {
    s.resize(s.size() - 2);
  } else if (ends_with(s, "s") && !ends_with(s, "ss") && !ends_with(s, "us") && s.size() > 3) {
    s.pop_back();
  }
}

}  // namespace

void singular_of(const Parse& parse, TokenIndex i, std::string& out) {
  const Word& w = parse[i];
  std::string_view word = parse.word(i);
  out.clear();
  if (w.upos == Upos::PROPN || w.lemma.empty() || w.lemma == word) {
    for (char c : word) out.push_back(ascii_lower(c));
    if (w.upos != Upos::NOUN || w.xpos == "NNS") make_singular(out);
  } else {
    for (char c : w.lemma) out.push_back(ascii_lower(c));
  }
}

Result<ActorNouns> ActorNouns::load(const KnowledgeSource& source) {
  ActorNouns nouns;
  const std::string roles = "actors/roles.tsv", words = "actors/words.tsv";
  auto rows = read_tsv(source, roles, {"class", "role", "combatants", "people", "default", "words"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    const NounClass* noun_class = pick(kClasses, row.cells[0]);
    const ActorRole* role = pick(kRoles, row.cells[1]);
    const DefaultSide* side = pick(kDefaults, row.cells[4]);
    if (noun_class == nullptr || role == nullptr || side == nullptr)
      return Error{roles, row.line, "an unknown class, role or default", "one that the file's head explains"};
    for (size_t flag : {size_t{2}, size_t{3}})
      if (row.cells[flag] != "yes" && row.cells[flag] != "no")
        return Error{roles, row.line, "combatants and people are yes or no", "one of these"};
    size_t id = nouns.rows_.size();
    nouns.rows_.push_back({*noun_class, *role, row.cells[2] == "yes", row.cells[3] == "yes", *side});
    for (std::string_view word : split_list(row.cells[5])) {
      // Tokens are cut at hyphens and apostrophes: entries are kept as their tokens, one blank between them.
      std::string key;
      for (char c : word) {
        if (c == '-') {
          key += " - ";
        } else if (c == '\'') {
          key += " '";
        } else {
          key.push_back(c);
        }
      }
      if (!nouns.nouns_.emplace(key, id).second)
        return Error{roles, row.line, "'" + std::string(word) + "' stands in two rows", "keeping one"};
      size_t blank = key.rfind(' ');
      if (blank == key.npos) continue;
      nouns.last_words_.insert(key.substr(blank + 1));
      if (key.find(" of ") != key.npos) nouns.first_words_.insert(key.substr(0, key.find(' ')));
    }
  }
  rows = read_tsv(source, words, {"list", "words"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    const List* list = pick(kLists, row.cells[0]);
    if (list == nullptr)
      return Error{words, row.line, "no list is called '" + std::string(row.cells[0]) + "'", "one of the others"};
    for (std::string_view word : split_list(row.cells[1])) nouns.lists_[word] |= 1U << static_cast<unsigned>(*list);
  }
  return nouns;
}

const ActorNoun* ActorNouns::find(std::string_view words) const {
  auto it = nouns_.find(words);
  return it == nouns_.end() ? nullptr : &rows_[it->second];
}

const ActorNoun* ActorNouns::at(const Parse& parse, TokenIndex i, TokenRange* words) const {
  std::string key;
  singular_of(parse, i, key);
  const ActorNoun* found = find(key);
  TokenRange range = {i, i + 1};
  TokenRange sentence = parse.tokens().sentences[parse.tokens().sentence_of(i)].tokens;
  if (last_words_.contains(key)) {
    std::string longer = key;
    for (TokenIndex k = i - 1; k >= sentence.begin && i - k < kLongestNoun + 2; --k) {
      std::string before;
      for (char c : parse.word(k)) before.push_back(ascii_lower(c));
      longer.insert(0, before + " ");
      if (const ActorNoun* n = find(longer)) {
        found = n;
        range.begin = k;
      }
    }
  }
  if (first_words_.contains(key)) {
    std::string longer = key;
    for (TokenIndex k = i + 1; k < sentence.end && k - i < kLongestNoun; ++k) {
      longer.push_back(' ');
      for (char c : parse.word(k)) longer.push_back(ascii_lower(c));
      if (const ActorNoun* n = find(longer)) {
        found = n;
        range.end = k + 1;
      }
    }
  }
  if (words != nullptr) *words = range;
  if (found != nullptr) return found;
  // "militiamen" is read whole, other compounds in -man and -woman by their end.
  for (std::string_view end : {"man", "woman", "people"})
    if (key.size() > end.size() + 2 && ends_with(key, end) && parse[i].upos == Upos::NOUN) return find(end);
  return nullptr;
}

}  // namespace sayso
