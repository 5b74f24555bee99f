// Numbers in words and digits.
#include "mention/number.h"

#include <gtest/gtest.h>

#include "../support/parse_text.h"

namespace sayso {
namespace {

struct Spelled {
  const char* text;
  int64_t value;
  int tokens;  // how many the number takes
};

// What follows a number must not change it.
constexpr Spelled kNumbers[] = {
    {"0 men", 0, 1},
    {"7 men", 7, 1},
    {"1,500 men", 1500, 1},
    {"1,234,567 men", 1234567, 1},
    {"30 000 men", 30000, 2},
    {"1.5 million men", 1500000, 2},
    {"2.25 million men", 2250000, 2},
    {"230 thousand men", 230000, 2},
    {"3 dozen men", 36, 2},
    {"2 hundred men", 200, 2},
    {"one man", 1, 1},
    {"twelve men", 12, 1},
    {"twenty men", 20, 1},
    {"twenty-three men", 23, 3},
    {"Twenty-Three men", 23, 3},
    {"sixty eight men", 68, 2},
    {"a hundred men", 100, 2},
    {"two hundred men", 200, 2},
    {"two hundred thirty men", 230, 3},
    {"two hundred and thirty men", 230, 4},
    {"two hundred and thirty-four men", 234, 6},
    {"a thousand men", 1000, 2},
    {"four thousand and twenty men", 4020, 4},
    {"three hundred thousand men", 300000, 3},
    {"two million three hundred thousand men", 2300000, 5},
    {"one and a half million men", 1500000, 5},
    {"a million men", 1000000, 2},
    {"half a million men", 500000, 3},
    {"half a dozen men", 6, 3},
    {"half-a-dozen men", 6, 5},
    {"a dozen men", 12, 2},
    {"two dozen men", 24, 2},
    {"twenty-five hundred men", 2500, 4},
    {"one two men", 1, 1},
    {"twenty and thirty men", 20, 1},
    {"five and six men", 5, 1},
    {"two thousand three million men", 2003, 3},
    {"five lakh men", 500000, 2},
};

class NumberTest : public testing::Test {
 protected:
  void SetUp() override {
    auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
    ASSERT_TRUE(source) << source.error().text();
    auto reader = NumberReader::load(*source);
    ASSERT_TRUE(reader) << reader.error().text();
    auto tokenizer = Tokenizer::load(*source);
    ASSERT_TRUE(tokenizer) << tokenizer.error().text();
    reader_ = std::make_unique<NumberReader>(*std::move(reader));
    tokenizer_ = std::make_unique<Tokenizer>(*std::move(tokenizer));
  }

  std::optional<Number> read(const std::string& text) {
    Report report = report_of(text);
    Tokens tokens = tokenizer_->tokenize(report);
    return reader_->at(tokens, 0, tokens.size());
  }

  std::unique_ptr<NumberReader> reader_;
  std::unique_ptr<Tokenizer> tokenizer_;
};

TEST_F(NumberTest, Table) {
  for (const Spelled& s : kNumbers) {
    std::optional<Number> n = read(s.text);
    ASSERT_TRUE(n) << s.text;
    EXPECT_EQ(n->value, s.value) << s.text;
    EXPECT_EQ(n->tokens.size(), s.tokens) << s.text;
    EXPECT_TRUE(n->whole) << s.text;
  }
}

TEST_F(NumberTest, NoNumbers) {
  for (const char* text :
       {"a man", "men", "and five", "half of them", "dozens of men", "fourth", "1,50 euros", "3-1st"}) {
    std::optional<Number> n = read(text);
    EXPECT_TRUE(!n || n->digits) << text;
  }
  EXPECT_FALSE(digit_value("1,50"));
  EXPECT_FALSE(digit_value("1,2345"));
  EXPECT_FALSE(digit_value(",5"));
  EXPECT_FALSE(digit_value("12a"));
  EXPECT_FALSE(digit_value("12."));
}

TEST_F(NumberTest, AFractionIsNotWhole) {
  std::optional<Number> n = read("2.5 men");
  ASSERT_TRUE(n);
  EXPECT_FALSE(n->whole);
}

TEST_F(NumberTest, HugeNumbersDoNotOverflow) {
  EXPECT_FALSE(digit_value("9999999999999999999"));
  for (const char* text :
       {"999999999999999999 trillion men", "999 trillion trillion men", "1,000,000,000,000 trillion"})
    EXPECT_GE(read(text).value_or(Number{}).value, 0) << text;
}

TEST_F(NumberTest, Ordinals) {
  EXPECT_EQ(reader_->ordinal("27th"), 27);
  EXPECT_EQ(reader_->ordinal("1st"), 1);
  EXPECT_EQ(reader_->ordinal("fourth"), 4);
  EXPECT_EQ(reader_->ordinal("four"), std::nullopt);
  EXPECT_EQ(reader_->ordinal("7am"), std::nullopt);
}

TEST_F(NumberTest, FaultsNameTheirLine) {
  auto load = [](std::string row) {
    return NumberReader::load(
        KnowledgeSource({{"counts/numbers.tsv", "words\trole\tvalue\tscale\n" + std::move(row) + "\n"}}));
  };
  EXPECT_EQ(load("one\tunit\t1").error().text().find("counts/numbers.tsv:2: unknown role"), 0u);
  EXPECT_EQ(load("one\tone\tx").error().text().find("counts/numbers.tsv:2"), 0u);
  EXPECT_EQ(load("one|one\tone\t1").error().text().find("counts/numbers.tsv:2"), 0u);
}

TEST(LowerWord, LowersAndStraightens) {
  EXPECT_EQ(LowerWord("MAY").view(), "may");
  EXPECT_EQ(LowerWord("\u2019S").view(), "'s");
  EXPECT_EQ(LowerWord(std::string(100, 'x')).view(), "");
}

}  // namespace
}  // namespace sayso
