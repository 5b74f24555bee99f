#include "view/lines.h"

#include "view/phrase.h"

namespace sayso {
namespace {

// Words of a report in a field: on one line, without the mark between fields.
std::string plain(const std::string& text) {
  std::string out;
  for (char c : text) {
    bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out += blank ? ' ' : c == '|' ? '/' : static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

void add(std::string& list, const std::string& item, const char* between = "; ") {
  if (!list.empty()) list += between;
  list += item;
}

std::string with_side(const std::string& name, const std::vector<std::string>& side) {
  std::string whose = sides(side);
  return plain(name) + (whose.empty() ? "" : " (" + whose + ")");
}

std::string actors(const std::vector<ReadActor>& list) {
  std::string all;
  for (const ReadActor& actor : list) add(all, with_side(actor.words.text, actor.side));
  return all.empty() ? "-" : all;
}

std::string source(const Claim& claim) {
  std::string who = claim.source ? with_side(name_of(*claim.source), claim.source->side) : "report";
  for (const ReadActor& via : claim.via) who += " via " + plain(name_of(via));
  return who;
}

std::string tolls(const Claim& claim) {
  std::string all;
  for (const ReadToll& toll : claim.tolls) {
    std::string one = toll.what + " " + figure(toll) + " " + with_side(toll.of, toll.side);
    if (toll.total) one += " so far";
    add(all, one);
  }
  return all.empty() ? "-" : all;
}

}  // namespace

std::string to_lines(const Reading& reading) {
  std::string out;
  for (const Claim& claim : reading.claims) {
    std::string stance = claim.stance;
    if (claim.denies) stance += " " + std::to_string(*claim.denies);
    std::string kind = claim.kind + " \"" + plain(claim.trigger.text) + "\"";
    if (claim.modality != "actual") kind += " " + claim.modality;
    if (claim.certainty != "certain") kind += " " + claim.certainty;
    std::string when = claim.when ? days(*claim.when) : "";

    std::string line = plain(reading.uri) + ":" + std::to_string(claim.n);
    add(line, source(claim), " | ");
    add(line, stance, " | ");
    add(line, kind, " | ");
    add(line, actors(claim.by) + " > " + actors(claim.on), " | ");
    add(line, claim.place ? plain(place(*claim.place)) : "-", " | ");
    add(line, when.empty() ? "-" : when, " | ");
    add(line, tolls(claim), " | ");
    out += line + "\n";
  }
  return out;
}

}  // namespace sayso
