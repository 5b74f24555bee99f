// The options that several subcommands share, and the form that all their help pages have.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace sayso {

struct InputChoice {
  std::vector<std::string> paths;
  std::string published;
  std::string outlet;
  std::string knowledge;
  std::string gazetteer;
};

// --published, --outlet, --knowledge.
void add_input_options(CLI::App& command, InputChoice& choice);

// --knowledge DIR.
void add_knowledge_option(CLI::App& command, std::string& folder);

// --gazetteer FILE.
void add_gazetteer_option(CLI::App& command, std::string& file);

// --jobs N; `jobs` keeps its default.
void add_jobs_option(CLI::App& command, unsigned& jobs, const std::string& default_text);

// --format {text,ndjson}; `format` keeps its default.
void add_format_option(CLI::App& command, std::string& format);

// An option that takes a whole number from 1 on, such as --limit N; `count` keeps its default.
void add_count_option(CLI::App& command, const std::string& name, size_t& count, const std::string& text);

// The number of threads that this machine runs at once, at least 1.
unsigned hardware_jobs();

}  // namespace sayso
