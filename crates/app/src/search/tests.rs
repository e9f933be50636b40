use super::words::{FOLDED, INITIALS, LOOSE_INITIALS, MARKED, TONELESS, by_initials};
use super::{Builder, Query, Shelf, Standing};

fn shelf(names: &[&str]) -> Shelf {
    let mut builder = Builder::default();
    for name in names {
        builder.item("");
        builder.name(name, "", 0, Standing::Now);
    }
    builder.finish()
}

/// What a question finds, the best first, with its grade.
fn found<'a>(names: &[&'a str], typed: &str) -> Vec<(&'a str, u8)> {
    let query = Query::read(typed).unwrap();
    let found = shelf(names).find(&query);
    let shown = found.iter().map(|found| {
        let grade = u8::try_from(found.score / 1000).unwrap();
        (names[usize::try_from(found.item).unwrap()], grade)
    });
    shown.collect()
}

const PEOPLE: [&str; 7] = [
    "Nguyễn Văn Hóa",
    "Nguyễn Văn Hòa",
    "Nguyễn Văn Hoà",
    "Nguyen Van Hoa",
    "Lê Phước Toàn",
    "Nông Vĩnh Hà",
    "Trần Thị Hoa",
];

#[test]
fn marks_before_no_tones_before_no_marks_before_initials() {
    let names = [
        "Nông Vĩnh Hà",
        "Nguyễn Văn Hòa",
        "Nguyên Văn Hoa",
        "Nguyen Van Hoa",
    ];
    assert_eq!(
        found(&names, "nguyễn văn hòa"),
        [
            ("Nguyễn Văn Hòa", MARKED),
            ("Nguyên Văn Hoa", FOLDED),
            ("Nguyen Van Hoa", FOLDED),
        ]
    );
    assert_eq!(
        found(&names, "nguyên văn hoa"),
        [
            ("Nguyên Văn Hoa", MARKED),
            ("Nguyễn Văn Hòa", TONELESS),
            ("Nguyen Van Hoa", FOLDED),
        ]
    );
    assert_eq!(
        found(&names, "nguyen van hoa"),
        [
            ("Nguyen Van Hoa", MARKED),
            // Two of its words are as typed but for one mark.
            ("Nguyên Văn Hoa", FOLDED),
            ("Nguyễn Văn Hòa", FOLDED),
        ]
    );
    let by_letters = found(&names, "nvh");
    assert_eq!(by_letters.len(), 4);
    assert!(by_letters.iter().all(|(_, grade)| *grade == INITIALS));
}

#[test]
fn the_place_of_the_tone_does_not_matter() {
    for typed in ["hòa", "hoà", "HÒA", "ho\u{300}a"] {
        let best: Vec<&str> = found(&PEOPLE, typed)
            .into_iter()
            .filter(|(_, grade)| *grade == MARKED)
            .map(|(name, _)| name)
            .collect();
        assert_eq!(best, ["Nguyễn Văn Hòa", "Nguyễn Văn Hoà"], "{typed:?}");
    }
}

#[test]
fn beginnings_of_words_in_any_order() {
    for typed in ["toan le", "phuoc t", "tòan", "LÊ PH", "lpt"] {
        assert_eq!(found(&PEOPLE, typed)[0].0, "Lê Phước Toàn", "{typed}");
    }
    assert!(found(&PEOPLE, "oan").is_empty());
    assert!(found(&PEOPLE, "toàn toàn bộ").is_empty());
}

#[test]
fn the_whole_word_comes_before_its_beginning() {
    let names = ["Quận 12", "Quận 10", "Quận 1"];
    assert_eq!(found(&names, "quan 1")[0].0, "Quận 1");
    assert_eq!(found(&names, "q1"), [("Quận 1", INITIALS)]);
    assert_eq!(found(&names, "q12"), [("Quận 12", INITIALS)]);
}

#[test]
fn initials_need_enough_letters() {
    let initials = b"thadstphcm";
    for typed in ["thads", "tphcm", "thadstphcm", "hcm", "cm", "tp"] {
        assert_eq!(by_initials(typed, initials), Some(INITIALS), "{typed}");
    }
    for typed in ["ha", "ad", "t", "1", "hcma"] {
        assert_eq!(by_initials(typed, initials), None, "{typed}");
    }
    assert_eq!(by_initials("tads", initials), Some(LOOSE_INITIALS));
    assert_eq!(by_initials("tdst", initials), None);
}

#[test]
fn words_beside_a_name_are_never_asked_alone() {
    let mut builder = Builder::default();
    builder.item("nv-1");
    builder.name("Lê Thị Bình", "Trưởng phòng Quận 1", 0, Standing::Now);
    let shelf = builder.finish();
    let count = |typed: &str| shelf.find(&Query::read(typed).unwrap()).len();
    assert_eq!(count("binh quan 1"), 1);
    assert_eq!(count("quan 1"), 0);
}

#[test]
fn codes_are_found_whole_and_by_their_beginning() {
    let mut builder = Builder::default();
    for code in ["nv-1", "nv-12", "viec.xong"] {
        builder.item(code);
        builder.name("Tên gọi", "", 0, Standing::Now);
    }
    let shelf = builder.finish();
    let codes = |typed: &str| -> Vec<String> {
        let found = shelf.find(&Query::read(typed).unwrap());
        found
            .iter()
            .map(|found| shelf.code(found.item).to_owned())
            .collect()
    };
    assert_eq!(codes("nv-1"), ["nv-1", "nv-12"]);
    assert_eq!(codes("VIEC.XONG"), ["viec.xong"]);
    assert!(codes("nv").is_empty());
}

#[test]
fn nothing_typed_is_no_question() {
    for typed in ["", "   ", "–/.", "\u{200b}"] {
        assert_eq!(Query::read(typed), None, "{typed:?}");
    }
    let long = "a ".repeat(4000);
    assert!(Query::read(&long).unwrap().tokens.len() <= 8);
}

proptest::proptest! {
    #[test]
    fn no_question_breaks(typed in ".{0,200}") {
        if let Some(query) = Query::read(&typed) {
            let _ = shelf(&PEOPLE).find(&query);
        }
    }
}
