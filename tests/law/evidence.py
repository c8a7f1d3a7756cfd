#!/usr/bin/env python3
"""evidence.py -- the most probable values, likelihoods and Jeffrey's rule, worked out a second time.

    python3 tests/law/evidence.py --catgut build/catgut --count 1000 --seed 1

Each model is random, small, with hidden causes, few different numbers, so that ties are frequent, and
zeros.  The oracle lists every assignment with its weight, as a fraction.  By the definitions:

- `most(heads | evidence)`: sums the weights that agree with the evidence by the values of the heads,
  and takes all that are greatest; also of every variable, also under do(X = x), also in states;
- `B ~ likelihoods`: multiplies each weight by that of its label of B;
- `jeffrey(B = q)`: sum over b of q(b) P(heads | B = b, all other evidence).

Every answer must be the same fraction, every tie must be listed or counted, what is undefined must be
called so.  `--first N --count 1` gives model N back, `--print` shows scripts and answers.  Prints
`N passed, N failed`, a question each.  Exit status 1 when one failed, 77 when there is no catgut.
"""

import argparse
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

LISTED = 20  # ties that an answer lists
PACK = 25  # models in a script


class Model:
    def __init__(self, rng, number):
        self.name = f"m{number}"
        count = rng.randint(2, 5)
        self.names = [f"V{i}" for i in range(count)]
        self.sizes = [rng.choice([2, 2, 3]) for _ in range(count)]
        self.latent = [rng.random() < 0.2 for _ in range(count)]
        if all(self.latent):
            self.latent[-1] = False
        self.parents = [
            sorted(rng.sample(range(i), min(i, rng.choice([0, 1, 1, 2])))) for i in range(count)
        ]
        self.rows = [self.random_rows(rng, i) for i in range(count)]
        self.observed = [i for i in range(count) if not self.latent[i]]

    def random_rows(self, rng, i):
        keys = itertools.product(*(range(self.sizes[p]) for p in self.parents[i]))
        return {key: random_state(rng, self.sizes[i]) for key in keys}

    def source(self):
        lines = [f"model {self.name} {{"]
        for i, name in enumerate(self.names):
            arrow = " <- " + ", ".join(self.names[p] for p in self.parents[i])
            lines.append(
                ("latent " if self.latent[i] else "")
                + f"{name} : T{self.sizes[i]}"
                + (arrow if self.parents[i] else "")
            )
        lines += ["}", f"functor F{self.name} : {self.name} {{"]
        for i, name in enumerate(self.names):
            if not self.parents[i]:
                lines.append(f"{name} = {kets(self.rows[i][()])}")
                continue
            rows = (",".join(map(str, k)) + " -> " + kets(q) for k, q in self.rows[i].items())
            lines.append(f"{name} = {{ " + " ".join(rows) + " }")
        lines += ["}", f"state w{self.name} of {self.name} = F{self.name}({self.name})"]
        return "\n".join(lines)

    def worlds(self, done):
        """Every assignment, and its weight."""
        for values in itertools.product(*map(range, self.sizes)):
            weight = Fraction(1)
            for i, value in enumerate(values):
                if i in done:
                    weight *= done[i] == value
                else:
                    weight *= self.rows[i][tuple(values[p] for p in self.parents[i])][value]
                if not weight:
                    break
            if weight:
                yield values, weight


def random_state(rng, size):
    weights = [rng.choice([0, 1, 1, 1, 2]) for _ in range(size)]
    if not any(weights):
        weights[rng.randrange(size)] = 1
    return [Fraction(w, sum(weights)) for w in weights]


def kets(weights):
    return " + ".join(f"{w}|{i}>" for i, w in enumerate(weights) if w) or "0|0>"


def sums(worlds, heads):
    total = {}
    for values, weight in worlds:
        key = tuple(values[h] for h in heads)
        total[key] = total.get(key, 0) + weight
    return total


