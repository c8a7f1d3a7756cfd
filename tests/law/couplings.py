#!/usr/bin/env python3
"""Bounds in models whose tables are all known, held against an oracle that lists all couplings.

    python3 tests/law/couplings.py --catgut build/catgut --count 40 --seed 1

A box that is no function stands for every function of its inputs and of noise that has its rows, so
a counterfactual that needs two of its rows lies between two numbers.  A model is a small random
graph with random tables: some vertices are hidden, some mechanisms have boxes inside, which are
vertices to the oracle.  It tries every basis of each coupling of each box's rows, and goes through
all combinations and all noise: both ends of `bounds` must be its least and largest value to the last
digit.  `show` must give a value only where the two are one; else its complaint has them.  Var and Cov
are asked too: where one of their means is the same in all couplings a complaint must have their ends,
and else none.

`--seed S --first N --count 1` gives model N back, `--print` shows scripts and answers.  Prints
`N passed, N failed`, counting questions.  Exit status 1 when one failed, 77 when there is no
catgut.
"""

import argparse
import itertools
import json
import math
import os
import random
import sys
from fractions import Fraction

import bounds
from causal import enough

BASES_MAX = 9000
COMBINED_MAX = 150


class Box:
    """Rows of a table: for each tuple of its inputs the weights of its labels."""

    def __init__(self, rng, inputs, size, plain):
        self.inputs, self.size, self.rows, self.all = inputs, size, {}, NotImplemented
        for key in itertools.product(*(range(s) for s in inputs)):
            if plain or rng.random() < 0.15:
                weights = [0] * size
                weights[rng.randrange(size)] = 1
            else:
                weights = [rng.choice([0, 1, 1, 2, 3, 5]) for _ in range(size)]
                weights[rng.randrange(size)] += 1
            self.rows[key] = [Fraction(w, sum(weights)) for w in weights]

    def kets(self, key):
        return " + ".join(f"{w}|{l}>" for l, w in enumerate(self.rows[key]) if w)

    def table(self):
        if not self.inputs:
            return self.kets(())
        rows = "  ".join(f"{','.join(map(str, k))} -> {self.kets(k)}" for k in self.rows)
        return f"{{ {rows} }}"

    def quantile(self):
        """One coupling: the labels of all rows at each piece between cumulative weights."""
        cuts = sorted({sum(w[: i + 1], Fraction(0)) for w in self.rows.values()
                       for i in range(self.size)} - {0})
        pieces, before = [], Fraction(0)
        for cut in cuts:
            labels = {}
            for key, w in self.rows.items():
                labels[key] = next(i for i in range(self.size)
                                   if sum(w[: i + 1], Fraction(0)) >= cut)
            pieces.append((cut - before, [labels]))
            before = cut
        return pieces

    def couplings(self, allows=None):
        """All vertices of the couplings, as noise; None: too many bases."""
        if not allows and self.all is not NotImplemented:
            return self.all
        found = self.find_couplings(allows or (lambda t: True))
        if not allows:
            self.all = found
        return found

    def find_couplings(self, allows):
        keys = list(self.rows)
        types = [dict(zip(keys, labels))
                 for labels in itertools.product(*([i for i in range(self.size) if self.rows[k][i]]
                                                   for k in keys))]
        types = [t for t in types if allows(t)]
        rows = [([Fraction(1)] * len(types), Fraction(1))]
        rows += [([Fraction(int(t[k] == l)) for t in types], self.rows[k][l])
                 for k in keys for l in range(self.size)]
        rows = bounds.reduced(rows)
        if math.comb(len(types), len(rows)) > BASES_MAX:
            return None
        found = {}
        for columns in itertools.combinations(range(len(types)), len(rows)):
            x = bounds.solve(rows, columns)
            if x is not None and all(a >= 0 for a in x):
                point = tuple((c, a) for c, a in zip(columns, x) if a)
                found[point] = [(a, [types[c]]) for c, a in point]
        return list(found.values())


