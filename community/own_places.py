"""What a reader may look for by name and is no page or door: logging in, the newsletter, what we keep, the house rules."""

from django.utils.translation import gettext_lazy as _

from cms.search.places import Place
from cms.search.places import register as add


def register() -> None:
    """Called when the app is ready."""
    add(
        Place(
            "account_login",
            _("Inloggen"),
            _("Met een code in je mail, een wachtwoord of een passkey."),
            _("aanmelden, log in, code, passkey, vingerafdruk"),
        )
    )
    add(
        Place(
            "account_reset_password",
            _("Nieuw wachtwoord"),
            _("Wachtwoord vergeten? We mailen je een link."),
            _("wachtwoord vergeten, kwijt, instellen, wijzigen, password"),
        )
    )
    add(
        Place(
            "account_signup",
            _("Account maken"),
            _("Met een account vind je al je aanmeldingen bij elkaar."),
            _("lid worden, registreren, inschrijven, aanmelden, profiel"),
        )
    )
    add(
        Place(
            "account",
            _("Mijn account"),
            _("Je aanmeldingen, je groepen, je bewijzen en je gegevens."),
            _("mijn aanmeldingen, profiel, instellingen, e-mailadres wijzigen, uitloggen"),
        )
    )
    add(
        Place(
            "newsletter",
            _("Nieuwsbrief"),
            _("Eens per maand in je mail. Onderaan elke nieuwsbrief schrijf je je weer uit."),
            _("abonneren, aanmelden, inschrijven, uitschrijven, afmelden, opzeggen, mailing, keuzes"),
        )
    )
    add(
        Place(
            "following",
            _("Wat je volgt"),
            _("Kies waarover je bericht krijgt, en hoe vaak."),
            _("meldingen, notificaties, minder mail, overzicht per mail, uitzetten, uitschrijven"),
        )
    )
    add(
        Place(
            "ask_my_data",
            _("Mijn gegevens"),
            _("Zie wat we van je bewaren, download een kopie, of haal alles weg."),
            _("privacy, avg, inzage, verwijderen, wissen, vergeten worden, uitschrijven, persoonsgegevens"),
        )
    )
    add(
        Place(
            "what_we_keep",
            _("Wat we bewaren, en hoe lang"),
            _("Wat er vanzelf weer weggaat, en wanneer."),
            _("privacy, privacyverklaring, bewaartermijn, avg, cookies"),
        )
    )
    add(
        Place(
            "house_rules",
            _("Huisregels"),
            _("Hoe we met elkaar omgaan, en hoe je iets meldt."),
            _("gedragscode, melden, klacht, spam, ongepast, moderatie"),
        )
    )
    add(
        Place(
            "advice",
            _("Vraag advies"),
            _("Je vraag komt bij iemand die jouw regio en jouw thema kent."),
            _("hulp, contact, adviseur, helpdesk, vastlopen"),
        )
    )
    add(
        Place(
            "share_example",
            _("Deel je voorbeeld"),
            _("Vertel wat je in je werk deed, dan leren anderen ervan."),
            _("praktijkvoorbeeld insturen, verhaal, ervaring delen, inzenden, bijdragen"),
        )
    )
    add(
        Place(
            "case_kit",
            _("Een casus op elke agenda"),
            _("Bespreek met je team elke maand één situatie. Twintig minuten is genoeg."),
            _("casuïstiek, casus bespreken, teamoverleg, casusbespreking, bibliotheek met casussen"),
        )
    )
    add(
        Place(
            "learning_log",
            _("Mijn leerlog"),
            _("Schrijf op wat je leerde. Alleen jij leest het, tot je iets deelt."),
            _("dagboek, reflectie, logboek, terugkijken"),
        )
    )
    add(
        Place(
            "policies",
            _("Plannen en akkoorden"),
            _("Wat organisaties samen afspraken, en wat daarvan kwam."),
            _("beleid, regioplan, akkoord, convenant"),
        )
    )
