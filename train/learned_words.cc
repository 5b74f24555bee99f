#include "learned_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text_util.h"

namespace sayso::train {
namespace {

// Chosen by leaving out one file at a time.
constexpr int kWordTimes = 1, kClassTimes = 3;         // named an event at least so often
constexpr double kWordShare = 0.1, kClassShare = 0.1;  // of the places where it stands
constexpr double kKindShare = 0.25;                    // of a word's events, for each kind of it

// The word of a row's trigger that a candidate would stand on: its verb, else its noun, outermost in the tree.
TokenIndex head_of(const Parse& parse, const GoldRow& row) {
  const Tokens& tokens = parse.tokens();
  TokenIndex found = kNoToken;
  for (TokenIndex i = 0; i < parse.size(); ++i) {
    const ByteSpan span = tokens.span({i, i + 1});
    if (span.end <= row.begin) continue;
    if (span.begin >= row.end) break;
    const Word& w = parse[i];
    if (w.upos != Upos::VERB && w.upos != Upos::NOUN && w.upos != Upos::ADJ && w.upos != Upos::PROPN) continue;
    if (found == kNoToken || (w.upos == Upos::VERB && parse[found].upos != Upos::VERB)) found = i;
  }
  return found;
}

}  // namespace

bool kinds_agree(const std::string& gold, const std::string& found) {
  static const std::set<std::string> kHarm = {"killing", "wounding"};
  static const std::set<std::string> kMeans = {
      "shelling", "airstrike", "drone-strike", "missile-strike", "bombing", "suicide-attack", "mine",
      "shooting", "ambush",    "raid",         "attack",         "clash",   "execution",      "torture"};
  return gold == found || (kHarm.contains(gold) && (kHarm.contains(found) || kMeans.contains(found))) ||
         (kMeans.contains(gold) && kHarm.contains(found)) || (gold == "attack" && kMeans.contains(found));
}

bool counts(const GoldRow& row) { return !row.optional && row.kind != "statement" && row.kind != "other"; }

void LearnedWords::add(size_t report, const Parse& parse, const std::vector<GoldRow>& rows,
                       const std::vector<Judged>& all) {
  const Tokens& tokens = parse.tokens();
  std::vector<bool> ruled(static_cast<size_t>(parse.size()), false);
  for (const Judged& j : all)
    for (TokenIndex i = j.candidate.trigger.begin; i < j.candidate.trigger.end; ++i)
      ruled[static_cast<size_t>(i)] = true;
  auto keys = [&](TokenIndex i) {
    std::vector<std::string> out = {ascii_lower(parse[i].lemma)};
    if (parse[i].word_class != 0) out.push_back(class_key(parse[i].word_class));
    return out;
  };
  for (TokenIndex i = 0; i < parse.size(); ++i) {
    const Word& w = parse[i];
    if (ruled[static_cast<size_t>(i)] || (w.upos != Upos::VERB && w.upos != Upos::NOUN && w.upos != Upos::ADJ))
      continue;
    for (const std::string& key : keys(i)) {
      Entry& entry = entries_[{key, class_of(w)}];
      ++entry.total.all;
      ++entry.by_report[report].all;
    }
  }
  for (const GoldRow& row : rows) {
    if (!counts(row)) continue;
    const ByteSpan span{static_cast<uint32_t>(row.begin), static_cast<uint32_t>(row.end)};
    if (std::any_of(all.begin(), all.end(),
                    [&](const Judged& j) { return tokens.span(j.candidate.trigger).overlaps(span); }))
      continue;
    const TokenIndex head = head_of(parse, row);
    if (head == kNoToken || parse[head].upos == Upos::PROPN) continue;
    for (const std::string& key : keys(head)) {
      Entry& entry = entries_[{key, class_of(parse[head])}];
      ++entry.total.events[row.kind];
      ++entry.by_report[report].events[row.kind];
    }
  }
}

int LearnedWords::often(const std::string& key, const Seen& total, const Seen* without, const std::string& kind) {
  const bool is_class = key.front() == '~';
  int all = total.all, events = 0, of_kind = 0;
  if (without != nullptr) all -= without->all;
  for (const auto& [k, n] : total.events) {
    int left = n;
    if (without != nullptr)
      if (auto it = without->events.find(k); it != without->events.end()) left -= it->second;
    events += left;
    if (k == kind) of_kind = left;
  }
  if (of_kind < (is_class ? kClassTimes : kWordTimes) || events < 1 || all < 1) return -1;
  if (events < (is_class ? kClassShare : kWordShare) * all || of_kind < kKindShare * events) return -1;
  return std::min(9, 10 * of_kind / all);
}

void LearnedWords::close() {
  std::erase_if(entries_, [](const auto& item) { return item.second.total.events.empty(); });
  for (auto& [key, entry] : entries_)
    for (const auto& [kind, n] : entry.total.events)
      if (often(key.first, entry.total, nullptr, kind) >= 0) entry.kinds.insert(kind);
}

std::string LearnedWords::table() const {
  std::string out = "word\tclass\tkind\toften\n";
  for (const auto& [key, entry] : entries_)
    for (const std::string& kind : entry.kinds)
      out += fmt::format("{}\t{}\t{}\t{}\n", key.first, name(key.second), kind,
                         often(key.first, entry.total, nullptr, kind));
  return out;
}

bool LearnedWords::keep(size_t report, EventCandidate& candidate) const {
  auto it = entries_.find({std::string(candidate.pattern), candidate.word_class});
  if (it == entries_.end()) return true;
  auto own = it->second.by_report.find(report);
  if (own == it->second.by_report.end()) return true;
  candidate.often = often(it->first.first, it->second.total, &own->second, candidate.rule->kind);
  return candidate.often >= 0;
}

}  // namespace sayso::train
