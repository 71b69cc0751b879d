"""The formats that data sets come in, one a file."""

from evals.importers.plain import PlainImporter
from evals.importers.port import Importer, Row

IMPORTERS: dict[str, Importer] = {one.name: one for one in (PlainImporter(),)}

__all__ = ["IMPORTERS", "Importer", "Row"]
