#!/usr/bin/env python3
"""Tables by formula, held against an evaluator of their own.

    python3 tests/law/formulas.py --catgut build/catgut --count 1200 --seed 1

Random types (numbers, pairs of truth and falsehood in either order, labels that are neither) and
random formulas over them: words of all inputs, arithmetic, comparisons, not, words of some terms.
Each row of the table must be the label that Python finds; where a row has none, the complaint must
be the right one of E295, E296, E297 or E037.  noisy_or and noisy_max are held against the sum over
all that their inputs may do by themselves.  Of chains of many inputs points are asked.

`--seed S --first N --count 1` gives case N back, `--print` shows scripts and answers.  Prints
`N passed, N failed`.  Exit status 1 when one failed, 77 when there is no catgut.
"""

import argparse
import itertools
import json
import os
import random
import subprocess
import sys
from fractions import Fraction

PAIRS = [("0", "1"), ("false", "true"), ("no", "yes"), ("f", "t"), ("N", "y")]
WORDS = ["or", "and", "xor", "sum", "max", "min", "equal"]


class Wrong(Exception):
    """The code of the complaint that is due."""


class Type:
    def __init__(self, name, labels):
        self.name, self.labels = name, labels
        lower = [l.lower() for l in labels]
        self.truth = {}
        for no, yes in PAIRS:
            if sorted(lower) == sorted([no.lower(), yes]):
                self.truth = {lower.index(no.lower()): False, lower.index(yes): True}

    def declaration(self):
        return f"type {self.name} = {{{', '.join(self.labels)}}}"


def make_types(rng):
    types = []
    for i, pair in enumerate(PAIRS):
        types.append(Type(f"T{i}", list(pair) if rng.random() < 0.5 else list(pair[::-1])))
    low = rng.randint(-2, 1)
    types.append(Type("Small", [str(n) for n in range(low, low + rng.randint(2, 4))]))
    types.append(Type("Wide", [str(n) for n in range(-30, 31)]))
    types.append(Type("Odd", [str(n) for n in rng.sample(range(-4, 5), 3)]))
    types.append(Type("Word", rng.sample(["none", "mild", "severe", "odd"], 3)))
    types.append(Type("Coin", ["heads", "tails"]))
    return types


# A term is a Fraction, a bool, or (Type, position).

def number(t):
    if isinstance(t, bool):
        return Fraction(int(t))
    if isinstance(t, Fraction):
        return t
    kind, at = t
    try:
        return Fraction(int(kind.labels[at]))
    except ValueError:
        return Fraction(int(kind.truth[at])) if at in kind.truth else None


def want_number(t):
    n = number(t)
    if n is None:
        raise Wrong("E296")
    return n


def want_truth(t):
    n = number(t)
    if n not in (0, 1):
        raise Wrong("E297")
    return n == 1


def order(a, b):
    x, y = number(a), number(b)
    if x is not None and y is not None:
        return (x > y) - (x < y)
    if isinstance(a, tuple) and isinstance(b, tuple) and a[0] is b[0]:
        return (a[1] > b[1]) - (a[1] < b[1])
    return None


def text(t):
    if isinstance(t, bool):
        return "true" if t else "false"
    return t[0].labels[t[1]] if isinstance(t, tuple) else str(t)


def same(a, b):
    o = order(a, b)
    return text(a) == text(b) if o is None else o == 0


def word_of(word, terms):
    if word in ("or", "and", "xor"):
        bits = [want_truth(t) for t in terms]
        return any(bits) if word == "or" else all(bits) if word == "and" else sum(bits) % 2 == 1
    if word == "sum":
        return sum((want_number(t) for t in terms), Fraction(0))
    if word == "equal":
        return all(same(terms[0], t) for t in terms)
    best = terms[0]
    for t in terms:
        o = order(t, best)
        if o is None:
            raise Wrong("E296")
        if o > 0 if word == "max" else o < 0:
            best = t
    return best


def result(t, out):
    n = number(t)
    if isinstance(t, tuple) and text(t) in out.labels:
        return out.labels.index(text(t))
    if n is not None:
        for i, label in enumerate(out.labels):
            if label.lstrip("-").isdigit() and Fraction(int(label)) == n:
                return i
        for i, truth in out.truth.items():
            if n == int(truth):
                return i
    raise Wrong("E295")


# A formula is (source, evaluator of a row, loose: it wants parentheses).

def leaf(rng, names, types):
    if rng.random() < 0.75:
        i = rng.randrange(len(names))
        return names[i], lambda row, i=i: (types[i], row[i])
    n = rng.randint(0, 3)
    return str(n), lambda row: Fraction(n)


def arithmetic(a, b, sign):
    def value(row):
        x, y = want_number(a(row)), want_number(b(row))
        if sign == "/":
            if y == 0:
                raise Wrong("E037")
            return x / y
        return x + y if sign == "+" else x - y if sign == "-" else x * y
    return value


