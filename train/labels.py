#!/usr/bin/env python3
"""The language model's labeler (src/syntax/labeler.h): tags and names, by layers of their own on the encoder's states.

    train/teacher.py label TEACHER --shares text.conllu > labelled.conllu
    train/labels.py vary gold.conllu labelled.conllu > varied.conllu
    train/labels.py written train/names/*.txt > written.conllu
    train/labels.py widen FIRST WIDER --width 128
    train/labels.py learn LEARNED gold.conllu varied.conllu labelled.conllu
    train/labels.py blend MEAN LEARNED:1 --rows 4800 --no-name 0.5
    sayso-model relabel MEAN --out model/english.model

The encoder was learned together with the trees and stays as it is, and with it all that stands on it: trees, the event
tagger, the weights of knowledge/. What words are called where they stand is learned from a larger network's labels and
from the treebanks: a few passes over states that are computed once, minutes where a whole model takes an hour.

`vary` gives the sentences that have names other names, some of them made up from pieces of others: a town that no
corpus knows is told by what stands around it alone. Some sentences are put in small letters. `written` splits lines
in which names are marked ("[ORG Delmar Auto Care] in [LOC Fresno]") into words as the program does: sentences with names
and without trees, to stand behind those of the treebanks.

Needs torch.
"""
import argparse
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

from teacher import CORPORA, NAMES, read, spans

TABLES = 9  # of facts, the words' own first (src/syntax/facts.h)
UNIT = 256  # of a state's numbers (src/syntax/wide.h)
LONGEST = 120


# ---- Sentences with other names. ----

def pieces(word):
    """A word's beginning up to a vowel, and the rest."""
    cuts = [i for i in range(2, len(word) - 1) if word[i - 1].lower() in "aeiouy" and word[i].lower() not in "aeiouy"]
    cut = random.choice(cuts) if cuts else len(word) // 2
    return word[:cut], word[cut:]


def made_up(pool, kind):
    """A word of pieces of two words that names of the kind have."""
    words = []
    while len(words) < 2:
        word = random.choice(random.choice(pool[kind]))[0]
        if word.isalpha() and len(word) > 3 and word[0].isupper() and not word.isupper():
            words.append(word)
    first, second = pieces(words[0])[0], pieces(words[1])[1]
    return [(first + second.lower(), "PROPN", "NNP")]


def is_sure(sentence, begin, end):
    return not any("Names=" in cells[9] for cells in sentence.lines[begin:end])


def vary(args):
    random.seed(args.seed)
    gold, labelled = read(args.gold), read(args.labelled)
    pool = {}
    for s in gold + labelled:
        for begin, end, kind in sorted(spans(s.names)) if s.has_names else []:
            if is_sure(s, begin, end):
                pool.setdefault(kind, []).append([(c[1], c[3], c[4]) for c in s.lines[begin:end]])

    def put(s, words, names, small):
        if s.corpus:
            print(f"# corpus = {s.corpus}")
        if not s.has_tree:
            print("# trees = no")
        if not s.has_names:
            print("# names = no")
        for i, ((form, upos, xpos), name) in enumerate(zip(words, names)):
            print(i + 1, form.lower() if small else form, "_", upos, xpos, "_", 0, "dep", "_", "Name=" + name if name != "O" else "_", sep="\t")
        print()

    for s, renamed in [(s, 0.8) for s in gold] + [(s, args.labelled_share) for s in labelled]:
        words = [(c[1], c[3], c[4]) for c in s.lines]
        if not s.has_names:
            if random.random() < 0.03:
                put(s, words, s.names, True)
            continue
        found = sorted(spans(s.names))
        if found and random.random() < renamed:
            out, names, at = [], [], 0
            for begin, end, kind in found:
                out += words[at:begin]
                names += s.names[at:begin]
                draw = random.random() if is_sure(s, begin, end) else 1
                new = words[begin:end]
                if draw < 0.5:
                    new = random.choice(pool[kind])
                elif draw < 0.85 and kind != "NORP" and end == begin + 1:
                    new = made_up(pool, kind)
                out += new
                names += [("I-" if k else "B-") + kind for k in range(len(new))]
                at = end
            put(s, out + words[at:], names + s.names[at:], random.random() < 0.12)
        elif random.random() < 0.05:
            put(s, words, s.names, True)


