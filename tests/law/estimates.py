#!/usr/bin/env python3
"""estimates.py -- estimates from random tallies, worked out a second time with dual numbers.

    python3 tests/law/estimates.py --catgut build/catgut --count 150 --seed 1

A model is random, and so is the tally that it gets, thin and with empty cells, so that no
independence of the model holds in it.  `identify` says which formula is evaluated; here it is read
as a reader would, and evaluated with dual numbers: a fraction, and its derivatives by the share of
each cell that was met.  Every fourth question is a named quantity, whose formula is written down
here.  From these follow the variance of the delta method, exactly, and the digits of standard error
and interval.  Values, variances and digits have to be the same to the last one; what is undefined
has to be so on both sides.

`--first N --count 1` gives case N back, `--print` shows scripts and answers.  Prints `N passed, N
failed`.  Exit status 1 when one failed, 77 when there is no catgut.
"""

import argparse
import itertools
import os
import random
import sys
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

sys.dont_write_bytecode = True  # a folder of Python's own would stand among the tests

from causal import enough, formulas, graphs, program  # noqa: E402 (after the line above)
from causal.effects import Undefined  # noqa: E402

HEAD = "type Bit = {0, 1}\ntype Gene\n"
DIGITS = Context(prec=60, rounding=ROUND_HALF_EVEN)
# 39/40 of the normal distribution are below this (NIST Handbook, and any table to fewer digits).
QUANTILE = Decimal("1.959963984540054235524594430520551527955550077355884757")


class Dual:
    """A value and its derivatives by each cell, those that are not zero."""

    def __init__(self, value, by=None):
        self.value, self.by = Fraction(value), by or {}

    @staticmethod
    def of(x):
        return x if isinstance(x, Dual) else Dual(x)

    def linear(self, times, other, other_times, value):
        by = {c: times * d for c, d in self.by.items()}
        for c, d in other.by.items():
            by[c] = by.get(c, 0) + other_times * d
        return Dual(value, by)

    def __add__(self, other):
        other = Dual.of(other)
        return self.linear(1, other, 1, self.value + other.value)

    def __sub__(self, other):
        other = Dual.of(other)
        return self.linear(1, other, -1, self.value - other.value)

    def __mul__(self, other):
        other = Dual.of(other)
        return self.linear(other.value, other, self.value, self.value * other.value)

    def __truediv__(self, other):
        other = Dual.of(other)
        if other.value == 0:
            raise Undefined()
        return self.linear(1 / other.value, other, -self.value / other.value ** 2,
                           self.value / other.value)

    __radd__ = __add__
    __rmul__ = __mul__

    def __eq__(self, other):
        return self.value == Dual.of(other).value

    __hash__ = None


class Tally:
    """Counts of cells; marginals are dual numbers in the shares of the cells that were met."""

    def __init__(self, names, counts):
        self.names, self.counts = names, counts
        self.labels = {v: ["0", "1"] for v in names}
        self.rows = sum(counts.values())

    def marginal(self, names, values):
        place = [self.names.index(v) for v in names]
        cells = [c for c, n in self.counts.items()
                 if all(c[k] == value for k, value in zip(place, values))]
        return Dual(Fraction(sum(self.counts[c] for c in cells), self.rows),
                    {c: Fraction(1) for c in cells})

    def kets(self):
        return " + ".join(f"{n}/{self.rows}|{','.join(c)}>" for c, n in sorted(self.counts.items()))


class Reading(formulas.Formula):
    """A formula as Catgut reads it: zero times undefined is zero, and what may be anything has the
    first values at which there is an answer."""

    def line_value(self, line, at, table):
        for more in itertools.product(*(table.labels[self.vertex_of(v)] for v in line.any)):
            try:
                return self.tree_value(line.tree, {**at, **dict(zip(line.any, more))}, table)
            except Undefined:
                pass
        raise Undefined()

    def tree_value(self, tree, at, table):
        if tree[0] != "product":
            return super().tree_value(tree, at, table)
        result, undefined = Dual(1), False
        for part in tree[1]:
            try:
                result = result * self.tree_value(part, at, table)
            except Undefined:
                undefined = True
        if undefined and result.value != 0:
            raise Undefined()
        return Dual(0) if undefined else result


def variance_of(dual, tally):
    squares = sum(Fraction(n, tally.rows) * dual.by.get(c, 0) ** 2 for c, n in tally.counts.items())
    mean = sum(Fraction(n, tally.rows) * dual.by.get(c, 0) for c, n in tally.counts.items())
    return (squares - mean ** 2) / tally.rows


def decimal_of(q):
    return DIGITS.divide(Decimal(q.numerator), Decimal(q.denominator))


