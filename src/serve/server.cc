#include "serve/server.h"

#include <httplib.h>
#include <sys/socket.h>

#include <atomic>
#include <thread>

#include "base/text_util.h"

namespace sayso::serve {
namespace {

constexpr time_t kReadSeconds = 10, kWriteSeconds = 30, kKeepSeconds = 5;
constexpr size_t kKeepMost = 1000;    // requests of one connection
constexpr size_t kMostWaiting = 256;  // connections that no thread has time for yet
constexpr int kExtraThreads = 6;

// Answers an exhausted server with silence at once instead of a queue without end.
class Threads : public httplib::TaskQueue {
 public:
  explicit Threads(size_t n) : pool_(n) {}
  void enqueue(std::function<void()> task) override {
    // httplib 0.11 closes a connection inside its task: it must run. What is over the limit waits here, so that no more
    // connections are accepted meanwhile and the system's own queue fills.
    while (waiting_ >= kMostWaiting) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    ++waiting_;
    pool_.enqueue([this, task = std::move(task)] {
      --waiting_;
      task();
    });
  }
  void shutdown() override { pool_.shutdown(); }

 private:
  httplib::ThreadPool pool_;
  std::atomic<size_t> waiting_{0};
};

Request request_of(const httplib::Request& in) {
  Request out;
  out.method = in.method;
  out.target = in.target;
  out.client = in.remote_addr;
  for (const auto& [name, value] : in.headers) {
    // Those httplib adds itself.
    if (name == "REMOTE_ADDR" || name == "REMOTE_PORT" || name == "LOCAL_ADDR" || name == "LOCAL_PORT") continue;
    out.headers.emplace(ascii_lower(name), value);
  }
  return out;
}

void answer(Site& site, const Request& request, httplib::Response& out) {
  Response r = site.handle(request);
  out.status = r.status;
  for (const auto& [name, value] : r.headers) out.set_header(name, value);
  if (r.status != 304) out.set_content(std::move(r.body), r.type);
}

}  // namespace

struct Server::Parts {
  Site& site;
  httplib::Server http;
};

Server::Server(Site& site) : parts_(new Parts{site, {}}) {
  httplib::Server& http = parts_->http;
  http.set_read_timeout(kReadSeconds);
  http.set_write_timeout(kWriteSeconds);
  http.set_keep_alive_timeout(kKeepSeconds);
  http.set_keep_alive_max_count(kKeepMost);
  http.set_payload_max_length(kMostBody);
  http.set_tcp_nodelay(true);
  // httplib's own choice is SO_REUSEPORT: a second server on the port would be let in, and the two would answer in
  // turn, each from its ledger. SO_REUSEADDR alone lets a server start again at once and refuses a second.
  http.set_socket_options([](socket_t socket) {
    int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  http.new_task_queue = [] { return new Threads(std::thread::hardware_concurrency() + kExtraThreads); };
  // Whatever it is, it is Site that says so: nothing is routed here.
  http.set_pre_routing_handler([this](const httplib::Request& in, httplib::Response& out) {
    if (in.method == "POST") return httplib::Server::HandlerResponse::Unhandled;
    answer(parts_->site, request_of(in), out);
    return httplib::Server::HandlerResponse::Handled;
  });
  http.Post(".*", [this](const httplib::Request& in, httplib::Response& out, const httplib::ContentReader& content) {
    Request request = request_of(in);
    bool whole = true;
    if (in.is_multipart_form_data()) {
      std::string* field = nullptr;
      size_t size = 0;
      whole = content(
          [&](const httplib::MultipartFormData& part) {
            field = &request.form[part.name];
            field->clear();
            return request.form.size() <= 20;
          },
          [&](const char* bytes, size_t n) {
            if (field == nullptr || (size += n) > kMostBody) return false;
            field->append(bytes, n);
            return true;
          });
    } else {
      whole = content([&](const char* bytes, size_t n) {
        if (request.body.size() + n > kMostBody) return false;
        request.body.append(bytes, n);
        return true;
      });
    }
    if (!whole) {
      Response r = refuse(out.status >= 400 ? out.status : 400, "what was sent could not be read to its end");
      out.status = r.status;
      out.set_content(r.body, r.type);
      out.set_header("Connection", "close");
      return;
    }
    answer(parts_->site, request, out);
  });
  http.set_exception_handler([](const httplib::Request&, httplib::Response& out, std::exception_ptr) {
    Response r = refuse(500, "something went wrong here");
    out.status = r.status;
    out.set_content(r.body, r.type);
  });
  // What httplib refuses by itself: a request that is none, one that is too long.
  http.set_error_handler(httplib::Server::HandlerWithResponse([](const httplib::Request&, httplib::Response& out) {
    if (!out.body.empty()) return httplib::Server::HandlerResponse::Unhandled;
    Response r = refuse(out.status, out.status == 413   ? "more was sent than is taken"
                                    : out.status == 414 ? "the address is too long"
                                    : out.status == 404 ? "there is no such page"
                                                        : "this request cannot be understood");
    out.set_content(r.body, r.type);
    return httplib::Server::HandlerResponse::Handled;
  }));
}

Server::~Server() = default;

Result<int> Server::bind(const std::string& address, int port) {
  std::string host = address;
  if (host.starts_with("[") && host.ends_with("]")) host = host.substr(1, host.size() - 2);
  int bound = port;
  bool fine = true;
  if (port == 0) {
    bound = parts_->http.bind_to_any_port(host);
    fine = bound > 0;
  } else {
    fine = parts_->http.bind_to_port(host, port);
  }
  if (!fine)
    return Error{"", 0, "the address " + address + ":" + std::to_string(port) + " cannot be listened on",
                 "another --port: is it taken?"};
  return bound;
}

void Server::run() { parts_->http.listen_after_bind(); }
void Server::stop() { parts_->http.stop(); }

bool is_loopback(const std::string& address) {
  return address == "localhost" || address == "::1" || address == "[::1]" ||
         (address.starts_with("127.") && address.find_first_not_of("0123456789.") == address.npos);
}

}  // namespace sayso::serve
