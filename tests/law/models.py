#!/usr/bin/env python3
"""Random causal models with hidden causes, asked by Catgut and by an oracle that shares nothing
with it: every answer must agree to the last digit, every undefined one must be called undefined.

    python3 tests/law/models.py --catgut build/catgut --count 150 --seed 1

The oracle goes by the definition.  It walks through every assignment of every vertex, hidden ones
included, with the exact product of the mechanisms' weights (an intervention replaces a mechanism
before that), and adds up.  It is slow and has no cases.

Each model is a script of its own, with some questions, a line each; seed and number say which one
it is, so `--seed S --first N --count 1` gives it back, and `--print` shows it with the answers
instead of running anything.  Prints `N passed, N failed`, counting questions, and for a failure the
script, the question and both answers.  Exit status 1 when one failed, 77 when there is no catgut.
"""

import argparse
import decimal
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

WORLDS_MAX = 3000  # assignments of a model that the oracle is ready to walk through

KEYWORDS = set("""type state channel function box let diagram show draw plot check model functor use
identify explain witness import export to of as in with from not latent return repaired""".split())


# ---- words ------------------------------------------------------------------------------------


def is_name(text):
    letters = text.replace("'", "x").replace("_", "x")
    return letters.isalnum() and not text[0].isdigit() and text[0] != "'" and text not in KEYWORDS


def is_integer(text):
    return text.lstrip("-").isdecimal() and str(int(text)) == text


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def name_source(text):
    return text if is_name(text) else quote(text)


def label_source(text):
    return text if is_integer(text) else name_source(text)


def key_source(labels, first_row):
    """A key of a table: after the first row a leading minus would be a subtraction."""
    texts = [label_source(x) for x in labels]
    if texts[0].startswith("-") and not first_row:
        texts[0] = quote(labels[0])
    return ",".join(texts)


def exact_decimal(q):
    """q as digits and a power of ten, or None."""
    for power in range(7):
        if (q * 10**power).denominator == 1:
            return int(q * 10**power), power
    return None


def number_source(rng, q):
    """One of the ways to write an exact number that is not negative."""
    forms = [str(q)]
    if q.denominator > 1:
        by = rng.randint(2, 5)
        forms += [str(q), f"{q.numerator * by}/{q.denominator * by}"]
        if q < 1 and rng.random() < 0.2:
            forms.append(f"(1 - {1 - q})")
    if exact_decimal(q):
        digits, power = exact_decimal(q)
        forms.append(f"{digits}e-{power}")
        forms.append(format(decimal.Decimal(digits).scaleb(-power), "f"))
        digits, power = exact_decimal(q * 100) or (None, None)
        if digits is not None:
            forms.append(format(decimal.Decimal(digits).scaleb(-power), "f") + "%")
    return rng.choice(forms)


# ---- models -----------------------------------------------------------------------------------


class Type:
    def __init__(self, name, labels, source=None, abstract=False):
        self.name = name
        self.labels = labels
        self.source = source or "{" + ", ".join(label_source(x) for x in labels) + "}"
        self.abstract = abstract

    def numeric(self):
        return all(is_integer(x) for x in self.labels)


class Kernel:
    """A mechanism: for each tuple of the inputs' labels, a weight for each label of the output."""

    def __init__(self, inputs, output, rows):
        self.inputs = inputs
        self.output = output
        self.rows = rows


class Vertex:
    """An unnamed latent has no name, is read by `ends`, and stands among the others in worlds."""

    def __init__(self, name, kind, latent):
        self.name = name
        self.type = kind
        self.latent = latent
        self.parents = []  # in the order of the row keys; unnamed latents last
        self.kernel = None
        self.ends = None

    def named_parents(self):
        return [p for p in self.parents if p.name is not None]


class Model:
    def __init__(self):
        self.types = []
        self.vertices = []  # in an order where each follows its parents
        self.declared = []  # the named ones, as the script declares them
        self.edges = []  # the unnamed latents, in the order of declaration

    def observed(self):
        return [v for v in self.declared if not v.latent]


