"""network_formats.py -- random networks in every format, against writers and readers that share nothing.

Each seed is a network of up to five variables, with odd names and labels, asymmetric tables, parents in
any order and numbers in any spelling.  `networks/formats.py` writes it as XMLBIF (0.3 and 0.2), Hugin's
.net (with all brackets, and flat), UAI's file and XDSL; the program imports each, prints model and
functor, and tells a marginal, which must be what goes through all worlds here.  Then the program exports
what it read in each format it writes, and the readers of `networks/formats.py` must find the same network
in the files, with fractions for pgmpy and bnlearn; and the program reads its own files back to the same
model and functor.  Rows of other fractions are exported `rounded`, and must be what rounding is here.  Files
that something is done to get one message with its place, or are still networks.
`--seed N --count 1` repeats one; `--keep FOLDER` leaves its files there."""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
from fractions import Fraction

from networks import formats, printed
from networks.formats import Net

WORDS = ["A", "b", "rain", "Größe", "x1", "état", "node", "net", "table", "default", "BAYES", "µ", "中文",
         "yes", "no", "true", "T.2", "a-b", "12", "-3", "0", "1e5", "<5", "5-12", ">=7", "a&b", "&amp;",
         "R2-D2", "x/y", "#1", "'", "a'b", "[0]", "*", "property", "variable", "]]>", "_", "π≤4", "e\u0301"]
TEXTS = ["a b", "say \"hi\"", "back\\slash", "c:\\x\\", "semi;colon", "100 %", "(x)", "{y}", "a, b", "a|b",
         "[0,5)", "// no", "/* no */", "<NAME>", "it's 5 > 4", "a=b", "\\\"", "naïve café", "𝔸 B"]


def number(rng, digits):
    """A decimal of a whole number of 10^-digits, spelt in some way."""
    def spelt(p):
        plain = f"{p:0{digits + 1}d}"
        plain = plain[:-digits] + "." + plain[-digits:]
        how = rng.randrange(5)
        if how == 0:
            return f"{p}e-{digits}"
        if how == 1 and plain.startswith("0."):
            return plain[1:]
        if how == 2:
            return plain + "00"
        if how == 3 and p == 0:
            return "0"
        return plain
    return spelt


def row(rng, count):
    digits = rng.choice([1, 2, 3, 6, 17, 25])
    one = 10 ** digits
    cuts = sorted(rng.randint(0, one) for _ in range(count - 1))
    parts = [b - a for a, b in zip([0] + cuts, cuts + [one])]
    rng.shuffle(parts)
    return [number(rng, digits)(p) for p in parts]


def random_net(seed, odd):
    """Names are words, and any texts where `odd`; labels any."""
    rng = random.Random(seed)
    names = rng.sample(WORDS + TEXTS if odd else WORDS, rng.randint(1, 5))
    net = Net(names)
    for name in names:
        labels = rng.sample(WORDS + TEXTS, rng.choice([1, 2, 2, 2, 3, 4]))
        net.labels[name] = labels
    for i in rng.sample(range(len(names)), len(names)):
        before = names[:i]
        parents = rng.sample(before, min(len(before), rng.randint(0, 3)))
        net.parents[names[i]] = parents
    for name in names:
        net.rows[name] = {key: row(rng, len(net.labels[name])) for key in net.keys(name)}
    return net


def written(net, words):
    """Suffix -> text, of all formats that can say the network's names."""
    texts = {"xmlbif": formats.write_xmlbif(net), "old.xml": formats.write_xmlbif(net, True),
             "uai": formats.write_uai(net)}
    if words:
        texts["net"] = formats.write_hugin(net)
        texts["flat.net"] = formats.write_hugin(net, True)
        texts["xdsl"] = formats.write_xdsl(net)
    return texts


EXPORTS = {"bif": None, "xmlbif": formats.read_xmlbif, "net": formats.read_hugin, "uai": formats.read_uai,
           "xdsl": formats.read_xdsl, "py": formats.read_pgmpy, "R": formats.read_bnlearn}


def can_say(net, suffix):
    """Is each name one that the format has a way to write?"""
    texts = [t for name in net.names for t in [name] + net.labels[name]]
    if suffix == "bif":
        return not any('"' in t for t in texts)
    if suffix == "net":
        return not any(c in name for name in net.names for c in ' (){}=;|"%')
    return suffix != "xdsl" or not any(" " in name for name in net.names)


