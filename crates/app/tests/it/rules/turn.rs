//! What a change would turn is told before; a confirmation turns nothing.

use thidua_app::law::eligibility::{Ask, of};
use thidua_app::law::rules::{
    AskAward, Reply, TypedChange, TypedEdit, award, of_stored, parameter, preview,
};
use thidua_store::testing::on_both;

use super::{leader, proposer, reply, salary, seen, send};
use crate::desk::app;
use crate::eligibility::{BASE, told};

/// What makes nv-02 and nv-03 a Chiến sĩ thi đua cơ sở of 2026, and nv-04 not.
const LATELY: &[(&str, &str)] = &[
    (
        "danh-gia",
        "Năm|Mã đối tượng|Mức xếp loại
         2026|nv-02|htxsnv
         2026|nv-03|htxsnv
         2026|nv-04|httnv",
    ),
    (
        "khen-thuong",
        "Mã cơ quan|Đối tượng|Mã đối tượng|Mã khen thưởng|Năm thành tích|Ngày quyết định
         phong-1|ca_nhan|nv-02|ldtt|2026|20/11/2026
         phong-1|ca_nhan|nv-03|ldtt|2026|20/11/2026
         phong-1|ca_nhan|nv-04|ldtt|2026|20/11/2026",
    ),
    (
        "sang-kien",
        "Mã|Tên|Tác giả|Phạm vi|Ngày công nhận
         sk-9|Bảng theo dõi thời hạn|nv-02|co_so|10/5/2026",
    ),
];

/// Initiatives alone no longer make a Chiến sĩ thi đua cơ sở, and somebody looks at minutes: of those rules that hold today.
fn stricter() -> TypedChange {
    TypedChange {
        act: "dinh_chinh".to_owned(),
        about: "quy_tac".to_owned(),
        of: "cstdcs/ca_nhan".to_owned(),
        from: "22/11/2026".to_owned(),
        edits: vec![TypedEdit {
            what: "them_moi".to_owned(),
            text: "Được tập thể bình xét".to_owned(),
            asks: "Xem biên bản họp".to_owned(),
            cites: "Luật TĐKT 2022: Điều 23".to_owned(),
            confidence: "S".to_owned(),
            ..TypedEdit::default()
        }],
        reason: "Ghi thiếu điều kiện".to_owned(),
        document: "Luật Thi đua, khen thưởng".to_owned(),
        ..TypedChange::default()
    }
}

#[tokio::test]
async fn the_preview_names_the_results_that_would_turn() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        told(&app, LATELY).await;
        let view = seen(&app, &proposer()).await;
        let found = preview(&view, &stricter()).unwrap();
        assert_eq!(found.faults, Vec::<String>::new());
        assert_eq!(
            found.awards,
            [("Chiến sĩ thi đua cơ sở".to_owned(), "cá nhân")]
        );
        let last = found.years.iter().find(|year| year.year == 2026).unwrap();
        let lines: Vec<(&str, &str, &str)> = last
            .lines
            .iter()
            .map(|line| (line.subject.as_str(), line.before, line.after))
            .collect();
        assert_eq!(lines, [("nv-02", "Đủ điều kiện", "Cần người xem xét")]);
        assert_eq!((last.count, last.better, last.hidden), (1, 0, 0));
        // Proposed, approved: the proof says it.
        let code = send(&app, &proposer(), stricter()).await.unwrap();
        let told = of_stored(&seen(&app, &leader()).await, &code).unwrap();
        let lines = |found: &[thidua_app::law::rules::YearOfTurns]| -> Vec<_> {
            found.iter().map(|year| year.lines.clone()).collect()
        };
        assert_eq!(lines(&told.years), lines(&found.years));
        // Who may not know of discipline is told what it rests on; who may is not.
        assert!(last.assumed && !told.years[0].assumed);
        reply(&app, &leader(), &code, Reply::Approve).await.unwrap();
        let ask = Ask {
            subject: "nv-02".to_owned(),
            award: Some("cstdcs".to_owned()),
            year: 2026,
            ..Ask::default()
        };
        let proof = of(&seen(&app, &leader()).await, &ask).unwrap();
        assert_eq!(proof.awards[0].outcome, "needs_human");
        let shown = award(
            &seen(&app, &leader()).await,
            &AskAward {
                award: "cstdcs".to_owned(),
                ..AskAward::default()
            },
        );
        assert!(
            shown
                .unwrap()
                .common
                .iter()
                .any(|node| node.text == "Được tập thể bình xét")
        );
    })
    .await;
}

