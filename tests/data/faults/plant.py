#!/usr/bin/env python3
"""Plant one clerk's slip at a time in a faultless annual report.

    python3 plant.py                 table: kind x number of reports it fits
    python3 plant.py --check         every kind on every report, with what changed
    python3 plant.py --show KIND     the changed lines for one kind
    python3 plant.py --write DIR     DIR/NN.KIND.txt and DIR/NN.KIND.json

Every function takes the text of a clean report (and, optionally, last year's) and
returns (faulty text, description) or None where the report offers no place for it.
Where `last` is not given it is looked up beside the clean report of the same title.
Nothing is random: the same text always gives the same fault.
"""
import difflib, functools, glob, json, os, re, sys

HERE = os.path.dirname(os.path.abspath(__file__))
CLEAN = os.path.join(HERE, 'clean')
REGISTRY = {}            # name -> (function, family, level, one line)
HEADS = ['一、总体情况', '二、主动公开政府信息情况', '三、收到和处理政府信息公开申请情况',
         '四、政府信息公开行政复议、行政诉讼情况', '五、存在的主要问题及改进情况', '六、其他需要报告的事项']
CN = '零一二三四五六七八九十'
GOV = re.compile(r'人民政府$')


def kind(family, level, line):
    """family letter, level 1 plain .. 3 subtle, one line for the list."""
    def deco(f):
        name = f.__name__

        @functools.wraps(f)
        def g(text, last=None):
            if last is None:
                last = _last_of(text)
            res = f(Doc(text, last))
            if res is None:
                return None
            new, where, section, what = res
            if new == text:
                return None
            return new, {'kind': name, 'where': where, 'section': section, 'what': what}
        REGISTRY[name] = (g, family, level, line)
        return g
    return deco


def _last_of(text):
    for p in sorted(glob.glob(os.path.join(CLEAN, '??.last.txt'))):
        with open(p.replace('.last', ''), encoding='utf-8') as f:
            clean = f.read()
        if clean.split('\n\n')[0] == text.split('\n\n')[0]:
            with open(p, encoding='utf-8') as f:
                return f.read()
    return None


ROWKEYS = [('new', '一、本年新收'), ('in', '二、上年结转'), ('a', '（一）予以公开'), ('b', '（二）部分公开'),
           ('c1', '1.属于国家秘密'), ('c2', '2.其他法律'), ('c3', '3.危及'), ('c4', '4.保护第三方'), ('c5', '5.属于三类'),
           ('c6', '6.属于四类'), ('c7', '7.属于行政执法'), ('c8', '8.属于行政查询'), ('d1', '1.本机关不掌握'),
           ('d2', '2.没有现成'), ('d3', '3.补正后'), ('e1', '1.信访'), ('e2', '2.重复申请'), ('e3', '3.要求提供公开'),
           ('e4', '4.无正当理由'), ('e5', '5.要求行政机关'), ('f1', '1.申请人无正当'), ('f2', '2.申请人逾期'),
           ('f3', '（六）其他处理 | 3.其他'), ('tot', '（七）总计'), ('out', '四、结转下年度')]
LEAF = [k for k, _ in ROWKEYS if k not in ('new', 'in', 'tot', 'out')]
COLNAMES = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']


