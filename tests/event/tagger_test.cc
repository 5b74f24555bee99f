#include "event/tagger.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "base/text_util.h"
#include "support/random_numbers.h"
#include "support/stages.h"

namespace sayso {
namespace {

constexpr const char* kText =
    "Rebels shelled the town of Example, killing three, an army spokesman said on Monday.\n\nNo.\n\nThe mayor of the "
    "town told reporters that the strike, the second in two days, had closed the only bridge over the river and that "
    "about forty families were on the road to the next town, where the hospital had no beds left for anybody.";

FloatTagger make_tagger(size_t state) {
  RandomNumbers source{std::mt19937(9)};
  FloatTagger t;
  t.state = static_cast<uint32_t>(state);
  t.embedded = 16;
  t.width = 32;
  t.names = {{"shelling", "killing", "aid"}, {"by", "place"}};
  t.words = {"shelled", "strike", "the"};
  t.dilations = {1, 4};
  t.table = source.numbers(4 * t.embedded, 0.5f);
  t.input = {source.numbers(t.width * (t.state + t.embedded), 0.05f), source.numbers(t.width, 0.2f)};
  for (size_t l = 0; l < 2; ++l)
    t.layers.push_back({source.numbers(t.width * 3 * t.width, 0.1f), source.numbers(t.width, 0.2f)});
  t.head = {source.numbers(6 * t.width, 0.3f), source.numbers(6, 0.2f)};
  return t;
}

using Vector = std::vector<double>;

Vector times(const FloatLayer& layer, size_t outputs, const Vector& x) {
  Vector y(layer.bias.begin(), layer.bias.end());
  for (size_t o = 0; o < outputs; ++o)
    for (size_t i = 0; i < x.size(); ++i) y[o] += double{layer.weights[o * x.size() + i]} * x[i];
  return y;
}

// The formulas of the header in double precision, a sentence at a time.
std::vector<Vector> tag_plainly(const FloatTagger& t, const Parse& parse) {
  std::vector<Vector> out(static_cast<size_t>(parse.size()));
  for (const Sentence& s : parse.tokens().sentences) {
    std::vector<Vector> x;
    for (TokenIndex i = s.tokens.begin; i < s.tokens.end; ++i) {
      const std::string form = ascii_lower(parse.word(i));
      auto word = std::find(t.words.begin(), t.words.end(), form);
      const size_t row = word == t.words.end() ? 0 : static_cast<size_t>(word - t.words.begin()) + 1;
      Vector in;
      for (size_t k = 0; k < t.state; ++k)
        in.push_back(parse.states()[static_cast<size_t>(i) * t.state + k] / double{kActivationUnit});
      for (size_t k = 0; k < t.embedded; ++k) in.push_back(double{t.table[row * t.embedded + k]});
      x.push_back(times(t.input, t.width, in));
    }
    for (size_t l = 0; l < t.layers.size(); ++l) {
      std::vector<Vector> next = x;
      for (size_t i = 0; i < x.size(); ++i) {
        Vector in;
        for (long tap = -1; tap <= 1; ++tap) {
          const long at = static_cast<long>(i) + tap * static_cast<long>(t.dilations[l]);
          const bool inside = at >= 0 && at < static_cast<long>(x.size());
          const Vector zero(t.width, 0);
          const Vector& from = inside ? x[static_cast<size_t>(at)] : zero;
          in.insert(in.end(), from.begin(), from.end());
        }
        const Vector add = times(t.layers[l], t.width, in);
        for (size_t o = 0; o < t.width; ++o) next[i][o] += std::max(add[o], 0.0);
      }
      x = next;
    }
    for (size_t i = 0; i < x.size(); ++i) out[static_cast<size_t>(s.tokens.begin) + i] = times(t.head, 6, x[i]);
  }
  return out;
}

TEST(EventTagger, FollowsItsFormulas) {
  auto text = test_stages().parse(kText);
  const Parse& parse = *text->parse;
  const FloatTagger plain = make_tagger(parse.states().size() / static_cast<size_t>(parse.size()));
  const std::string bytes = write_tagger(plain);
  auto tagger = EventTagger::load(bytes);
  ASSERT_TRUE(tagger) << tagger.error().text();
  const EventTags tags = tagger->tag(parse);
  const std::vector<Vector> expected = tag_plainly(plain, parse);
  for (TokenIndex i = 0; i < parse.size(); ++i) {
    const Vector& scores = expected[static_cast<size_t>(i)];
    double any = 0;
    for (int k = 0; k < 3; ++k) {
      const double score = scores[static_cast<size_t>(k) + 1] - scores[0];
      EXPECT_NEAR(tags.kind(i, k) / 1000.0, score, 0.2) << parse.word(i) << " " << k;
      any += std::exp(score);
    }
    EXPECT_NEAR(tags.event(i) / 1000.0, std::log(any), 0.25) << parse.word(i);
    for (int p = 0; p < 2; ++p)
      EXPECT_NEAR(tags.part(i, p) / 1000.0, scores[static_cast<size_t>(p) + 4], 0.2) << parse.word(i) << " " << p;
  }
  EXPECT_EQ(tags.kind("aid"), 2);
  EXPECT_EQ(tags.kind("none"), -1);
  EXPECT_EQ(tags.part("place"), 1);
  EXPECT_EQ(tags.part("aid"), -1);
}

TEST(EventTagger, TagsTheSameOnEveryKernel) {
  auto text = test_stages().parse(kText);
  const std::string bytes =
      write_tagger(make_tagger(text->parse->states().size() / static_cast<size_t>(text->parse->size())));
  auto tagger = EventTagger::load(bytes);
  ASSERT_TRUE(tagger);
  EventTags first = tagger->tag(*text->parse);
  for (const Kernel& kernel : kernels()) {
    tagger->use(kernel);
    EventTags again = tagger->tag(*text->parse);
    for (TokenIndex i = 0; i < text->parse->size(); ++i)
      EXPECT_TRUE(std::ranges::equal(first.of(i), again.of(i))) << kernel.name;
  }
}

TEST(EventTagger, TagsNothingOverStatesOfAnotherModel) {
  auto text = test_stages().parse(kText);
  const std::string bytes = write_tagger(make_tagger(32));
  auto tagger = EventTagger::load(bytes);
  ASSERT_TRUE(tagger);
  const EventTags tags = tagger->tag(*text->parse);
  EXPECT_TRUE(tags.empty());
  EXPECT_EQ(tags.best_kind({0, 1}), -1);
  EXPECT_EQ(tags.event(TokenIndex{0}), EventTags::kNone);
}

TEST(EventTagger, KnowsWhatWordsMeanWhereTheyStand) {
  auto text = test_stages().parse(
      "Soldiers fired on the crowd, killing four people.\n\nThe company fired its chief on Monday.");
  const EventTags tags = test_stages().tagger->tag(*text->parse);
  ASSERT_FALSE(tags.empty());
  std::vector<int> scores;
  for (TokenIndex i = 0; i < text->parse->size(); ++i)
    if (text->parse->word(i) == "fired") scores.push_back(tags.event(i));
  ASSERT_EQ(scores.size(), 2u);
  EXPECT_GT(scores[0], 0);
  EXPECT_LT(scores[1], scores[0] - 1000);
}

TEST(EventTagger, RefusesADamagedFileAndStaysInsideAForgedOne) {
  auto text = test_stages().parse(kText);
  const std::string good(test_stages().tagger_file->bytes());
  for (size_t size : {size_t{0}, size_t{8}, size_t{23}, size_t{40}, good.size() / 2, good.size() - 1})
    EXPECT_FALSE(EventTagger::load(std::string_view(good).substr(0, size), Origin::program)) << size;
  EXPECT_FALSE(EventTagger::load(good + '\0'));
  std::mt19937 random(3);
  for (int round = 0; round < 60; ++round) {
    std::string bad = good;
    for (int n = 0; n < 1 + round % 4; ++n)
      bad[24 + random() % (round % 2 == 0 ? 2000 : bad.size() - 24)] = static_cast<char>(random() % 256);
    EXPECT_TRUE(!EventTagger::load(bad) || bad == good);
    // As if its checksum were right: what is read must stay inside.
    if (auto tagger = EventTagger::load(bad, Origin::program)) (void)tagger->tag(*text->parse);
  }
}

}  // namespace
}  // namespace sayso
