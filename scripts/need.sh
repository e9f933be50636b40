#!/usr/bin/env bash
# need.sh rust|cc|node …: says in plain words which tool is missing or too old, and stops.
set -euo pipefail
export PATH="$HOME/.cargo/bin:$PATH"

fail() { printf 'Thiếu công cụ: %s\n' "$1" >&2; exit 1; }
# at_least HAVE WANT: compares dotted versions.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

for tool in "$@"; do
  case "$tool" in
    rust)
      command -v cargo >/dev/null || fail 'Rust từ 1.94 trở lên (cargo, rustc); xem README.md.'
      have=$(rustc --version | awk '{print $2}')
      at_least "$have" 1.94.0 || fail "Rust từ 1.94 trở lên; máy đang có $have."
      ;;
    cc)
      command -v cc >/dev/null || fail 'trình biên dịch C. Trên Debian, Ubuntu: apt-get install gcc libc6-dev.'
      ;;
    node)
      command -v node >/dev/null && command -v npm >/dev/null || fail 'Node.js từ 20.19 trở lên và npm.'
      have=$(node --version | tr -d v)
      at_least "$have" 20.19.0 || fail "Node.js từ 20.19 trở lên; máy đang có $have."
      ;;
    *) fail "$tool" ;;
  esac
done
