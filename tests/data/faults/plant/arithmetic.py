"""D: arithmetic in the prose. Y: years and dates."""
import re

from .report import around, kind, replace_number


# ---------------------------------------------------------------- D arithmetic in the prose
@kind('D', 1, '“其中”各项之和超过总数')
def d_parts(d):
    m = d.find(r'其中：?((?:[^\d。；（]{2,22}\d+[条篇件](?:[，、和；]|(?=。))){2,})')
    if not m:
        return None
    nums = list(re.finditer(r'\d+', m.group(1)))
    x = nums[-1]
    a = m.start(1)+x.start()
    n = int(x.group())+10
    t = d.text[:a]+str(n)+d.text[a+len(x.group()):]
    return t, around(t, a, a+len(str(n))), '一', '该项应为%s，误写%d，各项之和比总数多10。' % (x.group(), n)


@kind('D', 2, '占比算错')
def d_share(d):
    rx = r'\d+[件条](?:[^。；，\d]{0,12}，)?占(?:全部复议案件的)?(\d+(?:\.\d+)?)%'
    m = d.find(rx) or d.find(rx, 5)
    if not m:
        return None
    s = m.group(1)
    n = '%.*f' % (len(s.split('.')[1]) if '.' in s else 0, float(s)+(3 if float(s) < 50 else -3))
    t = d.put(m, n, 1)
    return t, around(t, m.start(1), m.start(1)+len(n)), d.sec_of(m.start()), '占比应为%s%%，误写%s%%。' % (s, n)


@kind('D', 2, '同比增长率算错')
def d_growth(d):
    m = d.find(r'(?:同比|较上年)(?:增长|下降)(\d+(?:\.\d+)?)%')
    if not m:
        return None
    s = m.group(1)
    n = '%.*f' % (len(s.split('.')[1]) if '.' in s else 0, float(s)+2)
    t = d.put(m, n, 1)
    return t, around(t, m.start(), m.start(1)+len(n)), '一', '增长（下降）率应为%s%%，误写%s%%。' % (s, n)


FLIP = {'增长': '下降', '下降': '增长', '增加': '减少', '减少': '增加', '提高': '降低'}


@kind('D', 2, '增减方向写反')
def d_direction(d):
    m = d.find(r'(?:同比|较上年|比上年)(增长|下降|增加|减少)\d')
    if not m or not (d.last or re.search(r'\d{4}年为\d+件', d.text)):     # the base must be on paper
        return None
    t = d.put(m, FLIP[m.group(1)], 1)
    return t, around(t, m.start(), m.end()), '一', '应为%s，误写%s。' % (m.group(1), FLIP[m.group(1)])


@kind('D', 3, '“是上年的n倍”误写成“增长n倍”')
def d_multiple(d):
    m = d.find(r'是上年的([\d.]+)倍')
    if not m:
        return None
    new = '比上年增长%s倍' % m.group(1)
    t = d.put(m, new)
    return t, around(t, m.start(), m.start()+len(new)), '一', '是上年的%s倍，误写成增长%s倍，多出一倍。' % (m.group(1), m.group(1))


@kind('D', 2, '上年为0仍写同比百分比')
def d_base_zero(d):
    m = d.find(r'(?:上年|20\d\d年)为0件') or d.find(r'(?:上年|20\d\d年)为0件', 6)
    if not m:
        return None
    new = m.group()+'，同比增长100%'
    t = d.put(m, new)
    return t, around(t, m.start(), m.start()+len(new), 4), d.sec_of(m.start()), '上年为0，不能计算同比增长率。'


@kind('D', 2, '申请或复议为0件，仍写办结率、维持率')
def d_zero_rate(d):
    if d.v('new') == 0:
        m = d.find(r'(?:未|没有)收到政府信息公开申请')
        new = (m.group() if m else '')+'，按时答复率100%'
    elif sum(d.t4) == 0:
        m = d.find(r'行政诉讼(?:案件)?(?=。)')
        new = (m.group()+'，复议维持率100%') if m else ''
    else:
        return None
    if not m:
        return None
    t = d.put(m, new)
    return t, new, '一', '件数为0，不存在答复率（维持率）。'


@kind('D', 2, '百分点误写成%')
def d_points(d):
    m = d.find(r'[\d.]+个百分点')
    if not m:
        return None
    new = m.group().replace('个百分点', '%')
    t = d.put(m, new)
    return t, around(t, m.start(), m.start()+len(new)), '一', '两个百分比相减应写百分点，误写成%。'


@kind('D', 3, '第五部分复述的数与第一部分不一致')
def d_same_fact(d):
    a, b = d.span(1)
    s1 = d.text[a:b]
    def ok(m):
        return int(m.group(1)) >= 10 and re.search(r'(?<!\d)%s%s' % (m.group(1), m.group(2)), s1)
    m = d.find(r'(?<![\d.])(\d+)(条|篇|件)', 5, ok)
    if m:
        return replace_number(d, m, 1, '第五部分写%d，第一部分为%d，前后不一。', {int(x) for x in re.findall(r'\d+', s1) if len(x) < 6})


