"""A finished run told to a person: figures, plots, cases, as a page, as Markdown and as JSON."""
