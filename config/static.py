"""Static files: hashed names that browsers keep for ever, compressed when they are collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """Hashed names once `collectstatic` has run; before that (tests, development) the plain ones."""

    def stored_name(self, name):
        return super().stored_name(name) if self.hashed_files else name
