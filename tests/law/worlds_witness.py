#!/usr/bin/env python3
"""Random counterfactual questions: formulas held against a random functional model, and refusals
against the two models that `witness` prints.

    python3 tests/law/worlds_witness.py --catgut build/catgut --count 60 --seed 1

What is identified is shown from the states of a random functional model, found by going through all
hidden causes, and must be the truth there, which is found in the same way; where what is given has
probability zero there is nothing to compare.  A part of the questions are about one vertex for
several values of a parent, and about both as they are.

Each pair is read here as it is printed, by a reader that knows these declarations only, and held
against the definition: hidden causes are shared only where the model has a common one, boxes read
parents only, the states of all experiments that were allowed are equal, every weight of a state is
positive, and the answers are those that were printed and differ.  A state is the sum over all
hidden causes; an answer is too, with each world evaluated by itself under each.

A refusal without a witness (E134) is counted, and more than two of a hundred are a failure; ten, where
several values of one parent are asked about, which are harder.

`--seed S --first N --count 1` gives model N back, `--print` shows scripts.  Prints `N passed, N
failed`, counting numbers and witnesses.  Exit status 1 when one failed, 77 when there is no catgut.
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

sys.dont_write_bytecode = True  # a folder of Python's own would stand among the tests

from causal import enough  # noqa: E402 (after the line above)

QUESTIONS = 8  # of a model
FUNCTIONS = 4  # of a vertex in a random model, besides constants
SHARE = {False: Fraction(98, 100), True: Fraction(90, 100)}  # True: of questions about cases


# ---- models and questions ---------------------------------------------------------------------


class Shape:
    """Vertices in the order of their names; sizes, parents, and groups that share a latent."""

    def __init__(self, rng):
        n = rng.choice([2, 3, 3, 3, 4])
        self.names = list("ABCD"[:n])
        self.size = {v: 3 if rng.random() < 0.25 else 2 for v in self.names}
        self.parents = {v: [] for v in self.names}
        self.groups = []
        self.items = []
        arrows = {v: [] for v in self.names}
        for i, j in itertools.combinations(range(n), 2):
            if rng.random() < 0.6:
                arrows[self.names[j]].append(self.names[i])
        for a, b in itertools.combinations(self.names, 2):
            if rng.random() < 0.35:
                self.items.append("%s <-> %s" % (a, b))
                self.groups.append({a, b})
        for v in self.names:
            self.parents[v] = list(arrows[v])
        if n > 2 and rng.random() < 0.3:
            self.add_latent(rng, arrows)
        for v in self.names:
            to = " <- " + ", ".join(arrows[v]) if arrows[v] else ""
            self.items.append("%s : %s%s" % (v, "Tri" if self.size[v] == 3 else "Bit", to))

    def add_latent(self, rng, arrows):
        """A latent with two or three children, and perhaps an observed parent before them."""
        children = sorted(rng.sample(self.names, rng.choice([2, 3])))
        above = [v for v in self.names if v < children[0]]
        parent = [rng.choice(above)] if above and rng.random() < 0.5 else []
        self.items.append("latent L : Gene" + (" <- " + parent[0] if parent else ""))
        self.groups.append(set(children))
        for v in children:
            arrows[v].append("L")
            self.parents[v] = sorted(set(self.parents[v]) | set(parent))

    def source(self):
        return "model m {\n  %s\n}\n" % "\n  ".join(self.items)


class Question:
    """Worlds are dictionaries: what is put in for a vertex, a label or (vertex, world)."""

    def __init__(self, rng, shape):
        self.shape = shape
        self.worlds = [{}]
        self.atoms = []  # (vertex, world, labels allowed, text, condition)
        if rng.random() < 0.3:
            self.add_cases(rng)
        self.cases = bool(self.atoms)
        for condition in [] if self.atoms else ([False] * rng.choice([1, 1, 2, 2, 3]) +
                                                [True] * rng.choice([0, 0, 1, 1, 2])):
            self.add_atom(rng, condition)
        while len(self.worlds) == 1:  # without a bracket it is another question
            self.atoms.pop()
            self.add_atom(rng, condition)
        sets = sorted({tuple(sorted(rng.sample(shape.names, min(rng.choice([0, 1, 1, 2]),
                                                                len(shape.names)))))
                       for _ in range(rng.choice([1, 2, 2, 3]))})
        kind = rng.random()
        self.sets = [()] if kind < 0.75 else sets
        if kind < 0.4:
            self.data = ""
        elif kind < 0.75:
            self.data = " from experiments"
            self.sets = [z for k in range(len(shape.names) + 1)
                         for z in itertools.combinations(shape.names, k)]
        else:
            self.data = " from experiments(%s)" % ", ".join("{%s}" % ", ".join(z) for z in sets)

    def random_world(self, rng, vertex, depth):
        """The number of a world that says something of vertices before this one, and its text."""
        before = [v for v in self.shape.names if v < vertex]
        if not before or rng.random() < 0.3:
            return 0, ""
        world, texts = {}, []
        for v in sorted(rng.sample(before, min(len(before), rng.choice([1, 1, 1, 2])))):
            inner = depth < 1 and v != before[0] and rng.random() < 0.2
            if inner:
                of, text = self.random_world(rng, v, depth + 1)
                if of:
                    world[v] = (v, of)
                    texts.append("%s = %s%s" % (v, v, text))
                    continue
            world[v] = rng.randrange(self.shape.size[v])
            texts.append("%s = %d" % (v, world[v]))
        self.worlds.append(world)
        return len(self.worlds) - 1, "[%s]" % ", ".join(texts)

    def add_cases(self, rng):
        """A vertex for values of a parent, most of them given; and one or both as they are."""
        children = [v for v in self.shape.names if self.shape.parents[v]]
        if not children:
            return
        v = rng.choice(children)
        p = rng.choice(self.shape.parents[v])
        for x in rng.sample(range(self.shape.size[p]), rng.choice([2, self.shape.size[p]])):
            self.worlds.append({p: x})
            self.add_event(rng, v, len(self.worlds) - 1, "[%s = %d]" % (p, x), rng.random() < 0.8)
        for u in rng.choice([[v], [v], [p], [p, v], [v, rng.choice(self.shape.names)]]):
            self.add_event(rng, u, 0, "", rng.random() < 0.3)
        if all(a[4] for a in self.atoms):
            self.add_event(rng, v, 0, "", False)

    def add_atom(self, rng, condition):
        v = rng.choice(self.shape.names)
        world, text = self.random_world(rng, v, 0)
        self.add_event(rng, v, world, text, condition)

    def add_event(self, rng, v, world, text, condition):
        label = rng.randrange(self.shape.size[v])
        if rng.random() < 0.15:
            labels, sign = set(range(self.shape.size[v])) - {label}, "!="
        else:
            labels, sign = {label}, "="
        self.atoms.append((v, world, labels, "%s%s %s %d" % (v, text, sign, label), condition))

    def text(self):
        sides = [", ".join(a[3] for a in self.atoms if a[4] == c) for c in (False, True)]
        return "P(%s%s) in m" % (sides[0], " | " + sides[1] if sides[1] else "")

    def source(self):
        return self.text() + self.data

    def states(self):
        """The names of the states that it is answered from: what was done, without everything."""
        return ["t_" + "".join(z) for z in self.sets if len(z) < len(self.shape.names)]


# ---- what is printed --------------------------------------------------------------------------


NAME = r"[\w']+"


def read_label(text):
    return int(text) if re.fullmatch(r"-?\d+", text) else text


def read_kets(text):
    kets = {}
    for term in text.split("+"):
        weight, label = re.fullmatch(r"\s*([\d/]*)\|(%s)>\s*" % NAME, term).groups()
        kets[read_label(label)] = Fraction(weight or 1)
    return kets


class Printed:
    """The declarations of a witness."""

    def __init__(self, source):
        self.types, self.functions, self.models = {}, {}, {}
        block = re.compile(r"(type|function|model) (%s)(?: : ([^=]*))?(?: =)? \{(.*?)\}\n" % NAME, re.S)
        end = 0
        for m in block.finditer(source):
            assert m.start() == end, source[end:]
            end = m.end()
            getattr(self, "read_" + m.group(1))(m.group(2), m.group(3), m.group(4))
        assert end == len(source), source[end:]

    def read_type(self, name, _, body):
        self.types[name] = [read_label(x.strip()) for x in body.split(",")]

    def read_function(self, name, types, body):
        rows = {}
        for key, label in re.findall(r"(\S+) -> \|(%s)>" % NAME, body):
            rows[tuple(read_label(k) for k in key.split(","))] = read_label(label)
        inputs = [self.types[t.strip()] for t in types.split("->")[0].split("*")]
        assert set(rows) == set(itertools.product(*inputs)), name
        self.functions[name] = rows

    def read_model(self, name, _, body):
        tossed, made = {}, {}
        for line in body.strip().split("\n"):
            hidden, v, t, value = re.fullmatch(r"\s*(latent )?(%s) : (%s) = (.*)" % (NAME, NAME),
                                               line).groups()
            if "|" in value:
                tossed[v] = read_kets(value)
                assert set(tossed[v]) <= set(self.types[t]) and sum(tossed[v].values()) == 1
                assert all(w > 0 for w in tossed[v].values())
            else:
                assert not hidden
                made[v] = self.read_term(value)
        self.models[name] = (tossed, made)

    def read_term(self, text):
        """A name, or (function, terms)."""
        tokens = re.findall(r"%s|[(),]" % NAME, text)

        def term():
            word = tokens.pop(0)
            if not tokens or tokens[0] != "(":
                return word
            tokens.pop(0)
            args = [term()]
            while tokens.pop(0) == ",":
                args.append(term())
            return (self.functions[word], args)

        return term()


def reads(term):
    return [term] if isinstance(term, str) else [x for t in term[1] for x in reads(t)]


def value_of(term, values):
    if isinstance(term, str):
        return values[term]
    return term[0][tuple(value_of(t, values) for t in term[1])]


# ---- the definition ---------------------------------------------------------------------------


def check_shape(shape, model):
    tossed, made = model
    readers = {}
    for v, term in made.items():
        for x in set(reads(term)):
            if x in shape.names:
                assert x in shape.parents[v], "%s reads %s" % (v, x)
            else:
                readers.setdefault(x, set()).add(v)
    assert set(tossed) | set(made) == set(shape.names) | set(readers)
    for x, of in readers.items():
        assert len(of) == 1 or any(of <= g for g in shape.groups), "%s is shared by %s" % (x, of)


def worlds_weight(shape, model, worlds, allowed):
    """The probability of each list of values of all vertices in all worlds that is allowed: hidden
    causes that one vertex reads are tossed when it is its turn, others first."""
    tossed, made = model
    readers = {}
    for v, term in made.items():
        for x in set(reads(term)) - set(shape.names):
            readers.setdefault(x, []).append(v)
    shared = sorted(x for x in readers if len(readers[x]) > 1)
    states = {}
    for toss in itertools.product(*[tossed[x].items() for x in shared]):
        weight = Fraction(1)
        for _, w in toss:
            weight *= w
        states[(tuple(label for label, _ in toss), ())] = weight
    order = list(range(len(worlds)))
    for i, v in enumerate(shape.names):
        own = [v] if v in tossed else sorted(x for x in readers if readers[x] == [v])
        following = {}
        for (common, past), weight in states.items():
            for toss in itertools.product(*[tossed[x].items() for x in own]):
                chance = weight
                for _, w in toss:
                    chance *= w
                noise = dict(zip(shared, common))
                noise.update(zip(own, (label for label, _ in toss)))
                here = []
                for w in order:
                    put = worlds[w].get(v)
                    if isinstance(put, tuple):
                        here.append(here[put[1]])  # of this vertex, in a world that was added before
                    elif put is not None:
                        here.append(put)
                    elif v in tossed:
                        here.append(noise[v])
                    else:
                        values = dict(noise)
                        values.update((u, past[k][w]) for k, u in enumerate(shape.names[:i]))
                        here.append(value_of(made[v], values))
                if all(here[w] in labels for u, w, labels in allowed if u == v):
                    key = (common, past + (tuple(here),))
                    following[key] = following.get(key, 0) + chance
        states = following
    return states


def experiment(shape, model, done):
    """P(all | do(done)), for each value of what was done."""
    rows = {}
    for values in itertools.product(*[range(shape.size[v]) for v in done]):
        for (_, past), weight in worlds_weight(shape, model, [dict(zip(done, values))], []).items():
            key = (values, tuple(x[0] for x in past))
            rows[key] = rows.get(key, 0) + weight
    return rows


def answer(question, model):
    """None: what is given has probability zero."""
    whole, given = (
        sum(worlds_weight(question.shape, model, question.worlds,
                          [a[:3] for a in question.atoms if a[4] or not only]).values())
        for only in (False, True))
    return whole / given if given else None


def check_witness(question, said, names):
    printed = Printed("type Bit = {0, 1}\ntype Tri = {0, 1, 2}\n" + said["source"])
    models = [printed.models[x] for x in names]
    shape = question.shape
    for m in models:
        check_shape(shape, m)
    for done in question.sets:
        one, other = (experiment(shape, m, done) for m in models)
        assert one == other, "another state under do(%s)" % ", ".join(done)
        if not done:
            entries = 1
            for v in shape.names:
                entries *= shape.size[v]
            assert len(one) == entries, "not positive"
    answers = [answer(question, m) for m in models]
    assert answers[0] != answers[1], "the answers are equal"
    told = [Fraction(a["value"]) for a in said["answers"]]
    assert told == answers, "answers %s, told %s" % (answers, told)


# ---- random models -----------------------------------------------------------------------------


def random_weights(rng, count):
    parts = [rng.randint(1, 5) for _ in range(count)]
    return {i: Fraction(x, sum(parts)) for i, x in enumerate(parts)}


def random_model(rng, shape):
    """A coin for each group; a noise of each vertex that chooses a constant or a random function."""
    tossed, made = {}, {}
    for i in range(len(shape.groups)):
        tossed["U%d" % i] = random_weights(rng, 2)
    for v in shape.names:
        size = shape.size[v]
        tossed["N_" + v] = random_weights(rng, size + FUNCTIONS)
        coins = ["U%d" % i for i, g in enumerate(shape.groups) if v in g]
        args = ["N_" + v] + shape.parents[v] + coins
        ranges = [size + FUNCTIONS] + [shape.size[p] for p in shape.parents[v]] + [2] * len(coins)
        made[v] = ({key: key[0] if key[0] < size else rng.randrange(size)
                    for key in itertools.product(*map(range, ranges))}, args)
    return tossed, made


def declared(shape, model, done):
    """The state t_ of the model, or the channel t_AB of what A and B do."""
    types = {2: "Bit", 3: "Tri"}
    rest = [v for v in shape.names if v not in done]
    wires, inputs = (" * ".join("(%s : %s)" % (v, types[shape.size[v]]) for v in of)
                     for of in (rest, done))
    rows = {}
    for (values, past), weight in experiment(shape, model, done).items():
        key = ",".join(str(past[shape.names.index(v)]) for v in rest)
        rows.setdefault(values, []).append("%s|%s>" % (weight, key))
    if not done:
        return "state t_ : %s = %s\n" % (wires, " + ".join(rows[()]))
    return "channel t_%s : %s -> %s = { %s }\n" % (
        "".join(done), inputs, wires,
        "  ".join("%s -> %s" % (",".join(map(str, k)), " + ".join(r)) for k, r in rows.items()))


def check_identified(question, verdict, shown, model):
    """Was there a number to compare?"""
    assert verdict.get("kind") == "identify", verdict
    if verdict["status"] == "undefined":
        assert answer(question, model) is None, "undefined, and it can happen"
        return False
    assert verdict["status"] == "identified", verdict
    truth = answer(question, model)
    if not question.states() or truth is None:
        return False
    assert shown.get("kind") == "number", "%s, %s" % (verdict.get("formula"), shown)
    assert Fraction(shown["value"]) == truth, "%s is %s, in truth %s" % (
        verdict["formula"], shown["value"], truth)
    return True


# ---- running ----------------------------------------------------------------------------------


def run(catgut, script):
    with tempfile.NamedTemporaryFile("w", suffix=".diag") as f:
        f.write(script)
        f.flush()
        out = subprocess.run([catgut, "--json", "-k", f.name], stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, check=False).stdout.decode()
    return [json.loads(line) for line in out.splitlines()]


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    p.add_argument("--catgut", default="build/catgut")
    p.add_argument("--count", type=int, default=15 if os.environ.get("TEST_MODE") == "asan" else 60)
    p.add_argument("--first", type=int, default=0)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--print", action="store_true")
    o = p.parse_args()
    if not os.access(o.catgut, os.X_OK):
        print("no catgut: %s" % o.catgut)
        return 77
    passed = failed = asked = numbers = 0
    found, lacking = {False: 0, True: 0}, {False: 0, True: 0}
    without = {}
    for i in range(o.first, o.first + o.count):
        rng = random.Random("%d %d" % (o.seed, i))
        shape = Shape(rng)
        questions = [Question(rng, shape) for _ in range(QUESTIONS)]
        model = random_model(rng, shape)
        script = "type Bit = {0, 1}\ntype Tri = {0, 1, 2}\ntype Gene\n" + shape.source()
        for done in sorted({z for q in questions for z in q.sets if len(z) < len(shape.names)}):
            script += declared(shape, model, done)
        for k, q in enumerate(questions):
            script += "identify %s\nwitness W%da, W%db = %s\nshow %s from %s\n" % (
                q.source(), k, k, q.source(), q.text(), ", ".join(q.states()) or "none")
        if o.print:
            print(script)
        said = run(o.catgut, script)
        assert len(said) == 3 * QUESTIONS, (i, said)
        for k, q in enumerate(questions):
            verdict, witness, shown = said[3 * k:3 * k + 3]
            asked += 1
            refused = verdict.get("status") == "not identifiable"
            try:
                if not refused:
                    compared = check_identified(q, verdict, shown, model)
                    assert witness.get("code") in ("E133", "E185"), "a witness: %s" % verdict
                    numbers += compared
                    continue
                if witness.get("code") == "E134":
                    lacking[q.cases] += 1
                    without.setdefault(i, []).append((q.source(), verdict["why"]))
                    continue
                assert witness["kind"] == "witness", witness
                check_witness(q, witness, ["W%da" % k, "W%db" % k])
                passed += 1
                found[q.cases] += 1
            except AssertionError as e:
                failed += 1
                print("model %d, %s: %s\n%s%s" % (i, q.source(), e, script.split("identify")[0],
                                                  witness.get("source", "")))
    lack = sum(len(x) for x in without.values())
    for i, list_ in without.items():
        for text, why in list_:
            print("model %d: no witness for %s: %s" % (i, text, why))
    print("%d questions, %d refused with a witness, %d without, %d numbers compared"
          % (asked, passed, lack, numbers))
    failed += enough.lacking(asked, numbers_compared=(numbers, 50))
    for cases, n in found.items():
        print("%s: %d witnesses, %d lacking" % ("cases" if cases else "others", n, lacking[cases]))
        if n + lacking[cases] and Fraction(n, n + lacking[cases]) < SHARE[cases]:
            failed += 1
            print("too few witnesses")
    print("%d passed, %d failed" % (passed + numbers, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
