"""`python -m proposalcheck` is the same as the command `proposalcheck`."""

from proposalcheck.cli import main

main(prog_name="proposalcheck")
