#!/usr/bin/env python3
"""Random models of one step, unrolled, against the sum over all assignments of all their copies.

    python3 tests/law/steps.py --catgut build/catgut --count 400 --seed 1

A model has one or two chains that go on from step to step, one of them perhaps from two steps before,
perhaps a variable that is there once, arrows within the step, latents and hidden common causes.  The
oracle writes its copies down by itself, goes through all their values with the exact products of the
rows, and adds up: filter, smooth and predict, P with a sequence, what was not seen in the middle of
one, and do(...), of a sequence or of one copy.  Some labels end as the name of a copy does.  A row
that divides by zero must be undefined.

`--seed S --first N --count 1` gives model N back, `--print` shows its script.  Prints `N passed, N
failed`, counting questions.  Exit status 1 when one failed, 77 when there is no catgut.
"""

import argparse
import itertools
import json
import os
import random
import subprocess
import sys
from fractions import Fraction

WORLDS_MAX = 1500
WHOLE = 6  # the denominator of every row
LABELS = {"T": "0 1 2".split(), "N": "n_3 o_1 p_20".split()}  # of a type, the first so many
TYPES = "".join(f"type {t}{size} = {{{', '.join(labels[:size])}}}\n"
                for t, labels in LABELS.items() for size in (2, 3))


class Vertex:
    def __init__(self, name, size, parents, rows, latent=False):
        self.name, self.size, self.parents, self.rows, self.latent = name, size, parents, rows, latent


def random_rows(rng, sizes, size):
    rows = {}
    for key in itertools.product(*(range(s) for s in sizes)):
        row = [0] * size
        for _ in range(WHOLE):
            row[rng.randrange(size)] += 1
        if rng.random() < 0.2:
            row = [0] * size
            row[rng.randrange(size)] = WHOLE
        rows[key] = row
    return rows


class Slice:
    """The model of one step.  chains: lists of names, the last of each is in every step."""

    def __init__(self, rng):
        self.vertices, self.chains, self.once, self.edges = {}, [], [], []
        self.rng = rng
        self.type = rng.choice("TTN")
        if rng.random() < 0.3:
            self.once.append(self.add("C", []))
        for name in "ST"[: rng.randint(1, 2)]:
            size = rng.randint(2, 3) if name == "S" else 2
            before = []
            for k in range(2 if rng.random() < 0.3 else 1):
                among = list(self.once) + [x for c in self.chains for x in c[:-1]] + before
                before.append(self.add(f"{name}{k}", self.some(among), size))
            self.chains.append(before + [name])
        step = [c[-1] for c in self.chains] + rng.sample(["O", "Q"], rng.randint(1, 2))
        self.steps = list(step)
        rng.shuffle(step)
        for i, name in enumerate(step):
            chain = next((c for c in self.chains if c[-1] == name), None)
            before = [x for c in self.chains for x in c[:-1]] + self.once
            parents = set(self.some(before) + self.some(step[:i]))
            if chain:
                parents |= set(chain[:-1])
            size = self.vertices[chain[0]].size if chain else None
            self.add(name, sorted(parents), size, rng.random() < 0.2)
        if len(step) > 1 and rng.random() < 0.4:
            a, b = rng.sample(step, 2)
            self.edges.append((a, b))
            self.add(f"{a}<->{b}", [], 2, True)
            for end in (a, b):
                v = self.vertices[end]
                parents = v.parents + [f"{a}<->{b}"]
                self.add(end, parents, v.size, v.latent)

    def some(self, among):
        return self.rng.sample(among, min(len(among), self.rng.choice([0, 1, 1, 2])))

    def add(self, name, parents, size=None, latent=False):
        size = size or self.rng.randint(2, 3)
        rows = random_rows(self.rng, [self.vertices[p].size for p in parents], size)
        self.vertices[name] = Vertex(name, size, parents, rows, latent)
        return name

    def label(self, x):
        return LABELS[self.type][x]

    def is_once(self, name):
        return name in self.once or any(name in c[:-1] for c in self.chains)

    def source(self, number):
        lines, rows = [], []
        for v in self.vertices.values():
            if "<" in v.name:
                continue
            named = [p for p in v.parents if "<" not in p]
            latent = "latent " if v.latent else ""
            lines.append(f"  {latent}{v.name} : {self.type}{v.size}" + (" <- " if named else "") + ", ".join(named))
        for a, b in self.edges:
            lines.append(f"  {a} <-> {b}")
        for v in self.vertices.values():
            name = v.name
            if "<" in name:
                labels = ", ".join(self.label(x) for x in range(2))
                name = f"{name.replace('<->', ' <-> ')} : {{{labels}}}"
            texts = []
            for key, row in v.rows.items():
                kets = " + ".join(f"{Fraction(w, WHOLE)}|{self.label(i)}>" for i, w in enumerate(row) if w)
                texts.append((",".join(map(self.label, key)) + " -> " if key else "") + kets)
            rows.append(f"  {name} = " + ("{ " + "  ".join(texts) + " }" if v.parents else texts[0]))
        return f"model m{number} {{\n" + "\n".join(lines) + "\n}\n" + (
            f"functor F{number} : m{number} {{\n" + "\n".join(rows) + "\n}\n")

    def find(self, name, k):
        """What stands for `name` in step k of the unrolled model."""
        for chain in self.chains:
            if name in chain:
                place = chain.index(name) + k - 1
                last = len(chain) - 1
                return chain[place] if place < last else f"{chain[-1]}_{place - last + 1}"
        return name if self.is_once(name) else f"{name}_{k}"

    def unrolled(self, steps):
        made = {}
        for k in range(steps + 1):
            for v in self.vertices.values():
                if self.is_once(v.name) == (k == 0):
                    name = v.name if k == 0 else f"{v.name}_{k}"
                    parents = [self.find(p, max(k, 1)) for p in v.parents]
                    made[name] = Vertex(name, v.size, parents, v.rows, v.latent)
        order, left = [], list(made.values())
        while left:
            done = {v.name for v in order}
            ready = [v for v in left if set(v.parents) <= done]
            order += ready
            left = [v for v in left if v not in ready]
        return order


