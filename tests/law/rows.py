#!/usr/bin/env python3
"""Random tables of rows, imported as states of random models, against counting them in Python.

    python3 tests/law/rows.py --catgut build/catgut --count 60 --seed 1

A table is written by Python's csv module in one of many ways: delimiters, quotes, ends of lines,
columns in any order, columns that nobody wants, weights, missing values, values that a block maps
to labels, numbers written in several ways.  The oracle reads it back with the csv module, drops
what the block says, and counts with Fractions.  Asked are the number of rows, marginals,
conditionals and the whole state, and where all combinations occur an effect: rows have no
independence exactly, so the oracle reads the formula that `identify` prints and works it out on its
own counts (causal/formulas.py).  Then the state is exported, imported again, and has to be the
same.  Some tables are put into SQLite files (causal/engines.py), and imported from there or through
ODBC.

`--seed S --first N --count 1` gives table N back, `--print` shows it.  Prints
`N passed, N failed`, counting answers.  Exit status 1 when one failed, 77 when there is no catgut.
"""

import argparse
import csv
import itertools
import os
import random
import sys
import tempfile
from fractions import Fraction

import identify as laws
from causal import engines, formulas, program, tables
from causal.graphs import word, words

LABELS = [["no", "yes"], ["0", "1"], ["low", "mid", "high"], ["a b", 'q"', "it's, so"],
          ["NA", "x"], ["-1", "0", "12"], ["ä", "β", "字"]]
SPELLINGS = {"0": ["0", "00", "0.0"], "1": ["1", "1.0", "01", "1e0"], "12": ["12", "12.00"],
             "-1": ["-1", "-1.0", "-01"]}
MISSING = ["", "NA", "NULL"]
HEAD = "type Bit = {0, 1}\ntype Gene\ntype Germ\ntype One = {0}\n"


def label(text):
    plain = text.lstrip("-").isdigit() and not text.startswith("--")
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Variable:
    """What the column of a vertex may hold: texts, and the label of each; None: a missing value."""

    def __init__(self, rng, name, number):
        self.name = name
        self.labels = rng.choice(LABELS)
        self.type = f"T{number}"
        self.column = name if rng.random() < 0.5 else f"col {number}"
        self.cases = rng.random() < 0.3
        self.texts = {}
        for i, x in enumerate(self.labels):
            if self.cases:
                for k in range(rng.randint(1, 3)):
                    self.texts[f"v{i}{k}"] = x
            else:
                self.texts.update({t: x for t in SPELLINGS.get(x, [x])})
        self.ranges = self.cases and rng.random() < 0.5
        if self.ranges:
            self.texts = {}
            for i, x in enumerate(self.labels):
                self.texts.update({t: x for t in (f"{10 * i}", f"{10 * i + 5}.5", f"0{10 * i + 9}")})

    def block(self):
        if not self.cases:
            return f"{word(self.name)} = {word(self.column)}"
        lines, labels = [], [x for x in self.labels if x in self.texts.values()]
        for i, x in enumerate(labels):
            texts = [label(t) for t, y in self.texts.items() if y == x]
            if self.ranges:
                low = "" if i == 0 else f"{10 * i}"
                high = "" if i + 1 == len(labels) else f"{10 * i + 9}"
                texts = [f"{low}..{high}"]
            lines.append(f"{', '.join(texts)} -> {label(x)}")
        return f"{word(self.name)} = {word(self.column)} {{ {'  '.join(lines)} }}"


