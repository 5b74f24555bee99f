// What becomes of a page's parts. Whole pages are cases of the command line (tests/cases/page-*); here stand the
// promises about all of them, and the steps by themselves.
#include "page/html_reader.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "page/charset.h"
#include "page/html_blocks.h"
#include "page/html_scan.h"
#include "page/json_ld.h"
#include "picture.h"

namespace sayso {
namespace {

namespace fs = std::filesystem;

std::string file_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

std::vector<fs::path> page_cases() {
  std::vector<fs::path> pages;
  for (const auto& entry : fs::directory_iterator(fs::path(SAYSO_SOURCE_DIR) / "tests/cases"))
    if (fs::exists(entry.path() / "page.html")) pages.push_back(entry.path());
  std::sort(pages.begin(), pages.end());
  return pages;
}

std::vector<Report> read_html(const std::string& html, const Metadata& meta = {}) {
  auto reports = page_reader().from_html(html, meta);
  EXPECT_TRUE(reports) << reports.error().text();
  return reports ? *std::move(reports) : std::vector<Report>{};
}

// A caption in the body is a false eyewitness: "Soldiers fire near the town" is what a photographer sold, at any time.
TEST(HtmlReader, LeaksNoCaptionIntoTheProse) {
  size_t captions = 0;
  for (const fs::path& folder : page_cases()) {
    if (!fs::exists(folder / "captions")) continue;
    std::istringstream wanted(file_text(folder / "captions"));
    std::vector<Report> reports = read_html(file_text(folder / "page.html"));
    for (std::string caption; std::getline(wanted, caption);) {
      ++captions;
      bool found = false;
      for (const Report& report : reports) {
        for (const Block& block : report.blocks) {
          bool holds = block.span.in(report.text).find(caption) != std::string_view::npos;
          EXPECT_FALSE(holds && block.role == BlockRole::paragraph) << folder << ": " << caption;
          found |= holds && block.role == BlockRole::caption;
        }
      }
      EXPECT_TRUE(found) << folder << " has not, as a caption: " << caption;
    }
  }
  EXPECT_GE(captions, 10u);
}

TEST(HtmlReader, GivesSoundReportsOfEveryCase) {
  EXPECT_GE(page_cases().size(), 25u);
  for (const fs::path& folder : page_cases())
    for (const Report& report : read_html(file_text(folder / "page.html"))) expect_sound(report);
}

TEST(HtmlReader, RefusesWhatIsNoPage) {
  std::string deep = "<html><body>";
  for (int i = 0; i < 10000; ++i) deep += "<div>";
  struct {
    std::string html, error;
  } cases[] = {
      {deep + "text", "nested more than 1000 deep"},
      {"<html><body><p class=\"never closed", "without any text"},
      {"<html><body><script>var a = '<p>text</p>';", "without any text"},
      {"", "without any text"},
  };
  for (const auto& c : cases) {
    auto reports = page_reader().from_html(c.html, {});
    ASSERT_FALSE(reports) << c.html.substr(0, 60);
    EXPECT_NE(reports.error().what.find(c.error), std::string::npos) << reports.error().what;
  }
}

TEST(Charset, IsWhatTheBytesTheServerOrThePageSay) {
  struct {
    std::string bytes, declared, text;
    const char* why;
  } cases[] = {
      {"caf\xE9", "", "café", "nothing is declared: Windows-1252"},
      {"caf\xC3\xA9", "iso-8859-1", "café", "what is valid UTF-8 is UTF-8, whatever the server says"},
      {"\xC3\xE9 \xF1", "windows-1251", "Гй с", "as the server says"},
      {"<meta charset=windows-1251>\xC3", "", "<meta charset=windows-1251>Г", "as the page says"},
      {"\xFF\xFEh\0i\0", "", "hi", "a byte order mark"},
      {"\x93quoted\x94", "iso-8859-1", "“quoted”", "Latin 1 is Windows-1252 on the web"},
      {"a\xE9", "no-such-set", "aé", "an unknown set is none"},
  };
  cases[4].bytes = std::string("\xFF\xFEh\0i\0", 6);
  for (const auto& c : cases) EXPECT_EQ(page_to_utf8(c.bytes, c.declared), c.text) << c.why;
}

// The tags with their attributes and the texts put back where their numbers stand.
std::string put_back(const ScannedHtml& page) {
  std::string out;
  for (size_t at = 0; at < page.tags.size();) {
    size_t digits = std::min(page.tags.find_first_not_of("0123456789", at), page.tags.size()) - at;
    if (page.tags[at] == '<') {
      size_t end = page.tags.find('>', at), list = page.tags.find(" a=", at);
      out += page.tags.substr(at, std::min(list, end) - at);
      if (list < end) {
        auto [first, count] = page.lists[std::stoul(page.tags.substr(list + 3))];
        for (uint32_t i = first; i < first + count; ++i)
          out += " [" + std::string(page.attributes[i].value.in(page.values)) + "]";
      }
      at = end;
      out += '>';
    } else if (digits > 0) {
      out += page.texts[std::stoul(page.tags.substr(at, digits))].in(page.words);
      at += digits - 1;
    } else {
      out += page.tags[at];
    }
    ++at;
  }
  return out;
}

TEST(HtmlScan, TakesOutWhatIsNoText) {
  struct {
    const char *in, *out, *why;
  } cases[] = {
      {"a<!-- b > c -->d", "ad", "a comment"},
      {" <!-- b --> <p>\n a<!-- c --> ", " <p> a ", "white space is one blank, before words and alone"},
      {"a<script>if (a < b) x('</p>')</script>b", "a<script></script>b", "a script"},
      {"<p onclick=\"a > b\" class='x y'>t", "<p [x y]>t", "a mark inside a value ends no tag"},
      {"<P ID=x TITLE=a'b src=c>t</P >", "<p [x] [a'b]>t</p>", "values without quotation marks; capitals"},
      {"<p class=a&amp;b>&lt;p&gt; AT&T &unknown; &#146;", "<p [a&b]><p> AT&T &unknown; ’", "entities"},
      {"3 < 4 & 5", "3 < 4 & 5", "no tag"},
      {"a<p class=\"never", "a", "a tag without an end is none"},
      {"7<b>7</b>", "7<b>7</b>", "a text of digits is a text"},
      {"<p a=3>x", "<p>x", "an attribute that looks like a number of ours"},
      {"a<svg><title>x</title></svg>b", "a<svg></svg>b", "drawings have no text"},
  };
  for (const auto& c : cases) EXPECT_EQ(put_back(scan_html(c.in)), c.out) << c.why;
}

TEST(HtmlBlocks, AreWhatABrowserSetsApart) {
  auto blocks = [](const char* html) {
    auto tree = HtmlTree::parse(scan_html(html));
    EXPECT_TRUE(tree);
    HtmlBlocks cut = cut_into_blocks(*tree);
    std::string out;
    for (const HtmlBlock& block : cut.blocks) out += (out.empty() ? "" : "|") + std::string(cut.words(block));
    return out;
  };
  EXPECT_EQ(blocks("<p>One <b>bold</b> word<p>Two"), "One bold word|Two");
  EXPECT_EQ(blocks("<div>Loose<p>One</p>more</div>"), "Loose|One|more");
  EXPECT_EQ(blocks("<p>One.<br>Two"), "One.|Two");
  EXPECT_EQ(blocks("<p>One<br>and two"), "One and two");
  EXPECT_EQ(blocks("<h1>One<br>Two</h1>"), "One Two");
  EXPECT_EQ(blocks("<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>"), "a|b|c|d");
  EXPECT_EQ(blocks("<p>soft\xC2\xADhyphen&nbsp;&amp; entity</p>"), "softhyphen & entity");
}

TEST(JsonLd, IsFoundWhereverItIsAndMended) {
  struct {
    const char *script, *headline, *why;
  } cases[] = {
      {R"({"@type":"NewsArticle","headline":"A"})", "A", "plain"},
      {R"([{"@type":"WebSite"},{"@type":"NewsArticle","headline":"A"}])", "A", "in an array"},
      {R"({"@graph":[{"@type":["Thing","ReportageNewsArticle"],"headline":"A"}]})", "", "a list's first type counts"},
      {R"({"@graph":[{"@type":"https://schema.org/NewsArticle","headline":"A"}]})", "A", "in a graph, with a URL"},
      {R"({"@type":"WebPage","mainEntity":{"@type":"Article","headline":"A &amp; B"}})", "A & B", "inside of a page"},
      {"{\"@type\":\"NewsArticle\",\"headline\":\"A\nB\",}", "A B", "a raw line end and a comma too many"},
      {R"(/* x */ {"@type":"NewsArticle","headline":"A\'s" // y)", "A's", "comments, a wrong escape, no end"},
      {R"({"@type":"Organization","name":"A"})", "", "no article"},
      {"not JSON at all", "", "nothing to mend"},
  };
  for (const auto& c : cases) EXPECT_EQ(read_json_ld({c.script}).article.headline, c.headline) << c.why;
}

}  // namespace
}  // namespace sayso
