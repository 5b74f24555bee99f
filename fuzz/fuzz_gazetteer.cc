// Any bytes as a user's gazetteer. The first byte tells which: rows of a GeoNames dump, compiled and asked for; or the
// compiled file itself, a sound one with the bytes laid over it.
#include <algorithm>
#include <cstdint>
#include <string>

#include "check.h"
#include "mention/gazetteer.h"
#include "mention/gazetteer_dump.h"
#include "mention/gazetteer_writer.h"

namespace sayso {
namespace {

constexpr std::string_view kRow =
    "21\tPort Amber\tPort Amber\tBernstein,Ambər\t10.5\t20.5\tP\tPPL\tNA\t\t01\t\t\t\t2000\t\t0\tUTC\t2020-01-01";

std::string whole(GazetteerWriter& writer) {
  auto pieces = writer.finish();
  require(bool(pieces), "few places fit into a file");
  std::string all;
  for (const std::string& piece : *pieces) all += piece;
  return all;
}

std::string compiled(std::string_view dump) {
  static const std::string nothing = [] {
    GazetteerWriter empty;
    return whole(empty);
  }();
  auto base = Gazetteer::open(nothing);
  require(bool(base), "an empty gazetteer is one");
  GazetteerWriter writer(*base);
  GazetteerDump rows(writer, *base);
  for (size_t at = 0; at < dump.size();) {
    const size_t end = std::min(dump.find('\n', at), dump.size());
    if (rows.add(dump.substr(at, end - at)) == GazetteerDump::Row::bad)
      require(!rows.fault().empty(), "a bad row is told of");
    at = end + 1;
  }
  return whole(writer);
}

void ask(const Gazetteer& gazetteer) {
  for (std::string_view name : {"Port Amber", "Bernstein", "a", "Ambər"})
    for (const Candidate c : gazetteer.candidates(name))
      if (c.entry < gazetteer.size()) (void)gazetteer.entry(c.entry);
  for (EntryIndex i = 0; i < std::min<uint32_t>(gazetteer.size(), 50); ++i) {
    (void)gazetteer.entry(i);
    (void)gazetteer.is_seat(i);
  }
}

}  // namespace
}  // namespace sayso

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sayso;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 2 == 0) {
    const std::string file = compiled(bytes);
    auto gazetteer = Gazetteer::open(file);
    require(bool(gazetteer), "what is compiled can be opened");
    require(!gazetteer->check(), "what is compiled is whole");
    ask(*gazetteer);
    return 0;
  }
  static const std::string kSound = compiled(kRow);
  std::string file = kSound;
  // Pairs of a place (two bytes) and what stands there.
  for (size_t i = 0; i + 2 < bytes.size(); i += 3) {
    const size_t at = (static_cast<uint8_t>(bytes[i]) * size_t{256} + static_cast<uint8_t>(bytes[i + 1])) % file.size();
    file[at] = bytes[i + 2];
  }
  if (data[0] % 4 == 3) file.resize(file.size() - std::min(file.size(), bytes.size() % 64));
  if (auto gazetteer = Gazetteer::open(file)) {
    if (auto fault = gazetteer->check()) require(!fault->what.empty(), "a fault is told of");
    ask(*gazetteer);
  }
  return 0;
}
