-- What somebody has typed into a form and not yet sent: operational rows, written without an audit event.
-- `stamp` is the moment of the typing by the browser's clock. A row that was accepted stays for a while with
-- nothing in it, so that copies kept by browsers learn that what they hold has arrived.
CREATE TABLE draft (
    owner {int} NOT NULL REFERENCES user_account (id),
    key {text} NOT NULL,
    page {text} NOT NULL,
    title {text} NOT NULL,
    base {text} NOT NULL,
    content {text} NOT NULL,
    stamp {int} NOT NULL,
    saved {int} NOT NULL,
    accepted {bool} NOT NULL,
    PRIMARY KEY (owner, key)
){strict};
CREATE INDEX draft_key ON draft (key);
CREATE INDEX draft_saved ON draft (saved);
