// A report's text with the words of its claims in it, and the claims beside it: each leads to the other, with the pointer
// and by keyboard.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import type { Claim, Mark, Reading, Words } from "./api";
import { incidentPath } from "./api";
import { counted, figure, placeOf, stance } from "./words";

const ROLES = ["source", "cue", "event", "place", "time", "toll", "actor"] as const;
type Role = (typeof ROLES)[number];

function spansOf(c: Claim): [Role, Words][] {
  const out: [Role, Words][] = [["event", c.trigger]];
  if (c.source) out.push(["source", c.source]);
  for (const v of c.via) out.push(["source", v]);
  if (c.cue) out.push(["cue", c.cue]);
  for (const a of [...c.by, ...c.on]) out.push(["actor", a]);
  if (c.place) out.push(["place", c.place]);
  if (c.when && c.when.end > c.when.begin) out.push(["time", c.when]);
  for (const t of c.tolls) out.push(["toll", t]);
  return out.filter(([, w]) => w.end > w.begin);
}

interface Piece { begin: number; end: number; of: { n: number; role: Role }[]; sentence: number[] }

function piecesOf(reading: Reading, begin: number, end: number, spans: { n: number; role: Role; w: Words }[], sentences: { n: number; w: Words }[]): Piece[] {
  const cuts = new Set([begin, end]);
  for (const { w } of [...spans, ...sentences]) {
    if (w.begin > begin && w.begin < end) cuts.add(w.begin);
    if (w.end > begin && w.end < end) cuts.add(w.end);
  }
  const at = [...cuts].sort((a, b) => a - b);
  void reading;
  return at.slice(0, -1).map((from, i) => ({
    begin: from, end: at[i + 1],
    of: spans.filter(({ w }) => w.begin <= from && at[i + 1] <= w.end).map(({ n, role }) => ({ n, role })),
    sentence: sentences.filter(({ w }) => w.begin <= from && at[i + 1] <= w.end).map(({ n }) => n),
  }));
}

const people = (list: { name: string; text: string; side: string[] }[]) =>
  list.map((a) => (a.name || a.text) + (a.side.length && !a.side.includes(a.name) ? ` (${a.side.join(" and ")})` : "")).join(", ");

