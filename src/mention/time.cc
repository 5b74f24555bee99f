// From matches of the grammar to days, in three steps.
//
// 1. Every time marked in a match becomes an item; items that hang together ("3 [to] 5 May", "June [and] July 2018")
//    are linked, and what one leaves out (the month of "3", the year of "June") is taken from its neighbor.
// 2. The report is judged to be news or narrative by its years.
// 3. Items are resolved in the order of the text. Each resolved item becomes the focus, the time spoken of, that "the
//    next day" and a bare "June" of a narrative are counted from.
#include "mention/time.h"

#include <algorithm>

namespace sayso {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

enum class Grain : uint8_t { day, week, month, year, longer };

// A closed range of days and the unit that it is one of.
struct Extent {
  Day first{};
  Day last{};
  Grain grain = Grain::day;
};

int year_of(Day d) { return static_cast<int>(year_month_day(d).year()); }
int month_of(Day d) { return static_cast<int>(static_cast<unsigned>(year_month_day(d).month())); }
// Monday is 1.
int weekday_of(Day d) { return static_cast<int>(std::chrono::weekday(d).iso_encoding()); }
Day monday_of(Day d) { return d - days(weekday_of(d) - 1); }

std::optional<Extent> day_extent(std::optional<Day> d) {
  if (!d) return std::nullopt;
  return Extent{*d, *d, Grain::day};
}

std::optional<Extent> years(int first, int last) {
  std::optional<Day> a = make_day(first, 1, 1);
  std::optional<Day> b = make_day(last, 12, 31);
  if (!a || !b) return std::nullopt;
  return Extent{*a, *b, first == last ? Grain::year : Grain::longer};
}

// `count` months from `month` (which may lie outside 1..12) of `year` on.
std::optional<Extent> months(int year, int month, int count = 1) {
  int from = year * 12 + month - 1;
  std::optional<Day> a = make_day(from / 12, from % 12 + 1, 1);
  std::optional<Day> b = make_day((from + count) / 12, (from + count) % 12 + 1, 1);
  if (!a || !b) return std::nullopt;
  return Extent{*a, *b - days(1), count == 1 ? Grain::month : Grain::longer};
}

// Seasons of the northern half: spring is March to May; the winter of a year begins in its December.
std::optional<Extent> season_of(int year, int season) { return months(year, season * 3, 3); }

Day add_months(Day d, int64_t n) {
  year_month_day moved = year_month_day(d) + std::chrono::months(n);
  return moved.ok() ? Day(moved) : Day(moved.year() / moved.month() / std::chrono::last);
}

int precision_of(Extent e) {
  int64_t n = (e.last - e.first).count() + 1;
  return n <= 1 ? 1 : n <= 6 ? 2 : n <= 7 ? 3 : n <= 31 ? 4 : 5;
}

// What a date says of itself.
struct DateParts {
  std::optional<int> weekday, month, dom, year, season;
  std::optional<Extent> whole;  // an ISO date, a decade
  Narrow narrow = Narrow::whole;
};

enum class Link : uint8_t { none, list, range };

struct Item {
  const TimeMatch* match = nullptr;
  TokenRange tokens;
  DateParts parts;
  Link link = Link::none;  // to the next item
  size_t sentence = 0;
};

bool dated(const Item& item) {
  TimeMeaning m = item.match->rule->meaning;
  return m == TimeMeaning::date || m == TimeMeaning::list || m == TimeMeaning::range;
}

class TimeResolver {
 public:
  TimeResolver(const TimeGrammar& grammar, const Report& report, const Parse& parse)
      : grammar_(grammar), parse_(parse), tokens_(parse.tokens()), published_(report.today()) {}

  std::vector<Time> run() {
    std::vector<TimeMatch> matches = grammar_.find(tokens_);
    collect(matches);
    link();
    judge();
    std::vector<Time> times;
    times.reserve(items_.size());
    size_t chain = 0;  // first item of the chain that item i stands in
    for (size_t i = 0; i < items_.size(); ++i) {
      if (i == 0 || items_[i - 1].link == Link::none) chain = i;
      times.push_back(resolve(i));
      if (items_[i].link == Link::none) close_chain(chain, i, times);
    }
    return times;
  }

 private:
  std::string_view word(TokenIndex i) const { return tokens_.word(i); }
  TokenRange sentence(const Item& item) const { return tokens_.sentences[item.sentence].tokens; }
  bool is(TokenIndex i, TimeSlot slot) const { return grammar_.value(LowerWord(word(i)), slot).has_value(); }

  // --- items --------------------------------------------------------------------------------------------------------

  void collect(const std::vector<TimeMatch>& matches) {
    size_t sentence = 0;
    for (const TimeMatch& m : matches) {
      while (tokens_.sentences[sentence].tokens.end <= m.tokens.begin) ++sentence;
      for (size_t k = 0; k < m.extent_count; ++k) {
        Item item{&m, m.extents[k], parts_of(m, m.extents[k]), Link::none, sentence};
        trim(item);
        if (k + 1 < m.extent_count) item.link = m.rule->meaning == TimeMeaning::range ? Link::range : Link::list;
        if (plausible(item)) items_.push_back(std::move(item));
      }
    }
  }

