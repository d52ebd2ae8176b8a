"""Fields of the writer's API."""

from rest_framework import serializers

from igny8.core.api.serializers import Input, Output


class OutlineSectionIn(Input):
    """A section to be written."""

    heading = serializers.CharField(max_length=200)
    points = serializers.ListField(child=serializers.CharField(max_length=300), max_length=20, required=False)
    keywords = serializers.ListField(child=serializers.CharField(max_length=255), max_length=20, required=False)
    is_locked = serializers.BooleanField(required=False)


class OutlineSectionOut(Output):
    heading = serializers.CharField()
    points = serializers.ListField(child=serializers.CharField())
    keywords = serializers.ListField(child=serializers.CharField())
    is_locked = serializers.BooleanField()


class SectionIn(Input):
    """A section of the text; ``id`` of an existing one keeps it the same section."""

    id = serializers.CharField(max_length=40, required=False)
    heading = serializers.CharField(max_length=300, allow_blank=True)
    html = serializers.CharField(max_length=300_000, allow_blank=True, trim_whitespace=False)
    is_locked = serializers.BooleanField(required=False)


class SectionOut(Output):
    id = serializers.CharField()
    heading = serializers.CharField()
    html = serializers.CharField()
    is_locked = serializers.BooleanField()


class WordPieceOut(Output):
    """A piece of a changed text: equal, insert or delete."""

    op = serializers.ChoiceField(choices=["equal", "insert", "delete"])
    text = serializers.CharField()


class HunkOut(Output):
    """A block of the text: equal, insert, delete or replace (then with its words)."""

    op = serializers.ChoiceField(choices=["equal", "insert", "delete", "replace"])
    before = serializers.CharField()
    after = serializers.CharField()
    words = WordPieceOut(many=True)


class AttributeIn(Input):
    """A property of a product, and its values."""

    name = serializers.CharField(max_length=60)
    options = serializers.ListField(child=serializers.CharField(max_length=100), min_length=1, max_length=20)


class AttributeOut(Output):
    name = serializers.CharField()
    options = serializers.ListField(child=serializers.CharField())


class DetailsIn(Input):
    """What a content has besides its text, all of it: plain text. Which of these there are, depends on the content type.

    ``short_description`` every type has, ``highlights`` and ``attributes`` a product, ``includes`` and ``steps`` a service.
    """

    short_description = serializers.CharField(max_length=500, allow_blank=True, required=False)
    highlights = serializers.ListField(
        child=serializers.CharField(max_length=200, allow_blank=True), max_length=8, required=False
    )
    attributes = AttributeIn(many=True, required=False)
    includes = serializers.ListField(
        child=serializers.CharField(max_length=200, allow_blank=True), max_length=20, required=False
    )
    steps = serializers.ListField(
        child=serializers.CharField(max_length=200, allow_blank=True), max_length=20, required=False
    )


class DetailsOut(Output):
    """Empty where the content type has no such detail."""

    short_description = serializers.CharField(default="")
    highlights = serializers.ListField(child=serializers.CharField(), default=list)
    attributes = AttributeOut(many=True, default=list)
    includes = serializers.ListField(child=serializers.CharField(), default=list)
    steps = serializers.ListField(child=serializers.CharField(), default=list)


class DetailDiffOut(Output):
    """A detail that differs, one entry a line."""

    field = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    pieces = WordPieceOut(many=True)
