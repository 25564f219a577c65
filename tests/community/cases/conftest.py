"""The vault of the tests: a folder per module, and a copy of it for every test, as no transaction brings a file back."""

import shutil

import pytest
from django.conf import settings as real


@pytest.fixture(scope="module")
def vault_folder(tmp_path_factory):
    """Where the keys of a module's own cases go; ask for it before making them."""
    kept, real.CASE_KEYS = real.CASE_KEYS, tmp_path_factory.mktemp("keys")
    yield real.CASE_KEYS
    real.CASE_KEYS = kept


@pytest.fixture(autouse=True)
def _own_vault(settings, tmp_path):
    own = tmp_path / "keys"
    if settings.CASE_KEYS.exists():
        shutil.copytree(settings.CASE_KEYS, own)
    settings.CASE_KEYS = own