# ---- Written sentences. ----

MARK = re.compile(r"\[(PER|ORG|LOC|NORP) ([^\[\]]+)\]")


def unmarked(line):
    """A line without its marks, and for each of its characters the number and kind of the name that it stands in."""
    plain, inside, at = "", [], 0
    for number, mark in enumerate(MARK.finditer(line)):
        before = line[at:mark.start()]
        plain += before + mark[2]
        inside += [None] * len(before) + [(number, mark[1])] * len(mark[2])
        at = mark.end()
    rest = line[at:]
    if "[" in plain + rest or "]" in plain + rest:
        raise SystemExit(f"train/labels.py: a mark that is none: {line}")
    return plain + rest, inside + [None] * len(rest)


def written(args):
    """What the program makes of the lines as plain text, with the names that are marked in them."""
    lines = [unmarked(line.strip()) for path in args.lines for line in open(path, encoding="utf-8") if line.strip()]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as plain:
        plain.write("\n".join(text for text, _ in lines) + "\n")
        plain.flush()
        parsed = of_model(args, "parse", plain.name).decode()
    # Characters without blanks, in the order of both: each with its line and the name that it stands in.
    marks = [(i, name, c) for i, (text, inside) in enumerate(lines) for c, name in zip(text, inside) if not c.isspace()]
    at = 0
    for sentence in parsed.strip().split("\n\n"):
        print("# corpus = 0\n# trees = no")
        last = None
        for cells in (line.split("\t") for line in sentence.split("\n") if not line.startswith("#")):
            word = marks[at:at + len(cells[1].replace(" ", ""))]
            assert "".join(c for _, _, c in word) == cells[1].replace(" ", ""), cells
            at += len(word)
            names = [(i, name) for i, name, _ in word if name]
            misc = [m for m in cells[9].split("|") if m != "_" and not m.startswith("Name=")]
            here = max(set(names), key=names.count) if names else None
            if here:
                misc.append(f"Name={'I' if here == last else 'B'}-{here[1][1]}")
            last = here
            print("\t".join(cells[:9] + ["|".join(misc) or "_"]))
        print()


# ---- What is learned from. ----

def of_model(args, what, path):
    model = pathlib.Path(args.build) / "sayso-model"
    return subprocess.run([model, what, path, "--model", args.model], capture_output=True, check=True).stdout


class Data:
    """The sentences of a file with states, rows of words, and shares of tags and names, a row a word."""

    def __init__(self, args, path, tags, weight, name_weight):
        self.weight, self.name_weight = weight, name_weight
        sentences = read(path)
        count = sum(len(s.forms) for s in sentences)
        self.states = np.frombuffer(of_model(args, "states", path), np.int16).reshape(count, -1)
        self.rows = np.frombuffer(of_model(args, "facts", path), np.uint32).reshape(count, TABLES)[:, 0]
        self.tags = tags or sorted(known_tags(sentences))
        tag_ids, of_penn = {t: i for i, t in enumerate(self.tags)}, {}
        for t, i in tag_ids.items():
            of_penn.setdefault(t.partition("/")[2], i)
        name_ids = {n: i for i, n in enumerate(NAMES)}

        def tag(text):
            text = text.replace("|", "/")
            return tag_ids.get(text, of_penn.get(text.partition("/")[2], 0))

        def shares(cell, number):
            pairs = [p.rpartition(":") for p in cell.split(";")]
            total = sum(int(n) for _, _, n in pairs)
            return [(number(label), int(n) / total) for label, _, n in pairs]

        self.tag_of, self.name_of = np.zeros(count, np.int64), np.zeros(count, np.int64)
        self.tag_shares, self.name_shares, self.sentences, at = {}, {}, [], 0
        for s in sentences:
            for i, cells in enumerate(s.lines):
                misc = dict(pair.partition("=")[::2] for pair in cells[9].split("|"))
                self.tag_of[at + i], self.name_of[at + i] = tag(s.tags[i]), name_ids[s.names[i]]
                if "Tags" in misc:
                    self.tag_shares[at + i] = shares(misc["Tags"], tag)
                if "Names" in misc:
                    self.name_shares[at + i] = shares(misc["Names"], name_ids.get)
            if len(s.forms) <= LONGEST:
                self.sentences.append((at, len(s.forms), s.has_tree, s.has_names, s.corpus))
            at += len(s.forms)


