#include "kmeans.h"

#include <Eigen/Dense>
#include <algorithm>

#include "random.h"

namespace sayso::train {
namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using View = Eigen::Map<const Matrix>;

View view(std::span<const float> values, size_t size) {
  return View(values.data(), static_cast<Eigen::Index>(values.size() / size), static_cast<Eigen::Index>(size));
}

// The nearest center of each row.
void assign(const Matrix& rows, const Matrix& centers, Eigen::Index count, std::vector<uint32_t>& of) {
  constexpr Eigen::Index kAtOnce = 1024;
  Matrix near;
  for (Eigen::Index begin = 0; begin < count; begin += kAtOnce) {
    Eigen::Index n = std::min(kAtOnce, count - begin);
    near.noalias() = rows.middleRows(begin, n) * centers.transpose();
    for (Eigen::Index i = 0; i < n; ++i) {
      Eigen::Index best = 0;
      near.row(i).maxCoeff(&best);
      of[static_cast<size_t>(begin + i)] = static_cast<uint32_t>(best + 1);
    }
  }
}

}  // namespace

std::vector<uint32_t> divide(std::span<const float> vectors, size_t size, size_t learned, size_t classes, int rounds,
                             uint64_t seed) {
  Matrix rows = view(vectors, size);
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    float norm = rows.row(i).norm();
    if (norm > 0) rows.row(i) /= norm;
  }
  auto all = static_cast<size_t>(rows.rows());
  learned = std::min(learned, all);
  std::vector<uint32_t> drawn(learned);
  for (size_t i = 0; i < learned; ++i) drawn[i] = static_cast<uint32_t>(i);
  Random(seed).shuffle(drawn);
  drawn.resize(std::min(classes, learned));
  std::sort(drawn.begin(), drawn.end());
  Matrix centers(static_cast<Eigen::Index>(drawn.size()), rows.cols());
  for (size_t k = 0; k < drawn.size(); ++k) centers.row(static_cast<Eigen::Index>(k)) = rows.row(drawn[k]);
  std::vector<uint32_t> of(all, 0);
  for (int round = 0; round < rounds; ++round) {
    assign(rows, centers, static_cast<Eigen::Index>(learned), of);
    Matrix sums = Matrix::Zero(centers.rows(), centers.cols());
    for (size_t i = 0; i < learned; ++i) sums.row(of[i] - 1) += rows.row(static_cast<Eigen::Index>(i));
    for (Eigen::Index k = 0; k < sums.rows(); ++k)
      if (float norm = sums.row(k).norm(); norm > 0) centers.row(k) = sums.row(k) / norm;
  }
  assign(rows, centers, rows.rows(), of);
  for (size_t i = 0; i < all; ++i)
    if (rows.row(static_cast<Eigen::Index>(i)).squaredNorm() == 0) of[i] = 0;
  return of;
}

std::vector<float> predict(std::span<const float> x, size_t x_size, std::span<const float> y, size_t y_size,
                           std::span<const float> to, float ridge) {
  View from = view(x, x_size), wanted = view(y, y_size);
  Matrix products = from.transpose() * from;
  products.diagonal().array() += ridge * products.diagonal().mean();
  Matrix map = products.ldlt().solve(from.transpose() * wanted);
  Matrix out = view(to, x_size) * map;
  return {out.data(), out.data() + out.size()};
}

}  // namespace sayso::train
