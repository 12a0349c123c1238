# `make check` is what CI runs; `make nightly` takes longer than that allows.
PYTHON ?= python3

.PHONY: check nightly accept floors bench

check:
	PYTHON=$(PYTHON) .ci/run

nightly:
	$(PYTHON) -m pytest -m "nightly or not nightly"

accept:
	$(PYTHON) -m pytest tests/test_cases.py --accept

floors:
	$(PYTHON) -m pytest tests/evaluate/test_floors.py --pin-floors

# DOCUMENTS: a JSONL file as `dragoman read` takes it.
bench:
	$(PYTHON) benchmarks/stages.py $(DOCUMENTS) --floor --json
