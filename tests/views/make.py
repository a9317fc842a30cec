"""Assessments by hand for the tests of views: Ilyashev as of a few days, and small variations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from remedy.law.answer import Assessment, Item, Moment, Move, Reading, Rung, Trigger

CASE = "kz-ilyashev-2020"
CPC = {
    "source": "cpc",
    "article": "418(1)",
    "quote": "An appeal is filed within fifteen days.",
    "url": "https://x",
}


def day(text: str) -> date:
    return date.fromisoformat(text)


def trigger(event: str = "judgment", first: str | None = "2020-06-22", last: str | None = "", **more: Any) -> Trigger:
    last = first if last == "" else last
    lo, hi = (day(first) if first else None), (day(last) if last else None)
    return Trigger(event=event, date=lo if lo == hi else None, earliest=lo, latest=hi, **more)


def item(id: str, type: str = "deadline", *, on: str | None = None, as_of: str = "2020-07-01", **more: Any) -> Item:
    when = day(on) if on else None
    today = day(as_of)
    more.setdefault("case", CASE)
    more.setdefault("case_title", "Kazakhstan v. Alnur Ilyashev")
    more.setdefault("country", "KZ")
    more.setdefault("title", id)
    more.setdefault("earliest", when)
    more.setdefault("latest", when)
    left = (when - today).days if when else None
    return Item(id=f"{more['case']}#{id}", type=type, as_of=today, date=when, days_left=left, **more)


def appeal(as_of: str = "2020-07-01", **more: Any) -> Item:
    fields: dict[str, Any] = {
        "title": "Appeal against the judgment",
        "title_i18n": {"ru": "Апелляционная жалоба на приговор"},
        "status": "open",
        "group": "open",
        "duty": "party",
        "kind": "fixed",
        "rule": "kz/criminal.appeal",
        "remedy": "appeal",
        "owner": "counsel",
        "maybe_done": True,
        "trigger": trigger(),
        "law_status": "verified",
        "next": ["restoration"],
        "cite": [CPC],
        "readings": [
            Reading(
                id="main",
                label="15 days from the pronouncement",
                date=day("2020-07-07"),
                earliest=day("2020-07-07"),
                latest=day("2020-07-07"),
                trigger=trigger(),
                law_status="verified",
                cite=[CPC],
                version="2015-01-01",
                period="P15D",
                convention="kz-cpc",
                trace=[
                    Move(
                        start=day("2020-06-22"),
                        to=day("2020-06-22"),
                        why="the day of the event is not counted",
                        cite="CPC 48(1)",
                    ),
                    Move(
                        start=day("2020-06-22"),
                        to=day("2020-07-07"),
                        why="15 days, counted from 23 June",
                        cite="418(1)",
                    ),
                ],
            )
        ],
    }
    return item("kz/criminal.appeal@judgment", on="2020-07-07", as_of=as_of, **(fields | more))


def gap(as_of: str = "2021-03-12", **more: Any) -> Item:
    fields: dict[str, Any] = {
        "title": "Receipt of the file",
        "group": "gap",
        "status": "open",
        "asks": "When did the file reach the prosecutor's office?",
        "blocks": ["protest-answer@protest-requested"],
        "since": day("2020-09-15"),
        "command": "remedy record kz-ilyashev-2020 file-received-by-prosecutor --date DATE",
    }
    return item("gap:file-received-by-prosecutor@protest-requested", "gap", as_of=as_of, **(fields | more))


def sanction(as_of: str = "2021-03-12", **more: Any) -> Item:
    fields: dict[str, Any] = {
        "title": "restriction of liberty",
        "group": "sanction",
        "status": "running",
        "starts": day("2020-09-15"),
        "ends": day("2023-05-03"),
        "earliest": day("2023-05-03"),
        "latest": day("2023-09-14"),
        "length": "P3Y",
        "listed": False,
        "disputed": True,
    }
    return item("sanction:restriction", "sanction", on="2023-05-03", as_of=as_of, **(fields | more))


def hearing(on: str = "2020-07-03", **more: Any) -> Item:
    fields = {"title": "Appeal hearing", "group": "hearing", "status": "scheduled", "time": "10:30"}
    return item("hearing:h", "hearing", on=on, **(fields | more))


def moment(id: str, first: str | None, last: str | None = "", **more: Any) -> Moment:
    lo = day(first) if first else None
    hi = lo if last == "" else day(last) if last else None
    more.setdefault("title", id.replace("-", " ").capitalize())
    more.setdefault("kind", id)
    more.setdefault("exists", "yes")
    return Moment(id=id, earliest=lo, latest=hi, **more)


def made(
    items: list[Item],
    *,
    as_of: str = "2020-07-01",
    ladder: list[Rung] | None = None,
    events: list[Moment] | None = None,
    case: str = CASE,
    holds: int | None = 6,
) -> Assessment:
    today = day(as_of)
    return Assessment(
        case=case,
        case_title="Kazakhstan v. Alnur Ilyashev",
        country="KZ",
        as_of=today,
        holds_until=today + timedelta(days=holds) if holds is not None else None,
        items=items,
        ladder=ladder or [],
        events=events or [],
    )


def march_2021() -> Assessment:
    """Ilyashev on 2021-03-12: the Supreme Court refused, a petition for a protest is pending."""
    on = "2021-03-12"
    unknown = trigger("file-received-by-prosecutor", None, None)
    items = [
        gap(),
        appeal(on, status="met", group="rest", listed=False, inferred=True, maybe_done=False),
        item(
            "kz/criminal.protest-answer@protest-requested",
            as_of=on,
            group="waiting",
            status="not-started",
            title="The Prosecutor General's answer",
            duty="authority",
            trigger=unknown,
            law_status="verified",
            reason="the thirty days have not provably begun",
        ),
        item(
            "kz/criminal.cassation-worsening@judgment-final",
            on="2021-09-15",
            as_of=on,
            group="opponent",
            title="Cassation asking for something worse",
            duty="opponent",
            status="open",
            law_status="reported",
            trigger=trigger("judgment-final", "2020-09-15", derived=True),
        ),
        item(
            "step:urge-overturn",
            "step",
            as_of=on,
            group="step",
            title="Urge the Supreme Court to overturn",
            owner="observer",
            status="todo",
        ),
        sanction(),
        item(
            "kz/criminal.supreme@protest-refused",
            as_of=on,
            group="undated",
            status="open",
            title="Petition to the Supreme Court",
            duty="party",
            kind="unlimited",
            law_status="verified",
            trigger=trigger("judgment-final", "2020-09-15", derived=True),
        ),
    ]
    between = {"earliest": day("2020-09-15"), "latest": day("2021-03-11")}
    ladder = [
        Rung(
            remedy="kz/criminal.appeal",
            title="Appeal",
            stage="appeal",
            state="refused",
            to="Almaty City Court",
            filed={"event": "appeal-filed", "earliest": day("2020-06-22"), "latest": day("2020-07-07")},
            decided={
                "event": "d",
                "earliest": day("2020-09-15"),
                "latest": day("2020-09-15"),
                "outcome": "upheld",
            },
            cite=[CPC],
            law_status="verified",
            version="2015-01-01",
        ),
        Rung(
            remedy="kz/criminal.cassation",
            title="Cassation",
            stage="cassation",
            state="refused",
            to="Supreme Court",
            filed={"event": "cassation-filed", **between},
            decided={"event": "c", **between, "outcome": "refused"},
            again="no",
            again_reason="not on the same grounds",
            bar="a refused cassation bars another: new grounds",
            extraordinary=True,
            requires=["appeal"],
            law_status="verified",
        ),
        Rung(
            remedy="kz/criminal.protest",
            title="Petition for a protest",
            stage="protest",
            state="pending",
            to="Prosecutor General",
            filed={"event": "protest-requested", **between},
            pending_days=1,
            extraordinary=True,
            requires=["cassation"],
            law_status="verified",
            reason="the petition is not answered",
        ),
        Rung(
            remedy="kz/criminal.supreme",
            title="Supreme Court on the protest",
            stage="supervisory",
            state="not-yet",
            reason="only after a protest of the Prosecutor General",
            to="Supreme Court",
            law_status="verified",
        ),
    ]
    events = [
        moment("detained", "2020-04-17"),
        moment("judgment", "2020-06-22", outcome="convicted", note="3 years of restriction of liberty"),
        moment("appeal-filed", "2020-06-22", "2020-09-15", written=".."),
        moment("appeal-decided", "2020-09-15", outcome="upheld"),
        moment("judgment-final", "2020-09-15", derived=True),
        moment("cassation-decided", "2020-09-15", "2021-03-11", outcome="refused"),
        moment("protest-requested", "2020-09-15", "2021-03-11", written="../2021-03-11"),
        moment("report-published", "2021-03-11", "2021-03-11"),
    ]
    return made(items, as_of=on, ladder=ladder, events=events, holds=187)
