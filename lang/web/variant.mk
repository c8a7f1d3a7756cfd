# variant.mk -- VARIANT=wasm: the engine as WebAssembly, for browsers and for Node.
#
# Of what Catgut loads elsewhere there are libcsv, expat and cddlib, linked; cairo, zlib, databases,
# jansson and readline are left out.

LLVM = 14
WASM = build/wasm/libraries
CC = clang-$(LLVM) --target=wasm32-wasi --sysroot=/usr
AR = llvm-ar-$(LLVM)
override READLINE = no
override CAIRO = no
override ZLIB = no
override SQLITE = no
override ODBC = no
override JANSSON = no
CFLAGS = -O2
POSITION =
WARNINGS = -Wall -Wextra
CPPFLAGS += -D_LONG_LONG_LIMB=1 -D_WASI_EMULATED_SIGNAL -DCATGUT_LINKED -Ilang/web/include \
  -isystem $(WASM)/include -include lang/web/lacking.h
# Deep texts and large diagrams recurse; the first 8 MiB are theirs.
LDFLAGS = -Wl,-z,stack-size=8388608 -L$(WASM)/lib
WASM_LIBS = -lcddgmp -lcsv -lexpat -lmpfr -lgmp -lwasi-emulated-signal -lwasi-emulated-getpid
