#!/usr/bin/env python3
"""Sharp bounds of random counterfactual questions, held against an oracle that lists vertices.

    python3 tests/law/bounds.py --catgut build/catgut --count 50 --seed 1

A model is a small random graph in which each confounded component has one hidden cause; the truth
is a functional model of that shape, with a few values for each cause.  Its observed state is what
Catgut gets.  Whatever it answers must contain the true value.  Where the state has full support
and `identify` has a formula, the answer must be a point.  Where the components are small enough
the oracle lists all response types, writes down what the state says of each prefix of a component,
tries every basis of the program for a vertex, and goes through all combinations: both ends must be
its least and largest value to the last digit.  Formulas are read as they are printed: at these data
they are the ends, in other models of the shape they keep their promise, and of the symbolic ones the
largest and the least are the ends wherever the state has full support.  For one question a model the
two models that attain the ends are asked for the state and for the question.

`--seed S --first N --count 1` gives model N back, `--print` shows scripts and answers.  Prints
`N passed, N failed`, counting questions.  Exit status 1 when one failed, 77 when there is no
catgut.
"""

import argparse
import copy
import itertools
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
from fractions import Fraction

sys.dont_write_bytecode = True  # a folder of Python's own would stand among the tests

from causal import enough  # noqa: E402 (after the line above)

BASES_MAX = 3000  # of one component
COMBINED_MAX = 400  # combinations of vertices


class Model:
    """Vertices are numbers in an order in which causes come first."""

    def __init__(self, rng):
        n = rng.choice([2, 2, 3, 3, 4])
        self.n = n
        self.size = [3 if n < 4 and rng.random() < 0.15 else 2 for _ in range(n)]
        self.name = ["A", "B", "C", "D"][:n]
        self.parents = [[p for p in range(v) if rng.random() < 0.6] for v in range(n)]
        left, self.components = list(range(n)), []
        while left:
            some = sorted(rng.sample(left, min(len(left), rng.choice([1, 1, 2, 2, 3]))))
            left = [v for v in left if v not in some]
            self.components.append(some)
        self.component_of = {v: i for i, c in enumerate(self.components) for v in c}
        for v in range(n):  # so that there are few response types
            while self.types_of(v) > 16:
                self.parents[v].pop()
        self.noise = [self.make_noise(rng, c) for c in self.components]
        self.fixed = {c[0] for c in self.components if len(c) == 1 and rng.random() < 0.2}

    def rows(self, v):
        return list(itertools.product(*(range(self.size[p]) for p in self.parents[v])))

    def types_of(self, v):
        return self.size[v] ** len(self.rows(v))

    def make_noise(self, rng, members):
        """Pairs of a weight and a tuple of functions; the constant ones in half of the models."""
        values = []
        for _ in range(rng.randint(1, 4)):
            values.append([{r: rng.randrange(self.size[v]) for r in self.rows(v)} for v in members])
        if rng.random() < 0.6:
            for labels in itertools.product(*(range(self.size[v]) for v in members)):
                values.append([{r: l for r in self.rows(v)} for v, l in zip(members, labels)])
        weights = [rng.randint(1, 6) for _ in values]
        return [(Fraction(w, sum(weights)), x) for w, x in zip(weights, values)]

    def table(self, v):
        """What a vertex does that shares no hidden cause: the weights of its labels in each row."""
        draws = self.noise[self.component_of[v]]
        return {r: [sum((w for w, (f,) in draws if f[r] == l), Fraction(0))
                    for l in range(self.size[v])] for r in self.rows(v)}

    def box(self, v):
        """A declaration of its box, and how it stands in the model."""
        kets = {r: " + ".join(f"{p}|{l}>" for l, p in enumerate(row) if p)
                for r, row in self.table(v).items()}
        if not self.parents[v]:
            return [], kets[()]
        rows = "  ".join(f"{','.join(map(str, r))} -> {k}" for r, k in kets.items())
        types = " * ".join(f"T{self.size[p]}" for p in self.parents[v])
        reads = ", ".join(self.name[p] for p in self.parents[v])
        return [f"channel k{v} : {types} -> T{self.size[v]} = {{ {rows} }}"], f"k{v}({reads})"

    def function(self, noise, v):
        i = self.component_of[v]
        return noise[i][self.components[i].index(v)]

    def world(self, noise, done):
        """The labels of all vertices where `done` is put in."""
        labels = []
        for v in range(self.n):
            key = tuple(labels[p] for p in self.parents[v])
            labels.append(done[v] if v in done else self.function(noise, v)[key])
        return labels

    def draws(self, noises):
        """All noise with its weight; `noises` has a list of pairs for each component."""
        for pick in itertools.product(*noises):
            yield math.prod((w for w, _ in pick), start=Fraction(1)), [x for _, x in pick]

    def state(self):
        joint = {}
        for w, noise in self.draws(self.noise):
            key = tuple(self.world(noise, {}))
            joint[key] = joint.get(key, 0) + w
        return joint

    def source(self):
        lines = [f"type T{k} = {{0..{k - 1}}}" for k in sorted(set(self.size))]
        lines.append("type Hidden")
        body = []
        for i, c in enumerate(self.components):
            if len(c) > 1:
                body.append(f"  latent U{i} : Hidden")
        for v in range(self.n):
            reads = [self.name[p] for p in self.parents[v]]
            c = self.components[self.component_of[v]]
            if len(c) > 1:
                reads.append(f"U{self.component_of[v]}")
            arrow = " <- " + ", ".join(reads) if reads else ""
            if v in self.fixed:
                declared, inside = self.box(v)
                lines += declared
                arrow = f" = {inside}"
            body.append(f"  {self.name[v]} : T{self.size[v]}{arrow}")
        lines += ["model m {", *body, "}"]
        kets = " + ".join(f"{p}|{','.join(map(str, k))}>" for k, p in sorted(self.state().items()))
        wires = " * ".join(f"({a} : T{s})" for a, s in zip(self.name, self.size))
        lines.append(f"state w : {wires} = {kets}")
        return lines