class Rows:
    """A table as it stands in its file, and how it is imported."""

    def __init__(self, rng, model, folder, number, kinds):
        self.model = model
        self.variables = [Variable(rng, v, i) for i, v in enumerate(model.observed())]
        self.weighted = rng.random() < 0.3
        self.policy = rng.choice(["none", "none", "drop", "as"])
        self.said = []  # what else is no value
        if self.policy != "none" and rng.random() < 0.5:
            ranges = any(v.cases and v.ranges for v in self.variables)
            self.said = ["?", "n. a."] + ([] if ranges else ["-9", "-8.50"])
        suffix = rng.choice([".csv", ".csv", ".tsv"])
        self.path = os.path.join(folder, f"rows{number}{suffix}")
        self.delimiter = "\t" if suffix == ".tsv" else rng.choice(",,;")
        if self.policy == "as":
            for v in self.variables:
                v.labels = v.labels + ["gone"]
        self.full = rng.random() < 0.5 and self.combinations() <= 300
        self.write(rng)
        self.imported = f'"{self.path}"'
        self.store(random.Random(f"engine {number} {self.path}"), kinds)

    def combinations(self):
        product = 1
        for v in self.variables:
            product *= len(v.labels)
        return product

    def is_missing(self, v, text):
        return text in MISSING + self.said and (v.cases or text not in v.labels)

    def random_cell(self, rng, v, at=None):
        texts = [t for t, x in v.texts.items() if at is None or x == at]
        missing = [t for t in MISSING + self.said if self.is_missing(v, t) and t not in v.texts]
        if self.policy != "none" and missing and (at == "gone" or (not at and rng.random() < 0.05)):
            return rng.choice(missing)
        return rng.choice(texts)

    def write(self, rng):
        wanted = [v.column for v in self.variables] + (["n"] if self.weighted else [])
        header = wanted + [f"other {i}" for i in range(rng.randint(0, 3))]
        rng.shuffle(header)
        column_of = {v.column: v for v in self.variables}
        bodies = []
        for _ in range(rng.choice([1, 5, 60, 400])):
            bodies.append({v.column: self.random_cell(rng, v) for v in self.variables})
        if self.full:
            for at in itertools.product(*(v.labels for v in self.variables)):
                bodies.append({v.column: self.random_cell(rng, v, x)
                               for v, x in zip(self.variables, at)})
        rng.shuffle(bodies)
        with open(self.path, "w", encoding="utf-8", newline="") as f:
            if rng.random() < 0.2:
                f.write("\ufeff")
            out = csv.writer(f, delimiter=self.delimiter, lineterminator=rng.choice(["\n", "\r\n"]),
                             quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
            out.writerow(header)
            for body in bodies:
                body["n"] = rng.choice(["1", "2", "3.0", "007"] + ([] if self.full else ["0"]))
                out.writerow([body[c] if c in body and (c in column_of or self.weighted) else
                              rng.choice(["", "NA", "line\nfeed", "x,y;z", 'say "no"'])
                              for c in header])

    def store(self, rng, kinds):
        """Perhaps the same in a SQLite file, of which it is imported then."""
        kind = rng.choice(["text"] + kinds)
        if kind == "text":
            return
        path, table = os.path.splitext(self.path)[0] + ".db", rng.choice(["t", 'a"b', "select", "ä"])
        with open(self.path, encoding="utf-8-sig", newline="") as f:
            header, *rows = csv.reader(f, delimiter=self.delimiter)
        types = ["NUMERIC" if c == "n" else "TEXT" for c in header]
        rows = [[None if x == "" and rng.random() < 0.5 else x for x in row] for row in rows]
        engines.write_sqlite(path, table, list(zip(header, types)), rows)
        name = path if kind == "sqlite" else f"odbc:Driver={engines.sqlite_driver()};Database={path}"
        self.imported = f'"{name}" table {label(table)}'

    def count(self):
        """{labels: how many}, and how many rows were dropped."""
        counts, dropped = {}, 0
        with open(self.path, encoding="utf-8-sig", newline="") as f:
            for row in csv.DictReader(f, delimiter=self.delimiter):
                n = int(float(row["n"])) if self.weighted else 1
                at = []
                for v in self.variables:
                    text = row[v.column]
                    if self.is_missing(v, text) and text not in v.texts:
                        at.append("gone" if self.policy == "as" else None)
                    else:
                        at.append(v.texts[text])
                if None in at:
                    dropped += n
                elif n:
                    counts[tuple(at)] = counts.get(tuple(at), 0) + n
        return counts, dropped

    def source(self, name):
        lines = [v.block() for v in self.variables if v.cases or v.column != v.name]
        if self.weighted:
            lines.append("weight n")
        said = ', '.join(label(t) for t in self.said[:2]) + ", -9..-8" * ("-9" in self.said)
        said = f" {{{said}}}" if self.said else ""
        if self.policy == "drop":
            lines.append(f"missing{said} drop")
        elif self.policy == "as":
            lines.append(f"missing{said} as gone")
        block = " {\n  " + "\n  ".join(lines) + "\n}" if lines else ""
        return f'import {self.imported} as w@ of {name}{block}\n'

    def types(self):
        return "".join(f"type {v.type}@ = {{{', '.join(label(x) for x in v.labels)}}}\n"
                       for v in self.variables)


def conditional(table, y, z):
    """P(y | z), undefined rows None."""
    result = {}
    for zs in itertools.product(*(table.labels[v] for v in z)):
        below = table.marginal(z, zs)
        result[zs] = None if below == 0 else {
            ys: table.marginal(list(y) + list(z), ys + zs) / below
            for ys in itertools.product(*(table.labels[v] for v in y))}
    return result


def without_zeros(rows):
    return {given: row and {k: p for k, p in row.items() if p} for given, row in rows.items()}


def fault_of(answer, expected):
    rows = program.rows_of(answer)
    if rows is None:
        return f"{str(answer)[:600]}"
    return "" if without_zeros(rows) == without_zeros(expected) else \
        f"{laws.render(rows)}, should be {laws.render(expected)}"


def fault_of_effect(formula, answer, effect, table):
    try:
        return fault_of(answer, formulas.effect_of(formula, *effect, table))
    except ValueError:  # a value that should not matter does, in rows
        return "" if "for any" in formula else f"cannot read {formula}"


def make_case(rng, model, folder, number, kinds):
    """A model with its rows, the questions about them, and the judge of the answers."""
    model.single.clear()
    rows = Rows(rng, model, folder, number, kinds)
    counts, dropped = rows.count()
    total = sum(counts.values())
    for v in rows.variables:
        model.types[v.name] = v.type + "@"
    setup = (rows.types() + model.source("m@") + rows.source("m@")).replace("@", str(number))
    if not total:
        return rows, program.Case(setup, [], lambda a: [
            "" if len(a) == 1 and "E214" in str(a) else f"{a}, should be E214"])
    names = model.observed()
    table = tables.Table(names, {v.name: v.labels for v in rows.variables}, counts, total)
    y = rng.sample(names, rng.randint(1, min(2, len(names))))
    z = rng.sample([v for v in names if v not in y], rng.randint(0, min(2, len(names) - len(y))))
    asked = [(program.question(y, [], z), conditional(table, y, z)),
             (f"P({words(names)})", conditional(table, names, []))]
    lines = [f"show {q} in w{number}" for q, _ in asked]
    effect = None
    if rows.full:
        effect = laws.random_effect(rng, model)
        found = laws.verdict_of(model, *effect)
        if found is None or not effect[1]:
            effect = None
        else:
            q = program.question(*effect)
            lines += [f"identify {q} in m{number}", f"show {q} in m{number} from w{number}"]
    lines.append(f"check P({words(names)}) in w{number} == P({words(names)}) in m{number} "
                 f"from w{number}")
    again = os.path.join(folder, f"again{number}{rng.choice(['.csv', '.tsv'])}")
    lines += [f'export w{number} to "{again}"',
              f'import "{again}" as v{number} of m{number} {{ weight n }}',
              f"check v{number} == w{number}"]

    def judge(answers):
        if len(answers) != 1 + len(lines):
            return [f"{len(answers)} answers: {answers}"]
        told = answers[0]
        faults = ["" if (told.get("rows"), told.get("dropped")) == (total, dropped) else
                  f"{told}, should be {total} rows, {dropped} dropped"]
        faults += [fault_of(a, e) for a, (_, e) in zip(answers[1:], asked)]
        rest = answers[1 + len(asked):]
        if effect:
            faults.append(fault_of_effect(rest[0]["formula"], rest[1], effect, table))
            rest = rest[2:]
        read = rest[2].get("rows") == total and not rest[2].get("unused")
        faults.append("" if read else f"read back {rest[2]}, should be {total} rows")
        return faults + ["" if a.get("kind") == "check" and a["value"] else str(a)
                         for a in (rest[0], rest[3])]

    return rows, program.Case(setup, lines, judge)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--catgut", default="build/catgut")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--print", action="store_true", dest="show")
    return parser.parse_args()


def main():
    options = read_arguments()
    if not os.access(options.catgut, os.X_OK):
        print(f"{options.catgut} is not there")
        return 77
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        cases = []
        kinds, left_out = engines.sqlite_kinds(options.catgut, folder)
        for number in range(options.first, options.first + options.count):
            rng = random.Random(f"{options.seed} {number}")
            model = laws.random_model(rng, 2, 5)
            rows, case = make_case(rng, model, folder, number, kinds)
            cases.append((rows, case))
            if options.show:
                with open(rows.path, encoding="utf-8", newline="") as f:
                    print(case.setup + "\n".join(case.lines) + "\n---\n" + f.read())
        asked = program.Program(options.catgut, options=["--allow-odbc"])
        for (rows, case), answers in zip(cases, asked.ask(HEAD, [c for _, c in cases])):
            for fault in case.judge(answers):
                passed += not fault
                failed += bool(fault)
                if fault:
                    print(f"{rows.path}: {fault}\n{case.setup}" + "\n".join(case.lines) + "\n")
    for why in left_out:
        print(why)
    print(f"{passed} passed, {failed} failed, {len(left_out)} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
