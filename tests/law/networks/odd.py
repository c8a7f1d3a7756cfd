"""Random networks, written as oddly as BIF allows, or with one mistake in them."""

import itertools
import random
from fractions import Fraction

NAMES = ["state", "table", "default", "network", "variable", "probability", "property", "type",
         "discrete", "model", "show", "in", "P", "do", "x", "X", "Asy/Patch", "a.b", "12+", "5-12",
         "<5", ">=7", "100%", "-1", "3", "0.5", "a-b", "n_1", "\u00e9t\u00e9", "a'b", "a:b", "#x",
         "*", "$v", "A=B", "\\", "two words", "a;b", "a,b", "{x}", "(5,10]", "a|b", "//", "x/*y", " ",
         "tab\there", "-> b", "not", "1..3", "e", "1e5", "|0>"]
PLAIN_STOPS = set(' \t,|;{}()[]"')


class Net:
    """Names, labels, parents and rows of texts of numbers, with what they are worth."""

    def __init__(self, rng):
        self.rng = rng
        count = rng.randint(1, 7)
        self.names = rng.sample(NAMES, count)
        if rng.random() < 0.05:
            self.names[0] = "long" * 1000
        self.labels = {v: rng.sample(NAMES, rng.choice([1, 2, 2, 3, 3, 4, 9])) for v in self.names}
        order = rng.sample(self.names, count)
        self.parents, self.rows = {}, {}
        for i, v in enumerate(order):
            self.parents[v] = rng.sample(order[:i], rng.randint(0, min(i, 3)))
            while self.size(v) > 400:
                self.parents[v].pop()
        for v in self.names:
            whole = rng.random() < 0.5
            self.rows[v] = {key: self.row(len(self.labels[v]), whole) for key in self.keys(v)}

    def keys(self, v):
        return list(itertools.product(*(self.labels[p] for p in self.parents[v])))

    def size(self, v):
        return len(self.keys(v)) * len(self.labels[v])

    def row(self, count, whole):
        """Fractions that are decimals; they add up to one, or nearly."""
        rng = self.rng
        places = rng.choice([1, 2, 3, 6, 7, 18, 25])
        cuts = sorted(rng.randint(0, 10 ** places) for _ in range(count - 1))
        cuts = [0] + cuts + [10 ** places]
        row = [Fraction(b - a, 10 ** places) for a, b in zip(cuts, cuts[1:])]
        if not whole and rng.random() < 0.3:
            i = rng.randrange(count)
            row[i] = abs(row[i] + Fraction(rng.choice([-1, 1]) * rng.randint(1, 30), 10 ** places))
        return row


