"""The domain: values, fields, records, and what flows between the stages."""
