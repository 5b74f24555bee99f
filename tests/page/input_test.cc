#include "page/input.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "page/line_reader.h"
#include "page/ndjson.h"
#include "picture.h"

namespace sayso {
namespace {

namespace fs = std::filesystem;

Report read_line(const std::string& json) {
  NdjsonReader reader(page_reader());
  auto report = reader.read(json, {}, "in.ndjson", 3);
  EXPECT_TRUE(report) << report.error().text();
  return report ? *std::move(report) : Report{};
}

TEST(Ndjson, UnderstandsTheFieldsOfOthers) {
  struct {
    const char* json;
    const char* uri;
    const char* published;
    const char* outlet;
  } cases[] = {
      {R"({"id":"r1","text":"Fire broke out.","published":"2020-10-02","outlet":"AP","x":{"y":[1]}})", "r1",
       "2020-10-02", "AP"},
      {R"({"id":17,"event_text":"Fire broke out.","date":"2020-10-02"})", "17", "2020-10-02", "-"},
      {R"({"uri":"u:1","body_text":"Fire broke out.","versioncreated":"2020-10-02T08:00:00Z"})", "u:1",
       "2020-10-02T08:00", "-"},
      {R"({"text":"Fire broke out.","date":20201002})", "in.ndjson:3", "2020-10-02", "-"},
      {R"({"text":"Fire broke out.","id":null,"outlet":["x"]})", "in.ndjson:3", "-", "-"},
  };
  for (const auto& c : cases) {
    Report report = read_line(c.json);
    EXPECT_EQ(report.text, "Fire broke out.") << c.json;
    EXPECT_EQ(report.uri, c.uri) << c.json;
    EXPECT_EQ(report.published ? iso(*report.published) : "-", c.published) << c.json;
    EXPECT_EQ(report.outlet.value_or("-"), c.outlet) << c.json;
  }
  EXPECT_EQ(read_line(R"({"headline":"River crossed","body_text":"Fire broke out."})").title, "River crossed");
}

TEST(Ndjson, TextStaysAsItIs) {
  EXPECT_EQ(read_line(R"({"text":" a\u0000b\r\nc \u2014 “d” \ud83d\ude00\n"})").text, " a b\nc — “d” 😀\n");
  EXPECT_EQ(read_line("{\"text\":\"caf\xE9\"}").text, "café") << "a line that is no UTF-8 is Windows-1252";
}

TEST(Ndjson, NamesTheBadLine) {
  NdjsonReader reader(page_reader());
  for (const char* json : {"{", "nonsense", "[]", "17", "{\"id\":\"x\"}", "{\"text\":\"\"}", "{\"text\":\" \"}",
                           "{\"text\":5}", "{\"text\":\"a\"} {}", "{\"text\":\"\\ud800\"}"}) {
    auto report = reader.read(json, {}, "in.ndjson", 3);
    ASSERT_FALSE(report) << json;
    EXPECT_TRUE(report.error().text().starts_with("in.ndjson:3: ")) << report.error().text();
  }
}

TEST(LineReader, GivesEveryLineWhateverTheChunks) {
  std::string text = "one\r\n\ntwo\n";
  text += std::string(1000, 'x') + "\nthree";
  for (size_t chunk : {size_t{1}, size_t{3}, size_t{4096}}) {
    size_t at = 0;
    LineReader reader(
        [&](char* to, size_t most) {
          size_t got = std::min({most, chunk, text.size() - at});
          std::copy_n(text.data() + at, got, to);
          at += got;
          return got;
        },
        500);
    std::string seen;
    while (auto line = reader.next()) {
      seen += std::to_string(line->number) + (line->too_long ? "too long" : std::string(line->text)) + ";";
    }
    EXPECT_EQ(seen, "1one;2;3two;4too long;5three;") << chunk;
  }
}

// A folder of its own for each test.
class Input : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::temp_directory_path() / (std::string("sayso-input-") + test->name() + "-" + std::to_string(getpid()));
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string put(const std::string& name, const std::string& bytes) {
    fs::path path = root_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

  // A line an item: "uri text" or "error: what", with paths below the folder.
  std::string read(std::vector<std::string> paths) {
    ReportSource source(page_reader(), std::move(paths), {});
    std::string out;
    while (auto item = source.next())
      out += (*item ? (*item)->uri + " " + (*item)->text : "error " + item->error().text()) + "\n";
    done_ = source.bytes_done();
    total_ = source.bytes_total();
    left_out_.clear();
    for (const ReportSource::LeftOut& folder : source.left_out())
      for (const auto& [ending, count] : folder.endings) left_out_ += ending + " " + std::to_string(count) + ";";
    for (size_t at; (at = out.find(root_.string() + "/")) != out.npos;) out.erase(at, root_.string().size() + 1);
    for (size_t at; (at = out.find(root_.string())) != out.npos;) out.replace(at, root_.string().size(), ".");
    return out;
  }

  fs::path root_;
  uint64_t done_ = 0;
  std::optional<uint64_t> total_;
  std::string left_out_;
};

std::string packed(const std::string& bytes) {
  std::string path = ::testing::TempDir() + "sayso-packed-" + std::to_string(getpid());
  gzFile file = gzopen(path.c_str(), "wb");
  gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(file);
  std::ifstream in(path, std::ios::binary);
  std::string out{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  fs::remove(path);
  return out;
}

TEST_F(Input, ReadsAFolderInOrder) {
  put("b.txt", "second");
  put("a/x.txt", "first");
  put("c.ndjson", "{\"id\":\"n1\",\"text\":\"third\"}\n\n{\"id\":\"n2\",\"text\":\"fourth\"}");
  put("d", "fifth");
  put(".hidden.txt", "no");
  put(".git/x.txt", "no");
  put("README.md", "no");
  fs::create_directory_symlink(root_, root_ / "loop");
  EXPECT_EQ(read({root_.string()}), "a/x.txt first\nb.txt second\nn1 third\nn2 fourth\nd fifth\n");
  EXPECT_EQ(total_, done_);
  EXPECT_EQ(left_out_, ".md 1;links to folders 1;");
}

TEST_F(Input, KeepsGoingBehindErrors) {
  std::string ndjson = put("in.ndjson",
                           "{\"id\":\"1\",\"text\":\"one\"}\nbad\n{\"id\":\"2\",\"text\":\"two\"}\n{\"id\":\"3\"}\n[1]"
                           "\n{\"id\":\"4\",\"text\":\"four\"}\n");
  std::string empty = put("empty.txt", "");
  std::string binary = put("binary", std::string("\x7F"
                                                 "ELF\0\0",
                                                 6));
  std::string html = put("page.html", "<p>hello");
  std::string sniffed = put("page", "\n<!DOCTYPE html><html>");
  std::string last = put("last.txt", "last");
  EXPECT_EQ(read({ndjson, empty, binary, root_.string() + "/missing", html, sniffed, last}),
            "1 one\n"
            "error in.ndjson:2: not a line of JSON; try a JSON object on one line\n"
            "2 two\n"
            "error in.ndjson:4: no \"text\" in this object; try {\"id\": ..., \"text\": ...}\n"
            "error in.ndjson:5: not a JSON object; try {\"id\": ..., \"text\": ...}\n"
            "4 four\n"
            "error empty.txt: an empty text\n"
            "error binary: a binary file, not a text; try giving a text, or NDJSON with a \"text\" in each line\n"
            "error missing: no such file or folder\n"
            "error page.html: a page in which no article is found\n"
            "error page: a page without any text\n"
            "last.txt last\n");
}

TEST_F(Input, SaysThatAFolderHoldsNothing) {
  put("README.md", "no");
  fs::create_directories(root_ / "deep" / "deeper");
  EXPECT_EQ(
      read({root_.string()}),
      "error .: no reports in this folder; try texts, pages, NDJSON, crawls or feeds in it (sayso read --help), or "
      "naming a file\n");
  EXPECT_EQ(left_out_, ".md 1;");
}

TEST_F(Input, UnpacksWhatIsPacked) {
  std::string lines = "{\"id\":\"1\",\"text\":\"one\"}\n{\"id\":\"2\",\"text\":\"two\"}\n";
  std::string story = "A line.\n\nAnd another.\n",
              feed =
                  "<rss><channel><item><guid>f</guid><title>Fire</title>"
                  "<description>Fire broke out.</description></item></channel></rss>";
  put("a.txt.gz", packed(story));
  put("b.ndjson.gz", packed(lines) + packed("{\"id\":\"3\",\"text\":\"three\"}\n"));
  put("c.json.gz", packed("[{\"id\":\"4\",\"text\":\"four\"}]"));
  put("d.TXT.GZ", packed("five"));
  put("e.csv.gz", packed("no"));
  put("f.gz", packed("no"));
  std::string read_all = "a.txt.gz " + story + "\n1 one\n2 two\n3 three\n4 four\nd.TXT.GZ five\n";
  EXPECT_EQ(read({root_.string()}), read_all);
  EXPECT_EQ(left_out_, ".csv.gz 1;.gz 1;");
  EXPECT_EQ(total_, done_);
  // Named, whatever the name; sniffed through the packing.
  EXPECT_EQ(read({put("story", packed(story)), put("lines.gz", packed(lines)), put("feed.gz", packed(feed))}),
            "story " + story + "\n1 one\n2 two\n" + read({put("feed.xml", feed)}));
  // Cut off: what was whole comes first.
  std::string cut = packed("{\"id\":\"1\",\"text\":\"one\"}\n");
  EXPECT_EQ(read({put("cut.txt.gz", cut.substr(0, cut.size() - 12)), put("last.txt", "last")}),
            "error cut.txt.gz: a gzip file that is broken or cut off\nlast.txt last\n");
}

TEST_F(Input, ReadsJsonHoweverItIsSet) {
  EXPECT_EQ(read({put("lines.json", "{\"id\":\"1\",\"text\":\"one\"}\n{\"id\":\"2\",\"text\":\"two\"}\n")}),
            "1 one\n2 two\n");
  EXPECT_EQ(read({put("object.json", "{\n  \"id\": \"1\",\n  \"text\": \"one\"\n}\n")}), "1 one\n");
  EXPECT_EQ(read({put("array.json",
                      "[\n {\"id\":\"1\",\"text\":\"one\"},\n {\"id\":\"2\"}, {\"id\":\"3\",\"text\":\"three\"}]")}),
            "1 one\nerror array.json:2: no \"text\" in this object; try {\"id\": ..., \"text\": ...}\n3 three\n");
  EXPECT_EQ(read({put("bad.json", "{\"id\": nonsense\n{\"id\":\"2\",\"text\":\"two\"}\n")}),
            "error bad.json:1: not a line of JSON; try a JSON object on one line\n2 two\n");
  EXPECT_EQ(read({put("none.json", "nonsense")}), "error none.json: not JSON; try NDJSON, an object a line\n");
}

TEST_F(Input, KnownMetadataFillsGaps) {
  ReportSource::Options options;
  options.known.published = "2020-10-02";
  options.known.outlet = "AP";
  ReportSource source(page_reader(), {put("a.ndjson", "{\"text\":\"one\",\"outlet\":\"AFP\"}\n"), put("b.txt", "two")},
                      options);
  auto first = source.next();
  auto second = source.next();
  ASSERT_TRUE(first && *first && second && *second);
  EXPECT_EQ((*first)->outlet, "AFP");
  EXPECT_EQ(iso(*(*first)->published), "2020-10-02");
  EXPECT_EQ((*second)->outlet, "AP");
}

TEST_F(Input, RefusesALineThatIsTooLong) {
  ReportSource::Options options;
  options.longest_line = 1 << 20;
  ReportSource source(
      page_reader(),
      {put("a.ndjson", "{\"text\":\"" + std::string(2 << 20, 'x') + "\"}\n{\"id\":\"2\",\"text\":\"two\"}\n")},
      options);
  auto first = source.next();
  ASSERT_TRUE(first && !*first);
  EXPECT_EQ(first->error().line, 1u);
  EXPECT_EQ(first->error().what, "a line longer than 1 MB");
  auto second = source.next();
  ASSERT_TRUE(second && *second);
  EXPECT_EQ((*second)->uri, "2");
}

}  // namespace
}  // namespace sayso
