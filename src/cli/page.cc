// No engine is loaded: pages are taken apart by the first stage alone, some hundred a second.

#include "cli/page.h"

#include <unistd.h>

#include "base/mapped_file.h"
#include "cli/error_log.h"
#include "cli/output.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "page/clean.h"
#include "page/gzip.h"
#include "view/page.h"

namespace sayso {
namespace {

// What was left out of one page of HTML.
Result<std::string> left_out_of(const PageReader& pages, const std::string& path) {
  Result<MappedFile> file = MappedFile::open(path);
  if (!file) return file.error();
  std::string bytes(file->bytes());
  if (is_gzip(bytes)) {
    auto unpacked = gunzip(bytes, kMaxPageBytes);
    if (!unpacked) return Error{path, 0, unpacked.error().what, ""};
    bytes = *std::move(unpacked);
  }
  auto article = pages.article(std::move(bytes), "");
  if (!article) return Error{path, 0, article.error().what, ""};
  return to_page_text(article->left_out, text_options());
}

}  // namespace

CLI::App* declare_page(CLI::App& app, PageChoice& choice) {
  CLI::App* command = app.add_subcommand("page", "Show what was taken for what in a page: title, caption, prose");
  command->add_option("PATH", choice.input.paths, "Files, folders, crawls or feeds, as for `sayso read`")
      ->required()
      ->type_name("");
  add_format_option(*command, choice.format);
  command->add_flag("--left-out", choice.left_out, "Show what was left out, too, and why (a file of HTML, as text)");
  add_input_options(*command, choice.input);
  command->footer(
      "Examples:\n"
      "  sayso page page.html\n"
      "  sayso page --left-out page.html.gz\n"
      "  sayso page --format ndjson crawl.warc.gz > pages.ndjson\n"
      "\n"
      "Exit status: 0 all was read, 1 nothing was read, 2 an error (what could be read was read).");
  return command;
}

Exit run_page(const PageChoice& choice) {
  Result<Pages> pages = Pages::open(choice.input);
  if (!pages) {
    complain(pages.error());
    return Exit::error;
  }
  ErrorLog errors;
  Output out(STDOUT_FILENO);
  ReportSource source = pages->reports(choice.input.paths);
  size_t reports = 0;
  while (auto report = source.next()) {
    if (!*report) {
      errors.add(report->error());
      continue;
    }
    if (choice.format == "ndjson") {
      if (!out.write(to_page_json(**report) + "\n")) break;
    } else {
      if (reports > 0) out.write("\n");
      if (!out.write(to_page_text(**report, text_options()))) break;
    }
    ++reports;
  }
  errors.tell_left_out(source.left_out());
  if (choice.left_out && choice.format == "text" && choice.input.paths.size() == 1) {
    Result<std::string> rest = left_out_of(pages->reader(), choice.input.paths[0]);
    if (rest) {
      out.write(*rest);
    } else {
      errors.add(rest.error());
    }
  }
  out.flush();
  if (auto failure = out.error()) {
    complain(*failure);
    return Exit::error;
  }
  if (reports == 0) return Exit::nothing;
  return errors.count() > 0 ? Exit::error : Exit::read;
}

}  // namespace sayso
