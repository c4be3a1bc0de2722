#include "eventstore/rocksdb/key_layout.h"

#include <cstring>

namespace eventstore::layout {

void put_u64(std::string& to, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) to += static_cast<char>(number >> shift);
}

std::uint64_t get_u64(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

std::string log_key(Position position) {
  std::string key;
  put_u64(key, position.number());
  return key;
}

std::string stream_key(std::string_view stream, Version version) {
  std::string key;
  key.reserve(2 + stream.size() + stream_key_version_bytes);
  key += static_cast<char>(stream.size() >> 8U);
  key += static_cast<char>(stream.size());
  key += stream;
  put_u64(key, version.number());
  return key;
}

std::string_view command_key(const Uuid& id) { return text_of(id.bytes); }

std::string command_value(const Digest& digest, const Committed& committed) {
  std::string value{text_of(digest)};
  put_u64(value, committed.first.number());
  put_u64(value, committed.last.number() - committed.first.number() + 1);
  return value;
}

std::optional<Command> read_command_value(std::string_view bytes) {
  Command command;
  if (bytes.size() != command.digest.size() + 16) return std::nullopt;
  std::memcpy(command.digest.data(), bytes.data(), command.digest.size());
  bytes.remove_prefix(command.digest.size());
  const auto first = get_u64(bytes);
  const auto count = get_u64(bytes.substr(8));
  if (first == 0 || count == 0) return std::nullopt;
  command.committed = {Position{first}, Position{first + count - 1}};
  return command;
}

}  // namespace eventstore::layout
