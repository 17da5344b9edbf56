"""What helps editors write: new files with their keys, and values into series. Nothing is written that the check would refuse."""
