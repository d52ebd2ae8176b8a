# Every target sets up what it needs first (backend/bootstrap.py); what is done already is not done again.
# Python 3.11 or newer is the only requirement: make PYTHON=/path/to/python3.12 chooses another one.
PYTHON ?= python3
PY := .venv/bin/python
IGNY8 := $(PY) -m igny8.core.embedded
ARGS ?=
ONCE ?=
FOREGROUND ?=

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test e2e screenshots measure lint up down status openapi plugin bench clean

help: ## show this help
	@echo "make TARGET, where TARGET is one of:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf '  %-10s %s\n' "$$name" "$$text"; done

setup:
	@$(PYTHON) backend/bootstrap.py

setup-dev:
	@$(PYTHON) backend/bootstrap.py --dev

demo: setup ## run the main job on a running product: KEYWORDS=file ARTICLES=3 ONCE=1 (stop it afterwards)
	@$(IGNY8) demo $(if $(filter-out 0,$(ONCE)),--once)

up: setup ## start the product and print its addresses: FOREGROUND=1 stays in the terminal
	@$(IGNY8) up $(if $(filter-out 0,$(FOREGROUND)),,--detach)

down: setup ## stop the product and everything it started
	@$(IGNY8) down

status: setup ## say what runs, and where
	@$(IGNY8) status

test: setup-dev ## run every test on real PostgreSQL and Redis: ARGS="-k name"
	@$(PY) -m bootstrapping.check test $(ARGS)

e2e: setup-dev ## the dashboard in Chromium, on a running product of its own: ARGS="-g phone"
	@$(PY) -m bootstrapping.browser e2e $(ARGS)

screenshots: setup-dev ## pictures of every page into docs/screenshots/
	@$(PY) -m bootstrapping.browser screenshots

measure: setup-dev ## Lighthouse scores, and a table of 50,000 rows while it is scrolled, in Chromium
	@$(PY) -m bootstrapping.browser measure

lint: setup-dev ## ruff, mypy, import-linter, eslint and tsc; all of them, and any fault counts
	@$(PY) -m bootstrapping.check lint

openapi: setup-dev ## write docs/api/openapi.yaml and the dashboard's types; a warning is a fault
	@mkdir -p docs/api
	@$(IGNY8) run -- $(CURDIR)/$(PY) backend/manage.py spectacular --fail-on-warn --file docs/api/openapi.yaml
	@$(PY) -m bootstrapping.check types

plugin: ## build the WordPress plugin's installable zip into wp-plugin/dist/
	@$(PYTHON) wp-plugin/build.py

bench: setup-dev ## measure, each figure beside its yardstick: ARGS="import clustering"
	@$(PY) -m bench $(ARGS)

clean: ## stop the product; remove what set-up and builds made (your data in var/ stay)
	@if [ -x $(PY) ]; then $(IGNY8) down || true; IGNY8_TEST=1 $(IGNY8) stop-services || true; fi
	rm -rf .venv var/test var/e2e sites/node_modules sites/dist sites/build frontend/node_modules frontend/dist tests/browser/node_modules
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