  DateParts parts_of(const TimeMatch& m, TokenRange within) const {
    DateParts p;
    for (size_t k = 0; k < m.size; ++k) {
      const TimeCapture& c = m.captures[k];
      if (!within.contains(c.token)) continue;
      int v = static_cast<int>(c.value);
      switch (c.slot) {
        case TimeSlot::weekday:
          p.weekday = v;
          break;
        case TimeSlot::midmonth:
          p.narrow = Narrow::mid;
          [[fallthrough]];
        case TimeSlot::month:
          p.month = v;
          break;
        case TimeSlot::dom:
          p.dom = v;
          break;
        case TimeSlot::midyear:
          p.narrow = Narrow::mid;
          [[fallthrough]];
        case TimeSlot::year:
          p.year = v;
          break;
        case TimeSlot::year2:
          p.year = 1900 + v + (published_ && 2000 + v <= year_of(*published_) ? 100 : 0);
          break;
        case TimeSlot::yy:
          p.year = v;  // the century comes from the other end, see link()
          break;
        case TimeSlot::decade:
        case TimeSlot::middecade:
          p.whole = years(v, v + 9);
          break;
        case TimeSlot::iso:
        case TimeSlot::dmy:
          p.whole = day_extent(Day(days(c.value)));
          break;
        case TimeSlot::season:
        case TimeSlot::midseason:
        case TimeSlot::fall:
          p.season = v;
          break;
        case TimeSlot::mod:
        case TimeSlot::edge:
          if (c.value != 0) p.narrow = static_cast<Narrow>(c.value);
          break;
        default:
          break;
      }
    }
    return p;
  }

  // The article of "the 7 October attack" is the attack's, that of "the 7th" is the day's.
  void trim(Item& item) const {
    if (item.match->rule->meaning != TimeMeaning::date || !item.parts.month || item.tokens.size() < 3) return;
    std::string_view second = word(item.tokens.begin + 1);
    if (LowerWord(word(item.tokens.begin)).view() == "the" && digit_value(second) && second.size() <= 2)
      ++item.tokens.begin;
  }

  // Everyday words and bare numbers are times only in the right company.
  bool plausible(const Item& item) const {
    TokenRange r = item.tokens;
    TokenRange s = tokens_.sentences[item.sentence].tokens;
    bool led = r.begin > s.begin && (is(r.begin - 1, TimeSlot::lead) || is_dash(word(r.begin - 1)));
    auto tag = [&](TokenIndex i) { return i < s.end ? parse_[i].upos : Upos::PUNCT; };
    if (item.match->rule->meaning == TimeMeaning::weekday && r.size() == 1)
      return !grammar_.shy(LowerWord(word(r.begin)));
    // "The Hot Spring sector", "the Arab Spring": part of a name.
    auto capital = [&](TokenIndex i) { return word(i)[0] >= 'A' && word(i)[0] <= 'Z'; };
    if (item.match->rule->meaning == TimeMeaning::season && r.size() == 1 && r.begin - 1 > s.begin &&
        capital(r.begin) && capital(r.begin - 1) && !led)
      return false;
    if (!dated(item)) return true;
    // "The March 23 Movement": a name.
    if (item.parts.month && item.parts.dom && !item.parts.year && r.end < s.end && is(r.end, TimeSlot::body))
      return false;
    if (r.size() == 1 && item.parts.month) return !grammar_.shy(LowerWord(word(r.begin))) || led;
    if (item.parts.dom && !item.parts.month && item.match->extent_count == 1 && !item.parts.year) {
      // "the 13th", but neither "the 3rd brigade" nor "from the second".
      char c = word(r.end - 1).front();
      Upos next = tag(r.end);
      return c >= '0' && c <= '9' && word(r.end - 1).size() > 2 && word(r.end - 1).back() >= 'a' &&
             next != Upos::NOUN && next != Upos::PROPN && next != Upos::ADJ && next != Upos::NUM;
    }
    if (r.size() == 1 && item.parts.year && item.match->extent_count == 1) {
      if (item.match->captures[0].slot == TimeSlot::year2) return true;
      bool alone = r.begin == s.begin;
      bool plural = r.end < s.end && parse_[r.end].xpos == "NNS";
      if (!alone && !led && *item.parts.year < 1800) return false;
      if (plural) return led && strong_lead(r.begin - 1);
      // "$ 1945", "No. 1945", "B-1945": a mark that is no lead.
      if (!alone && !led && (tag(r.begin - 1) == Upos::SYM || tag(r.begin - 1) == Upos::NUM)) return false;
      return *item.parts.year >= 1400 || led;
    }
    return true;
  }

  bool strong_lead(TokenIndex i) const { return grammar_.value(LowerWord(word(i)), TimeSlot::lead).value_or(0) == 2; }

  // --- what hangs together
  // --------------------------------------------------------------------------------------------

  void link() {
    for (size_t i = 0; i + 1 < items_.size(); ++i) {
      Item& a = items_[i];
      const Item& b = items_[i + 1];
      if (a.link != Link::none || a.sentence != b.sentence) continue;
      bool pair = (dated(a) && dated(b)) ||
                  (a.match->rule->meaning == b.match->rule->meaning &&
                   (a.match->rule->meaning == TimeMeaning::weekday || a.match->rule->meaning == TimeMeaning::season));
      if (pair) a.link = connector(a, b);
    }
    for (size_t i = 0; i + 1 < items_.size(); ++i) {
      if (items_[i].link == Link::none) continue;
      size_t last = i;
      while (items_[last].link != Link::none) ++last;
      share(i, last);
      i = last;
    }
  }

