-- What colleagues think of a lead's score, one opinion each: how a formula is judged beside what became of its leads.
create table score_feedback (
    tenant_id       uuid        not null,
    lead_id         uuid        not null,
    actor_id        uuid        not null,
    formula_version text        not null,
    score           smallint    not null check (score between 0 and 100),
    good            boolean     not null,
    at              timestamptz not null default now(),
    primary key (tenant_id, lead_id, actor_id),
    foreign key (tenant_id, lead_id) references lead (tenant_id, id),
    foreign key (tenant_id, formula_version) references scoring_formula (tenant_id, version)
);
alter table score_feedback enable row level security;
alter table score_feedback force row level security;
create policy score_feedback_staff on score_feedback
    using (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'))
    with check (tenant_id = henk.tenant() and (henk.authority() = 'system'
        or (henk.authority() = 'staff' and actor_id = henk.actor())));
