// What a person decides on a statement: by keyboard, with a name, and to be taken back.
import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { send } from "./api";
import type { Decision, IncidentPage } from "./api";
import { counted, figure } from "./words";

export interface Deciding {
  who: string;
  setWho: (who: string) => void;
  marked: Set<number>;  // statements that would be split off
  mark: (n: number) => void;
  dialog: "" | "correct" | "move" | "merge" | "name";
  open: (dialog: Deciding["dialog"]) => void;
  decide: (body: Record<string, unknown>) => Promise<boolean>;
  undo: () => Promise<void>;
  last: Decision | null;
  note: string;
  fault: string;
}

const NAME = "sayso-who";

export function useReview(changed: () => void): Deciding {
  const [who, keep] = useState(() => localStorage.getItem(NAME) ?? "");
  const [marked, setMarked] = useState(new Set<number>());
  const [dialog, open] = useState<Deciding["dialog"]>("");
  const [done, setDone] = useState<Decision[]>([]);
  const [note, setNote] = useState("");
  const [fault, setFault] = useState("");
  const setWho = (name: string) => {
    keep(name);
    localStorage.setItem(NAME, name);
  };
  const decide = async (body: Record<string, unknown>) => {
    if (!who.trim()) {
      open("name");
      return false;
    }
    try {
      const { decisions } = await send<{ decisions: Decision[] }>("/review.json", { ...body, who: who.trim() });
      setFault("");
      setMarked(new Set());
      const d = decisions[0];
      if (body.verb === "undo") {
        setDone((list) => list.filter((x) => x.id !== body.id));
        setNote(`Decision ${body.id} is taken back.`);
      } else {
        setDone((list) => [...list, d]);
        setNote(`${d.verb}${d.field ? ` ${d.field}` : ""}${d.verb === "correct" && d.value ? ` to ${d.value}` : ""}: kept as decision ${d.id} of ${d.who}.`);
      }
      changed();
      return true;
    } catch (e) {
      setFault((e as Error).message);
      return false;
    }
  };
  return {
    who, setWho, marked, dialog, open, decide, note, fault, last: done[done.length - 1] ?? null,
    mark: (n) => setMarked((old) => {
      const now = new Set(old);
      if (!now.delete(n)) now.add(n);
      return now;
    }),
    undo: async () => {
      const d = done[done.length - 1];
      if (d) await decide({ verb: "undo", id: d.id });
      else setNote("There is nothing of this visit to take back; older decisions are under Review.");
    },
  };
}

interface On { page: IncidentPage; at: number; setAt: (n: number) => void; review: Deciding }

const claimOf = (page: IncidentPage, n: number) => {
  const s = page.accounts.statements[n];
  return { document: s.document, n: s.claim.n };
};
const split = ({ page, at, review }: On) =>
  review.decide({ verb: "split", claims: [...(review.marked.size ? review.marked : new Set([at]))].map((n) => claimOf(page, n)) });

export function reviewKeys(e: KeyboardEvent, on: On) {
  const target = e.target as HTMLElement;
  if (e.ctrlKey || e.metaKey || e.altKey || target.closest("input, textarea, select, dialog, [role=application]")) return;
  const { page, at, setAt, review } = on;
  const most = page.accounts.statements.length - 1;
  const to = (n: number) => {
    const next = Math.max(0, Math.min(most, n));
    setAt(next);
    document.getElementById(`statement-${next + 1}`)?.scrollIntoView({ block: "nearest" });
  };
  const keys: Record<string, () => void> = {
    j: () => to(at + 1), k: () => to(at - 1),
    a: () => void review.decide({ verb: "accept", ...claimOf(page, at) }),
    r: () => void review.decide({ verb: "reject", ...claimOf(page, at) }),
    c: () => review.open("correct"), m: () => review.open("move"), g: () => review.open("merge"),
    x: () => review.mark(at), s: () => void split(on), u: () => void review.undo(),
  };
  if (!keys[e.key]) return;
  e.preventDefault();
  keys[e.key]();
}

function Dialog(props: { title: string; onClose: () => void; onDone: (form: FormData) => void; children: ComponentChildren }) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const back = document.activeElement as HTMLElement | null;
    ref.current?.showModal();
    return () => back?.focus?.();
  }, []);
  return (
    <dialog ref={ref} aria-label={props.title} onClose={props.onClose}>
      <form onSubmit={(e) => { e.preventDefault(); props.onDone(new FormData(e.currentTarget)); }}>
        <h2>{props.title}</h2>
        {props.children}
        <p class="row">
          <button class="main">Keep</button>
          <button type="button" onClick={() => ref.current?.close()}>Cancel</button>
        </p>
      </form>
    </dialog>
  );
}

