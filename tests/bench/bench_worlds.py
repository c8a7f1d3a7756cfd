#!/usr/bin/env python3
"""Counterfactual questions of 1, 2, 5 and 10 worlds, in models whose boxes are functions: the time
of each, and the ratio to the question of one world about the same model, in the same run.

    python3 tests/bench/bench_worlds.py [--catgut build/catgut] [--budget 2G] [--seed 1]

A chain: each variable a function of the one before and of its own coin.  Layers: each variable a
function of two or three of the layer before, of six, and of its own coin.  What is put in stands
2, 5 or 10 layers before the question, and in up to three layers before that, or far from it (in the
first four): in between the worlds stay apart, tables grow with every world, and what does not fit
has to be refused at once.  At the end the growth is stated, from 2 worlds to 10, and from the
smallest model to the largest, over what was answered.  A time is the least of three of the whole program, less that of reading the model without a question.
"""

import argparse
import itertools
import os
import random
import resource
import subprocess
import sys
import tempfile

WIDTH = 6
SIZES = [50, 200, 1000]


def function(rng, name, inputs):
    """A random function of bits, as source."""
    rows = "  ".join(",".join(map(str, key)) + f" -> |{rng.randint(0, 1)}>"
                     for key in itertools.product([0, 1], repeat=inputs))
    return f"function {name} : {' * '.join(['Bit'] * inputs)} -> Bit = {{ {rows} }}"


class Layered:
    """`width` variables a layer; a chain has one."""

    def __init__(self, rng, size, width):
        self.rng, self.size, self.width = rng, size, width
        self.layers = size // width
        self.functions, items = ["type Bit = {0, 1}"], []
        for v in range(self.layers * width):
            layer = v // width
            before = range((layer - 1) * width, layer * width) if layer else []
            parents = rng.sample(before, min(len(before), rng.choice([2, 3])))
            weight = rng.randint(1, 9)
            self.functions.append(function(rng, f"f{v}", len(parents) + 1))
            reads = ", ".join([f"V{p}" for p in parents] + [f"N{v}"])
            items.append(f"  latent N{v} : Bit = {weight}/10|0> + {10 - weight}/10|1>\n"
                         f"  V{v} : Bit = f{v}({reads})")
        self.text = "\n".join(self.functions) + "\nmodel m {\n" + "\n".join(items) + "\n}\n"

    def variable(self, layer):
        return layer * self.width + self.rng.randrange(self.width)

    def question(self, worlds, back):
        """A variable has the same value in all worlds, so that no two events can clash."""
        last = self.layers - 1
        given, first = self.variable(last), self.variable(last)
        atoms = [f"V{first} = {first % 2}"]
        for i in range(1, worlds):
            more = (i - 1) % 4
            v, at = self.variable(last), self.variable(last - back - more if back else more)
            atoms.append(f"V{v}[V{at} = {i // 4 % 2}] = {v % 2}")
        return f"show P({', '.join(atoms)} | V{given} = {given % 2}) in m\n"


def run(arguments, text, folder):
    """Seconds of the processor, and what came of it: an answer, or why not."""
    path = os.path.join(folder, "model.diag")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    least, words = None, ""
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        ran = subprocess.run([arguments.catgut, "--max-memory", arguments.budget, "--max-time",
                              "60", path], capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        least = took if least is None else min(least, took)
        errors = ran.stderr.decode("utf-8", "replace")
        words = errors.split("error: ")[1].split("\n")[0] if "error: " in errors else ""
    return least, words


def read_arguments():
    a = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    a.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    a.add_argument("--budget", default="2G")
    a.add_argument("--seed", type=int, default=1)
    return a.parse_args()


def middle(ratios):
    found = sorted(b / a for a, b in ratios if a and b)
    return f"{found[len(found) // 2]:.1f} times ({len(found)} of {len(ratios)} answered)"


def say_growth(times):
    for width, back in itertools.product([1, WIDTH], [2, 5, 10, 0]):
        shape = f"{'chains' if width == 1 else 'layers'}, {back or 'far'}"
        worlds = [(times[s, width, back, 2], times[s, width, back, 10]) for s in SIZES
                  if (s, width, back, 2) in times]
        sizes = [(times[SIZES[0], width, back, w], times[SIZES[-1], width, back, w])
                 for w in [1, 2, 5, 10] if (SIZES[0], width, back, w) in times]
        said = [f"{what} {middle(r)}" for what, r in
                [("2 to 10 worlds", worlds), (f"{SIZES[0]} to {SIZES[-1]} variables", sizes)]
                if any(a and b for a, b in r)]
        print(f"{shape:12} {'; '.join(said) or 'nothing to compare'}")


def main():
    arguments = read_arguments()
    print("model            put in  worlds       ms    ratio")
    times = {}
    with tempfile.TemporaryDirectory() as folder:
        for size, width, back in itertools.product(SIZES, [1, WIDTH], [2, 5, 10, 0]):
            if back and back + 3 >= size // width:
                continue
            name = f"{'chain' if width == 1 else 'layers'} of {size}"
            rng = random.Random(f"{arguments.seed} {size} {width} {back}")
            model = Layered(rng, size, width)
            reading, _ = run(arguments, model.text, folder)
            first = None
            for worlds in [1, 2, 5, 10]:
                text = model.text + model.question(worlds, back)
                took, words = run(arguments, text, folder)
                took = max(took - reading, 0.0005)
                first = first or took
                said = f"   {words[:70]}" if words else ""
                times[size, width, back, worlds] = None if words else took
                print(f"{name:16} {back or 'far':<6} {worlds:7} {took * 1000:8.1f} "
                      f"{took / first:8.1f}{said}", flush=True)
    say_growth(times)


if __name__ == "__main__":
    sys.exit(main())
