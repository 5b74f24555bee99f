// Figures as ranges: a row for each that a source gave, in the order of publication; a bar from the least to the most
// that the figure allows, with an open end where none was said ("over 550" goes on to the right).
import { reportPath } from "./api";
import type { History } from "./api";
import { counted, day, figure } from "./words";

interface Row { who: string; day: string; text: string; low: number | null; high: number | null; total: boolean; change: string; document: string; n: number }

export function TollChart({ histories }: { histories: History[] }) {
  const groups = new Map<string, Row[]>();
  for (const h of histories) {
    const rows = groups.get(counted(h)) ?? [];
    for (const p of h.points)
      rows.push({
        who: h.speaker, day: day(p.published), text: figure(p.toll) + (p.toll.total ? " so far" : ""), low: p.toll.low, high: p.toll.high,
        total: p.toll.total, change: p.change && p.change !== "first" ? p.change : "", document: p.claim?.document ?? p.document ?? "", n: p.claim?.n ?? p.n ?? 0,
      });
    groups.set(counted(h), rows);
  }
  return (
    <div class="charts">
      {[...groups].map(([what, rows]) => <Group key={what} what={what} rows={[...rows].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.who < b.who ? -1 : 1))} />)}
    </div>
  );
}

const nice = (most: number): number => {
  const ten = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return [1, 2, 2.5, 5, 10].map((n) => n * ten).find((n) => n >= most) ?? most;
};

function Group({ what, rows }: { what: string; rows: Row[] }) {
  const values = rows.flatMap((r) => [r.low, r.high].filter((n): n is number => n !== null));
  // Room behind the largest for the open ends.
  const most = nice(Math.max(1, ...values) * 1.15);
  const part = (n: number) => `${(Math.min(n, most) / most) * 100}%`;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((f) => f * most).filter((n) => Number.isInteger(n));
  return (
    <figure class="toll">
      <figcaption>{what}</figcaption>
      <table>
        <thead class="hidden"><tr><th scope="col">Published</th><th scope="col">Who</th><th scope="col">Figure</th><th scope="col">Range</th></tr></thead>
        <tbody>
          {rows.map((r, i) => (
            <tr key={i}>
              <td class="days">{r.day}</td>
              <td class="who">{r.who}</td>
              <td class="figure"><a href={reportPath(r.document, r.n)}>{r.text}</a>{r.change && r.change !== "same" && <small> {r.change}</small>}</td>
              <td class="range">
                <svg width="100%" height="16" role="img" aria-label={`${r.low ?? "no least"} to ${r.high ?? "no most"}`}>
                  {ticks.map((t) => <line key={t} class="tick" x1={part(t)} x2={part(t)} y1="0" y2="16" />)}
                  {r.low !== null && r.high !== null && r.low === r.high && <circle class="exact" cx={part(r.low)} cy="8" r="4" />}
                  {r.low !== null && r.high !== null && r.low !== r.high && <rect class="span" x={part(r.low)} y="5" width={part(r.high - r.low)} height="6" />}
                  {r.low !== null && r.high === null && (
                    <>
                      <line class="open" x1={part(r.low)} x2="100%" y1="8" y2="8" />
                      <line class="edge" x1={part(r.low)} x2={part(r.low)} y1="3" y2="13" />
                    </>
                  )}
                  {r.low === null && r.high !== null && (
                    <>
                      <line class="open" x1="0" x2={part(r.high)} y1="8" y2="8" />
                      <line class="edge" x1={part(r.high)} x2={part(r.high)} y1="3" y2="13" />
                    </>
                  )}
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot aria-hidden="true">
          <tr><td /><td /><td /><td class="range axis">{ticks.map((t) => <span key={t} style={{ left: part(t) }}>{t.toLocaleString("en")}</span>)}</td></tr>
        </tfoot>
      </table>
    </figure>
  );
}
