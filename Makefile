# `make check` is what CI runs; `make nightly` takes longer than that allows.
PYTHON ?= python3

.PHONY: check nightly accept floors site

check:
	PYTHON=$(PYTHON) .ci/run

nightly:
	$(PYTHON) -m pytest -m "nightly or not nightly"

accept:
	$(PYTHON) -m pytest tests/test_cases.py --accept

floors:
	$(PYTHON) -m pytest tests/evaluate/test_floors.py --pin-floors

site:
	$(PYTHON) docs/_site/make.py build/site
