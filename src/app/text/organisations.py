"""Names of reporting units: where they end in a title, and what kind of unit they name."""

from __future__ import annotations

import re

from app.domain.report import Level
from app.text.divisions import is_county_level_city, is_municipality
from app.text.labels import as_simplified

_ENDING = (
    r"人民政府办公[室厅]|人民政府|管理委员会|管委会|经济技术开发区|高新技术产业开发区|技术开发区|开发区|高新区|新区|试验区|示范区"
    r"|保税区|合作区|度假区|园区|委员会办公室|委员会|街道办事处|办事处|街道|政府|厅|局|办公室|办公厅|中心|支队|总队|大队|法院|检察院"
    r"|行政公署|行署|合作社|联合社|联合会|监狱|[省市区县旗镇乡州盟]|[县市区省州]委|党工委|党委"
)
_UNIT = re.compile(
    rf"(?![在对向为][一-鿿]|[全我本各][省市县区镇乡])((?:中共|中国共产党)?[一-鿿]{{2,30}}?(?:{_ENDING}))"
    r"(?=(?:19|20)\d\d|关于|法治|依法|全面|推进|落实|贯彻|年度|工作|报送|的|政府信息|《|\(|$)"
)
_WHOLE = re.compile(
    rf"(?:中共|中国共产党)?[一-鿿()]{{2,36}}?(?:{_ENDING})(?:\((?:盖章|印章|公章)\))?"
)
_LEAD = re.compile(
    r"(?:[【\[][一-鿿]{2,10}[】\]])?(?:关于)?(?:报送|呈报|上报|印发|公布)?[《〈]?(?:关于)?(?:(?:19|20)\d\d(?:[-—–至](?:19|20)\d\d)?年度?)?(?:上半年|下半年)?"
)
_ISSUED = re.compile(r"([一-鿿]{4,36}?)关于(?=[一-鿿])")
_OFFICE = re.compile(
    r"^中共|中国共产党|党工委|党委|工委|依法治|法治.{0,6}办|领导小组|委员会办公室|办公[室厅]$|司法[局厅]$|法制[局办]"
)
_TOO_SHORT_FOR_A_NAME = 4
_NOT_A_UNIT = re.compile(r"网|管理员|本站|本网|投稿|转载|佚名|原创|admin")

_CONTINUES = ("委员会", "办公室", "领导小组", "管理委员会", "人民政府", "管委会", "工作委员会")


def unit_in_title(title: str) -> str | None:
    """The unit a report's title names as its subject, year and 关于 skipped.

    An office or Party body before 关于 only issues the report.
    """
    _, dash, below = title.rpartition("—" * 2)
    if dash and (unit := unit_in_title(below)):
        return unit
    simplified = as_simplified(title)
    issued = _ISSUED.match(simplified)
    if issued and is_office(issued.group(1)) and (unit := unit_in_title(title[issued.end(1) :])):
        return unit
    lead = _LEAD.match(simplified)
    match = _UNIT.match(simplified, lead.end() if lead else 0)
    return title[match.start(1) : match.end(1)] if match else None


def is_unit_name(compact: str) -> bool:
    """Whether a line without blanks is the name of a unit and nothing else."""
    return _WHOLE.fullmatch(compact) is not None


def is_usable(name: str) -> bool:
    """Not a web site, an editor or a place-holder; long enough to name a place."""
    return len(name) >= _TOO_SHORT_FOR_A_NAME and not _NOT_A_UNIT.search(name)


def is_office(name: str) -> bool:
    """A Party body, office or justice bureau alone: it signs for the unit that reports."""
    return all(_OFFICE.search(part) for part in name.split("、"))


def continues_name(compact: str) -> bool:
    """Whether a line is the second half of a name broken over two lines."""
    return compact.startswith(_CONTINUES)


