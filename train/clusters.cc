// The exchange algorithm (Kneser and Ney 1993; Martin, Liermann and Ney 1998): each word in turn is taken out of its
// class and put where the likelihood of the text under a class bigram model is highest. Up to a constant that is the
// sum of n log n over pairs of classes, less the same over classes twice.
#include "clusters.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>

namespace sayso::train {
namespace {

// n log n by table.
class Information {
 public:
  explicit Information(size_t largest) : table_(largest + 1) {
    for (size_t n = 2; n <= largest; ++n)
      table_[n] = static_cast<float>(static_cast<double>(n) * std::log(static_cast<double>(n)));
  }
  double operator()(int64_t n) const {
    return static_cast<size_t>(n) < table_.size() ? table_[static_cast<size_t>(n)]
                                                  : static_cast<double>(n) * std::log(static_cast<double>(n));
  }

 private:
  std::vector<float> table_;
};

struct Neighbor {
  int word;
  int count;
};

// Word 0 is whatever is in no class: rare words and the borders of sentences. It has class 0 for good.
std::vector<int> exchange(const std::vector<std::vector<Neighbor>>& before,
                          const std::vector<std::vector<Neighbor>>& after, const std::vector<int64_t>& counts,
                          int classes, int rounds) {
  size_t words = counts.size();
  size_t k = static_cast<size_t>(classes) + 1;
  std::vector<int> of(words, 0);
  for (size_t w = 1; w < words; ++w) of[w] = 1 + static_cast<int>((w - 1) % static_cast<size_t>(classes));
  std::vector<int64_t> pair(k * k, 0), total(k, 0);
  for (size_t w = 0; w < words; ++w) {
    total[static_cast<size_t>(of[w])] += counts[w];
    for (Neighbor n : after[w])
      pair[static_cast<size_t>(of[w]) * k + static_cast<size_t>(of[static_cast<size_t>(n.word)])] += n.count;
  }
  Information info(1 << 20);
  std::vector<int64_t> left(k), right(k);
  std::vector<size_t> left_classes, right_classes;
  for (int round = 0; round < rounds; ++round) {
    size_t moved = 0;
    for (size_t w = 1; w < words; ++w) {
      auto gather = [&](const std::vector<Neighbor>& list, std::vector<int64_t>& sums, std::vector<size_t>& used) {
        used.clear();
        for (Neighbor n : list) {
          if (static_cast<size_t>(n.word) == w) continue;
          size_t c = static_cast<size_t>(of[static_cast<size_t>(n.word)]);
          if (sums[c] == 0) used.push_back(c);
          sums[c] += n.count;
        }
      };
      gather(before[w], left, left_classes);
      gather(after[w], right, right_classes);
      size_t from = static_cast<size_t>(of[w]);
      auto place = [&](size_t c, int sign) {
        for (size_t l : left_classes) pair[l * k + c] += sign * left[l];
        for (size_t r : right_classes) pair[c * k + r] += sign * right[r];
        total[c] += sign * counts[w];
      };
      place(from, -1);
      size_t best = from;
      double most = -1e300;
      for (size_t c = 1; c < k; ++c) {
        double gain = -2 * (info(total[c] + counts[w]) - info(total[c]));
        for (size_t l : left_classes) gain += info(pair[l * k + c] + left[l]) - info(pair[l * k + c]);
        for (size_t r : right_classes) gain += info(pair[c * k + r] + right[r]) - info(pair[c * k + r]);
        if (gain > most) {
          most = gain;
          best = c;
        }
      }
      place(best, 1);
      moved += best != from;
      of[w] = static_cast<int>(best);
      for (size_t l : left_classes) left[l] = 0;
      for (size_t r : right_classes) right[r] = 0;
    }
    if (moved * 200 < words) break;
  }
  return of;
}

}  // namespace

std::vector<WordTable::Row> cluster_words(const Text& text, int least, int classes, int rounds) {
  std::unordered_map<std::string, int64_t> seen, seen_inside;
  for (const auto& sentence : text)
    for (size_t i = 0; i < sentence.size(); ++i) {
      ++seen[sentence[i]];
      if (i > 0) ++seen_inside[sentence[i]];  // a sentence's first capital says nothing
    }
  std::vector<std::pair<int64_t, std::string>> order;
  for (const auto& [form, n] : seen)
    if (n >= least) order.emplace_back(-n, form);
  std::sort(order.begin(), order.end());

  std::unordered_map<std::string, int> index;
  std::vector<int64_t> counts(order.size() + 1, 0);
  for (size_t i = 0; i < order.size(); ++i) index.emplace(order[i].second, static_cast<int>(i + 1));
  std::vector<uint64_t> pairs;
  for (const auto& sentence : text) {
    uint64_t last = 0;
    for (const std::string& form : sentence) {
      auto found = index.find(form);
      uint64_t w = found == index.end() ? 0 : static_cast<uint64_t>(found->second);
      ++counts[w];
      pairs.push_back(last << 32 | w);
      last = w;
    }
    pairs.push_back(last << 32);
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<std::vector<Neighbor>> before(counts.size()), after(counts.size());
  for (size_t i = 0; i < pairs.size();) {
    size_t j = i;
    while (j < pairs.size() && pairs[j] == pairs[i]) ++j;
    int a = static_cast<int>(pairs[i] >> 32), b = static_cast<int>(pairs[i] & 0xFFFFFFFF);
    after[static_cast<size_t>(a)].push_back({b, static_cast<int>(j - i)});
    before[static_cast<size_t>(b)].push_back({a, static_cast<int>(j - i)});
    i = j;
  }

  std::vector<int> coarse_of = exchange(before, after, counts, classes, rounds);
  std::vector<WordTable::Row> rows;
  for (size_t i = 0; i < order.size(); ++i) {
    WordTable::Row row{order[i].second, {}};
    row.entry.coarse = static_cast<uint8_t>(coarse_of[i + 1]);
    auto inside = seen_inside.find(row.form);
    double often = inside == seen_inside.end() ? 0 : static_cast<double>(inside->second);
    row.entry.often = static_cast<uint8_t>(std::min(255.0, std::floor(8 * std::log2(1 + often))));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace sayso::train
