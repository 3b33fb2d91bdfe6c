"""Remembers what passed a check by all the text that went into it, in $XDG_CACHE_HOME/smartmove/NAME (no command)."""
import hashlib
import os
import re
from functools import lru_cache
from pathlib import Path

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


def mark_for(check: str, file: Path, roots: list[Path], *also: str) -> Path:
    """The file that stands for "FILE, all of ours it includes however deep, and ALSO have passed CHECK"."""
    digest = hashlib.sha256("\0".join([*also, *sorted(_texts_behind(file, tuple(roots)))]).encode()).hexdigest()
    folder = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "smartmove" / check
    folder.mkdir(parents=True, exist_ok=True)
    return folder / digest


def _texts_behind(file: Path, roots: tuple[Path, ...]) -> set[str]:
    seen: dict[Path, str] = {}
    waiting = [file]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        text, names = _read(current)
        seen[current] = f"{current}\0{text}"
        for name in names:
            waiting += [root / name for root in roots if (root / name).is_file()][:1]
    return set(seen.values())


@lru_cache(maxsize=None)
def _read(file: Path) -> tuple[str, list[str]]:
    text = file.read_text()
    return text, INCLUDE.findall(text)
