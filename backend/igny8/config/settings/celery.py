"""Celery is only the hint that makes work start now: rows in PostgreSQL own it (docs/adr/0002)."""

CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # workers log JSON like everything else
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_RESULT_BACKEND = None
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_ENABLE_UTC = True
CELERY_TIMEZONE = "UTC"
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {"ai.work": {"queue": "ai"}}  # only what may take minutes
CELERY_WORKER_MAX_TASKS_PER_CHILD = 2000
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_TASK_SOFT_TIME_LIMIT = 900
CELERY_TASK_TIME_LIMIT = 960
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A submit answers although the broker is down: the sweeper finds what a lost hint left behind.
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 3, "socket_connect_timeout": 2, "max_retries": 1}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BEAT_SCHEDULE = {
    "sweep-runs": {"task": "ai.sweep", "schedule": 5.0},
    "relay-events": {"task": "core.relay_events", "schedule": 5.0},
    "audit-ledger": {"task": "billing.audit_ledger", "schedule": 24 * 3600.0},
    "renew-credits": {"task": "billing.renew_credits", "schedule": 3600.0},
    "sweep-publications": {"task": "publishing.sweep", "schedule": 15.0},
    "sweep-indexnow": {"task": "publishing.indexnow_sweep", "schedule": 15.0},
    "purge-indexnow": {"task": "publishing.indexnow_purge", "schedule": 24 * 3600.0},
    "sweep-synchronisations": {"task": "integration.sweep", "schedule": 15.0},
    "purge-synchronisations": {"task": "integration.purge", "schedule": 24 * 3600.0},
    "sweep-imports": {"task": "planning.sweep_imports", "schedule": 15.0},
    "heartbeat": {"task": "system.heartbeat", "schedule": 15.0},
    "send-mails": {"task": "accounts.send_mails", "schedule": 15.0},
    "purge-mails": {"task": "accounts.purge_mails", "schedule": 24 * 3600.0},
    "purge-expired": {"task": "core.purge_expired", "schedule": 3600.0},
}
