#!/usr/bin/env python3
"""A teacher of tags and names that few cores can afford: MiniLM beside the language model's own encoder.

    train/namer.py learn gold.conllu TEACHER
    train/namer.py label TEACHER LEARNED text.conllu > labelled.conllu

What a word is called is told by the mean of its pieces in a small transformer (six layers of 384, which reads small
letters), by the encoder's state of the word (which knows capitals and rare words), and by what stands around it (a
recurrent layer in both directions). `label` writes the mean of what it and a labeler that stands (`sayso-model labeler`)
hold likely, as `train/teacher.py label --shares` does. The files are of `sayso-model corpus`, `sayso-model parse` and
`train/labels.py written`. Two cores without AVX-512: learning 650,000 words twice takes 21 minutes, labelling two million 12.

Needs torch, transformers and the package of MiniLM's weights (model/README.md).
"""
import argparse
import random
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import labels
from teacher import CORPORA, NAMES, SHAPES, UNKNOWN, Batches, augmented, batches_of, best_names, fine_tuning, load_encoder, padded, read, shares

STATE = 128
TEACHER_SHARE = 0.7  # of the mean; the rest is the labeler's


class Namer(nn.Module):
    def __init__(self, encoder, tags):
        super().__init__()
        self.encoder, self.tags = encoder, tags
        size = encoder.config.hidden_size
        self.shape = nn.Embedding(SHAPES, size)
        nn.init.zeros_(self.shape.weight)
        self.mix = nn.Parameter(torch.zeros(encoder.config.num_hidden_layers))
        self.corpus = nn.Embedding(CORPORA, size)
        nn.init.normal_(self.corpus.weight, std=0.02)
        self.norm, self.dropout = nn.LayerNorm(size), nn.Dropout(0.3)
        self.state = nn.Sequential(nn.Linear(STATE, 192), nn.GELU())
        self.around = nn.LSTM(size + 192, 192, batch_first=True, bidirectional=True)

        def head(outputs):
            return nn.Sequential(nn.Linear(size + 192 + 384, 256), nn.GELU(), nn.Dropout(0.3), nn.Linear(256, outputs))

        self.tag_head, self.name_head = head(len(tags)), head(len(NAMES))

    def forward(self, batch, states):
        """Scores of tags and names, sentences x words x classes."""
        inputs = self.encoder.embeddings.word_embeddings(batch["pieces"]) + self.shape(batch["shapes"])
        layers = self.encoder(inputs_embeds=inputs, attention_mask=batch["mask"], output_hidden_states=True).hidden_states
        mixed = sum(w * layer for w, layer in zip(torch.softmax(self.mix, 0), layers[1:]))
        words = torch.bmm(batch["means"], mixed)[:, 1:] + self.corpus(batch["corpus"])[:, None]
        x = torch.cat([self.dropout(self.norm(words)), self.dropout(self.state(states))], -1)
        x = torch.cat([x, self.dropout(self.around(x)[0])], -1)
        return self.tag_head(x), self.name_head(x)


def with_states(args, path):
    """The sentences of a file, each with the encoder's states of its words and the numbers of their rows."""
    sentences, at = read(path), 0
    count = sum(len(s.forms) for s in sentences)
    states = np.frombuffer(labels.of_model(args, "states", path), np.int16).reshape(count, STATE)
    rows = np.frombuffer(labels.of_model(args, "facts", path), np.uint32).reshape(count, labels.TABLES)[:, 0]
    out = []
    for s in sentences:
        here = slice(at, at + len(s.forms))
        out.append((s, states[here], rows[here]))
        at += len(s.forms)
    return out


def padded_states(chosen, longest, without=0.0):
    """As a tensor; a share of the sentences goes without, so that the transformer learns to do without as well."""
    out = np.zeros((len(chosen), longest, STATE), np.float32)
    for i, (s, states, _) in enumerate(chosen):
        if random.random() >= without:
            out[i, :len(s.forms)] = states
    return torch.from_numpy(out / labels.UNIT)


