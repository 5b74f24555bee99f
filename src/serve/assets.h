// serve/assets: the files of the page, compiled into the program. Nothing else is ever served as a file.
#pragma once

#include <string_view>

namespace sayso::serve {

struct Asset {
  std::string_view name;  // "app.js"
  std::string_view type;  // of its content
  std::string_view bytes;
};
// Nothing where there is none of that name.
const Asset* find_asset(std::string_view name);

// What openapi.json says.
std::string_view openapi();

}  // namespace sayso::serve