def known_tags(sentences):
    counts = {}
    for s in sentences:
        for t in s.tags if s.has_tree else []:
            counts[t.replace("|", "/")] = counts.get(t.replace("|", "/"), 0) + 1
    return {t for t, n in counts.items() if n >= 3}


def batches(sets, words):
    """Lists of sentences of like length, padded to about so many words."""
    items = [(d, s) for d in sets for s in d.sentences]
    items.sort(key=lambda item: item[1][1] + random.random() * 3)
    out, current = [], []
    for item in items:
        if current and item[1][1] * (len(current) + 1) > words:
            out.append(current)
            current = []
        current.append(item)
    random.shuffle(out)
    return out + [current]


def tensors(batch, tags):
    n, longest, width = len(batch), max(s[1] for _, s in batch), batch[0][0].states.shape[1]
    states, rows = np.zeros((n, longest, width), np.float32), np.zeros((n, longest), np.int64)
    mask, corpus = np.zeros((n, longest), np.float32), np.zeros(n, np.int64)
    tag, name = np.zeros((n, longest, tags), np.float32), np.zeros((n, longest, len(NAMES)), np.float32)
    weights = np.zeros((2, n), np.float32)
    for i, (d, (at, size, has_tree, has_names, of_corpus)) in enumerate(batch):
        here = slice(at, at + size)
        states[i, :size], rows[i, :size], mask[i, :size], corpus[i] = d.states[here], d.rows[here], 1, of_corpus
        for into, hard, shares in ((tag, d.tag_of, d.tag_shares), (name, d.name_of, d.name_shares)):
            into[i, np.arange(size), hard[here]] = 1
            for k in range(size):
                if at + k in shares:
                    into[i, k] = 0
                    for label, share in shares[at + k]:
                        into[i, k, label] += share
        weights[:, i] = d.weight * has_tree, d.name_weight * has_names
    return [torch.from_numpy(x) for x in (states / UNIT, rows, mask, corpus, tag, name, *weights)]


# ---- The layers. ----

class Labeler(nn.Module):
    def __init__(self, state, tags, args):
        super().__init__()
        self.tags, self.dropout = tags, args.dropout
        width = args.width
        self.project = nn.Linear(state, width)
        self.table = nn.Embedding(args.rows, width)
        nn.init.normal_(self.table.weight, std=0.02)
        self.corpus = nn.Embedding(CORPORA, width)
        nn.init.zeros_(self.corpus.weight)
        self.layers = nn.ModuleList([nn.Conv1d(width, width, 3, dilation=d, padding=d) for d in args.dilations])
        for layer in self.layers:
            nn.init.normal_(layer.weight, std=0.46 / width ** 0.5)
            nn.init.zeros_(layer.bias)
        self.heads = nn.Linear(state + width, tags + len(NAMES))
        self.steps = nn.Parameter(torch.zeros(len(NAMES) + 1, len(NAMES)))

    def forward(self, states, rows, mask, corpus):
        rows = torch.where(rows < self.table.num_embeddings, rows, 0)
        if self.training:  # a word's row is not all that tells what it is
            rows = torch.where(torch.rand(rows.shape) < 0.1, 0, rows)
        states = F.dropout(states, self.dropout, self.training)
        x = self.project(states) + self.table(rows) * (rows > 0)[..., None] + (self.corpus(corpus) * (corpus > 0)[:, None])[:, None]
        x = (F.dropout(x, self.dropout, self.training) * mask[..., None]).transpose(1, 2)
        for layer in self.layers:
            x = x + F.dropout(F.relu(layer(x)), self.dropout, self.training) * mask[:, None]
        scores = self.heads(torch.cat([states, x.transpose(1, 2)], -1))
        return scores[..., :self.tags], scores[..., self.tags:]


