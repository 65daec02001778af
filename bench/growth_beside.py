"""What a user would take instead, on the same stream: datasketch, TF-IDF with agglomerative clustering, BERTopic.

Each is left out, with the reason, where it is not installed or where its matrix would not fit the memory at hand.
"""

import os
import time
from collections import defaultdict
from typing import Any

import growth
import numpy as np
import stream_made
from stream_made import Made

from crosswire.copies.units import fold
from crosswire.language import vectors

BERTOPIC = 20_000
"""Reports up to which BERTopic is run: above, its reduction alone takes longer than our whole pass."""


def measure(pool: list[str], sizes: list[int]) -> list[dict[str, Any]]:
    """A row for each of the three at each size."""
    rows = []
    for size in sizes:
        made = list(stream_made.stream(pool, size))
        for name, run in (("datasketch", datasketch), ("TF-IDF, agglomerative", agglomerative), ("BERTopic", bertopic)):
            rows.append({"name": name, "reports": size, **_tried(run, made)})
            print(rows[-1], flush=True)
    return rows


def _tried(run: Any, made: list[Made]) -> dict[str, Any]:
    before, start = growth.resident(), time.process_time()
    try:
        found = run(made)
    except ImportError as error:
        return {"left_out": f"not installed: {error.name}"}
    if "left_out" in found:
        return found
    spent, held = time.process_time() - start, growth.resident() - before
    return {"total_ms": round(1000 * spent / len(made), 3), "bytes_per_report": round(held / len(made)), **found}


def datasketch(made: list[Made]) -> dict[str, Any]:
    """MinHash of word triples, 128 permutations, LSH at a likeness of 0.5; links to whatever it returns."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=128)
    links = right = found = planted = 0
    for one in made:
        words = fold(one.text).split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[i : i + 3]).encode() for i in range(max(1, len(words) - 2))])
        near = [made[int(key)].family == one.family for key in index.query(sketch)]
        links, right = links + len(near), right + sum(near)
        planted += one.family != one.number
        found += any(near) and one.family != one.number
        index.insert(str(one.number), sketch)
    return {"copy_precision": right / max(1, links), "copy_recall": found / max(1, planted)}


def agglomerative(made: list[Made]) -> dict[str, Any]:
    """TF-IDF, average link, cosine distance 0.7: all pairs at once."""
    need = 24 * len(made) ** 2  # the product of the rows, one less it, and the copy that the clustering makes
    if need > 0.4 * os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"):
        return {"left_out": f"its matrix of distances needs {need / 2**30:.0f} GiB"}
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform([one.text for one in made])
    near = np.asarray(1 - (rows @ rows.T).toarray())
    model = AgglomerativeClustering(None, metric="precomputed", linkage="average", distance_threshold=0.7)
    return {"b3": _b_cubed(made, model.fit_predict(near))}


def bertopic(made: list[Made]) -> dict[str, Any]:
    """BERTopic over the static vectors shipped here (its own encoder has to be downloaded), topics of two or more."""
    if len(made) > BERTOPIC:
        return {"left_out": f"run up to {BERTOPIC} reports only"}
    from bertopic import BERTopic

    texts = [one.text for one in made]
    topics, _ = BERTopic(min_topic_size=2, calculate_probabilities=False).fit_transform(texts, vectors.embed(texts))
    alone = [topic if topic >= 0 else -2 - number for number, topic in enumerate(topics)]
    return {"b3": _b_cubed(made, alone)}


def _b_cubed(made: list[Made], groups: Any) -> float:
    from crosswire.evaluate.stories import b_cubed

    listed: dict[int, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        listed[int(group)].append(place)
    return round(b_cubed([str(one.event) for one in made], list(listed.values()))[2], 4)
