"""The files of the repository, as a clone has them: what builds, services and editors leave behind is not among them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {
    ".git", ".venv", "var", "node_modules", "dist", "build", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache",
    ".import_linter_cache", ".hypothesis", ".schemathesis", "static",
}  # fmt: skip


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in LEFT_OUT or path.name.endswith(".egg-info") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.name != ".env":
            yield path


@cache
def files() -> tuple[Path, ...]:
    """Every file."""
    return tuple(_walk(ROOT))


def named(path: Path) -> str:
    """The path inside the repository."""
    return path.relative_to(ROOT).as_posix()


def code(*suffixes: str) -> list[Path]:
    """Files with one of these endings that a person writes."""
    return [p for p in files() if p.suffix in suffixes and "migrations" not in p.parts and "samples" not in p.parts]


def product() -> list[Path]:
    """The Python of the product itself."""
    return [p for p in code(".py") if named(p).startswith("backend/igny8/")]
