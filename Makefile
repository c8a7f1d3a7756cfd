# Makefile -- builds Catgut into build/, and nothing anywhere else.
#
# VARIANT=asan|gcc|clang|fuzz builds the same things with other flags into
# build/asan, build/gcc, ...; everything below is written once, in terms of $(B).
# Only the parser that lemon writes is shared: build/grammar.c and build/grammar.h.

PREFIX = /usr/local
LIBDIR = $(PREFIX)/lib
DESTDIR =
READLINE = yes
CAIRO = yes
ZLIB = yes
CDD = yes
CSV = yes
EXPAT = yes
SQLITE = yes
ODBC = yes
JANSSON = yes
LEMON = lemon
OBJCOPY = objcopy
VARIANT ?=
V =
SECONDS = 60
ROWS = 10000000
NETWORKS = ../shared/data/bif
BASELINE = build/networks.baseline
BOUND = 10

# Places in the source, but no local variables for a debugger: that took a sixth of the time.
CFLAGS = -O2 -g1
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
  -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wvla
# The library may be shared; what it gives others is marked in its header.
POSITION = -fPIC -fvisibility=hidden
CPPFLAGS = -D_XOPEN_SOURCE=700 -Iruntime -I. -Ilang -Ibuild
# The linker's identity of a program would depend on the folder in which it is built.
ifeq ($(shell uname -s),Linux)
  LDFLAGS = -Wl,--build-id=none
endif

MAKEFLAGS += --no-builtin-rules --no-print-directory

