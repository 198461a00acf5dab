#!/bin/sh
# Starts the image's own entrypoint with settings for one machine; preloads pg_cron where the image has it.
set -eu

set -- postgres \
  -c listen_addresses='*' \
  -c timezone=UTC \
  -c log_timezone=UTC \
  -c jit=off \
  -c log_min_error_statement=panic \
  -c log_error_verbosity=terse

if [ -e "/usr/lib/postgresql/$PG_MAJOR/lib/pg_cron.so" ]; then
  set -- "$@" -c shared_preload_libraries=pg_cron -c cron.database_name="${POSTGRES_DB:-memories}"
fi

exec docker-entrypoint.sh "$@"
