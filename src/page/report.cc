#include "page/report.h"

namespace sayso {

std::string_view name(BlockRole role) {
  switch (role) {
    case BlockRole::title:
      return "title";
    case BlockRole::byline:
      return "byline";
    case BlockRole::timestamp:
      return "timestamp";
    case BlockRole::caption:
      return "caption";
    case BlockRole::heading:
      return "heading";
    case BlockRole::paragraph:
      return "paragraph";
    case BlockRole::furniture:
      return "furniture";
    case BlockRole::correction:
      return "correction";
  }
  return "paragraph";
}

}  // namespace sayso
