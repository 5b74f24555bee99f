// What happened, as it is told: a list, a map and a time line in step. The address holds every filter.
import { Component } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { get, incidentPath, query } from "./api";
import type { IncidentRow, Incidents as List, Overview } from "./api";
import { Exports, State, Title, go, useAnswer } from "./frame";
import { WorldMap } from "./map";
import { TimeLine } from "./brush";
import { days, placeOf, plural } from "./words";

const NAMES = ["q", "place", "side", "kind", "from", "to", "disputed", "box"] as const;
type Filters = Record<(typeof NAMES)[number], string>;

function filtersOf(url: URL): Filters {
  return Object.fromEntries(NAMES.map((name) => [name, url.searchParams.get(name) ?? ""])) as Filters;
}

// A field that is applied when one has stopped typing.
function Field(props: { label: string; type: string; value: string; list?: string; onValue: (value: string) => void }) {
  const [text, set] = useState(props.value);
  const timer = useRef(0);
  useEffect(() => set(props.value), [props.value]);
  const later = (value: string) => {
    set(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => props.onValue(value), props.type === "date" ? 0 : 350) as unknown as number;
  };
  return (
    <label class={"field " + props.type}>
      <span>{props.label}</span>
      <input type={props.type} value={text} list={props.list} onInput={(e) => later(e.currentTarget.value)} autocomplete="off" />
    </label>
  );
}

// A page of the list, drawn once: hundreds of rows are not gone through again for every move of the pointer.
class Rows extends Component<{ rows: IncidentRow[]; onOver: (place: string | null) => void }> {
  shouldComponentUpdate(next: { rows: IncidentRow[] }) {
    return next.rows !== this.props.rows;
  }
  render() {
    const { rows, onOver } = this.props;
    return (
      <tbody>
        {rows.map((r) => (
          <tr key={r.incident} data-place={placeOf(r)} onMouseEnter={() => onOver(placeOf(r))} onMouseLeave={() => onOver(null)}>
            <td class="days">{days(r.first, r.last).replace(" to ", "–\u200b")}</td>
            <td class="what">
              <a href={incidentPath(r.incident)} onFocus={() => onOver(placeOf(r))}>
                <b>{placeOf(r)}</b> {r.kinds.join(", ")}
              </a>
            </td>
            <td class="sides">{r.sides.join(" · ")}</td>
            <td class="number">{r.reports}</td>
            <td class="number">{r.claims}</td>
            <td>{r.disputed && <span class="differ">differ</span>}</td>
          </tr>
        ))}
      </tbody>
    );
  }
}

