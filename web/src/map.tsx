// Where it is said to have happened. A dot is the place itself; what is known no better than "somewhere in the district"
// is drawn as an area as wide as that, and what is known to be in a country as the country, hatched. Contested borders
// are dashed. No color tells sides apart.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { geoMercator } from "d3-geo";
import type { Spot } from "./api";
import { CONTESTED } from "./contested";
import type { Contested } from "./contested";
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
// A country, or a run of a border, as a path: whole, and with the points that a map of the world has room for. `box` is
// where it lies: left, top, right, bottom.
type Box = [number, number, number, number];
interface Shape { fine: string; coarse: string; box: Box }
interface Shapes { countries: (Shape & { id?: string })[]; coasts: Shape[]; borders: Shape[]; contested: Shape[] }
let shapesOnce: Promise<Shapes> | null = null;
const breath = () => new Promise((done) => setTimeout(done));
const COARSE = 0.35;  // how far, on the map of 1000, the next point lies that is drawn of a whole continent
const WIDE = 160;     // a frame wider than this is drawn coarsely

interface Line { lonlat: [number, number][]; fine: string[]; coarse: string[]; box: Box }

// Where a line crosses the edge of the map it goes on beyond it, and not back across the whole world.
function unwrapped(lonlat: [number, number][], from: number): [number, number][] {
  let last = from;
  return lonlat.map(([lon, lat]) => {
    last = lon + 360 * Math.round((last - lon) / 360);
    return [last, lat];
  });
}

function projected(lonlat: [number, number][]): Line {
  const line: Line = { lonlat, fine: [], coarse: [], box: [Infinity, Infinity, -Infinity, -Infinity] };
  let lastX = Infinity, lastY = Infinity;
  lonlat.forEach(([lon, lat], i) => {
    const x = ((lon + 180) / 360) * SIZE, y = projection([0, Math.max(-85, Math.min(85, lat))])![1];
    const point = x.toFixed(2) + "," + y.toFixed(2);
    line.fine.push(point);
    if (i === 0 || i === lonlat.length - 1 || Math.abs(x - lastX) + Math.abs(y - lastY) > COARSE) {
      line.coarse.push(point);
      lastX = x;
      lastY = y;
    }
    line.box = [Math.min(line.box[0], x), Math.min(line.box[1], y), Math.max(line.box[2], x), Math.max(line.box[3], y)];
  });
  return line;
}
const around = (boxes: Box[]): Box => [
  Math.min(...boxes.map((b) => b[0])), Math.min(...boxes.map((b) => b[1])), Math.max(...boxes.map((b) => b[2])), Math.max(...boxes.map((b) => b[3])),
];
const open = (line: Line): Shape => ({ fine: "M" + line.fine.join("L"), coarse: "M" + line.coarse.join("L"), box: line.box });

// Runs of a border: those within the boxes are contested, the others are not.
function cut(line: Line, parts: [number, number, number, number][]): { contested: boolean; line: Line }[] {
  const inside = ([lon, lat]: [number, number]) => parts.some(([w, s, e, n]) => lon >= w && lon <= e && lat >= s && lat <= n);
  const out: { contested: boolean; line: Line }[] = [];
  for (let i = 1, begin = 0; i <= line.lonlat.length; ++i) {
    if (i < line.lonlat.length && inside(line.lonlat[i]) === inside(line.lonlat[begin])) continue;
    // A run goes on to the first point of the next one.
    const run = line.lonlat.slice(begin, i + 1);
    if (run.length > 1) out.push({ contested: inside(line.lonlat[begin]), line: projected(run) });
    begin = i;
  }
  return out;
}

