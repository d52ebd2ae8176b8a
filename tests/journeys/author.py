"""A capable model, as far as a test needs one: reads the schema and the prompt, and answers what was asked."""

import hashlib
import json
import math
import re
from typing import Any

from tests.support.standin import good_answers

SIZE = 96


def answer(request: dict[str, Any]) -> str:
    """The assistant's text for one chat request."""
    form = request["response_format"]["json_schema"]["name"]
    said = "\n".join(m["content"] for m in request["messages"] if m["role"] in {"system", "user"})
    return json.dumps(FORMS[form](said), ensure_ascii=False)


def clusters(said: str) -> dict[str, Any]:
    """Every group of the request keeps its own keywords."""
    start = said.index("[{")
    groups, _ = json.JSONDecoder().raw_decode(said[start:])
    return {
        "groups": [
            {
                "id": group["id"],
                "name": group["working_name"].title(),
                "description": f"People who search for {group['keywords'][0]['keyword']} want to know how it is done.",
                "intent": "informational",
                "keyword_ids": [keyword["id"] for keyword in group["keywords"]],
            }
            for group in groups
        ]
    }


def ideas(said: str) -> dict[str, Any]:
    """One idea on the first keyword of the list."""
    listed = re.search(r"Keywords with monthly searches and intent:\n(.*?)\n\n", said, re.DOTALL)
    assert listed
    keywords = [line.removeprefix("- ").split(" | ")[0] for line in listed[1].splitlines()]
    main = keywords[0]
    outline = [
        {
            "heading": f"What {main} Means for You",
            "points": ["who it is for", "what to expect"],
            "keywords": keywords[:2],
        },
        {"heading": "What You Need", "points": ["equipment", "room"], "keywords": keywords[2:4]},
        {"heading": "Step by Step", "points": ["prepare", "do", "check"], "keywords": []},
        {"heading": "Common Mistakes", "points": ["haste", "wrong size"], "keywords": []},
    ]
    return {
        "ideas": [
            {
                "title": f"{main.capitalize()}: A Calm Guide",
                "description": f"Answers what people ask about {main}, for readers who begin.",
                "angle": "Says first what to do and then why.",
                "primary_keyword": main,
                "keywords": keywords[1:8],
                "outline": outline,
                "content_type": "post",
                "intent": "informational",
                "role": "spoke",
            }
        ]
    }


def outline(said: str) -> dict[str, Any]:
    names = ("First Things First", "What You Need", "Step by Step", "When It Goes Wrong")
    return {"sections": [{"heading": name, "points": ["what matters"], "keywords": []} for name in names]}


def section(said: str) -> dict[str, Any]:
    """Two paragraphs and a list; no two sections of two pages are alike."""
    page = re.search(r"^Article: (.+)$", said, re.MULTILINE)
    part = re.search(r'Write the section "(.+?)", about', said)
    assert page
    topic, name = page[1], part[1] if part else "the opening"
    mark = hashlib.sha256(f"{topic}{name}".encode()).hexdigest()
    items = "".join(f"<li>Check the {word} before you go on.</li>" for word in words(mark, 4))
    return {
        "html": f"<p>For {topic}, {name.lower()} begins with {' and '.join(words(mark[8:], 2))}. Take what you have at home, "
        f"and add the {words(mark[16:], 1)[0]} later.</p><p>Keep notes of each attempt: the {words(mark[20:], 1)[0]} changes "
        f"more than people expect, and a note shows it.</p><ul>{items}</ul>",
        "summary": f"{name}: start small and keep notes.",
    }


def meta(said: str) -> dict[str, Any]:
    page = re.search(r"^Article: (.+)$", said, re.MULTILINE)
    assert page
    return {
        "meta_title": page[1][:60],
        "meta_description": f"{page[1]}, explained step by step for people who begin."[:150],
        "details": {"short_description": f"{page[1]}, step by step."[:300]},
    }


def pictures(said: str) -> dict[str, Any]:
    asked = re.search(r"(\d+) images inside the text", said)
    one = {
        "prompt": "A wooden table by a window, soft daylight, calm composition.",
        "alt_text": "A table by a window",
        "caption": "",
    }
    return {"featured": one, "in_article": [one] * int(asked[1] if asked else 0)}


FORMS = {
    "clusters": clusters,
    "ideas": ideas,
    "PostOutlineAnswer": outline,
    "PostSectionAnswer": section,
    "PostMetaAnswer": meta,
    "PicturesAnswer": pictures,
}
_WORDS = (
    "water",
    "filter",
    "scale",
    "kettle",
    "grinder",
    "spoon",
    "timer",
    "cup",
    "beans",
    "basket",
    "lid",
    "heat",
    "light",
    "order",
    "cloth",
    "jar",
)


def words(mark: str, count: int) -> list[str]:
    """Words chosen by a hash: different for each section, the same in each run."""
    return [_WORDS[int(digit, 16)] for digit in mark[:count]]


def embeddings(request: dict[str, Any]) -> dict[str, Any]:
    """Vectors by the words of a text, so that keywords about the same thing are near each other."""
    texts = request["input"] if isinstance(request["input"], list) else [request["input"]]
    rows = [{"object": "embedding", "index": i, "embedding": direction(str(t))} for i, t in enumerate(texts)]
    return {"object": "list", "model": request["model"], "data": rows, "usage": {"prompt_tokens": 9, "total_tokens": 9}}


def direction(text: str) -> list[float]:
    vector = [0.0] * SIZE
    for word in text.lower().split():
        for slot, byte in enumerate(hashlib.shake_128(word.encode()).digest(SIZE)):
            vector[slot] += byte / 127.5 - 1.0
    length = math.hypot(*vector) or 1.0
    return [value / length for value in vector]


def learn(monkeypatch: Any) -> None:
    """Let the stand-in use these embeddings."""
    monkeypatch.setattr(good_answers, "embeddings", embeddings)
