"""All settings, switched by the environment (or a `.env` file beside `manage.py`).

Embedded default: SQLite, a file-system broker and a database cache under `var/`. With `DATABASE_URL` and
`REDIS_URL` the same code runs on PostgreSQL and Redis.
"""

import contextlib
import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.utils.translation import gettext_lazy as _

from config.schedule import SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR_DIR = Path(env.str("LEERSPOOR_VAR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
for _folder in ("media", "mail", "queue", "queue/done", "static"):
    (VAR_DIR / _folder).mkdir(parents=True, exist_ok=True)

# The demo marks its data folder, so that every later command (audit, shell) knows what it is looking at. It reads no
# `.env`: that is a real site's, with a real mail server and perhaps a real database.
DEMO = env.bool("LEERSPOOR_DEMO", default=(VAR_DIR / "demo").exists())
if not DEMO:
    env.read_env(env.str("LEERSPOOR_ENV_FILE", default=str(BASE_DIR / ".env")))
DEBUG = env.bool("DEBUG", default=False)
BASE_URL = env.str("LEERSPOOR_URL", default="").rstrip("/")
HOSTNAME = env.str("LEERSPOOR_HOST", default="") or urlsplit(BASE_URL).hostname or "localhost"
if HOSTNAME in ("127.0.0.1", "::1"):
    HOSTNAME = "localhost"
BASE_URL = BASE_URL or (f"https://{HOSTNAME}" if HOSTNAME != "localhost" else "http://127.0.0.1:8000")
HTTPS = BASE_URL.startswith("https://")
SITE_NAME = env.str("LEERSPOOR_NAME", default="Leerspoor")
SITE_PHONE = env.str("LEERSPOOR_PHONE", default="")  # for whoever rather calls
# Which instrument "Kijk eens naar jezelf" offers: "link_out" (only the way to the official tool), "neutral_aid" (our own
# six lines, in the browser alone) or "licensed" (the owner's tool under a contract, at the address given).
INSTRUMENT_PROVIDER = env.str("LEERSPOOR_INSTRUMENT", default="neutral_aid")
INSTRUMENT_URL = env.str("LEERSPOOR_INSTRUMENT_URL", default="")
SITE_EMAIL = env.str("LEERSPOOR_EMAIL", default="hallo@leerspoor.example.org")


def _secret_key() -> str:
    """The key from the environment, or one made once and kept in `var/` (readable by the owner only)."""
    if key := env.str("SECRET_KEY", default=""):
        return key
    from django.core.management.utils import get_random_secret_key

    path = VAR_DIR / "secret_key"
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(get_random_secret_key())
        with contextlib.suppress(FileExistsError):  # another process was first: its key counts
            os.link(draft, path)
        draft.unlink()
    return path.read_text()


SECRET_KEY = _secret_key()
_host = urlsplit(BASE_URL).hostname or HOSTNAME
_hosts = [HOSTNAME, f"[{_host}]" if ":" in _host else _host, "localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=_hosts)
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "config",
    "events",
    "community",
    "cms",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",  # the list of passkeys of allauth counts days with it
    "django.contrib.postgres",  # the search index of Wagtail has a field of it where the database is PostgreSQL
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cms.middleware.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.middleware.CompressionMiddleware",
    "cms.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.PathLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "community.middleware.NoStoreForMembersMiddleware",
    "community.middleware.AdminDoorMiddleware",
    "community.middleware.SecondFactorMiddleware",
    "community.middleware.IdleCasesMiddleware",
    "cms.middleware.AdminRefusalsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context.site",
            ],
        },
    },
]

# --- Storage: acknowledged means stored -------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'leerspoor.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-1000;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    # Fifty who sign up at once wait for one row: each gets a place, not "try again", within 30 s. SQLite waits as long.
    DATABASES["default"]["OPTIONS"] = DATABASES["default"].get("OPTIONS", {}) | {
        "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
        "server_side_binding": True,  # plans once per connection; 0 below for a PgBouncer before 1.21 in between
        "prepare_threshold": env.int("DATABASE_PREPARE", default=5) or None,
        "options": "-c lock_timeout=20s -c idle_in_transaction_session_timeout=30s -c synchronous_commit=on"
        " -c default_transaction_isolation=read\\ committed",
    }

# A folder with the keys of case discussions and the log of removals; never in a back-up of the database.
CASE_KEYS = Path(env.str("CASE_KEYS", default=str(VAR_DIR / "case-keys")))

REDIS_URL = env.str("REDIS_URL", default="")
REDIS_CACHE = {
    "BACKEND": "config.caches.RedisCache",
    "LOCATION": REDIS_URL,
    "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},  # seconds; a reader waits meanwhile
}
CACHES = {
    # Shared between processes: log-in limits and short-lived locks.
    "default": REDIS_CACHE
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Shared between processes too, but read on every public page: see cms/page_cache.py.
    "generation": REDIS_CACHE
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(VAR_DIR / "generation")},
    # Rendered public pages, per process.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=300)  # 0 keeps nothing
