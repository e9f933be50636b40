-- A role delegated by its holder (ủy quyền) names the grant it was taken from and cannot outlive it.
ALTER TABLE role_grant ADD COLUMN delegated_from {int} REFERENCES role_grant (id);
CREATE INDEX role_grant_delegated ON role_grant (delegated_from);

-- Operational rows: written without an audit event.
-- The newest sign-in of an account and the one before, each with the version the database then had.
CREATE TABLE visit (
    user_id {int} PRIMARY KEY REFERENCES user_account (id),
    at {int} NOT NULL,
    version {int} NOT NULL,
    before_at {int},
    before_version {int}
){strict};

-- A session in which an administrator looks at the product as another user, read only, until an instant.
CREATE TABLE seeing (
    token_sha256 {text} PRIMARY KEY REFERENCES session (token_sha256) ON DELETE CASCADE,
    user_id {int} NOT NULL REFERENCES user_account (id),
    until {int} NOT NULL
){strict};
