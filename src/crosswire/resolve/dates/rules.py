"""The rules of time expressions: regular expressions over the class letters of words.

reads nothing of Crosswire's; :mod:`crosswire.resolve.dates.words` gives the letters. A rule is its name (which says how
a match is read), the letters that a sentence must hold for it to be tried (one of each group), and the pattern.

Groups of a pattern: ``m`` month, ``n`` number, ``y`` year, ``w`` weekday, ``r`` relation ("last"), ``b`` part of a
period, ``u`` unit, ``o`` ordinal, ``p`` part of the day, ``c`` clock, ``f`` approximation.
"""

from collections.abc import Iterator

# A month or weekday that is also another word must follow a word that makes it one.
_MONTH = r"(?P<m>M|(?:(?<=[IiFTJkhlxbo])|(?<=b-))B)"
_WEEKDAY = r"(?P<w>W|(?<=[IiFTJkhlx])X)"
_COUNT = r"(?:(?P<n>[ny]|N(?:-?N)*)|(?P<v>V)|(?P<a>a))"
_CLOCK = r"(?P<c>(?:CA?|nA|H)Z?)(?:\([nyC]Z_)?"  # "10:35 a.m. (0735 GMT)"
_WEEKDAY_BEFORE = r"(?:(?P<w>[WX]),?)?"
_JOIN = r",?[IF]?"

_DAYS: tuple[tuple[str, str, str], ...] = (
    ("absolute", "d", r"(?P<date>d)u?"),
    ("day", "MBY nO", _WEEKDAY_BEFORE + r"(?P<r>[lx])?(?P<m>[MBY])(?P<n>[nO])(?![A%])(?:,?(?P<y>y)u?|(?P<ry>[hlx])U)?"),
    ("day", "MBY nO", _WEEKDAY_BEFORE + r"t?(?P<n>n|N?O)-?o?(?P<m>[MBY])(?:,?(?P<y>y)[uU]?|(?P<ry>[hlx])U)?"),
    ("day", "MBY N", _WEEKDAY_BEFORE + r"(?P<m>[MBY])(?P<n>N(?:-N)?)"),
    ("weekday", "WX", r"(?:(?P<b>b)-?|[rs](?=t?[hlxzv]))?(?:t?(?P<r>[hlxzv]))?" + _WEEKDAY),
    ("deictic", "D", r"(?:(?P<b>b)-?)?(?P<r>D)"),
    ("deictic", "D U", r"(?P<r>D)(?P<u>U)"),
)


def _with_clock(days: tuple[tuple[str, str, str], ...]) -> Iterator[tuple[str, str, str]]:
    for name, needs, pattern in days:
        yield name, needs, pattern
        yield name, f"{needs} CAH", r"f?" + _CLOCK + _JOIN + pattern
        yield name, f"{needs} CAH Pp", r"f?" + _CLOCK + _JOIN + pattern + r"(?P<half>[Pp])"
        yield name, f"{needs} CAH", pattern + _JOIN + _CLOCK
        yield name, f"{needs} Pp", pattern + r"(?P<p>[Pp])"
        yield name, f"{needs} Pp", r"t?(?:b-?)?(?P<p>[Pp])[oI]?" + pattern + r"[Pp]?"
        yield "nightto", f"{needs} Pp J", r"[WX]?(?P<p>[Pp])(?:[Ii]?(?:[WX]|n[MBY]?))?J" + pattern + r"[Pp]?"


