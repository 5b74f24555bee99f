// Shingling: every run of five words of a paragraph is hashed, and a report is the set of these numbers (Broder 1997).
// A copy that was cut, reordered by paragraphs, or given another head keeps most of its runs; its containment in the
// original (shared runs over the smaller set) stays near one where a resemblance (over both) would fall.
//
// To find who shares runs without comparing every pair, a store indexes a sample: runs whose hash is a multiple of
// kEvery, the same ones in every report, and the kFewest smallest so that a short report is found too. Of these a store
// keeps the rarest, and looks all of them up (ledger/copy_index.cc). A report is
// compared in full only with those that share a mark, so the work grows with the number of copies and not with that of
// pairs.

#include "copies/sketch.h"

#include <algorithm>
#include <charconv>
#include <deque>

#include "base/text_util.h"

namespace sayso {
namespace {

constexpr uint64_t kEvery = 8;
constexpr size_t kFewest = 8;
// Fewer runs than this, about three lines, may be alike by chance.
constexpr size_t kLeastRuns = 15;
// Measured (docs/measurements.md): different reports of one incident stay below a fifth.
constexpr double kCopy = 0.5;
constexpr double kCopyOfAgency = 0.35;

uint64_t mix(uint64_t h) {
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdULL;
  h ^= h >> 33;
  h *= 0xc4ceb9fe1a85ec53ULL;
  return h ^ (h >> 33);
}

class Shingler {
 public:
  explicit Shingler(const Spelling& spelling) : spelling_(spelling) {}

  void add(std::string_view text) {
    last_.clear();
    std::string word;
    for (char c : text) {
      bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
      if (c >= 'A' && c <= 'Z') {
        word += static_cast<char>(c - 'A' + 'a');
      } else if (letter) {
        word += c;
      } else if (c != '\'' && !word.empty()) {
        end_word(word);
      }
    }
    if (!word.empty()) end_word(word);
  }

  std::vector<uint64_t> take() {
    std::sort(runs_.begin(), runs_.end());
    runs_.erase(std::unique(runs_.begin(), runs_.end()), runs_.end());
    return std::move(runs_);
  }

 private:
  void end_word(std::string& word) {
    spelling_.unify(word);
    last_.push_back(hash_text(word));
    word.clear();
    if (last_.size() > kRun) last_.pop_front();
    if (last_.size() < kRun) return;
    uint64_t h = 0;
    for (uint64_t w : last_) h = mix(h * 31 + w);
    runs_.push_back(h);
  }

  const Spelling& spelling_;
  std::deque<uint64_t> last_;
  std::vector<uint64_t> runs_;
};

// Typographic marks of more than one byte are no letters: they would glue words together. A curled apostrophe is one.
std::string plain_marks(std::string_view text) {
  std::string out(text);
  for (size_t at = 0; (at = out.find("\xe2\x80", at)) != out.npos;) {
    bool apostrophe = out.compare(at, 3, "\xe2\x80\x99") == 0;
    out.replace(at, std::min<size_t>(3, out.size() - at), apostrophe ? "'" : " ");
  }
  return out;
}

}  // namespace

Result<Spelling> Spelling::load(const KnowledgeSource& source) {
  auto rows = read_tsv(source, "copies/spelling.tsv", {"ending", "written", "least"});
  if (!rows) return rows.error();
  Spelling out;
  for (const TsvRow& row : *rows) {
    size_t least = 0;
    std::string_view digits = row.cells[2];
    auto [end, bad] = std::from_chars(digits.data(), digits.data() + digits.size(), least);
    if (bad != std::errc() || end != digits.data() + digits.size() || row.cells[0].empty())
      return Error{"copies/spelling.tsv", row.line, "a row is an ending, another, and a number of letters", ""};
    out.endings_.push_back({std::string(row.cells[0]), std::string(row.cells[1]), least});
  }
  std::stable_sort(out.endings_.begin(), out.endings_.end(),
                   [](const Ending& a, const Ending& b) { return a.from.size() > b.from.size(); });
  return out;
}

void Spelling::unify(std::string& word) const {
  for (const Ending& e : endings_) {
    if (word.size() < e.from.size() + e.least || !word.ends_with(e.from)) continue;
    word.replace(word.size() - e.from.size(), e.from.size(), e.to);
    return;
  }
}

Sketch sketch(const Reading& reading, const Spelling& spelling) {
  Shingler shingler(spelling);
  // Blocks are given in code points; walking them in order keeps this one pass.
  uint32_t point = 0;
  size_t byte = 0;
  auto byte_of = [&](uint32_t wanted) {
    while (point < wanted && byte < reading.text.size()) {
      ++byte;
      while (byte < reading.text.size() && (static_cast<unsigned char>(reading.text[byte]) & 0xC0) == 0x80) ++byte;
      ++point;
    }
    return byte;
  };
  for (const ReadBlock& block : reading.blocks) {
    size_t begin = byte_of(block.begin), end = byte_of(block.end);
    if (block.role == "paragraph") shingler.add(plain_marks(std::string_view(reading.text).substr(begin, end - begin)));
  }
  Sketch out;
  out.runs = shingler.take();
  for (size_t i = 0; i < out.runs.size(); ++i)
    if (i < kFewest || out.runs[i] % kEvery == 0) out.marks.push_back(out.runs[i]);
  return out;
}

double containment(const Sketch& a, const Sketch& b) {
  size_t smaller = std::min(a.runs.size(), b.runs.size());
  if (smaller < kLeastRuns) return 0;
  size_t shared = 0;
  for (size_t i = 0, j = 0; i < a.runs.size() && j < b.runs.size();) {
    if (a.runs[i] == b.runs[j]) ++shared;
    bool step_a = a.runs[i] <= b.runs[j], step_b = b.runs[j] <= a.runs[i];
    i += step_a;
    j += step_b;
  }
  return static_cast<double>(shared) / static_cast<double>(smaller);
}

bool is_copy(double containment, const CopyHints& hints) {
  if (!hints.days_apart_few) return containment >= 0.8;
  return containment >= (hints.same_agency || hints.same_dateline ? kCopyOfAgency : kCopy);
}

}  // namespace sayso
