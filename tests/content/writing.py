"""Answers of a capable provider for the writer's questions."""

import json
from typing import Any

PROSE = (
    "Fresh beans make the biggest difference, so look for a roast date and buy small bags. Store them in a closed jar away from "
    "light, and grind only what you need. Water matters as well: use what you would drink, just off the boil. "
)
FEWER = {"CategoryOutlineAnswer": 2, "TaxonomyOutlineAnswer": 1}
SHORT = {"short_description": "Better coffee at home, step by step."}
LISTS: dict[str, dict[str, Any]] = {
    "ProductMetaAnswer": {
        "highlights": ["Oak handle that stays cool", "Keeps 900 ml warm"],
        "attributes": [{"name": "Material", "options": ["Steel", "Oak"]}, {"name": "Volume", "options": ["900 ml"]}],
    },
    "ServiceMetaAnswer": {
        "includes": ["Cleaning", "A check of the grinder"],
        "steps": ["You write to us", "We come by"],
    },
}


def good(request: dict[str, Any]) -> str:
    """Answers by the name of the schema that was asked for."""
    name = request["response_format"]["json_schema"]["name"]
    asked = request["messages"][-1]["content"]
    if name.endswith("OutlineAnswer"):
        headings = ("Choosing beans", "Grinding", "Brewing")[: FEWER.get(name, 3)]
        return json.dumps({"sections": [{"heading": h, "points": ["one"], "keywords": []} for h in headings]})
    if name.endswith("SectionAnswer"):
        mark = asked.split('"')[1] if '"' in asked.split("\n")[0] else "Opening"
        return json.dumps({"html": f"<p>{mark}. {PROSE}</p><p>{PROSE}</p>", "summary": f"About {mark}."})
    if name.endswith("MetaAnswer"):
        meta = {"meta_title": "Coffee at Home", "meta_description": "How to make better coffee at home."}
        return json.dumps({**meta, "details": {**SHORT, **LISTS.get(name, {})}})
    picture = {"prompt": "A cup on a wooden table in daylight", "alt_text": "A cup of coffee", "caption": ""}
    return json.dumps({"featured": picture, "in_article": [picture, picture]})
