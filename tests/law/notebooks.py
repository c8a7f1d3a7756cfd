#!/usr/bin/env python3
"""Scripts as notebooks: random ones, whose cells are known because the script was made of them, and
all scripts of this repository, of which no line may be lost.

    python3 tests/law/notebooks.py --catgut build/catgut --count 1000 --seed 1

Prints `N passed, N failed`, counting scripts.  `--first K --count 1` repeats one, `--print` shows it.
"""

import argparse
import glob
import json
import os
import random
import subprocess
import sys
import tempfile

STATEMENTS = [
    "show 1", "show 1 + 1   # two", "type A = {a, b}  type B = {c}", "check 1 == 1",
    "model m {\n  X : A\n\n  # in the model\n  Y : A <- X\n}",
    "state s : A =\n    1/2|a> +\n\n    # in the state\n    1/2|b>", "show (1 +\n# one\n2)",
    "draw m", "show nothing", 'show "a # b"', "show )",
]
NOTES = ["# A sentence.", "# a line", "#", "##  Head", "#no blank", "# `code` and *stars*", "  # moved",
         "# ä \\ \"q\" 🙂", "#\ttab"]
LINES = "#    x -> y"


def words_of(line):
    """What a line of comment says in Markdown."""
    text = line.strip().lstrip("#")
    return "    " + text.strip() if text.startswith("    ") else text.strip()


def markdown(lines, first):
    """The text of a cell, of lines of comment and blank ones."""
    text = []
    if first:
        head, after = words_of(lines[0]).strip(), lines[1].strip() if len(lines) > 1 else ""
        if head and (head[-1] in ".!?" or after in ("", "#")):
            text.append("# " + head.removesuffix("."))
            lines = lines[1:]
    indented = False
    for line in lines:
        said = words_of(line)
        if said and said.startswith("    ") != indented:
            text.append("")
        indented = said.startswith("    ")
        text.append("     " + said.strip() if indented else said)
    return "\n".join(text).strip("\n")


def random_script(rng):
    """A script, and its cells as (kind, text)."""
    script, cells, gap, first = [], [], [], True

    def put_notes():
        if any("#" in line for line in gap):
            cells.append(("markdown", markdown(gap, first)))

    for _ in range(rng.randrange(8)):
        kind = rng.randrange(4)
        if kind == 0:
            gap += [""] * rng.randint(1, 2)
        elif kind == 1:
            gap += rng.choices(NOTES + [LINES], k=rng.randint(1, 3))
        else:
            put_notes()
            statement = rng.choice(STATEMENTS)
            if gap or not cells:
                cells.append(("code", statement))
            else:
                cells[-1] = ("code", cells[-1][1] + "\n" + statement)
            script += gap + [statement]
            gap, first = [], False
    put_notes()
    return "\n".join(script + gap) + rng.choice(["", "\n"]), cells


def notebook_of(catgut, path):
    made = subprocess.run([catgut, "--to-notebook", path], capture_output=True, check=True)
    assert not made.stderr, made.stderr
    notebook = json.loads(made.stdout)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    cells = notebook["cells"]
    assert [cell["id"] for cell in cells] == [str(i + 1) for i in range(len(cells))]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None
               for cell in cells if cell["cell_type"] == "code")
    return [(cell["cell_type"], "".join(cell["source"])) for cell in cells]


def check_random(catgut, folder, rng, shown):
    script, expected = random_script(rng)
    path = os.path.join(folder, "script.diag")
    with open(path, "w", encoding="utf-8", newline="") as text:
        text.write(script)
    if shown:
        print(script)
    got = notebook_of(catgut, path)
    assert got == expected, f"{script!r}\nis {got}\nnot {expected}"


def marrow(line):
    return "".join(line.split()).strip("#.")


def check_file(catgut, _, path):
    """Every line of the file is in the cells, in order, and those of code are as they were."""
    with open(path, encoding="utf-8", newline="") as text:
        lines = [line for line in text.read().split("\n") if marrow(line)]
    cells = notebook_of(catgut, path)
    told = [line for _, text in cells for line in text.split("\n") if marrow(line)]
    assert [marrow(line) for line in told] == [marrow(line) for line in lines]
    code = [line.strip() for kind, text in cells if kind == "code" for line in text.split("\n")]
    assert set(code) <= {line.strip() for line in lines} | {""} | {"#"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", required=True)
    fewer = os.environ.get("TEST_MODE") == "asan"
    parser.add_argument("--count", type=int, default=100 if fewer else 1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--print", action="store_true")
    given = parser.parse_args()
    checks = [(f"random script {k}", check_random,
               (random.Random(f"{given.seed} {k}"), given.print))
              for k in range(given.first, given.first + given.count)]
    checks += [(path, check_file, (path,))
               for path in sorted(glob.glob("examples/*.diag") + glob.glob("stdlib/*.diag"))]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, check, more in checks:
            try:
                check(given.catgut, folder, *more)
            except Exception as error:
                failed += 1
                print(f"{name}: {error}")
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
