"""Train the reader: ``python training/reader/train.py --data ../shared/data --out DIR``.

Writes ``DIR/reader.pt`` (averaged weights) after each epoch and prints the scores on the measuring sets. See
``training/README.md``.
"""

import argparse
import os
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import torch
from examples import Example, examples, person_pool, place_pool, pools
from network import HEADS, TAGS, WIDTH, Reader
from records import Document
from sets import given_names, training
from silver import relabelled
from torch import Tensor
from vectors import weights_folder

from crosswire.evaluate import attribution, entities
from crosswire.language.chain import Chain
from crosswire.language.encoder import tag, tag_with
from crosswire.language.windows import SPECIAL
from crosswire.model.reading import Tag

# How often a set is read in an epoch; others once.
PASSES = {"GUM": 2.0, "wikigold": 2.0, "re3d": 2.0, "wnut": 0.5, "GeoVirus": 0.5, "silver": 0.5}
PIECES = 3072  # in a batch, padding included


def batches(pool: list[Example], chance: random.Random) -> list[list[Example]]:
    """Examples of one head and like length together, in random order."""
    out = []
    for head in HEADS:
        own = sorted((e for e in pool if e.head == head), key=lambda e: len(e.ids) + chance.random() * 24)
        batch: list[Example] = []
        for example in own:
            longest = max((len(e.ids) for e in [*batch, example]), default=0)
            if batch and longest * (len(batch) + 1) > PIECES:
                out.append(batch)
                batch = []
            batch.append(example)
        out += [batch] if batch else []
    chance.shuffle(out)
    return out


