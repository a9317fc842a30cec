"""How a page looks: on a phone, on a wide screen, in the dark, on paper.

Each colour stands once, by what it means; a test computes that every text can be read.
"""

from __future__ import annotations

PALETTES = {
    "light": {
        "back": "#ffffff",
        "panel": "#f3f3ef",
        "text": "#1a1a1a",
        "dim": "#555553",
        "line": "#c9c9c4",
        "rail": "#767672",
        "link": "#0b4f8a",
        "bad": "#a3140d",
        "ask": "#734700",
        "good": "#15602a",
        "span": "#0b4f8a",
    },
    "dark": {
        "back": "#14161a",
        "panel": "#1f2228",
        "text": "#ececec",
        "dim": "#b4b8bf",
        "line": "#3c4149",
        "rail": "#8b9099",
        "link": "#8cc4ff",
        "bad": "#ff8f86",
        "ask": "#f0b860",
        "good": "#7fd492",
        "span": "#8cc4ff",
    },
    "paper": {
        "back": "#ffffff",
        "panel": "#ffffff",
        "text": "#000000",
        "dim": "#333333",
        "line": "#999999",
        "rail": "#555555",
        "link": "#000000",
        "bad": "#000000",
        "ask": "#000000",
        "good": "#000000",
        "span": "#000000",
    },
}
"""The colours of each place by what they are for: two grounds, texts, and lines."""

GROUNDS = ("back", "panel")
"""What texts stand on."""

LINES = ("line",)
"""What only parts one thing from another: nothing is read from it."""


def _colours(name: str) -> str:
    return " ".join(f"--{key}: {value};" for key, value in PALETTES[name].items())


def style() -> str:
    """The style sheet."""
    return f"""\
:root {{ {_colours("light")} color-scheme: light dark }}
@media screen and (prefers-color-scheme: dark) {{ :root {{ {_colours("dark")} }} }}
@media print {{ :root {{ {_colours("paper")} color-scheme: light }} }}
{_TEXT}{_AGENDA}{_CASE}{_DRAWN}{_PAPER}"""


_TEXT = """\
*, ::before, ::after { box-sizing: border-box }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
body { margin: 0 auto; padding: 1rem 1rem 3rem; max-width: 70rem; background: var(--back); color: var(--text);
  font: 1rem/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; overflow-wrap: anywhere }
h1, h2, h3, h4, p, ul, ol, dl, dd, figure, blockquote, table, pre { margin: 0; padding: 0 }
h1 { font-size: 1.5rem; line-height: 1.2 }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 2.5rem 0 .4rem; padding-top: .6rem;
  border-top: 3px solid var(--text) }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .4rem }
h4 { font-size: .95rem; margin: .9rem 0 .2rem }
h3 small, h4 small { font-weight: 400; color: var(--dim) }
p { margin: .3rem 0 }
a { color: var(--link) }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
ul, ol { list-style-type: "" }
small, .dim { color: var(--dim) }
.dim { font-size: .9rem }
code, pre { font: .85em/1.4 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre-wrap }
pre { background: var(--panel); padding: .4rem .6rem; margin: .3rem 0 }
.notice { margin: .6rem 0; padding: .5rem .8rem; background: var(--panel); border-left: 4px solid var(--rail) }
.notice li { margin: .2rem 0 }
.bad { color: var(--bad) } .ask { color: var(--ask) } .good { color: var(--good) }
.marks { display: block; margin: .15rem 0 }
.marks span { display: inline-block; margin: 0 .35rem .2rem 0; padding: 0 .4rem; border: 1px solid var(--rail);
  border-radius: .2rem; font-size: .85rem }
nav li { padding: .25rem 0 }
"""

_AGENDA = """\
.items > li { padding: .5rem 0 .5rem .7rem; border-left: 4px solid var(--line); margin: .3rem 0 }
.items > li.bad-side { border-color: var(--bad) } .items > li.ask-side { border-color: var(--ask) }
.items p { margin: .1rem 0 }
.items > li { color: var(--text) }
.when b { font-weight: 700 }
"""

