# Every target first sets up what it needs in .venv; that is done once, and again when requirements/ or pyproject.toml change.
# Commands run as `python -m`, so the folder may be moved and its path may hold spaces.

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install -qq --disable-pip-version-check --no-deps

# More options for the command behind a target, as in: make serve ARGS="--open --dev-addr localhost:8001"
ARGS ?=
# The interpreter for a new .venv, as in: make site PYTHON=python3.12. Without it tools/find-python looks for one.
PYTHON ?=
# Material for MkDocs prints the date of its end of life at every build. The versions here are pinned: it is not news.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help site serve test lint audit lock clean anew

help: ## List these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile

site: $(VENV)/.run ## Build the site into site/
	$(PY) -m mkdocs build --strict $(ARGS)

serve: $(VENV)/.run ## Build the site and serve it; it follows every change to an article or a brief
	$(PY) -m mkdocs serve $(ARGS)

test: $(VENV)/.dev ## Run the tests
	$(PY) -m pytest $(ARGS)

lint: $(VENV)/.dev ## Check style and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

audit: $(VENV)/.python ## Look up all dependencies among known vulnerabilities
	$(PY) tools/audit.py

# Each lock holds, for every platform and Python that pyproject.toml allows, exact versions and the hashes of their files.
# All but the last are held to the versions of the first.
LOCK = $(PY) -m uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --no-annotate --no-header
lock: $(VENV)/.dev ## Bring the locks in requirements/ up to date with pyproject.toml (ARGS=--upgrade: and with new releases)
	$(LOCK) $(ARGS) pyproject.toml --extra dev --output-file requirements/dev.lock
	$(LOCK) pyproject.toml --constraint requirements/dev.lock --output-file requirements/run.lock
	$(LOCK) --group publish --constraint requirements/dev.lock --output-file requirements/publish.lock
	$(LOCK) --group portability --constraint requirements/dev.lock --output-file requirements/portability.lock
	cp requirements/publish.lock builder/starter/requirements/publish.lock
	$(LOCK) $(ARGS) --group audit --output-file requirements/audit.lock

clean: ## Remove the environment, the built site and all working files
	rm -rf $(VENV) .briefs site build *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache

# The stamps: .python after the bare environment is made, .run and .dev after the packages of that lock are in it.
# The environment is made anew when its interpreter is gone and when another one is asked for.
MADE_WITH := $(shell cat $(VENV)/.python 2>/dev/null)
$(VENV)/.python: $(if $(wildcard $(PY)),,anew) $(if $(filter-out $(MADE_WITH),$(PYTHON)),anew)
	@python=$$(tools/find-python $(PYTHON)) && \
	echo "Setting up $(VENV) with $$python; the first time takes a minute or two" && \
	"$$python" -m venv --clear $(VENV) && \
	echo "$(or $(PYTHON),$$python)" > $@

$(VENV)/.run: requirements/run.lock pyproject.toml $(VENV)/.python
	$(PIP) --require-hashes --requirement requirements/run.lock
	$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.lock pyproject.toml $(VENV)/.python
	$(PIP) --require-hashes --requirement requirements/dev.lock
	$(PIP) --no-build-isolation --editable .
	@touch $(VENV)/.run $@