class Writer:
    def __init__(self, net, rng):
        self.net, self.rng, self.parts = net, rng, []
        self.end = rng.choice(["\n", "\r\n", " "])

    def gap(self, needed=True):
        line = self.end.replace(" ", "\n")
        odd = ["\t", self.end, " , ", " // ; } \"" + line, " # ; } \"" + line, "/* \" ; ) */", " | "]
        self.parts.append(" " if needed else "")
        while self.rng.random() < 0.1:
            self.parts.append(self.rng.choice(odd))

    def put(self, text):
        self.parts.append(text)
        self.gap(self.rng.random() < 0.5)

    def word(self, text):
        self.parts.append(text)
        self.gap()

    def name(self, text):
        plain = text and not set(text) & PLAIN_STOPS and "//" not in text and "/*" not in text
        plain = plain and text[0] != "#"
        if plain and self.rng.random() < 0.7:
            self.word(text)
        else:
            self.put('"' + text + '"')

    def property(self):
        if self.rng.random() < 0.1:
            self.parts.append(self.rng.choice([
                "property x;", "property \"a;b\" = (1, 2) // z\n;", "property it's 5\" long ;\n",
                "property } { table ;"]) + self.end)

    def number(self, value):
        digits, places = value.numerator, 0
        denominator = value.denominator
        while denominator != 1:
            digits, places = digits * 10, places + 1
            common = Fraction(digits, denominator)
            digits, denominator = common.numerator, common.denominator
        if self.rng.random() < 0.2:
            shift = self.rng.randint(-3, 12)
            text = f"{digits}{self.rng.choice('eE')}{-places}"
            if shift > 0:
                text = f"{digits}{'0' * shift}.0e-{places + shift}"
        else:
            text = str(digits).rjust(places + 1, "0")
            text = text[:len(text) - places] + ("." + text[len(text) - places:] if places else "")
            text = text[1:] if text.startswith("0.") and self.rng.random() < 0.1 else text
            text += "0" * self.rng.randint(0, 2) if "." in text else self.rng.choice(["", ".", ".0"])
        self.word(self.rng.choice(["", "", "", "+"]) + text)

    def semicolon(self, last):
        if not last or self.rng.random() < 0.8:
            self.put(";")

    def variable(self, v):
        labels = self.net.labels[v]
        self.word("variable")
        self.name(v)
        self.put("{")
        self.property()
        self.word("type")
        self.word("discrete")
        self.put("[")
        self.word(str(len(labels)))
        self.put("]")
        self.put("{")
        for label in labels:
            self.name(label)
        self.put("}")
        plain = self.rng.random() < 0.3
        self.semicolon(plain)
        if not plain:
            self.property()
        self.put("}")

    def rows(self, v):
        keys, default = self.net.keys(v), None
        self.rng.shuffle(keys)
        if self.rng.random() < 0.3:
            default = self.net.rows[v][keys[0]]
            keys = [k for k in keys if self.net.rows[v][k] != default or self.rng.random() < 0.2]
        entries = [(k, self.net.rows[v][k]) for k in keys]
        if default:
            entries.insert(self.rng.randint(0, len(entries)), (None, default))
        for i, (key, row) in enumerate(entries):
            if key is None:
                self.word("default")
            else:
                self.put("(")
                for label in key:
                    self.name(label)
                self.put(")")
            for p in row:
                self.number(p)
            self.semicolon(i + 1 == len(entries))
            if i + 1 < len(entries):
                self.property()

    def table(self, v):
        keys = self.net.keys(v)
        self.word("table")
        for i in range(len(self.net.labels[v])):
            for key in keys:
                self.number(self.net.rows[v][key][i])
        self.semicolon(True)

    def probability(self, v):
        self.word("probability")
        self.put("(")
        self.name(v)
        for p in self.net.parents[v]:
            self.name(p)
        self.put(")")
        self.put("{")
        if self.rng.random() < 0.4:
            self.table(v)
        else:
            self.rows(v)
        self.put("}")

    def text(self):
        if self.rng.random() < 0.2:
            self.parts.append("\ufeff")
        if self.rng.random() < 0.5:
            self.put("network \"n t\" { property a } ; }")
        tables = self.rng.sample(self.net.names, len(self.net.names))
        for v in self.net.names:
            while tables and self.rng.random() < 0.4:
                self.probability(tables.pop())
            self.variable(v)
            self.property()
        for v in tables:
            self.probability(v)
        return "".join(self.parts)


def with_mistake(net, text, rng):
    """The text with something wrong in it, most often; is there one way only to say what it is?"""
    net.rng = rng
    v = rng.choice(net.names)
    extra = Writer(net, rng)
    kind = rng.randrange(8)
    if kind == 0:
        extra.variable(v)
    elif kind == 1:
        extra.probability(v)
    elif kind == 2:
        return text + f' variable "fresh" {{ type discrete [ {rng.randint(1, 3)} ] {{ a b }}; }}', True
    elif kind == 3:
        return text[:rng.randrange(len(text))], False
    elif kind == 4:
        return text.replace("e", "-", 1) if rng.random() < 0.5 else text.replace("0", "-0", 1), True
    elif kind == 5:
        a, b = '"loop 1"', '"loop 2"'
        for x in (a, b):
            text += f" variable {x} {{ type discrete [ 1 ] {{ a }}; }}"
        return text + (f" probability ( {a} | {b} ) {{ default 1; }}"
                       f" probability ( {b} | {a} ) {{ (a) 1; }}"), True
    elif kind == 6:
        return text + ' variable "fresh" { type discrete [ 2 ] { a, b }; } probability ( "fresh" ' + \
            rng.choice([") { table 1; }", ") { table 1 0 0; }", "nobody ) { default 1 0; }", ") { }",
                        ") { table 1 0; table 1 0; }", ") { (a) 1 0; }", ") { table 1 x; }",
                        ") { table 0 0; }", ") { table 0.5 0.75; }", ") { table 1 -1; }"]), True
    else:
        at = rng.randrange(len(text))
        return text[:at] + rng.choice(["{", "}", ";", "(", ")", '"', "0", " z "]) + text[at:], False
    return text + "".join(extra.parts), True


def case(seed):
    """A text, its network if nothing was done to it, and whether a mistake has one code only."""
    rng = random.Random(seed)
    net = Net(rng)
    text = Writer(net, rng).text()
    if rng.random() < 0.4:
        text, certain = with_mistake(net, text, rng)
        return text, None, certain
    return text, net, True
