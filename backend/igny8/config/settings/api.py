"""Settings of the REST framework and of the OpenAPI file."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["igny8.accounts.api.authentication.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["igny8.core.api.permissions.RolePermission"],
    "DEFAULT_PARSER_CLASSES": ["igny8.core.api.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["igny8.core.api.envelope.EnvelopeRenderer"],
    "DEFAULT_FILTER_BACKENDS": [],
    "DEFAULT_SCHEMA_CLASS": "igny8.core.api.schema.EnvelopeSchema",
    "DEFAULT_THROTTLE_CLASSES": ["igny8.core.api.throttles.PrincipalThrottle"],
    "EXCEPTION_HANDLER": "igny8.core.api.handler.exception_handler",
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
    "URL_FORMAT_OVERRIDE": None,
    "DATETIME_FORMAT": "%Y-%m-%dT%H:%M:%S.%fZ",
    "COERCE_DECIMAL_TO_STRING": False,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "IGNY8 API",
    "VERSION": "1",
    "DESCRIPTION": "From a keyword export to linked, scored, published pages, with every credit accounted for.",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    # Parts of a TextChoices; whole ones are named after their class (core.api.schema_enums).
    "ENUM_NAME_OVERRIDES": {
        "GivenRole": "igny8.accounts.api.serializers.GIVEN_ROLES",
        "DiffOp": ["equal", "insert", "delete"],
        "EditableIdeaStatus": [("draft", "Draft"), ("approved", "Approved"), ("rejected", "Rejected")],
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "POSTPROCESSING_HOOKS": [
        "igny8.core.api.schema_enums.name_enums",
        "igny8.core.api.schema.add_shared_parts",
    ],
}
