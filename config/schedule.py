"""The work on the clock: which task runs when. Each is a thin door to an action and harmless when run once more."""

from celery.schedules import crontab

SCHEDULE = {
    # Expires, so that sweeps do not pile up behind a slow one.
    "sweep the outbox": {"task": "community.tasks.deliver_mail", "schedule": 30.0, "options": {"expires": 30}},
    "watch the outbox": {"task": "community.tasks.watch_outbox", "schedule": crontab(minute="*/15")},
    "forget where orders went": {"task": "community.tasks.forget_addresses", "schedule": crontab(hour=3, minute=45)},
    "forget old mail": {"task": "community.tasks.wipe_mail", "schedule": crontab(hour=3, minute=40)},
    "seal the audit log": {"task": "community.tasks.seal_audit_log", "schedule": 60.0, "options": {"expires": 60}},
    "forget the old audit log": {
        "task": "community.tasks.forget_old_audit_log",
        "schedule": crontab(hour=3, minute=50),
    },
    "forget what had its time": {
        "task": "community.tasks.forget_what_had_its_time",
        "schedule": crontab(hour=3, minute=50),
    },
    "finish removals": {"task": "community.tasks.finish_removals", "schedule": crontab(hour=3, minute=55)},
    "keep the dates of ambassadors": {"task": "community.tasks.keep_ambassador_dates", "schedule": crontab(minute=5)},
    "tell whose block ended": {"task": "community.tasks.tell_ended_blocks", "schedule": crontab(minute="*/10")},
    "send overviews": {"task": "community.tasks.send_overviews", "schedule": 300.0, "options": {"expires": 300}},
    "remind hosts of requests": {"task": "community.tasks.remind_hosts", "schedule": crontab(minute=25)},
    "keep the dates of cases": {"task": "community.tasks.keep_case_dates", "schedule": crontab(minute="*/10")},
    "keep the action centre": {"task": "community.tasks.keep_action_centre", "schedule": crontab(minute=35)},
    "remind of reviews": {"task": "community.tasks.remind_of_reviews", "schedule": crontab(hour=7, minute=15)},
    "keep buddies": {"task": "community.tasks.keep_buddies", "schedule": crontab(minute=45)},
    "send newsletters": {"task": "community.tasks.send_newsletters", "schedule": 60.0, "options": {"expires": 60}},
    "forget unconfirmed subscriptions": {
        "task": "community.tasks.forget_unconfirmed_subscriptions",
        "schedule": crontab(hour=3, minute=45),
    },
    "release unconfirmed places": {"task": "events.tasks.expire_unconfirmed", "schedule": 60.0},
    "remind people of meetings": {"task": "events.tasks.remind", "schedule": 60.0, "options": {"expires": 60}},
    "hold draws": {"task": "events.tasks.draw", "schedule": 60.0, "options": {"expires": 60}},
    "make proposals for break-outs": {"task": "events.tasks.allocate", "schedule": 60.0, "options": {"expires": 60}},
    "take in lists of offers": {"task": "cms.tasks.import_offers", "schedule": 60.0, "options": {"expires": 60}},
    "publish scheduled pages": {"task": "cms.tasks.publish_scheduled", "schedule": 60.0},
    "check links to other sites": {"task": "cms.tasks.check_links", "schedule": crontab(hour=4, minute=20)},
    "tell followers of series": {"task": "events.tasks.tell_followers", "schedule": crontab(minute="*/10")},
    "chase the notes of groups": {"task": "events.tasks.chase_notes", "schedule": 60.0, "options": {"expires": 60}},
    "wipe register numbers": {"task": "events.tasks.wipe_register_numbers", "schedule": crontab(hour=4, minute=5)},
    "forget what people needed": {"task": "events.tasks.wipe_needs", "schedule": crontab(hour=4, minute=5)},
    "tell other systems": {"task": "events.tasks.deliver_webhooks", "schedule": 30.0, "options": {"expires": 30}},
    "forget what other systems heard": {"task": "events.tasks.forget_webhooks", "schedule": crontab(hour=4, minute=10)},
    "ask how invitations went": {"task": "events.tasks.ask_outcomes", "schedule": crontab(minute=25)},
    "audit the sign-ups": {"task": "events.tasks.audit", "schedule": crontab(minute=15)},
}
