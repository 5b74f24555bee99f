// serve: a request in, an answer out. Start here.
//
// In: a Request (serve/http.h). Out: a Response: a page of HTML that can be read without a script, or its JSON twin
// (the same address with .json), a part of the page itself, or a refusal as {"error": sentence}. Guaranteed:
//   - it answers from the ledger and from what is compiled into the program: no file is opened by a name that was sent;
//   - without `write` nothing that can be asked changes the ledger;
//   - what was asked may be any bytes: what cannot be understood is a 4xx with a sentence;
//   - any number of threads may ask at once; each answer is of one moment of the ledger.
// docs/serve.md lists what can be asked, openapi.json describes it for programs.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/rules.h"
#include "page/page_reader.h"
#include "reading/engine.h"
#include "serve/guard.h"
#include "serve/http.h"
#include "serve/jobs.h"
#include "view/export_rows.h"

namespace sayso::serve {

// What the socket layer may take in at all.
inline constexpr size_t kMostBody = size_t{8} << 20;

class Site {
 public:
  struct Options {
    std::string ledger;                // its path; empty: there is none, and texts can be read all the same
    bool write = false;                // decisions and additions are taken
    std::vector<std::string> folders;  // that may be added from the page
    std::string gazetteer;             // a file of places; empty: those inside the program
    std::string knowledge;             // a folder laid out as knowledge/ is; empty: the copy inside the program
    std::string version;               // "sayso 0.1.0"
    Access access;
  };
  static Result<std::unique_ptr<Site>> open(Options options);

  Response handle(const Request& request, Clock::time_point now = Clock::now());

 private:
  // A reader of the ledger, with what it has answered lately. Each belongs to one request at a time.
  struct Desk {
    Ledger ledger;
    int64_t seen = -1;  // SQLite's data_version when the answers were made
    std::map<std::string, Response> answers;
    size_t bytes = 0;
  };
  struct Asked;

  Site(Options options, Engine engine, PageReader pages, LedgerRules rules, CountryCodes countries);
  Response route(const Request& request);
  Response get(const Asked& asked);
  Response post(const Asked& asked, const Request& request);
  Response from_desk(const Asked& asked);
  Response answer(const Asked& asked, Ledger& ledger);

  Response incidents(const Asked& asked, Ledger& ledger);
  Response overview(const Asked& asked, Ledger& ledger);
  Response incident(const Asked& asked, Ledger& ledger);
  Response report(const Asked& asked, Ledger& ledger);
  Response search_page(const Asked& asked, Ledger& ledger);
  Response exported(const Asked& asked, Ledger& ledger);

  Response about() const;
  Response read(const Asked& asked, const Request& request);
  Response add(const Asked& asked, const Request& request);
  Response review(const Request& request);
  Response start_job(const Request& request);
  Response job_list(const std::vector<Job>& jobs) const;

  // The reports in what was sent: a text, or a page of HTML.
  Result<std::vector<Report>> reports_of(const Asked& asked, const Request& request) const;
  // The page, or its twin where JSON was asked for; only what is asked for is made.
  Response shown(const Asked& asked, const std::function<Result<std::string>()>& twin,
                 const std::function<std::string()>& html, const std::string& title, const std::string& here) const;
  Response refused(const Asked& asked, int status, const std::string& sentence) const;
  template <typename Act>
  Response with_writer(Act act);

  Options options_;
  Engine engine_;
  PageReader pages_;
  LedgerRules rules_;
  CountryCodes countries_;
  Guard guard_;
  std::mutex desks_lock_;
  std::vector<std::unique_ptr<Desk>> desks_;
  std::mutex writer_lock_;
  std::optional<Ledger> writer_;
  std::atomic<int> reading_{0};
  std::unique_ptr<Jobs> jobs_;
};

}  // namespace sayso::serve
