"""Peak memory and time of the head's forward and backward pass, by path.

    python -m benchmarks.logprob_memory                      # all paths, one after the other
    python -m benchmarks.logprob_memory --paths tiled naive --tokens 1024

Each path runs in a process of its own. Memory is that process's resident peak (on a GPU, what
torch allocated at most), less what it had before: hidden states, head and imports. It includes
the gradients of both. `naive` wants 3 * tokens * vocabulary * 4 bytes.

Paths: `naive` (logits, log-softmax), `rows` (the same in checkpointed rows), `tiled`
(trainer_client.logprobs), `liger` (Liger-Kernel's tiles, if installed; no entropy).
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable

import torch
from rich.console import Console
from rich.table import Table
from torch import Tensor
from torch.utils.checkpoint import checkpoint

from trainer_client.logprobs.tiled import token_scores

Path = Callable[[Tensor, Tensor, Tensor], Tensor]
ROWS = 512
WARM_UP = 8  # tokens and words


def naive(hidden: Tensor, weight: Tensor, targets: Tensor) -> Tensor:
    log_p = torch.log_softmax((hidden @ weight.T).float(), dim=-1)
    return log_p.gather(1, targets[:, None]).squeeze(1)


def rows(hidden: Tensor, weight: Tensor, targets: Tensor) -> Tensor:
    chunks = zip(hidden.split(ROWS), targets.split(ROWS), strict=True)
    return torch.cat([checkpoint(naive, h, weight, t, use_reentrant=False) for h, t in chunks])


def tiled(hidden: Tensor, weight: Tensor, targets: Tensor) -> Tensor:
    return token_scores(hidden, weight, targets).logprobs


def liger(hidden: Tensor, weight: Tensor, targets: Tensor) -> Tensor:
    from liger_kernel.chunked_loss.fused_linear_ppo import LigerFusedLinearPPOBase

    scores = LigerFusedLinearPPOBase.chunk_forward(hidden[None], weight, targets[None])
    assert isinstance(scores, Tensor)
    return scores[0]


PATHS: dict[str, Path] = {"naive": naive, "rows": rows, "tiled": tiled, "liger": liger}


def peak(device: str) -> int:
    """Bytes: the most that this process has held so far."""
    if device == "cuda":
        return torch.cuda.max_memory_allocated()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def inputs(args: argparse.Namespace, tokens: int, vocabulary: int) -> tuple[Tensor, Tensor, Tensor]:
    """Hidden states, a head and targets; made in place, so that no copy counts as a peak."""
    options = {"dtype": getattr(torch, args.dtype), "device": args.device}
    hidden = torch.empty(tokens, args.hidden, **options).normal_().requires_grad_()
    weight = torch.empty(vocabulary, args.hidden, **options).normal_(std=0.02).requires_grad_()
    return hidden, weight, torch.randint(vocabulary, (tokens,), device=args.device)


def measure(args: argparse.Namespace) -> dict[str, float]:
    """One path, in this process: bytes, seconds, and a check sum of the gradients."""
    torch.manual_seed(0)
    torch.set_num_threads(args.threads or torch.get_num_threads())
    path = PATHS[args.paths[0]]
    path(*inputs(args, tokens=WARM_UP, vocabulary=WARM_UP)).sum().backward()
    hidden, weight, targets = inputs(args, args.tokens, args.vocabulary)
    before, began, cpu = peak(args.device), time.perf_counter(), time.process_time()
    loss = path(hidden, weight, targets).mean()
    loss.backward()
    if args.device == "cuda":
        torch.cuda.synchronize()
    assert hidden.grad is not None
    assert weight.grad is not None
    return {
        "seconds": time.perf_counter() - began,
        "cpu_seconds": time.process_time() - cpu,
        "bytes": peak(args.device) - before,
        "peak_bytes": peak(args.device),
        "loss": loss.item(),
        "gradient": hidden.grad.double().norm().item() + weight.grad.double().norm().item(),
    }


def in_a_process(arguments: list[str], path: str) -> dict[str, float] | str:
    """What `measure` gave, or the last line of what went wrong."""
    command = [sys.executable, "-m", "benchmarks.logprob_memory", *arguments]
    run = subprocess.run(
        [*command, "--paths", path, "--alone"], capture_output=True, text=True, check=False
    )
    if run.returncode:
        return (run.stderr.strip().splitlines() or [f"exit status {run.returncode}"])[-1]
    figures: dict[str, float] = json.loads(run.stdout)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--paths", nargs="+", choices=PATHS, default=list(PATHS))
    parser.add_argument("--tokens", type=int, default=4096)
    parser.add_argument("--vocabulary", type=int, default=151_936)
    parser.add_argument("--hidden", type=int, default=896)
    parser.add_argument("--dtype", choices=["float32", "bfloat16"], default="float32")
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--threads", type=int, default=0, help="0: torch's own choice")
    parser.add_argument("--alone", action="store_true", help="measure here; for the above")
    args = parser.parse_args()
    if args.alone:
        print(json.dumps(measure(args)))
        return
    table = Table("path", "added MB", "peak MB", "s", "CPU s", "loss", "gradient norms")
    for path in args.paths:
        shared = [
            f"--{name}={getattr(args, name)}"
            for name in ("tokens", "vocabulary", "hidden", "dtype", "device", "threads")
        ]
        figures = in_a_process(shared, path)
        if isinstance(figures, str):
            table.add_row(path, figures)
            continue
        table.add_row(
            path,
            f"{figures['bytes'] / 1e6:.0f}",
            f"{figures['peak_bytes'] / 1e6:.0f}",
            f"{figures['seconds']:.1f}",
            f"{figures['cpu_seconds']:.1f}",
            f"{figures['loss']:.6f}",
            f"{figures['gradient']:.6g}",
        )
    Console().print(table)


if __name__ == "__main__":
    main()
