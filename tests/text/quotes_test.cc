#include "text/quotes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sayso {
namespace {

// Tokens of a text whose words are apart by blanks; each line is a block, each "." ends a sentence.
struct Words {
  explicit Words(std::string s) : text(std::move(s)) {
    tokens.text = text;
    uint32_t block = 0;
    TokenIndex first = 0;
    auto end_sentence = [&] {
      if (tokens.size() > first) tokens.sentences.push_back({{first, tokens.size()}, block});
      first = tokens.size();
    };
    for (size_t i = 0; i < text.size();) {
      if (text[i] == '\n') {
        end_sentence();
        ++block;
      }
      if (text[i] == ' ' || text[i] == '\n') {
        ++i;
        continue;
      }
      size_t end = text.find_first_of(" \n", i);
      if (end == std::string::npos) end = text.size();
      tokens.tokens.push_back({{static_cast<uint32_t>(i), static_cast<uint32_t>(end)}, true});
      if (text.substr(i, end - i) == ".") end_sentence();
      i = end;
    }
    end_sentence();
  }
  std::string text;
  Tokens tokens;
};

std::vector<std::string> quoted(const Words& words) {
  std::vector<std::string> out;
  Quotes quotes(words.tokens);
  for (const QuoteSpan& span : quotes.spans())
    out.push_back(std::to_string(span.speech) + " " + std::string(words.tokens.words(span.tokens)));
  return out;
}

using Strings = std::vector<std::string>;

TEST(Quotes, FindsWhatStandsBetweenMarks) {
  Words words("\" It fell , \" he said . “ We left . We ran . ”");
  EXPECT_EQ(quoted(words), (Strings{"1 \" It fell , \"", "3 “ We left . We ran . ”"}));
}

TEST(Quotes, TakesMixedMarks) {  // newsrooms do
  Words words("He resumed “ offensive actions \" today .");
  EXPECT_EQ(quoted(words), (Strings{"1 “ offensive actions \""}));
}

TEST(Quotes, OneSpeechOverSeveralParagraphs) {
  Words words("“ We left .\n“ Then we came back . ” It was over .");
  EXPECT_EQ(quoted(words), (Strings{"1 “ We left .", "1 “ Then we came back . ”"}));
}

TEST(Quotes, AParagraphLeftOpenGoesOnToTheMarkThatClosesIt) {
  Words closed("“ We left .\nThen we came back . ” It was over .");
  EXPECT_EQ(quoted(closed), (Strings{"1 “ We left .", "1 Then we came back . ”"}));
  Words stray("“ We left .\nThen “ they ” came .");
  EXPECT_EQ(quoted(stray), (Strings{"1 “ We left .", "2 “ they ”"}));
}

TEST(Quotes, AFewWordsQuotedWithinAQuotationEndItNot) {
  Words words("He said “ ten were “ neutralized ” today . We left . ” It was over .");
  EXPECT_EQ(quoted(words), (Strings{"1 “ ten were “ neutralized ” today . We left . ”"}));
}

TEST(Quotes, TellsWhereASpeechBeginsAndEnds) {
  Words words("“ We left .\n“ Then we came back . ” It was over . “ Yes . ”");
  const Quotes quotes(words.tokens);
  for (const int32_t k : {0, 1})
    EXPECT_EQ(words.tokens.words(quotes.speech(k)), "“ We left .\n“ Then we came back . ”");
  EXPECT_EQ(words.tokens.words(quotes.speech(2)), "“ Yes . ”");
}

TEST(Quotes, AMarkNeverClosedEndsWithItsSentence) {
  Words words("He said \" we left . They came .\nNobody knew .");
  EXPECT_EQ(quoted(words), (Strings{"1 \" we left ."}));
}

TEST(Quotes, TellsTheSpanOfAToken) {
  Words words("He said \" we left \" today .");
  Quotes quotes(words.tokens);
  EXPECT_EQ(quotes.at(1), -1);
  EXPECT_EQ(quotes.at(3), 0);
  EXPECT_EQ(quotes.at(6), -1);
}

}  // namespace
}  // namespace sayso
