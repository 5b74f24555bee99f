#include "event/lexicon.h"

#include <toml++/toml.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

#include "base/text_util.h"
#include "event/clause.h"

namespace sayso {
namespace {

constexpr std::string_view kPlaceName = "<place>";  // among the doers of a rule: the name of a place

std::vector<std::string> words_of(std::string_view phrase) {
  std::vector<std::string> words;
  for (std::string_view part : split_list(phrase, ' ')) {
    // Hyphens are tokens of their own: "cease-fire" stands in the text as three.
    while (true) {
      size_t hyphen = part.find('-');
      if (hyphen == part.npos || part.size() == 1) break;
      if (hyphen > 0) words.emplace_back(part.substr(0, hyphen));
      words.emplace_back("-");
      part.remove_prefix(hyphen + 1);
    }
    if (!part.empty()) words.emplace_back(part);
  }
  return words;
}

constexpr std::string_view kGapMark = "..", kNumberMark = "#";  // of idioms

std::optional<Frame> frame_of(std::string_view name) {
  if (name == "act") return Frame::act;
  if (name == "suffer") return Frame::suffer;
  if (name == "fight") return Frame::fight;
  if (name == "move") return Frame::move;
  if (name == "begin") return Frame::begin;
  return std::nullopt;
}

std::vector<std::string> strings(const toml::table& rule, std::string_view key) {
  std::vector<std::string> out;
  if (const toml::array* list = rule[key].as_array())
    for (const toml::node& item : *list)
      if (auto text = item.value<std::string>()) out.push_back(*text);
  return out;
}

}  // namespace

// A report's words in lower case, made once for all the comparisons. A rule's word fits by lemma or as it stands
// ("fighting" is a noun of its own, and a form of "fight").
class EventLexicon::Forms {
 public:
  explicit Forms(const Parse& parse) {
    size_t bytes = 0;
    for (TokenIndex i = 0; i < parse.size(); ++i) bytes += parse.word(i).size() + parse[i].lemma.size();
    text_.reserve(bytes);  // the views below must stay where they are
    auto keep = [&](std::string_view form) {
      const size_t begin = text_.size();
      for (char c : form) text_.push_back(ascii_lower(c));
      return std::string_view(text_).substr(begin);
    };
    words_.reserve(static_cast<size_t>(parse.size()));
    lemmas_.reserve(static_cast<size_t>(parse.size()));
    for (TokenIndex i = 0; i < parse.size(); ++i) {
      words_.push_back(keep(parse.word(i)));
      lemmas_.push_back(keep(parse[i].lemma));
    }
  }
  std::string_view word(TokenIndex i) const { return words_[static_cast<size_t>(i)]; }
  std::string_view lemma(TokenIndex i) const { return lemmas_[static_cast<size_t>(i)]; }
  bool is(TokenIndex i, const std::string& wanted) const { return lemma(i) == wanted || word(i) == wanted; }

