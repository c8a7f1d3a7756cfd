"""Interpretations with exact tables, and what they let one see and do.

Truncated factorisation, as it is defined: an assignment of all nodes has the product of the mechanisms'
weights, a done vertex gets its value from outside.  Latents are summed as soon as nobody reads them
any more; that is the only cleverness.
"""

import itertools
import math
import re
from fractions import Fraction

from .effects import Undefined


class Interpretation:
    """Labels and rows for each node; rows[node][values of its inputs] = {label: weight}."""

    def __init__(self, model):
        self.model = model
        self.labels, self.rows = {}, {}
        self.whole = None

    def whole_rows(self):
        """The rows in whole numbers, and what they are multiples of: whole numbers are quick."""
        if self.whole is None:
            rows, scale = {}, 1
            for n, table in self.rows.items():
                by = math.lcm(*(w.denominator for row in table.values() for w in row.values()))
                scale *= by
                rows[n] = {given: [(label, int(w * by)) for label, w in row.items() if w]
                           for given, row in table.items()}
                rows[n][None] = by
            self.whole = rows, scale
        return self.whole

    def is_positive(self):
        return all(len(row) == len(self.labels[n]) and all(w > 0 for w in row.values())
                   for n, rows in self.rows.items() for row in rows.values())

    def state(self, done=None):
        """The state on the observed vertices, in the order of declaration, where `done` gives values
        from outside."""
        done, model = done or {}, self.model
        order = model.nodes()
        last = {}
        for i, n in enumerate(order):
            last[n] = i
            for p in ([] if n in done else model.inputs(n)):
                last[p] = i
        rows, scale = self.whole_rows()
        live, worlds = [], {(): 1}
        for i, n in enumerate(order):
            reads = [live.index(p) for p in model.inputs(n)] if n not in done else None
            after = live + [n]
            keep = [k for k, v in enumerate(after) if not model.is_hidden(v) or last[v] > i]
            more = {}
            for values, p in worlds.items():
                row = [(done[n], rows[n][None])] if n in done else \
                    rows[n][tuple([values[k] for k in reads])]
                for label, weight in row:
                    whole = values + (label,)
                    key = tuple([whole[k] for k in keep])
                    more[key] = more.get(key, 0) + p * weight
            worlds, live = more, [after[k] for k in keep]
        place = [live.index(v) for v in model.observed()]
        return Table(model.observed(), {v: self.labels[v] for v in model.observed()},
                     {tuple([values[k] for k in place]): p for values, p in worlds.items()}, scale)

    def effect(self, y, x, z):
        """{(values of x, then z): {values of y: probability}, or None where undefined}."""
        result = {}
        for xs in itertools.product(*(self.labels[v] for v in x)):
            seen = self.state(dict(zip(x, xs)))
            for zs in itertools.product(*(self.labels[v] for v in z)):
                below = seen.marginal(z, zs)
                result[xs + zs] = None if below == 0 else {
                    ys: seen.marginal(tuple(y) + tuple(z), ys + zs) / below
                    for ys in itertools.product(*(self.labels[v] for v in y))}
        return result


def exchanged(f, y, x, z, more_x, less_z):
    """P(y | do(x), z) as IDC asks it, with some of z done instead of seen: where P(z | do(x)) is 0 that
    goes on having a value, and nobody who sees the observed state alone can know that it is 0."""
    asked = list(x) + list(z)
    moved = [v for v in asked if v in more_x] + [v for v in asked if v in less_z]
    rows = f.effect(y, [v for v in asked if v in more_x], [v for v in asked if v in less_z])
    return {tuple(dict(zip(moved, given))[v] for v in asked): row for given, row in rows.items()}


class Table:
    """A state on named wires: whole numbers, which are multiples of 1 / scale."""

    def __init__(self, names, labels, counts, scale):
        self.names, self.labels, self.counts, self.scale = list(names), labels, counts, scale
        self.sums = {}

    def weights(self):
        return {key: Fraction(n, self.scale) for key, n in self.counts.items() if n}

    def marginal(self, names, values):
        names = tuple(names)
        if names not in self.sums:
            place, sums = [self.names.index(v) for v in names], {}
            for key, n in self.counts.items():
                part = tuple([key[k] for k in place])
                sums[part] = sums.get(part, 0) + n
            self.sums[names] = sums
        return Fraction(self.sums[names].get(tuple(values), 0), self.scale)

    def assignments(self, names):
        for values in itertools.product(*(self.labels[v] for v in names)):
            yield dict(zip(names, values))

    def is_positive(self):
        return all(self.counts.get(values, 0) > 0
                   for values in itertools.product(*(self.labels[v] for v in self.names)))

    def kets(self):
        return " + ".join(f"{p}|{','.join(key)}>" for key, p in sorted(self.weights().items()))


def evaluate(expression, y, x, z, table):
    """The expression for P(y | do(x), z) at every value, as Interpretation.effect."""
    result = {}
    for given in itertools.product(*(table.labels[v] for v in list(x) + list(z))):
        # What the formula does not depend on may be anything: what is asked is all it may see,
        # and the first label of each other variable.
        at = {v: table.labels[v][0] for v in table.names}
        at.update(zip(list(x) + list(z), given))
        row = {}
        try:
            for ys in itertools.product(*(table.labels[v] for v in y)):
                row[ys] = expression.value({**at, **dict(zip(y, ys))}, table)
        except Undefined:
            row = None
        result[given] = row
    return result


PARTS = 1009  # a random weight is so many parts of one: few rows agree by chance


def random_row(rng, labels, zeros):
    if rng.random() < zeros:
        return {rng.choice(labels): Fraction(1)}
    cuts = [0] + sorted(rng.sample(range(1, PARTS), len(labels) - 1)) + [PARTS]
    return {label: Fraction(b - a, PARTS) for label, a, b in zip(labels, cuts, cuts[1:])}


