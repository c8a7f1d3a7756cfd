"""Networks of two-valued variables by their shape, as BIF and as source of Catgut.

A vertex is a name and its parents; all vertices with as many parents have the same table."""

import itertools
import random

TABLES = {0: ["1/2"], 1: ["9/10", "1/5"], 2: ["9/10", "1/2", "2/5", "1/5"]}  # of n, by the parents
DECIMALS = {"1/2": "0.5, 0.5", "9/10": "0.9, 0.1", "1/5": "0.2, 0.8", "2/5": "0.4, 0.6"}
OTHERS = {"1/2": "1/2", "9/10": "1/10", "1/5": "4/5", "2/5": "3/5"}


def chain(n):
    return [(f"X{i}", [f"X{i - 1}"] if i else []) for i in range(n)]


def tree(n):
    return [(f"X{i}", [f"X{(i - 1) // 2}"] if i else []) for i in range(n)]


def star(n):
    return [(f"X{i}", ["X0"] if i else []) for i in range(n)]


def sparse(n):
    """Up to two parents, among the three before."""
    rng = random.Random(1)
    return [(f"X{i}", [f"X{p}" for p in rng.sample(range(max(0, i - 3), i),
                                                    min(i, rng.choice([0, 1, 1, 2])))])
            for i in range(n)]


def wide(n):
    """A random tree, and one arrow more for every hundredth vertex."""
    rng = random.Random(2)
    return [(f"X{i}", [f"X{p}" for p in rng.sample(range(i), 2 if i > 2 and rng.random() < 0.01 else
                                                   min(i, 1))]) for i in range(n)]


def grid(k):
    return [(f"X{i}_{j}", [f"X{a}_{b}" for a, b in ((i - 1, j), (i, j - 1)) if a >= 0 and b >= 0])
            for i in range(k) for j in range(k)]


def pairs(k):
    """Vertices without parents, and a child of each two."""
    return [(f"X{i}", []) for i in range(k)] + [
        (f"C{i}_{j}", [f"X{i}", f"X{j}"]) for i in range(k) for j in range(i)]


def crowd(k):
    """One child of k parents."""
    return [(f"X{i}", []) for i in range(k)] + [("Y", [f"X{i}" for i in range(k)])]


def complete(k):
    return [(f"X{i}", [f"X{j}" for j in range(i)]) for i in range(k)]


def keys(count):
    return itertools.product("ny", repeat=count)


def bif(vertices):
    """Tables of more than two parents are a default."""
    text = []
    for name, _ in vertices:
        text.append(f"variable {name} {{ type discrete [ 2 ] {{ n, y }}; }}\n")
    for name, parents in vertices:
        text.append(f"probability ( {name}{' | ' if parents else ''}{', '.join(parents)} ) {{\n")
        if not parents:
            text.append("  table 0.5, 0.5;\n")
        elif len(parents) > 2:
            text.append("  default 0.25, 0.75;\n")
        else:
            text += [f"  ({', '.join(key)}) {DECIMALS[p]};\n"
                     for key, p in zip(keys(len(parents)), TABLES[len(parents)])]
        text.append("}\n")
    return "".join(text)


def source(vertices):
    text = ["type Bit = {n, y}\nmodel m {\n"]
    for name, parents in vertices:
        text.append(f"  {name} : Bit{' <- ' if parents else ''}{', '.join(parents)}\n")
    text.append("}\nfunctor A : m {\n")
    for name, parents in vertices:
        if parents:
            rows = [f"{','.join(key)} -> {p}|n> + {OTHERS[p]}|y>"
                    for key, p in zip(keys(len(parents)), TABLES[len(parents)])]
            text.append(f"  {name} = {{ {'  '.join(rows)} }}\n")
        else:
            text.append(f"  {name} = 1/2|n> + 1/2|y>\n")
    return "".join(text) + "}\n"