# ---- questions --------------------------------------------------------------------------------


class Atom:
    def __init__(self, v, done, label):
        self.v, self.done, self.label = v, done, label

    def holds(self, model, noise):
        return model.world(noise, self.done)[self.v] == self.label

    def text(self, model):
        inner = ", ".join(f"{model.name[x]} = {l}" for x, l in sorted(self.done.items()))
        return f"{model.name[self.v]}{f'[{inner}]' if inner else ''} = {self.label}"


class Term:
    def __init__(self, rng, model):
        self.heads = [self.atom(rng, model) for _ in range(rng.choice([1, 1, 2]))]
        self.given = [self.atom(rng, model) for _ in range(rng.choice([0, 0, 0, 1, 1, 2]))]

    def atom(self, rng, model):
        v = rng.randrange(model.n)
        others = [x for x in range(model.n) if x != v]
        done = rng.sample(others, min(len(others), rng.choice([0, 0, 1, 1, 1, 2])))
        worlds = {x: rng.randrange(model.size[x]) for x in done}
        return Atom(v, worlds, rng.randrange(model.size[v]))

    def text(self, model):
        heads = ", ".join(a.text(model) for a in self.heads)
        given = ", ".join(a.text(model) for a in self.given)
        return f"P({heads} | {given})" if given else f"P({heads})"

    def masses(self, model, noises):
        over = under = Fraction(0)
        for w, noise in model.draws(noises):
            if all(a.holds(model, noise) for a in self.given):
                under += w
                if all(a.holds(model, noise) for a in self.heads):
                    over += w
        return over, under


class Question:
    """A term, or the difference of two; perhaps with an assumption."""

    def __init__(self, rng, model):
        self.terms = [Term(rng, model)]
        self.times = [Fraction(1)]
        if rng.random() < 0.25:
            self.terms.append(Term(rng, model))
            self.times.append(rng.choice([Fraction(-1), Fraction(-1), Fraction(1, 2)]))
        single = [v for v in range(model.n) if len(model.parents[v]) == 1]
        self.monotone = rng.choice(single) if single and rng.random() < 0.3 else None
        if self.monotone is not None and not self.truly_monotone(model):
            self.monotone = None

    def allows(self, function):
        return function[(1,)] >= function[(0,)]

    def truly_monotone(self, model):
        v = self.monotone
        i = model.component_of[v]
        return all(self.allows(x[model.components[i].index(v)]) for _, x in model.noise[i])

    def text(self, model):
        text = self.terms[0].text(model)
        if len(self.terms) > 1:
            sign = " - " if self.times[1] < 0 else " + 1/2 * "
            text += sign + self.terms[1].text(model)
        return text

    def assumed(self, model):
        if self.monotone is None:
            return ""
        v, p = self.monotone, model.parents[self.monotone][0]
        a, b = model.name[v], model.name[p]
        return f" assume {a}[{b} = 1] >= {a}[{b} = 0]"

    def value(self, model, noises):
        """None: something is given that cannot happen."""
        total = Fraction(0)
        for times, term in zip(self.times, self.terms):
            over, under = term.masses(model, noises)
            if under == 0:
                return None
            total += times * over / under
        return total


