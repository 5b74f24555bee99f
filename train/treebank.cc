#include "treebank.h"

#include <zlib.h>

#include <algorithm>
#include <filesystem>

#include "page/report.h"
#include "syntax/facts.h"

namespace sayso::train {
namespace {

// Kept aside to judge news by; the model card names them.
constexpr std::string_view kDevDocuments[] = {"GUM_news_asylum", "GUM_news_defector", "GUM_news_homeopathic",
                                              "GUM_news_nasa", "GUM_news_warming"};
constexpr const char* kNameCorpora[] = {"/wikigold/wikigold.conll.txt", "/wnut17/wnut17train.conll",
                                        "/wnut17/emerging.dev.conll"};

// Sentences of other corpora than EWT.
constexpr uint8_t kGum = 1, kWikigold = 2, kWnut = 3;
static_assert(kWnut < kCorpora);

// Where GUM marks dashes and dots otherwise than EWT does.
void as_ewt(GoldSentence& sentence) {
  for (GoldWord& w : sentence.words) {
    bool dash = w.form == "-" || w.form == "--" || w.form == "\u2013" || w.form == "\u2014";
    if (w.xpos == ":" && (dash || w.form == "..." || w.form == "\u2026")) w.xpos = ",";
    if (w.form == "--" || w.form == "...") w.lemma = w.form;
    if (w.form == "\u2014") w.lemma = "-";
  }
}

}  // namespace

Result<std::vector<GoldSentence>> read_treebanks(const std::string& corpora) {
  auto sentences = read_conllu(corpora + "/ewt/train.conllu");
  if (!sentences) return sentences.error();
  std::vector<std::string> paths;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(corpora + "/gum", failed))
    if (entry.path().extension() == ".conllu" && std::find(std::begin(kDevDocuments), std::end(kDevDocuments),
                                                           entry.path().stem().string()) == std::end(kDevDocuments))
      paths.push_back(entry.path().string());
  if (failed) return Error{corpora + "/gum", 0, "cannot be read", ""};
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) {
    auto more = read_conllu(path);
    if (!more) return more.error();
    for (GoldSentence& s : *more) {
      s.corpus = kGum;
      as_ewt(s);
      sentences->push_back(std::move(s));
    }
  }
  size_t trees = sentences->size();
  auto names = read_iob(corpora + "/uner-ewt/train.iob2");
  if (!names) return names.error();
  add_names(*names, *sentences);
  for (const char* path : kNameCorpora) {
    auto more = read_iob(corpora + path);
    if (!more) return more.error();
    for (GoldSentence& s : *more) {
      s.corpus = std::string_view(path).starts_with("/wiki") ? kWikigold : kWnut;
      sentences->push_back(std::move(s));
    }
  }
  if (trees == 0) return Error{corpora, 0, "holds no trees", ""};
  return sentences;
}

Result<Text> read_text(const std::string& corpora, const std::vector<GoldSentence>& treebank,
                       const Tokenizer& tokenizer) {
  Text text;
  std::string path = corpora + "/wcep.txt.gz";
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return Error{path, 0, "cannot be read", ""};
  std::string all(size_t{1} << 26, '\0');
  int read = gzread(file, all.data(), static_cast<unsigned>(all.size()));
  gzclose(file);
  if (read < 0) return Error{path, 0, "cannot be decompressed", ""};
  all.resize(static_cast<size_t>(read));
  std::string form;
  for (size_t at = 0; at < all.size();) {
    size_t end = std::min(all.find('\n', at), all.size());
    Report report;
    report.text = all.substr(at, end - at);
    Block block;
    block.span = {0, static_cast<uint32_t>(report.text.size())};
    report.blocks.push_back(block);
    Tokens tokens = tokenizer.tokenize(report);
    for (const Sentence& s : tokens.sentences) {
      text.emplace_back();
      for (TokenIndex i = s.tokens.begin; i < s.tokens.end; ++i) {
        normalize(tokens.word(i), form);
        text.back().push_back(form);
      }
    }
    at = end + 1;
  }
  for (const GoldSentence& s : treebank) {
    text.emplace_back();
    for (const GoldWord& w : s.words) {
      normalize(w.form, form);
      text.back().push_back(form);
    }
  }
  return text;
}

}  // namespace sayso::train
