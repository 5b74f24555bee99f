#include "page/ndjson.h"

#include <simdjson.h>

#include <array>

#include "base/text_util.h"
#include "page/clean.h"

namespace sayso {
namespace {

using Element = simdjson::dom::element;

constexpr std::array kText = {"text", "event_text", "body_text", "body", "content"};
constexpr std::array kHtml = {"body_xhtml", "body_html", "content_html", "html"};
constexpr std::array kId = {"id", "uri", "guid", "url"};
constexpr std::array kPublishedKeys = {"published",    "date",     "versioncreated",
                                       "firstcreated", "pub_date", "date_publish"};
constexpr std::array kOutletKeys = {"outlet", "source", "publisher"};
constexpr std::array kTitleKeys = {"title", "headline"};
constexpr std::array kByline = {"byline", "author"};
constexpr std::array kAgency = {"agency"};

enum class Numbers : uint8_t { ignored, taken };

// The first of the fields that holds something.
template <size_t N>
std::string field(const simdjson::dom::object& object, const std::array<const char*, N>& names,
                  Numbers numbers = Numbers::ignored) {
  for (const char* name : names) {
    Element value;
    if (object[name].get(value) != simdjson::SUCCESS) continue;
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS && !text.empty()) return std::string(text);
    if (int64_t number = 0; numbers == Numbers::taken && value.get(number) == simdjson::SUCCESS)
      return std::to_string(number);
  }
  return "";
}

}  // namespace

struct NdjsonReader::Parser {
  simdjson::dom::parser json;
};

NdjsonReader::NdjsonReader(const PageReader& page) : page_(&page), parser_(std::make_unique<Parser>()) {}
NdjsonReader::NdjsonReader(NdjsonReader&&) noexcept = default;
NdjsonReader& NdjsonReader::operator=(NdjsonReader&&) noexcept = default;
NdjsonReader::~NdjsonReader() = default;

Result<Report> NdjsonReader::read(std::string_view json, const Metadata& known, const std::string& file, size_t line) {
  Element element;
  simdjson::error_code failed = parser_->json.parse(json.data(), json.size(), true).get(element);
  if (failed == simdjson::UTF8_ERROR) {
    std::string clean = clean_text(std::string(json));
    failed = parser_->json.parse(clean.data(), clean.size(), true).get(element);
  }
  if (failed != simdjson::SUCCESS) return Error{file, line, "not a line of JSON", "a JSON object on one line"};
  simdjson::dom::object object;
  if (element.get(object) != simdjson::SUCCESS)
    return Error{file, line, "not a JSON object", "{\"id\": ..., \"text\": ...}"};

  std::string text = field(object, kText);
  std::string html = trim_space(text).empty() ? field(object, kHtml) : "";
  if (trim_space(text).empty() && trim_space(html).empty())
    return Error{file, line, "no \"text\" in this object", "{\"id\": ..., \"text\": ...}"};
  Metadata meta = known;
  auto take = [](std::string& to, std::string value) {
    if (!value.empty()) to = std::move(value);
  };
  meta.uri = file + ":" + std::to_string(line);
  take(meta.uri, field(object, kId, Numbers::taken));
  take(meta.published, field(object, kPublishedKeys, Numbers::taken));
  take(meta.outlet, field(object, kOutletKeys));
  take(meta.title, field(object, kTitleKeys));
  take(meta.byline, field(object, kByline));
  take(meta.agency, field(object, kAgency));
  auto report =
      html.empty() ? page_->from_json_text(std::move(text), meta) : page_->from_html_content(std::move(html), meta);
  if (report) return report;
  Error error = report.error();
  error.file = file;
  error.line = line;
  return error;
}

}  // namespace sayso
