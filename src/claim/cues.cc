#include "claim/cues.h"

#include <algorithm>
#include <array>
#include <optional>

#include "claim/words.h"

namespace sayso {
namespace {

template <typename T, size_t N>
std::optional<T> parse_name(const std::array<std::pair<std::string_view, T>, N>& names, std::string_view s) {
  for (const auto& [text, value] : names)
    if (text == s) return value;
  return std::nullopt;
}

constexpr std::array<std::pair<std::string_view, CueKind>, 6> kKinds = {{{"verb", CueKind::verb},
                                                                         {"noun", CueKind::noun},
                                                                         {"preposition", CueKind::preposition},
                                                                         {"adverb", CueKind::adverb},
                                                                         {"adjective", CueKind::adjective},
                                                                         {"participle", CueKind::participle}}};
constexpr std::array<std::pair<std::string_view, CueClass>, 7> kClasses = {{{"neutral", CueClass::neutral},
                                                                            {"distancing", CueClass::distancing},
                                                                            {"confirming", CueClass::confirming},
                                                                            {"denying", CueClass::denying},
                                                                            {"accusing", CueClass::accusing},
                                                                            {"conceding", CueClass::conceding},
                                                                            {"estimating", CueClass::estimating}}};
constexpr std::array<std::pair<std::string_view, Content>, 11> kContents = {{{"clause", Content::clause},
                                                                             {"quote", Content::quote},
                                                                             {"object", Content::object},
                                                                             {"infinitive", Content::infinitive},
                                                                             {"own", Content::own},
                                                                             {"weak", Content::weak},
                                                                             {"relay", Content::relay},
                                                                             {"passive", Content::passive},
                                                                             {"caption", Content::caption},
                                                                             {"noun", Content::noun},
                                                                             {"phrase", Content::phrase}}};
constexpr std::array<std::pair<std::string_view, Certainty>, 3> kHedges = {
    {{"", Certainty::certain}, {"probable", Certainty::probable}, {"possible", Certainty::possible}}};

// The tagger's verb that the parser hangs up as a noun: "denied reports it had killed eight".
bool stands_as_noun(const Word& word) {
  return word.upos == Upos::VERB && word.xpos != "VBG" &&
         (word.relation == Relation::obj || word.relation == Relation::nsubj || word.relation == Relation::nsubj_pass ||
          word.relation == Relation::obl || word.relation == Relation::nmod);
}

// What a token must be to begin a cue of that kind.
// `never_noun`: the word is no noun, whatever the tagger says ("the army announces").
bool may_begin(CueKind kind, const Word& word, bool never_noun) {
  switch (kind) {
    case CueKind::verb:
      return (word.upos == Upos::VERB && (never_noun || !stands_as_noun(word))) || word.upos == Upos::AUX ||
             (word.upos == Upos::NOUN && word.xpos != "NN" && never_noun);
    case CueKind::noun:
      return word.upos == Upos::NOUN || stands_as_noun(word);
    case CueKind::participle:
      return word.upos == Upos::VERB || word.upos == Upos::ADJ || word.upos == Upos::NOUN;
    case CueKind::adjective:
      return word.upos == Upos::ADJ || word.upos == Upos::VERB;
    default:
      return true;
  }
}

bool is_dash(std::string_view w) { return w == "—" || w == "–" || w == "-" || w == "--" || w == "―"; }
bool is_nominal(Upos tag) { return tag == Upos::NOUN || tag == Upos::PROPN || tag == Upos::PRON; }

// "Ali Karim, Omar Said and Sami Haddad": a capital within a sentence whose verbs and nouns have none.
bool is_surname(const Parse& parse, TokenIndex begin, TokenIndex i) {
  if (i - 2 < begin || !is_capital(parse.word(i)) || !is_capital(parse.word(i - 1)) || parse[i - 1].upos != Upos::PROPN)
    return false;
  for (TokenIndex k = begin; k < i; ++k)
    if ((parse[k].upos == Upos::NOUN || parse[k].upos == Upos::VERB) && !is_capital(parse.word(k))) return true;
  return false;
}

}  // namespace

std::string_view name(CueKind kind) {
  static constexpr std::array<std::string_view, kCueKinds> kNames = {"verb",      "noun",       "preposition", "adverb",
                                                                     "adjective", "participle", "mark"};
  return kNames[static_cast<size_t>(kind)];
}

Result<CueTable> CueTable::load(const KnowledgeSource& source) {
  const std::string file = "claims/cues.tsv";
  auto rows = read_tsv(source, file, {"cue", "kind", "class", "content", "hedge"});
  if (!rows) return rows.error();
  CueTable table;
  for (const TsvRow& row : *rows) {
    auto fault = [&](std::string what) { return Error{file, row.line, std::move(what), ""}; };
    CueEntry entry;
    entry.text = row.cells[0];
    entry.words = Pattern(row.cells[0]);
    entry.line = row.line;
    if (!entry.words.ok()) return fault("a cue begins and ends with a word");
    auto kind = parse_name(kKinds, row.cells[1]);
    if (!kind) return fault("unknown kind of cue '" + std::string(row.cells[1]) + "'");
    entry.kind = *kind;
    auto cue_class = parse_name(kClasses, row.cells[2]);
    if (!cue_class) return fault("unknown class '" + std::string(row.cells[2]) + "'");
    entry.cue_class = *cue_class;
    for (std::string_view part : split_list(row.cells[3])) {
      auto content = parse_name(kContents, part);
      if (!content) return fault("unknown content '" + std::string(part) + "'");
      entry.content |= static_cast<uint16_t>(*content);
    }
    auto hedge = parse_name(kHedges, row.cells[4]);
    if (!hedge) return fault("unknown hedge '" + std::string(row.cells[4]) + "'");
    entry.hedge = *hedge;
    table.entries_.push_back(std::move(entry));
  }
  auto without_row = [&](std::string text, CueKind kind, Content content) {
    CueEntry entry;
    entry.text = std::move(text);
    entry.kind = kind;
    entry.content = static_cast<uint16_t>(content);
    table.entries_.push_back(std::move(entry));
    return table.entries_.size() - 1;
  };
  table.shape_ = without_row("<verb>", CueKind::verb, Content::clause);
  table.noun_ = without_row("<noun>", CueKind::noun, Content::clause);
  table.adjective_ = without_row("<adjective>", CueKind::verb, Content::clause);
  table.colon_ = without_row(":", CueKind::mark, Content::clause);
  table.dash_ = without_row("–", CueKind::mark, Content::clause);

  for (size_t i = 0; i < table.entries_.size(); ++i) {
    const CueEntry& entry = table.entries_[i];
    if (entry.line == 0) continue;
    for (const std::string& first : entry.words.first()) table.by_first_[first].push_back(static_cast<uint32_t>(i));
  }
  for (auto& [first, list] : table.by_first_)
    std::stable_sort(list.begin(), list.end(), [&](uint32_t a, uint32_t b) {
      return table.entries_[a].words.words() > table.entries_[b].words.words();
    });
  return table;
}

std::vector<Cue> CueTable::find(const Parse& parse) const {
  std::vector<Cue> cues;
  std::string key;
  const Tokens& tokens = parse.tokens();
  for (const Sentence& sentence : tokens.sentences) {
    TokenIndex end = sentence.tokens.end;
    TokenIndex taken = sentence.tokens.begin;  // cues do not begin inside a gapless one before
    for (TokenIndex i = sentence.tokens.begin; i < end; ++i) {
      if (i < taken) continue;
      const Word& word = parse[i];
      std::string_view text = parse.word(i);
      if (is_surname(parse, sentence.tokens.begin, i)) continue;
      if (word.upos == Upos::PUNCT || word.upos == Upos::SYM) {
        // "Ministry: two towns fell" and "Two towns fell – ministry": a short name, then or before all the rest.
        TokenIndex before = i - sentence.tokens.begin, after = end - i - 1;
        if (text == ":" && before >= 1 && before <= 8 && after >= 3 && is_nominal(parse[i - 1].upos))
          cues.push_back({{i, i + 1}, i, &entries_[colon_]});
        else if (is_dash(text) && tokens.tokens[static_cast<size_t>(i)].space_before && after >= 1 && after <= 8 &&
                 before >= 4 && is_nominal(parse[end - 1].upos))
          cues.push_back({{i, i + 1}, i, &entries_[dash_]});
        continue;
      }
      const CueEntry* best = nullptr;
      TokenRange found;
      // The lemma, and the word itself for what is no verb or noun ("according"); the word first for what a list may
      // have beside its verb ("citing", "quoting").
      for (int form = 0; form < 2 && best == nullptr; ++form) {
        bool own_form = (form == 1) != (word.xpos == "VBG");
        lower_into(own_form ? text : std::string_view(word.lemma), key);
        auto it = by_first_.find(std::string_view(key));
        if (it == by_first_.end()) continue;
        bool never_noun = entries_[it->second.back()].has(Content::clause);
        for (uint32_t k : it->second) never_noun &= entries_[k].kind == CueKind::verb;
        for (uint32_t k : it->second) {
          const CueEntry& entry = entries_[k];
          if (may_begin(entry.kind, word, never_noun) && entry.words.match(parse, i, end, found)) {
            best = &entry;
            break;
          }
        }
      }
      if (best != nullptr) {
        cues.push_back({found, i, best});
        taken = best->words.has_gap() ? i + 1 : found.end;
        continue;
      }
      if (word.upos != Upos::VERB) continue;
      // A verb that no list has: known by "that" behind it or by a clause it governs.
      bool that = i + 1 < end && same_word(parse, i + 1, "that") && parse[i + 1].upos == Upos::SCONJ;
      bool beside_quote = (i > sentence.tokens.begin && is_closing_quote(parse.word(i - 1))) ||
                          (i + 2 < end && (parse.word(i + 1) == "," || parse.word(i + 1) == ":") &&
                           is_opening_quote(parse.word(i + 2)));
      if (that || beside_quote || parse.child(i, Relation::ccomp) != kNoToken)
        cues.push_back({{i, i + 1}, i, &entries_[shape_]});
    }
  }
  return cues;
}

std::vector<Cue> CueTable::find_unlisted(const Parse& parse, const std::vector<Cue>& listed) const {
  std::vector<Cue> cues;
  const Tokens& tokens = parse.tokens();
  size_t next = 0;       // of `listed`
  TokenIndex taken = 0;  // end of the listed cues before
  auto clausal = [&](TokenIndex c) {
    Relation r = parse[c].relation;
    return r == Relation::ccomp || r == Relation::xcomp || r == Relation::acl || r == Relation::advcl;
  };
  for (size_t s = 0; s < tokens.sentences.size(); ++s) {
    const TokenRange sentence = tokens.sentences[s].tokens;
    for (TokenIndex i = sentence.begin; i < sentence.end; ++i) {
      for (; next < listed.size() && listed[next].tokens.begin <= i; ++next)
        taken = std::max(taken, listed[next].entry->words.has_gap() ? listed[next].head + 1 : listed[next].tokens.end);
      if (i < taken) continue;
      const Word& word = parse[i];
      bool clause = false, other = false, subject = false, owner = false;
      switch (word.upos) {
        case Upos::PUNCT:
        case Upos::SYM: {
          // "“... shame.” ― Ann Lee": the sentence before is the quotation.
          bool own_line = i == sentence.begin && s > 0 && tokens.sentences[s - 1].block == tokens.sentences[s].block &&
                          is_closing_quote(tokens.word(i - 1));
          if (own_line && is_dash(parse.word(i)) && sentence.size() >= 2 && is_nominal(parse[i + 1].upos))
            cues.push_back({{i, i + 1}, i, &entries_[dash_]});
          break;
        }
        case Upos::VERB:
          for (TokenIndex c : parse.children(i)) {
            Relation r = parse[c].relation;
            subject |= r == Relation::nsubj || r == Relation::nsubj_pass || r == Relation::obl_agent;
            clause |= clausal(c) && c > i;
            other |= (r == Relation::obj || r == Relation::obl || r == Relation::parataxis) && c > i;
          }
          subject |= word.relation == Relation::acl || word.relation == Relation::acl_relcl ||
                     word.relation == Relation::conj || word.relation == Relation::advcl ||
                     word.relation == Relation::xcomp;
          if (subject && (clause || other)) cues.push_back({{i, i + 1}, i, &entries_[shape_]});
          break;
        case Upos::NOUN:
          for (TokenIndex c : parse.children(i)) {
            Relation r = parse[c].relation;
            owner |= r == Relation::nmod_poss;
            clause |= clausal(c) && c > i;
            other |= r == Relation::nmod && c > i;
          }
          owner |= word.relation == Relation::obj || word.relation == Relation::obl;
          if (owner && (clause || other)) cues.push_back({{i, i + 1}, i, &entries_[noun_]});
          break;
        case Upos::ADJ:
          for (TokenIndex c : parse.children(i)) {
            subject |= parse[c].relation == Relation::nsubj;
            clause |= clausal(c) && c > i;
            other |= parse[c].relation == Relation::obl && c > i;
          }
          if (subject && (clause || other)) cues.push_back({{i, i + 1}, i, &entries_[adjective_]});
          break;
        default:
          break;
      }
    }
  }
  return cues;
}

}  // namespace sayso
