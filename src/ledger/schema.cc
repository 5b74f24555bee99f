#include "ledger/schema.h"

#include <chrono>
#include <iterator>
#include <string>
#include <thread>

#include "ledger/store.h"

namespace sayso {
namespace {

// Version 1: what was read.
constexpr const char* kReports = R"sql(
CREATE TABLE place(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL, country TEXT NOT NULL, lat REAL, lon REAL, geonames INTEGER,
  names TEXT NOT NULL,
  identity TEXT NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE place_box USING rtree(id, min_lat, max_lat, min_lon, max_lon);

CREATE TABLE report(
  id INTEGER PRIMARY KEY,
  uri TEXT NOT NULL,
  digest TEXT NOT NULL,
  outlet TEXT, agency TEXT, title TEXT, byline TEXT, published TEXT,
  language TEXT NOT NULL,
  dateline_begin INTEGER, dateline_end INTEGER,
  dateline_place INTEGER REFERENCES place(id), dateline_precision INTEGER,
  text TEXT NOT NULL,
  blocks TEXT NOT NULL,
  engine TEXT NOT NULL,
  added TEXT NOT NULL,
  superseded_by INTEGER REFERENCES report(id),
  origin INTEGER REFERENCES report(id)
);
CREATE UNIQUE INDEX report_version ON report(uri, digest);
CREATE UNIQUE INDEX report_current ON report(uri) WHERE superseded_by IS NULL;
CREATE INDEX report_origin ON report(origin) WHERE origin IS NOT NULL;
CREATE INDEX report_published ON report(published);

CREATE TABLE claim(
  id INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report(id),
  n INTEGER NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL, stance TEXT NOT NULL, certainty TEXT NOT NULL, modality TEXT NOT NULL, quote TEXT NOT NULL,
  sentence_begin INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
  trigger_begin INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
  cue_begin INTEGER, cue_end INTEGER, cue_class TEXT,
  denies INTEGER,
  place INTEGER REFERENCES place(id), place_begin INTEGER, place_end INTEGER, place_precision INTEGER,
  when_begin INTEGER, when_end INTEGER, first TEXT, last TEXT, when_precision INTEGER
);
CREATE UNIQUE INDEX claim_number ON claim(report, n);
CREATE INDEX claim_place ON claim(place) WHERE place IS NOT NULL;

CREATE TABLE actor(
  claim INTEGER NOT NULL REFERENCES claim(id),
  role TEXT NOT NULL, at INTEGER NOT NULL,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  name TEXT NOT NULL, side TEXT NOT NULL, type TEXT NOT NULL,
  PRIMARY KEY(claim, role, at)
) WITHOUT ROWID;

CREATE TABLE toll(
  claim INTEGER NOT NULL REFERENCES claim(id),
  at INTEGER NOT NULL,
  what TEXT NOT NULL, of TEXT NOT NULL, side TEXT NOT NULL,
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  value INTEGER, relation TEXT NOT NULL, low INTEGER, high INTEGER, total INTEGER NOT NULL,
  PRIMARY KEY(claim, at)
) WITHOUT ROWID;

CREATE VIEW claim_words(id, sentence, who, what) AS
  SELECT c.id, substr(r.text, c.sentence_begin + 1, c.sentence_end - c.sentence_begin),
         coalesce((SELECT group_concat(a.name || ' ' || replace(a.side, '|', ' '), ' ') FROM actor a WHERE a.claim = c.id), ''),
         c.kind || ' ' || c.stance || ' ' || coalesce((SELECT p.name FROM place p WHERE p.id = c.place), '')
  FROM claim c JOIN report r ON r.id = c.report;
CREATE VIRTUAL TABLE report_search USING fts5(title, text, content='report', content_rowid='id',
  tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE claim_search USING fts5(sentence, who, what, content='claim_words', content_rowid='id',
  tokenize='unicode61 remove_diacritics 2');

CREATE TABLE mark(
  hash INTEGER NOT NULL, report INTEGER NOT NULL REFERENCES report(id),
  PRIMARY KEY(hash, report)
) WITHOUT ROWID;
CREATE TABLE copy(
  report INTEGER NOT NULL REFERENCES report(id), other INTEGER NOT NULL REFERENCES report(id),
  share REAL NOT NULL,
  PRIMARY KEY(report, other)
) WITHOUT ROWID;
)sql";

// Version 2: what happened, across reports.
constexpr const char* kIncidents = R"sql(
CREATE TABLE incident(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  identity TEXT NOT NULL UNIQUE,
  spot INTEGER NOT NULL,
  "group" TEXT NOT NULL,
  place TEXT NOT NULL, place_key TEXT NOT NULL, country TEXT NOT NULL, lat REAL, lon REAL, precision INTEGER NOT NULL,
  day INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  kinds TEXT NOT NULL, sides TEXT NOT NULL,
  claims INTEGER NOT NULL, reports INTEGER NOT NULL, disputed INTEGER NOT NULL
);
CREATE INDEX incident_day ON incident(day DESC, name);
CREATE INDEX incident_place ON incident(place_key, day);
CREATE INDEX incident_spot ON incident("group", last, first, country) WHERE spot;
CREATE INDEX incident_disputed ON incident(day DESC, name) WHERE disputed;
CREATE VIRTUAL TABLE incident_box USING rtree(id, min_lat, max_lat, min_lon, max_lon);
CREATE TABLE incident_tag(
  tag TEXT NOT NULL, day INTEGER NOT NULL, incident INTEGER NOT NULL REFERENCES incident(id),
  PRIMARY KEY(tag, day, incident)
) WITHOUT ROWID;
CREATE INDEX incident_tag_of ON incident_tag(incident);
CREATE TABLE redirect(
  name TEXT PRIMARY KEY,
  target TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE slot(
  claim INTEGER PRIMARY KEY REFERENCES claim(id),
  level INTEGER NOT NULL,
  "group" TEXT NOT NULL, family TEXT NOT NULL,
  place TEXT NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL, lat REAL, lon REAL, precision INTEGER NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL, day_said INTEGER NOT NULL,
  sides TEXT NOT NULL, words TEXT NOT NULL, tolls TEXT NOT NULL, because TEXT NOT NULL,
  incident INTEGER REFERENCES incident(id), likeness INTEGER, likeness_because TEXT
);
CREATE INDEX slot_spot ON slot("group", place, last) WHERE level = 1;
CREATE INDEX slot_area ON slot("group", place, last) WHERE level = 2;
CREATE INDEX slot_loose ON slot("group", last) WHERE level IN (2, 3);
CREATE INDEX slot_incident ON slot(incident) WHERE incident IS NOT NULL;
)sql";

// Version 3: what persons decided, and what other data sets say.
constexpr const char* kReview = R"sql(
CREATE TABLE decision(
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL, who TEXT NOT NULL,
  verb TEXT NOT NULL,
  target TEXT NOT NULL,
  field TEXT NOT NULL, value TEXT NOT NULL,
  words TEXT NOT NULL,
  note TEXT NOT NULL,
  taken_back_by INTEGER REFERENCES decision(id)
);
CREATE INDEX decision_target ON decision(target);
CREATE TABLE pin(claim INTEGER PRIMARY KEY REFERENCES claim(id), identity TEXT NOT NULL);
CREATE TABLE verdict(claim INTEGER PRIMARY KEY REFERENCES claim(id), verdict TEXT NOT NULL);
CREATE TABLE correction(
  claim INTEGER NOT NULL REFERENCES claim(id), field TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY(claim, field)
) WITHOUT ROWID;
CREATE TABLE alias(identity TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE account(
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL, key TEXT NOT NULL,
  day INTEGER NOT NULL, last INTEGER NOT NULL, place TEXT NOT NULL, country TEXT NOT NULL, lat REAL, lon REAL,
  kind TEXT NOT NULL, sides TEXT NOT NULL,
  low INTEGER, best INTEGER, high INTEGER,
  words TEXT NOT NULL, row TEXT NOT NULL
);
CREATE UNIQUE INDEX account_key ON account(source, key);
CREATE INDEX account_day ON account(day);
)sql";

// Version 4: who and what was hit, and the places that a report names, by which an incident is known again. Claims read
// before have none until they are read anew (`sayso reread`).
constexpr const char* kThings = R"sql(
ALTER TABLE slot ADD COLUMN things TEXT NOT NULL DEFAULT '';
ALTER TABLE slot ADD COLUMN named TEXT NOT NULL DEFAULT '';
)sql";

// Version 5: claims of one place and day stand in a core, and incidents are made of cores that reports tie together.
// The cores of claims read before are their incidents; names are known of reports that are read from now on.
constexpr const char* kCores = R"sql(
CREATE TABLE core(
  id INTEGER PRIMARY KEY,
  identity TEXT NOT NULL UNIQUE,
  spot INTEGER NOT NULL,
  "group" TEXT NOT NULL,
  place TEXT NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL, precision INTEGER NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL,
  low INTEGER NOT NULL, high INTEGER NOT NULL,
  link INTEGER REFERENCES core(id), because TEXT
);
CREATE INDEX core_spot ON core("group", last, first, country) WHERE spot;
CREATE INDEX core_days ON core("group", high, low);
CREATE INDEX core_link ON core(link) WHERE link IS NOT NULL;
CREATE TABLE tie(
  core INTEGER NOT NULL REFERENCES core(id), report INTEGER NOT NULL REFERENCES report(id),
  other INTEGER NOT NULL REFERENCES core(id), other_report INTEGER NOT NULL REFERENCES report(id),
  points INTEGER NOT NULL, because TEXT NOT NULL,
  PRIMARY KEY(core, report, other, other_report)
) WITHOUT ROWID;
CREATE TABLE story(
  report INTEGER PRIMARY KEY REFERENCES report(id),
  places TEXT NOT NULL, names TEXT NOT NULL
);
ALTER TABLE slot ADD COLUMN core INTEGER REFERENCES core(id);
INSERT INTO core(id, identity, spot, "group", place, name, country, precision, first, last, low, high)
  SELECT id, identity, spot, "group", place_key, place, country, precision, first, last, first, last FROM incident;
UPDATE slot SET core = incident;
CREATE INDEX slot_core ON slot(core) WHERE core IS NOT NULL;
DROP INDEX incident_spot;
)sql";

// Version 6: places are found by each of their names.
constexpr const char* kNames = R"sql(
CREATE TABLE place_name(
  name TEXT NOT NULL, place INTEGER NOT NULL REFERENCES place(id),
  PRIMARY KEY(name, place)
) WITHOUT ROWID;
CREATE INDEX incident_called ON incident(place, country);
)sql";

