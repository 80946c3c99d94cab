"""What a clerk calls the figure, text or tick at a path: for showing a passage whose data are not there."""

import re
from functools import cache

from draftgen import forms
from draftgen.core.form import Cell, Table

# What is derived, what every report has, and what the catalogue names too shortly to stand alone.
_NAMES = {
    "year": "年度",
    "last_year": "上年度",
    "next_year": "下年度",
    "period": "统计期限",
    "agency": "机关名称",
    "short": "机关简称",
    "self": "我单位",
    "area": "全镇、全县或全市",
    "level": "镇、县或市",
    "region": "地区",
    "scope": "统计范围",
    "office": "承担部门",
    "total.once": "合计比各渠道之和少",
    "website": "网站",
    "website_full": "网站名称",
    "website_address": "网址",
    "contact": "联系方式",
    "issues": "问题数",
    "plan": "您的打算",
    "done.reviews": "审查种类",
    "done.procedures": "审核程序",
    "done.directories": "目录和指南",
    "site.count": "网站发布条数",
    "site.parts": "网站各类条数",
    "wechat.count": "微信发布条数",
    "wechat.parts": "微信各类条数",
    "staff.full": "专职人数",
    "staff.part": "兼职人数",
    "staff.total": "工作人员数",
    "boards.town": "镇公开栏数",
    "boards.village": "村公开栏数",
    "boards.community": "社区公开栏数",
    "boards.total": "公开栏数",
    "proposals.total": "建议提案件数",
    "proposals.congress": "人大代表建议件数",
    "proposals.committee": "政协提案件数",
    "training.host": "培训主办单位",
    "request_topics": "申请内容",
    "requests_online": "网络申请件数",
    "requests_letter": "信函申请件数",
    "requests_counter": "当面申请件数",
    "done.interpretation_forms.names": "解读形式",
    "done.key_areas.names": "重点领域",
    "done.duty_person.office": "专人所在部门",
    "others": "其他事项",
    "disputes": "复议和诉讼件数",
    "reviews": "行政复议件数",
    "lawsuits": "行政诉讼件数",
    "direct": "直接起诉件数",
    "after_review": "复议后起诉件数",
    "interpretation.forms": "各种形式的解读件数",
    "requests.new": "新收申请件数",
    "requests.in_hand": "新收和结转件数",
    "requests.total": "办结件数",
    "requests.outcomes": "办理结果",
    "requests.applicants": "各类申请人件数",
    "requests.channels": "各渠道申请件数",
    "requests.new.person": "自然人申请件数",
    "requests.new.organisation": "法人或其他组织申请件数",
    "requests.denied": "不予公开件数",
    "requests.unable": "无法提供件数",
    "requests.refused": "不予处理件数",
    "requests.other": "其他处理件数",
}
_CHANNELS = {"site": "网站", "wechat": "微信", "weibo": "微博", "video": "短视频", "headlines": "今日头条"}
_SHARES = {"largest": "最多一类", "top_two": "最多两类", "dynamic": "动态信息"}
_ISSUE = re.compile(r"issues\.(\d+)(\.plan)?")
_ENDS = {
    "prev": "上年{}",
    "diff": "{}增减",
    "growth": "{}增减比例",
    "times": "{}倍数",
    "share": "{}占比",
    "number": "{}项数",
    "parts": "{}明细",
    "outcomes": "{}结果",
    "label": "{}名称",
    "labels": "{}名称",
}


def label(path: str) -> str:
    """The Chinese name of ``path``; the path itself where nobody has given it one."""
    known = _labels()
    if path in known:
        return known[path]
    stem, _, end = path.rpartition(".")
    if end in _ENDS and stem:
        return _ENDS[end].format(label(stem).removesuffix("件数"))
    if stem in _CHANNELS and end in _SHARES:
        return f"{_CHANNELS[stem]}{_SHARES[end]}"
    if issue := _ISSUE.fullmatch(path):
        return f"第 {issue[1]} 个{'打算' if issue[2] else '问题'}"
    return path


@cache
def _labels() -> dict[str, str]:
    found: dict[str, str] = {}
    for table in forms.form("2021").tables:
        for cell in table.cells():
            found[cell.path] = _cell(table, cell)
    for root in (forms.catalogue().data, forms.catalogue().ticks, forms.catalogue().other):
        for field in root.walk():
            for child in field.children:
                head = field.key if field is not root and field.owns_path else ""
                # 优化栏目·栏目 would read 优化栏目栏目.
                name = "名称" if head.endswith(child.key) else child.key
                found[child.path] = f"{head}{name}" if head else child.name
    # Both blocks of table 4 under one head, as `facts` adds them up.
    for outcome in ("upheld", "corrected", "otherwise", "pending"):
        found[f"lawsuits.{outcome}"] = found[f"reviews.{outcome}"].replace("行政复议", "行政诉讼")
    return {**found, **_NAMES}


def _cell(table: Table, cell: Cell) -> str:
    column = table.column_name(cell.column).removeprefix("申请人情况·").replace("·", "")
    name = f"{cell.row.key or cell.row.label}{column}".replace("本年", "").replace("处理决定数量", "")
    name = name.removesuffix("总计") if name != "总计" else name
    return name if name.endswith("件数") or cell.unit != "件" else f"{name}件数"
