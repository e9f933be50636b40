# Thi Đua. `make run` serves the demo, `make test` runs everything. The work is in scripts/.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run build ui test lint test-rust test-browser bench soak

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: build ## build everything and serve the demo at http://127.0.0.1:8080
	@exec target/release/thidua demo

build: ui ## target/release/thidua
	@scripts/need.sh rust cc
	cargo build --release --locked -p thidua

ui: ## style and script into ui/dist, which the binary embeds
	@scripts/need.sh node
	@scripts/npm-ci.sh ui
	@node ui/build.mjs

test: ## everything: lints, both engines, the browser; installs what is missing
	@scripts/test.sh all

lint: ## only what needs no run: format, clippy, types, dependencies
	@scripts/test.sh lint

test-rust: ## only the Rust tests, on both engines
	@scripts/test.sh rust

test-browser: ## only the browser tests, on the dev binary
	@scripts/test.sh browser

bench: build ## measures us beside others, writes docs/performance.md (minutes)
	@cargo build --release -p thidua-domain --example law_bench
	@benches/run.sh

soak: build ## ten minutes of load on loopback: errors, memory, slow answers
	@node scripts/soak.mjs
