#include "base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace sayso {
namespace {

Error failure(const std::string& path, int number) {
  return Error{path, 0, std::generic_category().message(number), "a file that exists and may be read"};
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path) {
  int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return failure(path, errno);
  struct stat info {};
  void* at = nullptr;
  int number = ::fstat(fd, &info) < 0 ? errno : 0;
  if (number == 0 && !S_ISREG(info.st_mode)) number = S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
  size_t size = number == 0 ? static_cast<size_t>(info.st_size) : 0;
  if (size > 0) {
    at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (at == MAP_FAILED) number = errno;
  }
  ::close(fd);  // the mapping outlives the descriptor
  if (number != 0) return failure(path, number);
  return MappedFile(at, size);
}

MappedFile::~MappedFile() {
  if (at_ != nullptr) ::munmap(at_, size_);
}

}  // namespace sayso