RANGES = [(0, 1), (1, 2), (-1, 0), (1, 3), (-1, 1), (-2, -1), (9, 11)]
WORDS = ["low", "high", "mid", "smoker", "clean", "x", "y", "is_ill", "a1", "grün", "β", "t'"]
ODD = ["not a word", "state", "1/2", "-", "", "x,y", "in", "0.5", 'say "hi"', "|x>", "#", "007"]
NAMES = ["A", "B", "C", "D", "S", "T", "U2", "X", "Y", "Z", "age", "dose", "rain_fall", "Ω", "y'"]
ODD_NAMES = ["P", "E", "do", "cut", "blood type", "F", "m", "show"]
HIDDEN_NAMES = ["H", "G", "L", "hidden", "Gene1", "U"]


def random_labels(rng):
    """Labels, and the source of their carrier."""
    kind = rng.random()
    size = rng.choice([2, 2, 3])
    if kind < 0.3:
        low, high = rng.choice(RANGES)
        return [str(i) for i in range(low, high + 1)], f"{{{low}..{high}}}"
    if kind < 0.5:
        return rng.sample(["0", "1", "2", "-1", "-7", "10", "33"], size), None
    if kind < 0.85:
        return rng.sample(WORDS, size), None
    return rng.sample(ODD + WORDS + ["0", "1", "-1"], size), None


def random_types(rng, taken):
    types = []
    for i in range(rng.randint(2, 4)):
        labels, source = random_labels(rng)
        name = rng.choice(taken) if rng.random() < 0.2 else f"T{i}"
        if name not in [t.name for t in types]:
            types.append(Type(name, labels, source))
    return types


def random_weights(rng, size):
    """A row: weights that add up to one, some of them zero, now and then a point."""
    if rng.random() < 0.12:
        weights = [Fraction(0)] * size
        weights[rng.randrange(size)] = Fraction(1)
        return weights
    total = rng.choice([2, 5, 10, 20, 100, 100, 1000, None, None])
    if total is None:
        parts = [0 if rng.random() < 0.12 else rng.randint(1, 12) for _ in range(size)]
        parts = parts if any(parts) else [1] * size
        return [Fraction(p, sum(parts)) for p in parts]
    cuts = sorted(rng.randint(0, total) for _ in range(size - 1))
    return [Fraction(b - a, total) for a, b in zip([0] + cuts, cuts + [total])]


def random_kernel(rng, inputs, output):
    deterministic = rng.random() < 0.15
    rows = {}
    for key in itertools.product(*(t.labels for t in inputs)):
        weights = random_weights(rng, len(output.labels))
        if deterministic:
            weights = [Fraction(0)] * len(output.labels)
            weights[rng.randrange(len(weights))] = Fraction(1)
        rows[key] = dict(zip(output.labels, weights))
    return Kernel(inputs, output, rows)


def random_names(rng, count, pool, odd):
    names = rng.sample(pool, count)
    for i in range(count):
        if rng.random() < 0.05:
            name = rng.choice(odd)
            if name not in names:
                names[i] = name
    return names


def add_latents(rng, model):
    for i, name in enumerate(rng.sample(HIDDEN_NAMES, rng.choice([0, 1, 1, 2, 3]))):
        if rng.random() < 0.6:
            labels, source = random_labels(rng)
            kind = Type(f"Hidden{i}", labels, source, abstract=True)
            model.types.append(kind)
        else:
            kind = rng.choice([t for t in model.types if not t.abstract])
        model.vertices.append(Vertex(name, kind, True))


def add_edges(rng, model, observed):
    pairs = list(itertools.combinations(observed, 2))
    least = 0 if model.vertices else 1
    for ends in rng.sample(pairs, min(len(pairs), rng.choice([least, 1, 2]))):
        labels, source = random_labels(rng)
        edge = Vertex(None, Type(None, labels, source), True)
        edge.ends = tuple(rng.sample(ends, 2))
        model.edges.append(edge)


def worlds_count(model):
    count = 1
    for v in model.vertices:
        count *= len(v.type.labels)
    return count


