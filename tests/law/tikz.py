#!/usr/bin/env python3
"""Every classic model, cut where it can be, as a string diagram and as a graph, and some diagrams
with odd names, drawn as TikZ: pdflatex must compile each file as it is.

    python3 tests/law/tikz.py --catgut build/catgut

Prints `N passed, N failed`, counting files.  Exit status 77 when there is no TeX with TikZ.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CLASSICS = os.path.join(HERE, "..", "..", "stdlib", "classics.diag")

ODD = r'''
type "a{b}" = {0, 1}
type "#1 & ~^\\_$%" = {0, 1}
box "x_y" : "a{b}" -> "#1 & ~^\\_$%"
box "Größe α|β>" : "#1 & ~^\\_$%" -> "a{b}" * "a{b}"
box "日本" : "a{b}" * "a{b}" -> "a{b}"
let odd = "x_y" ; "Größe α|β>" ; "日本"
state seen of front_door = 1/2|0,0,0> + 1/8|0,1,1> + 1/8|1,0,1> + 1/8|1,1,0> + 1/8|1,1,1>
let f, c = comb(seen, X -> Z)
identify e = P(Y | do(X)) in napkin
functor F : chain {
  X = fair
  Z = { 0 -> |1>  1 -> |0> }
  Y = { 0 -> |1>  1 -> |0> }
}
'''
PLOTS = ["fair, fair ; copy", "-1/3, 2, 0", '1/2 * uniform["a{b}" * "#1 & ~^\\\\_$%"], 1/3^90',
         "uniform[Bit * Bit], fair * fair, uniform[Bit * Bit]"]


def models():
    with open(CLASSICS, encoding="utf-8") as f:
        text = f.read()
    return re.findall(r"^model (\w+) \{\n.*?^  (\w+) +: Bit <-", text, re.M | re.S)


def script():
    """The statements that write t0.tex, t1.tex, ..., and how many."""
    draws = []
    for name, vertex in models():
        draws.append("draw %s" % name)
        draws.append("draw %s, cut(%s, %s)" % (name, name, vertex))
        draws.append("draw %s, cut(%s, %s) up" % (name, name, vertex))
        draws.append("draw %s, do(%s, %s = 1) as graph" % (name, name, vertex))
    draws += ["draw f", "draw f[c]", "draw f[discard ; uniform]", "draw e", "draw F",
              "draw front_door, cut(do(cut(front_door, X), Z = 1), Y)", "draw odd", "draw fair ; copy ; (id * discard)", "draw uniform[Bit * Bit]"]
    lines = ['%s to "t%d.tex"' % (d, i) for i, d in enumerate(draws)]
    lines += ['plot %s to "p%d.tex"' % (p, i) for i, p in enumerate(PLOTS)]
    return 'import "classics.diag"\n' + ODD + "\n".join(lines) + "\n", len(draws)


def tex(folder, name, fits):
    done = subprocess.run(["pdflatex", "-interaction=nonstopmode", "-halt-on-error", name],
                          cwd=folder, capture_output=True)
    return done.returncode == 0 and not (fits and b"Overfull" in done.stdout), done.stdout


def compile_plots(folder):
    """How many of the plots fail."""
    failed = 0
    for i in range(len(PLOTS)):
        ok, log = tex(folder, "p%d.tex" % i, True)
        if not ok:
            print("FAILED: p%d.tex\n%s" % (i, log.decode("utf-8", "replace")[-2000:]))
            failed += 1
    return failed


PAPER = r'''\documentclass{article}
\usepackage{amsmath, tikz} \usetikzlibrary{shapes.geometric, shapes.misc}
\tikzset{catgut wire/.style={very thick}}
\begin{document}
\begin{figure}\input{a.tex}\end{figure}
\input{b.tex}
\end{document}
'''


def compile_paper(catgut, folder, env):
    """Pictures that a paper inputs; its own style stays.  How many fail."""
    subprocess.run([catgut, "-e", 'import "classics.diag"\n'
                    'draw napkin, cut(napkin, X) as graph tikz to "a.tex"\n'
                    'draw napkin as tikz to "b.tex"\n'
                    'draw napkin as tikz standalone to "c.tex"'], cwd=folder, env=env, check=True)
    with open(os.path.join(folder, "paper.tex"), "w", encoding="utf-8") as f:
        f.write(PAPER)
    failed = 0
    for name in ("paper.tex", "c.tex"):
        ok, log = tex(folder, name, True)
        if not ok:
            print("FAILED: %s\n%s" % (name, log.decode("utf-8", "replace")[-2000:]))
            failed += 1
    return failed


def compile_all(folder, count):
    """All bodies in one document, which is quick, and some files as they are; where the one document
    fails, all of them."""
    preamble, bodies = None, []
    for i in range(count):
        with open(os.path.join(folder, "t%d.tex" % i), encoding="utf-8") as f:
            text = f.read()
        before, rest = text.split("\\begin{document}\n")
        bodies.append(rest.split("\\end{document}")[0])
        preamble = before if not preamble or "fontenc" in before else preamble
    with open(os.path.join(folder, "all.tex"), "w", encoding="utf-8") as f:
        f.write(preamble + "\\begin{document}\n" + "\n\\newpage\n".join(bodies) +
                "\\end{document}\n")
    ok, log = tex(folder, "all.tex", False)
    alone = list(range(0, count, 40)) + [count - 3] if ok else range(count)
    failed = 0
    for i in alone:
        one, log = tex(folder, "t%d.tex" % i, True)
        if not one:
            print("FAILED: t%d.tex\n%s" % (i, log.decode("utf-8", "replace")[-2000:]))
            failed += 1
    return max(failed, 0 if ok else 1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", default="build/catgut")
    options = parser.parse_args()
    catgut = os.path.abspath(options.catgut)
    if not os.path.exists(catgut):
        print("%s is not there" % options.catgut)
        return 77
    if not shutil.which("pdflatex") or subprocess.run(["kpsewhich", "tikz.sty"],
                                                      capture_output=True).returncode != 0:
        print("pdflatex with TikZ (texlive-latex-base, texlive-pictures) is not installed")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        text, count = script()
        env = dict(os.environ, LC_ALL="C.UTF-8", HOME=folder)
        done = subprocess.run([catgut, "-e", text], cwd=folder, env=env, capture_output=True,
                              text=True)
        assert done.returncode == 0, done.stderr
        if os.environ.get("TEST_MODE") == "asan":  # TeX is not what sanitizers look into
            lacking = [i for i in range(count) if not os.path.exists("%s/t%d.tex" % (folder, i))]
            print("%d passed, %d failed" % (count - len(lacking), len(lacking)))
            return 1 if lacking else 0
        failed = compile_all(folder, count) + compile_plots(folder)
        failed += compile_paper(catgut, folder, env)
        count += len(PLOTS) + 2
    print("%d passed, %d failed" % (count - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
