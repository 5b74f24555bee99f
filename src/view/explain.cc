#include "view/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "view/phrase.h"
#include "view/screen.h"
#include "view/tree.h"

namespace sayso {
namespace {

std::string without_blanks(std::string_view text) {
  std::string out;
  for (char c : text)
    if (c != ' ' && c != '\n' && c != '\t') out += c;
  return out;
}

// What a claim says in one of its fields, and where the report says it.
struct Field {
  std::string name;
  std::string value;
  std::vector<Words> words;
};

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& s : list) out += (out.empty() ? "" : "; ") + s;
  return out;
}

Field actors(const std::string& name, const std::vector<ReadActor>& list) {
  Field field{name, "", {}};
  std::vector<std::string> values;
  for (const ReadActor& actor : list) {
    std::string side = sides(actor.side);
    values.push_back(name_of(actor) + (side.empty() ? "" : " (" + side + ")"));
    field.words.push_back(actor.words);
  }
  field.value = joined(values);
  return field;
}

// "Kirovsk: chosen Kirovsk (UA) over Kirovsk (RU), Kirovsk (BY); margin 2.3". Provinces and districts are told from the
// towns they are named after, and places that are still alike by where they lie.
std::string namesakes(const ReadPlace& chosen) {
  auto label = [](const std::string& name, const std::string& country, int precision) {
    const char* grain = precision == 3 ? "district" : precision == 4 ? "province" : precision == 5 ? "region" : "";
    std::string about = country;
    if (*grain != '\0') about += (about.empty() ? "" : ", ") + std::string(grain);
    return name + (about.empty() ? "" : " (" + about + ")");
  };
  auto score = [](double value) { return fmt::format("{:.1f}", value); };
  const std::string name = label(chosen.name, chosen.country, chosen.precision);
  std::vector<std::string> told = {name};
  std::string out = chosen.words.text + ": chosen " + name;
  if (!chosen.candidates || chosen.candidates->empty()) return out + "; no other place has the name";
  const char* before = " over ";
  for (const PlaceCandidate& other : *chosen.candidates) {
    std::string its = label(other.name, other.country, other.precision);
    if (std::find(told.begin(), told.end(), its) != told.end())
      its += fmt::format(" at {:.1f} {:.1f}", other.lat, other.lon);
    else
      told.push_back(its);
    out += before + its;
    before = ", ";
  }
  return out + "; margin " + score(chosen.margin.value_or(0));
}

std::vector<Field> fields_of(const Reading& reading, const Claim& claim) {
  std::vector<Field> fields;
  fields.push_back({"trigger", claim.trigger.text, {claim.trigger}});
  fields.push_back({"kind", claim.kind, {}});
  fields.push_back({"modality", claim.modality, {}});
  fields.push_back(claim.source ? actors("source", {*claim.source})
                                : Field{"source", own_voice(reading) + " (the report itself)", {}});
  if (claim.source) fields.back().value += ", " + claim.source->type;
  fields.push_back(actors("via", claim.via));
  if (claim.cue) fields.push_back({"cue", claim.cue_class, {*claim.cue}});
  fields.push_back({"quote", claim.quote, {}});
  fields.push_back({"stance", claim.stance, {}});
  if (claim.denies) fields.push_back({"denies", "claim " + std::to_string(*claim.denies), {}});
  fields.push_back({"certainty", claim.certainty, {}});
  fields.push_back(actors("by", claim.by));
  fields.push_back(actors("on", claim.on));
  if (claim.place) {
    fields.push_back({"place", place(*claim.place), {claim.place->words}});
    if (claim.place->score) fields.push_back({"namesakes", namesakes(*claim.place), {}});
  }
  if (claim.when) fields.push_back({"when", days(*claim.when), {claim.when->words}});
  Field tolls{"tolls", "", {}};
  std::vector<std::string> values;
  for (const ReadToll& toll : claim.tolls) {
    values.push_back(toll.what + " " + figure(toll) + " " + counted(toll) + (toll.total ? " so far" : ""));
    tolls.words.push_back(toll.words);
  }
  tolls.value = joined(values);
  fields.push_back(tolls);
  fields.push_back({"codes",
                    joined({"PLOVER " + (claim.codes.plover.empty() ? "-" : claim.codes.plover),
                            "CAMEO " + (claim.codes.cameo.empty() ? "-" : claim.codes.cameo),
                            "ACLED " + (claim.codes.acled.empty() ? "-" : claim.codes.acled)}),
                    {}});
  return fields;
}

// The tree of the claim's sentence: the one with the same words.
const std::string* tree_of(const Reading& reading, const Claim& claim) {
  std::string wanted = without_blanks(claim.sentence.text);
  for (const std::string& tree : reading.trees) {
    std::string forms;
    for (const TreeWord& word : parse_conllu(tree)) forms += word.form;
    if (without_blanks(forms) == wanted) return &tree;
  }
  return nullptr;
}

