#include "syntax/lemmatizer.h"

#include <algorithm>

#include "base/text_util.h"
#include "syntax/bytes.h"
#include "syntax/hashing.h"
#include "syntax/penn.h"

namespace sayso {

void EditRule::apply(std::string_view form, std::string& out) const {
  size_t kept = form.size() - std::min<size_t>(cut, form.size());
  // A rule learned on other letters would leave half a character: it says nothing of this word.
  if (kept < form.size() && (form[kept] & 0xC0) == 0x80) {
    out = form;
    return;
  }
  out = form.substr(0, kept);
  if (!keep_case)
    for (char& c : out) c = ascii_lower(c);
  out += add;
  if (out.empty()) out = form;
}

uint64_t Lemmatizer::word_key(std::string_view lower, size_t tag) { return mix(join(hash_bytes(lower), tag * 2)); }
uint64_t Lemmatizer::ending_key(std::string_view ending, size_t tag) {
  return mix(join(hash_bytes(ending), tag * 2 + 1));
}

Result<Lemmatizer> Lemmatizer::read(std::string_view bytes) {
  Lemmatizer lemmatizer;
  ByteReader reader(bytes);
  uint16_t rules = reader.take<uint16_t>();
  for (uint16_t i = 0; i < rules && reader.ok(); ++i) {
    EditRule rule;
    rule.cut = reader.take<uint8_t>();
    rule.keep_case = reader.take<uint8_t>() != 0;
    rule.add = reader.take_text();
    lemmatizer.rules_.push_back(std::move(rule));
  }
  uint32_t entries = reader.take<uint32_t>();
  std::string_view raw = reader.take_bytes(size_t{entries} * 10);
  if (!reader.ok() || !reader.at_end()) return Error{"", 0, "the lemma rules are cut short", ""};
  for (size_t i = 0; i < entries; ++i) {
    uint16_t rule = load<uint16_t>(raw.data() + i * 10 + 8);
    if (rule >= rules) return Error{"", 0, "a lemma rule does not exist", ""};
    const uint64_t key = load<uint64_t>(raw.data() + i * 10);
    if (key == KeyTable<uint16_t>::kFree) return Error{"", 0, "a lemma rule has no key", ""};
    lemmatizer.entries_.emplace(key, rule);
  }
  return lemmatizer;
}

std::string Lemmatizer::write(const std::vector<EditRule>& rules, const std::vector<Entry>& entries) {
  std::string out;
  put(out, static_cast<uint16_t>(rules.size()));
  for (const EditRule& rule : rules) {
    put(out, rule.cut);
    put(out, static_cast<uint8_t>(rule.keep_case));
    put_text(out, rule.add);
  }
  put(out, static_cast<uint32_t>(entries.size()));
  for (const Entry& e : entries) {
    put(out, e.key);
    put(out, e.rule);
  }
  return out;
}

namespace {

void drop_commas(std::string& number) {
  for (size_t i = 1; i + 1 < number.size();)
    if (number[i] == ',' && is_digit(number[i - 1]) && is_digit(number[i + 1]))
      number.erase(i, 1);
    else
      ++i;
}

// Whether a word with the tag may have lost an "e" that its lemma has ("provoked", "provoking"), or doubled its last
// letter ("controlled", "repelling").
bool changes_stem(size_t tag) {
  static const size_t kPast = penn_index("VBD"), kParticiple = penn_index("VBN"), kGerund = penn_index("VBG");
  return tag == kPast || tag == kParticiple || tag == kGerund;
}

// A name that is all small or all capitals, as unlabelled text mostly writes it.
void capitalize(const WordTable& seen, std::string& name) {
  constexpr size_t kAcronym = 4;  // shorter words in capitals stay
  if (name.size() < 2) return;
  bool small = std::all_of(name.begin(), name.end(), is_lower);
  bool capitals = name.size() >= kAcronym && std::all_of(name.begin(), name.end(), is_upper);
  if (!small && !capitals) return;
  std::string title = ascii_lower(name);
  title[0] = static_cast<char>(title[0] - 32);
  if (seen.find(title).often > seen.find(name).often) name = title;
}

}  // namespace

void Lemmatizer::lemma(std::string_view form, size_t tag, const WordTable& seen, std::string& out) const {
  static const size_t kNumber = penn_index("CD"), kName = penn_index("NNP"), kNames = penn_index("NNPS");
  by_rules(form, tag, seen, out);
  if (tag == kNumber)
    drop_commas(out);
  else if (tag == kName || tag == kNames)
    capitalize(seen, out);
}

void Lemmatizer::by_rules(std::string_view form, size_t tag, const WordTable& seen, std::string& out) const {
  constexpr size_t kLongest = 64;  // bytes; a longer word is its own lemma
  out = form;
  if (form.size() > kLongest) return;
  char lower[kLongest];
  std::transform(form.begin(), form.end(), lower, [](char c) { return ascii_lower(c); });
  std::string_view word(lower, form.size());
  if (const uint16_t* rule = entries_.find(word_key(word, tag))) {
    rules_[*rule].apply(form, out);
    return;
  }
  const EditRule *first = nullptr, *read = nullptr;  // the first rule, and the first whose lemma has a row
  for (size_t n = std::min(kLongestEnding, word.size()) + 1; n-- > 0;) {
    const uint16_t* found = entries_.find(ending_key(word.substr(word.size() - n), tag));
    if (found == nullptr) continue;
    const EditRule& rule = rules_[*found];
    rule.apply(form, out);
    // What leaves the word as it is needs no witness.
    WordTable::Entry entry = seen.find(out);
    if ((rule.cut == 0 && rule.add.empty()) || entry.often > 0) return;
    if (first == nullptr) first = &rule;
    if (read == nullptr && entry.row > 0) read = &rule;
  }
  if (first == nullptr) return;
  if (changes_stem(tag)) {
    first->apply(form, out);
    out += 'e';
    if (seen.find(out).often > 0) return;
    out.pop_back();
    if (const size_t n = out.size(); n > 3 && out[n - 1] == out[n - 2]) {
      out.pop_back();
      if (seen.find(out).often > 0) return;
    }
  }
  (read != nullptr ? read : first)->apply(form, out);
}

}  // namespace sayso
