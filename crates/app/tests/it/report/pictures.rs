//! Pictures of a report one works on: put behind a sentence, worded, moved, by two people; taken away where they hang;
//! in the paper, in the next version, in an article of the command line.

use thidua_app::access::Caller;
use thidua_app::attachment::{self, New, add};
use thidua_app::report::period::living::{
    AskClear, AskNew, AskPicture, AskWords, LivingPage, PictureView, Taken, begin, choices, clear,
    keep, over, page, picture, prepare, seen, shift, show, undo, word,
};
use thidua_app::report::period::{ARTICLE, AskPeriod};
use thidua_app::report::{Issue, What, print};
use thidua_app::{App, AppError, record};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_files::paper::Form;
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, take};

const SHEETS: [(&str, &str); 3] = [
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
         phong-1|2026|muc_tieu|1|Phong trào thi đua sôi nổi ngay từ đầu năm.
         phong-1|2026|ket_qua|1|Nhiều vụ việc phức tạp được giải quyết dứt điểm.",
    ),
    (
        "su-kien",
        "Mã|Tên|Loại|Ngày|Mã cơ quan|Nguồn
         hn-1|Hội nghị tổng kết|Tổng kết|2026-10-05|phong-1|",
    ),
];

fn png(shade: u8) -> Vec<u8> {
    use std::io::Cursor;
    let points = image::RgbImage::from_pixel(12, 8, image::Rgb([shade, 40, 40]));
    let mut bytes = Cursor::new(Vec::new());
    points
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

fn officer(agency: &str) -> Caller {
    Caller {
        actor: Actor {
            user: "go".to_owned(),
            person: None,
            grants: vec![Grant {
                role: Role::Officer,
                agency: agency.to_owned(),
                from: None,
                to: None,
            }],
        },
        name: "go".to_owned(),
        channel: "web",
    }
}

fn ask(at: &str, taken: Taken, caption: &str) -> AskPicture {
    AskPicture {
        agency: "phong-1".to_owned(),
        number: 1,
        at: at.to_owned(),
        taken,
        seen: 0,
        caption: caption.to_owned(),
        credit: String::new(),
        alt: String::new(),
    }
}

fn sent(shade: u8) -> Taken {
    Taken::Sent("ảnh.png".to_owned(), png(shade))
}

async fn read(app: &App, by: &Caller) -> LivingPage {
    let view = app.view(&by.actor).await.unwrap();
    let found = seen(app, &view, "phong-1", 1).await.unwrap();
    page(&view, &found, None).unwrap()
}

/// The pictures in the order of the page, each with the sentence it stands behind; `""` before the first.
fn all(page: &LivingPage) -> Vec<(String, PictureView)> {
    let mut found = Vec::new();
    for section in &page.sections {
        found.extend(
            section
                .pictures
                .iter()
                .map(|one| (String::new(), one.clone())),
        );
        for line in &section.lines {
            let said = format!("{:?}", line.said);
            found.extend(line.pictures.iter().map(|one| (said.clone(), one.clone())));
        }
    }
    found
}

fn order(page: &LivingPage) -> Vec<String> {
    all(page).into_iter().map(|(_, one)| one.caption).collect()
}

fn of(one: &PictureView) -> AskClear {
    AskClear {
        agency: "phong-1".to_owned(),
        number: 1,
        key: one.key.clone(),
        seen: one.seen,
    }
}

/// An article with a picture of the conference, attached there; the number of its file.
async fn begun(app: &App) -> (Caller, i64) {
    let loaded = take(app, &bundle(&SHEETS), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
    let go = officer("phong-1");
    let event = record::key_of(&thidua_domain::event::SHEET, "hn-1", None);
    let attached = New {
        name: "hội nghị.png".to_owned(),
        bytes: png(200),
        caption: Some("Quang cảnh hội nghị tổng kết".to_owned()),
        credit: Some("Đình Thương".to_owned()),
    };
    add(app, &go, ("su-kien", &event), vec![attached])
        .await
        .unwrap();
    let view = app.view(&go.actor).await.unwrap();
    let files = attachment::files(app, &view, "su-kien", &event)
        .await
        .unwrap();
    let new = AskNew {
        agency: "phong-1".to_owned(),
        outline: ARTICLE.to_owned(),
        from: 2026,
        to: 2026,
        author: Some("Đỗ Hùng".to_owned()),
        ..AskNew::default()
    };
    begin(app, &go, &new).await.unwrap();
    (go, files.pictures[0].id)
}

#[tokio::test]
async fn an_article_shows_pictures_with_captions_and_keeps_them() {
    on_both(async |db| {
        let app = app(db).await;
        let (go, event) = begun(&app).await;
        let view = app.view(&go.actor).await.unwrap();
        let found = read(&app, &go).await;
        let opening = found.sections[0].lines[0].key.clone();
        let offered = choices(&app, &view, ("phong-1", 1), &opening, (None, 1))
            .await
            .unwrap();
        assert_eq!(offered.pictures.len(), 1);
        assert_eq!(offered.pictures[0].of, "Sự kiện: Hội nghị tổng kết");
        assert!(offered.behind.contains("sôi nổi"), "{}", offered.behind);

        // As attached: its words come along.
        show(&app, &go, &ask(&opening, Taken::Attached(event), ""))
            .await
            .unwrap();
        show(&app, &go, &ask(&opening, sent(10), "Ký giao ước thi đua"))
            .await
            .unwrap();
        let found = read(&app, &go).await;
        let pictures = all(&found);
        assert!(
            pictures
                .iter()
                .all(|(behind, _)| behind.contains("sôi nổi")),
            "{pictures:#?}"
        );
        let first = &pictures[0].1;
        assert_eq!(
            (first.caption.as_str(), first.credit.as_str()),
            ("Quang cảnh hội nghị tổng kết", "Đình Thương")
        );
        assert_eq!(first.pixels, Some((12, 8)));
        // What was uploaded for the report is offered again; what stands in it says so.
        let offered = choices(&app, &view, ("phong-1", 1), &opening, (None, 1))
            .await
            .unwrap();
        assert_eq!(offered.pictures.len(), 2);
        assert!(offered.pictures.iter().all(|one| one.seen == 1));
        let bytes = picture(&app, &view, ("phong-1", 1), event)
            .await
            .unwrap()
            .bytes;
        assert_eq!(bytes, png(200));

        for form in [Form::Docx, Form::Pdf, Form::Xlsx] {
            let prepared = prepare(&app, &view, "phong-1", 1, true).await.unwrap();
            let printed = print(&view, &What::Living(Box::new(prepared)), form).unwrap();
            // A workbook has no picture; its list of pictures is what it consists of here.
            assert!(printed.bytes.len() > 3000, "{form:?}");
        }
        let prepared = prepare(&app, &view, "phong-1", 1, true).await.unwrap();
        let docx = print(&view, &What::Living(Box::new(prepared)), Form::Docx).unwrap();
        let main = super::part(&docx.bytes, "word/document.xml");
        assert_eq!(main.matches("<w:drawing>").count(), 2);
        assert!(main.contains("Quang cảnh hội nghị tổng kết. Ảnh: Đình Thương"));
        assert!(main.contains("descr=\"Ký giao ước thi đua\""));
        assert!(main.contains("Đỗ Hùng"));

        // The next report begins with them; a version tells them by their captions.
        keep(&app, &go, ("phong-1", 1), found.newest, None)
            .await
            .unwrap();
        let next = AskNew {
            agency: "phong-1".to_owned(),
            outline: ARTICLE.to_owned(),
            from: 2026,
            to: 2026,
            after: Some(1),
            ..AskNew::default()
        };
        assert_eq!(begin(&app, &go, &next).await.unwrap(), 2);
        let other = seen(&app, &view, "phong-1", 2).await.unwrap();
        assert_eq!(order(&page(&view, &other, None).unwrap()).len(), 2);
        // The article of the command line carries them where it is told which report.
        let line = AskPeriod {
            agency: "phong-1".to_owned(),
            from: 2026,
            to: 2026,
            month: None,
            stretch: None,
            scope: None,
            outline: ARTICLE.to_owned(),
            title: None,
            author: None,
            issue: Issue::default(),
        };
        let carried = over(&app, &view, &line, 1).await.unwrap();
        let docx = print(&view, &What::Living(Box::new(carried)), Form::Docx).unwrap();
        let main = super::part(&docx.bytes, "word/document.xml");
        assert_eq!(main.matches("<w:drawing>").count(), 2);
        assert!(main.contains("Đỗ Hùng"));
        let plain = print(&view, &What::Period(Box::new(line)), Form::Docx).unwrap();
        assert!(!super::part(&plain.bytes, "word/document.xml").contains("<w:drawing>"));
    })
    .await;
}

#[tokio::test]
async fn pictures_are_worded_moved_and_taken_away_and_two_people_do_not_overwrite_each_other() {
    on_both(async |db| {
        let app = app(db).await;
        let (go, event) = begun(&app).await;
        let found = read(&app, &go).await;
        let opening = found.sections[0].lines[0].key.clone();
        for (shade, caption) in [(1, "Một"), (2, "Hai")] {
            show(&app, &go, &ask(&opening, sent(shade), caption))
                .await
                .unwrap();
        }
        let before = read(&app, &go).await;
        let two = all(&before)[1].1.clone();
        shift(&app, &go, &of(&two), true).await.unwrap();
        assert_eq!(order(&read(&app, &go).await), ["Hai", "Một"]);
        // Who saw the order of before is told.
        let late = shift(&app, &go, &of(&two), true).await;
        assert!(matches!(late, Err(AppError::Stale)), "{late:?}");
        // Up and up: before the first sentence, then no further; down again behind the sentences that follow.
        let top = async || all(&read(&app, &go).await)[0].clone();
        shift(&app, &go, &of(&top().await.1), true).await.unwrap();
        assert_eq!(top().await.0, "");
        let refused = shift(&app, &go, &of(&top().await.1), true).await;
        assert!(matches!(refused, Err(AppError::Refused(_))));
        for _ in 0..2 {
            let hai = all(&read(&app, &go).await)
                .into_iter()
                .find(|(_, one)| one.caption == "Hai");
            shift(&app, &go, &of(&hai.unwrap().1), false).await.unwrap();
        }
        assert_eq!(order(&read(&app, &go).await), ["Một", "Hai"]);

        let one = all(&read(&app, &go).await)[0].1.clone();
        let words = AskWords {
            of: of(&one),
            caption: "Một, sửa lại".to_owned(),
            credit: "Lê Văn Ảnh".to_owned(),
            alt: "Mười người đứng trước hội trường".to_owned(),
        };
        word(&app, &go, &words).await.unwrap();
        assert!(matches!(
            word(&app, &go, &words).await,
            Err(AppError::Stale)
        ));
        let worded = all(&read(&app, &go).await)[0].1.clone();
        let unworded = AskWords {
            of: of(&worded),
            caption: " ".to_owned(),
            alt: "x".repeat(501),
            ..words.clone()
        };
        let refused = word(&app, &go, &unworded).await;
        assert!(
            matches!(&refused, Err(AppError::Refused(why)) if why.lines().count() == 2),
            "{refused:?}"
        );
        undo(&app, &go, &of(&worded)).await.unwrap();
        assert_eq!(order(&read(&app, &go).await), ["Một", "Hai"]);
        // A picture of the report is put elsewhere by choosing it there.
        let last = found
            .sections
            .last()
            .unwrap()
            .lines
            .last()
            .unwrap()
            .key
            .clone();
        let one = all(&read(&app, &go).await)[0].1.clone();
        let stale = show(&app, &go, &ask(&last, Taken::Attached(one.file), "")).await;
        assert!(matches!(stale, Err(AppError::Stale)));
        let moved = AskPicture {
            seen: one.seen,
            ..ask(&last, Taken::Attached(one.file), "")
        };
        show(&app, &go, &moved).await.unwrap();
        let pictures = all(&read(&app, &go).await);
        assert_eq!(pictures.len(), 2);
        assert!(
            pictures.last().unwrap().0.contains("dứt điểm"),
            "{pictures:#?}"
        );
        clear(&app, &go, &of(&pictures.last().unwrap().1))
            .await
            .unwrap();
        assert_eq!(order(&read(&app, &go).await), ["Hai"]);

        // Taken away where it hangs, a picture is printed no more, and the paper says so.
        show(&app, &go, &ask(&opening, Taken::Attached(event), ""))
            .await
            .unwrap();
        attachment::remove(&app, &go, event, 1, "người trong ảnh không đồng ý")
            .await
            .unwrap();
        let shown = all(&read(&app, &go).await);
        assert!(shown.iter().any(|(_, one)| one.file == event && one.gone));
        let view = app.view(&go.actor).await.unwrap();
        let gone = picture(&app, &view, ("phong-1", 1), event).await;
        assert!(matches!(gone, Err(AppError::NotFound)));
        let prepared = prepare(&app, &view, "phong-1", 1, true).await.unwrap();
        let docx = print(&view, &What::Living(Box::new(prepared)), Form::Docx).unwrap();
        let main = super::part(&docx.bytes, "word/document.xml");
        assert_eq!(main.matches("<w:drawing>").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_picture_and_whose_it_is_not_is_refused_and_nothing_stored() {
    on_both(async |db| {
        let app = app(db).await;
        let (go, event) = begun(&app).await;
        let found = read(&app, &go).await;
        let opening = found.sections[0].lines[0].key.clone();
        let before = app.state().await.unwrap().version;
        let pdf = b"%PDF-1.7\ntrailer<<>>\n%%EOF\n".to_vec();
        let wrong = Taken::Sent("x.pdf".to_owned(), pdf);
        let refused = show(&app, &go, &ask(&opening, wrong, " ")).await;
        let Err(AppError::Refused(why)) = refused else {
            panic!("{refused:?}");
        };
        assert!(
            why.contains("chú thích ảnh") && why.contains("JPEG, PNG"),
            "{why}"
        );
        let nowhere = show(&app, &go, &ask("khong/co/cau", sent(1), "Ảnh")).await;
        assert!(matches!(nowhere, Err(AppError::NotFound)));
        let nothing = show(&app, &go, &ask(&opening, Taken::Attached(999_999), "Ảnh")).await;
        assert!(matches!(nothing, Err(AppError::NotFound)));
        let foreign = officer("tinh-b");
        let theirs = show(&app, &foreign, &ask(&opening, Taken::Attached(event), "")).await;
        assert!(matches!(
            theirs,
            Err(AppError::NotFound | AppError::Forbidden)
        ));
        let view = app.view(&foreign.actor).await.unwrap();
        let list = choices(&app, &view, ("phong-1", 1), &opening, (None, 1)).await;
        assert!(matches!(
            list,
            Err(AppError::NotFound | AppError::Forbidden)
        ));
        let view = app.view(&go.actor).await.unwrap();
        // A picture that is attached and not shown is not read through the report; the unit above is not looked through.
        let unshown = picture(&app, &view, ("phong-1", 1), event).await;
        assert!(matches!(unshown, Err(AppError::NotFound)));
        let above = choices(&app, &view, ("phong-1", 1), &opening, (Some("tinh-a"), 1)).await;
        assert!(matches!(above, Err(AppError::NotFound)));
        assert_eq!(app.state().await.unwrap().version, before);
    })
    .await;
}
