#!/usr/bin/env python3
"""Samples, drawn once more in Python from what the manual says of them.

    python3 tests/law/samples.py --catgut build/catgut --count 1000 --seed 1

Random models with random tables, some with denominators far beyond a word, some made so that the first
word of the digits does not decide.  `sample N of F(m) seed S` must write the rows that this file draws
box by box, and `sample N of P(X, Y | Z = z) in m with F seed S` those that it draws variable by
variable from the joint state, which it finds by going through all assignments; evidence of probability
zero must be refused.  Named samples must be the counts of these rows.  A few large samples of fixed
seeds are held against their state by chi-square.

`--seed S --first N --count 1` gives case N back, `--print` shows the script.  Prints
`N passed, N failed`.  Exit status 1 when one failed, 77 when there is no catgut.
"""

import argparse
import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from fractions import Fraction

WORD = 1 << 64


class Digits:
    """xorshift64*, started from a seed, as the manual has it."""

    def __init__(self, seed):
        self.x = (seed + 1) * 0x9E3779B97F4A7C15 % WORD | 1
        for _ in range(8):
            self.word()

    def word(self):
        self.x ^= self.x >> 12
        self.x ^= self.x << 25 & WORD - 1
        self.x ^= self.x >> 27
        return self.x * 0x2545F4914F6CDD1D % WORD

    def draw(self, weights):
        """Which of these positive weights; digits of U until its interval lies within one."""
        total, ends = sum(weights), [Fraction(0)]
        for w in weights:
            ends.append(ends[-1] + w / total)
        low, size = Fraction(0), Fraction(1)
        while True:
            for k in range(len(weights)):
                if ends[k] <= low and low + size <= ends[k + 1]:
                    return k
            size /= WORD
            low += self.word() * size


