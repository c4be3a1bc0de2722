#include "eventstore/rocksdb/head_file.h"

#include <array>
#include <charconv>
#include <cstring>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "eventstore/core/digest.h"

namespace eventstore {
namespace {

// "closeloop head 1 <20 digits> <16 hex digits of the SHA-256 of what is before>\n"
constexpr std::size_t line_bytes = 17 + 20 + 1 + 16 + 1;

std::string line_of(Position head) {
  auto line = fmt::format("closeloop head 1 {:020} ", head.number());
  const auto check = hex(sha256(line)).substr(0, 16);
  return line + check + "\n";
}

}  // namespace

Result<HeadFile> HeadFile::open(const std::filesystem::path& path, bool may_create) {
  const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC | (may_create ? O_CREAT : 0), 0600);
  if (file < 0) {
    return corrupt(fmt::format(
        "The note of the head, {}, is missing ({}), so nothing shows that the log is whole. "
        "Put both back from the same backup.",
        path.string(), std::strerror(errno)));
  }
  HeadFile head{file};
  std::array<char, line_bytes + 1> stored{};
  const auto size = ::pread(file, stored.data(), stored.size(), 0);
  if (size == 0 && may_create) {
    BOOST_OUTCOME_TRY(head.note(Position{}));
    return head;
  }
  std::uint64_t number = 0;
  const auto* const digits = stored.data() + 17;
  if (size == line_bytes && std::from_chars(digits, digits + 20, number).ptr == digits + 20 &&
      line_of(Position{number}) == std::string_view{stored.data(), line_bytes}) {
    head.noted_ = Position{number};
    return head;
  }
  return corrupt(fmt::format(
      "The note of the head, {}, is damaged, so nothing shows that the log is whole. Put both "
      "back from the same backup.",
      path.string()));
}

HeadFile::~HeadFile() {
  if (file_ < 0) return;
  ::fdatasync(file_);
  ::close(file_);
}

Result<void> HeadFile::note(Position head) {
  const auto line = line_of(head);
  if (::pwrite(file_, line.data(), line.size(), 0) != static_cast<ssize_t>(line.size())) {
    return unavailable("log.disk",
                       fmt::format("The head cannot be noted: {}.", std::strerror(errno)));
  }
  noted_ = head;
  const auto now = std::chrono::steady_clock::now();
  if (now - synced_at_ > std::chrono::seconds{1}) {
    synced_at_ = now;
    if (::fdatasync(file_) != 0) {
      return unavailable("log.disk", fmt::format("The note of the head cannot be synced: {}.",
                                                 std::strerror(errno)));
    }
  }
  return allowed();
}

}  // namespace eventstore
