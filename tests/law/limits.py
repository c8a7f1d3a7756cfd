#!/usr/bin/env python3
"""limits.py -- wherever a limit is reached, it is told: once, in a sentence, with status 3.

Golden scripts run with --max-output at many places of what they print, and with --max-memory from
almost nothing on, also after mistakes (-k) and as JSON.  Whatever a limit cuts off, the program
ends by itself with the status of a limit or of a mistake, never by a signal; where the output was
cut, a complaint says so, and what was printed before is what an unlimited run prints first.

    limits.py --catgut PROGRAM [--places N] [--seed N] [SCRIPT ...]

Prints `N passed, N failed`; exit status 1 when one failed, 77 when there is no catgut.
"""

import argparse
import pathlib
import random
import subprocess
import sys

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "golden"
SCRIPTS = ["explain-worlds", "explain", "draw", "bounds", "estimate", "plot-json", "identify-json",
           "worlds-json", "worlds-witness-json", "shape-json"]


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, good, what):
        self.passed += good
        self.failed += not good
        if not good:
            print("failed:", what)


def run(catgut, script, *options):
    made = subprocess.run([catgut, "--no-files", *options, script.name], cwd=script.parent,
                          stdin=subprocess.DEVNULL, capture_output=True)
    return made.returncode, made.stdout, made.stderr


def try_output(catgut, script, forms, dice, places, tally):
    status, whole, errors = run(catgut, script, *forms)
    size = len(whole) + len(errors) - len(b"00 passed, 00 failed")  # a tally may be longer
    for _ in range(places if size > 0 else 0):
        most = dice.randrange(1, size + 1)
        got, out, err = run(catgut, script, *forms, f"--max-output={most}")
        where = f"{script.name} {' '.join(forms)} --max-output={most}: status {got}"
        tally.check(got in (1, 2, 3), where)
        told = b"--max-output" in err or b"--max-output" in out
        tally.check(told == (got == 3) or status == 3, f"{where}, told: {told}")
        lines = out.split(b"\n")[:-1]
        kept = lines[:-1]  # without the tally of -k
        if "--json" not in forms and status == 0:
            tally.check(whole.startswith(b"\n".join(kept)), f"{where}: other text")


def try_memory(catgut, script, forms, dice, places, tally):
    for _ in range(places):
        most = int(2 ** dice.uniform(4, 24))
        got, _, err = run(catgut, script, *forms, f"--max-memory={most}")
        where = f"{script.name} {' '.join(forms)} --max-memory={most}: status {got}"
        tally.check(got in (0, 1, 2, 3), f"{where} {err[-200:]!r}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", required=True)
    parser.add_argument("--places", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("scripts", nargs="*")
    given = parser.parse_args()
    if not pathlib.Path(given.catgut).exists():
        print("skipped: no", given.catgut)
        return 77
    tally, dice = Tally(), random.Random(given.seed)
    catgut = str(pathlib.Path(given.catgut).resolve())
    scripts = [pathlib.Path(s).resolve() for s in given.scripts] or \
        [GOLDEN / f"{s}.diag" for s in SCRIPTS]
    for script in scripts:
        for forms in ["-k"], ["-k", "--json"]:
            try_output(catgut, script, forms, dice, given.places, tally)
        try_memory(catgut, script, ["-k"], dice, given.places, tally)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
