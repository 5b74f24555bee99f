#include "mention/mention.h"

#include <array>

namespace sayso {
namespace {

void fill(std::vector<int32_t>& of, size_t k, TokenRange tokens) {
  for (TokenIndex i = tokens.begin; i < tokens.end; ++i) of[static_cast<size_t>(i)] = static_cast<int32_t>(k);
}

}  // namespace

std::string_view sign(Bound bound) {
  static constexpr std::array<std::string_view, 6> kSigns = {"=", ">", ">=", "<", "<=", "~"};
  return kSigns[static_cast<size_t>(bound)];
}

std::string_view name(ActorType type) {
  static constexpr std::array<std::string_view, 4> kNames = {"state", "organized group", "civilians", "other"};
  return kNames[static_cast<size_t>(type)];
}

std::string_view name(ActorRole role) {
  static constexpr std::array<std::string_view, 10> kNames = {
      "belligerent", "official", "body", "medic", "monitor", "media", "witness", "anonymous", "person", "unknown"};
  return kNames[static_cast<size_t>(role)];
}

void Mentions::index(TokenIndex n) {
  for (auto* of : {&place_of_, &time_of_, &count_of_, &actor_of_}) of->assign(static_cast<size_t>(n), -1);
  for (size_t k = 0; k < places.size(); ++k) fill(place_of_, k, places[k].tokens);
  for (size_t k = 0; k < times.size(); ++k) fill(time_of_, k, times[k].tokens);
  for (size_t k = 0; k < counts.size(); ++k) fill(count_of_, k, counts[k].phrase);
  for (size_t k = 0; k < actors.size(); ++k) fill(actor_of_, k, actors[k].tokens);
}

}  // namespace sayso
