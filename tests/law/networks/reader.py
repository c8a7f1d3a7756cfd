"""Networks in BIF, read in the plainest way: split into words, then block by block.

A mistake is raised as a Fault with the code that Catgut gives to mistakes of that kind."""

import itertools
import re
from fractions import Fraction

TOKEN = re.compile(r'//[^\n]*|#(?=\s)[^\n]*|/\*.*?\*/|"([^"\n]*)"|([{}()\[\];])|'
                   r'((?:(?!//|/\*)[^\s,|{}()\[\];"])+)|[\s,|]+|(.)', re.S)
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


class Fault(Exception):
    """A mistake, by its code."""


class Variable:
    def __init__(self, labels):
        self.labels = labels
        self.parents = None
        self.rows = {}  # tuple of labels -> fractions


class Blocks:
    """A text, and where the reading stands.  A token is a kind (mark, word, quoted, end), a text."""

    def __init__(self, text):
        self.text, self.at, self.ahead = text, 1 if text.startswith("\ufeff") else 0, None

    def peek(self):
        if self.ahead is None:
            self.ahead = self.token()
        return self.ahead

    def next(self):
        found, self.ahead = self.peek(), None
        return found

    def token(self):
        while self.at < len(self.text):
            match = TOKEN.match(self.text, self.at)
            self.at = match.end()
            quoted, mark, word, odd = match.groups()
            if odd is not None or match[0].startswith("/*") and not match[0].endswith("*/"):
                raise Fault("E161")
            if quoted is not None:
                return "quoted", quoted
            if mark or word:
                return ("mark", mark) if mark else ("word", word)
        return "end", ""

    def to_semicolon(self):
        """A property means nothing, up to the first semicolon outside quotes on one line."""
        assert self.ahead is None
        match = re.compile(r'(?:"[^"\n]*"|[^;"]|"(?![^"\n]*"))*;', re.S).match(self.text, self.at)
        if not match:
            raise Fault("E161")
        self.at = match.end()

    def want(self, mark):
        if self.next() != ("mark", mark):
            raise Fault("E161")

    def name(self):
        kind, text = self.next()
        if kind not in ("word", "quoted"):
            raise Fault("E161")
        return text

    def names(self, end):
        """Names to a mark, which is taken too."""
        found = []
        while self.peek() != ("mark", end):
            found.append(self.name())
        self.next()
        return found

    def end(self):
        """A semicolon, which may be missing before a brace."""
        if self.peek() != ("mark", "}"):
            self.want(";")


def number(text):
    if not NUMBER.fullmatch(text):
        raise Fault("E162")
    value = Fraction(text.replace(".e", ".0e").replace(".E", ".0E").rstrip(".")
                     if "." in text else text)
    if value < 0:
        raise Fault("E162")
    return value


def read_variable(blocks, variables):
    name, labels = blocks.name(), None
    if name in variables:
        raise Fault("E163")
    blocks.want("{")
    while blocks.peek() != ("mark", "}") or labels is None:
        kind = blocks.next()
        if kind == ("word", "property"):
            blocks.to_semicolon()
        elif kind == ("word", "type") and labels is None:
            if blocks.next() != ("word", "discrete"):
                raise Fault("E161")
            blocks.want("[")
            count = blocks.name()
            blocks.want("]")
            blocks.want("{")
            labels = blocks.names("}")
            if not count.isdigit():
                raise Fault("E161")
            if len(set(labels)) != len(labels) or len(labels) != int(count) or not labels:
                raise Fault("E164")
            blocks.end()
        elif kind != ("mark", ";"):
            raise Fault("E161")
    blocks.next()
    variables[name] = Variable(labels)


def skip_network(blocks):
    while blocks.peek() != ("mark", "{"):
        blocks.name()
    blocks.next()
    first = True
    while blocks.peek() != ("mark", "}"):
        found = blocks.next()
        if found[0] == "end":
            raise Fault("E161")
        if first and found == ("word", "property"):
            blocks.to_semicolon()
        first = found[1] in ("property", ";", "{")
    blocks.next()


