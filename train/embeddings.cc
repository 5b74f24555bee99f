#include "embeddings.h"

#include <simdjson.h>

namespace sayso::train {
namespace {

Embeddings read(simdjson::ondemand::document& document) {
  Embeddings out;
  out.size = document["dimensions"].get_uint64();
  for (auto field : document["vectors"].get_object()) {
    out.words.emplace_back(std::string_view(field.unescaped_key()));
    size_t numbers = 0;
    for (auto number : field.value().get_array()) {
      if (numbers++ < out.size) out.values.push_back(static_cast<float>(double(number.get_double())));
    }
    out.values.resize(out.words.size() * out.size, 0);
  }
  return out;
}

}  // namespace

Result<Embeddings> read_embeddings(const std::string& path) {
  simdjson::padded_string bytes;
  if (simdjson::padded_string::load(path).get(bytes)) return Error{path, 0, "cannot be read", ""};
  simdjson::ondemand::parser parser;
  try {
    simdjson::ondemand::document document = parser.iterate(bytes);
    return read(document);
  } catch (const simdjson::simdjson_error& e) {
    return Error{path, 0, std::string("is no file of word vectors: ") + e.what(), "see model/README.md"};
  }
}

}  // namespace sayso::train
