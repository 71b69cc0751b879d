"""Whether a build may be released: rules that hold in every answer, and figures held to a reviewed baseline."""