# A build takes all cores unless it is told how many (`make -j1`).  Where something else is to be
# done first on the same command line, goals stay in their order.
ifeq ($(MAKELEVEL)$(filter -j%,$(MAKEFLAGS))$(filter clean deps,$(MAKECMDGOALS)),0)
  CORES := $(shell nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
  MAKEFLAGS += -j$(CORES)
endif

comma = ,

# $(call run,WORD FILE,COMMAND): a short line and the command, or with V=1 the command itself.
run = $(if $(V),,@echo '$(1)'; )$(2)

# ---- variants

B = build$(if $(VARIANT),/$(VARIANT))

ifeq ($(VARIANT),asan)
  CFLAGS = -O1 -g -fno-omit-frame-pointer
  SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all
  WARNINGS += -Werror
else ifeq ($(VARIANT),gcc)
  CC = gcc
  WARNINGS += -Werror
else ifeq ($(VARIANT),clang)
  CC = clang
  WARNINGS += -Werror
else ifeq ($(VARIANT),fuzz)
  CC = clang
  CFLAGS = -O1 -g -fno-omit-frame-pointer
  SANITIZE = -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
  FUZZER = -fsanitize=fuzzer
else ifeq ($(VARIANT),wasm)
  include lang/web/variant.mk
else ifneq ($(VARIANT),)
  $(error VARIANT is one of asan, gcc, clang, fuzz, wasm)
endif

ifeq ($(WERROR),yes)
  WARNINGS += -Werror
endif

ifeq ($(READLINE),no)
  CPPFLAGS += -DCATGUT_NO_READLINE
else
  READLINE_LIBS = -ldl
endif

ifeq ($(CAIRO),no)
  CPPFLAGS += -DCATGUT_NO_CAIRO
else
  CAIRO_FLAGS = $(shell pkg-config --cflags-only-I cairo 2>/dev/null || echo -I/usr/include/cairo)
  CAIRO_LIBS = -ldl
endif

ifeq ($(ZLIB),no)
  CPPFLAGS += -DCATGUT_NO_ZLIB
else
  ZLIB_LIBS = -ldl
endif

# Loaded when it is first needed, so not linked; headers are all that a build wants of it.
ifeq ($(CDD),no)
  CPPFLAGS += -DCATGUT_NO_CDD
else
  CDD_LIBS = -ldl
endif

ifeq ($(CSV),no)
  CPPFLAGS += -DCATGUT_NO_CSV
else
  CSV_LIBS = -ldl
endif

ifeq ($(EXPAT),no)
  CPPFLAGS += -DCATGUT_NO_EXPAT
else
  EXPAT_LIBS = -ldl
endif

ifeq ($(SQLITE),no)
  CPPFLAGS += -DCATGUT_NO_SQLITE
else
  SQLITE_LIBS = -ldl
endif

# Its drivers work in a thread of their own.
ifeq ($(ODBC),no)
  CPPFLAGS += -DCATGUT_NO_ODBC
else
  ODBC_LIBS = -ldl -pthread
endif

ifeq ($(JANSSON),no)
  CPPFLAGS += -DCATGUT_NO_JANSSON
else
  JANSSON_LIBS = -ldl
endif

LIBS = $(JANSSON_LIBS) -pthread $(READLINE_LIBS) $(CAIRO_LIBS) $(ZLIB_LIBS) $(CDD_LIBS) $(CSV_LIBS) $(EXPAT_LIBS) $(SQLITE_LIBS) $(ODBC_LIBS) \
  -lmpfr -lgmp
CHECK_LIBS = $(shell pkg-config --libs check 2>/dev/null || echo -lcheck)

COMPILE = $(CC) -std=c11 $(CPPFLAGS) $(CFLAGS) $(POSITION) $(SANITIZE)
LINK = $(CC) $(CFLAGS) $(SANITIZE) $(LDFLAGS)
# What lemon writes is not ours to tidy.
GRAMMAR_WARNINGS = -Wall -Wno-unused -Wno-unused-parameter $(filter -Werror,$(WARNINGS))

# ---- what there is

RUNTIME_SRC = $(sort $(shell find runtime -name '*.c'))
LANG_SRC = $(filter-out lang/main.c lang/web/%,$(sort $(shell find lang -name '*.c')))
UNIT_SRC = $(sort $(wildcard tests/unit/*.c tests/law/*.c))
BENCH_SRC = $(sort $(wildcard tests/bench/*.c))
NETWORKS_SRC = $(sort $(wildcard tests/bench/networks/*.c))
FUZZ_SRC = $(sort $(wildcard tests/fuzz/*.c))

object = $(patsubst %.c,$(B)/obj/%.o,$(1))
RUNTIME_OBJ = $(call object,$(RUNTIME_SRC))
LANG_OBJ = $(call object,$(LANG_SRC)) $(B)/obj/grammar.o $(B)/obj/error_topics.o
MAIN_OBJ = $(B)/obj/lang/main.o
SUITE_OBJ = $(call object,tests/suite.c)
TEST_OBJ = $(SUITE_OBJ) $(call object,$(UNIT_SRC) $(BENCH_SRC) $(NETWORKS_SRC) $(FUZZ_SRC))
ALL_OBJ = $(RUNTIME_OBJ) $(LANG_OBJ) $(MAIN_OBJ) $(TEST_OBJ)

CATGUT = $(B)/catgut
ARCHIVES = $(B)/liblang.a $(B)/libruntime.a
# The library: all but the program and its conversation.
VERSION := $(shell sed -n 's/.*CATGUT_VERSION "\(.*\)".*/\1/p' lang/text/version.h)
SONAME = libcatgut.so.$(firstword $(subst ., ,$(VERSION)))
LIBRARY_OBJ = $(filter-out $(B)/obj/lang/prompt/% $(B)/obj/lang/kernel/% $(B)/obj/lang/editor/% \
  $(call object,lang/command_line.c lang/mcp.c lang/text/json_read.c lang/text/json_rpc.c), \
  $(RUNTIME_OBJ) $(LANG_OBJ))
LIBRARY_LIBS = $(sort $(CAIRO_LIBS) $(ZLIB_LIBS) $(CDD_LIBS) $(CSV_LIBS) $(EXPAT_LIBS) \
  $(SQLITE_LIBS) $(ODBC_LIBS)) -lmpfr -lgmp
LIBRARIES = $(B)/libcatgut.a $(B)/libcatgut.so.$(VERSION) $(B)/catgut.pc
UNITS = $(patsubst %.c,$(B)/%,$(UNIT_SRC))
BENCHES = $(patsubst %.c,$(B)/%,$(BENCH_SRC))
FUZZERS = $(patsubst tests/fuzz/%.c,$(B)/%,$(FUZZ_SRC))

# ---- targets for people

.PHONY: program
program: $(CATGUT)  ## the program, build/catgut (this is what plain `make` does)

.PHONY: demo
demo: deps          ## install what is missing, build, run the smoking example
	$(MAKE) program
	@for f in examples/*smoking*.diag; do echo "\$$ $(CATGUT) $$f"; exec $(CATGUT) "$$f"; done

.PHONY: check
check: deps         ## install what is missing, build, run every test
	@CC='$(CC)' READLINE='$(READLINE)' CAIRO='$(CAIRO)' ZLIB='$(ZLIB)' CDD='$(CDD)' CSV='$(CSV)' EXPAT='$(EXPAT)' SQLITE='$(SQLITE)' \
	  ODBC='$(ODBC)' JANSSON='$(JANSSON)' tests/run all

.PHONY: quick
quick:              ## build and run the tests once, without sanitizers and valgrind
	@CC='$(CC)' READLINE='$(READLINE)' CAIRO='$(CAIRO)' ZLIB='$(ZLIB)' CDD='$(CDD)' CSV='$(CSV)' EXPAT='$(EXPAT)' SQLITE='$(SQLITE)' \
	  ODBC='$(ODBC)' JANSSON='$(JANSSON)' tests/run plain style

.PHONY: bench
bench: program $(BENCHES)  ## time the large cases
	@CATGUT=$(CATGUT) tests/bench/run.sh $(BENCHES)

# The figures of an earlier run are compared with, where there are any, else written.
.PHONY: bench-networks
bench-networks: $(B)/tests/bench/bench_networks  ## time real networks (NETWORKS=DIR BASELINE=FILE)
	@test -n "$(wildcard $(NETWORKS)/*.bif)" || \
	  { echo "skipped: no networks in $(NETWORKS)"; exit 0; }; \
	how=--write; test ! -e $(BASELINE) || how=--compare; \
	$< $$how $(BASELINE) --bound $(BOUND) $(sort $(wildcard $(NETWORKS)/*.bif))

.PHONY: bench-most
bench-most: $(B)/tests/bench/bench_most  ## time the most probable values in real networks (NETWORKS=DIR)
	@test -n "$(wildcard $(NETWORKS)/*.bif)" || \
	  { echo "skipped: no networks in $(NETWORKS)"; exit 0; }; \
	$< $(sort $(wildcard $(NETWORKS)/*.bif))

.PHONY: bench-threads
bench-threads: $(B)/tests/bench/bench_threads  ## time all marginals in real networks with more threads (NETWORKS=DIR)
	@test -n "$(wildcard $(NETWORKS)/*.bif)" || \
	  { echo "skipped: no networks in $(NETWORKS)"; exit 0; }; \
	$< $(sort $(wildcard $(NETWORKS)/*.bif))

.PHONY: bench-decimals
bench-decimals: $(B)/tests/bench/bench_decimals  ## time answers in decimals against fractions and doubles (NETWORKS=DIR)
	@test -n "$(wildcard $(NETWORKS)/*.bif)" || \
	  { echo "skipped: no networks in $(NETWORKS)"; exit 0; }; \
	$< $(sort $(wildcard $(NETWORKS)/*.bif))

.PHONY: exact-networks
exact-networks: $(B)/tests/bench/exact_networks  ## are all answers in them exact? (NETWORKS=DIR)
	@test -n "$(wildcard $(NETWORKS)/*.bif)" || \
	  { echo "skipped: no networks in $(NETWORKS)"; exit 0; }; \
	$< $(sort $(wildcard $(NETWORKS)/*.bif))

.PHONY: bench-coverage
bench-coverage: $(B)/tests/bench/bench_coverage  ## do 95 % intervals hold the truth?  are p-values uniform?
	$< 10000

# Ten million rows take a minute to make, and half a gigabyte.
.PHONY: bench-postgres
bench-postgres: program  ## time an effect from PostgreSQL against its SQL (ROWS=10000000)
	@python3 tests/bench/postgres.py --catgut $(CATGUT) --rows $(ROWS)

.PHONY: fuzz
fuzz:               ## build the libFuzzer targets into build/fuzz (needs clang)
	$(MAKE) VARIANT=fuzz READLINE=no CAIRO=no ZLIB=no CDD=no CSV=no SQLITE=no ODBC=no JANSSON=no fuzzers

.PHONY: fuzz-run
fuzz-run: fuzz      ## run each of them for SECONDS=60
	@tests/fuzz/run.sh $(SECONDS)

.PHONY: library
library: $(LIBRARIES)  ## libcatgut, for programs: build/libcatgut.a, .so, catgut.pc

.PHONY: kernel
kernel: program library  ## make Catgut known to Jupyter, for you alone (`make install` does it for all)
	$(CATGUT) --install-kernel

.PHONY: install
install: program library  ## copy to $(DESTDIR)$(PREFIX), PREFIX=/usr/local
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/catgut/stdlib" \
	  "$(DESTDIR)$(PREFIX)/share/man/man1" "$(DESTDIR)$(PREFIX)/share/doc/catgut/examples"
	install -m 755 $(CATGUT) "$(DESTDIR)$(PREFIX)/bin/catgut"
	install -d "$(DESTDIR)$(PREFIX)/include" "$(DESTDIR)$(LIBDIR)/pkgconfig"
	install -m 644 lang/catgut.h "$(DESTDIR)$(PREFIX)/include"
	install -m 644 $(B)/libcatgut.a $(B)/libcatgut.so.$(VERSION) "$(DESTDIR)$(LIBDIR)"
	ln -sf libcatgut.so.$(VERSION) "$(DESTDIR)$(LIBDIR)/$(SONAME)"
	ln -sf $(SONAME) "$(DESTDIR)$(LIBDIR)/libcatgut.so"
	sed 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|' $(B)/catgut.pc \
	  >"$(DESTDIR)$(LIBDIR)/pkgconfig/catgut.pc"
	install -m 644 stdlib/*.diag stdlib/*.bif "$(DESTDIR)$(PREFIX)/share/catgut/stdlib"
	install -d "$(DESTDIR)$(PREFIX)/share/catgut/editors"
	install -m 644 $(filter-out doc/editors/README.md,$(wildcard doc/editors/*)) \
	  "$(DESTDIR)$(PREFIX)/share/catgut/editors"
	install -m 644 doc/catgut.1 "$(DESTDIR)$(PREFIX)/share/man/man1"
	install -m 644 README.md LICENSE $(filter-out doc/README.md,$(wildcard doc/*.md)) \
	  "$(DESTDIR)$(PREFIX)/share/doc/catgut"
	install -m 644 examples/*.diag examples/*.csv examples/*.ipynb examples/embed.* \
	  "$(DESTDIR)$(PREFIX)/share/doc/catgut/examples"
	install -d "$(DESTDIR)$(PREFIX)/share/jupyter/kernels/catgut"
	install -m 644 lang/kernel/kernel.json lang/kernel/catgut_kernel.py \
	  "$(DESTDIR)$(PREFIX)/share/jupyter/kernels/catgut"

.PHONY: uninstall
uninstall:          ## take away what install copied
	rm -f "$(DESTDIR)$(PREFIX)/include/catgut.h" "$(DESTDIR)$(LIBDIR)/libcatgut.a" \
	  "$(DESTDIR)$(LIBDIR)/"libcatgut.so* "$(DESTDIR)$(LIBDIR)/pkgconfig/catgut.pc"
	rm -f "$(DESTDIR)$(PREFIX)/bin/catgut" "$(DESTDIR)$(PREFIX)/share/man/man1/catgut.1"
	rm -rf "$(DESTDIR)$(PREFIX)/share/catgut" "$(DESTDIR)$(PREFIX)/share/doc/catgut" \
	  "$(DESTDIR)$(PREFIX)/share/jupyter/kernels/catgut"

# The date of all that is packed: that of the version.
EPOCH = $(or $(SOURCE_DATE_EPOCH),$(shell date -u +%s -d \
  "$$(sed -n 's/^## $(VERSION), //p' doc/CHANGES.md)"))
PACKAGES = build
ARCHIVE = $(PACKAGES)/catgut-$(VERSION).tar.gz

.PHONY: dist
dist:               ## the sources, build/catgut-VERSION.tar.gz
	@mkdir -p $(PACKAGES)
	git -c safe.directory='*' ls-files -z >$(PACKAGES)/dist.list
	tar -c --null -T $(PACKAGES)/dist.list --transform 's,^,catgut-$(VERSION)/,' --format=ustar \
	  --sort=name --mtime=@$(EPOCH) --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX | \
	  gzip -9n >$(ARCHIVE)

# Where git is called, something that fails answers.
.PHONY: dist-check
dist-check: dist    ## unpack the archive, build it without git, run the smoking example
	rm -rf build/dist
	mkdir -p build/dist/bin
	tar -xzf $(ARCHIVE) -C build/dist
	ln -s /bin/false build/dist/bin/git
	PATH="$(CURDIR)/build/dist/bin:$$PATH" $(MAKE) -C build/dist/catgut-$(VERSION) program
	cd build/dist/catgut-$(VERSION) && sh tests/golden/run.sh examples/01-smoking

# In a word of dpkg-deb's -Z.
COMPRESS = xz
.PHONY: deb
deb: program library  ## a package for Debian, build/catgut_VERSION_ARCHITECTURE.deb
	@command -v dpkg-shlibdeps >/dev/null || { echo "this needs dpkg-dev" >&2; exit 1; }
	rm -rf $(PACKAGES)/deb
	umask 022 && $(MAKE) install PREFIX=/usr DESTDIR=$(PACKAGES)/deb/tree \
	  LIBDIR=/usr/lib/$(shell dpkg-architecture -q DEB_HOST_MULTIARCH)
	SOURCE_DATE_EPOCH=$(EPOCH) COMPRESS=$(COMPRESS) sh doc/package/deb.sh $(VERSION) $(PACKAGES)/deb
	mv $(PACKAGES)/deb/*.deb $(PACKAGES)

.PHONY: deb-check
deb-check: deb      ## install it in a bare system, run it there, take it away (as root)
	sh doc/package/check_deb.sh $(PACKAGES)/catgut_$(VERSION)-1_*.deb

.PHONY: clean
clean:              ## take away build/
	rm -rf build

.PHONY: help
help:               ## this list
	@awk -F ' *## ' '/^[a-z-]+:.*## / { sub(/:.*/, "", $$1); printf "make %-15s %s\n", $$1, $$2 }' \
	  Makefile lang/web/web.mk
	@echo
	@echo "CC=clang        another compiler         READLINE=no  plain line input"
	@echo "V=1             whole commands           CAIRO=no     no pictures as PNG and PDF"
	@echo "-j1             one core, not all        ZLIB=no      no networks as .bif.gz"
	@echo "VARIANT=asan    with sanitizers          CDD=no       no linear programs"
	@echo "                (also gcc, clang, fuzz)  CSV=no       no tables of rows"
	@echo "                                         EXPAT=no     no networks in XML"
	@echo "                                         SQLITE=no    no rows from SQLite"
	@echo "                                         ODBC=no      no rows from other engines"
	@echo "                                         JANSSON=no   no --mcp, --lsp"

# ---- targets for the tests

.PHONY: tests objects fuzzers
tests: program $(if $(VARIANT),,library) $(UNITS)
objects: $(ALL_OBJ)
fuzzers: $(FUZZERS)

# ---- what a build needs from the system

# Each need is tried, not looked up, so any system that has them will do.  Only what is
# missing is installed, and only where apt is: elsewhere its Debian names are printed.
PROBE = have() { command -v "$$1" >/dev/null 2>&1; }; \
	header() { printf '\043include <stdio.h>\n\043include <%s>\n' "$$1" | \
	  $(CC) -E - >/dev/null 2>&1; }; \
	missing() { \
	  have make || echo make; \
	  if ! have $(CC); then case "$(CC)" in cc|gcc|c99) echo gcc;; *) echo "$(CC)";; esac; fi; \
	  header stdlib.h || echo libc6-dev; \
	  header gmp.h || echo libgmp-dev; \
	  header mpfr.h || echo libmpfr-dev; \
	  header check.h || echo check; \
	  test "$(READLINE)" = no || header readline/readline.h || echo libreadline-dev; \
	  test "$(CAIRO)" = no || header cairo/cairo.h || echo libcairo2-dev; \
	  test "$(ZLIB)" = no || header zlib.h || echo zlib1g-dev; \
	  test "$(CDD)" = no || header cddlib/cdd.h || echo libcdd-dev; \
	  test "$(CSV)" = no || header csv.h || echo libcsv-dev; \
	  test "$(EXPAT)" = no || header expat.h || echo libexpat1-dev; \
	  test "$(SQLITE)" = no || header sqlite3.h || echo libsqlite3-dev; \
	  test "$(ODBC)" = no || header sqlext.h || echo unixodbc-dev; \
	  test "$(JANSSON)" = no || header jansson.h || echo libjansson-dev; \
	  have $(LEMON) || echo lemon; \
	  have pkg-config || echo pkg-config; }

