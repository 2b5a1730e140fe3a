#!/bin/sh
# What the container runs. The schema changes only when told to, by one container at a time.
set -eu
migrate=${COMMENTS_MIGRATE:-0}
unset COMMENTS_MIGRATE
if [ "$migrate" = 1 ]; then
    flask --app wsgi comments migrate
fi
exec python -m gunicorn --config deploy/gunicorn.conf.py --bind "${HOST:-127.0.0.1}:${PORT:-8000}"
