// What all views share: the address, waiting, faults.
import { createContext } from "preact";
import type { ComponentChildren } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { get } from "./api";
import type { About } from "./api";

export const AboutContext = createContext<About>({ version: "", ledger: null, write: false, folders: [] });
export const useAbout = () => useContext(AboutContext);

// --- The address ---------------------------------------------------------------------------------------------------

const listeners = new Set<() => void>();

export function go(to: string, replace = false) {
  if (to === location.pathname + location.search + location.hash) return;
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  listeners.forEach((tell) => tell());
}

export function useAddress(): URL {
  const [url, set] = useState(location.href);
  useEffect(() => {
    const tell = () => set(location.href);
    listeners.add(tell);
    addEventListener("popstate", tell);
    return () => {
      listeners.delete(tell);
      removeEventListener("popstate", tell);
    };
  }, []);
  return new URL(url);
}

// --- Asking ----------------------------------------------------------------------------------------------------------

// The answer to a path, the last one while a new one is waited for; asked again when `again` changes.
export function useAnswer<T>(path: string | null, again = 0): { data: T | null; error: string; waiting: boolean } {
  const [state, set] = useState<{ data: T | null; error: string; path: string | null }>({ data: null, error: "", path: null });
  useEffect(() => {
    if (!path) return;
    const abort = new AbortController();
    get<T>(path, abort.signal)
      .then((data) => set({ data, error: "", path }))
      .catch((e: Error) => {
        if (e.name !== "AbortError") set({ data: null, error: e.message, path });
      });
    return () => abort.abort();
  }, [path, again]);
  return { data: state.data, error: state.error, waiting: state.path !== path };
}

// --- Parts -----------------------------------------------------------------------------------------------------------

// The heading of a view: it is what a screen reader hears when one comes to it.
export function Title({ children, name }: { children: ComponentChildren; name: string }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = name + " · sayso";
  }, [name]);
  useEffect(() => {
    if (!location.hash) ref.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={ref} tabIndex={-1}>
      {children}
    </h1>
  );
}

export function State({ error, waiting }: { error: string; waiting: boolean }) {
  if (error) return <p class="fault" role="alert">{error}</p>;
  return waiting ? <p class="quiet" role="status">Looking it up…</p> : null;
}

export function Exports({ search }: { search: string }) {
  return (
    <p class="exports noprint">
      Export{" "}
      {[["csv", "CSV"], ["geojson", "GeoJSON"], ["ndjson", "NDJSON"], ["txt", "Citations"]].map(([ending, name]) => (
        <a key={ending} href={`/export.${ending}${search}`} download={`sayso.${ending}`}>{name}</a>
      ))}
      <button type="button" class="plain" onClick={() => print()}>Print</button>
    </p>
  );
}
