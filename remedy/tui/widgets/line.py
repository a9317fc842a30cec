"""The line in which one types, everywhere in the app: what is pasted goes into it whole, its lines joined."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class Line(Input):
    """Textual's input, which would keep the first line of what is pasted and say nothing."""

    def _on_paste(self, event: events.Paste) -> None:
        """Every line of it, with a space between; nothing that is no sign of a text."""
        event.prevent_default()
        event.stop()
        parts = (x.strip() for x in event.text.replace("\t", " ").splitlines())
        whole = "".join(c for c in " ".join(x for x in parts if x) if c >= " " and not "\x7f" <= c < "\xa0")
        if whole:
            self.replace(whole, *self.selection)
