"""Files of the review page, as a browser saves them."""

import json
import re

from tests.conftest import part, read_csv

EVA, BEN = "eva-0123456789abcdef", "ben-0123456789abcdef"


def item(project, text, status="niet akkoord", remark="", **more):
    """An answer on the number that is printed as `text`."""
    row = next(one for one in read_csv(project.output / "numbers.csv") if one["text"] == text)
    place = f"{row['document']}: {row['location']}"
    answer = {"key": row["key"], "kind": "number", "place": place, "text": text}
    return answer | {"status": status, "remark": remark} | more


def version(project):
    """The version that the concept names."""
    return re.search(r"versie (\w{7})", part(project.output / "rapport.docx", "word/header1.xml"))[
        1
    ]


def answers(project, name, *items, **more):
    """A file with these answers; `browser` says who wrote it."""
    content = {
        "format": "report-builder-review/1",
        "edition": "2026",
        "version": version(project),
        "reviewer": "IND",
        "saved": "2026-05-03T09:00:00Z",
        "items": list(items),
    }
    path = project.root.parent / name
    path.write_text(json.dumps(content | more))
    return path
