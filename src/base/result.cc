#include "base/result.h"

namespace sayso {

std::string Error::text() const {
  std::string out;
  if (!file.empty()) {
    out += file;
    if (line > 0) out += ":" + std::to_string(line);
    out += ": ";
  }
  out += what;
  if (!tip.empty()) out += "; try " + tip;
  return out;
}

}  // namespace sayso
