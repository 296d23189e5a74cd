"""bilateral completion SHELL"""

from __future__ import annotations

import click


@click.command("completion", short_help="Print the completion script of a shell.")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def command(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash: eval "$(bilateral completion bash)"
    zsh:  eval "$(bilateral completion zsh)"
    fish: bilateral completion fish | source
    """
    from click.shell_completion import get_completion_class

    from bilateral.cli import group

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"there is no completion for {shell}")
    click.echo(found(group, {}, "bilateral", "_BILATERAL_COMPLETE").source())
