// Builds the gazetteer's file from the facts of data/gazetteer/ and the tables of knowledge/places/. Run by the build
// (tools/gazetteer_compile.cc) and by tests; the program itself only reads what comes out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/result.h"
#include "mention/gazetteer.h"

namespace sayso {

// A table of data/gazetteer/ (cities.tsv, divisions.tsv), unpacked; `name` is for messages.
struct GazetteerTable {
  std::string name;
  std::string text;
};

// In: tables of towns and divisions, and `places/{countries,regions,aliases}.tsv`. Out: the file's bytes; the same
// input gives the same bytes. A row of regions.tsv or aliases.tsv with a GeoNames id changes the place of that id;
// without one it adds a place.
Result<std::string> build_gazetteer(const std::vector<GazetteerTable>& tables, const KnowledgeSource& knowledge);

// Columns of the tables.
std::vector<std::string> gazetteer_columns();

}  // namespace sayso
