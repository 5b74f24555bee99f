#include "cli/serve.h"

#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <future>
#include <sstream>
#include <thread>

#include "base/text_util.h"
#include "cli/ledger_session.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "serve/server.h"
#include "serve/site.h"

namespace sayso {
namespace {

constexpr size_t kShortestToken = 16;
constexpr std::chrono::seconds kGrace{1};  // for what goes on when the server is ended

Result<std::string> token_in(const std::string& path) {
  struct stat about {};
  std::ifstream in(path);
  if (!in || ::stat(path.c_str(), &about) != 0)
    return Error{path, 0, "the token cannot be read", "a file with the token as its only line"};
  if ((about.st_mode & (S_IRGRP | S_IROTH | S_IWGRP | S_IWOTH)) != 0)
    return Error{path, 0, "others on this machine can read the token", "chmod 600 " + path};
  std::ostringstream text;
  text << in.rdbuf();
  std::string token(trim_space(text.str()));
  if (token.size() < kShortestToken)
    return Error{path, 0, "the token is shorter than " + std::to_string(kShortestToken) + " characters",
                 "head -c 24 /dev/urandom | base64 > " + path};
  return token;
}

}  // namespace

CLI::App* declare_serve(CLI::App& app, ServeChoice& choice) {
  CLI::App* command = app.add_subcommand("serve", "A page in the browser: who says what, and texts read at once");
  command->add_option("LEDGER", choice.ledger, "A ledger made by sayso add; without one, texts can be pasted and read")
      ->type_name("");
  command->add_option("--port", choice.port, "Where to listen; 0 takes any that is free")
      ->check(CLI::Range(0, 65535).description(""))
      ->capture_default_str()
      ->type_name("N");
  command->add_option("--address", choice.address, "On which address; any but loopback needs --token-file")
      ->capture_default_str()
      ->type_name("IP");
  command->add_option("--token-file", choice.token_file, "Answer only those who send the token in this file")
      ->type_name("FILE");
  command->add_option("--host-name", choice.hosts, "Answer for this name, too (behind a proxy, on a local network)")
      ->type_name("NAME");
  command->add_flag("--write", choice.write, "Take decisions and additions; without it the page only reads");
  command->add_option("--folder", choice.folders, "A folder that may be added from the page, with --write")
      ->type_name("DIR");
  add_knowledge_option(*command, choice.knowledge);
  add_gazetteer_option(*command, choice.gazetteer);
  command->footer(
      "Examples:\n"
      "  sayso serve war.sayso\n"
      "  sayso serve war.sayso --write --folder wire/\n"
      "  sayso serve\n"
      "\n"
      "The page needs no network. Everything on it is there as JSON, too: the same address with .json (openapi.json).\n"
      "The address is printed when it can be opened; Ctrl-C ends it, within some two seconds.\n"
      "Exit status: 0 it was ended, 2 an error.");
  return command;
}

Exit run_serve(const ServeChoice& choice) {
  serve::Site::Options options;
  options.ledger = choice.ledger;
  options.write = choice.write;
  options.folders = choice.folders;
  options.gazetteer = choice.gazetteer;
  options.knowledge = choice.knowledge;
  options.version = ledger_options().engine;
  bool loopback = serve::is_loopback(choice.address);
  if (!loopback && choice.token_file.empty())
    return fail(
        Error{"", 0, "others can reach " + choice.address + ", and there is no --token-file", "sayso serve --help"});
  if (choice.write && choice.ledger.empty())
    return fail(Error{"", 0, "--write needs a ledger", "sayso serve war.sayso --write"});
  if (!choice.token_file.empty()) {
    auto token = token_in(choice.token_file);
    if (!token) return fail(token.error());
    options.access.token = *token;
  }
  options.access.limited = !loopback;
  options.access.hosts = choice.hosts;
  for (std::string& host : options.access.hosts) host = ascii_lower(host);
  if (!loopback) {
    bool v6 = choice.address.find(':') != choice.address.npos && !choice.address.starts_with("[");
    options.access.hosts.push_back(v6 ? "[" + choice.address + "]" : choice.address);
  }

  auto site = serve::Site::open(options);
  if (!site) return fail(site.error());
  serve::Server server(**site);
  auto port = server.bind(choice.address, choice.port);
  if (!port) return fail(port.error());

  // Ctrl-C is waited for by a thread of its own: a signal handler could not do what stopping needs.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  std::promise<void> done;
  std::thread waiting([&, over = done.get_future()] {
    int signal = 0;
    sigwait(&ends, &signal);
    server.stop();
    // Answers that are nearly there are sent. A text that is still being read is let go of: reading changes nothing,
    // and what was not yet written to a ledger as a whole is not in it.
    if (over.wait_for(kGrace) == std::future_status::timeout) ::_exit(static_cast<int>(Exit::read));
  });
  Output out(STDOUT_FILENO);
  bool v6 = choice.address.find(':') != choice.address.npos && !choice.address.starts_with("[");
  out.write("http://" + (v6 ? "[" + choice.address + "]" : choice.address) + ":" + std::to_string(*port) + "/\n");
  out.flush();
  server.run();
  site->reset();  // a folder that is being added stops behind the report at hand
  done.set_value();
  ::kill(::getpid(), SIGTERM);  // where it ended by itself the thread still waits
  waiting.join();
  if (auto failure = out.error()) return fail(*failure);
  return Exit::read;
}

}  // namespace sayso
