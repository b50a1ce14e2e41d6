"""Problems in comments that say what to time: pulled by the clients that announce it, pushed to the others."""

from __future__ import annotations

import asyncio

from lsprotocol import types as lsp

from heatline.documents import Page
from heatline.render.timing.problems import timing_problems
from heatline.session import Heatline


def add_problems(server: Heatline) -> None:
    """Serve ``textDocument/diagnostic``; some clients that are told of it show nothing that is pushed."""

    @server.feature(lsp.TEXT_DOCUMENT_DIAGNOSTIC, lsp.DiagnosticOptions(False, False))
    async def diagnostic(params: lsp.DocumentDiagnosticParams) -> lsp.RelatedFullDocumentDiagnosticReport:
        page = server.documents[params.text_document.uri]
        found = [] if page is None else await asyncio.to_thread(timing_problems, page.text)
        return lsp.RelatedFullDocumentDiagnosticReport(found)


def push_problems(server: Heatline, page: Page) -> None:
    """Tell a client that does not ask, once they are found; only what changes something, and of the newest text."""
    about = server.client_capabilities.text_document
    if about is not None and about.diagnostic is not None:
        return
    text, version = page.text, page.version

    def push(found: asyncio.Future[list[lsp.Diagnostic]]) -> None:
        problems = found.result()
        if page.text == text and (problems or page.has_problems):
            page.has_problems = bool(problems)
            server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(page.uri, problems, version))

    finding = asyncio.get_running_loop().run_in_executor(server.thread_pool, timing_problems, text)
    finding.add_done_callback(push)
