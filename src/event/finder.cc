#include "event/finder.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text_util.h"
#include "event/circumstances.h"
#include "event/clause.h"
#include "event/kind_choice.h"
#include "event/no_event.h"
#include "event/one_happening.h"
#include "event/own_deed.h"
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

// Whether a clause is told of the past: "shelled", "were shelling", "has shelled".
bool is_past(const Parse& parse, TokenIndex verb) {
  if (parse[verb].xpos == "VBD") return true;
  return std::any_of(parse.children(verb).begin(), parse.children(verb).end(), [&](TokenIndex c) {
    const Relation r = parse[c].relation;
    if (r != Relation::aux && r != Relation::aux_pass) return false;
    return parse[c].xpos == "VBD" || (parse[c].lemma == "have" && parse[c].xpos != "VB");
  });
}

// "Flights could not resume because rebels were shelling the runway", "people who were wounded": a reason, and what was
// so, are not held back by what holds the main clause back. A condition is, and so is what is to come with it ("will
// punish whoever attacks").
bool stands_apart(const Parse& parse, const EventWords& words, TokenIndex i) {
  if (parse[i].relation == Relation::acl_relcl) return is_past(parse, i);
  if (parse[i].relation != Relation::advcl) return false;
  const TokenIndex mark = parse.child(i, Relation::mark), when = parse.child(i, Relation::advmod);
  if (mark != kNoToken && parse[mark].lemma == "to") return false;  // "threatened on Monday to attack"
  if (mark == kNoToken) return when != kNoToken && parse[when].xpos == "WRB" && is_past(parse, i);
  return !words.conditions.contains(parse[mark].lemma);
}

// "Said it would bomb the town"; not "would have bombed it", "would shell it every night".
bool is_told_ahead(const Parse& parse, TokenIndex verb) {
  if (parse[verb].relation != Relation::ccomp) return false;
  const auto children = parse.children(verb);
  return std::none_of(children.begin(), children.end(),
                      [&](TokenIndex c) { return parse[c].relation == Relation::aux && parse[c].lemma == "have"; });
}

bool has_aux(const Parse& parse, TokenIndex verb, std::string_view word) {
  const auto children = parse.children(verb);
  return std::any_of(children.begin(), children.end(), [&](TokenIndex c) {
    const Relation r = parse[c].relation;
    return (r == Relation::aux || r == Relation::aux_pass || r == Relation::cop) && parse.word(c) == word;
  });
}

// "Are to meet", "is to be disbanded".
bool is_to_come(const Parse& parse, TokenIndex verb) {
  for (TokenIndex c : parse.children(verb))
    if (parse[c].relation == Relation::mark && parse[c].lemma == "to" && c > 0 && parse[c - 1].lemma == "be" &&
        parse[c - 1].upos == Upos::AUX && (parse.head(c - 1) == verb || parse[verb].relation == Relation::xcomp))
      return true;
  return false;
}

// "Demanded that he be freed", "urged that the town surrender".
bool is_subjunctive(const Parse& parse, TokenIndex verb) {
  if (parse[verb].relation != Relation::ccomp || parse[verb].upos != Upos::VERB) return false;
  return has_aux(parse, verb, "be") || (parse[verb].xpos == "VB" && !has_aux(parse, verb, "did"));
}

// "Are trying", "is pushing".
bool is_under_way(const Parse& parse, TokenIndex verb) {
  return parse[verb].xpos == "VBG" && (has_aux(parse, verb, "is") || has_aux(parse, verb, "are"));
}

// Of several infinitives behind one "to" or one "will": the one before this, kNoToken for the first. ("Threatened to
// burn the huts, seize the herds": a form without an ending is no second "threatened", wherever the parser hangs it.)
TokenIndex infinitive_before(const Parse& parse, TokenIndex i) {
  const auto is_bare = [&](TokenIndex v) { return parse[v].xpos == "VB" || parse[v].xpos == "VBP"; };
  const Word& w = parse[i];
  if (w.relation != Relation::conj || !is_bare(i) || parse[w.head].upos != Upos::VERB) return kNoToken;
  if (parse.child(i, Relation::aux) != kNoToken || parse.child(i, Relation::nsubj) != kNoToken) return kNoToken;
  if (is_bare(w.head))
    return parse[w.head].xpos == "VB" || infinitive_before(parse, w.head) != kNoToken ? w.head : kNoToken;
  const TokenIndex wanted = parse.child(w.head, Relation::xcomp);
  return wanted != kNoToken && wanted < i && parse[wanted].xpos == "VB" ? wanted : kNoToken;
}

