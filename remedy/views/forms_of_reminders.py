"""Sentences about reminders: settings of channels and recipients, schedules of the system, the state folder.

Recognised by `complaints.py`; places: `{a}` a name, `{x}` a sentence or a word, `{t}` days.
"""

from __future__ import annotations

from remedy.views.i18n import N_

FORMS = (
    # of settings
    N_("this file is shared, and names programs or addresses: they are not used"),
    N_("this file has been changed since it was trusted: its channels and recipients are not used"),
    N_("read them, then: {a}"),
    N_('unknown table "{a}": nothing of it is used'),
    N_("{a} is no list of days"),
    N_("this is no list of days"),
    N_("{a} is no number of this kind"),
    N_("write a whole number such as 3"),
    N_("a secret does not stand in the file itself"),
    N_("it says not one place where the secret is"),
    N_("it names no place"),
    N_("write {a}, {b} or {c}"),
    N_("this names no program"),
    N_("write the program and each of its arguments as a word: {a}"),
    N_("this is not one address of mail"),
    N_("this is no address that mail can be sent to"),
    N_('write an address such as "anna@example.org" or "Anna <anna@example.org>"'),
    N_("{a} is not where it can be found from everywhere"),
    N_("write its full path, such as {a}"),
    N_("{a} is no port"),
    N_("write 465, 587 or another below 65536"),
    N_("0 seconds are no time to answer"),
    N_("write a whole number of seconds such as 30"),
    N_("write {a} and its keys below"),
    N_("write its keys below its name in brackets"),
    N_("type is missing"),
    N_('add type = "smtp", "exec", "apprise" or "desktop"'),
    N_("{a} is missing: nothing can be sent by {b}"),
    N_("{a} is missing: {b} cannot log in"),
    N_("channels is missing: {a} is told nothing"),
    N_("address is missing: {a} sends to an address"),
    N_('no channel is named "{a}": nothing is sent by it'),
    N_("add password = {a}"),
    N_("add user = {a}"),
    N_("add channels = {a}"),
    N_("add address = {a}"),
    N_("id is no text"),
    # of schedules
    N_("there is no crontab here: install cron, use systemd, or see docs/reminders-scheduling.md"),
    N_("the crontab cannot be read, so it is not written: {x}"),
    N_("crontab took nothing: {x}"),
    N_("the crontab is another than the one that was written: look at it by crontab -l"),
    N_("it ended with {a}"),
    N_("crontab -l ended with {a}"),
    N_("{a} could not be run: {x}"),
    N_("{a} could not be taken away: {x}"),
    N_("the block of remedy that begins in line {a} of the crontab has no end: {x}"),
    N_('by crontab -e add "{a}" below it'),
    N_("the path is too long for a crontab: move the folder, or use systemd"),
    N_("{a} holds {x}, which a schedule cannot carry: rename the folder"),
    N_("a line end or a sign that does not print"),
    N_('the sign "{a}"'),
    # of what is kept outside the cases
    N_("{a} could not be made: {x}"),
    N_("make it writable, or name another folder by XDG_STATE_HOME"),
    N_("{a} is no regular file, and remedy keeps one of its own there"),
    N_("move it away"),
    N_("{a} is still there, and its reminders go on: nothing was taken over"),
    N_("no reminders are recorded for {a}"),
    N_("name one of: {a}"),
    N_("there is none for a folder that is gone"),
    N_("this folder has a record of its own at {a}: nothing was taken over"),
    N_("{a} could not be moved: {x}"),
    N_("make it readable"),
    N_("git init failed"),
)
"""The sentences."""
