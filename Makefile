# openletter: build, test, install. Everything that is made lies in build/<mode>/ or
# output/. `make letter` is the way in, `make test` the way to be sure.

VERSION = 0.1.0
PREFIX  = /usr/local
DESTDIR =
MODE    = release
LETTER  = content/lukashenko-2020
Q       = $(if $(V),,@)

# --- What it is made of -------------------------------------------------------------

BUILD   = build/$(MODE)
PROGRAM = $(BUILD)/openletter
LIBRARY = $(BUILD)/libopenletter.a
SOURCES = $(wildcard src/*.c src/*/*.c)
OBJECTS = $(SOURCES:src/%.c=$(BUILD)/%.o)
UNITS   = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
FUZZERS = $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
HEADERS = $(wildcard src/*/*.h)
STYLED  = $(wildcard src/*.c src/*/*.[ch] tests/unit/*.[ch] tests/bench/*.[ch] \
            tests/fuzz/*.[ch])
PROFILE = build/share/profiles
BENCHES = $(addprefix $(BUILD)/bench/,bench placed plain floor)

# --- How it is compiled -------------------------------------------------------------

MODULES  = glib-2.0 gmodule-no-export-2.0 jansson zlib libfyaml \
           fontconfig freetype2 harfbuzz pango pangoft2 pangocairo cairo
WARNINGS = -Wall -Wextra -Werror
OLDEST   = -DGLIB_VERSION_MIN_REQUIRED=GLIB_VERSION_2_74 \
           -DGLIB_VERSION_MAX_ALLOWED=GLIB_VERSION_2_74

FLAGS.release  = -O2 -g -D_FORTIFY_SOURCE=2
FLAGS.debug    = -Og -g3
FLAGS.sanitize = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
                 -fno-sanitize-recover=undefined
FLAGS.fuzz     = $(FLAGS.sanitize) -fno-sanitize=function -fsanitize=fuzzer-no-link

# pkg-config is asked when the first recipe needs the answer, not when make starts: on a
# fresh machine it is installed in between. Each answer is then kept.
ask        = $(eval $(1) := $$(shell pkg-config $(2)))$($(1))
MODULE_C   = $(call ask,MODULE_C,--cflags $(MODULES))
MODULE_LD  = $(call ask,MODULE_LD,--libs $(MODULES))
CMOCKA_C   = $(call ask,CMOCKA_C,--cflags cmocka)
CMOCKA_LD  = $(call ask,CMOCKA_LD,--libs cmocka)

COMPILE = $(CC) -std=gnu17 $(WARNINGS) $(FLAGS.$(MODE)) -Isrc \
          -DVERSION='"$(VERSION)"' $(OLDEST) $(MODULE_C) $(CPPFLAGS) $(CFLAGS)
LINK    = $(CC) $(FLAGS.$(MODE)) $(CFLAGS) $(LDFLAGS) -Wl,--as-needed
LIBS    = $(OWN) $(MODULE_LD) -lm $(LDLIBS)

# What the program alone wants of libraries is in itself; ICU's data make it some 40 MB. To
# load that as shared libraries takes a quarter of all that a start takes, most of it for
# the names of C++ that ICU brings. Where there are no such archives, `make ARCHIVES=`; the
# sanitizers know some libraries' leaks by the libraries' names.
OWN      = -lhyphen -lcmark-gfm-extensions -lcmark-gfm -lfyaml -ljansson -lnettle -licui18n -licuuc
ARCHIVES = $(if $(filter release debug,$(MODE)),-Wl$(comma)-Bstatic $(OWN) -licudata -lstdc++ \
               -Wl$(comma)-Bdynamic)
comma    = ,
$(PROGRAM): LIBS = $(ARCHIVES) $(OWN) $(MODULE_LD) -lm $(LDLIBS)

# --- Building -----------------------------------------------------------------------

.PHONY: all debug sanitize letter editions countries tests test bench bless fuzz fuzzers format \
        check-format check-headers check-structure install uninstall clean packages \
        packages-test packages-fuzz profile
.DELETE_ON_ERROR:

all: $(PROGRAM) compile_commands.json profile

debug sanitize:
	$(Q)$(MAKE) --no-print-directory MODE=$@ $(if $(filter debug,$@),all,build/$@/openletter)

$(PROGRAM): $(BUILD)/main.o $(LIBRARY)
	@echo "  link     $@"
	$(Q)$(LINK) -o $@ $^ $(LIBS)

$(LIBRARY): $(filter-out $(BUILD)/main.o,$(OBJECTS))
	@echo "  archive  $@"
	$(Q)rm -f $@ && $(AR) rcsD $@ $^

$(BUILD)/%.o: src/%.c Makefile | packages
	@echo "  compile  $<"
	$(Q)mkdir -p $(@D) && $(COMPILE) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: tests/unit/%.c $(LIBRARY) Makefile | packages-test
	@echo "  test     $<"
	$(Q)mkdir -p $(@D) && $(COMPILE) $(CMOCKA_C) $(LDFLAGS) -Wl,--as-needed -MMD -MP \
	    -MF $@.d -o $@ $(filter %.c,$^) $(LIBRARY) $(CMOCKA_LD) $(LIBS)

$(BUILD)/tests/test_preflight $(BUILD)/tests/test_clauses: tests/unit/specimen.c

$(BUILD)/bench/%: tests/bench/%.c $(wildcard tests/bench/*.h) $(LIBRARY) Makefile | packages
	@echo "  bench    $<"
	$(Q)mkdir -p $(@D) && $(COMPILE) $(LDFLAGS) -Wl,--as-needed -o $@ $(filter %.c,$^) \
	    $(LIBRARY) $(LIBS)

$(BUILD)/bench/bench: $(addprefix tests/bench/,measure.c plot.c workload.c)

# A fuzz target; MODE=fuzz, by clang.
$(BUILD)/fuzz_%: tests/fuzz/fuzz_%.c $(LIBRARY) Makefile | packages-fuzz
	@echo "  fuzzer   $<"
	$(Q)mkdir -p $(@D) && $(COMPILE) -fsanitize=fuzzer $(LDFLAGS) -Wl,--as-needed -MMD \
	    -MP -MF $@.d -o $@ $< $(LIBRARY) $(LIBS)

compile_commands.json: Makefile $(SOURCES) | packages
	$(Q).make/compile-commands '$(subst ','\'',$(COMPILE))' $(SOURCES) >$@

# A header that compiles alone leaves an empty file, remade when it or its includes change.
$(BUILD)/alone/%: src/%.h Makefile | packages
	$(Q)mkdir -p $(@D) && $(COMPILE) -fsyntax-only -MMD -MP -MF $@.d -MT $@ -x c $<
	$(Q)touch $@

ALONE = $(HEADERS:src/%.h=$(BUILD)/alone/%)

-include $(OBJECTS:.o=.d) $(UNITS:=.d) $(FUZZERS:=.d) $(ALONE:=.d)

# --- What the machine needs: see .make/packages -------------------------------------

packages:
	$(Q).make/install-packages build

packages-test: | packages
	$(Q).make/install-packages test

packages-fuzz: | packages
	$(Q).make/install-packages fuzz

# The colours that PDFs are made for, unless a layout names a printer's own.
profile: | packages
	$(Q).make/take-profile $(PROFILE)

# --- Using it -----------------------------------------------------------------------

letter: all
	$(PROGRAM) build $(LETTER) -e 'en' -e 'en-us' -e 'en-large'

# All but those by country; of another letter, `make editions LETTER=… EDITIONS=`.
EDITIONS = -e 'en*' -e '??'

editions: all
	$(PROGRAM) build $(LETTER) $(EDITIONS)

countries: all
	$(PROGRAM) build $(LETTER) -e 'countries/*'

# --- Testing ------------------------------------------------------------------------

tests: $(PROGRAM) $(UNITS) $(BENCHES) profile

test: packages-test
	$(Q)$(MAKE) --no-print-directory MODE=release all tests
	$(Q)$(MAKE) --no-print-directory MODE=sanitize tests
	$(Q)tests/run

# Many machines, on a Slurm of two nodes that it starts and stops: see tests/cluster/run.
.PHONY: test-cluster packages-cluster

test-cluster: packages-cluster
	$(Q)$(MAKE) --no-print-directory MODE=release all
	$(Q)tests/cluster/run

packages-cluster: | packages
	$(Q).make/install-packages cluster

# What openletter takes, beside a plain program and the least that there is: see
# tests/bench/bench.c.
bench: $(PROGRAM) $(BENCHES)
	$(Q)$(BUILD)/bench/bench $(WORKLOADS)

bless: $(PROGRAM)
	$(Q)BIN=$(PROGRAM) BLESS=yes tests/golden.sh

# FUZZ_SECONDS=600 tries each target for longer; FUZZERS=build/fuzz/fuzz_letter one alone.
fuzz: packages-fuzz
	$(Q)$(MAKE) --no-print-directory MODE=fuzz CC=clang fuzzers
	$(Q)tests/fuzz/run $(notdir $(FUZZERS))

fuzzers: $(FUZZERS)

format: packages-test
	clang-format-19 -i $(STYLED)

check-format: packages-test
	$(Q)tests/structure.sh format

check-headers: $(ALONE)

check-structure: packages-test all
	$(Q)tests/structure.sh

# --- Installing ---------------------------------------------------------------------

BIN_DIR    = $(DESTDIR)$(PREFIX)/bin
DATA_DIR   = $(DESTDIR)$(PREFIX)/share/openletter
MAN_DIR    = $(DESTDIR)$(PREFIX)/share/man/man1
SHELL_DIR  = $(DESTDIR)$(PREFIX)/share/bash-completion/completions

install: $(PROGRAM) profile
	install -D -m 755 $(PROGRAM) $(BIN_DIR)/openletter
	find layouts fonts -type f -exec install -D -m 644 {} $(DATA_DIR)/{} \;
	find $(PROFILE) -type f -exec install -D -m 644 -t $(DATA_DIR)/profiles {} +
	install -d $(MAN_DIR)
	sed 's/@VERSION@/$(VERSION)/' src/cli/openletter.1 >$(MAN_DIR)/openletter.1
	install -D -m 644 src/cli/openletter.bash $(SHELL_DIR)/openletter

uninstall:
	rm -rf $(DATA_DIR)
	rm -f $(BIN_DIR)/openletter $(MAN_DIR)/openletter.1 $(SHELL_DIR)/openletter

clean:
	rm -rf build compile_commands.json
