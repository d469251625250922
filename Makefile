# make demo   a made-up world, ranked, and its pages on 127.0.0.1
# make test   every test, on SQLite and PostgreSQL, and in a browser
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
LOCKS := lock/uv.txt lock/build.txt lock/all.txt
NATIVE := $(shell find native -type f) CMakeLists.txt pyproject.toml

.PHONY: setup native demo test check lock bench clean

setup: .venv/installed .venv/native

.venv/installed: $(LOCKS)
	@echo "setup 1 of 4: an environment of its own, in .venv"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r lock/uv.txt
	@echo "setup 2 of 4: what the build needs"
	@$(UV) pip install --quiet --require-hashes -r lock/build.txt
	@echo "setup 3 of 4: the libraries"
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(UV) pip install --quiet --require-hashes --no-build-isolation -r lock/all.txt
	@touch $@

.venv/native: .venv/installed $(NATIVE)
	@echo "setup 4 of 4: Lamplight itself, with its native part"
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(UV) pip install --quiet --no-build-isolation --no-deps --reinstall-package lamplight -e .
	@touch $@

native: .venv/native

# What tests drive for real comes from Debian; see the two scripts for what happens without it.
test: setup
	tests/setup/system_packages
	tests/setup/with_postgres $(BIN)/pytest -n 2 --dist worksteal

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

ADS ?= 20000
PICTURES ?= 1000
PORT ?= 8000
SERVE ?= yes
AGAIN ?= no
demo: setup
ifeq ($(AGAIN),yes)
	rm -rf demo
endif
	@if [ -e demo/world ]; then \
	  echo "the demo is there already and shown with all that was decided in it; make demo AGAIN=yes makes another"; \
	else \
	  $(BIN)/lamplight simulate --ads $(ADS) --seed 1 --pictures $(PICTURES) --begin $$(date -d "114 days ago" +%F) --force --out demo/making \
	    && mv demo/making demo/world; \
	fi
	$(BIN)/lamplight run demo/world/ads.jsonl --db sqlite:///demo/lamplight.db
	$(BIN)/lamplight queue --top 10 --db sqlite:///demo/lamplight.db
ifeq ($(SERVE),yes)
	$(BIN)/lamplight serve --port $(PORT) --db sqlite:///demo/lamplight.db
endif

clean:
	rm -rf .venv build demo

# Takes newer versions of everything; commit what it writes after `make test`.
lock: .venv/installed
	$(UV) pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url --no-header lock/uv.in -o lock/uv.txt
	$(UV) pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url --no-header --group build -o lock/build.txt
	$(UV) pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url --no-header --group build --group dev -c lock/build.txt pyproject.toml -o lock/all.txt
	$(UV) pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url --no-header --group bench -c lock/all.txt -o lock/bench.txt
