// How many requests a server answers: node bench/requests.mjs URL [SECONDS]. Eight connections that are kept; one
// incident again and again, 500 in turn, the list from another day each time. Put the server and this on cores of their
// own: taskset -c 0 sayso serve --port 8476 LEDGER & taskset -c 1 node bench/requests.mjs http://127.0.0.1:8476
import http from "node:http";

const [url, seconds = "6"] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
const names = (await (await fetch(url + "/incidents.json?limit=500")).json()).incidents.map((i) => i.incident);
const day = (n) => new Date(Date.UTC(2020, 0, 1 + (n % 300))).toISOString().slice(0, 10);
const questions = {
  "one incident": () => `/incident/${names[0]}.json`,
  "each another": (n) => `/incident/${names[n % names.length]}.json`,
  "the list": (n) => `/incidents.json?from=${day(n)}`,
};
for (const [what, path] of Object.entries(questions)) {
  const took = [];
  let bad = 0, next = 0;
  const one = () => new Promise((done) => {
    const begun = performance.now();
    http.get(url + path(next++), { agent }, (answer) => {
      answer.resume();
      answer.on("end", () => {
        took.push(performance.now() - begun);
        if (answer.statusCode !== 200) ++bad;
        done();
      });
    }).on("error", () => { ++bad; done(); });
  });
  const end = Date.now() + seconds * 1000, begun = Date.now();
  await Promise.all(Array.from({ length: 8 }, async () => { while (Date.now() < end) await one(); }));
  took.sort((a, b) => a - b);
  const at = (part) => took[Math.min(took.length - 1, Math.floor(took.length * part))].toFixed(1);
  console.log(`${what}: ${Math.round(took.length / ((Date.now() - begun) / 1000))} requests/s, median ${at(0.5)} ms, 99 % within ${at(0.99)} ms, ${bad} not answered well`);
}
agent.destroy();
