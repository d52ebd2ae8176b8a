"""The tools whose files are recognised by the names of their columns. One entry is one tool."""

from dataclasses import dataclass

from igny8.planning.formats.headers import field_of


@dataclass(frozen=True, slots=True)
class Tool:
    """How a tool's export is recognised.

    :param key: stored as the keyword's ``source_tool``.
    :param label: name for people.
    :param signatures: sets of normalised headers; the file is the tool's when all names of one set are there.
    :param fields: headers that mean something else here than usually; ``None`` for "not a field".
    """

    key: str
    label: str
    signatures: tuple[frozenset[str], ...]
    fields: dict[str, str | None]


def _sets(*signatures: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(names.split("|")) for names in signatures)


# The order decides between tools that share names: the more particular ones stand first.
TOOLS: tuple[Tool, ...] = (
    Tool(
        "ahrefs_organic",
        "Ahrefs Organic keywords",
        _sets(
            "keyword|current position|current url",
            "keyword|current position|organic traffic",
            "keyword|current organic traffic|kd",
            "keyword|position|url|difficulty|traffic|last update",
            "keyword|position history",
        ),
        {"traffic": None, "clicks": None},
    ),
    Tool(
        "ahrefs_keywords_explorer",
        "Ahrefs Keywords Explorer",
        _sets(
            "keyword|difficulty|volume|parent keyword",
            "keyword|difficulty|volume|parent topic",
            "keyword|difficulty|volume|global volume",
            "keyword|difficulty|volume|cps",
            "keyword|kd|volume|traffic potential",
            "#|keyword|country|difficulty|volume",
        ),
        # Clicks here are all clicks on the results page by clickstream, not clicks on the user's site.
        {"clicks": None, "traffic potential": None},
    ),
    Tool(
        "semrush_organic",
        "Semrush Organic Positions",
        _sets(
            "keyword|position|search volume|url|traffic cost",
            "keyword|position|search volume|url|traffic cost (%)",
            "keyword|position|search volume|url|keyword intents",
            "keyword|position|search volume|url|serp features by keyword",
            "keyword|position|search volume|url|keyword difficulty",
        ),
        {},
    ),
    Tool(
        "ubersuggest",
        "Ubersuggest",
        _sets(
            "keyword|seo difficulty",
            "keywords|seo difficulty",
            "keyword|paid difficulty",
            "keywords|paid difficulty",
            "keyword|search difficulty",
            "keywords|search difficulty",
            "keyword|sd|pd",
            "keywords|sd|pd",
        ),
        {},
    ),
    Tool(
        "moz",
        "Moz Keyword Explorer",
        _sets(
            "keyword|monthly volume|difficulty",
            "keyword|organic ctr",
            "keyword|min volume|max volume",
            "keyword|difficulty|priority",
            "keyword|minimum volume|maximum volume",
        ),
        {},
    ),
    Tool(
        "keyword_planner",
        "Google Keyword Planner",
        _sets(
            "keyword|avg. monthly searches",
            "keyword|avg. monthly searches (exact match only)",
            "keyword|top of page bid (low range)",
            "keyword|competition (indexed value)",
        ),
        {"clicks": None, "impressions": None, "position": None},
    ),
    Tool(
        "semrush_magic",
        "Semrush Keyword Magic",
        _sets(
            "keyword|volume|keyword difficulty",
            "keyword|volume|competitive density",
            "keyword|intent|volume|kd",
            "keyword|intent|volume|kd %",
            "keyword|intent|volume|cpc (usd)",
            "keyword|volume|number of results",
            "keyword|search volume|keyword difficulty index",
            "keyword|search volume|cpc|competition|number of results",
        ),
        {"page": None},
    ),
)

LABELS = {tool.key: tool.label for tool in TOOLS} | {
    "search_console": "Google Search Console",
    "plain": "List of keywords",
    "generic": "Table with a keyword column",
}


def tool_of(keys: list[str]) -> Tool | None:
    """The first tool one of whose signatures is contained in the normalised headers of a file."""
    names = frozenset(keys)
    return next((tool for tool in TOOLS if any(signature <= names for signature in tool.signatures)), None)


def map_columns(keys: list[str], tool: Tool | None) -> dict[str, int]:
    """Field to column index by header; where two columns mean one field, the left one counts."""
    mapping: dict[str, int] = {}
    for index, key in enumerate(keys):
        field = tool.fields[key] if tool and key in tool.fields else field_of(key)
        if field is not None:
            mapping.setdefault(field, index)
    return mapping
