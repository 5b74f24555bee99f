#include "syntax/labels.h"

#include "syntax/bytes.h"
#include "syntax/penn.h"

namespace sayso {

Result<Labels> Labels::read(std::string_view bytes) {
  constexpr size_t kMost = 250;
  const Error kFault{"", 0, "the model's list of labels is not valid", ""};
  Labels labels;
  ByteReader reader(bytes);
  size_t tags = reader.take<uint8_t>(), actions = reader.take<uint8_t>();
  if (tags == 0 || tags > kMost || actions == 0 || actions > kMost) return kFault;
  for (size_t i = 0; i < tags; ++i) {
    uint8_t penn = reader.take<uint8_t>(), upos = reader.take<uint8_t>();
    if (penn >= kPennTags.size() || upos > static_cast<uint8_t>(Upos::X)) return kFault;
    labels.tags.push_back({penn, static_cast<Upos>(upos)});
  }
  for (size_t i = 0; i < actions; ++i) {
    uint8_t move = reader.take<uint8_t>(), relation = reader.take<uint8_t>();
    if (move > static_cast<uint8_t>(Move::right) || relation > static_cast<uint8_t>(Relation::xcomp)) return kFault;
    if ((move == 0) != (i == 0)) return kFault;
    labels.actions.push_back({static_cast<Move>(move), static_cast<Relation>(relation)});
  }
  // Every state must have a legal action: there must be a LEFT and a RIGHT.
  bool left = false, right = false;
  for (const Action& a : labels.actions) {
    left |= a.move == Move::left;
    right |= a.move == Move::right;
  }
  if (!reader.ok() || !reader.at_end() || !left || !right) return kFault;
  return labels;
}

std::string Labels::write() const {
  std::string out;
  put(out, static_cast<uint8_t>(tags.size()));
  put(out, static_cast<uint8_t>(actions.size()));
  for (const TagClass& t : tags) {
    put(out, t.penn);
    put(out, static_cast<uint8_t>(t.upos));
  }
  for (const Action& a : actions) {
    put(out, static_cast<uint8_t>(a.move));
    put(out, static_cast<uint8_t>(a.relation));
  }
  return out;
}

}  // namespace sayso
