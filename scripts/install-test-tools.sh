#!/usr/bin/env bash
# Installs what the tests need and the machine lacks, on Debian 12+ or Ubuntu 24.04+: a PostgreSQL server (15 or newer),
# Chromium, a font with Vietnamese letters. Asks nothing, does nothing twice, needs root or sudo only when something is missing.
set -euo pipefail

have_postgres() { compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || command -v postgres >/dev/null; }
have_chromium() {
  local place
  for place in "${THIDUA_CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
    [ -n "$place" ] && [ -x "$place" ] && "$place" --version >/dev/null 2>&1 && return 0
  done
  return 1
}
have_font() { [ -n "$(find /usr/share/fonts ~/.fonts ~/.local/share/fonts -iname 'DejaVuSans.ttf' -print -quit 2>/dev/null)" ]; }

missing=()
have_postgres || missing+=(postgresql)
have_font || missing+=(fonts-dejavu-core)
have_chromium || missing+=(chromium)
[ "${#missing[@]}" -eq 0 ] && exit 0

command -v apt-get >/dev/null || { echo "missing: ${missing[*]}; this machine has no apt-get: install them by hand" >&2; exit 1; }
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "missing: ${missing[*]}; run as root or install sudo" >&2; exit 1; }
  as_root=(sudo -n)
fi
echo "installing for the tests: ${missing[*]}" >&2
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o Dpkg::Use-Pty=0 "$@" >>"$log" 2>&1; }
# A server of its own is started by scripts/postgres.sh: the packaged one must not take a port and memory.
if [[ " ${missing[*]} " == *' postgresql '* ]] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
  "${as_root[@]}" mkdir -p /etc/postgresql-common
  echo 'create_main_cluster = false' | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
if ! { apt update && apt install --no-install-recommends "${missing[@]}"; }; then
  tail -n 20 "$log" >&2
  echo "could not install: ${missing[*]}" >&2
  exit 1
fi
rm -f "$log"

have_postgres || { echo 'PostgreSQL was installed but its server is not found' >&2; exit 1; }
have_chromium || { echo 'no Chromium that starts (Ubuntu has it only as a snap): install Google Chrome or set THIDUA_CHROMIUM' >&2; exit 1; }
