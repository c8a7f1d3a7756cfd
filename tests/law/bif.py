"""bif.py -- real networks, read by the program and by a slow reader that shares nothing with it.

The program imports each network `repaired` and prints its functor; the reader of `networks/` splits
the same file into words, makes its numbers fractions, and repairs its rows by the definition.  Compared are the
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

from networks import printed
from networks.reader import read, settle

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "..", "..", "shared", "data", "bif")


def ask(catgut, path):
    script = f'import "{path}" as net with means repaired show net show means'
    run = subprocess.run([catgut, "-e", script], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"{path}: status {run.returncode}: {run.stderr[:500]}")
    shape, functor = run.stdout.split("\nfunctor means : net {\n")
    changed = re.search(r"warning: (\d+) rows? of .* at most (\S+)", run.stderr)
    count, most = (int(changed[1]), Fraction(changed[2])) if changed else (0, Fraction(0))
    return printed.parents_of(shape), printed.items_of(functor), count, most


def compare(name, variables, answer, rng):
    parents, rows, changed, most = answer
    assert list(parents) == list(variables) == list(rows), f"{name}: other variables"
    wrong, off = settle(variables, True)
    assert (wrong, off) == (changed, most), f"{name}: {wrong}, {off} repaired, not {changed}, {most}"
    keys = []
    for v, mine in variables.items():
        assert parents[v] == mine.parents, f"{name}: parents of {v}"
        wanted = list(itertools.product(*(variables[p].labels for p in mine.parents)))
        assert list(rows[v]) == wanted, f"{name}: rows of {v}"
        keys += [(v, key) for key in wanted]
    entries = 0
    sample = rng.sample(keys, min(600, len(keys)))
    for v, key in sample:
        wanted = {label: p for label, p in zip(variables[v].labels, variables[v].rows[key]) if p}
        assert printed.kets(rows[v][key]) == wanted, f"{name}: {v} at {key}"
        assert sum(wanted.values()) == 1
        entries += len(variables[v].labels)
    print(f"{name}: {len(variables)} variables, {len(keys)} rows, {wrong} repaired, "
          f"{len(sample)} rows with {entries} entries compared")


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
        with open(path, encoding="utf-8") as file:
            compare(name, read(file.read()), ask(args.catgut, path), rng)


if __name__ == "__main__":
    main()
