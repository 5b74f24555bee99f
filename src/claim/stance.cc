#include "claim/stance.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "claim/source_rules.h"
#include "claim/words.h"

namespace sayso {
namespace {

constexpr std::string_view kFile = "claims/stance.toml";
constexpr TokenIndex kHedgeReach = 4;

template <typename T, size_t N>
std::optional<T> by_name(std::string_view text, const std::array<T, N>& values) {
  for (T value : values)
    if (name(value) == text) return value;
  return std::nullopt;
}

constexpr std::array<Stance, 5> kStances = {Stance::asserts, Stance::denies, Stance::accuses, Stance::confirms,
                                            Stance::unknown};
constexpr std::array<CueClass, 7> kClasses = {CueClass::neutral,   CueClass::distancing, CueClass::confirming,
                                              CueClass::denying,   CueClass::accusing,   CueClass::conceding,
                                              CueClass::estimating};
constexpr std::array<Certainty, 3> kCertainties = {Certainty::certain, Certainty::probable, Certainty::possible};

std::vector<std::string> strings(const toml::table& table, std::string_view key) {
  std::vector<std::string> out;
  if (const toml::array* list = table[key].as_array())
    for (const toml::node& node : *list)
      if (auto s = node.value<std::string>()) out.push_back(*s);
  return out;
}

bool under_cue(const Parse& parse, const Event& event, const Saying& saying) {
  TokenIndex trigger = event.head != kNoToken ? event.head : event.trigger.begin;
  return saying.content.contains(trigger) || saying.content2.contains(trigger) ||
         parse.dominates(saying.cue.head, trigger);
}

TokenRange window(const Parse& parse, const Event& event, int reach) {
  TokenRange sentence = parse.tokens().sentences[event.sentence].tokens;
  if (reach == 0) return sentence;
  return {std::max(sentence.begin, event.trigger.begin - reach), std::min(sentence.end, event.trigger.end + reach)};
}

bool any_word(const Parse& parse, TokenIndex i, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return same_text(parse.word(i), w); });
}

bool is_not(const Parse& parse, TokenIndex i) {
  return any_word(parse, i, {"not", "n't", "n’t", "never", "neither", "nor"});
}
bool is_no(const Parse& parse, TokenIndex i) {
  return any_word(parse, i, {"no", "none", "nobody", "nothing"}) ||
         (same_text(parse.word(i), "single") && i > 1 && is_not(parse, i - 2));
}

}  // namespace

Negation negation_of(const Parse& parse, const Event& event, TokenIndex cue) {
  TokenIndex head = event.head != kNoToken ? event.head : event.trigger.begin;
  Negation found = Negation::none;
  // The trigger itself, then the verb it depends on ("carried out no attack", "did not carry out the attack").
  for (int step = 0; step < 2 && head != kNoToken && head != cue; ++step) {
    for (TokenIndex c : parse.children(head)) {
      if (parse[c].upos == Upos::PUNCT) continue;
      if (is_not(parse, c) && parse[c].upos != Upos::CCONJ) return Negation::verb;
      if (is_no(parse, c)) found = Negation::nobody;
      Relation relation = parse[c].relation;
      if (relation != Relation::nsubj && relation != Relation::nsubj_pass && relation != Relation::obj) continue;
      for (TokenIndex g : parse.children(c))
        if (is_no(parse, g) || (is_not(parse, g) && g < c)) found = Negation::nobody;
    }
    if (found != Negation::none) return found;
    Relation relation = parse[head].relation;
    if (relation != Relation::obj && relation != Relation::nsubj && relation != Relation::nsubj_pass &&
        relation != Relation::xcomp)
      break;
    head = parse.head(head);
  }
  return found;
}

