// serve/server: the socket layer: HTTP/1.1 in, Site's answers out. All of cpp-httplib is behind it.
//
// Guaranteed: a client that sends slowly, or too much, is cut off; so many are served at once, and what waits beyond
// that is turned away. Known to go wrong: connections that are kept open are looked at only when they are asked again.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "serve/site.h"

namespace sayso::serve {

class Server {
 public:
  // `site` must outlive it.
  explicit Server(Site& site);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Port 0 takes any that is free. Gives the port.
  Result<int> bind(const std::string& address, int port);
  // Serves until stop(), which any thread may call.
  void run();
  void stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// Whether only this machine can reach the address.
bool is_loopback(const std::string& address);

}  // namespace sayso::serve
