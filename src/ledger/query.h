// ledger/query: what is asked of a ledger: incidents by filters, reports and claims by words.
//
// Guaranteed: an answer costs what is shown of it, not what the ledger holds; every list has one order (the latest day
// first, then the name), so that it can be gone on with behind its last row.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/ledger.h"

namespace sayso {

struct IncidentRow {
  int64_t id = 0;
  std::string name, group;
  std::string place, country;
  std::optional<double> lat, lon;
  int precision = 6;
  int day = 0, first = 0, last = 0;
  std::vector<std::string> kinds, sides;
  int64_t claims = 0, reports = 0;
  bool disputed = false;
};

// Case and marks of names do not matter: "armenia" is Armenia, "tərtər" is Tərtər. A place is found by each of its
// names and by the beginning of each, whichever of them is the one that lists show: Tartar, Terter and Tərtər are one
// town.
struct IncidentFilter {
  std::string place, side, kind, text;
  std::optional<int> from, to;  // days
  struct Box {
    double south, west, north, east;
  };
  std::optional<Box> box;
  bool disputed = false;
  size_t limit = 0;  // 0: all
  // Go on behind this one.
  std::optional<std::pair<int, std::string>> after;
};

std::vector<IncidentRow> find_incidents(Ledger& ledger, const IncidentFilter& filter);

// Why this cannot be asked: its kind is one that neither the codebook nor the ledger has, its words are none.
std::optional<Error> fault_of(Ledger& ledger, const IncidentFilter& filter);

// What of it no incident of the ledger has, so that nothing found does not look like nothing happened: "no side that
// acts or suffers in this ledger is called Armenja; there are Armenia, Azerbaijan". Empty where side and place are
// known.
std::vector<std::string> unknown_names(Ledger& ledger, const IncidentFilter& filter);

// By its name, a name that redirects, or the beginning of a name where that is enough to tell it.
Result<IncidentRow> find_incident(Ledger& ledger, const std::string& name);

// A report by its URI (the current version), or a part of one where that is enough to tell it: for looking.
Result<int64_t> find_report(Ledger& ledger, const std::string& uri);

// The same for deciding: its whole URI, or the end of it from behind a slash ("1.txt" is wire/1.txt and never n1.txt),
// where that is enough to tell it.
Result<int64_t> find_report_named(Ledger& ledger, const std::string& uri);

// A report that tells the same story, and how much of the two is shared, where they were compared.
struct CopyOf {
  std::string uri;
  std::optional<std::string> title, outlet, published;
  std::optional<double> share;
  bool origin = false;  // whether the others are copies of it
};
std::vector<CopyOf> copies_of(Ledger& ledger, int64_t report);

// A text that stood under a URI.
struct Version {
  std::string digest, added;
  std::optional<std::string> published;
  bool current = false;
};
// The current one first.
std::vector<Version> versions_of(Ledger& ledger, const std::string& uri);
Result<int64_t> find_version(Ledger& ledger, const std::string& uri, const std::string& digest);

// The name of the incident that a claim (its row) is in, or empty.
std::string incident_of(Ledger& ledger, int64_t claim);

struct Hit {
  std::string uri;
  std::optional<std::string> title, published;
  int n = 0;             // of the claim; 0 where it is the report's
  std::string snippet;   // the report's words, with [ and ] around what of them was found
  std::string incident;  // name, or empty
};
// Words as in a search engine: all must be there; "a phrase"; a prefix*. A claim is found by its kind, its place and
// who is in it too, but what is shown of it is always its sentence.
Result<std::vector<Hit>> search(Ledger& ledger, const std::string& words, bool claims, size_t limit);

}  // namespace sayso
