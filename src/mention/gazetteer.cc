// The gazetteer's file, all numbers little-endian:
//
//   header    48  magic "SAYSOGAZ", version, the numbers of entries, keys, postings and dates, bytes of strings, the
//                 entry behind the last seat of a government, a word that is 0, checksum of all before and behind it
//   entries   32 each: GeoNames id, latitude and longitude in 1/100,000 degree (signed), population, name, other names
//                 (offsets of strings), admin1 (16 bit), country (two letters or zeros), feature, precision | seat <<
//                 7, two bytes 0
//   buckets   4 each, 65,537 of them: the first key of each value of a hash's upper 16 bits, and the number of keys
//   keys      8 each, by bucket and then by print: the lower 32 bits of the folded name's hash (the print) and its
//   first
//                 posting, with kContinues where longer names begin with this one; a last key ends the postings of the
//                 one before it
//   postings  4 each: an entry (24 bits) and NameUse flags, a key's likeliest first
//   dates     8 each, by posting: the posting, first and last year (16 bit, 0 for open)
//   strings   a 16-bit length and the bytes, one after the other
//
// A key without postings is the beginning of longer names. So the longest name at a token is found by walking on, a
// word at a time, as long as there is a key that continues.
#include "mention/gazetteer.h"

#include <algorithm>
#include <bit>
#include <string>

#include "mention/gazetteer_format.h"
#include "mention/place_fold.h"

