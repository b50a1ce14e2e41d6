"""An edit of an open document has worked out and sent only what it changed, and comes to what all of it would."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from test_annotation_update import LINES, apply_update, edited, long_profile
from written_profiles import PATH, SHOW, failed

from heatline import documents
from heatline.analysis.document_text import document_text
from heatline.analysis.figures import page_figures
from heatline.analysis.outline import text_outline
from heatline.documents import Documents, Page
from heatline.protocol import Annotation, Annotations, Move
from heatline.render.annotation_update import AnnotationUpdate
from heatline.render.annotations import annotation_texts, line_annotations
from heatline.store import Store
from heatline_runner.model import Profile

URI = f"file://{PATH}"
Shown = tuple[Annotation, ...]


class Client:
    """Shows a document as it is told to; ``parts`` are the lines that were worked out for each message."""

    def __init__(self, text: str, *profiles: Profile) -> None:
        self.store = Store()
        for each in profiles:
            self.store.put(each)
        self.documents = Documents(self.store)
        self.page: Page = self.documents.open(URI, text, 1)
        self.shown: Shown = ()
        self.told: Annotations | None = None
        self.refresh()

    def refresh(self) -> None:
        self.told = self.documents.refresh(self.page, SHOW)
        if self.told is not None:
            base = () if self.told.base is None else self.shown
            self.shown = apply_update(base, AnnotationUpdate(self.told.moves, self.told.lines))

    def edit(self, text: str) -> Annotations:
        self.documents.change(URI, text, 2)
        self.refresh()
        assert self.told is not None
        return self.told


def whole(page: Page) -> Shown:
    """What the document shows, all of it worked out."""
    files = [each.file for each in page.figures]
    figures = page_figures(files, document_text(page.text), text_outline(page.text))
    return line_annotations(figures, annotation_texts(files, SHOW))


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many lines were worked out, message by message."""
    counts: list[int] = []

    def counted(figures, texts, part=None):  # type: ignore[no-untyped-def]
        first, last = part or (1, len(figures[0].text))
        counts.append(max(0, last - first + 1))
        return line_annotations(figures, texts, part)

    monkeypatch.setattr(documents, "line_annotations", counted)
    return counts


PROFILES = [
    (long_profile(),),
    (long_profile(), replace(long_profile(hits=5), engine="line_memory")),
    (replace(long_profile(), run=failed(33)),),
]


@pytest.mark.parametrize("profiles", PROFILES, ids=["one", "two", "failed"])
@pytest.mark.parametrize("seed", range(10))
def test_any_series_of_edits_arrives_as_if_all_were_worked_out(seed: int, profiles: tuple[Profile, ...]) -> None:
    chance = random.Random(seed)
    client, lines = Client("\n".join(LINES), *profiles), LINES

    for _ in range(8):
        lines = edited(chance, lines)
        client.edit("\n".join(lines))
        assert client.shown == client.page.annotations == whole(client.page)


@pytest.mark.parametrize("seed", range(10))
def test_a_change_on_one_line_of_a_statement_is_one_of_all_its_lines(seed: int) -> None:
    chance = random.Random(seed)
    text = "\n".join(f"x = call({at},\n         {at},\n         {at})" for at in range(40))
    client = Client(text, replace(long_profile(), sources={PATH: document_text(text).source}))
    lines = text.split("\n")

    for _ in range(8):
        at = chance.randrange(len(lines))
        lines[at] = chance.choice((lines[at] + " # seen", lines[at].replace(",", ", 1,", 1), text.split("\n")[at]))
        client.edit("\n".join(lines))
        assert client.shown == client.page.annotations == whole(client.page)


@pytest.mark.parametrize("at", [0, 100, 199])
def test_a_line_typed_anywhere_sends_no_line_and_works_out_next_to_none(worked_out: list[int], at: int) -> None:
    client = Client("\n".join(LINES), long_profile())
    told = client.edit("\n".join([*LINES[:at], "new()", *LINES[at:]]))

    assert worked_out[0] == 200
    assert (told.lines, worked_out[1]) == ((), 1)
    assert len(told.moves) <= 2


@pytest.mark.parametrize("at", [1, 101, 198])
def test_a_letter_typed_anywhere_sends_its_line(worked_out: list[int], at: int) -> None:
    client = Client("\n".join(LINES), long_profile())
    told = client.edit("\n".join([*LINES[:at], LINES[at] + "x", *LINES[at + 1 :]]))

    assert told.lines == (Annotation(at + 1, "stale", None, "stale"),)
    assert worked_out[1] == 1


def test_a_text_that_is_what_it_was_sends_nothing_and_works_out_nothing(worked_out: list[int]) -> None:
    client = Client("\n".join(LINES), long_profile())
    told = client.edit("\n".join(LINES))

    assert (told.moves, told.lines, worked_out[1]) == ((Move(1, 200, 0),), (), 0)


def test_another_profile_has_all_worked_out(worked_out: list[int]) -> None:
    client = Client("\n".join(LINES), long_profile())
    client.store.put(long_profile(hits=7))
    client.refresh()

    assert worked_out == [200, 200]
    assert client.shown == whole(client.page)