@kind('D', 3, '“是上年的n倍”的倍数算错')
def d_multiple_value(d):
    m = d.find(r'是上年的([\d.]+)倍')
    if not m:
        return None
    n = '%.1f' % (float(m.group(1))+1)
    t = d.put(m, n, 1)
    return t, around(t, m.start(), m.end()), '一', '应为%s倍，误写%s倍。' % (m.group(1), n)


# ---------------------------------------------------------------- Y years and dates
@kind('Y', 1, '标题年份写成上一年')
def y_title(d):
    m = re.search(r'%d年政府信息公开工作年度报告' % d.year, d.text)
    t = d.put(m, '%d年政府信息公开工作年度报告' % (d.year-1))
    return t, '%d年政府信息公开工作年度报告' % (d.year-1), '标题', '报告年度为%d年，标题写成%d年。' % (d.year, d.year-1)


@kind('Y', 1, '统计期限起始年份写错')
def y_period_year(d):
    m = d.find(r'(%d)年1月1日' % d.year, 'i')
    t = d.put(m, str(d.year-1), 1)
    return t, around(t, m.start(), m.end()), '引言', '统计期限起始应为%d年1月1日，误写%d年。' % (d.year, d.year-1)


@kind('Y', 2, '统计期限截止日写错')
def y_period_end(d):
    m = d.find(r'%d年12月(31)日' % d.year, 'i')
    t = d.put(m, '30', 1)
    return t, around(t, m.start(), m.end()), '引言', '统计期限截止应为12月31日，误写12月30日。'


@kind('Y', 2, '正文残留上一年的年份')
def y_leftover(d):
    m = d.find(r'(?m)^(%d)年' % d.year)
    if not m:
        return None
    t = d.put(m, str(d.year-1), 1)
    return t, t[m.start():m.start()+14], '一', '总体情况首句年份应为%d年，残留%d年。' % (d.year, d.year-1)


@kind('Y', 1, '落款日期早于年度终了')
def y_sign_before(d):
    if not d.sign:
        return None
    l = d.lines[d.sign].replace(str(d.year+1), str(d.year))
    return d.with_lines({d.sign: l}), l, '落款', '落款日期早于统计期限终了日，年份应为%d年。' % (d.year+1)


@kind('Y', 2, '落款日期晚于法定公布期限')
def y_sign_late(d):
    if not d.sign:
        return None
    l = '%d年%d月18日' % (d.year+1, 5)
    return d.with_lines({d.sign: l}), l, '落款', '落款日期晚于法定的年度报告公布期限。'


@kind('Y', 2, '落款为不存在的日期')
def y_impossible_date(d):
    if not d.sign:
        return None
    l = '%d年1月32日' % (d.year+1) if d.year % 2 else '%d年2月30日' % (d.year+1)
    return d.with_lines({d.sign: l}), l, '落款', '落款日期不存在。'


@kind('Y', 2, '“截至”误写“截止”')
def y_jiezhi(d):
    m = d.find(r'截至(?=%d年)' % d.year) or d.find(r'截至')
    if m:
        t = d.put(m, '截止')
        return t, around(t, m.start(), m.end()), '一', '后接时间点应用“截至”，误写“截止”。'
    m = d.find(r'年末(?=现行有效)')
    if not m:
        return None
    new = '截止%d年12月31日' % d.year
    t = d.put(m, new)
    return t, around(t, m.start(), m.start()+len(new)), '一', '后接时间点应用“截至”，误写“截止”。'


@kind('Y', 2, '下一年计划的年份没有改（写成报告年度）')
def y_plan_year(d):
    m = d.find(r'(%d)年' % (d.year+1), 5)
    t = d.put(m, str(d.year), 1)
    return t, around(t, m.start(), m.end()), '五', '改进措施应写%d年，误写%d年。' % (d.year+1, d.year)


@kind('Y', 2, '标题用语错（年度重复或写成政务信息公开）')
def y_title_word(d):
    m = re.search(r'%d年政府信息公开工作年度报告' % d.year, d.text)
    new = ('%d年度政府信息公开工作年度报告' if d.year % 2 else '%d年政务信息公开工作年度报告') % d.year
    return d.put(m, new), new, '标题', '标题应为“%s”。' % m.group()


@kind('Y', 3, '正文写了报告年度以外才会发生的月份（把活动写到下一年）')
def y_event_next_year(d):
    m = d.find(r'(?<![\d年—])(\d{1,2}月)(?=[^\d内]{0,1}[举请召]|举办|召开|请)')
    if m:
        new = '%d年%s' % (d.year+1, m.group(1))
        t = d.put(m, new, 1)
        return t, around(t, m.start(), m.start()+len(new)), '一', '活动写在报告年度之后，应为%d年%s。' % (d.year, m.group(1))
    m = d.find(r'(?<=。)全年(?=[培举组][训办织])')
    if not m:
        return None
    new = '%d年6月' % (d.year+1)
    t = d.put(m, new)
    return t, around(t, m.start(), m.start()+len(new)), '一', '所述培训在报告年度之后，不属于统计期限。'