def hugin_says(name):
    return not any(c in name for c in ' (){}=;|"%')


def run(catgut, folder, script):
    with open(os.path.join(folder, "run.diag"), "w", encoding="utf-8") as file:
        file.write(script)
    done = subprocess.run([catgut, "run.diag"], capture_output=True, cwd=folder, check=False)
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert done.returncode == 0, f"status {done.returncode}: {err[-600:]}"
    return out


def shown(out):
    """The nets that were printed, and the marginals behind them."""
    found = []
    for part in out.split("\nmodel ")[1:]:
        model, rest = part.split("\nfunctor ", 1)
        functor, rest = rest.split("\n}\n", 1)
        parents, items = printed.parents_of(model), printed.items_of(functor.split("\n", 1)[1])
        found.append((parents, {v: {k: printed.kets(s) for k, s in rows.items()}
                                for v, rows in items.items()}, rest.split("\n")[0]))
    return found


def wanted(net):
    return ({v: net.parents[v] for v in net.names},
            {v: {k: {label: p for label, p in zip(net.labels[v], r) if p}
                 for k, r in net.exact(v).items()} for v in net.names})


def ask(net, path, i):
    last = net.names[-1]
    question = f"P({printed.quoted(last)} = {printed.quoted(net.labels[last][-1])})"
    return (f'import "{path}" as m{i} with F{i}\nshow m{i}\nshow F{i}\n'
            f"show {question} in m{i} with F{i}\n")


def compare(net, found, where):
    parents, rows, answer = found
    want_parents, want_rows = wanted(net)
    assert parents == want_parents, f"{where}: parents {parents}, not {want_parents}"
    assert rows == want_rows, f"{where}: rows {rows}, not {want_rows}"
    assert Fraction(answer.split()[0]) == net.marginal(net.names[-1]), f"{where}: marginal {answer}"


def judge_imports(net, words, catgut, folder):
    texts, script = written(net, words), 'check 1 == 1\n'
    for i, (suffix, text) in enumerate(texts.items()):
        with open(os.path.join(folder, "in." + suffix), "w", encoding="utf-8", newline="") as file:
            file.write(text)
        script += ask(net.nameless() if suffix == "uai" else net, "in." + suffix, i)
    found = shown("\n" + run(catgut, folder, script))
    assert len(found) == len(texts)
    for suffix, one in zip(texts, found):
        compare(net.nameless() if suffix == "uai" else net, one, suffix)
    return len(texts)


def judge_exports(net, catgut, folder):
    suffixes = [s for s in EXPORTS if can_say(net, s)]
    script = 'import "in.xmlbif" as m with F\n'
    script += "".join(f'export m with F to "out.{s}"\n' for s in suffixes)
    run(catgut, folder, script)
    for s in suffixes:
        if not EXPORTS[s]:
            continue
        with open(os.path.join(folder, "out." + s), encoding="utf-8", newline="") as file:
            found = EXPORTS[s](file.read())
        try:
            (net.nameless() if s == "uai" else net).same(found, s != "xdsl")
        except AssertionError as wrong:
            raise AssertionError(f"out.{s}: {wrong}") from wrong
    back = [s for s in suffixes if s not in ("py", "R")]
    script = "".join(ask(net.nameless() if s == "uai" else net, "out." + s, i)
                     for i, s in enumerate(back))
    found = shown("\n" + run(catgut, folder, script))
    assert len(found) == len(back)
    for s, one in zip(back, found):
        compare(net.nameless() if s == "uai" else net, one, "read back: " + s)
    return len(suffixes)


# ---- broken files

