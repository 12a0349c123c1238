"""Makes what tests share (`claims_by_hand`) importable."""
