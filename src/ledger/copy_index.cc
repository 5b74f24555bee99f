#include "ledger/copy_index.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "base/days.h"
#include "incident/slot.h"
#include "ledger/store.h"

namespace sayso {
namespace {

constexpr int64_t kCrowd = 48;        // reports kept for each mark
constexpr size_t kMarksKept = 14;     // of a report, the rarest
constexpr size_t kMostCompared = 24;  // candidates compared in full, those with most marks in common first
constexpr int kFewDays = 5;

}  // namespace

struct CopyIndex::Head {
  int64_t id = 0;
  std::string uri, digest;
  std::optional<std::string> agency, published;
  std::string dateline;

  // Smaller is nearer to the origin. What has no date comes last.
  auto rank() const {
    return std::tuple(!published.has_value(), published.value_or("").substr(0, 10), !agency.has_value(),
                      published.value_or(""), uri, digest);
  }
  std::optional<int> day() const {
    std::optional<Day> d = published ? parse_iso_day(std::string_view(*published).substr(0, 10)) : std::nullopt;
    return d ? std::optional<int>(day_number(*d)) : std::nullopt;
  }
};

std::optional<CopyIndex::Head> CopyIndex::head(int64_t report) {
  Query q = db_.query(
      "SELECT uri, digest, agency, published, coalesce(substr(text, dateline_begin + 1, dateline_end - "
      "dateline_begin), '')"
      " FROM report WHERE id = ? AND superseded_by IS NULL",
      report);
  if (!q.next()) return std::nullopt;
  return Head{report, q.text(0), q.text(1), q.maybe_text(2), q.maybe_text(3), q.text(4)};
}

Sketch CopyIndex::sketch_of(int64_t report) {
  std::optional<StoredReport> stored = load_report_text(db_, report);
  return stored ? sketch(stored->reading, spelling_) : Sketch{};
}

void CopyIndex::add(int64_t report, const Reading& reading, const Sketch& own) {
  // All marks are looked up, and the rarest are kept: what hundreds of reports have in common is a phrase of the trade.
  std::map<int64_t, int> shared;
  std::vector<std::pair<int64_t, int64_t>> crowds;
  for (uint64_t mark : own.marks) {
    auto hash = static_cast<int64_t>(mark);
    int64_t crowd = 0;
    Query q = db_.query("SELECT report FROM mark WHERE hash = ?", hash);
    while (q.next()) {
      ++shared[q.integer(0)];
      ++crowd;
    }
    if (crowd < kCrowd) crowds.emplace_back(crowd, hash);
  }
  std::sort(crowds.begin(), crowds.end());
  if (crowds.size() > kMarksKept) crowds.resize(kMarksKept);
  for (const auto& [crowd, hash] : crowds) db_.run("INSERT OR IGNORE INTO mark VALUES(?, ?)", hash, report);
  shared.erase(report);
  std::vector<std::pair<int, int64_t>> candidates;
  for (const auto& [other, marks] : shared) candidates.emplace_back(-marks, other);
  std::sort(candidates.begin(), candidates.end());
  if (candidates.size() > kMostCompared) candidates.resize(kMostCompared);

  std::optional<Head> mine = head(report);
  if (!mine) return;
  for (const auto& [marks, other] : candidates) {
    std::optional<Head> theirs = head(other);
    if (!theirs || theirs->uri == reading.uri) continue;
    double share = containment(own, sketch_of(other));
    CopyHints hints;
    hints.same_agency = mine->agency && mine->agency == theirs->agency;
    hints.same_dateline = !mine->dateline.empty() && mine->dateline == theirs->dateline;
    hints.days_apart_few = !mine->day() || !theirs->day() || std::abs(*mine->day() - *theirs->day()) <= kFewDays;
    if (!is_copy(share, hints)) continue;
    db_.run("INSERT OR REPLACE INTO copy VALUES(?, ?, ?)", std::min(report, other), std::max(report, other), share);
    join(report, other);
  }
}

// Brings two stories together: the origin of all is the better of the two origins.
void CopyIndex::join(int64_t a, int64_t b) {
  auto origin = [&](int64_t report) {
    return db_.number("SELECT coalesce(origin, id) FROM report WHERE id = ?", report).value_or(report);
  };
  int64_t x = origin(a), y = origin(b);
  if (x == y) return;
  std::optional<Head> hx = head(x), hy = head(y);
  if (!hx || !hy) return;
  int64_t first = hx->rank() < hy->rank() ? x : y, other = first == x ? y : x;
  db_.run("UPDATE report SET origin = ? WHERE origin = ? OR id = ?", first, other, other);
}

void CopyIndex::remove(int64_t report) {
  std::set<int64_t> story;
  Query q = db_.query(
      "SELECT id FROM report WHERE origin = (SELECT coalesce(origin, id) FROM report WHERE id = ?1)"
      " OR id = (SELECT coalesce(origin, id) FROM report WHERE id = ?1)",
      report);
  while (q.next()) story.insert(q.integer(0));
  db_.run("DELETE FROM copy WHERE report = ?1 OR other = ?1", report);
  for (uint64_t mark : sketch_of(report).marks)
    db_.run("DELETE FROM mark WHERE hash = ? AND report = ?", static_cast<int64_t>(mark), report);
  // The rest of the story is put together again from what its reports share with each other.
  for (int64_t id : story) db_.run("UPDATE report SET origin = NULL WHERE id = ?", id);
  for (int64_t id : story) {
    std::vector<int64_t> others;
    Query pairs = db_.query("SELECT other FROM copy WHERE report = ?", id);
    while (pairs.next()) others.push_back(pairs.integer(0));
    for (int64_t other : others) join(id, other);
  }
}

double CopyIndex::share(int64_t report, int64_t other) { return containment(sketch_of(report), sketch_of(other)); }

}  // namespace sayso
