"""Paragraphs from the built-in model: a prompt it can follow, several tries, and only what passes every check.

The model has 135 million parameters. Asked for a section of an article it talks about articles; given the first words
of the paragraph it stays with the subject. So the answer is begun for it, and a different beginning is used for each try.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from igny8.ai.messages import ChatProvider, ChatRequest, EmbeddingProvider, Message, Usage

from .plain_prose import can_open, is_harmless, overlap, sentences_of, stems_of, words_of

_TRIES = 3
_TOKENS_PER_WORD = 1.5
_MOST_OVERLAP = 0.25
#: Cosine of MiniLM vectors with "heading. topic"; good paragraphs of the trials had 0.75 on average.
_LEAST_SIMILARITY = 0.33
_LEAST_SIMILARITY_OF_ALL = 0.55
_SAME_MEANING = 0.85  # of two paragraphs

_QUESTION_OPENING = "When it comes to {subject},"
_OPENINGS = (
    _QUESTION_OPENING,
    "The main thing to understand about {subject} is that",
    "If you are new to {subject}, it helps to",
    "One of the most useful things to know about {subject} is",
)
#: These need a thing, in one to three words, that somebody can use or do.
_OPENINGS_FOR_THINGS = (
    *_OPENINGS,
    "To get the most out of {subject}, start with",
    "Before you decide anything about {subject}, think about",
    "A good way to approach {subject} is to",
    "Getting {subject} right begins with",
)
_ASKING = frozenset(("how", "what", "why", "when", "where", "which", "who", "is", "are", "can", "do", "does", "should"))
_NOT_A_THING = frozenset(
    ("basics", "best", "checklist", "common", "cost", "costs", "mistakes", "price", "prices", "tips", "types", "vs")
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One accepted paragraph of plain text. ``tries`` counts the calls it took, ``usage`` sums them."""

    text: str
    words: int
    tries: int
    usage: Usage


def write_paragraph(
    chat: ChatProvider,
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
    embeddings: EmbeddingProvider | None = None,
    subject: str = "",
    openings: Sequence[str] = (),
    deadline_s: float = 120.0,
) -> Paragraph | None:
    """A paragraph for the section ``heading`` of an article about ``topic``, or ``None`` rather than rubbish.

    :param keywords: phrases of the section; their words may be written with capitals.
    :param points: what the section is about, in a few words each; the first ones are put to the model.
    :param previous: paragraphs the article already has, which must not be repeated.
    :param beside: those of the same section: with ``embeddings``, a paragraph that says the same is refused.
    :param seed: same seed and arguments, same paragraph.
    :param embeddings: where given, sentences that stray from the subject are left out too.
    :param subject: what the paragraph is about, as a phrase for the middle of a sentence; from the heading when empty.
    :param openings: beginnings of a paragraph of advice to choose from, with ``{subject}`` after their third word; the
        usual ones when empty.
    :param deadline_s: seconds for all tries together.
    :raises ProviderError: the model cannot be reached or answers nothing.
    """
    subject = subject or _subject(heading, topic)
    vocabulary = words_of(" ".join([topic, heading, *keywords, *points]))
    if not _is_latin(subject):
        return None
    until = time.monotonic() + deadline_s
    tokens_in = tokens_out = 0
    for attempt in range(_TRIES):
        left = until - time.monotonic()
        if attempt and left < deadline_s / 2:
            break  # on a slow machine a try begun late would only end in a timeout
        opening = _opening(subject, previous, seed + attempt, openings)
        answer = chat.chat(
            ChatRequest(
                messages=_messages(topic, subject if openings else heading, points, opening, advises=bool(openings)),
                max_tokens=round(max_words * _TOKENS_PER_WORD) + 30,
                temperature=(0.45, 0.6, 0.75)[attempt],
                seed=seed * 101 + attempt,
                stop=("\n",),
                avoid_repetition=True,
                deadline_s=left,
            )
        )
        tokens_in += answer.usage.tokens_in
        tokens_out += answer.usage.tokens_out
        text = answer.text.strip()
        if not text.startswith(opening):  # some servers return the beginning they were given, some do not
            text = f"{opening} {text}"
        kept = _kept(text, opening, vocabulary, previous, max_words)
        if embeddings is not None and kept:
            kept = _near(kept, f"{heading}. {topic}", embeddings)
        if embeddings is not None and kept and _says_the_same(kept, beside, embeddings):
            kept = []
        paragraph = " ".join(kept)
        if len(words_of(paragraph)) >= min_words and _stays_on(paragraph, opening, topic, heading, keywords):
            usage = Usage(tokens_in, tokens_out, estimated=answer.usage.estimated)
            return Paragraph(paragraph, len(words_of(paragraph)), attempt + 1, usage)
    return None


