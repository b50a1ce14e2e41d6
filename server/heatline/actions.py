"""The code actions of a document: what its lenses do, and profiling or timing what is selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lsprotocol import types as lsp

from heatline import protocol
from heatline.analysis.asking.pointing import guard_lines
from heatline.analysis.outline import parsed
from heatline.analysis.selection import lines_scope
from heatline.analysis.statements import Span
from heatline.codec import to_wire
from heatline.documents import Page
from heatline.drivers import drivers_of
from heatline.render import code_actions
from heatline.render.lenses import document_lenses
from heatline.render.timing.actions import Pointed, timing_commands
from heatline.session import Heatline


def add_actions(server: Heatline) -> None:
    """Serve ``textDocument/codeAction``."""
    options = lsp.CodeActionOptions(code_action_kinds=[code_actions.KIND])

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, options)
    async def actions(params: lsp.CodeActionParams) -> Sequence[lsp.CodeAction | lsp.Command]:
        """For a client that has only commands there, those alone."""
        uri = params.text_document.uri
        server.newest_uri = uri
        page = server.documents[uri]
        if page is None or page.outline is None or not code_actions.is_asked_for(params.context):
            return []
        lines = code_actions.selected_lines(params.range)
        server.pointed = uri, lines[0]
        commands = [*_profiling(server, page, lines), *await _timing(server, page, params.range)]
        about = server.client_capabilities.text_document
        takes_actions = about and about.code_action and about.code_action.code_action_literal_support
        return code_actions.as_actions(commands) if takes_actions else commands


def _profiling(server: Heatline, page: Page, lines: Span) -> list[lsp.Command]:
    """What the lenses on ``lines`` of ``page`` do, and profiling these alone, where the text can be read."""
    outline, commands, module = page.outline, server.lens_commands(page), parsed(page.text)
    if outline is None:
        return []
    lenses = document_lenses(outline, page.figures, commands, server.timed(page))
    ways = server.timeit_commands(page)
    found = code_actions.lens_commands(lenses, lines)
    found = [each for each in found if each.command not in (ways.timeit, ways.compare)]  # said in full below
    scope = None if module is None else lines_scope(page.path or "", module, lines)
    if scope is None:
        return found
    part = {"uri": page.uri, "lines": to_wire(protocol.Lines(*lines))}
    return [*code_actions.part_commands(scope, outline, replace(commands, arguments=(part,))), *found]


async def _timing(server: Heatline, page: Page, selected: lsp.Range) -> list[lsp.Command]:
    if page.outline is None or not page.is_parsed:
        return []
    pointed = Pointed(
        lines=code_actions.selected_lines(selected),
        code=server.workspace.get_text_document(page.uri).text_in_client_range(selected),
        guard=guard_lines(page.text),
        drivers=await drivers_of(server, page.uri, page.text),
    )
    return list(timing_commands(page.outline, pointed, server.timeit_commands(page)))
