"""The price list a new installation starts with: operation, credits in hundredths, units they buy, unit, description."""

from typing import Any

PRICES = (
    ("auto_cluster", 1000, 1, "request", "Group up to 50 keywords into clusters"),
    ("generate_ideas", 1500, 1, "cluster", "Content ideas for a cluster"),
    ("generate_content", 100, 100, "word", "Write an article"),
    ("generate_image_prompts", 200, 1, "content", "Describe the images of an article"),
    ("generate_images", 500, 1, "image", "Make an image"),
    ("link_content", 800, 1, "content", "Link an article to the rest of the site"),
    ("optimize_content", 100, 200, "word", "Rewrite an article for a better score"),
    ("generate_site_structure", 5000, 1, "blueprint", "Plan the pages and menus of a site"),
    ("generate_page", 2000, 1, "page", "Write a page of a site"),
)


def seed(apps: Any, schema_editor: Any) -> None:
    """Write the prices that are not there; one that staff changed stays."""
    price = apps.get_model("billing", "Price")
    for operation, credits, per_units, unit, description in PRICES:
        price.objects.get_or_create(
            operation=operation,
            defaults={
                "credits_centi": credits, "per_units": per_units, "unit_name": unit, "description": description,
            },
        )
