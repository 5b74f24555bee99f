#include "event/context.h"

namespace sayso {

Result<EventWords> EventWords::load(const KnowledgeSource& source, const Kinds& kinds) {
  EventWords words;
  auto means = read_tsv(source, "events/means.tsv", {"word", "kind"});
  if (!means) return means.error();
  for (const TsvRow& row : *means) {
    if (kinds.find(row.cells[1]) == nullptr)
      return Error{"events/means.tsv", row.line, "no kind " + std::string(row.cells[1]), "a kind of kinds.tsv"};
    words.means.emplace(row.cells[0], std::string(row.cells[1]));
  }
  auto lists = read_tsv(source, "events/words.tsv", {"list", "word"});
  if (!lists) return lists.error();
  for (const TsvRow& row : *lists) {
    std::string word(row.cells[1]);
    if (row.cells[0] == "light-verb") {
      words.light_verbs.insert(word);
    } else if (row.cells[0] == "future") {
      words.future.insert(word);
    } else if (row.cells[0] == "possible") {
      words.possible.insert(word);
    } else if (row.cells[0] == "total") {
      words.total.insert(word);
    } else if (row.cells[0] == "platform") {
      words.platforms.insert(word);
    } else if (row.cells[0] == "projectile") {
      words.projectiles.insert(word);
    } else if (row.cells[0] == "harm-verb") {
      words.harm_verbs.insert(word);
    } else if (row.cells[0] == "responsibility") {
      words.responsibility.insert(word);
    } else if (row.cells[0] == "background") {
      words.background.insert(word);
    } else if (row.cells[0] == "count") {
      words.counts.insert(word);
    } else if (row.cells[0] == "happen") {
      words.happens.insert(word);
    } else if (row.cells[0] == "rise") {
      words.rises.insert(word);
    } else {
      return Error{"events/words.tsv", row.line, "no list " + std::string(row.cells[0]),
                   "light-verb, future, possible, total, projectile, platform, harm-verb, responsibility, background, "
                   "count, happen or rise"};
    }
  }
  auto topics = read_tsv(source, "events/topics.tsv", {"topic", "words"});
  if (!topics) return topics.error();
  for (const TsvRow& row : *topics)
    for (std::string_view word : split_list(row.cells[1])) words.topics.emplace(word, std::string(row.cells[0]));
  return words;
}

}  // namespace sayso