#[tokio::test]
async fn a_confirmation_marks_a_value_and_turns_nothing() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        let confirm = TypedChange {
            act: "xac_nhan".to_owned(),
            about: "gia_tri".to_owned(),
            of: "luong_co_so@2026-07-01".to_owned(),
            compared_by: "Trần Thị Bình, chuyên viên".to_owned(),
            compared_at: "20/11/2026".to_owned(),
            original: "Công báo".to_owned(),
            page: "trang 3".to_owned(),
            ..salary("", "")
        };
        let found = preview(&seen(&app, &proposer()).await, &confirm).unwrap();
        assert!(
            found.marks && found.years.is_empty() && found.cases.is_empty(),
            "{found:?}"
        );
        let code = send(&app, &proposer(), confirm).await.unwrap();
        reply(&app, &leader(), &code, Reply::Approve).await.unwrap();
        let page = parameter(&seen(&app, &leader()).await, "luong_co_so").unwrap();
        let newest = page.values.last().unwrap();
        assert_eq!(
            (newest.mark.by.as_str(), newest.mark.on.as_str()),
            ("Trần Thị Bình, chuyên viên", "20/11/2026")
        );
        assert!(page.values[0].mark.by.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_corrected_condition_is_tried_under_every_law_that_asks_for_it() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        let view = seen(&app, &proposer()).await;
        let marked = |regime: &str| {
            let mut typed = TypedChange {
                act: "dinh_chinh".to_owned(),
                about: "dieu_kien".to_owned(),
                of: "chung.khong_vuong_mac".to_owned(),
                regime: regime.to_owned(),
                ..TypedChange::default()
            };
            typed
                .fields
                .insert("do_chac_chan".to_owned(), "X".to_owned());
            typed
        };
        let days = |typed: &TypedChange| -> Vec<(i16, String)> {
            let found = preview(&view, typed).unwrap();
            assert_eq!(found.faults, Vec::<String>::new());
            let years = found.years.into_iter();
            years.map(|year| (year.year, year.received)).collect()
        };
        let of_b = days(&marked("B"));
        assert_eq!(of_b.len(), 1, "{of_b:?}");
        assert_eq!(of_b[0].0, 2024);
        let mut everywhere = marked("");
        everywhere.fields.insert(
            "can_xem_xet".to_owned(),
            "Còn việc nào đang xem xét không.".to_owned(),
        );
        let all: Vec<i16> = days(&everywhere)
            .into_iter()
            .map(|(year, _)| year)
            .collect();
        // A, B, C by their last year; D by last year and this one: 2027 began on 1 October and is judged under it too.
        assert_eq!(all, [2023, 2024, 2025, 2026, 2027]);
        // Everything but the mark is shared by the regimes.
        let mut more = marked("D");
        more.fields.insert("luu_y".to_owned(), "Đã đọc".to_owned());
        let found = preview(&view, &more).unwrap();
        assert!(
            found.faults[0].contains("mức chắc chắn"),
            "{:?}",
            found.faults
        );
    })
    .await;
}

/// Codes of the rulebook and keys of its files: words of ASCII letters joined by a dot or an underscore.
fn codes_in(told: &str) -> Vec<&str> {
    let words = told.split(|sign: char| !(sign.is_alphanumeric() || "._".contains(sign)));
    let joined = |word: &&str| {
        let word = word.trim_matches('.');
        let letters = word.starts_with(|first: char| first.is_ascii_lowercase());
        letters && word.is_ascii() && word.contains(['.', '_'])
    };
    words.filter(joined).collect()
}

#[tokio::test]
async fn what_is_wrong_with_a_change_is_told_in_words_without_codes() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        let view = seen(&app, &proposer()).await;
        let corrected = |of: &str, fields: &[(&str, &str)]| TypedChange {
            act: "dinh_chinh".to_owned(),
            about: "dieu_kien".to_owned(),
            of: of.to_owned(),
            fields: fields
                .iter()
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                .collect(),
            ..TypedChange::default()
        };
        let faults = |typed: &TypedChange| preview(&view, typed).unwrap().faults;
        // Nothing is left to ask of it: told of the item itself, without its name before it.
        let silent = corrected("chung.khong_vuong_mac", &[("do_chac_chan", "X")]);
        assert_eq!(faults(&silent), ["Chưa ghi điều cần người xem xét."]);
        let dropped = |of: &str, condition: &str| TypedChange {
            of: of.to_owned(),
            about: "quy_tac".to_owned(),
            from: "22/11/2026".to_owned(),
            edits: vec![TypedEdit {
                what: "bo".to_owned(),
                condition: condition.to_owned(),
                ..TypedEdit::default()
            }],
            ..corrected("", &[])
        };
        // A condition that is there, but not among those of this award; one that is nowhere.
        let other = faults(&dropped("cstdcs/ca_nhan", "tt_ldtt.ty_le"));
        assert!(other[0].ends_with("không có trong điều kiện của ngày ấy."));
        let nowhere = faults(&dropped("cstdcs/ca_nhan", "cstdcs.khong_co"));
        assert_eq!(
            nowhere,
            ["«mục không còn trong bộ quy định» không có trong điều kiện của ngày ấy."]
        );
        let gone = faults(&corrected("cstdcs.khong_co", &[("do_chac_chan", "S")]));
        let every = [other, nowhere, gone];
        for fault in every.iter().flatten() {
            assert_eq!(codes_in(fault), Vec::<&str>::new(), "{fault}");
        }
    })
    .await;
}
