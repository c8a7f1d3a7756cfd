#!/usr/bin/env python3
"""report -- pages that `--report` and `explain ... to` write, read as text and looked at in a
browser: see README.md.  Without a browser only the first half is done, and the rest skipped."""

import glob
import html.parser
import os
import pathlib
import re
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import browser  # noqa: E402

CATGUT = os.environ.get("CATGUT", "build/catgut")
SCRATCH = os.environ.get("SCRATCH", "/tmp")
SIZES = [(390, "light"), (390, "dark"), (1400, "light"), (1400, "dark")]

NASTY = '''# <script>alert("no")</script> & 'quotes' in a title.
type "<b>odd</b> & \\"type\\"" = {"<i>", "a&b", "a very long label that has to be broken somewhere, \
as it is far wider than any telephone", 癌}
state "st<yle>" : (X : "<b>odd</b> & \\"type\\"") * (Größe : "<b>odd</b> & \\"type\\"") = uniform
show "st<yle>"
plot "st<yle>"
plot P(X | Größe) in "st<yle>", P(Größe | X) in "st<yle>"
plot 1/3^90, 1 - 1/3^90, -2/3
show 1/3^400
show nothing_that_is_called_so_and_has_a_name_which_is_longer_than_a_telephone_is_wide_by_far
check 1 == 2
type Bit = {0, 1}
model m { latent H : Bit  X : Bit <- H  T : Bit <- X  Y : Bit <- T, H }
identify P(Y | do(X)) in m
explain P(Y | do(X)) in m
witness F1, F2 = P(Y | do(X)) in n
show (
'''

