"""How the cases of each kind are put to the program, one kind a file."""

from evals.kinds.build import Bench, build_bench
from evals.kinds.port import Kind

__all__ = ["Bench", "Kind", "build_bench"]