def worlds(order, done):
    """All assignments, with their weights over one denominator."""
    def go(i, world, weight):
        if i == len(order):
            yield dict(world), weight
            return
        v = order[i]
        row = v.rows[tuple(world[p] for p in v.parents)]
        if v.name in done:
            row = [WHOLE if x == done[v.name] else 0 for x in range(v.size)]
        for x, w in enumerate(row):
            if w:
                world[v.name] = x
                yield from go(i + 1, world, weight * w)
                del world[v.name]
    yield from go(0, {}, 1)


def conditional(joint, name, size, events):
    masses = [0] * size
    for world, weight in joint:
        if all(world[e] == x for e, x in events.items()):
            masses[world[name]] += weight
    total = sum(masses)
    return [Fraction(m, total) for m in masses] if total else None


class Case:
    def __init__(self, seed, number):
        rng = random.Random(f"{seed} {number}")
        while True:
            self.slice = Slice(rng)
            self.steps = rng.randint(1, 4)
            size = 1
            for v in self.slice.unrolled(self.steps):
                size *= v.size
            if size <= WORLDS_MAX:
                break
        chains = [" -> ".join(c) for c in self.slice.chains]
        self.args = chains + self.slice.once
        rng.shuffle(self.args)
        self.number, self.rng = number, rng
        self.questions = [self.question() for _ in range(4)] + [self.joined() for _ in range(2)]

    def script(self):
        n = self.number
        text = self.slice.source(n)
        text += f"let u{n} = unroll(m{n}, {', '.join(self.args + [str(self.steps)])})\n"
        return text + "".join(f"show {q} in u{n} with F{n}\n" for q, _ in self.questions)

    def sequence(self, name, events, gaps=True):
        length = self.rng.randint(1, self.steps)
        labels = []
        for k in range(1, length + 1):
            x = self.rng.randrange(self.slice.vertices[name].size)
            seen = not gaps or k == length or self.rng.random() < 0.8
            labels.append(self.slice.label(x) if seen else "_")
            if seen:
                events[f"{name}_{k}"] = x
        return f"{name} = |{','.join(labels)}>"

    def joined(self):
        """Several variables, some of them there once; evidence that is not certain; an `or`; do."""
        rng, s, done = self.rng, self.slice, {}
        once = s.once + [c[0] for c in s.chains]
        heads = rng.sample(s.steps + once, rng.choice([1, 2]))
        factors, texts = [], []  # of each: its last step, and the weight of a world

        def atom():
            name, k = rng.choice(s.steps), rng.randint(1, self.steps)
            return f"{name}_{k}", rng.randrange(s.vertices[name].size), k, s.vertices[name].size
        for _ in range(rng.randint(1, 2)):
            (a, x, k, size), (b, y, l, _) = atom(), atom()
            roll = rng.random()
            if roll < 0.4:
                q = [rng.randint(0, 3) for _ in range(size)]
                q[x] = 2
                texts.append(f"{a} ~ " + " + ".join(f"{w}|{s.label(i)}>" for i, w in enumerate(q) if w))
                factors.append((k, lambda w, a=a, q=q: q[w[a]]))
            elif roll < 0.8 and a != b:
                texts.append(f"{a} = {s.label(x)} or {b} = {s.label(y)}")
                factors.append((max(k, l), lambda w, a=a, b=b, x=x, y=y: int(w[a] == x or w[b] == y)))
            else:
                texts.append(f"{a} = {s.label(x)}")
                factors.append((k, lambda w, a=a, x=x: int(w[a] == x)))
        if len(set(t.split(" ")[0] for t in texts)) < len(texts):
            texts, factors = texts[:1], factors[:1]
        if rng.random() < 0.4:
            a, x, _, _ = atom()
            done[a] = x
            texts.append(f"do({a} = {s.label(x)})")
        seen = max(k for k, _ in factors)
        word = rng.choice(["filter", "smooth", "predict"])
        if word == "predict" and (seen == self.steps or not set(heads) & set(s.steps)):
            word = "filter"
        joint = list(worlds(s.unrolled(self.steps), done))
        rows = range(seen + 1, self.steps + 1) if word == "predict" else range(1, seen + 1)
        answer = [masses_of(joint, s, [h if h in once else f"{h}_{k}" for h in heads],
                            [f for l, f in factors if word != "filter" or l <= k]) for k in rows]
        return f"{word}({', '.join(heads)} | {', '.join(texts)})", answer

    def question(self):
        rng, steps = self.rng, self.slice.steps
        head, events, done = rng.choice(steps), {}, {}
        word = rng.choice(["filter", "filter", "smooth", "predict", "P"])
        others = [s for s in steps if s != head] or steps
        texts = [self.sequence(n, events) for n in rng.sample(others, rng.randint(1, len(others)))]
        if self.slice.once and rng.random() < 0.3:
            x = rng.randrange(self.slice.vertices["C"].size)
            events["C"] = x
            texts.append(f"C = {self.slice.label(x)}")
        if rng.random() < 0.3:
            texts.append("do(" + self.sequence(rng.choice(steps), done, False) + ")")
        order = self.slice.unrolled(self.steps)
        joint = list(worlds(order, done))
        size = self.slice.vertices[head].size
        seen = max(int(e.split("_")[1]) if "_" in e else 0 for e in events)
        if word == "P":
            k = rng.randint(1, self.steps)
            return f"P({head}_{k} | {', '.join(texts)})", [conditional(joint, f"{head}_{k}", size, events)]
        if word == "predict" and seen == self.steps:
            word = "smooth"
        rows = range(seen + 1, self.steps + 1) if word == "predict" else range(1, seen + 1)
        answer = []
        for k in rows:
            so_far = {e: x for e, x in events.items()
                      if word != "filter" or (int(e.split("_")[1]) if "_" in e else 0) <= k}
            answer.append(conditional(joint, f"{head}_{k}", size, so_far))
        return f"{word}({head} | {', '.join(texts)})", answer