class Doc:
    def __init__(self, text, last=None):
        self.text, self.last = text, last
        self.lines = text.split('\n')
        self.head = {}
        for i, l in enumerate(self.lines):
            if '|' not in l:
                for n, h in enumerate(HEADS, 1):
                    if l == h:
                        self.head[n] = i
        self.rows = {}
        for i, l in enumerate(self.lines):
            if ' | ' in l and self.head[3] < i < self.head[4]:
                for k, lab in ROWKEYS:
                    if (l.startswith(lab) if k in ('new', 'in', 'out') else ' | '+lab in l):
                        self.rows[k] = i
        self.t2 = {}
        for i in range(self.head[2]+1, self.head[3]):
            c = self.lines[i].split(' | ')
            if c[0] in ('规章', '行政规范性文件', '行政许可', '行政处罚', '行政强制', '行政事业性收费'):
                self.t2[c[0]] = i
        self.t4line = self.head[5]-1
        self.year = int(re.search(r'(20\d\d)年政府信息公开工作年度报告', text).group(1))
        first = self.lines[0]
        self.agency = re.sub(r'20\d\d年政府信息公开工作年度报告$', '', first)
        self.is_gov = bool(GOV.search(self.agency))
        b6 = self.lines[self.head[6]+1:]
        self.sign = None     # line number of the date, with the agency one line above
        if re.fullmatch(r'20\d\d年\d+月\d+日', self.lines[len(self.lines)-2]):
            self.sign = len(self.lines)-2

    # tables
    def vals(self, k):
        return [int(x) for x in self.lines[self.rows[k]].split(' | ')[-7:]]

    def label(self, k):
        return ' | '.join(self.lines[self.rows[k]].split(' | ')[:-7])

    def v(self, k):
        return self.vals(k)[6]

    def group(self, letter):
        return sum(self.v(k) for k in LEAF if k[0] == letter)

    def t2v(self, name):
        return self.lines[self.t2[name]].split(' | ')[1:]

    @property
    def norm(self):
        return [int(x) for x in self.t2v('行政规范性文件')]

    @property
    def t4(self):
        return [int(x) for x in self.lines[self.t4line].split(' | ')]

    @property
    def review(self): return self.t4[4]

    @property
    def litig(self): return self.t4[9]+self.t4[14]

    def with_lines(self, changes):
        """changes: {line number: new text, or None to drop}"""
        out = []
        for i, l in enumerate(self.lines):
            if i in changes:
                if changes[i] is not None:
                    out.append(changes[i])
            else:
                out.append(l)
        return '\n'.join(out)

    def row(self, k, values):
        return self.label(k)+' | '+' | '.join(str(x) for x in values)

    # text
    def span(self, sec):
        """character span: 0 title, 'i' intro, 1..6 sections, 's' signature"""
        off = [0]
        for l in self.lines:
            off.append(off[-1]+len(l)+1)
        first_head = self.head[1]
        blank = self.lines.index('')
        if sec == 0:
            return 0, off[blank]
        if sec == 'i':
            return off[blank+1], off[first_head]
        end_body = (self.sign-1) if self.sign else len(self.lines)-1
        a = off[self.head[sec]+1]
        b = off[self.head[sec+1]] if sec < 6 else off[end_body]
        return a, b

    def find(self, rx, sec=1, ok=None):
        a, b = self.span(sec)
        for m in re.compile(rx).finditer(self.text, a, b):
            if '|' in self.text[self.text.rfind('\n', 0, m.start())+1:(self.text+'\n').find('\n', m.end())]:
                continue
            if ok is None or ok(m):
                return m
        return None

    def put(self, m, new, group=0):
        return self.text[:m.start(group)]+new+self.text[m.end(group):]

    def sec_of(self, pos):
        for s in (0, 'i', 1, 2, 3, 4, 5, 6):
            a, b = self.span(s)
            if a <= pos < b:
                return {0: '标题', 'i': '引言'}.get(s) or CN[s]
        return '落款'

    def parts(self):
        """parts of section one: list of (first line, last line+1, heading line)"""
        idx = [i for i in range(self.head[1]+1, self.head[2]) if re.match(r'（[一二三四五六]）', self.lines[i])]
        return [(i, j) for i, j in zip(idx, idx[1:]+[self.head[2]])]

    def part(self, word):
        for i, j in self.parts():
            if word in re.split('[。\n]', self.lines[i])[0][:20]:
                return i, j
        return None


def around(text, pos, end=None, n=12):
    """quoted words around a place, within the line"""
    end = pos if end is None else end
    a = max(text.rfind('\n', 0, pos)+1, pos-n)
    b = text.find('\n', pos)
    b = len(text) if b < 0 else b
    return text[a:min(b, end+n)]


def rotate(items, n):
    n = n % len(items) if items else 0
    return items[n:]+items[:n]


def slip(n, avoid=()):
    """a number a tired clerk types instead of n"""
    s = str(n)
    c = []
    if len(s) >= 2 and s[-1] != s[-2]:
        c.append(int(s[:-2]+s[-1]+s[-2]))
    c += [n+1, n+2, n-1, n+3, n+10, n+20, n+100]
    for x in c:
        if x > 0 and x != n and x not in avoid and len(str(x)) >= len(s):
            return x


