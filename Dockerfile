# The site as one image: docker build -t tracker .
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DATA_DIR=/data \
    STATIC_ROOT=/app/static \
    HOST=0.0.0.0 \
    PORT=8000

RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin tracker \
    && install --directory --owner tracker --mode 0700 /data

WORKDIR /app
COPY requirements.txt .
RUN pip install --requirement requirements.txt
COPY . .
# Static files need no database and no secret: they are made as in development, then only read.
RUN python manage.py collectstatic --no-input --verbosity 0

USER tracker
VOLUME /data
EXPOSE 8000
ENV ENVIRONMENT=production
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "scripts/answers", "/healthz"]
CMD ["sh", "-c", "python manage.py migrate --no-input && exec scripts/serve"]
