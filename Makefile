# On a fresh Debian or Ubuntu with python3 and make, `make report` and `make test` are all there is to run.
RUN := .venv/bin
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header

.PHONY: report test format benchmark texts mutants lock prepare develop

report: prepare
	$(RUN)/report-builder build

test: develop
	$(RUN)/ruff format --check
	$(RUN)/ruff check
	$(RUN)/mypy
	$(RUN)/lint-imports --no-cache
	$(RUN)/pytest

format: develop
	$(RUN)/ruff format
	$(RUN)/ruff check --fix

benchmark: develop
	$(RUN)/python -m benchmarks

# Faults put in one by one, to see which of them no test kills: an hour, so no part of `make test`.
mutants: develop
	$(RUN)/mutmut run
	$(RUN)/mutmut results

# What the command line library says in Dutch.
texts: develop
	$(RUN)/pybabel compile -d report_builder/cli/texts -D report-builder

# Needs uv. Versions that a lock file holds already stay as they are; `make lock RENEW=--upgrade` takes the newest.
lock:
	$(COMPILE) $(RENEW) --group build pyproject.toml -o requirements.lock
	$(COMPILE) $(RENEW) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	scripts/sbom

prepare:
	@scripts/prepare

develop:
	@scripts/prepare development
