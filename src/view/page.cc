#include "view/page.h"

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "base/span.h"

namespace sayso {
namespace {

constexpr size_t kRoleWidth = 11;

std::string padded(std::string_view role) {
  std::string out(role);
  out.resize(std::max(kRoleWidth, out.size() + 1), ' ');
  return out;
}

// "+04:00", "Z"
std::string zone_text(int minutes) {
  if (minutes == 0) return "Z";
  int size = std::abs(minutes);
  return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

class Json {
 public:
  void field(const char* name, const std::string& value) {
    key(name);
    json_.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  }
  void field(const char* name, const std::optional<std::string>& value) {
    if (value) return field(name, *value);
    key(name);
    json_.Null();
  }
  void field(const char* name, uint32_t value) {
    key(name);
    json_.Uint(value);
  }
  void field(const char* name, bool value) {
    key(name);
    json_.Bool(value);
  }
  void key(const char* name) { json_.Key(name); }
  rapidjson::Writer<rapidjson::StringBuffer>& writer() { return json_; }
  std::string take() const { return {out_.GetString(), out_.GetSize()}; }

 private:
  rapidjson::StringBuffer out_;
  rapidjson::Writer<rapidjson::StringBuffer> json_{out_};
};

std::optional<std::string> day(const std::optional<Timestamp>& at) {
  return at ? std::optional(iso(*at)) : std::nullopt;
}

}  // namespace

std::string to_page_text(const Report& report, const TextOptions& options) {
  Screen screen(options.width, options.color);
  auto known = [&](const char* name, const std::optional<std::string>& value) {
    if (value) screen.put(padded(name), std::string(kRoleWidth, ' '), Text(*value));
  };
  known("uri", report.uri);
  known("url", report.url);
  known("title", report.title);
  known("byline", report.byline);
  known("outlet", report.outlet);
  known("agency", report.agency);
  known("section", report.section);
  std::optional<std::string> published = day(report.published);
  if (published && report.zone) *published += zone_text(*report.zone);
  known("published", published);
  known("modified", day(report.modified));
  if (report.dateline) known("dateline", std::string(report.dateline->span.in(report.text)));
  known("language", report.language);
  screen.rule();
  for (const Block& block : report.blocks) {
    Text words;
    words.add(block.span.in(report.text), block.role == BlockRole::paragraph ? Ink::plain : Ink::quiet);
    screen.put(padded(name(block.role)), std::string(kRoleWidth, ' '), words);
  }
  return screen.take();
}

std::string to_page_text(const std::vector<LeftOut>& left_out, const TextOptions& options) {
  Screen screen(options.width, options.color);
  screen.rule();
  for (const LeftOut& one : left_out)
    screen.put("- " + padded(one.why), std::string(kRoleWidth + 2, ' '), Text(one.text, Ink::quiet));
  return screen.take();
}

std::string to_page_json(const Report& report) {
  PointIndex points(report.text);
  Json json;
  auto& writer = json.writer();
  writer.StartObject();
  json.field("schema", std::string(kPageSchema));
  json.key("document");
  writer.StartObject();
  json.field("id", report.id);
  json.field("uri", report.uri);
  json.field("url", report.url);
  json.field("outlet", report.outlet);
  json.field("agency", report.agency);
  json.field("title", report.title);
  json.field("byline", report.byline);
  json.field("section", report.section);
  json.field("published", day(report.published));
  json.field("zone", report.zone ? std::optional(zone_text(*report.zone)) : std::nullopt);
  json.field("modified", day(report.modified));
  json.field("language", report.language);
  json.key("dateline");
  if (report.dateline) {
    PointSpan span = points.points(report.dateline->span);
    writer.StartObject();
    json.field("text", std::string(report.dateline->span.in(report.text)));
    json.field("begin", span.begin);
    json.field("end", span.end);
    writer.EndObject();
  } else {
    writer.Null();
  }
  json.field("text", report.text);
  json.key("blocks");
  writer.StartArray();
  for (const Block& block : report.blocks) {
    PointSpan span = points.points(block.span);
    writer.StartObject();
    json.field("role", std::string(name(block.role)));
    json.field("begin", span.begin);
    json.field("end", span.end);
    json.field("truncated", block.truncated);
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
  writer.EndObject();
  return json.take();
}

}  // namespace sayso