def draw_model(rng):
    model = Model()
    names = random_names(rng, rng.choice([3, 3, 4, 4, 5, 6]), NAMES, ODD_NAMES)
    model.types = random_types(rng, names)
    add_latents(rng, model)
    for name in names:
        model.vertices.append(Vertex(name, rng.choice([t for t in model.types if not t.abstract]),
                                     False))
    observed = model.vertices[-len(names):]
    add_edges(rng, model, observed)
    # A hidden cause may have causes itself: it is put anywhere among the observed ones.
    order = list(model.vertices)
    if rng.random() < 0.3:
        rng.shuffle(order)
    for i, v in enumerate(order):
        few = rng.sample(order[:i], min(i, rng.choice([0, 1, 1, 2, 2, 3])))
        v.parents = few + [e for e in model.edges if v in e.ends]
    model.vertices = model.edges + order
    model.declared = list(order)
    if rng.random() < 0.5:
        rng.shuffle(model.declared)
    for v in model.vertices:
        v.kernel = random_kernel(rng, [p.type for p in v.parents], v.type)
    return model


def random_model(rng):
    while True:
        model = draw_model(rng)
        rows = max(len(v.kernel.rows) for v in model.vertices)
        if worlds_count(model) <= WORLDS_MAX and rows <= 60:
            return model


# ---- the oracle -------------------------------------------------------------------------------


class Undefined(Exception):
    pass


def walk_worlds(model, mechanisms, opened):
    """Each assignment of all vertices, with its weight.  `mechanisms` maps a vertex to its parents
    and kernel where an intervention replaced them; `opened` maps vertices to given labels."""
    ways = {}
    for v in model.vertices:
        ways[v] = mechanisms.get(v, (v.parents, v.kernel))
    order = sort_by_parents(model, ways, opened)

    def walk(i, world, weight):
        if weight == 0:
            return
        if i == len(order):
            yield world, weight
            return
        v = order[i]
        if v in opened:
            yield from walk(i + 1, {**world, v: opened[v]}, weight)
            return
        parents, kernel = ways[v]
        row = kernel.rows[tuple(world[p] for p in parents)]
        for label, p in row.items():
            yield from walk(i + 1, {**world, v: label}, weight * p)

    return walk(0, {}, Fraction(1))


def sort_by_parents(model, ways, opened):
    order, left = [], list(model.vertices)
    while left:
        ready = [v for v in left if v in opened or all(p in order for p in ways[v][0])]
        assert ready, "an intervention made a cycle"
        order += ready
        left = [v for v in left if v not in ready]
    return order


class Event:
    def __init__(self, vertex, source, labels):
        self.vertex = vertex
        self.source = source
        self.labels = labels


class Done:
    """An intervention: `how` is a label, None (open), or a (source, parents, kernel)."""

    def __init__(self, vertex, how, joins=False):
        self.vertex = vertex
        self.how = how
        self.joins = joins  # with the next one, if they are neighbours: do(X = 1, Y = 0)

    def source(self):
        name = name_source(self.vertex.name)
        if self.how is None:
            return name
        if isinstance(self.how, str):
            return f"{name} = {label_source(self.how)}"
        return f"{name} := {self.how[0]}"


