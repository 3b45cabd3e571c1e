"""Runs the program as `python -m budgettool`."""

import sys

from budgettool.app import main

sys.exit(main())
