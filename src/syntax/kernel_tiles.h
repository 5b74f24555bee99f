// The product of kernel.h on AMX, the matrix unit of some processors (Intel's since Sapphire Rapids): several times as
// fast as AVX-512 where the rows are many, with the same sums.
//
// Linux lends a program the unit's registers on demand only; has_tiles asks once a process, and where the processor or
// the kernel has none, or says no, the product must not be called.
#pragma once

#include <cstddef>
#include <cstdint>

#include "syntax/kernel.h"

namespace sayso {

bool has_tiles();

// As Product. It takes as long for one row as for sixteen.
void tile_product(const int16_t* x, size_t rows, const PackedWeights& weights, int32_t* out);

}  // namespace sayso