Result<StanceRules> StanceRules::load(const KnowledgeSource& source) {
  auto text = source.text(std::string(kFile));
  if (!text) return text.error();
  toml::table root;
  try {
    root = toml::parse(*text, kFile);
  } catch (const toml::parse_error& e) {
    return Error{std::string(kFile), e.source().begin.line, std::string(e.description()), ""};
  }
  StanceRules out;
  std::optional<Error> error;
  auto fault = [&](const toml::node& at, std::string what) {
    if (!error) error = Error{std::string(kFile), at.source().begin.line, std::move(what), ""};
  };
  auto patterns = [&](const toml::table& table, std::string_view key) {
    std::vector<Pattern> list;
    for (const std::string& s : strings(table, key)) {
      list.emplace_back(s);
      if (!list.back().ok()) fault(table, "a pattern begins and ends with a word: '" + s + "'");
    }
    return list;
  };
  auto indexed = [&](const toml::table& table, std::string_view key) {
    std::vector<PatternIndex::Id> list;
    for (Pattern& p : patterns(table, key))
      if (p.ok()) list.push_back(out.patterns_.add(std::move(p)));
    return list;
  };
  if (const toml::array* rules = root["rule"].as_array())
    for (const toml::node& node : *rules) {
      const toml::table* table = node.as_table();
      if (table == nullptr) continue;
      StanceRule rule;
      rule.line = table->source().begin.line;
      rule.name = (*table)["name"].value_or(std::string());
      if (rule.name.empty()) fault(*table, "a rule needs a name");
      auto stance = by_name((*table)["stance"].value_or(std::string()), kStances);
      if (!stance) fault(*table, "rule '" + rule.name + "' has no stance");
      rule.stance = stance.value_or(Stance::asserts);
      rule.sourced = (*table)["sourced"].value<bool>();
      for (const std::string& s : strings(*table, "class")) {
        auto cue_class = by_name(s, kClasses);
        if (!cue_class) fault(*table, "unknown class '" + s + "'");
        rule.classes.push_back(cue_class.value_or(CueClass::neutral));
      }
      rule.cues = patterns(*table, "cue");
      rule.cue_negated = (*table)["cue_negated"].value<bool>();
      rule.content = (*table)["content"].value<bool>();
      rule.doer = (*table)["doer"].value<bool>();
      for (const std::string& s : strings(*table, "negated")) {
        if (s == "none")
          rule.negations.push_back(Negation::none);
        else if (s == "verb")
          rule.negations.push_back(Negation::verb);
        else if (s == "nobody")
          rule.negations.push_back(Negation::nobody);
        else
          fault(*table, "unknown negation '" + s + "'");
      }
      rule.kinds = strings(*table, "kind");
      rule.not_kinds = strings(*table, "not_kind");
      rule.words = indexed(*table, "words");
      rule.unless = indexed(*table, "unless");
      rule.reach = (*table)["reach"].value_or(12);
      rule.yes = strings(*table, "yes");
      rule.no = strings(*table, "no");
      if (rule.yes.empty()) fault(*table, "rule '" + rule.name + "' has no example");
      out.rules_.push_back(std::move(rule));
    }
  if (const toml::array* hedges = root["hedge"].as_array())
    for (const toml::node& node : *hedges) {
      const toml::table* table = node.as_table();
      if (table == nullptr) continue;
      auto certainty = by_name((*table)["certainty"].value_or(std::string()), kCertainties);
      if (!certainty) fault(*table, "a hedge needs a certainty");
      for (PatternIndex::Id words : indexed(*table, "words"))
        out.hedges_.push_back({words, certainty.value_or(Certainty::certain)});
    }
  if (const toml::table* falsehood = root["falsehood"].as_table()) {
    out.falsehood_ = indexed(*falsehood, "words");
    out.no_falsehood_ = indexed(*falsehood, "unless");
  }
  if (const toml::table* granted = root["granted"].as_table()) out.granted_behind_ = strings(*granted, "behind");
  if (const toml::table* answer = root["answer"].as_table()) {
    AnswerWords& a = out.answers_;
    for (auto [key, list] :
         {std::pair("whole", &a.whole), std::pair("nouns", &a.nouns), std::pair("charges", &a.charges),
          std::pair("figures", &a.figures), std::pair("stand_ins", &a.stand_ins), std::pair("naming", &a.naming),
          std::pair("echoes", &a.echoes), std::pair("alike", &a.alike), std::pair("not_denied", &a.not_denied),
          std::pair("counting", &a.counting), std::pair("making", &a.making), std::pair("nobody", &a.nobody),
          std::pair("deeds", &a.deeds), std::pair("victims", &a.victims), std::pair("hurt", &a.hurt),
          std::pair("losses", &a.losses), std::pair("takings", &a.takings)})
      *list = strings(*answer, key);
  }
  if (error) return *error;
  return out;
}

