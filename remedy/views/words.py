"""The words for what an item says about itself: its name, who acts, the event it runs from, its marks.

Shared by the views of a terminal. Every text comes back cleaned; nothing here lays out a screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from remedy.case.languages import in_language
from remedy.case.period import BadPeriod, parse
from remedy.case.shell import shell_word
from remedy.law.answer import SET, Assessment, Cite, Item, Trigger
from remedy.views.i18n import N_, _, cited, is_english
from remedy.views.reasons import length, told
from remedy.views.text import WORD, bracket, cells, clean, cut, day_said, days_in, span, weekday_date

DUTY = {"party": N_("defence"), "authority": N_("authority"), "opponent": N_("prosecution")}
"""Who acts, where no owner is named."""

STANDING = {
    "verified": N_("verified"),
    "reported": N_("only reported, not verified"),
    "unverified": N_("not verified"),
}
"""How sure the text of a law is."""

NO_CASE = N_("No case here yet: remedy new ID --title TITLE makes one, remedy init a folder with a first example.")
"""What an empty folder says."""


class Titled(Protocol):
    """A record with a title in English and others beside."""

    title: str
    title_i18n: dict[str, str]


def title_of(thing: Titled, lang: str) -> str:
    """The title in the language asked for, else in English."""
    return clean(in_language(thing.title_i18n, lang) or thing.title)


class Marked(Protocol):
    """A record that may be confidential."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def confidential(self) -> bool:
        """Whether it is."""


def secret(thing: Marked) -> str:
    """The mark of what is confidential where it is shown in clear: a shape and the word; empty for all else."""
    masked = WORD in (thing.title, getattr(thing, "name", ""))
    return f"▪ {_('confidential')}" if thing.confidential and not masked else ""


def short_rule(rule: str) -> str:
    """A rule, remedy or id without its pack: `kz/criminal.appeal@judgment` is `appeal@judgment`."""
    pack, dot, rest = rule.partition(".")
    return clean(rest if dot and "/" in pack and "@" not in pack else rule)


def short_id(id: str) -> str:
    """An item's id as it is typed after the case: without case and pack."""
    return short_rule(id.partition("#")[2] or id)


def typed_name(item: Item) -> str:
    """The case and the item as a command names them."""
    return clean(item.typed) or f"{shell_word(clean(item.case))} {shell_word(short_id(item.id))}"


_ENTRIES = "PERSON|EVENT|STEP|SOURCE|DEADLINE|SANCTION|PROCEEDING"
_FILLED = re.compile(rf"(?<![\w-])(?:CASE|NAME|(?:{_ENTRIES})-\d+)(?![\w-])")


def hides_ids(*commands: str) -> bool:
    """Whether something in a command is hidden, so that it cannot be typed as it is printed."""
    return any(_FILLED.search(c) for c in commands)


HIDES_IDS = N_("CASE, EVENT-3 and the like: ids that are not shown here")
"""What is said of a command with such words."""


def who(item: Item) -> str:
    """Who acts: whom it waits on, its owner, else the duty's addressee."""
    if item.waiting_on:
        return clean(item.waiting_on)
    if item.duty == "authority":
        return _(DUTY["authority"])
    if item.duty == "opponent":
        return _(DUTY["opponent"])
    return clean(item.owner or "") or _(DUTY.get(item.duty, ""))


def what(item: Item, lang: str) -> str:
    """The title, with the person where the case has several."""
    title = told(item.title) if item.type == "review" else title_of(item, lang)
    title = days_in(title) if item.type == "gap" else title
    return f"{title} ({clean(item.person)})" if item.person else title


PERSON = 16
"""Columns that a person keeps beside a title that is cut, where there are so many; several have half the room."""


def what_in(item: Item, lang: str, n: int) -> str:
    """The same in at most `n` columns: the title is cut, the person stays, being all that sets co-defendants apart."""
    said = what(item, lang)
    if cells(said) <= n or not item.person:
        return cut(said, n)
    person = f" ({cut(clean(item.person), max(1, n // 2 - 3, min(PERSON, n - 7)))})"
    return cut(said[: len(said) - len(clean(item.person)) - 3], n - cells(person)) + person


def asked(item: Item, lang: str) -> str:
    """The question that an item puts, its days as the language writes them; its name where it puts none."""
    return days_in(clean(in_language(item.asks_i18n, lang) or item.asks)) or what(item, lang)


def ways_to_answer(item: Item) -> list[str]:
    """The commands that answer a question; of what was scheduled one for each thing that may have come of it."""
    command = clean(item.answer)
    before, held, after = command.partition("state=held")
    states = ("held", "postponed", "cancelled")
    return [f"{before}state={s}{after}" for s in states] if held else [command] if command else []


_OWN_SUFFIX = re.compile(r"-\d{4}-\d{2}-\d{2}(-b)*$")
"""What the engine adds to tell apart the events that it derives: no word for people."""


def event_name(trigger: Trigger) -> str:
    """What an event is called: its id; of a derived one without what only tells it from another. In another language
    than that of ids it is called by the title of its kind; a note has none that says anything."""
    if not is_english() and trigger.kind not in ("", "note") and told(trigger.event) == clean(trigger.event):
        return told(trigger.kind)
    return told(_OWN_SUFFIX.sub("", trigger.event) if trigger.derived else trigger.event)


def event_phrase(trigger: Trigger) -> str:
    """`judgment 2020-06-22`, with brackets where the day is uncertain and a word where it was derived."""
    event = event_name(trigger)
    if is_set_without_a_day(trigger):
        return event
    if trigger.date is not None and trigger.earliest == trigger.latest:
        when = day_said(trigger.date)
    else:
        when = bracket(trigger.earliest, trigger.latest)
    said = _("{event} {day}").format(event=event, day=when)
    return said + (f" ({_('derived')})" if trigger.derived else "")