def same_digits(text, number, digits=6):
    """Is the text the number rounded to so many digits?"""
    rounded = Context(prec=digits, rounding=ROUND_HALF_EVEN).create_decimal(number)
    return Decimal(text) == rounded


# ---- cases --------------------------------------------------------------------------------------


def random_model(rng):
    m = graphs.Model()
    names = ["A", "B", "C", "D", "E"][:rng.choice([2, 3, 3, 4, 4, 5])]
    order = rng.sample(names, len(names))
    density = rng.choice([0.3, 0.5, 0.7])
    hidden = rng.random() < 0.3
    if hidden:
        m.add("H", [], True, "Gene")
    for i, v in enumerate(order):
        reads = [p for p in order[:i] if rng.random() < density]
        m.add(v, reads + (["H"] if hidden and rng.random() < 0.5 else []))
    arcs = rng.choice([0.0, 0.2, 0.4])
    m.arcs = [pair for pair in itertools.combinations(names, 2) if rng.random() < arcs]
    return m


def random_tally(rng, names):
    most = rng.choice([2, 5, 30, 1000])
    zeros = rng.choice([0, 0, 0.2, 0.5])
    counts = {c: 0 if rng.random() < zeros else rng.randint(0, most)
              for c in itertools.product(["0", "1"], repeat=len(names))}
    counts = {c: n for c, n in counts.items() if n}
    return Tally(names, counts or {tuple("0" for _ in names): 1})


def random_question(rng, names):
    """y, x, z with values: P(y | do(x), z)."""
    left = rng.sample(names, len(names))
    y = [left.pop()]
    x = [left.pop()] if rng.random() < 0.85 else []
    z = [left.pop()] if left and rng.random() < 0.3 else []
    return y, x, z, {v: rng.choice("01") for v in names}


def asked(y, x, z, at):
    given = [f"do({v} = {at[v]})" for v in x] + [f"{v} = {at[v]}" for v in z]
    return f"P({', '.join(f'{v} = {at[v]}' for v in y)}" + \
        (f" | {', '.join(given)}" if given else "") + ")"


class Estimate:
    """A question, or the difference or the ratio of two with other values."""

    def __init__(self, rng, names):
        self.y, self.x, self.z, self.at = random_question(rng, names)
        self.other = {**self.at, **{v: "10"[int(self.at[v])] for v in self.x + self.z}}
        self.how = rng.choice(["", "", "-", "/", "*"]) if self.x + self.z else ""

    def formula(self):
        return f"identify {program.question(self.y, self.x, self.z)} in m"

    def text(self):
        one = asked(self.y, self.x, self.z, self.at)
        two = asked(self.y, self.x, self.z, self.other)
        return f"{one} {self.how} {two}" if self.how else one

    def value(self, formula, tally):
        def at(labels):
            if not self.x:  # nothing is done: what is seen, whatever the model says
                key = [labels[v] for v in self.y + self.z]
                return tally.marginal(self.y + self.z, key) / tally.marginal(self.z, key[1:])
            return formula.value({graphs.word(v): labels[v] for v in self.y + self.x + self.z},
                                 tally)
        one = at(self.at)
        if not self.how:
            return one
        two = at(self.other)
        return {"-": one.__sub__, "*": one.__mul__, "/": one.__truediv__}[self.how](two)


# ---- named quantities, whose formulas are written down here ---------------------------------------

SHAPES = {"adjusted": "model m { Z : Bit  X : Bit <- Z  Y : Bit <- X, Z }\n",
          "mediated": "model m { X : Bit  Z : Bit <- X  Y : Bit <- X, Z }\n"}


def given(tally, y, **at):
    """P(Y or Z = 1 | ...) of a tally, `y` the name and value asked for."""
    names = list(at)
    below = tally.marginal(names, [at[v] for v in names])
    return tally.marginal([y[0]] + names, [y[1]] + [at[v] for v in names]) / below


def weighed(tally, x, by):
    """sum_z P(Y = 1 | X = x, Z = z) by(z), where 0 times undefined is 0."""
    total = Dual(0)
    for z in "01":
        weight = by(z)
        if weight.value:
            total = total + given(tally, ("Y", "1"), X=x, Z=z) * weight
    return total


def total_effect(tally):
    return weighed(tally, "1", lambda z: tally.marginal(["Z"], [z])) - \
        weighed(tally, "0", lambda z: tally.marginal(["Z"], [z]))


def effect_on_treated(tally):
    return given(tally, ("Y", "1"), X="1") - \
        weighed(tally, "0", lambda z: given(tally, ("Z", z), X="1"))


