"""Formulas as Catgut prints them, read and evaluated on a state.

    sum_T P(T | S) sum_S' P(S') P(C | S', T)
    Q1(Y | X; R)  for any R
      where Q1(X, Y; R) = sum_W P(W) P(X, Y | R, W)

Side by side is a product, a sum reaches to the end of its product, `/` stands between two
conditionals or parentheses.  Q1 gives marginals and conditionals as P does, at its inputs.  A name with primes that no vertex has is a copy of the vertex without
them; of a vertex that has primes itself, when it stands in quotes before them.  Each line has its own variables; `for any` lists those whose value must not matter, and here
every value is tried.
"""

import itertools
import re
from fractions import Fraction

from .effects import Undefined
from .graphs import word

TOKEN = re.compile(r"""\s*(?:(?P<sum>sum_)|(?P<name>"(?:[^"\\]|\\.)*"'*|[^\W\d][\w']*)|(?P<one>1)
                    |(?P<sign>[(){}|;,/]))""", re.X)


class Line:
    """One expression: a nested tuple, and the variables that may be anything."""

    def __init__(self, text, recipes):
        body, _, free = text.partition("  for any ")
        self.any = [v.strip() for v in free.split(",")] if free else []
        self.tokens, at, self.recipes = [], 0, recipes
        body = body.rstrip()
        while at < len(body):
            t = TOKEN.match(body, at)
            if not t:
                raise ValueError(f"cannot read the formula at {body[at:at + 30]!r}")
            self.tokens.append(t.group().strip())
            at = t.end()
        self.at = 0
        self.tree = self.product()
        if self.peek() is not None:
            raise ValueError(f"{self.peek()!r} is left over in {body!r}")

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def next(self, wanted=None):
        t = self.peek()
        if t is None or wanted is not None and t != wanted:
            raise ValueError(f"found {t!r}, wanted {wanted!r}")
        self.at += 1
        return t

    def names(self):
        found = [self.next()]
        while self.peek() == ",":
            self.next()
            found.append(self.next())
        return found

    def product(self):
        parts = []
        while self.peek() not in (None, ")", "/"):
            if self.peek() == "sum_":
                self.next()
                if self.peek() == "{":
                    self.next()
                    bound = self.names()
                    self.next("}")
                else:
                    bound = [self.next()]
                parts.append(("sum", bound, self.product()))
            else:
                parts.append(self.ratio())
        if not parts:
            raise ValueError("an empty product")
        return ("product", parts)

    def ratio(self):
        above = self.atom()
        if self.peek() == "/":
            self.next()
            return ("ratio", above, self.atom())
        return above

    def atom(self):
        if self.peek() == "(":
            self.next()
            inner = self.product()
            if self.peek() == "/":
                raise ValueError("`/` after a product without parentheses")
            self.next(")")
            return inner
        if self.peek() == "1":
            self.next()
            return ("product", [])
        head = self.next()
        self.next("(")
        lists = {"(": self.names(), "|": [], ";": []}
        for sign in "|" if head == "P" else "|;":
            if self.peek() == sign:
                self.next()
                lists[sign] = self.names()
        self.next(")")
        if head != "P" and head not in self.recipes:
            raise ValueError(f"{head} is used and not defined")
        return (head, *lists.values())


