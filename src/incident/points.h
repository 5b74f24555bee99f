// incident/points: what each kind of evidence is worth when two reports are compared: knowledge/incidents/kinship.tsv.
#pragma once

#include "base/knowledge_source.h"
#include "base/result.h"

namespace sayso {

struct KinshipPoints {
  int kind = 0, side = 0, odds = 0, figure = 0, thing = 0, word = 0, name = 0, place = 0, named = 0, both = 0, area = 0,
      holds = 0, near = 0, far = 0, apart = 0, next = 0, enough = 0, ahead = 0;

  static Result<KinshipPoints> load(const KnowledgeSource& source);
};

}  // namespace sayso
