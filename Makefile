# `make check` is what CI runs; `make nightly` takes longer than that allows.
PYTHON ?= python3
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c

.PHONY: check nightly accept floors bench lock coverage site

check:
	PYTHON=$(PYTHON) .ci/run

# Needs `pip install '.[dev,nightly]'`. The report is what docs/reliability.md quotes, with the commit.
nightly:
	git rev-parse HEAD > nightly.log
	$(PYTHON) -m pytest --numprocesses 0 -m "nightly or not nightly" -rA --durations=40 2>&1 | tee -a nightly.log

# Line coverage of the parts that hold data and meet strangers.
coverage:
	$(PYTHON) -m coverage run --source=src/dragoman -m pytest --numprocesses 0
	$(PYTHON) -m coverage report --include='src/dragoman/store/*,src/dragoman/merge/*,src/dragoman/judge/*,src/dragoman/sources/*,src/dragoman/decode/*,src/dragoman/web/*' --fail-under=90

accept:
	$(PYTHON) -m pytest tests/test_cases.py --accept

floors:
	$(PYTHON) -m pytest tests/evaluate/test_floors.py --pin-floors

# DOCUMENTS: a JSONL file as `dragoman read` takes it.
bench:
	$(PYTHON) benchmarks/stages.py $(DOCUMENTS) --floor --json

# What development and CI install, with digests; then what that brings, with licences. Needs uv, and an environment with dev.txt.
lock:
	$(PYTHON) -m uv pip compile pyproject.toml --extra dev --universal --python-version 3.10 --generate-hashes --no-annotate \
	  --custom-compile-command "make lock" --quiet --output-file requirements/dev.txt
	$(PYTHON) -m uv pip compile pyproject.toml --extra dev --resolution lowest-direct --python-version 3.10 --no-annotate \
	  --custom-compile-command "make lock" --quiet --output-file requirements/lowest.txt
	echo "pip-audit>=2.7,<3" | $(PYTHON) -m uv pip compile - --universal --python-version 3.10 --generate-hashes --no-annotate \
	  --custom-compile-command "make lock" --quiet --output-file requirements/audit.txt
	$(PYTHON) requirements/inventory.py

site:
	$(PYTHON) docs/_site/make.py build/site
