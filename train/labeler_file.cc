#include "labeler_file.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "syntax/bytes.h"
#include "syntax/model_file.h"
#include "syntax/penn.h"

namespace sayso::train {
namespace {

constexpr float kNever = -1000;  // the score of a tag that was not learned

Error fault(const std::string& path, const std::string& what) { return {path, 0, what, "train/labels.py again"}; }

}  // namespace

Result<FloatLabeler> read_labeler(const std::string& path, const Labels& labels) {
  std::ifstream in(path, std::ios::binary);
  std::string head;
  if (!std::getline(in, head)) return fault(path, "cannot be read");
  simdjson::dom::parser parser;
  simdjson::dom::element json;
  if (parser.parse(head).get(json) != simdjson::SUCCESS) return fault(path, "does not begin with JSON");
  FloatLabeler out;
  LabelerShape& s = out.shape;
  auto number = [&](const char* name) {
    uint64_t value = 0;
    return json[name].get(value) == simdjson::SUCCESS && value <= (1u << 20) ? static_cast<uint32_t>(value) : 0;
  };
  s.state = number("state");
  s.width = number("width");
  s.rows = number("rows");
  s.tags = static_cast<uint32_t>(labels.tags.size());
  s.names = kNameClasses;
  if (simdjson::dom::array list; json["dilations"].get(list) == simdjson::SUCCESS)
    for (simdjson::dom::element e : list)
      if (uint64_t d = 0; e.get(d) == simdjson::SUCCESS) s.dilations.push_back(static_cast<uint32_t>(d));
  std::vector<size_t> place;  // of each learned tag among the labels
  simdjson::dom::array list;
  if (json["tags"].get(list) != simdjson::SUCCESS) return fault(path, "names no tags");
  for (simdjson::dom::element e : list) {
    std::string_view tag;
    if (e.get(tag) != simdjson::SUCCESS) return fault(path, "names no tags");
    const size_t slash = tag.find('/');
    auto found = std::find_if(labels.tags.begin(), labels.tags.end(), [&](TagClass t) {
      return name(t.upos) == tag.substr(0, slash) && kPennTags[t.penn] == tag.substr(slash + 1);
    });
    if (found == labels.tags.end()) return fault(path, "has a tag that the model lacks: " + std::string(tag));
    place.push_back(static_cast<size_t>(found - labels.tags.begin()));
  }

  auto floats = [&](size_t n) {
    std::vector<float> values(n);
    in.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(n * sizeof(float)));
    return values;
  };
  const size_t width = s.width, input = s.state + width;
  out.table = floats(s.rows * width);
  out.input = {floats(width * s.state), {}};
  out.input.bias = floats(width);
  for (size_t l = 0; l < s.dilations.size(); ++l) {
    out.layers.push_back({floats(width * 3 * width), {}});
    out.layers.back().bias = floats(width);
  }
  const std::vector<float> weights = floats((place.size() + s.names) * input), bias = floats(place.size() + s.names);
  out.name_steps = floats((s.names + 1) * s.names);
  if (!in || in.peek() != std::ifstream::traits_type::eof()) return fault(path, "has too few numbers or too many");
  out.heads.weights.assign((s.tags + s.names) * input, 0);
  out.heads.bias.assign(s.tags + s.names, kNever);
  for (size_t i = 0; i < bias.size(); ++i) {
    const size_t to = i < place.size() ? place[i] : s.tags + i - place.size();
    std::copy_n(&weights[i * input], input, &out.heads.weights[to * input]);
    out.heads.bias[to] = bias[i];
  }
  return out;
}

Result<std::string> with_labeler(std::string_view model, const std::string& path) {
  auto sections = read_weights_file(model, kLanguageModel, Origin::file);
  if (!sections) return sections.error();
  auto labels = Labels::read((*sections)[static_cast<size_t>(Section::labels)]);
  if (!labels) return labels.error();
  auto labeler = read_labeler(path, *labels);
  if (!labeler) return labeler.error();
  std::array<std::string, kSections> out;
  for (size_t i = 0; i < kSections; ++i) out[i] = std::string((*sections)[i]);
  out[static_cast<size_t>(Section::labeler)] = write_labeler(*labeler);
  return write_weights_file(kLanguageModel, out);
}

// What is read here was written by write_table and write_layer (syntax/layer.h).
Result<std::string> labeler_of(std::string_view model) {
  auto sections = read_weights_file(model, kLanguageModel, Origin::file);
  if (!sections) return sections.error();
  auto labels = Labels::read((*sections)[static_cast<size_t>(Section::labels)]);
  if (!labels) return labels.error();
  const std::string_view bytes = (*sections)[static_cast<size_t>(Section::labeler)];
  auto labeler = Labeler::read(bytes);
  if (!labeler) return labeler.error();
  const LabelerShape& s = labeler->shape();
  if (s.width == 0) return Error{"", 0, "the model's labeler has no layers", "a model that train/labels.py learned"};

  std::string tags, dilations;
  for (TagClass t : labels->tags)
    tags += std::string(tags.empty() ? "\"" : ", \"") + std::string(name(t.upos)) + '/' +
            std::string(kPennTags[t.penn]) + '"';
  for (uint32_t d : s.dilations) dilations += (dilations.empty() ? "" : ", ") + std::to_string(d);
  std::string out = "{\"state\": " + std::to_string(s.state) + ", \"width\": " + std::to_string(s.width) +
                    ", \"rows\": " + std::to_string(s.rows) + ", \"dilations\": [" + dilations + "], \"tags\": [" +
                    tags + "]}\n";

  ByteReader reader(bytes);
  reader.take_bytes((6 + s.dilations.size()) * sizeof(uint32_t));
  for (uint32_t row = 0; row < s.rows; ++row) {
    const float factor = static_cast<float>(reader.take<uint8_t>()) / 4096;
    for (uint32_t i = 0; i < s.width; ++i) put(out, static_cast<float>(reader.take<int8_t>()) * factor);
  }
  auto copy_layer = [&](size_t outputs, size_t inputs, bool activations) {
    std::vector<float> factors(outputs);
    std::string bias;
    for (float& f : factors) f = reader.take<float>() * (activations ? 1.0f : kActivationUnit);
    for (size_t o = 0; o < outputs; ++o) put(bias, reader.take<float>() / (activations ? kActivationUnit : 1.0f));
    for (float factor : factors)
      for (size_t i = 0; i < inputs; ++i) put(out, static_cast<float>(reader.take<int8_t>()) * factor);
    out += bias;
  };
  copy_layer(s.width, s.state, true);
  for (size_t l = 0; l < s.dilations.size(); ++l) copy_layer(s.width, 3 * size_t{s.width}, true);
  copy_layer(s.tags + s.names, s.state + s.width, false);
  for (size_t i = 0; i < (s.names + 1) * s.names; ++i) put(out, reader.take<float>());
  return out;
}

}  // namespace sayso::train
