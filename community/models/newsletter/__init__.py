from community.models.newsletter.issues import NewsletterIssue, NewsletterItem
from community.models.newsletter.subscriptions import NewsletterConsent, Subscription

__all__ = ["NewsletterConsent", "NewsletterIssue", "NewsletterItem", "Subscription"]
