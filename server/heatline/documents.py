"""What each open document shows: its figures as its text is now, and what of them the client already has."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from lsprotocol.types import CodeLens

from heatline.analysis.alike import NOTHING_ALIKE, Ends
from heatline.analysis.document_text import DocumentText, Reading, document_text, reading
from heatline.analysis.figures import Figures, alike, page_figures
from heatline.analysis.outline import Outline
from heatline.analysis.shares import FileShares
from heatline.protocol import Annotation, Annotations, Driver
from heatline.render.annotation_update import AnnotationUpdate, annotation_update, line_moves
from heatline.render.annotations import FileTexts, annotation_texts, line_annotations
from heatline.store import Store, real_path


@dataclass
class Page:
    """An open document. ``sent_text`` and ``annotations`` are those of ``revision``, the newest the client was sent.

    ``figures`` and ``texts`` are those of each profile of its file, in the order of the store. ``lines`` are those of
    ``text``, ``read`` is the newest that could be parsed.
    """

    uri: str
    path: str | None
    text: str
    version: int | None
    lines: DocumentText
    read: Reading | None = None
    is_parsed: bool = False  # whether that is the text as it is now
    show: tuple[str, ...] = ()
    figures: tuple[Figures, ...] = ()
    texts: tuple[FileTexts, ...] = ()
    revision: int = 0
    annotations: tuple[Annotation, ...] = ()
    sent_text: tuple[str, ...] = field(default=())
    has_problems: bool = False  # whether the client was told of any
    lenses: list[CodeLens] | None = None  # those that the client was answered last; None: it is to ask, or will
    driver: Driver | None = None  # what runs it, where its own text drives nothing
    driver_asked: str | None = None  # when the newest run of it began as that was looked for; None: it never was

    @property
    def outline(self) -> Outline | None:
        """Of the newest text that could be parsed."""
        return None if self.read is None else self.read.outline


class Documents:
    """The open documents by their URIs."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pages: dict[str, Page] = {}

    def __getitem__(self, uri: str) -> Page | None:
        return self._pages.get(uri)

    def showing(self, paths: Iterable[str] | None) -> list[Page]:
        """The open documents of these files (None: of any)."""
        wanted = None if paths is None else frozenset(paths)
        return [page for page in self._pages.values() if wanted is None or page.path in wanted]

    def open(self, uri: str, text: str, version: int | None) -> Page:
        """A document is shown from now on."""
        page = self._pages[uri] = Page(uri, real_path(uri), text, version, document_text(text))
        _parse(page)
        return page

    def change(self, uri: str, text: str, version: int | None) -> Page:
        """A document's text is another; an outline stays until there is one that can be read."""
        page = self._pages.get(uri)
        if page is None:
            return self.open(uri, text, version)
        page.text, page.version, page.lenses = text, version, None
        page.lines = document_text(text, page.lines)
        _parse(page)
        return page

    def close(self, uri: str) -> None:
        """A document is no longer shown."""
        self._pages.pop(uri, None)

    def refresh(self, page: Page, show: tuple[str, ...]) -> Annotations | None:
        """Work out what ``page`` shows now; the message that tells a client, or None if nothing ever was shown."""
        before, shown_alike = page.figures, page.show == show
        self._lay_out(page, self._store.get(page.path), show)
        if not page.figures and not page.revision:
            return None
        kept = alike(before, page.figures) if shown_alike and page.sent_text == _text(before) else NOTHING_ALIKE
        return _update(page, kept)

    def _lay_out(self, page: Page, files: tuple[FileShares, ...], show: tuple[str, ...]) -> None:
        known = tuple(id(figures.file) for figures in page.figures)
        if known != tuple(map(id, files)) or page.show != show:
            page.texts, page.show = annotation_texts(files, show), show
        page.figures = page_figures(files, page.lines, page.outline if page.is_parsed else None)


def _parse(page: Page) -> None:
    now = reading(page.lines.lines, page.read)
    page.read, page.is_parsed = now or page.read, now is not None


def _update(page: Page, lines_alike: Ends) -> Annotations:
    """The message, for which only the lines between those that are alike are worked out."""
    old, now = page.annotations, page.lines.lines
    begin, end = lines_alike.head + 1, len(now) - lines_alike.tail
    above = bisect_left(old, begin, key=_line)
    below = bisect_left(old, len(page.sent_text) - lines_alike.tail + 1, key=_line)
    between = line_annotations(page.figures, page.texts, (begin, end))
    new = (*old[:above], *between, *_moved(old[below:], len(now) - len(page.sent_text)))
    base = page.revision or None
    update = AnnotationUpdate((), new)
    if base is not None:
        update = annotation_update(old, new, line_moves(page.sent_text, now), Ends(above, len(old) - below))
    page.revision, page.annotations, page.sent_text = page.revision + 1, new, now
    return Annotations(page.uri, page.version, page.revision, base, update.moves, update.lines)


def _moved(annotations: tuple[Annotation, ...], by: int) -> Iterable[Annotation]:
    if not by:
        return annotations
    return (Annotation(each.line + by, each.text, each.level, each.tone, each.memory_level) for each in annotations)


def _line(annotation: Annotation) -> int:
    return annotation.line


def _text(figures: tuple[Figures, ...]) -> tuple[str, ...]:
    return figures[0].text if figures else ()
