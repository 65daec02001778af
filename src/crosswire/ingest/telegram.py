"""Telegram Desktop's export as JSON (result.json): of one channel or chat, or of an account with many.

reads nothing of Crosswire's; a helper of :mod:`crosswire.ingest.objects`. Each message with words is a report of kind
post: its text with its links, its time in UTC, its channel and, for a public channel, its address. What was forwarded
says so in its first line, so that the chain can be read. A private chat has no outlet but its name.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crosswire.ingest import moments
from crosswire.ingest.place import Entries, Place
from crosswire.model.report import Given, Received

METHOD = "telegram/2"
FORWARDED = "Forwarded from"
_KINDS = re.compile(r"(?:public|private)_(?:channel|supergroup|group)|personal_chat|bot_chat|saved_messages")
_HANDLE = re.compile(r"[A-Za-z]\w{3,31}\Z")
Link = tuple[int, int, str]


def looks(found: Any) -> bool:
    """Whether JSON is such an export: a chat with messages, or an account with chats."""
    if not isinstance(found, Mapping):
        return False
    if isinstance(found.get("messages"), list):
        return bool(_KINDS.fullmatch(str(found.get("type")))) or any(
            isinstance(each, Mapping) and {"id", "date", "text"} <= set(each) for each in found["messages"][:50]
        )
    return isinstance(found.get("chats"), Mapping) and isinstance(found["chats"].get("list"), list)


def read(found: Any, place: Place) -> Entries:
    """Each message with words, in the order of the export; service messages ("joined the channel") say nothing."""
    if "messages" not in found:
        for chat in found["chats"]["list"]:
            if looks(chat) and isinstance(chat.get("messages"), list):
                yield from read(chat, place)
        return
    count = 0
    for message in found["messages"]:
        if not isinstance(message, Mapping) or message.get("type", "message") != "message":
            continue
        text, links = _text(message.get("text_entities") or message.get("text"))
        if not text.strip():
            continue  # a picture without words
        count += 1
        yield _post(message, text, links, found, place)
    if not count:
        yield place.issue("no-text", "no message of this export has words.")


def _post(
    message: Mapping[str, Any], text: str, links: tuple[Link, ...], chat: Mapping[str, Any], place: Place
) -> Received:
    source = next((message[key] for key in ("forwarded_from", "saved_from") if isinstance(message.get(key), str)), None)
    if source:
        head = f"{FORWARDED} {source}:\n"
        text, links = head + text, tuple((start + len(head), end + len(head), url) for start, end, url in links)
    channel = chat.get("name") if isinstance(chat.get("name"), str) else None
    sender = message.get("author") or message.get("from")
    own = Given(
        outlet=channel or (sender if isinstance(sender, str) else None),
        url=_address(chat, message),
        published=_when(message, "date"),
        updated=_when(message, "edited"),
        author=sender if isinstance(sender, str) and sender != channel else None,
    )
    single = {key: value for key, value in chat.items() if key != "messages"} | {"messages": [message]}
    raw = json.dumps(single, ensure_ascii=False).encode("utf-8", "surrogatepass")
    found = place.received(text, own, raw=raw, label=f"message-{_number(message)}", kind="post")
    return replace(found, links=links)


def _number(message: Mapping[str, Any]) -> str:
    found = message.get("id")
    return str(found) if isinstance(found, int) else "0"


def _when(message: Mapping[str, Any], key: str) -> str | None:
    """The moment in UTC: the export's own string is in the zone of the computer that wrote it, unsaid."""
    stamp = message.get(f"{key}_unixtime")
    return moments.iso(stamp if isinstance(stamp, str | int) else None) or moments.iso(message.get(key))


def _address(chat: Mapping[str, Any], message: Mapping[str, Any]) -> str | None:
    """The address of a public channel's message. The export gives the name of a channel and not its handle; a handle
    stands there only where a program has added it."""
    handle = chat.get("username")
    if isinstance(handle, str) and _HANDLE.match(handle.removeprefix("@")) and isinstance(message.get("id"), int):
        return f"https://t.me/{handle.removeprefix('@')}/{message['id']}"
    return None


def _text(value: Any) -> tuple[str, tuple[Link, ...]]:
    """The words of a message and where they lead: a string, or pieces of which some are marked (bold, a link with its
    words)."""
    if isinstance(value, str):
        return value, ()
    text, links = "", []
    for piece in value if isinstance(value, list) else ():
        words, address = _piece(piece)
        if address:
            links.append((len(text), len(text) + len(words), address))
        text += words
    return text, tuple(links)


def _piece(piece: Any) -> tuple[str, str | None]:
    if isinstance(piece, str):
        return piece, None
    words = piece.get("text") if isinstance(piece, Mapping) else None
    if not isinstance(words, str):
        return "", None
    address = piece.get("href")
    return words, address if isinstance(address, str) and address.startswith(("https://", "http://")) else None
