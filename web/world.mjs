// The map: Natural Earth's countries at 1:50 million as world-atlas packs them, without what the page does not draw.
import { readFileSync, writeFileSync } from "node:fs";

const world = JSON.parse(readFileSync("node_modules/world-atlas/countries-50m.json", "utf8"));
delete world.objects.land;
const countries = world.objects.countries;
countries.geometries = countries.geometries.filter((g) => g.properties.name !== "Antarctica");

// Arcs that nothing uses any more go, too.
const used = new Map();
const renumber = (arcs) => arcs.map((a) => (Array.isArray(a) ? renumber(a) : index(a)));
function index(arc) {
  const at = arc < 0 ? ~arc : arc;
  if (!used.has(at)) used.set(at, used.size);
  return arc < 0 ? ~used.get(at) : used.get(at);
}
for (const geometry of countries.geometries) geometry.arcs = renumber(geometry.arcs);
const arcs = [];
for (const [old, now] of used) arcs[now] = world.arcs[old];
world.arcs = arcs;
writeFileSync("dist/world.json", JSON.stringify(world) + "\n");
