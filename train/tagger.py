#!/usr/bin/env python3
"""The event tagger (src/event/tagger.h): what kind of event a word names, and what part it plays in one.

    train/tagger.py prepare BUILD DATA GOLD.jsonl...
    train/tagger.py teach DATA TEACHER TAUGHT
    sayso-model parse TEXT > text.conllu && sayso-model states TEXT > text.states
    train/tagger.py label TAUGHT... text.conllu SOFT
    train/tagger.py learn DATA text SOFT LEARNED [--without HALF]
    sayso-tagger LEARNED model/events.model
    train/tagger.py score DATA (TAUGHT | LEARNED)...

A few hundred annotated reports are too little for a small network to learn from what words mean where they stand. So a
larger one, which has read much (a network fine-tuned to trees by train/teacher.py), learns it from the reports, whole
passages at a time, and labels some hundred thousand sentences of news; from its shares, and from the reports, the
small one learns. `--without` leaves out the reports of one half, so that what is learned later from tagged reports is
learned from tags as they are on reports that no tagger saw: a report's half is the FNV-1a hash of its text, modulo 2.

Needs what train/teacher.py needs.
"""
import argparse
import collections
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import teacher
from teacher import UNKNOWN

WHAT = "killed wounded missing captured displaced detained destroyed damaged shot-down seized".split()
PARTS = ["by", "on", "place", "source"] + WHAT
EMBEDDED, WIDTH, DILATIONS, WORDS = 64, 128, (1, 2, 4, 8), 20000
UNIT = 256  # of a state's numbers (syntax/wide.h)


def report(start, *words):
    print(f"{time.time() - start:7.0f} s ", *words, file=sys.stderr, flush=True)


def descend(model, plan, loss_of, optimizer, schedule, every, start):
    """A step for each entry of the plan, telling the mean loss now and then."""
    total = 0.0
    model.train()
    for step, chosen in enumerate(plan):
        loss = loss_of(chosen)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimizer.step()
        schedule.step()
        total += float(loss.detach())
        if (step + 1) % every == 0 or step + 1 == len(plan):
            report(start, f"step {step + 1} of {len(plan)}: loss {total / (step % every + 1):.4f}")
            total = 0.0


# ---- Reports: words, the kind of event that each names, its parts as a bit each. ----

