from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "igny8.planning"
    label = "planning"

    def ready(self) -> None:
        from igny8.ai.services.functions import function_register
        from igny8.planning.ai.auto_cluster import AutoCluster
        from igny8.planning.ai.generate_ideas import GenerateIdeas

        function_register(AutoCluster())
        function_register(GenerateIdeas())
