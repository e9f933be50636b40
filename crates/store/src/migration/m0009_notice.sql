-- What an account was told, found anew from what waits: operational rows, without an audit event, not in a backup.
CREATE TABLE notice (
    owner {int} NOT NULL REFERENCES user_account (id),
    key {text} NOT NULL,
    topic {text} NOT NULL,
    words {text} NOT NULL,
    href {text} NOT NULL,
    pressing {bool} NOT NULL,
    at {int} NOT NULL,
    read_at {int},
    gone_at {int},
    PRIMARY KEY (owner, key)
){strict};

-- What an account wants to be told, and by which mail: an own choice, without an audit event.
CREATE TABLE notice_choice (
    owner {int} PRIMARY KEY REFERENCES user_account (id),
    muted {text} NOT NULL,
    address {text},
    confirmed {bool} NOT NULL,
    code {text},
    code_until {int},
    code_tries {int} NOT NULL,
    digest {bool} NOT NULL,
    digest_on {text}
){strict};

-- Letters to send, and how often it was tried.
CREATE TABLE mail (
    id {int} PRIMARY KEY,
    owner {int} NOT NULL REFERENCES user_account (id),
    kind {text} NOT NULL,
    subject {text} NOT NULL,
    body {text} NOT NULL,
    created {int} NOT NULL,
    attempts {int} NOT NULL,
    next_at {int} NOT NULL,
    sent_at {int},
    fault {text}
){strict};
CREATE INDEX mail_next ON mail (sent_at, next_at);
