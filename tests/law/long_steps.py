#!/usr/bin/env python3
"""Hidden Markov chains of thousands of steps, against the recursion from step to step.

    python3 tests/law/long_steps.py --catgut build/catgut --count 8 --seed 1

Random rows of two to four hidden values, some of them zero, and something seen in most steps: the
last state's probability, that of one in the middle, and that of one given another, are fractions of
thousands of digits.  The oracle multiplies a vector of whole numbers by the rows, forwards and, for
the middle, backwards.

`--seed S --first N --count 1` gives chain N back, `--print` shows its script.  Prints `N passed, N
failed`, counting questions.  Exit status 1 when one failed, 77 when there is no catgut.
"""

import argparse
import math
import os
import random
import subprocess
import sys

SEEN = "xyz"


def random_row(rng, size, whole):
    row = [0 if rng.random() < 0.2 else rng.randrange(1, whole) for _ in range(size)]
    if not any(row):
        row[rng.randrange(size)] = 1
    return row


def ket(row, labels):
    return " + ".join(f"{w}/{sum(row)}|{label}>" for w, label in zip(row, labels) if w)


class Chain:
    def __init__(self, seed, number):
        rng = random.Random(f"{seed}/{number}")
        self.size, whole = rng.randint(2, 4), 10 ** rng.randint(1, 6)
        self.steps, size = rng.randint(800, 2500), self.size
        self.first = random_row(rng, size, whole)
        self.move = [random_row(rng, size, whole) for _ in range(size)]
        self.show = [random_row(rng, len(SEEN), whole) for _ in range(size)]
        state = rng.choices(range(size), self.first)[0]
        self.seen = []
        for _ in range(self.steps):
            state = rng.choices(range(size), self.move[state])[0]
            label = rng.choices(SEEN, self.show[state])[0]
            self.seen.append(label if rng.random() < 0.95 else "_")
        self.middle = rng.randint(1, self.steps - 1)

    def script(self):
        labels = [f"s{i}" for i in range(self.size)]
        rows = [f"{a} -> {ket(row, labels)}" for a, row in zip(labels, self.move)]
        shown = [f"{a} -> {ket(row, SEEN)}" for a, row in zip(labels, self.show)]
        seen = f"O = |{','.join(self.seen)}>"
        return f"""type S = {{{', '.join(labels)}}}
type O = {{x, y, z}}
model m {{ R0 : S  R : S <- R0  O : O <- R }}
functor F : m {{
  R0 = {ket(self.first, labels)}
  R = {{ {'  '.join(rows)} }}
  O = {{ {'  '.join(shown)} }}
}}
use unroll(m, R0 -> R, {self.steps}) with F
show P(R_{self.steps} = s0 | {seen})
show P(R_{self.middle} = s1 | {seen})
show P(R_{self.steps} = s1 | {seen}, R_{self.middle} = s0 or R_{self.middle} = s1)
"""

    def weights(self):
        """Of the moves and of what is seen, over one denominator: answers are ratios."""
        all_moves = math.lcm(*(sum(row) for row in self.move))
        all_shown = math.lcm(*(sum(row) for row in self.show))
        move = [[w * (all_moves // sum(row)) for w in row] for row in self.move]
        show = [[w * (all_shown // sum(row)) for w in row] for row in self.show]
        return move, show

    def forward(self, some=None):
        """Weights of the last state; some: values of the middle step that count."""
        move, show = self.weights()
        states, now, there = range(self.size), self.first, None
        for step, label in enumerate(self.seen, 1):
            now = [sum(now[a] * move[a][b] for a in states) for b in states]
            if label != "_":
                now = [now[b] * show[b][SEEN.index(label)] for b in states]
            if step == self.middle:
                there = now
                now = [w if some is None or b in some else 0 for b, w in enumerate(now)]
        return now, there

    def backward(self):
        """Of each state of the middle step: the weight of what is seen after it."""
        move, show = self.weights()
        states, rest = range(self.size), [1] * self.size
        for label in reversed(self.seen[self.middle:]):
            if label != "_":
                rest = [rest[b] * show[b][SEEN.index(label)] for b in states]
            rest = [sum(move[a][b] * rest[b] for b in states) for a in states]
        return rest

    def wanted(self):
        last, there = self.forward()
        middle = [a * b for a, b in zip(there, self.backward())]
        given, _ = self.forward({0, 1})
        return [(last[0], sum(last)), (middle[1], sum(middle)), (given[1], sum(given))]


def right(found, over, under):
    """Is the line this fraction, in lowest terms?"""
    if under == 0:
        return "undefined" in found
    if not found or not found[0].isdigit():
        return False
    a, _, b = found.partition("   #")[0].partition("/")
    a, b = int(a), int(b or 1)
    return a * under == b * over and math.gcd(a, b) == 1


def main():
    sys.set_int_max_str_digits(0)
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    p.add_argument("--count", type=int, default=8)
    p.add_argument("--first", type=int, default=0)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--print", action="store_true", dest="shown")
    o = p.parse_args()
    if not os.path.exists(o.catgut):
        print("no catgut")
        return 77
    passed = failed = 0
    for number in range(o.first, o.first + o.count):
        chain = Chain(o.seed, number)
        if o.shown:
            print(chain.script())
            continue
        run = subprocess.run([o.catgut, "-k", "-"], input=chain.script(), text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        lines = [x for x in run.stdout.splitlines() if x[0].isdigit() or ": error: " in x]
        for i, (over, under) in enumerate(chain.wanted()):
            if i < len(lines) and right(lines[i], over, under):
                passed += 1
                continue
            failed += 1
            print(f"chain {number}, question {i}: {lines[i][:200] if i < len(lines) else 'no answer'}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