def chain_loss(scores, steps, target, mask, weights):
    """Less the logarithm of the names' share among all chains (train/net.cc); words that stand side by side are taken
    as independent of each other."""
    outside = len(NAMES)
    every = scores[:, 0] + steps[outside]
    for i in range(1, scores.shape[1]):
        following = torch.logsumexp(every[:, :, None] + steps[None, :outside], 1) + scores[:, i]
        every = torch.where(mask[:, i, None] > 0, following, every)
    first = (target[:, 0] * steps[outside]).sum(-1)
    pairs = (torch.einsum("btx,xy,bty->bt", target[:, :-1], steps[:outside], target[:, 1:]) * mask[:, 1:]).sum(1)
    return ((torch.logsumexp(every, -1) - first - pairs - ((target * scores).sum(-1) * mask).sum(1)) * weights).sum()


def parameters(model):
    """In the order of the file; of a layer's weights one tap after the other."""
    layers = [t for layer in model.layers for t in (layer.weight.transpose(1, 2), layer.bias)]
    return [model.table.weight, model.project.weight, model.project.bias, *layers, model.heads.weight, model.heads.bias, model.steps]


def parts(path):
    """The head of a labeler's file and its numbers: table, projection, bias, layers, heads, their bias, steps."""
    with open(path, "rb") as file:
        head, numbers = json.loads(file.readline()), np.frombuffer(file.read(), "<f4")
    state, width, classes = head["state"], head["width"], len(head["tags"]) + len(NAMES)
    shapes = [(head["rows"], width), (width, state), (width,)]
    shapes += [s for _ in head["dilations"] for s in ((width, 3, width), (width,))]
    shapes += [(classes, state + width), (classes,), (len(NAMES) + 1, len(NAMES))]
    out, at = [], 0
    for shape in shapes:
        size = int(np.prod(shape))
        if at + size > len(numbers):
            break
        out.append(numbers[at:at + size].reshape(shape))
        at += size
    if at != len(numbers) or len(out) != len(shapes):
        raise SystemExit(f"train/labels.py: {path}: too few numbers or too many; try sayso-model labeler again")
    return head, out


def put_parts(path, head, numbers):
    with open(path, "wb") as out:
        out.write(json.dumps(head).encode() + b"\n")
        for part in numbers:
            out.write(np.ascontiguousarray(part, "<f4").tobytes())


def write(path, model, tags, args):
    head = {"state": model.project.in_features, "width": args.width, "rows": args.rows, "dilations": args.dilations, "tags": tags}
    put_parts(path, head, [t.detach().numpy() for t in parameters(model)])


@torch.no_grad()
def begin_with(model, numbers):
    """The parameters that `write` wrote to a file."""
    for parameter, part in zip(parameters(model), numbers):
        parameter.copy_(torch.from_numpy(part.copy()))


def load(path):
    """A labeler, ready to label, and its tags."""
    head, numbers = parts(path)
    model = Labeler(head["state"], len(head["tags"]), argparse.Namespace(dropout=0, **{k: head[k] for k in ("width", "rows", "dilations")}))
    begin_with(model, numbers)
    return model.eval(), head["tags"]


@torch.no_grad()
def marginals(model, sentences):
    """For each sentence, given as (states, rows), the shares of tags, and of names over all chains; words x classes."""
    out, order = [None] * len(sentences), sorted(range(len(sentences)), key=lambda i: len(sentences[i][1]))
    for at in range(0, len(order), 64):
        group = order[at:at + 64]
        longest = max(len(sentences[i][1]) for i in group)
        states, rows = np.zeros((len(group), longest, sentences[group[0]][0].shape[1]), np.float32), np.zeros((len(group), longest), np.int64)
        mask = np.zeros((len(group), longest), np.float32)
        for k, i in enumerate(group):
            n = len(sentences[i][1])
            states[k, :n], rows[k, :n], mask[k, :n] = sentences[i][0], sentences[i][1], 1
        mask = torch.from_numpy(mask)
        tags, names = model(torch.from_numpy(states / UNIT), torch.from_numpy(rows), mask, torch.zeros(len(group), dtype=torch.long))
        steps, outside = model.steps, len(NAMES)
        before, behind = torch.empty_like(names), torch.zeros_like(names)
        before[:, 0] = names[:, 0] + steps[outside]
        for i in range(1, longest):
            following = torch.logsumexp(before[:, i - 1, :, None] + steps[None, :outside], 1) + names[:, i]
            before[:, i] = torch.where(mask[:, i, None] > 0, following, before[:, i - 1])
        for i in range(longest - 2, -1, -1):
            following = torch.logsumexp(steps[None, :outside] + (names[:, i + 1] + behind[:, i + 1])[:, None], 2)
            behind[:, i] = torch.where(mask[:, i + 1, None] > 0, following, torch.zeros_like(following))
        tags, names = F.softmax(tags, -1).numpy(), F.softmax(before + behind, -1).numpy()
        for k, i in enumerate(group):
            n = len(sentences[i][1])
            out[i] = tags[k, :n], names[k, :n]
    return out


