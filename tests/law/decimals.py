#!/usr/bin/env python3
"""Questions shown as decimals, against the nearest decimals of the fractions that they have.

    python3 tests/law/decimals.py --catgut build/catgut --count 40 --seed 1

Random models of two to eight variables whose numbers are small fractions, fractions that make ties,
or so small that no double holds them; questions with events on both sides of the bar, and all
marginals; 1 to 12 digits.  What is shown as fractions is rounded here, by whole numbers.

`--seed S --first N --count 1` gives model N back, `--print` shows its script.  Prints `N passed, N
failed`, counting numbers.  Exit status 1 when one failed, 77 when there is no catgut.
"""

import argparse
import itertools
import json
import os
import random
import subprocess
import sys
from fractions import Fraction

QUESTIONS = 6


def nearest(q, digits):
    """With so many significant digits, halves to even."""
    power = len(str(q.numerator)) - len(str(q.denominator))
    while Fraction(10) ** power > q:
        power -= 1
    while Fraction(10) ** (power + 1) <= q:
        power += 1
    unit = Fraction(10) ** (power - digits + 1)
    return round(q / unit) * unit


def random_row(rng, size):
    kind = rng.random()
    if kind < 0.6:
        usual, tied = range(10), [1, 2, 4, 8, 5, 25, 125, 1000]
        row = [rng.choice(usual if kind < 0.35 else tied) for _ in range(size)]
        row[rng.randrange(size)] += not any(row)
        return [f"{w}/{sum(row)}" if w else None for w in row]
    power = rng.choice([5, 20, 100, 200, 290, 300, 310, 400, 700])
    small = [f"1e-{rng.choice([power, power // 2 + 1])}" for _ in range(size - 1)]
    row = small + ["(1 - " + " - ".join(small) + ")"]
    rng.shuffle(row)
    return row


def ket(row):
    return " + ".join(f"{w}|{i}>" for i, w in enumerate(row) if w)


class Model:
    def __init__(self, seed, number):
        self.rng = rng = random.Random(f"{seed}/{number}")
        self.sizes = [rng.choice([2, 2, 3, 4]) for _ in range(rng.randint(2, 8))]
        self.parents = [rng.sample(range(v), min(v, rng.choice([0, 1, 1, 2, 2, 3])))
                        for v in range(len(self.sizes))]
        self.digits = rng.randint(1, 12)
        self.text = self.declared() + self.meant()
        self.questions = [self.question() for _ in range(QUESTIONS)]
        given = rng.randrange(len(self.sizes))
        event = f"V{given} = {rng.randrange(self.sizes[given])}"
        self.questions.append(f"marginals({rng.choice(['', event])}) in m with F")

    def declared(self):
        lines = [f"type T{k} = {{0..{k - 1}}}" for k in (2, 3, 4)] + ["model m {"]
        for v, parents in enumerate(self.parents):
            of = " <- " + ", ".join(f"V{p}" for p in parents) if parents else ""
            lines.append(f"  V{v} : T{self.sizes[v]}{of}")
        return "\n".join(lines) + "\n}\n"

    def meant(self):
        lines = ["functor F : m {"]
        for v, parents in enumerate(self.parents):
            if not parents:
                lines.append(f"  V{v} = {ket(random_row(self.rng, self.sizes[v]))}")
                continue
            lines.append(f"  V{v} = {{")
            for key in itertools.product(*[range(self.sizes[p]) for p in parents]):
                row = ket(random_row(self.rng, self.sizes[v]))
                lines.append(f"    {', '.join(map(str, key))} -> {row}")
            lines.append("  }")
        return "\n".join(lines) + "\n}\n"

    def variable(self, v, event):
        value = f" = {self.rng.randrange(self.sizes[v])}"
        return f"V{v}" + (value if self.rng.random() < event else "")

    def question(self):
        chosen = self.rng.sample(range(len(self.sizes)), self.rng.randint(1, len(self.sizes)))
        heads = self.rng.randint(1, 2)
        left = ", ".join(self.variable(v, 0.6) for v in chosen[:heads])
        right = ", ".join(self.variable(v, 0.85) for v in chosen[heads:])
        return f"P({left}{' | ' if right else ''}{right}) in m with F"

    def script(self, form):
        return self.text + "".join(f"show {q}{form}\n" for q in self.questions)


def answers(catgut, script, digits):
    # As a prompt, which goes on after a question without an answer.
    command = [catgut, "-i", "--json", "--digits", str(digits)]
    run = subprocess.run(command, input=script, capture_output=True, text=True, check=False)
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def numbers(answer, key):
    """All numbers of an answer, with where they stand."""
    if answer["kind"] == "number":
        return [((), Fraction(answer["value" if key == "p" else "decimal"]))]
    rows = answer.get("rows", [answer])
    return [((tuple(row.get("given", ())), tuple(entry["labels"])), Fraction(entry[key]))
            for row in rows for entry in row.get("entries", ())]


def check(catgut, model):
    """Right and wrong numbers."""
    exact = answers(catgut, model.script(""), model.digits)
    shown = answers(catgut, model.script(" as decimals"), model.digits)
    if [a["kind"] for a in exact] != [a["kind"] for a in shown]:
        return 0, 1
    passed = failed = 0
    for a, b in zip(exact, shown):
        if a["kind"] == "error":
            continue
        wanted = [(at, nearest(q, model.digits)) for at, q in numbers(a, "p") if q]
        got = [(at, q) for at, q in numbers(b, "decimal") if q]
        failed += abs(len(wanted) - len(got))
        right = sum(x == y for x, y in zip(wanted, got))
        passed += right
        failed += min(len(wanted), len(got)) - right
    return passed, failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--print", action="store_true")
    options = parser.parse_args()
    if not os.access(options.catgut, os.X_OK):
        print(f"no program at {options.catgut}")
        return 77
    passed = failed = 0
    for number in range(options.first, options.first + options.count):
        model = Model(options.seed, number)
        if options.print:
            print(model.script(" as decimals"))
        right, wrong = check(options.catgut, model)
        passed += right
        failed += wrong
        if wrong:
            print(f"model {number}: {wrong} of {right + wrong} decimals are wrong")
    if options.count >= 60 and passed < 10 * options.count:
        print("too few numbers to tell")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
