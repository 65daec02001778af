"""Fits the model of crosswire.stories.linking on ECB+ and writes data/stories.toml; prints B3 by topic-wise folds.

    PYTHONPATH=src python training/links/stories.py ../shared/data > src/crosswire/data/stories.toml

Pairs come from whole batches, from batches of a few topics, and from texts cut to their first sentences, so that short
items and small batches are scored like long ones and large ones. Needs scikit-learn.
"""

import json
import random
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from crosswire.evaluate import stories as task
from crosswire.stories import linking
from crosswire.stories.average import average_link
from crosswire.stories.features import FEATURES, Text

HALF_DAY = 4.0
HALF_TOLD = 3.0
"""Set by hand: the days between two items, and between the days they tell of, that halve their score."""
THRESHOLD = 0.52


def sample(documents, sizes, seed, lines=None, part=1.0):
    """Some documents of each event, cut to their first ``lines`` sentences."""
    rng = random.Random(seed)
    events = {}
    for document in documents:
        events.setdefault(document.event, []).append(document)
    out = []
    for event in sorted(events):
        if rng.random() > part:
            continue
        listed = events[event][:]
        rng.shuffle(listed)
        out += listed[: rng.choice(sizes)]
    if lines:
        out = [task.Document(d.topic, d.event, Text(d.text.id, "", d.text.sentences[:lines])) for d in out]
    return out


def batches(documents):
    """Batches of every density: all of it, few of each event, few events, long texts and single sentences."""
    every = (99,)
    return (
        documents,
        sample(documents, every, 0, 3),
        sample(documents, (3,), 1),
        sample(documents, (1, 2, 3), 2),
        sample(documents, (5,), 3),
        sample(documents, (3,), 4, 2),
        sample(documents, (1, 2, 3), 5, 1),
        sample(documents, every, 6, None, 0.25),
        sample(documents, (1, 2, 3, 6), 7, 4, 0.5),
        sample(documents, (1, 1, 2), 8, 3),
    )


def collect(batch):
    """Features with their products with the crowd, labels and topics of the pairs of one batch."""
    linker = linking.Linker([d.text for d in batch])
    pairs = set(linker.pairs())
    for i, left in enumerate(batch):
        pairs |= {(i, j) for j in range(i + 1, len(batch)) if batch[j].topic == left.topic}
    listed = sorted(pairs)
    rows = []
    for i, j in listed:
        row, crowd = linker.space.features(i, j), linker.space.crowd(i, j)
        rows.append(np.concatenate([row, [crowd], row * crowd]))
    labels = np.array([batch[i].event == batch[j].event for i, j in listed])
    topics = np.array([(batch[i].topic, batch[j].topic) for i, j in listed])
    return np.array(rows), labels, topics


def fit(parts, held):
    """The model fitted on pairs of topics that are not held out; every batch weighs the same."""
    rows, labels, weights = [], [], []
    for x, y, t in parts:
        within = t[:, 0] == t[:, 1]
        chosen = ~np.isin(t, list(held)).any(axis=1) & (within | (np.random.default_rng(3).random(len(y)) < 0.25))
        rows.append(x[chosen])
        labels.append(y[chosen])
        weights.append(np.full(chosen.sum(), 3000 / max(1, chosen.sum())))
    scaler = StandardScaler().fit(np.concatenate(rows))
    fitted = LogisticRegression(C=float(sys.argv[2]) if len(sys.argv) > 2 else 0.02, max_iter=5000)
    fitted.fit(scaler.transform(np.concatenate(rows)), np.concatenate(labels), sample_weight=np.concatenate(weights))
    raw = fitted.coef_[0] / scaler.scale_
    size = len(FEATURES)
    intercept = float(fitted.intercept_[0] - raw @ scaler.mean_)
    return linking.Model(raw[:size], intercept, raw[size + 1 :], float(raw[size]), HALF_DAY, HALF_TOLD, THRESHOLD)


def folds(documents, parts):
    """Threshold to mean B3 of five parts of the topics, each grouped by a model that has not seen them."""
    topics = sorted({d.topic for d in documents}, key=int)
    random.Random(7).shuffle(topics)
    found = {}
    for fold in range(5):
        held = set(topics[fold::5])
        fitted = fit(parts, held)
        linking.model = lambda fitted=fitted: fitted
        test = [d for d in documents if d.topic in held]
        scored = linking.Linker([d.text for d in test]).scored()
        for threshold in (0.4, 0.45, 0.5, 0.55, 0.6):
            groups = average_link(len(test), scored, threshold=threshold)
            found.setdefault(threshold, []).append(task.b_cubed([d.event for d in test], groups))
    return {threshold: np.round(np.mean(values, axis=0), 4) for threshold, values in found.items()}


def main() -> None:
    documents = task.read(Path(sys.argv[1]))
    parts = [collect(batch) for batch in batches(documents)]
    print("B3 of five parts of the topics, each held out, by threshold:", folds(documents, parts), file=sys.stderr)
    fitted = fit(parts, set())
    print("# Made by training/links/stories.py on ECB+; see docs/models/links.md.")
    for name, value in (
        ("features", list(FEATURES)),
        ("weights", [round(float(v), 4) for v in fitted.weights]),
        ("intercept", round(fitted.intercept, 4)),
        ("crowd_weights", [round(float(v), 4) for v in fitted.crowd_weights]),
        ("crowd_intercept", round(fitted.crowd_intercept, 4)),
        ("half_day", HALF_DAY),
        ("half_told", HALF_TOLD),
        ("threshold", THRESHOLD),
    ):
        print(f"{name} = {json.dumps(value)}")


main()
