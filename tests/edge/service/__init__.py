"""The service door: by key, on behalf of others, in batches."""
