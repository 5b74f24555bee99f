// sayso-claims: learns and measures the choice of a claim's source, with the gold triggers given.
//
//   sayso-claims train GOLD... > knowledge/claims/source_weights.tsv
//   sayso-claims score GOLD...      shares of rows with the right source, stance and denial
//   sayso-claims cross GOLD...      the same source figure, each file left out of the training once
//   sayso-claims errors GOLD...     the rows that are wrong, with their sentences
//   sayso-claims time GOLD...       microseconds a token that the stage takes
//   sayso-claims telling POLNEAR... [--out FOLDER]   learns which sayings are attributions, and which words they cover
//                                   (telling_trainer.h)
//   sayso-claims why --only ID GOLD...   every candidate of a report's events, with its weights
//
// Learning is a conditional logit: the probability of a candidate is exp(sum of its weights) over the sum for all
// candidates of the event; several candidates may be right (the same body twice), and their sum is what is raised.
// Plain full-batch gradient steps with Adagrad and an L2 penalty, in a fixed order, so that the same data give the
// same weights. What comes out is rounded to thousandths, which is what the program reads.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "claim/finder.h"
#include "claim/source_choice.h"
#include "claim/speakers.h"
#include "claim_gold.h"
#include "claim_reader.h"
#include "telling_trainer.h"
#include "text/quotes.h"

