// Where it is said to have happened. A dot is the place itself; what is known no better than "somewhere in the district"
// is drawn as an area as wide as that, and what is known to be in a country as the country, hatched. Contested borders
// are dashed. No color tells sides apart.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { geoMercator } from "d3-geo";
import type { Spot } from "./api";
import { CONTESTED } from "./contested";
import { placeOf, plural, precisionWords } from "./words";

const SIZE = 1000;
const projection = geoMercator().scale(SIZE / (2 * Math.PI)).translate([SIZE / 2, SIZE / 2]);
const EARTH_KM = 6371;
// How far from its point a happening of this precision may be.
const REACH_KM: Record<number, number> = { 2: 10, 3: 25, 4: 75, 5: 200, 7: 200 };

// TopoJSON, as far as the map's file uses it: lines that two neighbors share are there once.
interface World {
  transform: { scale: [number, number]; translate: [number, number] };
  arcs: [number, number][][];
  objects: { countries: { geometries: { id?: string; type: string; arcs: number[][] | number[][][]; properties: { name: string } }[] } };
}
interface Shapes { land: string; borders: string; contested: string; countries: Map<string, string> }
let shapesOnce: Promise<Shapes> | null = null;
const breath = () => new Promise((done) => setTimeout(done));

// Every shared line is projected once; drawing all countries one by one would keep a slow machine busy for half a second.
async function shapesOf(world: World): Promise<Shapes> {
  const { scale, translate } = world.transform;
  const lines: string[][] = [];
  let begun = performance.now();
  const rest = async () => {
    if (performance.now() - begun < 25) return;
    await breath();
    begun = performance.now();
  };
  for (const arc of world.arcs) {
    let x = 0, y = 0;
    lines.push(arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      const [px, py] = projection([x * scale[0] + translate[0], Math.max(-85, Math.min(85, y * scale[1] + translate[1]))])!;
      return px.toFixed(2) + "," + py.toFixed(2);
    }));
    await rest();
  }
  const contested = new Set(CONTESTED.flatMap(([a, b]) => [`${a}|${b}`, `${b}|${a}`]));
  const users = new Map<number, string>();
  const out: Shapes = { land: "", borders: "", contested: "", countries: new Map() };
  for (const country of world.objects.countries.geometries) {
    let d = "";
    const rings = country.type === "Polygon" ? (country.arcs as number[][]) : (country.arcs as number[][][]).flat();
    for (const ring of rings) {
      const points = ring.flatMap((n, i) => {
        const line = n < 0 ? [...lines[~n]].reverse() : lines[n];
        return i === 0 ? line : line.slice(1);
      });
      d += "M" + points.join("L") + "Z";
      for (const n of ring) {
        const arc = n < 0 ? ~n : n, other = users.get(arc);
        if (other === undefined) users.set(arc, country.properties.name);
        else if (other !== country.properties.name)
          out[contested.has(`${other}|${country.properties.name}`) ? "contested" : "borders"] += "M" + lines[arc].join("L");
      }
    }
    out.land += d;
    if (country.id !== undefined) out.countries.set(country.id, d);
    await rest();
  }
  return out;
}

const loadShapes = () => (shapesOnce ??= fetch("/assets/world.json").then(async (response) => shapesOf((await response.json()) as World)));

interface Frame { x: number; y: number; width: number; height: number }
const WHOLE: Frame = { x: 0, y: 110, width: SIZE, height: 600 };

// The frame of what most is told of: a single place on another continent does not make all the others small.
function mostOf(points: { x: number; y: number; spot: Spot }[]): [number, number][] {
  const all = points.reduce((n, p) => n + p.spot.incidents, 0);
  const median = (value: (p: { x: number; y: number }) => number) => {
    let n = 0;
    for (const p of [...points].sort((a, b) => value(a) - value(b))) if ((n += p.spot.incidents) * 2 >= all) return value(p);
    return 0;
  };
  const x = median((p) => p.x), y = median((p) => p.y);
  const far = (p: { x: number; y: number }) => Math.hypot(p.x - x, p.y - y);
  let n = 0;
  return [...points].sort((a, b) => far(a) - far(b)).filter((p) => n < all * 0.92 && (n += p.spot.incidents)).map((p) => [p.x, p.y]);
}

function framed(points: [number, number][]): Frame {
  if (points.length === 0) return WHOLE;
  const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = Math.max(right - left, (bottom - top) * 1.3, 8) * 0.2 + 1;
  return { x: left - room, y: top - room, width: right - left + 2.6 * room, height: bottom - top + 2 * room };
}

interface Props {
  spots: Spot[]; cut: boolean; over: string | null; box: string;
  onOver: (place: string | null) => void;
  onPlace: (place: string) => void;
  onBox: (box: string) => void;
}