class Question:
    """Its text, and the answer of the oracle: None where it is undefined."""

    def __init__(self, model, rng, kind):
        self.model, self.rng, self.kind = model, rng, kind
        self.done = {}
        self.conditions = []
        self.worlds = None
        free = list(model.observed)
        rng.shuffle(free)
        if len(free) > 1 and rng.random() < 0.2:
            self.done[free.pop()] = None
        for i in self.done:
            self.done[i] = rng.randrange(model.sizes[i])
            self.conditions.append(f"do({model.names[i]} = {self.done[i]})")
        self.worlds = list(model.worlds(self.done))
        self.free = free
        self.known = set()
        for _ in range(rng.choice([0, 0, 1, 1, 2])):
            self.add_event()
        if kind == "most":
            self.ask_most()
        else:
            self.ask_soft()

    def add_event(self):
        if len(self.free) - len(self.known) < 2:
            return
        i = self.rng.choice([v for v in self.free if v not in self.known])
        allowed = self.rng.sample(range(self.model.sizes[i]), self.rng.choice([1, 1, 2]))
        if len(allowed) == 1 and self.rng.random() < 0.2:
            self.conditions.append(f"{self.model.names[i]} != {allowed[0]}")
            allowed = [x for x in range(self.model.sizes[i]) if x != allowed[0]]
        elif len(allowed) == 1:
            self.conditions.append(f"{self.model.names[i]} = {allowed[0]}")
        else:
            self.conditions.append(f"{self.model.names[i]} = {{{allowed[0]}, {allowed[1]}}}")
        self.known.add(i)
        self.worlds = [(v, w) for v, w in self.worlds if v[i] in allowed]

    def add_likelihood(self):
        i = self.rng.choice(self.free)
        weights = [Fraction(self.rng.choice([0, 1, 2, 3]), self.rng.choice([1, 2, 5]))
                   for _ in range(self.model.sizes[i])]
        if not any(weights):
            weights[0] = Fraction(3)
        self.conditions.append(f"{self.model.names[i]} ~ {kets(weights)}")
        self.worlds = [(v, w * weights[v[i]]) for v, w in self.worlds if weights[v[i]]]

    def add_jeffrey(self):
        """Of the worlds: each label of B gets the share that is said.  False: it cannot."""
        i = self.rng.choice(self.free)
        q = random_state(self.rng, self.model.sizes[i])
        self.conditions.append(f"jeffrey({self.model.names[i]} = {kets(q)})")
        now = sums(self.worlds, [i])
        if any(share and not now.get((label,)) for label, share in enumerate(q)):
            self.worlds = []
        self.worlds = [(v, w * q[v[i]] / now[(v[i],)]) for v, w in self.worlds if q[v[i]]]

    def bar(self):
        self.rng.shuffle(self.conditions)
        return " | " + ", ".join(self.conditions) if self.conditions else ""

    def context(self):
        if not self.done and self.rng.random() < 0.3:
            return f" in w{self.model.name}"
        return f" in {self.model.name} with F{self.model.name}"

    def ask_most(self):
        heads = [v for v in self.free if v not in self.known or self.rng.random() < 0.1]
        everything = self.rng.random() < 0.4
        if everything:
            heads = [v for v in self.model.observed if v in self.free and v not in self.known]
        else:
            heads = heads[: self.rng.randint(1, len(heads))]
        if self.rng.random() < 0.2:
            self.add_likelihood()
        names = "" if everything else ", ".join(self.model.names[h] for h in heads)
        self.text = f"show most({names}{self.bar()}){self.context()}"
        found = sums(self.worlds, heads)
        total = sum(found.values())
        self.answer = None
        if total:
            best = max(found.values())
            ties = sorted(key for key, w in found.items() if w == best)
            self.answer = (
                best / total,
                len(ties),
                [self.model.names[h] for h in heads],
                [[str(x) for x in key] for key in ties],
            )

    def ask_soft(self):
        heads = self.rng.sample(self.free, self.rng.randint(1, min(2, len(self.free))))
        if self.kind == "likely" or self.rng.random() < 0.2:
            self.add_likelihood()
        if self.kind == "likely" and self.rng.random() < 0.3:
            self.add_likelihood()
        if self.kind == "jeffrey":
            self.add_jeffrey()
        names = ", ".join(self.model.names[h] for h in heads)
        self.text = f"show P({names}{self.bar()}){self.context()}"
        found = sums(self.worlds, heads)
        total = sum(found.values())
        self.answer = {k: w / total for k, w in found.items()} if total else None

    def agrees(self, said):
        if self.answer is None:
            return said["kind"] == "error" and said["status"] == "undefined"
        if self.kind == "most":
            share, count, names, ties = self.answer
            listed = said.get("values", [])
            return (
                said["kind"] == "most"
                and [w["name"] for w in said["wires"]] == names
                and Fraction(said["p"]) == share
                and int(said["count"]) == count
                and len(listed) == min(count, LISTED)
                and all(x in ties for x in listed)
                and (count > LISTED or listed == ties)
                and said.get("complete", True) == (count <= LISTED)
            )
        return said["kind"] == "state" and self.answer == {
            tuple(map(int, e["labels"])): Fraction(e["p"]) for e in said["entries"]
        }


def questions(model, rng):
    return [Question(model, rng, kind) for kind in ("most", "most", "likely", "jeffrey")]


def run(catgut, models, asked):
    text = "type T2 = {0, 1}\ntype T3 = {0, 1, 2}\n"
    text += "\n".join(m.source() for m in models) + "\n"
    text += "\n".join(q.text for q in asked) + "\n"
    with tempfile.NamedTemporaryFile("w", suffix=".diag") as file:
        file.write(text)
        file.flush()
        done = subprocess.run(
            [catgut, "--json", "-k", file.name], capture_output=True, text=True, check=False
        )
    said = [json.loads(line) for line in done.stdout.splitlines()]
    return text, [x for x in said if x["kind"] != "skipped"]


def main():
    parser = argparse.ArgumentParser(description="The most probable values, and soft evidence.")
    parser.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    parser.add_argument("--count", type=int, default=1000, help="models; four questions each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--print", action="store_true")
    o = parser.parse_args()
    if not os.access(o.catgut, os.X_OK):
        print(f"no program at {o.catgut}")
        return 77
    passed = failed = 0
    for first in range(o.first, o.first + o.count, PACK):
        models, asked = [], []
        for number in range(first, min(first + PACK, o.first + o.count)):
            rng = random.Random(f"{o.seed} {number}")
            models.append(Model(rng, number))
            asked += questions(models[-1], rng)
        text, said = run(o.catgut, models, asked)
        if o.print:
            print(text, *said, sep="\n")
        if len(said) != len(asked):
            print(f"{len(asked)} questions, {len(said)} answers, models {first} ...\n{text}")
            failed += len(asked)
            continue
        for q, answer in zip(asked, said):
            good = q.agrees(answer)
            passed, failed = passed + good, failed + (not good)
            if not good:
                print(f"model {q.model.name[1:]}: {q.text}\n  wanted {q.answer}\n  got {answer}")
                print(q.model.source())
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
