"""What the app takes from the inside of Textual is there: after an upgrade this says so before a user does."""

from __future__ import annotations

import inspect

import pytest
from textual import _xterm_parser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message_pump import MessagePump
from textual.notifications import Notification
from textual.screen import Screen
from textual.widgets import Input


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (_xterm_parser, "BRACKETED_PASTE_START"),
        (_xterm_parser, "BRACKETED_PASTE_END"),
        (_xterm_parser.XTermParser, "_sequence_to_key_events"),
        (LinuxDriver, "_enable_bracketed_paste"),
        (LinuxDriver, "_run_input_thread"),
        (App, "_handle_exception"),
        (App, "get_driver_class"),
        (App, "add_mode"),
        (App, "switch_mode"),
        (MessagePump, "call_later"),
        (Notification, "time_left"),
        (Notification, "has_expired"),
        (Input, "_on_paste"),
    ],
)
def test_what_is_overridden_or_called_exists(where, name):
    assert hasattr(where, name)


@pytest.mark.parametrize("name", ["mouse_pixels", "terminal_size", "terminal_pixel_size", "last_x", "last_y"])
def test_what_a_new_parser_takes_over_from_the_one_that_failed_is_there(name):
    assert hasattr(_xterm_parser.XTermParser(), name)


@pytest.mark.parametrize("name", ["_app", "_file", "_debug"])
def test_what_the_driver_keeps_has_its_name(name):
    sources = "".join(inspect.getsource(kind) for kind in LinuxDriver.__mro__[:-1])
    assert f"self.{name} = " in sources


def test_a_screen_keeps_its_keys_by_key():
    assert isinstance(Screen()._bindings.key_to_bindings, dict)