def random_interpretation(rng, model, zeros=0.0, width=3):
    """Latents get up to `width` values; zeros is how often a row is one label with certainty."""
    f = Interpretation(model)
    for n in model.nodes():
        if n in model.single:
            f.labels[n] = ["0"]
        elif model.is_hidden(n):
            f.labels[n] = [str(i) for i in range(rng.randint(2, width))]
        else:
            f.labels[n] = ["0", "1"]
    for n in model.nodes():
        f.rows[n] = {given: random_row(rng, f.labels[n], zeros) for given in
                     itertools.product(*(f.labels[p] for p in model.inputs(n)))}
    return f


# ---- functors as they are printed -------------------------------------------------------------

TOKEN = re.compile(r"""\s+|\#[^\n]*|(?P<ket>\|[^>\n]*>)|(?P<arrow><->|->|\.\.)
                     |(?P<text>"(?:[^"\\]|\\.)*")|(?P<word>[^\W\d][\w']*)|(?P<number>\d+)
                     |(?P<sign>[-{}=:,+*/()])""", re.X)


def tokens_of(text):
    found, at = [], 0
    while at < len(text):
        t = TOKEN.match(text, at)
        if not t:
            raise ValueError(f"cannot read the functor at {text[at:at + 30]!r}")
        at = t.end()
        if t.lastgroup:
            found.append((t.lastgroup, t.group()))
    return found


class Reader:
    """Functors on a model: `functor F : m { Gene = {a, b}  X <-> Y : {0,1} = 1/2|0> + 1/2|1>
    X = { 0 -> |1>  1 -> uniform } }`."""

    def __init__(self, text):
        self.tokens, self.at = tokens_of(text), 0

    def peek(self, ahead=0):
        return self.tokens[self.at + ahead][1] if self.at + ahead < len(self.tokens) else None

    def next(self, *wanted):
        kind, text = self.tokens[self.at]
        if wanted and text not in wanted:
            raise ValueError(f"found {text!r} in the functor, wanted {wanted}")
        self.at += 1
        return text[1:-1] if kind == "text" else text

    def label(self):
        return ("-" if self.peek() == "-" and self.next() else "") + self.next()

    def labels(self):
        self.next("{")
        found = [self.label()]
        if self.peek() == "..":
            self.next()
            found = [str(i) for i in range(int(found[0]), int(self.label()) + 1)]
        while self.peek() == ",":
            self.next()
            found.append(self.label())
        self.next("}")
        return found

    def weight(self):
        parts = [self.next()]
        while self.peek() == "/":
            self.next()
            parts.append(self.next())
        value = Fraction(parts[0])
        for p in parts[1:]:
            value /= int(p)
        return value

    def row(self, labels):
        if self.peek() == "uniform":
            self.next()
            return {label: Fraction(1, len(labels)) for label in labels}
        row = {}
        while True:
            weight = Fraction(1) if self.peek().startswith("|") else self.weight()
            label = self.next()[1:-1].strip().strip('"')
            if label not in labels:
                raise ValueError(f"|{label}> is not one of {labels}")
            row[label] = row.get(label, 0) + weight
            if self.peek() != "+":
                break
            self.next()
        if sum(row.values()) != 1:
            raise ValueError(f"a row sums to {sum(row.values())}")
        return row

    def mechanism(self, f, node):
        """Rows, or a bare state for a node that reads nothing."""
        inputs = f.model.inputs(node)
        if self.peek() != "{":
            if inputs:
                raise ValueError(f"{node} has inputs and no rows")
            f.rows[node] = {(): self.row(f.labels[node])}
            return
        self.next("{")
        rows = {}
        while self.peek() != "}":
            given = [self.label()]
            while self.peek() == ",":
                self.next()
                given.append(self.label())
            self.next("->")
            rows[tuple(given)] = self.row(f.labels[node])
        self.next("}")
        if set(rows) != set(itertools.product(*(f.labels[p] for p in inputs))):
            raise ValueError(f"the rows of {node} are not all there are")
        f.rows[node] = rows


def read_functor(text, model, types):
    """types: labels of each declared type, None for an abstract one."""
    carriers = dict(types)
    items = []  # first pass: carriers, and where each mechanism starts
    r = Reader(text)
    r.next("functor")
    r.next()
    if r.peek() == ":":
        r.next()
        r.next()
    r.next("{")
    f = Interpretation(model)
    arcs_left = list(range(len(model.arcs)))
    while r.peek() != "}":
        name = r.next()
        if r.peek() == "<->":
            r.next()
            other = r.next()
            arc = next(i for i in arcs_left if set(model.arcs[i]) == {name, other})
            arcs_left.remove(arc)
            r.next(":")
            f.labels[("arc", arc)] = r.labels()
            r.next("=")
            items.append((("arc", arc), r.at))
        else:
            r.next("=")
            if name in carriers and carriers[name] is None and name not in model.vertices:
                carriers[name] = r.labels()
                continue
            items.append((name, r.at))
        skip_mechanism(r)
    for v in model.vertices:
        f.labels[v] = carriers[model.types[v]]
    for node, at in items:
        r.at = at
        r.mechanism(f, node)
    missing = [n for n in model.nodes() if n not in f.rows]
    if missing:
        raise ValueError(f"no meaning for {missing}")
    return f


def skip_mechanism(r):
    """Up to the next item: `word =`, `word <->` or the closing brace."""
    depth = 0
    while True:
        if depth == 0 and (r.peek() == "}" or r.peek(1) in ("=", "<->")
                           and not r.peek().startswith("|")):
            return
        text = r.next()
        depth += (text == "{") - (text == "}")
