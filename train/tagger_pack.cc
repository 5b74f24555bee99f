// sayso-tagger: packs what train/tagger.py learned into model/events.model.
//
//   sayso-tagger LEARNED OUT
//
// LEARNED begins with a line of JSON: state, embedded, width, dilations, kinds, parts, words (event/tagger.h); behind
// it stand the numbers, four bytes each: table, then weights and bias of input, layers and head.
#include <fmt/format.h>
#include <simdjson.h>

#include <fstream>
#include <sstream>

#include "event/tagger.h"

namespace sayso::train {
namespace {

int fail(const std::string& file, const std::string& what) {
  fmt::print(stderr, "sayso-tagger: error: {}: {}; try train/tagger.py again\n", file, what);
  return 2;
}

int run(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: sayso-tagger LEARNED OUT\n");
    return 2;
  }
  std::ifstream in(argv[1], std::ios::binary);
  std::string head;
  if (!std::getline(in, head)) return fail(argv[1], "cannot be read");
  simdjson::dom::parser parser;
  simdjson::dom::element json;
  if (parser.parse(head).get(json) != simdjson::SUCCESS) return fail(argv[1], "does not begin with JSON");
  FloatTagger tagger;
  auto number = [&](const char* name) {
    uint64_t value = 0;
    return json[name].get(value) == simdjson::SUCCESS && value <= 4096 ? static_cast<uint32_t>(value) : 0;
  };
  auto texts = [&](const char* name, std::vector<std::string>& into) {
    simdjson::dom::array list;
    if (json[name].get(list) != simdjson::SUCCESS) return;
    for (simdjson::dom::element e : list)
      if (std::string_view text; e.get(text) == simdjson::SUCCESS) into.emplace_back(text);
  };
  tagger.state = number("state");
  tagger.embedded = number("embedded");
  tagger.width = number("width");
  texts("kinds", tagger.names.kinds);
  texts("parts", tagger.names.parts);
  texts("words", tagger.words);
  if (simdjson::dom::array list; json["dilations"].get(list) == simdjson::SUCCESS)
    for (simdjson::dom::element e : list)
      if (uint64_t d = 0; e.get(d) == simdjson::SUCCESS) tagger.dilations.push_back(static_cast<uint32_t>(d));

  auto floats = [&](size_t n) {
    std::vector<float> out(n);
    in.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(n * sizeof(float)));
    return out;
  };
  auto layer = [&](size_t outputs, size_t inputs) {
    FloatLayer out;
    out.weights = floats(outputs * inputs);
    out.bias = floats(outputs);
    return out;
  };
  tagger.table = floats((tagger.words.size() + 1) * tagger.embedded);
  tagger.input = layer(tagger.width, tagger.state + tagger.embedded);
  for (size_t l = 0; l < tagger.dilations.size(); ++l) tagger.layers.push_back(layer(tagger.width, 3 * tagger.width));
  tagger.head = layer(1 + tagger.names.kinds.size() + tagger.names.parts.size(), tagger.width);
  if (!in || in.peek() != std::ifstream::traits_type::eof()) return fail(argv[1], "has too few numbers or too many");

  const std::string bytes = write_tagger(tagger);
  if (auto read = EventTagger::load(bytes); !read) return fail(argv[1], read.error().text());
  std::ofstream out(argv[2], std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) return fail(argv[2], "cannot be written");
  fmt::print("{}: {} bytes\n", argv[2], bytes.size());
  return 0;
}

}  // namespace
}  // namespace sayso::train

int main(int argc, char** argv) { return sayso::train::run(argc, argv); }
