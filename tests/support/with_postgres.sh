#!/bin/sh
# use: with_postgres.sh COMMAND…
# Runs COMMAND with SMARTMOVE_TEST_POSTGRES naming a PostgreSQL server of its own: in a temporary folder, on a Unix socket
# only, as an ordinary user, gone afterwards. Its exit code is COMMAND's.
set -eu

if [ $# -eq 0 ]; then
  echo "use: with_postgres.sh COMMAND…" >&2
  exit 2
fi

programs=${SMARTMOVE_POSTGRES_BIN:-/usr/lib/postgresql/15/bin}
if [ ! -x "$programs/initdb" ]; then
  echo "with_postgres.sh: there is no PostgreSQL in $programs: install Debian's postgresql-15." >&2
  exit 1
fi

# The server refuses to run as root.
as_server=
if [ "$(id -u)" -eq 0 ]; then
  server=nobody
  if id postgres >/dev/null 2>&1; then server=postgres; fi
  as_server="setpriv --reuid=$server --regid=$(id -g "$server") --clear-groups"
fi

# A socket's path may be 107 bytes long, so not in a TMPDIR of any length.
folder=$(mktemp -d /tmp/smartmove-postgres.XXXXXX)
stopped=
stop() {
  [ -z "$stopped" ] || return 0
  stopped=yes
  cd /
  if [ -f "$folder/data/postmaster.pid" ]; then
    $as_server "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  fi
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
  echo "with_postgres.sh: $1" >&2
  cat "$folder/log" >&2 2>/dev/null || true
  exit 1
}

: >"$folder/log"
[ -z "$as_server" ] || chown -R "$server" "$folder"
here=$PWD
cd "$folder" # one that the server's user may be in
$as_server "$programs/initdb" -D "$folder/data" -U smartmove --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync \
  >>"$folder/log" 2>&1 || fail "initdb failed:"
cat >>"$folder/data/postgresql.conf" <<CONFIGURATION
listen_addresses = ''
unix_socket_directories = '$folder'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
CONFIGURATION
$as_server "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 start >/dev/null 2>&1 </dev/null ||
  fail "the server did not start:"
cd "$here"

# How a test that may do so stops and starts it: this and what to do.
SMARTMOVE_TEST_POSTGRES_CONTROL="$as_server $programs/pg_ctl -D $folder/data -l $folder/log"
export SMARTMOVE_TEST_POSTGRES_CONTROL
SMARTMOVE_TEST_POSTGRES="postgres://smartmove@/postgres?host=$folder"
export SMARTMOVE_TEST_POSTGRES
code=0
"$@" || code=$?
exit "$code"
