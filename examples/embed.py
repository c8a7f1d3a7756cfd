"""embed.py -- Catgut inside Python, without anything to build: ctypes and the shared library.

    python3 embed.py [libcatgut.so]
"""
import ctypes
import json
import sys
from fractions import Fraction

LIBRARY = sys.argv[1] if len(sys.argv) > 1 else "libcatgut.so.0"


class Complaint(ctypes.Structure):
    _fields_ = [("warning", ctypes.c_bool), ("code", ctypes.c_char_p),
                ("verdict", ctypes.c_char_p),
                ("message", ctypes.c_char_p), ("help", ctypes.c_char_p),
                ("file", ctypes.c_char_p), ("start", ctypes.c_size_t), ("end", ctypes.c_size_t),
                ("line", ctypes.c_size_t), ("column", ctypes.c_size_t), ("text", ctypes.c_char_p),
                ("fix", ctypes.c_char_p)]


class Result(ctypes.Structure):
    _fields_ = [("start", ctypes.c_size_t), ("end", ctypes.c_size_t), ("status", ctypes.c_int),
                ("text", ctypes.c_char_p), ("errors", ctypes.c_char_p),
                ("json", ctypes.c_char_p), ("html", ctypes.c_char_p),
                ("svg", ctypes.c_char_p), ("latex", ctypes.c_char_p),
                ("complaints", ctypes.POINTER(Complaint)), ("complaint_count", ctypes.c_size_t)]


LISTENER = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.POINTER(Result))

catgut = ctypes.CDLL(LIBRARY)
catgut.catgut_version.restype = ctypes.c_char_p
catgut.catgut_open.restype = ctypes.c_void_p
catgut.catgut_open.argtypes = [ctypes.c_void_p]
catgut.catgut_close.argtypes = [ctypes.c_void_p]
catgut.catgut_run.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_size_t,
                              LISTENER, ctypes.c_void_p]


def run(session, text):
    """The results of a text: for each statement that said something, its objects."""
    results = []

    @LISTENER
    def hear(_, result):
        lines = result.contents.json.decode().splitlines()
        results.append([json.loads(line) for line in lines])
        return True

    source = text.encode()
    status = catgut.catgut_run(session, b"python", source, len(source), hear, None)
    return status, results


session = catgut.catgut_open(None)
status, results = run(session, """
type Bit = {0, 1}
state omega : (S : Bit) * (C : Bit) = 1/4|0,0> + 1/4|0,1> + 1/8|1,0> + 3/8|1,1>
show P(C | S) in omega
show P(C = 1) in omega
""")
print("status", status)
for objects in results:
    print(json.dumps(objects[0], sort_keys=True))
print("as a fraction:", Fraction(results[1][0]["value"]) * 8)
print(run(session, "show nothing")[1][0][0]["code"])
catgut.catgut_close(session)
