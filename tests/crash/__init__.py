"""Programs that stop in the middle, to prove that the published site survives it."""
