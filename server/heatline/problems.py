"""Problems in comments that say what to time: pulled by the clients that announce it, pushed to the others."""

from __future__ import annotations

from lsprotocol import types as lsp

from heatline.documents import Page
from heatline.render.timing_problems import timing_problems
from heatline.session import Heatline


def add_problems(server: Heatline) -> None:
    """Serve ``textDocument/diagnostic``; some clients that are told of it show nothing that is pushed."""

    @server.feature(lsp.TEXT_DOCUMENT_DIAGNOSTIC, lsp.DiagnosticOptions(False, False))
    def diagnostic(params: lsp.DocumentDiagnosticParams) -> lsp.RelatedFullDocumentDiagnosticReport:
        page = server.documents[params.text_document.uri]
        return lsp.RelatedFullDocumentDiagnosticReport([] if page is None else timing_problems(page.text))


def push_problems(server: Heatline, page: Page) -> None:
    """Tell a client that does not ask; only what changes something."""
    about = server.client_capabilities.text_document
    if about is not None and about.diagnostic is not None:
        return
    problems = timing_problems(page.text)
    if problems or page.has_problems:
        page.has_problems = bool(problems)
        told = lsp.PublishDiagnosticsParams(page.uri, problems, page.version)
        server.text_document_publish_diagnostics(told)
