"""JSON Schema of a pack, for editors: made of the same forms that read it, so that the two cannot differ."""

from __future__ import annotations

from typing import Any

from remedy.case import fields
from remedy.case.schema import DAY, PERIOD, Schema, form_schema
from remedy.law import pack_forms
from remedy.law.pack_keys import FORMS, REQUIRED

SAID: Schema = {"type": "string", "pattern": "\\S"}
TITLES: Schema = {"anyOf": [SAID, {"type": "object", "required": ["en"], "additionalProperties": SAID}]}

OWN: dict[Any, Schema] = {
    pack_forms.whole: {"type": "integer", "minimum": 1},
    pack_forms.year: {"type": "integer", "minimum": 1, "maximum": 9999},
    pack_forms.number: {"type": "number", "exclusiveMinimum": 0, "maximum": 100},
    pack_forms.said: SAID,
    pack_forms.name: {"type": "string", "pattern": "^\\w[\\w-]*$"},
    pack_forms.pack_name: {"type": "string", "pattern": "^\\w[\\w-]*(/\\w[\\w-]*)*$"},
    pack_forms.names: {"anyOf": [SAID, {"type": "array", "minItems": 1, "items": SAID}]},
    pack_forms.values: {"type": "array", "minItems": 1, "uniqueItems": True},
    pack_forms.share: {"type": "string", "pattern": "^[0-9]+/[0-9]+$"},
    pack_forms.titles: TITLES,
    pack_forms.condition: {"type": "object", "minProperties": 1},
    pack_forms.conditions_by: {"type": "object", "additionalProperties": {"type": "object", "minProperties": 1}},
    pack_forms.texts_by: {"type": "object", "additionalProperties": SAID},
    pack_forms.term: PERIOD,
    pack_forms.stages: {"type": "array", "minItems": 1, "items": PERIOD},
    pack_forms.days: {"type": "array", "items": DAY},
    pack_forms.weekdays: {
        "type": "array",
        "maxItems": 6,
        "items": {"type": "integer", "minimum": 1, "maximum": 7},
    },
}
"""The forms that only packs have."""

INNER = {
    ("remedy", "version"): "remedy.version",
    ("remedy", "after"): "opening",
    ("remedy.version", "barred_by"): "bar",
    ("remedy.version", "again"): "again",
    ("rule", "version"): "rule.version",
    ("rule", "starts"): "start",
    ("rule", "extension"): "extension",
    ("rule", "example"): "example",
    ("rule.version", "reading"): "reading",
    ("reading", "starts"): "start",
    ("derive", "from"): "derive.from",
    ("derive.from", "readings"): "derive.reading",
    ("sanction", "credit"): "credit",
    ("clock", "term"): "clock.term",
    ("clock", "example"): "clock.example",
    **{("", n): n for n in ("fact", "remedy", "rule", "derive", "expect", "notice", "sanction", "clock", "playbook")},
}
"""Which table stands under a key of another."""


def schema() -> Schema:
    """The schema of a pack in JSON Schema 2020-12."""
    head = _table("")
    head["properties"]["source"] = {"type": "object", "additionalProperties": _table("source")}
    names = {"cite", *INNER.values()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A pack of remedy",
        **head,
        "required": ["format", "id", "title"],
        "$defs": {name: _table(name) for name in sorted(names)},
    }


def _table(name: str) -> Schema:
    properties = {key: _value(name, key, form) for key, form in FORMS[name].items()}
    return {
        "type": "object",
        "required": list(REQUIRED.get(name, ())),
        "properties": properties,
        "additionalProperties": False,
    }


def _value(table: str, key: str, form: fields.Form) -> Schema:
    inner = "cite" if key == "cite" else INNER.get((table, key))
    if inner is None:
        return OWN.get(form) or form_schema(form)
    one: Schema = {"$ref": f"#/$defs/{inner}"}
    if form is fields.table:
        return one
    if form in (pack_forms.one_or_more, pack_forms.starts):
        one = {"anyOf": [SAID, one]}
        return {"anyOf": [one, {"type": "array", "items": one}]}
    return {"type": "array", "items": one}
