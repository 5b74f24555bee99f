#include "text/tokens.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

namespace sayso {
namespace {

const Tokenizer& tokenizer() {
  static const Tokenizer kTokenizer = [] {
    auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
    if (!source) throw std::runtime_error(source.error().text());
    auto loaded = Tokenizer::load(*source);
    if (!loaded) throw std::runtime_error(loaded.error().text());
    return std::move(*loaded);
  }();
  return kTokenizer;
}

Report paragraph(std::string text, BlockRole role = BlockRole::paragraph) {
  Report report;
  report.text = std::move(text);
  Block block;
  block.span = {0, static_cast<uint32_t>(report.text.size())};
  block.role = role;
  report.blocks.push_back(block);
  return report;
}

// Words with a blank between, sentences with " / " between.
std::string cut(const std::string& text) {
  Report report = paragraph(text);
  Tokens tokens = tokenizer().tokenize(report);
  std::string out;
  for (const Sentence& s : tokens.sentences) {
    if (!out.empty()) out += " / ";
    for (TokenIndex i = s.tokens.begin; i < s.tokens.end; ++i)
      out += (i > s.tokens.begin ? " " : "") + std::string(tokens.word(i));
  }
  return out;
}

struct Case {
  const char* text;
  const char* expected;
};

TEST(Tokenizer, ReadsCarelessText) {
  const Case kCases[] = {
      {"i was there. it was loud", "i was there . / it was loud"},
      {"did you go? we did", "did you go ? / we did"},
      // In a sentence that begins with a capital a small letter goes on with it.
      {"The approx. two hundred men left.", "The approx. two hundred men left ."},
      {"He asked why? as before.", "He asked why ? as before ."},
      {"al-Shabab attacked approx. two posts.", "al - Shabab attacked approx. two posts ."},
      {"Great job :) thanks", "Great job :) thanks"},
      {"Great job ;-)", "Great job ;-)"},
      {"The sides:(1) the army", "The sides : ( 1 ) the army"},
      {"<john...@host.com> wrote", "< john...@host.com > wrote"},
      {"That costs $$$ now", "That costs $$$ now"},
  };
  for (const Case& c : kCases) EXPECT_EQ(cut(c.text), c.expected) << c.text;
}

TEST(Tokenizer, CutsWordsAsUniversalDependenciesDo) {
  const Case kCases[] = {
      {"They don't know.", "They do n't know ."},
      {"They don’t know.", "They do n’t know ."},
      {"The army can't and cannot.", "The army ca n't and can not ."},
      {"Azerbaijan's army", "Azerbaijan 's army"},
      {"Azerbaijan’s army", "Azerbaijan ’s army"},
      {"the soldiers' bodies", "the soldiers ' bodies"},
      {"the U.S.'s envoy", "the U.S. 's envoy"},
      {"the group (SOHR)'s tally", "the group ( SOHR ) 's tally"},
      {"Sana'a and O'Brien", "Sana'a and O'Brien"},
      {"al-Shabab fighters", "al - Shabab fighters"},
      {"Nagorno-Karabakh", "Nagorno - Karabakh"},
      {"an anti-tank mine, a pro-Moscow force", "an anti-tank mine , a pro-Moscow force"},
      {"a 5-year-old", "a 5 - year - old"},
      {"T-72 tanks and Su-25s", "T - 72 tanks and Su - 25s"},
      {"1,500 people, 10.5 km at 17:45", "1,500 people , 10.5 km at 17:45"},
      {"122mm and 5km", "122 mm and 5 km"},
      {"10-15 people on 2020-09-27", "10 - 15 people on 2020-09-27"},
      {"a 20% rise, $50 and €5", "a 20 % rise , $ 50 and € 5"},
      {"“We fight,” he said", "“ We fight , ” he said"},
      {"war—and peace – now -- or never", "war — and peace – now -- or never"},
      {"a town…", "a town …"},
      {"destroy Armenian a...", "destroy Armenian a ..."},
      {"/TASS/", "/ TASS /"},
      {"the AT&T tower", "the AT&T tower"},
      {"see https://example.org/a?b=1, he said", "see https://example.org/a?b=1 , he said"},
      {"write to press@example.org.", "write to press@example.org ."},
      {"@mod_example wrote #Hadrut", "@mod_example wrote #Hadrut"},
      {"News.az reported", "News.az reported"},
      {"at least one ... dead", "at least one ... dead"},
      {"Şuşa və Tərtər", "Şuşa və Tərtər"},
      {"No. 5 battery", "No. 5 battery"},
      {"the '90s", "the '90s"},
  };
  for (const Case& c : kCases) EXPECT_EQ(cut(c.text), c.expected) << c.text;
}

TEST(Tokenizer, FindsSentences) {
  const Case kCases[] = {
      {"Two died. Three fled.", "Two died . / Three fled ."},
      {"Two are dead.The town fell.", "Two are dead . / The town fell ."},
      {"On Sept. 27 Lt. Gen. A. B. Karimov spoke.", "On Sept. 27 Lt. Gen. A. B. Karimov spoke ."},
      {"Mr. Smith left. Dr. Jones stayed.", "Mr. Smith left . / Dr. Jones stayed ."},
      {"He flew to the U.S. The talks failed.", "He flew to the U.S. / The talks failed ."},
      {"The U.S. Navy left at 5 p.m. Monday.", "The U.S. Navy left at 5 p.m. Monday ."},
      {"\"We fight.\" He left.", "\" We fight . \" / He left ."},
      {"“We fight.” He left.", "“ We fight . ” / He left ."},
      {"\"Why?\" he asked.", "\" Why ? \" he asked ."},
      {"He fled (or so they say.) She stayed.", "He fled ( or so they say . ) / She stayed ."},
      {"He fled. \"We stayed,\" she said.", "He fled . / \" We stayed , \" she said ."},
      {"He said no. And then... yes.", "He said no . / And then ... yes ."},
      {"The answer was no. Nobody came.", "The answer was no . / Nobody came ."},
      {"They took it. al-Shabab denied it.", "They took it . / al - Shabab denied it ."},
      {"1. Troops left the town.", "1 . Troops left the town ."},
      {"Who did it?! Nobody knows.", "Who did it ?! / Nobody knows ."},
      {"It killed 5. 10 more were hurt.", "It killed 5 . / 10 more were hurt ."},
  };
  for (const Case& c : kCases) EXPECT_EQ(cut(c.text), c.expected) << c.text;
}

TEST(Tokenizer, ReadsProseAlone) {
  Report report;
  report.text = "A title\nBy A. Writer\nBAKU (XX) - It began.";
  auto add = [&](uint32_t begin, uint32_t end, BlockRole role, uint32_t body) {
    Block block;
    block.span = {begin, end};
    block.role = role;
    block.body = body;
    report.blocks.push_back(block);
  };
  add(0, 7, BlockRole::title, 0);
  add(8, 20, BlockRole::byline, 8);
  add(21, static_cast<uint32_t>(report.text.size()), BlockRole::paragraph, 33);
  Tokens tokens = tokenizer().tokenize(report);
  ASSERT_EQ(tokens.sentences.size(), 2u);
  EXPECT_EQ(tokens.words(tokens.sentences[0].tokens), "A title");
  EXPECT_EQ(tokens.sentences[0].block, 0u);
  EXPECT_EQ(tokens.words(tokens.sentences[1].tokens), "It began.");
  EXPECT_EQ(tokens.sentences[1].block, 2u);
  EXPECT_EQ(tokens.sentence_of(0), 0u);
  EXPECT_EQ(tokens.sentence_of(tokens.size() - 1), 1u);
}

// What every stage relies on, whatever the text is.
void expect_sound(const Report& report) {
  Tokens tokens = tokenizer().tokenize(report);
  uint32_t last = 0;
  for (const Token& t : tokens.tokens) {
    ASSERT_LT(t.span.begin, t.span.end);
    ASSERT_LE(last, t.span.begin);
    // Between tokens stands white space alone: nothing is lost.
    for (uint32_t i = last; i < t.span.begin; ++i) {
      auto b = static_cast<unsigned char>(report.text[i]);
      ASSERT_TRUE(b <= ' ' || b == 0x7F || b >= 0x80) << "lost a byte at " << i;
    }
    last = t.span.end;
  }
  TokenIndex next = 0;
  for (const Sentence& s : tokens.sentences) {
    ASSERT_EQ(s.tokens.begin, next);
    ASSERT_FALSE(s.tokens.empty());
    ASSERT_LE(s.tokens.size(), Tokenizer::kMaxSentence);
    next = s.tokens.end;
  }
  ASSERT_EQ(next, tokens.size());
}

TEST(Tokenizer, LosesNothingOfRandomText) {
  std::mt19937 random(7);
  const std::string kPieces[] = {"a",  "B",   "7",  ".",  ",", "'",  "’",    "-",      "“",       "”", "\"",      " ",
                                 "\n", "...", "…",  "@",  "#", "/",  "U.S.", "can't",  "http://", "é", "Ə",       "中",
                                 "&",  "!",   "\t", "()", "%", "$5", "Mr.",  "cannot", "35mm",    "—", "\xC2\xA0"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (size_t n = random() % 40; n > 0; --n) text += kPieces[random() % std::size(kPieces)];
    expect_sound(paragraph(text));
  }
  for (int round = 0; round < 3000; ++round) {  // bytes that are no UTF-8
    std::string text;
    for (size_t n = random() % 60; n > 0; --n) text += static_cast<char>(random() % 256);
    expect_sound(paragraph(text));
  }
}

TEST(Tokenizer, TakesTimeInProportionToTheText) {
  // A look ahead without bound would need hours for one of these.
  for (const char* piece : {"a", "a.", "7-", "a@", "'", ".", "a'b", "http://", "A. ", "word "}) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    auto start = std::chrono::steady_clock::now();
    expect_sound(paragraph(text));
    std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    EXPECT_LT(took.count(), 10) << piece;
  }
}

TEST(Tokenizer, SaysWhichLineOfATableIsWrong) {
  auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
  ASSERT_TRUE(source);
  auto with = [&](const std::string& name, const std::string& text) {
    auto files = source->files();
    files[name] = text;
    return Tokenizer::load(KnowledgeSource(files));
  };
  auto wrong = with("text/abbreviations.tsv", "abbreviation\tbreak\nSept.\tmaybe\nOct\tmaybe\n");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().line, 3u);
  EXPECT_FALSE(with("text/abbreviations.tsv", "abbreviation\tbreak\nSept.\tsometimes\n"));
  EXPECT_FALSE(with("text/clitics.tsv", "clitic\ns\n"));
  EXPECT_FALSE(with("text/contractions.tsv", "word\tparts\ncannot\tcan|nut\n"));
  EXPECT_FALSE(with("text/hyphens.tsv", "text\tkind\nanti\tsuffix\n"));
}

}  // namespace
}  // namespace sayso
