"""sizes.py -- networks that are large: those that can be answered are, the others are refused at once.

Chains, trees, stars and sparse random networks, as BIF and as source: answers agree with each other,
and where every vertex has one parent with the recursion along the path.  A long front door is
identified.  Grids, complete graphs, a child of thirty parents and the like are refused with E032,
which names a size, before the time and the memory that they would take are taken.  `--size 10000`
is what `tests/bench` times."""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from fractions import Fraction

from networks import shapes

sys.set_int_max_str_digits(0)


class Judge:
    def __init__(self, catgut, folder, say):
        self.catgut, self.folder, self.say = os.path.abspath(catgut), folder, say
        self.passed = self.failed = 0

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
            file.write(text)

    def run(self, text, *options):
        self.write("script.diag", text)
        start = time.monotonic()
        run = subprocess.run([self.catgut, "--json", *options, "script.diag"], cwd=self.folder,
                             capture_output=True, text=True, check=False)
        return run, time.monotonic() - start

    def count(self, good, what, seconds, why=""):
        self.passed += good
        self.failed += not good
        if self.say or not good:
            print(f"{'ok' if good else 'WRONG':6}{what:60}{seconds * 1000:8.0f} ms  {why}")

    def refused(self, what, text):
        run, seconds = self.run(text)
        good = run.returncode == 3 and re.search(r"error: too large: .*\d.* \[E032\]", run.stderr)
        self.count(bool(good), what, seconds, run.stderr.split("\n", 1)[0][-80:])


def weight_path(vertices, start, end):
    """P(end | start) as rows, along single parents; `start` is above `end`."""
    parents = dict(vertices)
    steps = 0
    while end != start:
        end, steps = parents[end][0], steps + 1
    stay = Fraction(7, 10) ** steps  # the second eigenvalue of the table; 2/3, 1/3 is stationary
    return {"n": Fraction(2, 3) + stay / 3, "y": Fraction(2, 3) - stay * Fraction(2, 3)}


def marginal(vertices, name):
    """P(name = n)."""
    top = name
    parents = dict(vertices)
    while parents[top]:
        top = parents[top][0]
    rows = weight_path(vertices, top, name)
    return (rows["n"] + rows["y"]) / 2


def wanted(vertices, middle, last):
    """P(last = n), P(middle = y | last = y), P(last = n | do(middle = y)): one parent each."""
    rows, before = weight_path(vertices, middle, last), marginal(vertices, middle)
    now = before * rows["n"] + (1 - before) * rows["y"]
    return [now, (1 - before) * (1 - rows["y"]) / (1 - now), rows["y"]]


def answers(judge, what, head, middle, last):
    text = head + (f"show P({last} = n) in m with A\nshow P({middle} = y | {last} = y) in m with A\n"
                   f"show P({last} = n | do({middle} = y)) in m with A\n")
    run, seconds = judge.run(text)
    if run.returncode != 0:
        judge.count(False, what, seconds, run.stderr[:200])
        return None
    return [Fraction(json.loads(line)["value"]) for line in run.stdout.splitlines()], seconds


def ancestor(vertices, name, up):
    parents = dict(vertices)
    while up and parents[name]:
        name, up = parents[name][0], up - 1
    return name


def judge_sparse(judge, kind, size):
    vertices = getattr(shapes, kind)(size)
    last = vertices[-1][0]
    middle = ancestor(vertices, last, size // 2 if kind == "chain" else 3)
    judge.write("net.bif", shapes.bif(vertices))
    judge.write("net.diag", shapes.source(vertices))
    heads = {"BIF": 'import "net.bif" as m with A\n', "source": 'import "net.diag"\n'}
    first = wanted(vertices, middle, last) if kind in ("chain", "tree", "star") else None
    for form, head in heads.items():
        what = f"{kind} of {size} as {form}, 3 answers"
        found = answers(judge, what, head, middle, last)
        if not found:
            continue
        first = first or found[0]
        judge.count(found[0] == first, what, found[1])
    run, seconds = judge.run(heads["BIF"] + "show marginals() in m with A\n")
    states = [json.loads(line) for line in run.stdout.splitlines()]
    good = len(states) == size and all(sum(Fraction(e["p"]) for e in s["entries"]) == 1
                                       for s in states[:200] + states[-20:])
    judge.count(good and Fraction(states[-1]["entries"][0]["p"]) == first[0],
                f"{kind} of {size}, all marginals", seconds, run.stderr[:200])


def judge_front_door(judge, size):
    """X0 -> ... -> Xn, X0 <-> Xn: the formula names one vertex between them, and is checked."""
    chain = "".join(f"X{i} : T <- X{i - 1}\n" for i in range(1, size))
    run, seconds = judge.run(f"type T\nmodel m {{\nX0 : T\n{chain}X0 <-> X{size - 1}\n}}\n"
                             f"identify P(X{size - 1} | do(X0)) in m\n")
    found = json.loads(run.stdout) if run.returncode == 0 else {}
    good = found.get("criterion") == "front door" and len(found["by"]) == 1 and found["checked"]
    judge.count(bool(good), f"front door of {size}, identified", seconds, run.stderr[:200])


def judge_bombs(judge):
    judge.write("grid.bif", shapes.bif(shapes.grid(25)))
    judge.write("grid.diag", shapes.source(shapes.grid(25)))
    judge.write("pairs.bif", shapes.bif(shapes.pairs(40)))
    seen = ", ".join(f"{name} = y" for name, _ in shapes.pairs(40) if name.startswith("C"))
    for head, form in (('import "grid.bif" as m with A\n', "BIF"), ('import "grid.diag"\n', "source")):
        judge.refused(f"the last corner of a 25 x 25 grid as {form}", head + "show P(X24_24) in m with A")
        judge.refused(f"all marginals of it as {form}", head + "show marginals() in m with A")
        judge.refused(f"a corner seen, another asked, as {form}",
                      head + "show P(X0_0 | X24_24 = y) in m with A")
        judge.refused(f"something done in it, as {form}",
                      head + "show P(X24_24 | do(X0_0 = y)) in m with A")
    head = 'import "pairs.bif" as m with A\n'
    judge.refused("40 causes, all 780 pairs seen", head + f"show P(X0 | {seen}) in m with A")
    judge.refused("all marginals of these", head + f"show marginals({seen}) in m with A")
    for name, shape in (("a child of 30 parents", shapes.crowd(30)),
                        ("a child of 29 parents", shapes.crowd(29)),
                        ("a child of 25 parents", shapes.crowd(25)),
                        ("a child of 10,000 parents", shapes.crowd(10000)),
                        ("the complete graph of 40", shapes.complete(40))):
        judge.write("bomb.bif", shapes.bif(shape))
        judge.refused(name, 'import "bomb.bif" as m with A\n')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", required=True)
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--say", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        judge = Judge(args.catgut, folder, args.say)
        judge_bombs(judge)
        for kind in ("chain", "tree", "star", "sparse", "wide"):
            judge_sparse(judge, kind, args.size)
        judge_front_door(judge, args.size)
    print(f"{judge.passed} passed, {judge.failed} failed")
    sys.exit(judge.failed > 0)


if __name__ == "__main__":
    main()
