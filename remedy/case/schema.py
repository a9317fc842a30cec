"""JSON Schema of a case file, for editors: made of the same forms that read it, so that the two cannot differ.

A TOML date counts as a text of format `date`, as TOML editors take it. Keys that are not known are allowed: they are
kept, and `check` warns.
"""

from __future__ import annotations

from typing import Any

from remedy.case import fields
from remedy.case.read import ARRAYS, FORMAT
from remedy.case.vocabulary import PERSON_ROLES, Vocabulary

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
DAY: Schema = {"type": "string", "format": "date"}
PERIOD: Schema = {"type": "string", "pattern": "^P(\\d+[YMWD])+$"}
FACTS: Schema = {"type": "object", "additionalProperties": {"type": ["string", "boolean", "number", "array"]}}

FORMS: dict[Any, Schema] = {
    fields.text: TEXT,
    fields.texts: TEXTS,
    fields.flag: {"type": "boolean"},
    fields.table: {"type": "object"},
    fields.facts: FACTS,
    fields.when: {
        "type": "string",
        "description": "a day (2021-03-11), 2021-03, 2021, an interval (2021-01-05/2021-02-10, ../2021-03-11), "
        'one of several ("[2017-01-27, 2017-01-28]"), or ".." for an unknown day',
    },
    fields.exact: DAY,
    fields.length: PERIOD,
    fields.roles: {
        "anyOf": [
            {"enum": sorted(PERSON_ROLES)},
            {"type": "array", "items": {"enum": sorted(PERSON_ROLES)}},
        ]
    },
    fields.starts: TEXT,
    fields.credit: {"type": "array", "items": {"type": "object", "required": ["from", "to"]}},
    fields.start_readings: {"type": "array", "items": {"type": "object", "required": ["id", "starts"]}},
    fields.term_readings: {"type": "array", "items": {"type": "object", "required": ["id"]}},
    fields.offset: {"type": "object", "required": ["by"]},
}
"""The schema of each form of a value; a word has its own."""


def schema(vocabulary: Vocabulary) -> Schema:
    """The schema of a case file in JSON Schema 2020-12."""
    tables = {name: _table(name, vocabulary) for name in fields.TABLES if name not in ("case", "reference")}
    properties = {
        "format": {"const": FORMAT},
        **_properties("case"),
        "sources": {"type": "object", "additionalProperties": {"anyOf": [TEXT, _table("reference", vocabulary)]}},
        **{name: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}} for name in ARRAYS},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A case of remedy",
        "type": "object",
        "required": ["format", "id", "title"],
        "properties": properties,
        "$defs": tables,
    }


def _properties(table: str) -> Schema:
    return {key: form_schema(form) for key, (_, form) in fields.FORMS[table].items()}


def _table(name: str, vocabulary: Vocabulary) -> Schema:
    found = _properties(name)
    if name == "event":
        found["kind"] = {"enum": sorted(vocabulary.kinds)}
        found["outcome"] = {"enum": sorted(vocabulary.outcomes)}
    return {"type": "object", "required": list(fields.REQUIRED.get(name, ())), "properties": found}


def form_schema(form: fields.Form) -> Schema:
    """The schema of the values of one form."""
    if isinstance(form, fields.Word):
        return {"enum": sorted(form.known)}
    return FORMS[form]
