"""What the log has for whoever looks for a bug, and what it is spared."""

from __future__ import annotations

import subprocess
import sys

import pytest
from client import SERVER
from pygls.exceptions import (
    FeatureNotificationError,
    FeatureRequestError,
    JsonRpcInternalError,
    JsonRpcRequestCancelled,
)

from heatline.server import make_server


def test_a_bug_met_while_a_notification_is_served_has_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise KeyError("a bug")
    except KeyError:
        error = JsonRpcInternalError.of(sys.exc_info())
        make_server().report_server_error(error, FeatureNotificationError)
    assert "Traceback" in caplog.text
    assert "KeyError: 'a bug'" in caplog.text


def test_a_request_that_was_cancelled_leaves_the_log_alone(caplog: pytest.LogCaptureFixture) -> None:
    make_server().report_server_error(JsonRpcRequestCancelled(), FeatureRequestError)
    assert caplog.text == ""


def test_cancelling_what_was_answered_meanwhile_leaves_the_log_alone() -> None:
    exit_at_once = b'{"jsonrpc": "2.0", "method": "exit"}'
    cancel = b'{"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 7}}'
    sent = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(each), each) for each in (cancel, exit_at_once))
    command = [sys.executable, "-I", str(SERVER / "launch.py"), "serve"]
    done = subprocess.run(command, input=sent, capture_output=True, timeout=60, check=False)
    assert done.stderr == b""