_ZONE = re.compile(
    r"管委会|管理委员会|高新区|开发区|试验区|示范区|保税区|合作区|度假区|园区|新区(?!(?:人民)?政府|[一-鿿]{1,10}[局委办厅镇]|[一-鿿]{1,6}街道)"
)
_TOWNSHIP = re.compile(r"(?:镇|乡|街道|苏木)(?:人民政府|政府|办事处|党委|党工委)?$")
_COUNTY = re.compile(r"(?:(?<!地)区|县|旗|特区|林区)(?:人民政府|政府|委)?$")
_CITY = re.compile(
    r"([一-鿿]{2,12}市)(?:人民政府|政府|委)?$|(?:州|盟|地区)(?:人民政府|政府|行政公署|行署|委)?$"
)
_PROVINCE = re.compile(r"(?:省|自治区)(?:人民政府|政府|委)?$")
_DEPARTMENT = re.compile(
    r"(?:局|厅|委|委员会|办|办公室|办公厅|中心|支队|总队|大队|法院|检察院|院|站|处|科|所|公司|学校|银行)$"
)


def level_of(name: str) -> Level | None:
    """The administrative level that a unit's name tells, or None.

    中共 and a trailing 委员会 of a Party committee are read as the place's own.
    """
    name = re.sub(r"^(?:中共|中国共产党)", "", as_simplified(name).rpartition("、")[2])
    name = re.sub(r"(?<=[省市区县州旗盟镇乡])委员会$", "委", name)
    if _TOWNSHIP.search(name):
        return Level.TOWNSHIP
    if _PROVINCE.search(name):
        return Level.PROVINCE
    is_place = _COUNTY.search(name) or _CITY.search(name)
    if _ZONE.search(name) and (not is_place or _ends_in_zone(name)):
        return Level.DEPARTMENT if _is_zone_department(name) else Level.ZONE
    if _COUNTY.search(name):
        return Level.COUNTY
    city = _CITY.search(name)
    if city:
        return _level_of_city(city.group(1) or "")
    return Level.DEPARTMENT if _DEPARTMENT.search(name) else None


def _ends_in_zone(name: str) -> bool:
    return (
        re.search(r"(?:高新区|开发区|试验区|示范区|保税区|合作区|度假区|园区|新区)$", name)
        is not None
    )


def _is_zone_department(name: str) -> bool:
    return re.search(r"(?:局|办公室|中心|支队|大队)$", name) is not None


def _level_of_city(name: str) -> Level:
    if is_municipality(name):
        return Level.PROVINCE
    return Level.COUNTY if is_county_level_city(name) else Level.CITY


_PARTY = re.compile(r"^(?:中共|中国共产党)")
_LAW_OFFICE = re.compile(
    r"(?:委员会|委)?(?:全面)?依法治[国省市区县州旗](?:[省市区县州旗])?(?:委员会|领导小组)?办公?室?$"
)
_GOVERNMENT = re.compile(
    r"(?:人民政府(?:办公[室厅])?|(?<=[省市区县旗镇乡])政府|管理委员会|管委会|办事处|党工委"
    r"|(?<=[省市区县旗镇乡])(?:党委|委员会|委))$"
)
_ABOVE = re.compile(r"^[一-鿿]{2,7}?(?:省|自治区|市|自治州|州|盟)(?=[一-鿿]{2,}?[区县市旗镇乡道])")


def unit_key(name: str) -> str:
    """What the names of one unit have in common, whoever signs for it and however long.

    `重庆市大足区人民政府办公室`, `中共大足区委依法治区办公室` and `大足区` are `大足区`;
    a department (`大足区司法局`) is a unit of its own.
    """
    key = _PARTY.sub("", as_simplified(re.sub(r"\s", "", name)))
    for ending in (_LAW_OFFICE, _GOVERNMENT):
        cut = ending.sub("", key)
        key = cut if len(cut) > 1 else key
    while len(cut := _ABOVE.sub("", key, count=1)) > 1 and cut != key:
        key = cut
    return key
