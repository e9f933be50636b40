#!/usr/bin/env bash
# npm-ci.sh FOLDER: installs exactly the locked packages, only when the lock has changed. No package's script is run.
set -euo pipefail
cd "$(dirname "$0")/../$1"
want=$(cat package.json package-lock.json | sha256sum)
[ "$(cat node_modules/.installed 2>/dev/null || true)" = "$want" ] && exit 0
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
printf '%s\n' "$want" > node_modules/.installed