class Model:
    def __init__(self, rng, number, shape):
        self.rng, self.name = rng, f"m{number}"
        self.rows, self.draws = rng.randint(1, 12), rng.randint(1, 10**9)
        if shape == "large":
            count, sizes, self.rows = 14, [2] * 14, 4
        else:
            count = rng.randint(1, 5)
            sizes = [rng.randint(1, 4) for _ in range(count)]
        self.sizes, self.names = sizes, [f"V{i}" for i in range(count)]
        order = list(range(count))
        rng.shuffle(order)
        self.parents, self.tables = [[] for _ in order], [None] * count
        self.latent = [rng.random() < 0.2 for _ in order]
        if all(self.latent) or shape == "large":
            self.latent = [False] * count
        for i, v in enumerate(order):
            self.parents[v] = rng.sample(order[:i], min(i, rng.randint(0, 2)))
            keys = itertools.product(*(range(sizes[p]) for p in self.parents[v]))
            self.tables[v] = {k: self.weights(sizes[v], shape) for k in keys}
        self.order = order
        if shape == "edge":
            self.make_edge()

    def weights(self, size, shape):
        most = self.rng.choice([3, 12, 10**6, 2**70]) if shape != "large" else 6
        w = [self.rng.randint(0, most) for _ in range(size)]
        w[self.rng.randrange(size)] += 1
        return [Fraction(x, sum(w)) for x in w]

    def make_edge(self):
        """One variable, cut where the first word ends, or just beside it."""
        first = Digits(self.draws).word()
        third = self.rng.choice([Fraction(0), Fraction(1), Fraction(1, 3), Fraction(2, 3),
                                 Fraction(self.rng.randrange(WORD), WORD)])
        p = min(max((first + third) / WORD, Fraction(1, WORD)), 1 - Fraction(1, WORD))
        self.sizes, self.names, self.parents, self.latent = [3], ["V0"], [[]], [False]
        self.tables, self.order = [{(): [p, (1 - p) / 2, (1 - p) / 2]}], [0]

    def source(self):
        types = "".join(f"type {self.name}_T{i} = {{{', '.join(map(str, range(s)))}}}\n"
                        for i, s in enumerate(self.sizes))
        lines, means = [], []
        for i, name in enumerate(self.names):
            arrows = " <- " + ", ".join(self.names[p] for p in self.parents[i])
            lines.append(f"{'latent ' if self.latent[i] else ''}{name} : {self.name}_T{i}"
                         f"{arrows if self.parents[i] else ''}")
            kets = {k: " + ".join(f"{w}|{l}>" for l, w in enumerate(row) if w)
                    for k, row in self.tables[i].items()}
            means.append(f"{name} = " + (kets[()] if not self.parents[i] else "{ " + "  ".join(
                f"{','.join(map(str, k))} -> {s}" for k, s in kets.items()) + " }"))
        return (types + f"model {self.name} {{\n  " + "\n  ".join(lines) + "\n}\n"
                + f"functor F_{self.name} : {self.name} {{\n  " + "\n  ".join(means) + "\n}\n")

    def observed(self):
        return [i for i in range(len(self.names)) if not self.latent[i]]

    def ancestors(self):
        seen, more = set(self.observed()), True
        while more:
            new = {p for v in seen for p in self.parents[v]} - seen
            more, seen = bool(new), seen | new
        return seen

    def by_boxes(self, order):
        digits, rows = Digits(self.draws), []
        for _ in range(self.rows):
            value = {}
            for v in order:
                row = self.tables[v][tuple(value[p] for p in self.parents[v])]
                possible = [l for l, w in enumerate(row) if w]
                value[v] = possible[digits.draw([row[l] for l in possible])]
            rows.append([value[v] for v in self.observed()])
        return rows

    def joint(self):
        found = {}
        def go(i, value, p):
            if i == len(self.order):
                found[tuple(value[v] for v in range(len(value)))] = p
                return
            v = self.order[i]
            for l, w in enumerate(self.tables[v][tuple(value[q] for q in self.parents[v])]):
                if w:
                    value[v] = l
                    go(i + 1, value, p * w)
            value.pop(v, None)
        go(0, {}, Fraction(1))
        return found

    def by_variables(self, heads, evidence):
        mass = {}
        for values, p in self.joint().items():
            if all(values[v] in allowed for v, allowed in evidence):
                key = tuple(values[h] for h in heads)
                mass[key] = mass.get(key, 0) + p
        if not mass:
            return None
        digits, rows = Digits(self.draws), []
        for _ in range(self.rows):
            left, row = mass, []
            for k in range(len(heads)):
                sums = {}
                for key, p in left.items():
                    sums[key[k]] = sums.get(key[k], 0) + p
                labels = sorted(sums)
                row.append(labels[digits.draw([sums[l] for l in labels])])
                left = {key: p for key, p in left.items() if key[k] == row[-1]}
            rows.append(row)
        return rows


