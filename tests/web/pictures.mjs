// The five views at two widths, as docs/ keeps them: node tests/web/pictures.mjs FOLDER [dark] [full]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demo, launch, root, serve } from "./browser.mjs";

const [folder, ...rest] = process.argv.slice(2);
const full = rest.includes("full"), scheme = rest.includes("dark") ? "dark" : "light";
const server = await serve({ of: demo, write: true });
const browser = await launch();
const found = await (await fetch(server.url + "/incidents.json?disputed=1&q=" + encodeURIComponent("550"))).json();
const incident = "/incident/" + found.incidents[0].incident;
const text = readFileSync(join(root, "examples/04-northern-press.txt"), "utf8");
for (const [size, width, height] of [["wide", 1360, 900], ["narrow", 420, 860]]) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
  page.setDefaultTimeout(180000);
  const shot = async (name) => {
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(folder, `page-${name}-${size}.png`), fullPage: full });
  };
  await page.goto(server.url + "/");
  await page.waitForSelector(".map .land");
  await shot("incidents");
  await page.goto(server.url + incident);
  await page.waitForSelector(".statements");
  await shot("incident");
  await page.goto(server.url + "/report?uri=examples/03-caspian-wire.txt#claim-8");
  await page.waitForSelector(".claims li.lit");
  await page.waitForTimeout(500);
  await shot("report");
  await page.goto(server.url + "/read");
  await page.fill("textarea", text);
  await page.click("button.main");
  await page.waitForSelector(".claims li");
  await shot("read");
  await page.goto(server.url + incident);
  await page.waitForSelector(".statements");
  await page.evaluate(() => localStorage.setItem("sayso-who", "Ana"));
  await page.reload();
  await page.waitForSelector(".statements");
  await page.keyboard.press("c");
  await page.waitForSelector("dialog[open]");
  await shot("review");
  await page.close();
}
await browser.close();
await server.stop();
