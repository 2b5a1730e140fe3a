import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_a_start_that_cannot_be_prepared_serves_nothing(tmp_path: Path) -> None:
    # A folder stands where the database should be.
    (tmp_path / "comments.db").mkdir()

    ran = subprocess.run(
        [sys.executable, "-m", "deploy.run"],
        cwd=ROOT,
        env={**os.environ, "COMMENTS_HOME": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
    )

    assert ran.returncode == 1
    assert "unable to open database file" in ran.stderr
    assert "Starting gunicorn" not in ran.stderr
