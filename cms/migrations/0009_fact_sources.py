"""A fact may name the address of its source."""

import cms.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0008_refused_publications'),
    ]

    operations = [
        migrations.AlterField(
            model_name='regiontext',
            name='facts',
            field=models.TextField(blank=True, help_text='Eén feit per regel, met de bron en de datum tussen haakjes. Het adres van de bron mag er achteraan.', max_length=3000, validators=[cms.identifiers.refuse_bsn], verbose_name='feiten'),
        ),
    ]