# Never kept, whatever a view forgets to say; robots leave these alone as well.
PAGE_CACHE_EXCLUDE = ["/api/", "/beheer/", "/documenten/", "/healthz"]
PAGE_CACHE_EXCLUDE += [
    f"{language}/{path}/"
    for language in ("", "/en")
    for path in ("account", "bezwaar", "intervisie", "melden", "mijn-aanmelding", "postvak", "spreker", "volgen")
]

# --- Background work: the outbox is the truth, the broker only wakes -------------------------------------------
CELERY_BROKER_URL = REDIS_URL or "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"visibility_timeout": 3600}
    if REDIS_URL
    else {
        "data_folder_in": str(VAR_DIR / "queue"),
        "data_folder_out": str(VAR_DIR / "queue"),
        "processed_folder": str(VAR_DIR / "queue" / "done"),
        "control_folder": str(VAR_DIR / "queue" / "control"),
        "store_processed": False,
        "polling_interval": 0.2,
    }
)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_CONCURRENCY = env.int("CELERY_CONCURRENCY", default=1)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = SCHEDULE
# How our mail server signs what it found of a sender (RFC 8601), and the box of `read_replies` (20 signs before the @).
REPLIES_AUTHSERV = env.str("REPLIES_AUTHSERV", default="")
REPLIES_ADDRESS = env.str("REPLIES_ADDRESS", default="")

# --- People ------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "community.User"
AUTHENTICATION_BACKENDS = ["community.permissions.OneQueryBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "community.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "community.forms.log_in.PasswordForm",
    "request_login_code": "community.forms.log_in.CodeForm",
    "signup": "community.forms.log_in.SignupForm",
}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = int(timedelta(minutes=15).total_seconds())
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", default=False) else 0
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "community.forms.passkeys.PasskeyForm"}
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# Whoever enters `/beheer/` or a peer group needs a second factor; the demo does without and says so in a banner.
SECOND_FACTOR_FOR_STAFF = env.bool("SECOND_FACTOR_FOR_STAFF", default=not DEMO)
ACCOUNT_SESSION_REMEMBER = False
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# --- Headers -----------------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from the machine itself
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
NONE, SELF = "'none'", "'self'"
# The first prefix that fits, for every answer that has no policy of its own.
CONTENT_POLICIES = [
    (
        "/beheer/",  # Wagtail's admin has inline scripts and styles: the tightest that works there
        {
            "default-src": NONE,
            "script-src": SELF,
            "script-src-elem": f"{SELF} 'unsafe-inline'",
            "script-src-attr": NONE,
            "style-src": f"{SELF} 'unsafe-inline'",
            "img-src": f"{SELF} data: blob:",
            "font-src": SELF,
            "connect-src": SELF,
            "media-src": SELF,
            "frame-src": SELF,
            "form-action": SELF,
            "base-uri": NONE,
            "frame-ancestors": SELF,
        },
    ),
    (
        "",
        {
            "default-src": NONE,
            "script-src": SELF,
            "style-src": SELF,
            "img-src": f"{SELF} data:",
            "font-src": SELF,
            "connect-src": SELF,
            "media-src": SELF,
            "manifest-src": SELF,
            "form-action": SELF,
            "base-uri": NONE,
            "frame-ancestors": SELF,
        },
    ),
]
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # X-Frame-Options is SAMEORIGIN: Wagtail previews pages in a frame of our own
    "security.W021",  # no HSTS preload: a promise that only the owner of the domain can make
]

# --- Language and time -------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("nl", _("Nederlands")),
    ("en", _("Engels")),
]
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

# --- Files -------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "cms.finders.StylesheetFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static.CollectedFiles"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Wagtail -----------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_FRONTEND_LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "/account/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILEMBEDS_FINDERS = []
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx", "mp4", "webm", "vtt"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.forms.CheckedDocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# --- Mail --------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"{SITE_NAME} <{SITE_EMAIL}>")
SERVER_EMAIL = SITE_EMAIL
MAIL_DIR = VAR_DIR / "mail"
MAIL_DELIVERY_BACKEND = "community.mail_backends.EmlFileBackend"  # what empties the outbox
if env.str("EMAIL_URL", default=""):
    vars().update(_mail := env.email_url("EMAIL_URL"))
    MAIL_DELIVERY_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_BACKEND = "community.mail_backends.OutboxBackend"  # what packages send goes into the outbox
EMAIL_TIMEOUT = 20
# What calendars and mail programs know our entries and mails by: never change it once mail has left, or every
# update becomes a second entry.
UID_HOST = env.str("LEERSPOOR_UID_HOST", default=HOSTNAME)
AUDIT_LOG_DAYS = 2 * 365  # who did what is kept this long; then a checkpoint per month stays
MAIL_BODY_DAYS = 30  # the text of a mail is forgotten after this; the fact that it was sent is kept

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}

# Sign-ups an hour from one network; 0 is no limit, as in a demo, which is there to be tried.
SIGN_UPS_PER_HOUR = env.int("SIGN_UPS_PER_HOUR", default=0 if DEMO else 300)

# Questions an hour to the public API from one network; 0 is no limit.
API_REQUESTS_PER_HOUR = env.int("API_REQUESTS_PER_HOUR", default=1000)

# Seconds by which the product's clock runs ahead; for rehearsals only (see cms/clock.py).
CLOCK_SHIFT = env.int("LEERSPOOR_CLOCK_SHIFT", default=0)
