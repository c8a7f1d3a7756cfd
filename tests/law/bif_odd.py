"""bif_odd.py -- files in BIF as odd as they come, random, read by the program and by a slow reader.

Each seed is a network, written in an odd but legal layout, or with one mistake in it.  The reader of
`networks/` shares nothing with the program: it says which variables, parents and rows the file has,
or which mistake.  Both must agree, and with what was written; the program is asked for the marginals
of the roots too, by their names.  `--seed N --count 1` repeats one; `--keep` shows its file."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from fractions import Fraction

from networks import odd, printed
from networks.reader import Fault, read, settle


def judge_reader(net, variables):
    """Is the reader right about what was written?"""
    assert list(variables) == net.names
    for v, mine in variables.items():
        assert mine.labels == net.labels[v] and mine.parents == net.parents[v], v
        assert mine.rows == net.rows[v], v


ROUNDING = Fraction(1, 1000)


def verdict(text, repair):
    """What the slow reader says: variables, rows repaired, by how much; or a code."""
    try:
        variables = read(text)
        rows, most = settle(variables, repair != "", 10 if "within" in repair else ROUNDING)
    except Fault as fault:
        return str(fault)
    return variables, rows, most


def script(path, variables, repair):
    text = f'import "{path}" as net with means{repair}\nshow net\nshow means\n'
    if not isinstance(variables, dict):
        return text
    for v, mine in variables.items():
        if not mine.parents:
            text += f"show P({printed.quoted(v)} = {printed.quoted(mine.labels[-1])}) in net with means\n"
    return text


def compare(out, err, variables, changed, most):
    model, rest = out.split("\nfunctor means : net {\n")
    functor, answers = rest.split("\n}\n", 1)
    assert printed.parents_of(model) == {v: x.parents for v, x in variables.items()}, "parents"
    items = printed.items_of(functor)
    assert list(items) == list(variables), "variables"
    for v, mine in variables.items():
        assert {k: printed.kets(s) for k, s in items[v].items()} == {
            k: {label: p for label, p in zip(mine.labels, row) if p}
            for k, row in mine.rows.items()}, f"rows of {v}"
    roots = [x.rows[()][-1] for x in variables.values() if not x.parents]
    assert [Fraction(a.split()[0]) for a in answers.splitlines()] == roots, "marginals"
    said = re.search(r"warning: (\d+) rows? of .* at most (\S+)", err)
    assert (int(said[1]), Fraction(said[2])) == (changed, most) if said else not changed, "repairs"


def judge(seed, catgut, folder):
    text, net, certain = odd.case(seed)
    if net:
        judge_reader(net, read(text))
    repair = ("", " repaired", " repaired within 10")[seed % 3]
    wanted = verdict(text, repair)
    path = os.path.join(folder, "odd.bif")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    asked = script("odd.bif", wanted[0], repair)
    with open(os.path.join(folder, "odd.diag"), "w", encoding="utf-8") as file:
        file.write(asked)
    run = subprocess.run([catgut, "odd.diag"], capture_output=True, cwd=folder, check=False)
    out, err = (x.decode("utf-8", "surrogateescape") for x in (run.stdout, run.stderr))
    if isinstance(wanted, str):
        assert run.returncode == 1, f"wanted {wanted}, status {run.returncode}: {err[:300]}"
        found = re.findall(r"\[(E\d+)\]", err)
        good = found == [wanted] or (not certain and len(found) == 1 and found[0][:3] == "E16")
        assert good, f"wanted {wanted}, found {found}: {err[:300]}"
        return wanted
    assert run.returncode == 0, f"status {run.returncode}: {err[:500]}"
    compare(out, err, *wanted)
    return "read"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", required=True)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true")
    args = parser.parse_args()
    passed, failed, kinds = 0, 0, {}
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(args.seed, args.seed + args.count):
            try:
                kind = judge(seed, os.path.abspath(args.catgut), folder)
                kinds[kind] = kinds.get(kind, 0) + 1
                passed += 1
            except AssertionError as wrong:
                print(f"seed {seed}: {wrong}")
                failed += 1
        if args.keep:
            with open(os.path.join(folder, "odd.bif"), encoding="utf-8") as file:
                print(file.read())
    print(", ".join(f"{kind}: {count}" for kind, count in sorted(kinds.items())))
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
