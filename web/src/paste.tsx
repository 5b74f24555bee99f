// A text, a page or a page's saved file, read at once. Nothing is kept, unless it is added to the ledger.
import { useRef, useState } from "preact/hooks";
import { query, sendText, reportPath } from "./api";
import type { Reading } from "./api";
import { Title, useAbout } from "./frame";
import { Facts } from "./report";
import { ReadingView } from "./spans";
import { plural } from "./words";

export function Paste() {
  const about = useAbout();
  const [text, setText] = useState("");
  const [published, setPublished] = useState("");
  const [outlet, setOutlet] = useState("");
  const [name, setName] = useState("");
  const [state, setState] = useState<{ readings: Reading[]; error: string; busy: boolean; note: string; added: string }>({ readings: [], error: "", busy: false, note: "", added: "" });
  const [over, setOver] = useState(false);
  const results = useRef<HTMLDivElement>(null);
  const isPage = (t: string) => t.trimStart().startsWith("<");

  const read = async (what: string, file = name) => {
    setState((s) => ({ ...s, busy: true, error: "", note: "", added: "" }));
    const begun = performance.now();
    try {
      const page = await sendText<{ readings: Reading[] }>("/read.json" + query({ published, outlet, uri: file }), what, isPage(what) ? "text/html" : "text/plain");
      const claims = page.readings.reduce((n, r) => n + r.claims.length, 0);
      setState({ readings: page.readings, error: "", busy: false, added: "", note: `${plural(claims, "claim", "claims")} in ${((performance.now() - begun) / 1000).toFixed(2)} s` });
      requestAnimationFrame(() => results.current?.focus());
    } catch (e) {
      setState({ readings: [], error: (e as Error).message, busy: false, note: "", added: "" });
    }
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    const what = await file.text();
    setName(file.name);
    setText(what);
    await read(what, file.name);
  };
  const add = async () => {
    try {
      const done = await sendText<{ added: { what: string; document: string }[] }>("/add.json" + query({ published, outlet, uri: name.trim() }), text, isPage(text) ? "text/html" : "text/plain");
      setState((s) => ({ ...s, error: "", added: done.added[0]?.document ?? "", note: done.added.map((a) => `${a.document}: ${a.what}`).join("; ") }));
    } catch (e) {
      setState((s) => ({ ...s, error: (e as Error).message }));
    }
  };

  return (
    <div class="view-paste">
      <div class="head">
        <Title name="Read a text">Read a text</Title>
        <p class="sum">Paste a report, drop a saved page, or choose a file. It is read on this machine and kept nowhere.</p>
      </div>
      <form class={"paste" + (over ? " over" : "")}
        onSubmit={(e) => { e.preventDefault(); void read(text); }}
        onDragOver={(e) => { e.preventDefault(); setOver(true); }}
        onDragLeave={() => setOver(false)}
        onDrop={(e) => {
          e.preventDefault();
          setOver(false);
          const file = e.dataTransfer?.files[0];
          if (file) void take(file);
          else setText(e.dataTransfer?.getData("text/plain") ?? "");
        }}>
        <label class="wide"><span>The text of a report, or the source of a page</span>
          <textarea rows={state.readings.length ? 4 : 14} value={text} onInput={(e) => setText(e.currentTarget.value)} spellcheck={false}
            onKeyDown={(e) => { if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); void read(text); } }} />
        </label>
        <div class="row">
          <label class="field"><span>Published</span><input value={published} placeholder="2020-09-28" onInput={(e) => setPublished(e.currentTarget.value)} /></label>
          <label class="field"><span>Outlet</span><input value={outlet} onInput={(e) => setOutlet(e.currentTarget.value)} /></label>
          <label class="field file"><span>File</span><input type="file" accept=".txt,.html,.htm,.xhtml,text/plain,text/html" onChange={(e) => void take(e.currentTarget.files?.[0])} /></label>
          <button class="main" disabled={state.busy || !text.trim()}>{state.busy ? "Reading…" : "Read"}</button>
        </div>
      </form>
      {state.error && <p class="fault" role="alert">{state.error}</p>}
      <p role="status" class="quiet">{state.note}</p>
      {state.added && <p><a href={reportPath(state.added)}>Open it in the ledger</a></p>}
      <div ref={results} tabIndex={-1} class="results" role="region" aria-label="What it says">
        {state.readings.map((r, i) => (
          <section key={i} class="view-report">
            {r.document.title && !r.document.blocks.some((b) => b.role === "title") && <h2>{r.document.title}</h2>}
            <Facts doc={r.document} />
            <ReadingView reading={r} />
          </section>
        ))}
      </div>
      {about.write && state.readings.length > 0 && (
        <form class="row noprint" onSubmit={(e) => { e.preventDefault(); void add(); }}>
          <label class="field"><span>Name in the ledger</span><input required value={name} onInput={(e) => setName(e.currentTarget.value)} placeholder="its address, or a name" /></label>
          <button>Add to the ledger</button>
        </form>
      )}
    </div>
  );
}
