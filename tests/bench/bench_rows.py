#!/usr/bin/env python3
"""A table of 1,000,000 rows and 40 columns (about 90 MB), written to build/bench.csv: the time and
memory that a state of it takes, with the columns of a model and with all of them; and of its
front-door effect, as what a script with the question takes more than one without.  Beside it
`wc -l`, and `sqlite3 .import` with the same counts, where it is installed.  Times are of the
processor, the best of three runs; the ratios are to `wc -l` and to the import by sqlite3.

State and effect should take less than 4 s and 400 MB, the effect less than 50 ms.
"""

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile

ROWS, COLUMNS, RUNS = 1_000_000, 40, 3
CATGUT = os.path.abspath(os.environ.get("CATGUT", "build/catgut"))
TABLE = os.path.abspath("build/bench.csv")
MODEL = """type Smoking = {smoker, nonsmoker}
type Tar = {tar, clean}
type Cancer = {cancer, healthy}
model lung { S : Smoking  T : Tar <- S  C : Cancer <- T  S <-> C }
"""


def write_table():
    if os.path.exists(TABLE):
        return
    rng = random.Random(2026)
    rest = [",".join(rng.choice(("a", "b", "c") if i % 5 else ("12", "7", "99"))
                     for i in range(COLUMNS - 3)) for _ in range(5000)]
    with open(TABLE + ".new", "w", encoding="ascii") as f:
        f.write("S,T,C," + ",".join(f"x{i}" for i in range(COLUMNS - 3)) + "\n")
        for _ in range(ROWS):
            gene = rng.random() < 0.5
            smoker = rng.random() < (0.8 if gene else 0.3)
            tar = rng.random() < (0.9 if smoker else 0.2)
            cancer = rng.random() < 0.1 + 0.3 * gene + 0.4 * tar
            f.write(f"{'smoker' if smoker else 'nonsmoker'},{'tar' if tar else 'clean'},"
                    f"{'cancer' if cancer else 'healthy'},{rng.choice(rest)}\n")
    os.rename(TABLE + ".new", TABLE)


def run(command):
    """Seconds of the processor, megabytes at most, and what was printed."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, stdout=out, stdin=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        out.seek(0)
        if status:
            sys.exit(f"{command}: status {status}")
        return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, out.read().decode()


def best(command):
    return min((run(command) for _ in range(RUNS)), key=lambda r: r[0])


def ask(text):
    path = os.path.join("build", "bench_rows.diag")
    with open(path, "w", encoding="ascii") as f:
        f.write(text)
    return best([CATGUT, path])


def main():
    write_table()
    print(f"{os.path.getsize(TABLE) / 1e6:.0f} MB, {ROWS} rows, {COLUMNS} columns")
    wc = best(["wc", "-l", TABLE])[0]
    print(f"wc -l              {wc:6.3f} s")
    sqlite = None
    if shutil.which("sqlite3"):
        count = "SELECT S, T, C, COUNT(*) FROM t GROUP BY S, T, C"
        sqlite = best(["sqlite3", ":memory:", "-csv", f".import {TABLE} t", count])[0]
        print(f"sqlite3 .import    {sqlite:6.3f} s, with the counts of S, T, C")
    load = f'import "{TABLE}" as omega of lung\n'
    effect = "show P(C | do(S)) in lung from omega\n"
    cases = (("three columns", MODEL + load), ("with the effect", MODEL + load + effect),
             ("all columns", f'import "{TABLE}" as omega\n'))
    times = {}
    for name, text in cases:
        seconds, memory, _ = ask(text)
        times[name] = seconds
        by = f", sqlite3 x {seconds / sqlite:.2f}" if sqlite else ""
        print(f"{name:18} {seconds:6.3f} s, {memory:4.0f} MB; wc x {seconds / wc:.1f}{by}")
    more = times["with the effect"] - times["three columns"]
    print(f"effect alone       {1000 * max(more, 0):6.1f} ms")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
