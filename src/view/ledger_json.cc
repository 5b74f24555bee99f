#include "view/ledger_json.h"

#include "view/json.h"

namespace sayso {
namespace {

template <typename Fill>
Result<std::string> ledger_line(const char* schema, const std::string& name, const char* what, Fill fill) {
  rapidjson::StringBuffer out;
  Fields f(out);
  f.object([&] {
    f.field("schema", schema);
    fill(f);
  });
  return finished(out, f, name, what);
}

void number_field(Fields& f, int n) {
  f.key("n");
  if (n > 0) {
    f.value(n);
  } else {
    f.value(nullptr);
  }
}

}  // namespace

void hit_fields(Fields& f, const Hit& h) {
  f.field("document", h.uri);
  f.field("title", h.title);
  f.field("published", h.published);
  number_field(f, h.n);
  f.field("snippet", h.snippet);
  f.known("incident", h.incident);
}

void count_fields(Fields& f, const std::pair<std::string, int64_t>& c) {
  f.field("what", c.first);
  f.field("count", c.second);
}

void history_fields(Fields& f, const TollHistory& h, const Members& totals) {
  f.field("what", h.what);
  f.field("of", h.of);
  f.field("side", h.side);
  f.field("speaker", h.who);
  f.key("points");
  f.list(h.points, [&](const TollHistory::Point& p) {
    const Member& m = totals.claims[p.claim];
    f.object([&] {
      f.field("published", m.published);
      f.field("toll", m.claim.tolls[p.toll]);
      f.field("document", m.uri);
      f.field("n", m.claim.n);
    });
  });
}

void diff_fields(Fields& f, const ReportDiff& d) {
  auto lines = [&](const char* name, const std::vector<ReportDiff::Line>& list) {
    f.key(name);
    f.list(list, [&](const ReportDiff::Line& line) {
      f.object([&] {
        f.field("n", line.n);
        f.field("claim", line.text);
      });
    });
  };
  f.field("kind", d.kind);
  f.field("document", d.uri);
  f.field("digest", d.digest);
  f.field("added", d.added);
  lines("gone", d.gone);
  lines("new", d.fresh);
  f.field("same", static_cast<int64_t>(d.same));
}

void decision_fields(Fields& f, const Decision& d) {
  f.field("id", d.id);
  f.field("at", d.at);
  f.field("who", d.who);
  f.field("verb", d.verb);
  f.field("target", d.target);
  f.known("field", d.field);
  f.known("value", d.value);
  std::vector<std::string> reports = reports_of(d);
  f.known("document", reports.empty() ? "" : reports.front());
  f.known("note", d.note);
  f.field("taken_back_by", d.taken_back_by);
  f.key("claims");
  f.list(d.claims, [&](const Decision::On& on) {
    f.object([&] {
      f.field("document", on.uri);
      number_field(f, on.n);
      f.known("incident", on.incident);
    });
  });
  f.known("merged", d.merged);
  f.known("into", d.into);
}

Result<std::string> to_json(const Hit& hit) {
  return ledger_line("sayso.hit/1", hit.uri, "the hit", [&](Fields& f) { hit_fields(f, hit); });
}

Result<std::string> to_json(const std::pair<std::string, int64_t>& count) {
  return ledger_line("sayso.count/1", count.first, "the count", [&](Fields& f) { count_fields(f, count); });
}

Result<std::string> to_json(const TollHistory& history, const Members& totals) {
  return ledger_line("sayso.toll-history/1", history.who, "the history",
                     [&](Fields& f) { history_fields(f, history, totals); });
}

Result<std::string> to_json(const ReportDiff& diff) {
  return ledger_line("sayso.difference/1", diff.uri, "the difference", [&](Fields& f) { diff_fields(f, diff); });
}

Result<std::string> to_json(const Decision& decision) {
  return ledger_line("sayso.decision/1", std::to_string(decision.id), "the decision",
                     [&](Fields& f) { decision_fields(f, decision); });
}

}  // namespace sayso