def learn(args):
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    data = [item for item in with_states(args, args.gold) if len(item[0].forms) <= labels.LONGEST]
    sentences = [s for s, _, _ in data]
    tokenizer, encoder = load_encoder(None)
    tags = sorted({t for s in sentences if s.has_tree for t in s.tags})
    tag_ids, name_ids = {t: i for i, t in enumerate(tags)}, {n: i for i, n in enumerate(NAMES)}
    model, batches = Namer(encoder, tags), Batches(tokenizer)
    plan = [group for _ in range(args.epochs) for group in batches_of(sentences, batches, args.pieces, True)]
    optimizer, schedule = fine_tuning(model, encoder, args.rate, 0, len(plan))
    start, model = time.time(), model.train()
    for step, group in enumerate(plan):
        chosen = [data[i] for i in group]
        batch = batches.make([s for s, _, _ in chosen], augmented([s.forms for s, _, _ in chosen]))
        if random.random() < 0.15:  # other corpora as if they were the first: what they share is learned for it too
            batch["corpus"] = torch.zeros_like(batch["corpus"])
        longest = batch["heads_allowed"].shape[1] - 1
        gold_tags = padded([[tag_ids[t] for t in s.tags] if s.has_tree else [] for s, _, _ in chosen], longest, 0)
        gold_names = padded([[name_ids[n] for n in s.names] if s.has_names else [] for s, _, _ in chosen], longest, 0)
        tag_scores, name_scores = model(batch, padded_states(chosen, longest, 0.15))
        loss = 0
        for scores, gold, weight in ((tag_scores, gold_tags, 0.5), (name_scores, gold_names, 1.0)):
            if (gold != UNKNOWN).any():
                loss = loss + weight * F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=UNKNOWN)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimizer.step()
        schedule.step()
        if (step + 1) % 50 == 0:
            print(f"{time.time() - start:7.0f} s  step {step + 1} of {len(plan)}: loss {float(loss.detach()):.3f}",
                  file=sys.stderr, flush=True)
    torch.save({"tags": tags, "model": model.state_dict()}, args.teacher)


@torch.no_grad()
def taught(model, batches, data, pieces=6000):
    """For each sentence the shares of tags and names, words x classes."""
    out = [None] * len(data)
    for group in batches_of([s for s, _, _ in data], batches, pieces, False):
        chosen = [data[i] for i in group]
        batch = batches.make([s for s, _, _ in chosen])
        tags, names = model(batch, padded_states(chosen, batch["heads_allowed"].shape[1] - 1))
        tags, names = F.softmax(tags, -1).numpy(), F.softmax(names, -1).numpy()
        for row, i in enumerate(group):
            n = len(data[i][0].forms)
            out[i] = tags[row, :n], names[row, :n]
    return out


def label(args):
    kept = torch.load(args.teacher, weights_only=True)
    tokenizer, encoder = load_encoder(None)
    model, batches = Namer(encoder, kept["tags"]), Batches(tokenizer)
    model.load_state_dict(kept["model"])
    model.eval()
    labeler, own_tags = labels.load(args.learned)
    place = {t.replace("|", "/"): i for i, t in enumerate(model.tags)}
    same = np.zeros((len(own_tags), len(model.tags)), np.float32)
    for i, t in enumerate(own_tags):
        if t in place:
            same[i, place[t]] = 1
    data = [item for item in with_states(args, args.text) if 3 <= len(item[0].forms) <= 100]
    for at in range(0, len(data), 4000):
        part = data[at:at + 4000]
        for s, _, _ in part:
            s.corpus = 0
        own = labels.marginals(labeler, [(states, rows) for _, states, rows in part])
        for (s, _, _), (tags, names), (their_tags, their_names) in zip(part, taught(model, batches, part), own):
            tags = TEACHER_SHARE * tags + (1 - TEACHER_SHARE) * (their_tags @ same)
            names = TEACHER_SHARE * names + (1 - TEACHER_SHARE) * their_names
            best = best_names(names)
            for i, cells in enumerate(s.lines):
                upos, xpos = model.tags[tags[i].argmax()].split("|")
                misc = ["Name=" + best[i]] if best[i] != "O" else []
                misc += [key + cell for key, cell in (("Tags=", shares(tags[i], model.tags)), ("Names=", shares(names[i], NAMES))) if cell]
                print(i + 1, cells[1], "_", upos, xpos, "_", 0, "dep", "_", "|".join(misc) or "_", sep="\t")
            print()
        print(f"{at + len(part)} of {len(data)} sentences", file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    by_hand = commands.add_parser("learn", help="fine-tune on a file of tags and names")
    by_hand.add_argument("gold")
    by_hand.add_argument("teacher", help="the file to write")
    by_hand.add_argument("--epochs", type=int, default=2)
    by_hand.add_argument("--rate", type=float, default=1.5e-4)
    by_hand.add_argument("--pieces", type=int, default=2500, help="word pieces a step")
    by_hand.add_argument("--seed", type=int, default=7)
    give = commands.add_parser("label", help="label a text that sayso-model parse cut into words")
    give.add_argument("teacher")
    give.add_argument("learned", help="a labeler, from sayso-model labeler or train/labels.py learn")
    give.add_argument("text")
    for command in (by_hand, give):
        command.add_argument("--build", default="build/release")
        command.add_argument("--model", default="model/english.model", help="whose encoder it stands beside")
    args = parser.parse_args()
    (learn if args.command == "learn" else label)(args)


if __name__ == "__main__":
    main()
