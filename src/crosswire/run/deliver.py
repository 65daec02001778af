"""Hands one alert to one receiver: standard output, a file, a webhook, mail. ItemFailed: it was not taken."""

import json
import os
import smtplib
import ssl
import sys
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from crosswire.base.errors import ItemFailed
from crosswire.run.rules import Receiver

LONGEST = 20.0
"""Seconds that a receiver has to accept an alert."""


def deliver(receiver: Receiver, alert: Mapping[str, Any], *, allow_private: bool = False) -> None:
    """Hand an alert over. It returns when the receiver has accepted."""
    if receiver.kind == "stdout":
        sys.stdout.write(line(alert))
        sys.stdout.flush()
    elif receiver.kind == "file":
        _append(Path(receiver.settings["path"]), line(alert))
    elif receiver.kind == "webhook":
        _post(str(receiver.settings["url"]), line(alert).encode(), allow_private=allow_private)
    else:
        _mail(receiver.settings, alert)


def line(alert: Mapping[str, Any]) -> str:
    """An alert as one line of JSON."""
    return json.dumps(alert, ensure_ascii=False) + "\n"


def worded(alert: Mapping[str, Any]) -> str:
    """An alert for a person: what changed, and the words it rests on with where they stand."""
    heads = [f"{one['kind']}: {one['before'] or 'nothing'} → {one['after'] or '–'}" for one in alert["changes"]]
    lines = [alert["alert"], *heads, f"story: {alert['title'] or alert['story'] or '–'}", ""]
    for one in alert["evidence"]:
        where = one.get("url") or f"{one.get('name') or one['report']}, {one['start']}–{one['end']}"
        lines.append(f"“{one['exact']}”\n  {one.get('outlet') or 'outlet not known'}: {where}")
    lines += ["", f"change {alert['sequence']} of {alert['at']}, about {alert['subject']}"]
    return "\n".join(lines) + "\n"


def _append(path: Path, text: str) -> None:
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise ItemFailed("not-written", f"{path}: {error.strerror or error}") from error


def _post(url: str, body: bytes, *, allow_private: bool) -> None:
    """POST to an address that may be asked; a redirect is not followed: the receiver is who the rules name."""
    import httpcore2

    from crosswire.ingest import addresses, fetch_links
    from crosswire.ingest.fetch_rules import host_header
    from crosswire.ingest.fetch_wire import Limits, exchange

    headers = {
        "host": host_header(url),
        "user-agent": "Crosswire",
        "content-type": "application/json; charset=utf-8",
        "content-length": str(len(body)),
        "connection": "close",
    }
    if fetch_links.host(url) == "":
        raise ItemFailed("not-a-web-address", f"{url} is no address of the web")
    answered = exchange(
        url,
        headers=headers,
        limits=Limits(total=LONGEST),
        resolver=addresses.resolve,
        tls=httpcore2.default_ssl_context(),
        allow_private=allow_private,
        stopped=lambda: False,
        post=body,
    )
    if not 200 <= answered.status < 300:
        raise ItemFailed("refused", f"{url} answers {answered.status}")


def _mail(settings: Mapping[str, Any], alert: Mapping[str, Any]) -> None:
    message = EmailMessage()
    message["From"] = settings["from"]
    to = settings["to"]
    message["To"] = to if isinstance(to, str) else ", ".join(to)
    message["Subject"] = " ".join(f"{alert['alert']}: {alert['title'] or alert['subject']}".split())[:150]
    message["X-Crosswire-Change"] = str(alert["sequence"])
    message.set_content(worded(alert))
    security, host = settings.get("security", "starttls"), settings["host"]
    port = int(settings.get("port", 465 if security == "tls" else 587 if security == "starttls" else 25))
    trusted = ssl.create_default_context()
    try:
        with (
            smtplib.SMTP_SSL(host, port, timeout=LONGEST, context=trusted)
            if security == "tls"
            else smtplib.SMTP(host, port, timeout=LONGEST)
        ) as server:
            if security == "starttls":
                server.starttls(context=trusted)
            if "user" in settings:
                server.login(settings["user"], os.environ.get(settings.get("password_from", ""), ""))
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise ItemFailed("refused", f"{host}:{port}: {error}") from error
