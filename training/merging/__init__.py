"""How the weights were fitted by which claims are put together as one happening."""
