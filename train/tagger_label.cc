// sayso-tagger-label: the shares that a packed tagger gives to the words of a text, for train/tagger.py to learn from
// where no larger network is at hand (`train/tagger.py label` gives those of one).
//
//   sayso-tagger-label TAGGER TEXT > SOFT
//
// TEXT is cut as `sayso-model parse TEXT` cuts it. SOFT has a row a word, of 16-bit floats: "none", the kinds in the
// tagger's order (together one), then the parts (each by itself).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "base/mapped_file.h"
#include "event/tagger.h"
#include "page/lines.h"
#include "syntax/model.h"
#include "text/tokens.h"

namespace sayso::train {
namespace {

int fail(const Error& error) {
  fmt::print(stderr, "sayso-tagger-label: error: {}\n", error.text());
  return 2;
}

// IEEE 754 binary16 of a share in [0, 1], rounded down; what is below its normal numbers is 0.
uint16_t half_of(double share) {
  if (share < 1.0 / (1 << 14)) return 0;
  int exponent = 0;
  const double fraction = std::frexp(share, &exponent);  // share = fraction * 2^exponent, fraction in [0.5, 1)
  return static_cast<uint16_t>(((exponent + 14) << 10) | static_cast<int>((fraction * 2 - 1) * 1024));
}

int run(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: sayso-tagger-label TAGGER TEXT > SOFT\n");
    return 2;
  }
  auto knowledge = KnowledgeSource::from_folder(SAYSO_SOURCE_DIR "/knowledge");
  if (!knowledge) return fail(knowledge.error());
  auto tokenizer = Tokenizer::load(*knowledge);
  if (!tokenizer) return fail(tokenizer.error());
  auto model_file = MappedFile::open(SAYSO_SOURCE_DIR "/model/english.model");
  if (!model_file) return fail(model_file.error());
  auto model = LanguageModel::load(model_file->bytes());
  if (!model) return fail(model.error());
  auto tagger_file = MappedFile::open(argv[1]);
  if (!tagger_file) return fail(tagger_file.error());
  auto tagger = EventTagger::load(tagger_file->bytes());
  if (!tagger) return fail(tagger.error());
  auto text = MappedFile::open(argv[2]);
  if (!text) return fail(text.error());

  const Report report = report_of_lines(std::string(text->bytes()));
  const Tokens tokens = tokenizer->tokenize(report);
  const Parse parse = model->parse(tokens);
  EventTags tags = tagger->tag(parse);
  const size_t kinds = tagger->names().kinds.size(), parts = tagger->names().parts.size();
  std::vector<double> shares(1 + kinds);
  std::vector<uint16_t> row(1 + kinds + parts);
  for (TokenIndex i = 0; i < parse.size(); ++i) {
    const auto scores = tags.of(i);  // thousandths: any event, kinds less "none", parts
    shares[0] = 1;
    double sum = 1;
    for (size_t k = 0; k < kinds; ++k) sum += shares[1 + k] = std::exp(scores[1 + k] / 1000.0);
    for (size_t k = 0; k <= kinds; ++k) row[k] = half_of(shares[k] / sum);
    for (size_t p = 0; p < parts; ++p)
      row[1 + kinds + p] = half_of(1 / (1 + std::exp(-scores[1 + kinds + p] / 1000.0)));
    if (std::fwrite(row.data(), sizeof(uint16_t), row.size(), stdout) != row.size()) return 2;
  }
  return 0;
}

}  // namespace
}  // namespace sayso::train

int main(int argc, char** argv) { return sayso::train::run(argc, argv); }
