#include "api/multipart.h"

#include <gtest/gtest.h>

namespace closeloop::testing {
namespace {

using api::read_multipart;

api::Request sent(std::string body, std::string type = "multipart/form-data; boundary=xx") {
  api::Request request;
  request.headers = {{"content-type", std::move(type)}};
  request.body = std::move(body);
  return request;
}

const std::string answer = "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n";
const std::string file =
    "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\n"
    "Content-Type: text/csv\r\n\r\nx\r\n--x\r\n--\r\n";

TEST(Multipart, is_read_as_browsers_write_it) {
  const auto request = sent(answer + file + "--xx--\r\n");
  const auto form = read_multipart(request);
  ASSERT_TRUE(form);
  EXPECT_EQ(form->answers.text("a"), "one");
  ASSERT_NE(form->file("file"), nullptr);
  EXPECT_EQ(form->file("file")->name, "p.csv");
  EXPECT_EQ(form->file("a"), nullptr);
  EXPECT_EQ(form->file("file")->content, std::string_view("x\r\n--x\r\n--"));
}

TEST(Multipart, keeps_every_byte_of_a_file_and_knows_an_empty_one) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  const auto head =
      "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n"
      "Content-Type: application/octet-stream\r\n\r\n";
  const auto request = sent(head + all + "\r\n--xx--");
  EXPECT_EQ(read_multipart(request)->file("file")->content, all);
  const auto none = sent(head + std::string{"\r\n--xx--\r\n"});
  EXPECT_EQ(read_multipart(none)->file("file")->content, "");
  EXPECT_EQ(read_multipart(none)->file("file")->name, "");
  EXPECT_EQ(read_multipart(sent(file + file + "--xx--"))->file("file"), nullptr) << "which?";
}

TEST(Multipart, that_is_otherwise_is_not_taken) {
  const auto part = [](const std::string& head, const std::string& content = "1") {
    return "--xx\r\n" + head + "\r\n\r\n" + content + "\r\n--xx--";
  };
  const std::string named = "Content-Disposition: form-data; name=\"a\"";
  ASSERT_TRUE(read_multipart(sent(part(named))));
  std::string many;
  for (int i = 0; i < 21; ++i) many += answer;
  const std::vector<std::string> bodies{
      "",
      "--xx",
      "--xx--",
      "--xx\r\n",
      "--xx\r\n\r\n",
      answer,
      answer + "--xx",
      answer + "--xx-",
      answer + "--xx--more",
      answer + "--xx--\r\n\r\n",
      "before\r\n" + answer + "--xx--",
      "\r\n" + answer + "--xx--",
      "--xxy\r\n" + named + "\r\n\r\n1\r\n--xx--",
      "--xx \r\n" + named + "\r\n\r\n1\r\n--xx--",
      many + "--xx--",
      part("Content-Disposition: form-data"),
      part("Content-Disposition: attachment; name=\"a\""),
      part("Content-Disposition: form-data; name=a"),
      part("Content-Disposition: form-data; name=\"a"),
      part("Content-Disposition: form-data; name=\"a\"; name=\"b\""),
      part("Content-Disposition: form-data; name=\"a\\\"; name=\"b\""),
      part("Content-Disposition: form-data; filename=\"x\""),
      part(named + "; filename*=\"UTF-8''x\""),
      part(named + "\r\n" + named),
      part(named + "\r\nContent-Transfer-Encoding: base64"),
      part(named + "\r\nX: y"),
      part(named + "\r\nnothing"),
      part(named + "\n\n"),
      part(named + ";" + std::string(3000, ' ')),
      part(named, std::string{"a\0b", 3}),
      part(std::string{"Content-Disposition: form-data; name=\"a\0\"", 41}),
  };
  for (const auto& body : bodies) {
    if (body == "--xx--") continue;  // A form without any part is one.
    EXPECT_FALSE(read_multipart(sent(body))) << body;
  }
  for (const auto* type :
       {"", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=xx",
        "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=x x",
        "multipart/form-data; charset=x; boundary=xx", "multipart/form-data; boundary=xx; a=b",
        "application/x-www-form-urlencoded"}) {
    EXPECT_FALSE(read_multipart(sent(part(named), type))) << type;
    EXPECT_FALSE(api::is_multipart(sent("", type))) << type;
  }
  EXPECT_FALSE(
      read_multipart(sent(part(named), "multipart/form-data; boundary=" + std::string(71, 'x'))));
  EXPECT_TRUE(read_multipart(sent(part(named), "Multipart/Form-Data;boundary=\"xx\"")));
}

}  // namespace
}  // namespace closeloop::testing
