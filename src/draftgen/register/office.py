"""An office's own words: a small YAML file that says what they mean, kept from year to year."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from draftgen import located
from draftgen.core.finding import Level, UnreadableInput
from draftgen.core.nothing import NOTHING
from draftgen.located import Mapping as Nodes
from draftgen.located import Scalar
from draftgen.located.writing import quoted
from draftgen.register.words import NOT_COUNTED, plain, result_of, words

COLUMNS, RESULTS, KINDS, CHANNELS = "列", "办理结果", "申请人类型", "申请方式"
_ROLES = {
    "收到日期": "received",
    "申请人类型": "kind",
    "申请方式": "channel",
    "办理结果": "result",
    "答复日期": "answered",
    "是否结转": "carried",
    "登记编号": "number",
}


class OfficeWords(NamedTuple):
    """The office's words by part, each plain text → id; ``columns``: head → role."""

    columns: Mapping[str, str] = NOTHING
    results: Mapping[str, str] = NOTHING
    kinds: Mapping[str, str] = NOTHING
    channels: Mapping[str, str] = NOTHING


def read_map(path: Path) -> OfficeWords:
    """The words in the file at ``path``; none if there is no such file yet. Raises UnreadableInput for what it cannot mean."""
    if not path.exists():
        return OfficeWords()
    file = located.read(path)
    faults = [
        f"  {finding.place}：{finding.message}{finding.advice}"
        for finding in file.findings
        if finding.level is Level.ERROR
    ]
    parts: dict[str, dict[str, str]] = {COLUMNS: {}, RESULTS: {}, KINDS: {}, CHANNELS: {}}
    for key, node in file.root if isinstance(file.root, Nodes) else ():
        if key.text not in parts:
            faults.append(f"  {file.place(key.source)}：没有“{key.text}”这一部分，只能写：{'、'.join(parts)}。")
        for name, value in node if isinstance(node, Nodes) else ():
            if not isinstance(value, Scalar) or not value.text.strip():
                continue  # not filled in yet
            said = _meaning(key.text, name.text, value.text.strip())
            if said is None:
                faults.append(
                    f"  {file.place(value.source)}：“{value.text.strip()}”对不上{_WANTED.get(key.text, '任何一项')}。"
                )
            elif key.text in parts:
                parts[key.text][said[0]] = said[1]
    if faults:
        raise UnreadableInput(f"对照文件 {path.name} 有 {len(faults)} 处要改：\n" + "\n".join(faults))
    return OfficeWords(parts[COLUMNS], parts[RESULTS], parts[KINDS], parts[CHANNELS])


_WANTED = {
    COLUMNS: "台账的列名",
    RESULTS: "表三的办理结果，写编号（例如 五2）或名称",
    KINDS: "申请人类型（自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他）",
    CHANNELS: "申请渠道（网络、信函、当面、不计）",
}


def _meaning(part: str, name: str, value: str) -> tuple[str, str] | None:
    known = words()
    if part == COLUMNS:
        return (plain(value), _ROLES[name]) if name in _ROLES else None
    if value == NOT_COUNTED and part in (RESULTS, CHANNELS):
        return plain(name), NOT_COUNTED
    if part == RESULTS:
        found = result_of(value, NOTHING)
        return (plain(name), found[0]) if len(found) == 1 else None
    meaning = {KINDS: known.kinds, CHANNELS: known.channels}.get(part, NOTHING).get(plain(value))
    return (plain(name), meaning) if meaning else None


def blank_map(unknown: Mapping[str, Iterable[str]]) -> str:
    """A file to fill in: the words that nobody has explained yet, each with nothing behind it.

    A part without words has some that may not be shown: whoever has the ledger copies them from there.
    """
    lines = [
        "# 本单位台账的用词：冒号后面写它是什么意思，下次还能用。",
        "# 办理结果写表三的编号或名称，例如“五2”“予以公开”；不算申请、不该计数的写“不计”。",
        "# 列：左边是程序要的列，右边写台账里这一列的列名，例如“收到日期: 来文日”。",
    ]
    for part in (COLUMNS, RESULTS, KINDS, CHANNELS):
        if part in unknown:
            lines.append(f"{part}:")
            lines += [f"  {quoted(' '.join(word.split()))}:" for word in dict.fromkeys(unknown[part])]
            lines += (
                [] if unknown[part] else ["  # 这里的词可能是人名，没有显示：照台账里的写法抄在左边，冒号后面写意思。"]
            )
    return "\n".join(lines) + "\n"
