#!/usr/bin/env python3
"""Random graphs with arrows and lines, asked as classes of models; answers are held against all
members, found by turning every line both ways.

    python3 tests/law/classes.py --catgut build/catgut --count 250 --seed 1

Members are counted and compared one by one; a set adjusts when it does in each of them, by its
definition (shape.py); an effect is the same in all when it is so for a random state, exactly,
modulo a large prime.  Where it is not, the two members that are shown must be members, and differ
as it is said.

`--seed S --first N --count 1` gives graph N back, `--print` shows its script.  Prints `N passed, N
failed`, counting questions.  Exit status 1 when one failed, 77 when there is no catgut.
"""

import argparse
import itertools
import json
import os
import random
import re
import subprocess
import sys
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import shape  # noqa: E402

PRIME = (1 << 61) - 1
EACH = 25  # graphs in one script


class Pdag:
    def __init__(self, vertices, arrows, lines):
        self.vertices, self.arrows, self.lines = vertices, set(arrows), [tuple(l) for l in lines]

    def joined(self):
        return {frozenset(e) for e in list(self.arrows) + self.lines}

    def source(self, name, typed):
        parts = []
        for v in self.vertices:
            reads = [a for a in self.vertices if (a, v) in self.arrows]
            parts.append(v + (" : Bit" if typed else "") +
                         (" <- " + ", ".join(reads) if reads else ""))
        parts += [f"{a} -- {b}" for a, b in self.lines]
        return f"model {name} {{ " + "  ".join(parts) + " }"


def colliders(vertices, arrows, joined):
    return {(a, c, b) for c in vertices for a, b in itertools.combinations(vertices, 2)
            if (a, c) in arrows and (b, c) in arrows and frozenset((a, b)) not in joined}


def is_acyclic(vertices, arrows):
    left = set(vertices)
    while left:
        free = [v for v in left if not any((a, v) in arrows for a in left)]
        if not free:
            return False
        left -= set(free)
    return True


def members(g):
    """All DAGs with these arrows, an arrow for each line, and no other collider."""
    joined, found = g.joined(), []
    wanted = colliders(g.vertices, g.arrows, joined)
    for turned in itertools.product([0, 1], repeat=len(g.lines)):
        arrows = g.arrows | {(a, b) if way else (b, a) for (a, b), way in zip(g.lines, turned)}
        if colliders(g.vertices, arrows, joined) == wanted and is_acyclic(g.vertices, arrows):
            found.append(frozenset(arrows))
    return found


def union(g, found):
    """The arrows that all of these have, and lines where some differ."""
    arrows = frozenset.intersection(*found)
    lines = [tuple(sorted(e)) for e in g.joined() if not any(set(a) == e for a in arrows)]
    return Pdag(g.vertices, arrows, lines)


def same_class(g, member):
    """All DAGs that are equivalent to the member."""
    joined = g.joined()
    fixed = {a for x, c, y in colliders(g.vertices, member, joined) for a in ((x, c), (y, c))}
    return members(Pdag(g.vertices, fixed,
                        [tuple(e) for e in joined if not any(set(a) == e for a in fixed)]))


# ---- effects -----------------------------------------------------------------------------------


def parents(arrows, v):
    return sorted(a for a, b in arrows if b == v)


def random_state(rng, g, member, exact=False):
    """A state that the member explains, as weights modulo a prime, or as fractions."""
    tables = {}
    for v in g.vertices:
        for key in itertools.product([0, 1], repeat=len(parents(member, v))):
            p = Fraction(rng.randint(1, 6), 7) if exact else rng.randrange(2, PRIME - 1)
            tables[v, key] = [p, (1 - p) % PRIME]
    state = {}
    for values in itertools.product([0, 1], repeat=len(g.vertices)):
        at, weight = dict(zip(g.vertices, values)), 1
        for v in g.vertices:
            key = tuple(at[a] for a in parents(member, v))
            weight = weight * tables[v, key][at[v]] % PRIME
        state[values] = weight
    return state


def marginal(g, state, vs):
    where, sums = [g.vertices.index(v) for v in vs], {}
    for values, weight in state.items():
        key = tuple(values[i] for i in where)
        sums[key] = (sums.get(key, 0) + weight) % PRIME
    return sums


def effect(g, state, member, xs, ys):
    """P(ys | do(xs)) of every value, by the factors of the member."""
    factors = []
    for v in g.vertices:
        if v in xs:
            continue
        vs = parents(member, v)
        both, below = marginal(g, state, vs + [v]), marginal(g, state, vs)
        inverse = {key: 1 / weight if isinstance(weight, Fraction) else pow(weight, PRIME - 2, PRIME)
                   for key, weight in below.items()}
        where = [g.vertices.index(a) for a in vs + [v]]
        factors.append((where, {k: w * inverse[k[:-1]] % PRIME for k, w in both.items()}))
    at, sums = [g.vertices.index(v) for v in xs + ys], {}
    for values in state:
        weight = 1
        for where, table in factors:
            weight = weight * table[tuple(values[i] for i in where)] % PRIME
        key = tuple(values[i] for i in at)
        sums[key] = (sums.get(key, 0) + weight) % PRIME
    return sums


