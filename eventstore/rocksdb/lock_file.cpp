#include "eventstore/rocksdb/lock_file.h"

#include <array>
#include <cstring>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace eventstore {

Result<LockFile> LockFile::acquire(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) {
    return unavailable("log.lock",
                       fmt::format("Cannot open {}: {}.", path.string(), std::strerror(errno)));
  }
  LockFile lock{file};
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    std::array<char, 32> holder{};
    const auto size = ::pread(file, holder.data(), holder.size(), 0);
    const std::string_view pid{holder.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
    return unavailable(
        "log.locked",
        fmt::format(
            "Another closeloop has {} open{}. Use that one, or stop it first.",
            path.parent_path().string(),
            pid.empty() ? "" : fmt::format(" (process {})", pid.substr(0, pid.find('\n')))));
  }
  const auto mine = fmt::format("{}\n", ::getpid());
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, mine.data(), mine.size(), 0) < 0) {
    return unavailable("log.lock",
                       fmt::format("Cannot write {}: {}.", path.string(), std::strerror(errno)));
  }
  return lock;
}

LockFile::~LockFile() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace eventstore
