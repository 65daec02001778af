"""A language model may word a line more freely: what it writes passes ``verify``, or the line stays as it was.

Off unless an address is given. Any endpoint that speaks the chat protocol of OpenAI serves. The words of reports go
into the prompt as data between marks; whatever they or the answer say, an answer is only ever a text that passes
``verify`` or does not. Each request is logged with prompt, model and answer; the key never is.
"""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crosswire.base.errors import RunFailed
from crosswire.brief.freely import Checker, Verdict
from crosswire.brief.prose import block_of, pieces
from crosswire.language.lexicon import load
from crosswire.model.brief import Brief, Line
from crosswire.model.report import Span

LARGEST, LONGEST = 200_000, 4
"""Bytes of an answer that are read, and how many times longer than its line a text may be."""
Ask = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is. ``timeout`` in seconds is for one request, ``patience`` for all of them together."""

    url: str
    model: str
    key: str | None = None
    timeout: float = 30.0
    patience: float = 600.0

    def address(self) -> str:
        """The address of the chat protocol. Raises RunFailed where it is no HTTP address."""
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise RunFailed("bad-endpoint", f"{self.url}: not an http(s) address of a chat endpoint")
        path = self.url.rstrip("/")
        return path if path.endswith("/chat/completions") else f"{path}/chat/completions"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What came of it: the texts by line id that passed, how many lines fell back and why, by reason."""

    texts: dict[str, str]
    fallen: dict[str, int]


class NoAnswer(Exception):
    """The endpoint gave no text; the reason in words."""


def rewrite(brief: Brief, checker: Checker, endpoint: Endpoint, log: Path, *, ask: Ask | None = None) -> Rewritten:
    """Ask for each line of running text; keep what passes. Appends a JSON line for each request to ``log``."""
    post = ask or (lambda system, user: _post(endpoint, system, user))
    endpoint.address()
    table = load("rewrite")
    texts: dict[str, str] = {}
    fallen: dict[str, int] = {}
    started, failed = time.monotonic(), 0
    with log.open("w", encoding="utf-8") as file:
        for line in lines_of(brief, table["kinds"]):
            prompt = prompt_of(line)
            answer, reason = "", ""
            verdicts: list[Verdict] = []
            if failed >= table["give-up"] or time.monotonic() - started > endpoint.patience:
                reason = "given-up"
            else:
                try:
                    answer = post(str(table["system"]), prompt)
                    text = clean(answer)
                    reason, verdicts = judge(text, line, brief, checker)
                    failed = 0
                except NoAnswer as error:
                    reason, failed = f"no-answer: {error}", failed + 1
            if not reason:
                texts[line.id] = text
            short = reason.partition(":")[0]
            if reason:
                fallen[short] = fallen.get(short, 0) + 1
            _log(file, line, endpoint, str(table["system"]), prompt, answer, reason, verdicts)
    return Rewritten(texts, fallen)


def lines_of(brief: Brief, kinds: Iterable[str]) -> list[Line]:
    """The lines that may be rewritten: running text with citations."""
    allowed = set(kinds)
    return [line for line in brief.lines() if line.kind in allowed and line.citations]


def prompt_of(line: Line) -> str:
    """The line as data: JSON, so that no words in it can end it."""
    return str(load("rewrite")["user"]).format(data=json.dumps({"line": line.text}, ensure_ascii=False))


def clean(answer: str) -> str:
    """The text of an answer, without a wrapping of JSON or quotation marks round the whole."""
    text = answer.strip()
    try:
        loaded = json.loads(text)
        if isinstance(loaded, dict) and isinstance(loaded.get("line"), str):
            text = loaded["line"].strip()
    except ValueError:
        pass
    return " ".join(text.split())


