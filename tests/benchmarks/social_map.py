"""What the open data of the social map costs with tens of thousands of offers.

Usage: python tests/benchmarks/social_map.py [--offers 49000]. Makes a scratch site of its own (SQLite, in a temporary
folder) with made-up offers, asks for the CSV and the JSON as a browser that takes compressed answers does, and prints
seconds of CPU, the size, and by how much the memory of the process grew while answering.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
ADDRESSES = ("/sociale-kaart.csv", "/sociale-kaart.json")


def fill(number: int) -> None:
    """Offers of fifty providers, each with two dimensions and a target group."""
    from cms.models import Dimension, Offer, Provider, Region, TargetGroup

    region = Region.objects.create(slug="oosterdam", name_nl="Oosterdam", kind="municipality")
    group = TargetGroup.objects.first() or TargetGroup.objects.create(slug="ouderen", name_nl="Ouderen")
    providers = [Provider.objects.create(name=f"Buurthuis {count}") for count in range(50)]
    dimensions = list(Dimension.objects.all())
    offers = Offer.objects.bulk_create(
        [
            Offer(
                title=f"Samen eten {count}",
                provider=providers[count % 50],
                region=region,
                description="Elke dinsdag staat er één lange tafel. Schuif aan, ook zonder afspraak. " * 2,
                cost="€ 4",
                phone="010 1234567",
                source_id=f"bron-{count}",
                website="https://buurthuis.example.org/eten",
            )
            for count in range(number)
        ],
        batch_size=2000,
    )
    through = Offer.dimensions.through
    through.objects.bulk_create(
        (
            through(offer_id=offer.pk, dimension_id=dimensions[(at + step) % len(dimensions)].pk)
            for at, offer in enumerate(offers)
            for step in (0, 1)
        ),
        batch_size=5000,
    )
    groups = Offer.target_groups.through
    groups.objects.bulk_create(
        (groups(offer_id=offer.pk, targetgroup_id=group.pk) for offer in offers), batch_size=5000
    )


def measure(address: str) -> None:
    from django.test import Client

    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    response = Client(SERVER_NAME="localhost").get(address, HTTP_ACCEPT_ENCODING="gzip")
    size = sum(map(len, response.streaming_content))
    seconds = time.process_time() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(
        f"{address}: {response.status_code}, {seconds:.2f} s CPU, {size / 1e6:.1f} MB sent, {grown:.0f} MB more memory"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=49_000)
    number = parser.parse_args().offers
    folder = tempfile.mkdtemp(prefix="social-map-")
    os.environ |= {
        "LEERSPOOR_VAR": folder,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LEERSPOOR_ENV_FILE": os.devnull,
    }
    try:
        subprocess.run([sys.executable, str(ROOT / "manage.py"), "migrate", "-v0"], check=True)
        import django

        django.setup()
        fill(number)
        for address in ADDRESSES:
            measure(address)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
