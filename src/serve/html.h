// serve/html: HTML in the order of the calls, for pages that are read without a script.
//
// Guaranteed: what is given as text comes out as text, whatever it holds; every element that was opened is closed.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sayso::serve {

std::string escape_html(std::string_view text);

class Html {
 public:
  using Attributes = std::vector<std::pair<std::string_view, std::string>>;

  void text(std::string_view text) { out_ += escape_html(text); }
  template <typename Body>
  void element(std::string_view name, const Attributes& attributes, Body body) {
    open(name, attributes);
    body();
    out_ += "</" + std::string(name) + ">";
  }
  void element(std::string_view name, std::string_view inner) {
    element(name, {}, [&] { text(inner); });
  }
  void link(const std::string& to, std::string_view inner) {
    element("a", {{"href", to}}, [&] { text(inner); });
  }
  // <input>, <br>, <meta>.
  void open(std::string_view name, const Attributes& attributes);
  // Markup of one's own.
  void raw(std::string_view markup) { out_ += markup; }
  template <typename Cell>
  void row(size_t columns, Cell cell) {
    out_ += "<tr>";
    for (size_t i = 0; i < columns; ++i) element("td", {}, [&] { cell(i); });
    out_ += "</tr>\n";
  }
  void head(const std::vector<std::string>& names);

  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace sayso::serve
