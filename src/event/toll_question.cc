#include "event/toll_question.h"

#include <algorithm>

namespace sayso {
namespace {

bool is_as_well_as(const Parse& parse, TokenIndex i) {
  for (TokenIndex k = std::max<TokenIndex>(0, i - 2); k <= i && k + 2 < parse.size(); ++k)
    if (parse[k].lemma == "as" && parse[k + 1].lemma == "well" && parse[k + 2].lemma == "as") return true;
  return false;
}

}  // namespace

bool is_listed(const TollQuestion& question) {
  const Parse& parse = question.context.parse;
  const Count *before = question.before.count, &count = question.count();
  if (before == nullptr || before->phrase.end > count.phrase.begin) return false;
  for (TokenIndex i = before->phrase.end; i < count.phrase.begin; ++i)
    if (parse.word(i) != "," && parse[i].lemma != "and" && !is_including(parse, i) && !is_as_well_as(parse, i))
      return false;
  return true;
}

}  // namespace sayso