// "A possible ambush", "allegedly shot"; of "suspected Turkish air strikes" it is only doubted whose they were.
bool is_of_doubt(const EventContext& c, const EventWords& words, TokenIndex i) {
  const Parse& parse = c.parse;
  bool of_a_side = false;
  for (TokenIndex child : parse.children(i)) {
    if (child > i) break;
    const Place* place = c.mentions.place_at(child);
    of_a_side = of_a_side || place != nullptr;
    if (parse[child].lemma != "suspect") of_a_side = of_a_side || c.mentions.actor_at(child) != nullptr;
  }
  for (TokenIndex child : parse.children(i)) {
    const Word& w = parse[child];
    if (w.relation != Relation::amod && w.relation != Relation::advmod) continue;
    if (words.possible.contains(w.lemma) && !(of_a_side && w.lemma == "suspect")) return true;
  }
  return false;
}

// "Will question two men after the killing of a priest", "will remain after the withdrawal of last month": that is
// over, whatever is still to come.
bool is_over(const EventContext& c, const EventWords& words, const EventCandidate& candidate) {
  const TokenIndex i = candidate.head;
  if (!words.over.contains(preposition(c.parse, i))) return false;
  if (!candidate.rule->harm.empty()) return true;
  const auto today = c.report.today();
  if (!today) return false;
  const Parse& parse = c.parse;
  const auto here = c.mentions.times_in(parse.tokens().sentences[parse.tokens().sentence_of(i)].tokens);
  return std::any_of(here.begin(), here.end(), [&](const Time& time) {
    return c.parse.dominates(i, time.tokens.begin) && time.days.last && *time.days.last < *today;
  });
}

// "The impending withdrawal".
bool is_said_to_come(const Parse& parse, const EventWords& words, TokenIndex i) {
  const auto children = parse.children(i);
  return std::any_of(children.begin(), children.end(), [&](TokenIndex child) {
    return parse[child].relation == Relation::amod &&
           (words.coming.contains(parse[child].lemma) || words.coming.contains(ascii_lower(parse.word(child))));
  });
}

Modality modality_of(const EventContext& c, const EventWords& words, const EventCandidate& candidate,
                     const std::string& kind) {
  const Parse& parse = c.parse;
  if (kind == "threat") return Modality::future;
  TokenIndex i = candidate.head;
  bool doubted = is_of_doubt(c, words, i);
  const bool named = candidate.word_class == WordClass::noun;
  if (named && is_over(c, words, candidate)) return Modality::actual;
  const bool to_come = is_to_come(parse, i) || (named && is_said_to_come(parse, words, i));
  // "Threatened to burn the huts, seize the herds and kill the men": what holds the first back holds the others back.
  for (TokenIndex before = infinitive_before(parse, i); before != kNoToken; before = infinitive_before(parse, i)) {
    i = before;
    doubted = doubted || is_of_doubt(c, words, i);
  }
  const TokenIndex first = i;
  for (int step = 0; step < 3 && i != kNoToken; ++step) {
    for (TokenIndex child : parse.children(i)) {
      const Word& w = parse[child];
      if (words.perceiving.contains(parse[i].lemma)) break;  // "blasts could be heard"
      bool modal = w.relation == Relation::aux && step < 2;
      if (modal && words.possible.contains(w.lemma)) return Modality::possible;
      const bool ahead = w.lemma == "would" ? is_told_ahead(parse, i) : w.lemma != "should";
      if (modal && words.future.contains(w.lemma) && ahead) return Modality::future;
    }
    if (step == 0 && doubted) return Modality::possible;
    if (step == 0 && to_come) return Modality::future;
    const Word& w = parse[i];
    TokenIndex above = w.head;
    if (above == kNoToken || stands_apart(parse, words, i)) break;
    const bool names = named && i == candidate.head;
    const bool is_tried = i == first || (parse[first].relation == Relation::obj && parse.head(first) == i);
    const std::string_view before = preposition(parse, i);
    const bool answered = w.relation == Relation::obj || before == "for" || before == "to";
    if (names && answered && words.requitals.contains(parse[above].lemma)) return Modality::actual;
    bool governed =
        w.relation == Relation::xcomp || w.relation == Relation::advcl || w.relation == Relation::ccomp ||
        w.relation == Relation::acl || w.relation == Relation::obj || w.relation == Relation::csubj ||
        (w.relation == Relation::obl && (before == "for" || (before == "of" && parse[above].lemma == "warn"))) ||
        (w.relation == Relation::nmod && (before == "of" || before == "for"));
    if (governed) {
      const std::string& lemma = parse[above].lemma;
      const TokenIndex mark = parse.child(i, Relation::mark);
      const bool infinitive = mark != kNoToken && parse[mark].lemma == "to";
      if (infinitive && words.directing.contains(lemma)) return Modality::future;
      if (words.future.contains(lemma) && is_subjunctive(parse, i)) return Modality::future;
      if (names && words.naming.contains(lemma) && parse.child(above, Relation::xcomp) != kNoToken)
        return Modality::actual;
      if (words.possible.contains(lemma) && lemma != "seem") return Modality::possible;
      // "Wanted for the murder of nine policemen"
      if (lemma == "want" && before == "for" && is_passive(parse, above)) return Modality::actual;
      if (words.future.contains(lemma) &&
          (infinitive || (names && lemma != "order" && lemma != "consider" && lemma != "set" && lemma != "let")))
        return Modality::future;
      if (infinitive && is_tried && kind != "advance" && words.trying.contains(lemma) && is_under_way(parse, above))
        return Modality::future;
    }
    i = above;
  }
  return Modality::actual;
}

