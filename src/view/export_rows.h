// view/export_rows: one row, or one object, of each format of view/export.h.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/knowledge_source.h"
#include "event/kinds.h"
#include "ledger/review.h"
#include "ledger/store.h"
#include "view/incident_accounts.h"
#include "view/parquet.h"

namespace sayso {

// Codes of countries in other data sets: knowledge/places/codes.tsv.
class CountryCodes {
 public:
  struct Codes {
    std::string iso, numeric, gw, name;
  };
  static Result<CountryCodes> load(const KnowledgeSource& source);
  const Codes* by_iso(const std::string& iso) const;
  const Codes* by_name(const std::string& name) const;
  // UCDP's region of a state's number in Gleditsch and Ward's list.
  static std::string region(const std::string& gw);

 private:
  std::vector<Codes> all_;
};

// A claim of a report, as persons left it, with the codes of its kind and mode.
struct ExportedClaim {
  const StoredReport& report;
  const Claim& claim;
  std::string incident;  // its name, or empty
  Reviewed review;
};

// A row a claim.
const std::vector<ParquetWriter::Column>& claim_columns();
std::vector<std::string> claim_row(const ExportedClaim& exported);

// A row an incident; empty where the data set would hold no such event.
std::vector<std::string> ucdp_columns();
std::vector<std::string> ucdp_row(const IncidentView& incident, const LedgerRules& rules,
                                  const CountryCodes& countries);
std::vector<std::string> acled_columns();
std::vector<std::string> acled_row(const IncidentView& incident, const Kinds& kinds, const CountryCodes& countries);

// GeoJSON's Feature of an incident; a W3C Web Annotation of a claim.
Result<std::string> feature_json(const IncidentView& incident);
Result<std::string> annotation_json(const ExportedClaim& exported);

}  // namespace sayso
