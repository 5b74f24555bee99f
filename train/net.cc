// Forward and backward passes by hand, for a few sentences that stand one after the other in matrices with a row a
// word. The parser goes through its states word by word with the slots already multiplied; each step's error goes back
// into the rows of the slots, and from there through one product to the words' vectors.
//
// Threads take sentences in turn and keep gradients of their own, which are summed in a fixed order.
#include "net.h"

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <thread>
#include <unordered_map>

#include "syntax/transitions.h"

namespace sayso::train {
namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr float kMomentum = 0.9f, kSpread = 0.99f, kSmallest = 1e-7f;
constexpr float kMostNorm = 2;
constexpr float kUnknown = 0.3f;  // share of dropped words that lose their vector too

void fill_normal(Matrix& m, float deviation, Random& random) {
  for (Eigen::Index i = 0; i < m.size(); ++i) m.data()[i] = deviation * random.normal();
}

// Multiplies by a random mask that keeps the expected value, and keeps the mask.
void drop(Matrix& m, Matrix& mask, float share, Random& random) {
  mask.resize(m.rows(), m.cols());
  uint32_t bound = static_cast<uint32_t>(share * 65536);
  float kept = 1 / (1 - share);
  for (Eigen::Index i = 0; i < mask.size(); i += 2) {
    uint32_t bits = random.next();
    mask.data()[i] = (bits & 0xFFFF) < bound ? 0 : kept;
    if (i + 1 < mask.size()) mask.data()[i + 1] = (bits >> 16) < bound ? 0 : kept;
  }
  m.array() *= mask.array();
}

// What should come out: `labels` for certain, but for words of `soft`. A row a word.
void fill_targets(const std::vector<uint8_t>& labels, const std::vector<SoftLabel>& soft, Eigen::Index classes,
                  Matrix& out) {
  out.setZero(static_cast<Eigen::Index>(labels.size()), classes);
  for (const SoftLabel& s : soft) out(static_cast<Eigen::Index>(s.word), s.label) += s.share;
  for (size_t i = 0; i < labels.size(); ++i) {
    auto row = out.row(static_cast<Eigen::Index>(i));
    if (float sum = row.sum(); sum > 0)
      row /= sum;
    else
      row[labels[i]] = 1;
  }
}

// Turns scores into the gradient of the cross-entropy; returns the loss.
float cross_entropy(Eigen::Ref<Eigen::RowVectorXf> scores, const Eigen::Ref<const Eigen::RowVectorXf>& target,
                    float weight) {
  scores.array() = (scores.array() - scores.maxCoeff()).exp();
  scores /= scores.sum();
  float loss = -target.dot(scores.array().max(1e-12f).log().matrix());
  scores = weight * (scores - target);
  return loss;
}

float log_sum(const float* values, Eigen::Index n) {
  float most = *std::max_element(values, values + n), sum = 0;
  for (Eigen::Index i = 0; i < n; ++i) sum += std::exp(values[i] - most);
  return most + std::log(sum);
}

// The same for a sentence's classes as one chain (a conditional random field): `steps` holds what one class after
// another adds, its last row what the first class adds. `scores` turns into its gradient; that of the steps is
// added. Targets of words that stand side by side are taken as independent of each other.
float chain_entropy(Eigen::Ref<Matrix, 0, Eigen::OuterStride<>> scores, const Matrix& steps, const Matrix& target,
                    float weight, Matrix& d_steps) {
  Eigen::Index words = scores.rows(), classes = scores.cols();
  Matrix before(words, classes), after(words, classes);  // logarithms of sums over all ways to and from a class
  Eigen::RowVectorXf sum(classes);
  before.row(0) = scores.row(0) + steps.row(classes);
  for (Eigen::Index i = 1; i < words; ++i)
    for (Eigen::Index c = 0; c < classes; ++c) {
      for (Eigen::Index b = 0; b < classes; ++b) sum[b] = before(i - 1, b) + steps(b, c);
      before(i, c) = scores(i, c) + log_sum(sum.data(), classes);
    }
  after.row(words - 1).setZero();
  for (Eigen::Index i = words - 1; i-- > 0;)
    for (Eigen::Index b = 0; b < classes; ++b) {
      sum = steps.row(b) + scores.row(i + 1) + after.row(i + 1);
      after(i, b) = log_sum(sum.data(), classes);
    }
  sum = before.row(words - 1);
  float all = log_sum(sum.data(), classes), reached = 0;
  auto step = [&](Eigen::Index from, Eigen::Index to, float wanted, float given) {
    reached += wanted * steps(from, to);
    d_steps(from, to) += weight * (given - wanted);
  };
  for (Eigen::Index c = 0; c < classes; ++c) step(classes, c, target(0, c), std::exp(before(0, c) + after(0, c) - all));
  for (Eigen::Index i = 1; i < words; ++i)
    for (Eigen::Index b = 0; b < classes; ++b)
      for (Eigen::Index c = 0; c < classes; ++c)
        step(b, c, target(i - 1, b) * target(i, c),
             std::exp(before(i - 1, b) + steps(b, c) + scores(i, c) + after(i, c) - all));
  reached += target.cwiseProduct(scores).sum();
  scores = weight * (((before + after).array() - all).exp().matrix() - target);
  return all - reached;
}

}  // namespace