# ---- the oracle -------------------------------------------------------------------------------


def response_types(model, members):
    each = []
    for v in members:
        rows = model.rows(v)
        each.append([dict(zip(rows, labels))
                     for labels in itertools.product(range(model.size[v]), repeat=len(rows))])
    return [list(x) for x in itertools.product(*each)]


def prefix(model, members, functions, outside, length):
    """The labels of the first vertices of a component where the outside has these."""
    labels = dict(outside)
    for v, f in list(zip(members, functions))[:length]:
        labels[v] = f[tuple(labels[p] for p in model.parents[v])]
    return tuple(labels[v] for v in members[:length])


def data(model, members, types, joint):
    """Rows (coefficients, side) of all prefixes that the state speaks of."""

    def mass(labels):
        return sum((p for k, p in joint.items() if all(k[v] == l for v, l in labels.items())),
                   Fraction(0))

    rows = [([Fraction(1)] * len(types), Fraction(1))]
    known = {(): Fraction(1)}
    for length in range(1, len(members) + 1):
        v = members[length - 1]
        outside = sorted({p for x in members[:length] for p in model.parents[x]} - set(members))
        after = {}
        for values in itertools.product(*(range(model.size[p]) for p in outside)):
            out = dict(zip(outside, values))
            for before in itertools.product(*(range(model.size[x]) for x in members[: length - 1])):
                seen = {**out, **dict(zip(members, before))}
                under = mass(seen)
                if under == 0:
                    continue
                short = {k: x for k, x in known.items()
                         if k == () or (k[1] == before and all(out.get(p) == l for p, l in k[0]))}
                side = next(iter(short.values()))
                for label in range(model.size[v]):
                    q = side * mass({**seen, v: label}) / under
                    after[tuple(sorted(out.items())), before + (label,)] = q
                    rows.append(([Fraction(int(prefix(model, members, t, out, length) ==
                                               before + (label,))) for t in types], q))
        known = after
    if members[0] in model.fixed:
        for r, row in model.table(members[0]).items():
            rows += [([Fraction(int(f[r] == l)) for f, in types], p) for l, p in enumerate(row)]
    return rows


def reduced(rows):
    """Independent rows, and which columns are pivots in echelon form."""
    kept = []
    for coefficients, side in rows:
        r = coefficients + [side]
        for pivot, k in kept:
            if r[pivot]:
                factor = r[pivot]
                r = [a - factor * b for a, b in zip(r, k)]
        pivot = next((i for i, a in enumerate(r[:-1]) if a), None)
        if pivot is None:
            assert r[-1] == 0, "the truth contradicts its own data"
            continue
        r = [a / r[pivot] for a in r]
        kept = [(p, [a - k[pivot] * b for a, b in zip(k, r)]) for p, k in kept] + [(pivot, r)]
    return [k for _, k in kept]


def solve(rows, columns):
    """The basic solution of these columns; None: they are dependent."""
    m = [[r[c] for c in columns] + [r[-1]] for r in rows]
    n = len(m)
    for i in range(n):
        pivot = next((k for k in range(i, n) if m[k][i]), None)
        if pivot is None:
            return None
        m[i], m[pivot] = m[pivot], m[i]
        m[i] = [a / m[i][i] for a in m[i]]
        for k in range(n):
            if k != i and m[k][i]:
                factor = m[k][i]
                m[k] = [a - factor * b for a, b in zip(m[k], m[i])]
    return [r[-1] for r in m]


def vertices(model, i, joint, question):
    """Those of a component, as noise; None: too many bases."""
    members = model.components[i]
    types = response_types(model, members)
    if question.monotone in members:
        at = members.index(question.monotone)
        types = [t for t in types if question.allows(t[at])]
    if len(types) > 40:
        return None
    rows = reduced(data(model, members, types, joint))
    if math.comb(len(types), len(rows)) > BASES_MAX:
        return None
    found = {}
    for columns in itertools.combinations(range(len(types)), len(rows)):
        x = solve(rows, columns)
        if x is not None and all(a >= 0 for a in x):
            point = tuple((c, a) for c, a in zip(columns, x) if a)
            found[point] = [(a, types[c]) for c, a in point]
    return list(found.values())