  // How the words between two dates bind them.
  Link connector(const Item& a, const Item& b) const {
    TokenIndex gap = b.tokens.begin - a.tokens.end;
    if (gap < 1 || gap > 2) return Link::none;
    LowerWord between(word(a.tokens.end));
    if (gap == 2 && LowerWord(word(a.tokens.end + 1)).view() != "the") return Link::none;
    std::optional<int> joint = grammar_.value(between, TimeSlot::joint);
    if (!joint && is_dash(word(a.tokens.end))) joint = 1;
    if (!joint) return Link::none;
    if (*joint == 1) return Link::range;
    TokenIndex before = a.tokens.begin - 1;
    bool spanned =
        before >= sentence(a).begin && grammar_.value(LowerWord(word(before)), TimeSlot::joint).value_or(0) == 3;
    return *joint == 2 ? (spanned ? Link::range : Link::list) : Link::none;
  }

  // "3 to 5 May 2018": what one leaves out, its neighbor says.
  void share(size_t first, size_t last) {
    for (size_t i = first; i < last; ++i) {
      const DateParts& a = items_[i].parts;
      DateParts& b = items_[i + 1].parts;
      if (b.dom && !b.month && a.month && !b.season) {
        b.month = a.month;
        if (!b.year) b.year = a.year;
      }
      if (b.year && *b.year < 100 && a.year) b.year = *a.year / 100 * 100 + *b.year;
    }
    for (size_t i = last; i > first; --i) {
      DateParts& a = items_[i - 1].parts;
      const DateParts& b = items_[i].parts;
      if (a.dom && !a.month && b.month) a.month = b.month;
      if (!a.year && b.year && (a.month || a.season)) {
        a.year = b.year;
        bool turns = a.month && b.month && *a.month > *b.month;  // "December to February 2018"
        if (turns) a.year = *b.year - 1;
      }
    }
  }

  // --- news or narrative
  // ----------------------------------------------------------------------------------------------

  void judge() {
    size_t near = 0;
    size_t far = 0;
    for (const Item& item : items_) {
      if (item.match->rule->meaning == TimeMeaning::weekday) ++near;
      std::optional<int> year = item.parts.year;
      if (item.parts.whole) year = year_of(item.parts.whole->first);
      if (!year) continue;
      if (!first_year_) first_year_ = year;
      const bool decade = item.parts.whole && item.parts.whole->grain == Grain::longer;
      if (published_ && std::abs(*year - year_of(*published_)) <= 1)
        ++near;
      else if (!decade && !is_since(item))
        ++far;  // "at war since 1964", "in the 1980s" are told of news as well
    }
    narrative_ = !published_ || (far >= 3 && far > near);
    if (!narrative_) focus_ = Extent{*published_, *published_, Grain::day};
  }

  bool is_since(const Item& item) const {
    return item.tokens.begin > sentence(item).begin && is(item.tokens.begin - 1, TimeSlot::since);
  }

  // --- days
  // -----------------------------------------------------------------------------------------------------------

  // The day that "last year" is counted from.
  std::optional<Day> anchor() const {
    if (!narrative_) return published_;
    return focus_ ? std::optional<Day>(focus_->first) : std::nullopt;
  }

  std::optional<Day> focus_day() const {
    if (focus_ && focus_->grain == Grain::day) return focus_->last;
    return narrative_ ? std::nullopt : published_;
  }

  // True where the clause speaks of what is to come: the nearest verb before the time decides, else the first behind.
  bool ahead(const Item& item) const {
    TokenRange s = sentence(item);
    auto finite = [&](TokenIndex i) {
      std::string_view tag = parse_[i].xpos;
      return tag == "VBD" || tag == "VBZ" || tag == "VBP";
    };
    auto cue = [&](TokenIndex i) -> bool {
      std::optional<int> kind = grammar_.value(LowerWord(word(i)), TimeSlot::ahead);
      if (!kind) return false;
      if (*kind == 1) return true;
      return *kind == 2 && i > s.begin && i + 1 < s.end && parse_[i + 1].xpos == "VB" &&
             grammar_.value(LowerWord(word(i - 1)), TimeSlot::ahead).value_or(0) >= 1;
    };
    // "until March 5" lies ahead of a present, "by Friday" likewise; both lie behind a past.
    bool open = item.tokens.begin > s.begin &&
                grammar_.value(LowerWord(word(item.tokens.begin - 1)), TimeSlot::ahead).value_or(0) == 4;
    auto present = [&](TokenIndex i) { return open && parse_[i].xpos != "VBD"; };
    // "Calls for a boycott after February's bombing": what the month has had.
    if (item.tokens.end < s.end && parse_[item.tokens.end].xpos == "POS" && item.tokens.begin > s.begin &&
        grammar_.value(LowerWord(word(item.tokens.begin - 1)), TimeSlot::ahead) == 5)
      return false;
    for (TokenIndex i = item.tokens.begin - 1; i >= s.begin; --i) {
      if (cue(i)) return true;
      if (finite(i)) return present(i);
    }
    for (TokenIndex i = item.tokens.end; i < s.end; ++i) {
      if (cue(i)) return true;
      if (finite(i)) return present(i);
    }
    return false;
  }

