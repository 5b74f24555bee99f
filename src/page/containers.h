// What an element's names (class, id, itemprop, role) say of what stands in it: "story-body", "related-links".
//
// Words of page makers, the same all over the web; no site has a rule of its own. They are hints: a page may call its
// article "comment". Block scoring weighs them with everything else (block_features.h).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/knowledge_source.h"
#include "base/word_map.h"
#include "page/html_tree.h"

namespace sayso {

enum class Container : uint8_t {
  body,
  article,
  comment,
  related,
  share,
  nav,
  promo,
  author,
  caption,
  meta,
  footer,
  sidebar,
  newsletter,
  cookie,
  tags,
  teaser,
  media,
  header,
  hidden,
  correction,
  live,
  title,
  deck,
  quote,
  box,
  embed,
  post
};
inline constexpr size_t kContainers = 26;  // those that are features of a block (block_features.h): all but `post`
inline constexpr size_t kAllContainers = 27;

// A set of Container.
class ContainerSet {
 public:
  void add(Container kind) { bits_ |= uint32_t{1} << static_cast<uint32_t>(kind); }
  void add(ContainerSet other) { bits_ |= other.bits_; }
  bool has(Container kind) const { return (bits_ >> static_cast<uint32_t>(kind) & 1) != 0; }
  bool empty() const { return bits_ == 0; }

 private:
  uint32_t bits_ = 0;
};

class ContainerWords {
 public:
  // Reads knowledge/page/containers.tsv.
  static Result<ContainerWords> load(const KnowledgeSource& source);

  // What one name, or a list of names with blanks between them, says.
  ContainerSet of(std::string_view names) const;
  // What each node's own names say; nothing for texts.
  std::vector<ContainerSet> of(const HtmlTree& tree) const;

 private:
  WordMap<ContainerSet> words_;
  // By their first two letters, so that a name is gone through once.
  std::array<std::vector<std::pair<std::string, Container>>, 26 * 26> parts_;
  std::array<bool, 26 * 26> begins_part_{};  // small enough to stay close at hand
};

}  // namespace sayso
