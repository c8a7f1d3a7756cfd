#!/usr/bin/env python3
"""Events of several variables, means, variances and covariances of arithmetic with them, and amounts of
information, in random models and states, against adding up the joint in Python.  What is no fraction is
found with 40 digits; it is one exactly where the odd primes in p^p cancel, which the oracle factors.

    python3 tests/law/events.py --catgut build/catgut --count 1000 --seed 1

A model has up to four variables, each with some label set (numbers in any order, words), arrows, and
exact weights; the oracle goes through all assignments, after `do` with another mechanism, evaluates
the event on each, and adds up Fractions.  Each is asked in one of three ways: with a functor, as the
state that it makes, and, since nothing in it is hidden, from that state.

All models stand in a few scripts.  `--seed S --first N --count 1` gives model N back, `--print` shows
it.  Prints `N passed, N failed`, counting models.  Exit status 1 when one failed, 77 when there is no
catgut.
"""

import argparse
import decimal
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

TYPES = {"Bit": ["0", "1"], "Die": ["1", "2", "3"], "Odd": ["7", "-2", "0"], "Col": ["red", "green", "blue"],
         "Mood": ["sad", "glad"]}
HEAD = "".join(f"type {t} = {{{', '.join(labels)}}}\n" for t, labels in TYPES.items())
NAMES = ["A", "B", "C", "D"]
BATCH = 250  # models in a script


def is_number(text):
    return text.lstrip("-").isdecimal()


def is_numeric(kind):
    return all(is_number(x) for x in TYPES[kind])


# ---- models -----------------------------------------------------------------------------------


class Model:
    """Variables in an order in which parents come first, and a row of weights for each tuple of
    their labels."""

    def __init__(self, rng, number):
        self.name = f"m{number}"
        self.names = NAMES[: rng.randint(2, 4)]
        few = rng.sample(sorted(TYPES), 2)
        self.type_of = {v: rng.choice(few) for v in self.names}
        self.parents = {}
        self.rows = {}
        positive = rng.random() < 0.6
        for i, v in enumerate(self.names):
            self.parents[v] = [p for p in self.names[:i] if rng.random() < 0.6]
            keys = itertools.product(*(self.labels(p) for p in self.parents[v]))
            self.rows[v] = {key: self.row(rng, v, positive) for key in keys}
        self.positive = positive

    def labels(self, v):
        return TYPES[self.type_of[v]]

    def row(self, rng, v, positive):
        least = 1 if positive else 0
        weights = [rng.randint(least, 6) for _ in self.labels(v)]
        if not any(weights):
            weights[rng.randrange(len(weights))] = 1
        return {x: Fraction(w, sum(weights)) for x, w in zip(self.labels(v), weights)}

    def source(self):
        text = f"model {self.name} {{"
        for v in self.names:
            arrows = f" <- {', '.join(self.parents[v])}" if self.parents[v] else ""
            text += f"  {v} : {self.type_of[v]}{arrows}"
        text += f" }}\nfunctor F{self.name} : {self.name} {{\n"
        for v in self.names:
            kets = {k: " + ".join(f"{w}|{x}>" for x, w in row.items()) for k, row in self.rows[v].items()}
            table = "  ".join(f"\"{k[0]}\"{''.join(',' + x for x in k[1:])} -> {e}" for k, e in kets.items() if k)
            text += f"  {v} = {'{ ' + table + ' }' if table else kets[()]}\n"
        return text + f"}}\nstate w{self.name} = F{self.name}({self.name})\n"

    def joint(self, done):
        """Each assignment with its weight, after do."""
        for labels in itertools.product(*(self.labels(v) for v in self.names)):
            world = dict(zip(self.names, labels))
            weight = Fraction(1)
            for v in self.names:
                if v in done:
                    weight *= world[v] == done[v]
                else:
                    weight *= self.rows[v][tuple(world[p] for p in self.parents[v])][world[v]]
            if weight:
                yield world, weight


# ---- events: source, and a function of a world ------------------------------------------------


def number_of(world, v):
    return Fraction(world[v])


