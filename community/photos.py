"""Pictures that people send in, made anew: small, square, and without what the camera wrote into them."""

import io
import uuid

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
SIDE = 320  # pixels
ACCEPT = "image/jpeg,image/png,image/webp"
HELP = _("JPG, PNG of WebP, hoogstens 8 MB. We snijden hem vierkant bij en halen de plaats uit het bestand.")


def square(upload) -> ContentFile:
    """A new WebP of the uploaded JPG, PNG or WebP under a name of its own. Raises `ValidationError`."""
    if upload.size > MOST_BYTES:
        raise forms.ValidationError(_("Deze foto is te groot. Kies er een van hoogstens 8 MB."))
    try:
        upload.seek(0)
        with Image.open(upload, formats=["JPEG", "PNG", "WEBP"]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise forms.ValidationError(_("Deze foto heeft te veel beeldpunten. Kies een kleinere."))
            made = ImageOps.fit(ImageOps.exif_transpose(image).convert("RGB"), (SIDE, SIDE))
            out = io.BytesIO()
            made.save(out, "WEBP", quality=75)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise forms.ValidationError(
            _("We kunnen dit bestand niet als foto lezen. Kies een JPG, PNG of WebP.")
        ) from None
    return ContentFile(out.getvalue(), name=f"{uuid.uuid4().hex}.webp")