def compared(a, b, sign):
    def value(row):
        x, y = a(row), b(row)
        if sign in ("==", "!="):
            return same(x, y) == (sign == "==")
        o = order(x, y)
        if o is None:
            raise Wrong("E296")
        return {"<": o < 0, "<=": o <= 0, ">": o > 0, ">=": o >= 0}[sign]
    return value


def formula(rng, names, types, depth):
    if depth == 0:
        return leaf(rng, names, types)
    kind = rng.choice(["+", "-", "*", "/", "compare", "not", "word", "power", "infix", "label"])
    a, fa = formula(rng, names, types, depth - 1)
    b, fb = formula(rng, names, types, rng.randrange(depth))
    if kind == "compare":
        sign = rng.choice(["==", "!=", "<", "<=", ">", ">="])
        return f"(({a}) {sign} ({b}))", compared(fa, fb, sign)
    if kind == "infix":
        word = rng.choice(["or", "and"])
        return f"(({a}) {word} ({b}))", lambda row: word_of(word, [fa(row), fb(row)])
    if kind == "label":
        i = rng.randrange(len(names))
        labels = [x for x in types[i].labels if x.isidentifier() and x not in names]
        if not labels:
            return a, fa
        at, sign = types[i].labels.index(rng.choice(labels)), rng.choice(["==", "<", "<=", ">", ">="])
        return f"({names[i]} {sign} {types[i].labels[at]})", compared(
            lambda row: (types[i], row[i]), lambda row: (types[i], at), sign)
    if kind == "not":
        return f"(not ({a}))", lambda row: not want_truth(fa(row))
    if kind == "word":
        word = rng.choice(WORDS)
        return f"{word}({a}, {b})", lambda row: word_of(word, [fa(row), fb(row)])
    if kind == "power":
        n = rng.randint(0, 3)
        return f"({a}) ^ {n}", lambda row: want_number(fa(row)) ** n
    return f"(({a}) {kind} ({b}))", arithmetic(fa, fb, kind)


def kets(weights, out):
    terms = [f"{w}|{l}>" for w, l in zip(weights, out.labels) if w]
    return " + ".join(terms)


def random_state(rng, out):
    weights = [rng.choice([0, 1, 1, 2, 5]) for _ in out.labels]
    weights[rng.randrange(len(weights))] += 1
    return [Fraction(w, sum(weights)) for w in weights]


def ranks(kind):
    """What max orders the labels of a type by: numbers, else falsehood and truth, else places."""
    texts = [str(label) for label in kind.labels]
    if all(text.lstrip("-").isdigit() for text in texts):
        return [int(text) for text in texts]
    return [int(kind.truth[i]) if kind.truth else i for i in range(len(texts))]


def largest_of(parts, rank):
    """The distribution of the largest of independent labels: all combinations, one by one."""
    to = [Fraction(0)] * len(rank)
    for labels in itertools.product(*(range(len(rank)) for _ in parts)):
        p = Fraction(1)
        for part, l in zip(parts, labels):
            p *= part[l]
        to[max(labels, key=lambda l: rank[l])] += p
    return to