def fnv(text):
    h = 0xCBF29CE484222325
    for byte in text.encode():
        h = (h ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return h


def read_conllu(lines):
    sentence = []
    for line in lines:
        if line.strip() and not line.startswith("#"):
            cells = line.split("\t", 2)
            if cells[0].isdigit():
                sentence.append(cells[1])
        elif sentence and not line.startswith("#"):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def spans_of(text, sentences):
    """Where in the text each word stands."""
    out, at = [], 0
    for words in sentences:
        row = []
        for word in words:
            found = text.find(word, at, at + len(word) + 40)
            begin = at if found < 0 else found
            at = begin + (0 if found < 0 else len(word))
            row.append((begin, begin + len(word)))
        out.append(row)
    return out


def places_of(phrase, text):
    return [m.start() for m in re.finditer(re.escape(phrase), text)]


def whole_places_of(phrase, text):
    edge = r"(?<!\w)" if phrase[:1].isalnum() else ""
    return [m.start() for m in re.finditer(edge + re.escape(phrase) + (r"(?!\w)" if phrase[-1:].isalnum() else ""), text)]


def annotate(gold, sentences):
    """For each word its kind ("none"; "?" where readers may differ) and its parts."""
    text, spans = gold["text"], spans_of(gold["text"], sentences)
    kinds = [["none"] * len(s) for s in sentences]
    parts = [[0] * len(s) for s in sentences]
    words = [(s, w, *span) for s, row in enumerate(spans) for w, span in enumerate(row)]

    def mark(phrase, part, trigger):
        places = whole_places_of(phrase, text) if phrase else []
        if not places:
            return
        own = next(((row[0][0], row[-1][1]) for row in spans if row and row[0][0] <= trigger < row[-1][1]), (trigger, trigger))
        within = [p for p in places if own[0] <= p < own[1]]
        before = [p for p in places if p < own[0]]
        at = min(within, key=lambda p: abs(p - trigger)) if within else max(before) if before else places[0]
        for s, w, begin, end in words:
            if begin < at + len(phrase) and end > at:
                parts[s][w] |= 1 << PARTS.index(part)

    for claim in gold["claims"]:
        counted = re.match(r"^(.*)@(\d+)$", claim["trigger"])
        trigger, which = (counted[1], int(counted[2])) if counted else (claim["trigger"], 1)
        places = places_of(trigger, text)
        if len(places) < which:
            continue
        at = places[which - 1]
        for phrase in claim["by"]:
            mark(phrase, "by", at)
        for phrase in claim["on"]:
            mark(phrase, "on", at)
        mark(claim.get("place"), "place", at)
        mark(claim.get("source"), "source", at)
        for toll in claim["tolls"]:
            mark(toll["text"], toll["what"], at)
        kind = "?" if claim.get("optional") else claim["kind"]
        for s, w, begin, end in words:
            if begin < at + len(trigger) and end > at and kinds[s][w] in ("none", "?"):
                kinds[s][w] = kind
    return kinds, parts


END = "Zzqxendzz"  # a paragraph between reports


def prepare(args):
    """DATA.jsonl: a report a line; DATA.states: the words' states in their order."""
    reports = [json.loads(line) for path in args.gold for line in open(path, encoding="utf-8")]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as text:
        for r in reports:
            for paragraph in r["text"].split("\n"):
                if paragraph.strip():
                    text.write(paragraph.strip() + "\n")
            text.write(END + " .\n")
        text.flush()
        model = pathlib.Path(args.build) / "sayso-model"
        parsed = subprocess.run([model, "parse", text.name], capture_output=True, text=True, check=True).stdout
        states = np.frombuffer(subprocess.run([model, "states", text.name], capture_output=True, check=True).stdout, np.int16)
    sentences = list(read_conllu(parsed.split("\n")))
    states = by_word(states, sentences)
    documents, current, keep, at = [], [], [], 0
    for words in sentences:
        if words[0].startswith(END):
            documents.append(current)
            current = []
        else:
            current.append(words)
            keep.append(states[at:at + len(words)])
        at += len(words)
    assert len(documents) == len(reports) and at == len(states)
    np.concatenate(keep).tofile(args.data + ".states")
    with open(args.data + ".jsonl", "w", encoding="utf-8") as out:
        for r, sentences in zip(reports, documents):
            kinds, parts = annotate(r, sentences)
            line = {"half": fnv(r["text"]) % 2, "sentences": sentences, "kinds": kinds, "parts": parts}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def by_word(states, sentences):
    """The encoder's numbers as a row a word; how many a word has is the language model's matter."""
    return states.reshape(sum(len(words) for words in sentences), -1)


def load_data(path, without):
    """The kinds of all reports, and the reports but those of one half, with their states."""
    reports = [json.loads(line) for line in open(path + ".jsonl", encoding="utf-8")]
    kinds = ["none"] + sorted({k for r in reports for row in r["kinds"] for k in row} - {"none", "?"})
    states, at = by_word(np.fromfile(path + ".states", np.int16), [s for r in reports for s in r["sentences"]]), 0
    for r in reports:
        r["states"] = []
        for words in r["sentences"]:
            r["states"].append(states[at:at + len(words)])
            at += len(words)
    return kinds, [r for r in reports if r["half"] != without]


# ---- The larger network. ----

class Passage:
    """Sentences of one report; what teacher.Batches asks of a sentence."""
    __slots__ = ("forms", "kinds", "parts", "corpus", "report", "sentences")

    def __init__(self, number):
        self.forms, self.kinds, self.parts, self.sentences = [], [], [], []
        self.corpus, self.report = 0, number


def passages(reports, batches, kind_ids=None):
    """Of up to 240 word pieces; in training (with `kind_ids`) of sometimes fewer."""
    out, longest = [], 200
    for number, r in enumerate(reports):
        limit = random.choice([60, 120, 180, 240]) if kind_ids else 240
        current, pieces = None, 0
        for s, words in enumerate(r["sentences"]):
            words = words[:longest]
            size = sum(len(batches.of_word(w)) for w in words)
            if current is None or pieces + size > limit:
                current, pieces = Passage(number), 0
                out.append(current)
            current.sentences.append((s, len(current.forms), len(words)))
            current.forms += words
            if kind_ids:
                current.kinds += [kind_ids[k] for k in r["kinds"][s][:longest]]
                current.parts += r["parts"][s][:longest]
            pieces += size
    return [p for p in out if p.forms]


class Taught(nn.Module):
    def __init__(self, encoder, kinds):
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder, self.shape = encoder, nn.Embedding(teacher.SHAPES, size)
        self.norm, self.drop = nn.LayerNorm(size), nn.Dropout(0.2)

        def scorer(outputs):
            return nn.Sequential(nn.Linear(2 * size, 384), nn.GELU(), nn.Dropout(0.2), nn.Linear(384, outputs))
        self.kinds, self.parts = scorer(kinds), scorer(len(PARTS))

    def forward(self, b):
        x = self.encoder.embeddings.word_embeddings(b["pieces"]) + self.shape(b["shapes"])
        layers = self.encoder(inputs_embeds=x, attention_mask=b["mask"], output_hidden_states=True).hidden_states
        words = self.norm(torch.bmm(b["means"].to(x.dtype), layers[-1] + layers[-2]))
        passage = (layers[-1] * b["mask"][..., None]).sum(1) / b["mask"].sum(1, keepdim=True)
        words = self.drop(torch.cat([words, passage[:, None].expand_as(words)], -1))
        return self.kinds(words), self.parts(words)


def bits(parts):
    return (np.array(parts, dtype=np.int64)[:, None] >> np.arange(len(PARTS)) & 1).astype(np.float32)


def teach(args):
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    kinds, reports = load_data(args.data, args.without)
    kind_ids = {k: i for i, k in enumerate(kinds)} | {"?": UNKNOWN}
    first = torch.load(args.teacher, weights_only=True)
    tokenizer, encoder = teacher.load_encoder(first["encoder"])
    model, batches = Taught(encoder, len(kinds)), teacher.Batches(tokenizer)
    own = {k: v for k, v in first["model"].items() if k.startswith("encoder.") or k == "shape.weight"}
    model.load_state_dict(own, strict=False)
    encoder.embeddings.word_embeddings.requires_grad_(False)
    inner = [p for p in encoder.parameters() if p.requires_grad]
    of_encoder = {id(p) for p in encoder.parameters()}
    outer = [p for p in model.parameters() if id(p) not in of_encoder]
    optimizer = torch.optim.AdamW([{"params": inner, "lr": args.rate}, {"params": outer, "lr": args.rate * 6}],
                                  betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    plan = []
    for _ in range(args.epochs):
        cut = passages(reports, batches, kind_ids)
        plan += [[cut[i] for i in group] for group in teacher.batches_of(cut, batches, 1600, True)]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.06 * len(plan)), max(0.0, (len(plan) - step) / (0.94 * len(plan)))))

    def loss_of(chosen):
        b = batches.make(chosen, teacher.augmented([p.forms for p in chosen]))
        size = b["heads_allowed"].shape[1]
        gold = teacher.padded([p.kinds for p in chosen], size, 1)
        gold_parts = np.zeros((len(chosen), size, len(PARTS)), np.float32)
        for row, p in zip(gold_parts, chosen):
            row[1:1 + len(p.parts)] = bits(p.parts)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            kind_scores, part_scores = model(b)
        loss = F.cross_entropy(kind_scores.float().flatten(0, 1), gold.flatten(), ignore_index=UNKNOWN, label_smoothing=0.02)
        words = b["heads_allowed"].clone()
        words[:, 0] = False
        wrong = F.binary_cross_entropy_with_logits(part_scores.float(), torch.from_numpy(gold_parts), reduction="none")
        return loss + 0.5 * wrong.sum(-1)[words].mean()
    descend(model, plan, loss_of, optimizer, schedule, 100, time.time())
    torch.save({"encoder": first["encoder"], "kinds": kinds, "model": model.state_dict()}, args.taught)


