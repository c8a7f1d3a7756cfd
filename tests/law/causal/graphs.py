"""Causal models and the graphs behind them, by definition.

A Model is what a script declares: observed vertices, named latents that may have parents, and
`X <-> Y`, which is one more latent without a name.  `Model.nodes` counts all of them, an unnamed
latent as a pair ("arc", i).  An Admg is the projection on the observed vertices: arrows and
two-headed arcs.

Separation is by moralisation of the ancestral graph (Lauritzen et al. 1990), adjustment by walking
through every path (the criterion of Shpitser, VanderWeele & Robins 2010 as it is stated): slow
ways, and other ones than the program's.
"""

import itertools
import re

KEYWORDS = set("""type state channel function box let diagram show draw plot check model functor use
identify explain witness import export to of as in with from not latent return repaired""".split())


def word(name):
    plain = re.fullmatch(r"[A-Za-z_][A-Za-z0-9_']*", name) and name != "_"
    return name if plain and name not in KEYWORDS else '"' + name + '"'


def words(names):
    return ", ".join(word(x) for x in names)


def braces(names):
    return word(names[0]) if len(names) == 1 else "{" + words(names) + "}"


class Model:
    def __init__(self):
        self.vertices = []  # named, in the order of declaration
        self.latent = set()
        self.parents = {}
        self.arcs = []
        self.types = {}  # of a vertex; Bit where nothing is said
        self.single = set()  # vertices of a type with one value

    def add(self, vertex, parents=(), latent=False, kind="Bit"):
        self.vertices.append(vertex)
        self.parents[vertex] = list(parents)
        self.types[vertex] = kind
        if latent:
            self.latent.add(vertex)

    def observed(self):
        return [v for v in self.vertices if v not in self.latent]

    def nodes(self):
        """Everything that has a mechanism, each after its parents."""
        order = [("arc", i) for i in range(len(self.arcs))]
        left, done = list(self.vertices), set()
        while left:
            ready = [v for v in left if done.issuperset(self.parents[v])]
            assert ready, "a cycle"
            order += ready
            done.update(ready)
            left = [v for v in left if v not in done]
        return order

    def inputs(self, node):
        """What its mechanism reads: the parents as declared, then the unnamed latents."""
        if isinstance(node, tuple):
            return []
        return self.parents[node] + [("arc", i) for i, ends in enumerate(self.arcs)
                                     if node in ends]

    def hidden(self):
        """Every latent as Catgut calls it: by name, or by its two ends."""
        return [v for v in self.vertices if v in self.latent] + \
            [f"{a} <-> {b}" for a, b in self.arcs]

    def observing(self, latents):
        """The model in which these can be seen; an unnamed latent gets its ends as a name."""
        m = Model()
        m.types, m.single = dict(self.types), set(self.single)
        m.latent = self.latent - set(latents)
        m.parents = {v: list(self.parents[v]) for v in self.vertices}
        m.vertices = list(self.vertices)
        for a, b in self.arcs:
            name = f"{a} <-> {b}"
            if name not in latents:
                m.arcs.append((a, b))
                continue
            m.add(name)
            m.parents[a].append(name)
            m.parents[b].append(name)
        return m

    def dag(self):
        """The parents of every node; a vertex with one value carries nothing, so it is cut off."""
        return {n: {p for p in self.inputs(n) if p not in self.single} if n not in self.single
                else set() for n in self.nodes()}

    def is_hidden(self, node):
        return isinstance(node, tuple) or node in self.latent

    def source(self, name):
        lines = []
        for v in self.vertices:
            reads = f" <- {words(self.parents[v])}" if self.parents[v] else ""
            hidden = "latent " if v in self.latent else ""
            lines.append(f"  {hidden}{word(v)} : {self.types[v]}{reads}")
        lines += [f"  {word(a)} <-> {word(b)}" for a, b in self.arcs]
        return f"model {name} {{\n" + "\n".join(lines) + "\n}\n"

    def project(self):
        """Verma & Pearl 1990."""
        dag = self.dag()
        children = {n: [c for c in dag if n in dag[c]] for n in dag}

        def reached(node):
            """The observed vertices at the ends of directed ways through latents only."""
            found, todo, seen = set(), list(children[node]), set()
            while todo:
                c = todo.pop()
                if c in seen:
                    continue
                seen.add(c)
                if self.is_hidden(c):
                    todo += children[c]
                else:
                    found.add(c)
            return found

        order = [n for n in self.nodes() if not self.is_hidden(n)]
        g = Admg(order)
        for v in order:
            for c in reached(v):
                g.pa[c].add(v)
        for n in dag:
            if self.is_hidden(n):
                for a, b in itertools.combinations(sorted(reached(n)), 2):
                    g.bi[a].add(b)
                    g.bi[b].add(a)
        return g


def read_graph(text):
    """A graph as it stands in the public_*.txt files: `A -> B <- C, A <-> C, latent U, D`."""
    arrows, arcs, names, latent = [], [], [], set()

    def seen(v):
        if v not in names:
            names.append(v)

    for part in text.split(","):
        tokens = part.split()
        if tokens[0] == "latent":
            latent.add(tokens[1])
            seen(tokens[1])
            continue
        for v in tokens[::2]:
            seen(v)
        for a, arrow, b in zip(tokens[::2], tokens[1::2], tokens[2::2]):
            if arrow == "<->":
                arcs.append((a, b))
            else:
                assert arrow in ("->", "<-"), part
                arrows.append((a, b) if arrow == "->" else (b, a))
    m = Model()
    for v in names:
        m.add(v, dict.fromkeys(a for a, b in arrows if b == v), v in latent)
    m.arcs = arcs
    m.nodes()
    return m