.PHONY: deps
deps:               ## install what a build needs, where apt can; nothing when all is there
	@$(PROBE); $(INSTALL)

# After a probe: what `missing` names.
INSTALL = need=$$(missing | tr '\n' ' '); \
	test -n "$$need" || exit 0; \
	if ! have apt-get; then \
	  echo "Catgut needs these, which are missing here (by their Debian names): $$need" >&2; exit 1; \
	elif test "$$(id -u)" = 0; then as=; \
	elif have sudo; then as=sudo; \
	else echo "Missing: $$need; install them as root: apt-get install $$need" >&2; exit 1; fi; \
	echo "installing $$need"; \
	apt="$$as env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120"; \
	$$apt update || echo "apt-get update failed; going on with the lists there are" >&2; \
	$$apt install -y --no-install-recommends $$need || exit 1; \
	need=$$(missing | tr '\n' ' '); \
	test -z "$$need" || { echo "still missing after the installation: $$need" >&2; exit 1; }

include lang/web/web.mk

# ---- rules

# lemon exits 1 on a conflict but still writes a parser, a wrong one: it must not stay.
# It leaves an unchanged header alone, so both are touched.  (A pattern with two targets
# is one recipe for both, in every make.)
build/%.c build/%.h: lang/read/%.y
	@mkdir -p build
	$(call run,LEMON $<,$(LEMON) -q -dbuild $<) || { rm -f build/$*.c build/$*.h; exit 1; }
	@touch build/$*.c build/$*.h

