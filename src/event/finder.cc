#include "event/finder.h"

#include <fmt/format.h>

#include <algorithm>

#include "event/circumstances.h"
#include "event/clause.h"
#include "event/kind_choice.h"
#include "event/role_choice.h"
#include "event/second_look.h"
#include "event/tolls.h"

namespace sayso {

std::string_view name(Modality modality) {
  switch (modality) {
    case Modality::actual:
      return "actual";
    case Modality::possible:
      return "possible";
    case Modality::future:
      return "future";
  }
  return "actual";
}

namespace {

constexpr int kSure = 1 << 20;  // above any score that the judge gives

bool is_effect(const Kinds& kinds, const Event& event) {
  const Kind* k = kinds.find(event.kind);
  return k != nullptr && k->is_effect();
}

bool is_means(const Kinds& kinds, const Event& event) {
  const Kind* k = kinds.find(event.kind);
  return k != nullptr && k->is_means();
}

Modality modality_of(const EventContext& c, const EventWords& words, const EventCandidate& candidate,
                     const std::string& kind) {
  const Parse& parse = c.parse;
  if (kind == "threat") return Modality::future;
  TokenIndex i = candidate.head;
  for (int step = 0; step < 3 && i != kNoToken; ++step) {
    for (TokenIndex child : parse.children(i)) {
      const Word& w = parse[child];
      bool modal = w.relation == Relation::aux && step < 2;
      bool describes = (w.relation == Relation::amod || w.relation == Relation::advmod) && step == 0;
      if (modal && words.possible.contains(w.lemma)) return Modality::possible;
      if (modal && words.future.contains(w.lemma) && w.lemma != "would" && w.lemma != "should") return Modality::future;
      if (describes && words.possible.contains(w.lemma)) return Modality::possible;
    }
    const Word& w = parse[i];
    TokenIndex above = w.head;
    if (above == kNoToken) break;
    bool governed = w.relation == Relation::xcomp || w.relation == Relation::ccomp || w.relation == Relation::acl ||
                    w.relation == Relation::obj || (w.relation == Relation::obl && preposition(parse, i) == "for") ||
                    (w.relation == Relation::nmod && (preposition(parse, i) == "of" || preposition(parse, i) == "for"));
    if (governed) {
      const std::string& lemma = parse[above].lemma;
      bool infinitive =
          parse.child(i, Relation::mark) != kNoToken && parse[parse.child(i, Relation::mark)].lemma == "to";
      bool noun = candidate.word_class == WordClass::noun && i == candidate.head;
      if (words.possible.contains(lemma) && lemma != "seem") return Modality::possible;
      if (words.future.contains(lemma) && (infinitive || (noun && lemma != "order" && lemma != "consider")))
        return Modality::future;
    }
    i = above;
  }
  return Modality::actual;
}

bool is_negated(const Parse& parse, const EventCandidate& candidate) {
  for (TokenIndex c : parse.children(candidate.head)) {
    const std::string& lemma = parse[c].lemma;
    Relation r = parse[c].relation;
    if (r == Relation::advmod && (lemma == "not" || lemma == "never" || lemma == "n't")) return true;
    if (r == Relation::det && lemma == "no" && candidate.word_class == WordClass::noun) return true;
  }
  return false;
}

// A headline only says again what the body tells: its events count where there is no body.
bool is_repeated_by_body(const Report& report, const Sentence& sentence) {
  BlockRole role = report.blocks[sentence.block].role;
  if (role != BlockRole::title && role != BlockRole::heading) return false;
  return std::any_of(report.blocks.begin(), report.blocks.end(),
                     [](const Block& b) { return b.role == BlockRole::paragraph; });
}

// "Blamed each other for resuming the attacks": what was begun is no event beside its beginning.
void drop_what_was_begun(const Parse& parse, std::vector<Event>& events) {
  std::erase_if(events, [&](const Event& e) {
    if (parse[e.head].relation != Relation::obj) return false;
    return std::any_of(events.begin(), events.end(),
                       [&](const Event& other) { return other.kind == "blame" && other.head == parse.head(e.head); });
  });
}

// True where harm is told as the effect of an act in the same breath: "the strike killed", "killed in an ambush",
// "killed when troops fired", "a missile hit the block, killing 25".
bool is_effect_of(const Parse& parse, TokenIndex harm, TokenIndex act) {
  const Word& a = parse[act];
  const Word& h = parse[harm];
  if (a.head == harm) {
    if (a.relation == Relation::nsubj && !is_passive(parse, harm)) return true;
    if (a.relation == Relation::obl || a.relation == Relation::obl_agent || a.relation == Relation::nmod) {
      std::string_view p = preposition(parse, act);
      if (p == "after")
        return h.relation == Relation::amod || h.relation == Relation::acl;  // "flats damaged after shelling"
      return p == "in" || p == "by" || p == "during" || p == "from" || p == "with" || p == "under";
    }
    if (a.relation == Relation::advcl && a.upos == Upos::VERB) {
      TokenIndex mark = parse.child(act, Relation::mark);
      if (mark == kNoToken) mark = parse.child(act, Relation::advmod);
      if (mark == kNoToken) return false;
      if (parse[mark].lemma == "after") return h.relation == Relation::amod || h.relation == Relation::acl;
      return parse[mark].lemma == "when" || parse[mark].lemma == "as";
    }
  }
  return h.head == act && h.relation == Relation::advcl && h.xpos == "VBG";
}

// Drops the events of `gone`; the others keep their order.
void drop_gone(const std::vector<char>& gone, std::vector<Event>& events) {
  size_t kept = 0;
  for (size_t k = 0; k < events.size(); ++k)
    if (!gone[k]) {
      if (kept != k) events[kept] = std::move(events[k]);
      ++kept;
    }
  events.resize(kept);
}

// One act and its harm are one event, named by the act: the harm's word is left out, what it befell goes to the act.
// (Its tolls follow by themselves: they go to the event of the clause.)
void merge_harm(const Parse& parse, const Kinds& kinds, std::vector<Event>& events) {
  std::vector<char> gone(events.size(), 0);
  for (size_t h = 0; h < events.size(); ++h) {
    if (!is_effect(kinds, events[h])) continue;
    for (size_t a = h > 6 ? h - 6 : 0; a < events.size() && a < h + 7; ++a) {
      if (a == h || gone[a] || events[a].sentence != events[h].sentence) continue;
      if (!is_means(kinds, events[a]) || !is_effect_of(parse, events[h].head, events[a].head)) continue;
      gone[h] = 1;
      for (Participant& p : events[h].on) events[a].on.push_back(std::move(p));
      if (events[a].by.empty()) events[a].by = std::move(events[h].by);
      break;
    }
  }
  drop_gone(gone, events);
}

// Two words for one happening, where the tree shows that the one only completes the other. Which of the two stays says
// the way they hang together.
enum class Twice : uint8_t { no, first, second };

class ToldTwice {
 public:
  ToldTwice(const EventContext& context, const EventWords& words, const Kinds& kinds)
      : parse_(context.parse), words_(words), kinds_(kinds) {}

