# Unclench. Bare `make` lists what it can do.
SHELL := /bin/bash
PY := .venv/bin/python
SRC := src tests benchmarks tools
# A file's tests share a server and a page. One runner more than cores: a browser makes its test wait half of the time.
TOGETHER := -n 3 --dist loadfile --no-loadscope-reorder
# Compiled once, not anew by each of the hundreds of processes that tests start.
export PYTHONDONTWRITEBYTECODE :=
.DEFAULT_GOAL := help
.PHONY: help run demo serve-lan test test-unit test-property test-spec test-integration test-web test-browser \
	test-access access-all check messages format lock bench clean browser

help: ## this list
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

.venv/run: requirements/run.txt pyproject.toml
	python3 -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch .venv/run

.venv/dev: .venv/run requirements/dev.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch .venv/dev

run: .venv/run ## set up if needed, start on this machine, open a browser if there is one
	.venv/bin/unclench

demo: .venv/run ## the same with three months of an example diary, thrown away afterwards
	.venv/bin/unclench demo

serve-lan: .venv/run ## for other phones in the house: https, accounts, a QR code
	.venv/bin/unclench serve --lan

browser: .venv/dev ## find a Chromium for the browser tests, or install one
	$(PY) tools/chromium.py

# What writes and reads rows; pages that only show them need one database, and a process under test brings its own.
ON_BOTH_DATABASES := tests/integration $(addprefix tests/web/test_, api_events.py api_reading.py accounts.py \
	about_you.py products.py visit.py the_diary_speaks_up_quietly.py pages_belong_to_one_person.py) \
	$(addprefix --ignore=tests/integration/test_, cli_relief.py serving_lan.py serving_local.py inbox.py \
	killed_while_importing.py backup_of_every_day.py backup_when_the_machine_fails.py \
	backup_before_an_upgrade.py)

test: .venv/dev browser ## every test: all layers, both databases, a real browser
	$(PY) -m pytest $(TOGETHER) tests
	UNCLENCH_TEST_DB=postgres $(PY) -m pytest $(TOGETHER) $(ON_BOTH_DATABASES)

test-unit: .venv/dev ## pure rooms and the command line
	$(PY) -m pytest tests/unit
test-property: .venv/dev ## what must hold for every input
	$(PY) -m pytest tests/property
test-spec: .venv/dev ## the manual, as tests
	$(PY) -m pytest tests/spec
test-integration: .venv/dev ## the store on SQLite and on PostgreSQL
	$(PY) -m pytest tests/integration
	UNCLENCH_TEST_DB=postgres $(PY) -m pytest tests/integration
test-web: .venv/dev ## pages and API without a browser
	$(PY) -m pytest tests/web
test-browser: .venv/dev browser ## a real browser, a real server, a failing network
	$(PY) -m pytest tests/browser
test-access: .venv/dev browser ## every page for everyone: axe, sizes, contrast, reflow
	$(PY) -m pytest tests/access
access-all: .venv/dev browser ## axe on every page of the library and every page in every look; each run takes a few
	$(PY) -m pytest -n 2 --dist load tests/access/every_page_of_the_library.py tests/access/every_look_of_every_page.py

check: .venv/dev ## format, lint, types, arrows, migrations, sizes, content, translations, docs
	.venv/bin/ruff format --check $(SRC)
	.venv/bin/ruff check $(SRC)
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PY) tools/migrations.py
	.venv/bin/unclench content check
	$(PY) tools/messages.py --check
	$(PY) tools/house.py

messages: .venv/dev ## gather the interface's sentences into web/locale/, and compile the translations
	$(PY) tools/messages.py

format: .venv/dev ## put the code in order
	.venv/bin/ruff format $(SRC)
	.venv/bin/ruff check --fix $(SRC)

lock: .venv/dev ## resolve the dependencies anew and write requirements/*.txt
	$(PY) -m uv pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
		--custom-compile-command "make lock" --quiet --upgrade -o requirements/run.txt
	$(PY) -m uv pip compile pyproject.toml --group dev --extra postgres --constraint requirements/run.txt --universal \
		--generate-hashes --python-version 3.11 --no-emit-index-url --custom-compile-command "make lock" --quiet \
		-o requirements/dev.txt

bench: .venv/dev browser ## speed, memory and weight, beside their targets
	$(PY) -m benchmarks

clean: ## remove what was built, not what you wrote down
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
