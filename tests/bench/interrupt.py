"""interrupt.py -- how long the program goes on after ^C.

    python3 tests/bench/interrupt.py [--catgut FILE] [--moments N] [--seconds S] FILE.bif...

Each network is asked for all marginals with every leaf observed at a forward sample, at a terminal,
and interrupted at N random moments of the first S seconds.  Printed are, for each network, how long
it ran without ^C (at most S), and the median and the longest time from ^C to the end of the program,
with the moment of the longest.  `--plan` asks for the plan only."""

import argparse
import os
import pty
import random
import select
import signal
import statistics
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "law"))
from networks import printed  # noqa: E402
from networks.reader import read, settle  # noqa: E402


def sample(variables, rng):
    """Labels of all variables, drawn forwards."""
    found = {}

    def draw(name):
        todo = [name]
        while todo:
            v = variables[todo[-1]]
            missing = [p for p in v.parents if p not in found]
            if missing:
                todo += missing
                continue
            row = v.rows[tuple(found[p] for p in v.parents)]
            found[todo.pop()] = rng.choices(v.labels, [float(p) for p in row])[0]

    for name in variables:
        if name not in found:
            draw(name)
    return found


def script(path, observed):
    with open(path, encoding="utf-8") as file:
        variables = read(file.read())
    settle(variables, True)
    inner = {p for v in variables.values() for p in v.parents}
    labels = sample(variables, random.Random(1))
    seen = [v for i, v in enumerate(variables)
            if (v not in inner if observed == "leaves" else i % 10 == 0)]
    given = ", ".join(f"{printed.quoted(v)} = {printed.quoted(labels[v])}" for v in seen)
    return (f'import "{os.path.abspath(path)}" as net with means repaired\n'
            f"show marginals({given}) in net with means\n")


def run(catgut, options, text, moment):
    """Interrupts after so long: the time until the program ended, and whether it had before."""
    pid, fd = pty.fork()
    if pid == 0:
        os.execv(catgut, [catgut, *options, text])
    start, sent = time.monotonic(), None
    while True:
        now = time.monotonic() - start
        if sent is None and now >= moment:
            os.write(fd, b"\x03")
            sent = time.monotonic()
        wait = max(0.0, moment - now) if sent is None else 60
        ready, _, _ = select.select([fd], [], [], wait)
        if sent and not ready:
            os.kill(pid, signal.SIGKILL)
        try:
            if ready and not os.read(fd, 1 << 16):
                break
        except OSError:
            break
    end = time.monotonic()
    _, status = os.waitpid(pid, 0)
    end = max(end, time.monotonic())
    os.close(fd)
    return (end - sent if sent else end - start), sent is not None, status


def measure(name, catgut, options, text, moments, seconds):
    whole, late, _ = run(catgut, options, text, seconds)
    whole = seconds if late else whole
    rng, found = random.Random(2), []
    for _ in range(moments):
        moment = rng.uniform(0.002, whole)
        took, sent, _ = run(catgut, options, text, moment)
        if sent:
            found.append((took, moment))
    if not found:
        print(f"{name:12} {whole:8.2f} s   never in time", flush=True)
        return
    worst, moment = max(found)
    slow = sum(took > 0.1 for took, _ in found)
    print(f"{name:12} {whole:8.2f} s   median {statistics.median(t for t, _ in found) * 1000:7.1f} ms"
          f"   longest {worst * 1000:7.1f} ms, after {moment:6.2f} s   over 100 ms: {slow} of "
          f"{len(found)}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", default="build/catgut")
    parser.add_argument("--moments", type=int, default=12)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--observed", choices=["leaves", "tenth"], default="leaves")
    parser.add_argument("--plan", action="store_true")
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    options = ["--stage=plan"] if args.plan else []
    with tempfile.TemporaryDirectory() as folder:
        text = os.path.join(folder, "script.diag")
        for path in args.files:
            with open(text, "w", encoding="utf-8") as file:
                file.write(script(path, args.observed))
            measure(os.path.basename(path)[:-4], os.path.abspath(args.catgut), options, text,
                    args.moments, args.seconds)


if __name__ == "__main__":
    main()