WIDE = "# A wide page.\ntype Bit = {0, 1}\nmodel wide { V1 : Bit  " + "  ".join(
    "V%d : Bit <- %s" % (i, ", ".join("V%d" % k for k in {i // 2, i // 3, i - 1} if k))
    for i in range(2, 25)) + "  V1 <-> V24  V3 <-> V9 }\nexplain P(V24 | do(V9)) in wide\n"


class Wrong(Exception):
    pass


def run(*words):
    return subprocess.run([CATGUT, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


# ---- as text

class Reader(html.parser.HTMLParser):
    """Tags that open and close, ids, what is referred to, and the text."""
    VOID = {"meta", "link", "br", "hr", "img", "input"}

    def __init__(self, page):
        super().__init__()
        self.open, self.ids, self.wanted, self.text = [], [], [], []
        self.feed(page)
        self.close()
        if self.open:
            raise Wrong("not closed: %s" % self.open)

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "iframe", "object", "embed", "img", "image", "use", "form"):
            raise Wrong("a page has no <%s>" % tag)
        for name, value in attributes:
            if name.startswith("on"):
                raise Wrong("a page has no %s" % name)
            if name in ("src", "href", "xlink:href") and not value.startswith(("data:", "#")):
                raise Wrong("it refers to %s" % value)
            if name == "href" and value.startswith("#"):
                self.wanted.append(value[1:])
            if name == "id":
                self.ids.append(value)
            if name == "aria-labelledby":
                self.wanted += value.split()
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise Wrong("</%s> closes nothing" % tag)

    def handle_data(self, data):
        self.text.append(data)


def read(path):
    page = pathlib.Path(path).read_bytes().decode("utf-8", "strict")
    r = Reader(page)
    if len(set(r.ids)) != len(r.ids):
        raise Wrong("an id is used twice")
    if set(r.wanted) - set(r.ids):
        raise Wrong("labelled by, or linked to, nothing")
    style = "".join(re.findall(r"<style>(.*?)</style>", page, re.S))
    if re.search(r"url\(|@import", style):
        raise Wrong("the style fetches something")
    return "".join(r.text)


def squeezed(text):
    return re.sub(r"[\s#`]+", "", text)


def has_all(path, *sources):
    """Every word of the sources is in the page, in its order."""
    text = squeezed(read(path).replace("\u2713 holds", ""))
    at = 0
    for source in sources:
        for line in pathlib.Path(source).read_text("utf-8").splitlines():
            words = squeezed(line).rstrip(".")
            found = text.find(words, at)
            if found < 0:
                raise Wrong("%s: the page has not: %s" % (source, line))
            at = found + len(words)


# ---- in a browser

CONTRAST = """
(() => {
  const light = c => {
    const [r, g, b] = c.map(v => v / 255).map(v =>
      v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parts = c => c.match(/[\\d.]+/g).map(Number);
  const behind = e => {
    for (; e; e = e.parentElement) {
      const c = parts(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] === 1) return c.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const bad = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || e.closest("title, desc, style")) continue;
    const style = getComputedStyle(e);
    const ink = parts(e.closest("svg") ? style.fill : style.color).slice(0, 3);
    const [a, b] = [light(ink), light(behind(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) bad.push(texts.currentNode.data.trim().slice(0, 30) + " " + ratio.toFixed(2));
  }
  return bad;
})()
"""

UNFOLD = "document.querySelectorAll('details').forEach(d => { d.open = true; })"

FOLDS = """
(() => {
  const all = [...document.querySelectorAll("details")];
  const before = all.map(d => d.open);
  all.forEach(d => d.querySelector("summary").click());
  return all.every((d, i) => d.open !== before[i]);
})()
"""

# What is wider than it may be says that it scrolls, and nothing else does.
SAYS = """
CSS.supports("animation-timeline", "scroll(nearest inline)") ?
[...document.querySelectorAll("pre, .math, figure")].filter(e => {
  const says = parseFloat(getComputedStyle(e, "::before").height) > 8;
  return e.clientWidth > 0 && says !== (e.scrollWidth > e.clientWidth);
}).map(e => e.textContent.slice(0, 40)) : []
"""

# The steps that are shown once the one control was used, and once it was used again.
ALL = """
(() => {
  const steps = [...document.querySelectorAll(".step")];
  const shown = () => steps.filter(d =>
    getComputedStyle(d, "::details-content").contentVisibility === "visible").length;
  const control = document.querySelector("label[for=all]");
  const counts = [steps.length, shown()];
  if (control) { control.click(); counts.push(shown()); control.click(); counts.push(shown()); }
  return counts;
})()
"""

# Text of pictures that sticks out of them, or is smaller than can be read.
PICTURES = """
[...document.querySelectorAll("svg")].flatMap(svg => {
  const box = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].filter(t => {
    const r = t.getBoundingClientRect();
    return r.right > box.right + 1 || r.left < box.left - 1 || r.bottom > box.bottom + 1 ||
           r.height < 9;
  }).map(t => t.textContent.slice(0, 40));
})
"""

PRINTED = """
[...document.querySelectorAll("svg text")].every(t => {
  const [r, g, b] = getComputedStyle(t).fill.match(/\\d+/g).map(Number);
  return 0.3 * r + 0.6 * g + 0.1 * b < 128;
}) &&
[...document.querySelectorAll("details")].filter(d => !d.open).every(d =>
  getComputedStyle(d, "::details-content").contentVisibility === "visible") &&
getComputedStyle(document.body).backgroundColor === "rgb(255, 255, 255)"
"""

# What sticks out of the paper, or of what it stands in.
CLIPPED = """
[...document.querySelectorAll("main *")].filter(e => {
  const r = e.getBoundingClientRect();
  return r.right > innerWidth + 1 || (e.closest("svg") === null && e.clientWidth > 0 &&
         e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== "visible");
}).map(e => e.tagName + " " + e.textContent.slice(0, 40))
"""

# A heading keeps to what it is the heading of, and a step to its page where one holds it.
KEEPS = """
[...document.querySelectorAll(".step, figure")].every(e =>
  getComputedStyle(e).breakInside === "avoid") &&
[...document.querySelectorAll("summary, .math, h1")].every(e =>
  getComputedStyle(e).breakAfter === "avoid")
"""


def look(chromium, path, width, scheme):
    url = pathlib.Path(path).resolve().as_uri()
    page = browser.Page(chromium, url, width, scheme)
    try:
        if page.complaints:
            raise Wrong("the console says %s" % page.complaints)
        steps, before, *after = page.value(ALL)
        if steps > 1 and (before == steps or after != [steps, before]):
            raise Wrong("one control unfolds not all: %s" % [steps, before, *after])
        if not page.value(FOLDS):
            raise Wrong("steps do not fold")
        if page.requests != [url]:
            raise Wrong("it fetched %s" % page.requests)
        wide = page.value("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            raise Wrong("%d pixels wider than the window" % wide)
        page.value(UNFOLD)
        for expression, what in (CONTRAST, "hard to read"), (PICTURES, "does not fit"), \
                (SAYS, "says not whether it scrolls"):
            found = page.value(expression)
            if found:
                raise Wrong("%s: %s" % (what, found[:5]))
    finally:
        page.close()


def look_at_print(chromium, path):
    url = pathlib.Path(path).resolve().as_uri()
    page = browser.Page(chromium, url, 700, "dark", media="print")
    try:
        if not page.value(PRINTED):
            raise Wrong("on paper something stays folded, or dark")
        if page.value(CLIPPED):
            raise Wrong("on paper it is cut off: %s" % page.value(CLIPPED)[:5])
        if not page.value(KEEPS):
            raise Wrong("on paper a step may be torn off its heading")
    finally:
        page.close()


# Of a picture alone: text outside of it, or as dark as what it lies on, which is white.
ALONE = """
(() => {
  const box = document.documentElement.getBoundingClientRect();
  const gray = c => c.match(/\\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b) / 3;
  const ground = 255;
  return [...document.querySelectorAll("text")].filter(t => {
    const r = t.getBoundingClientRect();
    return r.right > box.right + 1 || r.left < box.left - 1 || r.bottom > box.bottom + 1 ||
           Math.abs(gray(getComputedStyle(t).fill) - ground) < 80;
  }).map(t => t.textContent.slice(0, 40));
})()
"""


def look_at_picture(chromium, path, scheme):
    url = pathlib.Path(path).resolve().as_uri()
    page = browser.Page(chromium, url, 1400, scheme)
    try:
        if page.complaints or page.requests != [url]:
            raise Wrong("the console says %s, it fetched %s" % (page.complaints, page.requests))
        found = page.value(ALONE)
        if found:
            raise Wrong("outside, or hard to read: %s" % found[:5])
    finally:
        page.close()


# ---- the tests

class Tally:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def test(self, name, f, *arguments):
        try:
            f(*arguments)
            self.passed += 1
        except Wrong as wrong:
            self.failed += 1
            print("FAILED: %s: %s" % (name, wrong))


def write_pages():
    pages = {}
    lessons = sorted(glob.glob("examples/*.diag"))
    for name, words, sources in (
            ("lessons", ["--checks", "1", *lessons], lessons),
            ("nasty", ["-k", os.path.join(SCRATCH, "nasty.diag")],
             [os.path.join(SCRATCH, "nasty.diag")]),
            ("wide", [os.path.join(SCRATCH, "wide.diag")], [os.path.join(SCRATCH, "wide.diag")])):
        page = os.path.join(SCRATCH, name + ".html")
        pathlib.Path(SCRATCH, "nasty.diag").write_text(NASTY, "utf-8")
        pathlib.Path(SCRATCH, "wide.diag").write_text(WIDE, "utf-8")
        status = run("--report", page, *words).returncode
        if status != (name == "nasty"):
            raise Wrong("%s: status %d" % (name, status))
        pages[page] = sources
    why = os.path.join(SCRATCH, "why.html")
    done = run("-e", 'import "classics.diag" explain P(Y | do(X)) in napkin to "%s"' % why)
    if done.returncode:
        raise Wrong(done.stderr.decode())
    pages[why] = []
    return pages


def write_pictures():
    pictures = [os.path.join(SCRATCH, name + ".svg") for name in ("plot", "draw", "wide")]
    pathlib.Path(SCRATCH, "pictures.diag").write_text(
        NASTY.split("show nothing")[0] + 'plot P(X | Größe) in "st<yle>" to "%s"\n' % pictures[0] +
        'model m { latent H : "<b>odd</b> & \\"type\\""  X : "<b>odd</b> & \\"type\\"" <- H }\n'
        'draw m, cut(m, X) to "%s"\n' % pictures[1] +
        'plot 1/3^90, P(X) in "st<yle>", -2/3 to "%s"\n' % pictures[2], "utf-8")
    done = run(os.path.join(SCRATCH, "pictures.diag"))
    if done.returncode:
        raise Wrong(done.stderr.decode())
    return pictures


def main():
    tally = Tally()
    pages, pictures = write_pages(), write_pictures()
    for page, sources in pages.items():
        tally.test(page, has_all, page, *sources)
    path = browser.find()
    if path:
        chromium = browser.Browser(path)
        for page in pages:
            for width, scheme in SIZES:
                tally.test("%s at %d, %s" % (page, width, scheme), look, chromium, page, width,
                           scheme)
            tally.test("%s printed" % page, look_at_print, chromium, page)
        for picture in pictures:
            for scheme in ("light", "dark"):
                tally.test("%s in the %s" % (picture, scheme), look_at_picture, chromium, picture,
                           scheme)
        chromium.close()
    else:
        tally.skipped = len(pages) * (len(SIZES) + 1) + 2 * len(pictures)
        print("no Chromium here: pages are not looked at in a browser")
    print("%d passed, %d failed, %d skipped" % (tally.passed, tally.failed, tally.skipped))
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
