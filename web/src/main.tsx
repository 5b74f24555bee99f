// The page: takes over from the plain tables that the server wrote, and shows the view that the address names.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import "./style.css";
import { get } from "./api";
import type { About } from "./api";
import { AboutContext, go, useAddress } from "./frame";
import { Incidents } from "./incidents";
import { Incident } from "./incident";
import { Report } from "./report";
import { Paste } from "./paste";
import { Review } from "./review";
import { Search } from "./search";
import { Timeline } from "./timeline";
import { LedgerView } from "./ledger";

const VIEWS = ["/", "/incidents", "/incident", "/report", "/search", "/timeline", "/read", "/review", "/stats"];
const isView = (path: string) => VIEWS.includes(path.startsWith("/incident/") ? "/incident" : path);

function View() {
  const url = useAddress();
  const path = url.pathname;
  const [about, setAbout] = useState<About | null>(null);
  useEffect(() => {
    get<About>("/about.json").then(setAbout, () => setAbout({ version: "", ledger: "", write: false, folders: [] }));
  }, []);
  useEffect(() => {
    for (const link of document.querySelectorAll<HTMLAnchorElement>("header.bar nav a")) {
      const here = link.pathname === (path === "/" ? (about?.ledger === null ? "/read" : "/incidents") : path);
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }, [path, about]);
  if (!about) return null;
  const view = () => {
    if (path === "/read" || (path === "/" && about.ledger === null)) return <Paste />;
    if (path === "/" || path === "/incidents") return <Incidents url={url} />;
    if (path.startsWith("/incident/")) return <Incident key={path} name={decodeURIComponent(path.slice("/incident/".length))} />;
    if (path === "/report") return <Report key={url.search} uri={url.searchParams.get("uri") ?? ""} version={url.searchParams.get("version") ?? ""} />;
    if (path === "/search") return <Search url={url} />;
    if (path === "/timeline") return <Timeline />;
    if (path === "/review") return <Review url={url} />;
    return <LedgerView />;
  };
  return <AboutContext.Provider value={about}>{view()}</AboutContext.Provider>;
}

// Links within the page do not load it anew.
document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest?.("a");
  if (!link || link.origin !== location.origin || link.hasAttribute("download") || link.target) return;
  if (link.pathname === location.pathname && link.search === location.search && link.hash) return;
  if (!isView(link.pathname)) return;
  event.preventDefault();
  const same = link.pathname === location.pathname;
  go(link.pathname + link.search + link.hash);
  if (!same) scrollTo(0, 0);
});

const main = document.getElementById("main");
// A page that tells of a fault, or shows what a form sent, stays as the server wrote it.
const served = location.pathname;
if (main && isView(served) && !document.querySelector("main[data-plain]")) {
  main.textContent = "";
  render(<View />, main);
}
