"""Tunes the reader anew: `python -m evals.fit.reader --data ../shared/data` (some twenty minutes of two cores).

The packaged cross-encoder tells how near a text is to a question; the reader, whether it answers. It is the
same BERT with low-rank changes (LoRA, Hu et al., 2021) to the products of its upper layers, tuned on some 5,700
pairs. The strict one that confidence looks at is tuned further, more gently, on near misses written one by one beside a
part of those, lest it forget: `--near --from rag/reader.npz --out rag/strict_reader`. That the answer's tokens are told
too (a head that is thrown away) makes more of few pairs. Prints how well it tells answering texts apart in the half of
RAMDocs that is not tuned on, and in the near misses of articles kept out.
"""

import json
import math
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import tokenizers
import torch
import typer
from sklearn.metrics import roc_auc_score
from torch import Tensor, nn

from corpus import MINILM_RERANKER
from evals.fit.reader_near import near_misses, near_pairs
from evals.fit.reader_pair import Pair
from evals.fit.reader_rows import kept_pairs, pairs
from rag import float_weights, likely_answer

if TYPE_CHECKING:
    import transformers

_SEED = 7
_RANK, _FIRST_LAYER = 8, 4
_PRODUCTS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
_RATE, _WARM, _LAST = 6e-4, 0.06, 0.02  # greatest step, the share of steps to reach it, its last share
_BATCH, _ROUNDS = 16, 1.5
_THEN_RATE, _THEN_ROUNDS = 4e-4, 1.2  # on near misses
_REPEATED = 4000  # of the first pairs, beside near misses
_TOKENS = 300  # of a pair; longer texts are cut
_ANSWER_TOKENS = 2.0  # weight of telling them beside telling whether there is an answer
_INSIDE = 3.0  # weight of a token of an answer beside others


@dataclass(frozen=True)
class Example:
    """A pair as tokens; `inside` tells 1, 0 or, where it is not asked, -1 for each."""

    ids: Sequence[int]
    types: Sequence[int]
    inside: Sequence[float]
    answers: float


class LowRank(nn.Module):
    """A product and a change of it of low rank."""

    def __init__(self, product: nn.Linear) -> None:
        super().__init__()
        self.product = product
        self.down = nn.Parameter(torch.randn(_RANK, product.in_features) / math.sqrt(product.in_features))
        self.up = nn.Parameter(torch.zeros(product.out_features, _RANK))

    def forward(self, x: Tensor) -> Tensor:
        changed: Tensor = self.product(x) + 2 * ((x @ self.down.T) @ self.up.T)
        return changed


class Tuned(nn.Module):
    """BERT with its changes; gives the log-odds that a text answers, and those of each token to be the answer's."""

    def __init__(self, bert: "transformers.BertModel", classifier: Tensor) -> None:
        super().__init__()
        self.bert = bert
        for parameter in bert.parameters():
            parameter.requires_grad = False
        for number, layer in enumerate(bert.encoder.layer):
            for name in _PRODUCTS if number >= _FIRST_LAYER else ():
                path, _, last = name.rpartition(".")
                parent = layer.get_submodule(path)
                product = parent.get_submodule(last)
                assert isinstance(product, nn.Linear)  # BERT's products are
                setattr(parent, last, LowRank(product))
        self.answered = nn.Linear(len(classifier), 1)
        self.token = nn.Linear(len(classifier), 1)
        with torch.no_grad():
            # As the cross-encoder scores, in the log-odds that are guessed from a score.
            self.answered.weight.copy_((likely_answer(1.0) - likely_answer(0.0)) * classifier)
            self.answered.bias.fill_(likely_answer(0.0))

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        seen = self.bert(ids, token_type_ids=types, attention_mask=mask)
        return self.answered(seen.pooler_output)[:, 0], self.token(seen.last_hidden_state)[:, :, 0]


def cross_encoder() -> Tuned:
    """The packaged one, its weights as floats, with changes of nothing yet."""
    from transformers import BertConfig, BertModel

    weights = float_weights((MINILM_RERANKER.folder() / "model.onnx").read_bytes())
    width, wide = weights["encoder.layer.0.intermediate.dense.weight"].shape[::-1]
    layers = sum(name.endswith("query.weight") for name in weights)
    config = BertConfig(hidden_size=width, intermediate_size=wide, num_hidden_layers=layers, num_attention_heads=12)
    bert = BertModel(config)
    classifier = torch.tensor(weights.pop("classifier.weight")[0])
    bert.load_state_dict({name: torch.tensor(value) for name, value in weights.items()})
    return Tuned(bert, classifier)


def tune(model: Tuned, examples: Sequence[Example], rate: float, rounds: float) -> None:
    """Changes the model's low-rank parts and its two heads."""
    changing = [one for one in model.parameters() if one.requires_grad]
    steps = int(len(examples) * rounds / _BATCH)
    optimizer = torch.optim.AdamW(changing, lr=rate, weight_decay=0.01)
    warm = steps * _WARM
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / warm) * max(_LAST, 1 - step / steps)
    )
    model.train()
    with typer.progressbar(length=steps, label="tuning") as bar:
        for batch, _ in zip(_batches(examples, random.Random(_SEED)), range(steps), strict=False):
            loss = _loss(model, batch)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(changing, 1.0)
            optimizer.step()
            schedule.step()
            bar.update(1)
    model.eval()