def replace_number(d, m, group, what, avoid=()):
    old = int(m.group(group))
    new = slip(old, set(avoid) | {old})
    t = d.put(m, str(new), group)
    w = around(t, m.start(group), m.start(group)+len(str(new)))
    return t, w, d.sec_of(m.start()), what % (new, old)


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


# ---------------------------------------------------------------- C text against the tables
def aggregates(d):
    return {d.v('new'), d.v('in'), d.v('out'), d.v('tot'), d.v('new')+d.v('in')}


NEWRX = r'(?:新收|收到)(?:并办理)?(?:政府信息公开)?(?:申请)?(\d+)件'


@kind('C', 1, '正文新收申请件数与表三不一致')
def c_new_count(d):
    m = d.find(NEWRX, ok=lambda m: int(m.group(1)) == d.v('new'))
    if m:
        return replace_number(d, m, 1, '正文写%d件，表三为%d件。', aggregates(d))


@kind('C', 2, '同上，换一种说法（受理……信息公开申请）')
def c_new_synonym(d):
    m = d.find(NEWRX, ok=lambda m: int(m.group(1)) == d.v('new'))
    if not m:
        return None
    n = slip(d.v('new'), aggregates(d))
    new = '受理群众和企业提交的信息公开申请%d件' % n
    t = d.put(m, new)
    return t, around(t, m.start(), m.start()+len(new), 4), '一', '正文写受理%d件，表三本年新收%d件。' % (n, d.v('new'))


@kind('C', 1, '正文予以公开件数与表三不一致')
def c_granted(d):
    m = d.find(r'予以公开(\d+)件', ok=lambda m: int(m.group(1)) == d.v('a') and d.text[m.start()-1] != '不')
    if m:
        return replace_number(d, m, 1, '正文予以公开%d件，表三%d件。', aggregates(d))


@kind('C', 2, '予以公开换说“同意公开”，件数与表三不一致')
def c_granted_synonym(d):
    m = d.find(r'予以公开(\d+)件', ok=lambda m: int(m.group(1)) == d.v('a'))
    if not m:
        return None
    n = slip(d.v('a'), aggregates(d))
    t = d.put(m, '同意公开%d件' % n)
    return t, around(t, m.start(), m.start()+8), '一', '正文同意公开%d件，表三予以公开%d件。' % (n, d.v('a'))


def exact_rows(d):
    return {d.v(k) for k in LEAF}


@kind('C', 2, '正文不予公开（或其中一项理由）件数与表三不一致')
def c_refused(d):
    m = d.find(r'(?:不予公开|保护第三方合法权益)(\d+)件', ok=lambda m: int(m.group(1)) in (d.group('c'), d.v('c4')))
    if m:
        return replace_number(d, m, 1, '正文写%d件，表三为%d件。', {d.group('c'), d.v('c4')})


@kind('C', 2, '正文部分公开件数与表三不一致')
def c_partial(d):
    m = d.find(r'部分公开(\d+)件', ok=lambda m: int(m.group(1)) == d.v('b'))
    if m:
        return replace_number(d, m, 1, '正文部分公开%d件，表三%d件。')


@kind('C', 1, '正文无法提供（不掌握、另行制作）件数与表三不一致')
def c_unable(d):
    m = d.find(r'(?:无法提供|本机关不掌握相关政府信息|没有现成信息需要另行制作)(\d+)件',
               ok=lambda m: int(m.group(1)) in (d.group('d'), d.v('d1'), d.v('d2')))
    if m:
        return replace_number(d, m, 1, '正文写%d件，表三为%d件。', {d.group('d'), d.v('d1'), d.v('d2')})


@kind('C', 3, '无法提供换说“因不掌握……没有提供”，件数与表三不一致')
def c_unable_synonym(d):
    m = d.find(r'(?:无法提供|本机关不掌握相关政府信息)(\d+)件', ok=lambda m: int(m.group(1)) in (d.group('d'), d.v('d1')))
    if not m:
        return None
    n = slip(int(m.group(1)), {d.group('d'), d.v('d1'), d.v('d2')})
    new = ('因不掌握等原因没有提供%d件' if m.group().startswith('无') else '因本机关不掌握而没有提供%d件') % n
    t = d.put(m, new)
    return t, around(t, m.start(), m.start()+len(new)), '一', '正文没有提供%d件，表三无法提供%s件。' % (n, m.group(1))


