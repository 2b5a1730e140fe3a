import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_help_names_every_target() -> None:
    targets = set(re.findall(r"^\.PHONY: (\S+)", (ROOT / "Makefile").read_text(), re.MULTILINE))

    told = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )

    assert set(re.findall(r"^  make (\S+)", told.stdout, re.MULTILINE)) == targets


def test_a_lock_names_hashes_and_no_registry() -> None:
    for lock in ("requirements.txt", "tests/requirements.txt"):
        text = (ROOT / lock).read_text()
        packages = re.findall(
            r"^[a-z0-9-]+(?:\[[a-z]+\])?==\S+.*\\\n    --hash=", text, re.MULTILINE
        )

        assert len(packages) == len(re.findall(r"^[a-z]", text, re.MULTILINE))
        assert "://" not in text


def test_both_locks_agree() -> None:
    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^(\S+==\S+.*?) \\$", (ROOT / lock).read_text(), re.MULTILINE))

    assert pins("requirements.txt") <= pins("tests/requirements.txt")


def test_what_is_pinned_is_locked() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    pinned = re.findall(r'^  "([a-z0-9-]+)(?:\[[a-z]+\])?(==[^"; ]+)', project, re.MULTILINE)
    locked = (ROOT / "tests/requirements.txt").read_text()

    assert len(pinned) > 30
    assert [pin for pin in pinned if f"\n{''.join(pin)} " not in locked] == []
