"""What known models cost, so that a run can show the provider's price beside the credits.

US dollars per million tokens (in, out), as listed by the open price table that the LiteLLM project publishes with its
release 1.109.1 (model_prices_and_context_window, read 2026-11-20). A model that is not listed costs ``None``: unknown,
never zero. Prices do not decide what a customer is charged; that is billing's price list.
"""

from igny8.ai.messages import Usage

_PER_MILLION: dict[str, tuple[float, float]] = {
    "gpt-4o": (2.50, 10.00),
    "gpt-4o-mini": (0.15, 0.60),
    "gpt-4.1": (2.00, 8.00),
    "gpt-4.1-mini": (0.40, 1.60),
    "gpt-4.1-nano": (0.10, 0.40),
    "gpt-5": (1.25, 10.00),
    "gpt-5-mini": (0.25, 2.00),
    "gpt-5-nano": (0.05, 0.40),
    "gpt-5.1": (1.25, 10.00),
    "gpt-5.2": (1.75, 14.00),
    "gpt-5.4": (2.50, 15.00),
    "gpt-5.4-mini": (0.75, 4.50),
    "gpt-5.4-nano": (0.20, 1.25),
    "gpt-5.5": (5.00, 30.00),
    "gpt-5.6": (4.00, 20.00),
    "gpt-6-sol": (2.00, 10.00),
    "gpt-6-luna": (0.10, 0.50),
    "o3": (2.00, 8.00),
    "o4-mini": (1.10, 4.40),
    "text-embedding-3-small": (0.02, 0.0),
    "text-embedding-3-large": (0.13, 0.0),
    "text-embedding-ada-002": (0.10, 0.0),
    "gpt-image-1": (5.00, 40.00),
    "gpt-image-1-mini": (2.00, 8.00),
    "gpt-image-1.5": (5.00, 32.00),
    "gpt-image-2": (5.00, 30.00),
}
#: Roughly four characters of English a token, one of Chinese or Japanese; on the high side for a bill.
_CHARACTERS_PER_TOKEN = 3.5


def cost_usd(model: str, *, tokens_in: int, tokens_out: int) -> float | None:
    """Price of a call in US dollars, or ``None`` for a model that is not listed.

    A dated snapshot (``gpt-4o-2024-11-20``) costs what its base model costs.
    """
    name = model.rsplit("/", 1)[-1]
    parts = name.rsplit("-", 3)
    if len(parts) == 4 and all(part.isdigit() for part in parts[1:]):
        name = parts[0]
    price = _PER_MILLION.get(name)
    if price is None:
        return None
    return round((tokens_in * price[0] + tokens_out * price[1]) / 1_000_000, 8)


def estimate_tokens(text: str) -> int:
    """Tokens of ``text`` estimated from its characters, for providers that do not count."""
    wide = sum(1 for c in text if c >= "⺀")
    return round((len(text) - wide) / _CHARACTERS_PER_TOKEN) + wide + 1 if text else 0


def usage_of(counts: object, *, model: str, sent: str, received: str) -> Usage:
    """The provider's own ``usage`` object where it makes sense, an estimate where it does not.

    :param counts: whatever the answer held under ``usage``.
    :param sent: text of the request; :param received: text of the answer, both for the estimate.
    """
    given = counts if isinstance(counts, dict) else {}
    tokens_in = _count(given.get("prompt_tokens", given.get("input_tokens")))
    tokens_out = _count(given.get("completion_tokens", given.get("output_tokens")))
    if tokens_out is None and not received:
        tokens_out = 0
    estimated = tokens_in is None or tokens_out is None
    total_in = estimate_tokens(sent) if tokens_in is None else tokens_in
    total_out = estimate_tokens(received) if tokens_out is None else tokens_out
    price = cost_usd(model, tokens_in=total_in, tokens_out=total_out)
    return Usage(tokens_in=total_in, tokens_out=total_out, cost_usd=price, estimated=estimated)


def _count(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100_000_000:
        return None
    return value