@kind('C', 2, '正文不予处理（重复、信访类）件数与表三不一致')
def c_not_handled(d):
    m = d.find(r'(?:不予处理|信访举报投诉类申请|重复申请)(\d+)件', ok=lambda m: int(m.group(1)) in (d.group('e'), d.v('e1'), d.v('e2')))
    if m:
        return replace_number(d, m, 1, '正文写%d件，表三为%d件。', {d.group('e'), d.v('e1'), d.v('e2')})


@kind('C', 2, '正文其他处理（撤回等）件数与表三不一致')
def c_other_result(d):
    m = d.find(r'其他处理(\d+)件', ok=lambda m: int(m.group(1)) == d.group('f'))
    if m:
        return replace_number(d, m, 1, '正文其他处理%d件，表三%d件。', {d.v('f1'), d.v('f3')})


@kind('C', 1, '正文自然人申请件数与表三不一致')
def c_persons(d):
    m = d.find(r'自然人[^\d。；，]{0,4}(?:为主，共)?(\d+)[件名]|自然人为主，共(\d+)件',
               ok=lambda m: int(m.group(1) or m.group(2)) == d.vals('new')[0])
    if m:
        return replace_number(d, m, 1 if m.group(1) else 2, '正文自然人%d件，表三%d件。', aggregates(d))


@kind('C', 2, '正文商业企业（法人）申请件数与表三不一致')
def c_orgs(d):
    v = d.vals('new')
    m = d.find(r'(?:商业企业|法人或其他组织)(?:提出|的)?(\d+)[件家]', ok=lambda m: int(m.group(1)) in (v[1], v[6]-v[0]))
    if m:
        return replace_number(d, m, 1, '正文写%d件，表三为%d件。', {v[1], v[6]-v[0]})


@kind('C', 2, '正文称申请人均为自然人，表三另有企业等申请')
def c_all_persons(d):
    v = d.vals('new')
    if v[6] == v[0]:
        return None
    m = d.find(r'(?:申请人中|申请人为|申请人以|其中|中，?|按申请人分，)?自然人[^。]*。', ok=lambda m: str(v[0]) in m.group())
    if not m:
        return None
    new = '均由自然人提出。'
    t = d.put(m, new)
    return t, around(t, m.start(), m.start()+len(new)), '一', '正文称均由自然人提出，表三法人或其他组织有%d件。' % (v[6]-v[0])


@kind('C', 2, '正文办结件数与表三（七）总计不一致')
def c_closed(d):
    m = d.find(r'(?:办结|答复)(\d+)件', ok=lambda m: int(m.group(1)) == d.v('tot'))
    if m:
        return replace_number(d, m, 1, '正文办结%d件，表三（七）总计%d件。', aggregates(d))


@kind('C', 1, '正文行政复议件数与表四不一致')
def c_review(d):
    m = d.find(r'行政复议(\d+)件', ok=lambda m: int(m.group(1)) == d.review)
    if m:
        return replace_number(d, m, 1, '正文行政复议%d件，表四%d件。')


@kind('C', 3, '行政复议换说“被申请复议”，件数与表四不一致')
def c_review_synonym(d):
    m = d.find(r'(?:引起的)?行政复议(\d+)件', ok=lambda m: int(m.group(1)) == d.review)
    if not m:
        return None
    n = slip(d.review)
    t = d.put(m, '被申请复议%d件' % n)
    return t, around(t, m.start(), m.start()+8), '一', '正文被申请复议%d件，表四行政复议%d件。' % (n, d.review)


@kind('C', 2, '正文复议维持、纠正件数与表四不一致')
def c_review_result(d):
    m = d.find(r'行政复议[^。]*?维持(\d+)件', ok=lambda m: int(m.group(1)) == d.t4[0]) or \
        d.find(r'行政复议(?:结果)?纠正的?(\d+)件', 5, ok=lambda m: int(m.group(1)) == d.t4[1])
    if m:
        return replace_number(d, m, 1, '正文写%d件，表四为%d件。', {d.t4[0], d.t4[1], d.t4[4]})


