#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "conllu.h"
#include "embeddings.h"
#include "kmeans.h"
#include "name_pool.h"
#include "random.h"
#include "syntax/labels.h"

namespace sayso::train {
namespace {

struct TempFile {
  std::string path;
  explicit TempFile(const std::string& content)
      : path(std::filesystem::temp_directory_path() / ("sayso-lexicon-test-" + std::to_string(getpid()))) {
    std::ofstream(path) << content;
  }
  ~TempFile() { std::filesystem::remove(path); }
};

TEST(Embeddings, ReadsWordsInTheirOrderAndLeavesWhatStandsBehindTheVector) {
  TempFile file(R"({"precision":2,"dimensions":2,"words":["the","\"a"],)"
                R"("vectors":{"the":[0.5,-1,1.1,0],"\"a":[0.25,2,2,1]},"unkVector":[0,0,0,-1]})");
  auto read = read_embeddings(file.path);
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(read->words, (std::vector<std::string>{"the", "\"a"}));
  EXPECT_EQ(read->values, (std::vector<float>{0.5f, -1, 0.25f, 2}));
}

TEST(Embeddings, RefusesWhatIsNone) {
  TempFile file("[1, 2");
  EXPECT_FALSE(read_embeddings(file.path));
  EXPECT_FALSE(read_embeddings(file.path + "-not-there"));
}

TEST(Classes, PutVectorsOfOneDirectionTogether) {
  // Three directions, each vector of another length and a little off; the last row is zero.
  Random random(7);
  std::vector<float> vectors;
  constexpr size_t kRows = 60;
  for (size_t i = 0; i < kRows; ++i) {
    float length = 0.1f + random.uniform() * 5;
    for (size_t d = 0; d < 3; ++d) vectors.push_back(length * ((d == i % 3 ? 1.0f : 0.0f) + 0.1f * random.normal()));
  }
  vectors.insert(vectors.end(), 3, 0.0f);
  std::vector<uint32_t> of = divide(vectors, 3, 40, 12, 10, 1);
  ASSERT_EQ(of.size(), kRows + 1);
  EXPECT_EQ(of[kRows], 0u);
  for (size_t i = 0; i < kRows; ++i)
    for (size_t j = 0; j < kRows; ++j)
      if (i % 3 != j % 3) {
        EXPECT_NE(of[i], of[j]) << i << " " << j;
      }
  EXPECT_EQ(of, divide(vectors, 3, 40, 12, 10, 1));
}

TEST(Prediction, FindsALinearMap) {
  Random random(3);
  std::vector<float> x, y;
  for (int i = 0; i < 50; ++i) {
    float a = random.normal(), b = random.normal();
    x.insert(x.end(), {a, b});
    y.insert(y.end(), {2 * a - b, b, a + 3 * b});
  }
  std::vector<float> out = predict(x, 2, y, 3, std::vector<float>{1, 0, 0, 1}, 1e-6f);
  const std::vector<float> expected = {2, 0, 1, -1, 1, 3};
  ASSERT_EQ(out.size(), expected.size());
  for (size_t i = 0; i < out.size(); ++i) EXPECT_NEAR(out[i], expected[i], 1e-2f) << i;
}

