"""What the service is compared with: each does one thing, under the service's own settings.

`python -m gunicorn --config python:tests.bench.servers.settings tests.bench.servers.NAME:app`
"""
