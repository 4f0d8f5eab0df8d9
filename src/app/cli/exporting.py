"""The command `export`, and what it says a format leaves behind."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from app.cli.exits import Exit
from app.cli.output import Output, is_watched
from app.cli.stopping import stoppable
from app.cli.wording import plain
from app.domain.carrying import Content, Loss
from app.domain.errors import Invalid
from app.domain.filters import Filter
from app.workspace.labels import LABELS
from app.workspace.progress import Watched
from app.workspace.workspace import Workspace

CONTENTS: Mapping[Content, tuple[str, str]] = {
    Content.PLACES: ("批注在文中的位置", "places in the text"),
    Content.TAGS: ("批注的标签", "tags of annotations"),
    Content.TAG_TREE: ("没有用到的标签和分组", "tags nobody used, and groups"),
    Content.TAG_DETAILS: ("标签的定义、编码等", "definitions and codes of tags"),
    Content.TAG_COLOURS: ("标签的颜色", "colours of tags"),
    Content.COMMENTS: ("批注内容", "comments"),
    Content.THREADS: ("回复", "replies"),
    Content.RESOLVED: ("已解决的记号", "resolved marks"),
    Content.REVIEWERS: ("审阅人", "reviewers"),
    Content.TIMES: ("批注的时间", "times of annotations"),
    Content.LINKS: ("链接", "links"),
    Content.SECTION_REMARKS: ("对章节的批注", "annotations on sections"),
    Content.REPORT_REMARKS: ("对整份报告的批注", "annotations on whole reports"),
    Content.LONG_TEXTS: ("超过 32,767 字的内容", "texts of more than 32,767 characters"),
    Content.DOUBTS: ("位置待确认或找不到的记号", "places to be confirmed or lost"),
    Content.TEXTS: ("报告全文", "texts of reports"),
    Content.OUTLINES: ("章节目录", "outlines"),
    Content.CORRECTIONS: ("对目录和正文的更正", "corrections of outline and text"),
    Content.METADATA: ("报告信息", "details of reports"),
    Content.VERSIONS: ("报告的旧文本", "former texts"),
    Content.RULES: ("打标签的规则", "tagging rules"),
    Content.PINS: ("手动对齐", "alignments made by hand"),
    Content.STATUSES: ("阅读状态", "reading statuses"),
    Content.HISTORY: ("操作记录", "recorded changes"),
}


def export(
    workspace: Workspace,
    asked: Namespace,
    out: Output,
    chosen: Filter,
    tell: Callable[[int, int, str], None],
) -> int:
    """Write the annotations meant, and say what the format does not hold of them."""
    watched = Watched(tell)
    options = _options(asked.option)
    exporting = workspace.exporting
    try:
        with stoppable(watched):
            found = exporting.survey(chosen)
            lost = exporting.losses(asked.format, options=options, found=found)
            files = exporting.export(
                asked.format,
                _target(workspace, asked, options),
                chosen,
                watched,
                words=LABELS[out.words.language],
                options=options,
                found=found,
            )
    finally:
        if is_watched():
            out.message("")
    if out.as_json:
        out.value({"files": [str(file) for file in files], "lost": [_value(loss) for loss in lost]})
        return Exit.DONE
    out.line(out.words.say("exported", count=len(files)))
    for file in files:
        out.line(f"  {plain(str(file))}")
    _tell_losses(lost, out)
    return Exit.DONE


def _target(workspace: Workspace, asked: Namespace, options: Mapping[str, str]) -> Path:
    """Where to: in a folder that is there, one file gets the name of the library."""
    chosen = workspace.exporting.format(asked.format)
    is_one = not chosen.needs_pages or options.get("files") == "one"
    if is_one and asked.out.is_dir():
        return asked.out / f"{workspace.library.path.stem}{chosen.suffix}"
    return asked.out


def _options(words: Iterable[str]) -> dict[str, str]:
    """`name=value` of each."""
    pairs = [word.partition("=") for word in words]
    for name, sign, _ in pairs:
        if not sign:
            raise Invalid("unknown_option", name=name)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _value(loss: Loss) -> dict[str, object]:
    return {"content": loss.content.value, "count": loss.count, "partial": loss.is_partial}


def _tell_losses(lost: list[Loss], out: Output) -> None:
    say = out.words.say
    if not lost:
        out.line(say("nothing_lost"))
        return
    out.line(say("lost"))
    side = 1 if out.words.language == "en" else 0
    for loss in lost:
        key = "lost_partly" if loss.is_partial else "lost_wholly"
        out.line(f"  {say(key, name=CONTENTS[loss.content][side], count=loss.count)}")