@kind('C', 1, '正文行政诉讼件数与表四不一致')
def c_litigation(d):
    m = d.find(r'行政诉讼(\d+)件', ok=lambda m: int(m.group(1)) == d.litig and d.litig)
    if m:
        return replace_number(d, m, 1, '正文行政诉讼%d件，表四两类合计%d件。', {d.t4[9], d.t4[14]})


@kind('C', 1, '正文制发规范性文件件数与表二不一致')
def c_norm_made(d):
    m = d.find(r'(?:制发(?:并公布)?行政规范性文件|制发)(\d+)件', ok=lambda m: int(m.group(1)) == d.norm[0])
    if m:
        return replace_number(d, m, 1, '正文制发%d件，表二%d件。')


@kind('C', 2, '正文现行有效规范性文件件数与表二不一致')
def c_norm_valid(d):
    m = d.find(r'现行有效(?:行政规范性文件)?(\d+)件', ok=lambda m: int(m.group(1)) == d.norm[2])
    if m:
        return replace_number(d, m, 1, '正文现行有效%d件，表二%d件。')


@kind('C', 2, '正文称未制发规范性文件，表二制发不为0')
def c_norm_zero(d):
    if d.norm[0] == 0:
        return None
    m = d.find(r'(?:全区|全县|全年)?制发(?:并公布)?行政规范性文件%d件' % d.norm[0]) or d.find(r'全年制发%d件' % d.norm[0])
    if not m:
        return None
    t = d.put(m, '本年度未制发行政规范性文件')
    return t, '本年度未制发行政规范性文件', '一', '正文称未制发行政规范性文件，表二本年制发%d件。' % d.norm[0]


@kind('C', 1, '正文称未收到申请，表三有申请')
def c_zero_applications(d):
    if d.v('new') == 0:
        return None
    p = d.part('依申请公开')
    i, j = p
    m = re.match(r'（二）[^。]*?。', d.lines[i])
    body = '本年度未收到政府信息公开申请。'
    rest = ''
    if m:                      # heading and text in one line
        mm = re.match(r'（[一二三四五]）[^。，]{2,12}。', d.lines[i])
        new = [mm.group()+body]
    else:
        new = [d.lines[i], body]
    t = '\n'.join(d.lines[:i]+new+d.lines[j:])
    return t, body, '一', '正文称未收到申请，表三本年新收%d件。' % d.v('new')


@kind('C', 2, '正文称未发生复议诉讼，表四却有数')
def c_zero_review(d):
    if sum(d.t4):
        return None
    t = [0]*15
    t[0] = t[4] = 1
    return (d.with_lines({d.t4line: ' | '.join(map(str, t))}), '表四行政复议 结果维持1、总计1', '四',
            '正文称没有行政复议、行政诉讼，表四填行政复议1件。')


@kind('C', 2, '正文称申请全部办结无结转，表三结转下年度不为0')
def c_all_closed(d):
    if d.v('out') == 0:
        return None
    m = d.find(r'结转(?:下年度继续办理|\d{4}年办理)%d件' % d.v('out'))
    if not m:
        return None
    new = '没有结转下年度的申请'
    t = d.put(m, new)
    return t, around(t, m.start(), m.start()+len(new)), '一', '正文称没有结转，表三结转下年度%d件。' % d.v('out')


@kind('C', 1, '正文结转下年度件数与表三不一致')
def c_carry_out(d):
    m = d.find(r'结转(?:下年度继续办理|\d{4}年办理)(\d+)件', ok=lambda m: int(m.group(1)) == d.v('out'))
    if m:
        return replace_number(d, m, 1, '正文结转下年度%d件，表三%d件。', {d.v('in')})


@kind('C', 2, '正文上年结转件数与表三不一致')
def c_carry_in(d):
    m = d.find(r'(?:上年结转|\d{4}年结转)(?:的)?(\d+)件', ok=lambda m: int(m.group(1)) == d.v('in') and d.v('in'))
    if m:
        return replace_number(d, m, 1, '正文上年结转%d件，表三%d件。', {d.v('out')})


@kind('C', 1, '正文行政许可、行政处罚件数与表二不一致')
def c_decisions(d):
    m = d.find(r'行政(?:许可|处罚)决定(\d+)件|乡村建设规划许可(\d+)件')
    if m:
        return replace_number(d, m, 1 if m.group(1) else 2, '正文写%d件，表二为%d件。')


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


