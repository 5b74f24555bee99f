// What the server says (docs/serve.md), and how it is asked. Every page has a JSON twin at the same address.

export interface Words { text: string; begin: number; end: number }
export interface Actor extends Words { name: string; side: string[]; type: string }
export interface Place extends Words { name: string; names: string[]; country: string | null; lat: number | null; lon: number | null; precision: number }
export interface Time extends Words { first: string | null; last: string | null; precision: number }
export interface Toll extends Words {
  what: string; of: string; side: string[]; value: number | null; relation: string;
  low: number | null; high: number | null; total: boolean;
}
export interface Claim {
  id: string; n: number; sentence: Words; trigger: Words; cue: (Words & { class: string | null }) | null;
  source: Actor | null; via: Actor[]; quote: string; stance: string; denies: number | null; certainty: string;
  kind: string; modality: string; by: Actor[]; on: Actor[]; place: Place | null; when: Time | null; tolls: Toll[];
}
export interface Block { role: string; begin: number; end: number; truncated: boolean }
export interface Reading {
  document: {
    id: string; uri: string; outlet: string | null; agency: string | null; title: string | null; byline: string | null;
    published: string | null; language: string; text: string; blocks: Block[];
  };
  claims: Claim[];
}

export interface IncidentRow {
  incident: string; group: string; place: string | null; country: string | null; lat: number | null; lon: number | null;
  precision: number; day: string; first: string; last: string; kinds: string[]; sides: string[]; claims: number;
  reports: number; disputed: boolean;
}
export interface Incidents { incidents: IncidentRow[]; next: string | null }
export interface Spot {
  place: string; country: string | null; country_number: string | null; lat: number | null; lon: number | null;
  precision: number; incidents: number; disputed: number;
}
export interface Count { name: string; incidents: number }
export interface Overview {
  incidents: number; disputed: number; days: { day: string; incidents: number; disputed: number }[];
  places: Spot[]; places_left_out: boolean; sides: Count[]; kinds: Count[];
}

export interface ClaimRef { document: string; n: number; id: string }
export interface Statement {
  account: string; speaker: string; origin: string; document: string; published: string | null; claim: Claim;
  because: string; rejected: boolean; copies: ClaimRef[]; corrected: string[];
}
export interface History {
  what: string; of: string; side: string; speaker: string;
  points: { published: string | null; toll: Toll; change?: string; claim?: ClaimRef; document?: string; n?: number }[];
}
export interface Mark { accepted: boolean; rejected: boolean; corrected: string[] }
export interface Entry { said: string; speaker: string; statements: number[] }
export interface IncidentPage {
  head: IncidentRow & { origins: number };
  table: { columns: string[]; rows: { question: string; label: string; cells: Entry[][] }[] };
  disputes: { kind: string; one: number; other: number }[];
  review: Mark[];
  also: string[];
  accounts: {
    grade: { rule: string; grade: string | null; text: string | null };
    deaths: { rule: string; low: number | null; best: number | null; high: number | null; best_rule: string | null };
    reports: { document: string; outlet: string | null; agency: string | null; title: string | null; published: string | null; copy: boolean }[];
    statements: Statement[];
    others: { source: string; key: string; place: string; first: string; last: string; kind: string; sides: string; low: number | null; best: number | null; high: number | null; words: string }[];
    toll_history: History[];
  };
}

export interface Difference {
  kind: string; document: string; digest: string; added: string;
  gone: { n: number; claim: string }[]; new: { n: number; claim: string }[]; same: number;
}
export interface ReportPage {
  engine: string; added: string; current: boolean; copy_of: string | null;
  copies: { document: string; title: string | null; outlet: string | null; published: string | null; share: number | null; origin: boolean }[];
  differences: Difference[];
  versions: { digest: string; added: string; published: string | null; current: boolean }[];
  incidents: (string | null)[];
  review: Mark[];
  reading: Reading;
}

export interface Hit { document: string; title: string | null; published: string | null; n: number | null; snippet: string; incident: string | null }
export interface Decision {
  id: number; at: string; who: string; verb: string; target: string; field: string | null; value: string | null;
  document: string | null; note: string | null; taken_back_by: number | null;
}
export interface Job {
  id: number; folder: string; state: string; reports: number; added: number; revisions: number; known: number;
  copies: number; not_read: number; bytes_done: number; bytes: number | null; faults: string[];
}
export interface About { version: string; ledger: string | null; write: boolean; folders: string[] }

async function answered<T>(response: Response): Promise<T> {
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    throw new Error("The server's answer could not be read.");
  }
  if (!response.ok) {
    const error = (body as { error?: string }).error ?? response.statusText;
    throw new Error(error.charAt(0).toUpperCase() + error.slice(1) + ".");
  }
  return body as T;
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (e) {
    if ((e as Error).name === "AbortError") throw e;
    throw new Error("The server does not answer. Is sayso serve still running?");
  }
  return answered<T>(response);
}

export const get = <T>(path: string, signal?: AbortSignal) => ask<T>(path, { signal, headers: { accept: "application/json" } });
export const send = <T>(path: string, body: unknown) =>
  ask<T>(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
export const sendText = <T>(path: string, text: string, type: string) =>
  ask<T>(path, { method: "POST", headers: { "content-type": type }, body: text });

export function query(values: Record<string, string>): string {
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) out.set(name, value);
  const text = out.toString();
  return text ? "?" + text : "";
}
export const incidentPath = (name: string) => "/incident/" + encodeURIComponent(name);
export const reportPath = (uri: string, n?: number | null) => "/report?uri=" + encodeURIComponent(uri) + (n ? `#claim-${n}` : "");
