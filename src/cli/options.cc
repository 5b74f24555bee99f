#include "cli/options.h"

#include <algorithm>
#include <thread>

namespace sayso {

void add_input_options(CLI::App& command, InputChoice& choice) {
  command
      .add_option("--published", choice.published,
                  "When bare text was published: the day that \"Monday\" is counted from")
      ->type_name("DATE");
  command.add_option("--outlet", choice.outlet, "Whose voice bare text is")->type_name("NAME");
  add_knowledge_option(command, choice.knowledge);
}

void add_knowledge_option(CLI::App& command, std::string& folder) {
  command
      .add_option("--knowledge", folder, "A folder laid out as knowledge/ is, instead of the copy inside the program")
      ->type_name("DIR");
}

void add_gazetteer_option(CLI::App& command, std::string& file) {
  command.add_option("--gazetteer", file, "Places made by sayso gazetteer, instead of those inside the program")
      ->type_name("FILE");
}

void add_jobs_option(CLI::App& command, unsigned& jobs, const std::string& default_text) {
  command.add_option("-j,--jobs", jobs, "Reports read at once (default: " + default_text + ")")
      ->type_name("N")
      ->check(CLI::Range(1, 1024).description(""));
}

void add_format_option(CLI::App& command, std::string& format) {
  command.add_option("-f,--format", format, "text for a person, ndjson for a program")
      ->check(CLI::IsMember({"text", "ndjson"}).description(""))
      ->type_name("{text,ndjson}");
}

void add_count_option(CLI::App& command, const std::string& name, size_t& count, const std::string& text) {
  // The range is one of signed numbers: as an unsigned one -1 would be the largest there is.
  command.add_option(name, count, text)
      ->type_name("N")
      ->check(CLI::Range(int64_t{1}, int64_t{1'000'000'000}).description(""));
}

unsigned hardware_jobs() { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace sayso
