// The block of a claim, and how a denial hangs below it:
//
//    5  Azerbaijan's Defense Ministry (Azerbaijan) · says “told” · via the Interfax news agency
//    │  killing · → Armenian troops (Armenia) · 2020-09-28 “Monday”
//    │  killed > 550 combatants of Armenia “over 550 Armenian troops”
//    │  ❝Azerbaijan's Defense Ministry told the Interfax news agency Monday that ...❞
//    └─ 6  Armenian officials (Armenia) · denies 5 “denied”

#include "view/text.h"

#include <algorithm>
#include <map>
#include <optional>

#include "view/dispute.h"
#include "view/phrase.h"

namespace sayso {
namespace {

std::string upper_first(std::string s) {
  if (!s.empty() && s[0] >= 'a' && s[0] <= 'z') s[0] = static_cast<char>(s[0] - 'a' + 'A');
  return s;
}

// "2020-09-28T17:45" as "2020-09-28 17:45".
std::string published(std::string at) {
  std::replace(at.begin(), at.end(), 'T', ' ');
  return at;
}

const char* heading(Dispute::Why why) {
  switch (why) {
    case Dispute::Why::denial:
      return "denied";
    case Dispute::Why::rival_doers:
      return "each names another doer";
    case Dispute::Why::rival_tolls:
      return "figures that cannot both hold";
  }
  return "";
}

class ReportView {
 public:
  ReportView(const Reading& reading, const TextOptions& options)
      : reading_(reading), screen_(options.width, options.color), drawn_(reading.claims.size(), false) {
    int most = 0;
    for (const Claim& claim : reading.claims) most = std::max(most, claim.n);
    digits_ = std::max<size_t>(2, std::to_string(most).size());
    std::map<int, size_t> by_number;
    for (size_t i = 0; i < reading.claims.size(); ++i) by_number.emplace(reading.claims[i].n, i);
    for (size_t i = 0; i < reading.claims.size(); ++i) {
      denied_.emplace_back();
      if (!reading.claims[i].denies) continue;
      const auto denied = by_number.find(*reading.claims[i].denies);
      if (denied == by_number.end()) continue;
      denied_[i] = denied->second;
      deniers_.emplace(denied->second, i);
    }
  }

  std::string write() {
    head();
    std::vector<Dispute> in_dispute = disputes(reading_);
    for (const Dispute& dispute : in_dispute) {
      screen_.blank();
      screen_.put(Text("In dispute: ", Ink::strong).add(heading(dispute.why)));
      group(dispute);
    }
    rest(in_dispute.empty() ? "Claims" : "Not disputed in this report");
    return screen_.take();
  }

 private:
  void head() {
    if (reading_.title) screen_.put(Text(*reading_.title, Ink::strong));
    Text line;
    auto part = [&](const std::string& s) {
      if (s.empty()) return;
      if (!line.empty()) line.add(" · ", Ink::quiet);
      line.add(s);
    };
    if (reading_.outlet) part(*reading_.outlet);
    if (reading_.agency && reading_.agency != reading_.outlet) part(*reading_.agency);
    if (reading_.published) part(published(*reading_.published));
    if (reading_.dateline) part(reading_.dateline->text);
    part(reading_.uri);
    screen_.put(line);
    if (reading_.claims.empty()) screen_.put(Text("No claim about a conflict found.", Ink::quiet));
  }

  std::string number_prefix(const Claim& claim) const {
    std::string n = std::to_string(claim.n);
    return std::string(digits_ - std::min(digits_, n.size()), ' ') + n + "  ";
  }

