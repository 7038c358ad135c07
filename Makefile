# Everything starts here. Needs Python 3.11 or newer, and make; each target makes what else it needs in .venv.

PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= var
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check
SITE := DATA_DIR="$(DATA_DIR)" $(BIN)/python manage.py

.PHONY: help run test check bench clean
.DEFAULT_GOAL := help

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16
	@echo "  run takes PORT=8000, DATA_DIR=var and DATABASE_URL=postgresql://user:password@host/name"

run: .venv/production ## Set up, load the demonstration record, and serve the site
	@$(BIN)/python scripts/port_free 127.0.0.1 "$(PORT)"
	@$(SITE) migrate --verbosity 0
	@$(SITE) collectstatic --no-input --verbosity 0
	@$(SITE) load_demo --if-empty
	@$(SITE) first_editor
	@echo "Site:        http://127.0.0.1:$(PORT)/"
	@echo "Admin:       http://127.0.0.1:$(PORT)/admin/ (a second factor is offered, not required)"
	@echo "Accounts:    open others there, or by: $(BIN)/python manage.py open_account NAME --role ROLE"
	@echo "Ctrl-C stops it."
	@trap '' INT; DATA_DIR="$(DATA_DIR)" PORT="$(PORT)" PYTHON=$(BIN)/python scripts/serve && echo "Stopped."

test: .venv/development ## Run the tests on every database there is, and in a browser
	@$(BIN)/python scripts/test $(ARGS)

check: .venv/development ## Check form, types, layers, templates, migrations and production settings
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/check

bench: .venv/development .venv/peers/installed ## Run every measurement in benchmarks/, at a modest size
	@for program in importing searching serving editing; do \
		echo "--- benchmarks/$$program.py ---"; $(BIN)/python -m benchmarks.$$program || exit 1; \
	done

clean: ## Remove what can be made again; keeps var/ and its data
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else \
		"This needs Python 3.11 or newer; $(PYTHON) is " + sys.version.split()[0] + ". Set PYTHON=…")'
	@echo "Making the virtual environment .venv"
	@$(PYTHON) -m venv .venv

.venv/production: requirements.txt | .venv/bin/python
	@echo "Installing requirements.txt"
	@$(PIP) install --requirement requirements.txt
	@touch $@

.venv/peers/installed: requirements-bench.txt | .venv/bin/python
	@echo "Installing requirements-bench.txt, in an environment of its own"
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/python -m pip --quiet --quiet --disable-pip-version-check install --requirement requirements-bench.txt
	@touch $@

.venv/development: requirements-dev.txt .venv/production
	@echo "Installing requirements-dev.txt"
	@$(PIP) install --requirement requirements-dev.txt
	@touch $@