class Query:
    """P(heads, events | right) where right holds vertices, Events and Dones, as written."""

    def __init__(self, model):
        self.model = model
        self.left = []  # vertices and Events, as written
        self.right = []
        self.cuts = []  # vertices cut in the model that is asked

    def heads(self):
        return [x for x in self.left if isinstance(x, Vertex)]

    def events(self):
        return [x for x in self.left if isinstance(x, Event)]

    def conditions(self):
        return [x for x in self.right if isinstance(x, Event)]

    def dones(self):
        return [x for x in self.right if isinstance(x, Done)]

    def givens(self):
        """What the rows of the answer are: free variables and opened ones, as written."""
        free = [x for x in self.right if isinstance(x, Vertex)]
        free += [x.vertex for x in self.dones() if x.how is None]
        return sorted(free, key=lambda v: [self.place(x) for x in self.right].index(v))

    @staticmethod
    def place(x):
        return x if isinstance(x, Vertex) else x.vertex

    def mechanisms(self):
        ways = {}
        for v in self.cuts:
            size = len(v.type.labels)
            ways[v] = [], Kernel([], v.type, {(): {x: Fraction(1, size) for x in v.type.labels}})
        for d in self.dones():
            if isinstance(d.how, str):
                ways[d.vertex] = [], Kernel([], d.vertex.type, {(): {d.how: Fraction(1)}})
            elif d.how is not None:
                ways[d.vertex] = d.how[1], d.how[2]
        return ways

    def answer_row(self, labels):
        """The weights of the heads where the givens have these labels; None where undefined."""
        givens = dict(zip(self.givens(), labels))
        opened = {d.vertex: givens[d.vertex] for d in self.dones() if d.how is None}
        below, above = Fraction(0), {}
        for world, weight in walk_worlds(self.model, self.mechanisms(), opened):
            if any(world[v] != x for v, x in givens.items()):
                continue
            if any(world[e.vertex] not in e.labels for e in self.conditions()):
                continue
            below += weight
            if all(world[e.vertex] in e.labels for e in self.events()):
                key = tuple(world[v] for v in self.heads())
                above[key] = above.get(key, Fraction(0)) + weight
        if below == 0:
            return None
        return {key: weight / below for key, weight in above.items() if weight != 0}

    def answer(self):
        heads, givens = self.heads(), self.givens()
        keys = list(itertools.product(*(v.type.labels for v in givens)))
        rows = [(list(key), self.answer_row(key)) for key in keys]
        if not givens and rows[0][1] is None:
            raise Undefined
        if not givens and not heads:
            return rows[0][1].get((), Fraction(0))
        shown = {"weighted": True} if self.events() else {}
        if not givens:
            return {"kind": "state", **shown, "wires": wires_of(heads),
                    "entries": entries_of(heads, rows[0][1])}
        return {"kind": "channel", **shown, "inputs": wires_of(givens), "outputs": wires_of(heads),
                "rows": [row_of(heads, key, row) for key, row in rows]}

    def source(self):
        left = ", ".join(self.item_source(x) for x in self.left)
        right, joined = [], False
        for x in self.right:
            text = self.item_source(x)
            if isinstance(x, Done) and joined:
                right[-1] = right[-1][:-1] + ", " + text[3:]
            else:
                right.append(text)
            joined = isinstance(x, Done) and x.joins
        return f"P({left} | {', '.join(right)})" if right else f"P({left})"

    @staticmethod
    def item_source(x):
        if isinstance(x, Vertex):
            return name_source(x.name)
        if isinstance(x, Done):
            return f"do({x.source()})"
        return x.source


def wires_of(vertices):
    """An abstract type has its carrier from the functor, and its name is not looked at."""
    return [{"name": v.name, "type": None if v.type.abstract else v.type.name} for v in vertices]


def entries_of(heads, row):
    keys = itertools.product(*(v.type.labels for v in heads))
    return [{"labels": list(key), "p": str(row[key])} for key in keys if key in row]


def row_of(heads, key, row):
    if row is None:
        return {"given": key, "undefined": True}
    return {"given": key, "entries": entries_of(heads, row)}


class Mean:
    """E(vertex | right): the mean of its numbers."""

    def __init__(self, query):
        self.query = query

    def answer(self):
        row = self.query.answer_row(())
        if row is None:
            raise Undefined
        return sum((int(key[0]) * p for key, p in row.items()), Fraction(0))

    def source(self):
        return "E" + self.query.source()[1:]


class Arithmetic:
    """Numbers and P's of numbers with + - * between: `parts` are sources and answers."""

    def __init__(self, template, parts, combine):
        self.template = template
        self.parts = parts
        self.combine = combine

    def answer(self):
        return self.combine(*(p.answer() for p in self.parts))

    def source(self):
        return self.template.format(*(p.source() for p in self.parts))


