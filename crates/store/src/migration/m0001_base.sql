-- The audit chain. Its head is one row: whoever locks it is the one writer, and its number is the version.
CREATE TABLE audit_head (
    id {int} PRIMARY KEY CHECK (id = 1),
    number {int} NOT NULL,
    hash {text} NOT NULL
){strict};
INSERT INTO audit_head (id, number, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE audit_event (
    number {int} PRIMARY KEY,
    at {int} NOT NULL,
    actor {text} NOT NULL,
    actor_name {text} NOT NULL,
    channel {text} NOT NULL,
    command {text} NOT NULL,
    subject {text} NOT NULL,
    reason {text},
    payload_hash {text} NOT NULL,
    previous_hash {text} NOT NULL,
    hash {text} NOT NULL
){strict};
CREATE INDEX audit_event_actor ON audit_event (actor, number);
CREATE INDEX audit_event_command ON audit_event (command, number);
CREATE INDEX audit_event_subject ON audit_event (subject, number);

-- Apart, so that personal data can be erased while the chain still verifies.
CREATE TABLE audit_payload (
    number {int} PRIMARY KEY REFERENCES audit_event (number),
    salt {text},
    body {text},
    erased_by {int}
){strict};

-- Every row of a bundle sheet but the figures: a kind (the sheet), a key, immutable revisions.
CREATE TABLE record (
    id {int} PRIMARY KEY,
    kind {text} NOT NULL,
    key {text} NOT NULL,
    code {text},
    newest {int} NOT NULL,
    event {int} NOT NULL
){strict};
CREATE UNIQUE INDEX record_key ON record (kind, key);
CREATE INDEX record_code ON record (kind, code);
CREATE INDEX record_event ON record (event);

CREATE TABLE record_revision (
    id {int} PRIMARY KEY,
    record_id {int} NOT NULL REFERENCES record (id),
    number {int} NOT NULL,
    content {text} NOT NULL,
    removed {bool} NOT NULL,
    source {text},
    file {text},
    sheet {text},
    line {int},
    event {int} NOT NULL,
    author {text} NOT NULL,
    at {int} NOT NULL,
    reason {text}
){strict};
CREATE UNIQUE INDEX record_revision_number ON record_revision (record_id, number);
CREATE INDEX record_revision_event ON record_revision (event);

-- A sheet is the unit of figures; `newest` and `approved` point at revisions.
CREATE TABLE figure_sheet (
    id {int} PRIMARY KEY,
    key {text} NOT NULL,
    agency {text} NOT NULL,
    person {text},
    year {int} NOT NULL,
    month {int} NOT NULL,
    movement {text},
    scope {text} NOT NULL,
    included {text} NOT NULL,
    case_group {text},
    source {text},
    cut_off {text},
    status {text},
    state {text} NOT NULL,
    newest {int} NOT NULL,
    approved {int},
    event {int} NOT NULL
){strict};
CREATE UNIQUE INDEX figure_sheet_key ON figure_sheet (key);
CREATE INDEX figure_sheet_agency ON figure_sheet (agency, year);
CREATE INDEX figure_sheet_person ON figure_sheet (person, year);
CREATE INDEX figure_sheet_event ON figure_sheet (event);

CREATE TABLE figure_revision (
    id {int} PRIMARY KEY,
    sheet_id {int} NOT NULL REFERENCES figure_sheet (id),
    number {int} NOT NULL,
    state {text} NOT NULL,
    approved {bool} NOT NULL,
    content {text} NOT NULL,
    file {text},
    sheet {text},
    line {int},
    event {int} NOT NULL,
    author {text} NOT NULL,
    at {int} NOT NULL,
    reason {text}
){strict};
CREATE UNIQUE INDEX figure_revision_number ON figure_revision (sheet_id, number);
CREATE INDEX figure_revision_event ON figure_revision (event);

CREATE TABLE user_account (
    id {int} PRIMARY KEY,
    name {text} NOT NULL UNIQUE,
    full_name {text} NOT NULL,
    person_code {text},
    password_hash {text},
    password_changed {int},
    must_change {bool} NOT NULL,
    disabled {bool} NOT NULL,
    totp_secret {text},
    totp_step {int},
    recovery_codes {text},
    created {int} NOT NULL,
    last_sign_in {int},
    event {int} NOT NULL
){strict};

CREATE TABLE role_grant (
    id {int} PRIMARY KEY,
    user_id {int} NOT NULL REFERENCES user_account (id),
    role {text} NOT NULL,
    agency_code {text} NOT NULL,
    from_date {text} NOT NULL,
    to_date {text} NOT NULL,
    document {text},
    event {int} NOT NULL
){strict};
CREATE INDEX role_grant_user ON role_grant (user_id);
CREATE INDEX role_grant_agency ON role_grant (agency_code);

CREATE TABLE api_token (
    sha256 {text} PRIMARY KEY,
    user_id {int} NOT NULL REFERENCES user_account (id),
    label {text} NOT NULL,
    from_date {text} NOT NULL,
    to_date {text} NOT NULL,
    last_used {int},
    event {int} NOT NULL
){strict};
CREATE INDEX api_token_user ON api_token (user_id);

-- Operational rows: written without an audit event.
CREATE TABLE session (
    token_sha256 {text} PRIMARY KEY,
    user_id {int} NOT NULL REFERENCES user_account (id),
    device {text} NOT NULL,
    address {text} NOT NULL,
    created {int} NOT NULL,
    last_seen {int} NOT NULL,
    expires {int} NOT NULL,
    step_up_until {int}
){strict};
CREATE INDEX session_account ON session (user_id);

CREATE TABLE trusted_device (
    token_sha256 {text} PRIMARY KEY,
    user_id {int} NOT NULL REFERENCES user_account (id),
    device {text} NOT NULL,
    created {int} NOT NULL,
    last_seen {int} NOT NULL,
    expires {int} NOT NULL
){strict};
CREATE INDEX trusted_device_user ON trusted_device (user_id);

CREATE TABLE sign_in_failure (
    account {text} NOT NULL,
    device_class {text} NOT NULL,
    count {int} NOT NULL,
    first_at {int} NOT NULL,
    last_at {int} NOT NULL,
    locked_until {int},
    PRIMARY KEY (account, device_class)
){strict};

CREATE TABLE job (
    id {text} PRIMARY KEY,
    kind {text} NOT NULL,
    command {text} NOT NULL,
    actor {text} NOT NULL,
    payload {text} NOT NULL,
    state {text} NOT NULL,
    progress {int} NOT NULL,
    total {int} NOT NULL,
    note {text},
    lease_until {int},
    worker {text},
    attempts {int} NOT NULL,
    result {text},
    created {int} NOT NULL,
    updated {int} NOT NULL
){strict};
CREATE INDEX job_state ON job (state, created);

-- Files are content-addressed and cut into pieces of 1 MiB.
CREATE TABLE file_object (
    sha256 {text} PRIMARY KEY,
    name {text} NOT NULL,
    media {text} NOT NULL,
    size {int} NOT NULL,
    event {int} NOT NULL
){strict};

CREATE TABLE file_chunk (
    sha256 {text} NOT NULL REFERENCES file_object (sha256),
    n {int} NOT NULL,
    bytes {bytes} NOT NULL,
    PRIMARY KEY (sha256, n)
){strict};

-- The year's counters: codes for what has none (hs-2026-000123), the number of a register.
CREATE TABLE counter (
    name {text} NOT NULL,
    year {int} NOT NULL,
    value {int} NOT NULL,
    PRIMARY KEY (name, year)
){strict};

-- Answers already given, by the key the client chose: a repeated request has one effect.
CREATE TABLE idempotency (
    key {text} NOT NULL,
    actor {text} NOT NULL,
    request_hash {text} NOT NULL,
    answer {text} NOT NULL,
    at {int} NOT NULL,
    event {int} NOT NULL,
    PRIMARY KEY (actor, key)
){strict};
CREATE INDEX idempotency_at ON idempotency (at);