RULES: tuple[tuple[str, str, str], ...] = (
    *_with_clock(_DAYS),
    ("days", "MBY n -&", r"(?P<m>[MBY])(?P<n>n)[-&](?P<n2>n)(?:,?(?P<y>y))?"),
    ("days", "MBY n T", r"(?<=[Fi])(?P<m>[MBY])(?P<n>n)T(?P<n2>n)(?:,?(?P<y>y))?"),
    ("days", "MBY n -T&", r"(?P<n>n)[-T&](?P<n2>n)(?P<m>[MBY])(?:,?(?P<y>y)[uU]?)?"),
    ("nightdays", "MBY n -T& Pp", r"t?(?P<p>[Pp])[oIiF]?(?P<m>[MBY])(?P<n>n)[-T&](?P<n2>n)(?:,?(?P<y>y))?"),
    ("nightdays", "MBY n -T& Pp", r"t?(?P<p>[Pp])[oIiF]?(?P<n>n)[-T&](?P<n2>n)(?P<m>[MBY])(?:,?(?P<y>y)[uU]?)?"),
    ("nightto", "WX T- Pp", r"t?(?P<p>[Pp])[oIi]?F?[WX][T-](?P<w>[WX])"),
    ("nightto", "MBY n T- Pp", r"t?(?P<p>[Pp])[oIi]?F?[MBY]n[T-](?P<m>[MBY])(?P<n>n)"),
    ("years", "k y &", r"(?<=k)(?P<y>y)&(?P<y2>y)[uU]?"),
    ("years", "y T- Fi", r"(?<=[Fi])(?P<y>y)[T-](?P<y2>y)[uU]?"),
    ("years", "y -", r"(?P<y>y)-(?P<y2>[yn])[uU]?"),
    ("months", "MB &T- kFi", r"(?<=[kFi])(?P<m>[MB])[&T-](?P<m2>[MB])(?:,?(?P<y>y)[uU]?)?"),
    ("months", "MB -", r"(?P<m>[MB])-(?P<m2>[MB])(?:,?(?P<y>y)[uU]?)?"),
    ("month", "MBY y", r"(?:(?P<b>[brs])-?)?(?P<m>[MBY])(?:,|o)?(?P<y>y)[uU]?"),
    ("month", "MB hlx U", _MONTH + r"o?(?P<r>[hlx])U"),
    ("month", "MB hlxz", r"(?:(?P<b>[brs])-?)?(?P<r>[hlxz])(?P<m>[MB])"),
    ("month", "MB", r"(?:(?P<b>[brs])-?)?" + _MONTH),
    ("year", "y", r"(?:(?P<b>[brs])-?)?(?:tU)?j?(?P<y>y)[uU]?"),
    ("year", "U N", r"tU(?P<n>N(?:-?N)+)"),
    ("year", "N", r"(?P<n>N-?N(?:-?N)?)"),
    ("decade", "6 tb", r"(?:t(?:(?P<b>b)-?)?|(?P<b2>b)-?)(?P<c>6)"),
    ("decade", "6 U", r"t?(?P<c>6)U"),
    ("decade", "c", r"t?(?:(?P<b>b)-?)?(?P<c>c)U?"),
    ("century", "O U", r"t?(?:(?P<b>b)-?)?(?P<o>O)-?(?P<u>U)"),
    ("season", "S y", r"t?(?:(?P<b>[brs])-?t?)?(?P<r>[hlxz])?(?P<s>S)(?:o?(?P<y>y)[uU]?)"),
    ("season", "S", r"t?(?:(?P<b>[brs])-?t?)?(?P<r>[hlxz])?(?P<s>S)(?!o)"),
    ("season", "S hlx U", r"(?:(?P<b>[brs])-?)?(?P<s>S)o?(?P<r>[hlx])U"),
    ("holiday", "K", r"(?P<r>[hlx])?(?P<k>K)(?:,?(?P<y>y))?"),
    ("unit", "U hlxzv", r"(?:(?P<b>[brs])-?)?t?(?P<r>[hlxzv])m?(?P<u>U)"),
    ("unit", "U b", r"(?P<b>b)(?P<t>t)(?P<u>U)"),
    ("unit", "U b", r"t?(?P<b>b)(?P<u>U)"),
    ("unit", "U b", r"(?P<u>U)-(?P<b>b)"),
    ("stretch", "U hlx nyNVa", r"t?(?P<r>[hlx])(?P<f2>f)?" + _COUNT + r"m?(?P<u>U)(?P<so>~)?"),
    ("ago", "U F R", r"(?P<f>f)?" + _COUNT + r"(?P<u>U)F(?P<ahead>R)"),
    ("ago", "U 0 q", r"(?P<f>f)?" + _COUNT + r"(?P<u>U)q(?P<ahead>0)"),
    ("ago", "U g", r"(?P<f>f)?(?:" + _COUNT + r"(?P<half>\+)?)?(?P<u>U)(?P<half2>\+)?(?P<so>~)?(?P<g>g)"),
    ("agofixed", "5 g", r"(?P<f>f)?(?P<n>5)(?P<g>g)"),
    ("through", "U >", r">(?:" + _COUNT + r")?(?P<u>U)"),
    ("offset", "U rs", r"(?P<f>f)?(?:" + _COUNT + r"|t)?m?(?P<u>U)(?P<dir>[rs])"),
    ("length", "U nyNVa", r"(?P<f>f)?" + _COUNT + r"m?(?P<half>\+)?(?P<u>U)(?P<half2>\+)?(?P<so>~)?(?!-?g)"),
    ("length", "U - nyNVa", r"(?P<f>f)?(?:" + _COUNT + r")-m?(?P<u>U)(?P<l>-L)?"),
    ("length", "U t nyN", r"t(?:[OwGl])?(?P<n>[ny]|N(?:-?N)*)m?(?P<u>U)"),
    ("round", "U I", r"(?<=I)(?P<u>U)"),
    ("plural", "U", r"(?<=[IoFfs])(?P<u>U)"),
    ("theunit", "U t", r"tm?(?P<u>U)"),
    ("fiscal", "j", r"t?(?P<r>[hlxw])?(?P<j>j)"),
    ("yearend", "%", r"f?(?P<b>%)"),
    ("latest", "U w", r"t?(?P<r>w)j?(?P<u>U)"),
    ("quarter", "U Ol", r"t?(?:j-?)?(?P<r>w)?(?P<o>[Ol])-?(?P<u>U)(?:(?:oj?(?P<y>y)|(?P<y3>y))[uU]?)?"),
    ("quarter", "U O hlxyG", r"t?(?:(?P<r>[hlx])Uq|(?P<y>y)|(?P<g>G))j?(?P<o>O)-?(?P<u>U)"),
    ("quarter", "U O hlx", r"t?(?P<o>O)-?(?P<u>U)o?(?P<r>[hlx])U"),
    ("quarter", "7", r"(?P<short>7)(?:o?(?P<y>y))?"),
    ("quarter", "U y", r"t?(?P<y>y)(?P<u>U)"),
    ("yearago", "G", r"t?(?P<g>G)(?P<u>U)?"),
    ("yearago", "U a gr", r"t?(?P<u>U)aU(?:g|r)"),
    ("set", "U e", r"(?P<e>e)(?:(?P<n>[nON]))?(?P<u>U)"),
    ("set", "U a 12", r"(?:1|(?:n|N(?:-?N)*|V)2)a(?P<u>U)"),
    ("setday", "e WX", r"(?P<e>e)(?P<w>[WX])"),
    ("setday", "e P", r"(?P<e>e)(?P<p>P)"),
    ("fixedlength", "5", r"(?P<n>5)"),
    ("weekof", "U o MB nO", r"t?(?P<u>U)o(?P<m>[MB])(?P<n>[nO])"),
    ("besides", "U t I", r"t(?P<u>U)(?P<i>I)(?=[,_]|$)"),
    ("repeat", "E", r"(?P<e>E)"),
    ("reference", "R", r"(?P<r>R)(?:U(?:&U)?)?"),
    ("past", "l t", r"t(?P<r>l)"),
    ("current", "h", r"(?P<r>h)"),
    ("tonight", "Q", r"(?P<b>[brs])?(?P<q>Q)"),
    ("part", "hlzvx Pp", r"(?:(?P<b>[brs])-?)?t?(?P<r>[hlzvx])(?P<p>[Pp])"),
    ("part", "P t", r"(?<=I)t(?P<p>P)"),
    ("part", "P b t", r"(?P<b>b)t(?P<p>P)"),
    ("part", "P b", r"(?P<b>b)-?(?P<p>P)"),
    ("part", "p", r"(?P<p>p)"),
    ("clock", "CAH", r"(?:f?t?)" + _CLOCK),
    ("clock", "CAH P", _CLOCK + r"I[thl]?(?P<p>P)"),
    ("numbered", "U O", r"t?(?P<o>O)(?P<u>U)"),
    ("numbered", "U ny", r"(?P<u>U)#?(?P<o>[ny])"),
    ("numbered", "U ny", r"(?P<o>[ny])(?P<u>U)"),
    ("yeardeictic", "4", r"(?P<r>4)"),
)
