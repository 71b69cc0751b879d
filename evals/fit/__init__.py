"""Programs that fit the models which the assistant decides with. No run of an evaluation needs them."""
