#include "view/json.h"

#include "view/json_fields.h"

namespace sayso {

Result<std::string> to_json(const Reading& reading, const JsonOptions& options) {
  rapidjson::StringBuffer out(nullptr, 1024 + 2 * reading.text.size());
  Fields fields(out);
  fields.reading(reading, options);
  if (!fields.sound()) {
    return Error{reading.uri, 0,
                 "the reading cannot be written as JSON: a string is no UTF-8 or a coordinate no number",
                 "reporting it with the report: it is a fault of sayso"};
  }
  return std::string(out.GetString(), out.GetSize());
}

}  // namespace sayso
