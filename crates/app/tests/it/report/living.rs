//! A report one works on: texts between the bound sentences, two people, undo, versions, what a later correction changes.

use thidua_app::access::Caller;
use thidua_app::correction::papers;
use thidua_app::report::period::living::{
    AskAnnex, AskClear, AskIssue, AskNew, AskWrite, Differ, LivingPage, begin, clear, differ,
    discard, gather, issue, keep, page, prepare, undo, write,
};
use thidua_app::report::{What, print};
use thidua_app::{App, AppError};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_files::paper::Form;
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, take};

const COUNTRY: [(&str, &str); 2] = [
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên|Từ ngày
         cuc|Cục Quản lý|cuc_quan_ly||
         tinh-a|Thi hành án dân sự tỉnh A|tinh|cuc|
         phong-1|Phòng 1|khu_vuc|tinh-a|",
    ),
    (
        "noi-dung",
        "Mã cơ quan|Năm|Mục|Thứ tự|Nội dung
         phong-1|2026|ket_qua|1|Phong trào có nhiều kết quả tốt.
         phong-1|2026|han_che|1|Còn 12 vụ việc kéo dài.",
    ),
];
const FIGURES: &str = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính|Nguồn
     phong-1|2026|10|viec.co_dieu_kien|1000|viec|";

