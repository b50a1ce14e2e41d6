"""Every text for people is there in every language: the manifest's, the extension's and the pages'.

Whoever adds a text and meets a failure here finds in its message which file is to say what.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import pytest
from sources import ROOT, shown

ENGLISH = ROOT / "package.nls.json"
MANIFESTS = sorted(ROOT.glob("package.nls.*.json"))
BUNDLES = sorted((ROOT / "l10n").glob("bundle.l10n.*.json"))
SOURCES = sorted((ROOT / "extension" / "src").glob("*.ts"))

TEXTS = {"title", "shortTitle", "label", "description", "markdownDescription", "contextualTitle", "contents", "altText"}
TEXTS |= {"displayName", "deprecationMessage", "markdownDeprecationMessage"}
LISTS = {"enumDescriptions", "markdownEnumDescriptions", "enumItemLabels"}
NAMES = {"Heatline"}  # the same in every language

CALL = re.compile(r'\bl10n\.t\(\s*(?:"((?:[^"\\]|\\.)*)")?')  # without the text where there is none to be seen
PLAIN = re.compile(r"\b(?:show(?:Information|Warning|Error)Message|setStatusBarMessage)\(\s*[\"'`]")


def test_german_is_there() -> None:
    assert [file.name for file in (*MANIFESTS, *BUNDLES) if ".de." in file.name] == [
        "package.nls.de.json",
        "bundle.l10n.de.json",
    ]


def test_the_manifest_says_no_text_by_itself() -> None:
    plain = [f"{where}: {text}" for where, text in manifest_texts() if not is_key(text)]

    assert not plain, f'Put each into package.nls.json and write "%its.key%" in package.json: {plain}'


def test_the_manifests_texts_are_in_english_and_nothing_else_is() -> None:
    used = {text[1:-1] for _, text in manifest_texts() if is_key(text)}

    complain(ENGLISH, dict.fromkeys(used, ""), read(ENGLISH), "named in package.json")


@pytest.mark.parametrize("file", MANIFESTS, ids=shown)
def test_the_manifests_texts_are_in_the_language(file: Path) -> None:
    complain(file, read(ENGLISH), read(file), "in package.nls.json")


def test_every_text_that_is_to_be_translated_can_be_read_off_the_source() -> None:
    hidden = [shown(path) for path in SOURCES for (text,) in calls(path) if not text]

    assert not hidden, f"l10n.t takes a string in double quotes, so that it can be found: {hidden}"


def test_no_message_goes_past_the_translation() -> None:
    plain = [shown(path) for path in SOURCES if PLAIN.search(path.read_text(encoding="utf-8"))]

    assert not plain, f'Write l10n.t("…") around what is shown in: {plain}'


@pytest.mark.parametrize("file", BUNDLES, ids=shown)
def test_the_extensions_texts_are_in_the_language(file: Path) -> None:
    said = {json.loads(f'"{text}"'): "" for path in SOURCES for (text,) in calls(path) if text}

    complain(file, {text: text for text in said}, read(file), "said by l10n.t in extension/src")


def complain(file: Path, wanted: Mapping[str, str], there: Mapping[str, str], why: str) -> None:
    """Fails where ``file`` has not just the keys of ``wanted``, or other placeholders than its texts."""
    missing = sorted(wanted.keys() - there.keys())
    unused = sorted(there.keys() - wanted.keys())
    other = sorted(
        key for key in wanted.keys() & there.keys() if wanted[key] and holes(wanted[key]) != holes(there[key])
    )
    empty = sorted(key for key, text in there.items() if not text.strip())
    assert not missing, f"Add to {shown(file)} ({why}, so that it is missing): {missing}"
    assert not unused, f"Take out of {shown(file)} (no longer {why}): {unused}"
    assert not other, f"Give these in {shown(file)} the placeholders that the English has: {other}"
    assert not empty, f"Write a text in {shown(file)} for: {empty}"


def holes(text: str) -> list[str]:
    """The placeholders of a text, of VS Code's icons and links too."""
    try:
        named = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:  # braces of an example
        named = re.findall(r"\{\w*\}", text)
    return sorted([*named, *re.findall(r"\$\([\w~-]+\)|\]\([^)]*\)|#[\w.]+#", text)])


def calls(path: Path) -> Iterator[tuple[str]]:
    """What ``l10n.t`` is given in ``path``, as it is written there; empty where that is no string."""
    for call in CALL.finditer(path.read_text(encoding="utf-8")):
        yield (call[1] or "",)


def manifest_texts() -> Iterator[tuple[str, str]]:
    """Where in package.json people read something, and what stands there."""
    manifest = read(ROOT / "package.json")
    yield "description", manifest["description"]
    for part in ("capabilities", "contributes"):
        yield from texts(manifest[part], part)


def texts(node: object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from texts(item, f"{where}.{index}")
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        here = f"{where}.{key}"
        if key in LISTS:
            yield from ((here, text) for text in value)
        elif isinstance(value, str) and (key in TEXTS or (key == "name" and ".views." in f"{where}.")):
            if value not in NAMES:
                yield here, value
        else:
            yield from texts(value, here)


def is_key(text: str) -> bool:
    return re.fullmatch(r"%[\w.]+%", text) is not None


def read(file: Path) -> dict[str, object] | dict[str, str]:
    return json.loads(file.read_text(encoding="utf-8"))
