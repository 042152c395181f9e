"""Settings of one node. What differs between nodes comes from the environment (`safeconduct.hosting`)."""

from pathlib import Path

from safeconduct.hosting import environment
from safeconduct.vault.derive import derive

BASE_DIR = Path(__file__).resolve().parent
NODE = environment.here(BASE_DIR.parent)

DEBUG = NODE.debug
PRODUCTION = NODE.production
SECRET_KEY = derive(NODE.root_key, "web").hex()
ALLOWED_HOSTS = list(NODE.hosts)
VAR_DIR = NODE.var

# The vault
KEY_FILE = NODE.key_file
CASES_OPENED_PER_HOUR = NODE.budget_per_hour

INSTALLED_APPS = [
    "safeconduct.ui",
    "safeconduct.observatory",
    "safeconduct.casework",
    "safeconduct.accounts",
    "safeconduct.audit",
    "safeconduct.vault",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    # A page in Khmer has three bytes a letter and lines are slow. Django pads what it sends, against BREACH.
    "django.middleware.gzip.GZipMiddleware",
    "safeconduct.hosting.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "safeconduct.accounts.middleware.Presence",
    "safeconduct.audit.middleware.OneTransaction",
    "allauth.account.middleware.AccountMiddleware",
    "safeconduct.accounts.middleware.RequireSecondFactor",
]

ROOT_URLCONF = "safeconduct.urls"
WSGI_APPLICATION = "safeconduct.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
FORM_RENDERER = "safeconduct.ui.forms.Renderer"

# Database. One transaction around view and rendering is the work of `audit.middleware`, not ATOMIC_REQUESTS.
DATABASES = {"default": NODE.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Codes already used and sign-in attempts, seen by every process of the node and by the next one after a restart.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_short_memory",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# Words
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ar", "العربية"), ("km", "ខ្មែរ")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["safeconduct.ui.formats"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600

# Styles, fonts and the offline script, served by this same process
STATIC_URL = "static/"
STATIC_ROOT = NODE.var / "static"
environment.make_private_folder(STATIC_ROOT)
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Signing in
AUTH_USER_MODEL = "accounts.Worker"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["safeconduct.accounts.sign_in.WorkerBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},  # NIST SP 800-63B-4, 3.1.1.2
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "display_name")},
    },
    {"NAME": "safeconduct.accounts.passwords.NotRepetitive"},
]
ACCOUNT_ADAPTER = "safeconduct.accounts.sign_in.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_DISPLAY = "safeconduct.accounts.sign_in.display_name"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# A name is never locked out: that would be a weapon. `accounts.delay` makes repeated attempts wait instead.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": False}
ACCOUNT_FORMS = {
    "login": "safeconduct.accounts.forms.SignIn",
    "reauthenticate": "safeconduct.accounts.forms.PasswordAgain",
    "change_password": "safeconduct.accounts.forms.NewPassword",
}
MFA_FORMS = {
    "authenticate": "safeconduct.accounts.forms.Factor",
    "reauthenticate": "safeconduct.accounts.forms.FactorAgain",
    "activate_totp": "safeconduct.accounts.forms.NewFactor",
}
MFA_ADAPTER = "safeconduct.accounts.sign_in.SealedSecrets"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Safe Conduct"
MFA_RECOVERY_CODE_COUNT = 10

# Sessions: 15 minutes idle here, 8 hours in all in `accounts.middleware.Presence`
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # never in the browser
SESSION_COOKIE_AGE = 15 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "safeconduct.ui.kept.stale"
CSRF_COOKIE_SAMESITE = "Strict"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_REDIRECT_EXEMPT = [r"^alive$"]
    SILENCED_SYSTEM_CHECKS = [
        "security.W002",  # `hosting.headers` forbids frames itself
        "security.W005",  # neighbours under the same domain are not ours to decide about
        "security.W021",  # nor is a browser's preload list, which names nodes in public
    ]
    MIDDLEWARE.insert(1, "django.middleware.security.SecurityMiddleware")
if NODE.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    MIDDLEWARE.insert(0, "safeconduct.hosting.headers.BehindProxy")

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# What is sent as a file is never written to a temporary one: it may tell of people. Larger ones are not taken.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "safeconduct.hosting.logs.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django would mail and print what people typed; ours says where it failed and nothing else.
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "safeconduct": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