# ---------------------------------------------------------------- P privacy, secrecy
def fake_id(year):
    s = '589021%d0611172' % (year-40)          # area code 58 does not exist
    w = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return s+'10X98765432'[sum(int(a)*b for a, b in zip(s, w)) % 11]


@kind('P', 1, '正文出现身份证号码')
def p_id_number(d):
    i = d.part('依申请公开' if d.v('new') else '主动公开')[1]-1
    s = ('答复书已寄送申请人（身份证号%s）。' if d.v('new') else '补贴领取人（身份证号%s）信息已公示。') % fake_id(d.year)
    return d.with_lines({i: d.lines[i]+s}), s, '一', '正文出现个人身份证号码。'


@kind('P', 1, '联系电话留个人手机')
def p_mobile(d):
    m = d.find(r'0\d{3}-\d{7}', 'i')
    if not m:
        return None
    t = d.put(m, '13800138000')
    return t, around(t, m.start(), m.start()+11), '引言', '联系电话为个人手机号码。'


@kind('P', 2, '写出申请人姓名')
def p_applicant(d):
    if d.v('new') == 0:
        return None
    m = d.find(NEWRX, ok=lambda m: int(m.group(1)) in aggregates(d))
    if not m:
        return None
    mark = '（申请人陈立德等）' if d.v('new') > 1 else '（申请人陈立德）'
    t = d.text[:m.end()]+mark+d.text[m.end():]
    return t, mark, '一', '正文写出申请人姓名。'


@kind('P', 2, '写出复议、诉讼案号或当事人')
def p_case_number(d):
    m = d.find(r'行政诉讼\d+件') or d.find(r'行政复议\d+件')
    if not m:
        return None
    mark = '（案号：（%d）溆1102行初%d号）' % (d.year, 20+d.year % 10)
    if m.group().startswith('行政复议'):
        mark = '（溆政复决〔%d〕%d号）' % (d.year, 20+d.year % 10)
    t = d.text[:m.end()]+mark+d.text[m.end():]
    return t, mark, '一', '正文写出具体案号。'


@kind('P', 1, '联系方式写出个人姓名')
def p_contact_person(d):
    m = d.find(r'(?:联系)?电话', 'i')
    if not m:
        return None
    t = d.text[:m.start()]+'联系人：周敏华，'+d.text[m.start():]
    return t, '联系人：周敏华', '引言', '联系方式应写部门，误写个人姓名。'


@kind('P', 1, '文首有密级标志')
def z_secret_mark(d):
    mark = '秘密★1年' if d.year % 2 else '机密★3年'
    return mark+'\n'+d.text, mark, '标题', '公开的报告带有密级标志。'


@kind('P', 2, '带有“内部资料”“不予公开”等字样')
def z_internal(d):
    mark = '（内部资料，注意保存）' if d.year % 2 else '（此件不予公开）'
    if d.sign:
        return d.text.rstrip('\n')+'\n'+mark+'\n', mark, '落款', '公开的报告带有“%s”字样。' % mark.strip('（）')
    return d.text.rstrip('\n')+'\n'+mark+'\n', mark, '六', '公开的报告带有“%s”字样。' % mark.strip('（）')


# ---------------------------------------------------------------- M duplicates; O omissions
@kind('M', 2, '同一句话在两处出现')
def m_sentence(d):
    ps = d.parts()
    src = d.lines[ps[2][1]-1]
    ss = re.findall(r'[^。]+。', re.sub(r'^（三）[^。]{2,14}。', '', src))
    s = max(ss, key=len)
    i = ps[3][1]-1
    if len(s) < 16:
        return None
    return d.with_lines({i: d.lines[i]+s}), s, '一', '同一句话在前后两项重复出现。'


@kind('M', 1, '整段重复')
def m_paragraph(d):
    a = d.head[5]+1
    lines = [j for j in range(a, d.head[6]) if len(d.lines[j]) > 24]
    j = lines[-1]
    t = '\n'.join(d.lines[:j+1]+[d.lines[j]]+d.lines[j+1:])
    return t, d.lines[j][:24], '五', '同一段话连续出现两次。'


