#!/usr/bin/env python3
"""estimated_moments.py -- estimates of Var, Cov and E of arithmetic against influence functions.

    python3 tests/law/estimated_moments.py --catgut build/catgut --count 1000 --seed 1

Of a random table of counts the estimate must be the table's own number, and its variance the mean
square of the influence function over the number of rows: of E(f | C), 1_C (f - m) / P(C); of
Cov(f, g | C), 1_C ((f - m)(g - l) - c) / P(C).  Both are exact fractions.  What Y would have been, had X
been a, is here what it is where X is a.

Prints `N passed, N failed`.  Exit status 1 when one failed, 77 when there is no catgut.
"""

import argparse
import itertools
import json
import os
import random
import subprocess
import sys
from fractions import Fraction

LABELS = [0, 1, 3]
TERMS = [("X", lambda x, y: x), ("Y", lambda x, y: y), ("X * Y", lambda x, y: x * y),
         ("2 * X - Y", lambda x, y: 2 * x - y), ("X^2 + Y / 2", lambda x, y: x * x + Fraction(y, 2)),
         ("(X + Y) * (X - 1)", lambda x, y: (x + y) * (x - 1)), ("3 - X", lambda x, y: 3 - x)]
GIVEN = [("", lambda x, y: True), (" | Y = 1", lambda x, y: y == 1), (" | X != 0", lambda x, y: x != 0),
         (" | X <= Y", lambda x, y: x <= y)]
# Y@ is Y[X = a].
WORLDS = [("Y@", lambda y: y), ("2 * Y@ + 1", lambda y: 2 * y + 1), ("Y@^2 / 2 - Y@", lambda y: Fraction(y * y, 2) - y),
          ("Y@ * (3 - Y@)", lambda y: y * (3 - y))]
EVENTS = [("Y@ = 1 or Y@ = 3", lambda y: int(y > 0)), ("not Y@ = 1", lambda y: int(y != 1)),
          ("Y@ * 2 > 1", lambda y: int(y > 0)), ("Y@ < 3", lambda y: int(y < 3))]


class Table:
    def __init__(self, rng):
        cells = list(itertools.product(LABELS, LABELS))
        self.count = {c: rng.choice([0, 1, 1, 2, 5, 9]) for c in cells}
        self.count[(0, 1)] += 1
        self.rows = sum(self.count.values())

    def source(self, i):
        kets = " + ".join(f"{n}|{x},{y}>" for (x, y), n in self.count.items() if n)
        return f"state w{i} : (X : D) * (Y : D) = normalise({kets})\n"

    def mean(self, f):
        return Fraction(sum(n * f(*c) for c, n in self.count.items())) / self.rows

    def seen(self, rng):
        given, holds = rng.choice(GIVEN)
        name, f = rng.choice(TERMS)
        other, g = rng.choice(TERMS)
        word = rng.choice(["E", "E", "Var", "Cov"])
        text = f"{word}({name}{', ' + other if word == 'Cov' else ''}{given})"
        return self.question(text, word, f, f if word == "Var" else g, holds)

    def imagined(self, rng):
        """In the model m, where no hidden cause joins X and Y."""
        word, a, b = rng.choice(["P", "E", "Var"]), rng.choice(LABELS), rng.choice(LABELS)
        name, f = rng.choice(EVENTS if word == "P" else WORLDS)
        given = rng.choice(["", f" | X = {b}"]) if any(self.count[b, y] for y in LABELS) else ""
        return self.question(f"{word}({name.replace('@', f'[X = {a}]')}{given})", word, lambda x, y: f(y),
                             lambda x, y: f(y), lambda x, y: x == a)

    def question(self, text, word, f, g, holds):
        mass = self.mean(lambda x, y: int(holds(x, y)))
        if not mass:
            return text, None, None
        m, l = (self.mean(lambda x, y, h=h: h(x, y) if holds(x, y) else 0) / mass for h in (f, g))
        if word in ("E", "P"):
            value, influence = m, lambda x, y: f(x, y) - m
        else:
            value = self.mean(lambda x, y: (f(x, y) - m) * (g(x, y) - l) if holds(x, y) else 0) / mass
            influence = lambda x, y: (f(x, y) - m) * (g(x, y) - l) - value
        spread = self.mean(lambda x, y: influence(x, y) ** 2 if holds(x, y) else 0) / mass ** 2
        return text, value, spread / self.rows


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    p.add_argument("--count", type=int, default=1000)
    p.add_argument("--seed", type=int, default=1)
    o = p.parse_args()
    if not os.access(o.catgut, os.X_OK):
        print(f"no catgut at {o.catgut}")
        return 77
    script, wanted = "type D = {0, 1, 3}\nmodel m { X : D  Y : D <- X }\n", []
    for i in range(o.count):
        rng = random.Random(f"{o.seed} {i}")
        table = Table(rng)
        imagined = rng.random() < 0.4
        text, value, variance = table.imagined(rng) if imagined else table.seen(rng)
        where = f"m from w{i}" if imagined else rng.choice([f"w{i}", f"w{i}", f"m from w{i}"])
        script += table.source(i) + f"estimate {text} in {where} of {table.rows} rows\n"
        wanted.append((text, value, variance))
    done = subprocess.run([o.catgut, "--json", "-k", "-"], input=script, text=True, capture_output=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(wanted):
        print(f"{len(answers)} answers for {len(wanted)} questions", done.stderr[:2000])
        return 1
    passed = failed = 0
    for (text, value, variance), found in zip(wanted, answers):
        if value is None:
            ok = found.get("status") == "undefined"
        else:
            one = found["estimates"][0] if found["kind"] == "estimate" else {}
            ok = one and Fraction(one["value"]) == value and Fraction(one["variance"]) == variance
        passed, failed = passed + bool(ok), failed + (not ok)
        if not ok:
            print(text, "wanted", value, variance, "found", found)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