$(B)/obj/grammar.o: build/grammar.c $(B)/flags
	@mkdir -p $(@D)
	$(call run,CC $<,$(COMPILE) $(GRAMMAR_WARNINGS) -MMD -MP -c -o $@ $<)

# `:help E052` says what doc/errors.md does.
build/error_topics.c: doc/errors.md lang/assist/error_topics.awk
	@mkdir -p build
	awk -f lang/assist/error_topics.awk doc/errors.md >$@.new && mv $@.new $@

$(B)/obj/error_topics.o: build/error_topics.c $(B)/flags
	@mkdir -p $(@D)
	$(call run,CC $<,$(COMPILE) $(WARNINGS) -MMD -MP -c -o $@ $<)

$(B)/obj/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(call run,CC $<,$(COMPILE) $(WARNINGS) -MMD -MP -c -o $@ $<)

$(LANG_OBJ) $(MAIN_OBJ) $(TEST_OBJ): | build/grammar.h
$(B)/obj/runtime/picture/paint.o: CPPFLAGS += $(CAIRO_FLAGS)

$(B)/libruntime.a: $(RUNTIME_OBJ)
$(B)/liblang.a: $(LANG_OBJ)
$(ARCHIVES):
	@rm -f $@
	$(call run,AR $@,$(AR) rcs $@ $^)

