// What the classes of the tagger and the parser stand for, as the model file lists them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "syntax/parse.h"
#include "syntax/transitions.h"

namespace sayso {

struct TagClass {
  uint8_t penn = 0;  // index into kPennTags
  Upos upos = Upos::X;
  auto operator<=>(const TagClass&) const = default;
};

struct Labels {
  std::vector<TagClass> tags;   // at most 250
  std::vector<Action> actions;  // SHIFT first; at most 250; the root's relation is not among them

  static Result<Labels> read(std::string_view bytes);
  std::string write() const;
};

// Classes of the names' head: 0 outside, then for each kind its first word and any further one.
inline constexpr size_t kNameClasses = 9;
constexpr size_t name_class(EntityKind kind, bool begins) {
  return kind == EntityKind::none ? 0 : 2 * static_cast<size_t>(kind) - (begins ? 1 : 0);
}
constexpr EntityKind name_kind(size_t name_class) { return static_cast<EntityKind>((name_class + 1) / 2); }

}  // namespace sayso
