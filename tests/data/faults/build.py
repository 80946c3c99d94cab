#!/usr/bin/env python3
"""Assemble clean/NN.txt and clean/NN.last.txt from src/, and recompute every figure.

src/NN.txt holds the prose as typed, with three short lines where a table goes:
  @T2 rules=a,b,c norm=a,b,c permit=n penalty=n force=n fee=s
  @T3 row col-count ...; row ...      columns p b s c l o; totals are computed here
  @T4 four results; four results; four results
After @CHECK stand regular expressions over the prose with an expression over the
figures (g = the bracketed numbers); each has to match and to be true.
"""
import re, sys, os, glob
from decimal import Decimal, ROUND_HALF_UP
HERE = os.path.dirname(os.path.abspath(__file__))
COLS = 'pbsclo'
G = '三、本年度办理结果'
ROWS = [('new', '一、本年新收政府信息公开申请数量'), ('in', '二、上年结转政府信息公开申请数量'),
 ('a', G+' | （一）予以公开'),
 ('b', G+' | （二）部分公开（区分处理的，只计这一情形，不计其他情形）'),
 ('c1', G+' | （三）不予公开 | 1.属于国家秘密'), ('c2', G+' | （三）不予公开 | 2.其他法律行政法规禁止公开'),
 ('c3', G+' | （三）不予公开 | 3.危及“三安全一稳定”'), ('c4', G+' | （三）不予公开 | 4.保护第三方合法权益'),
 ('c5', G+' | （三）不予公开 | 5.属于三类内部事务信息'), ('c6', G+' | （三）不予公开 | 6.属于四类过程性信息'),
 ('c7', G+' | （三）不予公开 | 7.属于行政执法案卷'), ('c8', G+' | （三）不予公开 | 8.属于行政查询事项'),
 ('d1', G+' | （四）无法提供 | 1.本机关不掌握相关政府信息'), ('d2', G+' | （四）无法提供 | 2.没有现成信息需要另行制作'),
 ('d3', G+' | （四）无法提供 | 3.补正后申请内容仍不明确'),
 ('e1', G+' | （五）不予处理 | 1.信访举报投诉类申请'), ('e2', G+' | （五）不予处理 | 2.重复申请'),
 ('e3', G+' | （五）不予处理 | 3.要求提供公开出版物'), ('e4', G+' | （五）不予处理 | 4.无正当理由大量反复申请'),
 ('e5', G+' | （五）不予处理 | 5.要求行政机关确认或重新出具已获取信息'),
 ('f1', G+' | （六）其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'),
 ('f2', G+' | （六）其他处理 | 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请'),
 ('f3', G+' | （六）其他处理 | 3.其他'), ('tot', G+' | （七）总计'), ('out', '四、结转下年度继续办理')]
LEAF = [k for k, _ in ROWS if k not in ('new', 'in', 'tot', 'out')]
RES = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']

def half_up(x, nd=1):
    return str(Decimal(x).quantize(Decimal(1).scaleb(-nd), ROUND_HALF_UP))
def pct(a, b): return half_up(Decimal(int(a))*100/Decimal(int(b)))
def growth(n, b): return half_up(abs(Decimal(int(n))-int(b))*100/Decimal(int(b)))
def mult(n, b): return half_up(Decimal(int(n))/int(b))

class Rep: pass

def parse(path):
    R = Rep(); raw = open(path, encoding='utf-8').read()
    body, _, checks = raw.partition('@CHECK\n')
    R.checks = [l for l in checks.split('\n') if l.strip()]
    out = []; R.prose = []
    for line in body.rstrip('\n').split('\n'):
        if line.startswith('@T2'):
            kv = dict(p.split('=') for p in line.split()[1:])
            R.rules = [int(v) for v in kv['rules'].split(',')]; R.norm = [int(v) for v in kv['norm'].split(',')]
            R.permit, R.penalty, R.force, R.fee = int(kv['permit']), int(kv['penalty']), int(kv['force']), kv['fee']
            out += ['第二十条第（一）项', '信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数',
                    '规章 | %d | %d | %d' % tuple(R.rules), '行政规范性文件 | %d | %d | %d' % tuple(R.norm),
                    '第二十条第（五）项', '信息内容 | 本年处理决定数量', '行政许可 | %d' % R.permit,
                    '第二十条第（六）项', '信息内容 | 本年处理决定数量', '行政处罚 | %d' % R.penalty, '行政强制 | %d' % R.force,
                    '第二十条第（八）项', '信息内容 | 本年收费金额（单位：万元）', '行政事业性收费 | %s' % R.fee]
        elif line.startswith('@T3'):
            t = {k: dict.fromkeys(COLS, 0) for k, _ in ROWS}
            for part in line[3:].split(';'):
                w = part.split()
                for x in w[1:]:
                    assert t[w[0]][x[0]] == 0
                    t[w[0]][x[0]] = int(x[1:])
            for c in COLS:
                t['tot'][c] = sum(t[k][c] for k in LEAF)
                assert t['new'][c]+t['in'][c] == t['tot'][c]+t['out'][c], (path, 'balance', c, t['new'][c]+t['in'][c], t['tot'][c]+t['out'][c])
            R.t3 = t
            out += ['（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况',
                    '自然人 | 法人或其他组织 | 总计',
                    '自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计']
            for k, lab in ROWS:
                v = [t[k][c] for c in COLS]
                out.append(lab+' | '+' | '.join(map(str, v+[sum(v)])))
        elif line.startswith('@T4'):
            R.t4 = []
            for blk in line[3:].split(';'):
                v = [int(x) for x in blk.split(',')]; assert len(v) == 4; R.t4 += v+[sum(v)]
            out += ['行政复议 | 行政诉讼', '未经复议直接起诉 | 复议后起诉', ' | '.join(RES*3), ' | '.join(map(str, R.t4))]
        else:
            assert '|' not in line and '@' not in line, line
            out.append(line); R.prose.append(line)
    R.text = '\n'.join(out)+'\n'; R.ptext = '\n'.join(R.prose)
    return R

