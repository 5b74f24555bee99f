// Any bytes as the inside of a page's JSON-LD script.
#include <cstdint>

#include "check.h"
#include "page/clean.h"
#include "page/json_ld.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sayso;
  std::string script = clean_text(std::string(reinterpret_cast<const char*>(data), size));
  size_t half = script.find('\n', script.size() / 2);
  std::vector<std::string> scripts = {script};
  if (half != script.npos) scripts = {script.substr(0, half), script.substr(half)};
  JsonLd ld = read_json_ld(scripts);
  require(ld.broken <= scripts.size(), "a script is broken once");
  const LdArticle& a = ld.article;
  std::vector<std::string> all = {a.type,      a.headline, a.description, a.body,     a.section,
                                  a.published, a.modified, a.language,    a.publisher};
  all.insert(all.end(), a.authors.begin(), a.authors.end());
  for (const LdPost& post : a.posts) all.insert(all.end(), {post.headline, post.body, post.published});
  for (const std::string& one : all) {
    require(is_valid_utf8(one), "what is said is valid UTF-8");
    require(one.find('\n') == one.npos && one.find('\0') == one.npos, "white space is one blank");
  }
  require(ld.any || a.headline.empty(), "nothing is said where no article is");
  // What was mended stays as it is.
  std::string mended = mend_json(script);
  require(mended.size() <= 2 * script.size() + 8, "mending adds no more than what closes");
  (void)mend_json(mended);
  return 0;
}