def load_taught(path):
    """The kinds of a file that `teach` wrote, its network, and what makes batches for it."""
    kept = torch.load(path, weights_only=True)
    tokenizer, encoder = teacher.load_encoder(kept["encoder"])
    model = Taught(encoder, len(kept["kinds"]))
    model.load_state_dict(kept["model"])
    return kept["kinds"], model.eval(), teacher.Batches(tokenizer)


@torch.no_grad()
def shares(model, batches, reports):
    """For each sentence the shares of the kinds and of the parts, a row a word."""
    out = [[None] * len(r["sentences"]) for r in reports]
    cut = passages(reports, batches)
    for group in teacher.batches_of(cut, batches, 6000, False):
        chosen = [cut[i] for i in group]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            kinds, parts = model(batches.make(chosen))
        rows = torch.cat([F.softmax(kinds.float(), -1), torch.sigmoid(parts.float())], -1).numpy()
        for row, p in zip(rows, chosen):
            for s, begin, size in p.sentences:
                out[p.report][s] = row[1 + begin:1 + begin + size]
    return out


def label(args):
    """SOFT: for each word of the text the mean shares, as 16-bit floats."""
    taught = [load_taught(path) for path in args.taught]
    start, done = time.time(), 0
    sentences = list(read_conllu(open(args.text, encoding="utf-8")))
    with open(args.soft, "wb") as out:
        for at in range(0, len(sentences), 4000):
            part = [{"sentences": [s]} for s in sentences[at:at + 4000]]
            each = [shares(model, batches, part) for _, model, batches in taught]
            for i, r in enumerate(part):
                mean = sum(e[i][0] for e in each) / len(each)
                rows = np.zeros((len(r["sentences"][0]), mean.shape[1]), np.float16)
                rows[:len(mean)] = mean
                rows[len(mean):, 0] = 1  # what is too long to be read
                rows.tofile(out)
            done += len(part)
            report(start, f"{done} of {len(sentences)} sentences")


