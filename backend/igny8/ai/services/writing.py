"""Plain paragraphs for functions whose provider does not follow full prompts (no ``Skill.INSTRUCTIONS``)."""

from collections.abc import Sequence

from igny8.ai.base import ChatAnswer, ChatRequest, EmbedAnswer, RunContext, Skill
from igny8.ai.providers.local_writing import write_paragraph
from igny8.ai.providers.plain_prose import ACRONYMS, stems_of

#: Abbreviations the model knows.
WELL_KNOWN = ACRONYMS
_ONE_WORD = 3  # tokens: the word, and the marks of beginning and end


class _Provider:
    """A run as the writer of paragraphs sees a provider: tokens, cancelling and deadline stay with the run."""

    def __init__(self, ctx: RunContext) -> None:
        self._ctx = ctx
        self.skills: frozenset[Skill] = frozenset({Skill.CHAT, Skill.EMBEDDINGS})

    def chat(self, request: ChatRequest) -> ChatAnswer:
        return self._ctx.chat(request)

    def embed(self, texts: Sequence[str], *, deadline_s: float = 120.0) -> EmbedAnswer:
        return self._ctx.embed(texts)


def paragraph_write(
    ctx: RunContext,
    *,
    topic: str,
    heading: str,
    keywords: Sequence[str] = (),
    points: Sequence[str] = (),
    previous: Sequence[str] = (),
    beside: Sequence[str] = (),
    min_words: int = 40,
    max_words: int = 110,
    seed: int = 0,
    subject: str = "",
    openings: Sequence[str] = (),
    deadline_s: float = 120.0,
) -> str | None:
    """One paragraph that passed every check, or None: what the model could not write is left out.

    :param subject: what it is about, as a phrase for the middle of a sentence; from the heading when empty.
    :param openings: beginnings to choose from, with ``{subject}`` after their third word; the usual ones when empty.
    :param previous: paragraphs the article already has, which must not be repeated.
    :param beside: those of the same section, whose meaning must not be repeated either.
    :raises ProviderError: the model cannot be reached. :raises RunStopped: cancelled or out of time.
    """
    provider = _Provider(ctx)
    written = write_paragraph(
        provider,
        topic=topic,
        heading=heading,
        keywords=keywords,
        points=points,
        previous=previous,
        beside=beside,
        min_words=min_words,
        max_words=max_words,
        seed=seed,
        embeddings=provider,
        subject=subject,
        openings=openings,
        deadline_s=deadline_s,
    )
    return written.text if written else None


def content_stems(text: str) -> set[str]:
    """The words of ``text`` that carry meaning, cut so that plural and verb forms meet."""
    return stems_of(text)


def is_familiar(ctx: RunContext, word: str) -> bool:
    """Whether the sentence encoder has ``word`` in its vocabulary: abbreviations and rare names come in pieces.

    :raises ProviderError: the encoder cannot be reached.
    """
    tokens = ctx.embed([word]).usage.tokens_in
    return tokens <= _ONE_WORD
