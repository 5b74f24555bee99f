#include "sparse_learner.h"

#include <cmath>

namespace sayso::train {

void AdaGrad::step(int feature, double gradient) {
  const auto k = static_cast<size_t>(feature);
  gradient += settings_.decay * w[k];
  squares_[k] += gradient * gradient;
  w[k] -= settings_.rate * gradient / std::sqrt(squares_[k]);
}

void AdaGrad::gather(int feature, double gradient) {
  double& sum = gathered_[static_cast<size_t>(feature)];
  if (sum == 0) touched_.push_back(feature);
  sum += gradient;
}

void AdaGrad::step_gathered() {
  for (int feature : touched_)
    if (double& sum = gathered_[static_cast<size_t>(feature)]; sum != 0) {
      step(feature, sum);
      sum = 0;
    }
  touched_.clear();
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

std::vector<double> fit_logistic(const std::vector<LogisticExample>& examples, size_t features,
                                 const LearningSettings& settings) {
  std::vector<int> seen(features, 0);
  for (const LogisticExample& e : examples)
    for (int f : *e.features) ++seen[static_cast<size_t>(f)];
  return mean_of_orders(examples, features, settings, [&](const LogisticExample& e, AdaGrad& learner) {
    const double g = 1 / (1 + std::exp(-sum_of(*e.features, learner.w))) - (e.right ? 1 : 0);
    for (int f : *e.features)
      if (seen[static_cast<size_t>(f)] >= settings.least) learner.step(f, g);
  });
}

}  // namespace sayso::train