def differs(rng, g, found, xs, ys):
    state = random_state(rng, g, rng.choice(found))
    first = effect(g, state, found[0], xs, ys)
    return any(effect(g, state, m, xs, ys) != first for m in found[1:])


# ---- what is said ------------------------------------------------------------------------------


def read_member(text):
    """The arrows of `model g1 { A  B <- A, C }`."""
    arrows = set()
    for item in re.split(r"  ", re.search(r"\{ (.*) \}", text)[1]):
        name, _, reads = item.partition(" <- ")
        arrows |= {(a, name.split(" ")[0]) for a in reads.split(", ") if a}
    return frozenset(arrows)


def check_members(answer, found):
    told = [read_member(text) for text in answer["value"]]
    return len(told) == len(found) and set(told) == set(found)


def check_class(answer, wanted):
    return ({tuple(a) for a in answer["arrows"]} == wanted.arrows and
            {frozenset(l) for l in answer["lines"]} == {frozenset(l) for l in wanted.lines})


def graphs(g, found):
    return [shape.Graph(g.vertices, [], m) for m in found]


def check_adjusts(g, found, answer, xs, ys, zs):
    return answer["value"] == all(shape.adjusts(m, xs, ys, zs) for m in graphs(g, found))


def check_adjustment(g, found, answer, xs, ys, rules):
    all_of_them = graphs(g, found)
    wanted = shape.minimal_sets(
        all_of_them[0], xs, ys,
        lambda _, a, b, zs: all(shape.adjusts(m, a, b, zs) for m in all_of_them), rules)
    return answer["value"] == wanted and ("reason" in answer) == (not wanted)


def check_optimal(g, found, answer, xs, ys):
    """The best set, in every member."""
    if not answer["value"]:
        return check_adjustment(g, found, answer, xs, ys, ((), (), ""))
    return all(shape.check_optimal(m, answer, xs, ys, ((), (), "")) for m in graphs(g, found))


def check_identify(rng, g, found, answer, xs, ys):
    differ = differs(rng, g, found, xs, ys)
    if answer["status"] == "identified":
        return not differ
    one, two = (read_member(text) for text in answer["members"])
    path = re.split(" -- | -> ", answer["path"])
    steps = list(zip(path, path[1:]))
    return (differ and one in found and two in found and path[0] in xs and path[-1] in ys and
            not set(path[1:]) & set(xs) and set(steps) <= one and steps[0][::-1] in two and
            set(steps[1:]) <= two)


def check_number(g, found, state, answer, xs, ys, differ):
    """P(ys | do(xs)) in the class from the state: of every member, or refused where they differ."""
    if differ:
        return answer.get("code") == "E310"
    wanted = effect(g, state, found[0], xs, ys)
    got = {tuple(map(int, row["given"] + e["labels"])): Fraction(e["p"])
           for row in answer.get("rows", []) for e in row["entries"]}
    return answer["kind"] == "channel" and all(
        effect(g, state, m, xs, ys) == wanted for m in found) and got == {
            k: p for k, p in wanted.items() if p}


def check_separator(g, found, answer, xs, ys):
    return all(answer["value"] == shape.minimal_sets(m, xs, ys, shape.separates)
               for m in graphs(g, found))


def check_empty(g, answer):
    """None of the vertices that are named can come last among them."""
    names = re.search(r"of \{(.*)\} none", answer["message"])
    if answer["code"] != "E305" or not names:
        return False
    if "..." in names[1]:
        return True
    stuck, joined = names[1].split(", "), g.joined()
    for v in stuck:
        near = [w for w in stuck if frozenset((v, w)) in joined]
        leads = any((v, w) in g.arrows for w in near)
        loose = any((w, v) not in g.arrows and frozenset((w, u)) not in joined
                    for w in near for u in near if u != w)
        if not leads and not loose:
            return False
    return True


# ---- random graphs and questions ---------------------------------------------------------------


def random_pdag(rng):
    """A DAG with lines for some of its arrows; or lines and arrows as they come."""
    vertices = [f"V{i}" for i in range(rng.choice([2, 3, 3, 4, 4, 4, 5, 5]))]
    order = rng.sample(vertices, len(vertices))
    dense = rng.choice([0.3, 0.5, 0.7, 0.95])
    arrows = {a for a in itertools.combinations(order, 2) if rng.random() < dense}
    joined = {frozenset(a) for a in arrows}
    kept = {a for x, c, y in colliders(vertices, arrows, joined) for a in ((x, c), (y, c))}
    if rng.random() < 0.15:
        kept = set()
    known = rng.choice([0, 0.2, 0.4, 0.6])
    kept |= {a for a in sorted(arrows) if rng.random() < known}
    lines = [a if rng.random() < 0.5 else a[::-1] for a in sorted(arrows - kept)]
    return Pdag(vertices, kept, lines)