@kind('O', 3, '人民政府的报告没有责任追究情况')
def o_no_accountability(d):
    if not d.is_gov:
        return None
    m = d.find(r'(?<=。)全年(?:未发生|没有)[^。，]*(?:追究责任|责任追究)[^。，]*。') or d.find(r'，(?:未|没有)发生[^。，]*(?:追究责任|责任追究)[^。，]*(?=。)')
    if not m:
        return None
    t = d.put(m, '')
    return t, around(t, m.start())+'（缺责任追究）', '一', '各级人民政府应报告责任追究结果情况，报告没有提及。'


@kind('O', 2, '引言没有统计期限')
def o_no_period(d):
    m = d.find(r'(?:[。，；]|\A)?(?:本报告|报告|所列)?(?:数据(?:的)?|所列数据的)?统计(?:期限|时间|范围)[^。；]*?12月31日(?:止)?', 'i')
    if not m:
        return None
    t = d.put(m, '')
    return t, around(t, m.start()), '引言', '引言没有写明数据的统计期限。'


@kind('O', 2, '第一部分一项只有小标题没有内容')
def o_part_empty(d):
    p = d.part('监督保障')
    l = d.lines[p[0]]
    m = re.match(r'（[一二三四五六]）[^。]{2,14}(?:。|$)', l)
    new = [m.group().rstrip('。')]
    return '\n'.join(d.lines[:p[0]]+new+d.lines[p[1]:]), new[0]+'（无内容）', '一', '监督保障只有小标题，没有内容。'


# ---------------------------------------------------------------- command line
def reports():
    for p in sorted(glob.glob(os.path.join(CLEAN, '[0-9][0-9].txt'))):
        with open(p, encoding='utf-8') as f:
            text = f.read()
        lp = p.replace('.txt', '.last.txt')
        last = None
        if os.path.exists(lp):
            with open(lp, encoding='utf-8') as f:
                last = f.read()
        yield os.path.basename(p)[:2], text, last


def changed(a, b):
    la, lb = a.split('\n'), b.split('\n')
    out = []
    for tag, i, j, k, l in difflib.SequenceMatcher(None, la, lb, autojunk=False).get_opcodes():
        if tag != 'equal':
            out.append((la[i:j], lb[k:l]))
    return out


def brief(x, y):
    """the differing middle of two strings, with a little of both sides"""
    i = 0
    while i < min(len(x), len(y)) and x[i] == y[i]:
        i += 1
    j = 0
    while j < min(len(x), len(y))-i and x[-1-j] == y[-1-j]:
        j += 1
    s = max(0, i-8)
    f = lambda t: t[s:len(t)-j+min(j, 6)]
    return '「%s」→「%s」' % (f(x)[:70], f(y)[:70])


def main(argv):
    if '--write' in argv:
        out = argv[argv.index('--write')+1]
        os.makedirs(out, exist_ok=True)
        n = 0
        for num, text, last in reports():
            for name, (f, *_x) in REGISTRY.items():
                r = f(text, last)
                if r:
                    n += 1
                    open(os.path.join(out, '%s.%s.txt' % (num, name)), 'w', encoding='utf-8').write(r[0])
                    json.dump(r[1], open(os.path.join(out, '%s.%s.json' % (num, name)), 'w', encoding='utf-8'), ensure_ascii=False)
        print(n, 'faulty texts')
        return 0
    only = argv[argv.index('--show')+1] if '--show' in argv else None
    verbose = '--check' in argv or only
    few, total = [], 0
    for name, (f, fam, level, line) in REGISTRY.items():
        if only and name != only:
            continue
        hits = []
        rows = []
        for num, text, last in reports():
            r = f(text, last)
            r2 = f(text)
            assert r == r2, (name, num, 'differs without last')
            if r:
                assert r == f(text, last) and set(r[1]) == {'kind', 'where', 'section', 'what'}
                hits.append(num)
                if verbose:
                    ch = changed(text, r[0])
                    rows.append('   %s [%s] %s | %s | %s' % (num, r[1]['section'], '; '.join(brief('⏎'.join(a), '⏎'.join(b)) for a, b in ch), r[1]['where'][:40], r[1]['what']))
        total += len(hits)
        print('%-24s %s%d %2d %s' % (name, fam, level, len(hits), line))
        for r in rows:
            print(r)
        if len(hits) < 4:
            few.append(name)
    print(len(REGISTRY), 'kinds,', total, 'faulty texts; fewer than four:', few or 'none')
    return 1 if few else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
