"""Puts pictures of the app into docs/pictures, from the snapshots that its tests hold.

Run by hand after a snapshot changed; a test holds that the pictures are those of the app as it is. Prints nothing.
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
SNAPSHOTS = ROOT / "tests" / "tui" / "__snapshots__" / "test_snapshots"
PICTURES = ROOT / "docs" / "pictures"
SHOWN = {
    "agenda": "agenda-en-textual-dark-140x40",
    "explanation": "explanation-en-textual-dark-140x40",
    "ladder": "ladder-en-textual-light-140x40",
}
"""Each picture and the snapshot that it is: place, language, theme and size."""


def made() -> dict[str, bytes]:
    """The pictures by file name."""
    return {
        f"{name}.svg": (SNAPSHOTS / f"test_the_place_looks_as_it_did[{snapshot}].svg").read_bytes()
        for name, snapshot in SHOWN.items()
    }


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, picture in made().items():
        (PICTURES / name).write_bytes(picture)
