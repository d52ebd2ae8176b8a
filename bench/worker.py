"""The Celery application the benchmark's workers run: the product's own, plus the yardstick and an instant provider."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igny8.config.settings.test")

import django

django.setup()

from celery import shared_task  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from igny8.ai.engine import providers  # noqa: E402
from igny8.ai.messages import ChatAnswer, ChatRequest, Skill, Usage  # noqa: E402
from igny8.config.celery import app  # noqa: E402
from tests.support.probe import install  # noqa: E402


class InstantProvider:
    """Answers at once, so that only the engine is measured."""

    skills = frozenset({Skill.CHAT, Skill.INSTRUCTIONS})

    def chat(self, request: ChatRequest) -> ChatAnswer:
        return ChatAnswer("ok", "instant", "stop", Usage(10, 1))


settings.OPENAI_BASE_URL = "http://127.0.0.1:9/v1"  # never called: the instant provider stands before it
providers.BUILDERS["chat"] = lambda settings: InstantProvider()
install()


@shared_task(name="bench.bare")
def bare(number: int) -> None:
    """The yardstick: a Celery task that writes one row."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_rows (number) VALUES (%s)", [number])


__all__ = ["app"]
