#include "serve/assets.h"

#include <algorithm>
#include <array>

// Embedded by the build (src/CMakeLists.txt) from web/dist/ and from this folder.
extern "C" {
extern const char sayso_web_script_begin[], sayso_web_script_end[];
extern const char sayso_web_style_begin[], sayso_web_style_end[];
extern const char sayso_web_map_begin[], sayso_web_map_end[];
extern const char sayso_web_icon_begin[], sayso_web_icon_end[];
extern const char sayso_openapi_begin[], sayso_openapi_end[];
}

namespace sayso::serve {
namespace {

std::string_view between(const char* begin, const char* end) { return {begin, static_cast<size_t>(end - begin)}; }

}  // namespace

const Asset* find_asset(std::string_view name) {
  static const std::array<Asset, 4> kAssets{{
      {"app.js", "text/javascript; charset=utf-8", between(sayso_web_script_begin, sayso_web_script_end)},
      {"app.css", "text/css; charset=utf-8", between(sayso_web_style_begin, sayso_web_style_end)},
      {"world.json", "application/json", between(sayso_web_map_begin, sayso_web_map_end)},
      {"icon.svg", "image/svg+xml", between(sayso_web_icon_begin, sayso_web_icon_end)},
  }};
  auto found = std::find_if(kAssets.begin(), kAssets.end(), [&](const Asset& a) { return a.name == name; });
  return found == kAssets.end() ? nullptr : &*found;
}

std::string_view openapi() { return between(sayso_openapi_begin, sayso_openapi_end); }

}  // namespace sayso::serve
