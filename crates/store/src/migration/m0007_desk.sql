-- Operational rows of somebody at work: written without an audit event, not in a backup.
-- Pages an account opened lately, one row a page, so that the palette offers them again.
CREATE TABLE recent_page (
    owner {int} NOT NULL REFERENCES user_account (id),
    path {text} NOT NULL,
    address {text} NOT NULL,
    title {text} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (owner, path)
){strict};
CREATE INDEX recent_page_at ON recent_page (at);

-- Rows chosen in a list while one turns its pages and changes its filters: keys, one a line.
CREATE TABLE list_choice (
    owner {int} NOT NULL REFERENCES user_account (id),
    id {text} NOT NULL,
    content {text} NOT NULL,
    saved {int} NOT NULL,
    PRIMARY KEY (owner, id)
){strict};
CREATE INDEX list_choice_saved ON list_choice (saved);

-- Since when an account that nobody uses is named to its administrators, and when it ends: none unannounced.
CREATE TABLE unused_account (
    user_id {int} PRIMARY KEY REFERENCES user_account (id),
    told {int} NOT NULL,
    ends {int} NOT NULL
){strict};