  Twice of(const Event& a, const Event& b) const {
    if (Twice t = below(a, b); t != Twice::no) return t;
    const Twice t = below(b, a);
    return t == Twice::first ? Twice::second : t == Twice::second ? Twice::first : Twice::no;
  }

 private:
  // Whether `low` hangs below `high` so that both tell of one happening.
  Twice below(const Event& high, const Event& low) const {
    const Word& w = parse_[low.head];
    // "Took 12 soldiers prisoner": the parser takes the noun for another name of the soldiers.
    const bool beside = w.relation == Relation::appos && parse_.head(w.head) == high.head &&
                        (parse_[w.head].relation == Relation::obj || parse_[w.head].relation == Relation::nsubj_pass);
    if (w.head != high.head && !beside) return Twice::no;
    const bool verb = parse_[high.head].upos == Upos::VERB, noun = w.upos != Upos::VERB;
    const bool same = high.kind == low.kind, akin = same || same_family(high, low);
    switch (w.relation) {
      case Relation::compound:
      case Relation::amod:
      case Relation::nmod_desc:  // "rocket fire", "missile strikes"
        return same && noun && !verb ? Twice::first : Twice::no;
      case Relation::obj:
      case Relation::appos:
      case Relation::xcomp:  // "took them prisoner", "broke the truce"
        return akin && verb && noun ? Twice::first : Twice::no;
      case Relation::obl:
      case Relation::obl_agent:
      case Relation::obl_unmarked: {  // "set on fire"; "hit by gunfire", "shot in an attack"
        if (!verb || !noun || !(same || (akin && means(high) && means(low)))) return Twice::no;
        const std::string_view p = preposition(parse_, low.head);
        return p == "by" || p == "in" || p == "under" ? named_by(low) : Twice::first;
      }
      case Relation::nsubj:
      case Relation::nsubj_pass:  // "air strikes hit a market", "rockets landed"
        if (!verb || !noun || !(same || (means(high) && means(low)))) return Twice::no;
        return named_by(low);
      case Relation::acl_relcl:  // "attacks that aimed at"
        return same && !verb && !noun && deep_subject(parse_, low.head) == high.head ? Twice::first : Twice::no;
      case Relation::advcl:  // "laid siege to the town, besieging it"
        return same && verb && w.xpos == "VBG" ? Twice::first : Twice::no;
      case Relation::conj:  // "rammed and sank a trawler"
        return same && verb && !noun && shares_object(high.head, low.head) ? Twice::first : Twice::no;
      default:
        return Twice::no;
    }
  }
  bool same_family(const Event& a, const Event& b) const {
    const Kind *x = kinds_.find(a.kind), *y = kinds_.find(b.kind);
    return x != nullptr && y != nullptr && x->family == y->family;
  }
  // A deed's noun names what happened ("air strikes hit"); of what is sent and lands the verb does ("rockets landed").
  Twice named_by(const Event& noun) const {
    return words_.projectiles.contains(parse_[noun.head].lemma) ? Twice::first : Twice::second;
  }
  bool means(const Event& e) const { return is_means(kinds_, e); }

