#!/usr/bin/env python3
"""The one command: `demo`, `start`, `test`, and everything that Django knows (`audit`, `shell`, ...).

Needs Python 3.11 or newer with its venv module, and nothing else: see `config/bootstrap.py`.
"""

import sys

if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.stderr.write(
            "Leerspoor needs Python 3.11 or newer and this is %d.%d: install a newer Python and run the same "
            "command with it, for example `python3.11 manage.py demo`.\n" % sys.version_info[:2]
        )
        sys.exit(13)
    from config.bootstrap import main

    sys.exit(main(sys.argv))
