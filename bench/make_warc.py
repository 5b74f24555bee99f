#!/usr/bin/env python3
"""Makes a crawl (.warc.gz, a member a record) out of a folder of saved pages, with records in it that no reader likes.

usage: bench/make_warc.py FOLDER OUT.warc.gz [--megabytes N] [--bomb N] [--level N] [--quiet-records]

FOLDER holds .html or .html.gz files; they are written again and again, each time under a URI of its own, until the
records are N megabytes when unpacked (1000). Requests, pictures and redirects stand among them, as in a crawl.
Spread over the file are, unless --quiet-records is given:

  never-closed   a page whose last tag never ends: what stands before it is read
  100-mb         a page of 100 MB: one error
  nested         10,000 nested <div>: one error
  bomb           a member of some 10 MB that unpacks to 10 GB (--bomb), as its record says: one error
  liar           the same, but its record speaks of the first kilobyte alone: that is read, the rest is one error
  bomb-inside    a page packed inside HTTP that unpacks to as much: one error
  broken         a member with a flipped byte: one error
  truncated      the last member, cut in the middle: one error

Prints what a reader should make of it: "pages N" (two of these among them) and "errors N".
"""
import argparse
import gzip
import struct
import sys
import zlib
from pathlib import Path

OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html"
PROSE = "<p>Soldiers crossed the river near the mill on Monday, the ministry said, and the villages behind it were empty.</p>"


def header(uri, length, kind="response"):
    return (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2021-03-02T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {length}\r\n\r\n").encode()


def record(uri, body, http=OK, kind="response"):
    block = http.encode() + b"\r\n\r\n" + body
    return header(uri, len(block), kind) + block + b"\r\n\r\n"


def member(pieces, level):
    """Packs pieces of bytes, so that none need be held whole."""
    packer = zlib.compressobj(level, zlib.DEFLATED, 31)
    for piece in pieces:
        yield packer.compress(piece)
    yield packer.flush()


def bomb(head, megabytes):
    """A member of `head` and so many megabytes of blanks. Packed once, a megabyte is written again and again."""
    megabyte = b" " * (1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(megabyte) + packer.flush(zlib.Z_FULL_FLUSH)
    first = zlib.compressobj(9, zlib.DEFLATED, -15)
    yield b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + first.compress(head) + first.flush(zlib.Z_FULL_FLUSH)
    crc = zlib.crc32(head)
    for _ in range(megabytes):
        crc = zlib.crc32(megabyte, crc)
        yield packed
    yield b"\x03\0" + struct.pack("<II", crc, (len(head) + (megabytes << 20)) & 0xFFFFFFFF)


def large(uri, megabytes, says=None):
    """A record of so many megabytes, or one whose head says that it ends before them."""
    block = OK.encode() + b"\r\n\r\n<html><body><h1>Bridge</h1>" + PROSE.encode() * 8
    return bomb(header(uri, len(block) + (megabytes << 20) if says is None else len(block)) + block, megabytes)


def hostile(level, megabytes):
    """Records by name, each as pieces of a packed file, with how many pages and errors a reader should make of it."""
    never = f"<html><body><article><h1>Bridge</h1>{PROSE * 8}<a href=\"".encode() + b"x " * 100000
    nested = b"<html><body>" + b"<div>" * 10000 + PROSE.encode()
    inside = b"".join(bomb(b"<html><body>" + PROSE.encode(), megabytes))
    broken = bytearray(b"".join(member([record("http://x/broken", PROSE.encode() * 400)], 0)))
    for at in (3000, 3001):
        broken[at] ^= 0x55
    packed = OK + "\r\nContent-Encoding: gzip"
    yield "never-closed", member([record("http://x/never-closed", never)], level), 1, 0
    yield "100-mb", large("http://x/100-mb", 100), 0, 1
    yield "nested", member([record("http://x/nested", nested)], level), 0, 1
    yield "bomb", large("http://x/bomb", megabytes), 0, 1
    yield "liar", large("http://x/liar", megabytes, says="less"), 1, 1
    yield "bomb-inside", member([record("http://x/bomb-inside", inside, packed)], level), 0, 1
    yield "broken", [bytes(broken)], 0, 1


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--megabytes", type=float, default=1000)
    ap.add_argument("--level", type=int, default=1, help="of gzip")
    ap.add_argument("--bomb", type=int, default=10240, help="megabytes")
    ap.add_argument("--quiet-records", action="store_true", help="without the records that no reader likes")
    a = ap.parse_args()
    pages = []
    for path in sorted(a.folder.iterdir()):
        if path.name.endswith((".html", ".html.gz")):
            data = path.read_bytes()
            pages.append((path.name.split(".")[0], gzip.decompress(data) if path.name.endswith(".gz") else data))
    if not pages:
        sys.exit(f"make_warc: error: {a.folder}: no .html or .html.gz in it")
    wanted, written, good, errors, turn = a.megabytes * 1e6, 0, 0, 0, 0
    odd = [] if a.quiet_records else list(hostile(a.level, a.bomb))
    places = [(n + 1) * wanted / (len(odd) + 1) for n in range(len(odd))]  # bytes after which each is written
    with open(a.out, "wb") as out:
        def write(pieces):
            for piece in pieces:
                out.write(piece)
        write(member([b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nmade\r\n\r\n"], a.level))
        while written < wanted:
            for name, html in pages:
                uri = f"http://{turn}.example/{name}"
                one = record(uri, html)
                write(member([record(uri, b"", "GET / HTTP/1.1\r\nHost: x", "request")], a.level))
                write(member([one], a.level))
                good, written = good + 1, written + len(one)
                if good % 10 == 0:
                    write(member([record(uri + ".png", b"\x89PNG" * 100, "HTTP/1.1 200 OK\r\nContent-Type: image/png")], a.level))
                    write(member([record(uri, b"moved", "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\nLocation: /")], a.level))
                while odd and written >= places[-len(odd)]:
                    _, pieces, readable, wrong = odd.pop(0)
                    write(pieces)
                    good, errors = good + readable, errors + wrong
                if written >= wanted:
                    break
            turn += 1
        if not a.quiet_records:
            last = b"".join(member([record("http://x/truncated", PROSE.encode() * 400)], 0))
            write([last[:len(last) // 2]])
            errors += 1
    print(f"pages {good}\nerrors {errors}")
    print(f"unpacked {written / 1e6:.0f} MB, file {a.out.stat().st_size / 1e6:.0f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
