"""Faults in other shapes than the example of their rule has, and what looks like one and is none."""

import pytest
from tests.checking import build

from draftgen import checks

# --- further shapes of a fault, beside the example of each rule ---

COUNTED = [tens + ones for tens in ("", "十", "二十") for ones in ("", *"一二三四五六七八九") if tens + ones]

FAULTY = {
    "the opening names another agency": ("一：2025年，海州市水务局以供水为重点，公开监管信息。", "foreign-agency"),
    "another county's website opens a sentence": ("一（四）：青川县政府网站公开信息86条。", "foreign-place"),
    "a district in the report of a county": ("一（四）：在区政府网站开设栏目1个。", "foreign-place"),
    "measures announced for the year that is over": (
        "五：（一）主要问题。更新不够及时。/（二）针对上述问题，2025年采取以下措施：一是专人更新。二是按月检查。",
        "plan-year",
    ),
    "a month that is still to come": ("一（五）：2026年11月召开座谈会，听取意见5条。", "year-other"),
    "a multiple of last year's table": (
        """
        上年 表三 新收·总计：6
        表三 新收·总计：13
        表三 总计·总计：13
        一（二）：新收政府信息公开申请13件，是上年的3.2倍。""",
        "growth-tables",
    ),
    "a base of last year's table": (
        """
        上年 表三 新收·总计：58
        表三 新收·总计：124
        表三 总计·总计：124
        一（二）：新收申请由63件增加到124件。""",
        "base-quoted",
    ),
    "accounts that were merged": ("一（四）：政务新媒体账号由31个整合为27个，减少5个。", "growth"),
    "a stretch of time that is cut": ("一（二）：办理时限由20个工作日压缩到25个工作日。", "from-to"),
    "three of anything, listed right behind the colon": (
        "一（五）：开展三项整治：一是清理空白栏目；二是更正错别字。",
        "announced",
    ),
    "two hard matters, of which three are listed": (
        "一（五）：解决两个难题：一是审查慢；二是登记漏；三是发布迟。",
        "announced",
    ),
    "an identity number that says what it is, with a slip in it": (
        "一（五）：来信人（身份证号362321197503152416）表示满意。",
        "personal-number",
    ),
    "the rate of what was sent back": ("一（一）：发放问卷200份，收回180份，回收率95%。", "rate"),
    "a rate that names its whole": ("一（一）：发放问卷200份，收回180份，问卷回收率95%。", "rate"),
    "the rate of everything": ("一（五）：受理投诉9件，办结8件，总办结率95%。", "rate"),
    "a rate of two wholes": ("一（五）：人大建议8件、政协提案4件，办结11件，办结率100%。", "rate"),
    "parts before a bare 共": ("一（一）：发布工作动态29条、水质公告17条，共48条。", "parts-total"),
    "somebody who speaks for another": ("一（二）：本年法定代表人张某提出异议。", "applicant"),
    "praise that goes on and on": (
        "五：（一）主要问题。一是公开力度不断加大，成效显著。二是更新不够及时。/（二）改进措施。一是明确联络人，及时更新。二是继续努力。",
        "problem-praise",
    ),
    "no document repealed, the other way round": (
        """
        表二 行政规范性文件·废止：1
        一（三）：本年度没有规范性文件废止。""",
        "no-documents",
    ),
    "none repealed, the kind of document named before": (
        """
        表二 行政规范性文件·废止：1
        一（三）：截至2025年底，现行有效的行政规范性文件2件，无废止文件。""",
        "no-documents",
    ),
    "a resident by name": ("一（五）：居民王建国提出的意见已经采纳。", "applicant"),
    "a list of many items with one that is missing": (
        f"一（五）：{'；'.join(f'{count}是办好第{count}件事' for count in (*COUNTED[:18], *COUNTED[19:]))}。",
        "numbering",
    ),
    "consultation without a measure": (
        "五：（一）主要问题。一是更新不够及时。二是重大决策征求意见的结果反馈不完整。/（二）改进措施。一是按月检查更新情况。二是专人更新。",
        "unanswered",
    ),
}


@pytest.mark.parametrize("case", FAULTY)
def test_a_fault_of_another_shape_is_found(case: str) -> None:
    change, code = FAULTY[case]
    built = build(change)
    assert code in {finding.code for finding in checks.run(built.report, built.mentions, built.context).findings}


# --- what is legitimate stays silent ---

