#include "view/accounts.h"

#include <algorithm>

#include "view/dispute.h"
#include "view/phrase.h"

namespace sayso {
namespace {

constexpr const char* kOthers = "others";
constexpr const char* kOwnVoice = "the reports themselves";

constexpr size_t kLabelWidth = 22;
constexpr size_t kLeastColumn = 18;
constexpr size_t kGap = 2;

// The effects in the order of their weight.
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

std::string where_and_when(const Claim& claim) {
  std::string out = claim.place ? "at " + place(*claim.place) : "";
  std::string when = claim.when ? days(*claim.when) : "";
  return out.empty() || when.empty() ? out + when : out + ", " + when;
}

std::string sides_of(const std::vector<ReadActor>& actors) {
  std::vector<std::string> all;
  for (const ReadActor& actor : actors)
    for (const std::string& side : actor.side)
      if (std::find(all.begin(), all.end(), side) == all.end()) all.push_back(side);
  return sides(all);
}

}  // namespace

void Accounts::add(const Reading& reading) {
  std::string title = reading.title.value_or("");
  std::string where = own_voice(reading);
  if (reading.published) where += ", " + reading.published->substr(0, 10);
  titles_.push_back((title.empty() ? "" : title + " · ") + where + " · " + reading.uri);
  add_tolls(reading);
  add_disputes(reading);
}

void Accounts::add_tolls(const Reading& reading) {
  for (const Claim& claim : reading.claims) {
    for (const ReadToll& toll : claim.tolls) {
      Row row{0, order_of(toll.what), toll.what + " " + counted_things(toll)};
      std::string said = figure(toll) + (toll.total ? " so far" : "");
      if (claim.stance != "asserts") said = stance_word(claim) + ": " + said;
      add_entry(row, reading, claim, said, where_and_when(claim));
      // A bare denial has no figure of its own: it stands in the row of the one it denies.
      for (const Claim& other : reading.claims)
        if (other.denies == claim.n && other.trigger.begin == claim.trigger.begin && other.tolls.empty())
          add_entry(row, reading, other, "denies " + figure(toll), "");
    }
  }
}

void Accounts::add_disputes(const Reading& reading) {
  for (const Dispute& dispute : disputes(reading)) {
    const Claim* subject = &reading.claims[dispute.claims.front()];
    for (size_t i : dispute.claims) {
      if (reading.claims[i].stance == "denies") continue;
      subject = &reading.claims[i];
      break;
    }
    // With rival doers the target may be named by one alone; the act and its place are what both speak of.
    std::string label = subject->kind;
    std::string target = sides_of(subject->on);
    if (!target.empty() && dispute.why != Dispute::Why::rival_doers) label += " of " + target;
    if (subject->place) label += " at " + place(*subject->place);
    for (size_t i : dispute.claims) {
      const Claim& claim = reading.claims[i];
      std::string doer = sides_of(claim.by);
      std::string said = stance_word(claim);
      if (!doer.empty()) said += ": by " + doer;
      add_entry(Row{1, 0, label}, reading, claim, said, "");
    }
  }
}

void Accounts::add_entry(const Row& row, const Reading& reading, const Claim& claim, const std::string& said,
                         const std::string& detail) {
  std::string who = claim.source ? name_of(*claim.source) : own_voice(reading);
  std::string number = std::to_string(titles_.size()) + "." + std::to_string(claim.n);
  for (Entry& entry : rows_[row]) {
    if (entry.who != who || entry.said != said || entry.detail != detail || entry.column != column_of(claim)) continue;
    if (entry.claims.back() != number) entry.claims.push_back(number);
    return;
  }
  rows_[row].push_back({column_of(claim), who, said, detail, {number}});
}

bool Accounts::comparable() const {
  return std::any_of(rows_.begin(), rows_.end(), [](const auto& row) { return compares(row.second); });
}

std::vector<std::string> Accounts::columns(size_t most) const {
  std::map<std::string, size_t> entries;
  for (const auto& [row, list] : rows_)
    for (const Entry& entry : list) entries[entry.column] += compares(list) ? 1 : 0;
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

void Accounts::write(Screen& screen) const {
  size_t room = screen.width() > kLabelWidth ? screen.width() - kLabelWidth : 0;
  std::vector<std::string> names = columns(std::max<size_t>(2, room / (kLeastColumn + kGap)));
  size_t wide = std::max(kLeastColumn, room / std::max<size_t>(1, names.size()) - kGap);
  std::vector<size_t> widths(names.size() + 1, wide);
  widths[0] = kLabelWidth;

  screen.put(Text("Accounts side by side", Ink::strong));
  for (size_t i = 0; i < titles_.size(); ++i) {
    std::string number = std::to_string(i + 1) + "  ";
    screen.put(" " + number, std::string(number.size() + 1, ' '), Text(titles_[i], Ink::quiet));
  }
  screen.blank();
  std::vector<std::vector<Text>> head(names.size() + 1);
  for (size_t c = 0; c < names.size(); ++c) head[c + 1].push_back(Text(names[c], Ink::label));
  screen.row(widths, head);

  int section = -1;
  size_t alone = 0;
  for (const auto& [row, entries] : rows_) {
    if (!compares(entries)) {
      ++alone;
      continue;
    }
    screen.rule(row.section == section ? "╌" : "─");
    section = row.section;
    std::vector<std::vector<Text>> cells(names.size() + 1);
    cells[0].push_back(Text(row.section == 0 ? row.label : "disputed: " + row.label, Ink::strong));
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
