#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace sayso {
namespace {

constexpr size_t kWidthWithoutTerminal = 100;
constexpr size_t kLeastWidth = 40;
constexpr size_t kMostWidth = 120;  // longer lines are hard to read

// A message is one line, and holds no command to the terminal, whatever a file is called.
std::string one_line(const std::string& text) {
  std::string out;
  for (char c : text) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
  return out;
}

}  // namespace

TextOptions text_options() {
  TextOptions options;
  options.width = kWidthWithoutTerminal;
  if (!::isatty(STDOUT_FILENO)) return options;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    options.width = std::clamp<size_t>(size.ws_col, kLeastWidth, kMostWidth);
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  options.color = (no_color == nullptr || *no_color == '\0') && (term == nullptr || std::strcmp(term, "dumb") != 0);
  return options;
}

void complain(const Error& error) { std::fprintf(stderr, "sayso: error: %s\n", one_line(error.text()).c_str()); }

Exit fail(const Error& error) {
  complain(error);
  return Exit::error;
}

void note(const std::string& text) { std::fprintf(stderr, "sayso: %s\n", one_line(text).c_str()); }

}  // namespace sayso