def env(R, L):
    r = lambda k: sum(R.t3[k].values())
    e = dict(pct=pct, growth=growth, mult=mult, abs=abs, sum=sum, r=r, c=lambda k, x: R.t3[k][x],
             new=r('new'), in_=r('in'), out=r('out'), tot=r('tot'), rc=sum(r('c%d' % i) for i in range(1, 9)),
             rd=sum(r('d%d' % i) for i in range(1, 4)), re_=sum(r('e%d' % i) for i in range(1, 6)),
             rf=sum(r('f%d' % i) for i in range(1, 4)), t4=R.t4, rev=R.t4[4], lit=R.t4[9]+R.t4[14], norm=R.norm, rules=R.rules,
             permit=R.permit, penalty=R.penalty, force=R.force, fee=R.fee)
    if L:
        X = Rep(); X.__dict__.update(env(L, None)); e['L'] = X
        e['lastnum'] = lambda rx: num(re.search(rx, L.ptext).group(1))
    return e

def num(s): return int(s) if re.fullmatch(r'\d+', s) else s if '%' in s else float(s)

def val(s): return int(s) if re.fullmatch(r'\d+', s) else s

def main():
    bad = 0; n = 0; src = os.path.join(HERE, 'src')
    uncovered = {}
    for p in sorted(glob.glob(src+'/??.txt')+glob.glob(src+'/??.last.txt')):
        name = os.path.basename(p); R = parse(p); lp = p.replace('.txt', '.last.txt')
        L = parse(lp) if '.last' not in name and os.path.exists(lp) else None
        if L:   # cross-year identities
            for c in COLS:
                if R.t3['in'][c] != L.t3['out'][c]: print(name, 'carry', c); bad += 1
            for w in ('norm', 'rules'):
                a, b = getattr(R, w), getattr(L, w)
                if b[2]+a[0]-a[1] != a[2]: print(name, 'stock', w, b, a); bad += 1
        for w in ('norm', 'rules'):
            if getattr(R, w)[0] > getattr(R, w)[2]: print(name, 'made>valid'); bad += 1
        E = env(R, L); spans = []
        for chk in R.checks:
            rx, ex = chk.rsplit(' :: ', 1); n += 1
            ms = list(re.finditer(rx.replace('（', '（').replace('?', '?'), R.ptext))
            if not ms: print(name, 'NO MATCH', rx); bad += 1; continue
            g = [val(x) for x in ms[0].groups()]
            spans += [m.span() for m in ms]
            try: ok = eval(ex, {**E, 'g': g})
            except Exception as x: ok = False; print(x)
            if not ok: print(name, 'FALSE', rx, g); bad += 1
        rest = []
        for m in re.finditer(r'\d+(?:\.\d+)?%?', R.ptext):
            if not any(a <= m.start() < b for a, b in spans):
                rest.append(R.ptext[max(0, m.start()-9):m.end()+5].replace('\n', '/'))
        uncovered[name] = rest
        open(os.path.join(HERE, 'clean', name), 'w', encoding='utf-8').write(R.text)
        if re.search(r'[a-zA-Z0-9\u4e00-\u9fff”）][,;:]\s*[\u4e00-\u9fff]|\(|\)', R.ptext): print(name, 'half-width', re.search(r'[a-zA-Z0-9\u4e00-\u9fff”）][,;:]\s*[\u4e00-\u9fff]|\(|\)', R.ptext).group())
        for a, b in ('（）', '“”', '《》', '〈〉', '〔〕'):
            if R.ptext.count(a) != R.ptext.count(b): print(name, 'unbalanced', a); bad += 1
        s1 = re.search(r'一、总体情况\n(.*?)\n二、', R.text, re.S).group(1)
        if '-v' in sys.argv: print(name, 'section one', len(s1), 'chars')
    print(n, 'figure checks,', bad, 'bad')
    if '-u' in sys.argv:
        for k, v in uncovered.items(): print(k, *v, sep='\n   ')
    return bad
if __name__ == '__main__': sys.exit(1 if main() else 0)
