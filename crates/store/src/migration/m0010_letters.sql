-- Letters at once instead of one a day (NULL: no), and until when notices were told by one.
ALTER TABLE notice_choice ADD COLUMN at_once {bool};
ALTER TABLE notice_choice ADD COLUMN told_until {int};
