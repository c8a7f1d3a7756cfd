"""network_convert.py -- real networks through every format that is read and written, and back.

Each network is imported from BIF, `repaired` where its rows want it, exported to every format, and read
back from each: model and functor must be the same, printed letter by letter; from XDSL, where variables
stand behind their parents, in another order; from UAI's format with numbers for names.  The networks are
data from outside this repository (../shared/data/bif, beside it, or --data FOLDER); without them the test
is skipped.  The largest are left to --all."""

import argparse
import os
import subprocess
import sys
import tempfile

from networks import printed

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "..", "..", "shared", "data", "bif")
SUFFIXES = ["bif", "xmlbif", "net", "xdsl", "uai"]
LARGE = 300000  # bytes


def run(catgut, folder, *statements):
    done = subprocess.run([catgut] + [x for s in statements for x in ("-e", s)], cwd=folder,
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{statements}: status {done.returncode}: {done.stderr[:500]}")
    return "".join(x for x in done.stdout.splitlines(True) if not x.startswith("# "))


def parts(text):
    model, functor = text.split("\nfunctor F : net {\n")
    return printed.parents_of(model), printed.items_of(functor)


def numbered(text):
    """Parents, and the weights of each row in order, with numbers for names."""
    parents, rows = parts(text)
    number = {v: i for i, v in enumerate(parents)}
    return ([[number[p] for p in parents[v]] for v in parents],
            [[list(printed.kets(s).values()) for s in rows[v].values()] for v in parents])


def judge(catgut, folder, path):
    show = ["show net show F"]
    first = run(catgut, folder, f'import "{path}" as net with F repaired', *show,
                *(f'export net with F to "net.{s}"' for s in SUFFIXES + ["py", "R"]))
    for suffix in SUFFIXES:
        again = run(catgut, folder, f'import "net.{suffix}" as net with F', *show)
        if suffix == "uai":
            same = numbered(first) == numbered(again)
        else:
            same = parts(first) == parts(again) if suffix == "xdsl" else first == again
        assert same, f"{os.path.basename(path)}: another network after {suffix}"
    print(f"{os.path.basename(path)}: the same from {', '.join(SUFFIXES)}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", required=True)
    parser.add_argument("--data", default=DATA)
    parser.add_argument("--all", action="store_true")
    args = parser.parse_args()
    names = sorted(os.listdir(args.data)) if os.path.isdir(args.data) else []
    paths = [os.path.abspath(os.path.join(args.data, n)) for n in names if n.endswith(".bif")]
    paths = [p for p in paths if args.all or os.path.getsize(p) < LARGE]
    if not paths:
        print("the networks of ../shared/data/bif, beside this repository, are not there")
        sys.exit(77)
    catgut = os.path.abspath(args.catgut)
    absent = subprocess.run([catgut, "-e", 'import "/dev/null" as m from xmlbif with F'],
                            capture_output=True, text=True, check=False)
    if "without expat" in absent.stderr:
        print("this program reads no XML")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            judge(catgut, folder, path)


if __name__ == "__main__":
    main()
