// What train/labels.py learned, as the language model's labeler.
#pragma once

#include <string>

#include "base/result.h"
#include "syntax/labeler.h"
#include "syntax/labels.h"

namespace sayso::train {

// Reads what `train/labels.py learn` wrote: a line of JSON (state, width, rows, dilations, tags as "PROPN/NNP"), then
// numbers of four bytes: the table, weights and bias of the input, of each layer and of the heads, name_steps
// (syntax/labeler.h). The heads' rows are put in the order of `labels`; a tag that is not among these is an error.
Result<FloatLabeler> read_labeler(const std::string& path, const Labels& labels);

// The bytes of a model with the labeler from `path`; all else stays.
Result<std::string> with_labeler(std::string_view model, const std::string& path);

// A model's labeler in the form that read_labeler reads, as numbers of four bytes again: for learning to begin with.
Result<std::string> labeler_of(std::string_view model);

}  // namespace sayso::train
