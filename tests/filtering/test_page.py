"""The report can be read by a person, and is safe whatever problems are called."""

from __future__ import annotations

import io
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from trainer_client.filtering import page as page_module
from trainer_client.filtering.page import Page
from trainer_client.filtering.records import ProblemRecord, SuspicionRecord, TestRecord
from trainer_client.filtering.summary import Summary


class Read(HTMLParser):
    """Texts of cells, and the tags that are there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str] = {}
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name: value or "" for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def written(records: list[ProblemRecord], title: str = "set.jsonl") -> Read:
    page, summary, file = Page(title), Summary(), io.StringIO()
    for record in records:
        summary.count(record, kept=True)
        page.add(record, ["no reason"])
    page.write(file, summary)
    return Read(file.getvalue())


def record(text: str, number: int = 1) -> ProblemRecord:
    return ProblemRecord(
        number=number,
        id=text,
        candidates=2,
        solved=1,
        tests=[TestRecord(name=text, passed=1, slowest_s=0.5)],
        suspicions=[SuspicionRecord(test=text, kind="flaky", reason=text)],
    )


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), min_size=1, max_size=80))
def test_no_text_becomes_markup(text: str) -> None:
    plain, read = written([record("x")]), written([record(text)], text)
    assert read.tags == plain.tags
    assert text in "".join(read.texts)


def test_the_page_needs_nothing_else_and_can_be_sorted() -> None:
    read = written([record("a")])
    assert not {"link", "img", "iframe"} & set(read.tags)
    assert not {"src", "href"} & read.attributes.keys()
    assert read.tags.count("button") == read.tags.count("th") == 8
    assert read.attributes["lang"] == "en"


def test_the_page_is_bounded() -> None:
    count = page_module.MOST_SHOWN + 7
    read = written([record("a", number) for number in range(count)])
    assert read.tags.count("tr") == page_module.MOST_SHOWN + 1
    assert "7 more problems are in problems.jsonl alone." in "".join(read.texts)
