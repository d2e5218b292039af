# jiyao: build, tests, installation. `make help` lists the targets.
#
# Everything built goes under $(B). User flags go into CFLAGS and LDFLAGS; what
# the project needs stands in its own variables and is always added.

B       ?= build
PREFIX  ?= /usr/local
ifeq ($(origin CC),default)
CC := gcc
endif
CFLAGS  ?= -O2 -g
AR      ?= ar
VERSION := $(shell sed -n 's/^#define VERSION "\(.*\)"/\1/p' src/base/error.c)
OPENCC_DATA ?= /usr/share/opencc
# Whose iconv(3): the C library's, or with ICONV=gnu that of GNU libiconv, from
# the system or from ICONV_PREFIX.
ICONV ?= libc
ICONV_PREFIX ?=
ifeq ($(ICONV),gnu)
ICONV_CFLAGS := $(if $(ICONV_PREFIX),-isystem $(abspath $(ICONV_PREFIX))/include)
ICONV_LDLIBS := $(if $(ICONV_PREFIX),-L$(abspath $(ICONV_PREFIX))/lib -Xlinker -rpath -Xlinker $(abspath $(ICONV_PREFIX))/lib) -liconv
else ifneq ($(ICONV),libc)
$(error ICONV is libc or gnu, not $(ICONV))
endif
# How many things are built, and suites run, at once.
JOBS ?= $(shell nproc)
# One short line a file; `make V=1` shows the commands.
Q := $(if $(V),,@)
SAY = $(if $(V),@true,@printf '  %-5s %s\n')

# Debian packages: what the program is built from, and what the tests add.
PKGS_BUILD := gcc libc6-dev make pkg-config liblua5.4-dev libsqlite3-dev libopencc-dev opencc \
  libuchardet-dev libutf8proc-dev libpcre2-dev libgumbo-dev libjansson-dev libxxhash-dev libedit-dev \
  zlib1g-dev libzip-dev libexpat1-dev libzstd-dev libxlsxwriter-dev poppler-utils poppler-data
PKGS_CHECK := $(PKGS_BUILD) g++ clang libcmocka-dev lua5.4 lua-busted lua-check tmux python3 locales

PC_LIBS := lua5.4 sqlite3 opencc uchardet libutf8proc libpcre2-8 gumbo jansson libxxhash libedit zlib libzip expat libzstd xlsxwriter
WARN    := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Werror
# Lazy, once: pkg-config may only be there after `make deps`.
PC_CFLAGS = $(eval PC_CFLAGS := $$(shell pkg-config --cflags $(PC_LIBS) | sed 's/-I/-isystem /g'))$(PC_CFLAGS)
OPENCC_VERSION = $(eval OPENCC_VERSION := $$(shell pkg-config --modversion opencc))$(OPENCC_VERSION)
PC_LDLIBS = $(eval PC_LDLIBS := $$(shell pkg-config --libs $(PC_LIBS)))$(PC_LDLIBS)
# No fused products and sums: what is learnt and what is found are the same on any processor.
JY_CFLAGS = -std=c11 -ffp-contract=off -D_GNU_SOURCE -Iinclude -Isrc -I$(B)/gen $(WARN) -fPIC -fvisibility=hidden -pthread \
  -DJY_OPENCC_VERSION=$(OPENCC_VERSION) $(ICONV_CFLAGS) $(PC_CFLAGS) $(EXTRA)
JY_LDLIBS = $(ICONV_LDLIBS) $(PC_LDLIBS) -pthread -lm

