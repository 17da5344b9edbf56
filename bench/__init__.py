"""What the machine is measured with: scripts, not tests. Each prints its numbers."""
