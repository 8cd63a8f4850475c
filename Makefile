# SPDX-FileCopyrightText: 2026 The Herkomst contributors
# SPDX-License-Identifier: EUPL-1.2
# Each target does its own set-up. `make demo` and `make test` are all a newcomer needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What needs no register: the nouns, the readers, the stages.
UNITS := tests/test_*.py $(addprefix tests/,assess attribute catalogue identify reconcile registers sources tables vulnerabilities)

.PHONY: demo test quick bench pins clean

demo: $(VENV)/.run
	$(BIN)/herkomst demo $(SERVE)

test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/reuse --no-multiprocessing lint --quiet
	$(BIN)/python -m pytest -n 2

quick: $(VENV)/.test
	$(BIN)/python -m pytest -m "not slow" -n 2 -p no:schemathesis --hypothesis-profile=quick $(UNITS)

bench: $(VENV)/.test
	$(BIN)/python -m bench.run

# Pin what pyproject.toml allows, with hashes; needs uv.
pins:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra build pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra build --extra test pyproject.toml -o requirements-test.txt

$(VENV)/.run: pyproject.toml requirements.txt scripts/fetch_assets.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python scripts/fetch_assets.py
	touch $@

$(VENV)/.test: $(VENV)/.run requirements-test.txt scripts/install_chromium.sh
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	$(BIN)/python scripts/fetch_assets.py --tests
	sh scripts/install_chromium.sh
	touch $@

clean:
	rm -rf $(VENV)