// What SQL alone cannot do of a step.
void name_places(Database& database) {
  Query q = database.query("SELECT id, name, names FROM place");
  while (q.next()) add_place_names(database, q.integer(0), q.text(1), parted(q.text(2)));
}

struct Step {
  const char* sql;
  void (*then)(Database&) = nullptr;
};
constexpr Step kSteps[] = {{kReports}, {kIncidents}, {kReview}, {kThings}, {kCores}, {kNames, name_places}};

int pragma(Database& database, const char* name) {
  return static_cast<int>(database.number(std::string("PRAGMA ") + name).value_or(0));
}

std::optional<Error> no_ledger(Database& database) {
  if (database.failure()) return database.failure();
  // One look at the file for all three questions: another process may be making its tables just now.
  database.script("BEGIN");
  int application = pragma(database, "application_id");
  int version = pragma(database, "user_version");
  bool empty = database.number("SELECT count(*) FROM sqlite_schema").value_or(1) == 0;
  database.script("COMMIT");
  if (database.failure()) return database.failure();
  if (application != kLedgerApplication && !(application == 0 && version == 0 && empty))
    return Error{database.path(), 0, "this is no ledger", "the path of a ledger made by sayso add"};
  if (version > schema_version())
    return Error{database.path(), 0,
                 "this ledger is of format " + std::to_string(version) + ", newer than this program's " +
                     std::to_string(schema_version()),
                 "a newer sayso"};
  return std::nullopt;
}

