#include <ostream>

#include "tools/closeloop/program.h"

namespace closeloop::tools {
namespace {

constexpr auto bash_script = R"~(# closeloop completion bash > /etc/bash_completion.d/closeloop
_closeloop() {
  local IFS=$'\n'
  COMPREPLY=($(compgen -W "$(closeloop __complete "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)" \
    -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _closeloop closeloop
)~";

constexpr auto zsh_script = R"~(#compdef closeloop
# closeloop completion zsh > /usr/local/share/zsh/site-functions/_closeloop
local -a candidates
candidates=(${(f)"$(closeloop __complete "${(@)words[2,CURRENT-1]}" 2>/dev/null)"})
compadd -a candidates || _files
)~";

/// What may come after these words: subcommands and options.
void print_candidates(const CLI::App& app, const std::vector<std::string>& words,
                      std::ostream& out) {
  const auto* reached = &app;
  for (const auto& word : words) {
    const auto subs =
        reached->get_subcommands([&](const CLI::App* sub) { return sub->get_name() == word; });
    if (!subs.empty()) reached = subs.front();
  }
  for (const auto* sub : reached->get_subcommands([](const CLI::App*) { return true; })) {
    if (!sub->get_group().empty()) out << sub->get_name() << '\n';
  }
  for (const auto* option : reached->get_options()) {
    for (const auto& name : option->get_lnames()) out << "--" << name << '\n';
  }
}

}  // namespace

void add_completion(Program& program) {
  auto* command = program.app.add_subcommand("completion", "Print a completion script for a shell");
  const auto shell = std::make_shared<std::string>();
  command->add_option("shell", *shell, "bash or zsh")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh"}));
  program.on(command, "  closeloop completion bash > /etc/bash_completion.d/closeloop\n",
             [shell, &program] {
               program.terminal.out << (*shell == "bash" ? bash_script : zsh_script);
               return Exit::ok;
             });

  auto* candidates = program.app.add_subcommand("__complete", "What may come next");
  candidates->group("");  // Not shown.
  candidates->prefix_command();
  program.on(candidates, "", [candidates, &program] {
    print_candidates(program.app, candidates->remaining(), program.terminal.out);
    return Exit::ok;
  });
}

}  // namespace closeloop::tools
