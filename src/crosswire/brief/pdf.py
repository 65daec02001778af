"""A brief's page as PDF, by WeasyPrint (the extra ``pdf``), without a network and within a time limit.

reads HTML → writes PDF. As a program (``python -m crosswire.brief.pdf``) it turns a page on standard input into a PDF
on standard output: laying out pages cannot be interrupted, so it runs in a process that can be ended.
"""

import subprocess
import sys

from crosswire.base.errors import RunFailed

LIMIT_S = 300.0
"""Seconds that a PDF may take; a brief of 23 pages takes 2 to 3."""
MISSING = (
    "PDF needs WeasyPrint and the library Pango: pip install 'crosswire[pdf]' and, on Debian, apt install "
    "libpango-1.0-0 libpangoft2-1.0-0; or print brief.html from a browser ({error})"
)
SLOW = (
    "the PDF was not ready after {limit:g} seconds and was given up; make the brief shorter (--length short, --day), "
    "or print brief.html from a browser"
)
FAILED = "WeasyPrint could not lay out the page ({error}); print brief.html from a browser"


def pdf(page: str, *, limit: float = LIMIT_S) -> bytes:
    """The page as a tagged PDF; an address in the page is never fetched. Raises RunFailed where WeasyPrint or Pango is
    missing, where it fails, and where it takes longer than ``limit`` seconds."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        raise RunFailed("no-pdf", MISSING.format(error=error)) from error
    # -P: a file of the folder it is called in must not stand in for a module.
    command = [sys.executable, "-P", "-m", "crosswire.brief.pdf"]
    try:
        done = subprocess.run(command, input=page.encode("utf-8", "replace"), capture_output=True, timeout=limit)
    except subprocess.TimeoutExpired as error:
        raise RunFailed("pdf-slow", SLOW.format(limit=limit)) from error
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RunFailed("pdf-failed", FAILED.format(error=said[-1] if said else f"exit code {done.returncode}"))
    return done.stdout


def main() -> None:
    """Standard input to standard output."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    page = sys.stdin.buffer.read().decode("utf-8")
    made = HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=[])).write_pdf(pdf_tags=True)
    sys.stdout.buffer.write(bytes(made or b""))


if __name__ == "__main__":
    main()
