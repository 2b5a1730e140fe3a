"""The recipes of docs/embedding.md, as files that can be run."""

import re
from pathlib import Path

from tests.docs.examples import ROOT

WORDS = (ROOT / "docs" / "embedding.md").read_text()


def back_end(folder: Path, service: str, *, site: str) -> Path:
    """Write down the recipe for a publisher's back end, with this service and this site in it."""
    blocks = re.findall(r"^```python\n(.*?)^```$", WORDS, re.MULTILINE | re.DOTALL)
    (recipe,) = (block for block in blocks if "def comments(" in block)
    for before, after in {"https://comments.example": service, '"daily"': f'"{site}"'}.items():
        if before not in recipe:
            raise ValueError(f"the recipe does not say {before}")
        recipe = recipe.replace(before, after)
    path = folder / "recipe.py"
    path.write_text(recipe)
    return path
