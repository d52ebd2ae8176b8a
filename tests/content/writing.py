"""Answers of a capable provider for the writer's questions."""

import json
from typing import Any

PROSE = (
    "Fresh beans make the biggest difference, so look for a roast date and buy small bags. Store them in a closed jar away from "
    "light, and grind only what you need. Water matters as well: use what you would drink, just off the boil. "
)


def good(request: dict[str, Any]) -> str:
    """Answers by the name of the schema that was asked for."""
    name = request["response_format"]["json_schema"]["name"]
    asked = request["messages"][-1]["content"]
    if name == "OutlineAnswer":
        headings = ("Choosing beans", "Grinding", "Brewing")
        return json.dumps({"sections": [{"heading": h, "points": ["one"], "keywords": []} for h in headings]})
    if name == "SectionAnswer":
        mark = asked.split('"')[1] if '"' in asked.split("\n")[0] else "Opening"
        return json.dumps({"html": f"<p>{mark}. {PROSE}</p><p>{PROSE}</p>", "summary": f"About {mark}."})
    if name == "MetaAnswer":
        return json.dumps({"meta_title": "Coffee at Home", "meta_description": "How to make better coffee at home."})
    picture = {"prompt": "A cup on a wooden table in daylight", "alt_text": "A cup of coffee", "caption": ""}
    return json.dumps({"featured": picture, "in_article": [picture, picture]})
