#!/bin/sh
# Makes the namespace and the search attributes that operators find runs by, where they are not there yet.
set -eu
tries=60
until temporal operator cluster health >/dev/null 2>&1; do
    tries=$((tries - 1))
    if [ "$tries" -eq 0 ]; then
        echo "Temporal does not answer at $TEMPORAL_ADDRESS" >&2
        exit 1
    fi
    sleep 2
done

if ! temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
    temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "${TEMPORAL_RETENTION:-720h}"
fi

# The server's caches take some seconds to learn of a new namespace.
attributes() { temporal operator search-attribute list --namespace "$TEMPORAL_NAMESPACE"; }
tries=30
until known=$(attributes 2>/dev/null); do
    tries=$((tries - 1))
    if [ "$tries" -eq 0 ]; then
        attributes
        exit 1
    fi
    sleep 1
done

for name in Run Site Document Locale Stage Step Reviewer; do
    if ! printf '%s\n' "$known" | grep -qw "Dragoman$name"; then
        temporal operator search-attribute create --namespace "$TEMPORAL_NAMESPACE" --name "Dragoman$name" --type Keyword
    fi
done
