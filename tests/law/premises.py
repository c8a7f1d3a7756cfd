#!/usr/bin/env python3
"""What follows from premises: random lists of them, held against all DAGs and against states, found
one by one.

    python3 tests/law/premises.py --catgut build/catgut --count 350 --seed 1

Relations are looked up on every path of every DAG of 3 or 4 variables (25, 543), separation on
every path between two variables.  What follows by the laws is found by applying them until nothing
is new.  Each line of a proof must be an instance of its law, and holds in a random state, with
fractions, of a DAG that has the premises.  What is said to refute has the premises, and not the
conclusion.  In models, hidden causes too, what follows from implications(m) must be what is
separated.

`--seed S --first N --count 1` gives list N back, `--print` shows its script.  Prints `N passed, N
failed`.  Exit status 1 when one failed, 77 when there is no catgut.
"""

import argparse
import itertools
import json
import os
import random
import subprocess
import sys
from fractions import Fraction

NAMES = "ABCDEFG"
EACH = 50  # lists in one script
WORDS = ["parent", "child", "ancestor", "descendant", "common_cause", "common_effect"]


# ---- graphs: a set of pairs (u, v) for arrows u -> v ----

def all_dags(n):
    pairs = list(itertools.combinations(range(n), 2))
    for choice in itertools.product((0, 1, 2), repeat=len(pairs)):
        arrows = frozenset((u, v) if c == 1 else (v, u) for (u, v), c in zip(pairs, choice) if c)
        left = set(range(n))
        while left:
            free = [v for v in left if not any((u, v) in arrows for u in left)]
            if not free:
                break
            left -= set(free)
        if not left:
            yield arrows


def ways(n, arrows, x, y):
    """All directed paths from x to y of one arrow or more, as tuples."""
    found, open_ends = [], [(x,)]
    while open_ends:
        path = open_ends.pop()
        for v in range(n):
            if (path[-1], v) in arrows:
                if v == y:
                    found.append(path + (v,))
                else:
                    open_ends.append(path + (v,))
    return found


def below(n, arrows, x):
    return {x} | {y for y in range(n) if ways(n, arrows, x, y)}


def pair_separated(n, arrows, x, y, given, down):
    """By every path between x and y."""
    for k in range(n - 1):
        for middle in itertools.permutations([v for v in range(n) if v not in (x, y)], k):
            path = (x,) + middle + (y,)
            if not all((a, b) in arrows or (b, a) in arrows for a, b in zip(path, path[1:])):
                continue
            is_open = True
            for a, b, c in zip(path, path[1:], path[2:]):
                collider = (a, b) in arrows and (c, b) in arrows
                is_open = is_open and (bool(down[b] & given) if collider else b not in given)
            if is_open:
                return False
    return True


class Dag:
    def __init__(self, n, arrows):
        self.n, self.arrows, self.known = n, arrows, {}
        self.down = [below(n, arrows, v) for v in range(n)]

    def separates(self, t):
        a, b, given = t
        return all(self.pair(min(x, y), max(x, y), given) for x in a for y in b)

    def pair(self, x, y, given):
        key = (x, y, given)
        if key not in self.known:
            self.known[key] = pair_separated(self.n, self.arrows, x, y, given, self.down)
        return self.known[key]

    def reading(self, word, x, y, kind):
        """kind: avoiding, arrows, any; of the simple relations there is one."""
        n, arrows = self.n, self.arrows
        if word in ("child", "descendant"):
            x, y = y, x
        if word in ("parent", "child"):
            return (x, y) in arrows
        if word in ("ancestor", "descendant"):
            return y in self.down[x] and x != y
        for z in set(range(n)) - {x, y}:
            ends = [(z, x, y), (z, y, x)] if word == "common_cause" else [(x, z, y), (y, z, x)]
            ok = True
            for start, end, other in ends:
                all_ways = ways(n, arrows, start, end)
                ok = ok and any(kind == "any" or (kind == "arrows" and len(w) == 2) or
                                (kind == "avoiding" and other not in w) for w in all_ways)
            if ok:
                return True
        return False

    def essence(self):
        joined = frozenset(frozenset(e) for e in self.arrows)
        meet = frozenset((frozenset((a, b)), c) for a, c in self.arrows for b, d in self.arrows
                         if c == d and a != b and frozenset((a, b)) not in joined)
        return joined, meet


# ---- statements and laws ----

def statements(n):
    for where in itertools.product(range(4), repeat=n):
        a, b, c = (frozenset(v for v in range(n) if where[v] == k) for k in (1, 2, 3))
        if a and b and min(a) < min(b):
            yield a, b, c


