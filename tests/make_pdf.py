"""Writes small PDFs for tests: text at given places, in one fixed-width font, so that its boxes are known."""

from dataclasses import dataclass, field

WIDE = 0.6  # ems of every character


@dataclass
class Sheet:
    """One page to be; places are points from its top left corner."""

    width: int = 600
    height: int = 800
    rotate: int = 0
    parts: list[str] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 10,
        bold: bool = False,
        color="0 0 0",
        mode: int = 0,
        turn="1 0 0 1",
    ) -> None:
        """Words whose baseline is at `y`."""
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        font = "F2" if bold else "F1"
        self.parts.append(
            f"BT /{font} {size} Tf {color} rg {mode} Tr {turn} {x} {self.height - y} Tm ({escaped}) Tj ET"
        )

    def box(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """A filled rectangle whose top left corner is at `x`, `y`."""
        self.parts.append(f"{color} rg {x} {self.height - y - height} {width} {height} re f")

    def picture(self) -> None:
        """A grey picture over the whole page."""
        self.parts.append(f"q {self.width} 0 0 {self.height} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q")


def pdf(*sheets: Sheet, title: str = "") -> bytes:
    """The file."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(sheets)))}]/Count {len(sheets)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Courier-Bold/Encoding/WinAnsiEncoding>>",
        f"<</Title({title})>>",
    ]
    for n, sheet in enumerate(sheets):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet.width} {sheet.height}]/Rotate {sheet.rotate}"
            f"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>/Contents {7 + 2 * n} 0 R>>"
        )
        stream = "\n".join(sheet.parts)
        objects.append(f"<</Length {len(stream.encode('cp1252', 'replace'))}>>stream\n{stream}\nendstream")
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252", "replace")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R/Info 5 0 R>>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def column(text: str, characters: int) -> list[str]:
    """The text as lines of at most so many characters, words kept whole."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > characters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
