// Two tables of sayso's own shape (a row a claim: csv and parquet), two in the shape of other data sets (a row an
// incident: ucdp, acled), and three documents (geojson and ndjson by incident, jsonld by claim).
//
// What another codebook asks for and a program that reads reports cannot know is left empty: numbers of conflicts and
// dyads that its coders give, provinces, grid cells. Its own columns follow behind: which incident, which claims, which
// words, which rule.

#include "view/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "event/kinds.h"
#include "incident/slot.h"
#include "ledger/query.h"
#include "ledger/store.h"
#include "view/csv.h"
#include "view/export_rows.h"
#include "view/incident_accounts.h"
#include "view/json_fields.h"
#include "view/parquet.h"

namespace sayso {
namespace {

std::vector<std::string> names_of(const std::vector<ParquetWriter::Column>& columns) {
  std::vector<std::string> out;
  for (const ParquetWriter::Column& c : columns) out.push_back(c.name);
  return out;
}

class Exporter {
 public:
  // `only`: these incidents and no others.
  Exporter(Ledger& ledger, LedgerRules rules, Kinds kinds, CountryCodes countries, const std::vector<IncidentRow>* only,
           const Sink& write)
      : ledger_(ledger),
        only_(only),
        rules_(std::move(rules)),
        kinds_(std::move(kinds)),
        countries_(std::move(countries)),
        write_(write) {}

  std::optional<Error> run(const std::string& format) {
    if (format == "csv") {
      write_(csv_row(names_of(claim_columns())));
      each_claim([&](const ExportedClaim& claim) { return write_(csv_row(claim_row(claim))); });
    } else if (format == "parquet") {
      ParquetWriter writer(claim_columns(), write_);
      each_claim([&](const ExportedClaim& claim) {
        writer.add(claim_row(claim));
        return true;
      });
      writer.close();
    } else if (format == "ucdp" || format == "acled") {
      write_(csv_row(export_columns(format)));
      each_incident([&](const IncidentView& v) {
        std::vector<std::string> row =
            format == "ucdp" ? ucdp_row(v, rules_, countries_) : acled_row(v, kinds_, countries_);
        return row.empty() || write_(csv_row(row));
      });
    } else if (format == "ndjson") {
      each_incident([&](const IncidentView& v) { return put(accounts_json(v), "\n"); });
    } else if (format == "geojson") {
      write_("{\"type\":\"FeatureCollection\",\"features\":[");
      bool first = true;
      each_incident([&](const IncidentView& v) {
        bool more = write_(first ? "\n" : ",\n") && put(feature_json(v), "");
        first = false;
        return more;
      });
      write_("\n]}\n");
    } else if (format == "jsonld") {
      write_(
          "{\"@context\":[\"http://www.w3.org/ns/anno.jsonld\",{\"sayso\":\"urn:sayso:\",\"part\":\"sayso:part\"}],"
          "\"type\":\"AnnotationPage\",\"items\":[");
      bool first = true;
      each_claim([&](const ExportedClaim& claim) {
        bool more = write_(first ? "\n" : ",\n") && put(annotation_json(claim), "");
        first = false;
        return more;
      });
      write_("\n]}\n");
    } else if (format == "citations" && only_ != nullptr) {
      each_incident([&](const IncidentView& v) { return write_(citations(v)); });
    } else {
      return Error{"", 0, "there is no format " + format, "sayso export --help"};
    }
    return error_ ? error_ : ledger_.database().failure();
  }

 private:
  bool put(const Result<std::string>& text, const char* end) {
    if (!text) {
      error_ = text.error();
      return false;
    }
    return write_(*text + end);
  }

  // Who is to be named for what is said of an incident.
  static std::string citations(const IncidentView& v) {
    std::map<int64_t, std::string> claims;
    std::vector<const Member*> reports;
    for (const Member& m : v.members.claims) {
      std::string& list = claims[m.report];
      if (list.empty()) reports.push_back(&m);
      list += (list.empty() ? "" : ", ") + std::to_string(m.claim.n) + (m.rejected ? " rejected" : "");
    }
    std::string out = v.row.name + "\n";
    for (const Member* m : reports) {
      std::string who = m->outlet.value_or("");
      if (m->agency && m->agency != m->outlet) who += (who.empty() ? "" : "/") + *m->agency;
      out +=
          fmt::format("  {}. {} {}. {} [claims {}; {}]{}\n", who.empty() ? "n. n." : who,
                      m->title ? "\"" + *m->title + "\"" : "(no title)", m->published.value_or("n. d.").substr(0, 10),
                      m->uri, claims[m->report], m->digest, m->story == m->report ? "" : " (a copy)");
    }
    return out + "\n";
  }

