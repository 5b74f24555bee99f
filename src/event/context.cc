#include "event/context.h"

#include <algorithm>
#include <iterator>

namespace sayso {
namespace {

struct ListName {
  std::string_view name;
  WordSet EventWords::*list;
};
constexpr ListName kLists[] = {
    {"light-verb", &EventWords::light_verbs},
    {"future", &EventWords::future},
    {"possible", &EventWords::possible},
    {"condition", &EventWords::conditions},
    {"unable", &EventWords::unable},
    {"requital", &EventWords::requitals},
    {"directing", &EventWords::directing},
    {"naming", &EventWords::naming},
    {"total", &EventWords::total},
    {"reaching", &EventWords::reaching},
    {"platform", &EventWords::platforms},
    {"projectile", &EventWords::projectiles},
    {"harm-verb", &EventWords::harm_verbs},
    {"blaming", &EventWords::blaming},
    {"charging", &EventWords::charging},
    {"judging", &EventWords::judging},
    {"responsibility", &EventWords::responsibility},
    {"background", &EventWords::background},
    {"count", &EventWords::counts},
    {"refuge", &EventWords::refuge},
    {"happen", &EventWords::happens},
    {"driven", &EventWords::driven},
    {"dating", &EventWords::dating},
    {"over", &EventWords::over},
    {"first", &EventWords::firsts},
    {"occasion", &EventWords::occasions},
    {"settlement", &EventWords::settlements},
    {"based", &EventWords::based},
    {"rise", &EventWords::rises},
    {"averting", &EventWords::averting},
    {"flying", &EventWords::flying},
    {"repelling", &EventWords::repelling},
    {"unreal", &EventWords::unreal},
    {"forbidding", &EventWords::forbidding},
    {"epithet", &EventWords::epithets},
    {"amid", &EventWords::amid},
    {"clinic", &EventWords::clinics},
    {"comparing", &EventWords::comparing},
    {"upward", &EventWords::upward},
    {"prospect", &EventWords::prospects},
    {"relative", &EventWords::relatives},
    {"sign", &EventWords::signs},
    {"term", &EventWords::terms},
    {"trying", &EventWords::trying},
    {"perceiving", &EventWords::perceiving},
    {"bearing", &EventWords::bearing},
    {"ceremony", &EventWords::ceremonies},
    {"kin", &EventWords::kin},
    {"war", &EventWords::wars},
    {"aiming", &EventWords::aiming},
    {"laden", &EventWords::laden},
    {"elsewhere", &EventWords::elsewhere},
    {"ordinal", &EventWords::ordinals},
    {"holding", &EventWords::holding},
    {"coming", &EventWords::coming},
    {"scene", &EventWords::scenes},
    {"tending", &EventWords::tending},
    {"mishap", &EventWords::mishaps},
};

std::string list_names() {
  std::string out = "one of";
  for (const ListName& l : kLists) (out += ' ') += l.name;
  return out;
}

}  // namespace

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
    const auto* list =
        std::find_if(std::begin(kLists), std::end(kLists), [&](const ListName& l) { return l.name == row.cells[0]; });
    if (list == std::end(kLists))
      return Error{"events/words.tsv", row.line, "no list " + std::string(row.cells[0]), list_names()};
    (words.*list->list).insert(std::string(row.cells[1]));
  }
  auto topics = read_tsv(source, "events/topics.tsv", {"topic", "words"});
  if (!topics) return topics.error();
  for (const TsvRow& row : *topics)
    for (std::string_view word : split_list(row.cells[1])) words.topics.emplace(word, std::string(row.cells[0]));
  const std::string file = "events/argument_kinds.tsv";
  auto rows = read_tsv(source, file, {"words", "by", "on", "instead", "kind", "example"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    auto list = [&](size_t cell) {
      const auto parts = split_list(row.cells[cell]);
      return std::vector<std::string>(parts.begin(), parts.end());
    };
    ArgumentKind one{.words = list(0),
                     .by = list(1),
                     .on = list(2),
                     .instead = list(3),
                     .kind = std::string(row.cells[4]),
                     .example = std::string(row.cells[5]),
                     .line = row.line};
    if (!one.on.empty() && one.on.front().starts_with('!')) {
      one.on.front().erase(0, 1);
      one.on_another = true;
    }
    if (one.kind != "-" && kinds.find(one.kind) == nullptr)
      return Error{file, row.line, "no kind " + one.kind, "a kind of kinds.tsv, or - for no event"};
    if (one.words.empty() || (one.by.empty() && one.on.empty()) || one.example.empty())
      return Error{file, row.line, "a row needs words, who does it or whom it befalls, and an example", ""};
    words.argument_kinds.push_back(std::move(one));
  }
  return words;
}

}  // namespace sayso
