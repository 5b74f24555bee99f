#include "view/incident_accounts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "view/incident_fields.h"
#include "view/phrase.h"
#include "view/side_table.h"

namespace sayso {
namespace {

// Reports of an incident by the order of publication, numbered from 1: claim 5 of report 2 is "2.5".
class Numbers {
 public:
  explicit Numbers(const Members& members) {
    for (const Member& m : members.claims)
      if (numbers_.emplace(m.report, reports_.size() + 1).second) reports_.push_back(&m);
  }
  size_t of(const Member& m) const { return numbers_.at(m.report); }
  std::string claim(const Member& m) const { return fmt::format("{}.{}", of(m), m.claim.n); }
  const std::vector<const Member*>& reports() const { return reports_; }
  // The report of which this one is a copy, where it is among these; 0 where it is none.
  size_t story(const Member& m) const {
    if (m.story == m.report) return 0;
    auto found = numbers_.find(m.story);
    return found == numbers_.end() ? 0 : found->second;
  }

 private:
  std::map<int64_t, size_t> numbers_;
  std::vector<const Member*> reports_;
};

std::string count(size_t n, const char* one, const char* many) { return fmt::format("{} {}", n, n == 1 ? one : many); }

std::string names_or_sides(const std::vector<ReadActor>& actors) {
  std::vector<std::string> all;
  for (const ReadActor& a : actors) {
    std::string name = a.side.empty() ? a.name : sides(a.side);
    if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
  }
  return sides(all);
}

std::string act(const Member& m) {
  std::string out = stance_word(m.claim);
  std::string by = names_or_sides(m.claim.by), on = names_or_sides(m.claim.on);
  if (!by.empty()) out += ": by " + by;
  if (!on.empty()) out += (by.empty() ? ": on " : " on ") + on;
  if (m.claim.modality == "possible") out += " (possibly)";
  return out;
}

std::string said_when(const Member& m) {
  std::string out = m.published ? m.published->substr(0, 10) : "";
  for (const ReadActor& via : m.claim.via) out += (out.empty() ? "" : ", ") + std::string("via ") + name_of(via);
  return out;
}

void add_statement(SideTable& table, const Members& members, const Statement& s, const Numbers& numbers) {
  const Member& m = members.claims[s.claim];
  SideTable::Entry entry{column_of(m.claim), speaker(m), act(m), said_when(m), {numbers.claim(m)}};
  if (m.claim.source && !m.claim.source->name.empty()) entry.who = name_of(*m.claim.source);
  for (size_t copy : s.copies) {
    const Member& c = members.claims[copy];
    if (c.report != m.report)
      entry.detail += fmt::format(", copied in {}", numbers.claim(c));
    else
      entry.claims.push_back(numbers.claim(c));
  }
  if (m.rejected) entry.detail += ", rejected in review";
  if (m.claim.tolls.empty()) {
    table.add({0, 0, m.claim.kind}, entry);
    return;
  }
  for (const ReadToll& t : m.claim.tolls) {
    SideTable::Entry figure_entry = entry;
    figure_entry.said = figure(t) + (t.total ? " so far" : "");
    if (m.claim.stance != "asserts") figure_entry.said = stance_word(m.claim) + ": " + figure_entry.said;
    table.add({1, order_of(t.what), t.what + " " + counted_things(t)}, figure_entry);
  }
  if (!names_or_sides(m.claim.by).empty()) table.add({0, 0, m.claim.kind}, entry);
}

const char* change_word(TollHistory::Change change) {
  switch (change) {
    case TollHistory::Change::up:
      return "revised up";
    case TollHistory::Change::down:
      return "revised down";
    case TollHistory::Change::bound:
      return "bound changed";
    case TollHistory::Change::same:
      return "same";
    case TollHistory::Change::first:
      return "first";
  }
  return "";
}

std::string range(const DeathRange& d) {
  if (!d.low && !d.high) return "";
  return fmt::format("killed, {} rule: low {}, best {}, high {}", d.scheme, d.low ? std::to_string(*d.low) : "-",
                     d.best ? std::to_string(*d.best) + " (" + d.best_rule + ")" : "-",
                     d.high ? std::to_string(*d.high) : "-");
}

// The first claim and its place: "1.8 Azerbaijan's Defense Ministry".
std::string who_and_claim(const Members& members, size_t claim, const Numbers& numbers) {
  const Member& m = members.claims[claim];
  return speaker(m) + " [" + numbers.claim(m) + "]";
}

// "killed civilians, prosecutors: ≥ 7 on 2020-09-28 [1.10], then 19 on 2020-10-01 [2.9] (revised up)".
void write_history(Screen& screen, const Members& members, const TollHistory& h, const Numbers& numbers) {
  const TollHistory::Point& first = h.points.front();
  Text line(h.what + " " + counted_things(members.claims[first.claim].claim.tolls[first.toll]) + ", " + h.who + ": ");
  for (const TollHistory::Point& p : h.points) {
    const Member& m = members.claims[p.claim];
    std::string step = figure(m.claim.tolls[p.toll]) + " on " + m.published.value_or("a day not said").substr(0, 10) +
                       " [" + numbers.claim(m) + "]";
    if (p.change != TollHistory::Change::first) step = ", then " + step + " (" + change_word(p.change) + ")";
    line.add(step);
  }
  screen.put("  ", "    ", line);
}

void write_reports(Screen& screen, const Numbers& numbers) {
  for (const Member* m : numbers.reports()) {
    std::string number = fmt::format("{:>2}  ", numbers.of(*m));
    std::string line = (m->title ? *m->title + " · " : "") + m->outlet.value_or(m->agency.value_or("the report"));
    if (m->published) line += ", " + m->published->substr(0, 10);
    line += " · " + m->uri;
    if (m->story != m->report)
      line += numbers.story(*m) > 0 ? fmt::format(" · a copy of {}", numbers.story(*m)) : " · a copy";
    screen.put(" " + number, std::string(number.size() + 1, ' '), Text(line, Ink::quiet));
  }
}

void write_head(Screen& screen, const IncidentView& v, const Numbers& numbers) {
  const IncidentRow& i = v.row;
  Text head(i.name, Ink::strong);
  head.add(" · at " + (i.place.empty() ? "a place not said" : i.place + (i.country.empty() ? "" : ", " + i.country)));
  head.add(" · " + iso(day_of(i.first)) + (i.first == i.last ? "" : " to " + iso(day_of(i.last))));
  screen.put(head);
  size_t copies = 0;
  for (const Member* m : numbers.reports()) copies += m->story != m->report ? 1 : 0;
  std::string counts = count(numbers.reports().size(), "report", "reports");
  if (copies > 0) counts += fmt::format(" ({} of them {})", copies, copies == 1 ? "a copy" : "copies");
  screen.put(Text(counts + ", " + count(v.members.claims.size(), "claim", "claims") + ", " +
                      count(origins(v.members), "independent origin", "independent origins"),
                  Ink::quiet));
  if (!v.grade.grade.empty())
    screen.put(Text(v.grade.scheme + " rule: ", Ink::quiet)
                   .add(v.grade.grade, Ink::strong)
                   .add(". " + v.grade.text, Ink::quiet));
  std::string deaths = range(v.deaths);
  if (!deaths.empty()) screen.put(Text(deaths, Ink::quiet));
  write_reports(screen, numbers);
}

}  // namespace

IncidentView view_of(Ledger& ledger, const IncidentRow& row, const LedgerRules& rules) {
  IncidentView v{row, members_of(ledger.database(), row.id, WithWords::yes), {}, {}, other_accounts(ledger, row)};
  v.grade = rules.grade(v.members);
  v.deaths = rules.deaths(v.members);
  return v;
}

std::string to_text(const IncidentView& v, const TextOptions& options) {
  Screen screen(options.width, options.color);
  Numbers numbers(v.members);
  write_head(screen, v, numbers);
  screen.blank();
  SideTable table(1);
  for (const Statement& s : statements(v.members)) add_statement(table, v.members, s, numbers);
  table.write(screen);

  std::vector<LedgerDispute> disputes = v.members.disputes();
  if (!disputes.empty()) {
    screen.blank();
    screen.put(Text("In dispute", Ink::strong));
  }
  std::set<std::string> told;
  for (const LedgerDispute& d : disputes) {
    std::string line = std::string(name(d.kind)) + ": " + who_and_claim(v.members, d.one, numbers) + " and " +
                       who_and_claim(v.members, d.other, numbers);
    if (told.insert(line).second) screen.put("  ", "    ", Text(line));
  }

  bool any = false;
  for (const TollHistory& h : toll_histories(v.members)) {
    if (!h.revised()) continue;
    if (!any) {
      screen.blank();
      screen.put(Text("Revised figures", Ink::strong));
    }
    any = true;
    write_history(screen, v.members, h, numbers);
  }

  if (!v.others.empty()) {
    screen.blank();
    screen.put(Text("Beside it, coded by others", Ink::strong));
  }
  for (const OtherAccount& o : v.others) {
    std::string line =
        o.source + " " + o.key + ": " + o.kind + " at " + o.place + " on " + iso(day_of(o.day)) + ", " + o.sides;
    auto figure = [](std::optional<int64_t> n) { return n ? std::to_string(*n) : "-"; };
    line += "; killed " +
            (o.low || o.high ? figure(o.low) + " / " + figure(o.best) + " / " + figure(o.high) : figure(o.best));
    screen.put("  ", "    ", Text(line));
  }
  return screen.take();
}

std::string timeline_text(const Members& totals, const TextOptions& options) {
  Screen screen(options.width, options.color);
  Numbers numbers(totals);
  screen.put(Text("Running tolls, by who gives them", Ink::strong));
  write_reports(screen, numbers);
  screen.blank();
  for (const TollHistory& h : toll_histories(totals)) write_history(screen, totals, h, numbers);
  return screen.take();
}

std::string to_explanation(const IncidentView& v, const TextOptions& options) {
  Screen screen(options.width, options.color);
  Numbers numbers(v.members);
  write_head(screen, v, numbers);
  screen.blank();
  screen.put(Text("Why each claim is in it. The incident is the " + v.row.group + " at " +
                      (v.row.place.empty() ? "a place not said" : v.row.place) + " on " + iso(day_of(v.row.day)) +
                      ": the day of which most is said among the claims whose days meet.",
                  Ink::quiet));
  for (const Member& m : v.members.claims) {
    screen.blank();
    Text head("[" + numbers.claim(m) + "] " + speaker(m) + " · " + stance_word(m.claim) + " · " + m.claim.kind,
              Ink::strong);
    screen.put(head);
    std::string where = m.claim.place ? place(*m.claim.place) : "not said";
    std::string when = m.claim.when ? days(*m.claim.when) : "not said";
    screen.put("  ", "  ",
               Text("place: " + where + "; days: " + when + ", taken as " + iso(day_of(m.first)) +
                    (m.first == m.last ? "" : " to " + iso(day_of(m.last))) + "; by " + m.because));
    screen.put("  ", "  ", Text("❝" + m.claim.sentence.text + "❞", Ink::quiet));
  }
  return screen.take();
}

Result<std::string> accounts_json(const IncidentView& v) {
  rapidjson::StringBuffer out;
  Fields f(out);
  auto claim_ref = [&](size_t i) { claim_reference(f, v.members.claims[i]); };
  f.object([&] {
    f.field("schema", "sayso.accounts/1");
    f.field("incident", v.row.name);
    place_fields(f, v.row);
    day_fields(f, v.row);
    f.field("origins", static_cast<int64_t>(origins(v.members)));
    f.key("grade");
    f.object([&] {
      f.field("rule", v.grade.scheme);
      f.known("grade", v.grade.grade);
      f.known("text", v.grade.text);
    });
    f.key("deaths");
    f.object([&] {
      f.field("rule", v.deaths.scheme);
      f.field("low", v.deaths.low);
      f.field("best", v.deaths.best);
      f.field("high", v.deaths.high);
      f.known("best_rule", v.deaths.best_rule);
    });
    f.key("reports");
    Numbers numbers(v.members);
    f.list(numbers.reports(), [&](const Member* m) {
      f.object([&] {
        f.field("document", m->uri);
        f.field("outlet", m->outlet);
        f.field("agency", m->agency);
        f.field("title", m->title);
        f.field("published", m->published);
        f.field("copy", m->story != m->report);
      });
    });
    f.key("statements");
    f.list(statements(v.members), [&](const Statement& s) {
      const Member& m = v.members.claims[s.claim];
      f.object([&] {
        f.field("account", column_of(m.claim));
        f.field("speaker", speaker(m));
        f.field("origin", origin_of(m));
        f.field("document", m.uri);
        f.field("published", m.published);
        f.field("claim", m.claim);
        f.field("because", m.because);
        f.field("rejected", m.rejected);
        f.key("copies");
        f.list(s.copies, claim_ref);
        f.field("corrected", m.corrected);
      });
    });
    f.key("disputes");
    f.list(v.members.disputes(), [&](const LedgerDispute& d) {
      f.object([&] {
        f.field("kind", std::string(name(d.kind)));
        f.key("one");
        claim_ref(d.one);
        f.key("other");
        claim_ref(d.other);
      });
    });
    f.key("others");
    f.list(v.others, [&](const OtherAccount& o) {
      f.object([&] {
        f.field("source", o.source);
        f.field("key", o.key);
        f.field("place", o.place);
        f.field("first", iso(day_of(o.day)));
        f.field("last", iso(day_of(o.last)));
        f.field("kind", o.kind);
        f.field("sides", o.sides);
        f.field("low", o.low);
        f.field("best", o.best);
        f.field("high", o.high);
        f.field("words", o.words);
      });
    });
    f.key("toll_history");
    f.list(toll_histories(v.members), [&](const TollHistory& h) {
      f.object([&] {
        f.field("what", h.what);
        f.field("of", h.of);
        f.field("side", h.side);
        f.field("speaker", h.who);
        f.key("points");
        f.list(h.points, [&](const TollHistory::Point& p) {
          const Member& m = v.members.claims[p.claim];
          f.object([&] {
            f.field("published", m.published);
            f.field("toll", m.claim.tolls[p.toll]);
            f.field("change", std::string(change_word(p.change)));
            f.key("claim");
            claim_ref(p.claim);
          });
        });
      });
    });
  });
  return finished(out, f, v.row.name, "the incident");
}

}  // namespace sayso
