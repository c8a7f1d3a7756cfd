#!/usr/bin/env python3
"""faces.py -- limits and interrupts are the same on all faces: the program, the library, `--mcp`.

Each script is run by all three under the limits that `--mcp` has: they end with the same status, and
say the same.  What is waited for is an answer, never time.  Prints a line for each test that fails,
and a tally; 77 where the library is not built."""

import ctypes
import glob
import json
import os
import re
import signal
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(os.environ.get("CATGUT", "build/catgut"))
LIBRARY = next(iter(glob.glob(os.path.dirname(PROGRAM) + "/libcatgut.so.*")), None)
MEMORY, SOURCE, OUTPUT = 512 << 20, 64 << 10, 256 << 10
BIT = "type Bit = {0, 1}\n"
NOISY = BIT + "channel noisy : Bit -> Bit = { 0 -> 9/10|0> + 1/10|1>  1 -> 1/5|0> + 4/5|1> }\n"
MANY = "type N = {1..%d}\n"
SCRIPTS = {
    "right": (0, "show 1/3"),
    "wrong": (1, "show 1\nshow nothing\nshow 2"),
    "a check that fails": (1, "check 1/3 == 0.33"),
    "unread": (1, "show ("),
    "memory": (3, "show 1\n" + MANY % 9999 + "state s : N * N * N = uniform\nshow s\nshow 2"),
    "output": (3, "show 1\n" + MANY % 99999 + "show uniform[N]\nshow 2"),
    "source": (3, "show 1\n" + "#" * SOURCE),
    "a number": (3, "show 1\nshow 2^(10^9)\nshow 2"),
    "no file is written": (1, "draw discard[Bit] to \"new.svg\""),
    "no file is read": (1, "import \"secret.diag\""),
}


class Options(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("max_memory", ctypes.c_uint64),
                ("max_source", ctypes.c_uint64), ("max_output", ctypes.c_uint64),
                ("max_time", ctypes.c_int64), ("no_files", ctypes.c_bool),
                ("rest", ctypes.c_uint8 * 200)]


class Result(ctypes.Structure):
    _fields_ = [("start", ctypes.c_size_t), ("end", ctypes.c_size_t), ("status", ctypes.c_int),
                ("text", ctypes.c_char_p), ("errors", ctypes.c_char_p)]


LISTENER = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.POINTER(Result))


class Library:
    def __init__(self):
        self.door = ctypes.CDLL(LIBRARY)
        self.door.catgut_open.restype = ctypes.c_void_p
        self.door.catgut_close.argtypes = self.door.catgut_interrupt.argtypes = [ctypes.c_void_p]
        self.door.catgut_run.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p,
                                         ctypes.c_size_t, LISTENER, ctypes.c_void_p]

    def run(self, script, seconds=0, interrupt=False):
        """The status, what was said, and what of it on standard error; and both as they came.  An
        interrupt comes as the first result is heard."""
        o = Options()
        self.door.catgut_options(ctypes.byref(o))
        o.max_memory, o.max_source, o.max_output, o.no_files = MEMORY, SOURCE, OUTPUT, True
        o.max_time = int(seconds * 1e9)
        session = self.door.catgut_open(ctypes.byref(o))
        said, errors, all_of_it = [], [], []

        @LISTENER
        def hear(_, result):
            said.append(result.contents.text.decode())
            errors.append(result.contents.errors.decode())
            all_of_it.append(said[-1] + errors[-1])
            if interrupt:
                self.door.catgut_interrupt(session)
            return True

        text = script.encode()
        status = self.door.catgut_run(session, b"script", text, len(text), hear, None)
        self.door.catgut_close(session)
        return (status, "".join(said), "".join(errors)), "".join(all_of_it)


def by_program(script, *options, interrupt=False):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "script"), "w") as f:
            f.write(script)
        with subprocess.Popen([PROGRAM, "--max-memory", str(MEMORY), "--max-source", str(SOURCE),
                               "--max-output", str(OUTPUT), "--no-files", *options, "script"],
                              cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as p:
            first = p.stdout.readline() if interrupt else b""
            if interrupt:
                p.send_signal(signal.SIGINT)
            said, errors = p.communicate()
        return p.returncode, (first + said).decode(), errors.decode()


def by_server(scripts):
    """What is said of each, and whether it was a mistake."""
    lines = [json.dumps({"jsonrpc": "2.0", "id": 0, "method": "initialize",
                         "params": {"protocolVersion": "2025-06-18", "capabilities": {}}})]
    for i, script in enumerate(scripts):
        lines.append(json.dumps({"jsonrpc": "2.0", "id": i + 1, "method": "tools/call", "params": {
            "name": "run", "arguments": {"script": script}}}))
    done = subprocess.run([PROGRAM, "--mcp"], input="\n".join(lines) + "\n", text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode == 2:
        return None
    answers = [json.loads(line)["result"] for line in done.stdout.splitlines()[1:]]
    return [(a["isError"], a["content"][0]["text"]) for a in answers]


def without_place(told):
    """In which part of the statement it was stopped is a matter of time."""
    return told[0], told[1], re.findall(r"error: .*", told[2])


def differ(name, *faces):
    """Prints where they do."""
    if all(face == faces[0] for face in faces):
        return 0
    print("%s:" % name)
    for face in faces:
        print("    %r" % (face if len(repr(face)) < 400 else repr(face)[-400:],))
    return 1


def main():
    if not LIBRARY:
        print("the library is built for the plain program alone")
        sys.exit(77)
    library = Library()
    failed = count = 0
    served = by_server([script for _, script in SCRIPTS.values()])
    for i, (name, (status, script)) in enumerate(SCRIPTS.items()):
        told = by_program(script)
        heard, all_of_it = library.run(script)
        if name == "output":  # where it is cut: the library counts JSON, too
            told, heard = ((t[0], t[1][:200], t[2]) for t in (told, heard))
        wrong = differ(name, told, heard, (status, *told[1:]))
        if served:
            wrong += differ(name + ", served", (all_of_it, status in (1, 2)), served[i][::-1])
        failed += wrong > 0
        count += 1
    endless = NOISY + "show noisy ^ 1000000\nshow 2\n"
    long = "show 1\n" + endless
    stopped = by_program(long, interrupt=True)
    late = by_program(endless, "--max-time", "50ms")
    for name, status, told, heard in [
            ("interrupt", 130, stopped, library.run(long, interrupt=True)[0]),
            ("time", 3, late, library.run(endless, seconds=0.05)[0])]:
        told, heard = without_place(told), without_place(heard)
        failed += differ(name, told, heard, (status, *told[1:]))
    count += 2
    print("%d passed, %d failed, 0 skipped" % (count - failed, failed))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
