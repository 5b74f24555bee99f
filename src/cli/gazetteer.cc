// Rows go through one after the other; what is kept of them is in mention/gazetteer_writer.h. The file takes its name
// when it is whole: a program that has an older one open goes on with that.
#include "cli/gazetteer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "base/mapped_file.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "mention/gazetteer_dump.h"
#include "page/gzip.h"
#include "reading/engine.h"

namespace sayso {
namespace {

constexpr size_t kMostFaults = 10;  // that are told of one dump; the others are counted
constexpr size_t kBuffer = 1 << 20;
constexpr size_t kLongestRow = 1 << 20;  // GeoNames' are shorter than 16,000 bytes

// The lines of a file, plain or packed with gzip, or of standard input ("-").
class Rows {
 public:
  static Result<Rows> open(const std::string& path) {
    const bool standard = path == "-";
    const int fd = standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat about {};
    if (fd < 0 || ::fstat(fd, &about) != 0)
      return Error{path, 0, std::string("cannot be read: ") + std::strerror(errno), ""};
    Rows rows(path, fd);
    if (S_ISDIR(about.st_mode)) return Error{path, 0, "is a folder", "the dumps in it, one by one"};
    if (S_ISREG(about.st_mode)) rows.size_ = static_cast<uint64_t>(about.st_size);
    rows.buffer_.resize(kBuffer);
    rows.end_ = rows.read_plain(rows.buffer_.data(), kBuffer);
    std::string_view start(rows.buffer_.data(), rows.end_);
    if (start.starts_with("PK\x03\x04"))
      return Error{path, 0, "is packed with zip", "unzip -p " + path + " | sayso gazetteer FILE -"};
    if (is_gzip(start)) {
      rows.packed_ = std::string(start);
      rows.end_ = 0;
    } else if (start.starts_with("\xEF\xBB\xBF")) {
      rows.at_ = 3;
    }
    return rows;
  }
  Rows(Rows&& other) noexcept
      : path_(std::move(other.path_)),
        fd_(std::exchange(other.fd_, -1)),
        size_(other.size_),
        done_(other.done_),
        buffer_(std::move(other.buffer_)),
        at_(other.at_),
        end_(other.end_),
        packed_(std::move(other.packed_)) {}
  Rows& operator=(Rows&&) = delete;
  ~Rows() {
    if (fd_ > STDIN_FILENO) ::close(fd_);
  }

  // The next line without its end ("\n", "\r\n"), good until the one after it is asked for; nothing at the end. What
  // is longer than any row comes in parts.
  std::optional<std::string_view> next() {
    for (size_t looked = at_;;) {
      const char* line = buffer_.data() + at_;
      const void* found = std::memchr(buffer_.data() + looked, '\n', end_ - looked);
      if (found != nullptr) {
        const size_t length = static_cast<size_t>(static_cast<const char*>(found) - line);
        at_ += length + 1;
        return without_return({line, length});
      }
      looked = end_ - at_;
      if (looked >= kLongestRow || !fill()) {
        if (at_ == end_) return std::nullopt;
        std::string_view rest(buffer_.data() + at_, end_ - at_);
        at_ = end_;
        return without_return(rest);
      }
    }
  }

  // Why the end came early; nothing where it did not.
  std::optional<Error> error() const {
    if (failure_ != 0) return Error{path_, 0, std::string("cannot be read: ") + std::strerror(failure_), ""};
    if (stream_ && stream_->broken()) return Error{path_, 0, "is cut off or broken: it does not unpack", ""};
    return std::nullopt;
  }
  uint64_t bytes_done() const { return done_; }
  std::optional<uint64_t> bytes() const { return size_; }

 private:
  Rows(std::string path, int fd) : path_(std::move(path)), fd_(fd) {}

  static std::string_view without_return(std::string_view line) {
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
  }

  // More bytes behind those that are held; what was taken of them goes.
  bool fill() {
    std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
    end_ -= at_;
    at_ = 0;
    if (buffer_.size() < end_ + kBuffer) buffer_.resize(end_ + kBuffer);
    const size_t got = read(buffer_.data() + end_, kBuffer);
    end_ += got;
    return got > 0;
  }
  size_t read(char* to, size_t most) {
    if (packed_.empty()) return read_plain(to, most);
    if (!stream_)
      stream_ = std::make_unique<GzipStream>([this](char* into, size_t wanted) {
        const size_t held = std::min(wanted, packed_.size() - unpacked_);
        if (held == 0) return read_plain(into, wanted);
        std::memcpy(into, packed_.data() + unpacked_, held);
        unpacked_ += held;
        return held;
      });
    return stream_->read(to, most);
  }
  size_t read_plain(char* to, size_t most) {
    ssize_t got = 0;
    do got = ::read(fd_, to, most);
    while (got < 0 && errno == EINTR);
    if (got < 0) failure_ = errno;
    done_ += got > 0 ? static_cast<uint64_t>(got) : 0;
    return got > 0 ? static_cast<size_t>(got) : 0;
  }

