"""Django settings. Values that differ between installations come from the environment."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from quanheng.office.config.environment import data_folder, flag, kept_secret, listed, text

PACKAGE = Path(__file__).resolve().parent.parent
DATA = data_folder()

PRODUCTION = flag("QUANHENG_PRODUCTION")
DEBUG = flag("QUANHENG_DEBUG") and not PRODUCTION
DEMO = flag("QUANHENG_DEMO") and not PRODUCTION
SECRET_KEY = kept_secret("QUANHENG_SECRET_KEY", "session.key", 48)
FIELD_KEY = kept_secret("QUANHENG_FIELD_KEY", "field.key")
RETIRED_FIELD_KEYS = listed("QUANHENG_RETIRED_FIELD_KEYS")
INDEX_KEY = kept_secret("QUANHENG_INDEX_KEY", "index.key")
LEDGER_KEY = kept_secret("QUANHENG_LEDGER_KEY", "ledger.key")
LEDGER_NAME = text("QUANHENG_LEDGER_NAME", "quanheng/ledger")
ALLOWED_HOSTS = listed("QUANHENG_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = listed("QUANHENG_ORIGINS")

INSTALLED_APPS = [
    "quanheng.office.ledger",
    "quanheng.office.accounts",
    "quanheng.office.ballots",
    "quanheng.office.inbox",
    "quanheng.office.records",
    "quanheng.office.duties",
    "quanheng.office.law",
    "quanheng.office.procedures",
    "quanheng.office.findings",
    "quanheng.office.documents",
    "quanheng.office.meetings",
    "quanheng.office.selection",
    "quanheng.office.dashboards",
    "quanheng.office.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # fields as web lays them out
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "quanheng.office.ballots.middleware.UnknownVoter",  # before sessions
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "quanheng.office.accounts.middleware.SessionRules",
    "quanheng.office.accounts.middleware.FirstSteps",
]
ROOT_URLCONF = "quanheng.office.config.urls"
WSGI_APPLICATION = "quanheng.office.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "quanheng.office.web.context.navigation",
            ],
        },
    },
]

# Databases: SQLite needs these settings to survive many writers and a loss of power.

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "quanheng.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA secure_delete=ON;",
    },
}
DATABASES = {
    "default": dj_database_url.parse(text("DATABASE_URL"), conn_max_age=60, conn_health_checks=True)
    if text("DATABASE_URL")
    else SQLITE
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "quanheng_cache",
    }
}
"""In the database, because all processes must count failed log-ins together."""
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Log-in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "quanheng.office.accounts.backend.EntranceBackend",
    "quanheng.office.accounts.backend.PowersBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "quanheng.office.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/15m/key", "login": "60/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(text("QUANHENG_PROXIES", "1" if PRODUCTION else "0"))
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
REQUIRE_SECOND_FACTOR = flag("QUANHENG_SECOND_FACTOR", default=PRODUCTION)
MFA_ADAPTER = "quanheng.office.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Quanheng"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
LOGIN_REDIRECT_URL = "home"
LOGIN_URL = "account_login"
SESSION_HOURS = int(text("QUANHENG_SESSION_HOURS", "8"))
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_IDLE_MINUTES = int(text("QUANHENG_IDLE_MINUTES", "30"))

# Evaluation and messages

NIGHTLY_HOUR = int(text("QUANHENG_NIGHTLY_HOUR", "1"))
NOTICE_DAYS = tuple(int(days) for days in listed("QUANHENG_NOTICE_DAYS") or ("60", "30", "7"))
SITE_ADDRESS = text("QUANHENG_SITE", "")

# What a browser may do with the pages

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if PRODUCTION:
    SECURE_SSL_REDIRECT = flag("QUANHENG_TLS_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# Language and files

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = PRODUCTION
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
MEDIA_ROOT = DATA / "uploads"
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if text("QUANHENG_MAIL_HOST")
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = text("QUANHENG_MAIL_HOST")
EMAIL_PORT = int(text("QUANHENG_MAIL_PORT", "25"))
EMAIL_HOST_USER = text("QUANHENG_MAIL_USER")
EMAIL_HOST_PASSWORD = text("QUANHENG_MAIL_PASSWORD")
EMAIL_USE_TLS = flag("QUANHENG_MAIL_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = text("QUANHENG_MAIL_FROM", "quanheng@localhost")

# What is written to the standard error stream

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},  # a refused page is no fault of the program
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # strangers probing
    },
    "root": {"handlers": ["console"], "level": text("QUANHENG_LOG_LEVEL", "WARNING")},
}
