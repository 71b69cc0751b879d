"""The formats that data sets come in, one a file."""

from evals.importers.attributionbench import AttributionBenchImporter
from evals.importers.beir import BeirImporter
from evals.importers.bipia import BipiaImporter
from evals.importers.clapnq import ClapnqImporter
from evals.importers.multihop import MultiHopImporter
from evals.importers.plain import PlainImporter
from evals.importers.port import Importer, Row
from evals.importers.ragtruth import RagTruthImporter
from evals.importers.ramdocs import RamdocsImporter
from evals.importers.squad import SquadImporter
from evals.importers.write import Written, write_imported

_ALL: tuple[Importer, ...] = (
    AttributionBenchImporter(),
    BeirImporter(),
    BipiaImporter(),
    ClapnqImporter(),
    MultiHopImporter(),
    PlainImporter(),
    RagTruthImporter(),
    RamdocsImporter(),
    SquadImporter(),
)
IMPORTERS: dict[str, Importer] = {one.name: one for one in _ALL}

__all__ = ["IMPORTERS", "Importer", "Row", "Written", "write_imported"]
