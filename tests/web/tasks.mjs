// What keeps the page busy on a ledger of one's own: node tests/web/tasks.mjs URL [SLOWER]. Opens the list, filters,
// zooms, moves the map, goes through the list, and prints every task of 50 ms or more; SLOWER divides the processor's
// speed. No test: what it prints is for docs/measurements.md.
import { launch } from "./browser.mjs";

const [url, slower = "1"] = process.argv.slice(2);
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.addInitScript(() => {
  window.long = [];
  new PerformanceObserver((list) => list.getEntries().forEach((e) => window.long.push(Math.round(e.duration)))).observe({ type: "longtask", buffered: true });
});
const client = await page.context().newCDPSession(page);
await client.send("Emulation.setCPUThrottlingRate", { rate: Number(slower) });
const step = async (what, act) => {
  await act();
  await page.waitForTimeout(1200);
  const tasks = await page.evaluate(() => window.long.splice(0));
  console.log(`${what}: ${tasks.length ? tasks.join(", ") + " ms" : "none"}`);
};
await step("open", async () => {
  await page.goto(url);
  await page.waitForSelector(".map .land");
  await page.waitForSelector(".incidents tbody tr");
});
await step("accounts that differ", () => page.check(".filters .check input"));
await step("words", () => page.fill("input[type=search]", "killed"));
await step("clear", () => page.click("text=Clear >> nth=0"));
await step("zoom out and in", async () => {
  for (let i = 0; i < 4; ++i) await page.click("text=−");
  for (let i = 0; i < 8; ++i) await page.click("[aria-label='Zoom in']");
});
await step("move the map", async () => {
  const box = await page.locator(".map .hold").boundingBox();
  await page.mouse.move(box.x + 200, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 120, { steps: 12 });
  await page.mouse.up();
});
await step("all of the map", () => page.click(".map .controls >> text=All"));
await step("point at rows", async () => {
  for (let i = 1; i < 8; ++i) await page.hover(`.incidents tbody tr >> nth=${i}`);
});
await step("older ones, five times", async () => {
  for (let i = 0; i < 5 && (await page.locator("text=Show older ones").count()) > 0; ++i) {
    await page.click("text=Show older ones");
    await page.waitForTimeout(300);
  }
});
await browser.close();