// Every shared line is projected once, and no step takes long.
async function shapesOf(world: World): Promise<Shapes> {
  const { scale, translate } = world.transform;
  const lines: Line[] = [];
  let begun = performance.now();
  const rest = async () => {
    if (performance.now() - begun < 20) return;
    await breath();
    begun = performance.now();
  };
  for (const arc of world.arcs) {
    let x = 0, y = 0;
    const points = arc.map(([dx, dy]): [number, number] => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
    lines.push(projected(unwrapped(points, points[0][0])));
    await rest();
  }
  const contested = new Map<string, Contested["parts"]>(CONTESTED.flatMap(({ between: [a, b], parts }) => [[`${a}|${b}`, parts], [`${b}|${a}`, parts]]));
  const users = new Map<number, string>();
  const out: Shapes = { countries: [], coasts: [], borders: [], contested: [] };
  const shared = new Set<number>();
  for (const country of world.objects.countries.geometries) {
    const shape: Shape & { id?: string } = { id: country.id, fine: "", coarse: "", box: [0, 0, 0, 0] };
    const boxes: Box[] = [];
    const rings = country.type === "Polygon" ? (country.arcs as number[][]) : (country.arcs as number[][][]).flat();
    for (const ring of rings) {
      let end: number | null = null;
      const used = ring.map((n) => {
        let line = lines[n < 0 ? ~n : n];
        const first: number = line.lonlat[n < 0 ? line.lonlat.length - 1 : 0][0];
        if (end !== null && Math.abs(first - end) > 180) {
          const shift = 360 * Math.round((end - first) / 360);
          line = projected(line.lonlat.map(([lon, lat]) => [lon + shift, lat]));
        }
        end = line.lonlat[n < 0 ? 0 : line.lonlat.length - 1][0];
        return { line, back: n < 0 };
      });
      boxes.push(...used.map((u) => u.line.box));
      const joined = (which: "fine" | "coarse") =>
        used.flatMap(({ line, back }, i) => {
          const points = back ? [...line[which]].reverse() : line[which];
          return i === 0 ? points : points.slice(1);
        });
      shape.fine += "M" + joined("fine").join("L") + "Z";
      const coarse = joined("coarse");
      if (coarse.length > 3) shape.coarse += "M" + coarse.join("L") + "Z";
      for (const n of ring) {
        const arc = n < 0 ? ~n : n, name = country.properties.name, other = users.get(arc), pair = `${other}|${name}`;
        if (other !== undefined && other !== name) shared.add(arc);
        if (other === undefined) users.set(arc, name);
        else if (other !== name && !contested.has(pair)) out.borders.push(open(lines[arc]));
        else if (other !== name && !contested.get(pair)) out.contested.push(open(lines[arc]));
        else if (other !== name)
          for (const run of cut(lines[arc], contested.get(pair)!)) out[run.contested ? "contested" : "borders"].push(open(run.line));
      }
    }
    shape.box = around(boxes);
    out.countries.push(shape);
    await rest();
  }
  for (const arc of users.keys()) if (!shared.has(arc)) out.coasts.push(open(lines[arc]));
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

  // What lies within the frame, or near it, is drawn; whatever else changes, it stays as it is.
  const level = shown.width > WIDE ? "coarse" : "fine";
  const tile = Math.max(8, 2 ** Math.ceil(Math.log2(Math.max(shown.width, shown.height))));
  const left = Math.floor(shown.x / tile) * tile, top = Math.floor(shown.y / tile) * tile;
  const base = useMemo(() => {
    const near = (s: Shape) => s.box[0] < left + 2 * tile && s.box[2] > left && s.box[1] < top + 2 * tile && s.box[3] > top;
    const lines = (list: Shape[]) => list.filter(near).map((s) => s[level]).join("");
    return shapes && (
      <g class="base">
        {shapes.countries.map((s, i) => near(s) && <path key={i} class="land" d={s[level]} />)}
        <path class="coasts" d={lines(shapes.coasts)} />
        <path class="borders" d={lines(shapes.borders)} />
        <path class="contested" d={lines(shapes.contested)} />
      </g>
    );
  }, [shapes, level, tile, left, top]);

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
          {base}
          {shapes && [...countries].map(([id, c]) => (
            <path key={id} class={"country" + (over === c.name ? " over" : "")} d={shapes.countries.find((s) => s.id === id)?.[level] ?? ""}
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