export function ReadingView(props: { reading: Reading; incidents?: (string | null)[]; review?: Mark[]; children?: ComponentChildren }) {
  const { reading, incidents, review } = props;
  const { claims, document: doc } = reading;
  const points = useMemo(() => Array.from(doc.text), [doc.text]);
  const [active, setActive] = useState(0);
  const [pinned, setPinned] = useState(0);
  const words = useRef<HTMLElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const lit = active || pinned;

  const blocks = useMemo(() => {
    const spans = claims.flatMap((c) => spansOf(c).map(([role, w]) => ({ n: c.n, role, w })));
    const sentences = claims.map((c) => ({ n: c.n, w: c.sentence }));
    return doc.blocks.map((b) => {
      const inside = <T extends { w: Words }>(all: T[]) => all.filter(({ w }) => w.begin < b.end && w.end > b.begin);
      return { block: b, pieces: piecesOf(reading, b.begin, b.end, inside(spans), inside(sentences)) };
    });
  }, [reading]);

  const toWords = (n: number) => {
    const piece = words.current?.querySelector(`[data-of~="${n}"]`);
    piece?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  };
  const toClaim = (n: number) => {
    setPinned(n);
    list.current?.querySelector<HTMLElement>(`#claim-${n}`)?.focus({ preventScroll: false });
  };
  // A link to a claim (#claim-8) opens it with its words.
  useEffect(() => {
    const n = Number(/^#claim-(\d+)$/.exec(location.hash)?.[1] ?? 0);
    if (!n) return;
    setPinned(n);
    list.current?.querySelector<HTMLElement>(`#claim-${n}`)?.focus({ preventScroll: true });
    toWords(n);
  }, [reading]);

  const keys = (e: KeyboardEvent) => {
    const step = e.key === "ArrowDown" || e.key === "j" ? 1 : e.key === "ArrowUp" || e.key === "k" ? -1 : 0;
    if (!step || e.ctrlKey || e.metaKey || e.altKey) return;
    const items = [...list.current!.querySelectorAll<HTMLElement>("li[tabindex]")];
    const now = items.indexOf(document.activeElement as HTMLElement);
    const to = items[Math.max(0, Math.min(items.length - 1, now + step))];
    if (!to) return;
    e.preventDefault();
    to.focus({ preventScroll: true });
    to.scrollIntoView({ block: "nearest" });
  };

  return (
    <div class="reading">
      <article class="text" ref={words} lang={doc.language}>
        {blocks.map(({ block, pieces }) => {
          const inner = pieces.map((p) => {
            const here = points.slice(p.begin, p.end).join("");
            const of = p.of.map((o) => o.n);
            if (of.length === 0 && p.sentence.length === 0) return here;
            const role = p.of.find((o) => o.n === lit)?.role;
            const trigger = p.of.some((o) => o.role === "event");
            return (
              <span key={p.begin} data-of={[...new Set(of)].join(" ")}
                class={[role && "lit", role, trigger && "trigger", of.length > 0 && "word", lit && p.sentence.includes(lit) ? "sentence" : ""].filter(Boolean).join(" ")}
                onMouseEnter={of.length ? () => setActive((now) => (of.includes(now) ? now : of[0])) : undefined}
                onMouseLeave={of.length ? () => setActive(0) : undefined}
                onClick={of.length ? () => toClaim(of[0]) : undefined}>{here}</span>
            );
          });
          const role = block.role;
          if (role === "title") return <p key={block.begin} class="block title">{inner}</p>;
          return (
            <p key={block.begin} class={"block " + role}>
              {role === "caption" && <span class="role">picture caption</span>}
              {role === "correction" && <span class="role">the outlet’s correction</span>}
              {inner}
              {block.truncated && <span class="quiet"> (cut off on the page)</span>}
            </p>
          );
        })}
      </article>
      <section class="claims" aria-label="Claims">
        {props.children}
        <p class="key noprint">
          {(["source", "cue", "event", "actor", "place", "time", "toll"] as Role[]).map((r) => <span key={r} class={"lit " + r}>{r === "cue" ? "says" : r === "actor" ? "by, on" : r}</span>)}
        </p>
        {claims.length === 0 && <p>{doc.language === "en" ? "No claims were found in it." : "This report is not in English: no claims are looked for in it."}</p>}
        <ol ref={list} onKeyDown={keys}>
          {claims.map((c, i) => (
            <li key={c.n} id={`claim-${c.n}`} tabIndex={0} class={lit === c.n ? "lit" : ""} aria-label={`Claim ${c.n}`}
              onFocus={() => {
                setPinned(c.n);
                if (!location.hash || !words.current?.querySelector(".sentence")) toWords(c.n);
              }}
              onMouseEnter={() => setActive(c.n)} onMouseLeave={() => setActive(0)} onClick={() => { setPinned(c.n); toWords(c.n); }}>
              <p class="top">
                <span class="n">{c.n}</span>
                <b>{c.source ? people([c.source]) : doc.outlet ?? doc.agency ?? "The report"}</b>{" "}
                <span class={"stance " + c.stance}>{stance(c)}</span>
                {c.denies !== null && <> <a href={`#claim-${c.denies}`} onClick={(e) => { e.preventDefault(); toClaim(c.denies!); }}>claim {c.denies}</a></>}
                {c.cue && <span class="quiet"> “{c.cue.text}”</span>}
                {c.via.length > 0 && <span class="quiet"> via {people(c.via)}</span>}
              </p>
              <p>
                <span class="kind">{c.kind}</span>
                {c.modality !== "actual" && <span class="quiet"> {c.modality === "possible" ? "possibly" : "to come"}</span>}
                {c.certainty !== "certain" && <span class="quiet"> {c.certainty}</span>}
                {c.by.length > 0 && <> by {people(c.by)}</>}
                {c.on.length > 0 && <> on {people(c.on)}</>}
                {c.place && <> at {placeOf({ place: c.place.name || c.place.text, country: c.place.country })}</>}
                {c.when && (c.when.first || c.when.last) && <>, {c.when.first === c.when.last ? c.when.first : `${c.when.first ?? "?"} to ${c.when.last ?? "?"}`}</>}
              </p>
              {c.tolls.map((t, k) => <p key={k} class="tollline">{counted(t)} <b>{figure(t)}</b>{t.total && " so far"} <span class="quiet">“{t.text}”</span></p>)}
              <p class="quiet">
                {incidents?.[i] && <a href={incidentPath(incidents[i]!)}>{incidents[i]}</a>}
                {review?.[i]?.accepted && <span class="mark">accepted</span>}
                {review?.[i]?.rejected && <span class="mark">rejected</span>}
                {(review?.[i]?.corrected.length ?? 0) > 0 && <span class="mark">corrected: {review![i].corrected.join(", ")}</span>}
              </p>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