void Losses::operator+=(const Losses& o) {
  tags += o.tags;
  names += o.names;
  moves += o.moves;
  words += o.words;
  right_tags += o.right_tags;
  steps += o.steps;
  right_steps += o.right_steps;
}

struct Net::Parameters {
  Parameters(const NetworkShape& shape, Matrix vectors, std::vector<Action> actions, uint64_t seed);
  Losses step(std::span<const Example* const> examples, const NetOptions& options, float rate, bool explore,
              unsigned threads);
  void remember(float share);
  std::string save() const;
  bool load(std::string_view bytes);
  FloatNetwork to_float() const;
  FloatLabeler heads() const;

  // Dense parameters, one list for values, gradients and Adam's moments.
  struct Dense {
    std::vector<Matrix> conv, conv_bias;  // width x 3 width; 1 x width
    Matrix map;                           // width x vector
    Matrix corpora;                       // kCorpora x width
    Matrix heads, heads_bias;
    Matrix name_steps;  // (names + 1) x names
    Matrix slots;       // (kSlots * hidden) x width
    Matrix slot_tags;   // tags x (kSlots * hidden)
    Matrix facts;       // FactRows::kAll x hidden
    Matrix hidden_bias;
    Matrix output, output_bias;

    template <typename F>
    void each(F f) {
      for (Matrix& m : conv) f(m);
      for (Matrix& m : conv_bias) f(m);
      for (Matrix* m : {&map, &corpora, &heads, &heads_bias, &name_steps, &slots, &slot_tags, &facts, &hidden_bias,
                        &output, &output_bias})
        f(*m);
    }
  };

  struct Worker;
  void adam_dense(float rate, float scale);
  void adam_tables(float rate, float scale);
  static void adam(float* value, float* m, float* v, const float* gradient, size_t n, float scale, float rate);

  NetworkShape shape_;
  std::vector<Action> actions_;
  Matrix vectors_;
  Dense value_, first_, second_;
  std::array<Matrix, kTables> tables_, tables_first_, tables_second_;
  bool remembered_ = false;
  Dense average_;
  std::array<Matrix, kTables> tables_average_;
  std::vector<Worker> workers_;
  Random random_;
  uint64_t steps_ = 0;
};

struct Net::Parameters::Worker {
  Dense gradient;
  std::vector<const Example*> examples;
  std::vector<uint32_t> lengths;
  std::vector<uint8_t> corpora;  // of the examples; 0 where it is dropped
  std::vector<WordFacts> facts;  // with rows of words dropped
  Matrix d_words;                // gradient of the sum of the tables' rows
  Losses losses;
  Random random{0};

  // Kept between steps for their memory.
  std::vector<Matrix> x, windows, active, masks;
  Matrix mask0, vectors, heads, d_x, d_window, slots, d_slots, hidden_rows, d_output;
  ParserState state;

