"""Composition root: the only package that imports everything."""

from igny8.config.celery import app as celery_app

__all__ = ["celery_app"]
