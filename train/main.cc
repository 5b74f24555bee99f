// sayso-model: trains the language model, measures it and times it.
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "base/mapped_file.h"
#include "score.h"
#include "trainer.h"

namespace sayso::train {
namespace {

constexpr const char* kUsage =
    "usage: sayso-model train --corpora DIR --out FILE     train on the treebanks and texts of DIR (minutes)\n"
    "       sayso-model score FILE.conllu... [--gold-tokens] [--json]   measure as the CoNLL 2018 shared task does\n"
    "       sayso-model speed FILE.txt                     time words, tags, lemmas and trees on one core\n"
    "       sayso-model parse FILE.txt                     print the trees of a text, a paragraph a line, as CoNLL-U\n"
    "options: --model FILE      default: model/english.model\n"
    "         --knowledge DIR   default: knowledge\n"
    "example: sayso-model score ewt/test.conllu --gold-tokens\n";

struct Arguments {
  std::string command, corpora, out;
  std::string model = SAYSO_SOURCE_DIR "/model/english.model";
  std::string knowledge = SAYSO_SOURCE_DIR "/knowledge";
  std::vector<std::string> files;
  bool gold_tokens = false, json = false;
  int rounds = 0;
};

std::optional<Arguments> parse_arguments(int argc, char** argv) {
  Arguments a;
  if (argc < 2) return std::nullopt;
  a.command = argv[1];
  for (int i = 2; i < argc; ++i) {
    std::string_view arg = argv[i];
    auto value = [&](std::string& into) {
      if (++i >= argc) return false;
      into = argv[i];
      return true;
    };
    std::string rounds;
    if (arg == "--gold-tokens") {
      a.gold_tokens = true;
    } else if (arg == "--json") {
      a.json = true;
    } else if (arg == "--corpora" || arg == "--out" || arg == "--model" || arg == "--knowledge") {
      if (!value(arg == "--corpora" ? a.corpora : arg == "--out" ? a.out : arg == "--model" ? a.model : a.knowledge))
        return std::nullopt;
    } else if (arg == "--rounds") {
      if (!value(rounds)) return std::nullopt;
      a.rounds = std::atoi(rounds.c_str());
    } else if (arg.starts_with("--")) {
      return std::nullopt;
    } else {
      a.files.emplace_back(arg);
    }
  }
  return a;
}

int fail(const Error& error) {
  std::fprintf(stderr, "sayso-model: error: %s\n", error.text().c_str());
  return 2;
}

int train(const Arguments& a, const Tokenizer& tokenizer) {
  TrainOptions options;
  options.corpora = a.corpora;
  if (a.rounds > 0) options.parser_rounds = a.rounds;
  auto start = std::chrono::steady_clock::now();
  auto model = train_model(options, tokenizer, [&](const std::string& line) {
    std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::fprintf(stderr, "%6.1f s  %s\n", took.count(), line.c_str());
  });
  if (!model) return fail(model.error());
  std::ofstream out(a.out, std::ios::binary);
  out.write(model->data(), static_cast<std::streamsize>(model->size()));
  out.close();
  if (!out) return fail({a.out, 0, "cannot be written", ""});
  std::fprintf(stderr, "%s: %zu bytes\n", a.out.c_str(), model->size());
  return 0;
}

int score_files(const Arguments& a, const Tokenizer& tokenizer, const LanguageModel& model) {
  std::vector<GoldSentence> gold;
  for (const std::string& file : a.files) {
    auto more = read_conllu(file);
    if (!more) return fail(more.error());
    for (GoldSentence& s : *more) gold.push_back(std::move(s));
  }
  Scores s = score(gold, model, tokenizer, a.gold_tokens);
  const char* format =
      a.json ? "{\"uas\":%.4f,\"las\":%.4f,\"clas\":%.4f,\"las_subtypes\":%.4f,\"upos\":%.4f,\"xpos\":%.4f,\"lemmas\":%"
               ".4f,"
               "\"words\":%.4f,\"sentences\":%.4f,\"gold_words\":%zu,\"system_words\":%zu}\n"
             : "uas %.4f  las %.4f  clas %.4f  las_subtypes %.4f  upos %.4f  xpos %.4f  lemmas %.4f  words %.4f  "
               "sentences %.4f  (%zu gold words, %zu system words)\n";
  std::printf(format, s.uas, s.las, s.clas, s.las_subtypes, s.upos, s.xpos, s.lemmas, s.words, s.sentences,
              s.gold_words, s.system_words);
  return 0;
}

// A report of one paragraph a line.
Report report_of(std::string text) {
  Report report;
  report.text = std::move(text);
  for (size_t at = 0; at < report.text.size();) {
    size_t end = std::min(report.text.find('\n', at), report.text.size());
    Block block;
    block.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
    block.body = block.span.begin;
    if (end > at) report.blocks.push_back(block);
    at = end + 1;
  }
  return report;
}

int speed(const Arguments& a, const Tokenizer& tokenizer, const LanguageModel& model) {
  auto file = MappedFile::open(a.files[0]);
  if (!file) return fail(file.error());
  Report report = report_of(std::string(file->bytes()));
  // Time of this process alone: other programs on the machine do not count.
  auto seconds = [] { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; };
  double start = seconds();
  Tokens tokens = tokenizer.tokenize(report);
  double cut = seconds();
  Parse parse = model.parse(tokens);
  double cutting = cut - start, parsing = seconds() - cut;
  double n = static_cast<double>(tokens.size());
  std::printf("%d tokens, %zu sentences: tokens %.0f/s, tags and trees %.0f/s, all %.0f/s\n", tokens.size(),
              tokens.sentences.size(), n / cutting, n / parsing, n / (cutting + parsing));
  return parse.size() == tokens.size() ? 0 : 2;
}

int print_trees(const Arguments& a, const Tokenizer& tokenizer, const LanguageModel& model) {
  auto file = MappedFile::open(a.files[0]);
  if (!file) return fail(file.error());
  Report report = report_of(std::string(file->bytes()));
  Tokens tokens = tokenizer.tokenize(report);
  Parse parse = model.parse(tokens);
  for (const Sentence& s : tokens.sentences) {
    std::printf("# text = %s\n", std::string(tokens.words(s.tokens)).c_str());
    for (TokenIndex i = s.tokens.begin; i < s.tokens.end; ++i) {
      const Word& w = parse[i];
      bool glued = i + 1 < s.tokens.end && !tokens.tokens[static_cast<size_t>(i + 1)].space_before;
      std::printf("%d\t%s\t%s\t%s\t%s\t_\t%d\t%s\t_\t%s\n", i - s.tokens.begin + 1, std::string(tokens.word(i)).c_str(),
                  w.lemma.c_str(), std::string(name(w.upos)).c_str(), std::string(w.xpos).c_str(),
                  w.head == kNoToken ? 0 : w.head - s.tokens.begin + 1, std::string(name(w.relation)).c_str(),
                  glued ? "SpaceAfter=No" : "_");
    }
    std::printf("\n");
  }
  return 0;
}

int run(int argc, char** argv) {
  auto arguments = parse_arguments(argc, argv);
  bool trains = arguments && arguments->command == "train";
  bool reads =
      arguments && (arguments->command == "score" || arguments->command == "speed" || arguments->command == "parse");
  if (!(trains && !arguments->corpora.empty() && !arguments->out.empty()) && !(reads && !arguments->files.empty())) {
    std::fputs(kUsage, stderr);
    return 2;
  }
  auto knowledge = KnowledgeSource::from_folder(arguments->knowledge);
  if (!knowledge) return fail(knowledge.error());
  auto tokenizer = Tokenizer::load(*knowledge);
  if (!tokenizer) return fail(tokenizer.error());
  if (trains) return train(*arguments, *tokenizer);

  auto file = MappedFile::open(arguments->model);
  if (!file) return fail(file.error());
  auto model = LanguageModel::load(file->bytes());
  if (!model) return fail(model.error());
  if (arguments->command == "score") return score_files(*arguments, *tokenizer, *model);
  if (arguments->command == "speed") return speed(*arguments, *tokenizer, *model);
  return print_trees(*arguments, *tokenizer, *model);
}

}  // namespace
}  // namespace sayso::train

int main(int argc, char** argv) { return sayso::train::run(argc, argv); }