# ---- The small one. ----

class Tower(nn.Module):
    def __init__(self, state, words, outputs):
        super().__init__()
        self.table = nn.Embedding(words + 1, EMBEDDED)
        nn.init.normal_(self.table.weight, std=0.1)
        self.input, self.drop = nn.Linear(state + EMBEDDED, WIDTH), nn.Dropout(0.1)
        self.layers = nn.ModuleList([nn.Conv1d(WIDTH, WIDTH, 3, dilation=d, padding=d) for d in DILATIONS])
        for layer in self.layers:
            nn.init.normal_(layer.weight, std=0.03)
            nn.init.zeros_(layer.bias)
        self.head = nn.Linear(WIDTH, outputs)

    def forward(self, states, rows, mask):
        if self.training:  # a word that is not in the table is met in training too
            rows = rows.masked_fill(torch.rand(rows.shape) < 0.1, 0)
        x = self.input(self.drop(torch.cat([states, self.table(rows)], -1))).transpose(1, 2)
        for layer in self.layers:
            x = x + self.drop(F.relu(layer(x * mask[:, None].float())))
        return self.head(x.transpose(1, 2))


class Item:
    """A sentence to learn from: states, rows of the table, and the shares that its words should get. Words without
    `known` kinds teach parts alone."""
    __slots__ = ("states", "rows", "shares", "known")

    def __init__(self, states, rows, shares, known):
        self.states, self.rows, self.shares, self.known = states, rows, shares, known


SMALL = {i: i + 32 for i in range(ord("A"), ord("Z") + 1)}  # as base/text_util.h lowers letters


def run(model, items, epochs, rate, start):
    plan = []
    for _ in range(epochs):
        order = sorted(range(len(items)), key=lambda i: len(items[i].rows) + random.random() * 3)
        groups, current = [], []
        for i in order:
            if current and len(items[i].rows) * (len(current) + 1) > 3000:
                groups.append(current)
                current = []
            current.append(i)
        groups.append(current)
        random.shuffle(groups)
        plan += groups
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01, betas=(0.9, 0.99))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / 200, max(0.02, 1 - s / len(plan))))
    kinds = model.head.out_features - len(PARTS)

    def loss_of(group):
        chosen = [items[i] for i in group]
        size = max(len(item.rows) for item in chosen)
        states = np.zeros((len(chosen), size, chosen[0].states.shape[1]), np.float32)
        rows = np.zeros((len(chosen), size), np.int64)
        mask, known = np.zeros((len(chosen), size), bool), np.zeros((len(chosen), size), bool)
        gold = np.zeros((len(chosen), size, kinds + len(PARTS)), np.float32)
        for i, item in enumerate(chosen):
            n = len(item.rows)
            states[i, :n], rows[i, :n], mask[i, :n], gold[i, :n] = item.states, item.rows, True, item.shares
            known[i, :n] = item.known
        states, rows, mask, known, gold = map(torch.from_numpy, (states / UNIT, rows, mask, known, gold))
        scores = model(states, rows, mask)
        by_kind = -(gold[..., :kinds] * F.log_softmax(scores[..., :kinds], -1)).sum(-1)
        by_part = F.binary_cross_entropy_with_logits(scores[..., kinds:], gold[..., kinds:], reduction="none").sum(-1)
        return by_kind[known].mean() + 0.5 * by_part[mask].mean()
    descend(model, plan, loss_of, optimizer, schedule, 500, start)


