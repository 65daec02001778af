"""Train the fast reader: ``python training/reader/student.py --texts TEXTS.npz --data DATA --out DIR``.

A few layers over each word and its neighbours at a growing distance learn the full reader's probabilities of every tag,
half and half with the labels made by hand where there are any. A second round (``--resume`` and ``--sequence``) weighs
whole sequences too, as a CRF that has nothing to learn of their order but what BIO forbids. Writes ``DIR/student.pt``
(averaged weights) as it goes and prints the scores of the measuring sets at the end. Half an hour on one core.
"""

import argparse
import math
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from network import HEADS, NEVER, WIDTH, Chain
from torch import Tensor, nn
from torch.nn import functional

from crosswire.evaluate import attribution, entities
from crosswire.language import vectors
from crosswire.language.windows import SHAPES

SIZE = 160
STEPS = (1, 2, 4, 8, 16, 1, 2, 4)  # how far the neighbours of each layer stand


class Student(nn.Module):
    """Scores of both heads for every word, (batch, words, 14)."""

    def __init__(self, table: np.ndarray, *, size: int = SIZE, dropout: float = 0.1) -> None:
        super().__init__()
        self.register_buffer("table", torch.from_numpy(table).to(torch.bfloat16), persistent=False)
        self.narrow = nn.Linear(table.shape[1], size, bias=False)
        self.own = nn.Embedding(len(table), size, padding_idx=0)
        nn.init.normal_(self.own.weight, std=0.02)
        self.shapes = nn.Embedding(SHAPES, size)
        self.opens = nn.Embedding(2, size)
        self.first = nn.LayerNorm(size)
        self.mixes = nn.ModuleList([nn.Linear(3 * size, size) for _ in STEPS])
        self.norms = nn.ModuleList([nn.LayerNorm(size) for _ in STEPS])
        self.out = nn.Linear(size, WIDTH * len(HEADS))
        self.drop = nn.Dropout(dropout)

    def pieces(self) -> Tensor:
        """The row of every piece, as the runtime keeps them."""
        return self.narrow(self.table.float() * SCALE) + self.own.weight

    def embed(self, ids: Tensor) -> Tensor:
        """The first piece of each word and the mean of the others."""
        rows = self.narrow(functional.embedding(ids, self.table).float() * SCALE)
        own = self.own(ids)
        if self.training:  # a piece not seen in training has no row of its own
            own = own * (torch.rand(ids.shape, device=ids.device) > 0.1)[..., None]
        rows = (rows + own) * (ids != 0)[..., None]
        others = (ids[..., 1:] != 0).sum(-1, keepdim=True).clamp(min=1)
        return rows[..., 0, :] + rows[..., 1:, :].sum(-2) / others

    def body(self, x: Tensor) -> Tensor:
        """From the words' vectors to the scores."""
        x = self.first(x)
        for step, mix, norm in zip(STEPS, self.mixes, self.norms, strict=True):
            beside = functional.pad(x, (0, 0, step, step))
            around = torch.cat([beside[:, : -2 * step], x, beside[:, 2 * step :]], dim=2)
            x = norm(x + self.drop(functional.relu(mix(around)).to(x.dtype)))
        return self.out(x)

    def forward(self, ids: Tensor, shapes: Tensor, opens: Tensor) -> Tensor:
        """``ids`` (batch, words, pieces), ``shapes`` and ``opens`` (batch, words)."""
        x = self.embed(ids) + self.shapes(shapes) + self.opens(opens)
        out: Tensor = self.body(self.drop(x))
        return out


SCALE = 3.0  # the static vectors are short; without it the first layer learns nothing from them for long


