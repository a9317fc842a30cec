"""The exit codes of section 9 of the design."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a script learns from the end of a command."""

    DONE = 0
    NO = 1
    """The answer is no, or `check` found errors."""
    USAGE = 2
    """Unknown or ambiguous name, wrong option."""
    INCOMPLETE = 3
    """Some file could not be used in full; the rest is shown."""
    CHANGED = 4
    """The file changed under the edit, or is locked: nothing was written."""
    UNSENT = 5
    """Something could not be sent or written, such as one file of several; the rest was."""
