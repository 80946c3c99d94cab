"""Settings that only the bank can judge: the profile of section six, the field of government, the weights."""

from collections.abc import Iterable

from draftgen.choose.eligible import field_of
from draftgen.core.finding import Finding, Level, Place, ProgramFault
from draftgen.core.passage import Bank
from draftgen.core.record import Record
from draftgen.core.weights import NAMES, Weights


def weights(bank: Bank) -> Weights:
    """The weights of a bank. Raises ProgramFault where one is missing."""
    missing = [name for name in NAMES if name not in bank.weights]
    if missing:
        raise ProgramFault(f"自带的 weights.yaml 缺少“{'、'.join(missing)}”。请重新安装 draftgen。")
    return Weights(*(bank.weights[name] for name in NAMES))


def unknown_settings(bank: Bank, record: Record) -> Iterable[Finding]:
    """A profile or an item of section six that the bank does not have is an error; an unknown field is a hint."""
    settings = record.settings
    if not settings.profile_items and settings.profile not in bank.profiles:
        known = "、".join(bank.profiles)
        yield _finding(
            "profile",
            Level.ERROR,
            record,
            f"没有“{settings.profile}”这种体例。",
            f"可以写：{known}；也可以自己列出各项。",
        )
    items = {theme.id.removeprefix("other.") for theme in bank.section("other")}
    for item in settings.profile_items:
        if item not in items:
            yield _finding(
                "profile", Level.ERROR, record, f"体例里没有“{item}”这一项。", f"可以写：{'、'.join(sorted(items))}。"
            )
    names = [name for domain in bank.domains for name in domain.names]
    if record.agency.domain and field_of(record.agency) not in names:
        from difflib import get_close_matches  # noqa: PLC0415 - only for a message

        near = next(iter(get_close_matches(record.agency.domain, names, 1, 0.4)), "")
        advice = f"是不是“{near}”？" if near else "没有也不要紧，正文用通用的说法。"
        yield _finding("domain", Level.HINT, record, f"领域“{record.agency.domain}”没有专门的语句。", advice)


def _finding(code: str, level: Level, record: Record, message: str, advice: str) -> Finding:
    return Finding(code, level, Place(record.file), message, advice)
