// Parts of a claim as short phrases: the same as the program's own (src/view/phrase.h).
import type { Claim, Toll } from "./api";

export function figure(t: Toll): string {
  if (t.value === null) {
    if (t.low !== null && t.high !== null) return `${t.low}–${t.high}`;
    if (t.low !== null) return `≥ ${t.low}`;
    if (t.high !== null) return `≤ ${t.high}`;
    return "many";
  }
  const sign = t.relation === ">=" ? "≥" : t.relation === "<=" ? "≤" : t.relation === "=" ? "" : t.relation;
  return sign ? `${sign} ${t.value}` : String(t.value);
}

export function counted(t: { what: string; of: string; side: string[] | string }): string {
  const side = Array.isArray(t.side) ? t.side.join(" and ") : t.side.replace(/\+/g, " and ");
  return `${t.what} ${t.of}` + (side && side !== t.of ? ` of ${side}` : "");
}

export const stance = (c: Claim) => (c.stance === "asserts" ? "says" : c.stance === "unknown" ? "does not know" : c.stance);
export const day = (published: string | null) => (published ? published.slice(0, 10) : "no day");
export const days = (first: string, last: string) => (first === last ? first : `${first} to ${last}`);
export const plural = (n: number, one: string, many: string) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
export const placeOf = (r: { place: string | null; country: string | null }) =>
  r.place ? r.place + (r.country ? `, ${r.country}` : "") : "place not said";

export const precisionWords: Record<number, string> = {
  1: "the place itself", 2: "near it", 3: "somewhere in its district", 4: "somewhere in its province",
  5: "somewhere in a wider area", 6: "somewhere in the country", 7: "at sea, in the air, beyond a border",
};
