"""The words of methods of case discussion, in the language being read."""

from django import template

from community.cases.standard import in_language

register = template.Library()
register.filter("in_language", in_language)
