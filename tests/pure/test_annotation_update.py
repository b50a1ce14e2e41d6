"""Old annotations and an update make the new ones, whatever was edited."""

import random
from dataclasses import replace

import pytest
from written_profiles import annotated, figures, memory_profile, module, profile, run_info, shares, side_by_side

from heatline.analysis.figures import document_figures
from heatline.protocol import Annotation, Move
from heatline.render.annotation_update import AnnotationUpdate, annotation_update, line_moves

LINES = [f"call_{line}()" if line % 5 else "" for line in range(1, 201)]


def apply_update(old: tuple[Annotation, ...], update: AnnotationUpdate) -> tuple[Annotation, ...]:
    """What a client does: keep what a move carries, lay the lines over, drop the empty."""
    kept = {
        each.line + move.by: replace(each, line=each.line + move.by)
        for each in old
        for move in update.moves
        if move.first <= each.line <= move.last
    }
    kept |= {each.line: each for each in update.lines}
    empty = {line for line, each in kept.items() if (each.text, each.level, each.tone) == ("", None, "measured")}
    return tuple(kept[line] for line in sorted(kept) if line not in empty)


def long_profile(*, hits: int = 3, outcome: str = "finished"):  # type: ignore[no-untyped-def]
    rows = [(line, hits, line / 100) for line, text in enumerate(LINES, 1) if text]
    return module(*rows, run=run_info(body_ms=1000, outcome=outcome), text="\n".join(LINES))


def edited(chance: random.Random, lines: list[str]) -> list[str]:
    lines = list(lines)
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(lines))
        edit = chance.choice(("insert", "delete", "change", "blank"))
        if edit == "insert":
            lines[at:at] = [f"new_{chance.random()}"] * chance.randrange(1, 4)
        elif edit == "delete":
            del lines[at : at + chance.randrange(1, 6)]
        else:
            lines[at] = "" if edit == "blank" else lines[at] + "  # changed"
    return lines


@pytest.mark.parametrize("seed", range(40))
def test_any_series_of_edits_arrives(seed: int) -> None:
    chance = random.Random(seed)
    _, file = shares(long_profile())
    lines, before = LINES, document_figures(file, "\n".join(LINES))
    client = annotated(before)

    for _ in range(5):
        lines = edited(chance, lines)
        after = document_figures(file, "\n".join(lines))
        update = annotation_update(annotated(before), annotated(after), line_moves(before.text, after.text))
        client = apply_update(client, update)
        assert client == annotated(after)
        before = after


def update_after(text: str) -> AnnotationUpdate:
    _, file = shares(long_profile())
    before, after = document_figures(file, "\n".join(LINES)), document_figures(file, text)
    return annotation_update(annotated(before), annotated(after), line_moves(before.text, after.text))


def test_nothing_changed_is_one_move_by_nothing() -> None:
    assert update_after("\n".join(LINES)) == AnnotationUpdate((Move(1, 200, 0),), ())


def test_a_line_inserted_is_two_moves() -> None:
    update = update_after("\n".join([*LINES[:100], "new", *LINES[100:]]))

    assert update == AnnotationUpdate((Move(1, 100, 0), Move(101, 200, 1)), ())


def test_a_line_deleted_is_two_moves() -> None:
    update = update_after("\n".join([*LINES[:10], *LINES[11:]]))

    assert update == AnnotationUpdate((Move(1, 10, 0), Move(12, 200, -1)), ())


def test_a_line_edited_is_one_line() -> None:
    update = update_after("\n".join([*LINES[:10], LINES[10] + "x", *LINES[11:]]))

    assert update.lines == (Annotation(11, "stale", None, "stale"),)
    assert len(update.moves) == 2


def test_a_new_snapshot_sends_the_lines_that_changed() -> None:
    old, new = figures(profile()), figures(profile(run=run_info(body_ms=200)))

    update = annotation_update(annotated(old), annotated(new), line_moves(old.text, new.text))

    assert [(each.line, each.level) for each in update.lines] == [(3, 3), (4, 4)]


def test_a_heat_in_memory_is_a_change() -> None:
    old, new = (Annotation(3, "a", 1, "measured", level) for level in (1, 2))

    assert annotation_update((old,), (new,), (Move(1, 9, 0),)).lines == (new,)


def test_a_memory_profile_beside_time_sends_the_lines_it_adds_to() -> None:
    before, after = side_by_side(profile()), side_by_side(profile(), memory_profile())

    update = annotation_update(annotated(before), annotated(after), line_moves(before[0].text, after[0].text))

    assert [each.line for each in update.lines] == [3, 4, 5, 12]


def test_cleared_annotations_are_sent_empty() -> None:
    old = (Annotation(3, "a", 1, "measured"), Annotation(4, "b", None, "stale"))

    update = annotation_update(old, (), (Move(1, 9, 0),))

    assert update.lines == (Annotation(3, "", None, "measured"), Annotation(4, "", None, "measured"))
    assert apply_update(old, update) == ()


def test_from_nothing_every_line_is_sent() -> None:
    new = (Annotation(3, "a", 1, "measured"),)

    assert annotation_update((), new, (Move(1, 9, 0),)) == AnnotationUpdate((), new)


def test_without_moves_every_line_is_sent() -> None:
    new = (Annotation(3, "a", 1, "measured"),)

    assert annotation_update(new, new, ()) == AnnotationUpdate((), new)


@pytest.mark.parametrize("seed", range(20))
def test_any_annotations_become_any_others(seed: int) -> None:
    chance = random.Random(seed)

    def some() -> tuple[Annotation, ...]:
        lines = sorted(chance.sample(range(1, 30), chance.randrange(20)))
        return tuple(Annotation(line, chance.choice("ab"), chance.choice((None, 1)), "measured") for line in lines)

    old, new = some(), some()
    moves = (Move(1, 5, 0), Move(8, 12, -2), Move(13, 20, 7))

    assert apply_update(old, annotation_update(old, new, moves)) == new
