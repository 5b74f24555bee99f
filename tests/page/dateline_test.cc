#include "page/dateline.h"

#include <gtest/gtest.h>

#include "page/layout.h"
#include "picture.h"

namespace sayso {
namespace {

const LayoutReader& layout() {
  static const LayoutReader reader = *LayoutReader::load(knowledge());
  return reader;
}

// "place | agency | month-day | first word of the prose", "-" for what is not there; "none" for no dateline.
std::string read(std::string_view paragraph, bool first = true) {
  auto line = layout().tables().datelines.read(paragraph, first);
  if (!line) return "none";
  std::string place(line->place.in(paragraph));
  std::string date = line->date ? std::to_string(line->date->month) + "-" + std::to_string(line->date->day) : "-";
  std::string_view rest = paragraph.substr(line->body);
  std::string word(rest.substr(0, rest.find(' ')));
  return (place.empty() ? "-" : place) + " | " + (line->agency.empty() ? "-" : line->agency) + " | " + date + " | " +
         (line->alone ? "alone" : word);
}

TEST(Dateline, ReadsWhatAgenciesWrite) {
  struct {
    const char* paragraph;
    const char* read;
  } cases[] = {
      {"TBILISI, Georgia (AP) — Troops crossed the river.", "TBILISI, Georgia | AP | - | Troops"},
      {"TBILISI (AFP) – al-Jazeera reported fire.", "TBILISI | AFP | - | al-Jazeera"},
      {"TBILISI, Oct 2 (Reuters) - Troops crossed the river.", "TBILISI | Reuters | 10-2 | Troops"},
      {"TBILISI/BAKU, Oct 2 (Reuters) - Troops crossed.", "TBILISI/BAKU | Reuters | 10-2 | Troops"},
      {"Tbilisi (Georgia), Oct 2, 2020 (AFP) - Troops crossed.", "Tbilisi (Georgia) | AFP | 10-2 | Troops"},
      {"Oct 2 (Reuters) - Troops crossed.", "- | Reuters | 10-2 | Troops"},
      {"SOCHI, October 2. /TASS/. Troops crossed.", "SOCHI | TASS | 10-2 | Troops"},
      {"SOCHI. Oct 2 (Interfax) - Troops crossed.", "SOCHI | Interfax | 10-2 | Troops"},
      {"SOCHI, 2 Oct - RIA Novosti. Troops crossed.", "SOCHI | RIA Novosti | 10-2 | Troops"},
      {"SOCHI October 2 TASS - Troops crossed.", "SOCHI | TASS | 10-2 | Troops"},
      {"GORIS, OCTOBER 2, ARMENPRESS. Troops crossed.", "GORIS | Armenpress | 10-2 | Troops"},
      {"Gori – APA. Troops crossed.", "Gori | APA | - | Troops"},
      {"Gori, Oct 2 (PTI) Troops crossed.", "Gori | PTI | 10-2 | Troops"},
      {"Bilbao, 2 Oct (EFE).- Troops crossed.", "Bilbao | EFE | 10-2 | Troops"},
      {"Jeddah, Safar 15, 1442, October 02, 2020, SPA -- Troops crossed.", "Jeddah | SPA | 10-2 | Troops"},
      {"DJERBA, 2 October (XYZA) -- Troops crossed.", "DJERBA | XYZA | 10-2 | Troops"},
      {"HERAT CITY (Pajhwok): Troops crossed.", "HERAT CITY | Pajhwok | - | Troops"},
      {"NNA - Troops crossed.", "- | NNA | - | Troops"},
      {"PESHAWAR: Troops crossed the river.", "PESHAWAR | - | - | Troops"},
      {"NEW TOWN, Oct 2: Troops crossed the river.", "NEW TOWN | - | 10-2 | Troops"},
      {"PESHAWAR — Troops crossed the river.", "PESHAWAR | - | - | Troops"},
      {"PESHAWAR, Friday Oct 2 — Troops crossed the river.", "PESHAWAR | - | 10-2 | Troops"},
      {"ST. PETERSBURG, Russia _ Troops crossed the river.", "ST. PETERSBURG, Russia | - | - | Troops"},
      {"(Geneva) – Troops crossed the river.", "Geneva | - | - | Troops"},
      {"LA PLATA, Buenos Aires. They came at noon.", "LA PLATA, Buenos Aires | - | - | They"},
      {"Gao, 2 October 2020 – Troops crossed the river.", "Gao | - | 10-2 | Troops"},
      {"GORIS, Armenia, Oct. 2", "GORIS, Armenia | - | 10-2 | alone"},
      {"Goris, October 2, AZERTAC", "Goris | Azertac | 10-2 | alone"},
      {"GORIS, Oct 2 (Reuters) -", "GORIS | Reuters | 10-2 | alone"},
      {"Multan - October 2, 2020", "Multan | - | 10-2 | alone"},
      {"PRESS STATEMENT, Uppsala, Sweden, October 2, 2020", "Uppsala, Sweden | - | 10-2 | alone"},
      {"Goris (AP)", "Goris | AP | - | alone"},
      {"Gori, 22/10 (APA) - Troops crossed.", "Gori | APA | 10-22 | Troops"},
      {"GORI, 2/10 - Troops crossed the river.", "GORI | - | 10-2 | Troops"},
  };
  for (const auto& c : cases) EXPECT_EQ(read(c.paragraph), c.read) << c.paragraph;
}

TEST(Dateline, LeavesProseAlone) {
  for (const char* paragraph : {
           "Troops crossed the river on October 2.",
           "Georgia, Armenia and Iran closed their borders.",
           "On October 2, Reuters reported fire.",
           "The ministry - which had been silent - spoke.",
           "Georgia — a small country — closed its border.",
           "UPDATE: Troops crossed the river.",
           "By Mara Lind, October 2",
           "October 2, 2020",
           "In Goris, officials said: We are ready.",
           "",
           "(",
           "—",
       })
    EXPECT_EQ(read(paragraph), "none") << paragraph;
}

TEST(Dateline, AsksForMoreBelowTheFirstParagraph) {
  EXPECT_EQ(read("Gori – Troops crossed.", true), "Gori | - | - | Troops");
  EXPECT_EQ(read("Gori – Troops crossed.", false), "none");
  EXPECT_EQ(read("GORI, Georgia (AP) — Troops crossed.", false), "GORI, Georgia | AP | - | Troops");
}

}  // namespace
}  // namespace sayso
