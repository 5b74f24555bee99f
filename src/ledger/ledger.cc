#include "ledger/ledger.h"

#include "ledger/copy_index.h"
#include "ledger/incident_index.h"
#include "ledger/review.h"
#include "ledger/schema.h"
#include "ledger/store.h"

namespace sayso {

struct Ledger::Parts {
  Database database;
  Spelling spelling;
  IncidentWords words;
  Options options;
};

Ledger::Ledger(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;
Database& Ledger::database() const { return parts_->database; }
const IncidentWords& Ledger::words() const { return parts_->words; }

std::string_view name(Added::What what) {
  switch (what) {
    case Added::What::fresh:
      return "added";
    case Added::What::revision:
      return "revision";
    case Added::What::older:
      return "older version";
    case Added::What::known:
      return "known";
  }
  return "";
}

Result<Ledger> Ledger::open(const std::string& path, Database::Mode mode, const KnowledgeSource& knowledge,
                            const Options& options) {
  auto spelling = Spelling::load(knowledge);
  if (!spelling) return spelling.error();
  auto words = IncidentWords::load(knowledge);
  if (!words) return words.error();
  auto database = Database::open(path, mode, options.vfs);
  if (!database) return database.error();
  auto parts = std::make_unique<Parts>(Parts{std::move(*database), std::move(*spelling), std::move(*words), options});
  bool migrates = mode == Database::Mode::create || mode == Database::Mode::update;
  if (auto error = migrates ? migrate(parts->database) : expect_current(parts->database)) return *error;
  return Ledger(std::move(parts));
}

Prepared Ledger::prepare(Reading reading) const {
  Prepared out;
  out.sketch = sketch(reading, parts_->spelling);
  out.slots = settle(reading, parts_->words);
  out.story = story_of(reading, parts_->words);
  out.reading = std::move(reading);
  return out;
}

Result<std::vector<Added>> Ledger::add(const std::vector<Prepared>& reports) {
  Database& db = parts_->database;
  std::vector<Added> out;
  Transaction transaction(db);
  IncidentIndex incidents(db, parts_->words);
  CopyIndex copies(db, parts_->spelling);
  for (const Prepared& report : reports) out.push_back(add_one(report, incidents, copies));
  incidents.settle();
  if (db.number("SELECT 1 FROM decision LIMIT 1"))
    apply_decisions(db, parts_->words);  // a revision may hold what a person decided on
  if (auto error = transaction.commit()) return *error;
  return out;
}

// The version that was published last is the current one; of two of one day the one that came last.
Added Ledger::add_one(const Prepared& report, IncidentIndex& incidents, CopyIndex& copies) {
  Database& db = parts_->database;
  const Reading& r = report.reading;
  Added added;
  added.uri = r.uri;
  added.claims = r.claims.size();
  if (db.number("SELECT id FROM report WHERE uri = ? AND digest = ?", r.uri, r.id)) return added;

  std::optional<int64_t> current;
  bool older = false;
  {
    Query q = db.query("SELECT id, published FROM report WHERE uri = ? AND superseded_by IS NULL", r.uri);
    if (q.next()) {
      current = q.integer(0);
      std::optional<std::string> published = q.maybe_text(1);
      older = published && r.published && *r.published < *published;
    }
  }
  if (current && !older) {
    // The index of current versions holds one a URI: the old one leaves it, itself as a stand-in, before the new one is
    // in.
    std::vector<int64_t> claims;
    Query q = db.query("SELECT id FROM claim WHERE report = ?", *current);
    while (q.next()) claims.push_back(q.integer(0));
    for (int64_t claim : claims) incidents.remove(claim);
    copies.remove(*current);
    db.run("UPDATE report SET superseded_by = id, origin = NULL WHERE id = ?", *current);
  }
  if (older) {
    // Kept as superseded from the start: the current one is put aside while this one is written.
    db.run("UPDATE report SET superseded_by = id WHERE id = ?", *current);
  }
  int64_t id = write_report(db, r, parts_->options.engine);
  if (older) {
    db.run("UPDATE report SET superseded_by = ? WHERE id = ?", *current, id);
    db.run("UPDATE report SET superseded_by = NULL WHERE id = ?", *current);
    added.what = Added::What::older;
    return added;
  }
  if (current) db.run("UPDATE report SET superseded_by = ? WHERE id = ?", id, *current);
  added.what = current ? Added::What::revision : Added::What::fresh;

  copies.add(id, r, report.sketch);
  incidents.add_story(id, report.story);
  size_t i = 0;
  Query q = db.query("SELECT id FROM claim WHERE report = ? ORDER BY n", id);
  while (q.next() && i < report.slots.size()) incidents.add(q.integer(0), report.slots[i++]);
  Query origin = db.query("SELECT o.uri FROM report r JOIN report o ON o.id = r.origin WHERE r.id = ?", id);
  if (origin.next()) added.copy_of = origin.text(0);
  return added;
}

std::vector<int64_t> Ledger::reports_read_by_others() {
  std::vector<int64_t> out;
  Query q = parts_->database.query("SELECT id FROM report WHERE engine <> ? AND superseded_by IS NULL ORDER BY id",
                                   parts_->options.engine);
  while (q.next()) out.push_back(q.integer(0));
  return out;
}

std::optional<Error> Ledger::reread(int64_t report, const Prepared& again) {
  Database& db = parts_->database;
  Transaction transaction(db);
  IncidentIndex incidents(db, parts_->words);
  std::vector<int64_t> claims;
  {
    Query q = db.query("SELECT id FROM claim WHERE report = ?", report);
    while (q.next()) claims.push_back(q.integer(0));
  }
  for (int64_t claim : claims) incidents.remove(claim);
  erase_claims(db, report);
  write_claims(db, report, again.reading);
  incidents.add_story(report, again.story);
  db.run("UPDATE report SET engine = ? WHERE id = ?", parts_->options.engine, report);
  size_t i = 0;
  {
    Query q = db.query("SELECT id FROM claim WHERE report = ? ORDER BY n", report);
    while (q.next() && i < again.slots.size()) incidents.add(q.integer(0), again.slots[i++]);
  }
  incidents.settle();
  // What persons decided is laid over the new claims too.
  apply_decisions(db, parts_->words);
  return transaction.commit();
}

}  // namespace sayso
