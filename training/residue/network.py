"""Fit the networks over lines (`backchannel.reading.line_network`) with PyTorch, on one thread.

The report and some lines round it are what is hard, so each page is cut to them; of the rest of a
whole page one stretch above and one below is shown, at twice the weight.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from backchannel.reading.line_network import REACHES, LineNetwork, scaled

WIDTH = 48
KNOTS = 24
EPOCHS = 14
BATCH = 8
LEARNING_RATE, WEIGHT_DECAY = 3e-3, 1e-2
DROPPED_INPUTS, DROPPED_STATES = 0.1, 0.3
ROUND_REPORT = 14
"""Lines shown above and below the report."""
STRETCH = 45
"""Lines of a stretch far from the report."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A page: features, labels (-1 unknown) and weights of its lines; whether it is as it was."""

    features: Any
    labels: Any
    weights: Any
    whole: bool


class Net(nn.Module):
    def __init__(self, features: int) -> None:
        super().__init__()
        self.entry = nn.Linear(features, WIDTH)
        self.looks = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, 3, padding=reach, dilation=reach) for reach in REACHES
        )
        self.exit = nn.Linear(WIDTH, 1)

    def forward(self, lines: torch.Tensor) -> torch.Tensor:
        def dropped(state: torch.Tensor, share: float) -> torch.Tensor:
            return functional.dropout(state, share, self.training)

        lines = dropped(lines, DROPPED_INPUTS)
        state = dropped(torch.relu(self.entry(lines)), DROPPED_STATES).transpose(1, 2)
        for look in self.looks:
            state = state + dropped(torch.relu(look(state)), DROPPED_STATES)
        return self.exit(state.transpose(1, 2))[..., 0]


def knots_of(samples: list[Sample]) -> tuple[Any, Any]:
    """Return what `scaled` takes: knots at equal shares of the lines, for each feature."""
    rows = np.vstack([sample.features for sample in samples])
    found = []
    for column in rows.T:
        values = np.unique(column)
        if len(values) > KNOTS:
            values = np.unique(np.quantile(column, np.linspace(0.0, 1.0, KNOTS)))
        found.append(values.astype(np.float32))
    return np.concatenate(found), np.array([len(values) for values in found], dtype=np.int64)


def pieces(samples: list[Sample], knots: Any, counts: Any) -> list[tuple[Any, Any, Any]]:
    """Return the stretches that are shown: inputs, labels, weights."""
    found = []
    for number, sample in enumerate(samples):
        inputs = scaled(sample.features, knots, counts).astype(np.float32)
        body = np.flatnonzero(sample.labels == 1)
        start, end = max(0, body[0] - ROUND_REPORT), body[-1] + 1 + ROUND_REPORT
        found.append((inputs[start:end], sample.labels[start:end], sample.weights[start:end]))
        if not sample.whole:
            continue
        for low, high in ((0, start), (end, len(inputs))):
            if high - low > STRETCH:
                low = random.Random(number).randrange(low, high - STRETCH)
                shown = slice(low, low + STRETCH)
                found.append((inputs[shown], sample.labels[shown], 2 * sample.weights[shown]))
    return found


def fit_one(shown: list[tuple[Any, Any, Any]], seed: int) -> Net:
    """Fit one network; stretches of like length stand in one batch."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    net = Net(shown[0][0].shape[1])
    steps = EPOCHS * -(-len(shown) // BATCH)
    optimizer = torch.optim.AdamW(net.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, LEARNING_RATE, total_steps=steps, pct_start=0.2
    )
    order = list(range(len(shown)))
    net.train()
    for _ in range(EPOCHS):
        rng.shuffle(order)
        batches = []
        for start in range(0, len(order), BATCH * 8):
            some = sorted(order[start : start + BATCH * 8], key=lambda k: len(shown[k][1]))
            batches += [some[k : k + BATCH] for k in range(0, len(some), BATCH)]
        rng.shuffle(batches)
        for batch in batches:
            longest = max(len(shown[k][1]) for k in batch)
            inputs = torch.zeros(len(batch), longest, shown[0][0].shape[1])
            labels = torch.zeros(len(batch), longest)
            weights = torch.zeros(len(batch), longest)
            for row, k in enumerate(batch):
                lines, known, counted = shown[k]
                inputs[row, : len(lines)] = torch.from_numpy(lines)
                labels[row, : len(lines)] = torch.from_numpy(known == 1)
                weights[row, : len(lines)] = torch.from_numpy(counted * (known >= 0))
            losses = functional.binary_cross_entropy_with_logits(
                net(inputs), labels, reduction="none"
            )
            optimizer.zero_grad()
            ((losses * weights).sum() / weights.sum()).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return net.eval()


def fit_networks(samples: list[Sample], count: int) -> LineNetwork:
    """Fit `count` networks on the same pages, from other beginnings."""
    torch.set_num_threads(1)
    knots, counts = knots_of(samples)
    shown = pieces(samples, knots, counts)
    nets = [fit_one(shown, seed) for seed in range(count)]

    def stacked(arrays: list[Any]) -> Any:
        return np.stack([array.detach().numpy() for array in arrays])

    return LineNetwork.of(
        {
            "knots": knots,
            "counts": counts,
            "entry": stacked([net.entry.weight.T for net in nets]),
            "entry_bias": stacked([net.entry.bias for net in nets]),
            "looks": stacked(
                [torch.stack([c.weight.permute(2, 1, 0) for c in net.looks]) for net in nets]
            ),
            "looks_bias": stacked([torch.stack([c.bias for c in net.looks]) for net in nets]),
            "exit": stacked([net.exit.weight[0] for net in nets]),
            "exit_bias": stacked([net.exit.bias[0] for net in nets]),
        }
    )
