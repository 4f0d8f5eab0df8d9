"""What a report says about itself and its page about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from app.domain.anchor import Span
from app.domain.region import path_of
from app.domain.report import METADATA_FIELDS, Field, Metadata, Source
from app.text.chrome import is_chrome, is_page_clock, is_stamp
from app.text.dates import find_date, is_date, with_arabic_years
from app.text.divisions import (
    place_in,
    province_mentioned_most,
    province_named,
    province_of_county,
    province_of_licence,
    province_of_prefecture,
    zone_in,
)
from app.text.fold import fold
from app.text.furniture import Layout, layout_of
from app.text.labels import has_only_source, labelled
from app.text.lines import Page, without_blanks
from app.text.organisations import is_office, is_unit_name, is_usable, level_of, unit_in_title
from app.text.titles import tidy

HINTS = (*METADATA_FIELDS, "site", "file_name")
"""Names under which a reader of files may hand in what its tags or properties say."""

OPENING = 2000  # code points of the body in which the year is looked for
LINES_BELOW_TITLE = 2  # filled lines in which a unit may stand
_DATED = re.compile(r"(?:19|20)\d\d年.*$")
_RANGE = re.compile(r"((?:19|20)\d\d)年?\s*[—\-–至到~]+\s*((?:19|20)\d\d)\s*年")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_PERIOD = re.compile(r"(?:统计|数据|报告)?(?:期限|时限|时间)[为自从是:]*((?:19|20)\d\d)年1月1日")
_WHOLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!\s*\d{1,2}月|[—\-–至到])")
_FILED = re.compile(
    r"(?:于|在)((?:19|20)\d\d年\d{1,2}月\d{1,2}日)[一-鿿]{0,20}?(?:报送|送达|呈报|上报|备案)"
)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{8,14})[)\]]")
_RELATIVE = ("省", "市", "县", "区", "州", "旗")  # 市林业局: which city's stands elsewhere
_REPORT_WORDS = re.compile(r"法治|依法行政|依法治|报告|总结")
_UNKNOWN = Field()


def metadata(text: str, body: Span, hints: Mapping[str, str] | None = None) -> Metadata:
    """Metadata of a report, each field with its source.

    Args:
        text: canonical text, furniture included.
        body: the report itself in it.
        hints: what tags of a web page or properties of the file say, see HINTS.
    """
    hints = hints or {}
    page = Page.of(text)
    outside = [Span(0, body.start)] if body.start else []
    if body.end < len(text):
        outside.append(Span(body.end, len(text)))
    return metadata_of(page, layout_of(page, outside, hints.get("title")), hints)


def metadata_of(page: Page, layout: Layout, hints: Mapping[str, str]) -> Metadata:
    """As metadata(), for a page whose parts are known."""
    front = [i for i in page.filled if i < _first_text_line(layout)]
    labels = {**labelled(page, layout.foot), **labelled(page, front)}
    title = _title(layout, labels, hints)
    signed = _signed_organisation(layout)
    below = _unit_below_title(page, layout)
    organisation = _in_full(_organisation(title, signed, below, labels, hints), page, layout)
    found = {
        "title": title,
        "organisation": organisation,
        "region": _region(page, layout, (title, organisation), labels, hints),
        "level": _level(organisation, hints),
        "year": _year(page, layout, title, hints),
        "published_on": _published(page, layout, labels, hints),
        "signed_on": _signed(page, layout, labels, hints),
        "filed_on": _filed(page, layout, labels, hints),
        "index_number": _index_number(labels, hints),
    }
    return Metadata(**found)


def _first_text_line(layout: Layout) -> int:
    return layout.head[-1] + 1 if layout.head else 0


def _hinted(name: str, hints: Mapping[str, str]) -> Field | None:
    value = hints.get(name, "").strip()
    return Field(value, Source.META) if value else None


def _title(layout: Layout, labels: Mapping[str, str], hints: Mapping[str, str]) -> Field:
    shown = layout.title
    hinted = _hinted("title", hints)
    if shown is not None:
        same = hinted and without_blanks(hinted.value or "") == without_blanks(shown.value)
        return Field(shown.value, Source.META if same else Source.TEXT)
    if hinted:
        return Field(tidy(hinted.value or ""), Source.META)
    if labels.get("title") and _REPORT_WORDS.search(labels["title"]):
        return Field(tidy(labels["title"]), Source.TABLE)
    stem = PurePath(hints.get("file_name", "")).stem
    return Field(tidy(stem), Source.GUESS) if _REPORT_WORDS.search(stem) else _UNKNOWN


# --- who ----------------------------------------------------------------------------


def _signed_organisation(layout: Layout) -> str | None:
    names = [s.organisation for s in layout.signatures if s.organisation]
    return names[-1] if names else None


def _unit_below_title(page: Page, layout: Layout) -> str | None:
    """The unit named in a line below the title, perhaps in brackets and with the date."""
    if layout.title is None:
        return None
    below = [i for i in page.filled if i > layout.title.last][:LINES_BELOW_TITLE]
    for index in below:
        line = page.lines[index]
        name = _DATED.sub("", line.compact.strip("—-()"))
        if is_unit_name(name) and is_usable(name):
            start = line.compact.index(name)
            return without_blanks(page.source(line))[start : start + len(name)]
    return None


def _organisation(
    title: Field,
    signed: str | None,
    below: str | None,
    labels: Mapping[str, str],
    hints: Mapping[str, str],
) -> Field:
    """The unit that reports: signature, title, line below it, tag, label, source, in this order.

    An office or Party body that signs does so for the unit in the title.
    """
    subject = unit_in_title(fold(title.value)) if title.value else None
    if signed and is_usable(signed) and not (subject and is_office(signed)):
        return Field(signed, Source.TEXT)
    stated = [
        (_hinted("organisation", hints) or _UNKNOWN, Source.META),
        (Field(labels.get("organisation")), Source.TABLE),
    ]
    usable = [(f.value, s) for f, s in stated if f.value and is_usable(f.value)]
    if subject:
        for value, source in usable:
            if value.startswith(subject) and not is_office(value):
                return Field(value, source)
        return Field(subject, Source.GUESS if title.source is Source.GUESS else Source.TEXT)
    if below:
        return Field(below, Source.TEXT)
    if usable:
        return Field(*usable[0])
    if signed:
        return Field(signed, Source.TEXT)
    source = labels.get("source", "")
    return Field(source, Source.GUESS) if is_usable(source) else _UNKNOWN


def _in_full(organisation: Field, page: Page, layout: Layout) -> Field:
    """A name that begins with 市, 县…, as the opening of the text gives it in full."""
    short = organisation.value or ""
    if not short.startswith(_RELATIVE):
        return organisation
    opening = page.text[layout.body.start : layout.body.start + OPENING]
    match = re.search(rf"(?<![一-鿿])[一-鿿]{{2,4}}{re.escape(short)}", opening)
    return Field(match.group(), Source.TEXT) if match else organisation


def _level(organisation: Field, hints: Mapping[str, str]) -> Field:
    hinted = _hinted("level", hints)
    if hinted:
        return hinted
    level = level_of(fold(organisation.value)) if organisation.value else None
    return Field(level.value, organisation.source) if level else _UNKNOWN


def _region(
    page: Page,
    layout: Layout,
    named: tuple[Field, ...],
    labels: Mapping[str, str],
    hints: Mapping[str, str],
) -> Field:
    """Province, city and county, as far as they are known; see domain/region.py."""
    names = [field.value for field in reversed(named) if field.value]
    stated = [*names, labels.get("organisation", ""), hints.get("site", "")]
    province = _province(page, layout, names, stated, hints)
    place = place_in(stated, province.value)
    if place is None or (province.value and place.province != province.value):
        return province
    source = province.source if province.value else Source.GUESS
    return Field(path_of(place.province, place.city, place.county), source)


def _province(
    page: Page,
    layout: Layout,
    names: Sequence[str],
    stated: Sequence[str],
    hints: Mapping[str, str],
) -> Field:
    """The province: named, or inferred from city, zone, site licence, county, frame or text."""
    hinted = _hinted("region", hints)
    if hinted:
        return Field(province_named(hinted.value or "") or hinted.value, Source.META)
    for name in names:
        if province := province_named(name):
            return Field(province, Source.TEXT)
    frame = "\n".join(page.folded[s.start : s.end] for s in layout.furniture)
    body = layout.body.of(page.text)
    zones = (zone_in(name) for name in stated)
    guesses = (
        *(province_of_prefecture(name) for name in stated),
        *(zone.province for zone in zones if zone),
        province_of_licence(frame),
        *(province_named(name) for name in stated[len(names) :]),
        *(province_of_county(name) for name in stated),
    )
    for province in guesses:
        if province:
            return Field(province, Source.GUESS)
    province = province_mentioned_most(frame) or province_mentioned_most(body)
    return Field(province, Source.GUESS) if province else _UNKNOWN


# --- when ---------------------------------------------------------------------------


def _year(page: Page, layout: Layout, title: Field, hints: Mapping[str, str]) -> Field:
    """The year reported on: of a range in the title its last; else the text's commonest."""
    hinted = _hinted("year", hints)
    if hinted:
        return hinted
    if title.value:
        folded = with_arabic_years(fold(title.value))
        match = _RANGE.search(folded) or _YEAR.search(folded)
        if match:
            return Field(match.groups()[-1], title.source)
    opening = page.folded[layout.body.start : layout.body.start + OPENING]
    period = _PERIOD.search(opening)
    if period:
        return Field(period.group(1), Source.TEXT)
    years = Counter(_WHOLE_YEAR.findall(opening))
    if years:
        return Field(years.most_common(1)[0][0], Source.GUESS)
    in_name = _YEAR_IN_NAME.search(fold(hints.get("file_name", "")))
    return Field(in_name.group(1), Source.GUESS) if in_name else _UNKNOWN


