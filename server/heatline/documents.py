"""What each open document shows: its figures as its text is now, and what of them the client already has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lsprotocol.types import CodeLens

from heatline.analysis.drift import source_lines
from heatline.analysis.figures import Figures, page_figures
from heatline.analysis.outline import Outline, text_outline
from heatline.analysis.shares import FileShares
from heatline.protocol import Annotation, Annotations
from heatline.render.annotation_update import AnnotationUpdate, annotation_update, line_moves
from heatline.render.annotations import FileTexts, annotation_texts, line_annotations
from heatline.store import Store, real_path


@dataclass
class Page:
    """An open document. ``sent_text`` and ``annotations`` are those of ``revision``, the newest the client was sent.

    ``figures`` and ``texts`` are those of each profile of its file, in the order of the store.
    """

    uri: str
    path: str | None
    text: str
    version: int | None
    show: tuple[str, ...] = ()
    outline: Outline | None = None  # of the newest text that could be parsed
    is_parsed: bool = False  # whether that is the text as it is now
    figures: tuple[Figures, ...] = ()
    texts: tuple[FileTexts, ...] = ()
    revision: int = 0
    annotations: tuple[Annotation, ...] = ()
    sent_text: tuple[str, ...] = field(default=())
    has_problems: bool = False  # whether the client was told of any
    lenses: list[CodeLens] | None = None  # those that the client was answered last; None: it is to ask, or will


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
        page = self._pages[uri] = Page(uri, real_path(uri), text, version)
        _parse(page)
        return page

    def change(self, uri: str, text: str, version: int | None) -> Page:
        """A document's text is another; an outline stays until there is one that can be read."""
        page = self._pages.get(uri)
        if page is None:
            return self.open(uri, text, version)
        page.text, page.version, page.lenses = text, version, None
        _parse(page)
        return page

    def close(self, uri: str) -> None:
        """A document is no longer shown."""
        self._pages.pop(uri, None)

    def refresh(self, page: Page, show: tuple[str, ...]) -> Annotations | None:
        """Work out what ``page`` shows now; the message that tells a client, or None if nothing ever was shown."""
        self._lay_out(page, self._store.get(page.path), show)
        if not page.figures and not page.revision:
            return None
        return _update(page, line_annotations(page.figures, page.texts))

    def _lay_out(self, page: Page, files: tuple[FileShares, ...], show: tuple[str, ...]) -> None:
        known = tuple(id(figures.file) for figures in page.figures)
        if known != tuple(map(id, files)) or page.show != show:
            page.texts, page.show = annotation_texts(files, show), show
        page.figures = page_figures(files, page.text, page.outline if page.is_parsed else None)


def _parse(page: Page) -> None:
    outline = text_outline(page.text)
    page.outline, page.is_parsed = outline or page.outline, outline is not None


def _update(page: Page, new: tuple[Annotation, ...]) -> Annotations:
    base = page.revision or None
    now = page.figures[0].text if page.figures else source_lines(page.text)
    update = AnnotationUpdate((), new)
    if base is not None:
        update = annotation_update(page.annotations, new, line_moves(page.sent_text, now))
    page.revision, page.annotations, page.sent_text = page.revision + 1, new, now
    return Annotations(page.uri, page.version, page.revision, base, update.moves, update.lines)
