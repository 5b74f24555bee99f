#!/usr/bin/env python3
"""Whether other people's programs open what sayso exports: GeoJSON in GDAL's ogrinfo, Parquet in DuckDB.

usage: check.py SAYSO [REPORTS...]     (make test-export; examples/ by default)

Every format is written from one ledger, and its columns are compared with those that docs/codebook.md publishes.
"""
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAYSO = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "build/release/sayso")
REPORTS = sys.argv[2:] or [str(ROOT / "examples")]
FORMATS = ["csv", "ucdp", "acled", "geojson", "ndjson", "jsonld", "parquet"]


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def published():
    """The lists of columns in the codebook, by the word that each begins with."""
    text = (ROOT / "docs/codebook.md").read_text(encoding="utf-8")
    lists = [line.split() for line in text.splitlines() if re.match(r"    (claim_id|id|event_id_cnty) ", line)]
    own = re.search(r"Behind both: ((?:.|\n)*?)\n\n", text).group(1)
    own = re.findall(r"`(sayso_\w+)`", own)
    by_first = {words[0]: words for words in lists}
    return {"csv": by_first["claim_id"], "parquet": by_first["claim_id"], "ucdp": by_first["id"] + own,
            "acled": by_first["event_id_cnty"] + own}


class Exports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.folder.name)
        ledger = folder / "war.sayso"
        run(SAYSO, "add", ledger, *REPORTS)
        cls.files = {}
        for form in FORMATS:
            cls.files[form] = folder / f"war.{form}"
            run(SAYSO, "export", ledger, "--format", form, "--output", cls.files[form])
        cls.incidents = [json.loads(line) for line in run(SAYSO, "incidents", ledger, "--format", "ndjson").splitlines()]
        cls.columns = published()

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def rows(self, form):
        with open(self.files[form], encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    def test_tables_have_the_columns_that_the_codebook_lists(self):
        for form in ("csv", "ucdp", "acled"):
            rows = self.rows(form)
            self.assertEqual(rows[0], self.columns[form], form)
            self.assertGreater(len(rows), 1, form)
            self.assertEqual({len(row) for row in rows}, {len(rows[0])}, form)

    def test_geojson_opens_in_ogrinfo(self):
        told = run("ogrinfo", "-ro", "-al", "-so", self.files["geojson"])
        self.assertRegex(told, r"using driver `GeoJSON' successful")
        self.assertRegex(told, r"Geometry: (3D )?Point")
        self.assertRegex(told, rf"Feature Count: {len(self.incidents)}\n")
        self.assertRegex(told, r"WGS ?84")
        features = json.loads(self.files["geojson"].read_text(encoding="utf-8"))["features"]
        for name in features[0]["properties"]:
            self.assertRegex(told, rf"(?m)^{re.escape(name)}: ", "a property that GDAL does not see")
        west, south, east, north = map(float, re.search(r"Extent: \((\S+), (\S+)\) - \((\S+), (\S+)\)", told).groups())
        points = [f["geometry"]["coordinates"] for f in features if f["geometry"]]
        self.assertAlmostEqual(west, min(x for x, _ in points), 4)
        self.assertAlmostEqual(north, max(y for _, y in points), 4)

    def test_parquet_opens_in_duckdb_and_says_what_the_csv_says(self):
        import duckdb

        found = duckdb.sql(f"SELECT * FROM read_parquet('{self.files['parquet']}')")
        self.assertEqual(found.columns, self.columns["parquet"])
        rows = self.rows("csv")[1:]
        got = found.fetchall()
        self.assertEqual(len(got), len(rows))
        for parquet, line in zip(got, rows):
            for name, value, cell in zip(found.columns, parquet, line):
                if isinstance(value, (int, float)):
                    self.assertEqual(float(value), float(cell), name)
                else:
                    self.assertEqual(value or "", cell, name)
        kinds = dict(zip(found.columns, map(str, found.types)))
        self.assertEqual((kinds["killed_low"], kinds["latitude"], kinds["sentence"]), ("BIGINT", "DOUBLE", "VARCHAR"))
        deaths = duckdb.sql(f"SELECT max(killed_low) FROM read_parquet('{self.files['parquet']}')").fetchall()[0][0]
        self.assertEqual(deaths, max(int(row[found.columns.index("killed_low")] or 0) for row in rows))

    def test_ndjson_and_jsonld_hold_every_incident_and_claim(self):
        lines = self.files["ndjson"].read_text(encoding="utf-8").splitlines()
        self.assertEqual([json.loads(line)["incident"] for line in lines], [i["incident"] for i in self.incidents])
        page = json.loads(self.files["jsonld"].read_text(encoding="utf-8"))
        self.assertEqual(page["type"], "AnnotationPage")
        self.assertEqual(len(page["items"]), len(self.rows("csv")) - 1)
        for item in page["items"]:
            self.assertEqual(item["type"], "Annotation")
            self.assertTrue(item["target"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
