"""What a user may call a section of the report and a field of government."""

from collections.abc import Iterable, Mapping

from draftgen import choose
from draftgen.core.finding import DraftgenError
from draftgen.core.passage import Bank

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "problems": ("problems",),
    "improvements": ("measures",),
    "overview.lead": ("overview.lead",),
    "overview.publication": ("overview.publication",),
    "overview.requests": ("overview.requests",),
    "overview.management": ("overview.management",),
    "overview.platform": ("overview.platform",),
    "overview.supervision": ("overview.supervision",),
    "other": ("other",),
}
CHINESE = {
    "problems": ("问题", "存在的问题", "主要问题", "存在的主要问题"),
    "improvements": ("改进", "措施", "打算", "改进措施", "改进情况", "measures"),
    "overview.lead": ("开头", "总体情况.开头"),
    "overview.publication": ("主动公开", "总体情况.主动公开"),
    "overview.requests": ("依申请公开", "依申请", "总体情况.依申请公开"),
    "overview.management": ("政府信息管理", "信息管理", "总体情况.政府信息管理"),
    "overview.platform": ("平台建设", "政府信息公开平台建设", "总体情况.平台建设"),
    "overview.supervision": ("监督保障", "总体情况.监督保障"),
    "other": ("其他", "其他事项", "其他需要报告的事项"),
}


def section_named(text: str) -> str:
    """The section that a user means, in English or Chinese. Raises DraftgenError with the list of those there are."""
    wanted = text.strip().replace("/", ".").replace("。", ".").replace("·", ".").casefold()
    names = {name: section for section, chinese in CHINESE.items() for name in (section, *chinese)}
    if wanted in names:
        return names[wanted]
    near = next(iter(_near(wanted, names, 1)), "")
    listed = "\n".join(f"  {section}　{chinese[0]}" for section, chinese in CHINESE.items())
    raise DraftgenError(
        f"没有“{text}”这一部分。{f'是不是“{names[near]}”（{near}）？' if near else ''}--section 可以写（英文、中文都行）：\n{listed}"
    )


def field_named(bank: Bank, domain: str) -> str:
    """A field of government as passages name it: 人社 for 人社局. Raises DraftgenError where the bank has none like it."""
    plain = choose.field_name(domain)
    names = {name: name for entry in bank.domains for name in entry.names}
    names |= {entry.label: entry.names[0] for entry in bank.domains if entry.names and entry.label not in names}
    if plain in names:
        return names[plain]
    near = _near(plain, names, 3)
    listed = "、".join(entry.names[0] for entry in bank.domains if entry.names)
    raise DraftgenError(
        f"没有“{domain}”这个领域的语句。" + (f"相近的有：{'、'.join(near)}。" if near else f"可以写：{listed}。")
    )


def _near(word: str, names: Iterable[str], number: int) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a message

    return get_close_matches(word, list(names), number, 0.45)
