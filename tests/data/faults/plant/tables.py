"""T: the tables of one year. X: across years, with last year's report."""
import re

from .report import COLNAMES, Doc, LEAF, around, kind, rotate


# ---------------------------------------------------------------- T tables, within the year
@kind('T', 1, '表三某一行的总计与各列之和不等')
def t3_row_total(d):
    for k in rotate([k for k in LEAF if d.v(k) > 0], d.year):
        v = d.vals(k)
        if v[6] > 0:
            v[6] += 1
            return (d.with_lines({d.rows[k]: d.row(k, v)}), d.label(k)+'，总计列%d' % v[6], '三',
                    '该行各列相加得%d，总计列误填%d。' % (v[6]-1, v[6]))


@kind('T', 2, '表三（七）总计与各项结果之和不等，行内仍平')
def t3_group_total(d):
    v = d.vals('tot')
    if v[6] == 0:
        return None
    v[0] += 1; v[6] += 1
    return (d.with_lines({d.rows['tot']: d.row('tot', v)}), '（七）总计 | 自然人%d、总计%d' % (v[0], v[6]), '三',
            '各项办理结果相加为%d件，（七）总计误填%d件。' % (v[6]-1, v[6]))


@kind('T', 2, '表三第一项加第二项不等于第三项加第四项')
def t3_balance(d):
    if d.v('tot') == 0:
        return None
    v = d.vals('out')
    v[0] += 1; v[6] += 1
    return (d.with_lines({d.rows['out']: d.row('out', v)}), '四、结转下年度继续办理 | 自然人%d、总计%d' % (v[0], v[6]), '三',
            '新收加上年结转与办结加结转下年度不平，结转下年度多填1件。')


@kind('T', 3, '表三有一件填错了列：行内平、两列不平')
def t3_wrong_column(d):
    for k in rotate([k for k in LEAF if d.vals(k)[0] > 0], d.year+1):
        v = d.vals(k)
        if v[0] > 0:
            v[0] -= 1; v[1] += 1
            return (d.with_lines({d.rows[k]: d.row(k, v)}), d.label(k)+' | 自然人%d、商业企业%d' % (v[0], v[1]), '三',
                    '该行1件由自然人列错填到商业企业列，两列的勾稽关系不再成立。')


@kind('T', 1, '表四行政复议总计与四项结果之和不等')
def t4_block_total(d):
    t = d.t4
    if t[4] == 0:
        return None
    t[4] += 1
    return (d.with_lines({d.t4line: ' | '.join(map(str, t))}), '表四行政复议总计%d' % t[4], '四',
            '行政复议四项结果相加为%d，总计误填%d。' % (t[4]-1, t[4]))


@kind('T', 2, '表四有结果而总计漏填为0')
def t4_total_zero(d):
    t = d.t4
    for i in (14, 9, 4):
        if t[i]:
            n = t[i]; t[i] = 0
            nm = {4: '行政复议', 9: '未经复议直接起诉', 14: '复议后起诉'}[i]
            return (d.with_lines({d.t4line: ' | '.join(map(str, t))}), '表四%s总计0' % nm, '四',
                    '%s各项结果共%d件，总计填成0。' % (nm, n))


@kind('T', 1, '表三有一格空白')
def t3_blank(d):
    i = d.year % 3+2         # third to fifth column from the left
    k = rotate([k for k in LEAF if d.vals(k)[i] == 0], d.year)[0]
    l = d.lines[d.rows[k]].split(' | ')
    l[-7+i] = ''
    return (d.with_lines({d.rows[k]: ' | '.join(l)}), d.label(k)+' | %s（空白）' % COLNAMES[i], '三', '单元格没有填写，应当填0。')


@kind('T', 1, '表三用“/”“—”代替0')
def t3_dash(d):
    l = d.lines[d.rows['e3']].split(' | ')
    mark = '/' if d.year % 2 else '—'
    l[-5] = mark
    return (d.with_lines({d.rows['e3']: ' | '.join(l)}), d.label('e3')+' | 科研机构“%s”' % mark, '三',
            '单元格填“%s”，应当填0。' % mark)


@kind('T', 2, '表三数字带了单位或小数')
def t3_unit_in_cell(d):
    k = 'new'
    l = d.lines[d.rows[k]].split(' | ')
    l[-7] = l[-7]+('件' if d.year % 2 else '.0')
    return (d.with_lines({d.rows[k]: ' | '.join(l)}), '一、本年新收政府信息公开申请数量 | 自然人“%s”' % l[-7], '三',
            '单元格应为整数，误填“%s”。' % l[-7])


@kind('T', 3, '表二行政强制与行政事业性收费两行的数填反，件数成了小数')
def t2_fee_in_wrong_row(d):
    f, q = d.t2v('行政事业性收费')[0], d.t2v('行政强制')[0]
    if '.' not in f:
        return None
    return (d.with_lines({d.t2['行政强制']: '行政强制 | '+f, d.t2['行政事业性收费']: '行政事业性收费 | '+q}),
            '行政强制 | %s' % f, '二', '行政强制处理决定数量填成了收费金额%s，与行政事业性收费填反。' % f)


@kind('T', 1, '表二有一格空白')
def t2_blank(d):
    return (d.with_lines({d.t2['行政强制']: '行政强制 | '}), '行政强制 | （空白）', '二', '行政强制处理决定数量没有填写。')


@kind('T', 2, '表二本年制发件数大于现行有效件数（正文同步）')
def t2_made_exceeds_valid(d):
    n = d.norm
    if n[0] < 1 or n[2] < 1:
        return None
    new = n[0]-1
    t = d.with_lines({d.t2['行政规范性文件']: '行政规范性文件 | %d | %d | %d' % (n[0], n[1], new)})
    m = re.search(r'(现行有效(?:行政规范性文件)?)%d件' % n[2], t)
    if m:
        t = t[:m.start()]+'%s%d件' % (m.group(1), new)+t[m.end():]
    return t, '行政规范性文件 | %d | %d | %d' % (n[0], n[1], new), '二', '现行有效%d件少于当年制发的%d件，不可能成立。' % (new, n[0])


