# Two commands: `make run` serves the dashboard, `make test` runs every test. The rest is on the way.
# Windows: the same by hand, see README.md.

SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
WAREHOUSE := $(or $(COVERAGE_WAREHOUSE),data/builds)
PORT := $(or $(STREAMLIT_SERVER_PORT),8501)

.PHONY: run test bench bench-million bench-linking demo build
.DEFAULT_GOAL := run

run: .venv/.run $(WAREHOUSE)/current
	@echo "看板地址 Dashboard: http://127.0.0.1:$(PORT)  （Ctrl+C 停止 stops it）"
	@$(BIN)/python -m streamlit run dashboard.py --server.address 127.0.0.1 --server.port $(PORT) \
		--server.headless true --browser.gatherUsageStats false

# Where no build exists, the invented county is written and built; an existing build is never touched here, and a ledger
# that is there neither.
$(WAREHOUSE)/current: | .venv/.run
	@echo "没有现成的数据：先写出并计算虚构的演示县 No build yet: writing and building the invented county"
	@$(BIN)/python -m etl demo --organising
	@$(BIN)/python -m etl build --sources data/demo/sources --warehouse $(WAREHOUSE)

demo: .venv/.run
	@$(BIN)/python -m etl demo

build: .venv/.run
	@$(BIN)/python -m etl build

test: .venv/.dev
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || [ -n "$$CHROMIUM" ] || \
		echo "缺 Chromium，浏览器测试将跳过 Chromium is missing, browser tests will be skipped: apt-get install chromium"
	@fc-list :lang=zh 2>/dev/null | grep -q . || \
		echo "缺中文字体，浏览器测试将跳过 A Chinese font is missing, browser tests will be skipped: apt-get install fontconfig fonts-noto-cjk"
	$(BIN)/python -m ruff check .
	$(BIN)/python -m pytest -ra --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

bench: .venv/.dev
	@$(BIN)/python -m benchmarks

bench-million: .venv/.dev
	@$(BIN)/python -m benchmarks --million

# `make bench` links one invented county of 3,000 unions; this pools five, and links 300,000 × 30,000 once.
bench-linking: .venv/.dev
	@$(BIN)/python -m benchmarks.linking --seeds 5

# A stamp is touched only after everything is installed, so a broken download is taken up again.
.venv/.run: requirements.txt | .venv/pyvenv.cfg
	@echo "安装依赖 Installing requirements.txt"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	@echo "安装测试依赖 Installing requirements-dev.txt"
	@$(PIP) -r requirements-dev.txt
	@touch $@

.venv/pyvenv.cfg:
	@[ -n "$(PYTHON)" ] || { echo "需要 Python 3.11 或更新版本 Python 3.11 or newer is needed: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) 缺 venv 模块 has no venv module: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv
