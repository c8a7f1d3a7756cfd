"""ID and IDC, line by line.

Shpitser & Pearl, "Identification of Joint Interventional Distributions in Recursive Semi-Markovian
Causal Models" (AAAI 2006), lines 1 to 7; "Identification of Conditional Interventional
Distributions" (UAI 2006).  The result is an expression over the observed joint table, evaluated
value by value, with exact fractions.
"""

from fractions import Fraction

from .graphs import separated


class Hedge(Exception):
    """Line 5: the vertices of the two C-forests' graphs."""

    def __init__(self, large, small):
        super().__init__(sorted(large), sorted(small))
        self.large, self.small = large, small


class Undefined(Exception):
    """A ratio with zero below."""


class Expression:
    """Subclasses say `free`, the variables it depends on, and `work`."""

    def __init__(self, free):
        self.free = tuple(sorted(free))
        self.known = {}
        self.table = None

    def value(self, at, table):
        if self.table is not table:
            self.known, self.table = {}, table
        key = tuple(at[v] for v in self.free)
        if key not in self.known:
            try:
                self.known[key] = self.work(at, table)
            except Undefined as u:
                self.known[key] = u
        if isinstance(self.known[key], Undefined):
            raise self.known[key]
        return self.known[key]


class Joint(Expression):
    """P of some observed variables."""

    def work(self, at, table):
        return table.marginal(self.free, tuple(at[v] for v in self.free))

    def __str__(self):
        return f"P({', '.join(self.free)})"


class Sum(Expression):
    def __init__(self, over, body):
        super().__init__(set(body.free) - set(over))
        self.over, self.body = sorted(over), body

    def work(self, at, table):
        total = Fraction(0)
        for more in table.assignments(self.over):
            total += self.body.value({**at, **more}, table)
        return total

    def __str__(self):
        return f"sum_{{{','.join(self.over)}}} [{self.body}]"


class Product(Expression):
    def __init__(self, parts):
        super().__init__({v for p in parts for v in p.free})
        self.parts = parts

    def work(self, at, table):
        result = Fraction(1)
        for p in self.parts:
            result *= p.value(at, table)
        return result

    def __str__(self):
        return " ".join(f"({p})" for p in self.parts)


class Ratio(Expression):
    def __init__(self, above, below):
        super().__init__(set(above.free) | set(below.free))
        self.above, self.below = above, below

    def work(self, at, table):
        below = self.below.value(at, table)
        if below == 0:
            raise Undefined()
        return self.above.value(at, table) / below

    def __str__(self):
        return f"({self.above}) / ({self.below})"


def summed(over, body):
    over = set(over) & set(body.free)
    if not over:
        return body
    if isinstance(body, Joint):
        return Joint(set(body.free) - over)
    return Sum(over, body)


def conditional(p, order, v):
    """P(v | everything before v in order), of a distribution p over order (and what p depends on)."""
    later = order[order.index(v) + 1:]
    above = summed(later, p)
    return Ratio(above, summed([v], above))


def identify(y, x, p, g):
    """P(y | do(x)) from the distribution p over the vertices of g, or Hedge."""
    everything = set(g.order)
    if not x:  # line 1
        return summed(everything - y, p)
    up = g.ancestors(y)
    if up != everything:  # line 2
        return identify(y, x & up, summed(everything - up, p), g.sub(up))
    w = everything - x - g.without_into(x).ancestors(y)
    if w:  # line 3
        return identify(y, x | w, p, g)
    parts = g.sub(everything - x).components()
    if len(parts) > 1:  # line 4
        factors = [identify(s, everything - s, p, g) for s in parts]
        return summed(everything - y - x, Product(factors))
    s = parts[0]
    wholes = g.components()
    if len(wholes) == 1:  # line 5
        raise Hedge(everything, s)
    if s in wholes:  # line 6
        factors = [conditional(p, g.order, v) for v in g.order if v in s]
        return summed(s - y, Product(factors))
    whole = next(c for c in wholes if s < c)  # line 7
    factors = [conditional(p, g.order, v) for v in g.order if v in whole]
    return identify(y, x & whole, Product(factors), g.sub(whole))


def exchange(y, x, z, g):
    """IDC's exchanges: x and z after rule 2 has moved all it can."""
    x, z, moved = set(x), set(z), True
    while moved:
        moved = False
        for v in sorted(z):
            cut = g.without_into(x).without_out_of({v})
            if separated(cut.dag(), y, {v}, x | (z - {v})):
                x.add(v)
                z.remove(v)
                moved = True
                break
    return x, z


def identify_conditional(y, x, z, g):
    """P(y | do(x), z) as an expression, or Hedge."""
    y = set(y)
    x, z = exchange(y, x, z, g)
    p = identify(y | z, x, Joint(g.order), g)
    return Ratio(p, summed(y, p)) if z else p


def is_hedge(g, y, x, z, large, small):
    """Do these sets prove that P(y | do(x), z) is not identifiable?  After the exchanges of z: small is
    among the ancestors of y and z when x is cut, and within large; x meets large and not small; each
    is one component; large is all ancestors of small within large."""
    x, z = exchange(set(y), x, z, g)
    large, small = set(large), set(small)
    cut = g.sub(set(g.order) - x).ancestors(set(y) | z)
    return (small < large <= set(g.order) and bool(large & x) and not small & x and small <= cut
            and len(g.components(large)) == 1 and len(g.components(small)) == 1
            and g.sub(large).ancestors(small) == large)


def child_criterion(g, x):
    """Tian & Pearl 2002: P(all others | do(x)) is identifiable exactly when no path of two-headed arcs
    leads from x to a child of x."""
    component = next(c for c in g.components() if x in c)
    return not any(x in g.pa[c] for c in component)
