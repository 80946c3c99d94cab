"""W: wording and typing."""
import re

from .report import CN, around, kind, rotate


# ---------------------------------------------------------------- W wording
@kind('W', 1, '词语重复')
def w_double(d):
    m = d.find(r'公开工作(?=[列纳作占])') or d.find(r'培训(?=\d次)') or d.find(r'培训')
    if not m:
        return None
    w = m.group()[-2:]
    t = d.put(m, m.group()+w)
    return t, around(t, m.start(), m.end()+2), '一', '“%s”重复。' % w


@kind('W', 1, '序号跳号')
def w_gap(d):
    ms = list(re.finditer(r'([二三])是', d.text[d.span(5)[0]:d.span(5)[1]]))
    a0 = d.span(5)[0]
    if ms:
        x = ms[0]
        nxt = ms[1] if len(ms) > 1 else None
        if x.group(1) == '二' and nxt and nxt.group(1) == '三':
            x = nxt
        a = a0+x.start(1)
        new = CN[CN.index(x.group(1))+1]
        t = d.text[:a]+new+d.text[a+1:]
        return t, around(t, a, a+2), '五', '序号由“%s是”跳到“%s是”。' % (CN[CN.index(x.group(1))-1], new)
    m = d.find(r'(?m)^3\.', 5)
    if m:
        t = d.put(m, '4.')
        return t, t[m.start():m.start()+12], '五', '序号由2跳到4。'
    m = d.find(r'(?m)^（三）', 5)
    if m:
        t = d.put(m, '（四）')
        return t, t[m.start():m.start()+12], '五', '序号由（二）跳到（四）。'


@kind('W', 2, '“以下n个方面”与所列条数不符')
def w_announced(d):
    m = d.find(r'(?<=[下有着出个取行抓好做从进])(两|三)(?=个方面|方面|个问题|项工作|项措施|项改进)', 5) or \
        d.find(r'(两|三)(?=个方面|方面不足|个问题|项工作|项措施|个：)', 5)
    if not m:
        return None
    new = {'两': '三', '三': '四'}[m.group(1)]
    t = d.put(m, new, 1)
    return t, around(t, m.start(), m.end()+4, 4), '五', '称%s项，实列%s项。' % (new, m.group(1))


@kind('W', 2, '申请用错量词')
def w_measure(d):
    m = d.find(r'申请(\d+)(件)')
    if not m:
        return None
    new = '项' if d.year % 2 else '份'
    t = d.put(m, new, 2)
    return t, around(t, m.start(), m.end()), '一', '申请应以“件”计，误用“%s”。' % new


@kind('W', 1, '中文句中用半角标点')
def w_halfwidth(d):
    a, b = ('，', ',') if d.year % 2 else ('；', ';')
    m = d.find(r'(?<=[\u4e00-\u9fff])%s(?=[\u4e00-\u9fff])' % a) or d.find(r'(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])', 5)
    if not m:
        return None
    b = ',' if m.group() == '，' else b
    t = d.put(m, b)
    return t, around(t, m.start(), m.end()), d.sec_of(m.start()), '中文标点“%s”用了半角。' % m.group()


@kind('W', 1, '未填写的空档')
def w_slot(d):
    m = d.find(r'(?<![\d.])(\d+)(?=人次|次|名|场|处|台|个)')
    if not m:
        return None
    new = 'XX' if d.year % 2 else '____'
    t = d.put(m, new)
    return t, around(t, m.start(), m.start()+len(new)), '一', '数字没有填写，留有“%s”。' % new


@kind('W', 1, '转换残留（图片、书签、乱码标记）')
def w_debris(d):
    p = d.parts()[2]
    i = p[1]-1
    l = d.lines[i]
    mark = ['[image: 图1.png]', '[bookmark: _Toc18655]', '&nbsp;&nbsp;', '错误！未找到引用源。'][len(d.text) % 4]
    k = l.rfind('。', 0, len(l)-1)+1 or len(l)
    return d.with_lines({i: l[:k]+mark+l[k:]}), mark, '一', '残留文档转换标记“%s”。' % mark


@kind('W', 2, '引号或书名号不成对')
def w_unclosed(d):
    m = d.find(r'(?<=[\u4e00-\u9fff])”') or d.find('”', 5) or d.find('》', 'i')
    if not m:
        return None
    t = d.put(m, '')
    return t, around(t, m.start()), d.sec_of(m.start()), '缺右引号（书名号）。'


@kind('W', 1, '标点重叠')
def w_double_punct(d):
    p = d.parts()[1]
    i = p[1]-1
    l = d.lines[i]
    new = l[:-1]+('。。' if d.year % 2 else '，。')
    return d.with_lines({i: new}), new[-12:], '一', '句末标点重叠。'


@kind('W', 2, '段末一句不完整')
def w_cut(d):
    p = rotate(d.parts(), d.year)[0]
    i = p[1]-1
    l = d.lines[i]
    new = l[:-5]
    return d.with_lines({i: new}), new[-12:], '一', '该段最后一句话没有写完。'


@kind('W', 2, '同音形近错字')
def w_typo(d):
    for a, b in rotate([('行政复议', '行政复义'), ('答复', '答付'), ('审核', '审合'), ('全年', '全牛'), ('培训', '陪训')], d.year):
        m = d.find(a+'(?!、行政诉讼情况)')
        if m:
            t = d.put(m, b)
            return t, around(t, m.start(), m.end()), '一', '“%s”误作“%s”。' % (a, b)


@kind('W', 1, '漏写数字')
def w_missing_number(d):
    m = d.find(r'(?:公开信息|推送信息|主动公开信息|新收申请|申请)(\d+)(?=[条件])')
    if not m:
        return None
    t = d.put(m, '', 1)
    return t, around(t, m.start(), m.start(1)), '一', '量词前漏写数字。'


@kind('W', 1, '漏写量词')
def w_missing_unit(d):
    m = d.find(r'(?<=\d)(条|件)(?=，|。|；)')
    if not m:
        return None
    t = d.put(m, '')
    return t, around(t, m.start()), '一', '数字后漏写“%s”。' % m.group(1)


@kind('W', 2, '确数前后又加“约”“余”')
def w_approx(d):
    m = d.find(r'(?<!\d)(\d{2,})(条)')
    if not m:
        return None
    new = '约%s余条' % m.group(1)
    t = d.put(m, new)
    return t, around(t, m.start(), m.start()+len(new)), '一', '“约”与“余”叠用，且用于确数。'


@kind('W', 2, '起草批注留在正文')
def w_remark(d):
    m = d.find(r'(?<=\d)(件|条|次|名)(?=[，。])')
    if not m:
        return None
    mark = '（此数待业务科核实）' if d.year % 2 else '（请办公室补充）'
    t = d.text[:m.end()]+mark+d.text[m.end():]
    return t, mark, '一', '起草时的批注没有删除。'


@kind('W', 2, '数字用了全角或汉字，与前后不一')
def w_fullwidth(d):
    m = d.find(r'(?<![\d.〔年—])(\d{2,3})(?=[条件次人名])')
    if not m:
        return None
    new = m.group(1).translate({ord(str(i)): chr(0xFF10+i) for i in range(10)})
    t = d.put(m, new, 1)
    return t, around(t, m.start(), m.end()), '一', '数字用了全角，应当用半角阿拉伯数字。'
