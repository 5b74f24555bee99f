#include "event/sides.h"

#include <map>

namespace sayso {

std::vector<NamedSide> named_sides(const Mentions& mentions) {
  std::vector<NamedSide> out;
  std::map<std::string_view, size_t> known;
  for (const Actor& a : mentions.actors) {
    if (a.pronoun) continue;
    for (const std::string& side : a.sides) {
      auto [it, fresh] = known.try_emplace(side, out.size());
      if (fresh) out.push_back({side, false, {}, {}});
      NamedSide& s = out[it->second];
      s.state = s.state || a.type == ActorType::state;
      s.heads.push_back(a.head);
      if (a.sides.size() == 1) s.alone.push_back(a.head);
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const NamedSide& a, const NamedSide& b) { return a.heads.size() > b.heads.size(); });
  return out;
}

}  // namespace sayso
