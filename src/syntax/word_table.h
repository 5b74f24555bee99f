// What unlabelled text teaches about word forms: how often each was seen, and the class of words it behaves like.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sayso {

class WordTable {
 public:
  struct Entry {
    uint16_t cluster = 0;  // 0: none
    uint8_t coarse = 0;    // a coarser division into clusters; 0: none
    uint8_t often = 0;     // 8 * log2 of how often the form was seen; 0: never
    uint32_t row = 0;      // of a form in small letters: its row among the embeddings of words; 0: none
  };
  struct Row {
    std::string form;
    Entry entry;
  };

  WordTable() = default;
  // `bytes` must outlive the table.
  static Result<WordTable> read(std::string_view bytes);
  static std::string write(const std::vector<Row>& rows);

  // The entry of a form as written (digits as 0), or an empty one.
  Entry find(std::string_view form) const;
  // How many rows the tables of embeddings have for words, classes and coarse classes: one more than the largest
  // number.
  uint32_t words() const { return words_; }
  uint32_t clusters() const { return clusters_; }
  uint32_t coarse() const { return coarse_; }

 private:
  const char* slots_ =
      nullptr;  // uint32_t check (0: empty), uint16_t cluster, uint8_t coarse, uint8_t often, uint32_t row
  uint32_t mask_ = 0;
  uint32_t words_ = 1, clusters_ = 1, coarse_ = 1;
};

}  // namespace sayso
