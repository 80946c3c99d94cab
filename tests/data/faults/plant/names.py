"""N: names and self-reference. G: documents cited."""
import re

from .report import around, kind


# ---------------------------------------------------------------- N names
def other_region(d):
    return {'县': '芷川县', '区': '栌港区', '市': '溆川市'}


def region_level(d):
    """level of the body's own government: 县 区 市, judged by its name"""
    a = d.agency
    m = re.match(r'^(?:[^市]{2}市)?([^市区县]{2})([市区县])', a)
    return m.group(2) if m else None


@kind('N', 2, '正文残留另一机关的名称')
def n_other_agency(d):
    m = d.find(r'我[局镇乡委区县]|我街道|全市(?=围绕)|全县(?=各级)|%s' % re.escape(d.agency))
    if not m:
        return None
    a = d.agency
    if a.endswith('街道办事处'):
        new = '栌港区柳汊街道办事处'
    elif re.search(r'[乡镇]人民政府$', a):
        new = '芷川县芦汀%s人民政府' % a[-5]
    elif d.is_gov:
        new = other_region(d)[a[-5]]
    elif '开发区' in a:
        new = '溆川经济技术开发区管理委员会'
    else:
        new = '芷川县'+re.sub(r'^(?:[^市]{2}市)?(?:[^市区县]{2}[区县])?', '', a)
    t = d.put(m, new)
    return t, around(t, m.start(), m.start()+len(new)), '一', '应为本机关，误写成“%s”，疑似照抄他处。' % new


@kind('N', 2, '正文残留别处的地名')
def n_other_region(d):
    m = d.find(r'(?<!全)([县区市])(?:人民)?政府(?:门户)?网站') or d.find(r'([县区市])政务服务中心|([县市区])政府常务会议')
    if not m:
        return None
    lv = m.group(1) or m.group(2)
    new = other_region(d)[lv]
    a = m.start(1) if m.group(1) else m.start(2)
    t = d.text[:a]+new+d.text[a+1:]
    return t, around(t, a, a+len(new)), '一', '所称“%s”不是本地，疑似照抄他处。' % new


@kind('N', 1, '自称不符（镇称我局、局称我镇）')
def n_self_ref(d):
    ms = [m for s in (5, 1) for m in [d.find(r'我(?:局|镇|乡|委|区|县|街道)', s)] if m]
    if not ms:
        return None
    m = ms[0]
    new = '我镇' if m.group() == '我局' else '我局'
    t = d.put(m, new)
    return t, around(t, m.start(), m.start()+2), d.sec_of(m.start()), '本机关应自称%s，误作%s。' % (m.group(), new)


@kind('N', 2, '引言联系单位是另一机关')
def n_contact(d):
    m = d.find(r'(?:请与|联系单位：|请联系|联系方式：|联系地址：|向|地址：)((?:[^，；：（]{2}市)?(?:[^，；：（市]{2}[区县市])?[^，；：（0-9]{0,14}?(?:办公室|综合科|综合股|党政综合办公室|指挥中心))', 'i')
    if not m:
        return None
    lv = region_level(d) or '县'
    new = other_region(d)[lv]+'统计局办公室'
    t = d.put(m, new, 1)
    return t, around(t, m.start(1), m.start(1)+len(new)), '引言', '联系单位应为本机关，误写“%s”。' % new


@kind('N', 2, '落款机关名称与标题不一致')
def n_sign_agency(d):
    if not d.sign:
        return None
    i = d.sign-1
    old = d.lines[i]
    for a, b in (('市场监督管理局', '工商行政管理局'), ('人力资源和社会保障局', '劳动和社会保障局'), ('卫生健康局', '卫生和计划生育局'),
                 ('自然资源局', '国土资源局'), ('生态环境局', '环境保护局'), ('教育和体育局', '教育局'), ('行政审批服务局', '政务服务中心'),
                 ('住房和城乡建设局', '住房和建设局'), ('退役军人事务局', '民政局'), ('管理委员会', '管理局'),
                 ('乡人民政府', '镇人民政府'), ('镇人民政府', '乡人民政府'), ('街道办事处', '镇人民政府')):
        if old.endswith(a):
            new = old[:-len(a)]+b
            return d.with_lines({i: new}), new, '落款', '落款机关“%s”与标题“%s”不一致。' % (new, old)


@kind('N', 3, '行政层级写串（县写成区、区写成县）')
def n_level(d):
    m = d.find(r'(?<![\u4e00-\u9fff][乡镇])([县区])(?=政府网站|政府门户网站|人大代表|政协|政务服务中心|级培训)')
    if not m:
        m = d.find(r'([县区])(?=政协提案|人大代表建议)', 6)
    if not m or region_level(d) not in ('县', '区') or m.group(1) != region_level(d):
        return None
    new = '区' if m.group(1) == '县' else '县'
    t = d.put(m, new, 1)
    return t, around(t, m.start(1), m.end(1)), d.sec_of(m.start()), '所在地是%s，误写成%s。' % (m.group(1), new)


# ---------------------------------------------------------------- G documents cited
@kind('G', 1, '文号机关代字写错')
def g_letter_code(d):
    m = re.search(r'国办公开办函(?=〔2021〕30号)', d.text)
    if not m:
        return None
    new = '国办公开办涵' if d.year % 2 else '国办发'
    t = d.put(m, new)
    return t, new+'〔2021〕30号', '引言', '应为国办公开办函〔2021〕30号，代字误写“%s”。' % new


@kind('G', 2, '文号年份或序号写错')
def g_year_or_number(d):
    m = re.search(r'国办公开办函〔2021〕30号', d.text)
    if not m:
        return None
    new = '国办公开办函〔2022〕30号' if d.year % 2 else '国办公开办函〔2021〕60号'
    return d.put(m, new), new, '引言', '应为国办公开办函〔2021〕30号，误写%s。' % new


@kind('G', 2, '条例的国务院令号写错')
def g_decree(d):
    m = re.search(r'令第(711)号', d.text)
    if not m:
        return None
    n = '492' if d.year % 2 else '771'
    return d.put(m, n, 1), '令第%s号' % n, '引言', '现行《条例》为国务院令第711号，误写第%s号。' % n


@kind('G', 2, '发文年份的六角括号写成方括号或圆括号')
def g_bracket(d):
    m = re.search(r'〔2021〕', d.text)
    if not m:
        return None
    new = '[2021]' if d.year % 2 else '（2021）'
    return d.put(m, new), '国办公开办函%s30号' % new, '引言', '发文年份应用六角括号〔〕。'


@kind('G', 2, '《条例》名称写错')
def g_law_name(d):
    m = re.search(r'《中华人民共和国政府信息公开条例》', d.text)
    if not m:
        return None
    new = '《中华人民共和国信息公开条例》' if d.year % 2 else '《中华人民共和国政府信息公开条列》'
    return d.put(m, new), new, '引言', '应为《中华人民共和国政府信息公开条例》。'
