#include "incident/anchor.h"

#include <algorithm>
#include <map>

namespace sayso {
namespace {

bool meet(const Span& a, const Span& b) { return a.first <= b.last && b.first <= a.last; }

}  // namespace

std::vector<Anchor> anchors(const std::vector<Span>& spans) {
  // Spans in the order of their beginnings: those that meet a span lie within kLongestSpan before its end.
  std::vector<size_t> order(spans.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return spans[a].first < spans[b].first; });

  std::vector<Anchor> out(spans.size());
  for (size_t i : order) {
    out[i].country = spans[i].country;
    if (!out[i].country.empty()) continue;
    // Where the country is not known it is that of the others on those days.
    std::map<std::string, int64_t> said;
    auto from = std::lower_bound(order.begin(), order.end(), spans[i].first - kLongestSpan,
                                 [&](size_t a, int day) { return spans[a].first < day; });
    for (; from != order.end() && spans[*from].first <= spans[i].last; ++from)
      if (!spans[*from].country.empty() && meet(spans[*from], spans[i]))
        said[spans[*from].country] += spans[*from].weight;
    int64_t most = 0;
    for (const auto& [country, weight] : said)
      if (weight > most) {
        most = weight;
        out[i].country = country;
      }
  }

  std::map<std::pair<std::string, int>, int64_t> weight;  // of a day
  for (size_t i = 0; i < spans.size(); ++i)
    for (int day = spans[i].first; day <= spans[i].last; ++day) weight[{out[i].country, day}] += spans[i].weight;
  for (size_t i = 0; i < spans.size(); ++i) {
    int64_t most = -1;
    for (int day = spans[i].first; day <= spans[i].last; ++day) {
      int64_t w = weight[{out[i].country, day}];
      if (w >= most) {  // of two days alike the later one: a report told of it at once
        most = w;
        out[i].day = day;
      }
    }
  }
  return out;
}

}  // namespace sayso
