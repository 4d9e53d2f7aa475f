# On a fresh Debian or Ubuntu with python3 and make, `make report` and `make test` are all there is to run.
RUN := .venv/bin
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header

.PHONY: report test format benchmark lock sbom prepare develop

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

# Versions that a lock file holds already stay as they are; `make lock RENEW=--upgrade` takes the newest.
lock:
	$(COMPILE) $(RENEW) --group build pyproject.toml -o requirements.lock
	$(COMPILE) $(RENEW) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

# What is in the program, from the lock file, for whoever must know whether a weakness touches it.
sbom: develop
	$(RUN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible \
		--spec-version 1.6 --output-format JSON -o sbom.cdx.json requirements.lock

prepare:
	@scripts/prepare

develop:
	@scripts/prepare development
