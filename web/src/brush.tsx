// The time line: incidents by day, week or month as bars, of which a run of days can be chosen with the pointer. The two
// date fields beside it do the same by keyboard.
import { useMemo, useRef, useState } from "preact/hooks";

const DAY = 86400000;
const number = (day: string) => Math.round(Date.parse(day + "T00:00:00Z") / DAY);
const iso = (n: number) => new Date(n * DAY).toISOString().slice(0, 10);
const WIDTH = 1000, HEIGHT = 58, FLOOR = 44;

interface Props {
  days: { day: string; incidents: number; disputed: number }[];
  from: string; to: string;
  onRange: (from: string, to: string) => void;
}

export function TimeLine({ days, from, to, onRange }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<[number, number] | null>(null);
  const shape = useMemo(() => {
    if (days.length === 0) return null;
    const first = number(days[0].day), last = number(days[days.length - 1].day) + 1;
    const span = Math.max(last - first, 1);
    const step = Math.max(1, Math.ceil(span / 240));  // days a bar
    const bars = new Map<number, { all: number; disputed: number }>();
    for (const d of days) {
      const at = Math.floor((number(d.day) - first) / step);
      const bar = bars.get(at) ?? { all: 0, disputed: 0 };
      bar.all += d.incidents;
      bar.disputed += d.disputed;
      bars.set(at, bar);
    }
    const most = Math.max(...[...bars.values()].map((b) => b.all));
    // Some dates along the floor, as many as there is room for.
    const ticks: number[] = [];
    const every = [1, 2, 7, 14, 30, 91, 182, 365, 730, 1826].find((d) => span / d <= 9) ?? 3652;
    for (let n = first; n < last; n += every) ticks.push(n);
    return { first, last, span, step, bars, most, ticks };
  }, [days]);
  if (!shape) return <div class="timeline empty" aria-hidden="true" />;
  const { first, last, span, step, bars, most, ticks } = shape;
  const x = (n: number) => ((n - first) / span) * WIDTH;
  const dayAt = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect();
    const part = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return Math.min(last - 1, first + Math.floor(part * span));
  };
  const chosen: [number, number] | null = drag ? [Math.min(...drag), Math.max(...drag) + 1]
    : from || to ? [from ? number(from) : first, to ? number(to) + 1 : last] : null;
  return (
    <div class="timeline noprint">
      <svg ref={svg} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img"
        aria-label={`Incidents by day from ${iso(first)} to ${iso(last - 1)}. Choose days with the fields From and To.`}
        onPointerDown={(e) => {
          svg.current!.setPointerCapture(e.pointerId);
          const n = dayAt(e);
          setDrag([n, n]);
        }}
        onPointerMove={(e) => drag && setDrag([drag[0], dayAt(e)])}
        onPointerCancel={() => setDrag(null)}
        onPointerUp={(e) => {
          if (!drag) return;
          const [a, b] = [Math.min(drag[0], dayAt(e)), Math.max(drag[0], dayAt(e))];
          setDrag(null);
          // A click on what is chosen already takes the choice away.
          if (a === b && from === iso(a) && to === iso(b)) onRange("", "");
          else onRange(iso(a), iso(b));
        }}>
        {chosen && <rect class="chosen" x={x(chosen[0])} y={0} width={Math.max(2, x(chosen[1]) - x(chosen[0]))} height={FLOOR} />}
        {[...bars].map(([at, bar]) => {
          const left = x(first + at * step), width = Math.min(26, Math.max(1.5, (step / span) * WIDTH - 1));
          const tall = (bar.all / most) * (FLOOR - 4), low = (bar.disputed / most) * (FLOOR - 4);
          return (
            <g key={at}>
              <rect class="bar" x={left} y={FLOOR - tall} width={width} height={tall} />
              <rect class="bar disputed" x={left} y={FLOOR - low} width={width} height={low} />
            </g>
          );
        })}
        <line class="floor" x1={0} x2={WIDTH} y1={FLOOR} y2={FLOOR} />
      </svg>
      <div class="ticks" aria-hidden="true">
        {ticks.map((n) => <span key={n} style={{ left: `${(x(n) / WIDTH) * 100}%` }}>{iso(n)}</span>)}
      </div>
      {(from || to) && <button type="button" class="plain" onClick={() => onRange("", "")}>All days</button>}
    </div>
  );
}