  void run(const Parameters& net, const NetOptions& options, bool explore);
  void parse(const Parameters& net, const NetOptions& options, bool explore, const Example& e, size_t first,
             const std::vector<size_t>& tags, size_t& row);
};

Net::Parameters::Parameters(const NetworkShape& shape, Matrix vectors, std::vector<Action> actions, uint64_t seed)
    : shape_(shape), actions_(std::move(actions)), vectors_(std::move(vectors)), random_(seed) {
  auto width = static_cast<Eigen::Index>(shape.width), hidden = static_cast<Eigen::Index>(shape.hidden);
  Eigen::Index outputs = static_cast<Eigen::Index>(kSlots) * hidden;
  auto make = [&](Matrix& m, Eigen::Index rows, Eigen::Index columns, float deviation) {
    m.setZero(rows, columns);
    if (deviation > 0) fill_normal(m, deviation, random_);
  };
  float by_width = std::sqrt(1 / static_cast<float>(width)), by_hidden = std::sqrt(1 / static_cast<float>(hidden));
  value_.conv.resize(shape.layers);
  value_.conv_bias.resize(shape.layers);
  for (Matrix& m : value_.conv) make(m, width, 3 * width, 0.8f * std::sqrt(2.0f / 3) * by_width);
  for (Matrix& m : value_.conv_bias) make(m, 1, width, 0);
  make(value_.map, width, vectors_.cols(), 0.5f * std::sqrt(1 / static_cast<float>(vectors_.cols())));
  make(value_.corpora, kCorpora, width, 0);
  make(value_.heads, shape.tags + kNameClasses, width, by_width);
  make(value_.heads_bias, 1, shape.tags + kNameClasses, 0);
  make(value_.name_steps, kNameClasses + 1, kNameClasses, 0);
  make(value_.slots, outputs, width, 0.5f * by_width);
  make(value_.slot_tags, shape.tags, outputs, 0.1f);
  make(value_.facts, FactRows::kAll, hidden, 0.1f);
  make(value_.hidden_bias, 1, hidden, 0);
  make(value_.output, shape.actions, hidden, by_hidden);
  make(value_.output_bias, 1, shape.actions, 0);
  for (size_t t = 0; t < kTables; ++t)
    make(tables_[t], shape.rows[t], width, t == static_cast<size_t>(Table::word) ? 0.02f : 0.15f);
  tables_[static_cast<size_t>(Table::word)].row(0).setZero();
  first_ = second_ = value_;
  first_.each([](Matrix& m) { m.setZero(); });
  second_.each([](Matrix& m) { m.setZero(); });
  tables_first_ = tables_second_ = tables_;
  for (size_t t = 0; t < kTables; ++t) {
    tables_first_[t].setZero();
    tables_second_[t].setZero();
  }
}