  // The claims of the incidents that are wanted, by their reports.
  template <typename Row>
  void each_claim_of_some(Row row) {
    Database& db = ledger_.database();
    std::map<std::tuple<std::string, std::string, int64_t>, std::map<int, std::string>> wanted;
    for (const IncidentRow& incident : *only_)
      for (const Member& m : members_of(db, incident.id).claims)
        wanted[{m.published.value_or(""), m.uri, m.report}][m.claim.n] = incident.name;
    for (const auto& [key, claims] : wanted) {
      std::optional<StoredReport> report = load_report(db, std::get<2>(key));
      for (size_t i = 0; report && i < report->claims.size(); ++i) {
        auto name = claims.find(report->reading.claims[i].n);
        if (name != claims.end() && !row(reviewed(*report, i, name->second))) return;
      }
    }
  }

  // A claim as persons left it. A stored reading has no codes: they are looked up, by what was corrected too.
  ExportedClaim reviewed(StoredReport& report, size_t i, const std::string& incident) {
    Claim& claim = report.reading.claims[i];
    Reviewed review = apply_review(ledger_.database(), report.claims[i], claim);
    const KindCodes codes = kinds_.codes(claim.kind, claim.modality);
    claim.codes = {codes.plover, codes.cameo, codes.acled};
    return {report, claim, incident, std::move(review)};
  }

  // Claims of current reports in the order of publication: false of `row` stops.
  template <typename Row>
  void each_claim(Row row) {
    if (only_ != nullptr) return each_claim_of_some(row);
    Database& db = ledger_.database();
    std::vector<int64_t> reports;
    Query q = db.query("SELECT id FROM report WHERE superseded_by IS NULL ORDER BY coalesce(published, ''), uri");
    while (q.next()) reports.push_back(q.integer(0));
    for (int64_t id : reports) {
      std::optional<StoredReport> report = load_report(db, id);
      if (!report) continue;
      for (size_t i = 0; i < report->claims.size(); ++i)
        if (!row(reviewed(*report, i, incident_of(ledger_, report->claims[i])))) return;
    }
  }

  template <typename Each>
  void each_incident(Each each) {
    for (const IncidentRow& row : only_ != nullptr ? *only_ : find_incidents(ledger_, {}))
      if (!each(view_of(ledger_, row, rules_))) return;
  }

  Ledger& ledger_;
  const std::vector<IncidentRow>* only_;
  LedgerRules rules_;
  Kinds kinds_;
  CountryCodes countries_;
  const Sink& write_;
  std::optional<Error> error_;
};

}  // namespace

std::vector<std::string> export_columns(const std::string& format) {
  if (format == "ucdp") return ucdp_columns();
  if (format == "acled") return acled_columns();
  return names_of(claim_columns());
}

namespace {

std::optional<Error> export_some(Ledger& ledger, const KnowledgeSource& knowledge, const std::string& format,
                                 const std::vector<IncidentRow>* only, const Sink& write) {
  auto rules = LedgerRules::load(knowledge);
  if (!rules) return rules.error();
  auto kinds = Kinds::load(knowledge);
  if (!kinds) return kinds.error();
  auto countries = CountryCodes::load(knowledge);
  if (!countries) return countries.error();
  return Exporter(ledger, std::move(*rules), std::move(*kinds), std::move(*countries), only, write).run(format);
}

}  // namespace

std::optional<Error> export_ledger(Ledger& ledger, const KnowledgeSource& knowledge, const std::string& format,
                                   const Sink& write) {
  return export_some(ledger, knowledge, format, nullptr, write);
}

std::optional<Error> export_incidents(Ledger& ledger, const KnowledgeSource& knowledge, const std::string& format,
                                      const std::vector<IncidentRow>& incidents, const Sink& write) {
  return export_some(ledger, knowledge, format, &incidents, write);
}

}  // namespace sayso
