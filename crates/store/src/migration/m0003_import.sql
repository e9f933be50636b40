-- Work sessions of imports: a file (or a typed list) between its upload and its one commit. Operational rows: no
-- audit event before the commit, swept when nobody has touched them for a month.
CREATE TABLE import_session (
    id {text} PRIMARY KEY,
    owner {text} NOT NULL,
    title {text} NOT NULL,
    media {text} NOT NULL,
    sha256 {text},
    size {int} NOT NULL,
    plan {text} NOT NULL,
    version {int} NOT NULL,
    state {text} NOT NULL,
    answer {text},
    created {int} NOT NULL,
    updated {int} NOT NULL
){strict};
CREATE INDEX import_session_owner ON import_session (owner, updated);
CREATE INDEX import_session_updated ON import_session (updated);

-- The bytes as sent, in pieces of 1 MiB.
CREATE TABLE import_file (
    session {text} NOT NULL REFERENCES import_session (id),
    n {int} NOT NULL,
    bytes {bytes} NOT NULL,
    PRIMARY KEY (session, n)
){strict};

-- Cells typed or mended since, by the column of the bundle.
CREATE TABLE import_cell (
    session {text} NOT NULL REFERENCES import_session (id),
    sheet {int} NOT NULL,
    line {int} NOT NULL,
    col {text} NOT NULL,
    value {text} NOT NULL,
    PRIMARY KEY (session, sheet, line, col)
){strict};

-- Mappings kept under a name; the owner is an account (`user:…`) or an agency (`agency:…`).
CREATE TABLE import_mapping (
    owner {text} NOT NULL,
    name {text} NOT NULL,
    fingerprint {text} NOT NULL,
    content {text} NOT NULL,
    updated {int} NOT NULL,
    PRIMARY KEY (owner, name)
){strict};