  // The verb of the relative clause that token i stands in, or kNoToken.
  TokenIndex relative_clause(TokenIndex i) const {
    constexpr int kSteps = 40;
    for (int step = 0; i != kNoToken && step < kSteps; ++step, i = parse_.head(i))
      if (parse_[i].relation == Relation::acl_relcl) return i;
    return kNoToken;
  }

  // The year of a month (and day) that is said without one.
  std::optional<int> year_for(const Item& item, int month, std::optional<int> dom) const {
    if (narrative_) {
      if (!focus_) return first_year_;
      int year = year_of(focus_->first);
      if (focus_->grain == Grain::year || focus_->grain == Grain::longer) return year;
      // Narratives go forward: the month is looked for from a few months back to most of a year ahead.
      int delta = month - month_of(focus_->first);
      if (delta < -kMonthsBack) ++year;
      if (delta >= 12 - kMonthsBack) --year;
      return year;
    }
    int year = year_of(*published_);
    if (said_year_ && said_in_ == item.sentence && *said_year_ != year &&
        (said_aside_ == kNoToken || said_aside_ == relative_clause(item.tokens.begin)))
      return said_year_;
    auto day_in = [&](int y) { return make_day(y, month, dom.value_or(1)); };
    if (ahead(item)) {
      std::optional<Extent> e = dom ? day_extent(day_in(year)) : months(year, month);
      return e && e->last < *published_ ? year + 1 : year;
    }
    std::optional<Day> d = day_in(year);
    return d && *d > *published_ + days(1) ? year - 1 : year;
  }

  std::optional<int> year_by(const Item& item, TimeWhich which, int month, std::optional<int> dom) const {
    std::optional<Day> from = anchor();
    if (which == TimeWhich::that && focus_) return year_of(focus_->first);
    if (which == TimeWhich::open || which == TimeWhich::that || !from) return year_for(item, month, dom);
    int year = year_of(*from);
    if (which == TimeWhich::last) return year - 1;
    if (which == TimeWhich::next) return year + 1;
    if (which == TimeWhich::before) return month >= month_of(*from) ? year - 1 : year;
    if (which == TimeWhich::after) return month <= month_of(*from) ? year + 1 : year;
    return year;
  }

  static std::optional<Extent> narrowed(std::optional<Extent> e, Narrow narrow) {
    if (!e || narrow == Narrow::whole) return e;
    constexpr int kThird = 4;  // months
    if (e->grain == Grain::year) return months(year_of(e->first), 1 + kThird * (static_cast<int>(narrow) - 1), kThird);
    if (e->grain != Grain::month) return e;
    Day first = e->first;
    if (narrow == Narrow::early) return Extent{first, first + days(9), Grain::month};
    if (narrow == Narrow::mid) return Extent{first + days(10), first + days(19), Grain::month};
    return Extent{first + days(20), e->last, Grain::month};
  }

  std::optional<Extent> date(const Item& item) const {
    const DateParts& p = item.parts;
    if (p.whole) return p.whole;
    if (!p.month && p.dom) {  // "the 13th"
      std::optional<Day> from = narrative_ ? anchor() : published_;
      if (!from) return std::nullopt;
      std::optional<Day> d = make_day(year_of(*from), month_of(*from), *p.dom);
      if (d && !narrative_ && *d > *from && !ahead(item)) d = add_months(*d, -1);
      return day_extent(d);
    }
    if (!p.month) return p.year ? years(*p.year, *p.year) : std::nullopt;
    std::optional<int> year = p.year ? p.year : year_by(item, item.match->rule->which, *p.month, p.dom);
    if (!year) return std::nullopt;
    return p.dom ? day_extent(make_day(*year, *p.month, *p.dom)) : months(*year, *p.month);
  }

  std::optional<Extent> season(const Item& item) const {
    const DateParts& p = item.parts;
    if (p.year) return season_of(*p.year, *p.season);
    std::optional<Day> from = anchor();
    if (!from) return std::nullopt;
    int year = year_of(*from);
    int which = item.match->rule->number[0];
    if (narrative_) {
      if (focus_->grain == Grain::year) return season_of(year + which, *p.season);
      if (which == 0 && *p.season * 3 < month_of(*from) - kMonthsBack) ++year;
      return season_of(year + which, *p.season);
    }
    std::optional<Extent> e = season_of(year, *p.season);
    if (which > 0 || (which == 0 && ahead(item))) return e && e->first <= *from ? season_of(year + 1, *p.season) : e;
    return e && e->first > *from ? season_of(year - 1, *p.season) : e;
  }

  std::optional<Extent> weekday(const Item& item) const {
    const TimeRule& rule = *item.match->rule;
    std::optional<Day> from = rule.from_focus ? focus_day() : anchor();
    if (!from || !item.parts.weekday) return std::nullopt;
    if (narrative_ && focus_->grain != Grain::day) return std::nullopt;
    int w = *item.parts.weekday;
    int back = (weekday_of(*from) - w + 7) % 7;  // days since the last such weekday, today included
    if (rule.meaning == TimeMeaning::night) return day_extent(*from - days(back));
    if (rule.by_week) return day_extent(monday_of(*from) + days(7 * rule.number[0] + w - 1));
    if (rule.number[0] < 0) return day_extent(*from - days(back == 0 ? 7 : back));
    if (rule.number[0] > 0) return day_extent(*from + days(7 - back));
    if (!narrative_ && ahead(item)) return day_extent(*from + days((7 - back) % 7));
    return day_extent(*from - days(back));
  }

