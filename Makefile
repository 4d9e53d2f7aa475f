# On a fresh Debian or Ubuntu with python3, venv and make, `make report` and `make test` are all there is to run.
RUN := .venv/bin

.PHONY: report test format benchmark lock prepare

report: prepare
	$(RUN)/report-builder build

test: prepare
	$(RUN)/ruff format --check
	$(RUN)/ruff check
	$(RUN)/mypy
	$(RUN)/lint-imports --no-cache
	$(RUN)/pytest

format: prepare
	$(RUN)/ruff format
	$(RUN)/ruff check --fix

benchmark: prepare
	$(RUN)/python -m benchmarks

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --group dev pyproject.toml -o requirements.lock

prepare:
	@scripts/prepare
