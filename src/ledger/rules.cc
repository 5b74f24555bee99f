#include "ledger/rules.h"

#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <set>

namespace sayso {
namespace {

constexpr int kDaysOfAnIncident = 14;

bool says_it_is_so(const Claim& c) { return c.stance != "denies" && c.stance != "unknown"; }

std::set<std::string> sides_of(const std::vector<ReadActor>& actors) {
  std::set<std::string> out;
  for (const ReadActor& a : actors) out.insert(a.side.begin(), a.side.end());
  return out;
}

// A side that is named as the doer says of itself that it did it.
bool admitted(const Members& members) {
  return std::any_of(members.claims.begin(), members.claims.end(), [](const Member& m) {
    if (m.rejected || !m.claim.source || m.claim.stance != "confirms") return false;
    std::set<std::string> by = sides_of(m.claim.by);
    return std::any_of(m.claim.source->side.begin(), m.claim.source->side.end(),
                       [&](const std::string& s) { return by.count(s) > 0; });
  });
}

bool only_combatants(const Members& members) {
  bool some = false;
  for (const Member& m : members.claims)
    for (const ReadToll& t : m.claim.tolls) {
      if (m.rejected || t.what != "killed" || !says_it_is_so(m.claim)) continue;
      if (t.of == "civilians") return false;
      some |= t.of == "combatants";
    }
  return some;
}

// What one origin says last.
struct Figure {
  const ReadToll* toll = nullptr;
  size_t member = 0;
  std::string type;
};

std::map<std::string, Figure> latest_figures(const Members& members, const Whose& whose) {
  std::map<std::string, Figure> out;
  std::map<std::string, std::string> published;
  for (size_t i = 0; i < members.claims.size(); ++i) {
    const Member& m = members.claims[i];
    if (m.rejected || !says_it_is_so(m.claim)) continue;
    for (const ReadToll& t : m.claim.tolls) {
      if (t.what != "killed" || (!t.low && !t.high)) continue;
      if (t.total && m.last - m.first > kDaysOfAnIncident) continue;
      if (!whose.of.empty() && t.of != whose.of) continue;
      if (!whose.side.empty() && std::find(t.side.begin(), t.side.end(), whose.side) == t.side.end()) continue;
      std::string origin = origin_of(m), at = m.published.value_or("");
      Figure& figure = out[origin];
      bool later = at > published[origin];
      auto size = [](const ReadToll& x) { return x.high ? *x.high : x.low.value_or(0); };
      if (figure.toll != nullptr && !later && (at < published[origin] || size(t) <= size(*figure.toll))) continue;
      figure = {&t, i, m.claim.source ? m.claim.source->type : "media"};
      published[origin] = at;
    }
  }
  return out;
}

Error fault(const char* file, const toml::node& at, const std::string& what) {
  return Error{file, at.source().begin.line, what, ""};
}

}  // namespace

Result<LedgerRules> LedgerRules::load(const KnowledgeSource& source) {
  LedgerRules out;
  auto parse = [&](const char* file) -> Result<toml::table> {
    auto text = source.text(file);
    if (!text) return text.error();
    try {
      return toml::parse(*text, std::string_view(file));
    } catch (const toml::parse_error& e) {
      return Error{file, e.source().begin.line, std::string(e.description()), ""};
    }
  };
  constexpr const char *kGrades = "rules/grades.toml", *kDeaths = "rules/deaths.toml";
  auto grades = parse(kGrades);
  if (!grades) return grades.error();
  out.grade_scheme_ = (*grades)["name"].value_or(std::string());
  if (const toml::array* list = (*grades)["grade"].as_array())
    for (const toml::node& node : *list) {
      const toml::table* row = node.as_table();
      if (row == nullptr) return fault(kGrades, node, "a grade is a table");
      static const std::set<std::string_view> kKnown{"name",   "text",    "rival_doers",   "admitted",
                                                     "denied", "victims", "least_origins", "most_origins"};
      for (const auto& [key, value] : *row)
        if (kKnown.count(key.str()) == 0)
          return fault(kGrades, value, "there is no condition " + std::string(key.str()));
      Grade g;
      g.name = (*row)["name"].value_or(std::string());
      g.text = (*row)["text"].value_or(std::string());
      g.victims = (*row)["victims"].value_or(std::string());
      g.rival_doers = (*row)["rival_doers"].value<bool>();
      g.admitted = (*row)["admitted"].value<bool>();
      g.denied = (*row)["denied"].value<bool>();
      g.least_origins = (*row)["least_origins"].value_or(int64_t{0});
      g.most_origins = (*row)["most_origins"].value_or(INT64_MAX);
      if (g.name.empty() || g.text.empty()) return fault(kGrades, node, "a grade has a name and a text");
      out.grades_.push_back(std::move(g));
    }
  auto deaths = parse(kDeaths);
  if (!deaths) return deaths.error();
  out.death_scheme_ = (*deaths)["name"].value_or(std::string());
  if (const toml::array* list = (*deaths)["best"].as_array())
    for (const toml::node& node : *list) {
      const toml::table* row = node.as_table();
      if (row == nullptr) return fault(kDeaths, node, "a rule is a table");
      Best b;
      b.name = (*row)["name"].value_or(std::string());
      b.text = (*row)["text"].value_or(std::string());
      b.least_origins = (*row)["least_origins"].value_or(int64_t{0});
      b.only = (*row)["only"].value_or(false);
      if (const toml::array* types = (*row)["types"].as_array())
        for (const toml::node& type : *types) b.types.push_back(type.value_or(std::string()));
      if (b.name.empty() || b.text.empty()) return fault(kDeaths, node, "a rule has a name and a text");
      if (b.least_origins == 0 && b.types.empty() && !b.only)
        return fault(kDeaths, node, "a rule has least_origins, types or only");
      out.bests_.push_back(std::move(b));
    }
  return out;
}

Graded LedgerRules::grade(const Members& members) const {
  bool rivals = false, denied = false;
  for (const LedgerDispute& d : members.disputes()) {
    rivals |= d.kind == LedgerDispute::Kind::rival_doer;
    denied |= d.kind == LedgerDispute::Kind::denial;
  }
  auto count = static_cast<int64_t>(origins(members));
  auto agrees = [](const std::optional<bool>& wanted, bool is) { return !wanted || *wanted == is; };
  for (const Grade& g : grades_) {
    if (!agrees(g.rival_doers, rivals) || !agrees(g.denied, denied) || !agrees(g.admitted, admitted(members))) continue;
    if (g.victims == "combatants" && !only_combatants(members)) continue;
    if (count < g.least_origins || count > g.most_origins) continue;
    return {grade_scheme_, g.name, g.text};
  }
  return {grade_scheme_, "", ""};
}

DeathRange LedgerRules::deaths(const Members& members, const Whose& whose) const {
  DeathRange out;
  out.scheme = death_scheme_;
  std::map<std::string, Figure> figures = latest_figures(members, whose);
  std::map<int64_t, int64_t> exact;  // how many origins give a figure
  for (const auto& [origin, figure] : figures) {
    const ReadToll& t = *figure.toll;
    out.claims.push_back(figure.member);
    int64_t least = t.low.value_or(0), most = t.high.value_or(least);
    out.low = std::min(out.low.value_or(least), least);
    out.high = std::max(out.high.value_or(most), most);
    if (t.relation == "=" && t.value) ++exact[*t.value];
  }
  std::sort(out.claims.begin(), out.claims.end());
  for (const Best& b : bests_) {
    std::optional<int64_t> best;
    if (b.least_origins > 0) {
      int64_t most = 0;
      for (const auto& [value, count] : exact)
        if (count >= b.least_origins && count >= most) {
          most = count;
          best = value;
        }
    }
    std::string latest;
    for (const auto& [origin, figure] : figures) {
      if (std::find(b.types.begin(), b.types.end(), figure.type) == b.types.end()) continue;
      const ReadToll& t = *figure.toll;
      std::string at = members.claims[figure.member].published.value_or("");
      if (t.relation != "=" || !t.value || at < latest) continue;
      latest = at;
      best = t.value;
    }
    if (b.only && figures.size() == 1 && exact.size() == 1) best = exact.begin()->first;
    if (!best) continue;
    out.best = best;
    out.best_rule = b.name;
    out.best_text = b.text;
    break;
  }
  return out;
}

}  // namespace sayso
