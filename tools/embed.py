#!/usr/bin/env python3
"""Writes OUT.cpp and OUT.S: every template, translation, migration, asset and font, and the colours, as bytes of the binary.

use: embed.py OUT KIND FOLDER [KIND FOLDER ...]
The lists are read through src/base/embedded.hpp.
"""
import sys
from pathlib import Path


def files_of(kind: str, folder: Path) -> list[tuple[str, Path]]:
    """(name in the binary, file) pairs, sorted by name."""
    if kind == "templates":  # feature/name.html, shared ones as theme/name.html
        found = [(f"{p.parent.parent.name}/{p.name}", p) for p in folder.glob("src/*/templates/*.html")]
        found += [(f"theme/{p.name}", p) for p in folder.glob("themes/templates/*.html")]
    elif kind == "themes":  # the colours; the rest is in the built style sheet
        found = [("tokens.css", folder / "tokens.css")]
    else:
        found = [(p.name, p) for p in folder.iterdir() if p.is_file()]
    return sorted(found)


def main() -> None:
    out = sys.argv[1]
    kinds = list(zip(sys.argv[2::2], sys.argv[3::2]))
    assembler = [".section .rodata"]
    declarations: list[str] = []
    lists: list[str] = []
    number = 0
    for kind, folder in kinds:
        rows = []
        for name, path in files_of(kind, Path(folder)):
            size = path.stat().st_size
            symbol = f"smartmove_embedded_{number}"
            number += 1
            assembler += [f".global {symbol}", f"{symbol}:", f'.incbin "{path.resolve()}"', ".byte 0"]
            declarations.append(f'extern "C" const char {symbol}[];')
            rows.append(f'    {{"{name}", {{{symbol}, {size}}}}},')
        lists += [f"std::span<const File> {kind}() {{", f"  static const File files[] = {{" if rows else ""]
        if rows:
            lists += rows + ["  };", "  return files;"]
        else:
            lists.append("  return {};")
        lists.append("}")
    assembler.append('.section .note.GNU-stack,"",@progbits')
    Path(out + ".S").write_text("\n".join(assembler) + "\n")
    Path(out + ".cpp").write_text("\n".join(
        ['#include "base/embedded.hpp"', *declarations, "namespace smartmove::base::embedded {", *lists, "}"]) + "\n")


main()
