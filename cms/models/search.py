"""The search index: documents, the words in them with where they stand, and the words that mean the same.

Own tables and not the search of the database: one code for SQLite and PostgreSQL, lemmas beside the words as
written, and a vocabulary in which a misspelt word finds its nearest neighbour.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class SearchDocument(models.Model):
    """Something public that can be found, in one language."""

    key = models.CharField(max_length=100, unique=True)
    language = models.CharField(max_length=10, db_index=True)
    kind = models.CharField(max_length=50)
    title = models.CharField(max_length=255)
    url = models.CharField(max_length=500)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    terms = models.TextField(blank=True)
    """Its terms as "facet:slug", with spaces between; "taal:nl" where its words are not in the language of its tree."""

    TEXT_LANGUAGE = "taal"

    def __str__(self):
        return self.title

    @property
    def text_language(self) -> str:
        """The code of the language its words are in."""
        terms = (term.split(":", 1) for term in self.terms.split())
        return next((slug for facet, slug in terms if facet == self.TEXT_LANGUAGE), self.language)


class SearchWord(models.Model):
    """A word of a language: lower case, without accents; as written or as lemma.

    `postings` says where it stands and how much that says (0 to 100, see `cms.search.index`): the keys of n documents
    as unsigned little-endian integers of four bytes, then n weights of one byte. One row per word and not one per
    word and document: a common word of ten thousand pages is read in one go.
    """

    language = models.CharField(max_length=10)
    text = models.CharField(max_length=40)
    postings = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "text"], name="one_row_per_word_and_language")]

    def __str__(self):
        return self.text


class PublicStamp(models.Model):
    """One row: a number that is another one after every change of what can be found. See `cms.memory`."""

    number = models.BigIntegerField()

    def __str__(self):
        return str(self.number)


class SynonymSet(models.Model):
    """Words that mean the same: who looks for one finds the others too."""

    words = models.TextField(
        _("woorden"),
        help_text=_("Woorden die hetzelfde betekenen, elk op een eigen regel. Wie op één ervan zoekt, vindt ze alle."),
    )

    panels = [FieldPanel("words")]

    class Meta:
        ordering = ["words"]
        verbose_name = _("synoniemen")
        verbose_name_plural = _("synoniemen")

    def __str__(self):
        return " = ".join(self.each)

    @property
    def each(self) -> list[str]:
        """The words (or short phrases) one by one, without doubles; commas count as line ends."""
        lines = (" ".join(line.split()) for line in self.words.replace(",", "\n").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def clean(self):
        if len(self.each) < 2:
            raise ValidationError({"words": _("Schrijf er minstens twee woorden in, elk op een eigen regel.")})
