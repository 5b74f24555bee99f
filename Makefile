# The usual ways in. CMakePresets.json holds the builds themselves.
.PHONY: all demo test test-release test-debug test-web test-export bench format check-format clean packages

JOBS = $(shell nproc)
SOURCES = $(shell find src include tests fuzz bench train tools -name '*.cc' -o -name '*.h')

all: packages
	cmake --preset release
	cmake --build --preset release --target sayso

demo: all
	build/release/sayso read examples --format text
	rm -f build/release/demo.sayso*
	build/release/sayso add build/release/demo.sayso examples
	build/release/sayso accounts build/release/demo.sayso --several
	build/release/sayso timeline build/release/demo.sayso

# Everything in release; with ASan and UBSan what reads bytes from outside.
test: test-release test-debug

test-release: packages
	cmake --preset release
	cmake --build --preset release
	rm -rf build/release/results && mkdir -p build/release/results
	GTEST_OUTPUT=xml:$(CURDIR)/build/release/results/ ctest --test-dir build/release -j $(JOBS) --output-on-failure \
	  --output-junit $(CURDIR)/build/release/results/ctest.xml

DEBUG_TESTS = base_tests page_tests text_tests syntax_tests copies_tests incident_tests ledger_tests
test-debug: packages
	cmake --preset debug
	cmake --build --preset debug --target $(DEBUG_TESTS)
	rm -rf build/debug/results && mkdir -p build/debug/results
	GTEST_OUTPUT=xml:$(CURDIR)/build/debug/results/ ctest --test-dir build/debug -j $(JOBS) --output-on-failure \
	  -R '^($(subst _tests,,$(subst $(eval) ,|,$(DEBUG_TESTS))))$$' --output-junit $(CURDIR)/build/debug/results/ctest.xml

# The page in Debian's Chromium. What it needs beside the program is in packages-web.txt and tests/web/package.json.
test-web: all
	scripts/install-packages packages-web.txt
	scripts/build-web --check
	cd tests/web && { [ -d node_modules/playwright-core ] || npm install --no-package-lock; }
	timeout 900 node --test tests/web/page.test.mjs

# What is exported, opened by GDAL and DuckDB: packages-export.txt and tests/export/requirements.txt.
test-export: all
	scripts/install-packages packages-export.txt
	[ -x build/export-venv/bin/python ] || python3 -m venv build/export-venv
	build/export-venv/bin/python -c 'import duckdb' 2>/dev/null || \
	  build/export-venv/bin/pip install -q --disable-pip-version-check -r tests/export/requirements.txt
	timeout 300 build/export-venv/bin/python tests/export/check.py build/release/sayso

bench: all
	build/release/sayso bench

format:
	clang-format -i $(SOURCES)

check-format: packages
	clang-format --dry-run -Werror $(SOURCES)

clean:
	rm -rf build

packages:
	@scripts/install-packages
