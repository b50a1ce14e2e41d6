"""What the language server takes in a large file, over standard input and output: hovers, lenses, edits, messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.big_program import LINES, big_text, write_big_program
from bench.wire import Message, Took, Wire

ANNOTATIONS: Final = "heatline/annotations"
EDITS: Final = 24  # of each kind


@dataclass(frozen=True)
class Edit:
    """A key pressed ``where``; ``line`` and ``character`` are LSP's, ``text`` is what it puts in."""

    title: str
    line: int
    character: int
    text: str


@dataclass(frozen=True)
class Keystrokes:
    """What presses of one key took, each until what it changed was sent; the largest message, and most lines in one."""

    edit: Edit
    took: tuple[Took, ...]
    lenses: tuple[Took, ...]
    most_bytes: int
    most_lines: int
    most_moves: int


@dataclass(frozen=True)
class Served:
    """What a large file takes: each hover of another line; lenses as they are asked for when nothing changed."""

    hovers: tuple[Took, ...]
    lenses: tuple[Took, ...]
    keystrokes: tuple[Keystrokes, ...]
    opened_bytes: int
    opened_lines: int


def edits() -> Iterator[Edit]:
    """Keys at the top and at the end of the file and inside of a measured line; all leave a text that Python reads."""
    lines = big_text().splitlines()
    measured = [at for at, line in enumerate(lines) if line.startswith("        square")]
    yield Edit("a newline at the top", 0, 0, "\n")
    yield Edit("a letter at the top, in a comment", 1, 2, "x")
    yield Edit("a letter in a measured line, first of its kind", measured[0], len(lines[measured[0]]), "1")
    yield Edit("the same, in the middle of the file", measured[len(measured) // 2], len(lines[measured[0]]), "1")
    yield Edit("the same, last of its kind", measured[-1], len(lines[measured[-1]]), "1")
    yield Edit("a newline in the middle of the file", LINES // 2, 0, "\n")
    yield Edit("a newline at the end", LINES, 0, "\n")
    yield Edit("a bracket that leaves no Python, at the top", 0, 0, "(")


def served(folder: Path, python: str) -> Served:
    """Profile the large program by a session of the server, and measure what it takes to work with its file."""
    file = write_big_program(folder)
    with Wire(folder, {"interpreter": python}) as wire:
        document = EditorDocument(wire, file)
        document.profile()
        opened = document.annotated
        hovers = tuple(document.hover(line) for line in range(0, LINES, 7))
        lenses = tuple(document.lenses() for _ in range(EDITS))
        keystrokes = tuple(document.press(edit) for edit in edits())
    return Served(hovers, lenses, keystrokes, opened.size, len(opened.said["params"]["lines"]))


class EditorDocument:
    """The file, open in the client."""

    def __init__(self, wire: Wire, file: Path) -> None:
        self._wire, self._uri, self._version = wire, file.as_uri(), 1
        item = {"uri": self._uri, "languageId": "python", "version": 1, "text": file.read_text("utf-8")}
        wire.tell("textDocument/didOpen", {"textDocument": item})
        self.annotated = Message({}, 0)

    def profile(self) -> None:
        """Run it to its end."""
        self.start()
        self._wire.until(lambda message: phase_of(message) == "ended")
        self.annotated = max(
            (each for each in self._wire.received if each.method == ANNOTATIONS), key=lambda each: each.size
        )

    def start(self) -> None:
        """Begin to run it."""
        asked = {"command": "heatline.server.profileTime", "arguments": [{"uri": self._uri}]}
        self._wire.ask("workspace/executeCommand", asked)

    def hover(self, line: int) -> Took:
        position = {"line": line, "character": 4}
        return self._wire.timed(lambda: self._asked("textDocument/hover", {"position": position}))

    def lenses(self) -> Took:
        return self._wire.timed(lambda: self._asked("textDocument/codeLens", {}))

    def press(self, edit: Edit) -> Keystrokes:
        """A key, again and again; as an editor does, lenses are asked for after each. The text is then put back."""
        took: list[Took] = []
        lenses: list[Took] = []
        messages: list[Message] = []
        for _ in range(EDITS):
            took.append(self._wire.timed(lambda: messages.append(self._changed(edit, edit.text))))
            lenses.append(self.lenses())
        for _ in range(EDITS):
            self._undo(edit)
        updates: list[Mapping[str, Any]] = [message.said["params"] for message in messages]
        return Keystrokes(
            edit,
            tuple(took),
            tuple(lenses),
            max(message.size for message in messages),
            max(len(update["lines"]) for update in updates),
            max(len(update["moves"]) for update in updates),
        )

    def _undo(self, edit: Edit) -> None:
        end = (edit.line + 1, 0) if edit.text == "\n" else (edit.line, edit.character + len(edit.text))
        self._changed(edit, "", end)

    def _changed(self, edit: Edit, text: str, end: tuple[int, int] | None = None) -> Message:
        self._version += 1
        line, character = end or (edit.line, edit.character)
        span = {
            "start": {"line": edit.line, "character": edit.character},
            "end": {"line": line, "character": character},
        }
        self._wire.tell(
            "textDocument/didChange",
            {
                "textDocument": {"uri": self._uri, "version": self._version},
                "contentChanges": [{"range": span, "text": text}],
            },
        )
        return self._wire.until(lambda message: message.method == ANNOTATIONS)

    def _asked(self, method: str, more: Mapping[str, Any]) -> Any:
        return self._wire.ask(method, {"textDocument": {"uri": self._uri}, **more})


def phase_of(message: Message) -> str | None:
    return message.said["params"]["phase"] if message.method == "heatline/run" else None


def quantile(took: Sequence[int], part: float) -> float:
    """The smallest of what was taken that ``part`` of all are at most."""
    ordered = sorted(took)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
