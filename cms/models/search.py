"""The search index: documents, the vocabulary of their words, and which word stands where.

Own tables and not the search of the database: one code for SQLite and PostgreSQL, lemmas beside the words as
written, and a vocabulary in which a misspelt word finds its nearest neighbour.
"""

from django.db import models


class SearchDocument(models.Model):
    """Something public that can be found, in one language."""

    key = models.CharField(max_length=100, unique=True)
    language = models.CharField(max_length=10, db_index=True)
    kind = models.CharField(max_length=50)
    title = models.CharField(max_length=255)
    url = models.CharField(max_length=500)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)

    def __str__(self):
        return self.title


class SearchWord(models.Model):
    """A word of the vocabulary: lower case, without accents; as written or as lemma. The empty word is the lock."""

    text = models.CharField(max_length=40, unique=True)
    length = models.PositiveSmallIntegerField(db_index=True)

    def __str__(self):
        return self.text


class SearchPosting(models.Model):
    """That a word stands in a document, and how much that says (see `cms.search.index`)."""

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="postings")
    word = models.ForeignKey(SearchWord, models.CASCADE, related_name="postings")
    weight = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "word"], name="one_posting_per_word_and_document")]

    def __str__(self):
        return f"{self.word_id} in {self.document_id}: {self.weight}"
