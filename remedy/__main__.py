"""`python -m remedy`."""

from remedy.cli.main import run

if __name__ == "__main__":
    run()
