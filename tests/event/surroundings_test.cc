#include "event/surroundings.h"

#include <gtest/gtest.h>

#include "support/stages.h"

namespace sayso {
namespace {

// What steps ask of one event must not make them look at all others.
TEST(Surroundings, FindsEventsAndMentionsByWhereTheyStand) {
  const auto text = test_stages().parse(
      "Rebels shelled Goma on Monday, killing 12 people. Nothing happened on Tuesday. "
      "Soldiers raided Bunia and killed 3 men in Beni.");
  std::vector<Event> events;
  for (TokenIndex i = 0; i < text->parse->size(); ++i)
    if (text->parse->word(i) == "shelled" || text->parse->word(i) == "raided" || text->parse->word(i) == "killed") {
      Event e;
      e.trigger = {i, i + 1};
      e.head = i;
      e.sentence = text->tokens.sentence_of(i);
      e.kind = text->parse->word(i) == "raided" ? "detention" : "attack";
      events.push_back(e);
    }
  ASSERT_EQ(events.size(), 3u);
  const auto numbers = [&](size_t first, size_t last) {
    const auto found = events_in(events, first, last);
    return std::pair(found.data() - events.data(), found.size());
  };
  EXPECT_EQ(numbers(0, 0), std::pair(ptrdiff_t{0}, size_t{1}));
  EXPECT_EQ(numbers(1, 1).second, 0u);
  EXPECT_EQ(numbers(1, 2), std::pair(ptrdiff_t{1}, size_t{2}));
  EXPECT_EQ(numbers(0, 9).second, 3u);

  const auto counts = text->mentions.counts_in(text->tokens.sentences[2].tokens);
  ASSERT_FALSE(counts.empty());
  EXPECT_EQ(counts.front().value, 3);
  EXPECT_EQ(text->mentions.counts_in(text->tokens.sentences[1].tokens).size(), 0u);
  EXPECT_EQ(text->mentions.times_in(text->tokens.sentences[1].tokens).size(), 1u);
  EXPECT_EQ(text->mentions.times_in({0, text->tokens.size()}).size(), 2u);

  const EventContext context{text->report, *text->parse, text->mentions, *test_stages().mention_finder, text->tags};
  const Surroundings around(context, events);
  EXPECT_EQ(around.headed_by(events[1].head), &events[1]);
  EXPECT_EQ(around.headed_by(0), nullptr);
  EXPECT_EQ(around.headed_by(kNoToken), nullptr);
  EXPECT_TRUE(around.names_deed(events[0].head));
  EXPECT_FALSE(around.names_deed(events[1].head)) << "a state";
  EXPECT_EQ(around.nearer_events(events[1], events[2].head + 1), 1);
}

// What tells one happening from another.
TEST(Surroundings, ComparesAnEventWithOneBefore) {
  const auto text =
      test_stages().parse("Rebels shelled Goma on Monday. The rebels denied shelling Goma. The army shelled Bunia.");
  std::vector<Event> events;
  for (TokenIndex i = 0; i < text->parse->size(); ++i)
    if (text->parse->word(i) == "shelled" || text->parse->word(i) == "shelling") {
      Event e;
      e.trigger = {i, i + 1};
      e.head = i;
      e.sentence = text->tokens.sentence_of(i);
      e.kind = "shelling";
      events.push_back(e);
    }
  ASSERT_EQ(events.size(), 3u);
  events[0].place = 0;
  ASSERT_NE(text->mentions.place(0), nullptr);
  ASSERT_EQ(text->mentions.place(0)->name, "Goma");
  const EventContext context{text->report, *text->parse, text->mentions, *test_stages().mention_finder, text->tags};
  const Surroundings around(context, events);
  EXPECT_EQ(around.told_under(events[0]).word, "-");
  EXPECT_EQ(around.told_under(events[1]).word, "deny");
  EXPECT_EQ(around.told_under(events[1]).as, "xcomp");
  EXPECT_EQ(around.place_beside(events[1], events[0]), "same");
  EXPECT_EQ(around.place_beside(events[2], events[0]), "other");
  EXPECT_EQ(around.place_beside(events[2], events[1]), "new");

  const auto who = [](TokenIndex head, std::vector<std::string> sides) {
    return std::vector<Participant>{{{head, head + 1}, head, -1, std::move(sides)}};
  };
  const auto rebels = who(0, {"M23"});  // of the first sentence, as a noun
  EXPECT_EQ(around.likeness(rebels, rebels), "word");
  EXPECT_EQ(around.likeness(rebels, who(events[2].head - 1, {"M23"})), "side");
  EXPECT_EQ(around.likeness(rebels, who(events[2].head - 1, {"DR Congo"})), "other");
  EXPECT_EQ(around.likeness(rebels, {}), "+-");
  EXPECT_EQ(around.likeness({}, rebels), "-+");
  EXPECT_EQ(around.likeness({}, {}), "--");
}

}  // namespace
}  // namespace sayso