def arithmetic(rng, model, depth):
    numeric = [v for v in model.names if is_numeric(model.type_of[v])]
    form = rng.random()
    if depth == 0 or form < 0.3:
        v = rng.choice(numeric)
        return v, lambda w: number_of(w, v)
    if form < 0.4:
        k = rng.choice([2, 3, Fraction(1, 2)])
        text, f = arithmetic(rng, model, depth - 1)
        return f"{k} * ({text})", lambda w: k * f(w)
    if form < 0.5:
        k = rng.randint(0, 3)
        text, f = arithmetic(rng, model, depth - 1)
        return f"({text})^{k}", lambda w: f(w) ** k
    if form < 0.6:
        text, f = arithmetic(rng, model, depth - 1)
        return f"-({text}) / 3", lambda w: -f(w) / 3
    a, f = arithmetic(rng, model, depth - 1)
    b, g = arithmetic(rng, model, depth - 1)
    if form < 0.75:
        return f"({a}) * ({b})", lambda w: f(w) * g(w)
    if form < 0.9:
        return f"({a}) + {b}", lambda w: f(w) + g(w)
    return f"({a}) - ({b})", lambda w: f(w) - g(w)


ORDER = {"=": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b,
         "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b}


def place(model, v, label):
    """What a label counts as: its number, or its place in the type."""
    return Fraction(label) if is_numeric(model.type_of[v]) else model.labels(v).index(label)


def atom(rng, model):
    v = rng.choice(model.names)
    sign = rng.choice(sorted(ORDER))
    holds = ORDER[sign]
    form = rng.random()
    numeric = [u for u in model.names if is_numeric(model.type_of[u])]
    if form < 0.2:
        some = rng.sample(model.labels(v), rng.randint(1, len(model.labels(v))))
        sign = rng.choice(["=", "!="])
        return f"{v} {sign} {{{', '.join(some)}}}", lambda w: (w[v] in some) == (sign == "=")
    if form < 0.5:
        x = rng.choice(model.labels(v))
        return f"{v} {sign} {x}", lambda w: holds(place(model, v, w[v]), place(model, v, x))
    if form < 0.65 and numeric:
        a, f = arithmetic(rng, model, 2)
        k = rng.randint(-2, 6)
        return f"{a} + 0 {sign} {k}", lambda w: holds(f(w), k)
    like = [u for u in model.names if model.type_of[u] == model.type_of[v]
            or (u in numeric and v in numeric)]
    u = rng.choice(like)
    return f"{v} {sign} {u}", lambda w: holds(place(model, v, w[v]), place(model, u, w[u]))


def event(rng, model, depth):
    form = rng.random()
    if depth == 0 or form < 0.35:
        return atom(rng, model)
    if form < 0.5:
        text, f = event(rng, model, depth - 1)
        return f"not ({text})", lambda w: not f(w)
    parts = [event(rng, model, depth - 1) for _ in range(rng.randint(2, 3))]
    if form < 0.75:
        return " or ".join(t for t, _ in parts), lambda w: any(f(w) for _, f in parts)
    return " and ".join(f"({t})" for t, _ in parts), lambda w: all(f(w) for _, f in parts)


# ---- questions --------------------------------------------------------------------------------


class Question:
    """P: free variables and events left of the bar, free variables, events and do right of it."""

    def __init__(self, rng, model):
        self.model = model
        names = list(model.names)
        rng.shuffle(names)
        self.done = {}
        if rng.random() < 0.4:
            v = names.pop()
            self.done[v] = rng.choice(model.labels(v))
        self.given = [names.pop()] if len(names) > 1 and rng.random() < 0.3 else []
        self.heads = [names.pop()] if names and rng.random() < 0.3 else []
        self.left = [event(rng, model, 2)] if rng.random() < 0.8 or not self.heads else []
        self.right = [event(rng, model, 2)] if rng.random() < 0.5 else []

    def conditions(self):
        texts = self.given + [t for t, _ in self.right]
        return texts + [f"do({v} = {x})" for v, x in self.done.items()]

    def source(self):
        given = self.conditions()
        bar = f" | {', '.join(given)}" if given else ""
        return f"P({', '.join(self.heads + [t for t, _ in self.left])}{bar})"

    def weights(self):
        """What is left of each row: pairs of a world and its weight, and their sum."""
        rows = {k: [] for k in itertools.product(*(self.model.labels(v) for v in self.given))}
        for world, weight in self.model.joint(self.done):
            if all(f(world) for _, f in self.right):
                rows[tuple(world[v] for v in self.given)].append((world, weight))
        return {k: (row, sum((w for _, w in row), Fraction(0))) for k, row in rows.items()}

    def answer(self):
        """For each row None, or the weight of each tuple of heads."""
        answer = {}
        for key, (row, total) in self.weights().items():
            entries = {}
            for world, weight in row:
                if all(f(world) for _, f in self.left):
                    heads = tuple(world[v] for v in self.heads)
                    entries[heads] = entries.get(heads, Fraction(0)) + weight / total
            answer[key] = entries if total else None
        return answer


class Moment(Question):
    """E, Var or Cov of arithmetic, with the same conditions."""

    def __init__(self, rng, model):
        super().__init__(rng, model)
        self.left, self.heads = [], []
        numeric = any(is_numeric(t) for t in model.type_of.values())
        self.word = rng.choice(["E", "Var", "Cov"]) if numeric else "P"
        if not numeric:
            self.left = [event(rng, model, 2)]
            return
        self.numbers = [arithmetic(rng, model, 3) for _ in range(2 if self.word == "Cov" else 1)]

    def source(self):
        if self.word == "P":
            return super().source()
        given = self.conditions()
        bar = f" | {', '.join(given)}" if given else ""
        return f"{self.word}({', '.join(t for t, _ in self.numbers)}{bar})"

    def answer(self):
        if self.word == "P":
            return super().answer()
        answer = {}
        for key, (row, total) in self.weights().items():
            if not total:
                answer[key] = None
                continue
            x, y = self.numbers[0][1], self.numbers[-1][1]

            def mean(f, row=row, total=total):
                return sum((f(w) * p for w, p in row), Fraction(0)) / total

            value = mean(x) if self.word == "E" else mean(lambda w: x(w) * y(w)) - mean(x) * mean(y)
            answer[key] = {(): value} if value else {}
        return answer


LN2 = decimal.Decimal(2).ln(decimal.Context(prec=40))


def power_of(n, prime):
    count = 0
    while n % prime == 0:
        n, count = n // prime, count + 1
    return count


def bits(terms):
    """The sum of p log2(q) over pairs: a Fraction, or a Decimal."""
    primes = {}
    for p, q in terms:
        for n, sign in ((q.numerator, 1), (q.denominator, -1)):
            d = 2
            while n > 1:
                d = d if d * d <= n else n
                count = power_of(n, d)
                if count:
                    primes[d] = primes.get(d, Fraction(0)) + sign * count * p
                    n //= d**count
                d += 1
    if not any(c for prime, c in primes.items() if prime != 2):
        return primes.get(2, Fraction(0))
    with decimal.localcontext(decimal.Context(prec=40)):
        total = sum(decimal.Decimal(p.numerator) / p.denominator
                    * (decimal.Decimal(q.numerator) / q.denominator).ln() for p, q in terms)
        return total / LN2


class Information(Question):
    """entropy, information, distance or divergence, given what the other questions give."""

    def __init__(self, rng, model):
        super().__init__(rng, model)
        self.word = rng.choice(["entropy", "information", "distance", "divergence"])
        self.x = rng.sample(model.names, rng.randint(1, 2))
        self.y = rng.sample(model.names, rng.randint(1, 2))
        self.other = Question(rng, model)
        self.other.done = self.done if rng.random() < 0.7 else {}
        if self.word in ("distance", "divergence"):
            self.given = []

    def source(self):
        if self.word in ("distance", "divergence"):
            return f"{self.word}({self.state_source(self)}, {self.state_source(self.other)})"
        given = self.conditions()
        bar = f" | {', '.join(given)}" if given else ""
        sides = ", ".join(self.x) + ("; " + ", ".join(self.y) if self.word == "information" else "")
        return f"{self.word}({sides}{bar})"

    def state_source(self, question):
        given = [t for t, _ in question.right] + [f"do({v} = {x})" for v, x in question.done.items()]
        return f"P({', '.join(self.x)}{' | ' + ', '.join(given) if given else ''})"

    def state(self, question, names):
        """The state of the names under a question's conditions, or None."""
        state, total = {}, Fraction(0)
        for world, weight in self.model.joint(question.done):
            if all(f(world) for _, f in question.right):
                key = tuple(world[v] for v in names)
                state[key] = state.get(key, Fraction(0)) + weight
                total += weight
        return {k: p / total for k, p in state.items()} if total else None

    def value(self):
        if self.word in ("distance", "divergence"):
            p, q = self.state(self, self.x), self.state(self.other, self.x)
            if p is None or q is None:
                return None
            if self.word == "distance":
                return sum(abs(p.get(k, 0) - q.get(k, 0)) for k in {*p, *q}) / 2
            if any(k not in q for k in p):
                return "infinite"
            return bits([(w, w / q[k]) for k, w in p.items()])
        x, y, z = [list(dict.fromkeys(n)) for n in (self.x, self.y, self.given)]
        names = list(dict.fromkeys(x + (y if self.word == "information" else []) + z))
        joint = self.state(self, names)
        if joint is None:
            return None

        def entropy_of(some):
            part = {}
            for key, p in joint.items():
                short = tuple(key[names.index(v)] for v in some)
                part[short] = part.get(short, Fraction(0)) + p
            return [(-p, p) for p in part.values()]

        def minus(terms):
            return [(-p, q) for p, q in terms]

        if self.word == "entropy":
            return bits(entropy_of(names) + minus(entropy_of(z)))
        return bits(entropy_of(x + z) + entropy_of(y + z) + minus(entropy_of(names)) + minus(entropy_of(z)))

    def answer(self):
        return self.value()

    def is_right(self, said):
        wanted = self.value()
        if wanted is None:
            return said.get("code") == "E031"
        if isinstance(wanted, Fraction):
            return said["kind"] == "number" and Fraction(said["value"]) == wanted
        if wanted == "infinite":
            return said["kind"] == "decimal" and said["decimal"] == "infinite"
        rounded = +wanted.normalize(decimal.Context(prec=6))
        return said["kind"] == "decimal" and decimal.Decimal(said["decimal"]) == rounded


def read_entries(entries):
    return {tuple(e["labels"]): Fraction(e["p"]) for e in entries}


def read_answer(said):
    if said["kind"] == "error":
        return said["code"]
    if said["kind"] == "number":
        value = Fraction(said["value"])
        return {(): {(): value} if value else {}}
    if said["kind"] == "state":
        return {(): read_entries(said["entries"])}
    return {tuple(r["given"]): None if r.get("undefined") else read_entries(r["entries"]) for r in said["rows"]}


def is_right(question, said):
    if isinstance(question, Information):
        return question.is_right(said)
    wanted, found = question.answer(), read_answer(said)
    if () in wanted and wanted[()] is None:
        return found == "E031"
    return found == wanted


# ---- scripts ----------------------------------------------------------------------------------


def contexts(rng, model, question):
    """One of those that have the same answer."""
    all_of_them = [f"{model.name} with F{model.name}"]
    asked = [question] + ([question.other] if isinstance(question, Information) else [])
    if not any(q.done for q in asked):
        all_of_them.append(f"w{model.name}")
    if model.positive:
        all_of_them.append(f"{model.name} from w{model.name}")
    return [rng.choice(all_of_them)]


def make_case(seed, number):
    rng = random.Random(f"{seed}/{number}")
    model = Model(rng, number)
    questions = [Question(rng, model), Moment(rng, model), Information(rng, model)]
    return model, [(q, c) for q in questions for c in contexts(rng, model, q)]


def run(catgut, script):
    with tempfile.NamedTemporaryFile("w", suffix=".diag", encoding="utf-8") as f:
        f.write(script)
        f.flush()
        done = subprocess.run([catgut, "--json", "-k", f.name], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"catgut ended with {done.returncode}\n{done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def check_batch(catgut, cases):
    script = HEAD
    for model, asked in cases:
        script += model.source() + "".join(f"show {q.source()} in {c}\n" for q, c in asked)
    said = run(catgut, script)
    wanted = sum(len(asked) for _, asked in cases)
    if len(said) != wanted:
        sys.exit(f"{wanted} questions, {len(said)} answers: " + json.dumps(said[:3]))
    passed = failed = 0
    for model, asked in cases:
        wrong = [(q, c, a) for (q, c), a in zip(asked, said) if not is_right(q, a)]
        said = said[len(asked):]
        passed, failed = passed + (not wrong), failed + bool(wrong)
        for q, c, a in wrong[:1]:
            print(f"{HEAD}{model.source()}show {q.source()} in {c}\nwanted {q.answer()}\nfound {json.dumps(a)}")
    return passed, failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--print", action="store_true")
    args = parser.parse_args()
    cases = [make_case(args.seed, n) for n in range(args.first, args.first + args.count)]
    if args.print:
        for model, asked in cases:
            print(HEAD + model.source())
            for q, c in asked:
                print(f"show {q.source()} in {c}\n# {q.answer()}")
        return 0
    if not os.path.exists(args.catgut):
        print("no catgut")
        return 77
    passed = failed = 0
    for i in range(0, len(cases), BATCH):
        p, f = check_batch(args.catgut, cases[i:i + BATCH])
        passed, failed = passed + p, failed + f
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
