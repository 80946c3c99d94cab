# Two commands set up a fresh machine: `make venv` and `make install`. Without make, see README.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: venv install example test lint bench bank variety bundle
venv:
	$(PYTHON) -m venv .venv

install:
	$(BIN)/python -m pip install --quiet --editable ".[test]"

example:
	$(BIN)/draftgen write examples/wendeng-2021/data.yaml -o out

test: lint
	$(BIN)/python -m pytest

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/draftgen phrases check

bank:
	$(BIN)/draftgen phrases compile

bench:
	$(BIN)/python -m benchmarks

variety:
	$(BIN)/python benchmarks/variety.py

# Offline bundles into dist/, for this platform and for Windows; EMBEDDABLE=FILE puts Python for Windows into the latter.
bundle:
	$(BIN)/python scripts/make_bundle.py
	$(BIN)/python scripts/make_bundle.py --windows $(if $(EMBEDDABLE),--embeddable "$(EMBEDDABLE)")