def _loss(model: Tuned, batch: Sequence[Example]) -> Tensor:
    ids, types, mask = _padded(batch)
    inside = torch.full(ids.shape, -1.0)
    for row, one in enumerate(batch):
        inside[row, : len(one.inside)] = torch.tensor(one.inside)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        answered, tokens = model(ids, types, mask)
    whether = nn.functional.binary_cross_entropy_with_logits(
        answered.float(), torch.tensor([one.answers for one in batch])
    )
    each = nn.functional.binary_cross_entropy_with_logits(tokens.float(), inside.clamp(min=0), reduction="none")
    weight = torch.where(inside > 0, _INSIDE, 1.0) * (inside >= 0)
    return whether + _ANSWER_TOKENS * (each * weight).sum() / weight.sum().clamp(min=1)


def _batches(examples: Sequence[Example], draw: random.Random) -> Iterator[list[Example]]:
    """Batches of like lengths, without end."""
    while True:
        order = list(examples)
        draw.shuffle(order)
        batches = []
        for start in range(0, len(order), 12 * _BATCH):
            near = sorted(order[start : start + 12 * _BATCH], key=lambda one: len(one.ids))
            batches += [near[at : at + _BATCH] for at in range(0, len(near), _BATCH)]
        draw.shuffle(batches)
        yield from batches


def _padded(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    shape = (len(batch), max(len(one.ids) for one in batch))
    ids, types, mask = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    for row, one in enumerate(batch):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        types[row, : len(one.ids)] = torch.tensor(one.types)
        mask[row, : len(one.ids)] = 1
    return ids, types, mask


def _example(tokenizer: tokenizers.Tokenizer, pair: Pair) -> Example:
    seen = tokenizer.encode(pair.question, pair.text)
    asked = pair.places or not pair.answers
    inside = [
        float(any(start < b and a < end for start, end in pair.places)) if kind and asked else -1.0
        for kind, (a, b) in zip(seen.type_ids, seen.offsets, strict=True)
    ]
    return Example(seen.ids, seen.type_ids, inside, float(pair.answers))


def _auroc(model: Tuned, examples: Sequence[Example]) -> float:
    with torch.no_grad():
        scores = [model(*_padded([one]))[0].item() for one in examples]
    return float(roc_auc_score([one.answers for one in examples], scores))


def changes_of(model: Tuned) -> dict[str, Any]:
    """What a reader's `.npz` holds: the changes by the names of the published file's layers, and the head."""
    found: dict[str, Any] = {}
    for name, part in _changes(model):
        found[f"{name}:down"] = part.down.detach().numpy().astype(np.float16)
        found[f"{name}:up"] = (2 * part.up).detach().numpy().astype(np.float16)
    found["answered"] = model.answered.weight.detach().numpy()[0].astype(np.float32)
    found["intercept"] = model.answered.bias.detach().numpy().astype(np.float32)
    return found


def restore(model: Tuned, path: Path) -> None:
    """Puts changes into a model that `changes_of` another gave, kept in a file."""
    with np.load(path) as given, torch.no_grad():
        for name, part in _changes(model):
            part.down.copy_(torch.tensor(given[f"{name}:down"].astype(np.float32)))
            part.up.copy_(torch.tensor(given[f"{name}:up"].astype(np.float32) / 2))
        model.answered.weight.copy_(torch.tensor(given["answered"])[None])
        model.answered.bias.copy_(torch.tensor(given["intercept"]))


def _changes(model: Tuned) -> Iterator[tuple[str, LowRank]]:
    """Each change with its product's name in the published file."""
    for name, part in model.bert.named_modules():
        if isinstance(part, LowRank):
            yield "/bert/" + name.replace(".", "/").replace("layer/", "layer."), part


def main(
    data: Annotated[Path, typer.Option(help="Folder with xquad_en, ramdocs and squad2.")],
    out: Annotated[Path, typer.Option(help="Where to write, with .npz and .json.")] = Path("rag/reader"),
    near: Annotated[bool, typer.Option("--near", help="Then tune on near misses, as the strict reader is.")] = False,
    begun: Annotated[Path | None, typer.Option("--from", help="An .npz in place of the first tuning.")] = None,
) -> None:
    """Tunes the reader and tells how well it does on what it was not tuned on."""
    torch.manual_seed(_SEED)
    tokenizer = tokenizers.Tokenizer.from_file(str(MINILM_RERANKER.folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(_TOKENS, strategy="only_second")

    def examples(given: Iterable[Pair]) -> list[Example]:
        return [_example(tokenizer, one) for one in given]

    draw = random.Random(_SEED)
    missed = near_misses()
    first = pairs(data, _SEED)
    then = [*first[:_REPEATED], *near_pairs(data, [one for one in missed if not one.kept_out], draw)] if near else []
    kept = {
        "ramdocs (kept out)": examples(kept_pairs(data, _SEED)),
        "near misses (kept out)": examples(near_pairs(data, [one for one in missed if one.kept_out], draw)),
    }
    model = cross_encoder()
    before = {name: _auroc(model.eval(), given) for name, given in kept.items()}
    if begun is None:
        tune(model, examples(first), _RATE, _ROUNDS)
    else:
        restore(model, begun)
    if near:
        tune(model, examples(then), _THEN_RATE, _THEN_ROUNDS)
    told = {
        "made": datetime.now(UTC).date().isoformat(),
        "data": "XQuAD English less the paragraphs of SQuAD 2.0's sample, the first half of RAMDocs"
        + (", then near misses of our own over other articles of SQuAD 2.0" if near else ""),
        "pairs": len(first) + len(then),
        "sha256": MINILM_RERANKER.sha256,
        "figures": {
            name: {"n": len(given), "auroc": _auroc(model, given), "before": before[name]}
            for name, given in kept.items()
        },
    }
    np.savez(out.with_suffix(".npz"), **changes_of(model))
    out.with_suffix(".json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    typer.echo(json.dumps(told["figures"]))


if __name__ == "__main__":
    typer.run(main)
