# Short names for what the README and CONTRIBUTING say; needs the environment of `make dev`.
PYTHON ?= .venv/bin/python

.PHONY: dev check test bench docs serve brief floors
dev:
	python3 -m venv .venv
	.venv/bin/pip install -q --require-hashes -r requirements-dev.txt
	.venv/bin/pip install -q --no-deps --no-build-isolation -e .
check:
	$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) -m mypy && .venv/bin/lint-imports
test:
	$(PYTHON) -m pytest
bench:
	$(PYTHON) bench/run.py
docs:
	$(PYTHON) docs/make.py
brief:
	.venv/bin/crosswire brief examples -o brief
serve: brief
	$(PYTHON) -m http.server --bind 127.0.0.1 --directory brief 8000
