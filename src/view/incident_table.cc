#include "view/incident_table.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "view/phrase.h"
#include "view/side_table.h"

namespace sayso {
namespace {

using Key = std::tuple<int, int, std::string>;  // section, order, label: the order of the rows

class Builder {
 public:
  Builder(const Members& members, const std::vector<Statement>& statements)
      : members_(members), statements_(statements) {}

  IncidentTable build() {
    for (size_t i = 0; i < statements_.size(); ++i) add(i);
    for (const LedgerDispute& d : members_.disputes())
      if (d.kind == LedgerDispute::Kind::denial) add_denial(d);
    IncidentTable out;
    std::set<std::string> others;
    std::vector<std::string> last;
    for (const auto& [key, row] : rows_)
      for (const auto& [column, entries] : row.cells) others.insert(column);
    // The reports' own voice and those of no side stand behind the sides.
    for (const char* behind : {"the reports themselves", "others"})
      if (others.erase(behind) > 0) last.push_back(behind);
    out.columns.assign(others.begin(), others.end());
    out.columns.insert(out.columns.end(), last.begin(), last.end());
    for (auto& [key, row] : rows_) {
      IncidentTable::Row r{row.question, std::get<2>(key), {}};
      for (const std::string& column : out.columns) r.cells.push_back(row.cells[column]);
      out.rows.push_back(std::move(r));
    }
    return out;
  }

 private:
  struct Row {
    std::string question;
    std::map<std::string, std::vector<IncidentTable::Entry>> cells;
  };

  const Member& member(size_t statement) const { return members_.claims[statements_[statement].claim]; }

  void put(const Key& key, const char* question, size_t statement, const std::string& said) {
    if (said.empty()) return;
    const Member& m = member(statement);
    Row& row = rows_[key];
    row.question = question;
    std::vector<IncidentTable::Entry>& cell = row.cells[column_of(m.claim)];
    std::string who = speaker(m);
    for (IncidentTable::Entry& e : cell) {
      if (e.said != said || e.speaker != who) continue;
      if (std::find(e.statements.begin(), e.statements.end(), statement) == e.statements.end())
        e.statements.push_back(statement);
      return;
    }
    cell.push_back({said, who, {statement}});
  }

  static std::string actors(const std::vector<ReadActor>& list) {
    std::string out;
    std::set<std::string> seen;
    for (const ReadActor& a : list) {
      std::string whose = sides(a.side), one = name_of(a);
      if (!whose.empty() && whose != one) one += " (" + whose + ")";
      if (seen.insert(one).second) out += (out.empty() ? "" : ", ") + one;
    }
    return out;
  }

  static Key toll_key(const ReadToll& t) { return {1, order_of(t.what), t.what + " " + counted_things(t)}; }

  void add(size_t i) {
    const Claim& c = member(i).claim;
    bool so = c.stance != "denies" && c.stance != "unknown";
    std::string what = stance_word(c) + ": " + c.kind;
    if (c.modality == "possible") what += ", possibly";
    if (c.modality == "future") what += ", to come";
    if (c.certainty != "certain") what += " (" + c.certainty + ")";
    put({0, 0, "What"}, "what", i, what);
    std::string by = actors(c.by), on = actors(c.on), not_so = so ? "" : stance_word(c) + ": ";
    if (!by.empty()) put({0, 1, "Who did it"}, "by", i, not_so + by);
    if (!on.empty()) put({0, 2, "To whom"}, "on", i, not_so + on);
    // Where and when of a thing that did not happen is not said.
    if (so && c.place) put({0, 3, "Where"}, "where", i, place(*c.place));
    if (so && c.when) put({0, 4, "When"}, "when", i, days(*c.when));
    for (const ReadToll& t : c.tolls) put(toll_key(t), "toll", i, not_so + figure(t) + (t.total ? " so far" : ""));
  }

  // What is denied with a claim are its figures, too.
  void add_denial(const LedgerDispute& d) {
    bool first_denies = members_.claims[d.one].claim.stance == "denies";
    const Member& denied = members_.claims[first_denies ? d.other : d.one];
    size_t denying = first_denies ? d.one : d.other;
    for (size_t i = 0; i < statements_.size(); ++i) {
      const Statement& s = statements_[i];
      if (s.claim != denying && std::find(s.copies.begin(), s.copies.end(), denying) == s.copies.end()) continue;
      for (const ReadToll& t : denied.claim.tolls)
        put(toll_key(t), "toll", i, "denies " + figure(t) + (t.total ? " so far" : ""));
    }
  }

  const Members& members_;
  const std::vector<Statement>& statements_;
  std::map<Key, Row> rows_;
};

}  // namespace

IncidentTable incident_table(const Members& members, const std::vector<Statement>& statements) {
  return Builder(members, statements).build();
}

}  // namespace sayso
