#include "mention/count_units.h"

#include <array>

#include "base/text_util.h"

namespace sayso {
namespace {

constexpr std::string_view kFile = "counts/units.tsv";
constexpr std::array<std::string_view, 5> kClasses = {"combatants", "civilians", "people", "thing", "measure"};

}  // namespace

std::string_view name(CountClass c) { return kClasses[static_cast<size_t>(c)]; }

Result<CountUnits> CountUnits::load(const KnowledgeSource& source) {
  auto rows = read_tsv(source, std::string(kFile), {"words", "class", "of", "flags"});
  if (!rows) return rows.error();
  CountUnits units;
  for (const TsvRow& row : *rows) {
    auto fault = [&](std::string what) { return Error{std::string(kFile), row.line, std::move(what), ""}; };
    Unit unit;
    size_t c = 0;
    while (c < kClasses.size() && kClasses[c] != row.cells[1]) ++c;
    if (c == kClasses.size()) return fault("unknown class \"" + std::string(row.cells[1]) + "\"");
    unit.of_class = static_cast<CountClass>(c);
    unit.of = row.cells[2];
    if (unit.of.empty() && unit.of_class != CountClass::measure) return fault("says not what it is counted as");
    for (std::string_view flag : split_list(row.cells[3], ' ')) {
      if (flag == "single")
        unit.single = true;
      else if (flag == "adjective")
        unit.adjective = true;
      else if (flag == "model")
        unit.model = true;
      else if (flag == "pair")
        unit.pair = true;
      else if (flag == "armed")
        unit.armed = true;
      else if (flag == "harm")
        unit.harm = true;
      else if (flag == "either")
        unit.either = true;
      else if (!flag.empty())
        return fault("unknown flag \"" + std::string(flag) + "\"");
    }
    for (std::string_view w : split_list(row.cells[0])) {
      if (!units.units_.emplace(std::string(w), unit).second) return fault("\"" + std::string(w) + "\" stands twice");
      if (size_t blank = w.rfind(' '); blank != w.npos) units.long_ends_[std::string(w.substr(blank + 1))] = true;
    }
  }
  if (auto error = units.add_nationals(source)) return *error;
  return units;
}

// "Two Cypriots", "a Greek Cypriot": whom the countries' table calls so, where no row here says more.
std::optional<Error> CountUnits::add_nationals(const KnowledgeSource& source) {
  auto rows = read_tsv(source, "places/countries.tsv",
                       {"iso", "name", "aliases", "demonyms", "capital", "geonames", "lat", "lon"});
  if (!rows) return rows.error();
  Unit national;
  national.of_class = CountClass::people;
  national.of = "people";
  national.single = true;
  for (const TsvRow& row : *rows)
    for (std::string_view demonym : split_list(row.cells[3])) {
      const std::string noun = ascii_lower(demonym);
      if (!noun.empty() && units_.emplace(noun, national).second)
        if (size_t blank = noun.rfind(' '); blank != noun.npos) long_ends_[noun.substr(blank + 1)] = true;
    }
  return std::nullopt;
}

const Unit* CountUnits::find(std::string_view noun) const {
  auto it = units_.find(noun);
  return it == units_.end() ? nullptr : &it->second;
}

std::optional<Unit> CountUnits::unit(std::string_view lemma) const {
  const Unit* u = find(lemma);
  return u && !u->model ? std::optional<Unit>(*u) : std::nullopt;
}

const Unit* CountUnits::ending_at(const Parse& parse, TokenIndex head, TokenIndex begin) const {
  LowerWord last(parse.word(head));
  if (ends_long(last)) {
    for (TokenIndex from = std::max(begin, head - 2); from < head; ++from) {
      std::string words;
      for (TokenIndex i = from; i < head; ++i) words.append(LowerWord(parse.word(i)).view()).append(" ");
      words.append(last.view());
      if (const Unit* u = find(words)) return u;
    }
  }
  if (const Unit* u = find(last)) return u;
  return parse[head].lemma.empty() ? nullptr : find(LowerWord(parse[head].lemma));
}

std::optional<Unit> CountUnits::of(const Parse& parse, const Count& count) const {
  if (count.unit == kNoToken) return std::nullopt;
  const Unit* unit = ending_at(parse, count.unit, count.number.begin);
  if (!unit) return std::nullopt;
  if (unit->model && (count.unit + 1 >= parse.size() || !is_dash(parse.word(count.unit + 1)))) return std::nullopt;
  if (unit->of_class != CountClass::people) return *unit;
  // "members of the army", "civilian deaths": people as such, made out by what stands beside them.
  auto better = [](const Unit* u) {
    return u && !u->model && (u->of_class == CountClass::combatants || u->of_class == CountClass::civilians);
  };
  for (TokenIndex i = count.unit - 1; i >= count.number.begin; --i)
    if (const Unit* u = ending_at(parse, i, count.number.begin); better(u)) return *u;
  TokenIndex i = count.unit + 1;
  constexpr TokenIndex kReach = 9;
  if (i < parse.size() && parse.word(i) == "of") {
    for (TokenIndex k = i + 1; k < parse.size() && k <= i + kReach; ++k) {
      if (parse.word(k) == "(" && k + 2 < parse.size() && parse.word(k + 2) == ")") {  // "the Fano (FN) militia"
        k += 2;
        continue;
      }
      Upos tag = parse[k].upos;
      if (tag == Upos::PUNCT || tag == Upos::VERB || tag == Upos::ADP || tag == Upos::CCONJ) break;
      const Unit* u = ending_at(parse, k, count.unit);  // "prisoners of war" too
      // "Members of a peasant militia": of what the phrase ends on.
      const bool goes_on = k + 1 < parse.size() && parse[k + 1].upos == Upos::NOUN && parse[k].upos != Upos::PROPN;
      const Unit* next = goes_on ? ending_at(parse, k + 1, count.unit) : nullptr;
      if (better(u) && !better(next)) return *u;
      if (u != nullptr && u->armed)
        return Unit{
            .of_class = CountClass::combatants, .of = std::string(name(CountClass::combatants)), .single = true};
    }
  }
  return *unit;
}

}  // namespace sayso
