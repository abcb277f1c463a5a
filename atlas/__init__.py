"""The facts as the product knows them: typed, joined once, and free of any language.

What is said of a fact, and how it is drawn, is the matter of the rooms above: none of them joins,
finds or counts by what was said.
"""
