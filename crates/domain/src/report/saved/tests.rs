use super::*;

fn bound(key: &str, words: &str) -> Bound {
    Bound {
        key: key.to_owned(),
        words: words.to_owned(),
    }
}

fn wrote(at: &str, words: &str) -> Passage {
    Passage {
        at: at.to_owned(),
        words: words.to_owned(),
        deed: Deed::Wrote("Đây là một kết quả đáng ghi nhận.".to_owned()),
    }
}

#[test]
fn a_text_finds_its_sentence_in_the_next_version() {
    let told = [
        bound("a/b/1", "Đạt 68%, vượt tiến độ 13 điểm."),
        bound("a/c/2", "19 tập thể."),
        bound("d/e/3", "Chuyện khác."),
    ];
    let sections = ["a", "d"];
    let at = |passage: &Passage| place(passage, &told, &sections);
    assert_eq!(at(&wrote("a/c/2", "")), Place::Behind(1));
    assert_eq!(at(&wrote("a", "")), Place::Opening);
    let reworded = wrote("a/b/9", "Đạt 40%, thấp hơn tiến độ 2 điểm.");
    assert_eq!(at(&reworded), Place::Moved(0));
    assert_eq!(
        at(&wrote("a/b/9", "Không câu nào như vậy.")),
        Place::Moved(1)
    );
    assert_eq!(at(&wrote("x/b/9", "")), Place::Lost);
    assert_eq!(place(&wrote("a/b/1", ""), &[], &sections), Place::Opening);
}

#[test]
fn rows_are_what_they_were_made_of() {
    let saved = Saved {
        agency: "quan-1".to_owned(),
        number: 3,
        outline: "giai-doan".to_owned(),
        from: WorkYear(2020),
        to: WorkYear(2021),
        month: Some(8),
        stretch: Some(Months::WorkLast),
        title: Some("Kết quả".to_owned()),
        author: None,
        day: Some(jiff::civil::date(2021, 6, 3)),
        after: Some(1),
    };
    assert_eq!(Saved::from_row(&saved.row()), Some(saved.clone()));
    assert_eq!(saved.key(), "quan-1|3");
    let hid = Passage {
        deed: Deed::Hid("trùng ý".to_owned()),
        ..wrote("a/b/1", "Câu.")
    };
    let showed = Passage {
        deed: Deed::Showed {
            file: 7,
            caption: "Lễ phát động".to_owned(),
            credit: String::new(),
        },
        ..wrote("a", "")
    };
    for passage in [wrote("a/b/1", "Câu."), hid, showed] {
        assert_eq!(Passage::from_row(&passage.row()), Some(passage));
    }
    let version = Version {
        number: 2,
        of: 40,
        body: "ab".to_owned(),
        issued: Some("quan-1|2021-06-03|15/BC".to_owned()),
        note: None,
    };
    assert_eq!(Version::from_row(&version.row()), Some(version));
}
