// The program's promises about a ledger that only processes can test: killed at any moment, and several at once.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace sayso {
namespace {

namespace fs = std::filesystem;

const std::string kProgram = std::string(SAYSO_BINARY_DIR) + "/sayso";

class LedgerProcesses : public testing::Test {
 protected:
  LedgerProcesses() {
    std::string place = testing::TempDir() + "sayso-ledger-XXXXXX";
    folder_ = mkdtemp(place.data());
  }
  ~LedgerProcesses() override { fs::remove_all(folder_); }

  // So many reports as NDJSON, each of its own town and day.
  std::string reports(const std::string& name, int count) {
    std::string path = (folder_ / (name + ".ndjson")).string();
    std::ofstream out(path);
    const char* towns[] = {"Kharkiv", "Kherson", "Odesa", "Sumy", "Kramatorsk"};
    for (int i = 0; i < count; ++i)
      out << R"({"id":")" << name << i << R"(","published":"2022-05-)" << (10 + i % 19)
          << R"(","text":"Shells hit a mill in )" << towns[i % 5] << " on Monday, killing " << 2 + i
          << R"( people, the mayor said. The ministry denied that shells were fired."})"
          << "\n";
    return path;
  }

  // Starts `sayso add` with its standard output in a file.
  pid_t start(const std::string& input) {
    std::string out = input + ".out";
    pid_t child = fork();
    if (child == 0) {
      int fd = open(out.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600), null = open("/dev/null", O_WRONLY);
      dup2(fd, STDOUT_FILENO);
      dup2(null, STDERR_FILENO);
      execl(kProgram.c_str(), "sayso", "add", "--jobs", "1", ledger().c_str(), input.c_str(), nullptr);
      _exit(127);
    }
    return child;
  }
  static int wait_for(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  // The URIs that were acknowledged.
  static std::set<std::string> acknowledged(const std::string& input) {
    std::set<std::string> out;
    std::ifstream in(input + ".out");
    std::string line;
    while (std::getline(in, line) && !in.eof()) {  // a line cut off was never finished
      size_t a = line.find('\t'), b = line.find('\t', a + 1);
      if (b != line.npos) out.insert(line.substr(a + 1, b - a - 1));
    }
    return out;
  }
  std::string ledger() const { return (folder_ / "test.sayso").string(); }
  // What a command prints; its status in `status`.
  std::string run(const std::string& arguments, int& status) const {
    std::string out;
    FILE* pipe = popen((kProgram + " " + arguments + " 2>&1").c_str(), "r");
    char bytes[4096];
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, pipe)) > 0;) out.append(bytes, n);
    int code = pclose(pipe);
    status = WIFEXITED(code) ? WEXITSTATUS(code) : -1;
    return out;
  }
  std::set<std::string> kept() const {
    std::set<std::string> out;
    int status = 0;
    std::istringstream lines(run("export " + ledger() + " --format csv", status));
    EXPECT_EQ(status, 0);
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
      size_t a = line.find(','), b = line.find(',', a + 1);
      if (b != line.npos) out.insert(line.substr(a + 1, b - a - 1));
    }
    return out;
  }
  void expect_whole() const {
    int status = 0;
    std::string said = run("check " + ledger(), status);
    EXPECT_EQ(status, 0) << said;
  }

  fs::path folder_;
};

TEST_F(LedgerProcesses, KilledAtAnyMomentItHoldsWhatItAcknowledged) {
  std::string input = reports("r", 600);
  bool cut_short = false;
  std::set<std::string> before;
  for (int milliseconds : {5, 60, 150, 300, 500, 800, 1600, 3200}) {  // the last ones for a busy machine
    pid_t child = start(input);
    usleep(static_cast<useconds_t>(milliseconds) * 1000);
    kill(child, SIGKILL);
    wait_for(child);
    if (!fs::exists(ledger())) continue;
    std::set<std::string> said = acknowledged(input);
    cut_short |= said.size() < 600;
    int status = 0;
    run("check --migrate " + ledger(), status);  // it may have been killed before it had its tables
    EXPECT_EQ(status, 0) << "after " << milliseconds << " ms";
    std::set<std::string> now = kept();
    for (const std::string& uri : said)
      EXPECT_EQ(now.count(uri), 1u) << uri << " is lost, after " << milliseconds << " ms";
    for (const std::string& uri : before)
      EXPECT_EQ(now.count(uri), 1u) << uri << " is lost, after " << milliseconds << " ms";
    before = now;
  }
  EXPECT_TRUE(cut_short) << "it was never killed in time";
  EXPECT_EQ(wait_for(start(input)), 0);
  EXPECT_EQ(kept().size(), 600u);
  expect_whole();
}

TEST_F(LedgerProcesses, SeveralMayAddAtOnce) {
  std::vector<std::string> inputs;
  for (const char* name : {"a", "b", "c", "d"}) inputs.push_back(reports(name, 120));
  inputs.push_back(inputs.front());  // and one adds what another adds, too
  std::vector<pid_t> children;
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (i + 1 == inputs.size()) inputs[i] = reports("a", 120);
    children.push_back(start(inputs[i]));
  }
  for (pid_t child : children) EXPECT_EQ(wait_for(child), 0);
  EXPECT_EQ(kept().size(), 480u);
  expect_whole();
}

TEST_F(LedgerProcesses, ADiskThatIsFullIsAnErrorAndTheLedgerStaysWhole) {
  std::string input = reports("r", 200);
  ASSERT_EQ(wait_for(start(reports("first", 20))), 0);
  // A limit on the size of files is a disk that fills.
  pid_t child = fork();
  if (child == 0) {
    std::string command =
        "ulimit -f 900; trap '' XFSZ; exec " + kProgram + " add " + ledger() + " " + input + " > /dev/null 2>&1";
    execl("/bin/bash", "bash", "-c", command.c_str(), nullptr);
    _exit(127);
  }
  EXPECT_EQ(wait_for(child), 2);
  expect_whole();
  EXPECT_GE(kept().size(), 20u);
  EXPECT_EQ(wait_for(start(input)), 0);
  EXPECT_EQ(kept().size(), 220u);
}

}  // namespace
}  // namespace sayso
