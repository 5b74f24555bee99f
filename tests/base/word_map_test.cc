// The flat tables against the standard ones, on words that share beginnings, ends and lengths.
#include "base/word_map.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <unordered_map>

#include "base/key_table.h"

namespace sayso {
namespace {

TEST(WordMap, HoldsWhatTheStandardMapHolds) {
  std::mt19937 random(1);
  WordMap<int> map;
  std::unordered_map<std::string, int> plain;
  std::vector<std::string> asked;
  for (int i = 0; i < 5000; ++i) {
    std::string word(random() % 20, 'a');
    for (char& c : word) c = static_cast<char>('a' + random() % 3);
    asked.push_back(word);
    if (i % 2 == 0) continue;  // asked, but not in it
    EXPECT_EQ(map.emplace(word, i).second, plain.emplace(word, i).second);
    map[word] += 1;
    plain[word] += 1;
  }
  EXPECT_EQ(map.size(), plain.size());
  for (const std::string& word : asked) {
    auto found = plain.find(word);
    ASSERT_EQ(map.contains(word), found != plain.end()) << word;
    if (found != plain.end()) {
      EXPECT_EQ(map.find(word)->second, found->second);
    }
  }
}

TEST(WordMap, IsWalkedInTheOrderInWhichItWasFilled) {
  WordMap<int> map;
  std::string order;
  for (const char* word : {"c", "a", "b", "a"}) map.emplace(word, 0);
  for (const auto& [word, value] : map) order += word;
  EXPECT_EQ(order, "cab");
}

TEST(WordSet, KnowsItsWords) {
  WordSet set;
  EXPECT_FALSE(set.contains(""));
  EXPECT_TRUE(set.insert(""));
  EXPECT_FALSE(set.insert(""));
  EXPECT_TRUE(set.contains(""));
  EXPECT_FALSE(set.contains(std::string_view("\0", 1)));
}

TEST(KeyTable, KeepsTheFirstOfTwoValuesAndFindsAll) {
  std::mt19937_64 random(2);
  KeyTable<size_t> table;
  std::vector<uint64_t> keys;
  for (size_t i = 0; i < 3000; ++i) keys.push_back(i % 3 == 0 ? i << 40 | 2 : i % 3 == 1 ? i : random());
  for (size_t i = 0; i < keys.size(); ++i) EXPECT_TRUE(table.emplace(keys[i], i).second);
  EXPECT_FALSE(table.emplace(keys[7], 0).second);
  for (size_t i = 0; i < keys.size(); ++i) {
    ASSERT_NE(table.find(keys[i]), nullptr) << i;
    EXPECT_EQ(*table.find(keys[i]), i);
  }
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(table.find(random()), nullptr);
  EXPECT_EQ(table.find(KeyTable<size_t>::kFree), nullptr);
}

}  // namespace
}  // namespace sayso