  std::optional<TimeUnit> unit_of(const Item& item) const {
    for (TokenIndex i = item.tokens.begin; i < item.tokens.end; ++i) {
      LowerWord w(word(i));
      std::optional<int> u = grammar_.value(w, TimeSlot::unit);
      if (!u) u = grammar_.value(w, TimeSlot::units);
      if (u) return static_cast<TimeUnit>(*u);
    }
    return std::nullopt;
  }

  bool several(const Item& item) const {
    for (TokenIndex i = item.tokens.begin; i < item.tokens.end; ++i)
      if (is(i, TimeSlot::units)) return true;
    return false;
  }

  static int64_t number_of(const Item& item) {
    for (size_t k = 0; k < item.match->size; ++k)
      if (item.match->captures[k].slot == TimeSlot::number && item.tokens.contains(item.match->captures[k].token))
        return std::min<int64_t>(item.match->captures[k].value, 10000);
    return 1;
  }

  // "Five days", "a second week", "a fourth straight day".
  void tell_length(const Item& item, Time& time) const {
    const std::optional<TimeUnit> unit = unit_of(item);
    const int days = !unit                                                ? 0
                     : *unit == TimeUnit::day || *unit == TimeUnit::night ? 1
                     : *unit == TimeUnit::week                            ? 7
                     : *unit == TimeUnit::fortnight                       ? 14
                     : *unit == TimeUnit::month                           ? 30
                                                                          : 0;
    int64_t n = number_of(item);
    for (size_t k = 0; k < item.match->size; ++k)
      if (item.match->captures[k].slot == TimeSlot::ordinal) {
        n = item.match->captures[k].value;
        time.going_on = true;
      }
    constexpr int64_t kMost = 400;
    if (n >= 1 && n * days <= kMost) time.lasts = static_cast<int>(n * days);
  }

  // The unit that lies `n` units after the one that `from` is in.
  std::optional<Extent> unit_at(Day from, TimeUnit unit, int n) const {
    switch (unit) {
      case TimeUnit::week:
        return Extent{monday_of(from) + days(7 * n), monday_of(from) + days(7 * n + 6), Grain::week};
      case TimeUnit::weekend: {
        // The last one that has begun is "the weekend" and "last weekend" alike; on its own days the latter is the one
        // before.
        Day saturday = from - days((weekday_of(from) + 1) % 7);
        bool now = weekday_of(from) >= 6;
        if (n > 0) saturday += days(7);
        if (n < 0 && now) saturday -= days(7);
        return Extent{saturday, saturday + days(1), Grain::week};
      }
      case TimeUnit::month:
        return months(year_of(from), month_of(from) + n);
      case TimeUnit::year:
        return years(year_of(from) + n, year_of(from) + n);
      case TimeUnit::decade: {
        int first = year_of(from) / 10 * 10 + 10 * n;
        return years(first, first + 9);
      }
      case TimeUnit::century: {
        int first = (year_of(from) - 1) / 100 * 100 + 1 + 100 * n;
        return years(first, first + 99);
      }
      default:
        return day_extent(from + days(n));
    }
  }

  // {number} {unit} away from a day, back or forth: a day for days and weeks, the whole month or year for longer units.
  std::optional<Extent> away(std::optional<Day> from, const Item& item, int sign) const {
    std::optional<TimeUnit> unit = unit_of(item);
    if (!from || !unit) return std::nullopt;
    int64_t n = number_of(item) * sign;
    switch (*unit) {
      case TimeUnit::minute:
      case TimeUnit::hour:
        return n > -24 && n < 24 ? day_extent(*from) : day_extent(*from + days(n / 24));
      case TimeUnit::day:
      case TimeUnit::night:
        return day_extent(*from + days(n));
      case TimeUnit::week:
      case TimeUnit::weekend:
        return day_extent(*from + days(7 * n));
      case TimeUnit::fortnight:
        return day_extent(*from + days(14 * n));
      case TimeUnit::month: {
        Day d = add_months(*from, n);
        return months(year_of(d), month_of(d));
      }
      case TimeUnit::year:
        return years(year_of(*from) + static_cast<int>(n), year_of(*from) + static_cast<int>(n));
      case TimeUnit::decade:
        return years(year_of(*from) + static_cast<int>(10 * n), year_of(*from) + static_cast<int>(10 * n));
      case TimeUnit::century:
        return std::nullopt;
    }
    return std::nullopt;
  }

  // "The strike came a day after they shelled the town", "four days before the elections": the day is that of what
  // stands behind, counted the other way from what is spoken of.
  bool counted_from_behind(const Item& item) const {
    const LowerWord last(word(item.tokens.end - 1));
    const bool before = last.view() == "before" && item.match->rule->meaning == TimeMeaning::back;
    if ((last.view() != "after" && !before) || item.tokens.end >= sentence(item).end) return false;
    const Upos next = parse_[item.tokens.end].upos;
    return next != Upos::PUNCT && next != Upos::VERB && next != Upos::AUX && next != Upos::CCONJ && next != Upos::ADP;
  }