# ---- questions --------------------------------------------------------------------------------


def random_event(rng, v):
    name, labels = name_source(v.name), v.type.labels
    kind = rng.random()
    one = rng.choice(labels)
    if kind < 0.6:
        return Event(v, f"{name} = {label_source(one)}", {one})
    if kind < 0.8:
        return Event(v, f"{name} != {label_source(one)}", set(labels) - {one})
    some = rng.sample(labels, rng.randint(1, len(labels)))
    return Event(v, f"{name} = {{{', '.join(label_source(x) for x in some)}}}", set(some))


def descendants(model, v):
    found = {v}
    for w in model.vertices:  # parents first
        if any(p in found for p in w.parents):
            found.add(w)
    return found


class Script:
    """The text of a model with its questions; declarations of soft interventions come as needed."""

    def __init__(self, rng, model):
        self.rng = rng
        self.model = model
        self.declarations = []
        self.channels = 0

    def declare(self, kernel):
        """A named state, channel or function with this meaning; its name."""
        name = f"k{self.channels}"
        self.channels += 1
        point = all(1 in row.values() for row in kernel.rows.values())
        out = name_source(kernel.output.name)
        if not kernel.inputs:
            text = f"state {name} : {out} = {self.row_source(kernel.rows[()])}"
        else:
            word = "function" if point and self.rng.random() < 0.7 else "channel"
            types = " * ".join(name_source(t.name) for t in kernel.inputs)
            text = f"{word} {name} : {types} -> {out} = {self.table_source(kernel, '')}"
        self.declarations.append(text)
        return name

    def row_source(self, row):
        rng, terms = self.rng, []
        for label, p in row.items():
            ket = f"|{label_source(label)}>"
            if p == 1 and rng.random() < 0.8:
                terms.append(ket)
            elif p != 0 or rng.random() < 0.15:
                terms.append(number_source(rng, p) + ket)
        if rng.random() < 0.2:
            rng.shuffle(terms)
        return " + ".join(terms)

    def table_source(self, kernel, indent):
        rows = list(kernel.rows.items())
        if self.rng.random() < 0.2:
            self.rng.shuffle(rows)
        lines = [f"{key_source(key, i == 0)} -> {self.row_source(row)}"
                 for i, (key, row) in enumerate(rows)]
        return "{\n" + "".join(f"{indent}  {line}\n" for line in lines) + indent + "}"

    def model_source(self):
        rng, model = self.rng, self.model
        items = []
        for v in model.declared:
            text = "latent " if v.latent else ""
            text += f"{name_source(v.name)} : {name_source(v.type.name)}"
            if v.named_parents():
                text += " <- " + ", ".join(name_source(p.name) for p in v.named_parents())
            items.append(text)
        at = 0
        for e in model.edges:  # anywhere, in their order
            at = rng.randint(at, len(items))
            items.insert(at, " <-> ".join(name_source(v.name) for v in e.ends))
            at += 1
        return "model m {\n" + "".join(f"  {x}\n" for x in items) + "}"

    def meaning_source(self, v):
        concrete = all(p.name is not None and not p.type.abstract for p in v.parents)
        if concrete and not v.type.abstract and self.rng.random() < 0.15:
            return self.declare(v.kernel)
        if not v.parents:
            return self.row_source(v.kernel.rows[()])
        return self.table_source(v.kernel, "  ")

    def functor_source(self):
        items = [f"{t.name} = {t.source}" for t in self.model.types if t.abstract]
        meanings = [f"{name_source(v.name)} = {self.meaning_source(v)}"
                    for v in self.model.declared]
        for e in self.model.edges:
            ends = " <-> ".join(name_source(v.name) for v in e.ends)
            meanings.append(f"{ends} : {e.type.source} = {self.row_source(e.kernel.rows[()])}")
        if self.rng.random() < 0.3:
            self.rng.shuffle(meanings)
        return "functor F : m {\n" + "".join(f"  {x}\n" for x in items + meanings) + "}"

    def random_done(self, v, busy):
        """An intervention on v; a soft one reads what does not come after v, whatever else is
        done (`busy`), so at most one is soft."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.5 or (kind >= 0.75 and (busy or v.latent or v.type.abstract)):
            return Done(v, rng.choice(v.type.labels))
        if kind < 0.75:
            return Done(v, None)
        after = descendants(self.model, v)
        free = [w for w in self.model.declared if w not in after and not w.type.abstract]
        reads = rng.sample(free, min(len(free), rng.choice([0, 1, 1, 2])))
        kernel = random_kernel(rng, [w.type for w in reads], v.type)
        name = self.declare(kernel)
        arguments = ", ".join(name_source(w.name) for w in reads)
        return Done(v, (f"{name}({arguments})" if reads else name, reads, kernel))

    def random_query(self, kinds, doing, rows=True, asked=None):
        """A query; heads are states and channels only where `kinds` has them."""
        rng, model, query = self.rng, self.model, Query(self.model)
        left = [v for v in model.declared if not v.latent]
        if rng.random() < 0.35:
            left = list(model.declared)
        rng.shuffle(left)
        done = []
        if doing:
            for v in rng.sample(left, rng.choice([1, 1, 1, 2])):
                d = self.random_done(v, any(isinstance(x.how, tuple) for x in done))
                d.joins = rng.random() < 0.3
                if d.how is None and not rows:
                    d.how = rng.choice(v.type.labels)
                done.append(d)
        hard = {d.vertex for d in done if not isinstance(d.how, tuple)}
        asked = asked or [v for v in left if v not in hard or rng.random() < 0.15]
        if not asked:
            asked = left
        for v in asked[:rng.choice([1, 1, 2, 2, 3])]:
            free = kinds == "state" or (kinds == "any" and rng.random() < 0.6)
            query.left.append(v if free else random_event(rng, v))
        taken = hard | {Query.place(x) for x in query.left}
        rest = [v for v in left if v not in taken]
        for v in rest[:rng.choice([0, 0, 1, 1, 2])]:
            query.right.append(v if rows and rng.random() < 0.4 else random_event(rng, v))
        query.right += done
        if rng.random() < 0.3:
            rng.shuffle(query.right)
        return query

    def random_mean(self):
        numeric = [v for v in self.model.observed() if v.type.numeric()]
        if not numeric:
            return None
        v = self.rng.choice(numeric)
        query = self.random_query("state", self.rng.random() < 0.5, rows=False, asked=[v])
        return Mean(query)

    def random_arithmetic(self):
        rng = self.rng
        a = self.random_query("number", rng.random() < 0.6, rows=False)
        b = self.random_query("number", rng.random() < 0.6, rows=False)
        return rng.choice([
            Arithmetic("{} - {}", [a, b], lambda x, y: x - y),
            Arithmetic("{} - {}", [a, b], lambda x, y: x - y),
            Arithmetic("1/2 * {} + {}", [a, b], lambda x, y: x / 2 + y),
            Arithmetic("1 - {}", [a], lambda x: 1 - x),
        ])

    def random_question(self, context):
        """A source line, and what can say its answer."""
        rng, model = self.rng, self.model
        where = rng.choice(["", " in m with F"]) if context else " in m with F"
        kind = rng.random()
        if kind < 0.08:
            return "F(m)", joint(model, [])
        if kind < 0.16:
            return self.surgery_question()
        if kind < 0.26:
            return self.seeing_question()
        if kind < 0.38:
            x = self.random_arithmetic()
            return x.source() + where, x
        if kind < 0.46:
            x = self.random_mean()
            if x:
                return x.source() + where, x
        x = self.random_query(rng.choice(["any", "any", "number"]), rng.random() < 0.65)
        if rng.random() < 0.12:
            v = rng.choice(model.observed())
            if v not in [d.vertex for d in x.dones()]:
                x.cuts = [v]
                return f"{x.source()} in cut(m, {name_source(v.name)}) with F", x
        return x.source() + where, x

    def surgery_question(self):
        """The joint state of a model after surgery."""
        rng, model = self.rng, self.model
        some = rng.sample(model.observed(), rng.choice([1, 1, 2]))
        names = ", ".join(name_source(v.name) for v in some)
        if rng.random() < 0.5:
            names = names if len(some) == 1 else f"{{{names}}}"
            return f"F(cut(m, {names}))", joint(model, some)
        query = joint(model, [])
        query.right = [Done(v, rng.choice(v.type.labels)) for v in some]
        return f"F(do(m, {', '.join(d.source() for d in query.right)}))", query

    def seeing_question(self):
        """A question to the observed state."""
        while True:
            x = self.random_query("any", False)
            if not any(Query.place(y).latent for y in x.left + x.right):
                return f"{x.source()} in F(m)", x

    def build(self, questions):
        """The text, and for each question its line and what can say its answer."""
        rng, model = self.rng, self.model
        text = "".join(f"type {name_source(t.name)}{'' if t.abstract else ' = ' + t.source}\n"
                       for t in model.types)
        functor = self.functor_source()
        text += "".join(d + "\n" for d in self.declarations)
        self.declarations = []
        text += self.model_source() + "\n" + functor + "\n"
        context = rng.random() < 0.3
        asked = [self.random_question(context) for _ in range(questions)]
        text += "".join(d + "\n" for d in self.declarations)
        text += "use m with F\n" if context else ""
        first = text.count("\n") + 1
        lines = [f"show {source}" for source, _ in asked]
        return (text + "".join(line + "\n" for line in lines),
                [(first + i, line, x) for i, (line, (_, x)) in enumerate(zip(lines, asked))])


def joint(model, cuts):
    query = Query(model)
    query.left = model.observed()
    query.cuts = cuts
    return query


# ---- comparing --------------------------------------------------------------------------------


def rounded(q, digits):
    """q to so many significant digits, halves to even, exactly."""
    context = decimal.Context(prec=digits, rounding=decimal.ROUND_HALF_EVEN)
    return context.divide(decimal.Decimal(q.numerator), decimal.Decimal(q.denominator))


def expected_of(x, line):
    try:
        answer = x.answer()
    except Undefined:
        return {"kind": "error", "status": "undefined", "line": line}
    if isinstance(answer, Fraction):
        return {"kind": "number", "value": str(answer), "decimal": rounded(answer, 6)}
    return answer


def hide_type(wires, like):
    """Wires as Catgut gave them, without the types the oracle does not look at."""
    if not isinstance(wires, list) or len(wires) != len(like):
        return wires
    return [{**w, "type": None} if e["type"] is None and isinstance(w, dict) else w
            for w, e in zip(wires, like)]


def is_same(got, expected):
    got = dict(got)
    if expected["kind"] == "error":
        return all(got.get(key) == value for key, value in expected.items())
    if expected["kind"] == "number":
        try:
            got["decimal"] = decimal.Decimal(got.get("decimal", ""))
        except decimal.InvalidOperation:
            return False
    for key in ("wires", "inputs", "outputs"):
        if key in expected:
            got[key] = hide_type(got.get(key), expected[key])
    return got == expected


def run_catgut(catgut, text, folder):
    path = os.path.join(folder, "model.diag")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    ran = subprocess.run([catgut, "-k", "--json", path], capture_output=True, check=False)
    lines = ran.stdout.decode("utf-8", "replace").splitlines()
    objects = []
    for line in lines:
        if line.startswith("{"):
            try:
                objects.append(json.loads(line))
            except ValueError:
                objects.append({"kind": "not JSON", "line": line})
    return objects, ran.returncode, ran.stderr.decode("utf-8", "replace")


def show_answer(x):
    return json.dumps(x, ensure_ascii=False, default=str)


def compare(number, text, questions, catgut, folder, loud):
    """How many questions passed and failed; the failures are printed where it may be loud."""
    expected = [expected_of(x, line) for line, _, x in questions]
    objects, status, messages = run_catgut(catgut, text, folder)
    wrong = []
    for i, (line, source, _) in enumerate(questions):
        got = objects[i] if i < len(objects) else {"kind": "nothing"}
        if not is_same(got, expected[i]):
            wrong.append(f"line {line}: {source}\n  catgut: {show_answer(got)}\n"
                         f"  oracle: {show_answer(expected[i])}")
    if len(objects) > len(questions):
        wrong.append(f"{len(objects) - len(questions)} more answers than questions")
    should = 1 if any(e["kind"] == "error" for e in expected) else 0
    if not wrong and status != should:
        wrong.append(f"exit status {status}, should be {should}")
    if wrong and loud:
        print(f"---- model {number}\n{text}----\n" + "\n".join(wrong))
        print(f"exit status {status}; standard error:\n{messages}")
    return max(0, len(questions) - len(wrong)), len(wrong)


# ---- the oracle's own test --------------------------------------------------------------------


def check_oracle():
    """The oracle on a model small enough to work out by hand: H is a fair coin, X copies it, and
    Y is 1 when H is and X is not hurting: seeing and doing differ."""
    bit = Type("Bit", ["0", "1"])
    model = Model()
    h, x, y = Vertex("H", bit, True), Vertex("X", bit, False), Vertex("Y", bit, False)
    half, none, one = Fraction(1, 2), Fraction(0), Fraction(1)
    h.kernel = Kernel([], bit, {(): {"0": half, "1": half}})
    x.parents = [h]
    x.kernel = Kernel([bit], bit, {("0",): {"0": one, "1": none}, ("1",): {"0": none, "1": one}})
    y.parents = [h, x]
    y.kernel = Kernel([bit, bit], bit, {
        ("0", "0"): {"0": one, "1": none}, ("0", "1"): {"0": one, "1": none},
        ("1", "0"): {"0": none, "1": one}, ("1", "1"): {"0": Fraction(1, 4), "1": Fraction(3, 4)}})
    model.vertices = model.declared = [h, x, y]

    def p(left, right):
        query = Query(model)
        query.left, query.right = left, right
        return query.answer()

    y1, x1, x0 = Event(y, "", {"1"}), Event(x, "", {"1"}), Event(x, "", {"0"})
    assert p([y1], []) == Fraction(3, 8)
    assert p([y1], [x1]) == Fraction(3, 4)
    assert p([y1], [x0]) == 0
    assert p([y1], [Done(x, "1")]) == Fraction(3, 8)
    assert p([y1], [Done(x, "0")]) == Fraction(1, 2)
    assert p([y], [Done(x, None)])["rows"][1]["entries"][1] == {"labels": ["1"], "p": "3/8"}
    assert p([y], [x, Event(h, "", {"1"})])["rows"][0] == {"given": ["0"], "undefined": True}
    try:
        p([y1], [x0, Event(h, "", {"1"})])
        assert False, "should be undefined"
    except Undefined:
        pass


# ---- the program ------------------------------------------------------------------------------


def read_arguments():
    a = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    a.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    a.add_argument("--count", type=int, default=150, help="how many models")
    a.add_argument("--first", type=int, default=0, help="the number of the first one")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--questions", type=int, default=12, help="how many of each model")
    a.add_argument("--show", type=int, default=5, help="how many failing models to print")
    a.add_argument("--print", action="store_true", help="scripts and answers, nothing is run")
    return a.parse_args()


def main():
    arguments = read_arguments()
    check_oracle()
    if not arguments.print and not os.access(arguments.catgut, os.X_OK):
        print(f"no {arguments.catgut} to ask")
        return 77
    passed = failed = shown = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(arguments.first, arguments.first + arguments.count):
            rng = random.Random(f"{arguments.seed} {number}")
            text, questions = Script(rng, random_model(rng)).build(arguments.questions)
            if arguments.print:
                print(f"# model {number}\n{text}")
                for line, _, x in questions:
                    print(f"# {line}: {show_answer(expected_of(x, line))}")
                continue
            good, bad = compare(number, text, questions, arguments.catgut, folder,
                                shown < arguments.show)
            shown += bad > 0
            passed += good
            failed += bad
    if not arguments.print:
        print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