def ordered(t):
    a, b, c = t
    return (a, b, c) if min(a) < min(b) else (b, a, c)


def subsets(s):
    s = sorted(s)
    return [frozenset(c) for k in range(1, len(s) + 1) for c in itertools.combinations(s, k)]


def closure(premises, positive):
    known = {ordered(t) for t in premises}
    while True:
        new = set()
        both = [t for t in known] + [(b, a, c) for a, b, c in known]
        for a, b, c in both:
            for part in subsets(b):
                if part != b:
                    new |= {ordered((a, part, c)), ordered((a, part, c | (b - part)))}
        for a, b, c in both:
            for a2, d, c2 in both:
                if a2 != a or d & b:
                    continue
                if c2 == b | c:
                    new.add(ordered((a, b | d, c)))
                if positive and d <= c and c2 == (c - d) | b:
                    new.add(ordered((a, b | d, c - d)))
        if new <= known:
            return known
        known |= new


def is_instance(law, says, before):
    """Does the line follow from those before it, some way round?"""
    def sides(t):
        a, b, c = t
        return [(a, b, c), (b, a, c)]
    for a, b, c in sides(says):
        for first in sides(before[0]):
            if law == "decomposition" and first[0] == a and b < first[1] and first[2] == c:
                return True
            if law == "weak union" and first[0] == a and b < first[1] and \
                    c == first[2] | (first[1] - b):
                return True
            for second in sides(before[1]) if len(before) == 2 else []:
                if first[0] != a or second[0] != a or first[1] | second[1] != b or \
                        first[1] & second[1]:
                    continue
                if law == "contraction" and first[2] == c and second[2] == c | first[1]:
                    return True
                if law == "intersection" and first[2] == c | second[1] and \
                        second[2] == c | first[1]:
                    return True
    return False


# ---- states: a dict of tuples to fractions ----

def random_state(n, arrows, rng):
    order = sorted(range(n), key=lambda v: len([u for u in range(n) if v in below(n, arrows, u)]))
    table = {}
    state = {}
    for x in itertools.product((0, 1), repeat=n):
        p = Fraction(1)
        for v in order:
            row = (v,) + tuple(x[u] for u in range(n) if (u, v) in arrows)
            table.setdefault(row, Fraction(rng.randint(1, 9999), 10000))
            p *= table[row] if x[v] else 1 - table[row]
        state[x] = p
    return state


def holds(state, t):
    a, b, c = (sorted(s) for s in t)

    def marginal(*sets):
        found = {}
        keep = sorted(set().union(*sets))
        for x, p in state.items():
            key = tuple(x[v] for v in keep)
            found[key] = found.get(key, 0) + p
        return lambda x: found[tuple(x[v] for v in keep)]
    n = len(next(iter(state)))
    full = {x: 0 for x in itertools.product((0, 1), repeat=n)}
    for x in full:
        state.setdefault(x, Fraction(0))
    abc, ac, bc, only = marginal(a, b, c), marginal(a, c), marginal(b, c), marginal(c)
    return all(abc(x) * only(x) == ac(x) * bc(x) for x in full)


def refuting_state(refuted, n, rng):
    at = NAMES.index
    if "graph" in refuted:
        return random_state(n, {(at(u), at(v)) for u, v in refuted["graph"]}, rng)
    state = {}
    for x in itertools.product((0, 1), repeat=n):
        if "leaning" in refuted:
            odd = sum(x[at(v)] for v in refuted["leaning"]) % 2
            state[x] = Fraction(1 if odd else 3, 2 ** (n + 1))
        elif all(x[at(v)] == sum(x[at(u)] for u in of) % 2 for v, of in refuted["sums"].items()):
            state[x] = Fraction(1, 2 ** len(refuted["fair"]))
    assert sum(state.values()) == 1
    return state


# ---- as text ----

def set_text(s):
    names = [NAMES[v] for v in sorted(s)]
    return names[0] if len(names) == 1 else "{" + ", ".join(names) + "}"


def text_of(t):
    a, b, c = t
    return f"independent({set_text(a)}, {set_text(b)}" + \
        (" | " + ", ".join(NAMES[v] for v in sorted(c)) if c else "") + ")"


def read_line(line):
    a, b = (frozenset(map(NAMES.index, s)) for s in line["independent"])
    return a, b, frozenset(map(NAMES.index, line["given"]))