def targets(soft: np.ndarray, marks: dict[str, np.ndarray]) -> np.ndarray:
    """Per word and tag: the full reader's probabilities, half and half with a label by hand where it is single."""
    out = soft.astype(np.float32)
    for column, head in enumerate(HEADS):
        bits = marks[head].astype(np.int64)
        single = (bits > 0) & (bits & (bits - 1) == 0)
        hard = (bits[:, None] >> np.arange(WIDTH)) & 1
        part = slice(column * WIDTH, (column + 1) * WIDTH)
        out[single, part] = 0.5 * out[single, part] + 0.5 * hard[single]
    return out


SURE = 0.7  # from here on the full reader's tag is held to be right where no hand has labelled
INSIDE = torch.tensor([0.0, 0, 1, 0, 1, 0, 1])


def allowed(soft: np.ndarray, marks: dict[str, np.ndarray], opens: np.ndarray) -> np.ndarray:
    """Tags that a whole sequence may have, as bits, (words, heads): those of a label by hand; where there is none, the
    one that the full reader is sure of; else any."""
    out = np.empty((len(soft), len(HEADS)), dtype=np.uint8)
    for column, head in enumerate(HEADS):
        part = soft[:, column * WIDTH : (column + 1) * WIDTH]
        best = part.argmax(axis=1)
        before = np.concatenate([[0], best[:-1]])
        follows = ((before == best) | (before == best - 1)) & ~opens
        sure = (part[np.arange(len(part)), best] > SURE) & ((best == 0) | (best % 2 == 1) | follows)
        guess = np.where(sure, 1 << best, (1 << WIDTH) - 1)
        out[:, column] = np.where(marks[head] > 0, marks[head], guess)
    return out


def sequences(chain: Chain, emitted: Tensor, may: Tensor, opens: Tensor) -> Tensor:
    """Negative log-likelihood, a word, of the allowed sequences of tags; no span goes over a paragraph's beginning."""
    rows, row = opens.shape
    blocked = emitted + opens[..., None, None] * INSIDE * NEVER
    lengths = torch.full((rows,), row)
    first = torch.zeros(rows, dtype=torch.bool)
    heads = [chain.loss(blocked[:, :, h], may[:, :, h], lengths, first) for h in range(len(HEADS))]
    return torch.stack(heads).sum() / (rows * row)


def by_hand(kept: dict[str, np.ndarray]) -> np.ndarray:
    """Which texts were labelled by hand for attribution."""
    starts = np.concatenate([[0], np.cumsum(kept["lengths"])[:-1]])
    return np.logical_or.reduceat(kept["attribution"] > 0, starts)


