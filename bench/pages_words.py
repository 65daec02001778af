"""Invented sentences and the frame of a page, for ``pages_made.py``."""

# ruff: noqa: E501  (pages as they are written)

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

WHO = ["The mayor of Dorvik", "A ferry captain", "The harbour board", "Minister Ann Moe", "The weather office", "Farmer Jo Lund",
        "A school head in Maren", "The rail company Norbane", "The council of Maren", "Engineer Pia Holt", "A fisherman", "The union"]  # fmt: skip
_DID = ["said that", "told reporters that", "wrote in a note that", "confirmed on Tuesday that", "doubted whether", "announced that",
        "explained to the board how", "warned in a letter that", "recalled that", "denied in the afternoon that"]  # fmt: skip
_WHAT = ["the dam above the upper town", "the night ferry to Maren", "the market hall by the river", "the old railway bridge",
         "the water works in the valley", "the fish harbour", "the school behind the mill", "the coastal road", "the library roof",
         "the power line over the fjord", "the hospital's east wing", "the grain store"]  # fmt: skip
_HOW = ["would be repaired before the autumn storms", "had lost more money than anyone had expected", "needs new pumps and twelve workers",
        "was closed for the third time this year", "could carry twice as many people", "stood under half a metre of water",
        "had been inspected by two teams from the capital", "will be paid for by the region", "was built without a permit in 1961",
        "might reopen by the end of the month", "is watched day and night by volunteers", "was sold to a firm nobody knows"]  # fmt: skip
_WHY = ["because the rain did not stop for three days", "although the plan had been approved in March", "while the neighbours slept",
        "as the figures of the last quarter show", "after a vote that ended five to four", "despite the protest of the fishermen",
        "when the ice broke in the upper river", "so that the harvest could be brought in", "before the new law takes force",
        "even though nobody had asked for it", "according to a paper seen by this newspaper", "and no one was hurt"]  # fmt: skip
_RU = (["Мэр Дорвика", "Капитан парома", "Совет порта", "Министр Анна Мое", "Метеослужба", "Фермер", "Директор школы"],
       ["сообщил, что", "рассказал журналистам, что", "написал в записке, что", "подтвердил во вторник, что", "предупредил, что"],
       ["плотина над верхним городом", "ночной паром в Марен", "рынок у реки", "старый железный мост", "водозабор в долине", "библиотека"],
       ["будет отремонтирована до осенних штормов", "потеряла больше денег, чем ожидали", "закрыта в третий раз за год", "стояла под водой",
        "осмотрена двумя бригадами из столицы", "будет оплачена областью", "охраняется добровольцами днём и ночью"],
       ["потому что дождь шёл три дня подряд", "хотя план одобрили ещё в марте", "пока соседи спали", "как показывают данные за квартал",
        "после голосования со счётом пять к четырём", "несмотря на протест рыбаков", "и никто не пострадал"])  # fmt: skip
_AR = (["قال رئيس بلدية دورفيك", "أعلن مجلس الميناء", "أكدت الوزيرة آن مو", "ذكر مكتب الأرصاد", "أوضح المهندس"],
       ["إن", "أن", "للصحفيين إن", "في رسالة أن"],
       ["السد فوق المدينة العليا", "العبارة الليلية إلى مارين", "سوق النهر", "الجسر القديم", "محطة المياه في الوادي"],
       ["سوف يتم إصلاحه قبل عواصف الخريف", "فقد أموالا أكثر مما توقع أحد", "أغلق للمرة الثالثة هذا العام", "سيتم تمويله من المنطقة"],
       ["لأن المطر لم يتوقف لمدة ثلاثة أيام", "رغم الموافقة على الخطة في مارس", "بعد تصويت انتهى بخمسة مقابل أربعة", "ولم يصب أحد"])  # fmt: skip
