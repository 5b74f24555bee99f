// What the ledger holds; folders that are added to it, with how far they have come.
import { useEffect, useState } from "preact/hooks";
import { get, send } from "./api";
import type { Job } from "./api";
import { State, Title, useAbout, useAnswer } from "./frame";
import { plural } from "./words";

const over = (j: Job) => j.state !== "running" && j.state !== "waiting";

export function LedgerView() {
  const about = useAbout();
  const [jobs, setJobs] = useState<Job[]>([]);
  const [fault, setFault] = useState("");
  const [again, setAgain] = useState(0);
  const { data, error, waiting } = useAnswer<{ counts: { what: string; count: number }[] }>("/stats.json", again);
  const busy = jobs.some((j) => !over(j));
  const look = () => get<{ jobs: Job[] }>("/jobs.json").then((a) => setJobs(a.jobs), (e: Error) => setFault(e.message));
  useEffect(() => {
    if (about.write) void look();
  }, [about.write]);
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => void look(), 500);
    return () => {
      clearInterval(timer);
      setAgain((n) => n + 1);
    };
  }, [busy]);
  const start = (folder: string) =>
    send<{ jobs: Job[] }>("/jobs.json", { folder }).then(() => { setFault(""); return look(); }, (e: Error) => setFault(e.message));
  const stop = (id: number) => send(`/jobs/${id}/stop.json`, {}).then(look, (e: Error) => setFault(e.message));
  return (
    <div class="view-ledger">
      <div class="head">
        <Title name="Ledger">{about.ledger ?? "Ledger"}</Title>
        <p class="sum">{about.version}{about.write ? "" : " · open for reading alone"} · <a href="/openapi.json">the API</a></p>
      </div>
      <State error={error || fault} waiting={waiting && !data} />
      {data && (
        <table class="plain counts"><tbody>
          {data.counts.map((c) => <tr key={c.what}><th scope="row">{c.what}</th><td class="number">{c.count.toLocaleString("en")}</td></tr>)}
        </tbody></table>
      )}
      {about.write && (
        <section aria-labelledby="add">
          <h2 id="add">Add a folder</h2>
          {about.folders.length === 0 && <p class="quiet">None was named: start sayso serve with --folder DIR. Single reports are added under Read a text.</p>}
          <p class="row">{about.folders.map((f) => <button key={f} type="button" onClick={() => void start(f)}>Add {f}</button>)}</p>
          <ul class="jobs">
            {[...jobs].reverse().map((j) => (
              <li key={j.id}>
                <p>
                  <b>{j.folder}</b> <span role="status">{j.state}</span>: {plural(j.reports, "report", "reports")}; {j.added} added, {j.revisions} revisions, {j.known} known, {j.copies} copies
                  {j.not_read > 0 && `, ${j.not_read} not read`}{" "}
                  {!over(j) && <button type="button" onClick={() => void stop(j.id)}>Stop</button>}
                </p>
                {!over(j) && <progress aria-label={`How much of ${j.folder} is done`} value={j.bytes ? j.bytes_done / j.bytes : undefined} />}
                {j.faults.length > 0 && <details><summary>What could not be read</summary><ul>{j.faults.map((f, i) => <li key={i}>{f}</li>)}</ul></details>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
