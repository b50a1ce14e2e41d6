"""A file that drives nothing offers the one that does: what loaded it last, else what imports it."""

from __future__ import annotations

from pathlib import Path

from client import Editor, editor
from lsprotocol import types as lsp

LOGIN = "def check(word):\n    return sum(range(len(word) * 100_000))\n"
PROF = "import login\nfor word in ('a', 'b'):\n    login.check(word)\n"


async def offers(session: Editor, uri: str) -> dict[str, str]:
    """By their titles the documents that lenses about importing files run."""
    params = lsp.CodeLensParams(lsp.TextDocumentIdentifier(uri))
    lenses = await session.client.text_document_code_lens_async(params) or []
    commands = [lens.command for lens in lenses if lens.command is not None]
    return {each.title: each.arguments[0]["uri"] for each in commands if each.arguments and "which" in each.title}


async def test_what_imports_it_is_offered_and_profiled_by_the_lens(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        prof = session.write("prof.py", PROF)
        session.write("unrelated.py", "print('login')\n")
        login = session.open("login.py", LOGIN)
        assert await offers(session, login) == {"Profile prof.py, which imports this": prof}
        await session.execute("heatline.server.profileTime", {"uri": prof})
        await session.ended()
        assert "2×" in session.texts(login)[2]


async def test_what_lies_in_the_folder_around_a_package_is_found_too(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        main = session.write("main.py", "from pkg.login import check\ncheck('a')\n")
        login = session.open("pkg/login.py", LOGIN)
        assert await offers(session, login) == {"Profile main.py, which imports this": main}


async def test_the_one_that_loaded_it_last_comes_first_and_a_guard_of_its_own_ends_the_offer(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        session.write("a_first.py", PROF)
        last = session.write("prof.py", PROF)
        login = session.open("login.py", LOGIN)
        assert list(await offers(session, login)) == ["Profile a_first.py, which imports this"]
        await session.execute("heatline.server.profileTime", {"uri": last})
        await session.ended()
        assert await offers(session, login) == {"Profile prof.py, which imports this": last}
        session.edit(login, 2, f"{LOGIN}if __name__ == '__main__':\n    check('c')\n")
        assert await offers(session, login) == {}
        drives = session.open("prof.py")
        assert await offers(session, drives) == {}