# One object in which only what catgut.h names is still seen from outside.
$(B)/libcatgut.a: $(LIBRARY_OBJ)
	@rm -f $@
	$(call run,LINK $(B)/catgut.o,$(LD) -r -o $(B)/catgut.o $^)
	@$(OBJCOPY) --localize-hidden $(B)/catgut.o
	$(call run,AR $@,$(AR) rcs $@ $(B)/catgut.o)

$(B)/libcatgut.so.$(VERSION): $(LIBRARY_OBJ)
	$(call run,LINK $@,$(LINK) -shared -Wl$(comma)-soname$(comma)$(SONAME) -o $@ $^ $(LIBRARY_LIBS))

# The prefix is filled in when it is installed.
$(B)/catgut.pc: lang/text/version.h Makefile
	@mkdir -p $(@D)
	@{ printf 'prefix=@PREFIX@\nlibdir=@LIBDIR@\nName: catgut\nDescription: exact causal reasoning with string diagrams\n'; \
	  printf 'Version: $(VERSION)\nLibs: -L$${libdir} -lcatgut\nLibs.private: $(LIBRARY_LIBS)\n'; \
	  printf 'Cflags: -I$${prefix}/include\n'; } >$@

$(CATGUT): $(MAIN_OBJ) $(ARCHIVES)
	$(call run,LINK $@,$(LINK) -o $@ $^ $(LIBS))

