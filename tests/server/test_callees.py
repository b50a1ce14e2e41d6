"""Own time and whom a line calls are there for any editor, by plain LSP."""

from __future__ import annotations

from pathlib import Path

from client import editor
from test_side_by_side import hovered, kept, lenses
from written_profiles import LOGIN, traced_profile


async def test_a_hover_says_whom_a_line_calls_and_a_lens_how_often_it_was_called(tmp_path: Path) -> None:
    async with editor(tmp_path, storage=kept(tmp_path, traced_profile())) as session:
        uri = session.open("sos.py", LOGIN)
        await session.until(lambda: session.texts(uri))
        said, offered = await hovered(session, uri, 10), await lenses(session, uri)
    assert said.startswith("**4 % of the run is spent in this line itself**, 90 % with what it calls")
    assert "| crypt | 94 % | 86.4 ms | 9 | | the line itself | 4 % | 3.60 ms |" in said
    assert "by Heatline's native tracer" in said
    assert "86 % of the run · 86.4 ms · 9 calls" in [title for title, _ in offered]
