#include "serve/server.h"

#include <gtest/gtest.h>

namespace sayso::serve {
namespace {

TEST(Server, APortThatIsTakenIsRefused) {
  auto site = Site::open({});
  ASSERT_TRUE(site) << site.error().text();
  Server one(**site), other(**site);
  auto port = one.bind("127.0.0.1", 0);
  ASSERT_TRUE(port) << port.error().text();
  auto again = other.bind("127.0.0.1", *port);
  ASSERT_FALSE(again) << "two servers would answer in turn, each from its ledger";
  EXPECT_EQ(again.error().text(), "the address 127.0.0.1:" + std::to_string(*port) +
                                      " cannot be listened on; try another --port: is it taken?");
}

}  // namespace
}  // namespace sayso::serve