def _messages(topic: str, heading: str, points: Sequence[str], opening: str, *, advises: bool = False) -> list[Message]:
    about = f" Mention {', '.join(points[:3])}." if points else ""
    request = f"Write a short paragraph that explains {_lowered(heading)} to somebody interested in {topic}.{about}"
    if advises:
        request = (
            f"Write a short paragraph of practical advice on {heading} for somebody interested in {topic}."
            f" Speak to the reader as you.{about}"
        )
    return [Message("user", request), Message("assistant", opening)]


def _subject(heading: str, topic: str) -> str:
    """What the paragraph is about, as a phrase that fits into the middle of a sentence."""
    phrase = _lowered(heading.strip().rstrip("?.!:").split(":")[0])
    return phrase if 0 < len(phrase.split()) <= 9 else topic


def _lowered(heading: str) -> str:
    """``heading`` with a small first letter, unless its first word is a name or an abbreviation."""
    first, _, rest = heading.partition(" ")
    return f"{first.lower()} {rest}".strip() if first[1:].islower() or len(first) == 1 else heading


def _opening(subject: str, previous: Sequence[str], number: int, wanted: Sequence[str] = ()) -> str:
    """The next way to begin that no paragraph before has used."""
    words = subject.lower().split()
    if not wanted and words[0] in _ASKING:
        return _QUESTION_OPENING.format(subject=subject)
    is_thing = len(words) <= 3 and not words[0].endswith("ing") and not _NOT_A_THING & set(words)
    suited = wanted or (_OPENINGS_FOR_THINGS if is_thing else _OPENINGS)
    begun = {" ".join(text.split()[:3]) for text in previous}
    fresh = [opening for opening in suited if " ".join(opening.split()[:3]) not in begun] or suited
    return fresh[number % len(fresh)].format(subject=subject)


def _kept(text: str, opening: str, vocabulary: list[str], previous: Sequence[str], max_words: int) -> list[str]:
    kept: list[str] = []
    size = 0
    for sentence in sentences_of(text):
        if not is_harmless(sentence, vocabulary=vocabulary) or (not kept and not can_open(sentence)):
            continue
        body = sentence.removeprefix(opening)
        if overlap(body, [*previous, *kept]) > _MOST_OVERLAP:
            continue
        size += len(words_of(sentence))
        if size > max_words:
            break
        kept.append(sentence)
    return kept


def _near(sentences: list[str], subject: str, embeddings: EmbeddingProvider) -> list[str]:
    """The sentences whose meaning is near to the subject; none where even together they are not near enough."""
    similarity = _similarities(subject, sentences, embeddings)
    kept = [sentence for sentence, near in zip(sentences, similarity, strict=True) if near >= _LEAST_SIMILARITY]
    while kept and not can_open(kept[0]):
        kept.pop(0)
    if not kept or _similarities(subject, [" ".join(kept)], embeddings)[0] < _LEAST_SIMILARITY_OF_ALL:
        return []
    return kept


def _says_the_same(sentences: list[str], beside: Sequence[str], embeddings: EmbeddingProvider) -> bool:
    return bool(beside) and max(_similarities(" ".join(sentences), beside, embeddings)) > _SAME_MEANING


def _similarities(subject: str, texts: Sequence[str], embeddings: EmbeddingProvider) -> list[float]:
    target, *rows = embeddings.embed([subject, *texts]).vectors
    return [sum(a * b for a, b in zip(target, row, strict=True)) for row in rows]


def _stays_on(paragraph: str, opening: str, topic: str, heading: str, keywords: Sequence[str]) -> bool:
    """Whether the part the model wrote itself speaks of the subject at all."""
    own = stems_of(paragraph.replace(opening, ""))
    return bool(own & stems_of(" ".join([topic, heading, *keywords])))


def _is_latin(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(char < "ɐ" for char in letters)
