#include "cli/completion.h"

#include <unistd.h>

#include "cli/output.h"
#include "cli/terminal.h"

namespace sayso {
namespace {

// What stands behind an option or is a subcommand's argument.
enum class Value { none, word, file, folder, choice };

struct Item {
  std::vector<std::string> names;  // "-j", "--jobs"
  std::string about;
  Value value = Value::none;
  std::vector<std::string> choices;
};

struct Command {
  std::string name;
  std::string about;
  std::vector<Item> options;
  Item argument;
};

// A description's first clause, without what a shell would read as its own.
std::string brief(const std::string& about) {
  std::string out;
  for (char c : about.substr(0, about.find_first_of("(:\n"))) {
    if (c != '\'' && c != '"' && c != '[' && c != ']' && c != ':') out += c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// "{text,ndjson}" as its members.
std::vector<std::string> members(const std::string& type) {
  std::vector<std::string> out;
  if (type.size() < 2 || type.front() != '{') return out;
  for (size_t at = 1; at < type.size();) {
    size_t end = type.find_first_of(",}", at);
    out.push_back(type.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

Item item_of(const CLI::Option& option) {
  Item item;
  for (const std::string& s : option.get_snames()) item.names.push_back("-" + s);
  for (const std::string& l : option.get_lnames()) item.names.push_back("--" + l);
  item.about = brief(option.get_description());
  std::string type = option.get_type_name();
  bool is_path = item.names.empty() && (option.get_name() == "PATH" || option.get_name() == "REPORT");
  item.choices = members(type);
  if (!item.choices.empty()) {
    item.value = Value::choice;
  } else if (type == "DIR") {
    item.value = Value::folder;
  } else if (type == "FILE" || is_path) {
    item.value = Value::file;
  } else if (option.get_items_expected_max() > 0) {
    item.value = Value::word;
  }
  return item;
}

std::vector<Command> commands_of(const CLI::App& app) {
  std::vector<Command> commands;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    Command command{sub->get_name(), brief(sub->get_description()), {}, {}};
    for (const CLI::Option* option : sub->get_options()) {
      Item item = item_of(*option);
      if (!item.names.empty()) {
        command.options.push_back(item);
      } else if (command.argument.value == Value::none) {
        command.argument = item;  // the first argument is what there is to complete
      }
    }
    commands.push_back(command);
  }
  return commands;
}

std::string joined(const std::vector<std::string>& list, const char* between) {
  std::string out;
  for (const std::string& s : list) out += (out.empty() ? "" : between) + s;
  return out;
}

std::string names_of(const Command& command) {
  std::string out;
  for (const Item& option : command.options) out += (out.empty() ? "" : " ") + joined(option.names, " ");
  return out;
}

std::string bash_reply(const Item& item) {
  switch (item.value) {
    case Value::choice:
      return "COMPREPLY=($(compgen -W '" + joined(item.choices, " ") + "' -- \"$word\"))";
    case Value::file:
      return "COMPREPLY=($(compgen -f -- \"$word\"))";
    case Value::folder:
      return "COMPREPLY=($(compgen -d -- \"$word\"))";
    default:
      return "COMPREPLY=()";
  }
}

std::string bash(const std::vector<Command>& commands) {
  std::string names;
  for (const Command& c : commands) names += (names.empty() ? "" : " ") + c.name;
  std::string out =
      "# bash completion for sayso, made by `sayso completion bash`\n"
      "_sayso() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
      "  if ((COMP_CWORD == 1)); then\n"
      "    COMPREPLY=($(compgen -W '" +
      names +
      " --help --version' -- \"$word\"))\n"
      "    return\n"
      "  fi\n"
      "  case ${COMP_WORDS[1]} in\n";
  for (const Command& c : commands) {
    out += "    " + c.name + ")\n      case $before in\n";
    for (const Item& option : c.options)
      if (option.value != Value::none)
        out += "        " + joined(option.names, "|") + ") " + bash_reply(option) + "; return ;;\n";
    out += "      esac\n      if [[ $word == -* ]]; then\n        COMPREPLY=($(compgen -W '" + names_of(c) +
           "' -- \"$word\"))\n      else\n        " + bash_reply(c.argument) + "\n      fi ;;\n";
  }
  return out + "  esac\n}\ncomplete -o filenames -F _sayso sayso\n";
}

std::string zsh_action(const Item& item) {
  switch (item.value) {
    case Value::choice:
      return "(" + joined(item.choices, " ") + ")";
    case Value::file:
      return "_files";
    case Value::folder:
      return "_files -/";
    default:
      return " ";
  }
}

std::string zsh(const std::vector<Command>& commands) {
  std::string out =
      "#compdef sayso\n"
      "# zsh completion for sayso, made by `sayso completion zsh`\n"
      "_sayso() {\n"
      "  local -a commands\n"
      "  commands=(\n";
  for (const Command& c : commands) out += "    '" + c.name + ":" + c.about + "'\n";
  out +=
      "  )\n"
      "  if ((CURRENT == 2)); then\n"
      "    _describe command commands\n"
      "    _arguments '--help[show help]' '--version[show the version]'\n"
      "    return\n"
      "  fi\n"
      "  local command=$words[2]\n"
      "  shift words\n"
      "  ((CURRENT--))\n"
      "  case $command in\n";
  for (const Command& c : commands) {
    out += "    " + c.name + ")\n      _arguments";
    for (const Item& option : c.options) {
      std::string value = option.value == Value::none ? "" : ":value:" + zsh_action(option);
      std::string others = option.names.size() > 1 ? "(" + joined(option.names, " ") + ")" : "";
      for (const std::string& name : option.names)
        out += " \\\n        '" + others + name + "[" + option.about + "]" + value + "'";
    }
    if (c.argument.value != Value::none) out += " \\\n        '*:argument:" + zsh_action(c.argument) + "'";
    out += "\n      ;;\n";
  }
  return out + "  esac\n}\nif [[ $funcstack[1] == _sayso ]]; then _sayso \"$@\"; else compdef _sayso sayso; fi\n";
}

std::string fish(const std::vector<Command>& commands) {
  std::string out =
      "# fish completion for sayso, made by `sayso completion fish`\n"
      "complete -c sayso -f\n"
      "complete -c sayso -n __fish_use_subcommand -l help -d 'show help'\n"
      "complete -c sayso -n __fish_use_subcommand -l version -d 'show the version'\n";
  for (const Command& c : commands) {
    out += "complete -c sayso -n __fish_use_subcommand -a " + c.name + " -d '" + c.about + "'\n";
    std::string here = "complete -c sayso -n '__fish_seen_subcommand_from " + c.name + "'";
    if (c.argument.value == Value::file) out += here + " -F\n";
    if (c.argument.value == Value::choice) out += here + " -a '" + joined(c.argument.choices, " ") + "'\n";
    for (const Item& option : c.options) {
      out += here;
      for (const std::string& name : option.names)
        out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (option.value == Value::choice) out += " -x -a '" + joined(option.choices, " ") + "'";
      if (option.value == Value::file) out += " -r -F";
      if (option.value == Value::folder) out += " -x -a '(__fish_complete_directories)'";
      if (option.value == Value::word) out += " -x";
      out += " -d '" + option.about + "'\n";
    }
  }
  return out;
}

}  // namespace

CLI::App* declare_completion(CLI::App& app, CompletionChoice& choice) {
  CLI::App* command = app.add_subcommand("completion", "Print a script that completes sayso's commands in a shell");
  command->add_option("SHELL", choice.shell, "The shell")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}).description(""))
      ->type_name("{bash,zsh,fish}");
  command->footer(
      "Examples:\n"
      "  sayso completion bash > ~/.local/share/bash-completion/completions/sayso\n"
      "  sayso completion zsh > ~/.zfunc/_sayso          (a folder of your fpath)\n"
      "  sayso completion fish > ~/.config/fish/completions/sayso.fish");
  return command;
}

Exit run_completion(const CLI::App& app, const CompletionChoice& choice) {
  std::vector<Command> commands = commands_of(app);
  Output out(STDOUT_FILENO);
  out.write(choice.shell == "bash" ? bash(commands) : choice.shell == "zsh" ? zsh(commands) : fish(commands));
  out.flush();
  if (auto error = out.error()) {
    complain(*error);
    return Exit::error;
  }
  return Exit::read;
}

}  // namespace sayso
