#include "ledger/rules.h"

#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "ledger/store.h"

namespace sayso {
namespace {

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

// How a figure stands to the incident.
enum class Standing : uint8_t {
  own,       // of the dead of it
  possible,  // of dead that there only may be
  wider,     // of more than it: "59 since Sunday"
};

// What one origin says last.
struct Figure {
  const ReadToll* toll = nullptr;
  size_t member = 0;
  std::string type;
  Standing standing = Standing::own;
};

// The first day of the incident as those tell that give no running total: what is counted since Sunday makes Monday's
// strike no longer.
std::optional<int> first_day(const Members& members) {
  std::optional<int> out;
  for (const Member& m : members.claims) {
    bool counts_on = std::any_of(m.claim.tolls.begin(), m.claim.tolls.end(), [](const ReadToll& t) { return t.total; });
    if (!m.rejected && !counts_on) out = std::min(out.value_or(m.first), m.first);
  }
  return out;
}

// Of two figures of one origin the one said later; in one report "28 more were killed, 59 so far" says 28 of the
// incident, and "12, including 3 children" 12.
bool stands_before(const Figure& a, const Figure& b, const Members& members) {
  auto rank = [&](const Figure& f) {
    return std::tuple(members.claims[f.member].published.value_or(""), !f.toll->total,
                      f.toll->high ? *f.toll->high : f.toll->low.value_or(0));
  };
  return rank(a) > rank(b);
}

// Of each origin one of the incident's dead and one of those that there only may be, in the order of origins. What is
// of more than the incident counts where nobody gives another.
std::vector<Figure> latest_figures(const Members& members, const Whose& whose, const Totals& totals) {
  const std::optional<int> first = first_day(members);
  std::map<std::string, Figure> own, possible, wider;
  for (size_t i = 0; i < members.claims.size(); ++i) {
    const Member& m = members.claims[i];
    if (m.rejected || !says_it_is_so(m.claim) || m.claim.modality == "future") continue;
    const int64_t days = m.last - m.first + 1;
    for (const ReadToll& t : m.claim.tolls) {
      if (t.what != "killed" || (!t.low && !t.high)) continue;
      if (t.total && days > totals.longest) continue;
      if (!whose.of.empty() && t.of != whose.of) continue;
      if (!whose.side.empty() && std::find(t.side.begin(), t.side.end(), whose.side) == t.side.end()) continue;
      Figure now{&t, i, m.claim.source ? m.claim.source->type : "media", Standing::own};
      if (t.total && (first ? m.first < *first : days > totals.one_happening))
        now.standing = Standing::wider;
      else if (m.claim.modality == "possible")
        now.standing = Standing::possible;
      auto& of = now.standing == Standing::own ? own : now.standing == Standing::possible ? possible : wider;
      Figure& figure = of[origin_of(m)];
      if (figure.toll == nullptr || stands_before(now, figure, members)) figure = now;
    }
  }
  std::vector<Figure> out;
  for (const auto* some : {&own, &possible})
    for (const auto& [origin, figure] : *some) out.push_back(figure);
  if (out.empty())
    for (const auto& [origin, figure] : wider) out.push_back(figure);
  return out;
}

Error fault(const char* file, const toml::node& at, const std::string& what, const std::string& tip = "") {
  return Error{file, at.source().begin.line, what, tip};
}

struct Key {
  std::string_view name;
  toml::node_type type;
};

const char* type_word(toml::node_type type) {
  switch (type) {
    case toml::node_type::string:
      return "text";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::table:
      return "a table";
    default:
      return "something else";
  }
}

const char* example_of(toml::node_type type) {
  switch (type) {
    case toml::node_type::string:
      return "\"two\"";
    case toml::node_type::integer:
      return "2";
    case toml::node_type::boolean:
      return "true";
    default:
      return "";
  }
}

// What a rule does not know, or knows as something else, would be passed over: `least_origins = "two"` is no condition.
std::optional<Error> check_keys(const char* file, const toml::table& table, const std::vector<Key>& known) {
  for (const auto& [key, value] : table) {
    std::string name(key.str());
    auto found = std::find_if(known.begin(), known.end(), [&](const Key& k) { return k.name == name; });
    if (found == known.end()) return fault(file, value, "there is no condition " + name);
    if (value.type() == found->type) continue;
    std::string example = example_of(found->type);
    return fault(file, value, name + " is " + type_word(found->type) + ", not " + type_word(value.type()),
                 example.empty() ? "" : name + " = " + example);
  }
  return std::nullopt;
}

// Numbers of origins are of somebody.
std::optional<Error> check_origins(const char* file, const toml::table& row) {
  for (const char* name : {"least_origins", "most_origins"})
    if (const toml::node* node = row.get(name); node != nullptr && node->value_or(int64_t{0}) < 1)
      return fault(file, *node, std::string(name) + " is 1 or more");
  return std::nullopt;
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
  using Is = toml::node_type;
  constexpr const char *kGrades = "rules/grades.toml", *kDeaths = "rules/deaths.toml";
  auto grades = parse(kGrades);
  if (!grades) return grades.error();
  if (auto error = check_keys(kGrades, *grades, {{"name", Is::string}, {"grade", Is::array}})) return *error;
  out.grade_scheme_ = (*grades)["name"].value_or(std::string());
  if (const toml::array* list = (*grades)["grade"].as_array())
    for (const toml::node& node : *list) {
      const toml::table* row = node.as_table();
      if (row == nullptr) return fault(kGrades, node, "a grade is a table");
      static const std::vector<Key> kKnown{{"name", Is::string},           {"text", Is::string},
                                           {"rival_doers", Is::boolean},   {"admitted", Is::boolean},
                                           {"denied", Is::boolean},        {"victims", Is::string},
                                           {"least_origins", Is::integer}, {"most_origins", Is::integer}};
      if (auto error = check_keys(kGrades, *row, kKnown)) return *error;
      if (auto error = check_origins(kGrades, *row)) return *error;
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
      if (!g.victims.empty() && g.victims != "combatants")
        return fault(kGrades, *row->get("victims"), "there are no victims " + g.victims, "victims = \"combatants\"");
      out.grades_.push_back(std::move(g));
    }
  auto deaths = parse(kDeaths);
  if (!deaths) return deaths.error();
  if (auto error = check_keys(kDeaths, *deaths,
                              {{"name", Is::string},
                               {"total_days", Is::integer},
                               {"longest_total_days", Is::integer},
                               {"best", Is::array}}))
    return *error;
  out.death_scheme_ = (*deaths)["name"].value_or(std::string());
  for (const auto& [name, days] :
       {std::pair{"total_days", &out.totals_.one_happening}, std::pair{"longest_total_days", &out.totals_.longest}}) {
    *days = (*deaths)[name].value_or(int64_t{0});
    if (*days < 1) {
      const toml::node* at = deaths->get(name);
      return fault(kDeaths, at != nullptr ? *at : *deaths, std::string(name) + " is 1 or more",
                   std::string(name) + " = 2");
    }
  }
  if (const toml::array* list = (*deaths)["best"].as_array())
    for (const toml::node& node : *list) {
      const toml::table* row = node.as_table();
      if (row == nullptr) return fault(kDeaths, node, "a rule is a table");
      static const std::vector<Key> kKnown{{"name", Is::string},
                                           {"text", Is::string},
                                           {"least_origins", Is::integer},
                                           {"types", Is::array},
                                           {"only", Is::boolean}};
      if (auto error = check_keys(kDeaths, *row, kKnown)) return *error;
      if (auto error = check_origins(kDeaths, *row)) return *error;
      Best b;
      b.name = (*row)["name"].value_or(std::string());
      b.text = (*row)["text"].value_or(std::string());
      b.least_origins = (*row)["least_origins"].value_or(int64_t{0});
      b.only = (*row)["only"].value_or(false);
      if (const toml::array* types = (*row)["types"].as_array())
        for (const toml::node& type : *types) {
          static const std::set<std::string> kTypes{"belligerent", "official", "body",      "medic",  "monitor",
                                                    "media",       "witness",  "anonymous", "person", "unknown"};
          b.types.push_back(type.value_or(std::string()));
          if (kTypes.count(b.types.back()) == 0)
            return fault(kDeaths, type, "types has an entry that is no type of a source",
                         joined({kTypes.begin(), kTypes.end()}, ' '));
        }
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
  const std::vector<Figure> figures = latest_figures(members, whose, totals_);
  std::map<int64_t, int64_t> exact;  // how many origins give a figure
  for (const Figure& figure : figures) {
    const ReadToll& t = *figure.toll;
    out.claims.push_back(figure.member);
    int64_t least = t.low.value_or(0), most = t.high.value_or(least);
    out.high = std::max(out.high.value_or(most), most);
    if (figure.standing != Standing::own) continue;
    out.low = std::min(out.low.value_or(least), least);
    if (t.relation == "=" && t.value) ++exact[*t.value];
  }
  std::sort(out.claims.begin(), out.claims.end());
  out.claims.erase(std::unique(out.claims.begin(), out.claims.end()), out.claims.end());
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
    for (const Figure& figure : figures) {
      if (figure.standing != Standing::own || std::find(b.types.begin(), b.types.end(), figure.type) == b.types.end())
        continue;
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