@kind('T', 2, '没有规章制定权的机关在规章行填数')
def t2_rules_by_bureau(d):
    if d.t2v('规章') != ['0', '0', '0']:
        return None
    return (d.with_lines({d.t2['规章']: '规章 | 1 | 0 | 1'}), '规章 | 1 | 0 | 1', '二',
            '该机关没有规章制定权，规章一行填了制发1件、现行有效1件。')


@kind('T', 2, '表四少一格，只有14个数')
def t4_cell_lost(d):
    t = d.t4
    i = 12
    del t[i]
    return d.with_lines({d.t4line: ' | '.join(map(str, t))}), '表四数据行只有14格', '四', '表四应有15格，漏了复议后起诉的一格。'


@kind('T', 2, '表三（七）总计整行漏算为0')
def t3_total_row_zero(d):
    if d.v('tot') == 0:
        return None
    return (d.with_lines({d.rows['tot']: d.row('tot', [0]*7)}), '（七）总计 | 0 | 0 | 0 | 0 | 0 | 0 | 0', '三',
            '各项办理结果共%d件，（七）总计整行填0。' % d.v('tot'))


# ---------------------------------------------------------------- X across years
@kind('X', 2, '上年结转数与上年报告的结转下年度数不一致（表内仍平）')
def x_carry_in(d):
    if not d.last:
        return None
    a, b = d.vals('in'), d.vals('out')
    for v in (a, b):
        v[0] += 1; v[6] += 1
    return (d.with_lines({d.rows['in']: d.row('in', a), d.rows['out']: d.row('out', b)}),
            '二、上年结转政府信息公开申请数量 | 总计%d' % a[6], '三', '上年报告结转下年度%d件，本年填上年结转%d件。' % (a[6]-1, a[6]))


@kind('X', 3, '现行有效件数与上年数加制发减废止不符（正文与表一致）')
def x_stock(d):
    if not d.last:
        return None
    n = d.norm
    new = n[2]+2
    t = d.with_lines({d.t2['行政规范性文件']: '行政规范性文件 | %d | %d | %d' % (n[0], n[1], new)})
    a, b = d.span(1)
    m = d.find(r'现行有效(?:行政规范性文件)?(%d)件' % n[2])
    if m:
        t = t[:m.start(1)]+str(new)+t[m.end(1):]
    elif '没有现行有效' in d.text or '无现行有效' in d.text:
        return None
    return t, '行政规范性文件 | %d | %d | %d' % (n[0], n[1], new), '二', '按上年现行有效件数加制发减废止应为%d件，本年填%d件。' % (n[2], new)


@kind('X', 3, '表二处理决定、收费各行照抄上年')
def x_table2_copied(d):
    if not d.last:
        return None
    L = Doc(d.last)
    ch, same = {}, 0
    for r in ('行政许可', '行政处罚', '行政强制', '行政事业性收费'):
        ch[d.t2[r]] = L.lines[L.t2[r]]
        same += L.t2v(r) != d.t2v(r)
    if same < 2:
        return None
    return d.with_lines(ch), '；'.join(ch.values()), '二', '行政许可、处罚、强制、收费四项与上年报告完全相同，未更新。'


@kind('X', 2, '第五部分整段照抄上年，只改了年份')
def x_problem_copied(d):
    if not d.last:
        return None
    L = Doc(d.last)
    a, b = L.span(5)
    p = L.text[a:b]
    y = d.year
    p = p.replace('%d年' % y, '%d年' % (y+1)).replace('%d年' % (y-1), '%d年' % y)
    a, b = d.span(5)
    return d.text[:a]+p+d.text[b:], next(l for l in p.split('\n') if len(l) > 14)[:30], '五', '存在的问题和改进措施与上年报告逐字相同，只换了年份。'


@kind('X', 2, '第一部分一段照抄上年')
def x_paragraph_copied(d):
    if not d.last:
        return None
    L = Doc(d.last)
    for w in ('平台建设',):
        p, q = d.part(w), L.part(w)
        if not p or not q or '政府信息管理' in d.lines[p[0]]:
            continue
        old = d.lines[p[0]:p[1]]
        new = L.lines[q[0]:q[1]]
        t = '\n'.join(d.lines[:p[0]]+new+d.lines[p[1]:])
        return t, new[-1][-30:], '一', '平台建设一段与上年报告逐字相同。'


@kind('X', 2, '“较上年增加n件”与上年报告算出的差不符')
def x_difference(d):
    if not d.last:
        return None
    m = d.find(r'[较比]上年(?:增加|减少)(\d+)[件条篇场个]')
    if not m:
        return None
    n = int(m.group(1))+2
    t = d.put(m, str(n), 1)
    return t, around(t, m.start(), m.start()+12), '一', '与上年报告的数相减应为%s，误写%d。' % (m.group(1), n)


@kind('X', 3, '文中引用的上年数与上年报告不符')
def x_base_misquoted(d):
    if not d.last:
        return None
    m = d.find(r'上年为(0)[件]') or d.find(r'由(\d+)件增(?:至|加到)', 5)
    if not m:
        return None
    n = int(m.group(1))+(2 if m.group(1) == '0' else 5)
    t = d.put(m, str(n), 1)
    return t, around(t, m.start(1), m.start(1)+2), d.sec_of(m.start()), '上年报告为%s件，本年引用为%d件。' % (m.group(1), n)
