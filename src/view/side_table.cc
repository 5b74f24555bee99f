#include "view/side_table.h"

#include <algorithm>

#include "view/phrase.h"

namespace sayso {
namespace {

constexpr const char* kOthers = "others";
constexpr const char* kOwnVoice = "the reports themselves";

constexpr size_t kLabelWidth = 22;
constexpr size_t kLeastColumn = 18;
constexpr size_t kGap = 2;

}  // namespace

int order_of(const std::string& what) {
  static constexpr const char* kOrder[] = {"killed",    "wounded",   "missing", "captured",  "detained",
                                           "displaced", "destroyed", "damaged", "shot-down", "seized"};
  return static_cast<int>(std::find(std::begin(kOrder), std::end(kOrder), what) - std::begin(kOrder));
}

std::string column_of(const Claim& claim) {
  if (!claim.source) return kOwnVoice;
  std::string side = sides(claim.source->side);
  return side.empty() ? kOthers : side;
}

void SideTable::add(const Row& row, Entry entry) {
  for (Entry& there : rows_[row]) {
    if (there.who != entry.who || there.said != entry.said || there.detail != entry.detail ||
        there.column != entry.column)
      continue;
    for (const std::string& claim : entry.claims)
      if (std::find(there.claims.begin(), there.claims.end(), claim) == there.claims.end())
        there.claims.push_back(claim);
    return;
  }
  rows_[row].push_back(std::move(entry));
}

bool SideTable::empty() const {
  return std::none_of(rows_.begin(), rows_.end(), [this](const auto& row) { return shown(row.second); });
}

std::vector<std::string> SideTable::columns(size_t most) const {
  std::map<std::string, size_t> entries;
  for (const auto& [row, list] : rows_)
    for (const Entry& entry : list) entries[entry.column] += shown(list) ? 1 : 0;
  std::erase_if(entries, [](const auto& column) { return column.second == 0; });
  auto last = [](const std::string& name) { return name == kOwnVoice ? 1 : name == kOthers ? 2 : 0; };
  std::vector<std::string> names;
  for (const auto& [name, n] : entries) names.push_back(name);
  if (names.size() > most) {
    // The sides that speak least share one column with those that have no side.
    std::stable_sort(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
      return std::pair(a == kOthers, entries[b]) < std::pair(b == kOthers, entries[a]);
    });
    names.resize(most - 1);
    names.push_back(kOthers);
  }
  std::stable_sort(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
    return std::pair(last(a), a) < std::pair(last(b), b);
  });
  return names;
}

void SideTable::write(Screen& screen) const {
  size_t room = screen.width() > kLabelWidth ? screen.width() - kLabelWidth : 0;
  std::vector<std::string> names = columns(std::max<size_t>(2, room / (kLeastColumn + kGap)));
  size_t wide = std::max(kLeastColumn, room / std::max<size_t>(1, names.size()) - kGap);
  std::vector<size_t> widths(names.size() + 1, wide);
  widths[0] = kLabelWidth;

  std::vector<std::vector<Text>> head(names.size() + 1);
  for (size_t c = 0; c < names.size(); ++c) head[c + 1].push_back(Text(names[c], Ink::label));
  screen.row(widths, head);

  int section = -1;
  size_t alone = 0;
  for (const auto& [row, entries] : rows_) {
    if (!shown(entries)) {
      ++alone;
      continue;
    }
    screen.rule(row.section == section ? "╌" : "─");
    section = row.section;
    std::vector<std::vector<Text>> cells(names.size() + 1);
    cells[0].push_back(Text(row.label, Ink::strong));
    for (const Entry& entry : entries) {
      auto at = std::find(names.begin(), names.end(), entry.column);
      bool own_column = at != names.end();
      if (!own_column) at = std::find(names.begin(), names.end(), kOthers);
      std::string claims;
      for (const std::string& claim : entry.claims) claims += " [" + claim + "]";
      Text cell(entry.said, Ink::strong);
      cell.add(" — " + entry.who);
      if (!own_column) cell.add(" (" + entry.column + ")");
      if (!entry.detail.empty()) cell.add(", " + entry.detail, Ink::quiet);
      cells[static_cast<size_t>(at - names.begin()) + 1].push_back(cell.add(claims, Ink::label));
    }
    screen.row(widths, cells);
  }
  if (alone == 0) return;
  screen.rule();
  screen.put(Text("Left out: " + std::to_string(alone) + (alone == 1 ? " row" : " rows") + " with a single entry.",
                  Ink::quiet));
}

}  // namespace sayso
