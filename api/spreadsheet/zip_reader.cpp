#include "api/spreadsheet/zip_reader.h"

#include <algorithm>
#include <array>

#include <zip.h>

#include "api/spreadsheet/xml.h"

namespace closeloop::spreadsheet {
namespace {

constexpr zip_int64_t entries_max = 1000;
constexpr std::size_t entry_max = std::size_t{64} << 20;
constexpr std::size_t all_max = std::size_t{128} << 20;

}  // namespace

struct ZipReader::Archive {
  zip_t* zip;
};

void ZipReader::Close::operator()(Archive* archive) const {
  zip_discard(archive->zip);
  delete archive;
}

ZipReader::ZipReader(std::unique_ptr<Archive, Close> archive)
    : archive_{std::move(archive)}, left_{all_max} {}

eventstore::Result<ZipReader> ZipReader::open(std::string_view bytes) {
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  if (source == nullptr) return damaged_workbook();
  zip_t* zip = zip_open_from_source(source, ZIP_RDONLY, nullptr);
  if (zip == nullptr) {
    zip_source_free(source);
    return damaged_workbook();
  }
  ZipReader reader{std::unique_ptr<Archive, Close>{new Archive{zip}}};
  if (zip_get_num_entries(zip, 0) > entries_max) return workbook_too_large();
  return reader;
}

bool ZipReader::has(const std::string& name) const {
  return zip_name_locate(archive_->zip, name.c_str(), ZIP_FL_NOCASE) >= 0;
}

eventstore::Result<std::string> ZipReader::read(const std::string& name) {
  const auto at = zip_name_locate(archive_->zip, name.c_str(), ZIP_FL_NOCASE);
  if (at < 0) return damaged_workbook();
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file{
      zip_fopen_index(archive_->zip, static_cast<zip_uint64_t>(at), 0), zip_fclose};
  if (!file) return damaged_workbook();
  std::string content;
  std::array<char, 65536> piece{};
  for (;;) {
    const auto count = zip_fread(file.get(), piece.data(), piece.size());
    if (count < 0)
      return damaged_workbook();  // At the end, too, if the sum of the bytes is not right.
    if (count == 0) break;
    const auto size = static_cast<std::size_t>(count);
    if (size > left_ || content.size() + size > entry_max) return workbook_too_large();
    left_ -= size;
    content.append(piece.data(), size);
  }
  return content;
}

}  // namespace closeloop::spreadsheet
