"""`python -m remedy`."""

from remedy.cli.entry import run

if __name__ == "__main__":
    run()