def masses_of(joint, s, heads, factors):
    """The shares of each tuple of the heads, by the weights of all factors."""
    masses = {}
    for world, weight in joint:
        for f in factors:
            weight = weight * f(world)
        if weight:
            key = tuple(s.label(world[h]) for h in heads)
            masses[key] = masses.get(key, 0) + weight
    total = sum(masses.values())
    return {k: Fraction(m) / total for k, m in masses.items()} if total else None


def right(s, found, wanted):
    if all(w is None for w in wanted):
        return found.get("status") == "undefined"
    if found["kind"] == "state":
        rows = [found]
    elif found["kind"] == "channel":
        rows = found["rows"]
    else:
        return False
    if len(rows) != len(wanted):
        return False
    for row, want in zip(rows, wanted):
        if (want is None) != bool(row.get("undefined")):
            return False
        if want is not None:
            if isinstance(want, list):
                want = {(s.label(x),): p for x, p in enumerate(want) if p}
            got = {tuple(e["labels"]): Fraction(e["p"]) for e in row["entries"]}
            if got != want:
                return False
    return True


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    p.add_argument("--count", type=int, default=400)
    p.add_argument("--first", type=int, default=0)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--print", action="store_true", dest="shown")
    o = p.parse_args()
    if not os.path.exists(o.catgut):
        print("no catgut")
        return 77
    passed = failed = 0
    for start in range(o.first, o.first + o.count, 40):
        cases = [Case(o.seed, n) for n in range(start, min(start + 40, o.first + o.count))]
        script = TYPES + "".join(c.script() for c in cases)
        if o.shown:
            print(script)
            continue
        run = subprocess.run([o.catgut, "--json", "-k", "-"], input=script, text=True,
                             capture_output=True)
        answers = [json.loads(line) for line in run.stdout.splitlines()]
        questions = [(c, q, w) for c in cases for q, w in c.questions]
        if len(answers) != len(questions):
            print(run.stderr[:2000], f"{len(answers)} answers to {len(questions)} questions")
            failed += 1
            continue
        for (case, question, wanted), found in zip(questions, answers):
            if right(case.slice, found, wanted):
                passed += 1
                continue
            failed += 1
            print(f"model {case.number}: {question}\n  wanted {wanted}\n  found {found}\n{case.script()}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
