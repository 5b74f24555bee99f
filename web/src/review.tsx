// What is still to be looked at, and what persons decided: who, when, and the way back.
import { useState } from "preact/hooks";
import { incidentPath, query, reportPath, send } from "./api";
import type { Decision, Incidents } from "./api";
import { State, Title, useAbout, useAnswer } from "./frame";
import { days, placeOf } from "./words";

export function Review({ url }: { url: URL }) {
  const about = useAbout();
  const [again, setAgain] = useState(0);
  const [fault, setFault] = useState("");
  const cursor = url.searchParams.get("cursor") ?? "";
  const queue = useAnswer<Incidents>("/incidents.json" + query({ disputed: "1", limit: "20", cursor }), again);
  const { data, error, waiting } = useAnswer<{ decisions: Decision[] }>("/review.json", again);
  const [who, setWho] = useState(() => localStorage.getItem("sayso-who") ?? "");
  const back = (id: number) =>
    send("/review.json", { verb: "undo", id, who }).then(
      () => { setFault(""); setAgain((n) => n + 1); },
      (e: Error) => setFault(e.message),
    );
  const keys = (e: KeyboardEvent) => {
    const step = e.key === "j" || e.key === "ArrowDown" ? 1 : e.key === "k" || e.key === "ArrowUp" ? -1 : 0;
    const links = [...document.querySelectorAll<HTMLAnchorElement>(".queue a")];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (!step || !links[at + step]) return;
    e.preventDefault();
    links[at + step].focus();
  };
  const list = [...(data?.decisions ?? [])].reverse();
  return (
    <div class="view-review">
      <div class="head">
        <Title name="Review">Review</Title>
        <p class="sum">{about.write
          ? "Open an incident and decide by keyboard: j and k go from statement to statement, a accepts, r rejects, c corrects, m moves, g merges, x marks, s splits off, u takes back."
          : "This ledger is open for reading alone: start sayso serve with --write to decide."}</p>
      </div>
      <div class="columns">
        <section aria-labelledby="queue" onKeyDown={keys}>
          <h2 id="queue">Accounts differ</h2>
          <State error={queue.error} waiting={queue.waiting && !queue.data} />
          <ul class="queue">
            {queue.data?.incidents.map((r) => (
              <li key={r.incident}><a href={incidentPath(r.incident)}><b>{placeOf(r)}</b> {r.kinds.join(", ")}</a> <span class="quiet">{days(r.first, r.last)} · {r.claims} claims</span></li>
            ))}
          </ul>
          {queue.data?.next && <p><a href={"/review" + query({ cursor: queue.data.next })}>Older ones</a></p>}
        </section>
        <section aria-labelledby="decided">
          <h2 id="decided">What was decided</h2>
          <State error={error || fault} waiting={waiting && !data} />
          {about.write && (
            <label class="field"><span>Your name</span>
              <input value={who} onInput={(e) => { setWho(e.currentTarget.value); localStorage.setItem("sayso-who", e.currentTarget.value); }} />
            </label>
          )}
          {data && list.length === 0 && <p class="quiet">Nothing yet.</p>}
          {list.length > 0 && (
            <table class="plain">
              <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">On</th><th scope="col"></th></tr></thead>
              <tbody>
                {list.map((d) => (
                  <tr key={d.id} class={d.taken_back_by !== null ? "rejected" : ""}>
                    <td class="days">{d.at.replace("T", " ").slice(0, 16)}</td>
                    <td>{d.who}</td>
                    <td>{d.verb}{d.field ? ` ${d.field}` : ""}{d.verb === "correct" ? ` to ${d.value}` : ""}{d.verb === "take-back" ? ` ${d.target}` : ""}{d.note && <span class="quiet"> “{d.note}”</span>}</td>
                    <td>{d.document && <a href={reportPath(d.document)}>{d.document}</a>}</td>
                    <td>
                      {d.taken_back_by !== null ? "taken back"
                        : d.verb !== "take-back" && about.write && <button type="button" aria-label={`Take back decision ${d.id}`} disabled={!who.trim()} onClick={() => void back(d.id)}>Take back</button>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      </div>
    </div>
  );
}
