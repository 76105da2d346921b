"""Word files printed by LibreOffice, to read what stands on their pages."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2


def printed(content: bytes, folder: Path) -> list[str]:
    """The text of each page of a Word file as LibreOffice prints it."""
    (folder / "made.docx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "made.docx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=240)
    pdf = pypdfium2.PdfDocument(folder / "made.pdf")
    try:
        return [page.get_textpage().get_text_bounded() for page in pdf]
    finally:
        pdf.close()