async fn country(app: &App) {
    let figures = format!("{FIGURES}\nphong-1|2026|10|viec.xong|700|viec|");
    let mut sheets = COUNTRY.to_vec();
    sheets.push(("so-lieu", &figures));
    let loaded = take(app, &bundle(&sheets), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

fn officer(user: &str, agency: &str) -> Caller {
    Caller {
        actor: Actor {
            user: user.to_owned(),
            person: None,
            grants: vec![Grant {
                role: Role::Officer,
                agency: agency.to_owned(),
                from: None,
                to: None,
            }],
        },
        name: user.to_owned(),
        channel: "web",
    }
}

fn new(to: i16, month: Option<u8>, after: Option<u32>) -> AskNew {
    AskNew {
        agency: "phong-1".to_owned(),
        outline: "giai-doan".to_owned(),
        from: to,
        to,
        month,
        after,
        ..AskNew::default()
    }
}

fn text(at: &str, text: &str, seen: i64) -> AskWrite {
    AskWrite {
        agency: "phong-1".to_owned(),
        number: 1,
        at: at.to_owned(),
        text: text.to_owned(),
        hide: false,
        seen,
    }
}

async fn seen(app: &App, by: &Caller, number: u32) -> LivingPage {
    let view = app.view(&by.actor).await.unwrap();
    let prepared = prepare(app, &view, "phong-1", number, true).await.unwrap();
    page(&view, &prepared, None).unwrap()
}

async fn compared(app: &App, by: &Caller, version: u32) -> Differ {
    let view = app.view(&by.actor).await.unwrap();
    let found = gather(app, &view, ("phong-1", 1), version).await.unwrap();
    differ(&view, &found).unwrap()
}

/// The key of the line that holds some words.
fn key_of(page: &LivingPage, words: &str) -> String {
    let mut lines = page.sections.iter().flat_map(|section| &section.lines);
    let line = lines.find(|line| format!("{:?}", line.said).contains(words));
    line.unwrap_or_else(|| panic!("{words}: {page:#?}"))
        .key
        .clone()
}

#[tokio::test]
async fn texts_stay_behind_their_sentences_and_two_people_do_not_overwrite_each_other() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let go = officer("go", "phong-1");
        assert_eq!(
            begin(&app, &go, &new(2026, Some(10), None)).await.unwrap(),
            1
        );
        let foreign = begin(&app, &officer("khac", "tinh-b"), &new(2026, None, None)).await;
        assert!(matches!(
            foreign,
            Err(AppError::NotFound | AppError::Forbidden)
        ));
        let wrong = begin(&app, &go, &new(2026, Some(13), None)).await;
        assert!(matches!(wrong, Err(AppError::Refused(_))));

        let key = key_of(&seen(&app, &go, 1).await, "nhiều kết quả tốt");
        write(
            &app,
            &go,
            &text(&key, "Đoạn thứ nhất.\n\n  Đoạn thứ hai.", 0),
        )
        .await
        .unwrap();
        // Another one who saw nothing there is told, and nothing is lost.
        let late = write(&app, &go, &text(&key, "Chen vào.", 0)).await;
        assert!(matches!(late, Err(AppError::Stale)));
        for wrong in [text(&key, "  \n ", 1), text("khong/co/cau", "Lời.", 0)] {
            assert!(write(&app, &go, &wrong).await.is_err());
        }
        write(&app, &go, &text(&key, "Sửa lại.", 1)).await.unwrap();
        let found = seen(&app, &go, 1).await;
        let own = |found: &LivingPage| {
            let lines = found.sections.iter().flat_map(|section| &section.lines);
            let own: Vec<_> = lines.flat_map(|line| line.own.clone()).collect();
            own
        };
        assert_eq!(own(&found)[0].text, "Sửa lại.");
        let back = AskClear {
            agency: "phong-1".to_owned(),
            number: 1,
            key: own(&found)[0].key.clone(),
            seen: own(&found)[0].seen,
        };
        assert!(matches!(
            undo(
                &app,
                &go,
                &AskClear {
                    number: 2,
                    ..back.clone()
                }
            )
            .await,
            Err(AppError::NotFound)
        ));
        undo(&app, &go, &back).await.unwrap();
        assert!(matches!(undo(&app, &go, &back).await, Err(AppError::Stale)));
        let found = seen(&app, &go, 1).await;
        assert_eq!(own(&found)[0].lines, ["Đoạn thứ nhất.", "Đoạn thứ hai."]);

        // The sentences of the next report say other things; the text is behind the one most like, or in its section.
        assert_eq!(
            begin(&app, &go, &new(2026, None, Some(1))).await.unwrap(),
            2
        );
        assert_eq!(own(&seen(&app, &go, 2).await)[0].lines.len(), 2);
        let gone = AskClear {
            seen: own(&found)[0].seen,
            ..back
        };
        clear(&app, &go, &gone).await.unwrap();
        assert!(own(&seen(&app, &go, 1).await).is_empty());
        assert_eq!(own(&seen(&app, &go, 2).await).len(), 1);
        discard(&app, &go, ("phong-1", 2), 1).await.unwrap();
        let view = app.view(&go.actor).await.unwrap();
        let gone = prepare(&app, &view, "phong-1", 2, true).await;
        assert!(matches!(gone, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_correction_names_the_sentences_of_an_issued_version_and_what_changed_them() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let go = officer("go", "phong-1");
        begin(&app, &go, &new(2026, Some(10), None)).await.unwrap();
        let first = seen(&app, &go, 1).await;
        let hidden = AskWrite {
            hide: true,
            ..text(&key_of(&first, "kéo dài"), "đã nêu ở báo cáo chuyên đề", 0)
        };
        write(&app, &go, &hidden).await.unwrap();
        write(&app, &go, &text("danh-gia", "Lời mở đầu của mục.", 0)).await.unwrap();
        let now = seen(&app, &go, 1).await;
        let ask = AskIssue {
            agency: "phong-1".to_owned(),
            number: 1,
            seen: now.newest,
            symbol: "31/BC-P1".to_owned(),
            on: Some(jiff::civil::date(2026, 8, 10)),
            signer: Some("Nguyễn Văn An".to_owned()),
        };
        let nothing = AskIssue { symbol: "x".to_owned(), on: None, ..ask.clone() };
        assert!(matches!(
            issue(&app, &go, &nothing).await,
            Err(AppError::Refused(text)) if text.contains("Số, ký hiệu") && text.contains("ngày ban hành")
        ));
        let stale = AskIssue { seen: first.newest, ..ask.clone() };
        assert!(matches!(issue(&app, &go, &stale).await, Err(AppError::Stale)));
        assert_eq!(keep(&app, &go, ("phong-1", 1), now.newest, Some("trình lãnh đạo")).await.unwrap(), 1);
        assert_eq!(issue(&app, &go, &ask).await.unwrap(), 2);
        assert!(compared(&app, &go, 2).await.changes.is_empty());
        let view = app.view(&go.actor).await.unwrap();
        let before = papers(&app, &view, "phong-1").await.unwrap();
        assert_eq!((before[0].symbol.as_str(), before[0].count), ("31/BC-P1", 0));
        assert!(matches!(
            discard(&app, &go, ("phong-1", 1), 1).await,
            Err(AppError::Refused(_))
        ));

        let rows = format!("{FIGURES}\nphong-1|2026|10|viec.xong|680|viec|");
        let loaded = take(&app, &bundle(&[("so-lieu", &rows)]), Some("nhầm cột")).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let found = compared(&app, &go, 2).await;
        assert_eq!(found.issued.as_deref(), Some("31/BC-P1 ngày 10/8/2026"));
        assert!(!found.changes.is_empty());
        assert!(found.changes.iter().all(|change| change.figures == [1]), "{found:#?}");
        let both = |old: &str, new: &str| {
            found.changes.iter().any(|change| {
                let says = |words: &Option<String>, text: &str| {
                    words.as_ref().is_some_and(|words| words.contains(text))
                };
                says(&change.before, old) && says(&change.after, new)
            })
        };
        assert!(both("700", "680"), "{found:#?}");
        assert_eq!((found.figures[0].before.as_str(), found.figures[0].after.as_str()), ("700 việc", "680 việc"));
        assert_eq!(found.figures[0].reason, "nhầm cột");
        // What was hidden says nothing, in the paper and in the comparison.
        let words = "Mã cơ quan|Năm|Mục|Thứ tự|Nội dung\nphong-1|2026|han_che|1|Còn 15 vụ việc kéo dài.";
        take(&app, &bundle(&[("noi-dung", words)]), Some("sửa chữ")).await;
        let again = compared(&app, &go, 2).await;
        assert!(again.changes.iter().all(|change| !format!("{change:?}").contains("kéo dài")), "{again:#?}");

        let view = app.view(&go.actor).await.unwrap();
        let annex = || async {
            let gathered = gather(&app, &view, ("phong-1", 1), 2).await.unwrap();
            What::ReportCorrection(Box::new(AskAnnex { gathered }))
        };
        for form in [Form::Docx, Form::Pdf, Form::Xlsx] {
            let printed = print(&view, &annex().await, form).unwrap();
            assert!(printed.name.starts_with("phu-luc-dinh-chinh_phong-1_1_2."), "{}", printed.name);
            let prepared = prepare(&app, &view, "phong-1", 1, true).await.unwrap();
            print(&view, &What::Living(Box::new(prepared)), form).unwrap();
        }
        // A draft has no annex; papers of before stay as they were.
        let draft = gather(&app, &view, ("phong-1", 1), 1).await.unwrap();
        let refused = print(&view, &What::ReportCorrection(Box::new(AskAnnex { gathered: draft })), Form::Docx);
        assert!(matches!(refused, Err(AppError::Refused(_))));
        let after = papers(&app, &view, "phong-1").await.unwrap();
        assert_eq!((after[0].file.as_str(), after[0].count), (before[0].file.as_str(), 1));
        let nobody = gather(&app, &view, ("tinh-a", 1), 1).await;
        assert!(matches!(nobody, Err(AppError::NotFound | AppError::Forbidden)));
    })
    .await;
}
