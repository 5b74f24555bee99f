// Words in claims or in whole reports.
import { useEffect, useState } from "preact/hooks";
import { incidentPath, query, reportPath } from "./api";
import type { Hit } from "./api";
import { State, Title, go, useAnswer } from "./frame";
import { day, plural } from "./words";

// What was found stands between [ and ].
function Snippet({ text }: { text: string }) {
  return <>{text.split(/(\[[^\]]*\])/).map((part, i) => (part.startsWith("[") && part.endsWith("]") ? <mark key={i}>{part.slice(1, -1)}</mark> : part))}</>;
}

export function Search({ url }: { url: URL }) {
  const q = url.searchParams.get("q") ?? "", where = url.searchParams.get("in") ?? "claims";
  const [text, setText] = useState(q);
  useEffect(() => setText(q), [q]);
  const { data, error, waiting } = useAnswer<{ hits: Hit[] }>(q ? "/search.json" + query({ q, in: where }) : null);
  return (
    <div class="view-search">
      <div class="head"><Title name="Search">Search</Title></div>
      <form class="filters" role="search" onSubmit={(e) => { e.preventDefault(); go("/search" + query({ q: text, in: where })); }}>
        <label class="field search"><span>Words</span><input type="search" value={text} onInput={(e) => setText(e.currentTarget.value)} placeholder="a word, &quot;a phrase&quot;, begin*" /></label>
        <label class="field"><span>In</span>
          <select value={where} onChange={(e) => go("/search" + query({ q: text, in: e.currentTarget.value }))}><option value="claims">claims</option><option value="reports">reports</option></select>
        </label>
        <button class="main">Search</button>
      </form>
      {q && <State error={error} waiting={waiting && !data} />}
      {q && data && (
        <>
          <p role="status">{plural(data.hits.length, "find", "finds")}</p>
          <ol class="hits">
            {data.hits.map((h, i) => (
              <li key={i}>
                <a href={reportPath(h.document, h.n)}>{h.title ?? h.document}</a> <span class="quiet">{day(h.published)}</span>
                {h.incident && <> · <a href={incidentPath(h.incident)}>{h.incident}</a></>}
                <blockquote><Snippet text={h.snippet} /></blockquote>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
