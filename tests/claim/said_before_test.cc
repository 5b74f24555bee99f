#include "claim/said_before.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "../support/parse_text.h"
#include "text/quotes.h"

namespace sayso {
namespace {

// A report of one event a sentence, each said by nobody.
struct Report300 {
  static constexpr size_t kSentences = 300;
  std::unique_ptr<Parsed> parsed;
  Mentions mentions;
  EventTags tags;
  std::vector<Saying> sayings;
  std::optional<Quotes> quotes;
  std::optional<SourceContext> context;
  std::vector<Event> events;
  std::vector<ClaimDraft> drafts;

  Report300() {
    std::string text;
    for (size_t i = 0; i < kSentences; ++i)
      text += i % 3 == 0 ? "Rebels who burned a mill left. " : "Rebels shot a man. ";
    parsed = parse_text(text);
    if (parsed == nullptr) return;
    mentions.index(parsed->tokens.size());
    quotes.emplace(parsed->tokens);
    context.emplace(parsed->report, parsed->parse, mentions, tags, *quotes, sayings);
    for (size_t s = 0; s < parsed->tokens.sentences.size(); ++s) {
      const TokenRange t = parsed->tokens.sentences[s].tokens;
      for (TokenIndex i = t.begin; i < t.end; ++i)
        if (parsed->parse[i].upos == Upos::VERB) {
          Event e;
          e.trigger = {i, i + 1};
          e.head = i;
          e.sentence = s;
          ClaimDraft d;
          d.event = events.size();
          events.push_back(e);
          drafts.push_back(d);
        }
    }
  }
};

TEST(SaidBefore, AsksOnlyTheSentencesInItsReach) {
  Report300 r;
  ASSERT_NE(r.parsed, nullptr);
  ASSERT_GE(r.drafts.size(), Report300::kSentences);
  const SaidBefore before(*r.context, r.events, r.drafts);
  const TokenIndex at = r.parsed->tokens.size() - 1;
  const size_t here = r.parsed->tokens.sentence_of(at);
  for (const size_t reach : {size_t{0}, size_t{2}, size_t{10}}) {
    size_t asked = 0, there = 0;
    for (const Event& e : r.events) there += e.sentence + reach >= here ? 1 : 0;
    EXPECT_EQ(before.find(at, reach, [&](const ClaimDraft&, const Event&, bool) { return ++asked == 0; }), -1);
    EXPECT_EQ(asked, there) << reach;
  }
  // What fits ends the search: nothing further back is asked.
  size_t asked = 0;
  EXPECT_GE(before.find(at, 1000, [&](const ClaimDraft&, const Event&, bool) { return ++asked > 0; }), 0);
  EXPECT_LE(asked, 3u);
  EXPECT_EQ(before.told_in(0, here), std::pair(size_t{0}, r.drafts.size()));
}

// The plain way: all drafts from the first to the last.
TEST(SaidBefore, FindsWhatLookingAtAllFinds) {
  Report300 r;
  ASSERT_NE(r.parsed, nullptr);
  const SaidBefore before(*r.context, r.events, r.drafts);
  const Parse& parse = r.parsed->parse;
  auto relative = [&](TokenIndex i) {
    for (; i != kNoToken; i = parse.head(i))
      if (parse[i].relation == Relation::acl_relcl) return true;
    return false;
  };
  std::mt19937 random(5);
  for (int trial = 0; trial < 500; ++trial) {
    const auto at = static_cast<TokenIndex>(random() % static_cast<size_t>(parse.size()));
    const size_t reach = random() % 40, mine = r.parsed->tokens.sentence_of(at);
    std::vector<char> fits;
    for (size_t d = 0; d < r.drafts.size(); ++d) fits.push_back(random() % 8 == 0 ? 1 : 0);
    int32_t best = -1;
    for (size_t d = 0; d < r.drafts.size(); ++d) {
      const Event& e = r.events[d];
      if (e.head >= at || e.sentence + reach < mine || !fits[d]) continue;
      const bool beside = best >= 0 && r.events[static_cast<size_t>(best)].sentence == e.sentence;
      if (beside && e.sentence < mine && relative(e.head) && !relative(r.events[static_cast<size_t>(best)].head))
        continue;
      best = static_cast<int32_t>(d);
    }
    EXPECT_EQ(before.find(at, reach, [&](const ClaimDraft& d, const Event&, bool) { return fits[d.event] != 0; }), best)
        << at << " " << reach;
  }
}

}  // namespace
}  // namespace sayso
