# Everything one does with this project, by name. `make help` lists it.
# Needed: Python 3.11 or newer, and make. The rest is fetched into .venv.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command "make lock"
# With the machine's Node.js, or the one that the development tools brought.
BUILD = PATH="$$($(BIN)/python -m tests.services.node):$$PATH" $(MAKE) -s -C comments_service/frontend
UNMARKED := not browser and not faults and not slow and not corpus
# Each of two workers has servers of its own, and tests in the order of the files: who is done first
# takes from the end of the other's half.
TOGETHER := -n 2 --dist worksteal

## Run

.PHONY: run
run: .venv/run.stamp ## the service with its demo, on HOST (127.0.0.1) and PORT (8000)
	@COMMENTS_DEMO=1 HOST=$(HOST) PORT=$(PORT) exec $(BIN)/python -m deploy.run

.PHONY: load-corpus
load-corpus: .venv/dev.stamp ## post the messages of ../shared and compare; DATABASE=postgresql
	@$(BIN)/python -m tests.corpus.load $(if $(DATABASE),--database $(DATABASE)) $(ARGS)

## Test

.PHONY: test
test: .venv/dev.stamp check ## everything: lint, types, all tests on SQLite and PostgreSQL
	$(BIN)/pytest $(TOGETHER) $(ARGS)

.PHONY: quick
quick: .venv/dev.stamp lint ## unit tests, the contract on SQLite, lint: within a minute
	$(BIN)/pytest --database sqlite -m "$(UNMARKED)" $(TOGETHER) -q $(ARGS)

.PHONY: check
check: lint types frontend-check ## lint, types, import contracts, front end

.PHONY: lint
lint: .venv/dev.stamp ## ruff and the import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo --cache-dir .cache/imports

.PHONY: types
types: .venv/dev.stamp ## mypy, strict
	$(BIN)/mypy

.PHONY: frontend-check
frontend-check: .venv/dev.stamp ## types and tests of the front end, and whether its build is fresh
	@$(BUILD) frontend-check

## Measure

.PHONY: bench
bench: .venv/dev.stamp ## speed, beside what it is compared with: 40 minutes, QUICK=1 five
	@$(BIN)/python -m tests.bench $(if $(QUICK),--quick) $(ARGS)

## Keep

.PHONY: frontend
frontend: .venv/dev.stamp ## build the front end's script and styles again
	@$(BUILD) frontend

.PHONY: pictures
pictures: .venv/dev.stamp ## take the pictures of docs/theming.md again, from the real widget
	@COMMENTS_PICTURES=1 $(BIN)/pytest -q tests/browser/test_theming.py

.PHONY: format
format: .venv/dev.stamp ## put the code into the one form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: lock
lock: .venv/dev.stamp ## carry a change of pyproject.toml into both lock files
	$(LOCK) --output-file requirements.txt
	$(LOCK) --group dev --constraints requirements.txt --output-file tests/requirements.txt
	for peer in isso plots; do \
		$(subst pyproject.toml,tests/bench/peers/$$peer.in,$(LOCK)) --output-file tests/bench/peers/$$peer.txt; \
	done

.PHONY: clean
clean: ## remove what was installed and cached; the data in var/ stays
	rm -rf .venv .cache .ruff_cache .hypothesis

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^## /{printf "\n%s\n", substr($$0, 4)} \
		/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# A stamp is as old as the installation, so nothing is installed twice.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	@$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.txt | .venv/bin/python
	@$(PIP) --requirement requirements.txt
	@touch $@

.venv/dev.stamp: tests/requirements.txt .venv/run.stamp
	@$(PIP) --requirement tests/requirements.txt
	@touch $@