void Net::Parameters::Worker::run(const Parameters& net, const NetOptions& options, bool explore) {
  losses = {};
  gradient.each([](Matrix& m) { m.setZero(); });
  lengths.clear();
  corpora.clear();
  facts.clear();
  for (const Example* e : examples) {
    corpora.push_back(random.uniform() < options.corpus_dropout ? 0 : e->gold->corpus);
    lengths.push_back(static_cast<uint32_t>(e->size()));
    facts.insert(facts.end(), e->facts.begin(), e->facts.end());
  }
  for (WordFacts& f : facts)
    if (random.uniform() < options.word_dropout) f[Table::word] = 0;
  auto words = static_cast<Eigen::Index>(facts.size());
  const NetworkShape& shape = net.shape_;
  auto width = static_cast<Eigen::Index>(shape.width);
  losses.words = facts.size();
  if (facts.empty()) {
    d_words.setZero(0, width);
    return;
  }

  // Forward: words, layers, heads, slots.
  x.resize(shape.layers + 1);
  windows.resize(shape.layers);
  active.resize(shape.layers);
  masks.resize(shape.layers);
  vectors.resize(words, net.vectors_.cols());
  size_t at = 0;
  for (const Example* e : examples)  // where a word's row is dropped its vector mostly stays
    for (const WordFacts& f : e->facts) {
      bool unknown = facts[at][Table::word] == 0 && random.uniform() < kUnknown;
      vectors.row(static_cast<Eigen::Index>(at++)) = net.vectors_.row(unknown ? 0 : f[Table::word]);
    }
  x[0].noalias() = vectors * net.value_.map.transpose();
  for (Eigen::Index i = 0; i < words; ++i)
    for (size_t t = 0; t < kTables; ++t) x[0].row(i) += net.tables_[t].row(facts[static_cast<size_t>(i)].rows[t]);
  auto each_foreign = [&](auto f) {  // sentences of other corpora: first word, words, corpus
    Eigen::Index begin = 0;
    for (size_t i = 0; i < lengths.size(); begin += lengths[i++])
      if (corpora[i] != 0) f(begin, static_cast<Eigen::Index>(lengths[i]), static_cast<Eigen::Index>(corpora[i]));
  };
  each_foreign([&](Eigen::Index begin, Eigen::Index n, Eigen::Index corpus) {
    x[0].middleRows(begin, n).rowwise() += net.value_.corpora.row(corpus);
  });
  drop(x[0], mask0, options.dropout, random);
  for (size_t l = 0; l < shape.layers; ++l) {
    auto dilation = static_cast<Eigen::Index>(shape.dilation[l]);
    windows[l].resize(words, 3 * width);
    Eigen::Index first = 0;
    for (uint32_t length : lengths) {
      auto n = static_cast<Eigen::Index>(length);
      for (Eigen::Index i = 0; i < n; ++i)
        for (Eigen::Index tap = 0; tap < 3; ++tap) {
          Eigen::Index from = i + (tap - 1) * dilation;
          auto window = windows[l].row(first + i).segment(tap * width, width);
          if (from >= 0 && from < n)
            window = x[l].row(first + from);
          else
            window.setZero();
        }
      first += n;
    }
    active[l].noalias() = windows[l] * net.value_.conv[l].transpose();
    active[l].rowwise() += net.value_.conv_bias[l].row(0);
    active[l] = active[l].cwiseMax(0);
    drop(active[l], masks[l], options.dropout, random);
    x[l + 1] = x[l] + active[l];
  }
  const Matrix& top = x.back();
  heads.noalias() = top * net.value_.heads.transpose();
  heads.rowwise() += net.value_.heads_bias.row(0);

  // Losses of the heads; `heads` becomes their gradient.
  std::vector<size_t> tags(facts.size());
  Matrix target;
  size_t word = 0;
  for (const Example* e : examples) {
    if (!e->tags.empty()) fill_targets(e->tags, e->soft_tags, shape.tags, target);
    for (size_t i = 0; i < e->size(); ++i, ++word) {
      auto scores = heads.row(static_cast<Eigen::Index>(word)).head(shape.tags);
      Eigen::Index best = 0;
      scores.maxCoeff(&best);
      tags[word] = static_cast<size_t>(best);
      if (!e->tags.empty()) {
        losses.right_tags += tags[word] == e->tags[i];
        losses.tags += cross_entropy(scores, target.row(static_cast<Eigen::Index>(i)), options.tag_weight * e->weight);
      } else {
        scores.setZero();
      }
    }
  }
  size_t sentence_first = 0;
  for (const Example* e : examples) {
    auto scores = heads.block(static_cast<Eigen::Index>(sentence_first), shape.tags,
                              static_cast<Eigen::Index>(e->size()), kNameClasses);
    if (e->names.empty()) {
      scores.setZero();
    } else {
      fill_targets(e->names, e->soft_names, kNameClasses, target);
      losses.names += chain_entropy(scores, net.value_.name_steps, target,
                                    options.name_weight * e->weight * e->name_weight, gradient.name_steps);
    }
    sentence_first += e->size();
  }

  slots.noalias() = top * net.value_.slots.transpose();
  d_slots.setZero(words, slots.cols());
  Eigen::Index most = 2 * words;
  hidden_rows.resize(most, static_cast<Eigen::Index>(shape.hidden));
  d_output.resize(most, static_cast<Eigen::Index>(shape.actions));
  size_t row = 0, first = 0;
  for (const Example* e : examples) {
    if (e->oracle) parse(net, options, explore, *e, first, tags, row);
    first += e->size();
  }
  auto rows = static_cast<Eigen::Index>(row);

  // Backward.
  gradient.output.noalias() += d_output.topRows(rows).transpose() * hidden_rows.topRows(rows);
  gradient.output_bias.row(0) += d_output.topRows(rows).colwise().sum();
  gradient.heads.noalias() += heads.transpose() * top;
  gradient.heads_bias.row(0) += heads.colwise().sum();
  gradient.slots.noalias() += d_slots.transpose() * top;
  for (Eigen::Index i = 0; i < words; ++i)
    gradient.slot_tags.row(static_cast<Eigen::Index>(tags[static_cast<size_t>(i)])) += d_slots.row(i);
  d_x.noalias() = heads * net.value_.heads;
  d_x.noalias() += d_slots * net.value_.slots;
  for (size_t l = shape.layers; l-- > 0;) {
    auto dilation = static_cast<Eigen::Index>(shape.dilation[l]);
    // `active` turns into its own gradient: what was dropped or below zero has none.
    active[l] = (active[l].array() > 0).select(d_x.array() * masks[l].array(), 0);
    gradient.conv[l].noalias() += active[l].transpose() * windows[l];
    gradient.conv_bias[l].row(0) += active[l].colwise().sum();
    d_window.noalias() = active[l] * net.value_.conv[l];
    Eigen::Index begin = 0;
    for (uint32_t length : lengths) {
      auto n = static_cast<Eigen::Index>(length);
      for (Eigen::Index i = 0; i < n; ++i)
        for (Eigen::Index tap = 0; tap < 3; ++tap) {
          Eigen::Index from = i + (tap - 1) * dilation;
          if (from >= 0 && from < n) d_x.row(begin + from) += d_window.row(begin + i).segment(tap * width, width);
        }
      begin += n;
    }
  }
  d_words = d_x.cwiseProduct(mask0);
  gradient.map.noalias() += d_words.transpose() * vectors;
  each_foreign([&](Eigen::Index begin, Eigen::Index n, Eigen::Index corpus) {
    gradient.corpora.row(corpus) += d_words.middleRows(begin, n).colwise().sum();
  });
}

