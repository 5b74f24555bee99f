#include "serve/http.h"

#include <gtest/gtest.h>

#include "serve/html.h"

namespace sayso::serve {
namespace {

TEST(Target, IsTakenApart) {
  auto t = parse_target("/incident/tartar%2D1.json?q=a+b%26c&x=&x=2#here");
  ASSERT_TRUE(t);
  EXPECT_EQ(t->path, "/incident/tartar-1.json");
  EXPECT_EQ(t->parts, (std::vector<std::string>{"incident", "tartar-1.json"}));
  EXPECT_EQ(t->get("q"), "a b&c");
  EXPECT_EQ(t->get("x"), "2");
  EXPECT_EQ(t->get("y"), "");
  EXPECT_EQ(parse_target("/a+b")->parts, (std::vector<std::string>{"a+b"}));
}

TEST(Target, RefusesWhatClimbsOrIsNone) {
  for (const char* bad : {"",
                          "incidents",
                          "http://localhost/",
                          "/..",
                          "/assets/../../etc/passwd",
                          "/assets/%2e%2e/x",
                          "/assets/..%2fx",
                          "/assets/..\\x",
                          "/%2e%2e%5cx",
                          "/a/./b",
                          "/%",
                          "/%2",
                          "/%zz",
                          "/%00",
                          "/a%0ab",
                          "/%ff",
                          "/%c0%ae%c0%ae/",
                          "/?q=%",
                          "/?q=%ff",
                          "/?q=%00",
                          "/?%ff=1"})
    EXPECT_FALSE(parse_target(bad)) << bad;
  // Dots in a name are a name's, and a query is no path.
  for (const char* good : {"/a..b", "/...", "/report?uri=../other/report.txt"}) EXPECT_TRUE(parse_target(good)) << good;
}

TEST(Target, ComesBackFromItsEscapes) {
  std::string odd = "a b&c=d/é+%\"<>~";
  auto t = parse_target("/" + encode_component(odd) + "?q=" + encode_component(odd));
  ASSERT_TRUE(t);
  EXPECT_EQ(t->path, "/" + odd);
  EXPECT_EQ(t->get("q"), odd);
}

TEST(Refusal, IsASentenceInJson) {
  EXPECT_EQ(refuse(400, "it \"is\" so").body, "{\"error\":\"it \\\"is\\\" so\"}\n");
  EXPECT_EQ(refuse(400, "\xff").body, "{\"error\":\"something in the request is no UTF-8\"}\n");
}

TEST(HtmlWriter, EscapesWhatItIsGiven) {
  Html html;
  html.element("a", {{"href", "/x?a=1&b=\"2\""}}, [&] { html.text("<script>'&'</script>"); });
  EXPECT_EQ(html.take(), "<a href=\"/x?a=1&amp;b=&quot;2&quot;\">&lt;script&gt;&#39;&amp;&#39;&lt;/script&gt;</a>");
}

}  // namespace
}  // namespace sayso::serve
