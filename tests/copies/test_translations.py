"""Two invented articles in English, German, French, Spanish and Polish: each language finds the others, and nothing
else; the same event elsewhere with other numbers and names is no translation."""

from itertools import combinations

import pytest
from tests.copies.conftest import build

from crosswire.copies import lineage
from crosswire.model.account import Reading

FIRE = {
    "en": (
        "A fire in the port of Almenara killed 7 people and injured 43 on Tuesday, the regional government "
        "said. "
        "More than 300 firefighters fought the flames for 11 hours, according to fire chief Ramon Vidal. "
        "The blaze began at 2:40 a.m. in a warehouse of the company Norlux that held 1,200 tonnes of "
        "fertiliser. “We warned the ministry twice in 2021,” said the mayor, Elena Brandt. "
        "Prosecutor Tomas Herrera opened an investigation and 2 managers of Norlux were detained. "
        "Trains to Castellar will stop until Friday. "
    ),
    "de": (
        "Bei einem Brand im Hafen von Almenara sind am Dienstag 7 Menschen ums Leben gekommen und 43 "
        "verletzt worden, teilte die Regionalregierung mit. "
        "Mehr als 300 Feuerwehrleute bekämpften die Flammen 11 Stunden lang, so Feuerwehrchef Ramon Vidal. "
        "Das Feuer brach um 2.40 Uhr in einer Lagerhalle der Firma Norlux aus, in der 1.200 Tonnen Dünger "
        "lagerten. „Wir haben das Ministerium 2021 zweimal gewarnt“, sagte Bürgermeisterin Elena Brandt. "
        "Staatsanwalt Tomas Herrera leitete Ermittlungen ein, 2 Manager von Norlux wurden festgenommen. "
        "Züge nach Castellar fallen bis Freitag aus. "
    ),
    "fr": (
        "Un incendie dans le port d'Almenara a fait 7 morts et 43 blessés mardi, a annoncé le gouvernement "
        "régional. "
        "Plus de 300 pompiers ont lutté contre les flammes pendant 11 heures, selon le chef des pompiers "
        "Ramon Vidal. "
        "Le feu a pris à 2h40 dans un entrepôt de la société Norlux où étaient stockées 1 200 tonnes "
        "d'engrais. « Nous avions averti le ministère deux fois en 2021 », a déclaré la maire, Elena Brandt. "
        "Le procureur Tomas Herrera a ouvert une enquête et 2 dirigeants de Norlux ont été arrêtés. "
        "Les trains vers Castellar sont suspendus jusqu'à vendredi. "
    ),
    "es": (
        "Un incendio en el puerto de Almenara dejó el martes 7 muertos y 43 heridos, informó el gobierno "
        "regional. "
        "Más de 300 bomberos combatieron las llamas durante 11 horas, según el jefe de bomberos Ramón Vidal. "
        "El fuego comenzó a las 2:40 en un almacén de la empresa Norlux que guardaba 1.200 toneladas de "
        "fertilizante. «Advertimos al ministerio dos veces en 2021», dijo la alcaldesa, Elena Brandt. "
        "El fiscal Tomás Herrera abrió una investigación y 2 directivos de Norlux fueron detenidos. "
        "Los trenes a Castellar estarán suspendidos hasta el viernes. "
    ),
    "pl": (
        "W pożarze w porcie Almenara zginęło we wtorek 7 osób, a 43 zostały ranne, podały władze regionu. "
        "Ponad 300 strażaków walczyło z ogniem przez 11 godzin, powiedział komendant Ramon Vidal. "
        "Pożar wybuchł o 2:40 w magazynie firmy Norlux, w którym znajdowało się 1200 ton nawozów. "
        "„Dwukrotnie ostrzegaliśmy ministerstwo w 2021 roku”, powiedziała burmistrz Elena Brandt. "
        "Prokurator Tomas Herrera wszczął śledztwo, zatrzymano 2 menedżerów Norlux. "
        "Pociągi do Castellar nie będą kursować do piątku. "
    ),
}
VOTE = {
    "en": (
        "The parliament of Varnia voted 61 to 48 on Thursday for a law that cuts the working week to 36 "
        "hours. "
        "Prime Minister Jana Kovac called the vote a victory for 2 million workers. "
        "Opposition leader Piet Mertens said the plan would cost companies 850 million euros a year. "
        "Unions had threatened a strike on 14 March. "
        "The law takes effect in January 2027, labour minister Lucia Ferro said. "
        "A poll by the institute Demos found that 58 percent support it. "
    ),
    "de": (
        "Das Parlament von Varnia hat am Donnerstag mit 61 zu 48 Stimmen ein Gesetz beschlossen, das die "
        "Arbeitswoche auf 36 Stunden verkürzt. "
        "Ministerpräsidentin Jana Kovac nannte die Abstimmung einen Sieg für 2 Millionen Arbeiter. "
        "Oppositionsführer Piet Mertens sagte, der Plan koste die Unternehmen 850 Millionen Euro im Jahr. "
        "Die Gewerkschaften hatten für den 14. "
        "März mit Streik gedroht. "
        "Das Gesetz tritt im Januar 2027 in Kraft, sagte Arbeitsministerin Lucia Ferro. "
        "Laut einer Umfrage des Instituts Demos sind 58 Prozent dafür. "
    ),
    "fr": (
        "Le parlement de Varnia a adopté jeudi par 61 voix contre 48 une loi qui réduit la semaine de "
        "travail à 36 heures. "
        "La Première ministre Jana Kovac a parlé d'une victoire pour 2 millions de salariés. "
        "Le chef de l'opposition Piet Mertens a affirmé que le projet coûterait 850 millions d'euros par an "
        "aux entreprises. "
        "Les syndicats avaient menacé de faire grève le 14 mars. "
        "La loi entrera en vigueur en janvier 2027, a précisé la ministre du Travail Lucia Ferro. "
        "Selon un sondage de l'institut Demos, 58 % y sont favorables. "
    ),
    "es": (
        "El parlamento de Varnia aprobó el jueves por 61 votos contra 48 una ley que reduce la semana "
        "laboral a 36 horas. "
        "La primera ministra Jana Kovac lo llamó una victoria para 2 millones de trabajadores. "
        "El líder opositor Piet Mertens dijo que el plan costará a las empresas 850 millones de euros al año. "
        "Los sindicatos habían amenazado con una huelga el 14 de marzo. "
        "La ley entra en vigor en enero de 2027, dijo la ministra de Trabajo Lucia Ferro. "
        "Según una encuesta del instituto Demos, el 58 por ciento la apoya. "
    ),
    "pl": (
        "Parlament Varnii przyjął w czwartek 61 głosami do 48 ustawę, która skraca tydzień pracy do 36 "
        "godzin. "
        "Premier Jana Kovac nazwała głosowanie zwycięstwem 2 milionów pracowników. "
        "Lider opozycji Piet Mertens powiedział, że plan będzie kosztował firmy 850 milionów euro rocznie. "
        "Związki zawodowe groziły strajkiem 14 marca. "
        "Ustawa wejdzie w życie w styczniu 2027, powiedziała minister pracy Lucia Ferro. "
        "Według sondażu instytutu Demos 58 procent ją popiera. "
    ),
}
ELSEWHERE = {"Almenara": "Portolago", "Norlux": "Teknova", "Vidal": "Ferrer", "Brandt": "Soto", "Herrera": "Molina"}
OTHER_NUMBERS = {"7 people": "9 people", "43": "12", "300": "90", "1,200": "800"}


def readings() -> list[Reading]:
    return [
        build(f"{name}-{language}", text.strip(), language=language, date="2026-03-05")
        for name, texts in (("fire", FIRE), ("vote", VOTE))
        for language, text in texts.items()
    ]


def test_every_language_finds_the_others_and_nothing_else() -> None:
    listed = readings()
    name = {reading.report.id: reading.report.name for reading in listed}
    found = {frozenset((name[link.source], name[link.target])) for link in lineage.link(listed)}
    expected = {frozenset((f"{n}-{a}", f"{n}-{b}")) for n in ("fire", "vote") for a, b in combinations(FIRE, 2)}
    assert found == expected


@pytest.mark.parametrize("language", ["de", "fr", "es", "pl"])
def test_an_event_of_the_same_kind_elsewhere_is_no_translation(language: str) -> None:
    other = FIRE["en"]
    for old, new in (ELSEWHERE | OTHER_NUMBERS).items():
        other = other.replace(old, new)
    left = build("fire", FIRE[language].strip(), language=language, date="2026-03-05")
    assert lineage.link([left, build("elsewhere", other.strip(), language="en", date="2026-03-08")]) == ()
