#!/usr/bin/env python3
"""Random counterfactuals from what was observed and what experiments showed, against enumeration.

    python3 tests/law/experiments.py --catgut build/catgut --count 50 --seed 1

The truth is a random functional model (tests/law/bounds.py): its observed state and its states in a
few random experiments, found by going through all noise, are what Catgut gets, in random order, and
sometimes without the observed state; of some experiments a row is left out, as not tried.

`show P(...) in m from w, t0, t1`: a number must be the true one; what is said to be undefined must
be that, or some data must lack support; what is not identifiable must not be a point for both
`bounds` and all vertices.  `bounds ...` from the same states must contain the truth, must be no
wider than from the observed state alone, and a point where there is a number; where components are
small it must be the least and the most over all vertices of what the experiments say: the oracle
writes down, for each experiment and each value of what is put in for what a component does not have
by itself, how the component answers in truth, which is more than Catgut reads, and is the same where
everything has support.

`identify e = P(...) in m from experiments(...)` and `e(w, t0, t1)` give the same number.
`show P(V = v | do(...)) in m from t` is what t showed of V, wherever that was tried.

`bounds G1, G2 = ...` declares two models that must have every one of the states, exactly.  In a part of
the models a row of an experiment is then another state: either these two still have them all, or they
are refused as the states of no model, which those of the truth never are.

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
from bounds import Model, Term, reduced, response_types, run, solve
from causal import enough

BASES_MAX = 3000
COMBINED_MAX = 300
TYPES_MAX = 40


class Experiment:
    """What was done, the rows that were tried, and the state of the rest in each."""

    def __init__(self, rng, model, name, done):
        self.name, self.done = name, done
        self.rest = [v for v in range(model.n) if v not in done]
        self.rows = {}
        for key in itertools.product(*(range(model.size[v]) for v in done)):
            put = dict(zip(done, key))
            joint = {}
            for w, noise in model.draws(model.noise):
                world = model.world(noise, put)
                seen = tuple(world[v] for v in self.rest)
                joint[seen] = joint.get(seen, 0) + w
            self.rows[key] = joint
        self.whole, self.spoilt = True, False
        if done and rng.random() < 0.2:
            self.rows[rng.choice(list(self.rows))] = None
            self.whole = False
        self.order = list(self.rest)
        rng.shuffle(self.order)

    def spoil(self, rng, model):
        """A row is one point, whatever it was."""
        key = rng.choice(list(self.rows))
        cells = itertools.product(*(range(model.size[v]) for v in self.rest))
        self.rows[key] = {rng.choice(list(cells)): Fraction(1)}
        self.whole = all(self.rows.values())
        self.spoilt = True

    def full(self, model):
        cells = math.prod(model.size[v] for v in self.rest)
        return self.whole and all(len(r) == cells and all(r.values()) for r in self.rows.values())

    def kets(self, row):
        at = [self.rest.index(v) for v in self.order]
        return " + ".join(f"{p}|{','.join(str(k[i]) for i in at)}>" for k, p in sorted(row.items()))

    def source(self, model):
        wires = " * ".join(f"({model.name[v]} : T{model.size[v]})" for v in self.order)
        if not self.done:
            return f"state {self.name} : {wires} = {self.kets(self.rows[()])}"
        inputs = " * ".join(f"({model.name[v]} : T{model.size[v]})" for v in self.done)
        rows = "  ".join(f"{','.join(map(str, k))} -> {self.kets(r) if r else 'undefined'}"
                         for k, r in self.rows.items())
        return f"channel {self.name} : {inputs} -> {wires} = {{ {rows} }}"


def random_experiments(rng, model):
    sets = [()]
    for _ in range(rng.choice([1, 1, 2, 3])):
        size = min(model.n - 1, rng.choice([1, 1, 2, 2]))
        done = tuple(rng.sample(range(model.n), size))
        if all(set(done) != set(s) for s in sets):
            sets.append(done)
    if len(sets) > 1 and rng.random() < 0.35:
        sets.pop(0)
    made = [Experiment(rng, model, f"t{i}" if s else "w", s) for i, s in enumerate(sets)]
    rng.shuffle(made)
    return made


# ---- the oracle -------------------------------------------------------------------------------


def answers(model, members, functions, put):
    """What the vertices of a component are, where these are put in for all others and for some."""
    labels = dict(put)
    for v, f in zip(members, functions):
        if v not in labels:
            labels[v] = f[tuple(labels[p] for p in model.parents[v])]
    return tuple(labels[v] for v in members)


def rows_of(model, i, types, made):
    """Each experiment, each value of all that is put in, and each answer: how likely it is."""
    members = model.components[i]
    rows = [([Fraction(1)] * len(types), Fraction(1))]
    for e in made:
        inside = [v for v in members if v in e.done]
        outside = sorted({p for v in members for p in model.parents[v]} - set(members))
        fixed = inside + outside
        for values in itertools.product(*(range(model.size[v]) for v in fixed)):
            put = dict(zip(fixed, values))
            truth = {}
            for w, functions in model.noise[i]:
                a = answers(model, members, functions, put)
                truth[a] = truth.get(a, 0) + w
            given = [answers(model, members, t, put) for t in types]
            for a in sorted(set(given)):
                rows.append(([Fraction(int(g == a)) for g in given], Fraction(truth.get(a, 0))))
    return rows


def vertices(model, i, made):
    types = response_types(model, model.components[i])
    if len(types) > TYPES_MAX:
        return None
    rows = reduced(rows_of(model, i, types, made))
    if math.comb(len(types), len(rows)) > BASES_MAX:
        return None
    found = {}
    for columns in itertools.combinations(range(len(types)), len(rows)):
        x = solve(rows, columns)
        if x is not None and all(a >= 0 for a in x):
            point = tuple((c, a) for c, a in zip(columns, x) if a)
            found[point] = [(a, types[c]) for c, a in point]
    return list(found.values())


def ends(model, term, made):
    """The least and the most over all vertices; None: too many."""
    each = [vertices(model, i, made) for i in range(len(model.components))]
    if any(v is None for v in each) or math.prod(map(len, each)) > COMBINED_MAX:
        return None
    values = []
    for pick in itertools.product(*each):
        over, under = term.masses(model, pick)
        if under:
            values.append(over / under)
    return (min(values), max(values)) if values else None


# ---- asking -----------------------------------------------------------------------------------


class Law:
    def __init__(self, options):
        self.o = options
        self.passed = self.failed = 0
        self.numbers = self.refused = self.sharp = self.narrower = self.undefined = 0
        self.wrong_told = self.models = 0

    def fail(self, number, source, question, why):
        self.failed += 1
        print(f"model {number}: {why}\n  {question}")
        print("\n".join("    " + line for line in source))

    def ask(self, number):
        rng = random.Random(f"{self.o.seed} {number}")
        model = Model(rng)
        made = random_experiments(rng, model)
        lines = model.source()[:-1] + [e.source(model) for e in made]
        terms = [Term(rng, model) for _ in range(self.o.questions)]
        states = ", ".join(e.name for e in made)
        asked = []
        for t in terms:
            text = t.text(model)
            asked += [f"show {text} in m from {states}", f"bounds {text} in m from {states}"]
            asked.append(f"bounds {text} in m from w" if any(not e.done for e in made)
                         else "show 0")
        got = run(self.o.catgut, lines + asked)
        if self.o.print:
            print("\n".join(lines + asked))
            print("\n".join(map(json.dumps, got)))
        if len(got) != len(asked):
            self.fail(number, lines, "", f"{len(got)} answers to {len(asked)} questions")
            return
        for k, t in enumerate(terms):
            why = self.wrong(model, made, t, *got[3 * k: 3 * k + 3])
            if why:
                self.fail(number, lines, "\n  ".join(asked[3 * k: 3 * k + 3]), why)
            else:
                self.passed += 1
        known = [t for k, t in enumerate(terms) if got[3 * k]["kind"] == "number"]
        if known:
            self.ask_estimand(number, known[0], made, lines, model)
        self.ask_rows(number, rng, model, made, lines)
        self.ask_models(number, model, made, lines, terms[0])
        if rng.random() < 0.3:
            e = rng.choice([e for e in made if e.done])
            e.spoil(rng, model)
            lines = lines[:-len(made)] + [x.source(model) for x in made]
            self.ask_models(number, model, made, lines, terms[0])

    def ask_estimand(self, number, term, made, lines, model):
        """The estimand as a value, applied to the states, is what is shown from them."""
        sets = ", ".join("{" + ", ".join(model.name[v] for v in e.done) + "}" for e in made)
        states = ", ".join(e.name for e in made)
        text = term.text(model)
        asked = [f"identify e = {text} in m from experiments({sets})", f"show e({states})",
                 f"show {text} in m from {states}"]
        got = run(self.o.catgut, lines + asked)
        if len(got) == 3 and got[1]["kind"] == "number" and got[1] == got[2]:
            self.passed += 1
        else:
            self.fail(number, lines, "\n  ".join(asked), f"{got}")

    def ask_rows(self, number, rng, model, made, lines):
        """From an experiment alone: what it showed of one variable, where it was tried."""
        asked, wanted = [], []
        for e in (e for e in made if e.done):
            key = rng.choice([k for k, row in e.rows.items() if row])
            v = rng.choice(e.rest)
            label = rng.randrange(model.size[v])
            done = [f"{model.name[x]} = {l}" for x, l in zip(e.done, key)]
            rng.shuffle(done)
            asked.append(f"show P({model.name[v]} = {label} | do({', '.join(done)})) in m "
                         f"from {e.name}")
            at = e.rest.index(v)
            wanted.append(sum((p for k, p in e.rows[key].items() if k[at] == label), Fraction(0)))
        if not asked:
            return
        got = run(self.o.catgut, lines + asked)
        if [Fraction(a.get("value", -1)) for a in got] == wanted:
            self.passed += 1
        else:
            self.fail(number, lines, "\n  ".join(asked), f"{got} should be {wanted}")

    def wrong(self, model, made, term, shown, bounded, alone):
        over, under = term.masses(model, model.noise)
        truth = over / under if under else None
        full = all(e.full(model) for e in made)
        number = None
        if shown["kind"] == "number":
            number = Fraction(shown["value"])
            self.numbers += 1
            if truth is not None and number != truth:
                return f"shown as {number}, is {truth}"
        elif shown["kind"] != "error" or shown["code"] not in ("E031", "E125", "E185"):
            return f"unexpected {shown}"
        elif shown["code"] == "E125":
            self.refused += 1
        elif full and truth is not None:
            return f"said to be undefined, and is {truth}"
        else:
            self.undefined += 1
        return self.wrong_bounds(model, made, term, truth, number, bounded, alone, full)

    def wrong_bounds(self, model, made, term, truth, number, bounded, alone, full):
        if bounded["kind"] == "error":
            if bounded["code"] in ("E191", "E194"):
                return None
            if bounded["code"] in ("E031", "E185") and truth is None:
                return None
            return f"unexpected {bounded['code']}: {bounded['message']}"
        lower, upper = (Fraction(bounded[e]["value"]) for e in ("lower", "upper"))
        if truth is not None and not lower <= truth <= upper:
            return f"the truth {truth} is not in {lower} to {upper}"
        if number is not None and full and not lower == upper == number:
            return f"shown as {number}, and bounds are {lower} to {upper}"
        if alone["kind"] == "bounds":
            wider = [Fraction(alone[e]["value"]) for e in ("lower", "upper")]
            if lower < wider[0] or upper > wider[1]:
                return f"{lower} to {upper} is wider than {wider[0]} to {wider[1]}, from w alone"
            self.narrower += [lower, upper] != wider
        if full:
            best = ends(model, term, made)
            self.sharp += best is not None
            if best is not None and best != (lower, upper):
                return f"ends {lower}, {upper} should be {best[0]}, {best[1]}"
        return None

    def ask_models(self, number, model, made, lines, term):
        """The two models that attain the ends have all states, or no model has."""
        states = ", ".join(x.name for x in made)
        asked = [f"bounds G1, G2 = {term.text(model)} in m from {states}"]
        for g in ("G1", "G2"):
            for x in (x for x in made if x.whole):
                given = f" | do({{{', '.join(model.name[v] for v in x.done)}}})" if x.done else ""
                rest = ", ".join(model.name[v] for v in x.order)
                asked.append(f"check P({rest}{given}) in {g} == {x.name}")
        got = run(self.o.catgut, lines + asked)
        if got and got[0]["kind"] == "error":
            spoilt = any(x.spoilt for x in made)
            allowed = ("E031", "E185", "E191", "E194") + (("E192",) if spoilt else ())
            bad = got[0]["code"] not in allowed
            self.wrong_told += got[0]["code"] == "E192"
        else:
            self.models += 1
            checks = [a for a in got if a["kind"] == "check"]
            bad = len(checks) < len(asked) - 1 or not all(a["value"] for a in checks)
        if bad:
            self.fail(number, lines, "\n  ".join(asked), f"models: {got}")
        else:
            self.passed += 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", default="build/catgut")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    fewer = os.environ.get("TEST_MODE") == "asan"
    parser.add_argument("--count", type=int, default=12 if fewer else 40)
    parser.add_argument("--questions", type=int, default=5)
    parser.add_argument("--print", action="store_true")
    o = parser.parse_args()
    if not os.access(o.catgut, os.X_OK):
        print(f"no {o.catgut}")
        return 77
    law = Law(o)
    for number in range(o.first, o.first + o.count):
        law.ask(number)
    print(f"{law.numbers} numbers, {law.refused} not identifiable, {law.undefined} undefined, "
          f"{law.sharp} ends by all vertices, {law.narrower} narrower than from w alone, "
          f"{law.models} pairs of models, {law.wrong_told} contradictions told")
    law.failed += enough.lacking(o.count * o.questions, numbers=(law.numbers, 50), sharp=(law.sharp, 10))
    law.failed += enough.lacking(o.count, pairs_of_models=(law.models, 75))
    print(f"{law.passed} passed, {law.failed} failed")
    return 1 if law.failed else 0


if __name__ == "__main__":
    sys.exit(main())
