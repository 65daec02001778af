"""Fits the two models of crosswire.copies.paraphrase: MSRP's training part (research use), STS headlines 2013 and 2014.

    PYTHONPATH=src python training/links/pairs.py ../shared/data > src/crosswire/data/pairs.toml

Needs scikit-learn. Regularisation is chosen by cross-validation inside the training parts.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegressionCV, RidgeCV
from sklearn.preprocessing import StandardScaler

from crosswire.copies import paraphrase
from crosswire.evaluate import headlines
from crosswire.evaluate import paraphrase as task


def raw(weights, intercept, scaler):
    plain = weights / scaler.scale_
    return plain, float(intercept - plain @ scaler.mean_)


def main() -> None:
    data = Path(sys.argv[1])
    labels, left, right = task.read(data / "msrp" / "msr-para-train.tsv")
    rows = paraphrase.expand(paraphrase.features(left, right))
    scaler = StandardScaler().fit(rows)
    chosen = LogisticRegressionCV(Cs=np.logspace(-4, 0, 9), cv=5, max_iter=3000).fit(scaler.transform(rows), labels)
    same = raw(chosen.coef_[0], chosen.intercept_[0], scaler)
    print("paraphrase C", chosen.C_, "cv", chosen.scores_[1].mean(axis=0).max(), file=sys.stderr)
    gold, left, right = headlines.read(data, ("2013", "2014"))
    rows = paraphrase.expand(paraphrase.features(left, right))
    scaler = StandardScaler().fit(rows)
    ridge = RidgeCV(alphas=np.logspace(0, 4, 13)).fit(scaler.transform(rows), gold)
    print("headlines alpha", ridge.alpha_, file=sys.stderr)
    like = raw(ridge.coef_, ridge.intercept_, scaler)
    print("# Made by training/links/pairs.py; the first model is fitted on MSRP, a research set: docs/models/links.md.")
    print(f"features = {json.dumps(list(paraphrase.FEATURES))}")
    for name, (weights, intercept) in (("paraphrase", same), ("headlines", like)):
        print(f"\n[{name}]\nweights = {json.dumps([round(float(w), 5) for w in weights])}")
        print(f"intercept = {round(intercept, 5)}")


main()