LEGITIMATE = {
    "收到 means 新收": """
        表三 新收·总计：5
        表三 上年结转·总计：2
        表三 总计·总计：7
        一（二）：本年度收到政府信息公开申请5件。""",
    "收到 means 新收 and what was carried in": """
        表三 新收·总计：5
        表三 上年结转·总计：2
        表三 总计·总计：7
        一（二）：本年度共收到政府信息公开申请7件，其中上年结转2件。""",
    "last year in a comparison": "一（一）：公开信息46条，比2024年的40条增加6条，增长15%。",
    "last year's report and decisions of that year": "一（三）：按要求公布2024年年报，公开2024年度部门决算。",
    "a range of years and a five-year plan": "一（三）：落实2021—2025年规划和“十四五”要求。",
    "section five names last year's problems": (
        "五：（一）主要问题。2024年年报提出的解读单一问题有所改善，但更新仍不够及时。/（二）改进。2026年，专人检查更新情况。"
    ),
    "what was inspected, and what was done about it": "一（五）：开展两项检查：一是查栏目；二是查时效；三是查链接。",
    "a statutory term, what it was cut to, and the cut of this year": (
        "一（二）：办理时限由20个工作日压缩到15个工作日，比上年减少2个工作日。"
    ),
    "a rate of what was due, of two wholes, of two parts, and of an earlier sentence": (
        "一（五）：收到意见64条，采纳41条，部分采纳10条，采纳率79.7%。建议8件、提案4件，办结12件，办结率100%。"
        "受理投诉9件，办结8件，按时办结率100%。会商其中的20条，采纳16条，采纳率25%。发放问卷200份，收回191份，回收率95%以上。"
    ),
    "a rate of some kind, which has a whole of its own": (
        "一（五）：受理投诉9件，办结9件，当场办结率66%，一次办结率66%。收到意见64条，采纳41条，合理意见采纳率100%。"
        "发放问卷200份，收回180份，其中有效问卷170份，有效回收率85%。"
    ),
    "whom and when an applicant asks": "一（五）：申请人向我局提出，申请人于次日要求撤回，申请人任意提出、申请人范围等均已规范。",
    "several kinds of things, then how many months": "一（一）：发布工作动态29条、水质公告17条，共12期。",
    "residents who are not named": "一（五）：采纳居民周边环境整治意见3条，答复群众张贴不便提出的疑问2件。",
    "Chinese words that only meet": "一（五）：做好区人民政府政府信息公开工作，参加培训1次。",
    "a list of many items": f"一（五）：{''.join(f'{count}是办好第{count}件事，责任到人。' for count in COUNTED)}",
    "set phrases are no lists": "一（五）：落实三审三校，一是一、二是二，参加培训1次。",
    "a title with 和 for 及": "章名 五：存在的主要问题和改进情况",
    "channels that overlap": "一（一）：公开信息46条，其中网站40条、微信公众号20条。",
    "a list that says it is not complete": "一（一）：公开信息46条，其中工作动态20条、水质公告10条、人事信息3条等。",
    "two divisions of one whole": "一（二）：新收申请0件。\n一（一）：办理热线12件，其中咨询8件、投诉4件，电话提出9件、来信3件。",
    "the whole county in a bureau's report": "一（二）：全县各部门共收到政府信息公开申请286件，本局未收到政府信息公开申请。",
    "none repealed in a clean-up": """
        表二 行政规范性文件·废止：1
        一（三）：清理行政规范性文件2件，全部保留，无废止。""",
    "a name of other files": """
        表二 行政规范性文件·废止：1
        一（三）：档案室无废止文件。""",
    "the review list of a clean-up": """
        表二 行政规范性文件·废止：31
        一（三）：清理后废止27件规范性文件、宣布失效4件。""",
    "a stock that was counted anew": """
        上年 表二 行政规范性文件·现行有效：5
        表二 行政规范性文件·现行有效：9
        一（三）：因机构改革划转，重新统计规范性文件。""",
    "several themes of one event": "一（一）：围绕供水和节水开展在线访谈1期，主题为“节水”“水价”。",
    "what was carried in is no part of what was received": """
        表三 新收·自然人：1
        表三 新收·其他：3
        表三 新收·总计：4
        表三 上年结转·总计：3
        表三 总计·总计：7
        一（二）：收到政府信息公开申请4件，其中自然人1件、其他组织3件，加上上年结转的3件，全年应办理7件。""",
    "messages that are all closed": """
        表三 结转下年·总计：2
        一（一）：办理网站留言90条，均已办结。""",
    "a channel behind a list that is complete": (
        "一（一）：通过微博发布信息3条，其中工作动态1条、政策文件2条，通过今日头条号发布7条，均为公告公示。"
    ),
    "a verb before the county's own website": "一（四）：运维县政府网站，公开县政府常务会议议题2个。",
    "a number among the things named": "一（四）：在县政务服务中心、档案馆、图书馆和14个乡镇设查阅点。",
    "a year's figure that is compared with": "一（一）：公开信息46条（2024年为0条）。",
    "both scopes told": """
        标题：澜江县人民政府/2025年政府信息公开工作年度报告
        落款：澜江县人民政府
        一：2025年，澜江县人民政府按照《条例》要求推进公开。
        表三 新收·总计：7
        表三 总计·总计：7
        一（二）：全县新收政府信息公开申请7件，县政府本级收到申请2件。未发生责任追究情形。""",
    "a total in 万元 and in 元": """
        表二 行政事业性收费：44.862
        一（一）：全年行政事业性收费448620元。""",
    "an office of the government in the introduction": """
        标题：澜江县人民政府/2025年政府信息公开工作年度报告
        落款：澜江县人民政府办公室
        一：2025年，澜江县人民政府按照《条例》要求推进公开。""",
}


@pytest.mark.parametrize("case", LEGITIMATE)
def test_what_is_legitimate_stays_silent(case: str) -> None:
    built = build(LEGITIMATE[case])
    findings = checks.run(built.report, built.mentions, built.context).findings
    own = {"balance", "result-total", "row-total", "stock-low", "problems-again", "like-last-year", "same-figures"}
    asked = {"parts-unequal"} if case == "channels that overlap" else set()
    assert {f.code for f in findings} - own - asked == set()
