"""The product's Celery application with the probe registered, for tests that kill real workers."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igny8.config.settings.test")

import django

django.setup()

from igny8.config.celery import app  # noqa: E402
from tests.support.probe import install  # noqa: E402

install()

__all__ = ["app"]
