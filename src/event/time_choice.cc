// Candidates are the times named in the event's sentence, the last three named in the six sentences before it, the days
// of the event dated last, of the event that this one speaks of, of the first act of violence told and of most acts of
// violence so far (after an aside a report is about its story again), the day of publication, the day before it, some
// time up to it ("[open, day]"), the time from the story's first day to it, what lasted as long as the sentence or one
// before says ("five days of fighting", "a fifth day") up to one of those days, the days of two times joined by "and",
// and "not known". Equal days are one candidate, with the evidence of every way that leads to them.
//
// The evidence is how near in the tree a time stands and whether it dates the saying instead ("said on Monday that"),
// the tense, what the event is told under ("denied shelling"), whether it is an act of speech, a total or a plan, how
// far back the last date is, and whether it may be one happening with what these days were told of. Days long past are
// no focus: what follows an aside on an old war is about the news again.
#include "event/time_choice.h"

#include <algorithm>
#include <cstdlib>

#include "event/clause.h"

namespace sayso {
namespace {

constexpr size_t kTimesBack = 6;  // sentences that are looked through before the event's own
constexpr int kTimesBefore = 3;
constexpr std::chrono::days kOld{60};
constexpr std::chrono::days kWeeks{14};

std::string_view length(const std::optional<DayRange>& days) {
  if (!days) return "none";
  if (!days->first) return "until";
  if (!days->last) return "since";
  auto n = (*days->last - *days->first).count();
  return n == 0 ? "day" : n == 1 ? "two" : n <= 7 ? "week" : n <= 31 ? "month" : "long";
}

std::string text_of(const std::optional<DayRange>& days) {
  if (!days) return "";
  return (days->first ? iso(*days->first) : "") + "/" + (days->last ? iso(*days->last) : "");
}

}  // namespace

TimeChoice::TimeChoice(const EventContext& context, const EventWords& words, const Surroundings& around,
                       const std::vector<Event>& events, const EvidenceWeights& weights, ChoiceObserver* observer)
    : c_(context),
      words_(words),
      parse_(context.parse),
      around_(around),
      events_(events),
      weights_(weights),
      observer_(observer),
      evidence_(observer != nullptr) {
  day_ = c_.report.today();
  const std::vector<Sentence>& sentences = parse_.tokens().sentences;
  size_t s = 0;
  for (const Time& t : c_.mentions.times) {
    while (s < sentences.size() && sentences[s].tokens.end <= t.tokens.begin) {
      ++s;
    }
    sentence_.push_back(s);
  }
  first_.resize(sentences.size() + 1);
  size_t k = 0;
  for (size_t i = 0; i <= sentences.size(); ++i) {
    while (k < sentence_.size() && sentence_[k] < i) ++k;
    first_[i] = static_cast<int32_t>(k);
  }
}

TokenIndex TimeChoice::head_of(const Time& t) const {
  TokenIndex head = t.tokens.begin;
  for (TokenIndex k = t.tokens.begin; k < t.tokens.end; ++k)
    if (parse_.head(k) == kNoToken || !t.tokens.contains(parse_.head(k))) head = k;
  return head;
}

// "Since Friday" lasts to the day of publication.
DayRange TimeChoice::closed(const Event& event, DayRange days) const {
  if (days.first && !days.last && day_ && *days.first <= *day_ && event.modality != Modality::future) days.last = day_;
  return days;
}

// Its days are known, and do not lie behind that of publication where the event has happened.
bool TimeChoice::may_date(const Event& event, const Time& time) const {
  const bool to_come = day_ && time.days.first && *time.days.first > *day_;
  return time.resolved && !(to_come && event.modality == Modality::actual) && !is_of_rise(event, time);
}

// "The toll from the attack rose on Sunday": the day of the rise, not of the attack.
bool TimeChoice::is_of_rise(const Event& event, const Time& time) const {
  for (TokenIndex i = parse_.head(head_of(time)); i != kNoToken; i = parse_.head(i)) {
    const Word& w = parse_[i];
    if (w.upos != Upos::VERB || !words_.rises.contains(w.lemma)) continue;
    const TokenIndex subject = parse_.child(i, Relation::nsubj);
    if (subject != kNoToken && words_.counts.contains(parse_[subject].lemma))
      return parse_.dominates(subject, event.head) && !parse_.dominates(subject, head_of(time));
  }
  return false;
}

// "The worst attack since clashes in 2015": not since then, but measured against it; the clashes were then.
bool TimeChoice::is_measured_against(const Event& event, const Time& time) const {
  constexpr TokenIndex kReach = 12;
  const TokenIndex begin = parse_.tokens().sentences[parse_.tokens().sentence_of(time.tokens.begin)].tokens.begin;
  bool since = false;
  for (TokenIndex i = time.tokens.begin; i-- > std::max(begin, time.tokens.begin - kReach);) {
    const bool at = i > begin && parse_[i - 1].lemma == "at";  // "at least 12"
    const bool superlative =
        (parse_[i].xpos == "JJS" || parse_[i].xpos == "RBS" || words_.firsts.contains(parse_[i].lemma)) && !at;
    if (since && superlative) return true;
    if (parse_[i].lemma == "since") {
      if (event.head > i) return false;
      since = true;
    }
    if (parse_.word(i) == ",") return false;
  }
  return false;
}

bool TimeChoice::is_of_something_else(const Event& event, const Time& time) const {
  return is_of_since_clause(event, time) || is_of_relative_clause(event, time) || is_measured_against(event, time) ||
         is_of_occasion(event, time) || is_of_holding(event, time) || is_of_count(event, time) ||
         is_of_comparison(time) || is_of_what_followed(event, time) ||
         (time.of_behind && event.head < time.tokens.begin) || (time.of_main && is_before_comma(event, time));
}

// "A week after the parties agreed, the army killed 13": they agreed before that.
bool TimeChoice::is_before_comma(const Event& event, const Time& time) const {
  for (TokenIndex i = time.tokens.end; i < event.head; ++i)
    if (parse_.word(i) == ",") return false;
  return true;
}

// "Thursday's issue of the paper", "ballots from Sunday's vote", "a violation of the truce signed last month": a day
// that belongs to another noun.
bool TimeChoice::is_of_occasion(const Event& event, const Time& time) const {
  TokenIndex owner = parse_.head(head_of(time));
  if (owner != kNoToken && parse_[owner].relation == Relation::acl && parse_[owner].xpos == "VBN")
    owner = parse_.head(owner);
  return owner != kNoToken && words_.occasions.contains(parse_[owner].lemma) && !event.trigger.contains(owner) &&
         !parse_.dominates(owner, event.head);
}

// "The worst attack since fighting broke out in 2015": the year of the fighting; what was before it may last since then
// ("710 dead since fighting broke out"), and does not fall into it.
bool TimeChoice::is_of_since_clause(const Event& event, const Time& time) const {
  for (TokenIndex i = parse_.head(head_of(time)); i != kNoToken; i = parse_.head(i)) {
    if (parse_[i].relation != Relation::advcl) continue;
    const TokenIndex mark = parse_.child(i, Relation::mark);
    if (mark != kNoToken && parse_[mark].lemma == "since") return !parse_.dominates(i, event.head);
  }
  return false;
}

// "Fired 86 rockets, compared to 190 the previous week", "30 attacks, up from 20 last month".
bool TimeChoice::is_of_comparison(const Time& time) const {
  constexpr TokenIndex kReach = 6;
  const TokenIndex begin = parse_.tokens().sentences[parse_.tokens().sentence_of(time.tokens.begin)].tokens.begin;
  for (TokenIndex i = time.tokens.begin; i-- > std::max(begin, time.tokens.begin - kReach);) {
    if (words_.comparing.contains(parse_[i].lemma)) return true;
    if (parse_[i].lemma == "from" && i > begin && words_.upward.contains(parse_[i - 1].lemma)) return true;
    if (parse_.word(i) == "," || parse_[i].upos == Upos::VERB) return false;
  }
  return false;
}

// "Following the attack on X, peacekeepers were sent on Monday": the day of what came after it.
bool TimeChoice::is_of_what_followed(const Event& event, const Time& time) const {
  const Word& w = parse_[event.head];
  if (w.relation != Relation::obl || w.head == kNoToken || w.upos == Upos::VERB) return false;
  const std::string_view p = preposition(parse_, event.head);
  if (p != "after" && !words_.dating.contains(p)) return false;
  return event.head < w.head && w.head < time.tokens.begin && !parse_.dominates(event.head, head_of(time));
}

// "The ambush, the third this month": how often there was one.
bool TimeChoice::is_of_count(const Event& event, const Time& time) const {
  constexpr TokenIndex kReach = 6;
  if ((time.days.first && time.days.first == time.days.last) || preposition(parse_, head_of(time)) == "since")
    return false;
  for (TokenIndex i = time.tokens.begin; i-- > std::max(event.head + 1, time.tokens.begin - kReach);) {
    if (parse_.word(i) == "," || parse_[i].upos == Upos::VERB) return false;
    if (words_.ordinals.contains(parse_[i].lemma) && parse_.word(i - 1) == "the") return true;
  }
  return false;
}

// "An offensive to retake Sanaa, controlled by the rebels since 2014": since when it was theirs.
bool TimeChoice::is_of_holding(const Event& event, const Time& time) const {
  const TokenIndex head = head_of(time), verb = parse_.head(head);
  if (verb == kNoToken || !words_.holding.contains(parse_[verb].lemma)) return false;
  const Relation r = parse_[verb].relation;
  return (r == Relation::acl || r == Relation::advcl) && preposition(parse_, head) == "since" && verb != event.head &&
         !parse_.dominates(verb, event.head);
}

// "Tried to win back the town from fighters who had seized it a day earlier": the time of what those fighters did.
// "Killed in an attack on a market that took place on Monday": of both.
bool TimeChoice::is_of_relative_clause(const Event& event, const Time& time) const {
  const TokenIndex clause = around_.relative_clause(event, head_of(time));
  if (clause == kNoToken) return false;
  return around_.is_told_of_another(event, head_of(time)) ||
         !(around_.names_deed(parse_.head(clause)) || words_.happens.contains(parse_[clause].lemma));
}

// "On 30 October, when blasts killed 88": the event is of the clause that tells of the day.
bool TimeChoice::is_when_clause_of(const Event& event, const Time& time) const {
  for (TokenIndex i = event.head; i != kNoToken; i = parse_.head(i)) {
    const Relation r = parse_[i].relation;
    if (r != Relation::acl_relcl && r != Relation::advcl) continue;
    for (TokenIndex c : parse_.children(i))
      if (parse_[c].lemma == "when" && c >= time.tokens.end && c - time.tokens.end <= 1) return true;
  }
  return false;
}

// "Since 30 October, when blasts killed 88": the blasts were on that day, and not since.
DayRange TimeChoice::days_of(const Event& event, const Time& time) const {
  const bool open = !time.days.first || !time.days.last;  // not "in early March when blasts killed 88"
  return open && is_when_clause_of(event, time) ? time.named : closed(event, time.days);
}

// "since" opens the clause that the time stands in.
bool TimeChoice::since_before(const Time& time) const {
  constexpr TokenIndex kReach = 14;
  const TokenIndex begin = parse_.tokens().sentences[parse_.tokens().sentence_of(time.tokens.begin)].tokens.begin;
  for (TokenIndex i = time.tokens.begin; i-- > std::max(begin, time.tokens.begin - kReach);) {
    if (parse_[i].lemma == "since") return true;
    if (parse_.word(i) == "," || parse_.word(i) == ";") return false;
  }
  return false;
}

TimeChoice::Candidate& TimeChoice::offer(const std::optional<DayRange>& days) {
  for (Candidate& c : candidates_)
    if (c.days == days) return c;
  candidates_.emplace_back().days = days;
  return candidates_.back();
}

// "A law passed on 12 March is contested. Shelling killed four": weeks before the news, and told in passing.
bool TimeChoice::is_in_passing(const Time& time) const {
  if (!day_ || !time.days.last || *time.days.last + kWeeks > *day_) return false;
  for (TokenIndex i = head_of(time); i != kNoToken; i = parse_.head(i))
    if (parse_[i].relation == Relation::acl || parse_[i].relation == Relation::acl_relcl) return true;
  return false;
}

void TimeChoice::gather(const Event& event) {
  candidates_.clear();
  here_ = near_here_ = 0;
  offer(std::nullopt);
  const size_t s = event.sentence;
  std::vector<std::pair<int, int32_t>> here;
  for (int32_t k = first_[s]; k < first_[s + 1]; ++k) {
    if (!may_date(event, at(k))) continue;
    TokenIndex head = head_of(at(k));
    here.emplace_back(around_.distance(event, head) * 100 + std::min<TokenIndex>(std::abs(head - event.head), 99), k);
  }
  std::sort(here.begin(), here.end());
  for (auto [far, k] : here) {
    if (is_of_something_else(event, at(k))) continue;
    Candidate& c = offer(days_of(event, at(k)));
    if (c.here < 0) c.here = k;
    ++here_;
    near_here_ += far < 200 ? 1 : 0;
  }
  const size_t back = s > kTimesBack ? s - kTimesBack : 0;
  int before = 0;
  for (int32_t k = first_[s]; k-- > first_[back] && before < kTimesBefore;) {
    if (!may_date(event, at(k)) || is_in_passing(at(k))) continue;
    Candidate& c = offer(closed(event, at(k).days));
    if (c.before >= 0 || c.here >= 0) continue;
    c.before = k;
    ++before;
  }
  if (focus_) offer(focus_).focus = true;
  if (!told_.empty()) {
    offer(told_.front().days).lead = true;
    auto main = std::max_element(told_.begin(), told_.end(), [](auto& a, auto& b) { return a.acts < b.acts; });
    offer(main->days).main = main->acts;
  }
  if (event.same_as >= 0) {
    const Event& same = events_[static_cast<size_t>(event.same_as)];
    const bool pictured = around_.block(same) == BlockRole::caption && around_.block(event) != BlockRole::caption;
    if (same.when && !pictured) offer(same.when).same = true;
  }
  if (auto it = by_kind_.find(event.kind); it != by_kind_.end()) offer(events_[it->second].when).twin = true;
  if (auto it = by_word_.find(parse_[event.head].lemma); it != by_word_.end())
    offer(events_[it->second].when).echo = true;
  if (!day_) return;
  offer(DayRange{*day_, *day_}).published = true;
  offer(DayRange{*day_ - std::chrono::days(1), *day_ - std::chrono::days(1)}).eve = true;
  offer(DayRange{std::nullopt, *day_}).open = true;
  if (story_first_) offer(DayRange{story_first_, *day_}).story = true;
  // "410 dead since fighting began on May 3", "two days of shelling that began on Monday".
  for (auto [far, k] : here) {
    const std::optional<Day> first = at(k).days.first;
    if (!first || *first >= *day_ || is_when_clause_of(event, at(k)) || is_measured_against(event, at(k))) continue;
    if (is_of_count(event, at(k)) || is_of_holding(event, at(k))) continue;
    Candidate& c = offer(DayRange{first, *day_});
    c.lasting = true;
    c.since = c.since || since_before(at(k));
  }
  gather_joint(event, here);
  gather_spans(event, here);
}

// "On 5 and 6 August"; "by Wednesday seven had been killed", of what began on Tuesday.
void TimeChoice::gather_joint(const Event& event, const std::vector<std::pair<int, int32_t>>& here) {
  for (int32_t k = first_[event.sentence]; k + 1 < first_[event.sentence + 1]; ++k) {
    const Time &first = at(k), &second = at(k + 1);
    if (!first.resolved || !second.resolved || !first.days.first || !second.days.last) continue;
    if (*first.days.first >= *second.days.last) continue;
    bool joined = second.tokens.begin > first.tokens.end;
    for (TokenIndex i = first.tokens.end; i < second.tokens.begin && joined; ++i)
      joined = parse_[i].upos == Upos::CCONJ || parse_[i].upos == Upos::ADP || parse_.word(i) == ",";
    if (!joined) continue;
    Candidate& c = offer(DayRange{first.days.first, second.days.last});
    c.joint = true;
    if (c.here < 0) c.here = k;
  }
  if (!story_first_) return;
  for (auto [far, k] : here)
    if (const std::optional<Day> last = at(k).days.last; last && *last > *story_first_) {
      Candidate& c = offer(DayRange{story_first_, last});
      if (c.by < 0) c.by = k;
    }
}

// "After five days of battles", "for a fifth day on Monday": up to a day of the sentence, of the event dated last, or
// of publication. A week of seven days ends on the weekday that it began on as often as not.
void TimeChoice::gather_spans(const Event& event, const std::vector<std::pair<int, int32_t>>& here) {
  constexpr size_t kMostSpans = 2;
  const size_t back = event.sentence > kTimesBack ? event.sentence - kTimesBack : 0;
  std::vector<int32_t> spans;
  for (int32_t k = first_[event.sentence + 1]; k-- > first_[back] && spans.size() < kMostSpans;)
    if (at(k).lasts > 1) spans.push_back(k);
  if (spans.empty()) return;
  std::vector<std::pair<Day, std::string_view>> ends;
  auto end_at = [&](const DayRange& days, std::string_view what) {
    if (!days.first || !days.last || *days.last - *days.first > std::chrono::days(1)) return;
    if (std::none_of(ends.begin(), ends.end(), [&](auto& e) { return e.first == *days.last; }))
      ends.emplace_back(*days.last, what);
  };
  for (auto [far, k] : here) end_at(at(k).days, "here");
  if (focus_) end_at(*focus_, "focus");
  end_at(DayRange{*day_, *day_}, "day");
  for (int32_t k : spans)
    for (auto [end, what] : ends)
      for (const bool longer : {false, true}) {
        const int days = at(k).lasts - (longer ? 0 : 1);
        if (longer && at(k).going_on) continue;
        Candidate& c = offer(DayRange{end - std::chrono::days(days), end});
        if (c.span >= 0) continue;
        c.span = k;
        c.up_to = what;
        c.longer = longer;
      }
}

// The rule of thumb, as evidence: the nearest time in the tree, one that dates the saying last of all; without one in
// the sentence the days of the event dated last; a total from the story's first day on.
std::optional<DayRange> TimeChoice::by_rule(const Event& event) const {
  constexpr int kSaying = 80;
  // What says how long the event itself lasted: up to a day of the sentence, else to that of publication.
  const Candidate* lasted = nullptr;
  for (const Candidate& c : candidates_)
    if (c.span >= 0 && !c.longer && c.up_to != "focus" && sentence_[static_cast<size_t>(c.span)] == event.sentence &&
        is_length_of(event, at(c.span)) && (lasted == nullptr || (lasted->up_to != "here" && c.up_to == "here")))
      lasted = &c;
  if (lasted != nullptr) return lasted->days;
  int least = 1 << 20;
  std::optional<DayRange> found;
  bool saying = false;
  for (int32_t k = first_[event.sentence]; k < first_[event.sentence + 1]; ++k) {
    if (!may_date(event, at(k))) continue;
    const TokenIndex head = head_of(at(k));
    if (is_of_something_else(event, at(k))) continue;
    const bool of_saying = around_.is_of_saying(event, head);
    const int cost = around_.distance(event, head) * 100 +
                     std::min<TokenIndex>(std::abs(at(k).tokens.begin - event.head), 60) + (of_saying ? kSaying : 0);
    if (cost >= least) continue;
    least = cost;
    found = days_of(event, at(k));
    saying = of_saying;
  }
  const bool lasting = !event.tolls.empty() && (around_.is_total(event) || around_.tense(event) == "perfect");
  if (day_ && story_first_ && (event.begins || (lasting && (!found || saying)))) return DayRange{story_first_, day_};
  if (found) return found;
  if (around_.deed(event) == "speech" && day_) return DayRange{*day_, *day_};
  if (focus_ && around_.block(event) != BlockRole::caption) return focus_;
  if (day_) return DayRange{std::nullopt, *day_};
  return std::nullopt;
}

void TimeChoice::add_here(const Event& event, const Time& time) {
  const TokenIndex head = head_of(time);
  const int d = around_.distance(event, head);
  const bool saying = around_.is_of_saying(event, head);
  const std::string_view side = head > event.head ? "behind" : "before";
  const Piece deed = around_.deed(event);
  evidence_.add("here d=", d);
  evidence_.add("here d=", d, saying ? " saying" : "", "/", deed);
  evidence_.add("here d=", d, " ", side);
  evidence_.add("here d=", d, " tense=", around_.tense(event));
  evidence_.add("here far=", few(std::abs(head - event.head) / 2), " ", side);
  evidence_.add("here nearer=", few(around_.nearer_events(event, head)));
  evidence_.add("here between=", few(around_.events_between(event, head)));
  evidence_.add("here relation=", name(parse_[head].relation));
  evidence_.add("here word=", Piece::lower(parse_.word(time.tokens.begin)));
  evidence_.add("here prep=", preposition(parse_, head), "/", length(time.days));
  evidence_.add("here precision=", time.precision);
  evidence_.add("here of=", few(here_), " near=", few(near_here_));
  evidence_.add("here saying=", saying, " total=", around_.is_total(event));
  if (day_ && time.days.last) evidence_.add("here old=", *time.days.last + kOld < *day_);
}

// "Five days of battles", "the third day of fighting", "pounded for a fifth day", "killed 12 in three days".
bool TimeChoice::is_length_of(const Event& event, const Time& t) const {
  const TokenIndex head = head_of(t);
  if (parse_.head(event.head) == head && parse_[event.head].relation == Relation::nmod) return true;
  if (parse_.head(head) != event.head) return false;
  const std::string_view prep = preposition(parse_, head);
  return prep == "for" || prep == "in" || prep == "over" || prep == "during" || prep == "through";
}

void TimeChoice::add_span(const Event& event, const Candidate& c) {
  const Time& t = at(c.span);
  const TokenIndex head = head_of(t);
  const bool clear = sentence_[static_cast<size_t>(c.span)] == event.sentence;
  const std::string_view which = t.going_on ? "nth" : c.longer ? "longer" : "days";
  const bool own = clear && is_length_of(event, t);
  const std::string_view prep = preposition(parse_, head);
  auto from = [&](Piece way) {
    evidence_.add(way, which);
    evidence_.add(way, which, " up to=", c.up_to);
    evidence_.add(way, which, " prep=", prep);
    evidence_.add(way, which, " kind=", event.kind);
    evidence_.add(way, which, " total=", around_.is_total(event), " tolls=", !event.tolls.empty());
    evidence_.add(way, which, " tense=", around_.tense(event));
    evidence_.add(way, which, " length=", length(c.days));
  };
  if (!clear) {
    from("span before ");
    evidence_.add("span apart=", few(static_cast<int64_t>(event.sentence - sentence_[static_cast<size_t>(c.span)])));
    return;
  }
  from(own ? "own span " : "span ");
  if (own) return;
  evidence_.add("span d=", around_.distance(event, head), " ", which);
  evidence_.add("span d=", around_.distance(event, head), " prep=", prep);
  evidence_.add("span relation=", name(parse_[head].relation), " ", which);
  evidence_.add("span far=", few(std::abs(head - event.head) / 2), " ", which);
  evidence_.add("span nearer=", few(around_.nearer_events(event, head)), " ", which);
}

// Days that an event told shortly before has: whether this is the same happening, by who, to whom, where and what.
void TimeChoice::add_told(const Event& event, const Candidate& c) {
  constexpr size_t kSentences = 8;
  if (!c.days || !c.days->first) return;
  const Event* was = nullptr;
  for (auto k = static_cast<size_t>(&event - events_.data()); was == nullptr && k-- > 0;) {
    if (events_[k].sentence + kSentences < event.sentence) return;
    if (events_[k].when == c.days) was = &events_[k];
  }
  if (was == nullptr) return;
  const Piece by = around_.likeness(event.by, was->by), on = around_.likeness(event.on, was->on),
              place = around_.place_beside(event, *was), form = parse_[event.head].xpos, like = was->kind == event.kind,
              apart = few(static_cast<int64_t>(event.sentence - was->sentence));
  const Piece way = c.here >= 0 ? std::string_view("own ") : std::string_view("told ");
  evidence_.add(way, "by=", by);
  evidence_.add(way, "on=", on);
  evidence_.add(way, "place=", place);
  evidence_.add(way, "by=", by, " on=", on);
  evidence_.add(way, "by=", by, " on=", on, " like=", like);
  evidence_.add(way, "place=", place, " like=", like);
  evidence_.add(way, "place=", place, " apart=", apart);
  evidence_.add(way, "by=", by, " apart=", apart);
  evidence_.add(way, "on=", on, " form=", form);
  evidence_.add(way, "place=", place, " form=", form);
  evidence_.add(way, "kind=", was->kind, ">", event.kind);
}

void TimeChoice::add_features(const Event& event, const Candidate& c) {
  const Piece deed = around_.deed(event), tense = around_.tense(event), modality = name(event.modality);
  const bool total = around_.is_total(event);
  const Piece block = name(around_.block(event)), word = parse_[event.head].lemma, kind = event.kind;
  const Sentence& sentence = parse_.tokens().sentences[event.sentence];
  if (c.here >= 0) add_here(event, at(c.here));
  evidence_.add("rule=", c.days == ruled_);
  evidence_.add("rule=", c.days == ruled_, " length=", length(c.days));
  evidence_.add("rule=", c.days == ruled_, " here=", few(here_));
  evidence_.add("length=", length(c.days));
  evidence_.add("length=", length(c.days), " total=", total, " tolls=", !event.tolls.empty());
  evidence_.add("length=", length(c.days), " tense=", tense);
  evidence_.add("length=", length(c.days), " modality=", modality);
  evidence_.add("length=", length(c.days), " kind=", event.kind);
  const Surroundings::Governor under = around_.told_under(event);
  const Piece form = parse_[event.head].xpos;
  // What stands for nothing in the event's own sentence is weighed by where it comes from.
  auto from = [&](Piece way) {
    evidence_.add(way);
    evidence_.add(way, "/", deed);
    evidence_.add(way, " tense=", tense);
    evidence_.add(way, " tense=", tense, "/", deed, " here=", few(here_));
    evidence_.add(way, " here=", few(here_), " near=", few(near_here_));
    evidence_.add(way, " block=", block);
    evidence_.add(way, " total=", total);
    evidence_.add(way, " modality=", modality);
    evidence_.add(way, " negated=", event.negated);
    evidence_.add(way, " focus=", !focus_ ? "no" : few(static_cast<int64_t>(event.sentence - focus_sentence_)));
    evidence_.add(way, " kind=", kind);
    evidence_.add(way, " begins=", event.begins);
    evidence_.add(way, " definite=", around_.is_definite(event));
    evidence_.add(way, " same=", event.same_as >= 0);
    evidence_.add(way, " times=", few(static_cast<int64_t>(c_.mentions.times.size())));
    evidence_.add(way, " sentences=", few(static_cast<int64_t>(parse_.tokens().sentences.size())));
    evidence_.add(way, " at=", few(static_cast<int64_t>(event.sentence)));
    evidence_.add(way, " word=", word);
    evidence_.add(way, " under=", under.word);
    evidence_.add(way, " under=", under.word, " ", under.as);
    evidence_.add(way, " form=", form);
    evidence_.add(way, " form=", form, " definite=", around_.is_definite(event));
  };
  add_told(event, c);
  if (!c.days) from("none");
  if (c.published) from(c.here >= 0 ? "day here" : "day");
  if (c.eve) from(c.here >= 0 ? "eve here" : "eve");
  if (c.open) from("open");
  if (c.story) from("story");
  if (c.lead) from("lead");
  const bool main = c.main > 0;
  if (main) {
    from("main");
    evidence_.add("main acts=", few(c.main), " of ", few(static_cast<int64_t>(told_.size())));
  }
  if (main || c.lead || c.focus) {
    auto with = [&](Piece what = {}, Piece value = {}) {
      evidence_.add("main=", main, " lead=", c.lead, " focus=", c.focus, what, value);
    };
    with();
    with(" here=", few(here_));
    with(" kind=", kind);
    with(" tense=", tense);
  }
  if (c.same) from("same");
  if (c.twin) from("twin");
  if (c.echo) from("echo");
  if (c.joint) from("joint");
  if (c.by >= 0) {
    const TokenIndex head = head_of(at(c.by));
    from("story here");
    evidence_.add("story here prep=", preposition(parse_, head), " d=", around_.distance(event, head));
    evidence_.add("story here prep=", preposition(parse_, head), " tense=", tense);
  }
  if (c.span >= 0) add_span(event, c);
  if (c.lasting) from(c.since ? "lasting since" : "lasting");
  if (c.focus) {
    from("focus");
    evidence_.add("focus length=", length(c.days), " tense=", tense);
    evidence_.add("focus length=", length(c.days), "/", deed);
    const Event& last = events_[focus_event_];
    evidence_.add("focus kind=", last.kind, ">", event.kind);
    evidence_.add("focus like=", last.kind == event.kind, " ", parse_[last.head].lemma == parse_[event.head].lemma);
    evidence_.add("focus paragraph=", parse_.tokens().sentences[last.sentence].block == sentence.block);
  }
  if (c.before >= 0) {
    const size_t s = sentence_[static_cast<size_t>(c.before)];
    const Time& t = at(c.before);
    from("before");
    evidence_.add("before apart=", few(static_cast<int64_t>(event.sentence - s)));
    evidence_.add("before length=", length(c.days));
    BlockRole role = c_.report.blocks[parse_.tokens().sentences[s].block].role;
    evidence_.add("before block=", name(role), "/", block);
    evidence_.add("before word=", Piece::lower(parse_.word(t.tokens.begin)));
    evidence_.add("before apart=", few(static_cast<int64_t>(event.sentence - s)), c.focus ? " focus" : "");
    if (day_ && t.days.last) evidence_.add("before old=", *t.days.last + kOld < *day_);
  }
}

void TimeChoice::remember(size_t k, const Event& event, const Candidate& chosen) {
  if (around_.block(event) == BlockRole::caption) return;  // of a picture, which may be older than the news
  if (chosen.days) {
    by_kind_[event.kind] = k;
    by_word_[parse_[event.head].lemma] = k;
  }
  if (around_.deed(event) == "speech" || event.modality == Modality::future || !chosen.days) return;
  if (day_ && chosen.days->last && *chosen.days->last + kOld < *day_) return;
  if (chosen.open) return;  // says nothing of when
  if (is_aside(event, chosen)) return;
  if (around_.deed(event) == "deed") {
    auto it = std::find_if(told_.begin(), told_.end(), [&](const Told& t) { return t.days == *chosen.days; });
    if (it == told_.end()) it = told_.insert(it, {*chosen.days, 0});
    ++it->acts;
  }
  focus_ = chosen.days;
  focus_precision_ = event.when_precision;
  focus_sentence_ = event.sentence;
  focus_event_ = k;
  if (chosen.days->first && (!story_first_ || *chosen.days->first < *story_first_)) story_first_ = chosen.days->first;
}

// "Began in 2012 and has since killed thousands": from then on; its number among the candidates, or that of none.
size_t TimeChoice::lasting_since(const Event& event) const {
  size_t found = candidates_.size();
  TokenIndex verb = predicate_of(parse_, event.head);
  while (parse_[verb].relation == Relation::advcl && verb > parse_.head(verb)) verb = parse_.head(verb);  // ", killing"
  const auto& below = parse_.children(verb);
  if (std::none_of(below.begin(), below.end(), [&](TokenIndex c) {
        return parse_[c].lemma == "since" && parse_[c].relation == Relation::advmod && c < verb;
      }))
    return found;
  for (size_t i = 0; i < candidates_.size(); ++i)
    if (candidates_[i].lasting &&
        (found == candidates_.size() || candidates_[i].days->first < candidates_[found].days->first))
      found = i;
  return found;
}

// "Have been killed since the end of the truce in July": from July on; its number among the candidates, or that of
// none.
size_t TimeChoice::since_what_was(const Event& event) const {
  const size_t none = candidates_.size();
  if (!day_ || around_.tense(event) != "perfect") return none;
  for (int32_t k = first_[event.sentence]; k < first_[event.sentence + 1]; ++k) {
    const Time& t = at(k);
    if (!t.resolved || !t.days.first || !t.days.last || t.tokens.begin <= event.head || is_measured_against(event, t))
      continue;
    // "since the end of the truce in July": by the words, since the tree often hangs the day on the verb.
    constexpr TokenIndex kReach = 10;
    TokenIndex since = t.tokens.begin - 1;
    while (since > std::max(event.head, t.tokens.begin - kReach) && parse_[since].lemma != "since" &&
           parse_.word(since) != "," && parse_[since].upos != Upos::VERB)
      --since;
    if (parse_[since].lemma != "since" || since <= event.head) continue;
    for (size_t i = 0; i < candidates_.size(); ++i)
      if (candidates_[i].days == DayRange{t.days.first, *day_}) return i;
  }
  return none;
}

// "A convoy that was ambushed in January", "a reporter abducted in March", "mindful of an August battle": weeks older
// than the news, and told in passing.
bool TimeChoice::is_aside(const Event& event, const Candidate& chosen) const {
  const DayRange& days = *chosen.days;
  if (chosen.here < 0 || !days.first || !days.last) return false;
  const std::optional<Day> news = focus_ && focus_->first ? focus_->first : day_;
  if (!news || *days.last >= *news || *days.first + kWeeks > *news) return false;
  const Word& w = parse_[event.head];
  if (w.upos == Upos::NOUN && (w.relation == Relation::nmod || w.relation == Relation::obl) &&
      at(chosen.here).tokens.end <= event.head)
    return true;
  for (TokenIndex i = event.head; i != kNoToken; i = parse_.head(i))
    if (parse_[i].relation == Relation::acl_relcl || (parse_[i].relation == Relation::acl && parse_[i].xpos == "VBN"))
      return true;
  return false;
}

// "Bandits have stepped up attacks in recent months", "have fought the rebels for more than four years", "has never
// fired on the town": not on the day told of before.
bool TimeChoice::is_lately(const Event& event) const {
  const auto& below = parse_.children(event.head);
  if (around_.tense(event) == "perfect" && here_ == 0 &&
      std::any_of(below.begin(), below.end(), [&](TokenIndex c) { return parse_[c].lemma == "never"; }))
    return true;
  auto goes_on = [&](const Time& t) {
    const std::string_view unit = parse_[t.tokens.end - 1].lemma;
    return (unit == "year" || unit == "decade" || unit == "month") && !t.resolved &&
           around_.tense(event) == "perfect" && preposition(parse_, head_of(t)) == "for";
  };
  for (int32_t k = first_[event.sentence]; k < first_[event.sentence + 1]; ++k)
    if ((at(k).lately || goes_on(at(k))) && around_.distance(event, head_of(at(k))) <= 1) return near_here_ == 0;
  return false;
}

void TimeChoice::choose(size_t k, Event& event) {
  gather(event);
  ruled_ = by_rule(event);
  std::vector<ChoiceObserver::Candidate> seen;
  size_t best = 0;
  int64_t highest = 0;
  for (size_t i = 0; i < candidates_.size(); ++i) {
    evidence_.clear();
    add_features(event, candidates_[i]);
    int64_t sum = weights_.sum(evidence_);
    if (i == 0 || sum > highest) {
      highest = sum;
      best = i;
    }
    if (observer_ != nullptr) seen.push_back({-1, -1, {}, text_of(candidates_[i].days), evidence_.names()});
  }
  if (is_lately(event))
    for (size_t i = 0; i < candidates_.size(); ++i)
      if (candidates_[i].open) best = i;
  if (const size_t since = lasting_since(event); since < candidates_.size()) best = since;
  if (const size_t since = since_what_was(event); since < candidates_.size()) best = since;
  if (observer_ != nullptr) best = observer_->decide(ChoiceObserver::Task::time, k, seen, best);
  const Candidate& chosen = candidates_[best];
  event.when = chosen.days;
  event.time = chosen.here;
  if (chosen.here >= 0)
    event.when_precision = at(chosen.here).precision;
  else if (chosen.before >= 0)
    event.when_precision = at(chosen.before).precision;
  else if (chosen.focus)
    event.when_precision = focus_precision_;
  else
    event.when_precision = chosen.open || chosen.story ? 5 : 1;
  remember(k, event, chosen);
}

}  // namespace sayso