def sharp_ends(model, question):
    """The ends by all vertices; None: too many; "undefined"."""
    joint = model.state()
    each = [vertices(model, i, joint, question) for i in range(len(model.components))]
    if any(v is None for v in each) or math.prod(map(len, each)) > COMBINED_MAX:
        return None
    if len(question.terms) > 1 and any(t.given for t in question.terms):
        given = [{t.masses(model, pick)[1] for pick in itertools.product(*each)}
                 for t in question.terms]
        if any(len(g) > 1 for g in given):
            return None  # no ratio of linear forms: its ends may lie elsewhere
    values = [question.value(model, pick) for pick in itertools.product(*each)]
    values = [v for v in values if v is not None]
    return (min(values), max(values)) if values else "undefined"


# ---- formulas ---------------------------------------------------------------------------------


def mass(model, joint, events):
    """The weight of a list of events, `A = 0`."""
    wanted = {}
    for event in events:
        name, label = event.split(" = ")
        if wanted.setdefault(model.name.index(name), int(label)) != int(label):
            return Fraction(0)
    return sum((p for k, p in joint.items() if all(k[v] == l for v, l in wanted.items())),
               Fraction(0))


def formula_value(model, joint, text):
    """What a printed formula is in this state; None: it divides by zero."""
    values = []

    def probability(match):
        heads, _, given = match.group(1).partition(" | ")
        under = mass(model, joint, given.split(", ")) if given else Fraction(1)
        over = mass(model, joint, heads.split(", ") + (given.split(", ") if given else []))
        values.append(over / under)
        return f"V[{len(values) - 1}]"

    try:
        text = re.sub(r"P\(([^()]*)\)", probability, text)
        text = re.sub(r"(?<![V\[\d])(\d+(?:/\d+)?)(?!\d*\])", r"F('\1')", text)
        text = re.sub(r"(?<=[)\]]) (?=[(VF])", " * ", text)
        return eval(text, {"F": Fraction, "V": values})  # pylint: disable=eval-used
    except ZeroDivisionError:
        return None


# ---- asking -----------------------------------------------------------------------------------


def run(catgut, lines):
    with tempfile.NamedTemporaryFile("w", suffix=".diag", delete=False) as f:
        f.write("\n".join(lines) + "\n")
    try:
        done = subprocess.run([catgut, "-k", "--json", f.name], capture_output=True, text=True,
                              timeout=600)
    finally:
        os.unlink(f.name)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


