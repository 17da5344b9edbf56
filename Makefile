# `make site` builds the portal into public/, `make test` runs everything that must hold.
# Only make and Python 3.11 or newer are needed; all else is set up in .venv from locks of hashed requirements.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

# The first that runs and is new enough: a version manager leaves names on PATH that do not run.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$name; break; }; done)

VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.ready-to-run
TEST_READY := $(VENV)/.ready-to-test

.PHONY: help
help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-7s %s\n' "$$name" "$$text"; done

.PHONY: site
site: $(RUN_READY) ## Build content/ into public/
	@$(BIN)/python build.py build
	@echo "Webbplatsen ligger i $(CURDIR)/public. Se den i webbläsaren med: make serve"

.PHONY: serve
serve: $(RUN_READY) ## Build and show the site on this machine
	@$(BIN)/python build.py serve

.PHONY: check
check: $(RUN_READY) ## Check the content without building
	@$(BIN)/python build.py check

.PHONY: lint
lint: $(TEST_READY) ## Check form and types of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.PHONY: test
test: $(TEST_READY) ## Run every check and test, those in a browser too
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto

.PHONY: crash
crash: $(TEST_READY) ## Stop builds at 200 points, and start 50 in pairs (needs strace)
	$(BIN)/python -m tests.crash.build

.PHONY: fuzz
fuzz: $(TEST_READY) ## Check damaged content for ten minutes
	$(BIN)/python -m tests.fuzz

.PHONY: bless
bless: $(TEST_READY) ## Accept the present output of tests/sites/ as the expected one
	@test -z "$$CI" || { echo "make bless is for people: CI compares, it never accepts" >&2; exit 1; }
	$(BIN)/python -m tests.sites.bless

.PHONY: lock
lock: $(TEST_READY) ## Make both locks anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml $(LOCK_OPTIONS) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev $(LOCK_OPTIONS) -o requirements-dev.lock
LOCK_OPTIONS := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

.PHONY: clean
clean: ## Remove what was built; .venv stays
	rm -rf public .public.* .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

# $(1) is a lock. uv makes and fills the environment faster where it is at hand; without it Python's own tools do.
# An environment that does not answer (an interrupted start, a Python that has moved) is made anew.
define install
	@set -e; python='$(PYTHON)'; \
	test -n "$$python" || { echo 'Python 3.11 or newer is needed, and none was found. Install it, or say where it is: make PYTHON=/path/to/python3' >&2; exit 1; }; \
	if command -v uv >/dev/null; then \
		$(BIN)/python -c '' 2>/dev/null || uv venv --quiet --clear --python "$$python" $(VENV); \
		uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1); \
	else \
		if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
			"$$python" -c 'import ensurepip, venv' 2>/dev/null || { echo "$$python cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }; \
			"$$python" -m venv --clear $(VENV); \
		fi; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); \
	fi
endef

$(RUN_READY): requirements.lock
	$(call install,requirements.lock)
	@touch $@

# The second lock holds the first.
$(TEST_READY): requirements-dev.lock requirements.lock
	$(call install,requirements-dev.lock)
	@touch $(RUN_READY) $@