def read_probability(blocks):
    """The names of the block's head, and its entries: a kind, labels, texts of numbers."""
    blocks.want("(")
    head, entries = blocks.names(")"), []
    blocks.want("{")
    while blocks.peek() != ("mark", "}"):
        kind, text = blocks.next()
        if (kind, text) == ("word", "property"):
            blocks.to_semicolon()
            continue
        if (kind, text) == ("mark", ";"):
            continue
        labels = blocks.names(")") if (kind, text) == ("mark", "(") else None
        if labels is None and (kind, text) not in (("word", "table"), ("word", "default")):
            raise Fault("E161")
        numbers = []
        while blocks.peek()[0] == "word":
            numbers.append(blocks.next()[1])
        blocks.end()
        entries.append((text, labels, numbers))
    blocks.next()
    if not head:
        raise Fault("E161")
    return head, entries


def fill(variables, head, entries):
    for name in head:
        if name not in variables:
            raise Fault("E163")
    mine, parents, default = variables[head[0]], head[1:], None
    if mine.parents is not None:
        raise Fault("E165")
    if len(set(parents)) != len(parents):
        raise Fault("E163")
    mine.parents = parents
    keys = list(itertools.product(*(variables[p].labels for p in parents)))
    for kind, labels, texts in entries:
        numbers = [number(t) for t in texts]
        if kind == "table":
            fill_table(mine, keys, numbers)
            continue
        if labels is not None and len(labels) != len(parents):
            raise Fault("E166")
        if len(numbers) != len(mine.labels):
            raise Fault("E166")
        if kind == "default":
            if default:
                raise Fault("E161")
            default = numbers
            continue
        if any(label not in variables[p].labels for label, p in zip(labels, parents)):
            raise Fault("E164")
        if tuple(labels) in mine.rows:
            raise Fault("E165")
        mine.rows[tuple(labels)] = numbers
    for key in keys:
        if mine.rows.setdefault(key, default) is None:
            raise Fault("E165")


def fill_table(mine, keys, numbers):
    if mine.rows:
        raise Fault("E165")
    if len(numbers) != len(keys) * len(mine.labels):
        raise Fault("E166")
    for i, key in enumerate(keys):
        mine.rows[key] = numbers[i::len(keys)]


def has_cycle(variables):
    left = {v: set(x.parents) for v, x in variables.items()}
    while left:
        free = [v for v, parents in left.items() if not parents & left.keys()]
        if not free:
            return True
        for v in free:
            del left[v]
    return False


def read(text):
    """The variables by name, in order.  Raises a Fault."""
    blocks, variables, tables = Blocks(text), {}, []
    while blocks.peek()[0] != "end":
        block = blocks.next()
        if block == ("word", "variable"):
            read_variable(blocks, variables)
        elif block == ("word", "probability"):
            tables.append(read_probability(blocks))
        elif block == ("word", "network"):
            skip_network(blocks)
        elif block == ("word", "property"):
            blocks.to_semicolon()
        elif block != ("mark", ";"):
            raise Fault("E161")
    if not variables:
        raise Fault("E161")
    for head, entries in tables:
        fill(variables, head, entries)
    if any(v.parents is None for v in variables.values()):
        raise Fault("E165")
    if has_cycle(variables):
        raise Fault("E167")
    return variables


def repaired(row):
    """The row with its residual in its first largest entry, and how far it was off."""
    row = list(row)
    rest = 1 - sum(row)
    at = row.index(max(row))
    row[at] += rest
    if row[at] < 0 or sum(row) != 1 or (rest == 1 and max(row) == 1):
        raise Fault("E169")
    return row, abs(rest)


def settle(variables, repair, within=Fraction(1, 1000)):
    """Repairs all rows that may be: how many were off, and the most that one was."""
    rows, most = 0, Fraction(0)
    for v in variables.values():
        for key, row in v.rows.items():
            if sum(row) == 1:
                continue
            if not repair:
                raise Fault("E168")
            v.rows[key], off = repaired(row)
            if off > within:
                raise Fault("E169")
            rows, most = rows + 1, max(most, off)
    return rows, most
