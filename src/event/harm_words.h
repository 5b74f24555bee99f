// Words of harm ("killed", "wounded", "the toll"), and what the tree says of those whom they befell.
//
// In: the tree, words of harm, a token. Out: answers to single questions; nothing is decided here and nothing kept.
// Known to go wrong: with a wrong tree nothing is tied to anything, or to the wrong word (tolls.cc weighs the order of
// words beside it).
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "event/context.h"
#include "event/counted.h"
#include "event/lexicon.h"

namespace sayso {

// A word of harm that may carry tolls.
struct HarmWord {
  TokenIndex head = kNoToken;
  std::vector<std::string_view> senses;  // killed, wounded, destroyed, ...: the likeliest first
  bool open = false;                     // the word alone does not say which
  Frame frame = Frame::act;
  WordClass word_class = WordClass::verb;
  bool weak = false;   // means something else as often as not
  bool event = false;  // is an event of its own
};

// Whether token t is `head` or stands with it: "a soldier and a driver", "dozens of soldiers". False for kNoToken.
bool is_joined(const Parse& parse, TokenIndex head, TokenIndex t);

// "The governor was among those wounded", "among the dead was a colonel": who is said to be one of `those`; or
// kNoToken.
TokenIndex one_among(const Parse& parse, TokenIndex those);

// A word that says surely what was suffered, and that it was: "was hurt", "was found dead", not "would be hurt".
bool befell(const Parse& parse, const EventWords& words, const HarmWord& harm);

// "The pilot was not injured": nobody was. Not "not only killed nine".
bool is_denied(const Parse& parse, const HarmWord& harm);

// "200 gunmen killed 11 villagers": who does it does not suffer it.
bool does_it(const Parse& parse, const HarmWord& harm, TokenIndex t);

// The word of a sentence's harm that the tree ties token t to, by its role there: object, subject of a passive, what
// stands behind "of". Rather one of t's own clause than of one about it ("sailors who had been held were found dead").
// nullptr for none.
const HarmWord* harm_by_role(const Parse& parse, std::span<const HarmWord> harm, TokenIndex t);

// "The number of people wounded rose to 30", "put the death toll at 12": the word of harm that the number is of, where
// the tree ties the count to a word for a number. nullptr for none.
const HarmWord* harm_told_as_total(const Parse& parse, const EventWords& words, std::span<const HarmWord> harm,
                                   const Counted& counted);

}  // namespace sayso
