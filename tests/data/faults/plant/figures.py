"""C: the figures of the text against the tables."""
import re

from .report import LEAF, around, kind, replace_number, slip


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
