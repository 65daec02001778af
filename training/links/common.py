"""Makes data/common.toml: in how many of a thousand news texts each common stem stands.

    PYTHONPATH=src python training/links/common.py ../shared/data > src/crosswire/data/common.toml

Only counts of words leave this script. Names stand in it like other words.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from crosswire.stories import words


def texts(data: Path) -> Iterator[str]:
    csv.field_size_limit(10**8)
    for row in json.loads((data / "ukraine/gdelt_fulltext_447.json").read_text(encoding="utf-8")):
        yield next((str(v) for v in sorted((str(x) for x in row.values()), key=len, reverse=True)), "")
    for path in sorted((data / "fakes").rglob("*.csv")):
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            for line in csv.DictReader(file):
                yield max((str(v or "") for v in line.values()), key=len)
    for path in sorted((data / "wikiref220").glob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")


def main() -> None:
    seen: Counter[str] = Counter()
    total = 0
    for text in texts(Path(sys.argv[1])):
        found = set(words.stems(words.tokens(text[:20000])))
        if len(found) > 20:
            total += 1
            seen.update(found)
    by_count = defaultdict(list)
    for word, count in seen.items():
        per_thousand = round(1000 * count / total)
        if per_thousand >= 5 and word.isascii():
            by_count[per_thousand].append(word)
    lines = [f"{count} {' '.join(sorted(by_count[count]))}" for count in sorted(by_count, reverse=True)]
    print("# Made by training/links/common.py: how many of 1,000 news texts have each common stem.")
    print('frequency = """\n' + "\n".join(lines) + '\n"""')
    print(total, len(seen), sum(map(len, by_count.values())), file=sys.stderr)


main()
