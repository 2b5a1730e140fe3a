"""The documentation answers as it says."""

import json
import re
from pathlib import Path

import pytest
from flask import Flask

from comments_service.actions import administering
from comments_service.config.settings import SETTINGS
from comments_service.edge.errors import STATUS
from tests.docs import examples
from tests.services.gunicorn import service


@pytest.mark.slow
@pytest.mark.parametrize("document", ["README.md", "docs/api.md", "docs/moderating.md"])
def test_the_examples_answer_as_they_say(
    app: Flask, settings: dict[str, str], tmp_path: Path, document: str
) -> None:
    with app.app_context():
        administering.create_site("demo", "Demo", [], {})
    settings["COMMENTS_POSTING_LIMIT"] = "100 per minute"

    with service(settings, tmp_path / "log") as running:
        shell = examples.Shell(running.url, settings)
        for example in examples.of(examples.ROOT / document):
            output = shell.run(example)
            if example.answer is not None:
                answer = json.loads(output)
                assert examples.matches(example.answer, answer), (example.command, answer)
            elif output.startswith("{"):
                assert "code" not in json.loads(output), (example.command, output)


@pytest.mark.parametrize("setting", [one.name for one in SETTINGS])
def test_every_setting_is_in_the_readme(setting: str) -> None:
    assert f"`{setting}`" in (examples.ROOT / "README.md").read_text()


def test_the_readme_says_every_default() -> None:
    readme = (examples.ROOT / "README.md").read_text()
    for setting in SETTINGS:
        row = next(line for line in readme.splitlines() if line.startswith(f"| `{setting.name}`"))
        assert f"| {f'`{setting.default}`' if setting.default else 'none'} |" in row
        assert setting.meaning in row


def test_the_figures_of_the_readme_are_those_of_the_last_whole_measurement() -> None:
    readme = (examples.ROOT / "README.md").read_text()
    report = json.loads((examples.ROOT / "docs/bench.json").read_text())
    measured = " ".join(figure["said"] for goal in report["goals"] for figure in goal["figures"])
    table = readme.partition("## Speed")[2].partition("| --- |")[2].partition("\n\n")[0]
    shown = re.findall(r"[\d,.]+(?=/s| ms| s )", table)

    assert len(shown) > 10
    assert [figure for figure in shown if figure not in measured] == []


def test_every_refusal_is_explained_in_the_docs_page(app: Flask) -> None:
    page = app.test_client().get("/docs").text
    assert [kind.code for kind in STATUS if f'id="{kind.code}"' not in page] == []
