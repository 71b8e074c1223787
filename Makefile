# PepTalk's commands. Every target sets up what it needs in .venv first.

PYTHON ?= python3
JOBS ?= 2
PIP_OPTIONS ?=
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
BENCH_PEERS := $(VENV)/bench-peers
NODE_HOME := infra/cloudflare
NODE_STAMP := $(NODE_HOME)/node_modules/.ready

.DEFAULT_GOAL := help
.PHONY: help setup node vendor bundles dev-cloudflare demo test check format methods bench evidence mutants chaos lock clean

help: ## Show what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

setup: $(STAMP) ## Put everything into .venv (pinned, with hashes)

$(STAMP): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "PepTalk needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) --version). Next: make PYTHON=python3.12 setup" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python cannot make virtual environments. Next: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_OPTIONS) --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_OPTIONS) --no-deps --no-build-isolation -e .
	@touch $@

node: $(NODE_STAMP) ## Put wrangler, its simulators, Pyodide and a Node that runs them into infra/cloudflare (needs npm)

$(NODE_STAMP): $(NODE_HOME)/package.json $(NODE_HOME)/package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing. Next: apt-get install npm" >&2; exit 1; }
	npm ci --prefix $(NODE_HOME) --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

vendor: $(STAMP) $(NODE_STAMP) ## Put into every Worker's folder what it is deployed with (pywrangler sync --force)
	@$(BIN)/peptalk workers vendor

bundles: $(STAMP) ## Resolve every Worker's packages and weigh what it would upload
	@$(BIN)/peptalk workers bundles $(ARGS)

dev-cloudflare: $(STAMP) $(NODE_STAMP) ## Run all Workers on Cloudflare's simulator, with stand-in vendors, until Ctrl-C
	@$(BIN)/peptalk workers dev $(ARGS)

demo: $(STAMP) ## Run a night over the invented sample catalog and serve its pages on http://127.0.0.1:8787
	@$(BIN)/peptalk demo $(ARGS)

test: $(STAMP) ## Run the whole test suite, JOBS files at once
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(STAMP) ## Format, lint, types and import rules; all faults at once
	@failed=0; \
	$(BIN)/ruff format --check . || failed=1; \
	$(BIN)/ruff check . || failed=1; \
	$(BIN)/pyright || failed=1; \
	$(BIN)/lint-imports --no-cache || failed=1; \
	exit $$failed

format: $(STAMP) ## Format and mend what the linter can mend
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

methods: $(STAMP) ## Set docs/methods.md as the site's page on methods
	@$(BIN)/python -m infra.local.checkout.methods_page

# In a folder of their own: one of them brings a package called `tests`, which would hide ours.
$(BENCH_PEERS): requirements/bench.txt $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_OPTIONS) --require-hashes --upgrade --target $@ \
		-r requirements/bench.txt
	@touch $@

bench: $(BENCH_PEERS) ## Measure speed and memory as ratios against a peer or a bare baseline
	@$(BIN)/python -m tests.bench $(ARGS)

evidence: $(STAMP) ## Measure on real records and invented ones how well records are classified
	@PYTHONPATH=tests $(BIN)/python -m evidence

mutants: $(STAMP) ## Make thousands of claims about real records wrong and count what the gates alone catch
	@PYTHONPATH=tests $(BIN)/python -m evaluation.campaign $(ARGS)

chaos: $(STAMP) ## Kill, duplicate and reorder at full counts
	@PEPTALK_CHAOS=full $(BIN)/python -m pytest -s tests/chaos $(ARGS)

lock: $(STAMP) ## Pin the dependencies of pyproject.toml anew, with hashes
	@for extra in local dev; do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--no-header --no-annotate --extra $$extra --output-file requirements/$$extra.txt pyproject.toml; \
	done
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate --extra bench --constraint requirements/dev.txt \
		--output-file requirements/bench.txt pyproject.toml

clean: ## Remove the virtual environment and what tools left behind; never .peptalk
	rm -rf $(VENV) $(NODE_HOME)/node_modules .pytest_cache .ruff_cache .hypothesis .import_linter_cache .wrangler/vendored .wrangler/compiled dist build
	rm -rf functions/*/python_modules functions/*/.venv-workers functions/*/pylock.toml
	find functions infra queues shared tests -name __pycache__ -type d -prune -exec rm -rf {} +
