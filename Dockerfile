# The service and nothing else: no compiler, no tests, no root.
FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    COMMENTS_HOME=/var/lib/comments HOST=0.0.0.0 PORT=8000

RUN useradd --system --uid 10001 --home-dir /var/lib/comments comments \
    && install --directory --mode=0700 --owner=comments /var/lib/comments
WORKDIR /srv

COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt
COPY wsgi.py .
COPY deploy deploy
COPY migrations migrations
COPY comments_service comments_service

USER comments
VOLUME /var/lib/comments
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s CMD ["python", "deploy/healthy.py"]
CMD ["sh", "deploy/start.sh"]
