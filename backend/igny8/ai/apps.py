from django.apps import AppConfig


class AiConfig(AppConfig):
    name = "igny8.ai"
    label = "ai"

    def ready(self) -> None:
        from igny8.ai import subscribers  # noqa: F401
        from igny8.ai.selectors import queue_depth, runs_terminal
        from igny8.billing.registry import register_run_checker
        from igny8.system.services.status import status_probe_register

        register_run_checker(runs_terminal)
        status_probe_register("ai.runs", queue_depth)
