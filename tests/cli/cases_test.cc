// Runs the cases of tests/cases/: each a folder, run with the built binary in a copy of its own.
//
//   cmd      a shell command; `sayso` in it is the program under test
//   in       its standard input (default: empty)
//   out      what must stand on standard output (default: nothing)
//   err      what must stand on standard error (default: nothing)
//   status   its exit status (default: 0)
//
// or a case of the whole reading:
//
//   input.txt, expected   `sayso read --format lines input.txt` must print `expected` (src/view/lines.h)
//
// With SAYSO_BLESS=1 in the environment, what came out is written into the case instead: review the difference.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace sayso {
namespace {

namespace fs = std::filesystem;

std::string file_text(const fs::path& path, const std::string& otherwise = "") {
  std::ifstream in(path, std::ios::binary);
  if (!in) return otherwise;
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

struct Outcome {
  std::string out, err;
  int status = -1;
};

void set_environment() {
  std::string path = std::string(SAYSO_BINARY_DIR) + ":" + std::getenv("PATH");
  setenv("PATH", path.c_str(), 1);
  setenv("SAYSO_COMPLETIONS", SAYSO_SOURCE_DIR "/completions", 1);
  setenv("SAYSO_BENCH", SAYSO_SOURCE_DIR "/bench", 1);
  setenv("SAYSO_SOURCE", SAYSO_SOURCE_DIR, 1);
  unsetenv("NO_COLOR");
  setenv("TERM", "xterm", 1);
}

// `in`, `out` and `err` are files beside the folder in which the command runs, so that it does not see them.
Outcome run_in(const fs::path& folder, const std::string& command, const fs::path& in) {
  fs::path out = folder.string() + ".out", err = folder.string() + ".err";
  pid_t child = fork();
  if (child == 0) {
    set_environment();
    int fds[] = {open(in.c_str(), O_RDONLY), open(out.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600),
                 open(err.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600)};
    for (int i = 0; i < 3; ++i) dup2(fds[i], i);
    if (chdir(folder.c_str()) == 0) execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return {file_text(out), file_text(err), WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
}

class Case : public testing::TestWithParam<fs::path> {
 protected:
  static bool blessing() { return std::getenv("SAYSO_BLESS") != nullptr; }

  static void expect(const fs::path& file, const std::string& got, const std::string& otherwise) {
    std::string want = file_text(file, otherwise);
    if (blessing() && want != got) {
      if (got == otherwise) {
        fs::remove(file);
      } else {
        std::ofstream(file, std::ios::binary) << got;
      }
      return;
    }
    EXPECT_EQ(got, want) << "in " << file;
  }
};

TEST_P(Case, DoesWhatItSays) {
  fs::path source = GetParam();
  // A folder of this run's own: another run may be at work beside it.
  std::string place = testing::TempDir() + "sayso-case-XXXXXX";
  ASSERT_NE(mkdtemp(place.data()), nullptr);
  fs::path scratch = fs::path(place) / source.filename();
  fs::copy(source, scratch, fs::copy_options::recursive);
  for (const char* name : {"cmd", "in", "out", "err", "status", "expected"}) fs::remove(scratch / name);

  if (fs::exists(source / "expected") || fs::exists(source / "input.txt")) {
    Outcome got = run_in(scratch, "sayso read --format lines input.txt", "/dev/null");
    expect(source / "expected", got.out, "");
    EXPECT_EQ(got.err, "");
    EXPECT_EQ(got.status, 0);
  } else {
    ASSERT_TRUE(fs::exists(source / "cmd")) << "a case has a cmd, or input.txt and expected";
    fs::path in = fs::exists(source / "in") ? source / "in" : fs::path("/dev/null");
    Outcome got = run_in(scratch, file_text(source / "cmd"), in);
    expect(source / "out", got.out, "");
    expect(source / "err", got.err, "");
    expect(source / "status", std::to_string(got.status) + "\n", "0\n");
  }
  fs::remove_all(place);
}

std::vector<fs::path> all_cases() {
  std::vector<fs::path> cases;
  for (const auto& entry : fs::directory_iterator(fs::path(SAYSO_SOURCE_DIR) / "tests/cases"))
    if (entry.is_directory()) cases.push_back(entry.path());
  std::sort(cases.begin(), cases.end());
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Cases, Case, testing::ValuesIn(all_cases()), [](const testing::TestParamInfo<fs::path>& info) {
  std::string name = info.param.filename().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
});

constexpr char kNoTerminal[] = "no terminal to be had";  // a bare folder without /dev/pts has none

// What the command prints where standard output (and error) is a terminal.
std::string on_a_terminal(const std::string& command) {
  int terminal = -1;
  winsize size{24, 60, 0, 0};
  pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
  if (child == 0) {
    set_environment();
    if (chdir((std::string(SAYSO_SOURCE_DIR) + "/tests/cases/one-report").c_str()) == 0)
      execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    _exit(127);
  }
  if (child < 0) return kNoTerminal;
  std::string out;
  char bytes[4096];
  for (ssize_t n; (n = read(terminal, bytes, sizeof bytes)) > 0;) out.append(bytes, static_cast<size_t>(n));
  close(terminal);
  waitpid(child, nullptr, 0);
  return out;
}

TEST(Terminal, HasColorAndNoColorWhereItIsNotWanted) {
  if (on_a_terminal("true") == kNoTerminal) GTEST_SKIP() << kNoTerminal;
  EXPECT_NE(on_a_terminal("sayso read report.txt").find("\x1b["), std::string::npos);
  EXPECT_EQ(on_a_terminal("NO_COLOR=1 sayso read report.txt").find("\x1b["), std::string::npos);
  EXPECT_EQ(on_a_terminal("TERM=dumb sayso read report.txt").find("\x1b["), std::string::npos);
}

TEST(Terminal, ReadsNothingFromAPersonWhoGaveNoPath) {
  if (on_a_terminal("true") == kNoTerminal) GTEST_SKIP() << kNoTerminal;
  EXPECT_NE(on_a_terminal("sayso read").find("sayso: error: no report given; try sayso read --help"),
            std::string::npos);
}

}  // namespace
}  // namespace sayso
