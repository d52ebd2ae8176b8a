from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "igny8.content"
    label = "content"

    def ready(self) -> None:
        from igny8.ai.services.functions import function_register
        from igny8.content import subscribers  # noqa: F401
        from igny8.content.ai.generate_content import GenerateContent
        from igny8.content.ai.generate_image_prompts import GenerateImagePrompts
        from igny8.content.ai.generate_images import GenerateImages

        for function in (GenerateContent(), GenerateImagePrompts(), GenerateImages()):
            function_register(function)