bool is_negated(const Parse& parse, const EventWords& words, const EventCandidate& candidate) {
  const Word& head = parse[candidate.head];
  if (head.relation == Relation::xcomp && head.head != kNoToken && words.unable.contains(parse[head.head].lemma))
    return true;
  if (head.relation == Relation::acl && head.head != kNoToken)  // "made no attempt to engage them"
    if (const TokenIndex d = parse.child(head.head, Relation::det); d != kNoToken && parse[d].lemma == "no")
      return true;
  for (TokenIndex c : parse.children(candidate.head)) {
    const std::string& lemma = parse[c].lemma;
    Relation r = parse[c].relation;
    if (r == Relation::advmod && (lemma == "not" || lemma == "never" || lemma == "n't")) return true;
    if (r == Relation::det && lemma == "no" && candidate.word_class == WordClass::noun) return true;
  }
  return false;
}

// A headline only says again what the body tells: its events count where there is no body.
bool is_headline(const Report& report, const Sentence& sentence) {
  BlockRole role = report.blocks[sentence.block].role;
  return role == BlockRole::title || role == BlockRole::heading;
}

bool has_body(const Report& report) {
  return std::any_of(report.blocks.begin(), report.blocks.end(),
                     [](const Block& b) { return b.role == BlockRole::paragraph; });
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

// What a word of harm may mean beside what its rule says: taken prisoner or arrested, shot down or destroyed.
std::string_view other_sense(std::string_view what) {
  if (what == "detained") return "captured";
  if (what == "captured") return "detained";
  if (what == "destroyed") return "shot-down";
  if (what == "shot-down") return "destroyed";
  return {};
}

}  // namespace

