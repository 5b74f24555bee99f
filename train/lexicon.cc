// Two kinds of vectors are joined. Those that others trained know hundreds of thousands of words by what texts are
// about; our own, from a few million words of news and of the treebanks, know how words are built into sentences (order
// of neighbors, punctuation, "'s" and "n't"). Where a word has but one of them the other is guessed by a linear map, so
// that all rows speak of the same things.
#include "lexicon.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

#include "base/text_util.h"
#include "clusters.h"
#include "embeddings.h"
#include "kmeans.h"
#include "syntax/bytes.h"
#include "syntax/facts.h"
#include "vectors.h"

namespace sayso::train {
namespace {

using Progress = std::function<void(const std::string&)>;

constexpr int kLeast = 3;             // occurrences of a word that gets a vector
constexpr int kLeastInClass = 4;      // of a form that gets a class by its neighbors
constexpr float kMeanLength = 3;      // of a vector
constexpr int64_t kTrusted = 10;      // occurrences that weigh as much as the guess
constexpr int64_t kLearnedFrom = 30;  // of a word that the guess is learned from
constexpr float kOwnShare = 0.6f;     // of our own vectors where classes are divided

// Vectors of length 3 on the average.
void scale(std::vector<float>& values, size_t rows) {
  double squares = 0;
  for (float v : values) squares += double{v} * double{v};
  for (float& v : values) v *= static_cast<float>(kMeanLength / std::sqrt(squares / static_cast<double>(rows)));
}

void put_unit(const float* from, size_t n, float length, std::vector<float>& out) {
  float squares = 0;
  for (size_t i = 0; i < n; ++i) squares += from[i] * from[i];
  float by = squares > 0 ? length / std::sqrt(squares) : 0;
  for (size_t i = 0; i < n; ++i) out.push_back(from[i] * by);
}

struct KnownWord {
  std::string form;
  int64_t seen = 0;        // in our text
  uint32_t own = 0;        // row of our vectors; 0: none
  int64_t embedding = -1;  // row of the others; -1: none
};

// All words with a vector of either kind, those first that get a row: the words of our text, then the others by how
// frequent they are.
std::vector<KnownWord> known_words(const Text& text, const std::vector<GoldSentence>& treebank, const Vectors& own,
                                   const Embeddings& others) {
  std::unordered_map<std::string, int64_t> seen;
  for (const auto& sentence : text)
    for (const std::string& form : sentence) ++seen[ascii_lower(form)];
  std::unordered_set<std::string> of_treebank;
  std::string form;
  for (const GoldSentence& s : treebank)
    for (const GoldWord& w : s.words) {
      normalize(w.form, form);
      of_treebank.insert(ascii_lower(form));
    }
  std::unordered_map<std::string, int64_t> embedding;
  for (size_t i = 0; i < others.words.size(); ++i) {
    normalize(others.words[i], form);
    embedding.emplace(form, static_cast<int64_t>(i));
  }
  std::vector<KnownWord> words;
  for (const auto& [word, row] : own.row) words.push_back({word, seen[word], row, -1});
  std::sort(words.begin(), words.end(), [](auto& a, auto& b) { return a.own < b.own; });
  for (KnownWord& w : words)
    if (auto found = embedding.find(w.form); found != embedding.end()) {
      w.embedding = found->second;
      embedding.erase(found);
    }
  std::vector<KnownWord> rest;
  for (const auto& [word, row] : embedding) rest.push_back({word, 0, 0, row});
  std::sort(rest.begin(), rest.end(), [&](auto& a, auto& b) {
    bool x = of_treebank.contains(a.form), y = of_treebank.contains(b.form);
    return x != y ? x : a.embedding < b.embedding;
  });
  words.insert(words.end(), rest.begin(), rest.end());
  return words;
}

// The joined vectors, a row a word.
std::vector<float> joined_vectors(const std::vector<KnownWord>& words, const Vectors& own, const Embeddings& others) {
  size_t m = others.size, n = own.size;
  std::vector<float> theirs(words.size() * m, 0), ours(words.size() * n, 0);
  std::vector<float> x, y;
  for (size_t i = 0; i < words.size(); ++i) {
    const KnownWord& w = words[i];
    if (w.embedding >= 0) std::copy_n(&others.values[static_cast<size_t>(w.embedding) * m], m, &theirs[i * m]);
    if (w.own != 0) std::copy_n(&own.values[w.own * n], n, &ours[i * n]);
    if (w.embedding < 0 || w.own == 0 || w.seen < kLearnedFrom) continue;
    x.insert(x.end(), &theirs[i * m], &theirs[i * m] + m);
    y.insert(y.end(), &ours[i * n], &ours[i * n] + n);
  }
  std::vector<float> guessed_ours = predict(x, m, y, n, theirs, 1e-3f);
  std::vector<float> guessed_theirs = predict(y, n, x, m, ours, 1e-3f);
  for (size_t i = 0; i < words.size(); ++i) {
    const KnownWord& w = words[i];
    if (w.embedding < 0) {
      std::copy_n(&guessed_theirs[i * m], m, &theirs[i * m]);
      continue;
    }
    // What a few occurrences say is little more than chance.
    float trust = static_cast<float>(w.seen) / static_cast<float>(w.seen + kTrusted);
    if (w.own == 0) trust = 0;
    for (size_t k = i * n; k < (i + 1) * n; ++k) ours[k] = trust * ours[k] + (1 - trust) * guessed_ours[k];
  }
  scale(theirs, words.size());
  scale(ours, words.size());
  std::vector<float> out;
  out.reserve(words.size() * (m + n));
  for (size_t i = 0; i < words.size(); ++i) {
    out.insert(out.end(), &theirs[i * m], &theirs[i * m] + m);
    out.insert(out.end(), &ours[i * n], &ours[i * n] + n);
  }
  return out;
}

// Coarse classes come from the neighbors that a form has in our text. A word that it does not have gets the class whose
// mean vector is nearest.
std::vector<uint8_t> nearest_coarse(const std::vector<WordTable::Row>& rows,
                                    const std::unordered_map<std::string, size_t>& place,
                                    const std::vector<float>& units, size_t size) {
  std::vector<std::vector<float>> means(256);
  for (const WordTable::Row& row : rows) {
    auto found = place.find(ascii_lower(row.form));
    if (found == place.end() || row.entry.coarse == 0) continue;
    std::vector<float>& mean = means[row.entry.coarse];
    mean.resize(size, 0);
    for (size_t k = 0; k < size; ++k) mean[k] += units[found->second * size + k];
  }
  std::vector<float> unit;
  for (std::vector<float>& mean : means) {
    unit.clear();
    put_unit(mean.data(), mean.size(), 1, unit);
    mean = unit;
  }
  std::vector<uint8_t> out(units.size() / size, 0);
  for (size_t i = 0; i < out.size(); ++i) {
    float best = -1e30f;
    for (size_t c = 1; c < means.size(); ++c) {
      if (means[c].empty()) continue;
      float near = 0;
      for (size_t k = 0; k < size; ++k) near += means[c][k] * units[i * size + k];
      if (near > best) {
        best = near;
        out[i] = static_cast<uint8_t>(c);
      }
    }
  }
  return out;
}

Lexicon make(const Text& text, const std::vector<GoldSentence>& treebank, const Embeddings& others,
             const LexiconOptions& options, const Progress& progress) {
  std::vector<WordTable::Row> rows = cluster_words(text, kLeastInClass, options.coarse_classes, 8);
  progress("coarse word classes done: " + std::to_string(rows.size()) + " forms");
  Vectors own = train_vectors(text, kLeast, options.vector_size, options.vector_rounds, options.seed);
  progress("word vectors done: " + std::to_string(own.row.size()) + " words");
  std::vector<KnownWord> words = known_words(text, treebank, own, others);
  std::vector<float> vectors = joined_vectors(words, own, others);
  size_t size = others.size + own.size;
  std::vector<float> units;
  units.reserve(vectors.size());
  for (size_t i = 0; i < words.size(); ++i) {
    put_unit(&vectors[i * size], others.size, 1, units);
    put_unit(&vectors[i * size + others.size], own.size, kOwnShare, units);
  }
  std::vector<uint32_t> class_of =
      divide(units, size, options.words, static_cast<size_t>(options.classes), 12, options.seed);
  std::unordered_map<std::string, size_t> place;
  for (size_t i = 0; i < words.size(); ++i) place.emplace(words[i].form, i);
  std::vector<uint8_t> coarse_of = nearest_coarse(rows, place, units, size);
  progress("word classes done: " + std::to_string(words.size()) + " words");

  std::unordered_set<size_t> met;
  auto row_of = [&](size_t i) { return i < options.words ? static_cast<uint32_t>(i + 1) : 0; };
  for (WordTable::Row& row : rows) {
    auto found = place.find(ascii_lower(row.form));
    if (found == place.end()) continue;
    row.entry.cluster = static_cast<uint16_t>(class_of[found->second]);
    if (row.form != found->first) continue;
    row.entry.row = row_of(found->second);
    met.insert(found->second);
  }
  for (size_t i = 0; i < words.size() && rows.size() < options.entries; ++i)
    if (!met.contains(i))
      rows.push_back({words[i].form, {static_cast<uint16_t>(class_of[i]), coarse_of[i], 0, row_of(i)}});
  Lexicon out;
  out.words = WordTable::write(rows);
  out.vectors.assign(size, 0);
  out.vectors.insert(out.vectors.end(), vectors.begin(),
                     vectors.begin() + static_cast<std::ptrdiff_t>(std::min(options.words, words.size()) * size));
  out.vector_size = size;
  return out;
}

Result<Lexicon> read_cache(const std::string& path, const std::string& bytes) {
  ByteReader reader(bytes);
  Lexicon out;
  out.words = reader.take_bytes(reader.take<uint64_t>());
  uint64_t rows = reader.take<uint64_t>();
  out.vector_size = reader.take<uint64_t>();
  std::string_view values = reader.take_bytes(rows * out.vector_size * sizeof(float));
  if (!reader.ok() || !reader.at_end()) return Error{path, 0, "is cut short", "delete it"};
  out.vectors.resize(rows * out.vector_size);
  std::memcpy(out.vectors.data(), values.data(), values.size());
  return out;
}

}  // namespace

Result<Lexicon> make_lexicon(const LexiconOptions& options, const std::vector<GoldSentence>& treebank,
                             const Tokenizer& tokenizer, const Progress& progress) {
  if (!options.cache.empty())
    if (std::ifstream in(options.cache, std::ios::binary); in) {
      std::ostringstream bytes;
      bytes << in.rdbuf();
      return read_cache(options.cache, bytes.str());
    }
  auto text = read_text(options.corpora, treebank, tokenizer);
  if (!text) return text.error();
  auto others = read_embeddings(options.embeddings);
  if (!others) return others.error();
  progress("unlabelled text: " + std::to_string(text->size()) + " sentences; vectors of " +
           std::to_string(others->words.size()) + " words");
  Lexicon out = make(*text, treebank, *others, options, progress);
  if (!options.cache.empty()) {
    std::string bytes;
    put(bytes, static_cast<uint64_t>(out.words.size()));
    bytes += out.words;
    put(bytes, static_cast<uint64_t>(out.vectors.size() / out.vector_size));
    put(bytes, static_cast<uint64_t>(out.vector_size));
    bytes.append(reinterpret_cast<const char*>(out.vectors.data()), out.vectors.size() * sizeof(float));
    std::ofstream(options.cache, std::ios::binary) << bytes;
  }
  return out;
}

}  // namespace sayso::train
