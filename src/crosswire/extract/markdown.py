"""Markdown as plain reading text: the words without the marks, so that quotations stay verbatim.

reads received → writes nothing: a helper of :mod:`crosswire.extract.article`. Line breaks are kept; only marks go.
"""

import re

METHOD = "markdown/1"
_FENCE = re.compile(r"^\s*(?:```|~~~).*$")
_RULE = re.compile(r"^\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,}|={3,})$")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_QUOTE = re.compile(r"^(?:\s{0,3}>\s?)+")
_REFERENCE = re.compile(r"^\s{0,3}\[[^\]]+\]:\s*\S+.*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|$<-])")
_HIDDEN = re.compile("[\ue000-\ue07f]")  # private use: an escaped mark while the others are taken away
_INLINE = (
    (re.compile(r"!\[([^\]]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)?(?:\s+[\"'][^\"']*[\"'])?\)"), ""),
    (re.compile(r"\[([^\]\[]+)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)?(?:\s+[\"'][^\"']*[\"'])?\)"), r"\1"),
    (re.compile(r"\[([^\]\[]+)\]\[[^\]]*\]"), r"\1"),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"</?(?:b|i|em|strong|u|br|p|span|div|a|sub|sup|mark|small)(?:\s[^<>]*)?/?>", re.IGNORECASE), ""),
    (re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"~~(?=\S)(.+?)(?<=\S)~~"), r"\1"),
    (re.compile(r"\*\*+|(?<!\w)__+|__+(?!\w)"), ""),
    (re.compile(r"(?<!`)`([^`\n]+)`(?!`)"), r"\1"),
)


def render(source: str) -> tuple[str, str | None]:
    """The reading text of a Markdown source and its title (the first heading of level 1, which stays in the text)."""
    lines, title = [], None
    for line in _COMMENT.sub("", source).split("\n"):
        if _FENCE.match(line) or _RULE.match(line) or _REFERENCE.match(line):
            lines.append("")
            continue
        bare = _QUOTE.sub("", line)
        heading = _HEADING.match(bare)
        words = _inline(heading[2] if heading else bare)
        if heading and len(heading[1]) == 1 and title is None:
            title = words or None
        lines.extend(["", words, ""] if heading else [words])
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n"), title


def _inline(line: str) -> str:
    line = _ESCAPED.sub(lambda match: chr(0xE000 + ord(match[1])), _HIDDEN.sub("", line))
    for pattern, into in _INLINE:
        line = pattern.sub(into, line)
    return _HIDDEN.sub(lambda match: chr(ord(match[0]) - 0xE000), line).rstrip()