std::vector<Judged> EventFinder::candidates(const EventContext& context, const EventLexicon::Keep* keep) const {
  std::vector<Judged> out;
  const bool body = has_body(context.report);
  for (EventCandidate& c : lexicon_.match(context.parse, keep)) {
    const Sentence& sentence = context.parse.tokens().sentences[context.parse.tokens().sentence_of(c.head)];
    if (body && is_headline(context.report, sentence)) continue;
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

// Words of harm carry tolls, whether they are events of their own or not. `chosen` are the candidates that the events
// stand on, `known` those whose harm was told before.
std::vector<HarmWord> EventFinder::words_of_harm(const std::vector<Judged>& all, const std::vector<size_t>& chosen,
                                                 const std::vector<size_t>& known,
                                                 const std::vector<Event>& events) const {
  std::vector<HarmWord> out;
  for (size_t k = 0; k < all.size(); ++k) {
    if (std::binary_search(known.begin(), known.end(), k)) continue;
    const EventCandidate& candidate = all[k].candidate;
    const auto own = std::lower_bound(chosen.begin(), chosen.end(), k);
    const bool is_event = own != chosen.end() && *own == k;
    HarmWord word{candidate.head, {}, false, candidate.rule->frame, candidate.word_class, candidate.weak, is_event};
    if (const std::string& harm = candidate.rule->harm; !harm.empty()) {
      word.senses.push_back(harm);
      if (std::string_view other = other_sense(harm); !other.empty()) word.senses.push_back(other);
    }
    word.open = word.senses.empty();
    if (is_event)
      if (const Kind* kind = kinds_.find(events[static_cast<size_t>(own - chosen.begin())].kind))
        for (const std::string& toll : kind->tolls)
          if (std::find(word.senses.begin(), word.senses.end(), toll) == word.senses.end() &&
              !(toll == "killed" && candidate.rule->harm == "wounded"))  // "shot in the leg" is no killing
            word.senses.push_back(toll);
    if (word.senses.empty()) continue;
    // Of rules on one word the one that is an event speaks, if it says what is suffered.
    if (out.empty() || out.back().head != candidate.head)
      out.push_back(std::move(word));
    else if (out.back().open || (is_event && !word.open))
      out.back() = std::move(word);
  }
  return out;
}

namespace {

// "A shoot-out": the judge may know the first part better, but the whole word names the event.
size_t whole_word(const Parse& parse, const std::vector<Judged>& all, size_t part) {
  const EventCandidate& c = all[part].candidate;
  if (c.often < 0 || parse[c.head].relation != Relation::compound) return part;
  for (size_t k = part + 1; k < all.size() && all[k].candidate.head <= c.head + 2; ++k) {
    const EventCandidate& whole = all[k].candidate;
    if (whole.often < 0 && whole.head == c.head + 2 && whole.trigger.begin == c.head && parse.word(c.head + 1) == "-")
      return k;
  }
  return part;
}

}  // namespace

std::vector<Event> EventFinder::find(const Report& report, const Parse& parse, const Mentions& mentions,
                                     const EventTags& tags, ChoiceObserver* observer) const {
  EventContext context{report, parse, mentions, *finder_, tags};

  // Every place where a rule's words stand, weighed.
  std::vector<Judged> all = candidates(context);
  judge_features(context, words_, all, false, [&](size_t k, const Evidence& e) {
    all[k].score = all[k].candidate.rule->sure ? kSure : judge_.score(e);
  });

  const int least = threshold_for(context, kinds_, all, judge_.threshold());

  // Of rules that claim the same words the likeliest stands, if the others around it leave room for it.
  const std::vector<size_t> asked = candidates_for_second_look(context, all, least);
  std::vector<size_t> chosen;
  second_look(context, kinds_, all, asked, least, false, [&](size_t i, const Evidence& e) {
    const bool accepted = all[asked[i]].candidate.rule->sure || second_.score(e) >= second_.threshold() ||
                          is_own_deed(context, words_, kinds_, all, asked, least, asked[i]);
    if (accepted) chosen.push_back(asked[i]);
    return accepted;
  });
  for (size_t& k : chosen) k = whole_word(parse, all, k);
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  const std::vector<size_t> known = drop_no_events(context, words_, all, chosen);

  std::vector<Event> events;
  for (size_t k : chosen) {
    const Judged& j = all[k];
    Event e;
    e.trigger = j.candidate.trigger;
    e.head = j.candidate.head;
    e.sentence = parse.tokens().sentence_of(e.head);
    e.kind = j.kind;
    e.modality = modality_of(context, words_, j.candidate, j.kind);
    e.begins = j.candidate.rule->frame == Frame::begin;
    e.negated = is_negated(parse, words_, j.candidate);
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
  if (observer != nullptr && observer->asks_for_judgement())
    judge_features(context, words_, all, true, [&](size_t k, const Evidence& e) {
      if (std::binary_search(chosen.begin(), chosen.end(), k)) observer->judged(all[k].candidate.head, all[k].score, e);
    });
  choose_kinds(context, words_, choices_.kind_groups, choices_.kind, found, events, observer);
  const std::vector<HarmWord> harm = words_of_harm(all, chosen, known, events);

  unite(context, words_, kinds_, events);

  inherit_participants(parse, kinds_, events);
  if (observer != nullptr) observer->begin(events);
  choose_roles(context, words_, kinds_, {choices_.role, choices_.side, choices_.party}, events, observer);
  bind_tolls(context, words_, kinds_, choices_.toll, harm, events, observer);
  find_circumstances(context, words_, kinds_, choices_, events, observer);
  return events;
}

}  // namespace sayso
