#include "page/warc.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "page/feed.h"

namespace sayso {
namespace {

std::string packed(const std::string& bytes) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string record(const std::string& uri, const std::string& http, const std::string& body,
                   const std::string& type = "response") {
  std::string block = http + "\r\n\r\n" + body;
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + uri +
         "\r\nWARC-Date: 2021-03-02T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: " +
         std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

const std::string kHtml = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251";

// What comes out, a line each: "uri body" or "! error".
std::string read_all(const std::string& bytes, size_t step = 100) {
  size_t at = 0;
  WarcReader reader(
      [&](char* to, size_t most) {
        size_t part = std::min({most, step, bytes.size() - at});
        std::copy_n(bytes.data() + at, part, to);
        at += part;
        return part;
      },
      "f");
  std::string out;
  while (auto page = reader.next()) {
    if (*page) {
      out += (*page)->uri + " " + (*page)->html.substr(0, 20) + "\n";
    } else {
      out += "! " + page->error().what + "\n";
    }
  }
  return out;
}

std::string crawl(bool pack, const std::string& odd) {
  std::string bytes;
  auto add = [&](const std::string& one) { bytes += pack ? packed(one) : one; };
  add("WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n");
  add(record("http://a/", kHtml, "<p>a"));
  bytes += odd;
  add(record("http://a/image", "HTTP/1.1 200 OK\r\nContent-Type: image/png", "xxxx"));
  add(record("http://a/gone", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html", "<p>gone"));
  add(record("http://b/", kHtml, "<p>b"));
  return bytes;
}

TEST(Warc, GivesThePagesAloneWhateverThePieces) {
  for (bool pack : {false, true})
    for (size_t step : {1, 7, 100000})
      EXPECT_EQ(read_all(crawl(pack, ""), step), "http://a/ <p>a\nhttp://b/ <p>b\n") << pack << " " << step;
}

TEST(Warc, LosesABrokenRecordAlone) {
  std::string whole = packed(record("http://x/", kHtml, "<p>" + std::string(5000, 'x')));
  std::string damaged = whole;
  damaged[whole.size() / 2] = static_cast<char>(damaged[whole.size() / 2] ^ 0x55);
  damaged[whole.size() / 2 + 1] = static_cast<char>(damaged[whole.size() / 2 + 1] ^ 0x55);
  for (const std::string& odd : {damaged, whole.substr(0, whole.size() / 2), std::string("\x1F\x8B\x08 no member")}) {
    std::string out = read_all(crawl(true, odd));
    EXPECT_TRUE(out.starts_with("http://a/ <p>a\n! record ")) << out;
    EXPECT_TRUE(out.ends_with("\nhttp://b/ <p>b\n")) << out;
    EXPECT_EQ(std::count(out.begin(), out.end(), '!'), 1) << out;
  }
  std::string out = read_all(crawl(false, "nonsense\r\n\r\n"));
  EXPECT_EQ(out, "http://a/ <p>a\n! record 3: no record of WARC\nhttp://b/ <p>b\n");
}

TEST(Warc, PassesOverWhatIsTooLarge) {
  std::string huge = record("http://x/", kHtml, std::string(size_t{100} << 20, ' '));
  std::string out = read_all(crawl(true, packed(huge)), 1 << 16);
  EXPECT_EQ(
      out,
      "http://a/ <p>a\n! record 3 (http://x/): a page of 100 MB, more than a page may have (16)\nhttp://b/ <p>b\n");
}

// The checksum stands behind the page: a byte may be wrong in a member that unpacks all the same.
TEST(Warc, BelievesNoPageWhoseChecksumIsWrong) {
  std::string damaged = packed(record("http://x/", kHtml, "<p>x"));
  damaged[damaged.size() - 6] = static_cast<char>(damaged[damaged.size() - 6] ^ 0x55);
  for (size_t step : {1, 100000})
    EXPECT_EQ(read_all(crawl(true, damaged), step),
              "http://a/ <p>a\n! record 3 (http://x/): it is broken or cut off\nhttp://b/ <p>b\n");
  std::string none = crawl(true, std::string("\x1F\x8B\x08\x00 no member", 14));
  EXPECT_EQ(read_all(none), "http://a/ <p>a\n! record 3: it is broken or cut off\nhttp://b/ <p>b\n");
}

TEST(Warc, TellsOfALastMemberThatIsCutOff) {
  std::string bytes = crawl(true, "");
  EXPECT_EQ(read_all(bytes + packed(record("http://x/", kHtml, "<p>x")).substr(0, 60)),
            "http://a/ <p>a\nhttp://b/ <p>b\n! record 6: it is broken or cut off\n");
}

TEST(Warc, UndoesWhatHttpDidToTheBody) {
  std::string chunked = kHtml + "\r\nTransfer-Encoding: chunked";
  EXPECT_EQ(read_all(record("u", chunked, "3\r\n<p>\r\n2;x=y\r\nab\r\n0\r\n\r\n")), "u <p>ab\n");
  EXPECT_EQ(read_all(record("u", chunked, "<p>undone already")), "u <p>undone already\n");
  EXPECT_EQ(read_all(record("u", kHtml + "\r\nContent-Encoding: gzip", packed("<p>ab"))), "u <p>ab\n");
}

TEST(Feed, RefusesEntitiesOfItsOwnAndWhatIsNone) {
  EXPECT_FALSE(read_feed("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><item>&x;</item></rss>"));
  EXPECT_FALSE(read_feed("<opml><body/></opml>"));
  EXPECT_FALSE(read_feed(""));
  EXPECT_TRUE(is_feed("<?xml version=\"1.0\"?>\n<rss version=\"2.0\">"));
  EXPECT_FALSE(is_feed("<!doctype html><html><body>about <rss>"));
}

}  // namespace
}  // namespace sayso