namespace sayso {

using namespace gazetteer_format;

namespace {

Error broken(std::string_view what) {
  return Error{"", 0, "the gazetteer " + std::string(what), "compiling it anew with sayso gazetteer"};
}

}  // namespace

double magnitude(uint32_t population) {
  uint64_t n = uint64_t{population} + 100;
  int power = std::bit_width(n) - 1;
  double rest = static_cast<double>(n) / static_cast<double>(uint64_t{1} << power) - 1;
  return 0.30103 * (power + rest);
}

double likelihood(Feature feature, uint32_t population, bool seat, uint8_t use) {
  double people = magnitude(population), weight = people;
  switch (feature) {
    case Feature::country:
      weight = 9 + 0.01 * people;
      break;
    case Feature::continent:
      weight = 8.5;
      break;
    case Feature::water:
      weight = 8;
      break;
    case Feature::region:
      weight = 7.5;
      break;
    case Feature::line:
      weight = 7;
      break;
    case Feature::site:
    case Feature::camp:
      weight = 5;
      break;
    case Feature::town:
      weight = people + (seat ? 1.2 : 0);
      break;
    case Feature::division:
      weight = people - 1.2;
      break;
    case Feature::district:
      weight = people - 2.2;
      break;
    case Feature::quarter:
      weight = people - 1.2;
      break;
  }
  if (use & kAlternate) weight -= feature == Feature::country || feature == Feature::region ? 0.2 : 1.0;
  if (use & kVariant) weight -= 0.5;
  return weight;
}

Candidate Candidates::Iterator::operator*() const {
  uint32_t posting = read_u32(at_);
  return {posting & (kMaxEntries - 1), static_cast<uint8_t>(posting >> kUseShift)};
}

Result<Gazetteer> Gazetteer::open(std::string_view bytes) {
  if (bytes.size() < kHeader || bytes.substr(0, kMagic.size()) != kMagic) return broken("has not the right magic");
  const char* head = bytes.data();
  if (uint32_t version = read_u32(head + 8); version != kVersion)
    return broken("is of version " + std::to_string(version) + ", not " + std::to_string(kVersion));
  Gazetteer g;
  g.bytes_ = bytes;
  g.entries_ = read_u32(head + 12);
  g.keys_ = read_u32(head + 16);
  g.postings_ = read_u32(head + 20);
  g.dates_ = read_u32(head + 24);
  g.strings_ = read_u32(head + 28);
  g.seats_ = read_u32(head + 32);
  uint64_t size = kHeader + uint64_t{kEntry} * g.entries_ + 4 * (uint64_t{kBuckets} + 1) +
                  uint64_t{kKey} * (uint64_t{g.keys_} + 1) + uint64_t{kPosting} * g.postings_ +
                  uint64_t{kDate} * g.dates_ + g.strings_;
  if (size != bytes.size() || g.entries_ > kMaxEntries || g.seats_ > g.entries_)
    return broken("is cut short or has bytes too many");
  g.entry_at_ = head + kHeader;
  g.bucket_at_ = g.entry_at_ + kEntry * g.entries_;
  g.key_at_ = g.bucket_at_ + 4 * (size_t{kBuckets} + 1);
  g.posting_at_ = g.key_at_ + kKey * (size_t{g.keys_} + 1);
  g.date_at_ = g.posting_at_ + kPosting * size_t{g.postings_};
  g.string_at_ = g.date_at_ + kDate * size_t{g.dates_};
  return g;
}

std::optional<Error> Gazetteer::check() const {
  Checksum sum;
  sum.add(bytes_.substr(0, kChecked));
  sum.add(bytes_.substr(kHeader));
  if (sum.end() != read_u64(bytes_.data() + kChecked)) return broken("was changed: its checksum is another");
  // A checksum can be right by intent; so each reference is looked at too. No early exits: the loops run faster so.
  auto string_fits = [this](uint32_t at) {
    if (uint64_t{at} + 2 > strings_) return false;
    return uint64_t{at} + 2 + read_u16(string_at_ + at) <= strings_;
  };
  bool fine = true;
  for (uint32_t i = 0; i < entries_; ++i) {
    const char* e = entry_at_ + kEntry * i;
    fine &= string_fits(read_u32(e + 16)) && string_fits(read_u32(e + 20));
    fine &= static_cast<unsigned char>(e[28]) <= static_cast<unsigned char>(Feature::camp);
  }
  if (!fine) return broken("has an entry that points outside of it");
  uint32_t before = 0;
  for (uint32_t b = 0; b <= kBuckets; ++b) {
    uint32_t first = read_u32(bucket_at_ + size_t{4} * b);
    fine &= first >= before;
    before = first;
  }
  if (!fine || before != keys_ || read_u32(bucket_at_) != 0) return broken("has buckets out of order");
  before = 0;
  for (uint32_t k = 0; k <= keys_; ++k) {
    uint32_t first = read_u32(key_at_ + kKey * k + 4) & ~kContinues;
    fine &= first >= before;
    before = first;
  }
  if (!fine || before > postings_) return broken("has keys out of order");
  uint32_t largest = 0;
  for (uint32_t p = 0; p < postings_; ++p)
    largest = std::max(largest, read_u32(posting_at_ + kPosting * p) & (kMaxEntries - 1));
  if (postings_ > 0 && largest >= entries_) return broken("names a place that it does not have");
  return std::nullopt;
}

Gazetteer::Sections Gazetteer::sections() const {
  auto between = [](const char* begin, const char* end) {
    return std::string_view(begin, static_cast<size_t>(end - begin));
  };
  return {between(entry_at_, bucket_at_), between(bucket_at_, key_at_),  between(key_at_, posting_at_),
          between(posting_at_, date_at_), between(date_at_, string_at_), {string_at_, strings_}};
}

std::string_view Gazetteer::string_at(uint32_t offset) const {
  if (uint64_t{offset} + 2 > strings_ || uint64_t{offset} + 2 + read_u16(string_at_ + offset) > strings_) return {};
  return {string_at_ + offset + 2, read_u16(string_at_ + offset)};
}

GazetteerEntry Gazetteer::entry(EntryIndex index) const {
  GazetteerEntry entry;
  if (index >= entries_) return entry;
  const char* e = entry_at_ + kEntry * index;
  entry.geonames = read_u32(e);
  entry.lat = static_cast<int32_t>(read_u32(e + 4)) / kDegree;
  entry.lon = static_cast<int32_t>(read_u32(e + 8)) / kDegree;
  entry.population = read_u32(e + 12);
  entry.name = string_at(read_u32(e + 16));
  entry.names = string_at(read_u32(e + 20));
  entry.admin1 = static_cast<uint16_t>(read_u16(e + 24));
  entry.country = e[26] == 0 ? std::string_view() : std::string_view(e + 26, 2);
  entry.feature = feature(index);
  entry.precision = e[29] & 0x3F;
  entry.noted = (e[29] & 0x40) != 0;
  entry.seat = (e[29] & 0x80) != 0;
  return entry;
}

bool Gazetteer::is_seat(EntryIndex index) const {
  return index < entries_ && (entry_at_[kEntry * index + 29] & 0x80) != 0;
}

Feature Gazetteer::feature(EntryIndex index) const {
  return index < entries_ ? std::min(static_cast<Feature>(entry_at_[kEntry * index + 28]), Feature::camp)
                          : GazetteerEntry().feature;
}

Gazetteer::Key Gazetteer::find(uint64_t hash) const {
  uint32_t bucket = bucket_of(hash), print = print_of(hash);
  uint32_t low = read_u32(bucket_at_ + size_t{4} * bucket);
  const uint32_t bucket_end = std::min(keys_, read_u32(bucket_at_ + size_t{4} * bucket + 4));
  uint32_t high = bucket_end;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (read_u32(key_at_ + kKey * mid) < print)
      low = mid + 1;
    else
      high = mid;
  }
  if (low >= bucket_end || read_u32(key_at_ + kKey * low) != print) return {};
  uint32_t first = read_u32(key_at_ + kKey * low + 4);
  uint32_t end = std::min(postings_, read_u32(key_at_ + kKey * (low + 1) + 4) & ~kContinues);
  uint32_t begin = std::min(end, first & ~kContinues);
  return {Candidates(posting_at_ + kPosting * begin, end - begin, begin), (first & kContinues) != 0};
}