def tensors(batch: list[Example]) -> tuple[Tensor, Tensor]:
    """Padded ids and shapes."""
    longest = max(len(e.ids) for e in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    shapes = torch.full((len(batch), longest), SPECIAL)
    for row, e in enumerate(batch):
        ids[row, : len(e.ids)] = torch.tensor(e.ids)
        shapes[row, : len(e.ids)] = torch.tensor(e.shapes)
    return ids, shapes


def rows(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """The paragraphs of a batch as rows: window, piece of each word, allowed tags, lengths, whether it begins there."""
    found: list[tuple[int, list[int], list[int], bool]] = []
    for number, e in enumerate(batch):
        edges = [0, *(i for i, o in enumerate(e.opens) if o and i), len(e.opens)]
        found += [
            (number, e.firsts[a:b], e.allowed[a:b], e.opens[a]) for a, b in zip(edges, edges[1:], strict=False) if b > a
        ]
    time_ = max(len(f[1]) for f in found)
    pieces = torch.zeros(len(found), time_, dtype=torch.long)
    bits = torch.full((len(found), time_), (1 << WIDTH) - 1)
    for row, (_, firsts, allowed, _) in enumerate(found):
        pieces[row, : len(firsts)] = torch.tensor(firsts)
        bits[row, : len(firsts)] = torch.tensor(allowed)
    mask = (bits[:, :, None] >> torch.arange(WIDTH)) & 1 == 1
    lengths = torch.tensor([len(f[1]) for f in found])
    return torch.tensor([f[0] for f in found]), pieces, mask, lengths, torch.tensor([f[3] for f in found])


def chains(net: Reader) -> dict[str, Chain]:
    """The learned chains as the runtime uses them."""
    out = {}
    for head in HEADS:
        own = net.chains[head]
        start = (own.start + own.no_start).detach().numpy().astype(np.float32)
        step = (own.step + own.no_step).detach().numpy().astype(np.float32)
        out[head] = Chain(tuple(TAGS[head]), start, step)
    return out


def scores(net: Reader, data: Path) -> dict[str, float]:
    """All measures with a network in torch, through the runtime's own code."""
    net.eval()

    def run(ids: np.ndarray, shapes: np.ndarray) -> np.ndarray:
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            return net(torch.from_numpy(ids), torch.from_numpy(shapes)).float().numpy()

    learned = chains(net)
    seen: dict[str, tuple[Tag, ...]] = {}  # two measures read the same articles

    def tagger(text: str, sentences: Sequence[tuple[int, int]]) -> tuple[Tag, ...]:
        if text not in seen:
            seen[text] = tag_with(run, learned, text, sentences)
        return seen[text]

    out = attribution.measure(data, tagger) | entities.measure(data, tagger)
    net.train()
    return out


def one_annotation(documents: list[Document], chance: random.Random) -> list[Document]:
    """The documents with, of an article annotated twice, one annotation by chance."""
    groups: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        doubled = document.head == "attribution"
        groups[re.sub(r"_[0-9a-f]{4}$", "", document.name) if doubled else document.name].append(document)
    return [chance.choice(group) for group in groups.values()]


def passes(document: Document, chance: random.Random) -> int:
    """How often a document is read in this epoch."""
    share = PASSES.get(re.split(r"[_-]", document.name)[0], 1.0)
    return int(share) + (chance.random() < share % 1)


@contextmanager
def averaged(trained: list[Tensor], average: list[Tensor]) -> Iterator[None]:
    """Within, the weights are their running averages."""
    kept = [p.detach().clone() for p in trained]
    for p, mean in zip(trained, average, strict=True):
        p.data.copy_(mean)
    yield
    for p, own in zip(trained, kept, strict=True):
        p.data.copy_(own)


def main() -> None:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=55, help="time to train; the rate falls to zero over it")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--silver", type=int, default=0, help="articles to take names from, by the packaged reader")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--resume", type=Path, help="begin from these weights (a reader.pt)")
    options = parser.parse_args()
    os.environ["HF_HUB_OFFLINE"] = "1"
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    begun = time.time()
    documents = training(options.data)
    if options.silver:
        articles = [d for d in documents if d.head == "attribution"]
        chance.shuffle(articles)
        found = [relabelled(d, tag) for d in articles[: options.silver]]
        documents += [d for d in found if d.paragraphs]
        print(f"{len(found)} articles relabelled, {time.time() - begun:.0f} s", flush=True)
    pool = pools(documents)
    pool["place"] = place_pool(pool["place"])
    given = given_names(options.data)
    net = Reader(weights_folder())
    if options.resume:
        net.load_state_dict(torch.load(options.resume, weights_only=True)["weights"])
    for table in (net.encoder.embeddings.word_embeddings, net.encoder.embeddings.position_embeddings):
        table.weight.requires_grad_(False)  # unseen words must stay where the pre-training put them
    encoder = [p for p in net.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in net.encoder.parameters()}
    rest = [p for p in net.parameters() if id(p) not in known and p.requires_grad]
    trained = [*encoder, *rest]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": options.rate}, {"params": rest, "lr": 1e-3}], weight_decay=0.01, fused=True
    )
    base = [group["lr"] for group in optimiser.param_groups]
    average = [p.detach().clone() for p in trained]
    step, began = 0, time.time()
    net.train()

    def done() -> float:
        return (time.time() - began) / 60 / options.minutes

    def keep() -> None:
        """Write the averaged weights; a reader of the file never sees half of it."""
        with averaged(trained, average):
            torch.save({"weights": net.state_dict()}, options.out / "reader.part")
        (options.out / "reader.part").replace(options.out / "reader.pt")

    epoch = 0
    while done() < 1:
        mixed = dict(pool, person=person_pool(pool["person"], given, chance))
        chosen = [d for d in one_annotation(documents, chance) for _ in range(passes(d, chance))]
        made = [e for d in chosen for e in examples(d, mixed, chance)]
        plan = batches(made, chance)
        if not epoch:
            pieces = {h: sum(len(e.ids) for e in made if e.head == h) for h in HEADS}
            print(f"{len(documents)} documents, {pieces} pieces, {len(plan)} batches", flush=True)
        running: dict[str, float] = dict.fromkeys(HEADS, 0.0)
        for batch in plan:
            warm = min(1.0, step / 150) * max(0.02, 1 - done())
            for group, rate in zip(optimiser.param_groups, base, strict=True):
                group["lr"] = rate * warm
            ids, shapes = tensors(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                emitted = net(ids, shapes).float()
            head = batch[0].head
            column = list(HEADS).index(head) * WIDTH
            number, pieces_of, mask, lengths, opens = rows(batch)
            own = emitted[number[:, None], pieces_of, column : column + WIDTH]
            loss = net.chains[head].loss(own, mask, lengths, opens) / lengths.sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            size = torch.nn.utils.clip_grad_norm_(trained, 1.0)
            if torch.isfinite(size):
                optimiser.step()
            else:
                print(f"step {step} left out: gradient {size}", flush=True)
            step += 1
            if step % 5 == 0:
                decay = min(0.99, step / (step + 100))
                torch._foreach_lerp_(average, [p.detach() for p in trained], 1 - decay)
            running[head] = 0.98 * running[head] + 0.02 * loss.item()
            if step % 50 == 0:
                spent = time.time() - began
                print(f"{epoch} {step}/{len(plan)} {running} {spent:.0f} s", flush=True)
            if step % 200 == 0:
                keep()
            if done() >= 1:
                break
        keep()
        with averaged(trained, average):
            print(f"epoch {epoch} {scores(net, options.data)} {time.time() - began:.0f} s", flush=True)
        epoch += 1


if __name__ == "__main__":
    main()
