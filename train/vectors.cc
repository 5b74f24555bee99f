// Skip-gram with negative sampling (Mikolov et al. 2013). The window is small, two words on each side, and left and
// right neighbors have vectors of their own (Ling et al. 2015, "structured skip-gram"): what a word stands beside says
// more of its grammar than what its report is about.
#include "vectors.h"

#include <algorithm>
#include <cmath>

#include "base/text_util.h"
#include "random.h"

namespace sayso::train {
namespace {

constexpr int kWindow = 2, kNegatives = 4;
constexpr float kRate = 0.05f;

float sigmoid(float x) { return 1 / (1 + std::exp(-std::clamp(x, -8.0f, 8.0f))); }

}  // namespace

Vectors train_vectors(const Text& text, int least, size_t size, int rounds, uint64_t seed, double frequent) {
  std::unordered_map<std::string, int64_t> seen;
  for (const auto& sentence : text)
    for (const std::string& form : sentence) ++seen[ascii_lower(form)];
  std::vector<std::pair<int64_t, std::string>> order;
  for (const auto& [form, n] : seen)
    if (n >= least) order.emplace_back(-n, form);
  std::sort(order.begin(), order.end());

  Vectors out;
  out.size = size;
  std::vector<int64_t> counts(order.size() + 1, 0);
  int64_t all = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    out.row.emplace(order[i].second, static_cast<uint32_t>(i + 1));
    all += counts[i + 1] = -order[i].first;
  }
  // Negatives are drawn by frequency to the power of 3/4.
  std::vector<uint32_t> drawn;
  for (size_t i = 1; i < counts.size(); ++i)
    drawn.insert(drawn.end(), static_cast<size_t>(std::ceil(std::pow(static_cast<double>(counts[i]), 0.75))),
                 static_cast<uint32_t>(i));
  Random random(seed);
  size_t contexts = 2 * kWindow;
  out.values.assign(counts.size() * size, 0);
  for (size_t i = size; i < out.values.size(); ++i)
    out.values[i] = (random.uniform() - 0.5f) / static_cast<float>(size);
  std::vector<float> around(counts.size() * size * contexts, 0), step(size);
  std::vector<uint32_t> words;
  size_t done = 0, total = static_cast<size_t>(rounds) * text.size();
  for (int round = 0; round < rounds; ++round)
    for (const auto& sentence : text) {
      float rate = kRate * std::max(0.02f, 1 - static_cast<float>(done++) / static_cast<float>(total));
      words.clear();
      for (const std::string& form : sentence) {
        auto found = out.row.find(ascii_lower(form));
        if (found == out.row.end()) continue;
        double share = static_cast<double>(counts[found->second]) / static_cast<double>(all);
        if (share > frequent && random.uniform() > std::sqrt(frequent / share)) continue;
        words.push_back(found->second);
      }
      for (size_t i = 0; i < words.size(); ++i)
        for (size_t c = 0; c < contexts; ++c) {
          size_t offset = c < kWindow ? c + 1 : c - kWindow + 1;
          size_t j = c < kWindow ? i - offset : i + offset;  // below zero it wraps to a very large number
          if (j >= words.size()) continue;
          float* center = &out.values[words[i] * size];
          std::fill(step.begin(), step.end(), 0.0f);
          for (int k = 0; k <= kNegatives; ++k) {
            uint32_t other = k == 0 ? words[j] : drawn[random.below(drawn.size())];
            if (k > 0 && other == words[j]) continue;
            float* context = &around[(other * contexts + c) * size];
            float dot = 0;
            for (size_t d = 0; d < size; ++d) dot += center[d] * context[d];
            float g = rate * ((k == 0 ? 1.0f : 0.0f) - sigmoid(dot));
            for (size_t d = 0; d < size; ++d) {
              step[d] += g * context[d];
              context[d] += g * center[d];
            }
          }
          for (size_t d = 0; d < size; ++d) center[d] += step[d];
        }
    }
  return out;
}

}  // namespace sayso::train
