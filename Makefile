# `make check` is what CI runs; `make nightly` takes longer than that allows.
PYTHON ?= python3

.PHONY: check nightly accept floors lock

check:
	PYTHON=$(PYTHON) .ci/run

nightly:
	$(PYTHON) -m pytest -m "nightly or not nightly"

accept:
	$(PYTHON) -m pytest tests/test_cases.py --accept

floors:
	$(PYTHON) -m pytest tests/evaluate/test_floors.py --pin-floors

# What development and CI install, with digests; then what that brings, with licences. Needs uv, and an environment with dev.txt.
lock:
	$(PYTHON) -m uv pip compile pyproject.toml --extra dev --universal --python-version 3.10 --generate-hashes --no-annotate \
	  --custom-compile-command "make lock" --quiet --output-file requirements/dev.txt
	$(PYTHON) -m uv pip compile pyproject.toml --extra dev --resolution lowest-direct --python-version 3.10 --no-annotate \
	  --custom-compile-command "make lock" --quiet --output-file requirements/lowest.txt
	$(PYTHON) requirements/inventory.py