class Known(bounds.Model):
    """Vertices 0 ... n - 1 are asked about; behind them are hidden causes and boxes inside."""

    def __init__(self, rng):  # pylint: disable=super-init-not-called
        self.n = rng.choice([2, 2, 3])
        self.name = ["A", "B", "C"][: self.n]
        self.size = [3 if rng.random() < 0.15 else 2 for _ in range(self.n)]
        self.parents, self.box = [None] * self.n, [None] * self.n
        self.order, self.declared, self.body = [], [], []
        hidden = self.n if rng.random() < 0.4 else None
        if hidden is not None:
            self.add_vertex("U", 2, [], Box(rng, [], 2, False))
            self.body.append(f"  latent U : T2 = {self.box[hidden].table()}")
        for v in range(self.n):
            reads = [p for p in range(v) if rng.random() < 0.75]
            if hidden is not None and rng.random() < 0.5:
                reads.append(hidden)
            reads = reads[-2:]
            rng.shuffle(reads)
            if len(reads) == 2 and rng.random() < 0.3:
                self.make_inside(rng, v, reads)
            else:
                self.make_plain(rng, v, reads)
        self.components = [[v] for v in range(len(self.size))]
        self.component_of = {v: v for v in range(len(self.size))}
        self.noise = [box.quantile() for box in self.box]

    def add_vertex(self, name, size, parents, box):
        self.name.append(name)
        self.size.append(size)
        self.parents.append(parents)
        self.box.append(box)
        self.order.append(len(self.size) - 1)

    def declare(self, name, inputs, size, box):
        types = " * ".join(f"T{s}" for s in inputs)
        self.declared.append(f"channel {name} : {types} -> T{size} = {box.table()}")

    def make_plain(self, rng, v, reads):
        self.parents[v] = reads
        self.box[v] = Box(rng, [self.size[p] for p in reads], self.size[v], rng.random() < 0.2)
        self.order.append(v)
        arrow = " <- " + ", ".join(self.name[p] for p in reads) if reads else ""
        self.body.append(f"  {self.name[v]} : T{self.size[v]}{arrow}")

    def make_inside(self, rng, v, reads):
        """V = g(c(P), d(Q)): boxes c and d are vertices of their own."""
        inner = []
        for k, p in enumerate(reads):
            box = Box(rng, [self.size[p]], 2, False)
            self.declare(f"c{v}{k}", box.inputs, 2, box)
            self.add_vertex(f"I{v}{k}", 2, [p], box)
            inner.append(len(self.size) - 1)
        box = Box(rng, [2, 2], self.size[v], rng.random() < 0.7)
        self.declare(f"g{v}", box.inputs, self.size[v], box)
        self.parents[v], self.box[v] = inner, box
        self.order.append(v)
        inside = ", ".join(f"c{v}{k}({self.name[p]})" for k, p in enumerate(reads))
        self.body.append(f"  {self.name[v]} : T{self.size[v]} = g{v}({inside})")

    def world(self, noise, done):
        labels = [None] * len(self.size)
        for v in self.order:
            key = tuple(labels[p] for p in self.parents[v])
            labels[v] = done[v] if v in done else noise[v][0][key]
        return labels

    def source(self):
        lines = [f"type T{k} = {{0..{k - 1}}}" for k in sorted(set(self.size) | {2})]
        lines += self.declared
        lines += ["model m {", *self.body, "}"]
        given = "  ".join(f"{self.name[v]} = {self.box[v].table()}" for v in range(self.n)
                          if not any(line.startswith(f"  {self.name[v]} : T{self.size[v]} =")
                                     for line in self.body))
        lines.append(f"functor F : m {{ {given} }}")
        return lines


def crossed(rng, model, question):
    """The first term asks one vertex in two worlds, where a vertex before it is put in."""
    pairs = [(u, v) for u in range(model.n) for v in range(u + 1, model.n)]
    u, v = rng.choice(pairs)
    labels = [rng.randrange(model.size[v]) for _ in range(2)]
    a, b = rng.sample(range(model.size[u]), 2)
    one, other = bounds.Atom(v, {u: a}, labels[0]), bounds.Atom(v, {u: b}, labels[1])
    term = question.terms[0]
    kind = rng.randrange(4)
    if kind == 0:
        term.heads, term.given = [one, other], term.given[:1]
    elif kind == 1:
        term.heads, term.given = [one], [bounds.Atom(v, {}, labels[1])] + term.given[:1]
    elif kind == 2:
        term.heads, term.given = [one], [bounds.Atom(u, {}, b), bounds.Atom(v, {}, labels[1])]
    else:
        term.heads, term.given = [one], [other]
    return question