// Which fields' words cover each word of the tree. Words are found in the sentence one after the other.
std::vector<std::string> marks_of(const std::vector<TreeWord>& tree, const Claim& claim,
                                  const std::vector<Field>& fields) {
  std::vector<std::string> marks;
  const std::string& text = claim.sentence.text;
  size_t byte = 0;
  uint32_t point = claim.sentence.begin;
  auto skip_to = [&](size_t target) {
    for (; byte < target; ++byte) point += (static_cast<unsigned char>(text[byte]) & 0xC0) != 0x80 ? 1 : 0;
  };
  for (const TreeWord& word : tree) {
    std::string mark;
    size_t at = text.find(word.form, byte);
    if (at != text.npos) {
      skip_to(at);
      uint32_t begin = point;
      skip_to(at + word.form.size());
      for (const Field& field : fields)
        if (std::any_of(field.words.begin(), field.words.end(),
                        [&](const Words& w) { return w.begin < point && begin < w.end; }))
          mark += (mark.empty() ? "" : ", ") + field.name;
    }
    marks.push_back(mark);
  }
  return marks;
}

void draw(Screen& screen, const std::vector<TreeWord>& tree, const std::vector<std::string>& marks) {
  std::vector<std::string> lines = branches(tree);
  std::vector<size_t> widths(4, 0);
  for (size_t i = 0; i < tree.size(); ++i) {
    lines[i] += " " + tree[i].form;
    widths[0] = std::max(widths[0], columns(lines[i]));
    widths[1] = std::max(widths[1], columns(tree[i].lemma));
    widths[2] = std::max(widths[2], columns(tree[i].upos));
    widths[3] = std::max(widths[3], columns(tree[i].relation));
  }
  auto padded = [](const std::string& s, size_t width) { return s + std::string(width - columns(s) + 2, ' '); };
  for (size_t i = 0; i < tree.size(); ++i) {
    std::string line =
        "  " + padded(lines[i], widths[0]) + padded(tree[i].lemma, widths[1]) + padded(tree[i].upos, widths[2]);
    line += marks[i].empty() ? tree[i].relation : padded(tree[i].relation, widths[3]);
    // The drawing is a prefix: it must not be wrapped.
    screen.put_line(line, marks[i].empty() ? Text() : Text("← " + marks[i], Ink::label));
  }
}

}  // namespace

std::string to_explanation(const Reading& reading, size_t index, const TextOptions& options) {
  const Claim& claim = reading.claims[index];
  std::vector<Field> fields = fields_of(reading, claim);
  Screen screen(options.width, options.color);

  screen.put(Text("Claim " + std::to_string(claim.n), Ink::strong).add(" of " + reading.uri));
  screen.put("  ", "  ", Text("❝" + claim.sentence.text + "❞", Ink::quiet));
  screen.blank();

  screen.put(Text("The sentence's tree", Ink::strong));
  const std::string* tree = tree_of(reading, claim);
  if (tree != nullptr) {
    std::vector<TreeWord> words = parse_conllu(*tree);
    draw(screen, words, marks_of(words, claim, fields));
  } else {
    screen.put("  ", "  ", Text("not at hand", Ink::quiet));
  }
  screen.blank();

  screen.put(Text("Fields", Ink::strong).add(" (the words of the report that carry each, and the rule that decided)"));
  size_t wide = 0;
  for (const Field& field : fields) wide = std::max(wide, field.name.size());
  for (const Field& field : fields) {
    Text line(field.value.empty() ? "-" : field.value);
    for (const Words& words : field.words) {
      if (words.text.empty()) continue;
      if (words.text != field.value) line.add(" “" + words.text + "”", Ink::quiet);
      line.add(" [" + std::to_string(words.begin) + "," + std::to_string(words.end) + ")", Ink::quiet);
    }
    for (const Reason& reason : claim.reasons) {
      if (reason.field != field.name) continue;
      line.add(" · ", Ink::quiet).add(reason.rule, Ink::label);
      if (!reason.words.text.empty()) line.add(" on “" + reason.words.text + "”", Ink::quiet);
    }
    std::string name = field.name + std::string(wide - field.name.size(), ' ');
    screen.put("  " + name + "  ", std::string(wide + 4, ' '), line);
  }
  for (const Reason& reason : claim.reasons) {
    bool shown = std::any_of(fields.begin(), fields.end(), [&](const Field& f) { return f.name == reason.field; });
    if (shown) continue;
    Text line(reason.rule, Ink::label);
    if (!reason.words.text.empty()) line.add(" on “" + reason.words.text + "”", Ink::quiet);
    screen.put("  " + reason.field + ": ", "    ", line);
  }
  return screen.take();
}

}  // namespace sayso
