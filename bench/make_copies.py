#!/usr/bin/env python3
"""Writes copies of reports as papers make them, to measure whether they are found (docs/measurements.md).

usage: make_copies.py REPORTS.jsonl [COUNT] > copies.ndjson

Each copy has some of: a new headline, a cut tail, another byline, two paragraphs exchanged, American or British spelling.
Its id is that of its origin with "-copy-" and a number. Reports of under 120 words are passed over.
"""
import json
import random
import re
import sys

SPELLING = [("defense", "defence"), ("center", "centre"), ("neighbor", "neighbour"), ("labor", "labour"), ("organiz", "organis"),
            ("honor", "honour"), ("color", "colour"), ("harbor", "harbour"), ("armor", "armour"), ("offense", "offence"),
            ("mobiliz", "mobilis"), ("recogniz", "recognis"), ("kilometer", "kilometre"), ("meters", "metres"), ("traveled", "travelled"),
            ("program ", "programme "), ("toward ", "towards "), ("gray", "grey")]


def respell(text):
    british = sum(len(re.findall(b, text)) for _, b in SPELLING)
    american = sum(len(re.findall(a, text)) for a, _ in SPELLING)
    for a, b in SPELLING:
        one, other = (b, a) if british > american else (a, b)
        text = text.replace(one, other).replace(one.capitalize(), other.capitalize())
    return text


def copy(rng, report):
    parts = [p for p in re.split(r"\n\n+", report["text"]) if p.strip()]
    if len(parts) < 4:
        parts = [p for p in report["text"].split("\n") if p.strip()]
    head, body = parts[0], parts[1:]
    edits = rng.sample(["headline", "tail", "byline", "order", "spelling"], rng.randint(2, 4))
    if "headline" in edits:
        head = rng.choice(["World briefing: what is known so far", "From our wires", "Conflict: the latest reports"])
    if "tail" in edits and len(body) > 3:
        body = body[:max(2, int(len(body) * rng.uniform(0.55, 0.85)))]
    if "order" in edits and len(body) > 3:
        i = rng.randrange(1, len(body) - 1)
        body[i], body[i + 1] = body[i + 1], body[i]
    if "byline" in edits:
        body.insert(0, "By " + rng.choice(["Our Foreign Staff", "Joan Miller", "Peter Lindqvist"]))
    text = "\n\n".join([head] + body)
    return respell(text) if "spelling" in edits else text


def main():
    reports = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    reports = [r for r in reports if len(r["text"].split()) >= 120]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    rng = random.Random(7)
    for n in range(count):
        r = reports[n % len(reports)]
        print(json.dumps({"id": f"{r['id']}-copy-{n}", "published": r["published"], "outlet": "The Copying Post", "text": copy(rng, r)},
                         ensure_ascii=False))


if __name__ == "__main__":
    main()
