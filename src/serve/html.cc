#include "serve/html.h"

namespace sayso::serve {

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

void Html::open(std::string_view name, const Attributes& attributes) {
  out_ += "<" + std::string(name);
  for (const auto& [key, value] : attributes) out_ += " " + std::string(key) + "=\"" + escape_html(value) + "\"";
  out_ += ">";
}

void Html::head(const std::vector<std::string>& names) {
  raw("<thead><tr>");
  for (const std::string& name : names) element("th", {{"scope", "col"}}, [&] { text(name); });
  raw("</tr></thead>\n");
}

}  // namespace sayso::serve
