"""Running a command of the command line in the tests."""

import json

from click.testing import CliRunner

from quanheng import cli

ON = ("--as-of", "2025-12-31")
BRANCH = {"单位编码": "Z1", "单位名称": "支部", "单位类别": "党支部"}


def run(*args, code=0):
    """Run a command; fail unless it leaves with this code and without a traceback."""
    result = CliRunner().invoke(cli.main, [str(arg) for arg in args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.stderr
    return result


def checked(workbook, *args, code=1):
    return json.loads(run("check", workbook, *ON, "--format", "json", *args, code=code).stdout)