  // Two verbs side by side with one object behind both, or one subject of two passives in front.
  bool shares_object(TokenIndex first, TokenIndex second) const {
    constexpr TokenIndex kNear = 4;
    if (second - first > kNear || is_passive(parse_, first) != is_passive(parse_, second)) return false;
    for (TokenIndex c : parse_.children(second)) {
      const Relation r = parse_[c].relation;
      if (r == Relation::nsubj || r == Relation::nsubj_pass) return false;
      if (r == Relation::obj && parse_.child(first, Relation::obj) != kNoToken) return false;
    }
    return is_passive(parse_, first) || parse_.child(first, Relation::obj) == kNoToken ||
           parse_.child(first, Relation::obj) > second;
  }

  const Parse& parse_;
  const EventWords& words_;
  const Kinds& kinds_;
};

// Of two words for one happening one stays: with what the other was told of it, and with its kind where that says more.
void merge_told_twice(const EventContext& context, const EventWords& words, const Kinds& kinds,
                      std::vector<Event>& events) {
  constexpr size_t kNear = 4;
  const ToldTwice twice(context, words, kinds);
  std::vector<char> gone(events.size(), 0);
  for (size_t i = 0; i < events.size(); ++i)
    for (size_t k = i + 1; k < std::min(events.size(), i + kNear) && !gone[i]; ++k) {
      if (gone[k] || events[k].sentence != events[i].sentence || events[k].negated != events[i].negated) continue;
      const Twice stays = twice.of(events[i], events[k]);
      if (stays == Twice::no) continue;
      Event &kept = events[stays == Twice::first ? i : k], &other = events[stays == Twice::first ? k : i];
      gone[stays == Twice::first ? k : i] = 1;
      if (kept.by.empty()) kept.by = std::move(other.by);
      if (kept.on.empty()) kept.on = std::move(other.on);
      // "Attacked in a raid", "held hostage": what says more of how it was done names it.
      if (kept.kind == "attack" || other.kind == "abduction") kept.kind = other.kind;
      if (other.trigger.end == kept.trigger.begin) kept.trigger.begin = other.trigger.begin;
    }
  drop_gone(gone, events);
}

// "The fighting", "the attack", and fights told again: their sides are those of the event of that family told before.
void inherit_participants(const Parse& parse, const Kinds& kinds, std::vector<Event>& events) {
  constexpr size_t kSentences = 4;
  for (size_t k = 0; k < events.size(); ++k) {
    Event& e = events[k];
    if (!e.by.empty() || !e.on.empty() || parse[e.head].upos == Upos::VERB) continue;
    const Kind* kind = kinds.find(e.kind);
    TokenIndex d = parse.child(e.head, Relation::det);
    bool definite = d != kNoToken && (parse[d].lemma == "the" || parse[d].lemma == "this" ||
                                      parse[d].lemma == "these" || parse[d].lemma == "that");
    if (kind == nullptr || (!definite && e.kind != "clash")) continue;
    for (size_t i = k; i-- > 0 && events[i].sentence + kSentences >= e.sentence;) {
      const Kind* other = kinds.find(events[i].kind);
      if (other == nullptr || other->family != kind->family || (events[i].by.empty() && events[i].on.empty())) continue;
      e.by = events[i].by;
      e.on = events[i].on;
      e.same_as = static_cast<int32_t>(i);
      break;
    }
  }
}

}  // namespace

EventFinder::EventFinder(Kinds kinds, EventLexicon lexicon, EventWords words, Judge judge, ChoiceWeights choices,
                         Judge second, const MentionFinder* finder)
    : kinds_(std::move(kinds)),
      lexicon_(std::move(lexicon)),
      words_(std::move(words)),
      judge_(std::move(judge)),
      second_(std::move(second)),
      choices_(std::move(choices)),
      finder_(finder) {}

Result<EventFinder> EventFinder::load(const KnowledgeSource& source, const MentionFinder* finder) {
  auto kinds = Kinds::load(source);
  if (!kinds) return kinds.error();
  auto lexicon = EventLexicon::load(source, *kinds);
  if (!lexicon) return lexicon.error();
  auto words = EventWords::load(source, *kinds);
  if (!words) return words.error();
  auto judge = Judge::load(source, "events/weights.tsv");
  if (!judge) return judge.error();
  auto second = Judge::load(source, "events/second_weights.tsv");
  if (!second) return second.error();
  auto choices = ChoiceWeights::load(source, *kinds);
  if (!choices) return choices.error();
  return EventFinder(std::move(*kinds), std::move(*lexicon), std::move(*words), std::move(*judge), std::move(*choices),
                     std::move(*second), finder);
}

namespace {

// "a damaged after shelling flat": the participle says what the event named behind it did, and is no event of its own.
bool is_result_of_another(const EventContext& context, const std::vector<Judged>& all,
                          const std::vector<size_t>& chosen, size_t k) {
  const TokenIndex head = all[k].candidate.head;
  if (all[k].candidate.word_class != WordClass::verb || context.parse[head].xpos != "VBN") return false;
  for (const Count& count : context.mentions.counts)
    if (count.phrase.contains(head) && count.unit != kNoToken && head < count.unit)
      return std::any_of(chosen.begin(), chosen.end(),
                         [&](size_t m) { return all[m].candidate.head > head && all[m].candidate.head < count.unit; });
  return false;
}

}  // namespace

std::vector<Judged> EventFinder::candidates(const EventContext& context, const EventLexicon::Keep* keep) const {
  std::vector<Judged> out;
  for (EventCandidate& c : lexicon_.match(context.parse, keep)) {
    const Sentence& sentence = context.parse.tokens().sentences[context.parse.tokens().sentence_of(c.head)];
    if (is_repeated_by_body(context.report, sentence)) continue;
    Judged j;
    j.kind = c.rule->kind;
    if (c.rule->means)
      if (std::string_view by_means = kind_by_means(context.parse, words_, c.head); !by_means.empty())
        j.kind = by_means;
    j.candidate = std::move(c);
    out.push_back(std::move(j));
  }
  return out;
}

std::vector<std::vector<std::string>> EventFinder::features(const EventContext& context,
                                                            const std::vector<Judged>& all) const {
  std::vector<std::vector<std::string>> out(all.size());
  judge_features(context, words_, all, true, [&](size_t k, const Evidence& e) { out[k] = e.names(); });
  return out;
}

Participants EventFinder::participants(const EventContext& context, const EventCandidate& candidate) const {
  return find_participants(context, words_, candidate);
}

std::vector<Event> EventFinder::find(const Report& report, const Parse& parse, const Mentions& mentions,
                                     ChoiceObserver* observer) const {
  EventContext context{report, parse, mentions, *finder_};

  // Every place where a rule's words stand, weighed.
  std::vector<Judged> all = candidates(context);
  judge_features(context, words_, all, false, [&](size_t k, const Evidence& e) {
    all[k].score = all[k].candidate.rule->sure ? kSure : judge_.score(e);
  });

  const int least = threshold_for(parse, all, judge_.threshold());

  // Of rules that claim the same words the likeliest stands, if the others around it leave room for it.
  const std::vector<size_t> asked = candidates_for_second_look(context, all, least);
  std::vector<size_t> chosen;
  second_look(context, kinds_, all, asked, least, false, [&](size_t i, const Evidence& e) {
    const bool accepted = all[asked[i]].candidate.rule->sure || second_.score(e) >= second_.threshold();
    if (accepted) chosen.push_back(asked[i]);
    return accepted;
  });
  std::sort(chosen.begin(), chosen.end());
  const std::vector<size_t> before = chosen;
  std::erase_if(chosen, [&](size_t k) { return is_result_of_another(context, all, before, k); });

  std::vector<Event> events;
  std::vector<HarmWord> harm;
  for (size_t k : chosen) {
    const Judged& j = all[k];
    Event e;
    e.trigger = j.candidate.trigger;
    e.head = j.candidate.head;
    e.sentence = parse.tokens().sentence_of(e.head);
    e.kind = j.kind;
    e.modality = modality_of(context, words_, j.candidate, j.kind);
    e.begins = j.candidate.rule->frame == Frame::begin;
    e.negated = is_negated(parse, j.candidate);
    Participants who = participants(context, j.candidate);
    e.by = std::move(who.by);
    e.on = std::move(who.on);
    e.rule = fmt::format("{}:{} {} \"{}\" score {}", j.candidate.rule->file, j.candidate.rule->line,
                         j.candidate.rule->id, j.candidate.pattern, j.score);
    events.push_back(std::move(e));
  }

  std::vector<const Judged*> found;
  for (size_t k : chosen) found.push_back(&all[k]);
  if (observer != nullptr) observer->begin(events);
  choose_kinds(context, words_, choices_.kind_groups, choices_.kind, found, events, observer);

  drop_what_was_begun(parse, events);
  merge_harm(parse, kinds_, events);
  merge_told_twice(context, words_, kinds_, events);

  // Words of harm carry tolls, whether they are events of their own or not.
  for (size_t k = 0; k < all.size(); ++k) {
    const EventCandidate& candidate = all[k].candidate;
    if (candidate.rule->harm.empty()) continue;
    const bool is_event = std::binary_search(chosen.begin(), chosen.end(), k);
    HarmWord word{candidate.head,       candidate.rule->harm, candidate.rule->frame,
                  candidate.word_class, candidate.weak,       is_event};
    // Of rules on one word the one that is an event speaks.
    if (harm.empty() || harm.back().head != candidate.head)
      harm.push_back(std::move(word));
    else if (is_event)
      harm.back() = std::move(word);
  }
  inherit_participants(parse, kinds_, events);
  if (observer != nullptr) observer->begin(events);
  choose_roles(context, words_, kinds_, {choices_.role, choices_.side, choices_.party}, events, observer);
  bind_tolls(context, words_, choices_.toll, harm, events, observer);
  find_circumstances(context, choices_, events, observer);
  return events;
}

}  // namespace sayso
