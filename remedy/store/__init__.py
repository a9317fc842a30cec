"""Files on disk: finding and reading cases, packs and calendars."""
