// view/csv: rows as RFC 4180 has them: quoted where needed, lines ended with \n, UTF-8.
#pragma once

#include <string>
#include <vector>

namespace sayso {

std::string csv_row(const std::vector<std::string>& cells);

// Reads what csv_row writes, and CRLF line ends; false at the end of `text`.
bool read_csv_row(const std::string& text, size_t& at, std::vector<std::string>& cells);

}  // namespace sayso
