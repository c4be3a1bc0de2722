#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "tools/closeloop/terminal.h"

namespace closeloop::tools {

/// The command line while it is taken apart: each subcommand's file adds its options to `app`
/// and says what is to be done if it is the one that was asked for.
class Program {
 public:
  explicit Program(const Terminal& lent);

  CLI::App app;
  const Terminal& terminal;

  /// `work` is done, after parsing, if `command` was asked for. `examples`: the first lines of
  /// its help.
  void on(CLI::App* command, const std::string& examples, std::function<Exit()> work);

  /// Takes the words apart and does what they ask for. Never throws.
  Exit run(std::vector<std::string> words);

 private:
  Exit explain(const CLI::ParseError& error) const;

  std::function<Exit()> work_;
};

/// The whole program but for `main`: words as the shell gives them, without the program's name.
Exit run(const std::vector<std::string>& words, const Terminal& terminal);

// One file each.
void add_serve(Program& program);
void add_init(Program& program);
void add_demo(Program& program);
void add_import(Program& program);
void add_event(Program& program);
void add_loop(Program& program);
void add_chart(Program& program);
void add_replay(Program& program);
void add_user(Program& program);
void add_completion(Program& program);

}  // namespace closeloop::tools
