"""The command line: one module a command, loaded only when it is called.

Exit codes: 0 done, 1 something could not be done (named on stderr), 2 wrong usage.
"""

from __future__ import annotations

import importlib
import sys

import click

from backchannel import __version__
from backchannel.errors import BackchannelError, did_you_mean

__all__ = ["COMMANDS", "main"]

COMMANDS: dict[str, tuple[str, str]] = {
    # name: (module:attribute, one line of help)
    "brief": (
        "backchannel.cli.brief:brief",
        "Reports in, brief out: on the terminal and as one HTML file.",
    ),
    "read": (
        "backchannel.cli.read:read",
        "Read reports: parties, events, statements, positions, silences, each with its place.",
    ),
    "analyse": (
        "backchannel.cli.analyse:analyse",
        "Which outcomes of a conflict hold, for whom, and why.",
    ),
    "draft": (
        "backchannel.cli.draft:draft",
        "Draft the conflict that reports tell of: a file to check, edit and analyse.",
    ),
    "export": (
        "backchannel.cli.export:export",
        "Evidence and networks as JSON Lines, CSV, GraphML, GEXF, FollowTheMoney, Parquet.",
    ),
    "dossier": (
        "backchannel.cli.dossier:dossier",
        "Keep many reports on one dispute in one file, and decide what is so.",
    ),
}
"""Commands by name: where each is found, and its line in ``backchannel --help``."""


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            ctx.fail(f"No such command {args[0]!r}.{did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if not COMMANDS:
            return
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.command(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="backchannel")
def _group() -> None:
    """Reports in, brief out: read what is reported on a dispute, and see which outcomes hold."""


def main(args: list[str] | None = None) -> None:
    """Run the command line and exit.

    Parameters
    ----------
    args : list of str or None
        Arguments without the program's name; None takes them from the process.
    """
    try:
        code = _group.main(args=args, prog_name="backchannel", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("stopped.", err=True)
        sys.exit(1)
    except BackchannelError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    # a command that calls ``ctx.exit`` comes back here with its exit code
    sys.exit(code if isinstance(code, int) else 0)
