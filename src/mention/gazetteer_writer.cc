// Names are not kept: a name is its key's hash and the place it leads to. Sorted by hash, what leads from one key to
// places stands together, with the marks of longer keys that begin with it; each run becomes a key of the file.
#include "mention/gazetteer_writer.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "base/text_util.h"
#include "mention/gazetteer_format.h"
#include "mention/place_fold.h"

namespace sayso {

using namespace gazetteer_format;

namespace {

// A name without small letters ("US", "U.A.E."), which in small letters would be a word.
bool in_capitals(std::string_view name) {
  bool capital = false;
  for (size_t at = 0; at < name.size();) {
    Decoded c = decode_utf8(name, at);
    at += c.size;
    if (is_lower(c.value)) return false;
    capital |= is_upper(c.value);
  }
  return capital;
}

// "Al Hudaydah" is "Hudaydah" too.
std::string_view without_article(std::string_view name) {
  static constexpr std::string_view kArticles[] = {"Al ", "Al-",  "Ad ",  "Ad-", "An ", "An-", "Ar ", "Ar-", "As ",
                                                   "As-", "Ash ", "Ash-", "At ", "At-", "Az ", "Az-", "El ", "El-"};
  for (std::string_view article : kArticles)
    if (name.size() > article.size() + 3 && name.substr(0, article.size()) == article)
      return name.substr(article.size());
  return {};
}

bool speaks_arabic(std::string_view country) {
  static constexpr std::string_view kCountries[] = {"AE", "BH", "DZ", "EG", "EH", "IQ", "JO", "KW", "LB", "LY",
                                                    "MA", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE"};
  return std::find(std::begin(kCountries), std::end(kCountries), country) != std::end(kCountries);
}

}  // namespace

std::string_view GazetteerWriter::Strings::at(uint32_t offset) const {
  return {bytes_.data() + offset + 2, read_u16(bytes_.data() + offset)};
}

// Where the text stands in the table, or the empty place where it belongs.
size_t GazetteerWriter::Strings::slot_of(std::string_view text) const {
  size_t slot = std::hash<std::string_view>()(text) & (table_.size() - 1);
  while (table_[slot] != 0 && at(table_[slot] - 1) != text) slot = (slot + 1) & (table_.size() - 1);
  return slot;
}

void GazetteerWriter::Strings::grow() {
  const std::vector<uint32_t> old = std::move(table_);
  table_.assign(std::max<size_t>(1024, old.size() * 2), 0);
  for (uint32_t offset : old)
    if (offset != 0) table_[slot_of(at(offset - 1))] = offset;
}

uint32_t GazetteerWriter::Strings::store(std::string_view text) {
  text = text.substr(0, 0xFFFF);
  if (2 * (stored_ + 1) > table_.size()) grow();
  uint32_t& slot = table_[slot_of(text)];
  if (slot != 0) return slot - 1;
  if (bytes_.size() + 2 + text.size() >= std::numeric_limits<uint32_t>::max()) {
    too_many_ = true;
    return 0;
  }
  ++stored_;
  slot = static_cast<uint32_t>(bytes_.size()) + 1;
  write_u16(bytes_, static_cast<uint32_t>(text.size()));
  bytes_ += text;
  return slot - 1;
}

void GazetteerWriter::Strings::begin_with(std::string_view bytes) {
  for (size_t at = 0; at + 2 <= bytes.size();) {
    const size_t length = read_u16(bytes.data() + at);
    store(bytes.substr(at + 2, length));
    at += 2 + length;
  }
}

GazetteerWriter::GazetteerWriter(const Gazetteer& base) : seats_end_(base.seats_end()) {
  const Gazetteer::Sections from = base.sections();
  entries_ = from.entries;
  strings_.begin_with(from.strings);
  size_t date = 0;
  auto key = [&](size_t k) { return from.keys.data() + kKey * k; };
  for (uint32_t bucket = 0; bucket < kBuckets; ++bucket) {
    const char* at = from.buckets.data() + size_t{4} * bucket;
    for (uint32_t k = read_u32(at); k < read_u32(at + 4); ++k) {
      const uint32_t first = read_u32(key(k) + 4), end = read_u32(key(k + 1) + 4) & ~kContinues;
      Use use{read_u32(key(k)), static_cast<uint16_t>(bucket), 0, 0, 0};
      for (uint32_t p = first & ~kContinues; p < end; ++p) {
        use.posting = read_u32(from.postings.data() + kPosting * p);
        uses_.push_back(use);
        const char* dated = from.dates.data() + kDate * date;
        if (kDate * date >= from.dates.size() || read_u32(dated) != p) continue;
        years_[use] = {static_cast<int>(read_u16(dated + 4)), static_cast<int>(read_u16(dated + 6))};
        ++date;
      }
      if ((first & kContinues) != 0) {
        use.beginning = 1;
        use.posting = 0;
        uses_.push_back(use);
      }
    }
  }
}

void GazetteerWriter::add(const GazetteerEntry& place) {
  write_u32(entries_, place.geonames);
  write_u32(entries_, static_cast<uint32_t>(static_cast<int32_t>(std::lround(place.lat * kDegree))));
  write_u32(entries_, static_cast<uint32_t>(static_cast<int32_t>(std::lround(place.lon * kDegree))));
  write_u32(entries_, place.population);
  write_u32(entries_, strings_.store(place.name));
  write_u32(entries_, strings_.store(place.names));
  write_u16(entries_, place.admin1);
  entries_ += place.country.empty() ? std::string_view("\0\0", 2) : place.country.substr(0, 2);
  entries_ += static_cast<char>(place.feature);
  entries_ += static_cast<char>(place.precision | (place.noted ? 0x40 : 0) | (place.seat ? 0x80 : 0));
  write_u16(entries_, 0);
  if (place.seat) seats_end_ = size();
  order_ = 0;
}

void GazetteerWriter::add_key(const std::string& key, uint8_t use, Years years) {
  auto hashed = [](std::string_view name) {
    const uint64_t hash = hash_name(name);
    return Use{print_of(hash), static_cast<uint16_t>(bucket_of(hash)), 0, 0, 0};
  };
  Use whole = hashed(key);
  whole.order = order_;
  whole.posting = (size() - 1) | static_cast<uint32_t>(use) << kUseShift;
  if (order_ < std::numeric_limits<uint8_t>::max()) ++order_;
  uses_.push_back(whole);
  if ((use & kDated) != 0) years_.emplace(whole, years);
  for (size_t at = key.find(' '); at != key.npos; at = key.find(' ', at + 1)) {
    uses_.push_back(hashed(std::string_view(key).substr(0, at)));
    uses_.back().beginning = 1;
  }
}

void GazetteerWriter::add_name(std::string_view name, uint8_t use, Years years) {
  if (in_capitals(name)) use |= kCapitals;
  const std::string key = fold_name(name);
  if (key.size() < 2) return;
  add_key(key, use, years);
  for (const std::string& variant : fold_variants(name)) add_key(variant, use | kVariant, years);
  if ((use & kDemonym) != 0 || !speaks_arabic(std::string_view(entries_).substr(entries_.size() - 6, 2))) return;
  const std::string rest = fold_name(without_article(name));
  if (!rest.empty()) add_key(rest, use | kVariant, years);
}

double GazetteerWriter::weight(uint32_t posting) const {
  const char* entry = entries_.data() + kEntry * (posting & (kMaxEntries - 1));
  return likelihood(static_cast<Feature>(entry[28]), read_u32(entry + 12), (entry[29] & 0x80) != 0,
                    static_cast<uint8_t>(posting >> kUseShift));
}

Result<std::vector<std::string>> GazetteerWriter::finish() {
  if (size() >= kMaxEntries)
    return Error{"", 0, "too many places for one gazetteer", "the files of the countries of concern"};
  if (strings_.too_many())
    return Error{"", 0, "too many names for one gazetteer", "the files of the countries of concern"};
  std::sort(uses_.begin(), uses_.end(), [](const Use& a, const Use& b) {
    if (a.bucket != b.bucket) return a.bucket < b.bucket;
    if (a.print != b.print) return a.print < b.print;
    if (a.beginning != b.beginning) return a.beginning < b.beginning;
    const uint32_t place = kMaxEntries - 1;
    if ((a.posting & place) != (b.posting & place)) return (a.posting & place) < (b.posting & place);
    return a.order != b.order ? a.order < b.order : a.posting < b.posting;
  });

  struct Weighed {
    Use use;
    double weight;
    EntryIndex entry() const { return use.posting & (kMaxEntries - 1); }
    bool demonym() const { return (use.posting >> kUseShift & kDemonym) != 0; }
  };
  std::string buckets, keys, postings, dates;
  std::vector<Weighed> run;
  uint32_t posting = 0, key_count = 0, bucket = 0;
  for (size_t i = 0; i < uses_.size();) {
    const Use& key = uses_[i];
    bool continues = false;
    run.clear();
    for (; i < uses_.size() && uses_[i].same_key(key); ++i) {
      if (uses_[i].beginning != 0) {
        continues = true;
        continue;
      }
      const Weighed next{uses_[i], weight(uses_[i].posting)};
      if (run.empty() || run.back().entry() != next.entry())
        run.push_back(next);
      else if (run.back().demonym() == next.demonym() && next.weight > run.back().weight)
        run.back() = next;  // the plainer way wins: "Gaza" is the name of the town and an alias of it
    }
    std::sort(run.begin(), run.end(), [](const Weighed& a, const Weighed& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.entry() < b.entry();
    });
    for (; bucket <= key.bucket; ++bucket) write_u32(buckets, key_count);
    write_u32(keys, key.print);
    write_u32(keys, posting | (continues ? kContinues : 0));
    ++key_count;
    for (const Weighed& w : run) {
      write_u32(postings, w.use.posting);
      if ((w.use.posting >> kUseShift & kDated) != 0) {
        const auto years = years_.find(w.use);
        write_u32(dates, posting);
        write_u16(dates, static_cast<uint32_t>(years->second.from));
        write_u16(dates, static_cast<uint32_t>(years->second.to));
      }
      ++posting;
    }
  }
  for (; bucket <= kBuckets; ++bucket) write_u32(buckets, key_count);
  write_u32(keys, 0xFFFFFFFF);
  write_u32(keys, posting);
  uses_ = {};

  std::string strings = strings_.take();
  std::string head(kMagic);
  write_u32(head, kVersion);
  write_u32(head, size());
  write_u32(head, key_count);
  write_u32(head, posting);
  write_u32(head, static_cast<uint32_t>(dates.size() / kDate));
  write_u32(head, static_cast<uint32_t>(strings.size()));
  write_u32(head, seats_end_);
  write_u32(head, 0);
  std::vector<std::string> pieces;
  for (std::string* piece : {&head, &entries_, &buckets, &keys, &postings, &dates, &strings})
    pieces.push_back(std::move(*piece));
  Checksum sum;
  for (const std::string& piece : pieces) sum.add(piece);
  write_u64(pieces.front(), sum.end());
  return pieces;
}

}  // namespace sayso
