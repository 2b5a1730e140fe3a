import ast

import pytest

from tests.bench import profile


@pytest.mark.parametrize(("file", "name"), sorted(profile.STAGES))
def test_each_stage_of_a_post_is_still_a_function_of_the_service(file: str, name: str) -> None:
    """One that was renamed would silently count as something else."""
    tree = ast.parse((profile.SERVICE / file).read_text())

    assert name in {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}
