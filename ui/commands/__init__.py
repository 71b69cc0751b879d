"""The commands of `citewell`, one a module. Each imports what it needs when it runs, so `--help` is quick.

They import only after `load_settings`, which switches telemetry off before a library looks for the switch.
"""
