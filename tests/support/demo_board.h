#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "api/application.h"
#include "tests/support/log.h"
#include "tools/closeloop/board_directory.h"
#include "tools/closeloop/demo/demo_board.h"

namespace closeloop::testing {

/// The whole demonstration board, answered for without a socket: pages, search and API.
class DemoBoard : public ::testing::Test {
 protected:
  DemoBoard() {
    auto tokens = tools::make_demo_board((directory_.path() / "board").string(), clock_);
    EXPECT_TRUE(tokens);
    tokens_ = std::move(tokens).value();
    board_ = tools::BoardDirectory::open(directory_.path() / "board", clock_).value();
    search_ = board_->open_search();
    EXPECT_TRUE(search_->wait_for(board_->log().head(), std::chrono::seconds{20}));
    accounts_ = board_->open_accounts().value();
    desk_ = api::SignInDesk::open(*accounts_, board_->projector(), clock_).value();
    application_ = std::make_unique<api::Application>(
        board_->log(), board_->projector(), clock_,
        api::ApplicationOptions{.desk = desk_.get(), .search = search_.get()});
  }

  /// The token of the first person whose role is called so: "Chair".
  [[nodiscard]] std::string token(std::string_view role) const {
    for (const auto& [whose, token] : tokens_) {
      if (whose.starts_with(role)) return token;
    }
    ADD_FAILURE() << "Nobody is " << role;
    return {};
  }

  /// The header that says who asks: a program.
  [[nodiscard]] api::Header by_token(std::string_view role) const {
    return {"authorization", "Bearer " + token(role)};
  }

  /// The header that says who asks: whoever signs in to that account.
  [[nodiscard]] api::Header by_session(std::string_view account) {
    api::Request request;
    request.remote = "127.0.0.1";
    const auto session = desk_->sign_in(request, account, "closing the loop");
    if (const auto* token = std::get_if<std::string>(&session)) {
      return {"cookie", "closeloop=" + *token};
    }
    ADD_FAILURE() << account << " can't sign in: " << std::get<api::TurnedAway>(session).sentence;
    return {};
  }

  [[nodiscard]] api::Response get(const std::string& address, const api::Header& who) {
    api::Request request;
    request.method = "GET";
    const auto question = address.find('?');
    request.path = address.substr(0, question);
    if (question != std::string::npos) request.query = address.substr(question + 1);
    request.headers = {{"host", "localhost"}, who};
    request.remote = "127.0.0.1";
    return application_->handle(request);
  }

  eventstore::testing::Directory directory_;
  eventstore::SystemClock clock_;
  std::vector<std::pair<std::string, std::string>> tokens_;
  std::unique_ptr<tools::BoardDirectory> board_;
  std::unique_ptr<api::Search> search_;
  std::unique_ptr<api::Accounts> accounts_;
  std::unique_ptr<api::SignInDesk> desk_;
  std::unique_ptr<api::Application> application_;
};

}  // namespace closeloop::testing
