#include "event/circumstances.h"

#include <algorithm>

#include "event/clause.h"

namespace sayso {
namespace {

// Kinds that are acts of speech: they happen where and when they are said, and pass on neither place nor day.
bool is_speech(const std::string& kind) {
  return kind == "statement" || kind == "threat" || kind == "blame" || kind == "sanction" || kind == "negotiation" ||
         kind == "ceasefire" || kind == "aid" || kind == "other";
}

class Circumstances {
 public:
  Circumstances(const EventContext& c, const EventWords& words, std::vector<Event>& events)
      : c_(c), parse_(c.parse), words_(words), events_(events) {}

  void find() {
    for (Event& e : events_) {
      when(e);
      place(e);
    }
  }

 private:
  // Places that say where: not "Syria's ministry", "Baku resumed", "Gaza officials", "the president of Mali".
  bool usable(const Place& p) const {
    if (p.metonym || p.demonym) return false;
    TokenIndex h = p.head == kNoToken ? p.tokens.begin : p.head;
    const Word& w = parse_[h];
    if (w.relation == Relation::nmod_poss) return false;
    bool country = p.precision >= 6;
    if ((w.relation == Relation::nsubj || w.relation == Relation::obj) && country) return false;
    if (w.head == kNoToken || p.tokens.contains(w.head)) return true;
    const Actor* owner = c_.mentions.actor_at(w.head);
    if (owner == nullptr) return true;
    bool official = owner->role == ActorRole::body || owner->role == ActorRole::official ||
                    owner->role == ActorRole::belligerent || owner->role == ActorRole::media ||
                    owner->role == ActorRole::monitor;
    if (w.relation == Relation::compound || w.relation == Relation::amod || w.relation == Relation::flat)
      return !official;
    return !(official && country);
  }

  // How far the place is from the event in the tree: 0 below the trigger, 1 in its clause, 2 in a clause above or
  // below, 3 elsewhere in the sentence.
  int distance(const Event& e, TokenIndex predicate, TokenIndex at) const {
    if (parse_.dominates(e.head, at)) {
      return predicate_of(parse_, at) == predicate || e.head == predicate_of(parse_, at) ? 0 : 1;
    }
    TokenIndex p = predicate_of(parse_, at);
    while (parse_[p].relation == Relation::xcomp && parse_.head(p) != kNoToken) p = parse_.head(p);  // "kept fighting"
    if (p == predicate) return 1;
    // A place or day outside of what somebody is said to have said belongs to another event.
    for (TokenIndex i = predicate; i != kNoToken && i != p; i = parse_.head(i))
      if (parse_[i].relation == Relation::ccomp && parse_.head(i) != p && parse_.dominates(p, i)) return 3;
    if (parse_.dominates(p, predicate) || parse_.dominates(predicate, p)) return 2;
    return 3;
  }

  void place(Event& e) {
    TokenRange s = parse_.tokens().sentences[e.sentence].tokens;
    TokenIndex predicate = predicate_of(parse_, e.head);
    int best = 1 << 20;
    int32_t found = -1;
    for (TokenIndex i = s.begin; i < s.end; ++i) {
      const Place* p = c_.mentions.place_at(i);
      if (p == nullptr || !usable(*p) || i != p->tokens.begin) continue;
      TokenIndex head = p->head == kNoToken ? i : p->head;
      int far = distance(e, predicate, head);
      if (far == 3) continue;  // another clause's place, of another event
      int cost = far * 100 + p->precision * 12;
      cost += std::min<TokenIndex>(std::abs(i - e.head), 60) / 2;
      if (i < e.head) cost += 5;  // what follows the event says where more often
      std::string_view prep = preposition(parse_, head);
      if (prep == "from" && e.kind != "displacement" && e.kind != "loss") cost += 60;
      if (cost < best) {
        best = cost;
        found = static_cast<int32_t>(p - c_.mentions.places.data());
      }
    }
    // "The fighting", "the attack": where the event was that it speaks of, unless its own clause says where.
    if (e.same_as >= 0 && best >= 200 && !is_long_past(e) && events_[static_cast<size_t>(e.same_as)].place >= 0)
      found = events_[static_cast<size_t>(e.same_as)].place;
    // A total has no place of its own, and pictures lie side by side: neither takes over where the last event was.
    bool total = std::any_of(e.tolls.begin(), e.tolls.end(), [](const Toll& t) { return t.total; });
    bool own = is_caption(e) || is_long_past(e) || total || (is_perfect(e.head) && !e.tolls.empty());
    if (found < 0 && !is_speech(e.kind) && !own) {
      found = last_place_;
      if (e.sentence > last_place_sentence_ + 3) found = last_place_ >= 0 && carries_far(e) ? last_place_ : -1;
    }
    e.place = found;
    if (found >= 0 && !is_speech(e.kind) && !is_caption(e)) {
      last_place_ = found;
      last_place_sentence_ = e.sentence;
    }
  }

  // An aside on an old clash is not where the news is.
  bool is_long_past(const Event& e) const {
    return c_.report.published && e.when && e.when->last &&
           *e.when->last + std::chrono::days(30) < c_.report.published->day;
  }

