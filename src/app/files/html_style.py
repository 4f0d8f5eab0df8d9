"""How the exported page looks: on a wide and a narrow screen, dark, and on paper."""

from __future__ import annotations

import base64
import hashlib

from app.domain.colours import RGB
from app.files.export import FILLS

LANES = 4
"""Highlights that cross are underlined at different depths, so many of them."""

_SERIF = '"Source Han Serif SC","Noto Serif CJK SC","SimSun","宋体","Songti SC",serif'
_SANS = '"Source Han Sans SC","Noto Sans CJK SC","Microsoft YaHei","微软雅黑",sans-serif'

_BASE = f"""
:root{{color-scheme:light dark;--ink:#1a2230;--soft:#586475;--line:#dde2e9;--rule:#788494;
--ground:#fff;--raised:#f7f9fb;--accent:#1b4b91}}
*{{box-sizing:border-box}}
html{{scroll-padding-top:1em}}
body{{margin:0;color:var(--ink);background:var(--ground);font:16px/1.9 {_SERIF}}}
.page{{width:min(100% - 2em,40em);margin:2em auto 4em}}
h1,h2,h3,h4,h5,h6,nav,.about,.note,.empty{{font-family:{_SANS}}}
h1{{font-size:1.6em;line-height:1.4;margin:0}}
h2{{font-size:1.35em;line-height:1.4;border-bottom:2px solid var(--rule);margin:2.5em 0 .4em;
padding-bottom:.2em}}
h3,h4,h5,h6{{font-size:1.05em;line-height:1.5;margin:1.4em 0 .3em}}
h3{{font-size:1.15em}}
a{{color:var(--accent)}}
.about,.empty{{color:var(--soft);font-size:.85em;margin:.2em 0}}
nav ol{{padding-left:1.6em;margin:.2em 0;list-style:none}}nav>ol{{padding-left:0}}nav{{font-size:.95em;line-height:1.7}}
nav h2{{font-size:1.1em;margin-top:1.6em}}
.report{{display:flow-root}}
p{{margin:.35em 0;overflow-wrap:anywhere}}
.text p{{text-indent:2em}}
.text .doctitle{{text-align:center;text-indent:0;font-weight:bold;font-size:1.2em}}
.row{{display:flex;flex-direction:column}}.row>.notes{{order:1}}
mark{{color:inherit;background:none}}
mark span{{border-bottom:2px solid var(--mark)}}
.ref{{font:.62em/1 {_SANS};vertical-align:super;text-decoration:none;margin:0 .15em;
user-select:none;text-indent:0}}
.ref::before{{content:attr(data-n)}}
.note{{border:1px solid var(--line);border-left:4px solid var(--mark,var(--rule));background:var(--raised);
border-radius:3px;margin:.5em 0;padding:.45em .8em;font-size:.84em;line-height:1.6}}
.note:target,mark:target{{outline:2px solid var(--accent);outline-offset:1px}}
.note p{{margin:.25em 0;text-indent:0}}
.note .n{{font-weight:bold;text-decoration:none;margin-right:.5em}}
.tag{{display:inline-block;padding:0 .55em;margin:0 .35em .15em 0;border:1px solid var(--line);
border-radius:.5em}}
blockquote{{margin:.3em 0;padding:.05em .4em;white-space:pre-wrap;overflow-wrap:anywhere;
font-family:{_SERIF}}}
.reply{{margin:.4em 0 .2em .2em;padding-left:.8em;border-left:2px solid var(--line)}}
.who,.state,.place,.scope{{color:var(--soft)}}
.place{{margin-top:.35em;font-size:.92em}}
.settled{{border-style:dashed;border-left-style:solid;background:none}}
"""

_WIDE = """
@media screen and (min-width:68em){
.page{width:min(100% - 4em,66em)}
.text,.head,.list,nav{max-width:40em}
.row{display:block}
.row>.notes{float:right;clear:right;width:23em;margin-right:-26em}
.row>.notes>.note:first-child{margin-top:.2em}}
"""

_DARK = """
@media screen and (prefers-color-scheme:dark){
:root{--ink:#e1e6ed;--soft:#a5b0be;--line:#3c4553;--rule:#7e8a9b;--ground:#1b1f26;
--raised:#242a33;--accent:#8db3f0}
"""

_PAPER = """
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
@page{size:A4;margin:18mm 16mm 20mm;@bottom-center{content:counter(page)" / "counter(pages);
font-size:9pt;color:#586475}}
@media print{
body{font-size:10.5pt;line-height:1.75}
.page{width:auto;margin:0}
a{color:inherit;text-decoration:none}
.report{break-before:page}
h1,h2,h3,h4,h5,h6,.row.heading{break-after:avoid}
.note{break-inside:avoid;margin-left:2em}
.text p{orphans:2;widows:2}}
"""


def _colours() -> str:
    lines: list[str] = []
    for name, (fill, strong) in FILLS.items():
        lines.append(f".c-{name}{{background:#{fill}}}.c-{name}.over{{background:#{strong}}}")
        lines.append(f".k-{name}{{--mark:#{RGB[name]}}}")
    return "\n".join(lines)


def _dark_colours() -> str:
    lines: list[str] = []
    for name, (_, strong) in FILLS.items():
        lines.append(f".c-{name}{{background:#{strong}33}}.c-{name}.over{{background:#{strong}59}}")
        lines.append(f".k-{name}{{--mark:#{strong}}}")
    return "\n".join(lines)


def _lanes() -> str:
    return "".join(f".l{n}{{padding-bottom:{3 * n - 2}px}}" for n in range(1, LANES + 1))


STYLE = f"{_BASE}{_lanes()}\n{_colours()}\n{_WIDE}{_DARK}{_dark_colours()}}}\n{_PAPER}"
"""The whole style sheet; what of it stands last counts."""

POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'"
)
"""What a browser may do with the page: show this style, and nothing else.

Source: Content Security Policy level 3, W3C.
"""
