//! The catalogue of awards knows spellings, and asks where one means two.

use super::{AddedName, Catalogue, award};

fn shipped() -> Catalogue {
    let text = include_str!("../../../../rulebook/catalogue/awards.toml");
    Catalogue {
        awards: award::parse(text).unwrap(),
        ..Catalogue::default()
    }
}

fn added(name: &str, code: &str, kind: Option<&str>) -> AddedName {
    AddedName {
        agency: "tinh-a".to_owned(),
        name: name.to_owned(),
        award: code.to_owned(),
        short: None,
        kind: kind.map(str::to_owned),
        subject: None,
        authority: None,
        since: None,
    }
}

#[test]
fn spellings_of_old_lists() {
    let catalogue = shipped();
    for (written, code) in [
        ("Chiến sỹ thi đua cơ sở", "cstdcs"),
        ("Chiến sĩ thi đua cơ sở", "cstdcs"),
        ("CSTĐ cơ sở", "cstdcs"),
        ("LĐTT", "ldtt"),
        ("Lao động TT", "ldtt"),
        ("lao dong tien tien", "ldtt"),
        ("Bằng khen của BT", "bk_bo"),
        ("GK", "gk"),
        ("Giấy khen", "gk"),
        ("Tập thể LĐXS", "tt_ldxs"),
    ] {
        let found = catalogue.award_spelt(written);
        assert_eq!(
            found.map(|award| award.code.as_str()),
            Some(code),
            "{written}"
        );
    }
    // Which of the four is not said.
    assert_eq!(catalogue.award_spelt("CSTĐ"), None);
    assert_eq!(catalogue.award_spelt("Chiến sĩ thi đua"), None);
}

#[test]
fn every_shipped_spelling_names_one_award() {
    let catalogue = shipped();
    for award in catalogue.awards() {
        let names = [&award.name, &award.short]
            .into_iter()
            .chain(&award.spellings);
        for name in names {
            let found = catalogue.awards_spelt(name);
            assert_eq!(found.len(), 1, "{name}: {found:?}");
        }
    }
}

#[test]
fn what_agencies_add_names_one_award_or_asks() {
    let mut catalogue = shipped();
    catalogue.add_award_names(&[
        added("Lao động giỏi", "ldtt", None),
        added("Người tốt việc tốt", "tinh-a.ntvt", Some("danh_hieu")),
        added("NTVT", "tinh-a.ntvt", None),
        added("Khen cao", "gk", None),
        added("Khen cao", "bk_bo", None),
        // A name for an award that nobody describes is kept by nobody.
        added("Lạ", "khong-co", None),
    ]);
    let code = |written: &str| catalogue.award_spelt(written).map(|it| it.code.as_str());
    assert_eq!(code("Lao động giỏi"), Some("ldtt"));
    assert_eq!(code("NTVT"), Some("tinh-a.ntvt"));
    assert_eq!(code("Người tốt việc tốt"), Some("tinh-a.ntvt"));
    assert_eq!(code("Khen cao"), None);
    assert_eq!(catalogue.awards_spelt("Khen cao").len(), 2);
    assert_eq!(code("Lạ"), None);
    assert!(
        catalogue
            .award("tinh-a.ntvt")
            .is_some_and(|award| award.added)
    );
}