def is_set_without_a_day(trigger: Trigger) -> bool:
    """Whether a last day stands in the file itself, which does not say when it was set: nothing is unknown then."""
    return trigger.event == SET and trigger.earliest is None and trigger.latest is None


def triggers(item: Item) -> list[Trigger]:
    """The events that it may run from, the first once: its own, then those of its readings."""
    found = [item.trigger] if item.trigger else []
    for reading in item.readings:
        if all((t.event, t.earliest, t.latest) != _key(reading.trigger) for t in found):
            found.append(reading.trigger)
    return found


def _key(t: Trigger) -> tuple[str, date | None, date | None]:
    return t.event, t.earliest, t.latest


def from_phrase(item: Item) -> str:
    """The event that an item runs from; a day that was simply set says so."""
    found = triggers(item)
    if found:
        return _("from {event}").format(event=_(" or ").join(event_phrase(t) for t in found))
    if item.type == "deadline" and item.date is not None and not item.rule:
        return _("a day set by letter or order")
    if item.type == "sanction":
        return _("from {day}").format(day=day_said(item.starts)) if item.starts else _("start not known")
    return ""


def begins(item: Item) -> str:
    """The first day of a punishment: a day, or brackets where it is known only within bounds; empty where it is not."""
    if item.starts is not None:
        return weekday_date(item.starts)
    t = item.trigger
    return bracket(t.earliest, t.latest) if t is not None and (t.earliest or t.latest) else ""


def interval(item: Item) -> str:
    """`2020-07-02…2020-07-09` where the day is not one day, with `?` for an open end."""
    if item.earliest == item.latest:
        return ""
    return span(item.earliest, item.latest)


def marks(item: Item) -> list[str]:
    """What a reader must know before trusting the date, in words."""
    out = [interval(item)] if interval(item) else []
    if item.disputed:
        several = len({(r.earliest, r.latest) for r in item.readings}) > 1
        out.append(_("disputed: readings differ") if several else _("disputed: the day it runs from"))
    if item.provisional:
        out.append(_("provisional"))
    if item.law_status == "reported" and item.text_status == "verified":
        out.append(_("days off only reported"))
    elif item.law_status not in ("", "verified"):
        unverified = item.law_status == "unverified"
        word = _("law unverified") if unverified else _("law {status}").format(status=clean(item.law_status))
        out.append(_("law only reported") if item.law_status == "reported" else word)
    if item.unconfirmed:
        out.append(_("not confirmed by a second person"))
    if item.maybe_done:
        out.append(_("may already be filed") if item.duty != "authority" else _("may already be done"))
    if item.fixed:
        out.append(_("day fixed by court or person"))
    if item.restored:
        out.append(_("term restored"))
    if item.inferred:
        out.append(_("inferred"))
    return out


def cite_phrase(cites: Iterable[Cite]) -> str:
    """Each source once, with its articles, the sources apart by semicolons."""
    articles: dict[str, list[str]] = {}
    for c in cites:
        found = articles.setdefault(clean(c.get("source", "")), [])
        article = clean(c.get("article", ""))
        if article and article not in found:
            found.append(article)
    return "; ".join(cited(s, ", ".join(a)) for s, a in articles.items() if s or a)


def authority(text: str) -> str:
    """The authority of a move, each source once."""
    found = [part for part in text.split("; ") if part]
    default = [told(part) for part in found if part.endswith(", by default")]
    parts = [part.rpartition(" ") for part in found if not part.endswith(", by default")]
    cites = cite_phrase({"source": source, "article": article} for source, _space, article in parts)
    return "; ".join(x for x in (cites, *default) if x)


def standing(law_status: str) -> str:
    """A standing in words."""
    return _(STANDING.get(law_status, "")) or clean(law_status) or _("standing not stated")


def as_day(value: object) -> date | None:
    """A day out of a loose record: a date or its ISO text."""
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def happened(record: dict[str, Any] | None) -> str:
    """When something was filed or decided: a day, brackets, or `day unknown`."""
    if not record:
        return ""
    return bracket(as_day(record.get("earliest")), as_day(record.get("latest")))


def item_named(assessment: Assessment, name: str) -> Item | None:
    """The item that `name` means, in full or short."""
    for item in assessment.items:
        if name in (item.id, item.id.partition("#")[2], short_id(item.id)):
            return item
    return None


def title_named(assessment: Assessment, name: str, lang: str) -> str:
    """What an id or a remedy is called in words; the short id where nothing has that name."""
    item = item_named(assessment, name)
    if item is not None:
        return what(item, lang)
    for rung in assessment.ladder:
        if name in (rung.remedy, short_rule(rung.remedy)):
            return title_of(rung, lang)
    for item in assessment.items:
        titles = item.block_titles.get(name)
        if titles:
            return clean(in_language(titles, lang) or titles.get("en", name))
    return short_id(name)


def lasting(text: str) -> str:
    """A written length as people say it: `P1Y6M` is `1 year and 6 months`; stages one after another; else as it is."""
    if text == "life":
        return _("life")
    try:
        return _(" and then ").join(length(parse(stage)) for stage in text.split(" + ")) if text else ""
    except BadPeriod:
        return told(text)


def uncovered(assessment: Assessment) -> str:
    """Why nothing is computed, as a sentence that says so."""
    why = told(assessment.uncovered)
    if "nothing is computed" in assessment.uncovered:
        return why
    return _("nothing is computed: {why}").format(why=why)


def dated(item: Item) -> str:
    """The item's day: `Tue 2020-07-07`, or `no date`."""
    return weekday_date(item.date)
