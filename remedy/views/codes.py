"""Codes of files and of the engine as people read them: statuses, roles, duties. In English they are shown as they are.

A code is compared as a code; only what is printed is translated.
"""

from __future__ import annotations

from remedy.views.i18n import N_, NP_, _, pgettext
from remedy.views.text import clean

CODES = (
    *(NP_("status", "not-started"), NP_("status", "open"), NP_("status", "met"), NP_("status", "met-late")),
    *(NP_("status", "missed"), NP_("status", "unclear"), NP_("status", "waived"), NP_("status", "superseded")),
    *(NP_("status", "overdue"), NP_("status", "used"), NP_("status", "expired"), NP_("status", "running")),
    *(NP_("status", "ended"), NP_("status", "scheduled"), NP_("status", "postponed")),
    *(NP_("status", "cancelled"), NP_("status", "todo"), NP_("status", "doing"), NP_("status", "waiting")),
    *(NP_("status", "done"), NP_("status", "dropped"), NP_("status", "due"), NP_("status", "chase")),
    *(NP_("status", "pending"), NP_("status", "available"), NP_("status", "granted"), NP_("status", "refused")),
    *(NP_("status", "barred"), NP_("status", "lapsed"), NP_("status", "not-yet"), NP_("status", "not-needed")),
    *(NP_("case", "open"), NP_("case", "closed"), NP_("recommendation", "open"), NP_("recommendation", "partly")),
    *(NP_("recommendation", "done"), NP_("recommendation", "refused"), NP_("role", "defendant")),
    *(NP_("role", "applicant"), NP_("role", "victim"), NP_("role", "counsel"), NP_("role", "observer")),
    *(NP_("role", "amicus"), NP_("role", "judge"), NP_("role", "prosecutor"), NP_("role", "opponent")),
    *(NP_("role", "contact"), NP_("mode", "in-person"), NP_("mode", "videoconference"), NP_("mode", "written")),
    *(NP_("mode", "closed"), NP_("mode", "mixed"), NP_("side", "defence"), NP_("side", "prosecution")),
    *(NP_("side", "victim"), NP_("side", "state"), NP_("side", "convict"), NP_("kind", "fixed")),
    *(NP_("kind", "unlimited"), NP_("kind", "not-before"), NP_("kind", "deadline"), NP_("kind", "question")),
    *(NP_("kind", "sanction"), NP_("kind", "step"), NP_("kind", "hearing"), NP_("kind", "review")),
    *(NP_("duty", "party"), NP_("duty", "authority"), NP_("duty", "opponent"), NP_("met", "sent")),
    *(NP_("met", "received"), NP_("mode of starts", "earliest"), NP_("mode of starts", "each")),
    *(NP_("standing", "verified"), NP_("standing", "reported"), NP_("standing", "unverified")),
)
"""Codes as people read them, each in its context; in English they are shown as they are."""


SAID = {("status", "no-length"): N_("length not recorded")}
"""Codes that would be misread as they are: no length is not without end."""


def coded(context: str, code: str) -> str:
    """A code in words; one that is not known is shown as it is."""
    if (context, code) in SAID:
        return _(SAID[context, code])
    return pgettext(context, clean(code))
