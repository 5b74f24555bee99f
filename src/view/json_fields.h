// view/json_fields: JSON in the order of the calls, for the views that print it.
//
// Every type of a reading has its one form here, so that a claim looks the same wherever it is printed.
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sayso/reading.h"
#include "view/json.h"

namespace sayso {

// Writes fields in the order of the calls. Faults are remembered, not thrown: rapidjson's writer says false for a
// string that is no UTF-8 and for a number that is none.
class Fields {
 public:
  explicit Fields(rapidjson::StringBuffer& out) : json_(out) {}

  bool sound() const { return sound_; }

  void key(std::string_view name) { ok(json_.Key(name.data(), size(name))); }
  void value(const std::string& text) { ok(json_.String(text.data(), size(text))); }
  void value(const char* text) { ok(json_.String(text)); }
  void value(bool b) { ok(json_.Bool(b)); }
  void value(int i) { ok(json_.Int(i)); }
  void value(uint32_t i) { ok(json_.Uint(i)); }
  void value(int64_t i) { ok(json_.Int64(i)); }
  void value(double d) { ok(json_.Double(d)); }
  void value(std::nullptr_t) { ok(json_.Null()); }
  template <typename T>
  void value(const std::optional<T>& maybe) {
    maybe ? value(*maybe) : value(nullptr);
  }
  template <typename T>
  void value(const std::vector<T>& list) {
    ok(json_.StartArray());
    for (const T& item : list) value(item);
    ok(json_.EndArray());
  }

  void value(const Words& words) {
    object([&] { text_and_place(words); });
  }
  void value(const ReadBlock& block) {
    object([&] {
      field("role", block.role);
      field("begin", block.begin);
      field("end", block.end);
      field("truncated", block.truncated);
    });
  }
  void value(const ReadActor& actor) {
    object([&] {
      text_and_place(actor.words);
      field("name", actor.name);
      field("side", actor.side);
      field("type", actor.type);
    });
  }
  void value(const PlaceCandidate& other) {
    object([&] {
      field("name", other.name);
      known("country", other.country);
      field("lat", other.lat);
      field("lon", other.lon);
      field("geonames", other.geonames);
      field("precision", other.precision);
      field("score", other.score);
    });
  }
  void value(const ReadPlace& place) {
    object([&] { place_fields(place, true); });
  }
  void value(const ReadTime& time) {
    object([&] {
      text_and_place(time.words);
      field("first", time.first);
      field("last", time.last);
      field("precision", time.precision);
    });
  }
  void value(const ReadCount& count) {
    object([&] {
      text_and_place(count.words);
      field("value", count.value);
      field("relation", count.relation);
      field("low", count.low);
      field("high", count.high);
      field("unit", count.unit);
    });
  }
  void value(const ReadToll& toll) {
    object([&] {
      field("what", toll.what);
      field("of", toll.of);
      field("side", toll.side);
      text_and_place(toll.words);
      field("value", toll.value);
      field("relation", toll.relation);
      field("low", toll.low);
      field("high", toll.high);
      field("total", toll.total);
    });
  }
  void value(const Codes& codes) {
    object([&] {
      known("plover", codes.plover);
      known("cameo", codes.cameo);
      known("acled", codes.acled);
    });
  }
  void value(const Attribution& attribution) {
    object([&] {
      field("source", attribution.source);
      field("cue", attribution.cue);
      field("content", attribution.content);
    });
  }
  void value(const Claim& claim) {
    object([&] {
      field("id", claim.id);
      field("n", claim.n);
      field("sentence", claim.sentence);
      field("trigger", claim.trigger);
      key("cue");
      if (claim.cue) {
        object([&] {
          text_and_place(*claim.cue);
          known("class", claim.cue_class);
        });
      } else {
        value(nullptr);
      }
      field("source", claim.source);
      field("via", claim.via);
      field("quote", claim.quote);
      field("stance", claim.stance);
      field("denies", claim.denies);
      field("certainty", claim.certainty);
      field("kind", claim.kind);
      field("modality", claim.modality);
      field("by", claim.by);
      field("on", claim.on);
      field("place", claim.place);
      field("when", claim.when);
      field("tolls", claim.tolls);
      field("codes", claim.codes);
    });
  }

  void reading(const Reading& reading, const JsonOptions& options) {
    object([&] {
      field("schema", kReadingSchema);
      key("document");
      object([&] { document(reading); });
      field("claims", reading.claims);
      if (options.brief) return;
      field("attributions", reading.attributions);
      key("mentions");
      object([&] {
        key("places");
        ok(json_.StartArray());
        for (const ReadPlace& place : reading.places) object([&] { place_fields(place, false); });
        ok(json_.EndArray());
        field("times", reading.times);
        field("actors", reading.actors);
        field("counts", reading.counts);
      });
    });
  }

  template <typename Body>
  void object(Body body) {
    ok(json_.StartObject());
    body();
    ok(json_.EndObject());
  }
  template <typename List, typename Each>
  void list(const List& items, Each each) {
    ok(json_.StartArray());
    for (const auto& item : items) each(item);
    ok(json_.EndArray());
  }
  template <typename T>
  void field(std::string_view name, const T& v) {
    key(name);
    value(v);
  }
  // A string of which an empty one means that it is not known.
  void known(std::string_view name, const std::string& text) {
    key(name);
    text.empty() ? value(nullptr) : value(text);
  }
  void place_fields(const ReadPlace& place, bool all_names) {
    text_and_place(place.words);
    field("name", place.name);
    if (all_names) field("names", place.names);
    known("country", place.country);
    field("lat", place.lat);
    field("lon", place.lon);
    field("geonames", place.geonames);
    field("precision", place.precision);
    field("score", place.score);
    field("margin", place.margin);
    field("candidates", place.candidates);
  }

 private:
  static rapidjson::SizeType size(std::string_view s) { return static_cast<rapidjson::SizeType>(s.size()); }
  void ok(bool fine) { sound_ &= fine; }

  void text_and_place(const Words& words) {
    field("text", words.text);
    field("begin", words.begin);
    field("end", words.end);
  }
  void document(const Reading& reading) {
    field("id", reading.id);
    field("uri", reading.uri);
    field("outlet", reading.outlet);
    field("agency", reading.agency);
    field("title", reading.title);
    field("byline", reading.byline);
    field("published", reading.published);
    field("language", reading.language);
    key("dateline");
    if (reading.dateline) {
      object([&] {
        text_and_place(*reading.dateline);
        field("place", reading.dateline_place);
      });
    } else {
      value(nullptr);
    }
    field("text", reading.text);
    field("blocks", reading.blocks);
  }

  rapidjson::Writer<rapidjson::StringBuffer, rapidjson::UTF8<>, rapidjson::UTF8<>, rapidjson::CrtAllocator,
                    rapidjson::kWriteValidateEncodingFlag>
      json_;
  bool sound_ = true;
};

// What was written, or why it is no JSON: `thing` of `file` ("the incident").
inline Result<std::string> finished(const rapidjson::StringBuffer& out, const Fields& f, const std::string& file,
                                    const std::string& thing) {
  if (!f.sound()) return Error{file, 0, thing + " cannot be written as JSON", "reporting it: it is a fault of sayso"};
  return std::string(out.GetString(), out.GetSize());
}

}  // namespace sayso
