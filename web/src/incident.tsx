// Accounts side by side: a column a claimant, a row a question. A blank cell says nothing.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { incidentPath, query, reportPath } from "./api";
import type { Entry, IncidentPage, Statement } from "./api";
import { Exports, State, Title, useAbout, useAnswer } from "./frame";
import { TollChart } from "./chart";
import { ReviewBar, reviewKeys, useReview } from "./decide";
import { day, days, placeOf, plural, stance } from "./words";

const DISPUTES: Record<string, [string, string]> = {
  "rival-doer": ["names another doer than", "names another doer than"],
  "rival-toll": ["gives another figure than", "gives another figure than"],
  "rival-place": ["names another place than", "names another place than"],
  "rival-time": ["names another time than", "names another time than"],
};

function how(s: Statement): string {
  const via = s.claim.via.map((v) => v.name || v.text).join(", via ");
  return [s.claim.cue ? `“${s.claim.cue.text}”` : "", via ? `via ${via}` : "", day(s.published)].filter(Boolean).join(" · ");
}

export function Incident({ name }: { name: string }) {
  const about = useAbout();
  const [again, setAgain] = useState(0);
  const { data, error, waiting } = useAnswer<IncidentPage>(incidentPath(name) + ".json", again);
  const review = useReview(() => setAgain((n) => n + 1));
  const [at, setAt] = useState(0);
  const keys = useRef<(e: KeyboardEvent) => void>(() => {});
  keys.current = (e) => {
    if (data && about.write) reviewKeys(e, { page: data, at, setAt, review });
  };
  useEffect(() => {
    const tell = (e: KeyboardEvent) => keys.current(e);
    addEventListener("keydown", tell);
    return () => removeEventListener("keydown", tell);
  }, []);
  if (!data) return <State error={error} waiting={waiting} />;
  const h = data.head, a = data.accounts;
  const copies = a.reports.filter((r) => r.copy).length;
  const range = (n: number | null) => (n === null ? "–" : n.toLocaleString("en"));
  return (
    <div class="view-incident">
      <div class="head">
        <Title name={name}>
          {placeOf(h)} <small>{h.kinds.join(", ")}</small>
        </Title>
        <p class="sum">
          <time>{days(h.first, h.last)}</time> · {plural(h.reports, "report", "reports")}
          {copies > 0 && ` (${copies} ${copies === 1 ? "a copy" : "copies"})`}, <b>{h.origins} independent</b>
          {h.sides.length > 0 && ` · ${h.sides.join(", ")}`}
        </p>
        <p class="quiet rules">
          {a.grade.grade && <span title={a.grade.text ?? ""}>{a.grade.rule} rule: <b>{a.grade.grade}</b>. {a.grade.text} </span>}
          {(a.deaths.low !== null || a.deaths.high !== null) &&
            <span>Killed, {a.deaths.rule} rule: low {range(a.deaths.low)}, best {range(a.deaths.best)}, high {range(a.deaths.high)}.</span>}
        </p>
      </div>
      <SideBySide page={data} at={about.write ? at : -1} onAt={setAt} />
      <section aria-labelledby="said">
        <h2 id="said">In their words</h2>
        {about.write && <ReviewBar page={data} at={at} setAt={setAt} review={review} />}
        <ol class="statements">
          {a.statements.map((s, i) => (
            <li key={s.claim.id + s.document} id={`statement-${i + 1}`} class={(about.write && i === at ? "at " : "") + (data.review[i]?.rejected ? "rejected" : "")}
              aria-current={about.write && i === at ? "true" : undefined} onClick={() => setAt(i)}>
              <p>
                <span class="who">{s.speaker}</span> <span class="quiet">{stance(s.claim)} {how(s)}</span>
                <Marks page={data} statement={i} />
              </p>
              <blockquote><a href={reportPath(s.document, s.claim.n)}>{s.claim.sentence.text}</a></blockquote>
              <p class="quiet">
                {a.reports.find((r) => r.document === s.document)?.title ?? s.document}
                {s.copies.length > 0 && ` · printed again ${s.copies.length === 1 ? "once" : s.copies.length + " times"}`}
                {` · in this incident by ${s.because}`}
              </p>
            </li>
          ))}
        </ol>
      </section>
      {a.toll_history.length > 0 && (
        <section aria-labelledby="tolls">
          <h2 id="tolls">Figures, by who gives them and when</h2>
          <TollChart histories={a.toll_history} />
        </section>
      )}
      <section aria-labelledby="reports">
        <h2 id="reports">Reports</h2>
        <table class="plain">
          <thead><tr><th scope="col">Published</th><th scope="col">Outlet</th><th scope="col">Report</th><th scope="col"></th></tr></thead>
          <tbody>
            {a.reports.map((r) => (
              <tr key={r.document}>
                <td class="days">{day(r.published)}</td>
                <td>{r.outlet ?? r.agency ?? ""}</td>
                <td><a href={reportPath(r.document)}>{r.title ?? r.document}</a></td>
                <td>{r.copy && "a copy"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {a.others.length > 0 && (
        <section aria-labelledby="others">
          <h2 id="others">Beside it, coded by others</h2>
          <ul>
            {a.others.map((o) => (
              <li key={o.source + o.key}>
                {o.source} {o.key}: {o.kind} at {o.place}, {days(o.first, o.last)}, {o.sides}; killed {[o.low, o.best, o.high].map(range).join(" / ")}
              </li>
            ))}
          </ul>
        </section>
      )}
      {data.also.length > 0 && (
        <p class="quiet noprint">Also there or nearby, within three days: {data.also.map((n, i) => <>{i > 0 && ", "}<a href={incidentPath(n)}>{n}</a></>)}</p>
      )}
      <Exports search={query({ incident: name })} />
    </div>
  );
}

function Marks({ page, statement }: { page: IncidentPage; statement: number }) {
  const mark = page.review[statement];
  if (!mark) return null;
  return (
    <>
      {mark.accepted && <span class="mark">accepted</span>}
      {mark.rejected && <span class="mark">rejected</span>}
      {mark.corrected.length > 0 && <span class="mark">corrected: {mark.corrected.join(", ")}</span>}
    </>
  );
}

// In the rows of which questions a dispute is shown.
const ROWS: Record<string, string[]> = { denial: ["what", "toll"], "rival-doer": ["by"], "rival-toll": ["toll"], "rival-place": ["where"], "rival-time": ["when"] };

// What a statement's disputes say of it in words: the lines between the cells say the same to the eye.
function against(page: IncidentPage, statement: number, question: string): { text: string; other: number }[] {
  const statements = page.accounts.statements;
  return page.disputes.flatMap((d) => {
    if ((d.one !== statement && d.other !== statement) || !ROWS[d.kind]?.includes(question)) return [];
    const other = d.one === statement ? d.other : d.one;
    const who = statements[other].speaker;
    if (d.kind === "denial") return [{ text: (statements[statement].claim.stance === "denies" ? "denies what is said by " : "denied by ") + who, other }];
    return [{ text: `${DISPUTES[d.kind]?.[0] ?? "differs from"} ${who}`, other }];
  });
}

function SideBySide({ page, at, onAt }: { page: IncidentPage; at: number; onAt: (n: number) => void }) {
  const hold = useRef<HTMLDivElement>(null);
  const [lines, setLines] = useState<{ d: string; kind: string }[]>([]);
  const [size, setSize] = useState<[number, number]>([0, 0]);
  const { columns, rows } = page.table;

  // A line between the entries of one row that cannot both hold.
  useLayoutEffect(() => {
    const element = hold.current!;
    const draw = () => {
      const zero = element.getBoundingClientRect();
      const out: { d: string; kind: string }[] = [];
      for (const row of element.querySelectorAll("tbody tr")) {
        for (const dispute of page.disputes) {
          if (!ROWS[dispute.kind]?.includes(row.className)) continue;
          const find = (n: number) => [...row.querySelectorAll<HTMLElement>(".entry")].find((e) => e.dataset.statements!.split(" ").includes(String(n)));
          let a = find(dispute.one), b = find(dispute.other);
          if (!a || !b || a === b) continue;
          let ra = a.getBoundingClientRect(), rb = b.getBoundingClientRect();
          if (ra.left > rb.left) [ra, rb] = [rb, ra];
          const same = Math.abs(ra.left - rb.left) < 4;
          const x1 = (same ? ra.left + 2 : ra.right) - zero.left, y1 = (same ? ra.bottom : ra.top + 11) - zero.top;
          const x2 = rb.left - zero.left + (same ? 2 : -3), y2 = (same ? rb.top : rb.top + 11) - zero.top;
          const bend = Math.max(12, (x2 - x1) / 2);
          out.push({ d: same ? `M${x1 - 6},${y1 - 8}C${x1 - 14},${y1 - 8} ${x2 - 14},${y2 + 8} ${x2 - 6},${y2 + 8}` : `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`, kind: dispute.kind });
        }
      }
      setLines(out);
      setSize([element.scrollWidth, element.scrollHeight]);
    };
    draw();
    const watch = new ResizeObserver(draw);
    watch.observe(element);
    const table = element.querySelector("table");
    if (table) watch.observe(table);
    return () => watch.disconnect();
  }, [page]);

  const statements = page.accounts.statements;
  return (
    <section class="sidebyside" aria-label="Accounts side by side">
      <p class="quiet">A column for each that speaks, a row for each question. A blank cell says nothing; a line joins what cannot both hold.</p>
      <div class="hold" ref={hold} tabIndex={0} role="region" aria-label="Table of accounts; it can be scrolled sideways">
        <table>
          <thead>
            <tr>
              <td />
              {columns.map((c) => <th key={c} scope="col">{c}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.question + row.label} class={row.question}>
                <th scope="row">{row.label}</th>
                {row.cells.map((cell, c) => (
                  <td key={columns[c]}>
                    {cell.map((entry, i) => (
                      <Cell key={i} page={page} entry={entry} statements={statements} question={row.question}
                        lit={at >= 0 && entry.statements.includes(at)} onAt={onAt} />
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <svg class="lines" width={size[0]} height={size[1]} aria-hidden="true">
          {lines.map((line, i) => <path key={i} class={line.kind} d={line.d} />)}
        </svg>
      </div>
    </section>
  );
}

function Cell(props: { page: IncidentPage; entry: Entry; statements: Statement[]; question: string; lit: boolean; onAt: (n: number) => void }) {
  const { page, entry, statements, question } = props;
  const full = question === "what" || question === "toll";
  const first = statements[entry.statements[0]];
  const differ = useMemo(() => {
    const seen = new Set<string>();
    return entry.statements.flatMap((s) => against(page, s, question)).filter((d) => !seen.has(d.text) && seen.add(d.text));
  }, [page, entry, question]);
  const rejected = entry.statements.every((s) => page.review[s]?.rejected);
  return (
    <div class={"entry" + (props.lit ? " at" : "") + (rejected ? " rejected" : "")} data-statements={entry.statements.join(" ")}
      onClick={() => props.onAt(entry.statements[0])}>
      <span class="said">{entry.said}</span> <span class="who">{entry.speaker}</span>
      {full && <span class="quiet how">{how(first)}</span>}
      {differ.map((d) => <a key={d.text} class="vs" href={`#statement-${d.other + 1}`}>{d.text}</a>)}
      <span class="links">
        {entry.statements.map((s) => (
          <a key={s} href={reportPath(statements[s].document, statements[s].claim.n)} aria-label={`The words of ${entry.speaker}: ${entry.said}`}>words</a>
        ))}
      </span>
    </div>
  );
}