class Law:
    def __init__(self, options):
        self.o = options
        self.passed = self.failed = self.sharp = self.points = self.refused = 0
        self.formulas = self.symbols = 0

    def fail(self, number, source, question, why):
        self.failed += 1
        print(f"model {number}: {why}\n  {question}")
        print("\n".join("    " + line for line in source))

    def ask(self, number):
        rng = random.Random(f"{self.o.seed} {number}")
        model = Model(rng)
        source = model.source()
        questions = [Question(rng, model) for _ in range(self.o.questions)]
        asked = [f"bounds {q.text(model)} in m from w{q.assumed(model)}" for q in questions]
        asked += [f"bounds {q.text(model)} in m{q.assumed(model)}" for q in questions]
        answers = run(self.o.catgut, source + asked)
        if self.o.print:
            print("\n".join(source + asked))
            print("\n".join(map(json.dumps, answers)))
        if len(answers) != len(asked):
            self.fail(number, source, "", f"{len(answers)} answers to {len(asked)} questions")
            return
        state = model.state()
        full = all(state.values()) and len(state) == math.prod(model.size)
        for i, (q, text, answer) in enumerate(zip(questions, asked, answers)):
            why = self.wrong(model, q, answer, full, source) or \
                self.wrong_formula(rng, model, q, answer) or \
                self.wrong_symbols(model, state, q, answer, answers[len(questions) + i], full)
            if why:
                self.fail(number, source, text, why)
            else:
                self.passed += 1
        good = [(q, t, a) for q, t, a in zip(questions, asked, answers) if a["kind"] == "bounds"]
        if good:
            self.ask_models(number, model, source, *good[0])

    def wrong(self, model, q, answer, full, source):
        truth = q.value(model, model.noise)
        if answer["kind"] == "error":
            if answer["code"] in ("E191", "E194", "E195"):
                self.refused += 1
                return None
            if answer["code"] in ("E031", "E185"):
                ends = sharp_ends(model, q)
                bad = truth is not None or ends not in (None, "undefined")
                return f"said to be undefined, and is {truth}, {ends}" if bad else None
            return f"unexpected {answer['code']}: {answer['message']}"
        lower, upper = (Fraction(answer[e]["value"]) for e in ("lower", "upper"))
        if not answer["sharp"]:
            return "not called sharp"
        if truth is not None and not lower <= truth <= upper:
            return f"the truth {truth} is not in {lower} to {upper}"
        ends = sharp_ends(model, q)
        if ends == "undefined":
            return f"has ends {lower}, {upper}, and is undefined everywhere"
        if ends is not None:
            self.sharp += 1
            if ends != (lower, upper):
                return f"ends {lower}, {upper} should be {ends[0]}, {ends[1]}"
        if full and q.monotone is None and len(q.terms) == 1 and lower != upper:
            verdict = run(self.o.catgut, source + [f"identify {q.text(model)} in m"])
            if verdict and verdict[0].get("status") == "identified":
                return f"identified, and not a point: {lower}, {upper}"
        self.points += lower == upper
        return None

    def wrong_formula(self, rng, model, q, answer):
        """The formulas are the ends here, and bounds in other models of the shape."""
        if answer["kind"] != "bounds":
            return None
        formulas = [answer[e].get("formula") for e in ("lower", "upper")]
        for e, text in zip(("lower", "upper"), formulas):
            value = text and formula_value(model, model.state(), text)
            if text and value is None and model.fixed:
                return None  # a row that the box alone tells of
            if text and value != Fraction(answer[e]["value"]):
                return f"{text} is {value}, and should be {answer[e]['value']}"
            self.formulas += bool(text)
        if q.monotone is not None or not any(formulas):
            return None
        for _ in range(3):
            other = copy.copy(model)
            other.noise = [x if c[0] in model.fixed else other.make_noise(rng, c)
                           for c, x in zip(other.components, model.noise)]
            truth = q.value(other, other.noise)
            least, most = (text and formula_value(other, other.state(), text) for text in formulas)
            if truth is None:
                continue
            if least is not None and least > truth or most is not None and most < truth:
                return f"in another model {truth} is not in {least} to {most}"
        return None

    def wrong_symbols(self, model, state, q, answer, symbols, full):
        """The largest and the least of the formulas are the ends."""
        if symbols["kind"] != "bounds":
            known = symbols.get("code") in ("E194", "E195", "E185", "E031")
            return None if known else f"no formulas: {symbols}"
        if not full or answer["kind"] != "bounds":
            return None
        self.symbols += 1
        lower, upper = (Fraction(answer[e]["value"]) for e in ("lower", "upper"))
        if len(model.fixed) == model.n:  # all is known: numbers
            values = [[Fraction(symbols[e]["value"])] for e in ("lower", "upper")]
        else:
            values = [[formula_value(model, state, t) for t in symbols[e]]
                      for e in ("lower", "upper")]
        if None in values[0] + values[1]:
            return f"a formula has no value: {symbols}"
        if (max(values[0]), min(values[1])) != (lower, upper):
            return f"the formulas say {max(values[0])}, {min(values[1])}, not {lower}, {upper}"
        return None

    def ask_models(self, number, model, source, q, text, answer):
        """The two models that attain the ends have the state, and these values."""
        everything = ", ".join(model.name)
        lines = [text.replace("bounds ", "bounds G1, G2 = ", 1)]
        lines += [f"check P({everything}) in {g} == P({everything}) in w" for g in ("G1", "G2")]
        lines += [f"show ({q.text(model)}) in {g}" for g in ("G1", "G2")]
        answers = run(self.o.catgut, source + lines)
        kinds = [a["kind"] for a in answers]
        values = [Fraction(a["value"]) for a in answers if a["kind"] == "number"]
        wanted = [Fraction(answer[e]["value"]) for e in ("lower", "upper")]
        passed = [a for a in answers if a["kind"] == "check" and a["value"]]
        if values == wanted and len(passed) == 2:
            self.passed += 1
        else:
            self.fail(number, source, "\n  ".join(lines), f"models: {kinds} {values} {wanted}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", default="build/catgut")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=10 if os.environ.get("TEST_MODE") == "asan" else 40)
    parser.add_argument("--questions", type=int, default=6)
    parser.add_argument("--print", action="store_true")
    o = parser.parse_args()
    if not os.access(o.catgut, os.X_OK):
        print(f"no {o.catgut}")
        return 77
    law = Law(o)
    for number in range(o.first, o.first + o.count):
        law.ask(number)
    print(f"{law.sharp} ends by all vertices, {law.points} points, {law.refused} refused, "
          f"{law.formulas} formulas, {law.symbols} symbolic")
    asked = o.count * o.questions
    law.failed += enough.lacking(asked, sharp=(law.sharp, 30), points=(law.points, 50),
                                 answered=(asked - law.refused, 90), formulas=(law.formulas, 100),
                                 symbolic=(law.symbols, 20))
    print(f"{law.passed} passed, {law.failed} failed")
    return 1 if law.failed else 0


if __name__ == "__main__":
    sys.exit(main())
