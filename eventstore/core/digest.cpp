#include "eventstore/core/digest.h"

#include <memory>
#include <new>

#include <openssl/evp.h>

namespace eventstore {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

/// Made once in each thread: OpenSSL's one-shot call looks the algorithm up again each time, which
/// takes longer than hashing a short text.
EVP_MD_CTX* sha256_context() {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context{[] {
    auto* made = EVP_MD_CTX_new();
    if (!made || EVP_DigestInit_ex(made, EVP_sha256(), nullptr) != 1) throw std::bad_alloc{};
    return made;
  }()};
  return context.get();
}

}  // namespace

Digest sha256(BytesView bytes) {
  auto* context = sha256_context();
  Digest digest;
  // Without an algorithm: that of before, from its beginning.
  if (EVP_DigestInit_ex(context, nullptr, nullptr) != 1 ||
      EVP_DigestUpdate(context, bytes.data(), bytes.size()) != 1 ||
      EVP_DigestFinal_ex(context, reinterpret_cast<unsigned char*>(digest.data()), nullptr) != 1) {
    throw std::bad_alloc{};  // Hashing in memory has no other way to fail.
  }
  return digest;
}

std::string hex(BytesView bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const auto byte : bytes) {
    text += digits[std::to_integer<std::size_t>(byte >> 4)];
    text += digits[std::to_integer<std::size_t>(byte & std::byte{15})];
  }
  return text;
}

}  // namespace eventstore
