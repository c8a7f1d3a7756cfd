# web.mk -- the notebook for browsers: build/web/, from build/wasm/.

LLVM ?= 14
NPM = build/wasm/npm
WEB_SRC = $(wildcard lang/web/page/*) $(wildcard stdlib/*.diag stdlib/*.bif examples/*.diag examples/*.csv) \
  runtime/diagram/keyword.h

.PHONY: web
web: web-deps       ## the notebook for browsers, build/web/; says what it installs
	@$(MAKE) build/wasm/libraries/done $(NPM)/done
	@$(MAKE) VARIANT=wasm build/wasm/catgut.wasm
	@$(MAKE) build/web/index.html

.PHONY: bench-web
bench-web: program web  ## time the engine in Node against the program
	@node tests/bench/web.mjs $(CATGUT)

# Some minutes, most of them for compiling and linking.
.PHONY: web-check
web-check: web      ## the unit and law programs as WebAssembly, in Node
	-@$(MAKE) -k VARIANT=wasm $(patsubst %.c,build/wasm/%,$(UNIT_SRC)) 2>build/wasm/tests.log
	@node tests/web/check/run.mjs $(patsubst %.c,build/wasm/%,$(UNIT_SRC))

WEB_PROBE = have() { command -v "$$1" >/dev/null 2>&1; }; \
	missing() { \
	  have clang-$(LLVM) || echo clang-$(LLVM); \
	  have wasm-ld-$(LLVM) || echo lld-$(LLVM); \
	  have llvm-ar-$(LLVM) || echo llvm-$(LLVM); \
	  test -e /usr/lib/wasm32-wasi/libc.a || echo wasi-libc; \
	  ls /usr/lib/llvm-$(LLVM)/lib/clang/*/lib/wasi/*wasm32.a >/dev/null 2>&1 || \
	    echo libclang-rt-$(LLVM)-dev-wasm32; \
	  have node || echo nodejs; \
	  have npm || echo npm; \
	  have $(CC) || echo gcc; \
	  have xz || echo xz-utils; \
	  have $(LEMON) || echo lemon; }

.PHONY: web-deps
web-deps:
	@$(WEB_PROBE); $(INSTALL)

# The packages that `make web` would install.
.PHONY: web-missing
web-missing:
	@$(WEB_PROBE); missing

# All that comes from elsewhere.
.PHONY: web-sources
web-sources: $(NPM)/done
	@sh lang/web/libraries.sh build/wasm/libraries $(LLVM) --fetch

build/wasm/libraries/done: lang/web/libraries.sh
	@BUILD_CC='$(CC)' sh lang/web/libraries.sh $(@D) $(LLVM)
	@touch $@

$(NPM)/done: lang/web/page/package.json lang/web/page/package-lock.json
	@mkdir -p $(@D)
	@cp $^ $(@D)
	$(call run,NPM $(@D),cd $(@D) && npm ci --no-audit --no-fund --loglevel=error)
	@touch $@

ifeq ($(VARIANT),wasm)
WEB_OBJ = $(call object,lang/web/engine.c lang/web/lacking.c)
build/wasm/catgut.wasm: $(LIBRARY_OBJ) $(WEB_OBJ)
	$(call run,LINK $@,$(LINK) -mexec-model=reactor -s -o $@ $^ $(WASM_LIBS))

# Tests of what is left out do not link.
LANG_OBJ := $(filter $(LIBRARY_OBJ),$(LANG_OBJ))
CHECK_OBJ = $(call object,tests/web/check/check.c lang/web/lacking.c)
CHECK_LIBS =
LIBS = $(WASM_LIBS)
$(UNITS): $(CHECK_OBJ)
$(TEST_OBJ) $(CHECK_OBJ): CPPFLAGS += -Itests/web/check

$(LIBRARY_OBJ) $(WEB_OBJ): build/wasm/libraries/done
-include $(WEB_OBJ:.o=.d)
endif

build/web/index.html: build/wasm/catgut.wasm $(NPM)/done $(WEB_SRC)
	$(call run,WEB build/web,node lang/web/page/build.mjs $(NPM) build/wasm/engine.mjs $< build/web)
