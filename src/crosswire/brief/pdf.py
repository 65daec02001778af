"""A brief's page as PDF, by WeasyPrint (the extra ``pdf``), without a network.

reads HTML → writes PDF
"""

from crosswire.base.errors import RunFailed

MISSING = (
    "PDF needs WeasyPrint and the library Pango: pip install 'crosswire[pdf]' and, on Debian, apt install "
    "libpango-1.0-0 libpangoft2-1.0-0; or print brief.html from a browser ({error})"
)


def pdf(page: str) -> bytes:
    """The page as a tagged PDF. Raises RunFailed where WeasyPrint or Pango is missing; an address in the page is never
    fetched."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        raise RunFailed("no-pdf", MISSING.format(error=error)) from error

    made = HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=[])).write_pdf(pdf_tags=True)
    return bytes(made or b"")
