"""The line in which one types, everywhere in the app: what is pasted goes into it whole, its lines joined."""

from __future__ import annotations

import re

from textual import events
from textual.widgets import Input

_BREAKS = "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_BREAK = re.compile(rf"\s*[{_BREAKS}]\s*")
"""Where a line ends and the next begins, with what stands around it."""


class Line(Input):
    """Textual's input, which would keep the first line of what is pasted and say nothing."""

    def _on_paste(self, event: events.Paste) -> None:
        """Every line of it, with a space between; nothing that is no sign of a text."""
        event.prevent_default()
        event.stop()
        text = _BREAK.sub(" ", event.text.strip(_BREAKS)).replace("\t", " ")
        whole = "".join(c for c in text if c >= " " and not "\x7f" <= c < "\xa0")
        if whole:
            self.replace(whole, *self.selection)
