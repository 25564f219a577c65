"""Static files: hashed names that browsers keep for ever, compressed when they are collected."""

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """Hashed names once `collectstatic` has run; before that (tests, development) the plain ones."""

    def stored_name(self, name):
        return super().stored_name(name) if self.hashed_files else name

    def create_compressor(self, **kwargs):
        return QuickCompressor(**kwargs)


class QuickCompressor(Compressor):
    """Brotli one step below its slowest: a few per cent larger, and the first start does not wait for it."""

    @staticmethod
    def compress_brotli(data):
        return brotli.compress(data, quality=9)
