#!/usr/bin/env bash
# A throw-away PostgreSQL on loopback for the tests, from the installed server binaries.
#
#   eval "$(scripts/postgres.sh start)"   starts one, exports THIDUA_TEST_POSTGRES
#   scripts/postgres.sh stop              stops it and deletes its files
#
# It never touches the machine's own clusters: its data lie in a directory of its own (under /dev/shm where
# there is room, else under TMPDIR), its port is a free one on 127.0.0.1, and it has no Unix socket.
# THIDUA_POSTGRES_DIR names the directory, so that several can run side by side.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }
die() { say "postgres.sh: $*"; exit 1; }

user=$(id -un)
if [ -n "${THIDUA_POSTGRES_DIR:-}" ]; then
    dir=$THIDUA_POSTGRES_DIR
else
    base=${TMPDIR:-/tmp}
    if [ -d /dev/shm ] && [ -w /dev/shm ] && [ "$(df -Pm /dev/shm | awk 'NR==2 {print $4}')" -ge 1024 ]; then
        base=/dev/shm
    fi
    dir=$base/thidua-postgres-$user
fi

# initdb refuses to run as root: an unprivileged account owns the files and the server.
owner=$user
if [ "$(id -u)" -eq 0 ]; then
    if id postgres >/dev/null 2>&1; then owner=postgres; else owner=nobody; fi
fi

as_owner() {
    if [ "$owner" = "$user" ]; then
        "$@"
    elif command -v runuser >/dev/null 2>&1; then
        runuser -u "$owner" -- "$@"
    else
        su -s /bin/sh "$owner" -c "$(printf '%q ' "$@")"
    fi
}

find_bin() {
    local newest
    newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -n | tail -n 1)
    if [ -n "$newest" ] && [ -x "$newest/initdb" ]; then
        printf '%s' "$newest"
    elif command -v initdb >/dev/null 2>&1; then
        dirname "$(readlink -f "$(command -v initdb)")"
    else
        die "no PostgreSQL server found (Debian: apt-get install postgresql)"
    fi
}

free_port() {
    local port n
    for n in $(seq 1 50); do
        port=$((20000 + (RANDOM + $$ + n) % 30000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            printf '%s' "$port"
            return
        fi
    done
    die "no free port"
}

alive() { [ -f "$dir/data/postmaster.pid" ] && as_owner "$bin/pg_ctl" -D "$dir/data" status >/dev/null 2>&1; }

announce() { printf 'export THIDUA_TEST_POSTGRES=%s\n' "$(cat "$dir/url")"; }

start() {
    bin=$(find_bin)
    if alive; then
        announce
        return
    fi
    rm -rf "$dir"
    mkdir -p "$dir"
    chmod 700 "$dir"
    if [ "$owner" != "$user" ]; then chown "$owner" "$dir"; fi
    cd "$dir"
    local word attempt port
    word=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s\n' "$word" >"$dir/word"
    if [ "$owner" != "$user" ]; then chown "$owner" "$dir/word"; fi
    as_owner "$bin/initdb" -D "$dir/data" -U thidua -A scram-sha-256 --pwfile="$dir/word" \
        -E UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1 || die "initdb failed, see $dir/initdb.log"
    for attempt in 1 2 3 4 5; do
        port=$(free_port)
        # The store refuses a server whose fsync is off, so it stays on; in memory it costs nothing.
        if as_owner "$bin/pg_ctl" -D "$dir/data" -l "$dir/data/server.log" -w -t 180 -s start -o \
            "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='' -c max_connections=300 \
             -c shared_buffers=128MB -c autovacuum_naptime=60s" </dev/null >/dev/null 2>&1; then
            printf 'postgres://thidua:%s@127.0.0.1:%s/postgres\n' "$word" "$port" >"$dir/url"
            announce
            return
        fi
        say "port $port did not work (attempt $attempt)"
    done
    die "the server did not start, see $dir/data/server.log"
}

stop() {
    bin=$(find_bin)
    if alive; then as_owner "$bin/pg_ctl" -D "$dir/data" -m immediate -s -w stop >/dev/null; fi
    rm -rf "$dir"
}

case "${1:-}" in
    start) start ;;
    stop) stop ;;
    *) die "usage: postgres.sh start|stop" ;;
esac