def _published(
    page: Page, layout: Layout, labels: Mapping[str, str], hints: Mapping[str, str]
) -> Field:
    """The date the page shows; a tag's date only when the page shows none."""
    if shown := find_date(fold(labels.get("published_on", ""))):
        return Field(shown, Source.TABLE)
    for index in layout.head:
        line = page.lines[index]
        if is_page_clock(line) or (is_chrome(line) and not is_stamp(line)):
            continue
        is_dated = is_stamp(line) or has_only_source(line)
        if is_dated and (found := find_date(line.folded)):
            return Field(found, Source.TEXT)
    hinted = find_date(fold(hints.get("published_on", "")))
    return Field(hinted, Source.META) if hinted else _UNKNOWN


def _date_below_title(page: Page, layout: Layout) -> str | None:
    """A date in brackets near the title, as meetings print it: perhaps after a unit's name."""
    if layout.title is None:
        return None
    for index in [i for i in page.filled if i > layout.title.last][:LINES_BELOW_TITLE]:
        match = _BRACKETED.fullmatch(page.lines[index].compact)
        if match and is_date(match.group(1)):
            return find_date(match.group(1))
    return None


def _signed(
    page: Page, layout: Layout, labels: Mapping[str, str], hints: Mapping[str, str]
) -> Field:
    """The signature's date, or the one in brackets below the title; else what a label or tag says."""
    dates = [s.signed_on for s in layout.signatures if s.signed_on]
    if dates:
        return Field(dates[-1], Source.TEXT)
    if dated := _date_below_title(page, layout):
        return Field(dated, Source.TEXT)
    if stated := find_date(fold(labels.get("signed_on", ""))):
        return Field(stated, Source.TABLE)
    hinted = find_date(fold(hints.get("signed_on", "")))
    return Field(hinted, Source.META) if hinted else _UNKNOWN


def _filed(
    page: Page, layout: Layout, labels: Mapping[str, str], hints: Mapping[str, str]
) -> Field:
    """Only an explicit date of filing; never inferred from another date."""
    if stated := find_date(fold(labels.get("filed_on", ""))):
        return Field(stated, Source.TABLE)
    hinted = find_date(fold(hints.get("filed_on", "")))
    if hinted:
        return Field(hinted, Source.META)
    lines = [*layout.head, *layout.foot]
    for index in lines:
        match = _FILED.search(page.lines[index].compact)
        if match and (found := find_date(match.group(1))):
            return Field(found, Source.TEXT)
    return _UNKNOWN


def _index_number(labels: Mapping[str, str], hints: Mapping[str, str]) -> Field:
    stated = labels.get("index_number", "").split()
    if stated:
        return Field(stated[0], Source.TABLE)
    return _hinted("index_number", hints) or _UNKNOWN
