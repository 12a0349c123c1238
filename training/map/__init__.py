"""The outline of the world's land that the reading room's map is drawn on."""
