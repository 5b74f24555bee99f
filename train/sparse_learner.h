// What the learners of weights for named evidence share: numbers for the names, AdaGrad, logistic regression.
//
// In: examples as lists of the numbers of their features. Out: a weight a feature. Guaranteed: examples are taken in an
// order that a fixed seed shuffles, so that the same examples give the same weights.
#pragma once

#include <future>
#include <random>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sayso::train {

// Numbers names from 0 in the order in which they are first asked for.
class FeatureNames {
 public:
  int id(const std::string& name) {
    auto [it, added] = ids_.emplace(name, static_cast<int>(names_.size()));
    if (added) names_.push_back(name);
    return it->second;
  }
  std::vector<int> ids(const std::vector<std::string>& names) {
    std::vector<int> out;
    for (const std::string& name : names) out.push_back(id(name));
    return out;
  }
  const std::string& name(size_t id) const { return names_[id]; }
  size_t size() const { return names_.size(); }

 private:
  std::unordered_map<std::string, int> ids_;
  std::vector<std::string> names_;
};

struct LearningSettings {
  int epochs;
  int least;  // a feature seen less often has no weight
  double rate, decay;
};

// Weights are the mean of what so many orders of the examples teach: with one order a few doubtful choices fall either
// way, and a measured figure moves by two points with another shuffle.
constexpr int kOrders = 4;

class AdaGrad {
 public:
  AdaGrad(size_t features, const LearningSettings& settings)
      : w(features, 0), squares_(features, 1e-6), sum_(features, 0), gathered_(features, 0), settings_(settings) {}

  void step(int feature, double gradient);
  // The same for an example that has a feature several times: one step along the sum of what was gathered.
  void gather(int feature, double gradient);
  void step_gathered();
  // Call after each round; the mean of the later rounds is steadier than the last.
  void end_round(int epoch);
  std::vector<double> mean();

  std::vector<double> w;

 private:
  std::vector<double> squares_, sum_, gathered_;
  std::vector<int> touched_;
  LearningSettings settings_;
  int rounds_ = 0;
};

// Shuffles in place, the same way with every standard library.
template <typename T>
void shuffle(std::vector<T>& items, std::mt19937& random) {
  for (size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random() % i]);
}

// Calls `learn` with each item in turn and a learner, in kOrders orders of so many rounds; the mean of the weights. The
// orders run beside each other: `learn` changes nothing but its learner.
template <typename Item, typename Learn>
std::vector<double> mean_of_orders(const std::vector<Item>& items, size_t features, const LearningSettings& settings,
                                   const Learn& learn) {
  auto learn_in_order = [&](unsigned order) {
    AdaGrad learner(features, settings);
    std::vector<Item> shuffled = items;
    std::mt19937 random(7 + order);
    for (int epoch = 0; epoch < settings.epochs; ++epoch) {
      shuffle(shuffled, random);
      for (const Item& item : shuffled) learn(item, learner);
      learner.end_round(epoch);
    }
    return learner.mean();
  };
  std::vector<std::future<std::vector<double>>> orders;
  for (unsigned order = 0; order < kOrders; ++order)
    orders.push_back(std::async(std::launch::async, learn_in_order, order));
  std::vector<double> mean(features, 0);
  for (auto& order : orders) {
    const std::vector<double> w = order.get();
    for (size_t k = 0; k < features; ++k) mean[k] += w[k] / kOrders;
  }
  return mean;
}

double sum_of(const std::vector<int>& features, const std::vector<double>& weights);

// The weights by which the features of the right ones sum up to high log odds. The lists must outlive the call.
struct LogisticExample {
  const std::vector<int>* features;
  bool right;
};
std::vector<double> fit_logistic(const std::vector<LogisticExample>& examples, size_t features,
                                 const LearningSettings& settings);

}  // namespace sayso::train