void Net::Parameters::Worker::parse(const Parameters& net, const NetOptions& options, bool explore, const Example& e,
                                    size_t first, const std::vector<size_t>& tags, size_t& row) {
  const NetworkShape& shape = net.shape_;
  auto hidden = static_cast<Eigen::Index>(shape.hidden);
  Eigen::RowVectorXf sum(hidden), mask(hidden), d_hidden(hidden);
  std::vector<float> legal_scores(shape.actions);
  state.start(static_cast<int>(e.size()));
  uint32_t bound = static_cast<uint32_t>(options.hidden_dropout * 65536);
  float kept = 1 / (1 - options.hidden_dropout);
  while (!state.only_root()) {
    ParserView view(state);
    auto slot_word = [&](size_t k) { return static_cast<Eigen::Index>(first) + view.slots[k]; };
    sum = net.value_.hidden_bias.row(0);
    for (size_t k = 0; k < kSlots; ++k) {
      if (view.slots[k] == ParserState::kNone) continue;
      Eigen::Index w = slot_word(k), column = static_cast<Eigen::Index>(k) * hidden;
      sum += slots.row(w).segment(column, hidden);
      sum += net.value_.slot_tags.row(static_cast<Eigen::Index>(tags[static_cast<size_t>(w)])).segment(column, hidden);
    }
    for (size_t i = 0; i < view.fact_count; ++i) sum += net.value_.facts.row(view.facts[i]);
    for (Eigen::Index i = 0; i < hidden; i += 2) {
      uint32_t bits = random.next();
      mask[i] = sum[i] <= 0 || (bits & 0xFFFF) < bound ? 0 : kept;
      mask[i + 1] = sum[i + 1] <= 0 || (bits >> 16) < bound ? 0 : kept;
    }
    auto r = static_cast<Eigen::Index>(row);
    hidden_rows.row(r) = sum.cwiseProduct(mask);
    auto scores = d_output.row(r);
    scores.noalias() = hidden_rows.row(r) * net.value_.output.transpose();
    scores += net.value_.output_bias.row(0);

    // The best move, and the best of those that lose least.
    int cost[3], least = 1 << 30;
    bool legal[3], in_tree[3];
    Relation relation[3];
    for (int m = 0; m < 3; ++m) {
      Move move = static_cast<Move>(m);
      legal[m] = state.legal(move);
      if (!legal[m]) continue;
      cost[m] = e.oracle->cost(state, move);
      in_tree[m] = e.oracle->in_tree(state, move, relation[m]);
      least = std::min(least, cost[m]);
    }
    constexpr size_t kNone = ~size_t{0};
    size_t best = kNone, right = kNone;
    for (size_t a = 0; a < shape.actions; ++a) {
      int m = static_cast<int>(net.actions_[a].move);
      if (!legal[m]) continue;
      bool good = cost[m] == least && (!in_tree[m] || relation[m] == net.actions_[a].relation);
      auto score = [&](size_t i) { return scores[static_cast<Eigen::Index>(i)]; };
      if (good && (right == kNone || score(a) > score(right))) right = a;
      if (best == kNone || score(a) > score(best)) best = a;
    }
    if (right == kNone) right = best;  // a relation too rare to have a class
    // Moves that are not legal take no part.
    float most = scores[static_cast<Eigen::Index>(best)], total = 0;
    for (size_t a = 0; a < shape.actions; ++a) {
      float& s = d_output(r, static_cast<Eigen::Index>(a));
      s = legal[static_cast<int>(net.actions_[a].move)] ? std::exp(s - most) : 0;
      total += s;
    }
    float weight = options.move_weight * e.weight;
    losses.moves -= std::log(std::max(d_output(r, static_cast<Eigen::Index>(right)) / total, 1e-12f));
    d_output.row(r) *= weight / total;
    d_output(r, static_cast<Eigen::Index>(right)) -= weight;
    ++losses.steps;
    losses.right_steps += best == right;
    ++row;

    d_hidden.noalias() = d_output.row(r) * net.value_.output;
    d_hidden = d_hidden.cwiseProduct(mask);
    gradient.hidden_bias.row(0) += d_hidden;
    for (size_t k = 0; k < kSlots; ++k)
      if (view.slots[k] != ParserState::kNone)
        d_slots.row(slot_word(k)).segment(static_cast<Eigen::Index>(k) * hidden, hidden) += d_hidden;
    for (size_t i = 0; i < view.fact_count; ++i) gradient.facts.row(view.facts[i]) += d_hidden;

    bool follow = explore && random.uniform() < options.explore;
    state.apply(net.actions_[follow ? best : right]);
  }
}

