"""The schema that an editor is given says of a case file what the reader says."""

import tomllib
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from remedy.case import fields
from remedy.case.schema import schema
from remedy.store.law import vocabulary

SCHEMA = schema(vocabulary())
CASES = sorted(Path("cases").rglob("*.toml"))


def as_json(value):
    """A TOML value as a TOML editor hands it to the schema: days are text."""
    if isinstance(value, dict):
        return {k: as_json(v) for k, v in value.items()}
    if isinstance(value, list):
        return [as_json(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_every_case_of_the_repository_fits_the_schema(path):
    jsonschema.validate(as_json(tomllib.loads(path.read_text("utf-8"))), SCHEMA)


def test_every_key_that_is_read_stands_in_the_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for table in fields.TABLES:
        if table not in ("case", "reference"):
            assert set(SCHEMA["$defs"][table]["properties"]) == set(fields.FORMS[table])


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"event": [{"kind": "judgement", "date": "2021-03-11"}]}, "kind"),
        ({"event": [{"date": "2021-03-11"}]}, "kind"),
        ({"step": [{"id": "s", "title": "S", "status": "finished"}]}, "status"),
        ({"person": [{"id": "p", "role": "witness"}]}, "role"),
        ({"deadline": [{"id": "d", "period": "10 days"}]}, "period"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(wrong, key):
    with pytest.raises(jsonschema.ValidationError) as refused:
        jsonschema.validate({"format": 1, "id": "x", "title": "X", **wrong}, SCHEMA)
    assert key in refused.value.json_path or key in refused.value.message
