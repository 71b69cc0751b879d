"""Days that texts name: written out, or told by their distance from a day that is known."""