class Moment:
    """Var or Cov of labels in worlds, their differences and products, perhaps given something."""

    monotone = None

    def __init__(self, rng, model):
        v = rng.randrange(1, model.n)
        u = rng.choice([p for p in model.parents[v] if p < v] or [v - 1])
        both = [bounds.Atom(v, {u: l}, 0) for l in rng.sample(range(model.size[u]), 2)]
        self.sums = [[(1, a)] for a in both]
        for s in self.sums:
            if rng.random() < 0.4:
                s.append((rng.choice([-1, 0]), rng.choice(both + [bounds.Atom(v, {}, 0)])))
        if rng.random() < 0.3:
            self.sums = self.sums[:1]
        known = [bounds.Atom(v, {}, 1), bounds.Atom(u, {}, 1), bounds.Atom(v, {u: 0}, 1)]
        self.given = [rng.choice(known)] if rng.random() < 0.4 else []

    def write(self, model, summands):
        names = [a.text(model).rsplit(" = ", 1)[0] for _, a in summands]
        return {-1: " - ", 0: " * ", 1: ""}[summands[-1][0]].join(names)

    def text(self, model):
        heads = ", ".join(self.write(model, s) for s in self.sums)
        given = " | " + ", ".join(a.text(model) for a in self.given) if self.given else ""
        return f"{'Cov' if len(self.sums) > 1 else 'Var'}({heads}{given})"

    def number(self, model, noise, summands):
        total = 0
        for times, a in summands:
            label = model.world(noise, a.done)[a.v]
            total = total + times * label if times else total * label
        return total

    def means(self, model, noises):
        """Of both and of their product; None: what is given cannot happen."""
        under, means = Fraction(0), [Fraction(0)] * 3
        for w, noise in model.draws(noises):
            if all(a.holds(model, noise) for a in self.given):
                a, b = (self.number(model, noise, s) for s in (self.sums[0], self.sums[-1]))
                under += w
                means = [m + w * x for m, x in zip(means, (a, b, a * b))]
        return [m / under for m in means] if under else None


def all_couplings(model, question):
    """None: too many."""
    each = []
    for v, box in enumerate(model.box):
        each.append(box.couplings(question.allows if v == question.monotone else None))
    if any(c is None for c in each) or math.prod(map(len, each)) > COMBINED_MAX:
        return None
    return list(itertools.product(*each))


def sharp_ends(model, question):
    """The ends by all couplings; None: too many; "undefined"."""
    picks = all_couplings(model, question)
    if picks is None:
        return None
    if len(question.terms) > 1 and any(t.given for t in question.terms):
        if any(len({t.masses(model, pick)[1] for pick in picks}) > 1 for t in question.terms):
            return None  # no ratio of linear forms: its ends may lie elsewhere
    values = [question.value(model, pick) for pick in picks]
    values = [v for v in values if v is not None]
    return (min(values), max(values)) if values else "undefined"


