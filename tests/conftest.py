"""What every test may use. The data folder, database and Redis are this process's own: see `environment.py`."""

import email
import email.policy
import gc

import django
import pytest
from django.conf import settings

from tests import environment

pytest_plugins = ["tests.browser"]
LONGEST = ("tests/test_", "tests/journeys/", "tests/config/test_demo.py")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Set Django up, but not in a process that only hands the tests out to workers."""
    spread = config.getoption("dist", "no") != "no" and not config.option.collectonly
    if spread and not hasattr(config, "workerinput"):
        return
    environment.set_environment()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a real one takes half a second
    django.setup()
    gc.freeze()  # what stands after the set-up stays: not looked through for rubbish again and again
    gc.set_threshold(50_000)


def pytest_collection_modifyitems(items):
    """What takes longest comes first, so that no worker is left alone with it when the others are done."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """The database of this process: a copy of the migrated one, on the same path as a site's own."""
    with django_db_blocker.unblock():
        environment.fill_database()


@pytest.fixture(scope="session", autouse=True)
def _pristine_after_real_transactions():
    """A test with real transactions leaves the database as `migrate` made it: quicker and truer than a flush."""
    from django.test import TransactionTestCase

    def put_back(self):
        environment.fill_database()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """The database for fixtures of a whole module: what they make stands once for all its tests, then goes.

    For modules without real transactions. A test works in a savepoint of its own, so it may change every row; hand it
    copies of the objects (`copy.deepcopy`), as `setUpTestData` does, where it could change those too.
    """
    from django.db import transaction

    with django_db_blocker.unblock():
        around = transaction.atomic()
        around._from_testcase = True  # actions may ask for a durable transaction inside
        with around:
            yield
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _nothing_of_another_test():
    """No test sees what another one cached (the database cache goes with the database), or speaks its language."""
    from django.core.cache import caches
    from django.utils import translation

    from cms import memory

    translation.deactivate()
    memory.forget()  # what a page costs must not hang on which tests this process ran before

    caches["pages"].clear()
    if settings.REDIS_URL:
        caches["default"].clear()


class Mailbox:
    """The mails that left, read back from the `.eml` files."""

    def __init__(self, folder):
        self.folder = folder

    def deliver(self):
        """Send what waits in the outbox, as the worker would; returns all messages so far."""
        from config.celery import app

        if "community.tasks.deliver_mail" not in app.tasks:  # checks every model there is, so not before each delivery
            app.loader.import_default_modules()
        app.tasks["community.tasks.deliver_mail"].apply(throw=True)
        return self.messages

    @property
    def messages(self) -> list[email.message.EmailMessage]:
        """All messages, oldest first."""
        paths = sorted(self.folder.glob("*.eml"))
        return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths]

    def to(self, address: str) -> list[email.message.EmailMessage]:
        """The messages to one address, oldest first."""
        return [message for message in self.messages if address in message["To"]]


@pytest.fixture
def mailbox(settings, tmp_path) -> Mailbox:
    """An empty folder where every mail of this test lands as a real `.eml` file."""
    settings.EMAIL_BACKEND = "community.mail_backends.OutboxBackend"  # pytest-django puts another one there
    settings.MAIL_DELIVERY_BACKEND = "community.mail_backends.EmlFileBackend"
    settings.MAIL_DIR = tmp_path / "mail"
    settings.MAIL_DIR.mkdir()
    return Mailbox(settings.MAIL_DIR)