// "It was not clear what began the fighting, the worst since clashes in July killed 16": what an adverbial clause, an
// apposition or a clause put beside tells is known, where the words that say "not known" stand outside it; so is what
// stands behind "since" and the like.
bool StanceReader::is_aside(const Event& event, TokenRange words) const {
  const Parse& parse = *context_.parse;
  const std::vector<std::string>& granted_behind = rules_.granted_behind_;
  for (TokenIndex i = event.head; i != kNoToken; i = parse.head(i)) {
    Relation relation = parse[i].relation;
    bool taken_for_granted = std::any_of(parse.children(i).begin(), parse.children(i).end(), [&](TokenIndex c) {
      return parse[c].relation == Relation::case_ &&
             std::find(granted_behind.begin(), granted_behind.end(), parse[c].lemma) != granted_behind.end();
    });
    if (taken_for_granted || relation == Relation::advcl || relation == Relation::parataxis ||
        relation == Relation::appos) {
      TokenIndex mark = parse.child(i, Relation::mark);  // "whether it had been shelled" is what is not known
      bool asks = mark != kNoToken && (parse[mark].lemma == "whether" || parse[mark].lemma == "if");
      return !asks && !parse.dominates(i, words.begin);
    }
  }
  return false;
}

// "a figure the army dismissed as propaganda", ", but the general said this was a lie": the words of another who
// denies.
bool StanceReader::of_another(const Saying* mine, TokenRange words) const {
  if (mine == nullptr || mine->speakers.empty() || mine->cue.head > words.begin) return false;
  const Parse& parse = *context_.parse;
  auto stands_beside = [&](const Saying& other) {
    if (!parse.dominates(mine->cue.head, other.cue.head)) return true;
    const Word& w = parse[other.cue.head];
    return w.head == mine->cue.head && (w.relation == Relation::conj || w.relation == Relation::parataxis);
  };
  for (uint32_t k = context_.first_saying[mine->sentence]; k < context_.first_saying[mine->sentence + 1]; ++k) {
    const Saying& other = (*context_.sayings)[k];
    if (&other == mine || other.speakers.empty() || other.cue.entry->kind != CueKind::verb ||
        other.cue.head <= mine->cue.head)
      continue;
    const bool denies = other.cue.entry->cue_class == CueClass::denying;
    if (!denies && !(other.content.contains(words) && stands_beside(other))) continue;
    // "the rebels said they had no part in it": his own words about himself.
    if (other.speakers[0].head == mine->speakers[0].head || (denies && parse.head(other.cue.head) == mine->cue.head) ||
        parse[other.speakers[0].head].upos == Upos::PRON)
      continue;
    if (other.cue.head <= words.begin && (!denies || parse.dominates(other.cue.head, words.begin))) return true;
    if (other.cue.tokens.contains(words.begin)) return true;
  }
  return false;
}

// "Dismissed the report as propaganda, saying rebels had burned it": what he goes on to say is no part of what is
// false.
bool StanceReader::is_told_anew(const Saying* mine, TokenRange words, const Event& event) const {
  if (mine == nullptr || mine->cue.head < words.end || event.trigger.begin < mine->cue.head) return false;
  const Relation relation = (*context_.parse)[mine->cue.head].relation;
  return relation == Relation::advcl || relation == Relation::conj;
}

