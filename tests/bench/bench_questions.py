"""bench_questions.py -- a thousand questions of one model: microseconds each, beyond those of reading
the model, and how many times that in a model a tenth as large.  Each vertex listens to one of the
three before it, or, one in ten, to any; what is asked depends on few, so a question should take no
longer where the model is larger."""

import argparse
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


if __name__ == "__main__":
    main()
