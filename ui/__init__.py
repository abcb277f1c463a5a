"""What the pages share: the map frame, the bar, language, style, settings, errors on screen."""