bool StanceReader::holds(const StanceRule& rule, const Event& event, const Saying* saying, Negation negation) const {
  const Parse& parse = *context_.parse;
  if (rule.sourced && *rule.sourced != (saying != nullptr)) return false;
  auto has = [](const auto& list, const auto& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
  if (!rule.negations.empty() && !has(rule.negations, negation)) return false;
  if (!rule.kinds.empty() && !has(rule.kinds, event.kind)) return false;
  if (has(rule.not_kinds, event.kind)) return false;
  if (!rule.classes.empty() && (saying == nullptr || !has(rule.classes, saying->cue.entry->cue_class))) return false;
  const bool by_cue = (rule.stance == Stance::denies && !rule.classes.empty()) || rule.stance == Stance::accuses;
  if (by_cue && negation == Negation::none && saying != nullptr && is_told_besides(parse, saying->cue, event.head))
    return false;
  if (rule.cue_negated && (saying == nullptr || *rule.cue_negated != saying->negated)) return false;
  if (rule.content && (saying == nullptr || *rule.content != under_cue(parse, event, *saying))) return false;
  if (rule.doer && *rule.doer == event.by.empty()) return false;
  TokenRange found;
  if (!rule.cues.empty()) {
    if (saying == nullptr) return false;
    TokenRange sentence = parse.tokens().sentences[saying->sentence].tokens;
    bool any = std::any_of(rule.cues.begin(), rule.cues.end(), [&](const Pattern& p) {
      return p.match(parse, saying->cue.tokens.begin, sentence.end, found);
    });
    if (!any) return false;
  }
  TokenRange near = window(parse, event, rule.reach);
  // "Nobody claimed responsibility, but rebels have carried out such attacks": what follows "but" is known.
  auto stands_apart = [&] {
    for (TokenIndex i = found.end; i < event.trigger.begin; ++i)
      if (parse[i].upos == Upos::CCONJ && parse[i].lemma == "but") return true;
    return false;
  };
  auto stands = [&](PatternIndex::Id words) {
    return places_.find(words, near, found) &&
           (rule.stance != Stance::unknown || !(is_aside(event, found) || stands_apart())) &&
           (rule.stance != Stance::denies || !(of_another(saying, found) || is_told_anew(saying, found, event))) &&
           // "Claimed responsibility for the raid, saying that forty were killed": what he says besides is a boast.
           (rule.stance != Stance::confirms || saying == nullptr || found.end >= saying->cue.tokens.begin ||
            !same_text(parse.word(found.end), "for") || !saying->content.contains(event.head));
  };
  if (!rule.words.empty() && std::none_of(rule.words.begin(), rule.words.end(), stands)) return false;
  return std::none_of(rule.unless.begin(), rule.unless.end(), stands);
}

bool StanceReader::says_false(TokenRange words) const {
  TokenRange found;
  const auto holds = [&](PatternIndex::Id id) { return places_.find(id, words, found); };
  return std::any_of(rules_.falsehood_.begin(), rules_.falsehood_.end(), holds) &&
         std::none_of(rules_.no_falsehood_.begin(), rules_.no_falsehood_.end(), holds);
}

bool StanceReader::is_negated(const Event& event) const {
  const Negation negation = negation_of(*context_.parse, event, kNoToken);
  if (!event.negated && negation == Negation::none) return false;
  // "Not only shelled", "did not attack until Monday": what the rules of negation make an exception of.
  TokenRange found;
  for (const StanceRule& rule : rules_.rules_) {
    if (rule.negations.empty()) continue;
    const TokenRange near = window(*context_.parse, event, rule.reach);
    for (PatternIndex::Id words : rule.unless)
      if (places_.find(words, near, found)) return false;
  }
  return true;
}

StanceReading StanceReader::read(const Event& event, const Saying* saying) const {
  StanceReading reading;
  Negation negation = negation_of(*context_.parse, event, saying == nullptr ? kNoToken : saying->cue.head);
  if (negation == Negation::none && event.negated) negation = Negation::verb;
  reading.rule = "default";
  for (const StanceRule& rule : rules_.rules_)
    if (holds(rule, event, saying, negation)) {
      reading.stance = rule.stance;
      reading.rule = rule.name;
      break;
    }
  if (saying != nullptr) reading.certainty = saying->cue.entry->hedge;
  TokenRange near = window(*context_.parse, event, kHedgeReach);
  TokenRange found;
  for (const Hedge& hedge : rules_.hedges_)
    if (hedge.certainty > reading.certainty && places_.find(hedge.words, near, found))
      reading.certainty = hedge.certainty;
  return reading;
}

}  // namespace sayso
