# make demo   a made-up world, ranked, and its pages on 127.0.0.1
# make test   every test, on SQLite and PostgreSQL, and in a browser
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
LOCKS := lock/uv.txt lock/build.txt lock/all.txt
NATIVE := $(wildcard native/*) CMakeLists.txt pyproject.toml

.PHONY: setup native demo test check lock bench clean

setup: .venv/installed .venv/native

.venv/installed: $(LOCKS)
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r lock/uv.txt
	$(UV) pip install --quiet --require-hashes -r lock/build.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" $(UV) pip install --quiet --require-hashes --no-build-isolation -r lock/all.txt
	touch $@

.venv/native: .venv/installed $(NATIVE)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(UV) pip install --quiet --no-build-isolation --no-deps --reinstall-package lamplight -e .
	touch $@

native: .venv/native

lock: .venv/installed
	$(UV) pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url --no-header lock/uv.in -o lock/uv.txt
	$(UV) pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url --no-header --group build -o lock/build.txt
	$(UV) pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url --no-header --group build --group dev -c lock/build.txt pyproject.toml -o lock/all.txt
	$(UV) pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url --no-header --group bench -c lock/all.txt -o lock/bench.txt
