"""The reader's changes outlive the program that tuned them."""

from pathlib import Path

import numpy as np
import torch

from evals.fit.reader import changes_of, cross_encoder, restore


def test_changes_that_were_kept_are_restored(tmp_path: Path) -> None:
    """Tuning goes on from a file as from the model that it was written of."""
    model, other = cross_encoder(), cross_encoder()
    with torch.no_grad():
        for parameter in (one for one in model.parameters() if one.requires_grad):
            parameter.add_(torch.rand_like(parameter) / 8)
    kept = changes_of(model)
    np.savez(tmp_path / "kept.npz", **kept)
    assert any((kept[name] != given).any() for name, given in changes_of(other).items())
    restore(other, tmp_path / "kept.npz")
    again = changes_of(other)
    assert again.keys() == kept.keys()
    assert all((again[name] == given).all() for name, given in kept.items())
