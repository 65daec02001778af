"""The reader: MiniLM with word shapes, a layer over each piece and its two neighbours, and one CRF a head."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from crosswire.language.windows import SHAPES

HEADS: dict[str, tuple[str, ...]] = {
    "names": ("person", "organisation", "place"),
    "attribution": ("source", "cue", "content"),
}
TAGS = {head: ["O", *(f"{b}-{kind}" for kind in kinds for b in "BI")] for head, kinds in HEADS.items()}
WIDTH = 7  # tags of a head
NEVER = -1e4
_TINY = 1e-300
_LOST = 1e-250


def forbidden() -> tuple[Tensor, Tensor]:
    """Masks (0 or NEVER) of the starts and transitions that BIO forbids; equal for both heads."""
    start = torch.zeros(WIDTH)
    step = torch.zeros(WIDTH, WIDTH)
    for inside in (2, 4, 6):
        start[inside] = NEVER
        for previous in range(WIDTH):
            if previous not in (inside, inside - 1):
                step[previous, inside] = NEVER
    return start, step


class _Total(torch.autograd.Function):
    """log of the summed scores of all paths, by the scaled forward-backward algorithm in numpy.

    A loop of small tensor operations costs more than the encoder; the gradient is the marginals, which the backward
    sweep gives at once.
    """

    @staticmethod
    def forward(ctx: Any, emissions: Tensor, start: Tensor, step: Tensor, lengths: Tensor) -> Tensor:
        scores, first, link = (x.detach().double().numpy() for x in (emissions, start, step))
        rows, time, _ = scores.shape
        live = np.arange(time)[None] < lengths.numpy()[:, None]
        peak = scores.max(axis=2, keepdims=True)
        local = np.exp(scores - peak)
        hop = np.exp(link)
        alpha = np.empty_like(local)
        norm = np.ones((time, rows))
        now = np.exp(first) * local[:, 0]
        norm[0] = now.sum(axis=1) + _TINY
        alpha[:, 0] = now = now / norm[0][:, None]
        for t in range(1, time):
            new = (now @ hop) * local[:, t]
            size = new.sum(axis=1) + _TINY
            on = live[:, t]
            norm[t] = np.where(on, size, 1.0)
            now = np.where(on[:, None], new / size[:, None], now)
            alpha[:, t] = now
        broken = (norm < _LOST).any(axis=0)  # no path is allowed: such a row must not touch the gradient
        norm[:, broken] = 1.0
        alpha[broken] = 0.0
        local[broken] = 0.0
        beta = np.ones((rows, scores.shape[2]))
        marginals = np.zeros_like(local)
        pairs = np.zeros_like(link)
        for t in range(time - 1, -1, -1):
            on = live[:, t]
            both = alpha[:, t] * beta
            marginals[:, t] = np.where(on[:, None], both / (both.sum(axis=1, keepdims=True) + _TINY), 0)
            if t:
                right = np.where(on[:, None], local[:, t] * beta / norm[t][:, None], 0)
                pairs += hop * (alpha[:, t - 1].T @ right)
                beta = np.where(on[:, None], right @ hop.T, beta)
        total = np.log(norm).sum(axis=0) + (peak[:, :, 0] * live).sum(axis=1)
        total[broken] = np.nan
        ctx.saved = (marginals, pairs)
        return torch.from_numpy(total).to(emissions.dtype)

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, Tensor, Tensor, None]:
        marginals, pairs = ctx.saved
        rows = grad.detach().double().numpy()
        # The rows of a batch share one weight and one sign a half (free paths, allowed paths): see Chain.loss.
        scaled = torch.from_numpy(marginals * rows[:, None, None]).float()
        return scaled, scaled[:, 0], torch.from_numpy(pairs * rows[np.abs(rows).argmax()]).float(), None


class Chain(nn.Module):
    """A linear-chain CRF over the words of paragraphs."""

    def __init__(self) -> None:
        super().__init__()
        self.start = nn.Parameter(torch.zeros(WIDTH))
        self.step = nn.Parameter(torch.zeros(WIDTH, WIDTH))
        no_start, no_step = forbidden()
        self.register_buffer("no_start", no_start)
        self.register_buffer("no_step", no_step)

    def loss(self, emissions: Tensor, allowed: Tensor, lengths: Tensor, opens: Tensor) -> Tensor:
        """Negative log-likelihood of the allowed paths (partial annotation allows several), summed over all rows.

        ``emissions`` and ``allowed`` (rows, time, tags); ``opens`` tells which rows begin a paragraph.
        """
        start = torch.where(opens[:, None], self.start + self.no_start, torch.zeros_like(self.start))
        step = self.step + self.no_step
        free = _Total.apply(emissions, start, step, lengths)
        held = _Total.apply(emissions + (~allowed) * NEVER, start, step, lengths)
        value: Tensor = free - held
        sane = torch.isfinite(value.detach()) & (value.detach() < 1000)  # an annotation no path allows
        return (value.masked_fill(~sane, 0.0)).sum()


class Reader(nn.Module):
    """Emissions of both heads for every piece: (batch, pieces, 14)."""

    def __init__(self, weights: Path, *, dropout: float = 0.1) -> None:
        super().__init__()
        from transformers import AutoModel

        # No dropout inside attention: with it, PyTorch leaves its fast path.
        settings = {"attn_implementation": "sdpa", "attention_probs_dropout_prob": 0.0}
        self.encoder = AutoModel.from_pretrained(str(weights), **settings)
        size = self.encoder.config.hidden_size
        self.shapes = nn.Embedding(SHAPES, size)
        nn.init.zeros_(self.shapes.weight)
        self.mix = nn.Linear(3 * size, size)
        self.norm = nn.LayerNorm(size)
        self.drop = nn.Dropout(dropout)
        self.out = nn.Linear(size, WIDTH * len(HEADS))
        self.chains = nn.ModuleDict({head: Chain() for head in HEADS})

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """``ids`` and ``shapes`` (batch, pieces), 0 pads."""
        mask = ids != 0
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.shapes(shapes)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        hidden = self.drop(hidden * mask[:, :, None])
        beside = nn.functional.pad(hidden, (0, 0, 1, 1))
        around = torch.cat([beside[:, :-2], hidden, beside[:, 2:]], dim=2)
        mixed = self.norm(hidden + nn.functional.gelu(self.mix(around)))
        emissions: Tensor = self.out(self.drop(mixed))
        return emissions
