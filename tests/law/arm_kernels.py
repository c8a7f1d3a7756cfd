#!/usr/bin/env python3
"""The kernel for 64-bit ARM gives the residues of the plain one, word by word.

    python3 tests/law/arm_kernels.py --count 2000

Builds arm/kernels.c with Debian's cross compiler (gcc-aarch64-linux-gnu) and runs it under qemu-user:
correctness only.  Exit status 77 when one of them is not there.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile

SOURCES = ["tests/law/arm/kernels.c", "runtime/base/memory.c", "runtime/contract/moduli.c"] + [
    f"runtime/contract/residue{part}.c" for part in ["", "_ifma", "_avx2", "_neon"]]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", help="not looked at")
    parser.add_argument("--count", default="2000")
    options = parser.parse_args()
    compiler, emulator = "aarch64-linux-gnu-gcc", shutil.which("qemu-aarch64") or "qemu-aarch64-static"
    for tool in [compiler, emulator]:
        if not shutil.which(tool):
            print(f"{tool} is not installed (Debian: gcc-aarch64-linux-gnu, libc6-dev-arm64-cross, qemu-user)")
            return 77
    if os.environ.get("TEST_MODE") == "asan":
        print("the same program as without sanitizers")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "kernels")
        built = subprocess.run([compiler, "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-D_XOPEN_SOURCE=700",
                                "-Iruntime", "-I.", "-static", "-o", program] + SOURCES)
        if built.returncode:
            return 1
        run = subprocess.run([emulator, program, options.count], stdout=subprocess.PIPE, text=True)
        print(run.stdout, end="")
        return run.returncode or "neon was run" not in run.stdout


if __name__ == "__main__":
    sys.exit(main())
