"""The command line: parses arguments, calls a study, prints, sets the exit code.

Exit codes: 0 done · 1 a fault of Bilateral's own · 2 the question cannot be asked (unknown command, state, date)
· 3 the register's files break rules · 4 nothing is held that answers · 5 another process is compiling · 6 the
disk or its permissions · 130 interrupted.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import click

EXIT_CODES = {
    "UsageError": 2,
    "ValueFormError": 2,
    "InvalidRegisterError": 3,
    "NothingHeldError": 4,
    "RegisterBusyError": 5,
    "StoreError": 6,
    "RegisterError": 3,
}

COMMANDS = {
    "dossier": "Write the dossier of a pair of states into one file.",
    "show": "Show pairs, the records of a pair, or one record with its claims.",
    "claims": "List claims with source, grade and both clocks; search them.",
    "sources": "List the sources, with grade and what they contribute.",
    "validate": "Check a register's files; point to file and line.",
    "init": "Make a new register that builds on the casebook.",
    "build": "Compile a register's files into its database.",
    "about": "Say what is held: version, registers, licences, counts.",
    "completion": "Print the completion script of a shell.",
}


class _Lazy(click.Group):
    """A group whose commands are imported when they are called, so that --help stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"bilateral.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else f" Commands: {', '.join(COMMANDS)}."
            ctx.fail(f"there is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        from bilateral.version import __version__

        click.echo(f"bilateral {__version__}")
        ctx.exit()


@click.command(
    cls=_Lazy,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    epilog="Start with: bilateral dossier VEN RUS",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
def group() -> None:
    """Military partnerships between states: claims with two clocks, and dossiers that open claim by claim."""


def main(argv: list[str] | None = None) -> Any:
    """The entry point of the `bilateral` command."""
    try:
        _prepare()
        status = group.main(args=argv, prog_name="bilateral", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        _stopped()
    except click.ClickException as error:
        with _if_anyone_listens():
            _say_usage(error, argv if argv is not None else sys.argv[1:])
        sys.exit(error.exit_code)
    except BrokenPipeError:
        _close_quietly()
    except SystemExit:
        if type(sys.stdout).__name__.endswith("PacifyFlushWrapper"):  # the same, met by click first
            _close_quietly()
        raise
    except Exception as error:  # noqa: BLE001 the edge: the user's faults in words, ours with a traceback
        _report(error, argv if argv is not None else sys.argv[1:])
    else:
        sys.exit(status if isinstance(status, int) else 0)


def _prepare() -> None:
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed before we came: what is said goes nowhere, to the very end
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    with _not_now():  # a stream that is interrupted while it changes can no longer be written to
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # a letter that the terminal does not have is shown as its number
                stream.reconfigure(errors="backslashreplace")
    gc.set_threshold(200_000, 20, 20)  # a command lives for seconds and keeps what it reads


@contextlib.contextmanager
def _not_now() -> Iterator[None]:
    """Lets Ctrl-C wait, where the system can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _stopped() -> NoReturn:
    with _if_anyone_listens():
        click.echo("stopped; nothing is half written", err=True)
    sys.exit(130)


def _if_anyone_listens() -> contextlib.suppress:
    """Around what is said on standard error: whoever read it may have gone (`2>&1 | head`); the exit code stays."""
    return contextlib.suppress(BrokenPipeError)


def _say_usage(error: click.ClickException, argv: list[str]) -> None:
    """What click found wrong with the arguments: in its own words, or as JSON like all other errors."""
    if "--json" not in argv:
        error.show()
        return
    from bilateral.cli.output import say_error
    from bilateral.errors import UsageError

    context = getattr(error, "ctx", None)
    hint = f"see {context.command_path} --help" if context is not None else ""
    say_error(UsageError(error.format_message(), hint=hint), as_json=True)


def _close_quietly() -> None:
    """The reader of our output went away (`| head`): not an error."""
    _let_go_of_output()
    sys.exit(0)


def _let_go_of_output() -> None:
    """Point standard output at nothing, so that what is still in its buffer does not fail again at the exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(error: Exception, argv: list[str]) -> None:
    import errno

    from bilateral.errors import BilateralError, StoreError

    if isinstance(error, OSError) and error.filename is None and error.errno in (errno.ENOSPC, errno.EFBIG, errno.EIO):
        _let_go_of_output()
        error = StoreError(f"the output cannot be written: {error.strerror}", hint="send it to another place")
    elif isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename is not None else ""
        error = StoreError(f"{place}{error.strerror or error}", hint="check that it exists and what you may do there")
    if isinstance(error, RuntimeError) and "Query interrupted" in str(error):  # how the database says Ctrl-C
        _stopped()
    if not isinstance(error, BilateralError):
        raise error
    from bilateral.cli.output import say_error

    with _if_anyone_listens():
        say_error(error, as_json="--json" in argv)
    code = next((EXIT_CODES[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in EXIT_CODES), 1)
    sys.exit(code)
