#!/usr/bin/env bash
# Measures our binary beside others in one run and writes the tables of docs/performance.md. Takes minutes.
# The Python packages go into a folder of their own outside the project (THIDUA_BENCH_DIR).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export THIDUA_BENCH_DIR=${THIDUA_BENCH_DIR:-${TMPDIR:-/tmp}/thidua-bench}
mkdir -p "$THIDUA_BENCH_DIR"
venv=$THIDUA_BENCH_DIR/venv
if ! cmp -s "$here/requirements.txt" "$venv/installed.txt"; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" -q install --disable-pip-version-check -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$venv/installed.txt"
fi
postgres_started=no
stop() { [ "$postgres_started" = no ] || "$here/../scripts/postgres.sh" stop >/dev/null 2>&1 || true; }
trap stop EXIT
if [ -x "$here/../scripts/postgres.sh" ]; then
  postgres_started=yes
  export THIDUA_POSTGRES_DIR=$THIDUA_BENCH_DIR/postgres
  eval "$("$here/../scripts/postgres.sh" start)"
fi
"$venv/bin/python" "$here/main.py" "$@"
