//! Imports as work sessions: recognised, mended, answered, stored once; each its owner's alone. By theme.

mod answers;
mod book;
mod figures;
mod forms;
mod forms_kept;
mod measure;
mod namesakes;
mod offices;
mod people;
mod recheck;
mod refused;
mod registered;
mod typed;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use thidua_app::App;
use thidua_app::access::Caller;
use thidua_app::bundle::work::{self, AskReview, Mend, Review, Seen, SheetForm};
use thidua_domain::access::{Actor, Grant, Role};

use crate::desk::{app, bundle, console, take};

const AGENCIES: (&str, &str) = (
    "co-quan",
    "Mã|Tên|Tên ngắn|Cấp|Mã cấp trên
     tinh-a|Thi hành án dân sự tỉnh A|THADS tỉnh A|tinh|
     phong-1|Phòng THADS khu vực 1|Phòng 1|khu_vuc|tinh-a
     phong-2|Phòng THADS khu vực 2|Phòng 2|khu_vuc|tinh-a
     tinh-b|Thi hành án dân sự tỉnh B|THADS tỉnh B|tinh|",
);

fn caller() -> Caller {
    Caller {
        actor: console(),
        name: "Kiểm thử".to_owned(),
        channel: "web",
    }
}

fn officer(agency: &str, user: &str) -> Actor {
    Actor {
        user: user.to_owned(),
        person: None,
        grants: vec![Grant {
            role: Role::Officer,
            agency: agency.to_owned(),
            from: None,
            to: None,
        }],
    }
}

async fn office(db: thidua_store::Db) -> Arc<App> {
    let app = app(db).await;
    let loaded = take(&app, &bundle(&[AGENCIES]), None).await;
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
    Arc::new(app)
}

async fn upload(app: &App, actor: &Actor, text: &str) -> String {
    let sent = ("danh sách.csv".to_owned(), text.as_bytes().to_vec());
    work::upload(app, actor, vec![sent]).await.unwrap()
}

async fn settle(app: &App, actor: &Actor, id: &str) {
    let mapping = work::mapping(app, actor, id).await.unwrap();
    let forms: BTreeMap<usize, SheetForm> = mapping
        .sheets
        .iter()
        .map(|sheet| {
            let form = SheetForm {
                kind: sheet.kind.clone().unwrap_or_default(),
                heading: sheet.heading,
                deep: sheet.deep,
                links: sheet
                    .columns
                    .iter()
                    .map(|column| (column.at, column.to.clone()))
                    .collect(),
                constants: sheet
                    .constants
                    .iter()
                    .map(|one| (one.id.clone(), one.value.clone()))
                    .collect(),
                coins: sheet.coins.unwrap_or_default(),
                ..SheetForm::default()
            };
            (sheet.at, form)
        })
        .collect();
    assert!(work::set_mapping(app, actor, id, &forms).await.unwrap());
}

async fn review(app: &Arc<App>, actor: &Actor, id: &str) -> Review {
    loop {
        let review = work::review(app, actor, id, &AskReview::default())
            .await
            .unwrap();
        if !review.checking {
            return review;
        }
    }
}

/// What a page shows of a session, to be stored.
fn seen(found: &Review) -> Seen<'_> {
    Seen {
        version: found.version,
        conflicts: &found.seen,
    }
}

/// Mends cells of the first sheet; answers how many changed.
async fn mend_all(app: &App, actor: &Actor, id: &str, mends: &[Mend]) -> usize {
    work::mend(app, actor, id, 0, (mends, None))
        .await
        .unwrap()
        .changed
}

/// One mended cell.
fn mend(row: u32, column: &str, text: &str) -> Mend {
    Mend {
        row,
        column: column.to_owned(),
        text: text.to_owned(),
    }
}

const PEOPLE: &str = "DANH SÁCH CÁN BỘ NĂM 2025\n\
    STT,Họ và tên,Ngày sinh,Giới,Đơn vị,Chức danh,Nhóm\n\
    1,Nguyễn Văn An,05/9/1985,Nam,THADS tỉnh A,Chấp hành viên,Chấp hành viên\n\
    2,Lê Thị Bình,1990,Nữ,Phòng 1,Thư ký,Công chức\n\
    3,Trần Văn Cường,1991,Nam,Phòng 9,Thư ký,Công chứ\n\
    4,Trần Văn Dũng,32/13/1991,Nam,Phòng 2,Thư ký,Công chức\n\
    ,Tổng cộng,,,,,\n";
