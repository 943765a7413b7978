# Each target sets itself up: a virtual environment in .venv with the pinned packages of constraints.txt.
#   make demo [DOC=path]   screen the sample documents, or your own
#   make test              lint, types, layers and all tests
#   make check             the fast part of it: lint, types, layers
#   make docs              write the real output of commands into README.md and docs/, and a page for each rule
#   make samples           make the sample documents anew, and what must be found in them
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
DOC    ?= $(wildcard samples/*/*.pdf)

.PHONY: demo test check format samples docs clean
.DEFAULT_GOAL := demo

$(VENV)/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "proposalcheck needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: $(VENV)/ready
	@$(BIN)/proposalcheck scan --fail-on never $(DOC)

test: check
	$(BIN)/python -m pytest --quiet --numprocesses auto

check: $(VENV)/ready
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-cache > $(VENV)/layers.txt || { cat $(VENV)/layers.txt; exit 1; }

format: $(VENV)/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

samples: $(VENV)/ready
	$(BIN)/python samples/make.py
	$(BIN)/python samples/expect.py

docs: $(VENV)/ready
	$(BIN)/python -m docs.make

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
