// Two claims are joined where
//   - one denies the other (`denies`);
//   - they name rival doers: the same words, or the same kind at the same place on the same days, are laid to two
//   sides;
//   - they give rival tolls: the same effect on the same side at the same place on the same days, and no number fits
//     both.
// Groups are what these joins connect. Rivals are looked for among the claims of the same words and of the same kind at
// the same place, each beside the `kBeside` before it that are such.

#include "view/dispute.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>

namespace sayso {
namespace {

// Places wider than a district hold more than one happening.
constexpr int kDistrict = 3;

// Of claims that could be of one happening: no real report makes as many about one.
constexpr size_t kBeside = 200;

// What "about 30" may be: a tenth more or less.
constexpr int64_t kAboutShare = 10;

bool says_it_is_so(const Claim& c) { return c.stance != "denies" && c.stance != "unknown"; }

bool same_source(const Claim& a, const Claim& b) {
  if (!a.source || !b.source) return !a.source && !b.source;
  return a.source->name == b.source->name;
}

bool share_a_day(const Claim& a, const Claim& b) {
  if (!a.when || !b.when) return false;
  // ISO days sort as text. An open end reaches as far as one likes.
  bool a_before_b = a.when->last && b.when->first && *a.when->last < *b.when->first;
  bool b_before_a = b.when->last && a.when->first && *b.when->last < *a.when->first;
  return !a_before_b && !b_before_a;
}

bool one_happening(const Claim& a, const Claim& b) {
  if (a.trigger.begin == b.trigger.begin) return true;
  return a.kind == b.kind && a.place && b.place && a.place->name == b.place->name && a.place->precision <= kDistrict &&
         share_a_day(a, b);
}

std::vector<std::string> all_sides(const std::vector<ReadActor>& actors) {
  std::vector<std::string> all;
  for (const ReadActor& actor : actors) all.insert(all.end(), actor.side.begin(), actor.side.end());
  std::sort(all.begin(), all.end());
  return all;
}

bool rival_doers(const Claim& a, const Claim& b, const std::vector<std::string>& by_a,
                 const std::vector<std::string>& by_b) {
  std::vector<std::string> both;
  if (by_a.empty() || by_b.empty() || same_source(a, b)) return false;
  std::set_intersection(by_a.begin(), by_a.end(), by_b.begin(), by_b.end(), std::back_inserter(both));
  return both.empty() && one_happening(a, b);
}

std::pair<int64_t, int64_t> reach(const ReadToll& toll) {
  int64_t low = toll.low.value_or(0), high = toll.high.value_or(INT64_MAX);
  if (toll.relation == "~" && toll.low && toll.high) {
    low -= low / kAboutShare;
    high += high / kAboutShare;
  }
  if (toll.relation == ">" && toll.low) ++low;
  if (toll.relation == "<" && toll.high) --high;
  return {low, high};
}

bool rival_tolls(const Claim& a, const Claim& b) {
  if (same_source(a, b) || !one_happening(a, b)) return false;
  for (const ReadToll& x : a.tolls) {
    for (const ReadToll& y : b.tolls) {
      if (x.what != y.what || x.of != y.of || x.side != y.side || x.total != y.total) continue;
      if (!(x.low || x.high) || !(y.low || y.high)) continue;
      auto [x_low, x_high] = reach(x);
      auto [y_low, y_high] = reach(y);
      if (x_high < y_low || y_high < x_low) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<Dispute> disputes(const Reading& reading) {
  const std::vector<Claim>& claims = reading.claims;
  std::vector<size_t> joined(claims.size());  // of each claim, one before it of its group, or itself where it is first
  std::iota(joined.begin(), joined.end(), size_t{0});
  auto group = [&](size_t i) {
    while (joined[i] != i) i = joined[i] = joined[joined[i]];
    return i;
  };
  std::map<size_t, Dispute::Why> why;  // of each claim that is in dispute
  auto join = [&](size_t a, size_t b, Dispute::Why reason) {
    const size_t first = group(a), other = group(b);
    joined[std::max(first, other)] = std::min(first, other);
    for (size_t i : {a, b}) {
      auto [it, fresh] = why.emplace(i, reason);
      it->second = std::min(it->second, reason);
    }
  };

  std::map<int, size_t> by_number;
  for (size_t i = 0; i < claims.size(); ++i) by_number[claims[i].n] = i;
  for (size_t i = 0; i < claims.size(); ++i) {
    if (!claims[i].denies) continue;
    auto denied = by_number.find(*claims[i].denies);
    if (denied != by_number.end() && denied->second != i) join(i, denied->second, Dispute::Why::denial);
  }
  std::vector<std::vector<std::string>> by(claims.size());
  std::map<uint32_t, std::vector<size_t>> of_words;
  std::map<std::pair<std::string_view, std::string_view>, std::vector<size_t>> of_place;
  for (size_t j = 0; j < claims.size(); ++j) {
    const Claim& c = claims[j];
    if (!says_it_is_so(c)) continue;
    by[j] = all_sides(c.by);
    auto beside = [&](std::vector<size_t>& before) {
      for (size_t k = before.size(); k-- > 0 && k + kBeside >= before.size();) {
        const size_t i = before[k];
        if (rival_doers(claims[i], c, by[i], by[j])) join(i, j, Dispute::Why::rival_doers);
        if (rival_tolls(claims[i], c)) join(i, j, Dispute::Why::rival_tolls);
      }
      before.push_back(j);
    };
    beside(of_words[c.trigger.begin]);
    if (c.place) beside(of_place[{c.kind, c.place->name}]);
  }

  std::map<size_t, Dispute> groups;
  for (const auto& [claim, reason] : why) {
    auto [it, fresh] = groups.try_emplace(group(claim), Dispute{reason, {}});
    it->second.why = std::min(it->second.why, reason);
    it->second.claims.push_back(claim);
  }
  std::vector<Dispute> out;
  for (auto& [first, dispute] : groups) out.push_back(std::move(dispute));
  return out;
}

}  // namespace sayso
