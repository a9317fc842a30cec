"""What the law says: packs, calendars, counting, deadlines, ladder. Pure."""
