"""Content packs of any size, for measuring."""
import json
import pathlib

WORDS = ("sjön skogen torget cykeln kaffet tåget huset barnen jobbet stigen båten biblioteket matchen kvällen "
         "morgonen grannen verkstaden ladan stranden musiken").split()


def sentence(seed: int) -> str:
    picked = [WORDS[(seed * 7 + i * 13 + seed // (i + 3)) % len(WORDS)] for i in range(14)]
    return " ".join(picked).capitalize() + "."


def text(seed: int, paragraphs: int) -> str:
    return "\n\n".join(" ".join(sentence(seed * 31 + p * 5 + s) for s in range(6)) for p in range(paragraphs))


def write(folder: pathlib.Path, pages: int, paragraphs: int) -> None:
    """The smallest site there is, and `pages` plain pages at /om/p0 …, each with its own text."""
    def put(name: str, content: object) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False))

    def document(reference: str, slug: str, body: dict) -> None:
        put(f"documents/{reference}/document.json", {"owner": "region"})
        put(f"documents/{reference}/sv.json", {"slug": slug, "status": "published", "body": body})

    put("pack.json", {"format": 1, "name": "bench", "time_zone": "Europe/Stockholm", "languages": ["sv"],
                      "organisations": [{"key": "region", "name": "Region Exempel"}]})
    lost = {"title": "Här är det tomt", "text": "Sidan finns inte."}
    document("site/site", "", {"title": "Exempel", "tagline": "Flytta hit.", "description": "Om att bo här.",
                               "notice": "Ett exempel.", "publisher": "Region Exempel", "not_found": lost, "error": lost})
    document("home/home", "", {"title": "Bo här", "description": "Därför.", "headline": "Här finns det plats.",
                               "lead": {"markdown": "Välkommen."}})
    for i in range(pages):
        document(f"page/p{i}", f"p{i}", {"title": f"Sida {i}", "description": sentence(i),
                                         "text": {"markdown": text(i, paragraphs)}})