def widen(args):
    """A labeler with wider layers that says the same: what is new starts small, and no head asks for it yet."""
    rng = np.random.default_rng(1)
    head, numbers = parts(args.learned)
    state, old, new = head["state"], head["width"], args.width

    def within(part, fresh):
        fresh[tuple(slice(0, n) for n in part.shape)] = part
        return fresh
    table, project, bias, *layers, heads, heads_bias, steps = numbers
    out = [within(table, rng.normal(0, 0.02, (len(table), new))), within(project, rng.uniform(-1, 1, (new, state)) / state ** 0.5),
           within(bias, np.zeros(new))]
    for weights, layer_bias in zip(layers[::2], layers[1::2]):
        fresh = rng.normal(0, 0.46 / new ** 0.5, (new, 3, new))
        fresh[:old] = 0
        out += [within(weights, fresh), within(layer_bias, np.zeros(new))]
    out += [within(heads, np.zeros((len(heads), state + new))), heads_bias, steps]
    put_parts(args.out, head | {"width": new}, out)


def blend(args):
    """The mean of labelers that were learned from one beginning, by weight; fewer rows and a score for no name if asked."""
    given = [(path, float(weight)) for path, _, weight in (item.rpartition(":") for item in args.learned)]
    total, head, mean = sum(w for _, w in given), None, None
    for path, weight in given:
        head, numbers = parts(path)
        mean = [weight / total * n + (m if mean else 0) for n, m in zip(numbers, mean or numbers)]
    rows = args.rows or head["rows"]
    mean[0] = mean[0][:rows]
    mean[-2][len(head["tags"])] += args.no_name
    put_parts(args.out, head | {"rows": rows}, mean)


def what_stays(model, keep):
    """Of a labeler that was widened: the parameters of its first numbers and of the tags, with masks and their values."""
    out = []

    def stay(parameter, rows, columns=None):
        mask = torch.zeros_like(parameter, dtype=torch.bool)
        mask[rows if columns is None else (slice(None), columns)] = True
        out.append((parameter, mask, parameter.detach().clone()))
    stay(model.table.weight, None, slice(0, keep))
    for part in (model.project, *model.layers):
        stay(part.weight, slice(0, keep))
        stay(part.bias, slice(0, keep))
    stay(model.heads.weight, slice(0, model.tags))
    stay(model.heads.bias, slice(0, model.tags))
    return out


