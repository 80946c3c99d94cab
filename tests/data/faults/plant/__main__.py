"""python3 -m plant: what the kinds make of the clean reports (see the package)."""
import difflib, glob, json, os, sys

from .report import CLEAN, REGISTRY


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
