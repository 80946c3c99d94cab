"""F: section five. S: section six."""
import re

from .report import around, kind


# ---------------------------------------------------------------- F section five
@kind('F', 1, '第五部分只有标题没有内容')
def f_empty(d):
    a, b = d.span(5)
    return d.text[:a]+d.text[b:], '五、存在的主要问题及改进情况（无内容）', '五', '第五部分没有内容。'


@kind('F', 2, '第五部分称没有问题')
def f_says_none(d):
    a, b = d.span(5)
    s = '%d年，政府信息公开各项工作开展顺利，无存在的问题。\n' % d.year
    return d.text[:a]+s+d.text[b:], s.strip(), '五', '第五部分称不存在问题，也没有改进措施。'


MEASURE = r'^(?:（二）(?:改进|下一步)|20\d\d年[^。]{0,8}?(?:将|采取|改进措施)|改进措施：|针对)'


def measure_line(d):
    a, b = d.head[5]+1, d.head[6]
    for i in range(a+1, b):
        if re.match(MEASURE, d.lines[i]):
            return i, b
    return None


@kind('F', 1, '只写问题没有改进措施')
def f_no_measures(d):
    r = measure_line(d)
    if not r:
        return None
    i, b = r
    return '\n'.join(d.lines[:i]+d.lines[b:]), d.lines[i-1][-20:]+'（以下缺改进措施）', '五', '第五部分只有问题，没有改进措施。'


@kind('F', 3, '三个问题只有两条措施')
def f_measure_short(d):
    r = measure_line(d)
    if not r:
        return None
    i, b = r
    block = d.lines[i:b]
    j = len(block)-1
    m = re.match(r'^(?:3\.|（三）)', block[j])
    if m:
        gone = block.pop()
    else:
        k = block[j].find('三是')
        if k < 0:
            return None
        gone = block[j][k:]
        block[j] = block[j][:k].rstrip('；')
        if not block[j].endswith('。'):
            block[j] += '。'
    for n, l in enumerate(block):
        if '三个方面' in l or '三项' in l:
            block[n] = l.replace('三个方面', '两个方面').replace('三项', '两项')
            break
    return '\n'.join(d.lines[:i]+block+d.lines[b:]), '（缺）'+gone[:24], '五', '问题列了三个，改进措施只有两条，第三个问题没有对应措施。'


@kind('F', 2, '问题一栏写成了成绩')
def f_problem_is_praise(d):
    m = d.find(r'(?:一是|（一）|1\.)([^。，；：\n]{4,20})。', 5, ok=lambda m: not re.match('存在|主要|改进', m.group(1)))
    if not m:
        return None
    new = '公开工作取得明显成效'
    t = d.put(m, new, 1)
    return t, around(t, m.start(1), m.start(1)+len(new)), '五', '问题一栏写成了成绩，没有指出问题。'


# ---------------------------------------------------------------- S section six
NOFEE = r'[^。\n]*(?:未收取信息处理费|没有收取信息处理费|未产生信息处理费|信息处理费收取情况|信息处理费收费情况)[^。\n，]*'


@kind('S', 1, '第六部分没有报告信息处理费')
def s_no_fee(d):
    a, b = d.span(6)
    body = d.text[a:b]
    if re.search(r'（一）', body):
        return None
    lines = [l for l in body.split('\n')]
    new = []
    for l in lines:
        ss = [s for s in re.findall(r'[^。]+。', l) if '信息处理费' not in s]
        if ss:
            new.append(''.join(ss))
        elif not l:
            new.append(l)
    nb = '\n'.join(new)
    if not nb.strip():
        nb = '无其他需要报告的事项。\n'
    if not nb.endswith('\n'):
        nb += '\n'
    nb = nb.replace('除此以外，', '')
    if body.endswith('\n\n') and not nb.endswith('\n\n'):
        nb += '\n'
    return d.text[:a]+nb+d.text[b:], '六、其他需要报告的事项（缺收费情况）', '六', '第六部分没有报告收取信息处理费情况。'


@kind('S', 2, '收费说法前后矛盾')
def s_fee_contradiction(d):
    p = d.part('依申请公开')
    i = p[1]-1
    a, b = d.span(6)
    collected = re.search(r'处理费[^。]{0,6}?\d+元', d.text[a:b])
    s = '全年未收取信息处理费。' if collected else '全年收取信息处理费200元。'
    return d.with_lines({i: d.lines[i]+s}), s, '一', '第一部分与第六部分关于信息处理费的说法相反。'


@kind('S', 2, '信息处理费金额不是10元的整数倍')
def s_fee_multiple(d):
    m = d.find(r'(?:处理费(?:，共计)?)(\d+)元', 6)
    if m:
        n = str(int(m.group(1))+5)
        t = d.put(m, n, 1)
        return t, around(t, m.start(), m.end()), '六', '按收费标准金额应为10元的整数倍，误写%s元。' % n
    m = d.find(r'(?:未|没有|未产生)收取信息处理费|未产生信息处理费|没有发生信息处理费收费情况|无信息处理费收取情况', 6)
    if not m:
        return None
    new = '收取信息处理费75元'
    t = d.put(m, new)
    return t, around(t, m.start(), m.start()+len(new)), '六', '按收费标准金额应为10元的整数倍，写成75元。'


@kind('S', 2, '信息处理费单位误作万元')
def s_fee_wanyuan(d):
    m = d.find(r'处理费(?:，共计)?\d+(元)', 6)
    if not m:
        return None
    t = d.put(m, '万元', 1)
    return t, around(t, m.start(), m.end()+1), '六', '信息处理费单位应为元，误作万元。'