TEST(Conllu, TakesNamesFromEntitiesOfGum) {
  auto row = [](int id, const char* form, const char* xpos, int head, const char* deprel, const char* misc) {
    return std::to_string(id) + "\t" + form + "\t" + form + "\tX\t" + xpos + "\t_\t" + std::to_string(head) + "\t" +
           deprel + "\t_\t" + misc + "\n";
  };
  TempFile file(
      "# global.Entity = GRP-etype-infstat\n" + row(1, "President", "NNP", 2, "nmod:desc", "Entity=(1-person-new") +
      row(2, "Obama", "NNP", 3, "nsubj", "Entity=1)") + row(3, "met", "VBD", 0, "root", "_") +
      row(4, "the", "DT", 5, "det", "Entity=(2-organization-new") + row(5, "University", "NNP", 3, "obj", "_") +
      row(6, "of", "IN", 7, "case", "_") + row(7, "California", "NNP", 5, "nmod", "Entity=(3-place-new)2)") +
      row(8, "in", "IN", 10, "case", "_") + row(9, "a", "DT", 10, "det", "Entity=(4-place-new") +
      row(10, "city", "NN", 3, "obl", "Entity=4)") + row(11, "Russian", "JJ", 12, "amod", "Entity=(5-person-new") +
      row(12, "students", "NNS", 3, "obl", "Entity=5)") + "\n");
  auto read = read_conllu(file.path);
  ASSERT_TRUE(read) << read.error().text();
  ASSERT_EQ(read->size(), 1u);
  EXPECT_TRUE((*read)[0].has_names);
  std::vector<size_t> names;
  for (const GoldWord& w : (*read)[0].words) names.push_back(w.name);
  size_t person = name_class(EntityKind::person, true), group = name_class(EntityKind::group, true);
  size_t first = name_class(EntityKind::organization, true), inside = name_class(EntityKind::organization, false);
  EXPECT_EQ(names, (std::vector<size_t>{0, person, 0, 0, first, inside, inside, 0, 0, 0, group, 0}));
}

TEST(Conllu, TakesWhatAMachineHoldsLikely) {
  TempFile file(
      "# conf = 0.9\n1\tMay\t_\tPROPN\tNNP\t_\t0\troot\t_\tName=B-PER|Tags=PROPN/NNP:60;AUX/MD:38|Names=O:45;B-PER:55\n"
      "2\t:\t_\tPUNCT\t:\t_\t1\tpunct\t_\tTags=PUNCT/::90;PUNCT/,:10\n\n");
  auto read = read_conllu(file.path);
  ASSERT_TRUE(read) << read.error().text();
  const GoldWord &first = (*read)[0].words[0], &second = (*read)[0].words[1];
  ASSERT_EQ(first.tag_shares.size(), 2u);
  EXPECT_EQ(first.tag_shares[1].label.xpos, "MD");
  EXPECT_EQ(first.tag_shares[1].label.upos, Upos::AUX);
  EXPECT_EQ(first.tag_shares[1].hundredths, 38);
  ASSERT_EQ(first.name_shares.size(), 2u);
  EXPECT_EQ(first.name_shares[1].label, name_class(EntityKind::person, true));
  EXPECT_EQ(first.name, name_class(EntityKind::person, true));
  ASSERT_EQ(second.tag_shares.size(), 2u);
  EXPECT_EQ(second.tag_shares[0].label.xpos, ":");
  EXPECT_EQ(second.tag_shares[0].hundredths, 90);
  EXPECT_TRUE(second.name_shares.empty());
}

TEST(NamePool, ExchangesNamesOfOneKindAndLength) {
  const auto person = static_cast<uint8_t>(name_class(EntityKind::person, true)),
             place = static_cast<uint8_t>(name_class(EntityKind::location, true)),
             group = static_cast<uint8_t>(name_class(EntityKind::group, true));
  auto sentence = [](std::vector<std::pair<const char*, uint8_t>> words) {
    GoldSentence s;
    for (const auto& [form, name] : words) {
      s.words.emplace_back();
      s.words.back().form = form;
      s.words.back().name = name;
    }
    return s;
  };
  NamePool pool;
  pool.add(sentence({{"Omar", person}, {"Said", static_cast<uint8_t>(person + 1)}, {"left", 0}, {"Gao", place}}));
  pool.add(sentence({{"GAO", place}, {"fell", 0}}));
  Random random(1);
  EXPECT_EQ(pool.renamed(sentence({{"Ann", person},
                                   {"Lee", static_cast<uint8_t>(person + 1)},
                                   {"met", 0},
                                   {"Kurds", group},
                                   {"in", 0},
                                   {"Erbil", place}}),
                         random),
            (std::vector<std::string>{"Omar", "Said", "met", "Kurds", "in", "Gao"}));
  EXPECT_TRUE(pool.renamed(sentence({{"Ann", person}, {"met", 0}, {"Kurds", group}}), random).empty());
}

}  // namespace
}  // namespace sayso::train
