#!/usr/bin/env bash
# test.sh [all|lint|rust|browser]: what `make test` and .ci/run run. Ends with the line "N passed, N failed".
# Quick checks first; everything that was started is stopped, however this ends.
set -euo pipefail
cd "$(dirname "$0")/.."
part=${1:-all}
export PATH="$HOME/.cargo/bin:$PATH" CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-never}
[ "${CI:-}" = true ] && export CARGO_INCREMENTAL=0
logs=$(mktemp -d)
passed=0
postgres_started=no

finish() {
  local status=$?
  [ "$postgres_started" = yes ] && scripts/postgres.sh stop >/dev/null 2>&1
  rm -rf "$logs"
  if [ "$status" -ne 0 ]; then
    printf '\nmake test: a step failed (status %s); the reason stands above.\n' "$status"
  elif [ "$part" != lint ]; then
    printf '\n%s passed, 0 failed\n' "$passed"
  fi
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

step() { printf '\n== %s (%s s)\n' "$1" "$SECONDS"; }
wants() { [ "$part" = all ] || [ "$part" = "$1" ]; }
# add PATTERN FILE: adds up the first number of every line that matches.
add() { passed=$((passed + $(sed -nE "s/$1/\1/p" "$2" | awk '{sum += $1} END {print sum + 0}'))); }

scripts/need.sh rust cc node

step 'style and script'
scripts/npm-ci.sh ui
node ui/build.mjs

if wants lint; then
  step 'format'
  cargo fmt --all --check
  step 'types of the scripts, Chrome 109'
  scripts/npm-ci.sh tests/browser
  (cd ui && npm run -s check)
  (cd tests/browser && npm run -s check)
  step 'dependencies: sources, licences, bans'
  node scripts/check-deps.mjs
  if command -v cargo-deny >/dev/null; then cargo deny --all-features check bans licenses sources; fi
  step 'clippy'
  cargo clippy --workspace --all-targets --locked -- -D warnings
fi

if wants rust || wants browser; then
  step 'tools of the tests'
  scripts/install-test-tools.sh
fi

if wants rust; then
  step 'PostgreSQL'
  postgres_started=yes
  exports=$(scripts/postgres.sh start)
  eval "$exports"
  [ -n "${THIDUA_TEST_POSTGRES:-}" ] || { echo 'scripts/postgres.sh start told no THIDUA_TEST_POSTGRES' >&2; exit 1; }
  export THIDUA_REQUIRE_POSTGRES=1
  # Nothing acknowledged is lost over this many kills.
  export THIDUA_KILLS=50
  step 'Rust tests, both engines'
  if command -v cargo-nextest >/dev/null; then
    cargo nextest run --workspace --locked --no-fail-fast 2>&1 | tee "$logs/rust"
    add '^ *Summary .* ([0-9]+) passed.*' "$logs/rust"
    step 'examples in the documentation'
    cargo test --workspace --locked --doc 2>&1 | tee "$logs/doc"
    add '^test result: ok\. ([0-9]+) passed.*' "$logs/doc"
  else
    cargo test --workspace --locked --no-fail-fast 2>&1 | tee "$logs/rust"
    add '^test result: ok\. ([0-9]+) passed.*' "$logs/rust"
  fi
  [ "$passed" -gt 0 ] || { echo 'no Rust test ran' >&2; exit 1; }
fi

if wants browser; then
  step 'the dev binary'
  cargo build --locked -p thidua
  step 'browser tests'
  scripts/npm-ci.sh tests/browser
  (cd tests/browser && npm run -s test) 2>&1 | tee "$logs/browser"
  before=$passed
  add '^[#ℹ] pass ([0-9]+).*' "$logs/browser"
  [ "$passed" -gt "$before" ] || { echo 'no browser test ran' >&2; exit 1; }
fi