  // What is not drawn yet, in the order of the text. Claims of one sentence share its quotation.
  void rest(const char* title) {
    std::vector<const Claim*> left;
    for (size_t i = 0; i < reading_.claims.size(); ++i)
      if (!drawn_[i]) left.push_back(&reading_.claims[i]);
    std::string indent(digits_ + 2, ' ');
    for (size_t i = 0; i < left.size();) {
      screen_.blank();
      if (i == 0) screen_.put(Text(title, Ink::strong));
      size_t end = i;
      std::vector<Words> triggers;
      for (; end < left.size() && left[end]->sentence.begin == left[i]->sentence.begin; ++end) {
        content(*left[end], number_prefix(*left[end]), indent);
        triggers.push_back(left[end]->trigger);
      }
      screen_.put(indent, indent, sentence(*left[i], std::move(triggers)));
      i = end;
    }
  }

  // The group as trees: a claim and, hung below it, those that deny it. Claims that deny each other in a circle are
  // drawn from the first of them.
  void group(const Dispute& dispute) {
    for (bool roots : {true, false})
      for (size_t i : dispute.claims)
        if (!drawn_[i] && (!roots || denied(i) == nullptr)) tree(i, "", "");
  }

  void tree(size_t i, const std::string& first, const std::string& rest) {
    drawn_[i] = true;
    std::vector<size_t> deniers;  // a dispute holds all of them
    for (auto [at, last] = deniers_.equal_range(i); at != last; ++at)
      if (!drawn_[at->second]) deniers.push_back(at->second);
    std::string number =
        first.empty() ? number_prefix(reading_.claims[i]) : std::to_string(reading_.claims[i].n) + "  ";
    std::string below = rest + std::string(number.size() - 3, ' ');  // the last digit's column
    claim(reading_.claims[i], first + number, below + (deniers.empty() ? "   " : "│  "),
          first.empty() ? nullptr : denied(i));
    for (size_t j : deniers) {
      if (drawn_[j]) continue;
      bool last = j == deniers.back();
      tree(j, below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "));
    }
  }

  const Claim* denied(size_t i) const {
    const std::optional<size_t>& k = denied_[i];
    return k ? &reading_.claims[*k] : nullptr;
  }

  // `denied` is the claim shown above this one, of which nothing is said again.
  void claim(const Claim& claim, const std::string& first, const std::string& rest, const Claim* denied) {
    bool bare_denial = denied != nullptr && denied->trigger.begin == claim.trigger.begin;
    if (bare_denial) {
      screen_.put(first, rest, who(claim));
    } else {
      content(claim, first, rest);
    }
    if (denied == nullptr || denied->sentence.begin != claim.sentence.begin)
      screen_.put(rest, rest, sentence(claim, {claim.trigger}));
  }

  void content(const Claim& claim, const std::string& first, const std::string& rest) {
    screen_.put(first, rest, who(claim));
    screen_.put(rest, rest, what(claim));
    for (const ReadToll& t : claim.tolls) screen_.put(rest, rest, toll(t));
  }

  Text who(const Claim& claim) const {
    Text line;
    if (claim.source) {
      ReadActor source = *claim.source;
      source.name = upper_first(name_of(source));
      actor(line, source, Ink::strong);
    } else {
      line.add(upper_first(own_voice(reading_)), Ink::strong);
      if (reading_.outlet || reading_.agency) line.add(" (the report itself)", Ink::quiet);
    }
    line.add(" · ", Ink::quiet).add(stance_word(claim), Ink::label);
    if (claim.denies) line.add(" " + std::to_string(*claim.denies), Ink::label);
    if (claim.cue) words(line, *claim.cue);
    for (const ReadActor& via : claim.via) {
      line.add(" · via ", Ink::quiet);
      actor(line, via, Ink::plain);
    }
    return line;
  }

  Text what(const Claim& claim) const {
    Text line(claim.kind, Ink::strong);
    if (claim.modality == "possible") line.add(" that may have been");
    if (claim.modality == "future") line.add(" to come");
    if (claim.certainty != "certain" && claim.modality != "possible") line.add(" (" + claim.certainty + ")");
    if (!claim.by.empty() || !claim.on.empty()) {
      line.add(" · ", Ink::quiet);
      actors(line, claim.by);
      line.add(claim.by.empty() ? "→ " : claim.on.empty() ? " →" : " → ");
      actors(line, claim.on);
    }
    if (claim.place) {
      line.add(" · at ", Ink::quiet).add(place(*claim.place));
      if (claim.place->words.text != claim.place->name) words(line, claim.place->words);
    }
    if (claim.when && !days(*claim.when).empty()) {
      line.add(" · ", Ink::quiet).add(days(*claim.when));
      words(line, claim.when->words);
    }
    return line;
  }

  Text toll(const ReadToll& toll) const {
    Text line(toll.what + " ");
    line.add(figure(toll), Ink::strong).add(" " + counted(toll));
    if (toll.total) line.add(" so far");
    words(line, toll.words);
    return line;
  }

  // The words of the report, the triggers in strong ink.
  Text sentence(const Claim& claim, std::vector<Words> triggers) const {
    Text line;
    std::string role = block_role(reading_, claim);
    if (role == "caption") line.add("picture caption: ", Ink::label);
    if (role == "title" || role == "heading") line.add("headline: ", Ink::label);
    const Words& whole = claim.sentence;
    std::sort(triggers.begin(), triggers.end(), [](const Words& a, const Words& b) { return a.begin < b.begin; });
    line.add("❝", Ink::quiet);
    size_t done = 0;
    for (const Words& trigger : triggers) {
      if (trigger.begin < whole.begin || trigger.end > whole.end) continue;
      size_t at = byte_of(whole.text, trigger.begin - whole.begin);
      if (at < done || whole.text.compare(at, trigger.text.size(), trigger.text) != 0) continue;
      line.add(whole.text.substr(done, at - done), Ink::quiet).add(trigger.text, Ink::strong);
      done = at + trigger.text.size();
    }
    return line.add(whole.text.substr(done) + "❞", Ink::quiet);
  }

  // The byte where the character number `point` of the text begins.
  static size_t byte_of(const std::string& text, uint32_t point) {
    size_t at = 0;
    for (; at < text.size(); ++at)
      if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && point-- == 0) break;
    return at;
  }

