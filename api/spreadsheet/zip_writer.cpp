#include "api/spreadsheet/zip_writer.h"

#include <memory>
#include <stdexcept>

#include <zip.h>

namespace closeloop::spreadsheet {
namespace {

constexpr zip_uint16_t first_day_of_1980 = (1 << 5) | 1;  // As DOS kept dates.

void must(bool done) {
  if (!done) throw std::runtime_error{"no memory to pack a spreadsheet"};
}

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct Free {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};

std::string content_of(zip_source_t* source) {
  zip_stat_t about_it;
  must(zip_source_stat(source, &about_it) == 0);
  std::string bytes(about_it.size, '\0');
  must(zip_source_open(source) == 0);
  const auto count = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  must(count == static_cast<zip_int64_t>(bytes.size()));
  return bytes;
}

}  // namespace

std::string write_zip(const std::vector<ZipEntry>& entries) {
  const std::unique_ptr<zip_source_t, Free> target{
      zip_source_buffer_create(nullptr, 0, 0, nullptr)};
  must(target != nullptr);
  std::unique_ptr<zip_t, Discard> archive{
      zip_open_from_source(target.get(), ZIP_TRUNCATE, nullptr)};
  must(archive != nullptr);
  zip_source_keep(target.get());  // The archive has one share of it, we have the other.
  for (const auto& entry : entries) {
    zip_source_t* content =
        zip_source_buffer(archive.get(), entry.content.data(), entry.content.size(), 0);
    must(content != nullptr);
    const auto at = zip_file_add(archive.get(), entry.name.c_str(), content, ZIP_FL_ENC_GUESS);
    if (at < 0) zip_source_free(content);
    must(at >= 0);
    const auto index = static_cast<zip_uint64_t>(at);
    const auto method = entry.stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    constexpr zip_uint32_t level = 3;  // A little larger than the best, in half of the time.
    must(zip_set_file_compression(archive.get(), index, method, level) == 0);
    must(zip_file_set_dostime(archive.get(), index, 0, first_day_of_1980, 0) == 0);
  }
  must(zip_close(archive.get()) == 0);
  static_cast<void>(archive.release());  // Closing has freed it.
  return content_of(target.get());
}

}  // namespace closeloop::spreadsheet
