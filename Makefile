# README.md's two commands are `make demo` and `make test`; `.ci/run` uses the others as well.
# PYTHON=python3.12 chooses the interpreter; TESTS="tests/cube -x" chooses what pytest runs.
export PYTHON
BIN := .venv/bin
OUT := out
BOOK := $(OUT)/样例.ysb
SAMPLE := templates/sample
BUDGETTOOL := $(BIN)/budgettool
TESTS ?=

.PHONY: help demo test check lint types contracts environment ui docs screenshots lock wheel clean

help:
	@echo 'make demo   准备环境，用样例生成整本公开文本（PDF、Word、Excel、网页），写入 $(OUT)/'
	@echo 'make test   准备环境，运行全部测试'
	@echo 'make check  代码规范、类型和分层检查'

environment:
	@sh installer/environment.sh

demo: export PYTHONUTF8 := 1
demo: environment
	@mkdir -p $(OUT)
	@rm -f $(BOOK)
	$(BUDGETTOOL) new $(BOOK) --department 临溪市人民政府办公室 --short 临溪市政府办公室 --code 016 --year 2020
	$(BUDGETTOOL) import $(BOOK) $(addprefix $(SAMPLE)/,units.csv expenditure.csv income.csv fields.csv)
	$(BUDGETTOOL) build $(BOOK) --out $(OUT)

test: environment
	$(BIN)/python -m pytest -n auto $(TESTS)

check: lint types contracts

lint: environment
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: environment
	$(BIN)/mypy

contracts: environment
	$(BIN)/lint-imports

# Turns forms/ui/*.ui into budgettool/gui/ui; run it after editing a layout and commit both.
ui: environment
	$(BIN)/python installer/compile_ui.py

# Writes docs/rules.md from the rules of the program and its packs; run it after changing one.
docs: environment
	$(BIN)/python installer/rules_page.py

# Every page and state of the window, light and dark, at 100 % and 150 %: look at them before a release.
# ONLY=支出 makes those whose name has the word in it.
screenshots: environment
	$(BIN)/python installer/screenshots.py --out $(OUT)/screenshots --only "$(ONLY)"

# Resolves the locks anew, as new as pyproject.toml allows; read the difference before committing it.
# Needs uv. No address is written: each machine has its own package index.
LOCK := uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

lock:
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

wheel: environment
	$(BIN)/python -m pip wheel --no-deps --no-build-isolation --wheel-dir dist .

clean:
	rm -rf .venv $(OUT) dist build
