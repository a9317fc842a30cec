"""What `remedy doctor` finds in order or not, topic by topic: pure of the session, which says what was read."""
