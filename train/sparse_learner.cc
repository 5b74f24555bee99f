#include "sparse_learner.h"

#include <cmath>

namespace sayso::train {

void AdaGrad::step(int feature, double gradient) {
  const auto k = static_cast<size_t>(feature);
  gradient += settings_.decay * w[k];
  squares_[k] += gradient * gradient;
  w[k] -= settings_.rate * gradient / std::sqrt(squares_[k]);
}

void AdaGrad::end_round(int epoch) {
  if (epoch < settings_.epochs / 2) return;
  ++rounds_;
  for (size_t k = 0; k < w.size(); ++k) sum_[k] += w[k];
}

std::vector<double> AdaGrad::mean() {
  for (double& x : sum_) x /= rounds_;
  return std::move(sum_);
}

double sum_of(const std::vector<int>& features, const std::vector<double>& weights) {
  double sum = 0;
  for (int f : features) sum += weights[static_cast<size_t>(f)];
  return sum;
}

std::vector<double> fit_logistic(std::vector<LogisticExample> examples, size_t features,
                                 const LearningSettings& settings) {
  std::vector<int> seen(features, 0);
  for (const LogisticExample& e : examples)
    for (int f : *e.features) ++seen[static_cast<size_t>(f)];
  std::vector<double> mean(features, 0);
  for (int order = 0; order < kOrders; ++order) {
    AdaGrad learner(features, settings);
    std::mt19937 random(7 + static_cast<unsigned>(order));
    for (int epoch = 0; epoch < settings.epochs; ++epoch) {
      shuffle(examples, random);
      for (const LogisticExample& e : examples) {
        const double g = 1 / (1 + std::exp(-sum_of(*e.features, learner.w))) - (e.right ? 1 : 0);
        for (int f : *e.features)
          if (seen[static_cast<size_t>(f)] >= settings.least) learner.step(f, g);
      }
      learner.end_round(epoch);
    }
    const std::vector<double> w = learner.mean();
    for (size_t k = 0; k < features; ++k) mean[k] += w[k] / kOrders;
  }
  return mean;
}

}  // namespace sayso::train
