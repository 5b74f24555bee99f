// Running tolls of a war, by who gives them.
import type { History } from "./api";
import { State, Title, useAnswer } from "./frame";
import { TollChart } from "./chart";

export function Timeline() {
  const { data, error, waiting } = useAnswer<{ toll_history: History[] }>("/timeline.json");
  return (
    <div class="view-timeline">
      <div class="head">
        <Title name="Running tolls">Running tolls</Title>
        <p class="sum">Totals “so far” that belong to no single incident: each by who gives it, in the order of publication.</p>
      </div>
      <State error={error} waiting={waiting && !data} />
      {data && (data.toll_history.length ? <TollChart histories={data.toll_history} /> : <p>No running toll is in this ledger.</p>)}
    </div>
  );
}
