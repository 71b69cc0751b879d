"""The commands of `citewell`, one a module. Each imports what it needs when it runs, so `--help` is quick."""
