"""A real case of the repo's `cases/` as of a day; each test module names its own in `CASE`."""

import pytest


@pytest.fixture
def seen(on, sample, request):
    """`seen("2018-12-10")`: what the case looked like on that day."""
    case = sample(request.module.CASE)
    return lambda day: on(case, day)
