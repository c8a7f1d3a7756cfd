"""bif.py -- real networks, read by the program and by a slow reader that shares nothing with it.

The program imports each network `repaired` and prints its functor; here the same file is split into
words, its numbers are made fractions, and its rows repaired by the definition.  Compared are the
variables, their labels and parents, how many rows there are and how many were repaired, the sum of
every row that is looked at, and some hundred rows of each network, entry by entry.

The networks are data from outside this repository (../shared/data/bif, beside it, or --data FOLDER);
without them the test is skipped.
"""
import argparse
import itertools
import os
import random
import re
import subprocess
import sys
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "..", "..", "shared", "data", "bif")
WORD = re.compile(r'"[^"]*"|[{}()\[\];]|[^\s,|{}()\[\];"]+')


class Variable:
    def __init__(self, labels):
        self.labels = labels
        self.parents = []
        self.rows = {}  # tuple of labels -> texts of numbers


def read(path):
    """The variables of a network by name, in order.  Knows no properties and no comments."""
    with open(path, encoding="utf-8") as file:
        words = WORD.findall(file.read())
    variables, at = {}, 0
    while at < len(words):
        end = words.index("}", at) if words[at] != "variable" else words.index(";", at) + 1
        block, at = words[at:end], end + 1
        if block[0] == "variable":
            variables[block[1]] = Variable(block[block.index("{", 3) + 1:block.index("}")])
        elif block[0] == "probability":
            read_rows(variables, block)
    return variables


def read_rows(variables, block):
    close = block.index(")")
    mine = variables[block[2]]
    mine.parents = block[3:close]
    at = block.index("{") + 1
    while at < len(block):
        end = block.index(";", at)
        if block[at] == "table":
            key, numbers = (), block[at + 1:end]
        else:
            close = block.index(")", at)
            key, numbers = tuple(block[at + 1:close]), block[close + 1:end]
        assert key not in mine.rows and len(numbers) == len(mine.labels)
        mine.rows[key] = numbers
        at = end + 1


def repaired(numbers):
    """The row as fractions, and how far it was off."""
    row = [Fraction(n) for n in numbers]
    rest = 1 - sum(row)
    row[row.index(max(row))] += rest
    return row, abs(rest)


# ---- what the program says

ITEM = re.compile(r'^  ("(?:[^"\\]|\\.)*"|\S+) = (\{\n(?:    .*\n)*  \}|.*)$', re.M)
KET = re.compile(r'([0-9/]+)\|("(?:[^"\\]|\\.)*"|[^>]*)>')
LABEL = re.compile(r'"(?:[^"\\]|\\.)*"|[^,"]+')


def plain(word):
    return word[1:-1] if word.startswith('"') else word


def kets(text):
    return {plain(label): Fraction(p) for p, label in KET.findall(text)}


def printed_rows(body):
    """Key -> the text of its kets, from an item of the printed functor."""
    if not body.startswith("{"):
        return {(): body}
    rows = {}
    for line in body.split("\n")[1:-1]:
        key, state = line.strip().split(" -> ", 1)
        rows[tuple(plain(w) for w in LABEL.findall(key))] = state
    return rows


def ask(catgut, path):
    script = f'import "{path}" as net with means repaired show net show means'
    run = subprocess.run([catgut, "-e", script], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"{path}: status {run.returncode}: {run.stderr[:500]}")
    shape, functor = run.stdout.split("\nfunctor means : net {\n")
    changed = re.search(r"warning: (\d+) rows? of .* at most (\S+)", run.stderr)
    parents = {}
    for line in shape.split("\n")[1:-1]:
        name, _, rest = line.strip().partition(" : ")
        arrows = rest.partition(" <- ")[2]
        parents[plain(name.strip())] = [plain(w.strip()) for w in LABEL.findall(arrows)]
    items = {plain(name): body for name, body in ITEM.findall(functor)}
    count, most = (int(changed[1]), Fraction(changed[2])) if changed else (0, Fraction(0))
    return parents, items, count, most


def compare(name, variables, answer, rng):
    parents, items, changed, most = answer
    assert list(parents) == list(variables) == list(items), f"{name}: other variables"
    rows = {v: printed_rows(body) for v, body in items.items()}
    wrong = off = looked = entries = 0
    keys = []
    for v, mine in variables.items():
        assert parents[v] == mine.parents, f"{name}: parents of {v}"
        wanted = list(itertools.product(*(variables[p].labels for p in mine.parents)))
        assert list(rows[v]) == wanted, f"{name}: rows of {v}"
        assert set(mine.rows) == set(wanted), f"{name}: rows of {v}"
        keys += [(v, key) for key in wanted]
        for numbers in mine.rows.values():
            if sum(map(Fraction, numbers)) != 1:
                wrong += 1
                off = max(off, repaired(numbers)[1])
    assert (wrong, off) == (changed, most), f"{name}: {wrong}, {off} repaired, not {changed}, {most}"
    for v, key in rng.sample(keys, min(600, len(keys))):
        row = repaired(variables[v].rows[key])[0]
        wanted = {label: p for label, p in zip(variables[v].labels, row) if p}
        assert kets(rows[v][key]) == wanted, f"{name}: {v} at {key}"
        assert sum(wanted.values()) == 1
        looked, entries = looked + 1, entries + len(row)
    print(f"{name}: {len(variables)} variables, {len(keys)} rows, {wrong} repaired, "
          f"{looked} rows with {entries} entries compared")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", required=True)
    parser.add_argument("--data", default=DATA)
    args = parser.parse_args()
    names = sorted(os.listdir(args.data)) if os.path.isdir(args.data) else []
    names = [n for n in names if n.endswith(".bif")]
    if not names:
        print("the networks of ../shared/data/bif, beside this repository, are not there")
        sys.exit(77)
    rng = random.Random(1)
    for name in names:
        path = os.path.relpath(os.path.join(args.data, name))
        compare(name, read(path), ask(args.catgut, path), rng)


if __name__ == "__main__":
    main()