def learn(args):
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    head, numbers = parts(args.first) if args.first else ({}, [])
    for name in ("width", "rows", "dilations"):
        setattr(args, name, head.get(name, getattr(args, name)))
    gold = Data(args, args.gold, head.get("tags"), 1, 1)
    sets = [gold] * args.hand_times + [Data(args, args.varied, gold.tags, 0.5, 1),
                                       Data(args, args.labelled, gold.tags, args.silver_weight, args.silver_names)]
    model = Labeler(gold.states.shape[1], len(gold.tags), args)
    if args.first:
        begin_with(model, numbers)
    stays = what_stays(model, args.keep) if args.keep else []
    optimizer = torch.optim.Adam(model.parameters(), lr=args.rate, betas=(0.9, 0.98))
    plan = [batch for _ in range(args.rounds) for batch in batches(sets, args.batch)]
    start, mean, losses = time.time(), None, [0.0, 0.0]
    model.train()
    for step, batch in enumerate(plan):
        optimizer.param_groups[0]["lr"] = args.rate * min(1, (step + 1) / 300) * max(0.01, 1 - step / len(plan))
        states, rows, mask, corpus, tag, name, tag_weights, name_weights = tensors(batch, len(gold.tags))
        if random.random() < 0.3:  # other corpora as if they were the first: what they share is learned for it too
            corpus = torch.zeros_like(corpus)
        tag_scores, name_scores = model(states, rows, mask, corpus)
        of_tags = -((tag * F.log_softmax(tag_scores, -1)).sum(-1) * mask * tag_weights[:, None]).sum()
        of_names = chain_loss(name_scores, model.steps, name, mask, name_weights)
        loss = (args.tag_weight * of_tags + of_names) / mask.sum()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5)
        optimizer.step()
        with torch.no_grad():
            for parameter, mask, first in stays:
                parameter.copy_(torch.where(mask, first, parameter))
            if args.keep:  # a row has one factor for all its numbers (syntax/layer.h): the first keep theirs
                table = model.table.weight
                most = table[:, :args.keep].abs().amax(1, keepdim=True)
                table[:, args.keep:] = torch.maximum(torch.minimum(table[:, args.keep:], most), -most)
        losses = [losses[0] + float(of_tags.detach() / mask.sum()), losses[1] + float(of_names.detach() / mask.sum())]
        if step > 0.6 * len(plan) and step % 20 == 0:  # the mean of the later steps is steadier than the last
            now = nn.utils.parameters_to_vector(model.parameters()).detach()
            mean = now.clone() if mean is None else mean + 0.02 * (now - mean)
        if (step + 1) % 500 == 0:
            print(f"{time.time() - start:7.0f} s  step {step + 1} of {len(plan)}: tags {losses[0] / 500:.4f}, "
                  f"names {losses[1] / 500:.4f}", file=sys.stderr, flush=True)
            losses = [0.0, 0.0]
    if mean is not None:
        nn.utils.vector_to_parameters(mean, model.parameters())
    write(args.learned, model, gold.tags, args)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    other = commands.add_parser("vary", help="print sentences with other names")
    other.add_argument("gold")
    other.add_argument("labelled")
    other.add_argument("--labelled-share", type=float, default=0.25, help="of the machine's sentences; what it is sure of is changed")
    other.add_argument("--seed", type=int, default=11)
    by_hand = commands.add_parser("written", help="print lines with marked names as sentences with names")
    by_hand.add_argument("lines", nargs="+")
    wider = commands.add_parser("widen", help="write a labeler with wider layers that says the same")
    wider.add_argument("learned")
    wider.add_argument("out")
    wider.add_argument("--width", type=int, required=True)
    mean = commands.add_parser("blend", help="write the mean of labelers that have one beginning")
    mean.add_argument("out")
    mean.add_argument("learned", nargs="+", metavar="FILE:WEIGHT")
    mean.add_argument("--rows", type=int, help="words that keep a row; all by default")
    mean.add_argument("--no-name", type=float, default=0, help="added to the score of a word's being no name")
    layers = commands.add_parser("learn", help="learn the layers")
    for name in ("learned", "gold", "varied", "labelled"):
        layers.add_argument(name)
    for asks in (by_hand, layers):
        asks.add_argument("--build", default="build/release")
        asks.add_argument("--model", default="model/english.model", help="whose encoder they stand on")
    layers.add_argument("--rows", type=int, default=5000, help="words with a row of their own")
    layers.add_argument("--dilations", type=int, nargs="*", default=[1, 2, 1])
    layers.add_argument("--first", help="learned before: its numbers to begin with (sayso-model labeler)")
    layers.add_argument("--keep", type=int, default=0, help="so many numbers, and the tags, stay as they were in --first")
    layers.add_argument("--rounds", type=int, default=6)
    layers.add_argument("--hand-times", type=int, default=2, help="how often a round has each sentence by hand")
    layers.add_argument("--silver-weight", type=float, default=0.8)
    layers.add_argument("--silver-names", type=float, default=0.8)
    layers.add_argument("--tag-weight", type=float, default=0.8, help="of tags beside names")
    layers.add_argument("--rate", type=float, default=2e-3)
    layers.add_argument("--dropout", type=float, default=0.1)
    layers.add_argument("--width", type=int, default=64, help="of the layers")
    layers.add_argument("--batch", type=int, default=2000, help="words a step")
    layers.add_argument("--seed", type=int, default=4)
    args = parser.parse_args()
    {"vary": vary, "written": written, "widen": widen, "blend": blend, "learn": learn}[args.command](args)


if __name__ == "__main__":
    main()
