#include "net.h"

#include <gtest/gtest.h>

#include <cmath>

#include "syntax/labels.h"
#include "vectors.h"

namespace sayso::train {
namespace {

// A toy language: words 1-4 are subjects, 5-8 verbs, 9-12 objects. "S V O" and "O, S V" have the verb at the root; a
// word's class decides its tag, and where the object stands decides which label its arc has.
GoldSentence sentence_of(bool object_first, uint32_t s, uint32_t v, uint32_t o) {
  GoldSentence gold;
  gold.has_names = true;
  auto word = [&](uint32_t w, Relation relation, int head) {
    GoldWord g;
    g.form = std::to_string(w);
    g.relation = relation;
    g.head = head;
    g.name = w <= 4 ? 1 : 0;
    gold.words.push_back(g);
  };
  int verb = object_first ? 2 : 1;
  if (object_first) word(o, Relation::obl, verb);
  word(s, Relation::nsubj, verb);
  word(v, Relation::root, -1);
  if (!object_first) word(o, Relation::obj, verb);
  return gold;
}

Example example_of(const GoldSentence& sentence) {
  Example e;
  e.gold = std::make_shared<const GoldSentence>(sentence);
  for (const GoldWord& w : e.gold->words) {
    WordFacts facts;
    facts[Table::word] = static_cast<uint32_t>(std::stoul(w.form));
    e.facts.push_back(facts);
    e.tags.push_back(static_cast<uint8_t>((std::stoul(w.form) - 1) / 4));
    e.names.push_back(w.name);
  }
  e.oracle = std::make_unique<Oracle>(*e.gold);
  return e;
}

struct Toy {
  NetworkShape shape;
  std::vector<Action> actions;
  std::vector<Example> examples;

  Toy() {
    shape.width = 32;
    shape.hidden = 32;
    shape.layers = 1;
    shape.dilation[0] = 1;
    shape.tags = 3;
    for (uint32_t& rows : shape.rows) rows = 16;
    actions = {{}};
    for (Relation r : {Relation::nsubj, Relation::obj, Relation::obl})
      for (Move m : {Move::left, Move::right}) actions.push_back({m, r});
    shape.actions = static_cast<uint32_t>(actions.size());
    for (uint32_t s = 1; s <= 4; ++s)
      for (uint32_t v = 5; v <= 8; ++v)
        for (uint32_t o = 9; o <= 12; ++o) examples.push_back(example_of(sentence_of((s + v + o) % 2 == 0, s, v, o)));
  }

  Losses learn(Net& net, int rounds, unsigned threads) const {
    NetOptions options;
    options.dropout = options.hidden_dropout = options.word_dropout = 0;
    Losses last;
    for (int round = 0; round < rounds; ++round) {
      last = {};
      for (size_t at = 0; at < examples.size(); at += 16) {
        std::vector<const Example*> batch;
        for (size_t i = at; i < at + 16; ++i) batch.push_back(&examples[i]);
        last += net.step(batch, options, 0.01f, round > 1, threads);
      }
    }
    return last;
  }
};

TEST(Net, LearnsAToyLanguageAndKeepsItInEightBits) {
  Toy toy;
  Net net(toy.shape, std::vector<float>(16 * 4, 0.0f), 4, toy.actions, 1);
  Losses losses = toy.learn(net, 30, 2);
  EXPECT_EQ(losses.right_tags, losses.words);
  EXPECT_EQ(losses.right_steps, losses.steps);

  std::string bytes = write_network(net.to_float());
  auto network = Network::read(bytes);
  ASSERT_TRUE(network) << network.error().text();
  const std::string heads = write_labeler(net.heads());
  auto labeler = Labeler::read(heads);
  ASSERT_TRUE(labeler) << labeler.error().text();
  Network::Work work;
  Labeler::Work labels;
  for (const Example& e : toy.examples) {
    const std::vector<uint32_t> lengths = {static_cast<uint32_t>(e.size())};
    network->encode(e.facts, lengths, work);
    labeler->label(work.x, e.facts, lengths, labels);
    network->prepare_moves({labels.tags.data(), e.size()}, work);
    ParserState state;
    state.start(static_cast<int>(e.size()));
    while (!state.only_root()) {
      float scores[16];
      network->moves(work, 0, ParserView(state), scores);
      size_t best = toy.actions.size();
      for (size_t a = 0; a < toy.actions.size(); ++a)
        if (state.legal(toy.actions[a].move) && (best == toy.actions.size() || scores[a] > scores[best])) best = a;
      state.apply(toy.actions[best]);
    }
    for (size_t i = 0; i < e.size(); ++i) {
      EXPECT_EQ(labels.tags[i], e.tags[i]);
      EXPECT_EQ(labels.names[i], e.names[i]);
      const GoldWord& w = e.gold->words[i];
      if (w.head < 0) continue;
      EXPECT_EQ(state.node(static_cast<int>(i)).head, w.head);
      EXPECT_EQ(state.node(static_cast<int>(i)).relation, w.relation);
    }
  }
}

// Where a machine holds two tags equally likely, so does the net in the end: its loss is then that of a tossed coin.
TEST(Net, LearnsShares) {
  Toy toy;
  for (Example& e : toy.examples)
    for (uint32_t i = 0; i < e.size(); ++i)
      for (uint8_t tag : {e.tags[i], static_cast<uint8_t>((e.tags[i] + 1) % 3)}) e.soft_tags.push_back({i, tag, 0.4f});
  Net net(toy.shape, std::vector<float>(16 * 4, 0.0f), 4, toy.actions, 1);
  const Losses losses = toy.learn(net, 30, 2);
  EXPECT_NEAR(losses.tags / static_cast<double>(losses.words), std::log(2.0), 0.02);
}

TEST(Net, GivesTheSameWeightsAgain) {
  Toy toy;
  std::string bytes[2];
  for (std::string& b : bytes) {
    Net net(toy.shape, std::vector<float>(16 * 4, 0.0f), 4, toy.actions, 5);
    toy.learn(net, 3, 2);
    b = write_network(net.to_float());
  }
  EXPECT_EQ(bytes[0], bytes[1]);
}

TEST(Vectors, PutWordsWithLikeNeighborsTogether) {
  // "p4 n7" and "q9 v2": any p stands before any n, any q before any v.
  constexpr int kWords = 30;
  Text text;
  Random random(3);
  auto any = [&](char letter) { return letter + std::to_string(random.below(kWords)); };
  for (int i = 0; i < 6000; ++i) {
    text.push_back({any('p'), any('N')});
    text.push_back({any('q'), any('v')});
  }
  Vectors v = train_vectors(text, 2, 16, 10, 1, 1);
  auto mean_cosine = [&](char a, char b) {
    float sum = 0;
    for (int i = 0; i + 1 < kWords; ++i) {
      const float* x = &v.values[v.row.at(a + std::to_string(i)) * v.size];
      const float* y = &v.values[v.row.at(b + std::to_string(i + 1)) * v.size];
      float xy = 0, xx = 0, yy = 0;
      for (size_t d = 0; d < v.size; ++d) {
        xy += x[d] * y[d];
        xx += x[d] * x[d];
        yy += y[d] * y[d];
      }
      sum += xy / std::sqrt(xx * yy) / (kWords - 1);
    }
    return sum;
  };
  EXPECT_GT(mean_cosine('n', 'n'), mean_cosine('n', 'v') + 0.3f);
  EXPECT_GT(mean_cosine('v', 'v'), mean_cosine('n', 'v') + 0.3f);
  EXPECT_EQ(v.row.count("N1"), 0u);  // small letters only
}

}  // namespace
}  // namespace sayso::train
