"""Text from the program, made safe to show."""

import pytest

from heatline.render.program_text import markdown, plain_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\nb\tc  d", "a b c d"),
        ("\x1b[31mred", "\ufffd[31mred"),
        ("right\u202eleft", "right\ufffdleft"),
        ("12345678901", "123456789…"),
        ("1234567890", "1234567890"),
        ("1234567 8901", "1234567 8…"),
        ("", ""),
    ],
)
def test_a_line_is_printable_and_no_wider_than_asked(text: str, shown: str) -> None:
    assert plain_line(text, 10) == shown


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("sum_of_diffs", "sum_of_diffs"),
        ("A.__init__", "A.\\_\\_init\\_\\_"),
        ("f.<locals>.g", "f.&lt;locals&gt;.g"),
        ("**bold**", "\\*\\*bold\\*\\*"),
        ("`code`", "\\`code\\`"),
        ("[a](command:b)", "\\[a\\](command:b)"),
        ("![a](b)", "!\\[a\\](b)"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("a | b", "a \\| b"),
        ("$(flame) $x$", "\\$(flame) \\$x\\$"),
        ("https://a.b", "https\\://a.b"),
        ("www.a.b", "www\\.a.b"),
        ("me@a.b", "me\\@a.b"),
        ("~~a~~", "\\~\\~a\\~\\~"),
        ("\\", "\\\\"),
        ("- a", "\\- a"),
        ("# a", "\\# a"),
        ("1. a", "1\\. a"),
        ("12) a", "12\\) a"),
        ("===", "\\==="),
        ("a\n\n# b", "a # b"),
        ("3.12.1", "3\\.12.1"),
    ],
)
def test_markdown_from_the_program_is_literal(text: str, escaped: str) -> None:
    assert markdown(text) == escaped
