"""Telling accounts of marks: the person concerned, and who handles them."""

from django.urls import reverse

from quanheng.norms.finding import Text
from quanheng.office.accounts.models import User
from quanheng.office.inbox.sending import tell
from quanheng.office.selection.models import Mark

SAID = {
    "shown": Text("有一条关于您的评价，请查看并说明", "A mark about you: read it and answer"),
    "confirmed": Text("关于您的一条评价已确认", "A mark about you was confirmed"),
    "dropped": Text("关于您的一条评价未采用，内容已删除", "A mark about you was dropped"),
    "closed": Text("关于您的一条评价查无实据，已终止", "A mark about you was found unfounded"),
    "answered": Text("您的异议已答复", "Your objection was answered"),
    "replied": Text("本人已对评价作出说明", "The person concerned answered a mark"),
}


def tell_person(mark: Mark, what: str, *, by: User) -> None:
    """Tell the person concerned, if there is an account."""
    accounts = User.objects.filter(is_active=True, is_system=False)
    user = accounts.filter(person_code=mark.person.code).order_by("pk").first()
    if user is None:
        return
    url = reverse("selection:me")
    due = mark.reply_due if what == "shown" else None
    tell(user, key=f"mark:{mark.pk}:{what}", text=SAID[what], url=url, due=due, kind="task", by=by)


def tell_handlers(mark: Mark, what: str, *, by: User) -> None:
    """Tell whoever proposed, showed and confirmed it."""
    url = reverse("selection:mark", args=[mark.pk])
    key = f"mark:{mark.pk}:{what}:{mark.replies.count()}"
    for user in {mark.proposed_by, mark.shown_by, mark.decided_by} - {None, by}:
        tell(user, key=key, text=SAID[what], url=url, kind="task", by=by)