namespace sayso::train {
namespace {

constexpr int kSteps = 300;
constexpr double kPenalty = 2.5;
constexpr double kRate = 0.25;

// A gold report, read up to its mentions, with its rows as events.
struct Read {
  const GoldReport* gold = nullptr;
  std::unique_ptr<ReadReport> in;
  std::vector<Event> events;           // one for each distinct trigger
  std::vector<std::vector<int>> rows;  // of each event: indices into gold->rows
};

void locate_events(Read& read) {
  const Parse& parse = *read.in->parse;
  const Tokens& tokens = parse.tokens();
  std::map<std::pair<TokenIndex, TokenIndex>, std::vector<int>> by_trigger;
  for (size_t r = 0; r < read.gold->rows.size(); ++r) {
    const GoldRow& row = read.gold->rows[r];
    TokenIndex first = kNoToken, last = kNoToken;
    for (TokenIndex i = 0; i < tokens.size(); ++i) {
      ByteSpan span = tokens.tokens[static_cast<size_t>(i)].span;
      if (span.begin < row.end && row.begin < span.end) {
        if (first == kNoToken) first = i;
        last = i;
      }
    }
    if (first != kNoToken) by_trigger[{first, last + 1}].push_back(static_cast<int>(r));
  }
  for (auto& [range, rows] : by_trigger) {
    Event event;
    event.trigger = {range.first, range.second};
    event.head = range.first;
    for (TokenIndex i = range.first; i < range.second; ++i)
      if (!event.trigger.contains(parse.head(i))) event.head = i;
    event.sentence = tokens.sentence_of(range.first);
    event.kind = read.gold->rows[static_cast<size_t>(rows[0])].kind;
    read.events.push_back(std::move(event));
    read.rows.push_back(rows);
  }
}

bool source_agrees(const SideNames& sides, const GoldRow& row, const std::optional<Speaker>& source,
                   std::string_view words) {
  if (!row.has_source || !source) return !row.has_source && !source;
  std::string text(words);
  for (const std::string& gold : {row.source, row.source_is})
    if (sides.same(gold, text) || sides.same(gold, source->name)) return true;
  return false;
}

std::string_view source_words(const Read& read, const std::optional<Speaker>& source) {
  return source ? read.in->parse->tokens().words(source->tokens) : std::string_view();
}

// One event as the learner sees it.
struct Example {
  std::vector<SourceCandidate> candidates;
  std::vector<bool> right;
};

struct Tools {
  std::unique_ptr<KnowledgeSource> knowledge;
  std::optional<Reader> reader;
  std::optional<CueTable> cues;
  std::optional<SourceFeatures> features;
  std::optional<ClaimFinder> finder;
  std::optional<SideNames> sides;
};

void add_examples(const Tools& tools, const Read& read, std::vector<Example>& out) {
  const Parse& parse = *read.in->parse;
  Quotes quotes(parse.tokens());
  std::vector<Saying> sayings =
      find_sayings(read.in->report, parse, read.in->mentions, quotes, tools.cues->find(parse));
  SourceContext context(read.in->report, parse, read.in->mentions, read.in->tags, quotes, sayings);
  for (size_t e = 0; e < read.events.size(); ++e) {
    Example example;
    tools.features->candidates(context, read.events[e], example.candidates);
    for (const SourceCandidate& c : example.candidates) {
      std::optional<Speaker> source;
      if (c.saying >= 0)
        source = make_speaker(context, sayings[static_cast<size_t>(c.saying)].speakers[static_cast<size_t>(c.speaker)]);
      bool right = false;
      for (int r : read.rows[e])
        right |=
            source_agrees(*tools.sides, read.gold->rows[static_cast<size_t>(r)], source, source_words(read, source));
      example.right.push_back(right);
    }
    out.push_back(std::move(example));
  }
}

std::vector<int32_t> learn(const std::vector<Example>& examples, size_t features) {
  std::vector<double> weights(features, 0), squares(features, 1e-6), gradient(features);
  std::vector<double> scores;
  for (int step = 0; step < kSteps; ++step) {
    for (size_t f = 0; f < features; ++f) gradient[f] = -kPenalty * weights[f];
    for (const Example& example : examples) {
      scores.clear();
      double highest = -1e300;
      for (const SourceCandidate& c : example.candidates) {
        double sum = 0;
        for (uint32_t f : c.features) sum += weights[f];
        scores.push_back(sum);
        highest = std::max(highest, sum);
      }
      double all = 0, right = 0;  // an example without a right candidate teaches nothing
      for (size_t i = 0; i < scores.size(); ++i) {
        scores[i] = std::exp(scores[i] - highest);
        all += scores[i];
        if (example.right[i]) right += scores[i];
      }
      if (right <= 0) continue;
      for (size_t i = 0; i < scores.size(); ++i) {
        double d = (example.right[i] ? scores[i] / right : 0) - scores[i] / all;
        for (uint32_t f : example.candidates[i].features) gradient[f] += d;
      }
    }
    for (size_t f = 0; f < features; ++f) {
      squares[f] += gradient[f] * gradient[f];
      weights[f] += kRate * gradient[f] / std::sqrt(squares[f]);
    }
  }
  std::vector<int32_t> out;
  for (double w : weights) out.push_back(static_cast<int32_t>(std::lround(w * 1000)));
  return out;
}

struct Tally {
  int rows = 0, source = 0, null_or_named = 0, stance = 0, both = 0, reachable = 0;
  int drafts = 0, extra_right = 0, extra = 0;
  int denials = 0, linked = 0;
  std::map<std::string, std::map<std::string, int>> stances;
};

// Scores the finder's drafts against the rows, with every gold trigger given. Each row takes the draft of its trigger
// that agrees best.
void score(const Tools& tools, const Read& read, Tally& tally, bool errors) {
  Claims claims = tools.finder->find(read.in->report, *read.in->parse, read.in->mentions, read.in->tags, read.events);
  for (size_t e = 0; e < read.events.size(); ++e) {
    std::vector<size_t> mine;
    for (size_t d = 0; d < claims.drafts.size(); ++d)
      if (claims.drafts[d].event == e) mine.push_back(d);
    tally.drafts += static_cast<int>(mine.size());
    std::vector<bool> used(mine.size(), false);
    // Rows in the order that pairs the best first.
    std::vector<std::tuple<int, int, size_t>> pairs;  // -agreement, row, draft
    for (int r : read.rows[e])
      for (size_t m = 0; m < mine.size(); ++m) {
        const ClaimDraft& d = claims.drafts[mine[m]];
        const GoldRow& row = read.gold->rows[static_cast<size_t>(r)];
        int agree = 3 * source_agrees(*tools.sides, row, d.source, source_words(read, d.source)) +
                    2 * (row.stance == name(d.stance));
        pairs.emplace_back(-agree, r, m);
      }
    std::sort(pairs.begin(), pairs.end());
    std::map<int, size_t> draft_of;
    for (auto [agree, r, m] : pairs)
      if (draft_of.count(r) == 0 && !used[m]) {
        draft_of[r] = m;
        used[m] = true;
      }
    for (size_t m = 0; errors && m < mine.size(); ++m) {
      const ClaimDraft& d = claims.drafts[mine[m]];
      if (!used[m])
        std::printf("EXTRA %s [%s] %s/%s (%s)\n    %s\n", read.gold->id.c_str(),
                    std::string(read.in->parse->tokens().words(read.events[e].trigger)).c_str(),
                    d.source ? std::string(source_words(read, d.source)).c_str() : "null",
                    std::string(name(d.stance)).c_str(), d.stance_rule.c_str(),
                    std::string(read.in->parse->tokens().words(
                                    read.in->parse->tokens().sentences[read.events[e].sentence].tokens))
                        .c_str());
    }
    if (mine.size() > 1) tally.extra += static_cast<int>(mine.size()) - 1;
    if (mine.size() > 1) tally.extra_right += static_cast<int>(std::min(mine.size(), draft_of.size())) - 1;
    for (int r : read.rows[e]) {
      const GoldRow& row = read.gold->rows[static_cast<size_t>(r)];
      if (row.optional) continue;
      ++tally.rows;
      bool source = false, stance = false;
      const ClaimDraft* draft = nullptr;
      if (draft_of.count(r)) {
        draft = &claims.drafts[mine[draft_of[r]]];
        source = source_agrees(*tools.sides, row, draft->source, source_words(read, draft->source));
        stance = row.stance == name(draft->stance);
        tally.null_or_named += draft->source.has_value() == row.has_source;
        ++tally.stances[row.stance][std::string(name(draft->stance))];
      }
      tally.source += source;
      tally.stance += stance;
      tally.both += source && stance;
      if (row.denies > 0) {
        ++tally.denials;
        if (draft != nullptr && draft->denies >= 0) {
          const Event& denied = read.events[claims.drafts[static_cast<size_t>(draft->denies)].event];
          for (const GoldRow& other : read.gold->rows)
            if (other.n == row.denies)
              tally.linked += read.in->parse->tokens()
                                  .span(denied.trigger)
                                  .overlaps({static_cast<uint32_t>(other.begin), static_cast<uint32_t>(other.end)});
        }
      }
      if (errors && !(source && stance)) {
        const Tokens& tokens = read.in->parse->tokens();
        std::string via = draft == nullptr         ? "no draft"
                          : draft->attribution < 0 ? "-"
                                                   : claims.attributions[static_cast<size_t>(draft->attribution)].rule;
        std::printf("%s %s [%s] gold %s/%s found %s/%s (%s; %s)\n    %s\n", source ? "STANCE" : "SOURCE",
                    read.gold->id.c_str(), row.trigger.c_str(), row.has_source ? row.source.c_str() : "null",
                    row.stance.c_str(),
                    draft && draft->source ? std::string(source_words(read, draft->source)).c_str() : "null",
                    draft ? std::string(name(draft->stance)).c_str() : "-", via.c_str(),
                    draft ? draft->stance_rule.c_str() : "-",
                    std::string(tokens.words(tokens.sentences[read.events[e].sentence].tokens)).c_str());
      }
    }
  }
}

// Every candidate of every event of a report with what speaks for and against it.
void why(const Tools& tools, const Read& read) {
  auto choice = SourceChoice::load(*tools.knowledge, *tools.features);
  if (!choice) return;
  const Parse& parse = *read.in->parse;
  Quotes quotes(parse.tokens());
  std::vector<Saying> sayings =
      find_sayings(read.in->report, parse, read.in->mentions, quotes, tools.cues->find(parse));
  SourceContext context(read.in->report, parse, read.in->mentions, read.in->tags, quotes, sayings);
  std::vector<SourceCandidate> candidates;
  for (const Event& event : read.events) {
    std::printf("[%s]\n", std::string(parse.tokens().words(event.trigger)).c_str());
    tools.features->candidates(context, event, candidates);
    for (const SourceCandidate& c : candidates) {
      std::string who = "own voice";
      if (c.saying >= 0) {
        const Saying& s = sayings[static_cast<size_t>(c.saying)];
        who = std::string(parse.tokens().words(s.speakers[static_cast<size_t>(c.speaker)].tokens)) + " | " +
              std::string(parse.tokens().words(s.cue.tokens));
      }
      std::printf("  %lld %s:", static_cast<long long>(choice->score(c)), who.c_str());
      for (uint32_t f : c.features)
        std::printf(" %s %lld;", tools.features->name(f).c_str(),
                    static_cast<long long>(choice->score(SourceCandidate{0, 0, {f}})));
      std::printf("\n");
    }
  }
}

double share(int a, int b) { return b == 0 ? 0 : static_cast<double>(a) / b; }

void print(const Tally& t) {
  std::printf(
      "rows %d  source %.3f (null or named %.3f)  stance %.3f  both %.3f  denials linked %d of %d  "
      "drafts %d, second ones %d, of which paired %d\n",
      t.rows, share(t.source, t.rows), share(t.null_or_named, t.rows), share(t.stance, t.rows), share(t.both, t.rows),
      t.linked, t.denials, t.drafts, t.extra, t.extra_right);
  for (const auto& [gold, found] : t.stances) {
    std::printf("  %s:", gold.c_str());
    for (const auto& [stance, n] : found) std::printf(" %s %d", stance.c_str(), n);
    std::printf("\n");
  }
}

void print_weights(const SourceFeatures& features, const std::vector<int32_t>& weights) {
  std::printf("# How much each circumstance speaks for a source, in thousandths; learnt by train/claim_trainer.cc.\n");
  std::printf("feature\tweight\n");
  for (uint32_t f = 0; f < weights.size(); ++f)
    if (std::abs(weights[f]) >= 10) std::printf("%s\t%d\n", features.name(f).c_str(), weights[f]);
}

std::optional<Error> run(int argc, char** argv) {
  std::string command = argc > 1 ? argv[1] : "";
  std::string only;        // a report's id
  std::string out_folder;  // of the tables that "telling" writes
  std::string sides_file, root = SAYSO_SOURCE_DIR;
  std::string model_file = root + "/model/english.model", gazetteer_file = SAYSO_BINARY_DIR "/gazetteer.bin";
  std::vector<std::string> files, taggers;  // kTaggersHelp
  for (int i = 2; i < argc; ++i) {
    if (std::strcmp(argv[i], "--sides") == 0 && i + 1 < argc)
      sides_file = argv[++i];
    else if (std::strcmp(argv[i], "--only") == 0 && i + 1 < argc)
      only = argv[++i];
    else if (std::strcmp(argv[i], "--out") == 0 && i + 1 < argc)
      out_folder = argv[++i];
    else if (std::strcmp(argv[i], "--model") == 0 && i + 1 < argc)
      model_file = argv[++i];
    else if (std::strcmp(argv[i], "--tagger") == 0 && i + 1 < argc)
      taggers.emplace_back(argv[++i]);
    else if (std::strcmp(argv[i], "--gazetteer") == 0 && i + 1 < argc)
      gazetteer_file = argv[++i];
    else
      files.emplace_back(argv[i]);
  }
  if (files.empty())
    return Error{
        "", 0, "no gold file",
        "sayso-claims train|score|cross|errors|time|telling|why [--sides FILE] [--model FILE] [--tagger FILE]... "
        "[--gazetteer FILE] GOLD..."};
  if (taggers.empty()) taggers.push_back(root + "/model/events.model");
  Tools tools;
  auto knowledge = KnowledgeSource::from_folder(root + "/knowledge");
  if (!knowledge) return knowledge.error();
  tools.knowledge = std::make_unique<KnowledgeSource>(std::move(*knowledge));
  auto reader = Reader::load(*tools.knowledge, model_file, taggers, gazetteer_file);
  if (!reader) return reader.error();
  tools.reader.emplace(std::move(*reader));
  auto cues = CueTable::load(*tools.knowledge);
  if (!cues) return cues.error();
  tools.cues.emplace(std::move(*cues));
  auto features = SourceFeatures::load(*tools.knowledge, tools.cues->entries());
  if (!features) return features.error();
  tools.features.emplace(std::move(*features));
  tools.sides.emplace();
  if (!sides_file.empty()) {
    auto sides = SideNames::read(sides_file);
    if (!sides) return sides.error();
    tools.sides.emplace(std::move(*sides));
  }

  if (command == "telling") return learn_telling(*tools.reader, *tools.cues, files, out_folder);

  std::vector<std::vector<GoldReport>> gold;
  for (const std::string& file : files) {
    auto reports = read_gold(file);
    if (!reports) return reports.error();
    gold.push_back(std::move(*reports));
  }
  std::vector<std::vector<Read>> reads(gold.size());
  for (size_t g = 0; g < gold.size(); ++g)
    for (const GoldReport& report : gold[g]) {
      Read read;
      read.gold = &report;
      auto in = tools.reader->read(report.text, report.published, report.outlet);
      if (!in) return in.error();
      read.in = std::move(*in);
      locate_events(read);
      reads[g].push_back(std::move(read));
    }

  if (command == "train" || command == "cross") {
    std::vector<std::vector<Example>> examples(reads.size());
    for (size_t g = 0; g < reads.size(); ++g)
      for (const Read& read : reads[g]) add_examples(tools, read, examples[g]);
    auto all_but = [&](size_t out) {
      std::vector<Example> some;
      for (size_t g = 0; g < examples.size(); ++g)
        if (g != out) some.insert(some.end(), examples[g].begin(), examples[g].end());
      return some;
    };
    if (command == "train") {
      print_weights(*tools.features, learn(all_but(examples.size()), tools.features->size()));
      return std::nullopt;
    }
    int right = 0, total = 0, reachable = 0;
    for (size_t g = 0; g < examples.size(); ++g) {
      SourceChoice choice(learn(all_but(g), tools.features->size()));
      int here = 0;
      for (const Example& example : examples[g]) {
        here += example.right[choice.best(example.candidates)];
        reachable += std::find(example.right.begin(), example.right.end(), true) != example.right.end();
      }
      std::printf("%s: %.3f of %zu events\n", files[g].c_str(), share(here, static_cast<int>(examples[g].size())),
                  examples[g].size());
      right += here;
      total += static_cast<int>(examples[g].size());
    }
    std::printf("all: %.3f of %d events; %.3f have the right one among their candidates\n", share(right, total), total,
                share(reachable, total));
    return std::nullopt;
  }
  if (command == "why") {
    for (const auto& group : reads)
      for (const Read& read : group)
        if (only.empty() || read.gold->id == only) why(tools, read);
    return std::nullopt;
  }
  auto finder = ClaimFinder::load(*tools.knowledge);
  if (!finder) return finder.error();
  tools.finder.emplace(std::move(*finder));
  if (command == "time") {
    constexpr int kRounds = 20;
    size_t tokens = 0, drafts = 0;
    std::clock_t start = std::clock();  // of the processor, so that other programs do not count
    for (int round = 0; round < kRounds; ++round)
      for (const auto& group : reads)
        for (const Read& read : group) {
          drafts += tools.finder->find(read.in->report, *read.in->parse, read.in->mentions, read.in->tags, read.events)
                        .drafts.size();
          tokens += static_cast<size_t>(read.in->parse->size());
        }
    double ns = static_cast<double>(std::clock() - start) * 1e9 / CLOCKS_PER_SEC;
    std::printf("%.3f microseconds a token (%zu tokens, %zu drafts)\n", ns / 1000 / static_cast<double>(tokens), tokens,
                drafts);
    return std::nullopt;
  }
  Tally tally;
  for (const auto& group : reads)
    for (const Read& read : group) score(tools, read, tally, command == "errors");
  print(tally);
  return std::nullopt;
}

}  // namespace
}  // namespace sayso::train

int main(int argc, char** argv) {
  if (auto error = sayso::train::run(argc, argv)) {
    std::fprintf(stderr, "sayso-claims: %s\n", error->text().c_str());
    return 2;
  }
  return 0;
}
