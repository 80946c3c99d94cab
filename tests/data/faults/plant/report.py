"""The text of a report as the faults see it, the register of kinds, and what the families share."""
import functools, glob, os, re

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
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
