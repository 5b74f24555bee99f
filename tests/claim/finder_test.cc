#include "claim/finder.h"

#include <gtest/gtest.h>

#include "claim_text.h"

namespace sayso {
namespace {

struct Picture {
  const char* text;     // events in brackets
  const char* summary;  // ClaimText::summary()
};

class Finder : public testing::TestWithParam<Picture> {};

TEST_P(Finder, SaysWhoSaysSo) {
  auto text = claim_text(GetParam().text);
  ASSERT_NE(text, nullptr);
  EXPECT_EQ(text->summary(), GetParam().summary) << show(text->parsed->parse);
}

INSTANTIATE_TEST_SUITE_P(
    Sources, Finder,
    testing::Values(
        Picture{"Two shells [hit] the mill on Monday.", "- asserts hit"},
        Picture{"The interior ministry said two shells [hit] the mill on Monday.", "The interior ministry asserts hit"},
        Picture{"Two shells [hit] the mill on Monday, the interior ministry said.",
                "the interior ministry asserts hit"},
        Picture{"According to the mayor, two shells [hit] the mill.", "the mayor asserts hit"},
        Picture{"Two shells [hit] the mill, according to the mayor.", "the mayor asserts hit"},
        Picture{"According to reports from <the Interfax agency>, two shells [hit] the mill.",
                "the Interfax agency asserts hit"},
        Picture{"Two shells [hit] the mill, according to the United Nations.", "the United Nations asserts hit"},
        // In whose telling, with what pride, by what assurance.
        Picture{"In the mayor's telling, two shells [hit] the mill.", "the mayor asserts hit"},
        Picture{"The mayor gave assurances that two shells [hit] the mill.", "The mayor asserts hit"},
        Picture{"The mayor gave a different picture: two shells [hit] the mill.", "The mayor asserts hit"},
        Picture{"The rebels pride themselves on having [shelled] the mill.", "The rebels asserts shelled"},
        // Reports that there are none of are nobody's.
        Picture{"There were no reports of [casualties:killing].", "- asserts casualties"},
        // What happened is no word of saying; who is blamed, accused or urged does not speak or pass anything on.
        Picture{"The rebels denied [attacking] the mill.", "The rebels denies attacking"},
        Picture{"A guard was killed by a bomb blamed on the rebels, and two shells [hit] the mill.", "- asserts hit"},
        // A verb of saying that has no subject, in a list with one that has.
        Picture{"The mayor denied any rebels were there and spoke of a prank. Two shells [hit] the mill.",
                "- asserts hit"},
        // What the parser hangs elsewhere.
        Picture{"<Karabakh officials> denied that any village was [lost:loss] and said some positions had been "
                "[retaken:seizure].",
                "Karabakh officials denies lost; Karabakh officials asserts retaken"},
        Picture{"Rebels [stormed] the town of Kunduz, officials and residents said.",
                "officials asserts stormed; residents asserts stormed"},
        Picture{"They [freed] 500 prisoners from the jail, a police officer, who asked not to be named, said.",
                "a police officer asserts freed"},
        Picture{"Ten soldiers were [killed], a military source who requested anonymity told <AFP>.",
                "a military source asserts killed"},
        Picture{"\"They [shelled] the mill all night,\" said a baker.", "a baker asserts shelled"},
        // An apposition stands between the speaker and the verb.
        Picture{"Two shells [hit] the mill, the Observatory for Human Rights, a war monitor, said.",
                "the Observatory for Human Rights asserts hit"},
        Picture{"Two shells [hit] the mill, the regional governor, Oleh Petrenko, wrote on Telegram.",
                "the regional governor, Oleh Petrenko asserts hit"},
        Picture{"Two shells [hit] the mill, a child was hurt, said the mayor.", "the mayor asserts hit"},
        // A speech over several paragraphs.
        Picture{"\"They [shelled] the mill all night. We hid.\n\"Then we ran,\" a baker told <Reuters>.",
                "a baker asserts shelled"},
        // A paragraph that is all quotation goes on with who spoke before it.
        Picture{"\"They came on Monday,\" a baker told <Reuters>.\n\"Two shells [hit] the mill.\"\nA miller said he "
                "had fled.",
                "a baker asserts hit"},
        Picture{"The mayor said: “They came at dawn. Two shells [hit] the mill.\nThe guards [fled:loss].”",
                "The mayor asserts hit; The mayor asserts fled"},
        Picture{"The relief agency issued a statement on Monday.\n“We were in the valley. Two shells [hit] the mill.”",
                "The relief agency asserts hit"},
        Picture{"A miller said, \"The valley was quiet. Ten men were \"[removed:killing]\" and two [shot].\"",
                "A miller asserts removed; A miller asserts shot"},
        Picture{"\"We had to leave,\" a miller said. \"It was night. We hid. Two shells [hit] the mill.\"",
                "a miller asserts hit"},
        Picture{"The army said in a statement: “They came on Monday. They [shelled] the mill.”",
                "The army asserts shelled"},
        // What stands before a clause of saying that has words of its own.
        Picture{"Two shells [hit] the mill on Monday, and <the mayor> said a baker was [wounded].",
                "- asserts hit; the mayor asserts wounded"},
        Picture{"Jets also [bombed] the port of Brem, where <the mayor> said a baker was [wounded].",
                "- asserts bombed; the mayor asserts wounded"},
        Picture{"Two shells [hit] the mill and a baker was [wounded], <the mayor> said.",
                "the mayor asserts hit; the mayor asserts wounded"},
        Picture{"Gunmen [shot] two teachers on Monday and officials blamed <the rebels>.",
                "- asserts shot; officials accuses shot"},
        Picture{"Kenya accused rebels of [shelling] Brem, where government troops [killed] nine men in May.",
                "Kenya accuses shelling; - asserts killed"},
        Picture{"Kenya accuses Eritrea of arming the rebels who [shelled] Brem in May.", "Kenya asserts shelled"},
        Picture{"The army rejected the account: it was the rebels who had [looted] the mill.",
                "The army asserts looted"},
        // Phrases that the tree cuts or takes for another word.
        Picture{"Two shells [hit] the mill, the Ministry of Defence (MoD) said on Monday.",
                "the Ministry of Defence (MoD) asserts hit"},
        Picture{"A team from the Organization for Security and Cooperation in Europe said shells [hit] the mill.",
                "A team from the Organization for Security and Cooperation in Europe asserts hit"},
        Picture{"The news came as <the defense minister>, who is visiting Oslo, said that shells had [hit] the mill.",
                "the defense minister asserts hit"},
        Picture{"\"Preliminary findings indicate that shells [hit] the mill. We are there,\" <the mission> said.",
                "the mission asserts hit"},
        Picture{"A rebel group led by the former general Jan Brem accused <the army> of [shelling] the mill.",
                "A rebel group accuses shelling"},
        Picture{"A local told <AFP> that two shells [hit] the mill.", "A local asserts hit"},
        Picture{"Deadly [attacks] attributed to the rebels have increased in the valley.", "- asserts attacks"},
        Picture{"The victims of the [attack] were named as Jan Brem, Karim Said, Piet Oss and Omar Din.",
                "- asserts attack"},
        // Who was hurt does not deny what is said beside it.
        Picture{"<The army> said <two soldiers> had been [wounded] and denied [shelling] the village.",
                "The army asserts wounded; The army denies shelling"},
        Picture{"No group has claimed responsibility for the [bombing] of the mill, which killed two people.",
                "- asserts bombing"},
        Picture{
            "The town was calm. \"They [shelled] the mill on Monday. We hid. It went on until dawn,\" a baker said.",
            "a baker asserts shelled"},
        Picture{"Two shells [hit] the mill, the agency said, citing <the interior ministry>.",
                "the interior ministry asserts hit"},
        Picture{"Two shells [hit] the mill, according to a report drafted on Thursday by a rights group.",
                "a rights group asserts hit"},
        // The day is no subject.
        Picture{"A statement on 24 May claimed two people were [killed] at the mill.", "A statement asserts killed"},
        // Who has said nothing asserts nothing.
        Picture{"<The army> has not responded to reports of the [attack] on the mill.", "- asserts attack"},
        Picture{"<The army> has yet to comment on reports of the [attack] on the mill.", "reports asserts attack"},
        Picture{"<The army> did not say how many the [attack] on the mill had killed.", "The army unknown attack"},
        Picture{"Two shells [hit] the mill, <a lawmaker> told the chamber, quoting <local residents>.",
                "local residents asserts hit"},
        Picture{"Two shells [hit] the mill, the agency said, citing preliminary reports.", "the agency asserts hit"},
        // The verb above passes on what another says.
        Picture{"State television quoted <the governor> as saying that rebels had [shelled] the mill.",
                "the governor asserts shelled"},
        Picture{"Police neither confirmed nor denied reports that rebels had [shelled] the mill.",
                "Police unknown shelled"},
        // Where the tree joins the word of saying to what was said.
        Picture{"The mayor said two shells [hit] the mill, adding that a baker was [wounded].",
                "The mayor asserts hit; The mayor asserts wounded"},
        Picture{"<An officer> in a statement said two shells had [hit] the mill.", "An officer asserts hit"},
        // Nothing was said of it.
        Picture{"<The army> has made no comment on the [attack] on the mill.", "- asserts attack"},
        // What somebody calls it stands beside it.
        Picture{"Troops [stormed] the mill on Monday in what the army has described as an exercise.",
                "- asserts stormed"},
        // Blame told beside what is said makes it a charge.
        Picture{"[Shelling] killed three people at the mill, <the army> said, blaming <the rebels>.",
                "the army accuses Shelling"}));

INSTANTIATE_TEST_SUITE_P(
    Denials, Finder,
    testing::Values(
        Picture{"The army denied that its guns [shelled] the mill.", "The army denies shelled"},
        Picture{"The mayor said the army [shelled] the mill. The army rejected the charge.",
                "The mayor asserts shelled; The army denies shelled !0"},
        Picture{
            "The mayor said <the army> had [shelled] the mill and a nun said it had [killed] ten. The army rejected "
            "the "
            "charges.",
            "The mayor asserts shelled; The army denies shelled !0; a nun asserts killed; The army denies killed !2"},
        Picture{"The mayor said the army [shelled] the mill, a claim that officials denied.",
                "The mayor asserts shelled; officials denies shelled !0"},
        Picture{"The mayor said the army [shelled] the mill, a charge the ministry called absurd.",
                "The mayor asserts shelled; the ministry denies shelled !0"},
        Picture{"<India> blamed the [attack] on <Pakistan>, which denied any part in it.",
                "India accuses attack; Pakistan denies attack !0"},
        Picture{"The [shelling:shelling] of the hospital, which <officials> blamed on <the rebels>, killed two people.",
                "- asserts shelling; officials accuses shelling"},
        Picture{"The rebels said they had [downed] a helicopter, which the army denies.",
                "The rebels asserts downed; the army denies downed !0"},
        Picture{"A general put the [dead:killing] at 100, a figure the army dismissed as propaganda.",
                "A general asserts dead; the army denies dead !0"},
        Picture{"Rebels claimed to have [downed] a helicopter on Monday. The army called that a lie.",
                "Rebels asserts downed; The army denies downed !0"},
        Picture{"Rebels claimed to have [downed] a helicopter on Monday. They are lying, the army said.",
                "Rebels asserts downed; the army denies downed !0"},
        Picture{
            "Rebels claimed to have [downed] a helicopter on Monday. Its doors were lying on the road, a priest said.",
            "Rebels asserts downed"},
        Picture{"Rebels claimed to have [downed] a helicopter on Monday. The army scoffed at the account.",
                "Rebels asserts downed; The army denies downed !0"},
        Picture{"Rebels claimed to have [downed] a helicopter. \"Rubbish,\" retorted the army spokesman.",
                "Rebels asserts downed; the army spokesman denies downed !0"},
        Picture{"Rebels claimed to have [downed] a helicopter. The army would neither confirm nor deny it.",
                "Rebels asserts downed"},
        Picture{"Rebels claimed to have [downed] a helicopter. The army denied that any crew was missing.",
                "Rebels asserts downed"},
        Picture{"Rebels claimed to have [downed] a helicopter. The army rejected their proposal.",
                "Rebels asserts downed"},
        Picture{"Rebels claimed to have [downed] a helicopter. The army dismissed reports of a mutiny.",
                "Rebels asserts downed"},
        Picture{"Rebels claimed to have [downed] a helicopter. It was a story too silly to deny, a general said.",
                "Rebels asserts downed"},
        Picture{"Rebels claimed to have [downed] a helicopter. Nobody disputes it.", "Rebels asserts downed"},
        Picture{"The agency said troops had [entered:advance] Brem, but the mayor said the report was not correct.",
                "The agency asserts entered; the mayor denies entered !0"},
        Picture{"There was no word from <the army>, which has denied [shelling] the mill.", "the army denies shelling"},
        // His own words deny it, whatever word of saying stands beside them.
        Picture{"\"We deny [shelling] the mill,\" the colonel said.", "the colonel denies shelling"},
        Picture{"\"We reject claims that our men [burned] the mill,\" a spokesman said.", "a spokesman denies burned"},
        Picture{"\"We deny that, and we condemn the [attack] on the mill,\" the colonel said.",
                "the colonel asserts attack"},
        // What he goes on to say is not what he calls false.
        Picture{"The army dismissed the report as propaganda, saying rebels had [burned] the mill.",
                "The army asserts burned"},
        Picture{"It is a lie, the colonel said, that our men [burned] the mill.", "the colonel denies burned"},
        // What is denied stands in the sentence, and tells of no event.
        Picture{"Rebels [shelled] the mill, the army said. Kenya says Eritrea backs them, which Eritrea denies.",
                "the army asserts shelled"},
        Picture{"Rebels [shelled] the mill, the army said. Kenya accuses Eritrea of backing them, a charge Eritrea "
                "denies.",
                "the army asserts shelled"},
        Picture{"The mayor said the [dead:killing] were bakers, a claim villagers in Brem rejected.",
                "The mayor asserts dead; villagers in Brem denies dead !0"},
        // The main clause is denied, not what stands beside it.
        Picture{
            "Rebels were [pushed back] from the farms they had [taken], the mayor said. The army disputed the claim.",
            "the mayor asserts pushed back; The army denies pushed back !0; the mayor asserts taken"}));

// Who asserts what is denied in the same sentence.
INSTANTIATE_TEST_SUITE_P(
    InnerClaims, Finder,
    testing::Values(
        Picture{"The army rejected as a lie Baku's claim that its guns had [shelled] the town.",
                "Baku asserts shelled; The army denies shelled !0"},
        Picture{"It described New Delhi's claim that its commandos had [raided] militant camps as an illusion.",
                "New Delhi asserts raided; It denies raided !0"},
        Picture{"The General Staff rejects the allegations circulating on social networks according to which civilians "
                "were [executed].",
                "social networks asserts executed; The General Staff denies executed !0"},
        Picture{"The army has dismissed as exaggerated reports that rebels [killed] 2,000 people.",
                "reports asserts killed; The army denies killed !0"},
        Picture{"The army denied that the [bombing] described by peasants took place.",
                "peasants asserts bombing; The army denies bombing !0"},
        Picture{"Claims by the rebels that their men were [executed] are false, the ministry said.",
                "the rebels asserts executed; the ministry denies executed !0"},
        Picture{"Reports in the press that soldiers [looted] the town are baseless.",
                "the press asserts looted; - denies looted !0"},
        Picture{"A report in a daily that he had been [shot] was dismissed as untrue by the foreign ministry.",
                "a daily asserts shot; the foreign ministry denies shot !0"},
        Picture{"The rebels said they [shot] the mayor, but <a general> said this was a lie.",
                "The rebels asserts shot; a general denies shot !0"},
        Picture{"The army dismissed a Kenyan statement saying that its guns had [shelled] the town as false.",
                "Kenyan asserts shelled; The army denies shelled !0"},
        Picture{"The embassy denied a report by the Sana news agency that three soldiers were [captured].",
                "the Sana news agency asserts captured; The embassy denies captured !0"},
        Picture{"The army rejected a UN report which said that its jets had [bombed] a school.",
                "UN asserts bombed; The army denies bombed !0"},
        Picture{"The army denied rebel claims that it had [shelled] the town.",
                "rebel asserts shelled; The army denies shelled !0"},
        // A denial denied: the villagers say that it was so.
        Picture{"The villagers contradict the army's assertion that no shell ever [fell].",
                "the army denies fell !1; The villagers asserts fell"}));

// Words that take up an event told before and name none.
INSTANTIATE_TEST_SUITE_P(
    Answers, Finder,
    testing::Values(
        Picture{"Planes [bombed] the bridge, residents said. That was confirmed by an officer.",
                "residents asserts bombed; an officer confirms bombed"},
        Picture{"Planes [bombed] the bridge, residents said. The army was unable to confirm the report.",
                "residents asserts bombed"},
        Picture{"Gunmen [shot] two teachers. A rebel group claimed responsibility.",
                "- asserts shot; A rebel group confirms shot"},
        Picture{"Gunmen [shot] two teachers. No group has claimed responsibility.", "- asserts shot"},
        Picture{"Gunmen [shot] two teachers. The government blamed <the rebels>.",
                "- asserts shot; The government accuses shot"},
        Picture{"Gunmen [shot] two teachers. The government blamed the weather.", "- asserts shot"},
        Picture{"The group took credit for the [raid], saying that it had [killed] nine men.",
                "The group confirms raid; The group asserts killed"},
        Picture{"The truce has held despite [breaches:violation] which both sides blame on each other.",
                "- asserts breaches; both sides accuses breaches; both sides accuses breaches"},
        Picture{"Ten men were killed in an [attack] which the government blamed on <the rebels>.",
                "- asserts attack; the government accuses attack"},
        Picture{"Ten men were killed in an [attack] claimed by Islamic State.",
                "- asserts attack; Islamic State confirms attack"},
        Picture{"The spokesman said rebels [killed] nine men. His claim was repeated by the governor.",
                "The spokesman asserts killed; the governor confirms killed"},
        Picture{"Police count {nine=9} [dead:killing], the Red Cross {twelve=12}.",
                "Police asserts dead; the Red Cross asserts dead"},
        Picture{"Police said {nine=9} people were [killed]; a second official there gave {ten=10}.",
                "Police asserts killed; a second official asserts killed"},
        Picture{"Police said {nine=9} people were [killed]. It had earlier announced {ten=10}.",
                "Police asserts killed"},
        Picture{"Police said {nine=9} people were [killed]. The army admits to {seven=7}.",
                "Police asserts killed; The army confirms killed"},
        Picture{"Police said {nine=9} people were [killed]. \"We screamed until {four=4},\" a woman said.",
                "Police asserts killed"},
        Picture{"Police said {nine=9} people were [killed]. The Red Cross put the number at {twelve=12}.",
                "Police asserts killed; The Red Cross asserts killed"},
        Picture{"The army said it bombed a depot but denied [hitting] a school.", "The army denies hitting"},
        Picture{"The army denied reports it had [killed] eight villagers.",
                "reports asserts killed; The army denies killed !0"},
        Picture{"Police said {nine=9} people were [killed]. The rebels' figure was {thirty=30}.",
                "Police asserts killed; The rebels asserts killed"},
        Picture{"Police said {nine=9} people were [killed]. The palace made it {thirty=30}.",
                "Police asserts killed; The palace asserts killed"},
        Picture{"Police said {nine=9} people were [killed]; according to the Red Cross, the number is {thirty=30}.",
                "Police asserts killed; the Red Cross asserts killed"},
        Picture{"Police said {nine=9} people were [killed]. The team's figure-skating score was {thirty=30}.",
                "Police asserts killed"},
        Picture{"Police said {nine=9} people were [killed]. He made it to {thirty=30}.", "Police asserts killed"},
        Picture{"Police said {nine=9} people were [killed]. A charity feared the number was {thirty=30}.",
                "Police asserts killed; A charity asserts killed"},
        Picture{"Police said {nine=9} people were [killed]. A charity wanted {thirty=30}.", "Police asserts killed"},
        Picture{"Police said {nine=9} people were [killed]. According to the Red Cross, it was {thirty=30}.",
                "Police asserts killed; the Red Cross asserts killed"},
        Picture{"Police said {nine=9} people were [killed]. \"{Thirty=30}, not counting the girls,\" a nurse said.",
                "Police asserts killed; a nurse asserts killed"},
        Picture{"Police said {nine=9} people were [killed]. \"{Thirty=30}, and I am tired,\" is a song.",
                "Police asserts killed"},
        Picture{"Police said {nine=9} people were [killed]. A doctor said he had seen {thirty=30}.",
                "Police asserts killed; A doctor asserts killed"}));

INSTANTIATE_TEST_SUITE_P(Several, Finder,
                         testing::Values(Picture{"Residents and a nurse said jets [bombed] the market.",
                                                 "Residents asserts bombed; a nurse asserts bombed"},
                                         Picture{"The ambulance service and hospitals said shells [hit] the market.",
                                                 "The ambulance service asserts hit; hospitals asserts hit"},
                                         Picture{"Its managers and owners said shells [hit] the market.",
                                                 "Its managers and owners asserts hit"},
                                         Picture{"Hospital and security sources said shells [hit] the market.",
                                                 "Hospital and security sources asserts hit"},
                                         Picture{"The Ministry of Health and Population said shells [hit] the market.",
                                                 "The Ministry of Health and Population asserts hit"},
                                         Picture{"Kyiv and Moscow accused each other of [shelling] the plant.",
                                                 "Kyiv accuses shelling; Moscow accuses shelling"},
                                         Picture{"Each side accused the other of [shelling] the port.",
                                                 "Each side accuses shelling; Each side accuses shelling"},
                                         Picture{
                                             "Both governments say that the other side [shelled] the port.",
                                             "Both governments accuses shelled; Both governments accuses shelled"}));

TEST(Finder, AttributionsSayWhoAndWhat) {
  auto text = claim_text("\"We will stay,\" the mayor told Radio Delta on Friday.");
  ASSERT_NE(text, nullptr);
  ASSERT_EQ(text->claims.attributions.size(), 1u);
  const AttributionSpan& a = text->claims.attributions[0];
  ASSERT_TRUE(a.source);
  EXPECT_EQ(text->words(a.source->tokens), "the mayor");
  EXPECT_EQ(text->words(a.cue), "told");
  EXPECT_EQ(a.quote, Quote::direct);
  ASSERT_EQ(a.via.size(), 1u);
  EXPECT_EQ(text->words(a.via[0].tokens), "Radio Delta");
}

TEST(Finder, WhoIsToldPassesOnWhatTheSpeakerHasSeen) {
  auto text = claim_text("A miller told Radio Delta he had seen nine [dead:killing].");
  ASSERT_NE(text, nullptr);
  ASSERT_EQ(text->claims.drafts.size(), 1u);
  ASSERT_EQ(text->claims.drafts[0].via.size(), 1u);
  EXPECT_EQ(text->words(text->claims.drafts[0].via[0].tokens), "Radio Delta");
}

TEST(Finder, WhoCitesPassesOnWhateverTheTreeMakesOfHim) {
  auto text = claim_text("RIA, citing <the general staff>, said rebels had [shelled] the mill.");
  ASSERT_NE(text, nullptr);
  ASSERT_EQ(text->claims.drafts.size(), 1u);
  EXPECT_EQ(text->source(0), "the general staff");
  ASSERT_EQ(text->claims.drafts[0].via.size(), 1u);
  EXPECT_EQ(text->words(text->claims.drafts[0].via[0].tokens), "RIA");
}

TEST(Finder, WhoMeetsTheSpeakerPassesOnAndIsNoPartOfHim) {
  for (const char* said :
       {"<An officer>, in an interview with <Radio Delta:media>, said rebels had [shelled] the mill.",
        "<An officer>, contacted by <Radio Delta:media>, said rebels had [shelled] the mill.",
        "<An officer> told <Radio Delta:media> in an interview that rebels had [shelled] the mill."}) {
    auto text = claim_text(said);
    ASSERT_NE(text, nullptr);
    ASSERT_EQ(text->claims.drafts.size(), 1u) << said;
    EXPECT_EQ(text->source(0), "An officer") << said;
    ASSERT_EQ(text->claims.drafts[0].via.size(), 1u) << said;
    EXPECT_EQ(text->words(text->claims.drafts[0].via[0].tokens), "Radio Delta") << said;
  }
}

TEST(Finder, NeitherWhoDeniesNorReportersInGeneralPassOn) {
  for (const char* said : {"Kenya accuses Eritrea of [shelling] the mill, a charge Eritrea denies.",
                           "An officer told reporters that rebels had [shelled] the mill.",
                           "An officer told a rally in Brem that rebels had [shelled] the mill."}) {
    auto text = claim_text(said);
    ASSERT_NE(text, nullptr);
    ASSERT_FALSE(text->claims.drafts.empty());
    EXPECT_TRUE(text->claims.drafts[0].via.empty()) << said;
  }
}

TEST(Finder, WhoIsToldToDoSomethingPassesNothingOn) {
  auto text = claim_text("The rebels told their men to attack the mill.");
  ASSERT_NE(text, nullptr);
  ASSERT_EQ(text->claims.attributions.size(), 1u);
  EXPECT_TRUE(text->claims.attributions[0].via.empty());
}

TEST(Finder, AttributionsCoverTheWordsThatReadersMark) {
  auto text = claim_text("The mayor has repeatedly said that the mill is closed.");
  ASSERT_NE(text, nullptr);
  ASSERT_EQ(text->claims.attributions.size(), 1u);
  const AttributionSpan& a = text->claims.attributions[0];
  ASSERT_TRUE(a.source);
  EXPECT_EQ(text->words(a.source->tokens), "The mayor");
  EXPECT_EQ(text->words(a.cue), "has repeatedly said");
  ASSERT_EQ(a.content.size(), 1u);
  EXPECT_EQ(text->words(a.content[0]), "that the mill is closed");
}

TEST(Finder, NothingGivesNothing) {
  auto text = claim_text("The bakery opens at six.");
  ASSERT_NE(text, nullptr);
  EXPECT_TRUE(text->claims.drafts.empty());
  EXPECT_TRUE(text->claims.attributions.empty());
}

// What claim.h promises, whatever the text.
TEST(Finder, KeepsItsGuarantees) {
  auto text = claim_text(
      "Rebels said they [took] the fort. \"Not so,\" the army replied. The army denied that the fort [fell], calling "
      "the report a lie. Both sides blamed each other for the [shelling:shelling] of the port, which killed nobody. "
      "Reportedly a bridge was [destroyed:destruction].");
  ASSERT_NE(text, nullptr);
  const Claims& claims = text->claims;
  ASSERT_GE(claims.drafts.size(), text->events.size());
  for (size_t d = 0; d < claims.drafts.size(); ++d) {
    const ClaimDraft& draft = claims.drafts[d];
    if (d > 0) {
      EXPECT_LE(claims.drafts[d - 1].event, draft.event);
    }
    EXPECT_LT(draft.denies, static_cast<int32_t>(claims.drafts.size()));
    EXPECT_NE(draft.denies, static_cast<int32_t>(d));
    EXPECT_EQ(draft.source.has_value(), draft.attribution >= 0);
    EXPECT_FALSE(draft.stance_rule.empty());
  }
}

}  // namespace
}  // namespace sayso