// Write-ahead logging from now on. SQLite does not wait for other processes that ask for the same at this moment, so
// that waiting is done here.
void use_log(Database& database) {
  constexpr int kTries = 100;
  for (int i = 0; i < kTries; ++i) {
    database.script("PRAGMA journal_mode=WAL");
    if (!database.failure()) return;
    if (i + 1 < kTries) database.forgive();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

}  // namespace

int schema_version() { return static_cast<int>(std::size(kSteps)); }

std::optional<Error> migrate(Database& database, int version) {
  if (auto error = no_ledger(database)) return error;
  if (pragma(database, "user_version") >= version) return database.failure();
  use_log(database);
  Transaction transaction(database);
  // Another process may have done it while this one waited.
  for (int done = pragma(database, "user_version"); done < version; ++done) {
    database.script(kSteps[done].sql);
    if (kSteps[done].then != nullptr) kSteps[done].then(database);
    database.script("PRAGMA user_version=" + std::to_string(done + 1));
  }
  database.script("PRAGMA application_id=" + std::to_string(kLedgerApplication));
  return transaction.commit();
}

std::optional<Error> expect_current(Database& database) {
  if (auto error = no_ledger(database)) return error;
  int version = pragma(database, "user_version");
  if (database.failure()) return database.failure();
  if (version < schema_version())
    return Error{database.path(), 0,
                 "this ledger is of format " + std::to_string(version) + ", older than this program's " +
                     std::to_string(schema_version()),
                 "sayso check --migrate, or sayso add, which bring it up to date"};
  return std::nullopt;
}

}  // namespace sayso
