#include "syntax/labeler.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "support/plain_layers.h"
#include "support/random_numbers.h"

namespace sayso {
namespace {

constexpr uint32_t kState = 48, kWidth = 32, kTags = 5, kNames = 3, kRows = 12;

FloatLabeler make_labeler() {
  RandomNumbers source{std::mt19937(5)};
  FloatLabeler l;
  l.shape = {.state = kState, .width = kWidth, .tags = kTags, .names = kNames, .rows = kRows, .dilations = {1, 2}};
  l.table = source.numbers(kRows * kWidth, 0.5f);
  for (size_t i = 0; i < l.shape.dilations.size(); ++i)
    l.layers.push_back({source.numbers(kWidth * 3 * kWidth, 0.2f), source.numbers(kWidth, 0.2f)});
  l.input = {source.numbers(kWidth * kState, 0.3f), source.numbers(kWidth, 0.2f)};
  l.heads = {source.numbers((kTags + kNames) * (kState + kWidth), 0.5f), source.numbers(kTags + kNames, 0.2f)};
  l.name_steps = source.numbers((kNames + 1) * kNames, 0.5f);
  return l;
}

// What comes in: states, and words of which some have a row.
struct Input {
  std::vector<int16_t> states;
  std::vector<WordFacts> facts;

  explicit Input(size_t words) {
    std::mt19937 random(9);
    for (size_t i = 0; i < words * kState; ++i)
      states.push_back(static_cast<int16_t>(static_cast<int>(random() % 1001) - 500));
    facts.resize(words);
    for (WordFacts& f : facts) f[Table::word] = static_cast<uint32_t>(random() % (2 * kRows));
  }
};

// The formulas of the header in double precision: tags + names scores a word.
std::vector<double> score_plainly(const FloatLabeler& l, const Input& in, const std::vector<uint32_t>& lengths) {
  const size_t words = in.facts.size(), outputs = kTags + kNames;
  std::vector<double> y(words * kWidth);
  auto state = [&](size_t word, size_t k) { return in.states[word * kState + k] / double{kActivationUnit}; };
  for (size_t i = 0; i < words; ++i)
    for (size_t o = 0; o < kWidth; ++o) {
      const uint32_t row = in.facts[i][Table::word];
      double& sum = y[i * kWidth + o];
      sum = static_cast<double>(l.input.bias[o]) +
            (row == 0 || row >= kRows ? 0.0 : static_cast<double>(l.table[row * kWidth + o]));
      for (size_t k = 0; k < kState; ++k) sum += static_cast<double>(l.input.weights[o * kState + k]) * state(i, k);
    }
  for (size_t i = 0; i < l.layers.size(); ++i)
    y = convolve_plainly(l.layers[i], kWidth, l.shape.dilations[i], lengths, y);
  std::vector<double> scores(words * outputs);
  for (size_t i = 0; i < words; ++i)
    for (size_t o = 0; o < outputs; ++o) {
      scores[i * outputs + o] = static_cast<double>(l.heads.bias[o]);
      for (size_t k = 0; k < kState + kWidth; ++k)
        scores[i * outputs + o] += static_cast<double>(l.heads.weights[o * (kState + kWidth) + k]) *
                                   (k < kState ? state(i, k) : y[i * kWidth + k - kState]);
    }
  return scores;
}

TEST(Labeler, TagsByItsFormulas) {
  const FloatLabeler l = make_labeler();
  const std::string bytes = write_labeler(l);
  auto labeler = Labeler::read(bytes);
  ASSERT_TRUE(labeler) << labeler.error().text();
  const Input in(40);
  const std::vector<uint32_t> lengths = {1, 7, 30, 2};
  Labeler::Work work;
  labeler->label(in.states, in.facts, lengths, work);
  const std::vector<double> scores = score_plainly(l, in, lengths);
  for (size_t i = 0; i < 40; ++i) {
    const double* of_word = &scores[i * (kTags + kNames)];
    EXPECT_NEAR(of_word[work.tags[i]], *std::max_element(of_word, of_word + kTags), 0.1) << i;
  }
}

// The score of a chain of names of the sentence whose words' scores begin at `scores`.
double chain_score(const FloatLabeler& l, const double* scores, const std::vector<size_t>& chain) {
  double sum = 0;
  for (size_t i = 0; i < chain.size(); ++i)
    sum += scores[i * (kTags + kNames) + kTags + chain[i]] +
           static_cast<double>(l.name_steps[(i == 0 ? kNames : chain[i - 1]) * kNames + chain[i]]);
  return sum;
}

TEST(Labeler, TakesTheBestChainOfNames) {
  FloatLabeler l = make_labeler();
  for (float& step : l.name_steps) step *= 20;  // so that the steps decide
  const std::string bytes = write_labeler(l);
  auto labeler = Labeler::read(bytes);
  ASSERT_TRUE(labeler) << labeler.error().text();
  const Input in(12);
  const std::vector<uint32_t> lengths = {5, 1, 6};
  Labeler::Work work;
  labeler->label(in.states, in.facts, lengths, work);
  const std::vector<double> scores = score_plainly(l, in, lengths);
  size_t first = 0;
  for (size_t length : lengths) {
    const double* at = &scores[first * (kTags + kNames)];
    double best = -1e300;
    std::vector<size_t> chain(length, 0);
    for (size_t way = 0; way < std::pow(kNames, length); ++way) {
      size_t left = way;
      for (size_t& name : chain) {
        name = left % kNames;
        left /= kNames;
      }
      best = std::max(best, chain_score(l, at, chain));
    }
    std::copy_n(work.names.begin() + static_cast<std::ptrdiff_t>(first), length, chain.begin());
    EXPECT_NEAR(chain_score(l, at, chain), best, 0.2) << first;
    first += length;
  }
}

TEST(Labeler, GivesTheSameOnEveryKernelAndInEveryBatch) {
  const std::string bytes = write_labeler(make_labeler());
  auto labeler = Labeler::read(bytes);
  ASSERT_TRUE(labeler);
  const Input in(40);
  Labeler::Work together, alone;
  labeler->label(in.states, in.facts, std::vector<uint32_t>{1, 7, 30, 2}, together);
  for (const Kernel& kernel : kernels()) {
    labeler->use(kernel);
    Labeler::Work work;
    labeler->label(in.states, in.facts, std::vector<uint32_t>{1, 7, 30, 2}, work);
    EXPECT_EQ(work.tags, together.tags) << kernel.name;
    EXPECT_EQ(work.names, together.names) << kernel.name;
    EXPECT_EQ(work.name_scores, together.name_scores) << kernel.name;
  }
  labeler->label(std::span(in.states).subspan(8 * kState, 30 * kState), std::span(in.facts).subspan(8, 30),
                 std::vector<uint32_t>{30}, alone);
  EXPECT_TRUE(std::equal(alone.tags.begin(), alone.tags.end(), together.tags.begin() + 8));
}

TEST(Labeler, RefusesSizesThatDoNotFit) {
  const std::string good = write_labeler(make_labeler());
  EXPECT_TRUE(Labeler::read(good));
  EXPECT_FALSE(Labeler::read(""));
  EXPECT_FALSE(Labeler::read(std::string_view(good).substr(0, good.size() - 1)));
  EXPECT_FALSE(Labeler::read(good + '\0'));
  for (size_t field = 0; field < 8; ++field) {
    std::string bad = good;
    bad[field * 4 + 3] = '\x7F';
    EXPECT_FALSE(Labeler::read(bad)) << field;
  }
}

}  // namespace
}  // namespace sayso
