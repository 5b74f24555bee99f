// sayso-gazetteer KNOWLEDGE OUT TABLE...: compiles the gazetteer (src/mention/gazetteer.h) from the folder knowledge/
// and the tables of data/gazetteer/ (.tsv.gz). GeoNames' own dumps are added to what comes out by `sayso gazetteer`.
#include <zlib.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "mention/gazetteer_build.h"

namespace {

int fail(const std::string& what) {
  std::fprintf(stderr, "sayso-gazetteer: error: %s\n", what.c_str());
  return 2;
}

// Reads a file that is packed with gzip, or plain.
bool read_packed(const std::string& path, std::string& out) {
  gzFile in = gzopen(path.c_str(), "rb");
  if (in == nullptr) return false;
  std::string piece(1 << 16, '\0');
  int got = 0;
  while ((got = gzread(in, piece.data(), static_cast<unsigned>(piece.size()))) > 0)
    out.append(piece, 0, static_cast<size_t>(got));
  return gzclose(in) == Z_OK && got == 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("usage: sayso-gazetteer KNOWLEDGE OUT TABLE.tsv.gz...\n", stderr);
    return 2;
  }
  auto knowledge = sayso::KnowledgeSource::from_folder(argv[1]);
  if (!knowledge) return fail(knowledge.error().text());
  std::vector<sayso::GazetteerTable> tables;
  for (int i = 3; i < argc; ++i) {
    sayso::GazetteerTable table{argv[i], ""};
    if (!read_packed(table.name, table.text)) return fail(table.name + ": cannot be read or unpacked");
    tables.push_back(std::move(table));
  }
  auto bytes = sayso::build_gazetteer(tables, *knowledge);
  if (!bytes) return fail(bytes.error().text());
  std::ofstream out(argv[2], std::ios::binary | std::ios::trunc);
  out.write(bytes->data(), static_cast<std::streamsize>(bytes->size()));
  out.close();
  if (!out) return fail(std::string(argv[2]) + ": cannot be written");
  return 0;
}
