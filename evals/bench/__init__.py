"""Programs that measure how fast documents are indexed. No run of an evaluation needs them."""
