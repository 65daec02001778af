"""Invented pages that tests of extraction share."""

DAM = "The Maren dam burst near Dorvik on Monday night, the mayor said. Two people were hurt and taken to hospital."
FERRY = "The strike of ferry crews went into its second week on Tuesday. The line said that it would talk to the crews."
RAIN = "Heavy rain had fallen on the hills above the town for three days, the weather office in Dorvik said on Tuesday."
SCHOOL = "Schools in the lower town stay closed until Friday, and the ferry line runs buses instead, the council said."
TEXT = (DAM, FERRY, RAIN, SCHOOL)


def paragraphs(*lines: str) -> str:
    """The lines as paragraphs of a page."""
    return "".join(f"<p>{line}</p>" for line in lines or TEXT)


def article(inside: str = "", *, head: str = "", after: str = "", title: str = "Dam bursts near Dorvik") -> str:
    """A page with an article of four paragraphs, ``inside`` before the last one, ``after`` below the article."""
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title} | The Harbour Post</title>{head}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
        f"<main><article><h1>{title}</h1>{paragraphs(*TEXT[:3])}{inside}{paragraphs(TEXT[3])}</article>{after}</main>"
        "<footer><p>© The Harbour Post</p></footer></body></html>"
    )