 private:
  std::string text_;
  std::vector<std::string_view> words_, lemmas_;
};

namespace {

// True where one of the lemmas stands at most two steps above i in the tree, or none is asked for.
bool is_below(const Parse& parse, TokenIndex i, const std::vector<std::string>& lemmas) {
  if (lemmas.empty()) return true;
  for (int step = 0; step < 2; ++step) {
    i = parse.head(i);
    if (i == kNoToken) return false;
    if (std::find(lemmas.begin(), lemmas.end(), parse[i].lemma) != lemmas.end()) return true;
  }
  return false;
}

// True where what does it is headed by one of the lemmas, a word by itself ("the war", no "price war"), or none is
// asked for. What a relative clause tells ("the war, which has left thousands dead") is told of the noun before it,
// which is the event then.
bool is_done_by(const Parse& parse, TokenIndex i, const std::vector<std::string>& lemmas) {
  if (lemmas.empty()) return true;
  TokenIndex verb = i;
  // "left thousands of people dead"
  if (parse[i].relation == Relation::amod && parse[parse.head(i)].relation == Relation::obj)
    verb = parse.head(parse.head(i));
  const TokenIndex doer = deep_subject(parse, verb);
  if (doer == kNoToken || parse.dominates(doer, i)) return false;
  for (TokenIndex c : parse.children(doer))
    if (parse[c].relation == Relation::compound && parse[c].upos == Upos::NOUN) return false;
  return listed(lemmas, parse[doer].lemma) ||
         (parse[doer].entity == EntityKind::location && listed(lemmas, kPlaceName));
}

bool class_fits(const Word& word, WordClass wanted) {
  switch (wanted) {
    case WordClass::verb:
      return word.upos == Upos::VERB || word.upos == Upos::AUX ||
             (word.upos == Upos::ADJ && word.xpos.starts_with("VB"));
    case WordClass::noun:
      if (word.upos == Upos::ADJ)
        return word.relation != Relation::amod && word.relation != Relation::compound;  // "the dead"
      return word.upos == Upos::NOUN || word.upos == Upos::PROPN || (word.upos == Upos::VERB && word.xpos == "VBG");
    case WordClass::adjective:
      return word.upos == Upos::ADJ || word.upos == Upos::VERB || word.upos == Upos::NOUN;
  }
  return false;
}

}  // namespace

WordClass class_of(const Word& word) {
  if (word.upos == Upos::VERB || word.upos == Upos::AUX || (word.upos == Upos::ADJ && word.xpos.starts_with("VB")))
    return WordClass::verb;
  return word.upos == Upos::ADJ ? WordClass::adjective : WordClass::noun;
}

std::string_view name(WordClass word_class) {
  switch (word_class) {
    case WordClass::verb:
      return "verb";
    case WordClass::noun:
      return "noun";
    case WordClass::adjective:
      return "adjective";
  }
  return "noun";
}

std::string class_key(uint16_t word_class) { return "~" + std::to_string(word_class); }

Result<EventLexicon> EventLexicon::load(const KnowledgeSource& source, const Kinds& kinds) {
  static const std::set<std::string, std::less<>> kFields = {
      "id",    "kind", "verbs", "nouns", "adjectives", "frame",  "harm", "strength",
      "means", "sure", "below", "doer",  "target",     "unless", "yes",  "no"};
  EventLexicon lexicon;
  std::set<std::string> ids;
  for (const auto& [file, text] : source.texts()) {
    if (!file.starts_with("events/") || !file.ends_with(".toml")) continue;
    toml::table table;
    try {
      table = toml::parse(text);
    } catch (const toml::parse_error& e) {
      return Error{file, e.source().begin.line, std::string(e.description()), "checking quotes and brackets there"};
    }
    const toml::array* rules = table["rule"].as_array();
    if (rules == nullptr) return Error{file, 1, "holds no [[rule]]", "events/README.md for their form"};
    for (const toml::node& node : *rules) {
      const toml::table& t = *node.as_table();
      size_t line = t.source().begin.line;
      for (const auto& [key, value] : t)
        if (!kFields.contains(key.str()))
          return Error{file, value.source().begin.line, "unknown field " + std::string(key.str()), "events/README.md"};
      EventRule rule;
      rule.id = t["id"].value_or<std::string>("");
      rule.kind = t["kind"].value_or<std::string>("");
      rule.file = file;
      rule.line = line;
      rule.harm = t["harm"].value_or<std::string>("");
      rule.weak = t["strength"].value_or<std::string>("") == "weak";
      rule.means = t["means"].value_or(false);
      rule.sure = t["sure"].value_or(false);
      rule.below = strings(t, "below");
      rule.doer = strings(t, "doer");
      rule.target = strings(t, "target");
      rule.yes = strings(t, "yes");
      rule.no = strings(t, "no");
      if (rule.id.empty() || !ids.insert(rule.id).second)
        return Error{file, line, "the rule needs an id of its own", ""};
      if (kinds.find(rule.kind) == nullptr)
        return Error{file, line, "rule " + rule.id + ": no kind " + rule.kind, "a kind of kinds.tsv"};
      if (rule.yes.empty()) return Error{file, line, "rule " + rule.id + " has no example", "adding one under yes"};
      auto frame = frame_of(t["frame"].value_or<std::string>("act"));
      if (!frame) return Error{file, line, "rule " + rule.id + ": unknown frame", "act, suffer, fight, move or begin"};
      rule.frame = *frame;

      size_t index = lexicon.rules_.size();
      auto add = [&](std::string_view key, WordClass word_class) {
        for (const std::string& phrase : strings(t, key)) {
          bool weak = phrase.ends_with('?');
          Pattern pattern{words_of(weak ? phrase.substr(0, phrase.size() - 1) : phrase),
                          index,
                          word_class,
                          0,
                          weak || rule.weak,
                          {}};
          if (pattern.words.empty()) continue;
          for (const std::string& w : pattern.words) pattern.text += (pattern.text.empty() ? "" : " ") + w;
          // A compound's head comes last, but before a preposition: "exchange of fire".
          if (word_class == WordClass::noun) {
            pattern.head = pattern.words.size() - 1;
            for (size_t i = 1; i < pattern.words.size(); ++i)
              if (pattern.words[i] == "of" || pattern.words[i] == "to" || pattern.words[i] == "on" ||
                  pattern.words[i] == "in" || pattern.words[i] == "into" || pattern.words[i] == "against") {
                pattern.head = i - 1;
                break;
              }
          }
          lexicon.by_head_[pattern.words[pattern.head]].push_back(std::move(pattern));
        }
      };
      add("verbs", WordClass::verb);
      add("nouns", WordClass::noun);
      add("adjectives", WordClass::adjective);
      std::vector<Phrase> unless;
      for (const std::string& phrase : strings(t, "unless")) unless.push_back(words_of(phrase));
      lexicon.unless_.push_back(std::move(unless));
      lexicon.rules_.push_back(std::move(rule));
    }
  }
  if (lexicon.rules_.empty()) return Error{"events", 0, "no rules", "restoring knowledge/events"};
  if (auto error = lexicon.load_idioms(source)) return *error;
  if (auto error = lexicon.load_learned(source, kinds)) return *error;
  return lexicon;
}

std::optional<Error> EventLexicon::load_idioms(const KnowledgeSource& source) {
  const std::string file = "events/idioms.tsv";
  auto rows = read_tsv(source, file, {"phrase", "class", "example"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    if (row.cells[1] != "noun" && row.cells[1] != "verb") return Error{file, row.line, "the class is noun or verb", ""};
    Idiom idiom{{}, row.cells[1] == "noun" ? WordClass::noun : WordClass::verb, std::string(row.cells[2]), row.line};
    for (const std::string& word : words_of(row.cells[0])) {
      idiom.words.emplace_back();
      if (word == kGapMark) continue;
      for (size_t at = 0; at <= word.size();) {
        const size_t end = std::min(word.find('/', at), word.size());
        idiom.words.back().push_back(word.substr(at, end - at));
        at = end + 1;
      }
    }
    if (idiom.words.size() < 2 || idiom.words.front().empty() || idiom.words.back().empty())
      return Error{file, row.line, "an idiom is two words at least, and begins and ends with one", ""};
    for (const std::string& first : idiom.words.front()) idioms_by_first_[first].push_back(idioms_.size());
    idioms_.push_back(std::move(idiom));
  }
  return std::nullopt;
}

std::vector<bool> EventLexicon::words_of_idioms(const Parse& parse, const Forms& forms) const {
  std::vector<bool> idle(static_cast<size_t>(parse.size()));
  constexpr TokenIndex kWidestGap = 6;
  auto is = [&](TokenIndex i, const std::vector<std::string>& any) {
    return std::any_of(any.begin(), any.end(), [&](const std::string& word) {
      return word == kNumberMark ? parse[i].upos == Upos::NUM : forms.is(i, word);
    });
  };
  // "A stolen car" has a participle, "rebels attacked helicopters" a verb.
  auto is_verb = [&](TokenIndex i) { return parse[i].upos == Upos::VERB && parse[i].relation != Relation::amod; };
  std::vector<TokenIndex> held;
  auto stands = [&](const Idiom& idiom, TokenIndex from, TokenIndex limit) {
    if (is_verb(from) != (idiom.word_class == WordClass::verb)) return false;
    held.assign(1, from);
    for (size_t k = 1; k < idiom.words.size(); ++k) {
      TokenIndex next = held.back() + 1;
      if (idiom.words[k].empty()) {
        ++k;
        const TokenIndex last = std::min(limit, next + kWidestGap + 1);
        while (next < last && !is(next, idiom.words[k])) {
          if (parse[next].upos == Upos::PUNCT || parse[next].upos == Upos::CCONJ || is_verb(next)) return false;
          ++next;
        }
        if (next >= last) return false;
      }
      if (next >= limit || !is(next, idiom.words[k]) || is_verb(next)) return false;
      held.push_back(next);
    }
    return true;
  };
  for (const Sentence& s : parse.tokens().sentences)
    for (TokenIndex i = s.tokens.begin; i < s.tokens.end; ++i)
      for (std::string_view first : {forms.lemma(i), forms.word(i)}) {
        auto found = idioms_by_first_.find(first);
        if (found == idioms_by_first_.end()) continue;
        for (size_t k : found->second)
          if (stands(idioms_[k], i, s.tokens.end))
            for (TokenIndex at : held) idle[static_cast<size_t>(at)] = true;
      }
  return idle;
}

std::vector<bool> EventLexicon::words_of_idioms(const Parse& parse) const {
  return words_of_idioms(parse, Forms(parse));
}

std::optional<Error> EventLexicon::load_learned(const KnowledgeSource& source, const Kinds& kinds) {
  const std::string file = "events/learned_words.tsv";
  auto rows = read_tsv(source, file, {"word", "class", "kind", "often"});
  if (!rows) return rows.error();
  // What such an event does to whom follows from its kind; the rules of that kind say what its counted ones suffer.
  std::map<std::string_view, size_t> rule_of;
  for (const TsvRow& row : *rows) {
    auto bad = [&](std::string what) { return Error{file, row.line, std::move(what), "sayso-event-trainer --words"}; };
    const std::string_view kind = row.cells[2];
    if (kinds.find(kind) == nullptr) return bad("no kind " + std::string(kind));
    auto [it, fresh] = rule_of.try_emplace(kind, rules_.size());
    if (fresh) {
      EventRule rule;
      rule.id = "learned-" + std::string(kind);
      rule.kind = kind;
      rule.file = file;
      rule.line = row.line;
      rule.weak = true;
      for (const EventRule& other : rules_)
        if (other.kind == rule.kind && !other.weak && !other.sure) {
          rule.frame = other.frame == Frame::suffer ? Frame::act : other.frame;
          rule.harm = other.harm;
          rule.means = other.means;
          break;
        }
      rules_.push_back(std::move(rule));
      unless_.emplace_back();
    }
    Pattern pattern{{std::string(row.cells[0])}, it->second, WordClass::verb, 0, true, std::string(row.cells[0])};
    if (row.cells[1] == "noun")
      pattern.word_class = WordClass::noun;
    else if (row.cells[1] == "adjective")
      pattern.word_class = WordClass::adjective;
    else if (row.cells[1] != "verb")
      return bad("the class is none of verb, noun, adjective");
    if (row.cells[3].size() != 1 || row.cells[3][0] < '0' || row.cells[3][0] > '9')
      return bad("how often is one digit");
    pattern.often = row.cells[3][0] - '0';
    by_head_[pattern.words[0]].push_back(std::move(pattern));
  }
  return std::nullopt;
}

bool EventLexicon::fits(const Parse& parse, const Forms& forms, TokenRange sentence, TokenIndex head,
                        const Pattern& pattern, TokenRange* trigger) const {
  const auto& words = pattern.words;
  TokenIndex begin = head, end = head + 1;
  if (pattern.word_class != WordClass::verb) {  // contiguous
    begin = head - static_cast<TokenIndex>(pattern.head);
    end = begin + static_cast<TokenIndex>(words.size());
    if (begin < sentence.begin || end > sentence.end) return false;
    for (size_t i = 0; i < words.size(); ++i)
      if (!forms.is(begin + static_cast<TokenIndex>(i), words[i])) return false;
  } else {
    constexpr TokenIndex kGap = 4;
    TokenIndex at = head;
    for (size_t i = 1; i < words.size(); ++i) {
      TokenIndex next = at + 1, last = std::min(sentence.end, at + 1 + kGap);
      while (next < last && !forms.is(next, words[i])) {
        if (parse[next].upos == Upos::PUNCT || parse[next].upos == Upos::VERB) return false;
        // "Forced more than 9,000 people from their homes": how many is no matter.
        const bool counts = parse[next].upos == Upos::NUM || parse[next].relation == Relation::fixed ||
                            parse[next].lemma == "of" || parse[next].lemma == "than";
        if (counts && last < sentence.end) ++last;
        ++next;
      }
      if (next >= last) return false;
      at = next;
    }
    end = at + 1;
    // "set the house on fire": the words between are no part of the trigger unless they are few.
    if (end - begin > static_cast<TokenIndex>(words.size()) + 1) end = begin + 1;
  }
  *trigger = {begin, end};
  return true;
}

bool EventLexicon::excluded(const Forms& forms, TokenRange sentence, size_t rule, TokenRange trigger) const {
  for (const Phrase& phrase : unless_[rule]) {
    auto n = static_cast<TokenIndex>(phrase.size());
    for (TokenIndex at = std::max(sentence.begin, trigger.begin - n + 1); at < trigger.end && at + n <= sentence.end;
         ++at) {
      bool all = true;
      for (TokenIndex k = 0; k < n && all; ++k) all = forms.is(at + k, phrase[static_cast<size_t>(k)]);
      if (all) return true;
    }
  }
  return false;
}

void EventLexicon::match_word(const Parse& parse, const Forms& forms, TokenRange sentence, TokenIndex i,
                              std::string_view key, std::vector<EventCandidate>& out, size_t first,
                              const Keep* keep) const {
  auto found = by_head_.find(key);
  if (found == by_head_.end()) return;
  const Word& word = parse[i];
  for (const Pattern& pattern : found->second) {
    if (!class_fits(word, pattern.word_class)) continue;
    if (pattern.often >= 0 && out.size() > first && out[first].often < 0) continue;  // where a rule speaks it is silent
    // A learned word is of the class that it was learned in, as a noun here and a verb there it is two.
    if (pattern.often >= 0 && class_of(word) != pattern.word_class) continue;
    EventCandidate c;
    if (!is_below(parse, i, rules_[pattern.rule].below) || !is_done_by(parse, i, rules_[pattern.rule].doer)) continue;
    if (const auto& target = rules_[pattern.rule].target;
        !target.empty() && !is_headed_by(parse, deep_object(parse, i), target))
      continue;
    if (key.front() == '~')
      c.trigger = {i, i + 1};
    else if (!fits(parse, forms, sentence, i, pattern, &c.trigger) ||
             excluded(forms, sentence, pattern.rule, c.trigger))
      continue;
    c.head = i;
    c.rule = &rules_[pattern.rule];
    c.word_class = pattern.word_class;
    c.weak = pattern.weak;
    c.often = pattern.often;
    c.pattern = pattern.text;
    if (keep != nullptr && c.often >= 0 && !(*keep)(c)) continue;
    // Of one rule's patterns on one head the longest counts, then the one of the word's own class.
    bool known = false;
    for (size_t k = first; k < out.size(); ++k) {
      if (out[k].rule != c.rule) continue;
      known = true;
      bool fits_tag = (c.word_class == WordClass::verb) == (word.upos == Upos::VERB);
      bool old_fits = (out[k].word_class == WordClass::verb) == (word.upos == Upos::VERB);
      if (c.trigger.size() != out[k].trigger.size() ? c.trigger.size() > out[k].trigger.size() : fits_tag && !old_fits)
        out[k] = c;
    }
    if (!known) out.push_back(std::move(c));
  }
}

namespace {

// "The city fell": of rules on one word, those that ask who does it, and are answered, say more than the others.
void keep_those_of_a_doer(std::vector<EventCandidate>& out, size_t first) {
  auto asks = [](const EventCandidate& c) { return !c.rule->doer.empty(); };
  const auto begin = out.begin() + static_cast<ptrdiff_t>(first);
  if (std::any_of(begin, out.end(), asks)) out.erase(std::remove_if(begin, out.end(), std::not_fn(asks)), out.end());
}

}  // namespace

std::vector<EventCandidate> EventLexicon::match(const Parse& parse, const Keep* keep) const {
  std::vector<EventCandidate> out;
  Forms forms(parse);
  const std::vector<bool> idle = words_of_idioms(parse, forms);
  for (const Sentence& s : parse.tokens().sentences) {
    for (TokenIndex i = s.tokens.begin; i < s.tokens.end; ++i) {
      const Word& word = parse[i];
      if (word.upos == Upos::PUNCT || word.upos == Upos::DET || word.upos == Upos::ADP) continue;
      if (idle[static_cast<size_t>(i)]) continue;
      const size_t first = out.size();
      match_word(parse, forms, s.tokens, i, forms.lemma(i), out, first, keep);
      if (forms.word(i) != forms.lemma(i)) match_word(parse, forms, s.tokens, i, forms.word(i), out, first, keep);
      if (out.size() == first && word.word_class != 0)
        match_word(parse, forms, s.tokens, i, class_key(word.word_class), out, first, keep);
      keep_those_of_a_doer(out, first);
    }
  }
  return out;
}

}  // namespace sayso
