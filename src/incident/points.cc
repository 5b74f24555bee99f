#include "incident/points.h"

#include <charconv>
#include <map>
#include <string>
#include <string_view>

namespace sayso {

Result<KinshipPoints> KinshipPoints::load(const KnowledgeSource& source) {
  KinshipPoints out;
  std::map<std::string_view, int*> wanted{{"kind", &out.kind},     {"side", &out.side},     {"odds", &out.odds},
                                          {"figure", &out.figure}, {"thing", &out.thing},   {"word", &out.word},
                                          {"name", &out.name},     {"place", &out.place},   {"named", &out.named},
                                          {"both", &out.both},     {"area", &out.area},     {"holds", &out.holds},
                                          {"near", &out.near},     {"far", &out.far},       {"apart", &out.apart},
                                          {"next", &out.next},     {"enough", &out.enough}, {"ahead", &out.ahead}};
  auto rows = read_tsv(source, "incidents/kinship.tsv", {"evidence", "points", "meaning"});
  if (!rows) return rows.error();
  for (const TsvRow& row : *rows) {
    auto found = wanted.find(row.cells[0]);
    if (found == wanted.end())
      return Error{"incidents/kinship.tsv", row.line, std::string(row.cells[0]) + " is no evidence, or stands twice",
                   ""};
    std::string_view cell = row.cells[1];
    auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), *found->second);
    if (error != std::errc() || end != cell.data() + cell.size())
      return Error{"incidents/kinship.tsv", row.line, "its points are no whole number", ""};
    wanted.erase(found);
  }
  if (!wanted.empty())
    return Error{"incidents/kinship.tsv", 0, "it does not say what " + std::string(wanted.begin()->first) + " is worth",
                 ""};
  if (out.ahead < 0 || out.enough <= out.ahead)
    return Error{"incidents/kinship.tsv", 0, "enough is not more than ahead, or ahead is below 0", ""};
  return out;
}

}  // namespace sayso
