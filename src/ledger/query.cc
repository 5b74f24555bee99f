// Each filter is answered from an index in the order of the list; where there are several, the one that leaves least
// drives, and the others are asked of every row it gives.

#include "ledger/query.h"

#include <fmt/format.h>

#include <algorithm>

#include "incident/words.h"
#include "ledger/store.h"

namespace sayso {
namespace {

constexpr const char* kColumns =
    "i.id, i.name, i.\"group\", i.place, i.country, i.lat, i.lon, i.precision, i.day, i.first, i.last, i.kinds, "
    "i.sides,"
    " i.claims, i.reports, i.disputed";
// Words that stand in more claims than this are looked for in the latest of them.
constexpr int kMostFound = 1500;

IncidentRow row_of(const Query& q) {
  IncidentRow r;
  r.id = q.integer(0);
  r.name = q.text(1);
  r.group = q.text(2);
  r.place = q.text(3);
  r.country = q.text(4);
  r.lat = q.maybe_real(5);
  r.lon = q.maybe_real(6);
  r.precision = static_cast<int>(q.integer(7));
  r.day = static_cast<int>(q.integer(8));
  r.first = static_cast<int>(q.integer(9));
  r.last = static_cast<int>(q.integer(10));
  r.kinds = parted(q.text(11));
  r.sides = parted(q.text(12));
  r.claims = q.integer(13);
  r.reports = q.integer(14);
  r.disputed = q.integer(15) != 0;
  return r;
}

// Words as FTS5 takes them: quoted, so that no mark in them is an operator; phrases and prefixes are kept.
std::string match(const std::string& words) {
  std::string out;
  auto put = [&out](std::string word, bool prefix) {
    std::string quoted;
    for (char c : word) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    if (!word.empty()) out += (out.empty() ? "" : " ") + ("\"" + quoted + "\"") + (prefix ? "*" : "");
  };
  for (size_t at = 0; at < words.size();) {
    if (words[at] == ' ' || words[at] == '\t') {
      ++at;
    } else if (words[at] == '"') {
      size_t end = std::min(words.find('"', at + 1), words.size());
      put(words.substr(at + 1, end - at - 1), false);
      at = end + 1;
    } else {
      size_t end = std::min(words.find_first_of(" \t\"", at), words.size());
      std::string word = words.substr(at, end - at);
      bool prefix = word.back() == '*';
      if (prefix) word.pop_back();
      put(word, prefix);
      at = end;
    }
  }
  return out;
}

// Why these words cannot be looked for.
std::optional<Error> fault_of_words(const std::string& words) {
  if (std::count(words.begin(), words.end(), '"') % 2 != 0)
    return Error{"", 0, "a quotation mark is not closed: " + words, "\"a phrase\", or the words without it"};
  if (fold(words).empty()) return Error{"", 0, "there is no word to look for", "words, \"a phrase\" or a prefix*"};
  return std::nullopt;
}

// Behind all that begins with the key, as bytes are compared.
std::string behind(const std::string& key) { return key + "\xff"; }

// All tags of a sort ("side", "kind"), one look into the index for each.
std::vector<std::string> tags_of(Ledger& ledger, const std::string& sort) {
  std::vector<std::string> out;
  Query q = ledger.database().query(
      "WITH RECURSIVE t(tag) AS (SELECT min(tag) FROM incident_tag WHERE tag > ?1 AND tag < ?2 UNION ALL"
      " SELECT (SELECT min(tag) FROM incident_tag WHERE tag > t.tag AND tag < ?2) FROM t WHERE t.tag IS NOT NULL)"
      " SELECT tag FROM t WHERE tag IS NOT NULL",
      sort + " ", behind(sort + " "));
  while (q.next()) out.push_back(q.text(0).substr(sort.size() + 1));
  return out;
}

std::vector<std::string> tags_called(Ledger& ledger, const std::string& sort, const std::string& name) {
  std::vector<std::string> out;
  std::string wanted = fold(name);
  for (const std::string& tag : tags_of(ledger, sort))
    if (fold(tag) == wanted) out.push_back(sort + " " + tag);
  return out;
}

// Incidents at a place of which a name begins with a key, which is bound four times: two to and from.
constexpr const char* kAtPlace =
    "SELECT id FROM incident WHERE place_key >= ? AND place_key < ? UNION"
    " SELECT o.id FROM place_name n JOIN place p ON p.id = n.place JOIN incident o ON o.place = p.name AND"
    " o.country = p.country WHERE n.name >= ? AND n.name < ?";

std::vector<std::string> at_place(const std::string& key) { return {key, behind(key), key, behind(key)}; }

std::string list_of(const std::vector<std::string>& names, size_t most) {
  std::string out;
  for (size_t i = 0; i < names.size() && i < most; ++i) out += (i > 0 ? ", " : "") + names[i];
  return names.size() > most ? out + fmt::format(" and {} more", names.size() - most) : out;
}

// What holds the text, for LIKE with ESCAPE '\\'.
std::string like_pattern(const std::string& text) {
  std::string out = "%";
  for (char c : text) out += c == '%' || c == '_' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return out + "%";
}

}  // namespace

std::vector<IncidentRow> find_incidents(Ledger& ledger, const IncidentFilter& f) {
  std::string from = "incident i", where = "1";
  std::vector<std::string> values;
  auto also = [&](const std::string& condition, std::vector<std::string> with = {}) {
    where += " AND " + condition;
    values.insert(values.end(), with.begin(), with.end());
  };
  auto tagged = [&](const std::vector<std::string>& any) {
    std::string marks = "?";
    for (size_t i = 1; i < any.size(); ++i) marks += ",?";
    also(fmt::format("EXISTS (SELECT 1 FROM incident_tag t WHERE t.incident = i.id AND t.tag IN ({}))", marks), any);
  };
  std::string order = "i.day DESC, i.name";
  bool driven = false;
  if (!f.text.empty()) {
    if (fault_of_words(f.text)) return {};  // words that are none are found nowhere
    driven = true;
    also(fmt::format("i.id IN (SELECT s.incident FROM slot s WHERE s.claim IN (SELECT rowid FROM claim_search"
                     " WHERE claim_search MATCH ? ORDER BY rowid DESC LIMIT {}))",
                     kMostFound),
         {match(f.text)});
  }
  if (!f.place.empty()) {
    driven = true;
    std::string key = ledger.words().place_key(f.place);
    if (key.empty()) return {};
    also(fmt::format("i.id IN ({})", kAtPlace), at_place(key));
  }
  if (f.box) {
    driven = true;
    also(
        fmt::format("i.id IN (SELECT id FROM incident_box WHERE max_lat >= {} AND min_lat <= {} AND max_lon >= {} AND"
                    " min_lon <= {})",
                    f.box->south, f.box->north, f.box->west, f.box->east));
  }
  // What is left drives by itself where nothing narrower does.
  for (const auto& [sort, asked] : {std::pair("side", f.side), std::pair("kind", f.kind)}) {
    if (asked.empty()) continue;
    std::vector<std::string> tags = tags_called(ledger, sort, asked);
    if (tags.empty()) return {};
    if (driven || tags.size() > 1) {
      tagged(tags);
    } else {
      driven = true;
      from = "incident_tag d CROSS JOIN incident i ON i.id = d.incident";
      also("d.tag = ?", tags);
      order = "d.day DESC, i.name";
      if (f.from) also(fmt::format("d.day >= {}", *f.from));
      if (f.to) also(fmt::format("d.day <= {}", *f.to));
    }
  }
  if (f.from) also(fmt::format("i.day >= {}", *f.from));
  if (f.to) also(fmt::format("i.day <= {}", *f.to));
  if (f.disputed) also("i.disputed");
  if (f.after)
    also(fmt::format("(i.day < {} OR (i.day = {} AND i.name > ?))", f.after->first, f.after->first), {f.after->second});
  std::string sql = fmt::format("SELECT {} FROM {} WHERE {} ORDER BY {}", kColumns, from, where, order);
  if (f.limit > 0) sql += fmt::format(" LIMIT {}", f.limit);
  std::vector<IncidentRow> out;
  Query q = ledger.database().query_with(sql, values);
  while (q.next()) out.push_back(row_of(q));
  return out;
}

std::optional<Error> fault_of(Ledger& ledger, const IncidentFilter& f) {
  if (!f.text.empty())
    if (auto fault = fault_of_words(f.text)) return fault;
  if (f.from && f.to && *f.from > *f.to) return Error{"", 0, "from is a later day than to", ""};
  if (f.kind.empty()) return std::nullopt;
  // A ledger may hold kinds of a knowledge folder of one's own.
  std::vector<std::string> kinds = ledger.words().kinds();
  bool known = std::any_of(kinds.begin(), kinds.end(), [&](const auto& kind) { return fold(kind) == fold(f.kind); });
  if (known || !tags_called(ledger, "kind", f.kind).empty()) return std::nullopt;
  return Error{"", 0, "there is no kind " + f.kind, list_of(kinds, kinds.size())};
}

std::vector<std::string> unknown_names(Ledger& ledger, const IncidentFilter& f) {
  constexpr size_t kMostSides = 12;
  std::vector<std::string> out;
  if (!f.side.empty() && tags_called(ledger, "side", f.side).empty()) {
    std::vector<std::string> sides = tags_of(ledger, "side");
    out.push_back("no side that acts or suffers in this ledger is called " + f.side +
                  (sides.empty() ? "" : "; there are " + list_of(sides, kMostSides)));
  }
  if (!f.place.empty()) {
    std::string key = ledger.words().place_key(f.place);
    if (key.empty() || !ledger.database().query_with(fmt::format("{} LIMIT 1", kAtPlace), at_place(key)).next())
      out.push_back("no incident of this ledger is at a place called " + f.place);
  }
  return out;
}

Result<IncidentRow> find_incident(Ledger& ledger, const std::string& name) {
  Database& db = ledger.database();
  std::string wanted = name;
  for (int hops = 0; hops < 100; ++hops) {
    Query q = db.query(fmt::format("SELECT {} FROM incident i WHERE name = ?", kColumns), wanted);
    if (q.next()) return row_of(q);
    Query redirect = db.query("SELECT target FROM redirect WHERE name = ?", wanted);
    if (!redirect.next()) break;
    wanted = redirect.text(0);
  }
  std::vector<IncidentRow> found;
  Query q = db.query_with(
      fmt::format("SELECT {} FROM incident i WHERE name >= ? AND name < ? ORDER BY name LIMIT 6", kColumns),
      {name, name + "\x7f"});
  while (q.next()) found.push_back(row_of(q));
  if (db.failure()) return *db.failure();
  if (found.size() == 1) return found.front();
  if (found.empty()) return Error{db.path(), 0, "there is no incident " + name, "sayso incidents, which names them"};
  std::string several;
  for (const IncidentRow& r : found) several += (several.empty() ? "" : ", ") + r.name;
  return Error{db.path(), 0, name + " may be any of several", several};
}

Result<int64_t> find_report(Ledger& ledger, const std::string& uri) {
  Database& db = ledger.database();
  if (auto id = db.number("SELECT id FROM report WHERE uri = ? AND superseded_by IS NULL", uri)) return *id;
  std::vector<std::pair<int64_t, std::string>> found;
  Query q = db.query("SELECT id, uri FROM report WHERE uri LIKE ? ESCAPE '\\' AND superseded_by IS NULL LIMIT 3",
                     like_pattern(uri));
  while (q.next()) found.emplace_back(q.integer(0), q.text(1));
  if (db.failure()) return *db.failure();
  if (found.size() == 1) return found.front().first;
  if (found.empty()) return Error{db.path(), 0, "there is no report " + uri, "sayso search, which names them"};
  return Error{db.path(), 0, uri + " may be any of several", found[0].second + " or " + found[1].second};
}

Result<int64_t> find_report_named(Ledger& ledger, const std::string& uri) {
  Database& db = ledger.database();
  if (auto id = db.number("SELECT id FROM report WHERE uri = ? AND superseded_by IS NULL", uri)) return *id;
  std::vector<std::pair<int64_t, std::string>> found;
  if (!uri.empty()) {
    Query q = db.query(
        "SELECT id, uri FROM report WHERE substr(uri, -length(?1)) = ?1 AND superseded_by IS NULL ORDER BY uri LIMIT 3",
        "/" + uri);
    while (q.next()) found.emplace_back(q.integer(0), q.text(1));
  }
  if (db.failure()) return *db.failure();
  if (found.size() == 1) return found.front().first;
  if (found.size() > 1)
    return Error{db.path(), 0, uri + " may be any of several", found[0].second + " or " + found[1].second};
  Query like = db.query("SELECT uri FROM report WHERE uri LIKE ? ESCAPE '\\' AND superseded_by IS NULL ORDER BY uri",
                        like_pattern(uri));
  std::string meant = !uri.empty() && like.next() ? like.text(0) : "sayso search, which names them";
  return Error{db.path(), 0, "there is no report " + uri, meant};
}

std::vector<CopyOf> copies_of(Ledger& ledger, int64_t report) {
  Database& db = ledger.database();
  std::vector<CopyOf> out;
  std::optional<int64_t> story = db.number("SELECT coalesce(origin, id) FROM report WHERE id = ?", report);
  if (!story) return out;
  Query q = db.query(
      "SELECT r.uri, r.title, r.outlet, r.published, c.share, r.id = ?1 FROM report r LEFT JOIN copy c"
      " ON c.report = min(r.id, ?2) AND c.other = max(r.id, ?2)"
      " WHERE (r.origin = ?1 OR r.id = ?1) AND r.id <> ?2 ORDER BY r.id <> ?1, coalesce(r.published, ''), r.uri",
      *story, report);
  while (q.next())
    out.push_back({q.text(0), q.maybe_text(1), q.maybe_text(2), q.maybe_text(3), q.maybe_real(4), q.integer(5) != 0});
  return out;
}

std::vector<Version> versions_of(Ledger& ledger, const std::string& uri) {
  std::vector<Version> out;
  Query q = ledger.database().query(
      "SELECT digest, added, published, superseded_by IS NULL FROM report WHERE uri = ?"
      " ORDER BY superseded_by IS NOT NULL, id DESC",
      uri);
  while (q.next()) out.push_back({q.text(0), q.text(1), q.maybe_text(2), q.integer(3) != 0});
  return out;
}

Result<int64_t> find_version(Ledger& ledger, const std::string& uri, const std::string& digest) {
  Database& db = ledger.database();
  if (auto id = db.number("SELECT id FROM report WHERE uri = ? AND digest = ?", uri, digest)) return *id;
  if (db.failure()) return *db.failure();
  return Error{db.path(), 0, "there is no such version of " + uri, ""};
}

std::string incident_of(Ledger& ledger, int64_t claim) {
  Query q = ledger.database().query("SELECT i.name FROM slot s JOIN incident i ON i.id = s.incident WHERE s.claim = ?",
                                    claim);
  return q.next() ? q.text(0) : "";
}

Result<std::vector<Hit>> search(Ledger& ledger, const std::string& words, bool claims, size_t limit) {
  Database& db = ledger.database();
  if (auto fault = fault_of_words(words)) return *fault;
  std::vector<Hit> out;
  std::string what = match(words);
  // The best are found by the index alone, and only of those is looked up where they stand. Some more than asked for:
  // what was superseded falls out.
  auto most = static_cast<int64_t>(std::min<size_t>(limit, 1000000) * 4 + 100);
  if (claims) {
    Query q = db.query(
        "SELECT r.uri, r.title, r.published, c.n, snippet(claim_search, 0, '[', ']', '...', 24), coalesce(i.name, '')"
        " FROM (SELECT rowid AS found, rank AS points FROM claim_search WHERE claim_search MATCH ?1"
        " ORDER BY rank LIMIT ?3) CROSS JOIN claim_search ON claim_search.rowid = found"
        " JOIN claim c ON c.id = found JOIN report r ON r.id = c.report"
        " LEFT JOIN slot s ON s.claim = c.id LEFT JOIN incident i ON i.id = s.incident"
        " WHERE claim_search MATCH ?1 AND r.superseded_by IS NULL ORDER BY points, r.uri, c.n LIMIT ?2",
        what, static_cast<int64_t>(limit), most);
    while (q.next())
      out.push_back(
          {q.text(0), q.maybe_text(1), q.maybe_text(2), static_cast<int>(q.integer(3)), q.text(4), q.text(5)});
    return out;
  }
  Query q = db.query(
      "SELECT r.uri, r.title, r.published, snippet(report_search, -1, '[', ']', '...', 24) FROM"
      " (SELECT rowid AS found, rank AS points FROM report_search WHERE report_search MATCH ?1 ORDER BY rank LIMIT ?3)"
      " CROSS JOIN report_search ON report_search.rowid = found JOIN report r ON r.id = found WHERE report_search "
      "MATCH ?1 AND r.superseded_by IS NULL"
      " ORDER BY points, r.uri LIMIT ?2",
      what, static_cast<int64_t>(limit), most);
  while (q.next()) out.push_back({q.text(0), q.maybe_text(1), q.maybe_text(2), 0, q.text(3), ""});
  return out;
}

}  // namespace sayso