LIB_SRC := $(sort $(wildcard $(addprefix src/,base/*.c convert/*.c text/*.c ingest/*.c extract/*.c store/*.c bind/*.c host/*.c)))
CLI_SRC := $(sort $(wildcard src/cli/*.c))
LUA_SRC := $(sort $(shell find lua -name '*.lua' -o -name '*.tsv' -o -name '*.bin'))
DICTS   := $(patsubst $(OPENCC_DATA)/%.ocd2,%,$(sort $(wildcard $(OPENCC_DATA)/*.ocd2)))
# A face that is told in several files has one that says @module; the others say @submodule.
FACES   := $(sort $(shell grep -l '^@module' src/bind/bind_*.c))
DOCS    := $(FACES:src/bind/bind_%.c=$(B)/gen/docs/%.txt)
LIB_OBJ := $(LIB_SRC:src/%.c=$(B)/obj/%.o) $(B)/obj/embed.o
CLI_OBJ := $(CLI_SRC:src/%.c=$(B)/obj/%.o)
UNIT    := $(patsubst tests/unit/%.c,$(B)/unit/%,$(sort $(wildcard tests/unit/test_*.c)))

.PHONY: all help demo check deps-build deps-check lib install uninstall clean asan lint
.PHONY: check-iconvs check-layers check-headers check-lua check-width check-docs check-warnings check-lints unit suite

all: $(B)/jiyao lib ## build the program and the library

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 24

lib: $(B)/libjiyao.a $(B)/libjiyao.so $(B)/lua/jiyao.so

# ---- packages -------------------------------------------------------------

# Installs what is missing, or says what to type. Asks the network only then.
define install_missing
@missing=; for p in $(1); do \
  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; \
done; \
[ -z "$$missing" ] && exit 0; \
if [ "$$(id -u)" = 0 ]; then run=; \
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then run='sudo -n'; \
elif command -v sudo >/dev/null && [ -t 0 ]; then run=sudo; \
else echo "make: packages are missing; as root, type:"; \
  echo "  apt-get install -y --no-install-recommends$$missing"; exit 1; fi; \
echo "installing:$$missing"; \
$$run apt-get update -qq && \
$$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null
endef

deps-build: ## install the packages that building needs
	$(call install_missing,$(PKGS_BUILD))

deps-check: ## install the packages that the tests need
	$(call install_missing,$(PKGS_CHECK))

# ---- build ----------------------------------------------------------------

$(B)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(CC) $(CFLAGS) $(JY_CFLAGS) -MMD -MP -c $< -o $@

# Says whose iconv the objects in $(B) were built for; only those that know iconv
# are built again when that changes.
$(B)/gen/iconv.txt: FORCE
	@mkdir -p $(@D)
	@echo '$(ICONV) $(ICONV_PREFIX)' | cmp -s - $@ || echo '$(ICONV) $(ICONV_PREFIX)' > $@

.PHONY: FORCE
$(patsubst src/%.c,$(B)/obj/%.o,$(wildcard src/convert/*.c)): $(B)/gen/iconv.txt

# OpenCC's own dictionaries as text, for conversion with alignment.
$(B)/gen/opencc/%.txt: $(OPENCC_DATA)/%.ocd2
	@mkdir -p $(@D)
	$(SAY) DICT $(@F)
	$(Q)opencc_dict -i $< -o $@ -f ocd2 -t text >/dev/null

# Which dictionaries make up which configuration.
$(B)/gen/opencc/chains.txt: src/convert/chains.sh $(wildcard $(OPENCC_DATA)/*.json)
	@mkdir -p $(@D)
	$(Q)sh $< $(OPENCC_DATA) > $@.part && mv $@.part $@

# The documentation of the C faces, for help().
$(B)/gen/docs/%.txt: src/bind/bind_%.c $(wildcard src/bind/bind_*.c)
	@mkdir -p $(@D)
	$(Q)awk '/^\/\*\*\*/ {on = 1} on; /\*\/$$/ {on = 0}' $< $$(grep -l '^@submodule jiyao.$*$$' src/bind/bind_*.c) > $@

# Names the C by which documents are read and extracted: what another reads is stale.
READING_SRC := $(sort $(wildcard $(patsubst %,src/%/*.[ch],base convert text ingest extract)))
$(B)/gen/source.txt: $(READING_SRC)
	@mkdir -p $(@D)
	$(Q)cat $^ | sha256sum | cut -c1-32 > $@

# Lua modules, tables and dictionaries become read-only pages of the program.
$(B)/gen/embed.S: src/host/embed.sh $(LUA_SRC) $(DICTS:%=$(B)/gen/opencc/%.txt) $(B)/gen/opencc/chains.txt $(DOCS) \
		$(B)/gen/source.txt
	@mkdir -p $(@D)
	$(SAY) EMBED '$(words $(LUA_SRC)) files'
	$(Q)sh src/host/embed.sh $(B)/gen $(LUA_SRC) > $@

$(B)/obj/embed.o: $(B)/gen/embed.S
	@mkdir -p $(@D)
	$(Q)$(CC) -c $< -o $@

$(B)/libjiyao.a: $(LIB_OBJ)
	$(SAY) AR $@
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

$(B)/libjiyao.so: $(LIB_OBJ)
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(EXTRA) -shared -Wl,-soname,libjiyao.so.0 -o $@ $^ $(LDFLAGS) $(JY_LDLIBS)

# A stock lua5.4 loads the same library under the name of the module.
$(B)/lua/jiyao.so: $(B)/libjiyao.so
	@mkdir -p $(@D)
	$(Q)ln -sf ../libjiyao.so $@

$(B)/jiyao: $(CLI_OBJ) $(B)/libjiyao.a
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(EXTRA) -o $@ $^ $(LDFLAGS) $(JY_LDLIBS)

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(UNIT:=.d)

# ---- tests ----------------------------------------------------------------

$(B)/unit/%: tests/unit/%.c $(B)/libjiyao.a
	@mkdir -p $(@D)
	$(SAY) TEST $<
	$(Q)$(CC) $(CFLAGS) $(JY_CFLAGS) -MMD -MP -Itests/unit -o $@ $< $(B)/libjiyao.a $(LDFLAGS) $(JY_LDLIBS) -lcmocka

unit: $(UNIT) ## build and run the C tests only
	@for t in $(UNIT); do CMOCKA_MESSAGE_OUTPUT=STDOUT $$t || exit 1; done

check: deps-check ## every test; ends with "N passed, N failed"
	@$(MAKE) --no-print-directory -j$(JOBS) B=$(B) suite

suite: all $(UNIT) sanitized
	@JOBS='$(JOBS)' CC='$(CC)' FLAGS='$(CFLAGS) $(JY_CFLAGS)' LIBS='$(LDFLAGS) $(JY_LDLIBS)' sh tests/run.sh $(B)

check-iconvs: deps-check ## decoding on the C library's iconv and on GNU libiconv (from npm), same answers
	@sh tests/iconv/run.sh $(B)

asan: deps-check ## the C, Lua and CLI tests under ASan and UBSan with eager collection
	@$(MAKE) --no-print-directory -j$(JOBS) B=$(B) sanitized
	@JOBS='$(JOBS)' sh tests/run.sh --sanitized $(B)

SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

.PHONY: sanitized tested bench
sanitized:
	@$(MAKE) --no-print-directory B=$(B)/asan CFLAGS='-O1 -g' EXTRA='$(SANITIZE)' tested

tested: $(B)/jiyao $(UNIT)

# ---- models -----------------------------------------------------------------

DATA ?= ../shared/data

.PHONY: models
models: $(B)/jiyao ## make the tagger's lexicon and models anew from $(DATA), bit by bit the same
	@sh src/extract/train/models.sh $(B) $(DATA)
	@$(MAKE) --no-print-directory B=$(B) all

# ---- speed --------------------------------------------------------------------

$(B)/bench/%: tests/bench/%.c $(B)/libjiyao.a
	@mkdir -p $(@D)
	$(SAY) BENCH $<
	$(Q)$(CC) $(CFLAGS) $(JY_CFLAGS) -MMD -MP -o $@ $< $(B)/libjiyao.a $(LDFLAGS) $(JY_LDLIBS)

BENCH := $(patsubst tests/bench/%.c,$(B)/bench/%,$(sort $(wildcard tests/bench/*.c)))
-include $(BENCH:=.d)

bench: all $(BENCH) ## speed beside the named peers; never part of `make check`
	@sh tests/bench/run.sh $(B) $(ONLY)

# ---- evaluation -----------------------------------------------------------------

.PHONY: eval
eval: $(B)/jiyao ## every score beside the previous run; UPDATE=1 writes tests/eval/scores.tsv and README's table
	@$(B)/jiyao run tests/eval/report.lua $(B) $(if $(UPDATE),--update)

lint: deps-check check-warnings check-layers check-headers check-lua check-width check-docs check-lints ## static checks

check-warnings: ## compile everything under gcc and clang, warnings as errors
	@FLAGS='$(JY_CFLAGS)' sh tests/lint/warnings.sh $(B)

check-layers: ## rooms depend one way only
	@sh tests/lint/layers.sh

check-headers: ## public headers stand alone, as C99 and C++
	@sh tests/lint/headers.sh

check-lua: ## luacheck on every Lua file
	@sh tests/lint/lua.sh

check-width: ## no line of C in the rooms held to it is longer than 110 characters
	@sh tests/lint/width.sh

check-docs: $(B)/jiyao ## every public name documented, every example runs, README.md shows what is printed
	@sh tests/lint/readme.sh $(B)
	@CC='$(CC)' FLAGS='$(CFLAGS) $(JY_CFLAGS)' LIBS='$(LDFLAGS) $(JY_LDLIBS)' sh tests/lint/docs.sh $(B)

check-lints: $(B)/jiyao ## the static checks can fail
	@CC='$(CC)' FLAGS='$(CFLAGS) $(JY_CFLAGS)' LIBS='$(LDFLAGS) $(JY_LDLIBS)' sh tests/lint/self.sh $(B)

# ---- demo and installation --------------------------------------------------

demo: deps-build ## build, run the main job on examples/corpus, say where the report is
	@$(MAKE) --no-print-directory -j2 B=$(B) $(B)/jiyao
	@sh examples/demo.sh $(B)

install: all ## install under $(DESTDIR)$(PREFIX)
	@sh src/host/install.sh "$(B)" "$(DESTDIR)" "$(PREFIX)" "$(VERSION)"

uninstall: ## take away what install put there
	@sh src/host/install.sh --remove "$(B)" "$(DESTDIR)" "$(PREFIX)" "$(VERSION)"

clean: ## remove everything built
	rm -rf $(B)