def sides(rng, g):
    pool = rng.sample(g.vertices, len(g.vertices))
    xs, ys = pool[:1], pool[1:2]
    if len(pool) > 3 and rng.random() < 0.4:
        (xs if rng.random() < 0.6 else ys).append(pool.pop())
    return xs, ys, pool[2:]


def questions_of(rng, g, name):
    """Pairs: a statement, and the check of its answer."""
    found = members(g)
    source = g.source(name, rng.random() < 0.3)
    if not found:
        yield source, lambda a: a["kind"] == "error" and check_empty(g, a)
        return
    yield source, None
    if not g.lines:
        return
    yield f"show {name}", lambda a: check_class(a, g)
    yield f"show members({name})", lambda a: check_members(a, found)
    yield f"show size({name})", lambda a: a["value"] == str(len(found))
    yield f"show maximal({name})", lambda a: check_class(a, union(g, found))
    yield (f"show essential({name})",
           lambda a: check_class(a, union(g, same_class(g, found[0]))))
    for _ in range(2):
        xs, ys, rest = sides(rng, g)
        zs = [v for v in rest if rng.random() < 0.4]
        arrow = f"{shape.braces(xs)} -> {shape.braces(ys)}"
        never = [v for v in rest if rng.random() < 0.2]
        out = f", without {shape.braces(never)}" if never else ""
        yield (f"show adjusts({shape.braces(zs)}, {arrow}) in {name}",
               lambda a, x=xs, y=ys, z=zs: check_adjusts(g, found, a, x, y, z))
        yield (f"show adjustment({arrow}{out}) in {name}",
               lambda a, x=xs, y=ys, n=never: check_adjustment(g, found, a, x, y, ((), n, "")))
        yield (f"show adjustment({arrow}, optimal) in {name}",
               lambda a, x=xs, y=ys: check_optimal(g, found, a, x, y))
        yield (f"identify P({', '.join(ys)} | do({', '.join(xs)})) in {name}",
               lambda a, x=xs, y=ys: check_identify(rng, g, found, a, x, y))
        yield (f"explain adjustment({arrow}) in {name}", lambda a: a["kind"] == "explain")
        yield (f"show separator({shape.braces(xs)}, {shape.braces(ys)}) in {name}",
               lambda a, x=xs, y=ys: check_separator(g, found, a, x, y))
    if len(g.vertices) < 6:
        xs, ys, _ = sides(rng, g)
        state, differ = random_state(rng, g, rng.choice(found), True), differs(rng, g, found, xs, ys)
        wires = " * ".join(f"({v} : Bit)" for v in g.vertices)
        kets = " + ".join(f"{p}|{','.join(map(str, k))}>" for k, p in state.items() if p)
        yield f"state w{name} : {wires} = {kets}", None
        yield (f"show P({', '.join(ys)} | do({', '.join(xs)})) in {name} from w{name}",
               lambda a, x=xs, y=ys: check_number(g, found, state, a, x, y, differ))
    v = rng.choice(g.vertices)
    yield (f"show blanket({v}) in {name}",
           lambda a: a["value"] == [shape.blanket(graphs(g, found)[0], v)])


# ---- the program -------------------------------------------------------------------------------


def run_some(arguments, numbers):
    script, asked = ["type Bit = {0, 1}"], []
    for number in numbers:
        rng = random.Random(f"{arguments.seed} {number}")
        g = random_pdag(rng)
        for statement, check in questions_of(rng, g, f"g{number}"):
            script.append(statement)
            if check:
                asked.append((number, g, statement, check))
    text = "\n".join(script) + "\n"
    if arguments.print:
        print(text)
        return 0, 0
    run = subprocess.run([arguments.catgut, "--json", "-k", "-"], input=text, capture_output=True,
                         text=True, check=False)
    answers = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    if len(answers) != len(asked):
        print(f"{len(answers)} answers to {len(asked)} questions, status {run.returncode}\n{text}"
              f"{run.stderr}")
        return 0, len(asked)
    bad = 0
    for (number, g, statement, check), answer in zip(asked, answers):
        may_fail = statement.startswith("model") or " from w" in statement
        if answer["kind"] == "error" and not may_fail or not check(answer):
            bad += 1
            print(f"graph {number}: {statement}\n{g.source('g', False)}\n{json.dumps(answer)}")
    return len(asked) - bad, bad


def main():
    a = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    a.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    a.add_argument("--count", type=int, default=250, help="how many graphs")
    a.add_argument("--first", type=int, default=0, help="the number of the first one")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--print", action="store_true", help="the scripts, nothing is run")
    arguments = a.parse_args()
    if not arguments.print and not os.access(arguments.catgut, os.X_OK):
        print(f"no {arguments.catgut} to ask")
        return 77
    passed = failed = 0
    numbers = list(range(arguments.first, arguments.first + arguments.count))
    for i in range(0, len(numbers), EACH):
        good, bad = run_some(arguments, numbers[i:i + EACH])
        passed += good
        failed += bad
    if not arguments.print:
        print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