_DE = (["Die Bürgermeisterin von Dorvik", "Der Kapitän der Fähre", "Der Hafenrat", "Das Wetteramt", "Die Ingenieurin"],
       ["sagte am Dienstag, dass", "schrieb in einem Brief, dass", "bestätigte, dass", "warnte davor, dass"],
       ["der Damm über der Oberstadt", "die Nachtfähre nach Maren", "die Markthalle am Fluss", "die alte Eisenbahnbrücke"],
       ["vor den Herbststürmen ausgebessert wird", "mehr Geld verloren hat als erwartet", "zum dritten Mal in diesem Jahr geschlossen ist",
        "Tag und Nacht von Freiwilligen bewacht wird"],
       ["weil der Regen drei Tage lang nicht aufhörte", "obwohl der Plan im März genehmigt wurde", "nach einer Abstimmung mit fünf zu vier",
        "und niemand verletzt wurde"])  # fmt: skip
_WORDS: Mapping[str, Sequence[Sequence[str]]] = {"en": (WHO, _DID, _WHAT, _HOW, _WHY), "ru": _RU, "ar": _AR, "de": _DE}


@dataclass(frozen=True, slots=True)
class Made:
    """A page, the text of its article, what may stand in an answer or not, and the encoding it is saved in."""

    html: str
    truth: Sequence[str]
    may: Sequence[str] = ()
    encoding: str = "utf-8"


class Writer:
    """Sentences and paragraphs that are all different, the same for one seed."""

    def __init__(self, seed: int, language: str = "en") -> None:
        self.random = random.Random(seed)
        self.words = _WORDS[language]
        self.number = 0

    def sentence(self) -> str:
        """One sentence with a figure of its own, so that no two are equal."""
        self.number += 1
        parts = [self.random.choice(words) for words in self.words]
        return (
            f"{' '.join(parts)} ({self.random.randint(2, 990)}, {self.number})."
            if self.number % 2 == 0
            else f"{' '.join(parts)}."
        )

    def paragraph(self, count: int = 3) -> str:
        """A paragraph of ``count`` sentences."""
        return " ".join(self.sentence() for _ in range(count))

    def text(self, count: int, each: int = 3) -> list[str]:
        """``count`` paragraphs."""
        return [self.paragraph(each) for _ in range(count)]


def paragraphs(lines: Sequence[str], tag: str = "p", **attributes: str) -> str:
    """Each line in an element."""
    named = "".join(f' {name.rstrip("_").replace("_", "-")}="{value}"' for name, value in attributes.items())
    return "".join(f"<{tag}{named}>{escape(line, quote=False)}</{tag}>\n" for line in lines)


NAV = ("<header class='site-header'><a href='/'>The Harbour Post</a><nav><ul>" + "".join(f"<li><a href='/{n}'>{n.title()}</a></li>" for n in
       ["home", "world", "region", "money", "sport", "weather", "letters"]) + "</ul></nav></header>")  # fmt: skip
FOOT = ("<footer><p>© 2031 The Harbour Post. All rights reserved. The Harbour Post is a member of the press council of Norland and keeps to "
        "its code. <a href='/imprint'>Imprint</a> <a href='/privacy'>Privacy</a></p></footer>")  # fmt: skip


def page(
    body: str,
    *,
    title: str = "Dam above Dorvik is to be repaired",
    head: str = "",
    lang: str = "en",
    nav: str = NAV,
    foot: str = FOOT,
) -> str:
    """A whole page around a body."""
    return (f"<!DOCTYPE html><html lang='{lang}'><head><meta charset='utf-8'><title>{title} | The Harbour Post</title>{head}</head>"
            f"<body>{nav}{body}{foot}</body></html>")  # fmt: skip


def teasers(writer: Writer, count: int, *, name: str = "item", linked: bool = False) -> str:
    """Boxes of a linked headline and a sentence, which is linked too or not."""
    found = []
    for _ in range(count):
        head, text = writer.sentence()[:70], writer.sentence()
        words = f"<a href='/x'>{text}</a>" if linked else text
        found.append(f"<div class='{name}'><h3><a href='/a{writer.number}'>{head}</a></h3><p>{words}</p></div>")
    return "".join(found)
