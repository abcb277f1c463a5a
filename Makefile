# District Quality Map · 区域质量地图
#
#   make run     everything from a fresh clone to the map on 127.0.0.1:8501 (PORT=… to change)
#   make check   the quick part of the tests, for work: lint, types, floors, units, each page once
#   make test    everything from a fresh clone to a green test run
#   make proof   endurance beyond it: long sweeps, many examples, browser tests on a slow machine
#   make bench   the benchmarks, as a table and as JSON lines in build/bench.jsonl
#   make exhibit dist/exhibition.html, the hall display in one file (OPTIONS=file.toml to choose)
#
#   make towns is reserved for a later version and says so.
#
# PYTHON=… chooses the interpreter; otherwise the first of these that is 3.11 or newer.

CANDIDATES := python3 python3.13 python3.12 python3.11 python3.14 python
PYTHON ?= $(shell for p in $(CANDIDATES); do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done)
PORT ?= 8501
OPTIONS ?=

.PHONY: help run check test proof bench exhibit towns python

help:
	@sed -n 's/^#   //p' Makefile

run: python
	@"$(PYTHON)" -B -m commands.bootstrap run --port "$(PORT)"

check test proof: python
	@"$(PYTHON)" -B -m commands.bootstrap $@

bench: python
	@"$(PYTHON)" -B -m commands.bootstrap bench

exhibit: python
	@"$(PYTHON)" -B -m commands.bootstrap exhibit --options "$(OPTIONS)"

towns:
	@echo "make $@：本版本尚未提供，未做任何事。" >&2
	@echo "make $@ is not part of this version yet; nothing was done." >&2; exit 2

python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || { \
	echo "需要 Python 3.11 或更新版本：请安装（Debian 12 及以上：sudo apt install python3 python3-venv），或用 make run PYTHON=路径 指定。" >&2; \
	echo "Python 3.11 or newer is needed: install it (Debian 12 or later: sudo apt install python3 python3-venv) or name it: make run PYTHON=path." >&2; exit 1; }
