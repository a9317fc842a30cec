"""How a gap is answered: the command to type, and the same as lines of a case file.

Called by `gaps.py`. Invents nothing: a word in capitals stands where only a person knows what to write.
"""

from __future__ import annotations

from remedy.case.dates import UNKNOWN
from remedy.case.shell import shell_word
from remedy.law import facts
from remedy.law.engine import Engine
from remedy.law.world import Happening

Answer = tuple[str, str]
"""A command, and the lines that say the same."""

DAY, KIND, WHOM, VALUE = "DAY", "KIND", "WHOM", "VALUE"
"""What a person fills in: a date, what happened, the id of a person, a value."""

OPTIONS = frozenset({"--date", "--set", "--person", "--event"})
"""The options that stand in these commands."""

DATED = f'date = "{DAY}"  # as it is known; ".." where nobody knows it'


def explained(engine: Engine, id: str) -> str:
    """The command that shows how to answer a gap."""
    return _command("explain", engine.case.id, id.partition("#")[2])


def event(engine: Engine, kind: str, after: Happening, person: str, by: str = "") -> Answer:
    """The missing event; where it is recorded without a day, that day."""
    undated = _undated(engine, kind, after, person, by)
    if undated:
        line = f'# in the [[event]] with id = "{undated}":\n{DATED}'
        return _command("amend", engine.case.id, undated, "--date", DAY), line
    lines, sets = ["[[event]]", f'kind = "{kind}"', DATED], []
    if any(h.pack == after.pack and person in h.persons for h in engine.world.by_kind.get(kind, ())):
        lines.insert(1, f'id = "{kind}-{DAY}"  # any id that is free')
    if after.event is not None and after.event.proceeding and not by:
        lines.append(f'proceeding = "{after.event.proceeding}"')
        sets.append(f"proceeding={after.event.proceeding}")
    if by:
        lines.append(f'by = "{by}"  # or prosecution, victim, a person\'s id')
        sets.append(f"by={by}")
    if engine.world.vocabulary.kinds[kind].role == "serves":
        lines.append(f'to = "{WHOM}"  # into whose hands: the id of the convict or of counsel')
        sets.append(f"to={WHOM}")
    if len(engine.world.parties) > 1 and person:
        lines.append(f'person = ["{person}"]')
        sets.append(f"person={person}")
    return _record(engine, kind, *sets), "\n".join([*lines, 'sources = ["…"]'])


def first(engine: Engine) -> Answer:
    """The first event of a case."""
    return _record(engine, KIND), f'[[event]]\nkind = "{KIND}"\n{DATED}'


def _undated(engine: Engine, kind: str, after: Happening, person: str, by: str) -> str:
    """The id of the event of a kind that is recorded without a day, where it may be the one asked about."""
    for happening in engine.world.by_kind.get(kind, ()):
        found = happening.event
        if found is None or found.state != "held" or found.when.spans != UNKNOWN.spans:
            continue
        is_his = person in happening.persons and happening.pack == after.pack
        is_next = happening.hi is None or after.lo is None or happening.hi >= after.lo
        is_by = not by or (found.by or engine.world.vocabulary.kinds[kind].by or by) == by
        if is_his and is_next and is_by and (not found.answers or after.id in found.answers):
            return found.id
    return ""


def filed_too(engine: Engine, kind: str) -> Answer:
    """The defence's own filing, where only that of the other side is recorded."""
    lines = ["[[event]]", f'id = "{kind}-defence"', f'kind = "{kind}"', DATED, 'by = "defence"', 'sources = ["…"]']
    return _record(engine, kind, "by=defence"), "\n".join(lines)


def took_place(engine: Engine, happening: Happening) -> dict[str, str]:
    """The question about something that was scheduled: its own title, else that of its kind, and its day; no id."""
    title, own = engine.world.vocabulary.title(happening.kind), happening.event.title if happening.event else ""
    day = happening.event.when.raw if happening.event else str(happening.hi)
    if not own and title["en"].endswith("earing"):
        asks = {"en": f"Did the {title['en'][:1].lower()}{title['en'][1:]} of {day} take place?"}
    else:
        asks = {"en": f"{own or title['en']} ({day}): did it take place?"}
    for lang, said in (("ru", "состоялось ли это?"), ("kk", "өтті ме?")):
        if own or lang in title:
            asks[lang] = f"{own or title[lang]} ({day}): {said}"
    return asks


def held(engine: Engine, id: str) -> Answer:
    """What became of something that was scheduled: it took place, was postponed, or will not be."""
    where = f'# in the [[event]] with id = "{id}":\n'
    line = f'{where}state = "held"  # or: "postponed", with moved_to = the event of its new day; "cancelled"'
    return _command("amend", engine.case.id, id, "--set", "state=held"), line


def fact(engine: Engine, name: str, person: str, anchor: Happening | None = None) -> Answer:
    """The fact that nobody stated: of the case, of a person, of one event."""
    known = next((p.facts[name] for p in engine.packs if name in p.facts), None)
    values = [str(v).lower() if isinstance(v, bool) else f'"{v}"' for v in (known.values if known else ())]
    words = f"  # one of: {', '.join(values)}" if values else ""
    command = ("fact", engine.case.id, name, VALUE)
    if anchor is not None and known is not None and (known.of or _is_doubtful(engine, name, person, anchor)):
        where = f'# in the [[event]] with id = "{anchor.id}":\n'
        return _command(*command, "--event", anchor.id), f"{where}facts = {{ {name} = {VALUE} }}{words}"
    if known is not None and known.per_person and person:
        where = f'# in the [[person]] with id = "{person}":\n'
        return _command(*command, "--person", person), f"{where}facts = {{ {name} = {VALUE} }}{words}"
    return _command(*command), f"[facts]\n{name} = {VALUE}{words}"


def _is_doubtful(engine: Engine, name: str, person: str, anchor: Happening) -> bool:
    """Whether events speak of a fact and still leave it open: only a word at the anchor itself can settle it."""
    concerned = [p for p in engine.world.parties if p in anchor.persons]
    return anchor.event is not None and len(concerned) == 1 and bool(facts.speaking(engine.world, name, person))


def _record(engine: Engine, kind: str, *sets: str) -> str:
    return _command("record", engine.case.id, kind, "--date", DAY, *(w for s in sets for w in ("--set", s)))


def _command(*words: str) -> str:
    return " ".join(["remedy", *(w if w in OPTIONS else shell_word(w) for w in words)])
