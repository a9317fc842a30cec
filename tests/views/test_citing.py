"""What is copied as Markdown."""

from __future__ import annotations

from remedy.views.citing import markdown


def test_the_first_line_is_bold_the_rest_is_quoted_and_no_text_is_a_mark():
    said = markdown("kz-a: Appeal, 2020-07-07 (appeal@judgment)\nLaw: CPC 418(1) [x](y) *z*")
    first = "**kz-a: Appeal, 2020-07-07 (appeal@judgment)**"
    assert said == first + "\n\n> Law: CPC 418(1) \\[x\\](y) \\*z\\*"
    assert markdown("") == ""
