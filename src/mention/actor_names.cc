// How names are matched.
//
// A report's tokens are not cut where a table's blanks stand ("Nagorno-Karabakh" is three tokens, "People's" two,
// "U.S." one), so names are compared as folded strings. A name's folded form is hashed character by character, and the
// hash at every place where a token could end, that is around every blank and mark, is kept in one table. From each
// token of a report the hash runs on token by token until no name begins so; the last place where a name ended wins.
// The folded strings themselves are compared only then, together with their case.
#include "mention/actor_names.h"

#include <algorithm>
#include <array>

#include "base/text_util.h"

namespace sayso {
namespace {

constexpr uint64_t kSeed = 1469598103934665603ULL;
constexpr uint64_t kPrime = 1099511628211ULL;
constexpr size_t kCapitalsOnly = 4;  // an acronym of so many letters is matched in capitals only

// The letter without its accent for U+00C0..U+017F; '?' where a character has none of ASCII.
constexpr std::string_view kPlain =
    "AAAAAAACEEEEIIIIDNOOOOO?OUUUUYTsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUu"
    "Uu"
    "WwYyYZzZzZzs";
static_assert(kPlain.size() == 0x180 - 0xC0);

// One character of a name: what is written, or a break between words, or nothing.
struct Folded {
  char letter = 0;
  bool blank = false;
  bool other = false;  // a character outside ASCII that stays as it is
};

Folded fold(char32_t c) {
  if (c < 0x80) {
    char a = static_cast<char>(c);
    if ((a >= 'a' && a <= 'z') || (a >= 'A' && a <= 'Z') || is_digit(a)) return {a};
    if (a == ' ' || a == '-' || a == '\n' || a == '\t' || a == '/' || a == '_') return {0, true};
    if (a == '\'' || a == '.' || a == '`') return {};
    return {a};
  }
  if (c >= 0xC0 && c < 0x180) return {kPlain[c - 0xC0]};
  switch (c) {
    case 0x259:
      return {'e'};
    case 0x18F:
      return {'E'};
    case 0x219:
      return {'s'};
    case 0x21B:
      return {'t'};
    case 0x2018:
    case 0x2019:
    case 0x2BC:
    case 0x2BB:
      return {};
    case 0xA0:
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
      return {0, true};
    default:
      return {0, false, true};
  }
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_ascii_letter(char c) { return is_capital(c) || (c >= 'a' && c <= 'z'); }

// Folds a text piece by piece and hashes it (in lower case) on the way.
class Folder {
 public:
  // `out` may be null: then only the hash is made.
  explicit Folder(std::string* out) : out_(out) {}

  void blank() { blank_ = begun_; }
  void piece(std::string_view text) {
    for (size_t at = 0; at < text.size();) {
      if (is_ascii_letter(text[at])) {  // nearly all
        put(text[at++]);
        continue;
      }
      Decoded d = decode_utf8(text, at);
      Folded f = fold(d.value);
      if (f.blank) {
        blank();
      } else if (f.other) {
        for (size_t k = 0; k < d.size; ++k) put(text[at + k]);
      } else if (f.letter != 0) {
        put(f.letter);
      }
      at += d.size;
    }
  }
  uint64_t hash() const { return hash_; }
  bool begun() const { return begun_; }

 private:
  void put(char c) {
    if (blank_) emit(' ');
    blank_ = false;
    begun_ = true;
    emit(c);
  }
  void emit(char c) {
    if (out_ != nullptr) out_->push_back(c);
    hash_ = (hash_ ^ static_cast<unsigned char>(ascii_lower(c))) * kPrime;
  }

  std::string* out_;
  uint64_t hash_ = kSeed;
  bool blank_ = false;
  bool begun_ = false;
};

void fold_range(const Tokens& tokens, TokenRange range, Folder& folder) {
  for (TokenIndex i = range.begin; i < range.end; ++i) {
    if (i > range.begin && tokens.tokens[static_cast<size_t>(i)].space_before) folder.blank();
    folder.piece(tokens.word(i));
  }
}

bool shouts(std::string_view word) {
  size_t letters = 0;
  for (char c : word) {
    if (c >= 'a' && c <= 'z') return false;
    letters += is_capital(c);
  }
  return letters >= 3;
}

Result<NameKind> kind_of(std::string_view word, const std::string& file, size_t line) {
  static constexpr std::array<std::pair<std::string_view, NameKind>, 10> kKinds = {{
      {"armed", NameKind::armed},
      {"alliance", NameKind::alliance},
      {"breakaway", NameKind::breakaway},
      {"people", NameKind::people},
      {"party", NameKind::party},
      {"state", NameKind::state_force},
      {"organization", NameKind::organization},
      {"mission", NameKind::mission},
      {"monitor", NameKind::monitor},
      {"agency", NameKind::agency},
  }};
  for (auto [text, kind] : kKinds)
    if (text == word) return kind;
  return Error{file, line, "no kind of group is called '" + std::string(word) + "'",
               "one that the file's head explains"};
}

// British and American spellings of words that names of bodies hold.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSpellings = {
    {{"Defence", "Defense"}, {"Organisation", "Organization"}, {"Centre", "Center"}, {"Labour", "Labor"}}};

}  // namespace

void fold_name(std::string_view text, bool keep_case, std::string& out) {
  size_t from = out.size();
  Folder folder(&out);
  folder.piece(text);
  if (!keep_case)
    for (size_t i = from; i < out.size(); ++i) out[i] = ascii_lower(out[i]);
}

Result<ActorNames> ActorNames::load(const KnowledgeSource& source) {
  ActorNames names;
  const std::string states = "actors/states.tsv", groups = "actors/groups.tsv", leaders = "actors/leaders.tsv";
  auto rows = read_tsv(source, states, {"name", "iso", "aliases", "adjectives", "people", "capitals", "seats"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    if (row.cells[0].empty()) return Error{states, row.line, "a country without a name", "giving it one"};
    auto id = static_cast<int32_t>(names.actors_.size());
    std::string name(row.cells[0]), iso(row.cells[1]);
    names.actors_.push_back({name, NameKind::state, iso, name, ""});
    if (!iso.empty() && !names.by_iso_.emplace(iso, id).second)
      return Error{states, row.line, "a second country with the code " + iso, "one row a country"};
    names.add(id, name, NameForm::name);
    constexpr std::array<NameForm, 5> kForms = {NameForm::name, NameForm::adjective, NameForm::member,
                                                NameForm::capital, NameForm::seat};
    for (size_t column = 0; column < kForms.size(); ++column)
      for (std::string_view alias : split_list(row.cells[column + 2])) names.add(id, alias, kForms[column]);
  }
  rows = read_tsv(source, groups, {"name", "kind", "country", "side", "aliases", "members", "wikidata"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    if (row.cells[0].empty()) return Error{groups, row.line, "a group without a name", "giving it one"};
    auto kind = kind_of(row.cells[1], groups, row.line);
    if (!kind) return kind.error();
    auto id = static_cast<int32_t>(names.actors_.size());
    std::string name(row.cells[0]), side(row.cells[3]);
    if (side.empty() && *kind != NameKind::agency && *kind != NameKind::monitor) side = name;
    names.actors_.push_back({name, *kind, std::string(row.cells[2]), side, std::string(row.cells[6])});
    names.add(id, name, NameForm::name);
    for (std::string_view alias : split_list(row.cells[4])) names.add(id, alias, NameForm::name);
    for (std::string_view member : split_list(row.cells[5])) names.add(id, member, NameForm::member);
  }
  for (size_t i = 0; i < names.actors_.size(); ++i)
    names.by_name_.emplace(names.actors_[i].name, static_cast<int32_t>(i));
  rows = read_tsv(source, leaders, {"name", "side", "aliases"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    if (row.cells[0].empty() || row.cells[1].empty())
      return Error{leaders, row.line, "a leader needs a name and a side", "filling both cells"};
    auto id = static_cast<int32_t>(names.actors_.size());
    names.actors_.push_back({std::string(row.cells[0]), NameKind::leader, "", std::string(row.cells[1]), ""});
    names.add(id, row.cells[0], NameForm::name);
    for (std::string_view alias : split_list(row.cells[2])) names.add(id, alias, NameForm::name);
  }
  return names;
}

int32_t ActorNames::state(std::string_view iso) const {
  auto it = by_iso_.find(std::string(iso));
  return it == by_iso_.end() ? -1 : it->second;
}

int32_t ActorNames::by_name(std::string_view name) const {
  auto it = by_name_.find(std::string(name));
  return it == by_name_.end() ? -1 : it->second;
}

void ActorNames::add(int32_t actor, std::string_view text, NameForm form) {
  bool conditional = !text.empty() && text.front() == '?';
  if (conditional) text.remove_prefix(1);
  for (auto [british, american] : kSpellings) {
    size_t at = text.find(british);
    if (at == text.npos) continue;
    std::string other(text);
    other.replace(at, british.size(), american);
    add(actor, conditional ? "?" + other : other, form);
  }
  Alias alias;
  alias.form = form;
  alias.conditional = conditional;
  // Hash what stands before and after each mark, where a token may end.
  Folder folder(&alias.cased);
  std::vector<uint64_t> ends;
  for (size_t at = 0; at < text.size();) {
    Decoded d = decode_utf8(text, at);
    Folded f = fold(d.value);
    bool mark = f.letter == 0 && !f.other;
    if (mark && folder.begun()) ends.push_back(folder.hash());
    folder.piece(text.substr(at, d.size));
    at += d.size;
  }
  if (!folder.begun()) return;
  size_t letters = 0;
  alias.acronym = true;
  for (char c : alias.cased) {
    letters += is_ascii_letter(c);
    if (c >= 'a' && c <= 'z') alias.acronym = false;
  }
  alias.acronym = alias.acronym && letters > 0 && letters <= kCapitalsOnly;
  // Tokens may also end before "'s", wherever the apostrophe was written.
  for (uint64_t h : ends) prefixes_.emplace(h, -1);
  int32_t& at = *prefixes_.emplace(folder.hash(), -1).first;
  if (at < 0) {
    at = static_cast<int32_t>(aliases_.size());
    alias.actors.push_back(actor);
    aliases_.push_back(std::move(alias));
    return;
  }
  Alias& known = aliases_[static_cast<size_t>(at)];
  if (std::find(known.actors.begin(), known.actors.end(), actor) == known.actors.end()) {
    known.actors.push_back(actor);
    return;
  }
  // "Anti-balaka" and "anti-balaka": where a name is given in small letters as well, these will do.
  if (known.cased.size() == alias.cased.size())
    for (size_t i = 0; i < alias.cased.size(); ++i)
      if (!is_capital(alias.cased[i])) known.cased[i] = alias.cased[i];
}

bool ActorNames::case_agrees(const Alias& alias, const Tokens& tokens, TokenRange range) const {
  std::string text;
  Folder folder(&text);
  fold_range(tokens, range, folder);
  if (text.size() != alias.cased.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (ascii_lower(text[i]) != ascii_lower(alias.cased[i])) return false;
    bool initial = i == 0 || text[i - 1] == ' ';
    if (is_capital(alias.cased[i]) && !is_capital(text[i]) && (initial || alias.acronym)) return false;
  }
  if (!alias.acronym) return true;
  // Between words in capitals a short one may be any word.
  bool before = range.begin > 0 && shouts(tokens.word(range.begin - 1));
  bool after = range.end < tokens.size() && shouts(tokens.word(range.end));
  return !(before && after);
}

ActorNames::Match ActorNames::longest(const Tokens& tokens, TokenIndex from, TokenIndex limit) const {
  Match best;
  Folder folder(nullptr);
  for (TokenIndex i = from; i < limit; ++i) {
    if (i > from && tokens.tokens[static_cast<size_t>(i)].space_before) folder.blank();
    uint64_t before = folder.hash();
    folder.piece(tokens.word(i));
    if (!folder.begun()) break;
    const int32_t* alias = prefixes_.find(folder.hash());
    if (alias == nullptr) break;
    // A mark alone adds nothing to a name and does not belong to it ("Turkish-backed").
    if (folder.hash() != before && *alias >= 0 &&
        case_agrees(aliases_[static_cast<size_t>(*alias)], tokens, {from, i + 1}))
      best = {i + 1, *alias};
  }
  return best;
}

NameScan ActorNames::scan(const Tokens& tokens) const {
  NameScan found;
  for (const Sentence& sentence : tokens.sentences) {
    for (TokenIndex i = sentence.tokens.begin; i < sentence.tokens.end;) {
      Match m = longest(tokens, i, sentence.tokens.end);
      if (m.alias < 0) {
        ++i;
        continue;
      }
      // "The South Sudanese army": not "the South", where a longer name begins within it.
      const TokenIndex end = m.end, size = m.end - i;
      for (TokenIndex j = i + 1; j < end; ++j)
        if (Match longer = longest(tokens, j, sentence.tokens.end); longer.end - j > size && longer.end > end) {
          i = j;
          m = longer;
          break;
        }
      found.push_back({{i, m.end}, m.alias});
      i = m.end;
    }
  }
  return found;
}

std::vector<std::string_view> ActorNames::homes(const NameScan& scan) const {
  std::vector<std::string_view> out;
  std::vector<int32_t> counted;
  for (const NameMatch& match : scan) {
    const Alias& name = alias(match);
    if (!name.of_one() || name.form != NameForm::name) continue;
    const int32_t a = name.actors.front();
    const NamedActor& actor = (*this)[a];
    const int32_t side = actor.kind == NameKind::leader ? by_name(actor.side) : a;
    const bool tells = actor.kind == NameKind::armed || actor.kind == NameKind::breakaway ||
                       actor.kind == NameKind::party || actor.kind == NameKind::state_force ||
                       actor.kind == NameKind::mission || actor.kind == NameKind::leader;
    if (!tells || side < 0 || (*this)[side].country.empty() ||
        std::find(counted.begin(), counted.end(), a) != counted.end())
      continue;
    counted.push_back(a);
    out.push_back((*this)[side].country);
  }
  return out;
}

std::vector<NameHit> ActorNames::choose(const NameScan& scan, const std::vector<std::string_view>& countries) const {
  std::vector<int32_t> named(actors_.size(), 0);
  for (const NameMatch& match : scan)
    if (alias(match).of_one()) ++named[static_cast<size_t>(alias(match).actors.front())];
  // How often the report speaks of a country, by its places and by its name.
  auto weight = [&](const NamedActor& actor) {
    int w = 0;
    if (actor.country.empty()) return w;
    for (std::string_view c : countries) w += c == actor.country;
    int32_t s = state(actor.country);
    return s < 0 ? w : w + named[static_cast<size_t>(s)];
  };
  std::vector<NameHit> hits;
  hits.reserve(scan.size());
  for (const NameMatch& match : scan) {
    const Alias& name = alias(match);
    int32_t best = -1;
    int best_weight = -1;
    for (int32_t a : name.actors) {
      if (name.conditional && named[static_cast<size_t>(a)] == 0) continue;
      int w = name.actors.size() == 1 ? 0 : 1000 * named[static_cast<size_t>(a)] + weight((*this)[a]);
      if (w > best_weight) {
        best = a;
        best_weight = w;
      }
    }
    if (best >= 0) hits.push_back({match.tokens, best, name.form});
  }
  return hits;
}

}  // namespace sayso