  // "[A truce was signed on March 7.] A week after the parties agreed, rebels attacked": it tells the day of what comes
  // behind the clause. Where no day was spoken of before, the clause itself is news and was so long ago.
  bool opens_sentence(const Item& item) const {
    const bool spoken_of = focus_ && (!published_ || focus_->last != *published_);
    return spoken_of && item.tokens.begin == sentence(item).begin && counted_from_behind(item) &&
           comma_behind(item) < sentence(item).end;
  }
  TokenIndex comma_behind(const Item& item) const {
    TokenIndex i = item.tokens.end;
    while (i < sentence(item).end && word(i) != ",") ++i;
    return i;
  }

  // What days and weeks are counted from: the time spoken of, of news no month or year ("in 2009. Two days earlier").
  std::optional<Extent> counted_from(const Item& item) const {
    const std::optional<TimeUnit> unit = unit_of(item);
    const bool coarse = focus_ && (focus_->grain == Grain::year || focus_->grain == Grain::longer);
    if (!narrative_ && coarse && unit && *unit < TimeUnit::month) return day_extent(spoken_ ? spoken_ : published_);
    return focus_;
  }

  // The {number} {unit} up to the publication, or from it on.
  std::optional<Extent> span(const Item& item, int sign) const {
    std::optional<TimeUnit> unit = unit_of(item);
    if (!published_ || narrative_ || !unit) return std::nullopt;
    int64_t n = number_of(item);
    Day other = *published_;
    Grain grain = Grain::longer;
    if (*unit <= TimeUnit::hour)
      other += days(sign * std::max<int64_t>(1, *unit == TimeUnit::hour ? (n + 23) / 24 : 1));
    else if (*unit <= TimeUnit::night)
      other += days(sign * n);
    else if (*unit <= TimeUnit::weekend)
      other += days(sign * n * (*unit == TimeUnit::fortnight ? 14 : 7));
    else
      other = add_months(other, sign * n *
                                    (*unit == TimeUnit::month    ? 1
                                     : *unit == TimeUnit::year   ? 12
                                     : *unit == TimeUnit::decade ? 120
                                                                 : 1200));
    return sign < 0 ? Extent{other, *published_, grain} : Extent{*published_, other, grain};
  }

  // "Over the next four days men were led away", told of days gone by: those behind the day spoken of.
  std::optional<Extent> next_days(const Item& item) const {
    const std::optional<Day> from = focus_day();
    if (!published_ || !from || *from >= *published_ || unit_of(item) != TimeUnit::day) return std::nullopt;
    return Extent{*from + days(1), std::min(*from + days(number_of(item)), *published_), Grain::longer};
  }

  // "the first week of March 2018", "the second half of 2018".
  std::optional<Extent> part(const Item& item) const {
    std::optional<Extent> base =
        date(Item{item.match, item.tokens, calendar_only(item.parts), Link::none, item.sentence});
    if (!base) return std::nullopt;
    int64_t nth = 1;
    bool from_end = false;
    int portion = 0;
    for (size_t k = 0; k < item.match->size; ++k) {
      const TimeCapture& c = item.match->captures[k];
      if (c.slot == TimeSlot::ordinal) nth = c.value;
      if (c.slot == TimeSlot::which) from_end = true;
      if (c.slot == TimeSlot::portion) portion = static_cast<int>(c.value);
    }
    if (portion == 2 || portion == 4) {
      if (from_end) nth = portion;
      if (nth < 1 || nth > portion) return base;
      if (base->grain == Grain::year)
        return months(year_of(base->first), 1 + static_cast<int>(nth - 1) * 12 / portion, 12 / portion);
      int64_t n = (base->last - base->first).count() + 1;
      return Extent{base->first + days((nth - 1) * n / portion), base->first + days(nth * n / portion - 1),
                    Grain::week};
    }
    std::optional<TimeUnit> unit = unit_of(item);
    if (!unit) return base;
    int64_t n = number_of(item);
    if (*unit == TimeUnit::month && base->grain == Grain::year)
      return from_end ? months(year_of(base->first), static_cast<int>(13 - n), static_cast<int>(n))
                      : months(year_of(base->first), static_cast<int>(nth), static_cast<int>(n));
    if (*unit == TimeUnit::day && n == 1 && several(item)) n = 10;  // "the first days of March"
    int64_t size = n * (*unit == TimeUnit::week        ? 7
                        : *unit == TimeUnit::fortnight ? 14
                        : *unit == TimeUnit::day       ? 1
                                                       : 0);
    if (size == 0) return base;
    Extent e{base->first + days((nth - 1) * size), base->first + days(nth * size - 1),
             size == 1 ? Grain::day : Grain::week};
    if (from_end) e = {base->last - days(size - 1), base->last, e.grain};
    e.first = std::max(e.first, base->first);
    e.last = std::min(e.last, base->last);
    return e.first <= e.last ? std::optional<Extent>(e) : base;
  }

  static DateParts calendar_only(DateParts p) {
    p.dom.reset();
    return p;
  }

  std::optional<Extent> holiday(const Item& item) const {
    const TimeRule& rule = *item.match->rule;
    std::optional<int> year = item.parts.year;
    if (!year && rule.number[2] != 0) year = rule.number[2];
    if (!year) year = year_for(item, rule.number[0], rule.number[1]);
    if (!year) return std::nullopt;
    return day_extent(make_day(*year, rule.number[0], rule.number[1]));
  }