def direct_effect(tally):
    return weighed(tally, "1", lambda z: given(tally, ("Z", z), X="0")) - \
        given(tally, ("Y", "1"), X="0")


def indirect_effect(tally):
    return weighed(tally, "0", lambda z: given(tally, ("Z", z), X="1")) - \
        given(tally, ("Y", "1"), X="0")


QUANTITIES = [("adjusted", "TE(X -> Y, 0 -> 1)", total_effect),
              ("adjusted", "ETT(X -> Y, 0 -> 1)", effect_on_treated),
              ("mediated", "NDE(X -> Y, 0 -> 1)", direct_effect),
              ("mediated", "NIE(X -> Y, 0 -> 1)", indirect_effect)]


def make_quantity(seed, number):
    rng = random.Random(f"{seed} quantity {number}")
    shape, call, formula = QUANTITIES[number // 4 % len(QUANTITIES)]
    names = ["Z", "X", "Y"]
    tally = random_tally(rng, names)
    wires = " * ".join(f"({v} : Bit)" for v in names)
    setup = SHAPES[shape] + f"state w : {wires} = {tally.kets()}\n"

    def judge_quantity(answers):
        try:
            wanted = formula(tally)
        except Undefined:
            wanted = None
        return judge_found(wanted, tally, answers[0] if answers else {})
    return program.Case(setup, [f"estimate {call} in m from w of {tally.rows} rows"],
                        judge_quantity)


def judge(estimate, tally, answers):
    identified, found = answers[0], answers[1] if len(answers) > 1 else {}
    if identified.get("status") != "identified":
        if found.get("kind") == "error":
            return []
        return [f"an estimate of what is not identified: {found}"]
    try:
        formula = Reading(identified["formula"], tally.names)
        wanted = estimate.value(formula, tally)
    except Undefined:
        wanted = None
    return judge_found(wanted, tally, found)


def judge_found(wanted, tally, found):
    """wanted: None where it is undefined."""
    if wanted is None:
        return [] if found.get("status") == "undefined" or found.get("code") == "E034" else \
            [f"undefined, and found {found}"]
    if found.get("kind") != "estimate":
        return [f"wanted {wanted.value}, found {found}"]
    one = found["estimates"][0]
    variance = variance_of(wanted, tally)
    wrong = []
    if Fraction(one["value"]) != wanted.value:
        wrong.append(f"the value is {wanted.value}, not {one['value']}")
    elif Fraction(one["variance"]) != variance:
        wrong.append(f"the variance is {variance}, not {one['variance']}")
    else:
        error = DIGITS.sqrt(decimal_of(variance))
        reach, value = DIGITS.multiply(error, QUANTILE), decimal_of(wanted.value)
        ends = [DIGITS.subtract(value, reach), DIGITS.add(value, reach)]
        for name, text, number in [("standard error", one["standard_error"], error),
                                   ("lower end", one["interval"][0], ends[0]),
                                   ("upper end", one["interval"][1], ends[1])]:
            if not same_digits(text, number):
                wrong.append(f"{name}: {text} is not {number} rounded")
    return wrong


def make_case(seed, number):
    rng = random.Random(f"{seed} {number}")
    m = random_model(rng)
    names = m.observed()
    tally = random_tally(rng, names)
    estimate = Estimate(rng, names)
    wires = " * ".join(f"({v} : Bit)" for v in names)
    setup = m.source("m") + f"state w : {wires} = {tally.kets()}\n"
    lines = [estimate.formula(), f"estimate {estimate.text()} in m from w of {tally.rows} rows"]
    return program.Case(setup, lines, lambda answers: judge(estimate, tally, answers))


def run(options):
    catgut = program.Program(options.catgut, per_run=1)
    passed = failed = estimated = 0
    for number in range(options.first, options.first + options.count):
        case = (make_quantity if number % 4 == 3 else make_case)(options.seed, number)
        answers = catgut.ask(HEAD, [case])[0]
        if options.print:
            print(case.setup + "\n".join(case.lines))
            print(*answers, sep="\n")
        wrong = case.judge(answers)
        estimated += any(a.get("kind") == "estimate" for a in answers)
        passed += not wrong
        failed += bool(wrong)
        for why in wrong:
            print(f"case {number}: {why}\n{case.setup}" + "\n".join(case.lines))
    print(f"  {estimated} of {options.count} questions have an estimate")
    failed += enough.lacking(options.count, estimated=(estimated, 75))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--print", action="store_true")
    options = parser.parse_args()
    if not os.path.exists(options.catgut):
        print(f"skipped: there is no {options.catgut}")
        return 77
    return run(options)


if __name__ == "__main__":
    sys.exit(main())
