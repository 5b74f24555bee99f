// Debian's Chromium and a server of one's own, for the tests and for the pictures of docs/.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const sayso = process.env.SAYSO ?? join(root, "build/release/sayso");

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });

// The demo ledger, as make demo makes it.
export const demo = ["examples"];

// A server on a port that is free; its ledger is made of the files and folders `of`.
export async function serve({ of = null, write = false, folders = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "sayso-web-"));
  const ledger = join(folder, "demo.sayso");
  if (of) {
    const made = spawnSync(sayso, ["add", ledger, ...of], { cwd: root, encoding: "utf8" });
    if (made.status !== 0) throw new Error(made.stderr);
  }
  const options = ["serve", "--port", "0"];
  if (of) options.push(ledger);
  if (write) options.push("--write");
  for (const f of folders) options.push("--folder", f);
  const child = spawn(sayso, options, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise((done, fail) => {
    let text = "";
    child.stdout.on("data", (bytes) => {
      text += bytes;
      if (text.includes("\n")) done(text.trim().replace(/\/$/, ""));
    });
    child.on("exit", (code) => fail(new Error(`sayso serve ended with ${code}`)));
    setTimeout(() => fail(new Error("sayso serve says nothing")), 30000).unref();
  });
  return {
    url,
    async stop() {
      const ended = new Promise((done) => child.on("exit", done));
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
