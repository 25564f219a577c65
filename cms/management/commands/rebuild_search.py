from django.core.management.base import BaseCommand

from cms.search import rebuild


class Command(BaseCommand):
    help = "Fill the search index anew from everything public."

    def handle(self, *args, **options):
        self.stdout.write(f"{rebuild()} entries in the search index")