class Case:
    """A list of premises and a question, with the answers that are due."""

    def __init__(self, rng, dags, sets):
        self.rng = rng
        self.n = rng.choice((3, 4))
        self.dags, every = dags[self.n], sets[self.n]
        dag = rng.choice(self.dags)
        self.hold, self.fail = [], []
        for t in rng.sample(every, rng.choice((1, 2, 2, 3, 4))):
            true = dag.separates(t) if rng.random() < .95 else rng.random() < .5
            if true:
                self.hold.append(t)
            elif rng.random() < .6:
                self.fail.append(t)
        self.positive = rng.random() < .3
        premises = ["{" + ", ".join(NAMES[:self.n]) + "}"] + [text_of(t) for t in self.hold] + \
            ["not " + text_of(t) for t in self.fail] + ["positive"] * self.positive
        self.assumed = " assume " + ", ".join(premises)
        self.kind = rng.choice(("relation", "relation", "independent", "explain", "explain"))
        self.no = self.kind != "explain" and rng.random() < .3
        self.triple = rng.choice(every)
        self.word = rng.choice(WORDS) if self.kind == "relation" else "independent"
        self.pair = rng.sample(range(self.n), 2)

    def question(self):
        if self.kind == "relation":
            return f"{self.word}({NAMES[self.pair[0]]}, {NAMES[self.pair[1]]})"
        return text_of(self.triple)

    def script(self):
        self.lists = self.kind == "relation" and self.rng.random() < .2
        verb = "explain " if self.kind == "explain" or self.lists else "show "
        return verb + "not " * self.no + self.question() + self.assumed

    def is_yes(self, dag, kind):
        found = dag.separates(self.triple) if self.word == "independent" else \
            dag.reading(self.word, *self.pair, kind)
        return found != self.no

    def count(self, kept, kind):
        yes = sum(self.is_yes(d, kind) for d in kept)
        return yes, "entailed" if yes == len(kept) else "open" if yes else "impossible"

    def check(self, answer):
        kept = [d for d in self.dags if all(d.separates(t) for t in self.hold) and
                not any(d.separates(t) for t in self.fail)]
        if self.kind == "explain":
            return self.check_proof(answer, kept)
        if not kept:
            return answer.get("code") == "E343"
        due = self.count(kept, "avoiding")
        ok = (answer["yes"], answer["status"], answer["dags"]) == due + (len(kept),)
        ok = ok and answer["classes"] == len({d.essence() for d in kept})
        for key, yes in (("for", True), ("against", False)):
            ok = ok and (key in answer) == any(self.is_yes(d, "avoiding") == yes for d in kept)
            arrows = frozenset((NAMES.index(u), NAMES.index(v)) for u, v in answer.get(key, []))
            ok = ok and (key not in answer or
                         any(d.arrows == arrows and self.is_yes(d, "avoiding") == yes
                             for d in kept))
        readings = answer.get("readings", [])
        ok = ok and len(readings) == (2 if self.word.startswith("common") else 0)
        for reading in readings:
            kind = "arrows" if "single" in reading["means"] else "any"
            ok = ok and (reading["yes"], reading["status"]) == self.count(kept, kind)
        ok = ok and ("listed" in answer) == self.lists
        if ok and self.lists:
            whole = sum(c["dags"] for c in answer["listed"]) == len(kept)
            ok = all(self.is_class(c, kept) for c in answer["listed"])
            ok = ok and answer.get("complete", True) == whole
        return ok and self.check_states(answer, kept)

    def is_class(self, c, kept):
        at = {(NAMES.index(u), NAMES.index(v)) for u, v in c["member"]}
        essence = Dag(self.n, at).essence()
        members = [d for d in kept if d.essence() == essence]
        always = frozenset.intersection(*(d.arrows for d in members))
        return len(members) == c["dags"] and sum(
            self.is_yes(d, "avoiding") for d in members) == c["yes"] and \
            always == {(NAMES.index(u), NAMES.index(v)) for u, v in c["always"]}

    def check_states(self, answer, kept):
        """Of an independence that all DAGs have."""
        if self.kind != "independent" or not all(d.separates(self.triple) for d in kept):
            return "every state" not in answer
        follows = self.triple in closure(self.hold, self.positive)
        return (answer["every state"] == "yes") == follows and \
            (answer["every state"] != "no" or self.is_refuted(answer["refuted"]))

    def is_refuted(self, refuted):
        state = refuting_state(refuted, self.n, self.rng)
        return all(holds(state, t) for t in self.hold) and \
            not any(holds(state, t) for t in self.fail + [self.triple]) and \
            (not self.positive or all(state.get(x) for x in state))

    def check_proof(self, answer, kept):
        all_known = closure(self.hold, self.positive)
        if any(t in all_known for t in self.fail):
            return answer.get("code") == "E346"
        if answer["status"] != "follows":
            refuted = answer.get("refuted")
            graph = any(not d.separates(self.triple) for d in kept)
            return self.triple not in all_known and bool(refuted) == \
                (answer["status"] == "does not follow") and \
                (not graph or "graph" in refuted) and \
                (not refuted or self.is_refuted(refuted))
        says = [read_line(line) for line in answer["lines"]]
        ok = ordered(says[-1]) == self.triple and self.triple in all_known
        for k, line in enumerate(answer["lines"]):
            before = [says[i - 1] for i in line["from"]]
            ok = ok and all(i <= k for i in line["from"])
            if line["law"] == "premise":
                ok = ok and ordered(says[k]) in self.hold
            else:
                ok = ok and is_instance(line["law"], says[k], before)
            ok = ok and (line["law"] != "intersection" or self.positive)
        if kept:
            state = random_state(self.n, self.rng.choice(kept).arrows, self.rng)
            ok = ok and all(holds(state, t) for t in says)
        return ok


