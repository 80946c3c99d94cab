"""H: headings, parts and rows of the form."""
import re

from .report import CN, HEADS, kind


# ---------------------------------------------------------------- H headings, parts and rows of the form
@kind('H', 1, '缺一个大标题')
def h_missing(d):
    n = 5 if d.year % 2 else 6
    return d.with_lines({d.head[n]: None}), HEADS[n-1]+'（缺）', CN[n], '缺少标题“%s”。' % HEADS[n-1]


@kind('H', 2, '大标题写错字或漏字')
def h_misspelt(d):
    n, new = {0: (3, '三、收到和处理政府信息公开情况'), 1: (2, '二、主动公开政府信息情况情况'),
              2: (5, '五、存在主要问题及改进情况'), 3: (6, '六、其它需要报告的事项')}[len(d.text) % 4]
    return d.with_lines({d.head[n]: new}), new, CN[n], '标题应为“%s”。' % HEADS[n-1]


@kind('H', 2, '第五、第六部分次序颠倒')
def h_order(d):
    end = d.sign-2 if d.sign else len(d.lines)-1
    a, b = d.head[5], d.head[6]
    t = '\n'.join(d.lines[:a]+d.lines[b:end]+d.lines[a:b]+d.lines[end:])
    return t, '六、其他需要报告的事项（在第五部分之前）', '五', '第六部分排在第五部分之前，次序颠倒。'


@kind('H', 1, '大标题序号写错')
def h_ordinal(d):
    n = 4 if d.year % 2 else 6
    new = '%s、%s' % (CN[n-1], HEADS[n-1][2:])
    return d.with_lines({d.head[n]: new}), new, CN[n], '序号应为“%s”，与上一部分重复。' % CN[n]


@kind('H', 2, '沿用2019年旧格式的标题')
def h_old_title(d):
    n, new = [(2, '二、行政机关主动公开政府信息情况'), (4, '四、因政府信息公开工作被申请行政复议、提起行政诉讼情况'),
              (5, '五、政府信息公开工作存在的主要问题及改进情况')][len(d.text) % 3]
    return d.with_lines({d.head[n]: new}), new, CN[n], '现行格式标题为“%s”，误用旧格式标题。' % HEADS[n-1]


@kind('H', 2, '表二沿用旧格式列名')
def h_old_t2_columns(d):
    i = d.t2['规章']-1
    return (d.with_lines({i: '信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量'}), '本年新制作数量 | 本年新公开数量 | 对外公开总数量', '二',
            '表二第（一）项列名应为本年制发件数、本年废止件数、现行有效件数，误用旧格式。')


@kind('H', 3, '表三其他处理沿用旧格式的一行')
def h_old_other_row(d):
    v = [sum(x) for x in zip(*(d.vals(k) for k in ('f1', 'f2', 'f3')))]
    new = '三、本年度办理结果 | （六）其他处理 | '+' | '.join(map(str, v))
    return (d.with_lines({d.rows['f1']: new, d.rows['f2']: None, d.rows['f3']: None}), new, '三',
            '现行格式（六）其他处理分为三行，误用旧格式的一行。')


@kind('H', 2, '表内行名写错字')
def h_row_label(d):
    k, a, b = [('c5', '内部事务信息', '内部事物信息'), ('d2', '另行制作', '令行制作'), ('e5', '重新出具已获取信息', '重新出具已获信息'),
               ('c7', '行政执法案卷', '行政执行案卷')][len(d.text) % 4]
    l = d.lines[d.rows[k]]
    assert a in l
    return d.with_lines({d.rows[k]: l.replace(a, b)}), b, '三', '行名应为“%s”，误作“%s”。' % (a, b)


@kind('H', 2, '表三漏了一行')
def h_row_dropped(d):
    k = 'd3' if d.v('d3') == 0 else 'e4'
    return d.with_lines({d.rows[k]: None}), d.label(k)+'（缺行）', '三', '表三缺“%s”一行。' % d.label(k).split(' | ')[-1]


@kind('H', 3, '表三两行次序颠倒')
def h_rows_swapped(d):
    a, b = d.rows['c6'], d.rows['c7']
    return (d.with_lines({a: d.lines[b], b: d.lines[a]}), '7.属于行政执法案卷（在6.属于四类过程性信息之前）', '三', '表三不予公开第6、7两行次序颠倒。')


@kind('H', 2, '第一部分缺政府信息管理一项')
def h_part_missing(d):
    p = d.part('政府信息管理')
    rest = d.lines[p[1]:d.head[2]]
    n = CN.index(d.lines[p[0]][1])
    out = []
    for l in rest:
        m = re.match(r'（([一二三四五六])）', l)
        if m:
            l = '（%s）' % CN[CN.index(m.group(1))-1]+l[3:]
        out.append(l)
    t = '\n'.join(d.lines[:p[0]]+out+d.lines[d.head[2]:])
    return t, d.lines[p[0]][:14]+'（缺）', '一', '总体情况缺政府信息管理方面的内容，其后序号已顺改。'


@kind('H', 1, '第一部分小标题漏字')
def h_part_typo(d):
    p = d.part('平台建设') or d.part('监督保障')
    l = d.lines[p[0]]
    new = l.replace('政府信息公开平台', '府信息公开平台', 1) if '政府信息公开平台' in l[:20] else l.replace('平台建设', '平建设', 1)
    return d.with_lines({p[0]: new}), new[:14], '一', '小标题漏字，应为“%s”。' % re.split('。', l)[0][:16]


@kind('H', 1, '第一部分小标题序号重复')
def h_part_ordinal(d):
    p = d.parts()[3]
    l = d.lines[p[0]]
    new = '（三）'+l[3:]
    return d.with_lines({p[0]: new}), new[:14], '一', '序号应为（四），误写成（三），与上一项重复。'


@kind('H', 2, '第二、第三部分的表放反')
def h_tables_swapped(d):
    a, b, c = d.head[2], d.head[3], d.head[4]
    t = '\n'.join(d.lines[:a+1]+d.lines[b+1:c]+[d.lines[b]]+d.lines[a+1:b]+d.lines[c:])
    return t, '二、主动公开政府信息情况（下接申请情况表）', '二', '表二与表三放反，与标题不符。'
