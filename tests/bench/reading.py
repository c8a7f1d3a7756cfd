"""reading.py -- microseconds of the processor and bytes that reading a variable takes: models of
10,000 and 100,000 variables with two parents each among the ten before, as source without and with
a functor, as BIF and as DAGitty."""

import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "law"))
from networks import shapes


def near(n):
    rng = random.Random(1)
    return [(f"X{i}", [f"X{p}" for p in rng.sample(range(max(0, i - 10), i), min(i, 2))])
            for i in range(n)]


def texts(vertices):
    source = shapes.source(vertices)
    arrows = "".join(f"{p} -> {v}\n" for v, parents in vertices for p in parents)
    return {"a model": ("m.diag", source[:source.index("functor")]),
            "with a functor": ("f.diag", source),
            "as BIF": ("n.bif", shapes.bif(vertices)),
            "as DAGitty": ("n.dag", "dag {\n" + arrows + "}\n")}


def run(catgut, path):
    """Seconds of the processor, and kilobytes at the most."""
    with subprocess.Popen([catgut, path], stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, path
    return used.ru_utime + used.ru_stime, used.ru_maxrss


def main():
    catgut = os.environ["CATGUT"]
    with tempfile.TemporaryDirectory() as folder:
        empty = os.path.join(folder, "empty.diag")
        with open(empty, "w", encoding="utf-8"):
            pass
        floor = run(catgut, empty)
        for size in (10000, 100000):
            for what, (name, text) in texts(near(size)).items():
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(text)
                script = os.path.join(folder, "script.diag")
                functor = " with A" if name.endswith("bif") else ""
                with open(script, "w", encoding="utf-8") as file:
                    file.write(f'import "{name}" as m{functor}\n')
                used = run(catgut, os.path.join(folder, name) if name.endswith("diag") else script)
                print(f"reading {size:7} variables, {what:15}"
                      f"{(used[0] - floor[0]) / size * 1e6:7.1f} microseconds"
                      f"{(used[1] - floor[1]) * 1024 / size:8.0f} bytes each")


if __name__ == "__main__":
    main()