class Model:
    """Explained from its own independences: what follows is what is separated."""

    def __init__(self, rng):
        self.n = rng.choice((3, 4, 4, 5, 5))
        self.hidden = rng.choice((0, 0, 1, 2))
        n = self.n + self.hidden
        order = rng.sample(range(n), n)
        density = rng.choice((.3, .5))
        self.arrows = {(u, v) for u, v in itertools.combinations(order, 2)
                       if rng.random() < density}
        self.asked = [rng.choice(list(statements(self.n))) for _ in range(6)]
        self.names = list(NAMES[:self.n]) + ["H1", "H2"][:self.hidden]

    def script(self, k):
        parts = [("latent " if v >= self.n else "") + self.names[v] +
                 (" <- " + ", ".join(self.names[u] for u, w in sorted(self.arrows) if w == v)
                  if any(w == v for _, w in self.arrows) else "") for v in range(len(self.names))]
        return f"model m{k} {{ " + "  ".join(parts) + " }\n" + \
            "\n".join(f"explain {text_of(t)} assume implications(m{k})" for t in self.asked)

    def check(self, answers):
        dag = Dag(len(self.names), self.arrows)
        ok = []
        for t, answer in zip(self.asked, answers):
            due = "follows" if dag.separates(t) else "does not follow"
            ok.append(answer["status"] == due)
        return ok


def run(catgut, script):
    done = subprocess.run([catgut, "--json", "-k", "-"], input=script, text=True,
                          capture_output=True, timeout=600)
    return [json.loads(line) for line in done.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--models", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--print", action="store_true")
    o = parser.parse_args()
    if not os.path.exists(o.catgut):
        print("skipped: no", o.catgut)
        return 77
    dags = {n: [Dag(n, d) for d in all_dags(n)] for n in (3, 4)}
    assert [len(dags[n]) for n in (3, 4)] == [25, 543]
    sets = {n: list(statements(n)) for n in (3, 4)}
    passed = failed = 0
    for start in range(o.first, o.first + o.count, EACH):
        cases = [Case(random.Random(f"{o.seed} {i}"), dags, sets)
                 for i in range(start, min(start + EACH, o.first + o.count))]
        scripts = [c.script() for c in cases]
        if o.print:
            print("\n".join(scripts))
        answers = run(o.catgut, "\n".join(scripts) + "\n")
        if len(answers) != len(cases):
            print("failed: list", start, "and so on:", len(answers), "answers to", len(cases))
            failed += len(cases)
            continue
        for i, (case, script, answer) in enumerate(zip(cases, scripts, answers)):
            try:
                ok = case.check(answer)
            except KeyError:
                ok = False
            passed += ok
            failed += not ok
            if not ok:
                print("failed: list", start + i, "\n ", script, "\n ", json.dumps(answer))
    models = [Model(random.Random(f"model {o.seed} {i}")) for i in range(o.models)]
    script = "\n".join(m.script(k) for k, m in enumerate(models)) + "\n"
    answers = run(o.catgut, script)
    for k, m in enumerate(models):
        due = m.check(answers[6 * k:6 * k + 6])
        passed += sum(due)
        failed += 6 - sum(due)
        if not all(due):
            print("failed: model", k, due, "\n" + m.script(k))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