def judge(text: str, line: Line, brief: Brief, checker: Checker) -> tuple[str, list[Verdict]]:
    """Why a text cannot stand for a line ("" where it can), and the verdict on each of its sentences."""
    if not text or len(text) > LONGEST * len(line.text) + 80:
        return "length", []
    if any(mark in text for mark in ("<", ">", "](", "```", "http://", "https://")):
        return "markup", []
    spans: Sequence[Span] = [brief.citations[n - 1].span for n in line.citations]
    whole = checker.sentence(text, spans)
    if not whole.refused:
        return "", [whole]
    parts = list(pieces(block_of(text)))
    verdicts = [checker.sentence(p.text, spans, before=p.before) for p in parts] if len(parts) > 1 else [whole]
    refused = next((v for v in verdicts if v.refused), None)
    return (f"refused: {refused.message}" if refused else ""), verdicts


def _log(
    file: Any,
    line: Line,
    endpoint: Endpoint,
    system: str,
    prompt: str,
    answer: str,
    reason: str,
    verdicts: list[Verdict],
) -> None:
    record = {
        "line": line.id,
        "kind": line.kind,
        "before": line.text,
        "url": _without_secrets(endpoint.url),
        "model": endpoint.model,
        "system": system,
        "prompt": prompt,
        "answer": answer,
        "used": not reason,
        "reason": reason,
        "verdicts": [{"text": v.text, "reason": v.reason, "message": v.message} for v in verdicts],
    }
    text = json.dumps(record, ensure_ascii=False)
    file.write((text.replace(endpoint.key, "***") if endpoint.key else text) + "\n")
    file.flush()


def _without_secrets(url: str) -> str:
    """An address without a user, password or query, any of which may hold a key."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"


def _post(endpoint: Endpoint, system: str, user: str) -> str:
    """One request. Raises NoAnswer for every way in which it gives no text."""
    body = {
        "model": endpoint.model,
        "temperature": 0,
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
    }
    headers = {"Content-Type": "application/json", "User-Agent": "crosswire"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    data = _send(endpoint.address(), json.dumps(body).encode(), headers, endpoint.timeout)
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise NoAnswer(f"not an answer of the chat protocol ({type(error).__name__})") from error
    if not isinstance(content, str):
        raise NoAnswer("an answer without text")
    return content


def _send(url: str, body: bytes, headers: dict[str, str], timeout: float) -> bytes:
    try:
        import httpx2
    except ImportError:
        return _urllib(url, body, headers, timeout)
    deadline = time.monotonic() + timeout
    try:
        with httpx2.stream(
            "POST", url, content=body, headers=headers, timeout=timeout, follow_redirects=False
        ) as reply:
            data = b""
            for chunk in reply.iter_bytes():
                data += chunk
                if len(data) > LARGEST or time.monotonic() > deadline:
                    raise NoAnswer("the answer is too long or too slow")
            if reply.status_code != 200:
                raise NoAnswer(f"status {reply.status_code}")
            return data
    except httpx2.HTTPError as error:
        raise NoAnswer(type(error).__name__) from error


def _urllib(url: str, body: bytes, headers: dict[str, str], timeout: float) -> bytes:
    from http.client import HTTPException
    from urllib.request import HTTPRedirectHandler, Request, build_opener

    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *_: Any, **__: Any) -> None:
            return None

    request = Request(url, data=body, headers=headers)  # noqa: S310 - only http(s): Endpoint.address checks it
    deadline, data = time.monotonic() + timeout, b""
    try:
        with build_opener(Stay).open(request, timeout=timeout) as reply:
            while chunk := reply.read1(65536):
                data += chunk
                if len(data) > LARGEST or time.monotonic() > deadline:
                    raise NoAnswer("the answer is too long or too slow")
    except (OSError, HTTPException) as error:
        raise NoAnswer(type(error).__name__) from error
    return data


def apply(brief: Brief, texts: dict[str, str]) -> Brief:
    """The brief with these texts beside its lines; the lines themselves, and what they rest on, stay as they were."""
    return replace(brief, rewritten=tuple(sorted(texts.items())))
