"""The program portal: from a folder of YAML, Markdown and CSV to a public website."""