void Net::Parameters::adam(float* value, float* m, float* v, const float* gradient, size_t n, float scale, float rate) {
  for (size_t i = 0; i < n; ++i) {
    float g = gradient[i] * scale;
    m[i] = kMomentum * m[i] + (1 - kMomentum) * g;
    v[i] = kSpread * v[i] + (1 - kSpread) * g * g;
    value[i] -= rate * m[i] / (std::sqrt(v[i]) + kSmallest);
  }
}

Losses Net::Parameters::step(std::span<const Example* const> examples, const NetOptions& options, float rate,
                             bool explore, unsigned threads) {
  if (workers_.size() != threads) {
    workers_ = std::vector<Worker>(threads);
    for (Worker& w : workers_) w.gradient = value_;
  }
  ++steps_;
  // Long and short sentences are dealt out so that all workers have about as many words.
  std::vector<const Example*> order(examples.begin(), examples.end());
  std::stable_sort(order.begin(), order.end(), [](auto* a, auto* b) { return a->size() > b->size(); });
  std::vector<size_t> load(threads, 0);
  for (Worker& w : workers_) {
    w.examples.clear();
    w.random = Random(random_.next());
  }
  for (const Example* e : order) {
    size_t least = static_cast<size_t>(std::min_element(load.begin(), load.end()) - load.begin());
    load[least] += e->size();
    workers_[least].examples.push_back(e);
  }
  std::vector<std::thread> running;
  for (size_t i = 1; i < threads; ++i) running.emplace_back([&, i] { workers_[i].run(*this, options, explore); });
  workers_[0].run(*this, options, explore);
  for (std::thread& t : running) t.join();

  Losses losses;
  for (const Worker& w : workers_) losses += w.losses;
  for (size_t i = 1; i < threads; ++i) {
    std::vector<Matrix*> from;
    workers_[i].gradient.each([&](Matrix& m) { from.push_back(&m); });
    size_t k = 0;
    workers_[0].gradient.each([&](Matrix& m) { m += *from[k++]; });
  }
  // The mean over words; the norm of the dense part bounds the step.
  float scale = 1 / static_cast<float>(std::max<size_t>(losses.words, 1));
  double squares = 0;
  workers_[0].gradient.each([&](Matrix& m) { squares += static_cast<double>(m.squaredNorm()); });
  float norm = static_cast<float>(std::sqrt(squares)) * scale;
  if (norm > kMostNorm) scale *= kMostNorm / norm;
  double n = static_cast<double>(steps_);
  float corrected =
      rate * static_cast<float>(std::sqrt(1 - std::pow(double{kSpread}, n)) / (1 - std::pow(double{kMomentum}, n)));
  adam_dense(corrected, scale);
  adam_tables(corrected, scale);
  return losses;
}

