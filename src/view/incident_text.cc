#include "view/incident_text.h"

#include "view/phrase.h"

namespace sayso {
namespace {

std::string list(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : ", ") + w;
  return out;
}

std::string count(int64_t n, const char* one, const char* many) {
  return std::to_string(n) + " " + (n == 1 ? one : many);
}

}  // namespace

std::string to_text(const std::vector<IncidentRow>& incidents, const TextOptions& options) {
  Screen screen(options.width, options.color);
  for (const IncidentRow& i : incidents) {
    Text head(i.name, Ink::strong);
    if (i.disputed) head.add(" in dispute", Ink::label);
    screen.put("", "    ", head);
    Text line(list(i.kinds));
    if (!i.sides.empty()) line.add(" · " + list(i.sides));
    if (!i.place.empty()) line.add(" · at " + i.place + (i.country.empty() ? "" : ", " + i.country));
    line.add(" · " + iso(day_of(i.first)) + (i.first == i.last ? "" : " to " + iso(day_of(i.last))));
    line.add(" · " + count(i.reports, "report", "reports") + ", " + count(i.claims, "claim", "claims"), Ink::quiet);
    screen.put("    ", "    ", line);
  }
  return screen.take();
}

}  // namespace sayso
