// One report: its text with the words of every claim, its copies and its versions.
import { query, reportPath } from "./api";
import type { Difference, ReportPage } from "./api";
import { State, Title, useAnswer } from "./frame";
import { ReadingView } from "./spans";
import { day, plural } from "./words";

export function Facts({ doc }: { doc: ReportPage["reading"]["document"] }) {
  const facts = [doc.outlet, doc.agency && doc.agency !== doc.outlet ? doc.agency : null, doc.byline, doc.published ?? "day not said"];
  return <p class="sum">{facts.filter(Boolean).join(" · ")} <span class="quiet">· {doc.uri}</span></p>;
}

// What a revision changed, what a copy adds or drops: claims that one has and the other has not.
function Changes({ of }: { of: Difference }) {
  const copy = of.kind === "copy";
  const other = copy ? reportPath(of.document) : "/report" + query({ uri: of.document, version: of.digest });
  const link = (n: number) => other + `#claim-${n}`;
  return (
    <details class="changes" open={!copy}>
      <summary>
        {copy ? "What this copy changed" : "What this version changed"}: {of.gone.length} gone, {of.new.length} new, {plural(of.same, "claim is", "claims are")} the same
      </summary>
      <ul>
        {of.gone.map((line) => <li key={"-" + line.n}><del><a href={link(line.n)}>{line.claim}</a></del></li>)}
        {of.new.map((line) => <li key={"+" + line.n}><ins><a href={`#claim-${line.n}`}>{line.claim}</a></ins></li>)}
      </ul>
      <p class="quiet"><a href={other}>{copy ? of.document : `The version before, added ${of.added}`}</a></p>
    </details>
  );
}

export function Report({ uri, version }: { uri: string; version: string }) {
  const { data, error, waiting } = useAnswer<ReportPage>(uri ? "/report.json" + query({ uri, version }) : null);
  if (!uri) return <p class="fault">No report is named in this address.</p>;
  if (!data) return <State error={error} waiting={waiting} />;
  const doc = data.reading.document;
  return (
    <div class="view-report">
      <div class="head">
        <Title name={doc.title ?? doc.uri}>{doc.title ?? doc.uri}</Title>
        <Facts doc={doc} />
        {!data.current && <p class="notice">A later version of this report has taken its place. <a href={reportPath(uri)}>The current one</a></p>}
        {data.copies.length > 0 && (
          <details>
            <summary>{data.copy_of ? "A copy: this story is told in other reports, too" : `Repeated in ${data.copies.length === 1 ? "another report" : data.copies.length + " other reports"}`}</summary>
            <ul>
              {data.copies.map((c) => (
                <li key={c.document}>
                  <a href={reportPath(c.document)}>{c.title ?? c.document}</a> {c.outlet} {day(c.published)}
                  {c.share !== null && ` · ${Math.round(c.share * 100)} % of the words shared`}{c.origin && " · published first"}
                </li>
              ))}
            </ul>
          </details>
        )}
        {data.versions.length > 1 && (
          <details>
            <summary>{data.versions.length} versions</summary>
            <ul>
              {data.versions.map((v) => (
                <li key={v.digest}>
                  <a href={"/report" + query({ uri, version: v.current ? "" : v.digest })}>{v.published ?? "day not said"}</a>, added {v.added}{v.current && " · current"}
                </li>
              ))}
            </ul>
          </details>
        )}
        {data.differences.map((d) => <Changes key={d.kind} of={d} />)}
      </div>
      <ReadingView reading={data.reading} incidents={data.incidents} review={data.review} />
    </div>
  );
}
