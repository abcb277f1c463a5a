"""From a question to its plan: asked once, waited for beside the page, stopped at a word."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from siting import SitingError
from siting.solution import Model
from text import t
from ui.guard import guarded
from ui.markup import element, show
from ui.siting_files import show_refusal
from ui.siting_places import Own, Places, asked_key, places_for, problem_for
from ui.siting_plan import Plan
from ui.siting_question import Question
from ui.siting_solver import SOLVER, Job
from ui.siting_state import reset
from ui.siting_words import named, worded

JOB: Final = "siting-job"
_PLAN: Final = "siting-plan-kept"
_AT_ONCE_S: Final = 0.7
"""Most answers are there by then, and the page is drawn once."""
_LOOK_S: Final = 0.3


def answered(lang: str, asked: Question, own: Own) -> Plan | None:
    """The plan for a question; None while it is searched, or where there is none.

    Raises
    ------
    DistrictMapError
        If the data do not load.
    """
    places = places_for(replace(asked, demand="towns"), own)
    try:
        places = places_for(asked, own)
        job = _job(asked, places, own)
        if not job.wait(_AT_ONCE_S):
            _waiting(lang, job.id, asked.model, places)
            return None
        if job.error is not None:
            st.session_state.pop(JOB, None)
            raise job.error
    except SitingError as error:
        # Not logged: it may quote a visitor's own tables.
        title = t(lang, "pages.siting.refused")
        show_refusal(lang, "question", title, named(lang, error, places))
        st.button(t(lang, "pages.siting.reset"), key="siting-reset", on_click=reset)
        return None
    if job.cancelled:
        if job.answer is None:
            show(element("p", t(lang, "pages.siting.stopped_empty"), class_="dqm-notice"))
        if st.button(t(lang, "pages.siting.again"), key="siting-again"):
            st.session_state.pop(JOB, None)
            st.rerun()
    return _plan(asked, places, job) if job.answer else None


def _plan(asked: Question, places: Places, job: Job) -> Plan | None:
    """The plan of an answer; the one of the last run as long as it is the same."""
    plan: Plan | None = st.session_state.get(_PLAN)
    if not (
        plan is not None
        and plan.question == asked
        and plan.places is places
        and plan.answer is job.answer
        and len(plan.points) == len(job.points)
    ):
        plan = Plan(asked, places, job.answer, dict(job.points)) if job.answer else None
        st.session_state[_PLAN] = plan
    return plan


def _job(asked: Question, places: Places, own: Own) -> Job:
    job: Job | None = st.session_state.get(JOB)
    if job is not None and job.key == asked_key(asked, places, own):
        return job
    if job is not None:
        SOLVER.cancel(job)  # nobody waits for it any more
    job = SOLVER.ask(problem_for(asked, places, own), asked)
    st.session_state[JOB] = job
    return job


@st.fragment(run_every=_LOOK_S)
def _waiting(lang: str, id: int, model: Model, places: Places) -> None:
    """The bounds as they close in, and the button that stops; redraws itself only."""
    job: Job | None = st.session_state.get(JOB)
    if job is None or job.id != id or job.ended:
        st.rerun()
    with guarded(lang), st.container(key="card-siting-waiting", border=True):
        _progress(lang, job, model, places)
        if st.button(t(lang, "pages.siting.cancel"), key="siting-cancel", type="primary"):
            SOLVER.cancel(job)


def _progress(lang: str, job: Job, model: Model, places: Places) -> None:
    if job.state == "waiting":
        st.progress(0.0, t(lang, "pages.siting.waiting", n=SOLVER.ahead(job)))
        return
    now = job.progress
    if now is None or now.gap == float("inf"):
        st.progress(0.0, t(lang, "pages.siting.running"))
        return
    # Sums over all demand are shown as means and shares.
    total = 1.0
    if model in {"p_median", "maximal_covering"}:
        total = float(places.demand["weight"].astype(float).sum())
    lower, upper = (
        worded(lang, model, places.unit, bound / total)
        for bound in (now.lower_bound, now.upper_bound)
    )
    bounds = t(lang, "pages.siting.bounds", lower=lower, upper=upper)
    words = f"{t(lang, 'pages.siting.running')} · {bounds}"
    st.progress(max(0.0, min(1.0, 1.0 - now.gap)), words)
