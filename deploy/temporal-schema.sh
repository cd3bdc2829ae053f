#!/bin/sh
# Makes Temporal's two databases, or brings them up to date. Run it before every start of a newer server.
set -eu
schema=${TEMPORAL_SCHEMA_DIR:-/etc/temporal/schema/postgresql/v12}

export SQL_PASSWORD="$POSTGRES_PWD" # not an argument, which every process could read

sql() {
    database=$1
    shift
    temporal-sql-tool --plugin postgres12 --ep "$POSTGRES_SEEDS" --port "$DB_PORT" --user "$POSTGRES_USER" --database "$database" "$@"
}

prepare() {
    sql "$1" create-database --defaultdb postgres
    # A database that has a schema keeps it; the first update of a new one fails and says so.
    if ! sql "$1" update-schema --schema-dir "$schema/$2/versioned"; then
        sql "$1" setup-schema --version 0.0
        sql "$1" update-schema --schema-dir "$schema/$2/versioned"
    fi
}

prepare temporal temporal
prepare temporal_visibility visibility