class Case:
    def __init__(self, rng, types, number):
        self.rng, self.types, self.name = rng, types, f"f{number}"
        self.asks, self.due = [], []  # what is shown, and what must come
        rng.choice([self.table, self.table, self.table, self.words, self.noisy, self.chain])()

    def inputs(self, types):
        self.names = [f"x{i}" for i in range(len(types))]
        wires = " * ".join(f"({n} : {t.name})" for n, t in zip(self.names, types))
        self.sizes = [range(len(t.labels)) for t in types]
        return wires

    def expect(self, ins, out, value):
        rows = {}
        try:
            for row in itertools.product(*self.sizes):
                given = tuple(t.labels[i] for t, i in zip(ins, row))
                rows[given] = {out.labels[result(value(row), out)]: Fraction(1)}
        except Wrong as w:
            rows = str(w)
        self.asks, self.due = [f"show {self.name}"], [rows]

    def table(self):
        rng = self.rng
        ins = [rng.choice([t for t in self.types if t.name != "Wide"])
               for _ in range(rng.randint(1, 3))]
        out = rng.choice(self.types + [self.types[6]] * 12)
        wires = self.inputs(ins)
        source, value = formula(rng, self.names, ins, rng.randint(1, 3))
        while not any(n in source for n in self.names):
            source, value = formula(rng, self.names, ins, rng.randint(1, 3))
        self.source = f"function {self.name} : {wires} -> {out.name} = {source}"
        self.expect(ins, out, value)

    def words(self):
        rng, word = self.rng, self.rng.choice(WORDS)
        pool = [t for t in self.types if t.name != "Wide"]
        if word in ("or", "and", "xor") and rng.random() < 0.8:
            pool = [t for t in pool if t.truth]
        ins = [rng.choice(pool) for _ in range(rng.randint(1, 4))]
        if rng.random() < 0.4:
            ins = ins[:1] * len(ins)
        wide = word == "sum" or rng.random() < 0.3
        out = self.types[6] if wide else rng.choice([ins[0]] + self.types[:5])
        self.source = (f"function {self.name} : {' * '.join(t.name for t in ins)}"
                       f" -> {out.name} = {word}")
        self.sizes = [range(len(t.labels)) for t in ins]
        self.expect(ins, out, lambda row: word_of(word, list(zip(ins, row))))

    def noisy(self):
        rng, is_or = self.rng, self.rng.random() < 0.5
        truths = [t for t in self.types if t.truth]
        others = [t for t in self.types if t.name != "Wide"]
        ins = [rng.choice(truths if is_or else others) for _ in range(rng.randint(1, 4))]
        out = rng.choice(truths) if is_or else rng.choice(others[5:])
        wires, parts, texts = self.inputs(ins), [], []
        rank = ranks(out)
        def single(p):
            return [p if out.truth[i] else 1 - p for i in range(2)]
        for t in ins:
            p = Fraction(rng.randint(0, 6), 6)
            rows = [single(p if t.truth[i] else Fraction(0)) if is_or else random_state(rng, out)
                    for i in range(len(t.labels))]
            parts.append(rows)
            texts.append(str(p) if is_or else "{ " + "  ".join(
                f"{l} -> {kets(r, out)}" for l, r in zip(t.labels, rows)) + " }")
        leak = None
        if rng.random() < 0.5:
            p = Fraction(rng.randint(0, 9), 9)
            leak = single(p) if is_or else random_state(rng, out)
            texts.append(f"leak = {p if is_or else kets(leak, out)}")
        word = "noisy_or" if is_or else "noisy_max"
        self.source = f"channel {self.name} : {wires} -> {out.name} = {word}({', '.join(texts)})"
        rows = {}
        for row in itertools.product(*self.sizes):
            chosen = [parts[k][i] for k, i in enumerate(row)] + ([leak] if leak else [])
            weights = largest_of(chosen, rank)
            rows[tuple(t.labels[i] for t, i in zip(ins, row))] = {
                l: w for l, w in zip(out.labels, weights) if w}
        self.asks, self.due = [f"show {self.name}"], [rows]

    def chain(self):
        rng, word = self.rng, self.rng.choice(WORDS)
        count = rng.randint(11, 24)
        ins = [rng.choice([t for t in self.types[:5]]) for _ in range(count)]
        if word in ("max", "min") and rng.random() < 0.5:
            ins = [self.types[8]] * count
        out = ins[0] if word in ("or", "and", "xor", "max", "min", "equal") else self.types[6]
        if word in ("max", "min") and ins[0] is not self.types[8]:
            out = self.types[0]
        self.source = (f"function {self.name} : {' * '.join(t.name for t in ins)}"
                       f" -> {out.name} = {word}")
        for _ in range(4):
            p = rng.random()
            row = [rng.randrange(len(t.labels)) if rng.random() < p else 0 for t in ins]
            point = ",".join(t.labels[i] for t, i in zip(ins, row))
            label = out.labels[result(word_of(word, list(zip(ins, row))), out)]
            self.asks.append(f"state s{len(self.asks)}_{self.name} : "
                             f"{' * '.join(t.name for t in ins)} = |{point}>\n"
                             f"show s{len(self.asks)}_{self.name} ; {self.name}")
            self.due.append({(): {label: Fraction(1)}})


def entries(list_):
    return {e["labels"][0]: Fraction(e["p"]) for e in list_}


def rows_of(answer):
    if answer["kind"] == "error":
        return answer["code"]
    if answer["kind"] == "state":
        return {(): entries(answer["entries"])}
    return {tuple(r["given"]): entries(r["entries"]) for r in answer["rows"]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", default="build/catgut")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--print", action="store_true")
    o = parser.parse_args()
    if not os.access(o.catgut, os.X_OK):
        print(f"no {o.catgut}")
        return 77
    types = make_types(random.Random(o.seed))
    cases = [Case(random.Random(f"{o.seed} {n}"), types, n)
             for n in range(o.first, o.first + o.count)]
    script = "\n".join(t.declaration() for t in types) + "\n"
    for case in cases:
        script += f"{case.source}\n" + "".join(f"{a}\n" for a in case.asks) + "show 99\n"
    run = subprocess.run([o.catgut, "-k", "--json"], input=script, capture_output=True, text=True)
    answers, group = [], []
    for line in run.stdout.splitlines():
        answer = json.loads(line)
        if answer["kind"] == "number" and answer["value"] == "99":
            answers.append(group)
            group = []
        else:
            group.append(answer)
    if o.print:
        print(script, run.stdout)
    passed = failed = refused = 0
    for n, case in enumerate(cases):
        has = [rows_of(a) for a in answers[n]] if n < len(answers) else None
        if has and isinstance(case.due[0], str):
            has, refused = has[:1], refused + 1
        if has == case.due:
            passed += 1
        else:
            failed += 1
            print(f"case {o.first + n}: {case.source}\n  {has}\n  should be {case.due}")
    print(f"{refused} refused, with the right complaint")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