Candidates Gazetteer::candidates(std::string_view name) const {
  uint64_t hash = hash_name(name);
  return hash == 0 ? Candidates() : find(hash).candidates;
}

Gazetteer::Match Gazetteer::longest(const Tokens& tokens, TokenIndex begin, TokenIndex end) const {
  Match best;
  Folder folder;
  for (TokenIndex i = begin; i < end; ++i) {
    const Token& token = tokens.tokens[static_cast<size_t>(i)];
    // A comma and a genitive would fold away: "Paris, Texas" is not one name, and "Bar's" is not "Bars"; but "Cox's
    // Bazar" is one.
    std::string_view word = tokens.word(i);
    const bool genitive = i > begin && (word == "'s" || word == "’s");
    if (word == ",") break;
    if (!folder.add(word, token.space_before)) break;
    Key key = find(folder.hash());
    if (genitive && !key.continues) break;
    if (!genitive && !key.candidates.empty()) best = {{begin, i + 1}, key.candidates};
    // "Sana" + "'a", "Bint" + "-" + "Jbeil": a piece of a word may still become a name.
    bool joined = i + 1 < end && !tokens.tokens[static_cast<size_t>(i) + 1].space_before && i < begin + 3;
    if (!key.continues && !joined) break;
  }
  // A hyphen at the end is no part of a name.
  while (!best.empty() && tokens.word(best.tokens.end - 1) == "-") --best.tokens.end;
  return best;
}

Years Gazetteer::years(const Candidates& candidates, uint32_t i) const {
  uint32_t want = candidates.posting(i);
  uint32_t low = 0, high = dates_;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (read_u32(date_at_ + kDate * mid) < want)
      low = mid + 1;
    else
      high = mid;
  }
  if (low >= dates_ || read_u32(date_at_ + kDate * low) != want) return {};
  return {static_cast<int>(read_u16(date_at_ + kDate * low + 4)),
          static_cast<int>(read_u16(date_at_ + kDate * low + 6))};
}

}  // namespace sayso
