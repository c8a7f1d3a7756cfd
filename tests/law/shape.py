#!/usr/bin/env python3
"""Random models with hidden causes, asked about their shape; answers and explanations are held
against the definitions.

    python3 tests/law/shape.py --catgut build/catgut --count 200 --seed 1

The oracle knows paths only: it lists all paths between two vertices, latents included, and looks at
every vertex on them; sets are found by trying all subsets.  It reads what `explain` prints: each
path must be one of the model, open or blocked just where it is said to be, and none may be missing.

`--seed S --first N --count 1` gives model N back, `--print` shows its script.  Prints `N passed, N
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

sys.dont_write_bytecode = True  # a folder of Python's own would stand among the tests

from causal import enough  # noqa: E402 (after the line above)

PATHS_MAX = 20  # what an explanation tells of


class Graph:
    """Vertices and arrows.  `hidden` are latents; an unnamed one is called `A <-> B`."""

    def __init__(self, vertices, hidden, arrows):
        self.vertices, self.hidden, self.arrows = vertices, hidden, set(arrows)
        self.observed = [v for v in vertices if v not in hidden]

    def without(self, gone):
        return Graph(self.vertices, self.hidden, {a for a in self.arrows if not gone(a)})

    def neighbours(self, v):
        return [w for w in self.vertices if (v, w) in self.arrows or (w, v) in self.arrows]

    def below(self, start):
        found, todo = set(start), list(start)
        while todo:
            v = todo.pop()
            for w in self.vertices:
                if (v, w) in self.arrows and w not in found:
                    found.add(w)
                    todo.append(w)
        return found

    def above(self, start):
        return Graph(self.vertices, self.hidden, {(b, a) for a, b in self.arrows}).below(start)

    def parents(self, vs):
        return {a for a, b in self.arrows if b in vs} - set(vs)

    def children(self, vs):
        return {b for a, b in self.arrows if a in vs} - set(vs)

    def paths(self, a, b):
        done, todo = [], [[a]]
        while todo:
            path = todo.pop()
            if path[-1] == b:
                done.append(path)
                continue
            todo += [path + [w] for w in self.neighbours(path[-1]) if w not in path]
        return done

    def is_collider(self, path, i):
        return (path[i - 1], path[i]) in self.arrows and (path[i + 1], path[i]) in self.arrows

    def blocked_at(self, path, given):
        """The first vertex that blocks the path, or None."""
        for i in range(1, len(path) - 1):
            if self.is_collider(path, i):
                if not self.below([path[i]]) & set(given):
                    return path[i]
            elif path[i] in given:
                return path[i]
        return None

    def separated(self, xs, ys, given):
        return all(self.blocked_at(p, given) for x in xs for y in ys for p in self.paths(x, y))

    def is_causal(self, path):
        return all(step in self.arrows for step in zip(path, path[1:]))


# ---- the definitions --------------------------------------------------------------------------


def proper_paths(g, xs, ys):
    for x in xs:
        for y in ys:
            for path in g.paths(x, y):
                if not set(path[1:]) & set(xs):
                    yield path


def adjusts(g, xs, ys, zs):
    """Shpitser, VanderWeele & Robins 2010, word by word."""
    for path in proper_paths(g, xs, ys):
        if g.is_causal(path):
            if g.below(path[1:]) & set(zs):
                return False
        elif not g.blocked_at(path, zs):
            return False
    return True


def is_frontdoor(g, xs, ys, zs):
    """Pearl 1995, for sets."""
    for x in xs:
        for y in ys:
            if any(g.is_causal(p) and not set(p) & set(zs) for p in g.paths(x, y)):
                return False
    return (g.without(lambda a: a[0] in xs).separated(xs, zs, []) and
            g.without(lambda a: a[0] in zs).separated(zs, ys, xs))


def minimal_sets(g, xs, ys, good, rules=((), (), "")):
    """All minimal sets that obey the rules, or all, smaller first, then in the order of the model.
    """
    must, never, which = rules
    free = [v for v in g.observed if v not in xs and v not in ys and v not in never]
    found = []
    for size in range(len(free) + 1):
        for zs in itertools.combinations(free, size):
            if set(must) <= set(zs) and good(g, xs, ys, zs) and (
                    which == "all" or not any(set(f) <= set(zs) for f in found)):
                found.append(list(zs))
    return found


def check_optimal(g, answer, xs, ys, rules):
    """What any set of those that count has more tells nothing of Y given the answer and X, and what
    the answer has more nothing of X given the set (Rotnitzky & Smucler 2020)."""
    must, never, _ = rules
    some = minimal_sets(g, xs, ys, adjusts, rules)
    if not some:
        return answer["value"] == [] and "reason" in answer
    best, = answer["value"]
    of_all = "note" not in answer
    if of_all:
        some = minimal_sets(g, xs, ys, adjusts, (must, never, "all"))
    return best in some and all(
        g.separated(ys, [v for v in zs if v not in best], best + xs) and
        g.separated(xs, [v for v in best if v not in zs], zs) for zs in some)


def separates(g, xs, ys, zs):
    return g.separated(xs, ys, zs)


def blanket(g, v):
    """Those that v depends on even given all others."""
    return [w for w in g.observed if w != v and not g.separated(
        [v], [w], [u for u in g.observed if u not in (v, w)])]


def hidden(g, vs):
    return Graph(g.vertices, g.hidden + vs, g.arrows)


def components(g):
    """Observed vertices that a chain of hidden causes joins."""
    joined = {v: {v} for v in g.observed}
    for h in g.hidden:
        below, todo = set(), [h]
        while todo:
            v = todo.pop()
            for w in g.vertices:
                if (v, w) in g.arrows:
                    if w in g.hidden:
                        todo.append(w)
                    else:
                        below.add(w)
        for v in below:
            joined[v] |= below
    parts = []
    for v in g.observed:
        if any(v in p for p in parts):
            continue
        part, old = {v}, None
        while part != old:
            old = set(part)
            part = set().union(*(joined[w] for w in part))
        parts.append([w for w in g.observed if w in part])
    return parts


def is_instrument(g, x, y, z, given):
    causal = set()
    for path in g.paths(x, y):
        if g.is_causal(path):
            causal |= set(path[1:])
    if ({z} | set(given)) & g.below(causal) or y in given or x in given or z in g.below([x]):
        return False
    cut = g.without(lambda a: a[0] == x and a[1] in causal)
    return not g.separated([z], [x], given) and cut.separated([z], [y], given)


# ---- what explain says ------------------------------------------------------------------------


def read_path(g, text):
    """The path as vertices, `A <-> B` being one between A and B; None where it is none of g."""
    words = re.split(r" (<->|<-|->) ", text.strip())
    path = [words[0]]
    for arrow, name in zip(words[1::2], words[2::2]):
        last = path[-1]
        if arrow == "<->":
            edges = [h for h in g.hidden if h in (f"{last} <-> {name}", f"{name} <-> {last}")]
            if not edges or (edges[0], last) not in g.arrows or (edges[0], name) not in g.arrows:
                return None
            path.append(edges[0])
        elif ((last, name) if arrow == "->" else (name, last)) not in g.arrows:
            return None
        path.append(name)
    return path if len(set(path)) == len(path) else None


def told_paths(g, lines):
    """Pairs: a path, and the lines below it that are indented further."""
    told = []
    for line in lines:
        text = line.strip()
        if re.match(r"open|blocked at", text):
            told[-1][1].append(text)
        elif re.search(r" (<->|<-|->) ", text) and not text.endswith(":"):
            told.append((read_path(g, text), []))
    return told


def check_open(g, path, said, given):
    """Is the path open, for the reasons that are said?"""
    if path is None or g.blocked_at(path, given) is not None:
        return False
    colliders = [path[i] for i in range(1, len(path) - 1) if g.is_collider(path, i)]
    if [s.split(":")[0] for s in said] != [f"open at {v}" for v in colliders] and colliders:
        return False
    for v, words in zip(colliders, said):
        if words.endswith(", and given"):
            if v not in given:
                return False
            continue
        way = read_path(g, words.rsplit(": ", 1)[1])
        if v in given or not way or way[0] != v or not g.is_causal(way) or way[-1] not in given:
            return False
    return colliders or len(said) == 1


def check_blocked(g, told, wanted, given, more):
    """Are these all the paths that are wanted, shortest first, and blocked where it is said?"""
    for path, said in told:
        if path is None or said[0].split(":")[0] != f"blocked at {g.blocked_at(path, given)}":
            return False
        collider = g.is_collider(path, path.index(g.blocked_at(path, given)))
        if (": a collider" in said[0]) != collider:
            return False
    lengths = [len(path) for path, _ in told]
    if lengths != sorted(lengths)[:PATHS_MAX] or len({tuple(p) for p, _ in told}) != len(told):
        return False
    if not all(path in wanted for path, _ in told):
        return False
    if more:
        return len(told) <= PATHS_MAX < len(wanted)
    return len(told) == len(wanted)


def check_independent(g, answer, xs, ys, zs):
    truth = g.separated(xs, ys, zs)
    lines = answer["text"].splitlines()
    if answer["value"] != truth:
        return False
    more = lines[-1].strip().startswith("and more")
    told = told_paths(g, lines[1:])
    if truth:
        return check_blocked(g, told, [p for x in xs for y in ys for p in g.paths(x, y)], zs, more)
    return len(told) == 1 and check_open(g, *told[0], zs)


def told_of(g, path, given):
    at = g.blocked_at(path, given)
    told = {"open": at is None, "sort": "other"}
    if g.is_causal(path):
        told["sort"] = "causal"
    elif (path[1], path[0]) in g.arrows:
        told["sort"] = "back-door"
    if at is not None:
        told |= {"blocked at": at, "collider": g.is_collider(path, path.index(at))}
    return told


def check_paths(g, answer, xs, ys, zs):
    """Every path, with all that is said of it."""
    found = [(read_path(g, p.pop("path")), p) for p in answer["value"]]
    paths = [p for x in xs for y in ys for p in g.paths(x, y)]
    return (len(found) == len(paths) and all(path in paths for path, _ in found) and
            len({tuple(path) for path, _ in found}) == len(found) and
            all(told == told_of(g, path, zs) for path, told in found))


def check_separator(g, answer, xs, ys):
    """The sets, and every path, blocked where the first of them blocks it."""
    wanted = minimal_sets(g, xs, ys, separates)
    lines = answer["text"].splitlines()
    if not wanted:
        path = re.search("of them, (.*) is open", lines[1])
        given = [v for v in g.observed if v in g.above(xs + ys) and v not in xs + ys]
        return lines[0] == "none" and path and not g.blocked_at(read_path(g, path[1]), given)
    more = lines[-1].strip().startswith("and more")
    paths = [p for x in xs for y in ys for p in g.paths(x, y)]
    return (lines[:len(wanted)] == [braces(zs) for zs in wanted] and
            check_blocked(g, told_paths(g, lines[len(wanted) + 1:]), paths, wanted[0], more))


def check_adjusts(g, answer, xs, ys, zs):
    truth = adjusts(g, xs, ys, zs)
    lines = answer["text"].splitlines()
    if answer["value"] != truth:
        return False
    if truth:
        wanted = [p for p in proper_paths(g, xs, ys) if not g.is_causal(p)]
        more = lines[-1].strip().startswith("and more")
        return check_blocked(g, told_paths(g, lines[3:]), wanted, zs, more)
    told = told_paths(g, lines[1:])
    if "may not be adjusted for" not in lines[1]:
        return (len(told) == 1 and check_open(g, *told[0], zs) and not g.is_causal(told[0][0]))
    bad, causal = lines[1].split()[0], told[0][0]
    if bad not in zs or not g.is_causal(causal) or causal not in list(proper_paths(g, xs, ys)):
        return False
    if "it is on" in lines[1]:
        return bad in causal[1:]
    way = told[1][0]
    return g.is_causal(way) and way[0] in causal[1:] and way[-1] == bad


def check_sets(g, answer, xs, ys, good, rules=((), (), "")):
    wanted = minimal_sets(g, xs, ys, good, rules)
    return answer["value"] == wanted and ("reason" in answer) == (not wanted)


class Told:
    """How many texts there were, and how many with paths."""
    texts = paths = 0


def check_real_paths(g, answer):
    """Each path of the text is one of the model."""
    told = told_paths(g, answer["text"].splitlines())
    Told.texts, Told.paths = Told.texts + 1, Told.paths + bool(told)
    return all(path for path, _ in told)


def check_instruments(g, answer, x, y, never=()):
    """Every instrument, with every minimal set that does for it."""
    wanted = []
    for z in g.observed:
        if z not in (x, y) and z not in never:
            wanted += [{"instrument": z, "given": given} for given in minimal_sets(
                g, [x, z], [y], lambda g, xs, ys, zs: is_instrument(g, xs[0], ys[0], xs[1], zs), ((), never, ""))]
    return answer["value"] == wanted


def check_instrument(g, answer, x, y, z, given):
    told = told_paths(g, answer["text"].splitlines()[1:])
    return answer["value"] == is_instrument(g, x, y, z, given) and all(path for path, _ in told)


def check_implications(g, answer):
    """Each holds; and there are some where two observed vertices can be separated."""
    some = False
    for a, b in itertools.combinations(g.observed, 2):
        rest = [v for v in g.observed if v not in (a, b)]
        some = some or any(g.separated([a], [b], zs) for size in range(len(rest) + 1)
                           for zs in itertools.combinations(rest, size))
    found = answer["independences"]
    return bool(found) == some and all(
        g.separated([i["variable"]], i["of"], i["given"]) for i in found)


def check_equivalent(g, answer, other):
    for a, b in itertools.combinations(g.observed, 2):
        rest = [v for v in g.observed if v not in (a, b)]
        for size in range(len(rest) + 1):
            for zs in itertools.combinations(rest, size):
                if g.separated([a], [b], zs) != other.separated([a], [b], zs):
                    return not answer["value"] and check_difference(g, other, answer["text"])
    return answer["value"]


def check_difference(g, other, text):
    """One line says what is independent in one model, the other one that it is not."""
    claims = re.findall(r"in ([mn]), (\w+) is (not )?independent of (\w+)(?: given \{(.*)\})?",
                        text)
    for model, a, negated, b, given in claims:
        zs = given.split(", ") if given else []
        if (g if model == "m" else other).separated([a], [b], zs) != (not negated):
            return False
    return len(claims) == 2 and claims[0][2] != claims[1][2]


# ---- random models and questions --------------------------------------------------------------


def random_graph(rng, observed):
    """Observed vertices in any order, named latents before or between them, `<->` edges."""
    latents = [f"H{i}" for i in range(rng.choice([0, 0, 1, 1, 2]))]
    vertices = observed + latents
    order = rng.sample(vertices, len(vertices))
    dense = rng.choice([0.2, 0.35, 0.5])
    arrows = {(a, b) for a, b in itertools.combinations(order, 2) if rng.random() < dense}
    edges = [(a, b) for a, b in itertools.combinations(observed, 2) if rng.random() < 0.12][:4]
    unnamed = [f"{a} <-> {b}" for a, b in edges]
    for name, (a, b) in zip(unnamed, edges):
        arrows |= {(name, a), (name, b)}
    return Graph(vertices + unnamed, latents + unnamed, arrows)


def model_source(name, g):
    lines = [f"model {name} {{"]
    for v in g.vertices:
        if "<->" in v:
            lines.append(f"  {v}")
            continue
        parents = [p for p in g.vertices if (p, v) in g.arrows and "<->" not in p]
        reads = " <- " + ", ".join(parents) if parents else ""
        lines.append(f"  {'latent ' if v in g.hidden else ''}{v} : Bit{reads}")
    return "\n".join(lines + ["}"])


def board_source(rng, name, g):
    """The same without types, as it is drawn: variables, then arrows, some with a common end."""
    named = [v for v in g.vertices if "<->" not in v]
    lines = [f"model {name} {{"] + [f"  {'latent ' if v in g.hidden else ''}{v}" for v in named]
    lines += [f"  {v}" for v in g.vertices if "<->" in v]
    for v in rng.sample(named, len(named)):
        children = [w for w in named if (v, w) in g.arrows]
        if rng.random() < 0.5:
            lines += [f"  {v} -> {w}" for w in children]
        elif children:
            lines.append(f"  {v} -> {braces(children)}")
    return "\n".join(lines + ["}"])


def braces(vs):
    return "{" + ", ".join(vs) + "}"


def pick(rng, pool, most):
    return rng.sample(pool, min(len(pool), rng.randint(1, most)))


def ruled_questions_of(rng, g):
    """Sets that must have, and may not have, some variables."""
    pool = rng.sample(g.observed, len(g.observed))
    xs, ys = pool[:1], pool[1:2]
    if len(pool) > 3 and rng.random() < 0.3:
        (xs if rng.random() < 0.5 else ys).append(pool.pop())
    must = [v for v in pool[2:] if rng.random() < 0.25]
    never = [v for v in pool[2:] if v not in must and rng.random() < 0.25]
    said = (f", with {braces(must)}" if must else "") + (
        f", without {braces(never)}" if never else "")
    sides = {"adjustment": f"{braces(xs)} -> {braces(ys)}",
             "separator": f"{braces(xs)}, {braces(ys)}"}
    for word, good in ("adjustment", adjusts), ("separator", separates):
        for which in "", "all":
            rules = must, never, which
            yield (f"show {word}({sides[word]}{said}{', all' if which else ''}) in m",
                   lambda a, good=good, rules=rules: check_sets(g, a, xs, ys, good, rules))
    yield (f"show adjustment({sides['adjustment']}{said}, optimal) in m",
           lambda a: check_optimal(g, a, xs, ys, (must, never, "")))
    yield (f"explain adjustment({sides['adjustment']}{said}, optimal) in m",
           lambda a: check_real_paths(g, a))
    if len(xs) == len(ys) == 1:
        left = f", without {braces(never)}" if never else ""
        yield (f"show instruments({xs[0]} -> {ys[0]}{left}) in m",
               lambda a: check_instruments(g, a, xs[0], ys[0], never))


def questions_of(rng, g, other):
    """Pairs: a statement, and the check of its answer."""
    named = [v for v in g.vertices if "<->" not in v]
    yield "show components(m)", lambda a: a["value"] == components(g)
    v = rng.choice(named)
    for word, kin in (("ancestors", g.above), ("descendants", g.below),
                      ("parents", g.parents), ("children", g.children)):
        yield f"show {word}({v}) in m", lambda a, kin=kin: a["value"] == [
            [w for w in named if w in kin([v])]]
    yield f"show blanket({v}) in m", lambda a: a["value"] == [blanket(g, v)]
    pool = rng.sample(named, len(named))
    some = rng.choice([1, 1, 2])
    one, two = pool[:some], pool[some:some + rng.choice([1, 1, 2])]
    yield (f"show separator({braces(one)}, {braces(two)}) in m",
           lambda a, one=one, two=two: check_sets(g, a, one, two, separates))
    yield (f"explain separator({braces(one)}, {braces(two)}) in m",
           lambda a, one=one, two=two: check_separator(g, a, one, two))
    yield from ruled_questions_of(rng, g)
    for _ in range(4):
        pool = rng.sample(named, len(named))
        xs, ys = pool[:rng.choice([1, 1, 2])], []
        pool = [w for w in pool if w not in xs]
        ys = pool[:rng.choice([1, 1, 2])] or None
        if not ys:
            continue
        zs = [w for w in pool if w not in ys and rng.random() < 0.35]
        yield (f"explain independent({braces(xs)}, {braces(ys)} | {braces(zs)}) in m",
               lambda a, xs=xs, ys=ys, zs=zs: check_independent(g, a, xs, ys, zs))
        yield (f"show paths({braces(xs)}, {braces(ys)} | {braces(zs)}) in m",
               lambda a, xs=xs, ys=ys, zs=zs: check_paths(g, a, xs, ys, zs))
    for _ in range(3):
        pool = rng.sample(g.observed, len(g.observed))
        xs = pool[:rng.choice([1, 1, 2])]
        ys = [w for w in pool if w not in xs][:rng.choice([1, 1, 2])]
        zs = [w for w in pool if w not in xs + ys and rng.random() < 0.4]
        arrow = f"{braces(xs)} -> {braces(ys)}"
        yield (f"explain adjusts({braces(zs)}, {arrow}) in m",
               lambda a, xs=xs, ys=ys, zs=zs: check_adjusts(g, a, xs, ys, zs))
        for word, good in ("adjustment", adjusts), ("frontdoor", is_frontdoor):
            yield (f"show {word}({arrow}) in m",
                   lambda a, xs=xs, ys=ys, good=good: check_sets(g, a, xs, ys, good))
            yield f"explain {word}({arrow}) in m", lambda a: check_real_paths(g, a)
    x, y = rng.sample(g.observed, 2)
    given = [v for v in g.observed if v not in (x, y) and rng.random() < 0.3]
    muted = g.without(lambda a: a[0] == x)
    yield (f"show independent({x}, {y} | {braces(given)}) in mute(m, {x})",
           lambda a, given=given: a["value"] == muted.separated([x], [y], given))
    some = [v for v in g.observed if v not in (x, y)][:rng.choice([1, 2])]
    if some:
        yield (f"show adjustment({x} -> {y}) in hide(m, {braces(some)})",
               lambda a: check_sets(hidden(g, some), a, [x], [y], adjusts))
        yield (f"show components(hide(m, {braces(some)}))",
               lambda a: a["value"] == components(hidden(g, some)))
    yield f"show instruments({x} -> {y}) in m", lambda a: check_instruments(g, a, x, y)
    yield f"explain instruments({x} -> {y}) in m", lambda a: check_real_paths(g, a)
    others = [v for v in g.observed if v not in (x, y)]
    if others:
        z = rng.choice(others)
        given = [v for v in others if v != z and rng.random() < 0.3]
        yield (f"explain instruments({z}, {x} -> {y} | {braces(given)}) in m",
               lambda a: check_instrument(g, a, x, y, z, given))
    yield "show implications(m)", lambda a: check_implications(g, a)
    yield "explain equivalent(m, n)", lambda a: check_equivalent(g, a, other)


def mutated(rng, g):
    """The graph with an arrow between named vertices turned, taken away or added."""
    arrows = set(g.arrows)
    named = [v for v in g.vertices if "<->" not in v]
    for _ in range(10):
        a, b = rng.sample(named, 2)
        try_this = set(arrows)
        try_this.discard((b, a))
        try_this.symmetric_difference_update({(a, b)})
        new = Graph(g.vertices, g.hidden, try_this)
        if not any(v in new.below([w for w in named if (v, w) in new.arrows]) for v in named):
            return new
    return g


# ---- the program ------------------------------------------------------------------------------


def ask(catgut, script):
    run = subprocess.run([catgut, "--json", "-k", "-"], input=script, capture_output=True,
                         text=True, check=False)
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")], run


def run_model(arguments, number):
    rng = random.Random(f"{arguments.seed} {number}")
    g = random_graph(rng, [f"V{i}" for i in range(rng.randint(3, 5))])
    other = mutated(rng, g)
    asked = list(questions_of(rng, g, other))
    sources = [model_source("m", g), model_source("n", other)]
    if number % 3 == 2:
        sources = [board_source(rng, "m", g), board_source(rng, "n", other)]
    script = "\n".join(["type Bit = {0, 1}"] + sources +
                       [statement for statement, _ in asked]) + "\n"
    if arguments.print:
        print(script)
        return 0, 0
    answers, run = ask(arguments.catgut, script)
    if len(answers) != len(asked):
        print(f"model {number}: {len(answers)} answers to {len(asked)} questions, status "
              f"{run.returncode}\n{script}{run.stderr}")
        return 0, len(asked)
    bad = 0
    for (statement, check), answer in zip(asked, answers):
        if answer["kind"] == "error" or not check(answer):
            bad += 1
            print(f"model {number}: {statement}\n{model_source('m', g)}\n"
                  f"{model_source('n', other)}\n{json.dumps(answer)}\n{answer.get('text', '')}")
    return len(asked) - bad, bad


def main():
    a = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    a.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    a.add_argument("--count", type=int, default=150, help="how many models")
    a.add_argument("--first", type=int, default=0, help="the number of the first one")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--print", action="store_true", help="the scripts, nothing is run")
    arguments = a.parse_args()
    if not arguments.print and not os.access(arguments.catgut, os.X_OK):
        print(f"no {arguments.catgut} to ask")
        return 77
    passed = failed = 0
    for number in range(arguments.first, arguments.first + arguments.count):
        good, bad = run_model(arguments, number)
        passed += good
        failed += bad
    if not arguments.print:
        failed += enough.lacking(Told.texts, texts_with_paths=(Told.paths, 40))
        print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
