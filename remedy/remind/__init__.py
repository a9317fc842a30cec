"""What to tell whom, once; and the channels that carry it."""
