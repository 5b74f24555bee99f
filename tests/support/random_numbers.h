// Numbers for networks that are made up: the same in every run.
#pragma once

#include <random>
#include <vector>

namespace sayso {

struct RandomNumbers {
  std::mt19937 random;
  // n of them, from -size to size.
  std::vector<float> numbers(size_t n, float size) {
    std::vector<float> v(n);
    for (float& x : v) x = size * (static_cast<float>(random() % 20001) / 10000 - 1);
    return v;
  }
};

}  // namespace sayso
