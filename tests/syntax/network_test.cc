#include "syntax/network.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "support/plain_layers.h"
#include "support/random_numbers.h"

namespace sayso {
namespace {

FloatNetwork make_network() {
  RandomNumbers source{std::mt19937(21)};
  FloatNetwork n;
  NetworkShape& s = n.shape;
  s.width = 32;
  s.hidden = 16;
  s.layers = 2;
  s.dilation = {1, 2};
  s.tags = 5;
  s.actions = 7;
  for (size_t t = 0; t < kTables; ++t) {
    s.rows[t] = 20;
    n.tables[t] = source.numbers(20 * s.width, 0.5f);
  }
  for (size_t l = 0; l < s.layers; ++l)
    n.layers.push_back({source.numbers(s.width * 3 * s.width, 0.2f), source.numbers(s.width, 0.2f)});
  n.slots = {source.numbers(kSlots * s.hidden * s.width, 0.2f), {}};
  n.output = {source.numbers(s.actions * s.hidden, 0.5f), source.numbers(s.actions, 0.2f)};
  n.slot_tags = source.numbers(s.tags * kSlots * s.hidden, 0.2f);
  n.facts = source.numbers(FactRows::kAll * s.hidden, 0.2f);
  n.hidden_bias = source.numbers(s.hidden, 0.2f);
  return n;
}

std::vector<uint8_t> make_tags(size_t words) {
  std::vector<uint8_t> tags;
  for (size_t i = 0; i < words; ++i) tags.push_back(static_cast<uint8_t>(i % 5));
  return tags;
}

std::vector<WordFacts> make_facts(size_t words) {
  std::mt19937 random(4);
  std::vector<WordFacts> facts(words);
  for (WordFacts& f : facts)
    for (uint32_t& row : f.rows) row = static_cast<uint32_t>(random() % 20);
  return facts;
}

// The formulas of the header in double precision: the vectors after the last layer.
std::vector<double> encode_plainly(const FloatNetwork& n, const std::vector<WordFacts>& facts,
                                   const std::vector<uint32_t>& lengths) {
  size_t width = n.shape.width;
  std::vector<double> x(facts.size() * width, 0);
  for (size_t i = 0; i < facts.size(); ++i)
    for (size_t t = 0; t < kTables; ++t)
      for (size_t k = 0; k < width; ++k)
        x[i * width + k] += static_cast<double>(n.tables[t][facts[i].rows[t] * width + k]);
  for (size_t l = 0; l < n.shape.layers; ++l) x = convolve_plainly(n.layers[l], width, n.shape.dilation[l], lengths, x);
  return x;
}

TEST(Network, FollowsItsFormulas) {
  FloatNetwork n = make_network();
  std::string bytes = write_network(n);
  auto network = Network::read(bytes);
  ASSERT_TRUE(network) << network.error().text();
  std::vector<uint32_t> lengths = {1, 7, 30, 2};  // long and short, so that the dilated layer meets borders
  std::vector<WordFacts> facts = make_facts(40);
  Network::Work work;
  network->encode(facts, lengths, work);
  const std::vector<uint8_t> tags = make_tags(40);
  network->prepare_moves(tags, work);
  std::vector<double> expected = encode_plainly(n, facts, lengths);
  double worst = 0;
  for (size_t i = 0; i < expected.size(); ++i)
    worst = std::max(worst, std::abs(expected[i] - work.x[i] / double{kActivationUnit}));
  EXPECT_LT(worst, 0.15);  // what 8 bits leave of numbers up to 10

  // A state in the middle of the third sentence, with words in all kinds of slots.
  ParserState state;
  state.start(30);
  for (int i = 0; i < 6; ++i) state.apply({});
  state.apply({Move::left, Relation::nsubj});
  state.apply({Move::right, Relation::obj});
  ParserView view(state);
  size_t first = 8, hidden = n.shape.hidden, width = n.shape.width;
  std::vector<double> sum(n.hidden_bias.begin(), n.hidden_bias.end());
  for (size_t k = 0; k < kSlots; ++k) {
    if (view.slots[k] == ParserState::kNone) continue;
    size_t word = first + static_cast<size_t>(view.slots[k]);
    for (size_t h = 0; h < hidden; ++h) {
      size_t row = k * hidden + h;
      for (size_t i = 0; i < width; ++i)
        sum[h] += static_cast<double>(n.slots.weights[row * width + i]) * expected[word * width + i];
      sum[h] += static_cast<double>(n.slot_tags[tags[word] * kSlots * hidden + row]);
    }
  }
  for (size_t i = 0; i < view.fact_count; ++i)
    for (size_t h = 0; h < hidden; ++h) sum[h] += static_cast<double>(n.facts[view.facts[i] * hidden + h]);
  float scores[7];
  network->moves(work, first, view, scores);
  for (size_t a = 0; a < n.shape.actions; ++a) {
    double score = static_cast<double>(n.output.bias[a]);
    for (size_t h = 0; h < hidden; ++h)
      score += static_cast<double>(n.output.weights[a * hidden + h]) * std::max(sum[h], 0.0);
    EXPECT_NEAR(static_cast<double>(scores[a]), score, 0.5) << a;
  }
}

TEST(Network, GivesTheSameOnEveryKernelAndInEveryBatch) {
  std::string bytes = write_network(make_network());
  auto network = Network::read(bytes);
  ASSERT_TRUE(network);
  std::vector<WordFacts> facts = make_facts(40);
  Network::Work together, alone;
  network->encode(facts, std::vector<uint32_t>{1, 7, 30, 2}, together);
  network->prepare_moves(make_tags(40), together);
  std::vector<int16_t> x(together.x.begin(), together.x.begin() + 40 * 32), slots = together.slots;
  for (const Kernel& kernel : kernels()) {
    network->use(kernel);
    Network::Work work;
    network->encode(facts, std::vector<uint32_t>{1, 7, 30, 2}, work);
    network->prepare_moves(make_tags(40), work);
    work.x.resize(x.size());
    EXPECT_EQ(work.x, x) << kernel.name;
    EXPECT_EQ(work.slots, slots) << kernel.name;
  }
  network->encode(std::span(facts).subspan(8, 30), std::vector<uint32_t>{30}, alone);
  EXPECT_TRUE(std::equal(x.begin() + 8 * 32, x.begin() + 38 * 32, alone.x.begin()));
}

TEST(Network, RefusesSizesThatDoNotFit) {
  std::string good = write_network(make_network());
  EXPECT_TRUE(Network::read(good));
  EXPECT_FALSE(Network::read(""));
  EXPECT_FALSE(Network::read(std::string_view(good).substr(0, good.size() - 1)));
  EXPECT_FALSE(Network::read(good + '\0'));
  for (size_t field = 0; field < 5; ++field) {
    std::string bad = good;
    bad[field * 4 + 3] = '\x7F';
    EXPECT_FALSE(Network::read(bad)) << field;
  }
}

}  // namespace
}  // namespace sayso
