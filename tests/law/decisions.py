#!/usr/bin/env python3
"""Random influence diagrams against the definition: the best of all policies, and of all trees.

    python3 tests/law/decisions.py --catgut build/catgut --count 500 --seed 1

A model has one to three decisions in order, chance variables, some of them hidden, hidden common
causes, and one or two variables with numbers whose sum, or difference, counts.  The value must be
that of the tree in which what each decision newly knows is summed over where it is met, and each
decision is a maximum (nothing is forgotten).  Where there are few policies, that is also the best of
all of them, one by one.  The functions that `best` gives, put in the places of the decisions by the
oracle, must have this value, and so must the mean that Catgut finds after putting them there.  From
a state in which decisions were drawn at random the value is the same, or refused for a reason.

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

sys.dont_write_bytecode = True  # a folder of Python's own would stand among the tests

from causal import enough  # noqa: E402 (after the line above)

WHOLE = 6
POLICIES_MAX = 300
WORLDS_MAX = 400
REFUSED = ("E125", "E031")  # no effect that can be known, or none of what happens never
FORMS = [("{}", lambda u: u), ("{}", lambda u: u), ("-{}", lambda u: -u), ("2 * {}", lambda u: 2 * u),
         ("{} * 3", lambda u: 3 * u), ("({} + 1) / 2", lambda u: Fraction(u + 1, 2)),
         ("{0} * {0}", lambda u: u * u), ("2 * (1 - {0}^2 / 3)", lambda u: 2 - Fraction(2 * u * u, 3)),
         ("({} + 7)^-1", lambda u: Fraction(1, u + 7))]
VALUES = {"M3": [-2, 0, 5], "M2": [-1, 4]}


class Vertex:
    def __init__(self, name, kind, parents, latent=False):
        self.name, self.kind, self.parents, self.latent = name, kind, parents, latent
        self.size = int(kind[1])
        self.role = "H" if "<" in name else name[0]
        self.rows = {}

    def fill(self, rng, size_of):
        for key in itertools.product(*(range(size_of[p]) for p in self.parents)):
            row = [0] * self.size
            sharp = rng.random() < 0.35
            for _ in range(1 if sharp else WHOLE):
                row[rng.randrange(self.size)] += WHOLE if sharp else 1
            self.rows[key] = row


class Model:
    def __init__(self, rng):
        self.rng = rng
        while True:
            self.make(rng)
            size = 1
            for v in self.vertices:
                size *= v.size
            if size <= WORLDS_MAX:
                break

    def make(self, rng):
        decisions = rng.choice([1, 1, 2, 2, 3])
        names = ["D"] * decisions + ["X"] * rng.randint(1, 3)
        rng.shuffle(names)
        names += ["U"] * rng.randint(1, 2)
        count = {}
        self.vertices, self.edges = [], []
        for letter in names:
            count[letter] = count.get(letter, 0) + 1
            kind = rng.choice(["M2", "M3"]) if letter == "U" else rng.choice(["T2", "T2", "T3"])
            before = [v.name for v in self.vertices if v.name[0] != "U" or rng.random() < 0.3]
            parents = rng.sample(before, min(len(before), rng.choice([0, 1, 1, 2, 2])))
            latent = letter == "X" and rng.random() < 0.3
            self.vertices.append(Vertex(f"{letter}{count[letter]}", kind, parents, latent))
        if rng.random() < 0.3:
            a, b = sorted(rng.sample(range(len(self.vertices)), 2))
            a, b = self.vertices[a], self.vertices[b]
            self.edges.append((a.name, b.name))
            hidden = Vertex(f"{a.name} <-> {b.name}", "T2", [], True)
            for v in (a, b):
                v.parents = v.parents + [hidden.name]
            self.vertices.insert(0, hidden)
        size_of = {v.name: v.size for v in self.vertices}
        for v in self.vertices:
            v.fill(rng, size_of)
        self.by_name = {v.name: v for v in self.vertices}
        self.decisions = [v for v in self.vertices if v.role == "D"]
        self.utility = {v.name: rng.choice(FORMS) for v in self.vertices if v.role == "U"}
        self.more = rng.choice([0, 0, 0, 3])
        self.known, known = {}, []
        for d in self.decisions:
            own = [p for p in d.parents if not self.by_name[p].latent]
            known = known + [p for p in own if p not in known]
            self.known[d.name] = list(known)
            known = known + [d.name]

    def source(self, n):
        lines, rows = [], []
        for v in self.vertices:
            if "<" not in v.name:
                named = [p for p in v.parents if "<" not in p]
                lines.append(f"  {'latent ' if v.latent else ''}{v.name} : {v.kind}"
                             + (" <- " if named else "") + ", ".join(named))
            if v.role == "D":
                continue
            name = v.name + " : {0, 1}" if "<" in v.name else v.name
            texts = []
            for key, row in v.rows.items():
                kets = " + ".join(f"{Fraction(w, WHOLE)}|{self.label(v, i)}>" for i, w in enumerate(row) if w)
                labels = ",".join(self.quoted(self.by_name[p], i) for p, i in zip(v.parents, key))
                texts.append((labels + " -> " if key else "") + kets)
            rows.append(f"  {name} = " + ("{ " + "  ".join(texts) + " }" if v.parents else texts[0]))
        lines += [f"  {a} <-> {b}" for a, b in self.edges]
        return f"model m{n} {{\n" + "\n".join(lines) + f"\n}}\nfunctor F{n} : m{n} {{\n" + "\n".join(rows) + "\n}\n"

    def label(self, v, i):
        return str(VALUES[v.kind][i]) if v.kind in VALUES else str(i)

    def quoted(self, v, i):
        text = self.label(v, i)
        return f'"{text}"' if text[0] == "-" else text

    def way(self):
        text = ""
        for name, (form, _) in self.utility.items():
            sign = " - " if text and form[0] == "-" else " + " if text else ""
            text += sign + form.format(name)[len(text and form[0] == "-" and "-" or ""):]
        text += f" + {self.more}" if self.more else ""
        return " -> ".join([d.name for d in self.decisions] + [text])

    def observed(self, n):
        """The same from the state in which each decision is drawn at random."""
        rows = [v for v in self.vertices if v.role == "D"]
        self.drawn = "".join(f"  {v.name} = " + (
            "{ " + "  ".join(",".join(self.quoted(self.by_name[p], i) for p, i in zip(v.parents, key))
                             + " -> uniform" for key in itertools.product(
                                 *(range(self.by_name[p].size) for p in v.parents))) + " }"
            if v.parents else "uniform") + "\n" for v in rows)
        source = self.source(n).replace("F" + str(n), "O" + str(n))
        source = source[source.index("functor"):].rstrip()[:-1] + self.drawn + "}\n"
        return source + f"show MEU({self.way()}) in m{n} from O{n}(m{n})\n"

    def script(self, n):
        places = ", ".join(f"p{n}_{d.name}" for d in self.decisions)
        return (self.source(n) + f"show MEU({self.way()}) in m{n} with F{n}\n"
                f"let {places} = best({self.way()}) in m{n} with F{n}\n"
                + "".join(f"show p{n}_{d.name}\n" for d in self.decisions))

    # ---- the oracle

    def joint(self):
        """All assignments, decisions free, with the weight of chance and the utility."""
        def go(i, world, weight):
            if i == len(self.vertices):
                worth = self.more + sum(
                    f(VALUES[self.by_name[u].kind][world[u]]) for u, (_, f) in self.utility.items())
                yield dict(world), weight, worth
                return
            v = self.vertices[i]
            row = [1] * v.size if v.role == "D" else v.rows[tuple(world[p] for p in v.parents)]
            for x, w in enumerate(row):
                if w:
                    world[v.name] = x
                    yield from go(i + 1, world, weight * w)
                    del world[v.name]
        return list(go(0, {}, 1))

    def chance(self):
        return WHOLE ** (len(self.vertices) - len(self.decisions))

    def tree(self, joint):
        order, met = [], []
        for d in self.decisions:
            order += [(k, False) for k in self.known[d.name] if k not in met] + [(d.name, True)]
            met = self.known[d.name] + [d.name]

        def go(i, rows):
            if not rows:
                return 0
            if i == len(order):
                return sum(w * u for _, w, u in rows)
            name, chosen = order[i]
            parts = [go(i + 1, [r for r in rows if r[0][name] == x])
                     for x in range(self.by_name[name].size)]
            return max(parts) if chosen else sum(parts)
        return Fraction(go(0, joint), self.chance())

    def under(self, joint, policy):
        """The mean under functions: for each decision, what they read and their table."""
        total = 0
        for world, weight, worth in joint:
            if all(table[tuple(world[k] for k in known)] == world[d] for d, (known, table) in policy.items()):
                total += weight * worth
        return Fraction(total, self.chance())

    def all_policies(self, joint):
        keys = [list(itertools.product(*(range(self.by_name[k].size) for k in self.known[d.name])))
                for d in self.decisions]
        count = 1
        for d, k in zip(self.decisions, keys):
            count *= d.size ** len(k)
            if count > POLICIES_MAX:
                return None
        tables = [[dict(zip(k, choice)) for choice in itertools.product(range(d.size), repeat=len(k))]
                  for d, k in zip(self.decisions, keys)]
        return max(self.under(joint, {d.name: (self.known[d.name], t) for d, t in zip(self.decisions, ts)})
                   for ts in itertools.product(*tables))


def read_policy(found, model, decision):
    """What the function reads, and its table; None: it is no function of what is known."""
    rows = found["rows"] if found["kind"] == "channel" else [{"given": [], "entries": found["entries"]}]
    known = [w["name"] for w in found.get("inputs", [])]
    if not set(known) <= set(model.known[decision.name]):
        return None
    place = {name: {model.label(model.by_name[name], i): i for i in range(model.by_name[name].size)}
             for name in known + [decision.name]}
    table = {}
    for row in rows:
        if len(row["entries"]) != 1 or row["entries"][0]["p"] != "1":
            return None
        key = tuple(place[k][x] for k, x in zip(known, row["given"]))
        table[key] = place[decision.name][row["entries"][0]["labels"][0]]
    return known, table


def run(catgut, script):
    done = subprocess.run([catgut, "--json", "-k", "-"], input=script, text=True, capture_output=True)
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


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
    head = "type T2 = {0, 1}\ntype T3 = {0..2}\ntype M2 = {-1, 4}\ntype M3 = {-2, 0, 5}\n"
    numbers = range(o.first, o.first + o.count)
    models = {n: Model(random.Random(f"{o.seed} {n}")) for n in numbers}
    if o.shown:
        print(head + "".join(models[n].script(n) for n in numbers))
        return 0
    answers, said = run(o.catgut, head + "".join(models[n].script(n) for n in numbers))
    if len(answers) != sum(1 + len(m.decisions) for m in models.values()):
        print(said[:2000], f"{len(answers)} answers")
        return 1
    passed = failed = enumerated = 0
    after, wanted_after = head + "".join(m.script(n) for n, m in models.items()), []
    answers = iter(answers)
    for n, m in models.items():
        joint = m.joint()
        value, policy = next(answers), {}
        for d in m.decisions:
            policy[d.name] = read_policy(next(answers), m, d)
        wanted = m.tree(joint)
        best = m.all_policies(joint)
        enumerated += best is not None
        ok = value["kind"] == "number" and Fraction(value["value"]) == wanted
        ok = ok and (best is None or best == wanted) and None not in policy.values()
        ok = ok and m.under(joint, policy) == wanted
        passed, failed = passed + ok, failed + (not ok)
        if not ok:
            print(f"model {n}: wanted {wanted}, of all policies {best}\n  found {value}, {policy}\n{m.script(n)}")
            continue
        done = ", ".join(f"{d} := p{n}_{d}" + (f"({', '.join(k)})" if k else "") for d, (k, _) in policy.items())
        means = " + ".join([f"E({form.format(u)})" for u, (form, _) in m.utility.items()
                            if "^-" not in form] + [str(m.more)])
        if any("^-" in form for form, _ in m.utility.values()):
            continue  # no mean is written so
        after += f"show {means} in do(m{n}, {done}) with F{n}\n"
        wanted_after.append((n, wanted))
    answers, _ = run(o.catgut, after)
    told = answers[len(answers) - len(wanted_after):]
    seen, from_states = 0, run(o.catgut, head + "".join(m.source(n) + m.observed(n) for n, m in models.items()))[0]
    failed += len(from_states) != len(models)
    for (n, m), found in zip(models.items(), from_states):
        number = found["kind"] == "number"
        ok = Fraction(found["value"]) == m.tree(m.joint()) if number else found.get("code") in REFUSED
        passed, failed, seen = passed + ok, failed + (not ok), seen + number
        if not ok:
            print(f"model {n}, from a state: wanted {m.tree(m.joint())}, found {found}")
    print(f"{seen} of {o.count} are known from a state")
    for (n, wanted), found in zip(wanted_after, told):
        ok = found["kind"] == "number" and Fraction(found["value"]) == wanted
        passed, failed = passed + ok, failed + (not ok)
        if not ok:
            print(f"model {n}, plugged in: wanted {wanted}, found {found}")
    print(f"of {enumerated} of {o.count} all policies were tried")
    failed += enough.lacking(o.count, known_from_a_state=(seen, 75), all_policies=(enumerated, 60))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