class Formula:
    def __init__(self, text, vertices):
        self.vertices = {spelt: v for v in vertices for spelt in (word(v), '"' + v + '"')}
        lines = text.split("\n")
        heads = [re.fullmatch(r"  where (Q\d+)\(([^;]*)(?:; (.*?))?\) = (.*)", line)
                 for line in lines[1:]]
        if not all(heads):
            raise ValueError(f"cannot read the lines of {text!r}")
        names = {h.group(1) for h in heads}
        if len(names) != len(heads):
            raise ValueError("a recipe is defined twice")
        self.main = Line(lines[0], names)
        self.recipes = {}
        for h in heads:
            inputs = h.group(3).split(", ") if h.group(3) else []
            self.recipes[h.group(1)] = (h.group(2).split(", "), inputs, Line(h.group(4), names))

    def vertex_of(self, symbol):
        while symbol not in self.vertices:
            if not symbol.endswith("'"):
                raise ValueError(f"{symbol} is no vertex")
            symbol = symbol[:-1]
        return self.vertices[symbol]

    def value(self, at, table):
        """At these values of the free variables."""
        self.known = {}
        return self.line_value(self.main, at, table)

    def line_value(self, line, at, table):
        values = set()
        for more in itertools.product(*(table.labels[self.vertex_of(v)] for v in line.any)):
            try:
                values.add(self.tree_value(line.tree, {**at, **dict(zip(line.any, more))}, table))
            except Undefined:
                values.add(None)
        values.discard(None) if len(values) > 1 else None
        if len(values) > 1:
            raise ValueError(f"`for any {', '.join(line.any)}` matters: {sorted(values)}")
        if values == {None}:
            raise Undefined()
        return values.pop()

    def tree_value(self, tree, at, table):
        kind = tree[0]
        if kind == "product":
            result = Fraction(1)
            for part in tree[1]:
                result *= self.tree_value(part, at, table)
            return result
        if kind == "sum":
            total = Fraction(0)
            for more in itertools.product(*(table.labels[self.vertex_of(v)] for v in tree[1])):
                total += self.tree_value(tree[2], {**at, **dict(zip(tree[1], more))}, table)
            return total
        if kind == "ratio":
            below = self.tree_value(tree[2], at, table)
            if below == 0:
                raise Undefined()
            return self.tree_value(tree[1], at, table) / below
        return self.call_value(tree, at, table)

    def call_value(self, tree, at, table):
        name, left, right, inputs = tree
        for v in left + right + inputs:
            if v not in at:
                raise ValueError(f"{v} is free in {tree} and nobody says what it is")
        if name == "P":
            below = self.marginal(right, [], at, table)
            if below == 0:
                raise Undefined()
            return self.marginal(left, right, at, table) / below
        if len(self.recipes[name][1]) != len(inputs):
            raise ValueError(f"{name} is called with the inputs {inputs}")
        below = self.recipe_marginal(name, right, inputs, at, table) if right else 1
        if below == 0:
            raise Undefined()
        return self.recipe_marginal(name, left + right, inputs, at, table) / below

    def recipe_marginal(self, name, said, inputs, at, table):
        """Of these heads at their values; the others are summed."""
        heads, own, line = self.recipes[name]
        values = {self.vertex_of(v): at[v] for v in said}
        vertices = [self.vertex_of(v) for v in heads]
        if len(values) != len(said) or not set(values) <= set(vertices):
            raise ValueError(f"{name} has not each of {said} once")
        key = (name, tuple(sorted(values.items())), tuple(at[v] for v in inputs))
        if key not in self.known:
            choices = [[values[v]] if v in values else table.labels[v] for v in vertices]
            rest = [at[v] for v in inputs]
            self.known[key] = sum(
                self.line_value(line, dict(zip(heads + own, [*some, *rest])), table)
                for some in itertools.product(*choices))
        return self.known[key]

    def marginal(self, left, right, at, table):
        """Of the event that all these have their values; a vertex that stands twice must agree."""
        event = {}
        for v in left + right:
            if event.setdefault(self.vertex_of(v), at[v]) != at[v]:
                raise ValueError(f"{v} stands twice in a conditional")
        return table.marginal(tuple(event), tuple(event.values()))


def effect_of(text, y, x, z, table):
    """The formula at every value, as Interpretation.effect."""
    formula, result = Formula(text, table.names), {}
    for given in itertools.product(*(table.labels[v] for v in list(x) + list(z))):
        at, row = dict(zip(map(word, list(x) + list(z)), given)), {}
        try:
            for ys in itertools.product(*(table.labels[v] for v in y)):
                row[ys] = formula.value({**at, **dict(zip(map(word, y), ys))}, table)
        except Undefined:
            row = None
        result[given] = row
    return result