_CASE = """\
.facts > div { display: grid; grid-template-columns: minmax(6rem, 11rem) minmax(0, 1fr); gap: 0 1rem; padding: .2rem 0;
  border-bottom: 1px solid var(--line) }
.facts dt { color: var(--dim) } .facts dd { grid-column: 2 }
@media (max-width: 30rem) { .facts > div { display: block } .facts dt { font-size: .85rem } }
details { border-bottom: 1px solid var(--line) }
summary { padding: .55rem 0; cursor: pointer }
summary .when { font-weight: 700 }
details > .inside { padding: 0 0 1rem .7rem; border-left: 2px solid var(--line) }
.trace li { padding: .2rem 0 }
.trace .when { display: block; font-size: .85rem; color: var(--dim) }
blockquote { margin: .3rem 0 .5rem; padding-left: .7rem; border-left: 3px solid var(--rail) }
blockquote p { margin: .1rem 0 }
.readings { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: .6rem }
.readings > li { padding: .4rem .6rem; background: var(--panel) }
.readings .facts > div { display: block; border: 0; padding: .1rem 0 } .readings .facts dt { font-size: .8rem }
.changes li { padding: .15rem 0 }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
th, td { text-align: left; vertical-align: top; font-weight: 400; padding: .25rem .6rem .25rem 0;
  border-bottom: 1px solid var(--line) }
thead th { color: var(--dim); font-size: .85rem } tbody th { font-weight: 600; width: 11rem }
@media (max-width: 30rem) { tbody th { width: 7.5rem } }
"""

_DRAWN = """\
.drawn > div { min-width: 0 }
@media screen and (min-width: 62rem) { .drawn { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2.5rem } }
figure svg { display: block; width: 100%; max-width: 30rem; height: auto }
svg text { fill: var(--text); font-size: 12px;
  font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif }
svg .small { font-size: 10.5px; fill: var(--dim) } svg .strong { font-weight: 700 }
svg .thin { stroke: var(--rail); stroke-width: 1.2; fill: none }
svg .dash { stroke: var(--rail); stroke-width: 1.2; fill: none; stroke-dasharray: 2 3 }
svg .bracket { stroke: var(--ask); stroke-width: 1.6; fill: none } svg .open { stroke-dasharray: 3 3 }
svg .lasted { stroke: var(--text); stroke-width: 4; fill: none; stroke-opacity: .45 }
svg .bar { stroke: var(--span); stroke-width: 1.2; fill: var(--span); fill-opacity: .25 }
svg .maybe { fill: none; stroke-dasharray: 3 2 }
svg .leader { stroke: var(--span); stroke-width: .8; fill: none }
svg .today { stroke: var(--text); stroke-width: 2 }
svg .full { fill: var(--text); stroke: var(--text); stroke-width: 1.4 }
svg .hollow { fill: var(--back); stroke: var(--text); stroke-width: 1.4 }
svg .perhaps { fill: var(--back); stroke: var(--text); stroke-width: 1.4; stroke-dasharray: 2 2 }
svg .tread { stroke: var(--rail); stroke-width: 1.5; fill: none }
svg .sign { fill: none; stroke: var(--text); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round }
svg .sign.solid { fill: var(--text) }
svg .sign.bad { stroke: var(--bad) } svg .sign.bad.solid { fill: var(--bad) }
svg .sign.good { stroke: var(--good) } svg .sign.good.solid { fill: var(--good) }
svg .sign.ask { stroke: var(--ask) } svg .sign.ask.solid { fill: var(--ask) }
svg text.bad { fill: var(--bad) } svg text.good { fill: var(--good) } svg text.ask { fill: var(--ask) }
"""

_PAPER = """\
@page { size: A4; margin: 15mm 16mm }
@media print {
  html { font-size: 10pt } body { max-width: none; padding: 0 }
  a { text-decoration: none }
  nav, .twin { display: none }
  h2, h3, h4, summary, h2 + p { break-after: avoid }
  .several .case { break-before: page }
  .items > li, .facts > div, blockquote, figure svg, .trace li, tr { break-inside: avoid }
  figure { columns: 2; column-gap: 8mm } figure svg { max-width: 100% }
  details.open-on-paper::details-content { content-visibility: visible; display: block; height: auto }
  summary { list-style: none } summary::-webkit-details-marker { display: none }
}
"""