void Net::Parameters::adam_dense(float rate, float scale) {
  std::vector<Matrix*> value, first, second;
  value_.each([&](Matrix& m) { value.push_back(&m); });
  first_.each([&](Matrix& m) { first.push_back(&m); });
  second_.each([&](Matrix& m) { second.push_back(&m); });
  size_t k = 0;
  workers_[0].gradient.each([&](Matrix& g) {
    adam(value[k]->data(), first[k]->data(), second[k]->data(), g.data(), static_cast<size_t>(g.size()), scale, rate);
    ++k;
  });
}

// Only rows that the step met are changed. Of each table the rows are summed in the order of the words.
void Net::Parameters::adam_tables(float rate, float scale) {
  size_t width = shape_.width;
  std::unordered_map<uint32_t, size_t> place;
  std::vector<uint32_t> rows;
  std::vector<float> sums;
  for (size_t t = 0; t < kTables; ++t) {
    place.clear();
    rows.clear();
    sums.clear();
    for (const Worker& w : workers_)
      for (size_t i = 0; i < w.facts.size(); ++i) {
        auto [at, added] = place.emplace(w.facts[i].rows[t], rows.size());
        if (added) {
          rows.push_back(at->first);
          sums.resize(sums.size() + width, 0);
        }
        const float* d = w.d_words.row(static_cast<Eigen::Index>(i)).data();
        float* sum = &sums[at->second * width];
        for (size_t k = 0; k < width; ++k) sum[k] += d[k];
      }
    for (size_t i = 0; i < rows.size(); ++i) {
      if (t == static_cast<size_t>(Table::word) && rows[i] == 0) continue;  // unknown and dropped words add nothing
      size_t at = rows[i] * width;
      adam(tables_[t].data() + at, tables_first_[t].data() + at, tables_second_[t].data() + at, &sums[i * width], width,
           scale, rate);
    }
  }
}

void Net::Parameters::remember(float share) {
  if (!remembered_) {
    remembered_ = true;
    average_ = value_;
    tables_average_ = tables_;
    return;
  }
  std::vector<const Matrix*> now;
  value_.each([&](Matrix& m) { now.push_back(&m); });
  size_t k = 0;
  average_.each([&](Matrix& m) { m += share * (*now[k++] - m); });
  for (size_t t = 0; t < kTables; ++t) tables_average_[t] += share * (tables_[t] - tables_average_[t]);
}

