#include "base/mapped_file.h"

#include <gtest/gtest.h>

#include <fstream>

namespace sayso {
namespace {

std::string path_of(const char* name) { return testing::TempDir() + name; }

TEST(MappedFile, HoldsTheBytesOfTheFile) {
  std::string path = path_of("mapped_bytes");
  std::string bytes("a\0b\xff\n", 5);
  std::ofstream(path, std::ios::binary) << bytes;
  auto file = MappedFile::open(path);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->bytes(), bytes);
  MappedFile moved = std::move(*file);
  EXPECT_EQ(moved.bytes(), bytes);
  EXPECT_TRUE(file->bytes().empty());
}

TEST(MappedFile, AnEmptyFileHasNoBytes) {
  std::string path = path_of("mapped_empty");
  std::ofstream(path, std::ios::binary).flush();
  auto file = MappedFile::open(path);
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->bytes().empty());
}

TEST(MappedFile, SaysWhatIsWrongWithAPath) {
  auto missing = MappedFile::open(path_of("no_such_file"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().file, path_of("no_such_file"));
  EXPECT_EQ(missing.error().what, "No such file or directory");
  auto folder = MappedFile::open(testing::TempDir());
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().what, "Is a directory");
}

}  // namespace
}  // namespace sayso