  // Name and side; the words too where they are others ("he").
  static void actor(Text& line, const ReadActor& actor, Ink ink) {
    line.add(name_of(actor), ink);
    std::string side = sides(actor.side);
    if (!side.empty() && side != name_of(actor)) line.add(" (" + side + ")");
    if (upper_first(actor.words.text) != upper_first(name_of(actor))) words(line, actor.words);
  }

  // Doers and targets are shown in the report's words, with the side they stand for.
  static void actors(Text& line, const std::vector<ReadActor>& list) {
    for (size_t i = 0; i < list.size(); ++i) {
      if (i > 0) line.add(", ");
      line.add(list[i].words.text);
      std::string side = sides(list[i].side);
      if (!side.empty() && side != list[i].words.text) line.add(" (" + side + ")");
    }
  }

  static void words(Text& line, const Words& words) {
    if (!words.text.empty()) line.add(" “" + words.text + "”", Ink::quiet);
  }

  const Reading& reading_;
  Screen screen_;
  size_t digits_ = 2;
  std::vector<bool> drawn_;                    // of each claim: already on the screen
  std::vector<std::optional<size_t>> denied_;  // of each claim: the one that it denies
  std::multimap<size_t, size_t> deniers_;      // claim -> those that deny it
};

}  // namespace

std::string to_text(const Reading& reading, const TextOptions& options) { return ReportView(reading, options).write(); }

std::string report_rule(size_t number, const TextOptions& options) {
  std::string line = "━━━ Report " + std::to_string(number) + " ";
  for (size_t wide = columns(line); wide < options.width; ++wide) line += "━";
  Screen screen(options.width, options.color);
  screen.put(Text(line, Ink::label));
  return screen.take();
}

}  // namespace sayso
