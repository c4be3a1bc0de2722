#include "tools/closeloop/program.h"

#include <exception>
#include <ostream>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "tools/closeloop/suggestion.h"
#include "tools/closeloop/version.h"

namespace closeloop::tools {
namespace {

/// Help with the examples first: that is what people look for.
class ExamplesFirst final : public CLI::Formatter {
 public:
  std::string make_usage(const CLI::App* app, std::string name) const override {
    std::string examples;
    if (!app->get_footer().empty()) examples = "Examples:\n" + app->get_footer() + "\n";
    return examples + CLI::Formatter::make_usage(app, std::move(name));
  }
  std::string make_footer(const CLI::App* /*app*/) const override { return {}; }
};

/// The subcommand that was reached before the words stopped making sense.
const CLI::App* deepest(const CLI::App* app) {
  for (const auto* sub : app->get_subcommands()) return deepest(sub);
  return app;
}

std::vector<std::string> words_of(const CLI::App* app, bool options) {
  std::vector<std::string> words;
  if (options) {
    for (const auto* option : app->get_options()) {
      for (const auto& name : option->get_lnames()) words.push_back("--" + name);
    }
    return words;
  }
  for (const auto* sub : app->get_subcommands([](const CLI::App*) { return true; })) {
    words.push_back(sub->get_name());
  }
  return words;
}

}  // namespace

Program::Program(const Terminal& lent)
    : app{"Closeloop: from findings to learning, actions and evidenced improvement.", "closeloop"},
      terminal{lent} {
  app.formatter(std::make_shared<ExamplesFirst>());
  app.require_subcommand(1);
  app.set_version_flag("--version", "closeloop " + std::string{version}, "Print the version");
  app.footer(
      "  closeloop init --data ./data --name \"Anytown safeguarding board\"\n"
      "  closeloop import plans plan.csv --dry-run\n"
      "  closeloop loop summary --as-at 2017-12-15 --json\n"
      "  closeloop serve --port 8080\n");
}

void Program::on(CLI::App* command, const std::string& examples, std::function<Exit()> work) {
  command->footer(examples);
  command->callback([this, work = std::move(work)] { work_ = work; });
}

Exit Program::run(std::vector<std::string> words) {
  try {
    std::reverse(words.begin(), words.end());  // As CLI11 wants them.
    app.parse(words);
    return work_ ? work_() : Exit::ok;
  } catch (const CLI::ParseError& error) {
    return explain(error);
  } catch (const std::exception& bug) {
    return terminal.fail(
        Exit::bug, std::string{"This should not happen: "} + bug.what() + ". Please report it.");
  }
}

Exit Program::explain(const CLI::ParseError& error) const {
  const auto* reached = deepest(&app);
  if (error.get_exit_code() == 0) {  // Asked for help, or for the version.
    if (error.get_name() == "CallForVersion") {
      terminal.out << error.what() << '\n';
    } else {
      terminal.out << reached->help();
    }
    return Exit::ok;
  }
  auto name = reached->get_display_name();
  for (const auto* above = reached->get_parent(); above; above = above->get_parent()) {
    name = above->get_display_name() + " " + name;
  }
  const auto left = app.remaining(true);
  if (!left.empty()) {
    const bool option = left.front().starts_with("-");
    auto sentence = name + " knows no " + (option ? "option" : "word") + " '" + left.front() + "'.";
    if (const auto near = nearest(left.front(), words_of(reached, option)); !near.empty()) {
      sentence += " Did you mean '" + near + "'?";
    }
    terminal.fail(Exit::usage, sentence);
  } else {
    terminal.fail(Exit::usage, error.what());
  }
  terminal.err << "See '" << name << " --help'.\n";
  return Exit::usage;
}

Exit run(const std::vector<std::string>& words, const Terminal& terminal) {
  // What is logged never stands among the data, which goes to stdout.
  spdlog::set_default_logger(std::make_shared<spdlog::logger>(
      "closeloop", std::make_shared<spdlog::sinks::stderr_color_sink_mt>()));
  Program program{terminal};
  add_serve(program);
  add_init(program);
  add_demo(program);
  add_import(program);
  add_event(program);
  add_loop(program);
  add_chart(program);
  add_replay(program);
  add_user(program);
  add_completion(program);
  return program.run(words);
}

}  // namespace closeloop::tools
