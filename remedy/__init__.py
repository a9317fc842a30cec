"""remedy: deadlines and remedies for people who defend others in court."""

__version__ = "0.1.0"