  bool is_caption(const Event& e) const {
    return c_.report.blocks[parse_.tokens().sentences[e.sentence].block].role == BlockRole::caption;
  }

  // "the attack", "the strike": the event told before, wherever that was.
  bool carries_far(const Event& e) const {
    TokenIndex d = parse_.child(e.head, Relation::det);
    return d != kNoToken && (parse_[d].lemma == "the" || parse_[d].lemma == "this" || parse_[d].lemma == "that");
  }

  void when(Event& e) {
    const Sentence& sentence = parse_.tokens().sentences[e.sentence];
    TokenRange s = sentence.tokens;
    TokenIndex predicate = predicate_of(parse_, e.head);
    int best = 1 << 20;
    const Time* found = nullptr;
    for (TokenIndex i = s.begin; i < s.end; ++i) {
      const Time* t = c_.mentions.time_at(i);
      if (t == nullptr || !t->resolved || i != t->tokens.begin) continue;
      TokenIndex head = i;
      for (TokenIndex k = t->tokens.begin; k < t->tokens.end; ++k)
        if (parse_.head(k) == kNoToken || !t->tokens.contains(parse_.head(k))) head = k;
      int d = distance(e, predicate, head);
      int cost = d * 100 + std::min<TokenIndex>(std::abs(i - e.head), 60);
      // The day of saying ("said on Monday") dates the event only where nothing else does.
      bool saying = dates_saying(head, predicate);
      if (saying) cost += 80;
      if (cost < best) {
        best = cost;
        found = t;
        dates_saying_ = saying;
      }
    }
    std::optional<Day> day;
    if (c_.report.published) day = c_.report.published->day;
    if (found != nullptr) {
      e.when = found->days;
      e.time = static_cast<int32_t>(found - c_.mentions.times.data());
      e.when_precision = found->precision;
      close(e, day);
      if (best < 300) remember(e);
    } else if (e.modality == Modality::future) {
      e.when = std::nullopt;
      if (is_speech(e.kind) && day) e.when = DayRange{*day, *day};
    } else if (is_speech(e.kind)) {
      if (day) e.when = DayRange{*day, *day};
    } else if (focus_ && !is_caption(e)) {
      e.when = focus_;
      e.time = -1;
      e.when_precision = focus_precision_;
    } else if (day) {
      e.when = DayRange{std::nullopt, *day};
      e.when_precision = 5;
    }
    // Who is blamed for beginning it is blamed for all that the story tells.
    if (e.begins && day && story_first_) {
      e.when = DayRange{story_first_, *day};
      e.time = -1;
    }
    // A running total counts from the story's first day to the day of saying, and so does "have been killed".
    bool total = std::any_of(e.tolls.begin(), e.tolls.end(), [](const Toll& t) { return t.total; });
    if (!e.tolls.empty() && day && (total || is_perfect(e.head)) && (found == nullptr || dates_saying_)) {
      std::optional<Day> first = story_first_;
      e.when = DayRange{first, *day};
      e.time = -1;
    }
  }

  // True where the time stands with a verb whose content the event is: "said on Monday that ...".
  bool dates_saying(TokenIndex time, TokenIndex predicate) const {
    TokenIndex with = predicate_of(parse_, time);
    bool content = false;
    for (TokenIndex i = predicate; i != kNoToken && i != with; i = parse_.head(i)) {
      content = content || parse_[i].relation == Relation::ccomp;
      if (parse_.head(i) == with) return content;
    }
    return false;
  }

  bool is_perfect(TokenIndex head) const {
    for (TokenIndex c : parse_.children(head))
      if (parse_[c].relation == Relation::aux && parse_[c].lemma == "have" && parse_.word(c) != "had") return true;
    return false;
  }

  // "since Friday" lasts to the day of publication.
  void close(Event& e, std::optional<Day> day) const {
    if (e.when && e.when->first && !e.when->last && day && *e.when->first <= *day && e.modality != Modality::future)
      e.when->last = day;
  }

  void remember(const Event& e) {
    if (is_speech(e.kind) || e.modality == Modality::future) return;
    // History is no focus: what follows an aside on an old war is about the news again.
    if (c_.report.published && e.when && e.when->last &&
        *e.when->last + std::chrono::days(60) < c_.report.published->day)
      return;
    focus_ = e.when;
    if (e.when && e.when->first && (!story_first_ || *e.when->first < *story_first_)) story_first_ = e.when->first;
    focus_precision_ = e.when_precision;
  }

  const EventContext& c_;
  const Parse& parse_;
  const EventWords& words_;
  std::vector<Event>& events_;
  int32_t last_place_ = -1;
  size_t last_place_sentence_ = 0;
  std::optional<DayRange> focus_;
  int focus_precision_ = 1;
  std::optional<Day> story_first_;  // the first day of what the report tells as news
  bool dates_saying_ = false;       // the words found last say when it was said
};

}  // namespace

void find_circumstances(const EventContext& context, const EventWords& words, std::vector<Event>& events) {
  Circumstances(context, words, events).find();
}

}  // namespace sayso