std::string Net::Parameters::save() const {
  std::string out;
  auto add = [&](const Matrix& m) {
    out.append(reinterpret_cast<const char*>(m.data()), static_cast<size_t>(m.size()) * sizeof(float));
  };
  Dense dense = remembered_ ? average_ : value_;
  dense.each(add);
  for (const Matrix& table : remembered_ ? tables_average_ : tables_) add(table);
  return out;
}

bool Net::Parameters::load(std::string_view bytes) {
  size_t wanted = 0;
  value_.each([&](Matrix& m) { wanted += static_cast<size_t>(m.size()) * sizeof(float); });
  for (const Matrix& table : tables_) wanted += static_cast<size_t>(table.size()) * sizeof(float);
  if (bytes.size() != wanted) return false;
  auto take = [&](Matrix& m) {
    size_t n = static_cast<size_t>(m.size()) * sizeof(float);
    std::memcpy(m.data(), bytes.data(), n);
    bytes.remove_prefix(n);
  };
  value_.each(take);
  for (Matrix& table : tables_) take(table);
  return true;
}

FloatNetwork Net::Parameters::to_float() const {
  const Dense& dense = remembered_ ? average_ : value_;
  const std::array<Matrix, kTables>& tables = remembered_ ? tables_average_ : tables_;
  auto list = [](const Matrix& m) { return std::vector<float>(m.data(), m.data() + m.size()); };
  FloatNetwork out;
  out.shape = shape_;
  for (size_t t = 0; t < kTables; ++t) out.tables[t] = list(tables[t]);
  // A word's vector is mapped here once for all: its row and the mapped vector are one row of the file.
  Matrix words = tables[static_cast<size_t>(Table::word)] + vectors_ * dense.map.transpose();
  out.tables[static_cast<size_t>(Table::word)] = list(words);
  for (size_t l = 0; l < shape_.layers; ++l) out.layers.push_back({list(dense.conv[l]), list(dense.conv_bias[l])});
  out.slots = {list(dense.slots), {}};
  out.output = {list(dense.output), list(dense.output_bias)};
  out.slot_tags = list(dense.slot_tags);
  out.facts = list(dense.facts);
  out.hidden_bias = list(dense.hidden_bias);
  return out;
}

FloatLabeler Net::Parameters::heads() const {
  const Dense& dense = remembered_ ? average_ : value_;
  auto list = [](const Matrix& m) { return std::vector<float>(m.data(), m.data() + m.size()); };
  FloatLabeler out;
  out.shape = {
      .state = shape_.width, .width = 0, .tags = shape_.tags, .names = kNameClasses, .rows = 0, .dilations = {}};
  out.heads = {list(dense.heads), list(dense.heads_bias)};
  out.name_steps = list(dense.name_steps);
  return out;
}

Net::Net(const NetworkShape& shape, const std::vector<float>& vectors, size_t vector_size, std::vector<Action> actions,
         uint64_t seed) {
  Matrix matrix = Eigen::Map<const Matrix>(vectors.data(), static_cast<Eigen::Index>(vectors.size() / vector_size),
                                           static_cast<Eigen::Index>(vector_size));
  parameters_ = std::make_unique<Parameters>(shape, std::move(matrix), std::move(actions), seed);
}
Net::~Net() = default;

Losses Net::step(std::span<const Example* const> examples, const NetOptions& options, float rate, bool explore,
                 unsigned threads) {
  return parameters_->step(examples, options, rate, explore, threads);
}

void Net::remember(float share) { parameters_->remember(share); }

std::string Net::save() const { return parameters_->save(); }
bool Net::load(std::string_view bytes) { return parameters_->load(bytes); }

FloatNetwork Net::to_float() const { return parameters_->to_float(); }
FloatLabeler Net::heads() const { return parameters_->heads(); }

}  // namespace sayso::train