export function ReviewBar(on: On) {
  const { page, at, review } = on;
  const s = page.accounts.statements[at];
  const [field, setField] = useState("");
  const close = useCallback(() => review.open(""), [review]);
  const fields = [
    ...(s?.claim.tolls ?? []).map((t, i) => ({ name: `toll ${i + 1}`, label: `${counted(t)} (now ${figure(t)})`, value: figure(t).replace("≥", ">=").replace("≤", "<=").replace("–", "-") })),
    { name: "source", label: "who says so", value: s?.claim.source?.name ?? "" },
    { name: "kind", label: "kind", value: s?.claim.kind ?? "" },
    { name: "stance", label: "stance", value: s?.claim.stance ?? "" },
    { name: "certainty", label: "certainty", value: s?.claim.certainty ?? "" },
    { name: "modality", label: "modality", value: s?.claim.modality ?? "" },
    { name: "first", label: "first day", value: s?.claim.when?.first ?? "" },
    { name: "last", label: "last day", value: s?.claim.when?.last ?? "" },
  ];
  const chosen = fields.find((f) => f.name === field) ?? fields[0];
  const closed: Record<string, string[]> = {
    stance: ["asserts", "denies", "accuses", "confirms", "unknown"], certainty: ["certain", "probable", "possible"], modality: ["actual", "possible", "future"],
  };
  const act = (title: string, key: string, run: () => void) => (
    <button type="button" onClick={run} title={`${title} (${key})`} aria-keyshortcuts={key}><kbd>{key}</kbd> {title}</button>
  );
  if (!s) return null;
  const claim = claimOf(page, at);
  return (
    <div class="reviewbar noprint" role="toolbar" aria-label={`Decide on statement ${at + 1}`}>
      <span class="quiet">Statement {at + 1} of {page.accounts.statements.length}</span>
      {act("previous", "k", () => on.setAt(Math.max(0, at - 1)))}
      {act("next", "j", () => on.setAt(Math.min(page.accounts.statements.length - 1, at + 1)))}
      {act("accept", "a", () => void review.decide({ verb: "accept", ...claim }))}
      {act("reject", "r", () => void review.decide({ verb: "reject", ...claim }))}
      {act("correct", "c", () => { setField(""); review.open("correct"); })}
      {act("move", "m", () => review.open("move"))}
      {act("merge", "g", () => review.open("merge"))}
      {act(review.marked.has(at) ? "unmark" : "mark", "x", () => review.mark(at))}
      {act(review.marked.size > 0 ? `split off ${review.marked.size}` : "split off", "s", () => void split(on))}
      {act("undo", "u", () => void review.undo())}
      <button type="button" class="plain" onClick={() => review.open("name")}>{review.who ? `as ${review.who}` : "your name"}</button>
      <p role="status" class="note">{review.note}</p>
      {review.fault && <p role="alert" class="fault">{review.fault}</p>}
      {review.dialog === "correct" && (
        <Dialog title={`Correct statement ${at + 1}`} onClose={close}
          onDone={(f) => void review.decide({ verb: "correct", ...claim, field: f.get("field"), value: f.get("value"), note: f.get("note") }).then((ok) => ok && close())}>
          <blockquote>{s.claim.sentence.text}</blockquote>
          <label class="field"><span>What</span>
            <select name="field" value={chosen.name} onChange={(e) => setField(e.currentTarget.value)}>
              {fields.map((f) => <option key={f.name} value={f.name}>{f.label}</option>)}
            </select>
          </label>
          <label class="field"><span>Is to be</span>
            {closed[chosen.name]
              ? <select name="value" key={chosen.name} value={chosen.value}>{closed[chosen.name].map((v) => <option key={v}>{v}</option>)}</select>
              : <input name="value" key={chosen.name} defaultValue={chosen.value} required placeholder={chosen.name.startsWith("toll") ? "31, > 550, <= 40, 10-15" : ""} autofocus />}
          </label>
          <label class="field"><span>Why</span><input name="note" /></label>
          {review.fault && <p role="alert" class="fault">{review.fault}</p>}
        </Dialog>
      )}
      {review.dialog === "move" && (
        <Dialog title={`Move statement ${at + 1} to another incident`} onClose={close}
          onDone={(f) => void review.decide({ verb: "move", ...claim, incident: f.get("incident"), note: f.get("note") }).then((ok) => ok && close())}>
          <Incident page={page} />
        </Dialog>
      )}
      {review.dialog === "merge" && (
        <Dialog title="Merge another incident into this one" onClose={close}
          onDone={(f) => void review.decide({ verb: "merge", into: page.head.incident, other: f.get("incident"), note: f.get("note") }).then((ok) => ok && close())}>
          <Incident page={page} />
        </Dialog>
      )}
      {review.dialog === "name" && (
        <Dialog title="Your name is kept with every decision" onClose={close} onDone={(f) => { review.setWho(String(f.get("who"))); close(); }}>
          <label class="field"><span>Name</span><input name="who" defaultValue={review.who} required autofocus /></label>
        </Dialog>
      )}
    </div>
  );
}

function Incident({ page }: { page: IncidentPage }) {
  return (
    <>
      <label class="field"><span>Which</span><input name="incident" list="near" required autofocus autocomplete="off" /></label>
      <datalist id="near">{page.also.map((n) => <option key={n} value={n} />)}</datalist>
      <label class="field"><span>Why</span><input name="note" /></label>
    </>
  );
}