export function Incidents({ url }: { url: URL }) {
  const filters = filtersOf(url);
  const search = query(filters);
  const first = useAnswer<List>("/incidents.json" + search);
  const overview = useAnswer<Overview>("/overview.json" + search);
  // The time line shows what lies outside the chosen days, too; the map what lies outside of it.
  const around = useAnswer<Overview>("/overview.json" + query({ ...filters, from: "", to: "" }));
  const beyond = useAnswer<Overview>("/overview.json" + query({ ...filters, box: "" }));
  const everything = useAnswer<Overview>("/overview.json");
  const [more, setMore] = useState<{ search: string; pages: IncidentRow[][]; next: string | null } | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [fault, setFault] = useState("");

  const set = useCallback(
    (change: Partial<Filters>) => go("/incidents" + query({ ...filtersOf(new URL(location.href)), ...change }), true),
    [],
  );

  const extra = more?.search === search ? more : null;
  const pages = [...(first.data ? [first.data.incidents] : []), ...(extra?.pages ?? [])];
  const next = extra ? extra.next : first.data?.next ?? null;
  const older = () => {
    if (!next) return;
    get<List>("/incidents.json" + query({ ...filters, cursor: next })).then(
      (page) => setMore({ search, pages: [...(extra?.pages ?? []), page.incidents], next: page.next }),
      (e: Error) => setFault(e.message),
    );
  };

  // The rows of the place that is pointed at, here or on the map.
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    if (over === null) return;
    const lit = [...(list.current?.querySelectorAll<HTMLElement>("tbody tr") ?? [])].filter((row) => row.dataset.place === over);
    for (const row of lit) row.classList.add("over");
    return () => lit.forEach((row) => row.classList.remove("over"));
  }, [over, first.data, extra]);

  // Up and down go through the list from wherever in it one is.
  const move = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...document.querySelectorAll<HTMLAnchorElement>(".incidents tbody a")];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const to = links[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !to) return;
    event.preventDefault();
    to.focus();
  };

  const o = overview.data;
  const any = NAMES.some((name) => filters[name]);
  return (
    <div class="view-incidents">
      <div class="head">
        <Title name="Incidents">Incidents</Title>
        <p class="sum" role="status" aria-live="polite">
          {o ? `${plural(o.incidents, "incident", "incidents")}, accounts differ on ${o.disputed.toLocaleString("en")}` : ""}
        </p>
      </div>
      <form class="filters noprint" role="search" aria-label="Filters" onSubmit={(e) => e.preventDefault()}>
        <Field label="Words" type="search" value={filters.q} onValue={(q) => set({ q })} />
        <Field label="Place" type="text" value={filters.place} onValue={(place) => set({ place })} />
        <Choice label="Side" value={filters.side} counts={everything.data?.sides} onValue={(side) => set({ side })} />
        <Choice label="Kind" value={filters.kind} counts={everything.data?.kinds} onValue={(kind) => set({ kind })} />
        <Field label="From" type="date" value={filters.from} onValue={(from) => set({ from })} />
        <Field label="To" type="date" value={filters.to} onValue={(to) => set({ to })} />
        <label class="check">
          <input type="checkbox" checked={filters.disputed === "1"} onChange={(e) => set({ disputed: e.currentTarget.checked ? "1" : "" })} />
          <span>Accounts differ</span>
        </label>
        {any && <button type="button" class="plain" onClick={() => go("/incidents")}>Clear</button>}
      </form>
      <TimeLine days={around.data?.days ?? []} from={filters.from} to={filters.to} onRange={(from, to) => set({ from, to })} />
      <div class="columns">
        <section class="incidents" aria-label="List" ref={list} onKeyDown={move}>
          <State error={first.error || overview.error || fault} waiting={first.waiting && !first.data} />
          {first.data && first.data.incidents.length === 0 && <p>No incident is left by these filters.</p>}
          {pages.length > 0 && pages[0].length > 0 && (
            <table>
              <thead>
                <tr><th scope="col">Days</th><th scope="col">What, where</th><th scope="col">Sides in it</th><th scope="col" class="number">Reports</th><th scope="col" class="number">Claims</th><th scope="col">Accounts</th></tr>
              </thead>
              {pages.map((rows, i) => <Rows key={i} rows={rows} onOver={setOver} />)}
            </table>
          )}
          {next && <p class="noprint"><button type="button" onClick={older}>Show older ones</button></p>}
          <Exports search={search} />
        </section>
        <section class="where noprint" aria-label="Map">
          <WorldMap spots={beyond.data?.places ?? []} cut={beyond.data?.places_left_out ?? false} over={over} onOver={setOver}
            box={filters.box} onPlace={(place) => set({ place })} onBox={(box) => set({ box })} />
        </section>
      </div>
    </div>
  );
}

function Choice(props: { label: string; value: string; counts?: { name: string; incidents: number }[]; onValue: (value: string) => void }) {
  const counts = props.counts ?? [];
  const missing = props.value && !counts.some((c) => c.name === props.value);
  return (
    <label class="field">
      <span>{props.label}</span>
      <select value={props.value} onChange={(e) => props.onValue(e.currentTarget.value)}>
        <option value="">any</option>
        {missing && <option value={props.value}>{props.value}</option>}
        {counts.map((c) => <option key={c.name} value={c.name}>{`${c.name} (${c.incidents})`}</option>)}
      </select>
    </label>
  );
}