class Admg:
    """Order is topological; pa and bi are sets for each vertex."""

    def __init__(self, order):
        self.order = list(order)
        self.pa = {v: set() for v in order}
        self.bi = {v: set() for v in order}

    def sub(self, keep):
        g = Admg([v for v in self.order if v in keep])
        for v in g.order:
            g.pa[v] = self.pa[v] & keep
            g.bi[v] = self.bi[v] & keep
        return g

    def without_into(self, x):
        """Nothing points into x any more, arcs included."""
        g = Admg(self.order)
        for v in self.order:
            if v not in x:
                g.pa[v] = set(self.pa[v])
                g.bi[v] = self.bi[v] - x
        return g

    def without_out_of(self, z):
        g = Admg(self.order)
        for v in self.order:
            g.pa[v] = self.pa[v] - z
            g.bi[v] = set(self.bi[v])
        return g

    def ancestors(self, of):
        found, todo = set(), list(of)
        while todo:
            v = todo.pop()
            if v not in found:
                found.add(v)
                todo += self.pa[v]
        return found

    def components(self, within=None):
        left, parts = set(self.order if within is None else within), []
        for v in self.order:
            if v not in left:
                continue
            part, todo = set(), [v]
            while todo:
                u = todo.pop()
                if u in left:
                    left.remove(u)
                    part.add(u)
                    todo += self.bi[u]
            parts.append(part)
        return parts

    def dag(self):
        dag = {v: set(self.pa[v]) for v in self.order}
        for a, b in itertools.combinations(self.order, 2):
            if b in self.bi[a]:
                dag[(a, b)] = set()
                dag[a].add((a, b))
                dag[b].add((a, b))
        return dag


def separated(dag, a, b, c):
    """Are the sets a and b d-separated by c?  What is in c separates from itself."""
    a, b, c = set(a) - set(c), set(b) - set(c), set(c)
    if a & b:
        return False
    kept, todo = set(), list(a | b | c)
    while todo:
        v = todo.pop()
        if v not in kept:
            kept.add(v)
            todo += dag[v]
    near = {v: set() for v in kept}
    for v in kept:
        for p, q in itertools.combinations(list(dag[v]) + [v], 2):
            near[p].add(q)
            near[q].add(p)
    seen, todo = set(), list(a)
    while todo:
        v = todo.pop()
        if v in seen or v in c:
            continue
        seen.add(v)
        todo += near[v]
    return not seen & b


def descendants(dag, of):
    found = set(of)
    while True:
        more = {v for v in dag if dag[v] & found} - found
        if not more:
            return found
        found |= more


def paths(dag, x, y):
    """Every path from one of x to one of y, proper: only its first vertex is in x."""
    near = {v: set(dag[v]) for v in dag}
    for v in dag:
        for p in dag[v]:
            near[p].add(v)

    def go(path):
        if path[-1] in y:  # and perhaps on to another of y
            yield tuple(path)
        for n in near[path[-1]]:
            if n not in path and n not in x:
                yield from go(path + [n])

    for v in sorted(x, key=str):
        yield from go([v])


def relevant(dag, x, y):
    """Those of x from which a directed path leads to y past the others."""
    return [v for v in x if set(y) & descendants({u: set() if u in x else dag[u] for u in dag}, {v})]


def is_causal(dag, path):
    return all(p in dag[v] for p, v in zip(path, path[1:]))


def is_open(dag, path, z):
    for p, v, n in zip(path, path[1:], path[2:]):
        if p in dag[v] and n in dag[v]:
            if not descendants(dag, {v}) & z:
                return False
        elif v in z:
            return False
    return True


def adjusts(dag, x, y, z):
    """No z descends from a vertex other than x on a proper causal path, and z blocks every proper
    path that is not causal."""
    x, y, z = set(x), set(y), set(z)
    every = list(paths(dag, x, y))
    on_causal = {v for p in every if is_causal(dag, p) for v in p[1:]}
    if z & descendants(dag, on_causal):
        return False
    return all(is_causal(dag, p) or not is_open(dag, p, z) for p in every)


def minimal_sets(candidates, is_good):
    """The sets of candidates that are good while no smaller one in them is."""
    found = []
    for size in range(len(candidates) + 1):
        for some in itertools.combinations(candidates, size):
            if not any(set(f) <= set(some) for f in found) and is_good(some):
                found.append(some)
    return [sorted(f) for f in found]


def adjustment(model, x, y):
    dag = model.dag()
    candidates = [v for v in model.observed() if v not in x and v not in y]
    return minimal_sets(candidates, lambda z: adjusts(dag, x, y, z))


def is_front_door(dag, x, y, z):
    """Pearl 1995: z meets every directed path from x to y; nothing open into x from z; every back-door
    path from z to y is blocked by x."""
    z = set(z)
    for p in paths(dag, set(x), set(y)):
        if is_causal(dag, p) and not z & set(p):
            return False
    for p in paths(dag, set(x), z):
        if p[1] in dag[p[0]] and is_open(dag, p, set()):
            return False
    for p in paths(dag, z, set(y)):
        if p[1] in dag[p[0]] and is_open(dag, p, set(x)):
            return False
    return True


def front_doors(model, x, y):
    dag = model.dag()
    candidates = [v for v in model.observed() if v not in x and v not in y]
    return minimal_sets(candidates, lambda z: is_front_door(dag, x, y, z))
