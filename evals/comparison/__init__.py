"""Two runs case by case: what got better, worse, or merely moved."""
