"""An Assessment as text and JSON. No view computes a date."""