  // A night is its evening's day and the next.
  std::optional<Extent> night(const Item& item) const {
    std::optional<Extent> last = weekday(item);  // parts hold the weekday named last
    if (!last) return std::nullopt;
    std::optional<int> from;
    for (size_t k = 0; k < item.match->size && !from; ++k)
      if (item.match->captures[k].slot == TimeSlot::weekday) from = static_cast<int>(item.match->captures[k].value);
    if (item.match->rule->number[0] == 1) return Extent{last->first, last->first + days(1), Grain::day};
    int back = (weekday_of(last->first) - *from + 7) % 7;
    return Extent{last->first - days(back == 0 ? 1 : back), last->first, Grain::day};
  }

  std::optional<Extent> nights(const Item& item) const {
    std::optional<Extent> last = date(item);
    if (!last) return std::nullopt;
    for (size_t k = 0; k < item.match->size; ++k) {
      const TimeCapture& c = item.match->captures[k];
      if (c.slot != TimeSlot::dom) continue;
      std::optional<Day> first = make_day(year_of(last->first), month_of(last->first), static_cast<int>(c.value));
      if (!first || *first > last->last) return last;
      return Extent{*first, last->last, Grain::day};
    }
    return last;
  }

  Time resolve(size_t i) {
    const Item& item = items_[i];
    const TimeRule& rule = *item.match->rule;
    forget(item);
    std::optional<Extent> named;
    std::optional<Extent> held;  // the days of what is so dated, where these are not the ones named
    bool sets_focus = true;
    bool of_main = false;
    switch (rule.meaning) {
      case TimeMeaning::date:
      case TimeMeaning::list:
      case TimeMeaning::range:
        named = date(item);
        held = narrowed(named, item.parts.narrow);
        break;
      case TimeMeaning::part:
        named = part(item);
        break;
      case TimeMeaning::season:
        named = season(item);
        break;
      case TimeMeaning::holiday:
        named = holiday(item);
        break;
      case TimeMeaning::night:
        named = night(item);
        break;
      case TimeMeaning::nights:
        named = nights(item);
        break;
      case TimeMeaning::weekday:
        named = weekday(item);
        break;
      case TimeMeaning::day: {
        std::optional<Day> from = rule.from_focus ? focus_day() : narrative_ ? std::nullopt : published_;
        // "That day" is one told of, however long ago.
        const bool that_day = rule.from_focus && rule.number[0] == 0 && rule.number[1] == 0;
        if (that_day && spoken_ && from == published_) from = spoken_;
        if (that_day && focus_ && focus_->grain != Grain::day && is(item.tokens.begin - 1, TimeSlot::since)) {
          named = *focus_;  // "in September 2014. Since then"
          break;
        }
        const int sign = rule.from_focus && counted_from_behind(item) ? -1 : 1;
        if (from) named = Extent{*from + days(sign * rule.number[0]), *from + days(sign * rule.number[1]), Grain::day};
        break;
      }
      case TimeMeaning::unit: {
        std::optional<Day> from = anchor();
        if (rule.from_focus && focus_) from = focus_->first;
        std::optional<TimeUnit> unit = unit_of(item);
        if (from && unit) named = unit_at(*from, *unit, rule.number[0]);
        held = narrowed(named, item.parts.narrow);
        // "this month" of what has happened ends today.
        if (held && !narrative_ && !rule.from_focus && rule.number[0] == 0 && held->last > *published_ &&
            held->first <= *published_ && !ahead(item))
          held->last = *published_;
        break;
      }
      case TimeMeaning::ago:
        named = away(narrative_ ? std::nullopt : published_, item, -1);
        break;
      case TimeMeaning::hence:
        named = away(narrative_ ? std::nullopt : published_, item, 1);
        break;
      case TimeMeaning::back:
      case TimeMeaning::forth: {
        const bool opens = opens_sentence(item);
        const bool behind = counted_from_behind(item);
        const bool back = (rule.meaning == TimeMeaning::back) != (behind && !opens);
        const std::optional<Extent> from = counted_from(item);
        // "Three days after the truce was signed on May 1, rebels attacked": not from the day spoken of.
        const bool dated_behind = behind && item.tokens.begin == sentence(item).begin && i + 1 < items_.size() &&
                                  items_[i + 1].sentence == item.sentence &&
                                  items_[i + 1].tokens.begin < comma_behind(item) &&
                                  (items_[i + 1].parts.month || items_[i + 1].parts.weekday);
        of_main = opens;
        if (from && !dated_behind) named = away(back ? from->first : from->last, item, back ? -1 : 1);
        if (!back && named && !narrative_ && named->first > *published_ && !ahead(item)) named.reset();
        break;
      }
      case TimeMeaning::past:
        named = span(item, -1);
        sets_focus = false;
        break;
      case TimeMeaning::coming:
        named = ahead(item) ? std::nullopt : next_days(item);
        if (!named) named = span(item, 1);
        sets_focus = false;
        break;
      case TimeMeaning::clock:
        named = beside(i);
        sets_focus = false;
        break;
      case TimeMeaning::vague:
      case TimeMeaning::lately:
      case TimeMeaning::lasts:
      case TimeMeaning::nothing:
        break;
    }
    if (!held) held = named;
    Time time;
    if (rule.meaning == TimeMeaning::lasts) tell_length(item, time);
    time.lately = rule.meaning == TimeMeaning::lately;
    time.tokens = item.tokens;
    time.resolved = named.has_value();
    if (!named) return time;
    time.named = {named->first, named->last};
    time.days = {held->first, held->last};
    time.precision = precision_of(*held);
    if (is_since(item)) {
      time.days.last.reset();
      time.precision = 5;
    }
    // "In its war since 1964 the group killed ten on June 11", "as in the 1980s": no year for the days beside it.
    const bool background = named->grain == Grain::longer || (is_since(item) && !item.parts.month);
    if ((item.parts.year || item.parts.whole) && !background) {
      said_year_ = year_of(named->first);
      said_in_ = item.sentence;
      said_aside_ = relative_clause(item.tokens.begin);
    }
    if ((rule.meaning == TimeMeaning::back || rule.meaning == TimeMeaning::forth) && counted_from_behind(item))
      (of_main ? time.of_main : time.of_behind) = true;
    // "At war since 2009", told of news, is not what "two days earlier" is counted from; "since Saturday" names "that
    // day" all the same.
    if (sets_focus && (narrative_ || named->first <= *published_)) {
      if (narrative_ || !background) {
        focus_ = named;
        focus_set_in_ = item.sentence;
      }
      if (named->grain == Grain::day) spoken_ = named->last;
    }
    return time;
  }