$(UNITS): $(B)/tests/%: $(B)/obj/tests/%.o $(SUITE_OBJ) $(ARCHIVES)
	@mkdir -p $(@D)
	$(call run,LINK $@,$(LINK) -o $@ $^ $(CHECK_LIBS) $(LIBS))

# Sums of doubles may be taken in any order; how often they are rounded is counted.
$(B)/obj/runtime/contract/double_sums.o: CFLAGS += -O3 -fassociative-math -fno-signed-zeros \
  -fno-trapping-math

# The floor in doubles is to be a fair one.
$(B)/obj/tests/bench/networks/floor.o: CFLAGS += -O3 -ffast-math
$(B)/tests/bench/bench_networks $(B)/tests/bench/bench_most \
$(B)/tests/bench/bench_threads $(B)/tests/bench/bench_decimals $(B)/tests/bench/exact_networks: \
  $(call object,$(NETWORKS_SRC))
$(BENCHES): $(B)/tests/%: $(B)/obj/tests/%.o $(ARCHIVES)
	@mkdir -p $(@D)
	$(call run,LINK $@,$(LINK) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(LIBS) -lm)

$(FUZZERS): $(B)/%: $(B)/obj/tests/fuzz/%.o $(ARCHIVES)
	$(call run,LINK $@,$(LINK) $(FUZZER) -o $@ $^ $(LIBS))

# Other flags than last time build everything again.  Read when make starts, written by a
# recipe, so that `make -n` changes nothing.
FLAGS = $(COMPILE) $(filter-out -Werror,$(WARNINGS)) $(LDFLAGS)
ifneq ($(strip $(file <$(B)/flags)),$(strip $(FLAGS)))
$(B)/flags: FORCE
endif
$(B)/flags:
	@mkdir -p $(@D)
	@printf '%s\n' '$(FLAGS)' > $@
.PHONY: FORCE
FORCE:

.SECONDARY: build/grammar.c build/grammar.h $(ALL_OBJ)
.DELETE_ON_ERROR:

-include $(ALL_OBJ:.o=.d)
