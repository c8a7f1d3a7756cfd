"""bench_questions.py -- a thousand questions of one model: microseconds each, beyond those of reading
the model, and how many times that in a model a tenth as large.  Each vertex listens to one of the
three before it, or, one in ten, to any; what is asked depends on few, so a question should take no
longer where the model is larger.  Then a hundred of a model whose one table has 500,000 entries, one
of its variables observed: a question should take a small part of the time of the first, which makes
the table."""

import argparse
import itertools
import os
import random
import subprocess
import tempfile
import time

QUESTIONS = 1000


def network(size, rng):
    lines = ["network unknown {}"]
    lines += [f"variable V{i} {{ type discrete [ 2 ] {{ a, b }}; }}" for i in range(size)]
    lines.append("probability ( V0 ) { table 0.3, 0.7; }")
    for i in range(1, size):
        parent = rng.randrange(i) if rng.random() < 0.1 else rng.randrange(max(0, i - 3), i)
        lines.append(f"probability ( V{i} | V{parent} ) {{ (a) 0.25, 0.75; (b) 0.6, 0.4; }}")
    return "\n".join(lines)


def table(rng):
    sizes = {"A": 20, "B": 25, "C": 10, "D": 100}
    lines = ["network unknown {}"]
    for name, size in sizes.items():
        labels = ", ".join(f"{name}{i}" for i in range(size))
        lines.append(f"variable {name} {{ type discrete [ {size} ] {{ {labels} }}; }}")
    for name in "ABC":
        lines.append(f"probability ( {name} ) {{ table {row(sizes[name], rng)}; }}")
    rows = itertools.product(*(range(sizes[name]) for name in "ABC"))
    lines.append("probability ( D | A, B, C ) {")
    lines += [f"(A{a}, B{b}, C{c}) {row(sizes['D'], rng)};" for a, b, c in rows]
    return "\n".join(lines + ["}"])


def row(size, rng):
    cuts = sorted(rng.sample(range(1, 10**6), size - 1))
    return ", ".join(f"{(b - a) / 10**6:.6f}" for a, b in zip([0] + cuts, cuts + [10**6]))


def seconds(catgut, folder, text):
    with open(os.path.join(folder, "script.diag"), "w", encoding="utf-8") as file:
        file.write(text)
    best = 1e9
    for _ in range(3):
        start = time.monotonic()
        subprocess.run([catgut, "script.diag"], cwd=folder, stdout=subprocess.DEVNULL, check=True)
        best = min(best, time.monotonic() - start)
    return best


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    catgut = os.path.abspath(parser.parse_args().catgut)
    rng, before = random.Random(1), None
    for size in (100, 1000, 10000):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "net.bif"), "w", encoding="utf-8") as file:
                file.write(network(size, rng))
            head = 'import "net.bif" as m with F\n'
            asked = "".join(f"show P(V{rng.randrange(size)}) in m with F\n"
                            for _ in range(QUESTIONS))
            each = seconds(catgut, folder, head + asked) - seconds(catgut, folder, head)
            each *= 1e6 / QUESTIONS
            print(f"{size:6} variables: {each:8.1f} microseconds a question"
                  + (f", {each / before:5.2f} times" if before else ""))
            before = each
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "net.bif"), "w", encoding="utf-8") as file:
            file.write(table(rng))
        asked = ['import "net.bif" as m with F\n']
        asked += [f"show P(A = A{i % 20} | D = D{i}) in m with F\n" for i in range(100)]
        read, first, each = (seconds(catgut, folder, "".join(asked[:n])) for n in (1, 2, 101))
        print(f"large table: {1e3 * (first - read):8.1f} milliseconds the first question, "
              f"{1e3 * (each - first) / 99:.1f} a later one")


if __name__ == "__main__":
    main()
