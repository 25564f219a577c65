"""How long the privacy helper takes: `python tests/benchmarks/privacy.py`. The aim is 50 ms for 5,000 characters."""

import os
import re
import sys
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def main() -> None:
    """Print the CPU time for dense sentences and for long hostile text."""
    import django

    django.setup()
    from community.privacy import findings

    rows = tomllib.loads((ROOT / "tests" / "community" / "privacy_sentences.toml").read_text())
    dense = "\n".join(re.sub(r"\{\w+\|?([^}]*)\}", r"\1", text) for text in rows["telling"])
    for name, text in (("5,000 characters, dense", dense[:5000]), ("100,000 characters", "1 van der 83 jaar " * 5556)):
        taken = []
        for _round in range(5):
            begun = time.process_time()
            findings(text)
            taken.append(time.process_time() - begun)
        print(f"{name}: {min(taken) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
