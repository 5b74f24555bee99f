// Gold and system words are aligned where they are the same characters of the text, white space left out. Relations are
// compared by main type, as in 2018; CLAS counts content words alone. A word is attached right where its head is
// aligned with the gold head, or both are roots.
#include "score.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

#include "gold_text.h"
#include "syntax/labels.h"

namespace sayso::train {
namespace {

struct ScoredWord {
  ByteSpan span;  // of the text without white space
  std::string_view upos, xpos, lemma, deprel;
  int head = -1;  // index of a word; -1 is the root
};

std::string_view main_type(std::string_view deprel) { return deprel.substr(0, deprel.find(':')); }

bool is_content(std::string_view deprel) {
  static constexpr std::array<std::string_view, 7> kFunction = {"aux", "cop", "mark", "det", "clf", "case", "cc"};
  std::string_view main = main_type(deprel);
  return main != "punct" && std::find(kFunction.begin(), kFunction.end(), main) == kFunction.end();
}

double f1(size_t right, size_t gold, size_t system) {
  return gold + system == 0 ? 0 : 2.0 * static_cast<double>(right) / static_cast<double>(gold + system);
}

}  // namespace

Scores score(const std::vector<GoldSentence>& gold, const LanguageModel& model, const Tokenizer& tokenizer,
             bool use_gold_tokens) {
  const GoldText text(gold);
  const Report& report = text.report;
  const auto& spans = text.spans;
  const Tokens tokens = use_gold_tokens ? text.tokens : tokenizer.tokenize(report);
  Parse parse = model.parse(tokens);

  // White space is left out by counting the bytes that are none; "15 000" as one gold word so aligns too.
  std::vector<uint32_t> dense(report.text.size() + 1, 0);
  for (size_t i = 0; i < report.text.size(); ++i)
    dense[i + 1] = dense[i] + !(report.text[i] == ' ' || report.text[i] == '\n');
  auto squeeze = [&](ByteSpan s) { return ByteSpan{dense[s.begin], dense[s.end]}; };

  std::vector<ScoredWord> golds, systems;
  std::vector<ByteSpan> gold_sentences, system_sentences;
  for (size_t s = 0; s < gold.size(); ++s) {
    int first = static_cast<int>(golds.size());
    for (size_t i = 0; i < gold[s].words.size(); ++i) {
      const GoldWord& w = gold[s].words[i];
      golds.push_back(
          {squeeze(spans[s][i]), name(w.upos), w.xpos, w.lemma, w.deprel, w.head < 0 ? -1 : first + w.head});
    }
    gold_sentences.push_back(cover(golds[static_cast<size_t>(first)].span, golds.back().span));
  }
  for (TokenIndex i = 0; i < parse.size(); ++i)
    systems.push_back({squeeze(tokens.tokens[static_cast<size_t>(i)].span), name(parse[i].upos), parse[i].xpos,
                       parse[i].lemma, name(parse[i].relation), parse[i].head});
  for (const Sentence& s : tokens.sentences) system_sentences.push_back(squeeze(tokens.span(s.tokens)));

  Scores out;
  out.gold_words = golds.size();
  out.system_words = systems.size();
  size_t sentences = 0;
  for (size_t g = 0, s = 0; g < gold_sentences.size() && s < system_sentences.size();) {
    if (gold_sentences[g] == system_sentences[s]) ++sentences;
    gold_sentences[g].begin <= system_sentences[s].begin ? ++g : ++s;
  }
  out.sentences = f1(sentences, gold_sentences.size(), system_sentences.size());

  std::vector<int> system_of(golds.size(), -1);
  for (size_t g = 0, s = 0; g < golds.size() && s < systems.size();) {
    if (golds[g].span == systems[s].span)
      system_of[g++] = static_cast<int>(s++);
    else
      golds[g].span.begin < systems[s].span.begin ||
              (golds[g].span.begin == systems[s].span.begin && golds[g].span.end < systems[s].span.end)
          ? ++g
          : ++s;
  }
  size_t words = 0, upos = 0, xpos = 0, lemmas = 0, uas = 0, las = 0, full = 0, clas = 0, content = 0,
         system_content = 0;
  for (const ScoredWord& w : systems) system_content += is_content(w.deprel);
  for (size_t g = 0; g < golds.size(); ++g) {
    const ScoredWord& w = golds[g];
    content += is_content(w.deprel);
    if (system_of[g] < 0) continue;
    const ScoredWord& o = systems[static_cast<size_t>(system_of[g])];
    ++words;
    upos += w.upos == o.upos;
    xpos += w.xpos == o.xpos;
    lemmas += w.lemma == "_" || w.lemma == o.lemma;
    bool attached = w.head < 0 ? o.head < 0 : o.head >= 0 && system_of[static_cast<size_t>(w.head)] == o.head;
    bool labelled = attached && main_type(w.deprel) == main_type(o.deprel);
    uas += attached;
    las += labelled;
    full += attached && w.deprel == o.deprel;
    clas += labelled && is_content(w.deprel);
  }
  out.words = f1(words, golds.size(), systems.size());
  out.upos = f1(upos, golds.size(), systems.size());
  out.xpos = f1(xpos, golds.size(), systems.size());
  out.lemmas = f1(lemmas, golds.size(), systems.size());
  out.uas = f1(uas, golds.size(), systems.size());
  out.las = f1(las, golds.size(), systems.size());
  out.las_subtypes = f1(full, golds.size(), systems.size());
  out.clas = f1(clas, content, system_content);
  return out;
}

double score_names(const std::vector<GoldSentence>& gold, const LanguageModel& model) {
  const GoldText text(gold);
  const Tokens& tokens = text.tokens;
  Parse parse = model.parse(tokens);
  // Names as (first word, end, kind); groups are left out, since not all corpora have them.
  using Name = std::tuple<TokenIndex, TokenIndex, EntityKind>;
  auto names_of = [&](auto kind_at, auto begins_at) {
    std::vector<Name> names;
    for (const Sentence& s : tokens.sentences)
      for (TokenIndex i = s.tokens.begin; i < s.tokens.end;) {
        EntityKind kind = kind_at(i);
        TokenIndex end = i + 1;
        while (end < s.tokens.end && kind_at(end) == kind && !begins_at(end)) ++end;
        if (kind != EntityKind::none && kind != EntityKind::group) names.emplace_back(i, end, kind);
        i = end;
      }
    return names;
  };
  std::vector<uint8_t> classes;
  for (const GoldSentence& s : gold)
    for (const GoldWord& w : s.words) classes.push_back(w.name);
  auto at = [&](TokenIndex i) { return classes[static_cast<size_t>(i)]; };
  auto golds = names_of([&](TokenIndex i) { return name_kind(at(i)); },
                        [&](TokenIndex i) { return at(i) == name_class(name_kind(at(i)), true); });
  auto systems =
      names_of([&](TokenIndex i) { return parse[i].entity; }, [&](TokenIndex i) { return parse[i].entity_begins; });
  std::vector<Name> both;
  std::set_intersection(golds.begin(), golds.end(), systems.begin(), systems.end(), std::back_inserter(both));
  return f1(both.size(), golds.size(), systems.size());
}

}  // namespace sayso::train