class Case:
    def __init__(self, seed, number, folder):
        rng = random.Random(f"{seed} {number}")
        shape = "large" if number % 250 == 3 else "edge" if number % 20 == 7 else "small"
        self.model = m = Model(rng, number, shape)
        self.file = os.path.join(folder, f"{number}.csv")
        heads = list(range(len(m.names)))
        rng.shuffle(heads)
        self.asked = rng.random() < 0.5 or shape == "large"
        self.script = m.source()
        if not self.asked:
            self.heads = m.observed()
            self.script += f"show F_{m.name}({m.name}) as diagram\n"
            what = f"F_{m.name}({m.name})"
        else:
            count = 13 if shape == "large" else rng.randint(1, len(heads))
            self.heads, rest = heads[:count], heads[count:]
            self.evidence = []
            for v in rest[: 1 if shape == "large" else rng.randint(0, 2)]:
                allowed = rng.sample(range(m.sizes[v]), rng.randint(1, max(1, m.sizes[v] - 1)))
                self.evidence.append((v, allowed))
            given = ", ".join(f"{m.names[v]} = {{{', '.join(map(str, sorted(a)))}}}"
                              if len(a) > 1 else f"{m.names[v]} = {a[0]}"
                              for v, a in self.evidence)
            what = (f"P({', '.join(m.names[h] for h in self.heads)}{' | ' if given else ''}{given})"
                    f" in {m.name} with F_{m.name}")
        self.script += (f"sample s_{m.name} = {m.rows} of {what} seed {m.draws}"
                        f" to \"{self.file}\"\nshow s_{m.name}\nshow 99\n")

    def wrong(self, answers):
        """What is wrong, or None."""
        m = self.model
        codes = [a.get("code") for a in answers if a["kind"] == "error"]
        if self.asked:
            due = m.by_variables(self.heads, self.evidence)
            if due is None:
                return None if codes[:1] == ["E031"] else f"{codes} for evidence of probability 0"
        else:
            text = next(a["text"] for a in answers if a["kind"] == "diagram")
            order = [int(v) for v in re.findall(r"\.V(\d+)\)", text)]
            if not set(order) >= m.ancestors():
                return f"boxes {order} in the diagram"
            due = m.by_boxes([v for v in order if v in m.ancestors()])
        if codes:
            return f"refused: {codes}"
        first, *others = [m.names[h] for h in self.heads]
        head = ",".join([f'"{first}"'] + others)  # the mark of a table of Catgut
        lines = [head] + [",".join(map(str, row)) for row in due]
        with open(self.file, newline="") as f:
            if f.read() != "\n".join(lines) + "\n":
                return f"{self.file} should be {lines}"
        counts = {}
        for row in due:
            counts[tuple(map(str, row))] = counts.get(tuple(map(str, row)), 0) + 1
        state = next(a for a in answers if a["kind"] == "state")
        has = {tuple(e["labels"]): Fraction(e["p"]) * m.rows for e in state["entries"]}
        return None if has == counts else f"counts {has} should be {counts}"


def run(catgut, script):
    done = subprocess.run([catgut, "-k", "--json"], input=script, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def chi_square(catgut):
    """Large samples of fixed seeds: far from their state only if the digits are no good."""
    bad = 0
    for number, rows in enumerate([20000, 20000, 20000]):
        m = Model(random.Random(f"chi {number}"), number, "small")
        answers = run(catgut, m.source() + f"sample {rows} of F_{m.name}({m.name}) seed {number + 1}"
                      f"\nshow F_{m.name}({m.name})\n")
        has, due = ({tuple(e["labels"]): Fraction(e["p"]) for e in a["entries"]} for a in answers)
        parts = [(has.get(k, 0) - p) ** 2 / p * rows for k, p in due.items()]
        free = len(parts) - 1
        if set(has) - set(due) or sum(parts) > free + 6 * (2 * free) ** 0.5 + 12:
            print(f"chi-square {float(sum(parts))} of {free} degrees, model {number}")
            bad += 1
    return bad


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", default="build/catgut")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--print", action="store_true")
    o = parser.parse_args()
    if not os.access(o.catgut, os.X_OK):
        print(f"no {o.catgut}")
        return 77
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        cases = [Case(o.seed, n, folder) for n in range(o.first, o.first + o.count)]
        script = "".join(c.script for c in cases)
        if o.print:
            print(script)
        groups, group = [], []
        for a in run(o.catgut, script):
            if a["kind"] == "number" and a["value"] == "99":
                groups.append(group)
                group = []
            else:
                group.append(a)
        for i, case in enumerate(cases):
            wrong = case.wrong(groups[i]) if i < len(groups) else "no answer"
            if wrong:
                failed += 1
                print(f"case {o.first + i}: {wrong}")
            else:
                passed += 1
    bad = chi_square(o.catgut)
    print(f"{passed + 3 - bad} passed, {failed + bad} failed")
    return 1 if failed + bad else 0


if __name__ == "__main__":
    sys.exit(main())
