#!/usr/bin/env python3
"""Writes reports varied from templates, as NDJSON, to measure a ledger with (docs/measurements.md).

usage: make_reports.py COUNT [SEED] > reports.ndjson

A made-up war: towns of several countries, five years of days in order, some happenings told by several outlets, some
reports copied, some revised. The same arguments give the same bytes. Nothing in it has happened.
"""
import datetime
import json
import random
import sys

# (country's forces, the other side, a ministry, towns)
WARS = [
    ("Ukrainian", "Russian", "Ukraine's Defense Ministry", "Kharkiv Kherson Mykolaiv Kramatorsk Bakhmut Avdiivka Nikopol Sumy Chernihiv Zaporizhzhia Kupiansk Pokrovsk Izium Lyman Vuhledar Melitopol Berdiansk Odesa Dnipro Konotop".split()),
    ("Nigerian", "Boko Haram", "Nigeria's Defence Headquarters", "Maiduguri Yola Damaturu Potiskum Gwoza Bama Biu Mubi Kano Kaduna Jos Zaria Gombe Bauchi Sokoto Katsina".split()),
    ("Syrian", "Islamic State", "Syria's Defense Ministry", "Aleppo Homs Hama Idlib Raqqa Palmyra Daraa Latakia Manbij Afrin Kobani Hasakah".split()),
    ("Somali", "al-Shabab", "Somalia's Defense Ministry", "Mogadishu Kismayo Baidoa Beledweyne Jowhar Galkayo Bosaso Afgooye Merca Luuq".split()),
    ("Afghan", "Taliban", "Afghanistan's Defense Ministry", "Kunduz Kandahar Herat Ghazni Jalalabad Farah Zaranj Faizabad Khost Gardez Baghlan Lashkar Gah".split()),
    ("Malian", "JNIM", "Mali's Defense Ministry", "Gao Kidal Timbuktu Mopti Djenne Menaka Bandiagara Douentza Sevare Niono".split()),
    ("Iraqi", "Islamic State", "Iraq's Interior Ministry", "Mosul Kirkuk Tikrit Fallujah Ramadi Samarra Baqubah Tal Afar Sinjar Hit Haditha".split()),
    ("Yemeni", "Houthi", "Yemen's Defense Ministry", "Taiz Marib Hodeidah Aden Saada Mukalla Dhamar Ibb Mocha Hajjah".split()),
]
OUTLETS = [f"The {a} {b}" for a in "Harbor Lowland Northern Meridian Coastal Caspian Gulf Highland Delta Atlantic".split() for b in "Courier Tribune Press Observer Daily".split()]
WAYS = [("shelled", "shelling"), ("bombed", "air strike"), ("attacked", "attack"), ("raided", "raid"), ("struck", "strike")]
TARGETS = "a market|a school|a bridge|a police post|a bakery|a hospital|an army camp|a bus station|a warehouse|a residential district|a grain store|a power station".split("|")
PEOPLE = "people civilians soldiers fighters residents".split()
WORDS = "river valley road quarter hill station orchard mill depot square crossing ridge canal harbor tower garden quarry ferry chapel mosque market yard barracks farm school street wall gate field bank".split()


def happening(rng, day):
    war = rng.choice(WARS)
    return {"war": war, "town": rng.choice(war[3]), "day": day, "way": rng.choice(WAYS), "target": rng.choice(TARGETS),
            "dead": rng.randint(1, 60), "hurt": rng.randint(1, 90), "doer": rng.randint(0, 1)}


def background(rng):
    a, b, c, d = (rng.choice(WORDS) for _ in range(4))
    n = rng.randint(2, 900)
    return rng.choice([
        f"The {a} beside the {b} has changed hands several times, and families who lived by the {c} left {n} days ago, taking what they could carry past the {d}.",
        f"A trader who keeps a stall near the {a} spoke of {n} crates that never reached the {b}, and of a {c} where nobody buys anything now except bread and {d} salt.",
        f"In quieter years the {a} was known for its {b}, and {n} visitors a month walked from the {c} to the old {d}.",
        f"Prices at the {a} have risen by {n} percent, a clerk at the {b} wrote in a ledger that lay open between the {c} and the {d}.",
    ])


def report(rng, h, number):
    war, side = h["war"], h["war"][1 - h["doer"]] if h["doer"] == 0 else h["war"][0]
    other = war[0] if side == war[1] else war[1]
    day = h["day"].strftime("%A")
    dead = max(1, h["dead"] + rng.choice([0, 0, 0, -1, 2]))
    place = rng.choice(WORDS)
    first = rng.choice([
        f"{side} forces {h['way'][0]} {h['target']} in {h['town']} on {day}, killing {dead} {rng.choice(PEOPLE)}, {war[2]} said.",
        f"At least {dead} {rng.choice(PEOPLE)} were killed and {h['hurt']} wounded on {day} when {side} forces {h['way'][0]} {h['target']} near the {place} in {h['town']}, officials said.",
        f"{war[2]} said {side} forces {h['way'][0]} {h['target']} in {h['town']} on {day}.",
    ])
    second = rng.choice([
        f"A spokesman for {other} forces denied the {h['way'][1]} and blamed {side} fighters.",
        f"Doctors at the hospital in {h['town']} said {dead} bodies were brought in and {h['hurt']} wounded people were treated.",
        f"Residents said the {h['way'][1]} destroyed {rng.randint(2, 30)} houses by the {place}.",
        f"It was not clear who carried out the {h['way'][1]}.",
    ])
    text = [f"{h['town'].upper()} — {first}", second] + [background(rng) for _ in range(rng.randint(2, 4))]
    if rng.random() < 0.4:
        text.insert(2, f"{other} fighters withdrew from the {place} on {day}, a resident told reporters by telephone.")
    title = f"{h['way'][1].capitalize()} in {h['town']} leaves {dead} dead, report {number}"
    return {"id": f"made-{number:06d}", "published": (h["day"] + datetime.timedelta(days=rng.randint(0, 1))).isoformat(),
            "outlet": rng.choice(OUTLETS), "title": title, "text": title + "\n\n" + "\n\n".join(text)}


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    rng = random.Random(seed)
    start, days = datetime.date(2018, 1, 1), 1825
    told, last = [], None
    for number in range(count):
        day = start + datetime.timedelta(days=number * days // count)
        told = [h for h in told if (day - h["day"]).days <= 1]
        if not told or rng.random() < 0.6:
            told.append(happening(rng, day))
        chance = rng.random()
        if last is not None and chance < 0.03:  # a copy under another name
            row = dict(last, id=f"made-{number:06d}", outlet=rng.choice(OUTLETS), title="Wire: " + last["title"])
            parts = last["text"].split("\n\n")
            row["text"] = "\n\n".join([row["title"]] + parts[1:-1])
        elif last is not None and chance < 0.04:  # a revision
            row = dict(last, text=last["text"] + "\n\n" + background(rng))
        else:
            row = report(rng, rng.choice(told), number)
        last = row
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
