// What was acknowledged is kept, and nothing is there by halves, whenever the disk fails.
#include <gtest/gtest.h>

#include "fault_vfs.h"
#include "ledger/check.h"
#include "made.h"

namespace sayso {
namespace {

std::vector<Reading> reports(size_t count) {
  std::vector<Reading> out;
  for (size_t i = 0; i < count; ++i) {
    std::string day = "2020-09-" + std::to_string(10 + i % 9);
    out.push_back(made_reading("r" + std::to_string(i), day,
                               {{.day = day, .by = "Alba", .killed = static_cast<int64_t>(i)},
                                {.kind = "airstrike", .place = "Brook", .day = day}}));
  }
  return out;
}

// Adds until the disk fails; what was acknowledged.
std::vector<std::string> add_until_it_fails(const std::string& path, FaultVfs& vfs, bool& opened) {
  std::vector<std::string> kept;
  Ledger::Options options;
  options.vfs = FaultVfs::kName;
  auto ledger = Ledger::open(path, Database::Mode::create, knowledge(), options);
  opened = static_cast<bool>(ledger);
  if (!opened) return kept;
  std::vector<Reading> all = reports(24);
  for (size_t at = 0; at < all.size() && !vfs.failed(); at += 4) {
    auto done = ledger->add(prepared(*ledger, {all[at], all[at + 1], all[at + 2], all[at + 3]}));
    if (!done) {
      EXPECT_FALSE(done.error().what.empty());
      break;
    }
    for (const Added& a : *done) kept.push_back(a.uri);
  }
  return kept;
}

void expect_whole(const std::string& path, const std::vector<std::string>& kept, const std::string& when) {
  auto ledger = Ledger::open(path, Database::Mode::create, knowledge());
  ASSERT_TRUE(ledger) << when << ": " << ledger.error().text();
  for (const std::string& fault : check(*ledger)) ADD_FAILURE() << when << ": " << fault;
  for (const std::string& uri : kept)
    EXPECT_TRUE(ledger->database().number("SELECT 1 FROM report WHERE uri = ?", uri))
        << when << ": " << uri << " is lost";
  EXPECT_EQ(ledger->database().number("SELECT count(*) FROM report").value_or(-1) % 4, 0)
      << when << ": a batch by halves";
  // And it goes on from there.
  auto done = ledger->add(prepared(*ledger, reports(24)));
  ASSERT_TRUE(done) << when << ": " << done.error().text();
  EXPECT_EQ(ledger->database().number("SELECT count(*) FROM report"), 24) << when;
  EXPECT_TRUE(check(*ledger).empty()) << when;
}

class Faults : public testing::TestWithParam<FaultVfs::Fault> {};

TEST_P(Faults, NothingAcknowledgedIsLost) {
  size_t failures = 0, kept_some = 0;
  for (int writes = 0; writes < 900; writes += 1 + writes / 6) {
    TemporaryLedger file;
    FaultVfs vfs;
    vfs.arm(GetParam(), writes);
    bool opened = false;
    std::vector<std::string> kept = add_until_it_fails(file.path(), vfs, opened);
    if (GetParam() == FaultVfs::Fault::power) vfs.lose_power(static_cast<unsigned>(writes));
    failures += vfs.failed() ? 1 : 0;
    kept_some += kept.empty() ? 0 : 1;
    expect_whole(file.path(), kept, "after " + std::to_string(writes) + " writes");
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(failures, 15u) << "the disk never failed, and nothing was tested";
  EXPECT_GT(kept_some, 3u);
}

INSTANTIATE_TEST_SUITE_P(Disk, Faults, testing::Values(FaultVfs::Fault::full, FaultVfs::Fault::power),
                         [](const auto& info) {
                           return info.param == FaultVfs::Fault::full ? std::string("Full") : std::string("LosesPower");
                         });

}  // namespace
}  // namespace sayso