  // In news the time spoken of is forgotten after a sentence or two: what follows is of the day of publication again.
  void forget(const Item& item) {
    if (!narrative_ && focus_set_in_ + kSentencesHeld < item.sentence)
      focus_ = Extent{*published_, *published_, Grain::day};
  }

  // The day of the date that stands right before or behind a time of day, else the day spoken of.
  std::optional<Extent> beside(size_t i) const {
    constexpr TokenIndex kReach = 3;
    const Item& item = items_[i];
    if (i + 1 < items_.size()) {
      const Item& next = items_[i + 1];
      TokenIndex gap = next.tokens.begin - item.tokens.end;
      if (next.sentence == item.sentence && gap <= kReach) {
        std::optional<Extent> e;
        if (next.match->rule->meaning == TimeMeaning::clock) return beside(i + 1);  // "between 2 and 4 p.m. Thursday"
        if (dated(next)) e = date(next);
        if (next.match->rule->meaning == TimeMeaning::weekday) e = weekday(next);
        if (e && e->grain == Grain::day) return e;
      }
    }
    // "Families had left by nightfall", behind a truce of months ago: of the news, not of the truce.
    constexpr days kAside{10};
    std::optional<Day> day = focus_day();
    // "On Sunday, in one of the deadliest attacks this year. It began at 9 a.m.": on that Sunday.
    if (!narrative_ && focus_ && focus_->grain != Grain::day && spoken_ && *spoken_ + kAside >= *published_)
      day = spoken_;
    if (day && published_ && !narrative_ && focus_set_in_ != item.sentence && *day + kAside < *published_)
      day = published_;
    return day_extent(day);
  }

  // Both ends of a range carry all of its days.
  void close_chain(size_t first, size_t last, std::vector<Time>& times) {
    for (size_t i = first; i < last; ++i) {
      if (items_[i].link != Link::range) continue;
      Time& a = times[i];
      Time& b = times[i + 1];
      if (!a.resolved || !b.resolved || !a.named.first || !b.named.last) continue;
      if (*a.named.first > *b.named.last && items_[i].parts.weekday && !items_[i].parts.month) {
        // "between Friday and Sunday", read on a Saturday.
        a.named = {*a.named.first - days(7), *a.named.last - days(7)};
      }
      if (*a.named.first > *b.named.last) continue;
      // "Between late April and early May".
      const bool from_part = items_[i].parts.narrow != Narrow::whole && a.days.first;
      const bool to_part = items_[i + 1].parts.narrow != Narrow::whole && b.days.last;
      const Day from = from_part ? *a.days.first : *a.named.first, to = to_part ? *b.days.last : *b.named.last;
      a.days = b.days = {from, to};
      a.precision = b.precision = precision_of({from, to, Grain::longer});
    }
  }

  static constexpr int kMonthsBack = 5;
  static constexpr size_t kSentencesHeld = 2;

  const TimeGrammar& grammar_;
  const Parse& parse_;
  const Tokens& tokens_;
  std::optional<Day> published_;
  bool narrative_ = false;
  std::optional<int> first_year_;  // the first year said anywhere
  std::vector<Item> items_;
  std::optional<Extent> focus_;
  size_t focus_set_in_ = 0;
  std::optional<Day> spoken_;     // the day named last, never forgotten
  std::optional<int> said_year_;  // the last year said outright, and the sentence that said it
  size_t said_in_ = SIZE_MAX;
  TokenIndex said_aside_ = kNoToken;  // "the war, which began in 1994": the verb of its relative clause
};

}  // namespace

Result<TimeFinder> TimeFinder::load(const KnowledgeSource& source) {
  auto grammar = TimeGrammar::load(source);
  if (!grammar) return grammar.error();
  return TimeFinder(*std::move(grammar));
}

std::vector<Time> TimeFinder::find(const Report& report, const Parse& parse) const {
  return TimeResolver(grammar_, report, parse).run();
}

}  // namespace sayso
