#include "tests/integration/attack/edge.h"

/// Where a request ends, and what is none: requests that two servers could read in two ways are
/// refused, and their connection with them, so that nothing can hide behind them.
namespace closeloop::testing {
namespace {

using ::testing::Contains;

struct Framing {
  std::string_view name;
  std::string sent;
  std::vector<int> statuses;  ///< One of these. 0: the connection ends without a word.

  friend std::ostream& operator<<(std::ostream& out, const Framing& row) { return out << row.name; }
};

const std::string get = "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n";
const std::string post = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\n";
// What would be answered if what came before it had not ended the connection.
const std::string hidden = "GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n";

std::string with_nul(std::string text) {
  text.replace(text.find('#'), 1, 1, '\0');
  return text;
}

std::string many_headers(int count) {
  std::string headers;
  for (int i = 0; i < count; ++i) headers += "X-" + std::to_string(i) + ": y\r\n";
  return headers;
}

std::vector<Framing> lengths() {
  const auto of_length = [](const std::string& lines) { return post + lines + "\r\n" + hidden; };
  return {
      {"length_twice_and_differing",
       of_length("Content-Length: 0\r\nContent-Length: 56\r\n"),
       {400}},
      {"length_twice_and_the_same", of_length("Content-Length: 0\r\nContent-Length: 0\r\n"), {400}},
      {"length_as_list", of_length("Content-Length: 0, 0\r\n"), {400}},
      {"length_negative", of_length("Content-Length: -1\r\n"), {400}},
      {"length_with_sign", of_length("Content-Length: +0\r\n"), {400}},
      {"length_hexadecimal", of_length("Content-Length: 0x00\r\n"), {400}},
      {"length_as_fraction", of_length("Content-Length: 0.0\r\n"), {400}},
      {"length_with_space_within", of_length("Content-Length: 0 0\r\n"), {400}},
      {"length_as_word", of_length("Content-Length: none\r\n"), {400}},
      {"length_empty", of_length("Content-Length:\r\n"), {400}},
      {"length_beyond_all_numbers",
       of_length("Content-Length: 18446744073709551616\r\n"),
       {400, 413}},
      {"length_the_most_there_is", of_length("Content-Length: 9223372036854775807\r\n"), {413}},
      {"length_one_byte_too_many", of_length("Content-Length: 65537\r\n"), {413}},
      {"chunks", of_length("Transfer-Encoding: chunked\r\n"), {411}},
      {"chunks_and_length",
       of_length("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n"),
       {400}},
      {"chunks_and_length_in_the_other_order",
       of_length("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n"),
       {400}},
      {"chunks_in_capitals", of_length("TRANSFER-ENCODING: CHUNKED\r\n"), {400, 411}},
      {"chunks_after_a_tab", of_length("Transfer-Encoding:\tchunked\r\n"), {400, 411}},
      {"chunks_with_a_space_before_the_colon",
       of_length("Transfer-Encoding : chunked\r\n"),
       {400, 411}},
      {"chunks_on_the_next_line", of_length("Transfer-Encoding:\r\n chunked\r\n"), {400, 411}},
      {"chunks_with_a_vertical_tab", of_length("Transfer-Encoding: \vchunked\r\n"), {400, 411}},
      {"chunks_of_another_name", of_length("Transfer-Encoding: xchunked\r\n"), {400, 411}},
      {"chunks_in_quotes", of_length("Transfer-Encoding: \"chunked\"\r\n"), {400, 411}},
      {"identity", of_length("Transfer-Encoding: identity\r\n"), {400, 411}},
      {"identity_and_length",
       of_length("Content-Length: 0\r\nTransfer-Encoding: identity\r\n"),
       {400}},
      {"gzip_then_chunks", of_length("Transfer-Encoding: gzip, chunked\r\n"), {400, 411}},
      {"encoding_empty", of_length("Transfer-Encoding:\r\n"), {400, 411}},
      {"a_chunk_of_negative_size",
       post + "Transfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n0\r\n\r\n" + hidden,
       {400, 411}},
      {"a_question_with_a_body", get + "Content-Length: 3\r\nConnection: close\r\n\r\nabc", {400}},
  };
}

std::vector<Framing> heads() {
  return {
      {"no_version", "GET /api/v1/health\r\nHost: localhost\r\n\r\n", {400, 0}},
      {"version_of_another_age", "GET / HTTP/0.9\r\nHost: localhost\r\n\r\n", {400, 0}},
      {"version_of_a_later_age", "GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", {400, 0}},
      {"preface_of_http_2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 0}},
      {"hello_of_tls",
       std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15),
       {400, 0}},
      {"nothing_but_line_ends", "\r\n\r\n\r\n\r\n", {400, 0}},
      {"nul_in_the_first_line",
       with_nul("GET /api#/v1 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
       {400, 0}},
      {"nul_in_a_header", with_nul(get + "X-A: a#b\r\n\r\n"), {400, 0}},
      {"verb_in_small_letters",
       "get / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
       {400, 501}},
      {"verb_trace",
       "TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
       {400, 501}},
      {"verb_connect", "CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\n\r\n", {400, 501}},
      {"verb_propfind",
       "PROPFIND / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
       {501}},
      {"verb_lock", "LOCK / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", {400, 501}},
      {"verb_of_nobody",
       "BREW / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
       {400, 501}},
      {"verb_of_4000_letters",
       std::string(4000, 'A') + " / HTTP/1.1\r\nHost: localhost\r\n\r\n",
       {400, 501}},
      {"another_servers_address",
       "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
       {400, 404, 0}},
      {"address_of_a_star", "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n", {400, 404, 0}},
      {"no_host", "GET / HTTP/1.1\r\n\r\n", {400}},
      {"two_hosts", get + "Host: evil.example\r\n\r\n", {400}},
      {"host_of_another",
       "GET /sign-in HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
       {404}},
      {"host_that_begins_like_ours",
       "GET /sign-in HTTP/1.1\r\nHost: localhost.evil.example\r\nConnection: close\r\n\r\n",
       {404}},
      {"header_without_a_colon", get + "No colon here\r\n\r\n", {400, 0}},
      {"header_without_a_name", get + ": y\r\n\r\n", {400, 0}},
      {"header_that_hides_another", get + "X-A: a\r\n Host: b\r\n\r\n", {400, 0}},
      {"header_with_a_space_in_its_name", get + "X A: a\r\n\r\n", {400, 0}},
      {"header_named_in_another_alphabet", get + "X-\xd0\xa4: a\r\n\r\n", {400, 0}},
      {"header_on_two_lines", get + "X-A: a\r\n b\r\n\r\n", {400, 0}},
      {"header_with_a_bare_return", get + "X-A: a\rX-B: b\r\n\r\n", {400, 0}},
      {"header_with_an_escape", get + "X-A: \x1b[31m\r\n\r\n", {400}},
      {"value_of_nothing_is_one", get + "Connection: close\r\nX-A:\r\n\r\n", {200}},
      {"value_with_spaces_after_it_is_one", get + "Connection: close\r\nX-A: b  \r\n\r\n", {200}},
      {"headers_by_the_hundred", get + many_headers(100) + "\r\n", {400, 431}},
      {"header_of_20_kilobytes",
       get + "X-A: " + std::string(20'000, 'a') + "\r\n\r\n",
       {400, 413, 431}},
      {"cookie_of_20_kilobytes",
       get + "Cookie: " + std::string(20'000, 'a') + "\r\n\r\n",
       {400, 413, 431}},
      {"two_cookies", get + "Cookie: closeloop=a\r\nCookie: closeloop=b\r\n\r\n", {400}},
      {"two_tokens", get + "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n", {400}},
      {"two_origins", get + "Origin: http://localhost\r\nOrigin: http://evil\r\n\r\n", {400}},
      {"expectations", get + "Expect: the-unexpected\r\n\r\n", {400}},
      {"upgrade_to_a_web_socket",
       get + "Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
       {200, 400, 404}},
      {"upgrade_to_http_2",
       get + "Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: "
             "AAMAAABk\r\n\r\n",
       {200, 400}},
  };
}

class FramingAttack : public OnTheEdge, public ::testing::WithParamInterface<Framing> {};

TEST_P(FramingAttack, is_refused_and_ends_its_connection) {
  const auto heard = edge_->hear(GetParam().sent);
  EXPECT_THAT(GetParam().statuses, Contains(heard.status())) << heard.text();
  EXPECT_LE(heard.answers.size(), 1U) << "something hid behind it: " << heard.text();
  EXPECT_TRUE(heard.ended) << "the connection is still open: " << heard.text();
  EXPECT_EQ(heard.text().find(" 101 "), std::string::npos);
  expect_guarded(heard);
}

INSTANTIATE_TEST_SUITE_P(Lengths, FramingAttack, ::testing::ValuesIn(lengths()), name_of<Framing>);
INSTANTIATE_TEST_SUITE_P(Heads, FramingAttack, ::testing::ValuesIn(heads()), name_of<Framing>);

}  // namespace
}  // namespace closeloop::testing