def broken(rng, text):
    """The text cut off, or with something taken out, doubled or exchanged."""
    at = rng.randrange(len(text) + 1)
    end = min(len(text), at + rng.choice([1, 1, 3, 20]))
    how = rng.randrange(5)
    if how == 0:
        return text[:at]
    if how == 1:
        return text[:at] + text[end:]
    if how == 2:
        return text[:end] + text[at:]
    if how == 3:
        return text[:at] + rng.choice("<>&(){};=|\"%/\\\0\x01 0x-,.é") + text[end:]
    return text[:at] + rng.choice(["<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "999999999999", "-1", "((((",
                                   "<a>" * 300, "\ufeff", "potential (", "<VARIABLE>"]) + text[at:]


def judge_broken(seed, net, words, catgut, folder):
    """One message with a place in the file, or none."""
    rng = random.Random(seed)
    for suffix, text in written(net, words).items():
        with open(os.path.join(folder, "bad." + suffix), "w", encoding="utf-8", newline="") as file:
            file.write(broken(rng, text))
        done = subprocess.run([catgut, "-e", f'import "bad.{suffix}" as m with F'], cwd=folder,
                              capture_output=True, check=False)
        err = done.stderr.decode("utf-8", "replace")
        codes = re.findall(r"\[E[0-9]+\]", err)
        assert done.returncode in (0, 1) and len(codes) == done.returncode, f"bad.{suffix}: {err[:300]}"
        assert not codes or re.match(rf"(bad\.{re.escape(suffix)}|-e):\d+:\d+: error: ", err), err[:300]


# ---- rounding

def random_fractions(rng):
    """A row that sums to one, of fractions that are most often no decimals."""
    weights = [rng.choice([0, 1, 2, 3, 7, 1000003, 3 ** 40]) for _ in range(rng.choice([2, 3, 4]))]
    if not sum(weights):
        weights[0] = 1
    return [Fraction(w, sum(weights)) for w in weights]


def is_decimal(q):
    under = q.denominator
    for prime in (2, 5):
        while under % prime == 0:
            under //= prime
    return under == 1


def rounded(q):
    """To 17 significant digits, half to even."""
    if is_decimal(q):
        return q
    power = 0
    while q * 10 ** power < 10 ** 16:
        power += 1
    return Fraction(round(q * 10 ** power), 10 ** power)


def judge_rounding(seed, catgut, folder):
    rng = random.Random(seed)
    row = random_fractions(rng)
    labels = [f"l{k}" for k in range(len(row))]
    kets = " + ".join(f"{p}|{label}>" for label, p in zip(labels, row) if p)
    source = (f"type L = {{{', '.join(labels)}}}\nmodel m {{ X : L }}\nfunctor F : m {{ X = {kets} }}\n"
              'export m with F to "r.bif" rounded\nexport m with F to "r.py"\n')
    run(catgut, folder, source)
    with open(os.path.join(folder, "r.bif"), encoding="utf-8") as file:
        found = [Fraction(x) for x in
                 file.read().split("table ")[1].split(";")[0].split(", ")]
    want = [rounded(p) for p in row]
    largest = max(range(len(want)), key=lambda k: (want[k], -k))
    want[largest] += 1 - sum(want)
    assert found == want and sum(found) == 1, f"rounded {row}: {found}, not {want}"
    assert all((a == 0) == (b == 0) for a, b in zip(found, row)), "zeros"
    with open(os.path.join(folder, "r.py"), encoding="utf-8") as file:
        exact = formats.read_pgmpy(file.read())
    assert exact.exact("X")[()] == row, f"fractions of {row}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", required=True)
    fewer = os.environ.get("TEST_MODE") == "asan"
    parser.add_argument("--count", type=int, default=40 if fewer else 150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep")
    args = parser.parse_args()
    catgut = os.path.abspath(args.catgut)
    absent = subprocess.run([catgut, "-e", 'import "/dev/null" as m from xmlbif with F'],
                            capture_output=True, text=True, check=False)
    if "without expat" in absent.stderr:
        print("this program reads no XML")
        sys.exit(77)
    passed = failed = read = exported = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or scratch
        for seed in range(args.seed, args.seed + args.count):
            net = random_net(seed, seed % 2 == 0)
            words = all(hugin_says(name) for name in net.names)
            try:
                read += judge_imports(net, words, catgut, folder)
                exported += judge_exports(net, catgut, folder)
                judge_rounding(seed, catgut, folder)
                judge_broken(seed, net, words, catgut, folder)
                passed += 1
            except AssertionError as wrong:
                print(f"seed {seed}: {wrong}")
                failed += 1
    print(f"{read} files read, {exported} written and read back")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