  std::string path_;
  int fd_;
  std::optional<uint64_t> size_;
  uint64_t done_ = 0;
  int failure_ = 0;
  std::vector<char> buffer_;
  size_t at_ = 0, end_ = 0;
  std::string packed_;  // the first bytes, where they are gzip's
  size_t unpacked_ = 0;
  std::unique_ptr<GzipStream> stream_;
};

struct Counts {
  size_t rows = 0, taken = 0, known = 0, bad = 0;
};

// Takes the places of one dump; the error where it is none.
std::optional<Error> take(const std::string& path, GazetteerDump& dump, Counts& all) {
  Result<Rows> rows = Rows::open(path);
  if (!rows) return rows.error();
  const std::string name = path == "-" ? "standard input" : path;
  Counts counts;
  Progress progress("rows", Progress::Beside::nothing);
  size_t line = 0;
  while (auto row = rows->next()) {
    ++line;
    if (row->empty()) continue;
    ++counts.rows;
    switch (dump.add(*row)) {
      case GazetteerDump::Row::taken:
        ++counts.taken;
        break;
      case GazetteerDump::Row::known:
        ++counts.known;
        break;
      case GazetteerDump::Row::left_out:
        break;
      case GazetteerDump::Row::bad:
        if (counts.bad++ >= kMostFaults) break;
        progress.clear();
        complain(Error{name, line, dump.fault(), ""});
        break;
    }
    if (counts.rows % 1024 == 0) progress.update(all.rows + counts.rows, rows->bytes_done(), rows->bytes());
  }
  progress.clear();
  if (auto failure = rows->error()) return failure;
  if (counts.rows == counts.bad)
    return Error{name, 0, "holds no row of GeoNames", "allCountries.txt, or the file of a country such as UA.txt"};
  all.rows += counts.rows;
  all.taken += counts.taken;
  all.known += counts.known;
  all.bad += counts.bad;
  return std::nullopt;
}

Error cannot_write(const std::string& path) {
  return Error{path, 0, std::string("cannot be written: ") + std::strerror(errno), ""};
}

// Nothing but a gazetteer is written over.
std::optional<Error> refusal(const std::string& path) {
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0 || about.st_size == 0) return std::nullopt;
  auto file = MappedFile::open(path);
  if (!file) return file.error();
  if (file->bytes().starts_with("SAYSOGAZ")) return std::nullopt;
  return Error{path, 0, "is there, and is no gazetteer", "a new name: sayso gazetteer FILE DUMP..."};
}

std::optional<Error> save(const std::vector<std::string>& pieces, const std::string& path) {
  const std::string part = path + ".part";
  const int fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) return cannot_write(part);
  Output out(fd);
  for (const std::string& piece : pieces) out.write(piece);
  out.flush();
  std::optional<Error> failure = out.error();
  if (::close(fd) != 0 && !failure) failure = cannot_write(part);
  if (!failure && ::rename(part.c_str(), path.c_str()) != 0) failure = cannot_write(path);
  if (failure) ::unlink(part.c_str());
  return failure;
}

// Looks at a file to its last byte.
Exit look_at(const std::string& path) {
  auto file = MappedFile::open(path);
  if (!file) return fail(file.error());
  auto named = [&](Error error) {
    error.file = path;
    return error;
  };
  auto gazetteer = Gazetteer::open(file->bytes());
  if (!gazetteer) return fail(named(gazetteer.error()));
  if (auto fault = gazetteer->check()) return fail(named(*fault));
  Output out(STDOUT_FILENO);
  out.write(fmt::format("{} places, as they were written\n", gazetteer->size()));
  out.flush();
  if (auto failure = out.error()) return fail(*failure);
  return Exit::read;
}

}  // namespace

CLI::App* declare_gazetteer(CLI::App& app, GazetteerChoice& choice) {
  CLI::App* command = app.add_subcommand("gazetteer", "Add villages to the places that reports are read with");
  command->add_option("FILE", choice.file, "The file of places to make, for --gazetteer; alone: to be checked")
      ->required()
      ->type_name("");
  command
      ->add_option("DUMP", choice.dumps,
                   "GeoNames' allCountries.txt or files of countries (UA.txt), plain or with gzip; or - for standard\n"
                   "input")
      ->type_name("");
  command->footer(
      "Examples:\n"
      "  sayso gazetteer war.gaz UA.txt RU.txt\n"
      "  sayso read --gazetteer war.gaz report.txt\n"
      "  unzip -p allCountries.zip | sayso gazetteer world.gaz -\n"
      "  sayso gazetteer world.gaz                   is it whole?\n"
      "\n"
      "Places inside the program stay as they are; villages, divisions, camps and air bases of the dumps are added.\n"
      "Dumps: https://download.geonames.org/export/dump/. A row that is none is told, and left out.\n"
      "Exit status: 0 it was made, 2 an error (with rows that are none: it was made without them).");
  return command;
}

Exit run_gazetteer(const GazetteerChoice& choice) {
  if (choice.dumps.empty()) return look_at(choice.file);
  if (auto no = refusal(choice.file)) return fail(*no);
  auto base = Gazetteer::open(built_in_gazetteer());
  if (!base) return fail(base.error());
  GazetteerWriter writer(*base);
  GazetteerDump dump(writer, *base);
  Counts counts;
  for (const std::string& path : choice.dumps)
    if (auto failure = take(path, dump, counts)) return fail(*failure);
  const uint32_t places = writer.size();
  auto pieces = writer.finish();
  if (!pieces) return fail(pieces.error());
  if (auto failure = save(*pieces, choice.file)) return fail(*failure);
  note(fmt::format("{} places: {} of {} rows added, {} known, {} of other kinds, {} no rows of GeoNames", places,
                   counts.taken, counts.rows, counts.known, counts.rows - counts.taken - counts.known - counts.bad,
                   counts.bad));
  return counts.bad > 0 ? Exit::error : Exit::read;
}

}  // namespace sayso
