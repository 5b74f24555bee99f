#include "event/explainer.h"

#include <gtest/gtest.h>

#include "support/stages.h"

namespace sayso {
namespace {

TEST(Explainer, TellsTheHeaviestFirst) {
  EXPECT_EQ(heaviest({{200, "a"}, {-610, "b"}, {5, "c"}, {40, "d"}, {-300, "e"}}),
            "b -0.61; e -0.30; a +0.20; d +0.04");
  EXPECT_EQ(heaviest({}), "");
}

// What is told of a choice: the fields that were chosen, what stands and what it was chosen over.
TEST(Explainer, TellsEachFieldOfAnEvent) {
  const Stages& stages = test_stages();
  auto source = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
  ASSERT_TRUE(source);
  auto weights = NamedWeights::load(*source);
  ASSERT_TRUE(weights) << weights.error().text();
  auto text = stages.parse("Rebels shelled the town of Tartar on Monday, killing three people.");
  Explainer explainer(*weights, *text->parse, text->mentions);
  const std::vector<Event> plain = stages.event_finder->find(text->report, *text->parse, text->mentions, text->tags);
  const std::vector<Event> events =
      stages.event_finder->find(text->report, *text->parse, text->mentions, text->tags, &explainer);
  ASSERT_EQ(events.size(), 1u);
  ASSERT_EQ(plain.size(), 1u);
  EXPECT_EQ(plain[0].kind, events[0].kind);  // to be looked at changes nothing
  EXPECT_EQ(plain[0].place, events[0].place);
  EXPECT_EQ(plain[0].when, events[0].when);
  std::map<std::string, std::string> told;
  for (const FieldReason& reason : explainer.of(events[0].head)) told[reason.field] += reason.text + "\n";
  EXPECT_TRUE(told["event"].starts_with("judged +")) << told["event"];
  EXPECT_TRUE(told["by"].starts_with("“Rebels” a doer over ")) << told["by"];
  EXPECT_TRUE(told["place"].find("over") != std::string::npos) << told["place"];
  EXPECT_TRUE(told["tolls"].starts_with("“three people” killed over ")) << told["tolls"];
  EXPECT_TRUE(explainer.of(kNoToken).empty());
}

}  // namespace
}  // namespace sayso
