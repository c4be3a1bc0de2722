#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "api/accounts.h"
#include "api/application.h"
#include "api/civetweb_server.h"
#include "api/sign_in_desk.h"
#include "projections/projector.h"
#include "tools/bench/http_load.h"

namespace closeloop::bench {

inline constexpr int tabs = 64;

/// A board served to somebody ("P-1") who signed in and reads in 64 tabs at once.
class PageReader {
 public:
  /// All must outlive it.
  PageReader(eventstore::EventLog& log, const Projector& projector, const eventstore::Clock& clock);

  /// The address that is asked for, each time another if it shall not be given again.
  using Address = std::function<std::string(std::uint64_t turn)>;

  /// Reads for two seconds.
  [[nodiscard]] LoadResult load(const Address& address, int in_tabs = tabs);
  /// The same, and prints what came of it, against what the server may spend on a page.
  void print_wait(const std::string& what, const Address& address, int in_tabs = tabs);

  /// One answer, without a socket. Ends the program if it is not 200.
  [[nodiscard]] api::Response get(std::string_view address);

 private:
  [[nodiscard]] std::string ask(const std::string& address) const;
  [[nodiscard]] double inside_p99_ms();

  std::unique_ptr<api::Accounts> accounts_;
  std::unique_ptr<api::SignInDesk> desk_;
  api::Application application_;
  std::string cookie_;
  std::mutex mutex_;
  std::vector<double> inside_ms_;
  std::unique_ptr<api::CivetwebServer> server_;
};

}  // namespace closeloop::bench
