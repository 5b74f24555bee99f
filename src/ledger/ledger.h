// ledger: readings -> one file that keeps who said what, over time. Start here.
//
// In: readings. Out: an SQLite file (docs/ledger_format.md) and answers from it. Guaranteed:
//   - adding what is known changes nothing; another text under a known URI is a revision, and both are kept;
//   - what `add` has returned survives a crash and a loss of power, and nothing is there by halves;
//   - copies, incidents and all answers depend on the reports alone, not on the order in which they came;
//   - several processes may add and ask at once.
// One Ledger belongs to one thread; `prepare` alone may be called from any.
// Known to go wrong: see copies/sketch.h and ledger/incident_index.h.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "copies/sketch.h"
#include "incident/slot.h"
#include "incident/story.h"
#include "ledger/database.h"
#include "ledger/members.h"
#include "sayso/reading.h"

namespace sayso {

// What is computed of a reading alone, before the ledger is held.
struct Prepared {
  Reading reading;
  Sketch sketch;
  std::vector<Slot> slots;
  Story story;
};

struct Added {
  enum class What : uint8_t {
    fresh,     // a URI that was not known
    revision,  // the new current version of its URI
    older,     // an older version of its URI: kept, superseded
    known,     // nothing changed
  };
  What what = What::known;
  std::string uri;
  size_t claims = 0;
  std::optional<std::string> copy_of;  // URI of the report that it repeats
};
std::string_view name(Added::What what);

class Ledger {
 public:
  struct Options {
    std::string vfs;               // SQLite's file layer, for tests
    std::string engine = "sayso";  // what read the reports: kept with each
  };

  // `update` brings an older file up to date; `create` does so too, and makes one where there is none.
  static Result<Ledger> open(const std::string& path, Database::Mode mode, const KnowledgeSource& knowledge,
                             const Options& options);
  static Result<Ledger> open(const std::string& path, Database::Mode mode, const KnowledgeSource& knowledge) {
    return open(path, mode, knowledge, Options());
  }
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) = delete;
  ~Ledger();

  Prepared prepare(Reading reading) const;
  // All or none: when it returns without an error, every report is kept.
  Result<std::vector<Added>> add(const std::vector<Prepared>& reports);

  // The texts of current reports that another program version read, by row, for reading them again.
  std::vector<int64_t> reports_read_by_others();
  // Replaces the claims of a report by those of a new reading of the same text. Decisions of persons stay.
  std::optional<Error> reread(int64_t report, const Prepared& again);

  // For the other parts of the ledger (ledger/query.h, ledger/review.h); a failure of theirs sticks to it.
  Database& database() const;
  const IncidentWords& words() const;

 private:
  struct Parts;
  explicit Ledger(std::unique_ptr<Parts> parts);
  Added add_one(const Prepared& report, class IncidentIndex& incidents, class CopyIndex& copies);

  std::unique_ptr<Parts> parts_;
};

}  // namespace sayso
