-- Ordered stages of a tenant's pipeline. Names by language; probability in percent.
create table stage (
    tenant_id   uuid     not null,
    key         text     not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
    position    integer  not null,
    names       jsonb    not null,
    probability smallint not null check (probability between 0 and 100),
    state       text     not null check (state in ('open', 'won', 'lost')),
    primary key (tenant_id, key),
    unique (tenant_id, position)
);

-- How a tenant's leads are scored and what a deal is worth until somebody says otherwise. A formula is never changed:
-- a new version takes its place.
create table scoring_formula (
    tenant_id  uuid        not null,
    version    text        not null,
    definition jsonb       not null,
    active     boolean     not null,
    since      timestamptz not null default now(),
    primary key (tenant_id, version)
);
create unique index scoring_formula_active on scoring_formula (tenant_id) where active;

create table sales_settings (
    tenant_id          uuid           not null primary key,
    default_deal_value numeric(14, 2) not null check (default_deal_value >= 0),
    -- what is sold, by occasion and language
    titles             jsonb          not null
);

-- A person. E-mail in lower case, phone in E.164: both identify.
create table contact (
    tenant_id  uuid        not null,
    id         uuid        not null,
    first_name text        not null default '',
    last_name  text        not null default '',
    email      text,
    phone      text,
    company    text,
    language   text,
    account_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, email)
);
create index contact_by_phone on contact (tenant_id, phone) where phone is not null;

-- A wish. Score and its explanation are computed by app.henk.crm alone and stand for the moment of the last change.
create table lead (
    tenant_id       uuid        not null,
    id              uuid        not null,
    contact_id      uuid        not null,
    first_name      text        not null default '',
    last_name       text        not null default '',
    email           text,
    phone           text,
    company         text,
    budget          numeric(14, 2) check (budget >= 0),
    currency        char(3)     not null,
    company_size    integer check (company_size >= 0),
    industry        text check (industry in ('tech', 'finance', 'healthcare', 'other')),
    urgency         text check (urgency in ('immediately', 'this_week', 'this_month', 'later')),
    occasion        text,
    event_date      date,
    source          text        not null,
    status          text        not null default 'new'
        check (status in ('new', 'contacted', 'qualified', 'won', 'lost')),
    assignee_id     uuid,
    notes           text        not null default '',
    wish            text[]      not null default '{}',
    language        text,
    conversation_id uuid,
    score           smallint    not null check (score between 0 and 100),
    formula_version text        not null,
    version         integer     not null default 1,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contact (tenant_id, id),
    foreign key (tenant_id, formula_version) references scoring_formula (tenant_id, version)
);
create index lead_by_score on lead (tenant_id, score desc, id desc);
create index lead_by_contact on lead (tenant_id, contact_id);
create index lead_by_conversation on lead (tenant_id, conversation_id) where conversation_id is not null;

-- probability follows the stage when the deal moves; weighted is kept by the database
create table deal (
    tenant_id       uuid           not null,
    id              uuid           not null,
    title           text           not null check (length(title) between 1 and 300),
    contact_id      uuid           not null,
    lead_id         uuid,
    value           numeric(14, 2) not null check (value >= 0),
    currency        char(3)        not null,
    stage_key       text           not null,
    status          text           not null default 'open' check (status in ('open', 'won', 'lost')),
    probability     smallint       not null check (probability between 0 and 100),
    weighted        numeric(14, 2) generated always as (round(value * probability / 100, 2)) stored,
    expected_close  date,
    assignee_id     uuid,
    conversation_id uuid,
    version         integer        not null default 1,
    stage_since     timestamptz    not null default now(),
    last_contact_at timestamptz,
    created_at      timestamptz    not null default now(),
    updated_at      timestamptz    not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contact (tenant_id, id),
    foreign key (tenant_id, lead_id) references lead (tenant_id, id),
    foreign key (tenant_id, stage_key) references stage (tenant_id, key)
);
create unique index deal_of_lead on deal (tenant_id, lead_id) where lead_id is not null;
create index deal_by_contact on deal (tenant_id, contact_id);
create index deal_by_stage on deal (tenant_id, stage_key);

-- What happened. Append-only.
create table activity (
    tenant_id       uuid        not null,
    id              uuid        not null,
    type            text        not null check (type in
        ('call', 'email', 'meeting', 'note', 'conversation', 'stage_change', 'sync', 'import')),
    subject         text        not null check (length(subject) <= 300),
    body            text        not null default '',
    contact_id      uuid,
    lead_id         uuid,
    deal_id         uuid,
    conversation_id uuid,
    actor_id        uuid,
    -- text that came from outside: a staff turn that reads it may not write without being asked
    tainted         boolean     not null default false,
    at              timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contact (tenant_id, id),
    foreign key (tenant_id, lead_id) references lead (tenant_id, id),
    foreign key (tenant_id, deal_id) references deal (tenant_id, id)
);
create index activity_by_deal on activity (tenant_id, deal_id, at desc);
create index activity_by_lead on activity (tenant_id, lead_id, at desc);

create function henk.activity_stays() returns trigger language plpgsql as
$$ begin raise exception 'activity is append-only' using errcode = 'integrity_constraint_violation'; end $$;
create trigger activity_is_append_only before update or delete on activity
    for each row execute function henk.activity_stays();

-- Staff and the tenant's own use cases see sales; visitors and customers never do, whatever a query forgets.
do $$
declare t text;
begin
    foreach t in array array['stage', 'scoring_formula', 'sales_settings', 'contact', 'lead', 'deal', 'activity'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy %I on %I
            using (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'))
            with check (tenant_id = henk.tenant() and henk.authority() in ('staff', 'system'))$p$, t || '_staff', t);
    end loop;
end $$;

revoke update, delete on activity from henk_app;
revoke delete on scoring_formula from henk_app;
