#include "gold_text.h"

namespace sayso::train {

GoldText::GoldText(std::span<const GoldSentence> sentences) {
  for (size_t i = 0; i < sentences.size(); ++i) {
    if (i == 0 || sentences[i].new_paragraph) {
      if (!report.blocks.empty()) {
        while (report.text.ends_with(' ')) report.text.pop_back();
        report.blocks.back().span.end = static_cast<uint32_t>(report.text.size());
        report.text += "\n\n";
      }
      Block block;
      block.span.begin = block.body = static_cast<uint32_t>(report.text.size());
      report.blocks.push_back(block);
    }
    spans.emplace_back();
    for (const GoldWord& w : sentences[i].words) {
      uint32_t begin = static_cast<uint32_t>(report.text.size());
      report.text += w.form;
      spans.back().push_back({begin, static_cast<uint32_t>(report.text.size())});
      if (w.space_after) report.text += ' ';
    }
    // A sentence's last word may carry SpaceAfter=No at the end of a paragraph only.
  }
  if (!report.blocks.empty()) report.blocks.back().span.end = static_cast<uint32_t>(report.text.size());

  tokens.text = report.text;
  for (const auto& sentence : spans) {
    TokenIndex first = tokens.size();
    for (ByteSpan span : sentence) tokens.tokens.push_back({span, true});
    tokens.sentences.push_back({{first, tokens.size()}, 0});
  }
}

}  // namespace sayso::train
