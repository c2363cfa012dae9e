-- What knowledge could not answer. What is asked alike is one row; who asked stands beside it.
create table open_question (
    tenant_id       uuid        not null references tenant (id),
    id              uuid        not null,
    language        text        not null check (language in ('de', 'en', 'fr')),
    text            text        not null check (length(text) between 1 and 300),
    -- what two ways to ask the same have in common: concepts and stems, sorted
    gist            text        not null check (length(gist) between 1 and 300),
    -- whose words the text is, as long as there is such a person
    conversation_id uuid,
    account_id      uuid,
    state           text        not null default 'open' check (state in ('open', 'answered')),
    answer          text check (length(answer) between 1 and 4000),
    answered_by     uuid,
    answered_at     timestamptz,
    asked_at        timestamptz not null default now(),
    primary key (tenant_id, id),
    check ((state = 'answered') = (answered_at is not null))
);
create unique index open_question_once on open_question (tenant_id, language, gist) where state = 'open';
create index open_question_waiting on open_question (tenant_id, asked_at) where state = 'open';

create table question_asker (
    tenant_id       uuid        not null,
    id              uuid        not null,
    question_id     uuid        not null,
    conversation_id uuid        not null,
    account_id      uuid,
    text            text        not null check (length(text) between 1 and 300),
    language        text        not null check (language in ('de', 'en', 'fr')),
    -- where the answer is to go; null for who did not ask for it
    email           text check (length(email) between 3 and 254),
    asked_at        timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, question_id, conversation_id),
    foreign key (tenant_id, question_id) references open_question (tenant_id, id) on delete cascade
);
create index question_asker_by_conversation on question_asker (tenant_id, conversation_id);

-- Where a document comes from: the seed replaces its own alone.
alter table document add column origin text not null default 'seed' check (origin in ('seed', 'answer'));

do $$
declare
    t text;
begin
    foreach t in array array['open_question', 'question_asker'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy %I on %I for all
            using (tenant_id = henk.tenant() and henk.authority() = ''system'')
            with check (tenant_id = henk.tenant() and henk.authority() = ''system'')', t || '_system', t);
        execute format('create policy %I on %I for select
            using (tenant_id = henk.tenant() and henk.authority() = ''staff'')', t || '_staff_reads', t);
    end loop;
end $$;
-- once: an answered question is no longer to be had
create policy open_question_staff_answers on open_question for update
    using (tenant_id = henk.tenant() and henk.authority() = 'staff' and state = 'open')
    with check (tenant_id = henk.tenant() and state = 'answered' and answered_by = henk.actor());