def stream(lengths: np.ndarray, often: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Indices of all words, the texts in random order, each as often as is said on average."""
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    times = np.floor(often + chance.random(len(often))).astype(int)
    order = chance.permutation(np.repeat(np.arange(len(lengths)), times))
    return np.concatenate([np.arange(starts[i], starts[i] + lengths[i]) for i in order])


def scores(net: Student, data: Path) -> dict[str, float]:
    """The measures, through the runtime's own code."""
    from crosswire.language.fast import Vectors, tag_with

    net.eval()
    with torch.no_grad():
        table = net.pieces().numpy()
        words = Vectors(lambda ids: table[list(ids)], net.shapes.weight.numpy(), net.opens.weight.numpy())

    def run(rows: np.ndarray) -> np.ndarray:
        with torch.no_grad():
            return net.body(torch.from_numpy(rows)[None])[0].float().numpy()

    def tagger(text: str, sentences: list[tuple[int, int]]) -> tuple[object, ...]:
        return tag_with(run, words, text, sentences)

    out = attribution.measure(data, tagger) | entities.measure(data, tagger)  # type: ignore[arg-type]
    net.train()
    return out


def main() -> None:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rows", type=int, default=24)
    parser.add_argument("--row", type=int, default=320)
    parser.add_argument("--steps", type=int, help="how many steps in all, instead of --minutes")
    parser.add_argument("--sequence", type=float, default=0.0, help="weight of the loss of whole sequences")
    parser.add_argument(
        "--labelled", type=float, default=1.0, help="how often a pass reads texts labelled for attribution"
    )
    parser.add_argument("--others", type=float, default=1.0, help="how often it reads the other texts")
    parser.add_argument("--attribution", type=float, default=1.0, help="weight of that head, of 2 in all")
    parser.add_argument("--resume", type=Path, help="begin from these weights; layers that they lack begin anew")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    chance = np.random.default_rng(1)
    options.out.mkdir(parents=True, exist_ok=True)
    with np.load(options.texts) as file:
        kept = {name: file[name] for name in file.files}
    wanted = targets(kept["soft"], kept).astype(np.float16)
    bits = allowed(kept["soft"], kept, kept["opens"])
    often = np.where(by_hand(kept), options.labelled, options.others)
    free = Chain().requires_grad_(False)
    net = Student(vectors._table())
    if options.resume:
        net.load_state_dict(torch.load(options.resume, weights_only=True)["weights"], strict=False)
    trained = [p for p in net.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=options.rate, weight_decay=0.01, fused=True)
    average = [p.detach().clone() for p in trained]
    began, step, epoch = time.time(), 0, 0
    size = options.rows * options.row

    def done() -> float:
        return step / options.steps if options.steps else (time.time() - began) / 60 / options.minutes

    def swapped_in(use: Callable[[], None]) -> None:
        own = [p.detach().clone() for p in trained]
        for p, mean in zip(trained, average, strict=True):
            p.data.copy_(mean)
        use()
        for p, value in zip(trained, own, strict=True):
            p.data.copy_(value)

    def keep() -> None:
        torch.save({"weights": net.state_dict()}, options.out / "student.part")
        (options.out / "student.part").replace(options.out / "student.pt")

    print(f"{len(kept['lengths'])} texts, {len(wanted)} words", flush=True)
    running = 0.0
    weights = torch.tensor([2 - options.attribution, options.attribution])
    while done() < 1:
        order = stream(kept["lengths"], often, chance)
        shift = int(chance.integers(options.row))
        for low in range(shift, len(order) - size, size):
            at = order[low : low + size]
            ids = torch.from_numpy(kept["ids"][at].astype(np.int64)).view(options.rows, options.row, -1)
            shapes = torch.from_numpy(kept["shapes"][at].astype(np.int64)).view(options.rows, options.row)
            opens = torch.from_numpy(kept["opens"][at].astype(np.int64)).view(options.rows, options.row)
            goal = torch.from_numpy(wanted[at].astype(np.float32)).view(options.rows, options.row, len(HEADS), WIDTH)
            rate = options.rate * min(1.0, 20 * done()) * max(0.01, 0.5 + 0.5 * math.cos(math.pi * min(1.0, done())))
            optimiser.param_groups[0]["lr"] = rate
            with torch.autocast("cpu", dtype=torch.bfloat16):
                emitted = net(ids, shapes, opens).float().view(goal.shape)
            loss = -((goal * functional.log_softmax(emitted, -1)).sum(-1) * weights).mean()
            if options.sequence:
                may = torch.from_numpy((bits[at][..., None] >> np.arange(WIDTH)) & 1 == 1).view(goal.shape)
                loss = loss + options.sequence * sequences(free, emitted, may, opens)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            step += 1
            if step % 5 == 0:
                decay = min(0.98, step / (step + 50))
                torch._foreach_lerp_(average, [p.detach() for p in trained], 1 - decay)
            running = 0.98 * running + 0.02 * loss.item()
            if step % 50 == 0:
                print(f"{epoch} {step} {running / (1 - 0.98**step):.4f} {time.time() - began:.0f} s", flush=True)
            if step % 200 == 0:
                swapped_in(keep)
            if done() >= 1:
                break
        epoch += 1
    swapped_in(keep)
    swapped_in(lambda: print(f"epochs {epoch} {scores(net, options.data)} {time.time() - began:.0f} s", flush=True))


if __name__ == "__main__":
    main()