class Law:
    def __init__(self, options):
        self.o = options
        self.passed = self.failed = self.sharp = self.open = self.refused = 0
        self.moments = self.moved = self.bent = 0

    def ask(self, number):
        rng = random.Random(f"{self.o.seed} {number}")
        model = Known(rng)
        source = model.source()
        questions = [bounds.Question(rng, model) for _ in range(self.o.questions)]
        questions = [crossed(rng, model, q) if rng.random() < 0.8 else q for q in questions]
        asked = []
        for q in questions:
            asked.append(f"bounds {q.text(model)} in m with F{q.assumed(model)}")
            asked.append(f"show {q.terms[0].text(model)} in m with F")
        moments = [Moment(rng, model) for _ in range(self.o.moments)]
        asked += [f"show {m.text(model)} in m with F" for m in moments]
        answers = bounds.run(self.o.catgut, source + asked)
        if self.o.print:
            print("\n".join(source + asked))
            print("\n".join(map(json.dumps, answers)))
        if len(answers) != len(asked):
            answers = [{"kind": "none"}] * len(asked)
        whys = [self.wrong(model, q, answers[2 * i], answers[2 * i + 1])
                for i, q in enumerate(questions)]
        whys += [self.wrong_moment(model, m, a) for m, a in zip(moments, answers[2 * len(whys):])]
        for why, text in zip(whys, asked[: 2 * len(questions) : 2] + asked[2 * len(questions):]):
            if why:
                self.failed += 1
                print(f"model {number}: {why}\n  {text}")
                print("\n".join("    " + line for line in source))
            else:
                self.passed += 1

    def wrong(self, model, q, answer, shown):
        if answer["kind"] == "error":
            if answer["code"] in ("E191", "E194", "E195"):
                self.refused += 1
                return None
            ends = sharp_ends(model, q)
            if answer["code"] in ("E031", "E185"):
                return None if ends in (None, "undefined") else f"is not undefined: {ends}"
            return f"unexpected {answer['code']}: {answer['message']}"
        if answer["kind"] != "bounds" or not answer["sharp"]:
            return f"no sharp bounds: {answer}"
        lower, upper = (Fraction(answer[e]["value"]) for e in ("lower", "upper"))
        truth = q.value(model, model.noise)
        if truth is not None and not lower <= truth <= upper:
            return f"the truth of one coupling, {truth}, is not in {lower} to {upper}"
        ends = sharp_ends(model, q)
        if ends == "undefined":
            return f"has ends {lower}, {upper}, and is undefined everywhere"
        if ends is not None:
            self.sharp += 1
            self.open += lower != upper
            if ends != (lower, upper):
                return f"ends {lower}, {upper} should be {ends[0]}, {ends[1]}"
        if len(q.terms) > 1 or q.monotone is not None:
            return None
        return self.wrong_value(shown, lower, upper, not answer["always_defined"])

    def wrong_moment(self, model, m, shown):
        picks = all_couplings(model, m)
        if picks is None:
            return None
        each = [m.means(model, p) for p in picks]
        means = [e for e in each if e]
        if not means:
            return None if shown.get("code") in ("E031", "E185") else f"shown as {shown}"
        values = [e[2] - e[0] * e[1] for e in means]
        if all(len({e[i] for e in means}) > 1 for i in (0, 1)):
            self.bent += 1
            told = shown.get("message", "").startswith("not determined:")
            return None if told else f"neither mean is determined; shown as {shown}"
        self.moments += 1
        self.moved += min(values) < max(values)
        if None in each and shown.get("message", "").startswith("not determined:"):
            return None
        return self.wrong_value(shown, min(values), max(values), None in each)

    def wrong_value(self, shown, lower, upper, partly):
        if shown["kind"] == "number":
            if Fraction(shown["value"]) == lower == upper:
                return None
        elif shown.get("code") == "E186":
            said = f", {lower}" if lower == upper else f", between {lower} and {upper}"
            said += " where it is defined" if partly else ""
            if shown["message"].startswith(f"not determined{said}:") and (partly or lower < upper):
                return None
        return f"ends {lower}, {upper}; shown as {shown}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", default="build/catgut")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--questions", type=int, default=4)
    parser.add_argument("--moments", type=int, default=4)
    parser.add_argument("--print", action="store_true")
    o = parser.parse_args()
    if not os.access(o.catgut, os.X_OK):
        print(f"no {o.catgut}")
        return 77
    law = Law(o)
    for number in range(o.first, o.first + o.count):
        law.ask(number)
    print(f"{law.sharp} ends by all couplings, {law.open} of them open, {law.refused} refused")
    print(f"{law.moments} moments by all couplings, {law.moved} of them open, {law.bent} with open means")
    asked = o.count * o.questions
    law.failed += enough.lacking(asked, sharp=(law.sharp, 50), open=(law.open, 10),
                                 answered=(asked - law.refused, 95))
    print(f"{law.passed} passed, {law.failed} failed")
    return 1 if law.failed else 0


if __name__ == "__main__":
    sys.exit(main())
