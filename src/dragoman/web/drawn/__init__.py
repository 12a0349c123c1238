"""Where the marks of the room's own pictures stand; the templates draw them."""
