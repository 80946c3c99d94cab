"""P: privacy and secrecy. M: duplicates. O: omissions."""
import re

from .report import around, kind
from .figures import NEWRX, aggregates


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
