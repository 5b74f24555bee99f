// A reading made by hand, for the tests of the views.
#pragma once

#include <string>

#include "base/span.h"
#include "sayso/reading.h"

namespace sayso {

class Sample {
 public:
  explicit Sample(std::string text) { reading.text = std::move(text); }

  // The `nth` occurrence of some words, with their code points.
  Words words(const std::string& what, int nth = 1) const {
    size_t at = std::string::npos;
    for (int i = 0; i < nth; ++i) at = reading.text.find(what, i == 0 ? 0 : at + 1);
    PointIndex index(reading.text);
    auto byte = static_cast<uint32_t>(at);
    PointSpan span = index.points({byte, byte + static_cast<uint32_t>(what.size())});
    return {what, span.begin, span.end};
  }
  ReadActor actor(const std::string& what, std::vector<std::string> side = {}, std::string name = "") const {
    return {words(what), name.empty() ? what : name, std::move(side), "belligerent"};
  }
  Claim& claim(const std::string& kind, const std::string& trigger, const std::string& sentence, int nth = 1) {
    Claim& c = reading.claims.emplace_back();
    c.n = static_cast<int>(reading.claims.size());
    c.id = "c" + std::to_string(c.n);
    c.kind = kind;
    c.trigger = words(trigger, nth);
    c.sentence = words(sentence);
    return c;
  }
  void block(const std::string& role, const std::string& what) {
    Words w = words(what);
    reading.blocks.push_back({role, w.begin, w.end, false});
  }

  Reading reading;
};

// Made field by field: GCC 12 warns falsely of aggregates that hold an empty string.
inline ReadTime time_of(std::optional<std::string> first, std::optional<std::string> last, Words words = {},
                        int precision = 1) {
  ReadTime time;
  time.words = std::move(words);
  time.first = std::move(first);
  time.last = std::move(last);
  time.precision = precision;
  return time;
}
inline ReadToll toll_of(std::string what, std::string of, std::optional<int64_t> value, std::string relation,
                        std::optional<int64_t> low, std::optional<int64_t> high, Words words = {},
                        std::vector<std::string> side = {}, bool total = false) {
  ReadToll toll;
  toll.what = std::move(what);
  toll.of = std::move(of);
  toll.side = std::move(side);
  toll.words = std::move(words);
  toll.value = value;
  toll.relation = std::move(relation);
  toll.low = low;
  toll.high = high;
  toll.total = total;
  return toll;
}

// A report on a border town: a claim with a toll, its denial through an agency, a caption, and the report's own voice.
inline Reading border_report() {
  const std::string title = "Two armies trade fire near Kalven";
  const std::string caption = "A photo released by the Norland army shows a burnt tank.";
  const std::string first =
      "The Norland army claimed its guns killed over 40 Sudmark soldiers near the town of Kalven on Monday, a figure "
      "that Sudmark’s defence ministry, speaking to the Vesti agency, rejected.";
  const std::string second = "Three villagers were wounded, “by whom is not clear”, a doctor said.";
  const std::string third = "Fighting went on into the night.";
  Sample s(title + "\n\n" + caption + "\n\nSELM, Norland — " + first + " " + second + " " + third + "\n");
  s.reading.id = "sha256:00";
  s.reading.uri = "border.txt";
  s.reading.outlet = "The Example Times";
  s.reading.title = title;
  s.reading.published = "2021-03-02T09:30";
  s.reading.dateline = s.words("SELM, Norland");
  s.block("title", title);
  s.block("caption", caption);
  s.block("paragraph", "SELM, Norland — " + first + " " + second + " " + third);

  Claim& burnt = s.claim("destruction", "burnt", caption);
  burnt.source = s.actor("the Norland army", {"Norland"});
  burnt.cue = s.words("released by");
  burnt.on = {s.actor("tank")};
  burnt.tolls = {toll_of("destroyed", "tank", 1, "=", 1, 1, s.words("a burnt tank"))};

  Claim& killed = s.claim("killing", "killed", first);
  killed.source = s.actor("The Norland army", {"Norland"});
  killed.cue = s.words("claimed");
  killed.cue_class = "distancing";
  killed.quote = "indirect";
  killed.by = {s.actor("its guns", {"Norland"})};
  killed.on = {s.actor("Sudmark soldiers", {"Sudmark"})};
  killed.place = ReadPlace{s.words("the town of Kalven"), "Kalven", {"Kálven"}, "ND", 40.25, -7.5, 12345, 1};
  killed.when = time_of("2021-03-01", "2021-03-01", s.words("Monday"));
  killed.tolls = {
      toll_of("killed", "combatants", 40, ">", 40, std::nullopt, s.words("over 40 Sudmark soldiers"), {"Sudmark"})};
  killed.codes = {"ASSAULT", "190", "Battles"};

  Claim& denied = s.claim("killing", "killed", first);
  denied.source = s.actor("Sudmark’s defence ministry", {"Sudmark"}, "Sudmark Ministry of Defence");
  denied.via = {s.actor("the Vesti agency")};
  denied.cue = s.words("rejected");
  denied.cue_class = "denying";
  denied.stance = "denies";
  denied.denies = 2;

  Claim& hurt = s.claim("wounding", "wounded", second);
  hurt.source = s.actor("a doctor");
  hurt.cue = s.words("said");
  hurt.on = {s.actor("villagers", {"civilians"})};
  hurt.tolls = {toll_of("wounded", "civilians", 3, "=", 3, 3, s.words("Three villagers"), {"civilians"}, true)};

  Claim& fight = s.claim("clash", "Fighting", third);
  fight.when = time_of(std::nullopt, "2021-03-02", s.words("into the night"), 2);

  s.reading.attributions = {{s.words("The Norland army"), s.words("claimed"), {s.words("its guns killed")}},
                            {std::nullopt, s.words("is not clear"), {}}};
  s.reading.places = {*s.reading.claims[1].place};
  s.reading.times = {*s.reading.claims[1].when};
  s.reading.actors = {s.actor("The Norland army", {"Norland"})};
  s.reading.counts = {{s.words("over 40"), 40, ">", 40, std::nullopt, "soldiers"}};
  return s.reading;
}

}  // namespace sayso
