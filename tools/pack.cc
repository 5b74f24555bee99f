// pack FOLDER OUT: writes the .toml and .tsv files below FOLDER into the one file that is compiled into the binary.
// Run by the build alone (cmake/embed.cmake).
#include <cstdio>
#include <fstream>

#include "base/knowledge_source.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: pack FOLDER OUT\n", stderr);
    return 2;
  }
  auto source = sayso::KnowledgeSource::from_folder(argv[1]);
  if (!source) {
    std::fprintf(stderr, "pack: error: %s\n", source.error().text().c_str());
    return 2;
  }
  std::string pack = source->pack();
  std::ofstream out(argv[2], std::ios::binary | std::ios::trunc);
  out.write(pack.data(), static_cast<std::streamsize>(pack.size()));
  out.close();
  if (!out) {
    std::fprintf(stderr, "pack: error: %s: cannot be written\n", argv[2]);
    return 2;
  }
  return 0;
}
