"""What runs from a shell: argument parsing and progress only, the work is done below.

The modules behind ``make`` (`bootstrap` and those it imports) use the standard
library alone: they run before anything is installed.
"""
