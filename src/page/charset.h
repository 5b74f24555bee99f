// Bytes of a page in any character set -> UTF-8.
//
// The set is known from a byte order mark, else from what the server said, else from what the page says of itself
// (<meta charset>, an XML declaration), else from the bytes: valid UTF-8, or Windows-1252. Bytes that are valid UTF-8
// and hold more than ASCII are UTF-8 whatever was declared. A label means what browsers take it for: "iso-8859-1" is
// Windows-1252, "gb2312" is GB18030.
// Guaranteed: valid UTF-8 comes out; what cannot be read in the set becomes U+FFFD. Known to go wrong: a page in an old
// set of another script that declares nothing is taken for Windows-1252.
#pragma once

#include <string>
#include <string_view>

namespace sayso {

// `declared` is the charset of the HTTP header, or empty.
std::string page_to_utf8(std::string bytes, std::string_view declared);

// The charset that a page declares in its first bytes, in lower case, or empty.
std::string charset_in_page(std::string_view bytes);

// "text/html; charset=windows-1251" -> "windows-1251"; empty where none is named.
std::string charset_in_content_type(std::string_view value);

}  // namespace sayso
