# All there is to do: `make run` opens the pages, `make test` runs the tests.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: run test check eval baseline lock clean

run: $(VENV)/.run-installed
	$(BIN)/python app.py

test: $(VENV)/.dev-installed
	# A file of tests stays on one core; two processes that each use all cores would be in each other's way.
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --dist loadfile

check: $(VENV)/.dev-installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_import_table.py

# Puts the known questions, those set aside too, and holds the answers against the accepted baseline;
# fails on a regression.
eval: $(VENV)/.run-installed
	$(BIN)/python -m eval run --aside --out $(RUN)
	$(BIN)/python -m eval report $(RUN)
	$(BIN)/python -m eval compare $(RUN) --baseline --format junit --out $(RUN)/junit.xml
	$(BIN)/python -m eval compare $(RUN) --baseline --fail-on regression

# Makes the run of `make eval` the baseline: make baseline REASON="the encoder is another one"
baseline: $(VENV)/.run-installed
	$(BIN)/python -m eval baseline accept $(RUN) --reason "$(REASON)"

RUN := eval/runs/latest

# Each lock pins everything; --no-build-isolation builds with the setuptools of the lock.
$(VENV)/.run-installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; name one: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --progress-bar on -q -r requirements.lock
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev-installed: requirements-dev.lock $(VENV)/.run-installed
	$(BIN)/pip install -q -r requirements-dev.lock
	touch $@

# A newer set of everything the project stands on. A local build's suffix (+cpu) is not part of a pin.
lock: $(VENV)/.dev-installed
	$(BIN)/pip-compile -q --upgrade $(COMPILE) -o requirements.lock pyproject.toml
	$(BIN)/pip-compile -q --upgrade $(COMPILE) --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
	sed -i 's/+cpu//' requirements.lock requirements-dev.lock

COMPILE := -c constraints.txt --no-emit-index-url --no-emit-find-links --no-header --annotation-style=line --strip-extras --allow-unsafe

clean:
	rm -rf $(VENV) .rag build *.egg-info
