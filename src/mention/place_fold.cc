#include "mention/place_fold.h"

#include <array>

#include "base/text_util.h"

namespace sayso {
namespace {

// What each letter of two blocks of Unicode becomes, two characters a letter, `_` for none. Made from the letters'
// decompositions (NFKD) without their marks; letters that have none are given by hand.
struct LetterBlock {
  char32_t first, last;
  const char* letters;
};
constexpr const char* kLatin =  // U+00C0 to U+024F
    "a_a_a_a_a_a_aec_e_e_e_e_i_i_i_i_d_n_o_o_o_o_o___o_u_u_u_u_y_thss"
    "a_a_a_a_a_a_aec_e_e_e_e_i_i_i_i_d_n_o_o_o_o_o___o_u_u_u_u_y_thy_"
    "a_a_a_a_a_a_c_c_c_c_c_c_c_c_d_d_d_d_e_e_e_e_e_e_e_e_e_e_g_g_g_g_"
    "g_g_g_g_h_h_h_h_i_i_i_i_i_i_i_i_i_i_ijijj_j_k_k_k_l_l_l_l_l_l_l_"
    "l_l_l_n_n_n_n_n_n_n_n_n_o_o_o_o_o_o_oeoer_r_r_r_r_r_s_s_s_s_s_s_"
    "s_s_t_t_t_t_t_t_u_u_u_u_u_u_u_u_u_u_u_u_w_w_y_y_y_z_z_z_z_z_z_s_"
    "b_b_b_b_b_b_o_c_c_d_d_d_d_d_e_e_e_f_f_g_g_hvi_i_k_k_l_l_m_n_n_o_"
    "o_o_oioip_p_r_s_s_s_s_t_t_t_t_u_u_u_v_y_y_z_z_z_z_z_z_________w_"
    "________dzdzdzljljljnjnjnja_a_i_i_o_o_u_u_u_u_u_u_u_u_u_u_e_a_a_"
    "a_a_aeaeg_g_g_g_k_k_o_o_o_o_z_z_j_dzdzdzg_g_hvw_n_n_a_a_aeaeo_o_"
    "a_a_a_a_e_e_e_e_i_i_i_i_o_o_o_o_r_r_r_r_u_u_u_u_s_s_t_t_y_y_h_h_"
    "n_d_ououz_z_a_a_e_e_o_o_o_o_o_o_o_o_y_y_l_n_t_j_____a_c_c_l_t_s_"
    "z_____b_u_v_e_e_j_j_q_q_r_r_y_y_";
constexpr const char* kLatinAdditional =  // U+1E00 to U+1EFF
    "a_a_b_b_b_b_b_b_c_c_d_d_d_d_d_d_d_d_d_d_e_e_e_e_e_e_e_e_e_e_f_f_"
    "g_g_h_h_h_h_h_h_h_h_h_h_i_i_i_i_k_k_k_k_k_k_l_l_l_l_l_l_l_l_m_m_"
    "m_m_m_m_n_n_n_n_n_n_n_n_o_o_o_o_o_o_o_o_p_p_p_p_r_r_r_r_r_r_r_r_"
    "s_s_s_s_s_s_s_s_s_s_t_t_t_t_t_t_t_t_u_u_u_u_u_u_u_u_u_u_v_v_v_v_"
    "w_w_w_w_w_w_w_w_w_w_x_x_x_x_y_y_z_z_z_z_z_z_h_t_w_y_a_s_____ssd_"
    "a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_e_e_e_e_e_e_e_e_"
    "e_e_e_e_e_e_e_e_i_i_i_i_o_o_o_o_o_o_o_o_o_o_o_o_o_o_o_o_o_o_o_o_"
    "o_o_o_o_u_u_u_u_u_u_u_u_u_u_u_u_u_u_y_y_y_y_y_y_y_y_____________";
constexpr std::array<LetterBlock, 2> kBlocks = {{{0xC0, 0x24F, kLatin}, {0x1E00, 0x1EFF, kLatinAdditional}}};

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == '`' || c == 0xB4 || (c >= 0x2B9 && c <= 0x2C1) || c == 0x2C8 || c == 0x2018 || c == 0x2019 ||
         c == 0x2032;
}
bool is_hyphen(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

// Calls `put` with each character of the key; a blank for each hyphen and blank. False where there is a character that
// names do not have.
template <typename Put>
bool fold(std::string_view text, Put put) {
  for (size_t at = 0; at < text.size();) {
    char byte = text[at];
    if ((byte >= 'a' && byte <= 'z') || is_digit(byte)) {
      put(byte);
      ++at;
      continue;
    }
    if (byte >= 'A' && byte <= 'Z') {
      put(ascii_lower(byte));
      ++at;
      continue;
    }
    Decoded c = decode_utf8(text, at);
    at += c.size;
    if (c.value == kInvalid) return false;
    if (is_hyphen(c.value) || is_space(c.value)) {
      put(' ');
    } else if (c.value == '.' || c.value == ',' || is_apostrophe(c.value) || (c.value >= 0x300 && c.value <= 0x36F)) {
      continue;
    } else if (c.value == '&') {
      for (char letter : std::string_view(" and ")) put(letter);
    } else if (c.value == 0x259) {
      put('e');
    } else {
      const LetterBlock* block = nullptr;
      for (const LetterBlock& b : kBlocks)
        if (c.value >= b.first && c.value <= b.last) block = &b;
      if (block == nullptr) return false;
      const char* letters = block->letters + 2 * (c.value - block->first);
      if (letters[0] == '_') return false;
      put(letters[0]);
      if (letters[1] != '_') put(letters[1]);
    }
  }
  return true;
}

// Spreads the bits of a hash over the whole word (the end of MurmurHash3).
uint64_t spread(uint64_t h) {
  h = (h ^ (h >> 33)) * 0xFF51AFD7ED558CCDu;
  h = (h ^ (h >> 33)) * 0xC4CEB9FE1A85EC53u;
  return h ^ (h >> 33);
}

}  // namespace

void Folder::put(char c) {
  if (c == ' ') {
    blank_ = true;
    return;
  }
  auto mix = [this](char x) { state_ = (state_ ^ static_cast<unsigned char>(x)) * 0x100000001B3u; };  // FNV-1a
  if (blank_ && !empty_) mix(' ');
  blank_ = false;
  empty_ = false;
  mix(c);
}

bool Folder::add(std::string_view piece, bool blank) {
  if (blank) put(' ');
  return fold(piece, [this](char c) { put(c); });
}

uint64_t Folder::hash() const { return empty_ ? 0 : spread(state_); }

std::string fold_name(std::string_view name) {
  std::string key;
  bool fine = fold(name, [&key](char c) {
    if (c != ' ')
      key += c;
    else if (!key.empty() && key.back() != ' ')
      key += ' ';
  });
  if (!fine) return {};
  while (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

uint64_t hash_name(std::string_view name) {
  Folder folder;
  return folder.add(name, false) ? folder.hash() : 0;
}

std::vector<std::string> fold_variants(std::string_view name) {
  struct Spelling {
    std::string_view letter, plain;
  };
  // Letters that plain spelling writes with others than the one they fold to.
  static constexpr std::array<Spelling, 12> kSpellings = {{{"ə", "a"},
                                                           {"Ə", "A"},
                                                           {"ǝ", "a"},
                                                           {"ä", "ae"},
                                                           {"Ä", "Ae"},
                                                           {"ö", "oe"},
                                                           {"Ö", "Oe"},
                                                           {"ü", "ue"},
                                                           {"Ü", "Ue"},
                                                           {"ø", "oe"},
                                                           {"Ø", "Oe"},
                                                           {"å", "aa"}}};
  std::string plain(name);
  for (const Spelling& s : kSpellings)
    for (size_t at = 0; (at = plain.find(s.letter, at)) != plain.npos; at += s.plain.size())
      plain.replace(at, s.letter.size(), s.plain);
  if (plain == name) return {};
  std::string key = fold_name(plain);
  if (key.empty()) return {};
  return {std::move(key)};
}

}  // namespace sayso