export function WorldMap({ spots, cut, over, box, onOver, onPlace, onBox }: Props) {
  const [shapes, setShapes] = useState<Shapes | null>(null);
  const [fault, setFault] = useState("");
  const [frame, setFrame] = useState<Frame | null>(null);
  const [size, setSize] = useState<[number, number]>([600, 440]);
  const hold = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; y: number; frame: Frame; moved: boolean } | null>(null);
  useEffect(() => {
    loadShapes().then(setShapes, () => setFault("The map could not be loaded."));
    const watch = new ResizeObserver(([entry]) => setSize([entry.contentRect.width, entry.contentRect.height]));
    watch.observe(hold.current!);
    return () => watch.disconnect();
  }, []);

  const placed = useMemo(
    () => spots.flatMap((s) => {
      if (s.lat === null || s.lon === null) return [];
      const p = projection([s.lon, s.lat]);
      if (!p) return [];
      const reach = ((REACH_KM[s.precision] ?? 0) / (EARTH_KM * Math.cos((s.lat * Math.PI) / 180))) * (SIZE / (2 * Math.PI));
      return [{ spot: s, x: p[0], y: p[1], reach, name: placeOf(s) }];
    }),
    [spots],
  );
  const precise = useMemo(() => placed.filter((p) => p.spot.precision < 6), [placed]);
  const fitted = useMemo(() => framed(mostOf(precise)), [precise]);
  const whole = () => setFrame(framed(precise.map((p) => [p.x, p.y])));
  const asked = frame ?? fitted;
  // The frame as it fits the room that there is.
  const k = Math.max(0.05, Math.min(size[0] / asked.width, size[1] / asked.height));
  const shown: Frame = {
    x: asked.x + asked.width / 2 - size[0] / k / 2, y: asked.y + asked.height / 2 - size[1] / k / 2,
    width: size[0] / k, height: size[1] / k,
  };
  const px = 1 / k;

  const zoom = (by: number, at?: [number, number]) => {
    const width = Math.min(SIZE * 1.2, Math.max(2, shown.width / by)), real = shown.width / width;
    const [cx, cy] = at ?? [shown.x + shown.width / 2, shown.y + shown.height / 2];
    setFrame({ x: cx - (cx - shown.x) / real, y: cy - (cy - shown.y) / real, width, height: shown.height / real });
  };
  const wheel = useRef<(e: WheelEvent) => void>(() => {});
  wheel.current = (e) => {
    if (!e.ctrlKey && !e.metaKey && document.activeElement !== hold.current && !hold.current!.contains(document.activeElement)) return;
    e.preventDefault();
    const r = hold.current!.getBoundingClientRect();
    zoom(Math.exp(-e.deltaY * 0.002), [shown.x + (e.clientX - r.left) * px, shown.y + (e.clientY - r.top) * px]);
  };
  useEffect(() => {
    const tell = (e: WheelEvent) => wheel.current(e);
    const element = hold.current!;
    element.addEventListener("wheel", tell, { passive: false });
    return () => element.removeEventListener("wheel", tell);
  }, []);
  const keys = (e: KeyboardEvent) => {
    const step = shown.width / 8;
    const to: Record<string, () => void> = {
      "+": () => zoom(1.6), "=": () => zoom(1.6), "-": () => zoom(1 / 1.6), "0": () => setFrame(null),
      ArrowLeft: () => setFrame({ ...shown, x: shown.x - step }), ArrowRight: () => setFrame({ ...shown, x: shown.x + step }),
      ArrowUp: () => setFrame({ ...shown, y: shown.y - step }), ArrowDown: () => setFrame({ ...shown, y: shown.y + step }),
    };
    if (!to[e.key] || e.ctrlKey || e.metaKey || e.altKey) return;
    e.preventDefault();
    to[e.key]();
  };
  const onlyHere = () => {
    const a = projection.invert!([shown.x, shown.y + shown.height])!, b = projection.invert!([shown.x + shown.width, shown.y])!;
    const clip = (n: number, most: number) => Math.max(-most, Math.min(most, n)).toFixed(3);
    onBox([clip(a[1], 85), clip(a[0], 180), clip(b[1], 85), clip(b[0], 180)].join(","));
  };

  // The names of the places of which most is told, as far as they do not cover each other.
  const labels = useMemo(() => {
    const taken: [number, number, number, number][] = [];
    const out: typeof placed = [];
    for (const p of placed) {
      if (out.length >= 14 || p.spot.precision >= 6) continue;
      const x = (p.x - shown.x) * k, y = (p.y - shown.y) * k, w = p.spot.place.length * 6.6 + 14;
      if (x < 0 || y < 8 || x + w > size[0] || y > size[1] - 8) continue;
      if (taken.some((t) => x < t[2] && t[0] < x + w && y - 9 < t[3] && t[1] < y + 9)) continue;
      taken.push([x - 6, y - 9, x + w, y + 9]);
      out.push(p);
    }
    return out;
  }, [placed, shown.x, shown.y, k, size[0], size[1]]);

  const countries = new Map<string, { name: string; spots: Spot[] }>();
  for (const p of placed)
    if (p.spot.precision === 6 && p.spot.country_number) {
      const entry = countries.get(p.spot.country_number) ?? { name: p.name, spots: [] };
      entry.spots.push(p.spot);
      countries.set(p.spot.country_number, entry);
    }
  const near = placed.find((p) => p.name === over);
  const summary = `Map of ${plural(spots.length, "place", "places")} of incidents. The list tells the same. Plus and minus zoom, arrows move.`;
  return (
    <div class="map">
      <div class="hold" ref={hold} tabIndex={0} role="application" aria-label={summary} onKeyDown={keys}
        onPointerDown={(e) => {
          drag.current = { x: e.clientX, y: e.clientY, frame: shown, moved: false };
        }}
        onPointerMove={(e) => {
          const d = drag.current;
          if (!d || e.buttons === 0) return;
          if (!d.moved && Math.hypot(e.clientX - d.x, e.clientY - d.y) < 4) return;
          if (!d.moved) hold.current!.setPointerCapture(e.pointerId);
          d.moved = true;
          setFrame({ ...d.frame, x: d.frame.x - (e.clientX - d.x) * px, y: d.frame.y - (e.clientY - d.y) * px });
        }}
        onPointerUp={() => (drag.current = null)}>
        <svg viewBox={`${shown.x} ${shown.y} ${shown.width} ${shown.height}`} aria-hidden="true">
          <defs>
            <pattern id="hatch" width={7 * px} height={7 * px} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line x1={0} x2={0} y1={0} y2={7 * px} class="hatch" stroke-width={1.2 * px} />
            </pattern>
          </defs>
          {shapes && (
            <g class="base">
              <path class="land" d={shapes.land} />
              <path class="borders" d={shapes.borders} />
              <path class="contested" d={shapes.contested} />
            </g>
          )}
          {shapes && [...countries].map(([id, c]) => (
            <path key={id} class={"country" + (over === c.name ? " over" : "")} d={shapes.countries.get(id) ?? ""}
              onMouseEnter={() => onOver(c.name)} onMouseLeave={() => onOver(null)} onClick={() => !drag.current?.moved && onPlace(c.spots[0].place)}>
              <title>{`${c.name}: ${plural(c.spots.reduce((n, s) => n + s.incidents, 0), "incident", "incidents")}, somewhere in the country`}</title>
            </path>
          ))}
          {placed.filter((p) => p.spot.precision !== 6).map((p) => {
            const exact = p.spot.precision === 1, r = exact ? Math.min(3 + Math.sqrt(p.spot.incidents) * 1.1, 14) * px : Math.max(p.reach, 6 * px);
            const told = `${p.name}: ${plural(p.spot.incidents, "incident", "incidents")}, ${precisionWords[p.spot.precision]}` +
              (p.spot.disputed ? `; accounts differ on ${p.spot.disputed}` : "");
            return (
              <circle key={p.name + p.spot.precision} cx={p.x} cy={p.y} r={r}
                class={(exact ? "spot" : "area") + (p.spot.disputed ? " disputed" : "") + (over === p.name ? " over" : "")}
                onMouseEnter={() => onOver(p.name)} onMouseLeave={() => onOver(null)} onClick={() => !drag.current?.moved && onPlace(p.spot.place)}>
                <title>{told}</title>
              </circle>
            );
          })}
          {labels.map((p) => (
            <text key={p.name + p.spot.precision} x={p.x + 8 * px} y={p.y + 4 * px} font-size={11.5 * px} stroke-width={3 * px} class="label">{p.spot.place}</text>
          ))}
          {near && !labels.includes(near) && near.spot.precision < 6 && (
            <text x={near.x + 8 * px} y={near.y + 4 * px} font-size={11.5 * px} stroke-width={3 * px} class="label over">{near.spot.place}</text>
          )}
        </svg>
        {fault && <p class="fault">{fault}</p>}
      </div>
      <div class="controls">
        <button type="button" aria-label="Zoom in" onClick={() => zoom(1.6)}>+</button>
        <button type="button" aria-label="Zoom out" onClick={() => zoom(1 / 1.6)}>−</button>
        <button type="button" onClick={() => setFrame(null)}>Most</button>
        <button type="button" onClick={whole}>All</button>
        <button type="button" onClick={onlyHere}>Only what is shown</button>
        {box && <button type="button" onClick={() => onBox("")}>Everywhere</button>}
      </div>
      <p class="key">
        <span class="k-spot" /> the place itself <span class="k-area" /> somewhere within <span class="k-country" /> somewhere in the country <span class="k-line" /> contested border
        {cut && " · places of which least is told are left out"}
      </p>
    </div>
  );
}
