"""The schema of packs says of the package's own packs what their reader says."""

import copy
import tomllib
from pathlib import Path

import jsonschema
import pytest

from remedy.law.pack_keys import FORMS
from remedy.law.pack_schema import schema
from tests.case.test_schema import as_json

SCHEMA = schema()
PACKS = [p for folder in ("kz", "un") for p in sorted(Path("remedy/packs", folder).glob("*.toml"))]


@pytest.mark.parametrize("path", PACKS, ids=lambda p: p.stem)
def test_every_pack_of_the_package_fits_the_schema(path):
    jsonschema.validate(as_json(tomllib.loads(path.read_text("utf-8"))), SCHEMA)


def test_every_key_that_is_read_stands_in_the_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for name, table in SCHEMA["$defs"].items():
        assert set(table["properties"]) == set(FORMS[name])


@pytest.mark.parametrize(
    ("key", "value"),
    [("duty", "partey"), ("anchors", ["judgment"]), ("met_by", "post"), ("starts", 7), ("title", None)],
)
def test_what_the_reader_refuses_in_a_rule_the_schema_refuses(key, value):
    data = copy.deepcopy(as_json(tomllib.loads(PACKS[0].read_text("utf-8"))))
    data["rule"][0][key] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)