def learn(args):
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    start = time.time()
    kinds, reports = load_data(args.data, None)
    outputs = len(kinds) + len(PARTS)
    sentences = list(read_conllu(open(args.text + ".conllu", encoding="utf-8")))
    states = by_word(np.memmap(args.text + ".states", np.int16, "r"), sentences)
    soft = np.memmap(args.soft, np.float16, "r").reshape(-1, outputs)
    counts = collections.Counter(w.translate(SMALL) for s in sentences for w in s)
    counts.update(w.translate(SMALL) for r in reports for s in r["sentences"] for w in s)
    words = [w for w, _ in counts.most_common(WORDS)]
    table = {w: i + 1 for i, w in enumerate(words)}

    def rows_of(forms):
        return np.array([table.get(w.translate(SMALL), 0) for w in forms])
    labelled, at = [], 0
    for s in sentences:
        if 3 <= len(s) <= 120:
            labelled.append(Item(states[at:at + len(s)], rows_of(s), soft[at:at + len(s)], np.ones(len(s), bool)))
        at += len(s)
    assert at == len(states) == len(soft)
    annotated = []
    for r in reports:
        if r["half"] == args.without:
            continue
        for s, forms in enumerate(r["sentences"]):
            if not forms:
                continue
            gold = np.zeros((len(forms), outputs), np.float32)
            for row, kind in zip(gold, r["kinds"][s]):
                if kind != "?":
                    row[kinds.index(kind)] = 1
            gold[:, len(kinds):] = bits(r["parts"][s])
            annotated.append(Item(r["states"][s], rows_of(forms), gold, np.array([k != "?" for k in r["kinds"][s]])))
    model = Tower(states.shape[1], len(words), outputs)
    if args.first:
        model.load_state_dict(torch.load(args.first, weights_only=True))
    else:
        run(model, labelled, args.epochs, 2e-3, start)
        torch.save(model.state_dict(), args.learned + ".first")
    model.drop.p = 0.2
    run(model, annotated + random.sample(labelled, len(labelled) * 15 // 100), 5, 1e-3, start)
    head = {"state": states.shape[1], "embedded": EMBEDDED, "width": WIDTH, "dilations": DILATIONS, "kinds": kinds[1:],
            "parts": PARTS, "words": words}
    with open(args.learned, "wb") as out:
        out.write((json.dumps(head, ensure_ascii=False) + "\n").encode())
        weights = [model.table.weight, model.input.weight, model.input.bias]
        for layer in model.layers:
            weights += [layer.weight.permute(0, 2, 1), layer.bias]
        for w in weights + [model.head.weight, model.head.bias]:
            out.write(w.detach().contiguous().numpy().astype("<f4").tobytes())


# ---- How good they are. ----

@torch.no_grad()
def read_learned(path):
    """What gives the shares of a report's sentences, of a file that `learn` wrote."""
    with open(path, "rb") as file:
        head = json.loads(file.readline())
        numbers = torch.from_numpy(np.frombuffer(file.read(), "<f4").copy())
    model, at = Tower(head["state"], len(head["words"]), 1 + len(head["kinds"]) + len(head["parts"])), 0

    def take(like):
        nonlocal at
        at += like.numel()
        return numbers[at - like.numel():at].view(like.shape)
    for w in (model.table.weight, model.input.weight, model.input.bias):
        w.copy_(take(w))
    for layer in model.layers:
        layer.weight.copy_(take(layer.weight.permute(0, 2, 1)).permute(0, 2, 1))
        layer.bias.copy_(take(layer.bias))
    model.head.weight.copy_(take(model.head.weight))
    model.head.bias.copy_(take(model.head.bias))
    table = {w: i + 1 for i, w in enumerate(head["words"])}
    model.eval()

    @torch.no_grad()
    def shares_of(states, forms):
        rows = torch.tensor([[table.get(w.translate(SMALL), 0) for w in forms]])
        x = torch.from_numpy(states.astype(np.float32) / UNIT)[None]
        y = model(x, rows, torch.ones_like(rows, dtype=torch.bool))[0]
        kinds = 1 + len(head["kinds"])
        return torch.cat([y[:, :kinds].softmax(-1), y[:, kinds:].sigmoid()], -1).numpy()
    return ["none"] + head["kinds"], shares_of


def events_f1(reports, all_shares, kinds, least):
    """Of triggers, one of whose words must have that share at least: F1, and F1 where the kind must be right too."""
    right = named = wrong = missed = 0
    for r, given in zip(reports, all_shares):
        for gold, p in zip(r["kinds"], given):
            event, kind = 1 - p[:, 0], p[:, 1:len(kinds)].argmax(1) + 1
            inside, w = np.zeros(len(p), bool), 0
            while w < len(p):
                end = w
                while end < len(p) and gold[end] == gold[w]:
                    end += 1
                if gold[w] != "none":
                    inside[w:end] = True
                    best = w + int(event[w:end].argmax())
                    if gold[w] != "?":
                        found = event[best] >= least
                        right, missed = right + found, missed + (not found)
                        named += found and kinds[kind[best]] == gold[w]
                w = end
            on = (event >= least) & ~inside
            wrong += int((on & ~np.concatenate([[False], on[:-1]])).sum())
    total = max(2 * right + wrong + missed, 1)
    return 2 * right / total, 2 * named / total


def score(args):
    for path in args.learned:
        if open(path, "rb").read(1) == b"{":
            kinds, shares_of = read_learned(path)
            _, reports = load_data(args.data, None)
            given = [[shares_of(x, s) if s else np.zeros((0, len(kinds) + len(PARTS))) for x, s in
                      zip(r["states"], r["sentences"])] for r in reports]
        else:
            (kinds, model, batches), (_, reports) = load_taught(path), load_data(args.data, None)
            given = shares(model, batches, reports)
        best = max(events_f1(reports, given, kinds, least / 10) + (least / 10,) for least in range(2, 9))
        print(f"{path}: events {best[0]:.3f}, with their kind {best[1]:.3f}, at {best[2]}")
        for part, name in enumerate(PARTS):
            gold = np.concatenate([bits(row)[:len(p), part] for r, g in zip(reports, given) for row, p in zip(r["parts"], g) if len(p)])
            found = np.concatenate([p[:, len(kinds) + part] for g in given for p in g if len(p)]) > 0.4
            print(f"    {name} {2 * (gold * found).sum() / max(gold.sum() + found.sum(), 1):.2f}", end="")
        print()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)

    def command(run_command, name, what, *names):
        out = commands.add_parser(name, help=what)
        for n in names:
            out.add_argument(n)
        out.set_defaults(run=run_command)
        return out
    cut = command(prepare, "prepare", "cut annotated reports into words with kinds, parts and states", "build", "data")
    cut.add_argument("gold", nargs="+")
    larger = command(teach, "teach", "fine-tune the larger network", "data", "teacher", "taught")
    larger.add_argument("--epochs", type=int, default=4)
    larger.add_argument("--rate", type=float, default=1.5e-4)
    larger.add_argument("--seed", type=int, default=21)
    larger.add_argument("--without", type=int, help="the half of the reports to leave out")
    give = commands.add_parser("label", help="label a text that sayso-model parse cut into words")
    give.add_argument("taught", nargs="+", help="one or more; the mean of their shares is taken")
    give.add_argument("text")
    give.add_argument("soft")
    give.set_defaults(run=label)
    small = command(learn, "learn", "train the small network", "data", "text", "soft", "learned")
    small.add_argument("--without", type=int, help="the half of the reports to leave out")
    small.add_argument("--first", help="LEARNED.first of another run, which has learned the labelled text")
    small.add_argument("--epochs", type=int, default=6, help="rounds over the labelled text")
    small.add_argument("--seed", type=int, default=1)
    judge = command(score, "score", "say how well reports are tagged", "data")
    judge.add_argument("learned", nargs="+", help="what `teach` or `learn` made")
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
