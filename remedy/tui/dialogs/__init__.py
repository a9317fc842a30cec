"""Dialogs: each gives one answer and goes."""
