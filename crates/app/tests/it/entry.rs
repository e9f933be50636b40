//! Entering figures: stored, refused, explained, locked, in conflict; units exact; how long evaluation takes.

mod guard;
mod speed;

use std::collections::BTreeMap;

use thidua_app::access::Caller;
use thidua_app::figures::entry::{
    AskEntry, CellView, Entry, Layout, Outcome, Stored, Typed, USUAL_UNIT, Which, entry, store,
};
use thidua_app::figures::{balance, history, proof};
use thidua_app::{App, AppError};
use thidua_store::testing::on_both;

use crate::desk::{app, ask as window, bundle, take, view};

const COUNTRY: [(&str, &str); 3] = [
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên|Từ ngày
         tinh-a|THADS tỉnh A|tinh||
         phong-1|Phòng 1|khu_vuc|tinh-a|
         phong-2|Phòng 2|khu_vuc|tinh-a|
         phong-3|Phòng 3|khu_vuc|tinh-a|2026-04-01",
    ),
    (
        "van-ban",
        "Mã|Số ký hiệu|Ngày ban hành|Loại|Trích yếu
         bc-1|15/BC-THADS|2026-01-05|bao_cao|Báo cáo thống kê quý I
         bb-1|02/BB-THADS|2026-02-01|bien_ban|Biên bản đối chiếu số liệu",
    ),
    (
        "so-lieu",
        "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính|Nguồn
         phong-1|2026|2|viec.moi|900|việc|
         phong-1|2025|3|viec.moi|700|việc|
         phong-2|2026|3|viec.moi|300|việc|bc-1",
    ),
];

async fn country(app: &App) {
    let loaded = take(app, &bundle(&COUNTRY), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

fn question(agency: &str) -> AskEntry {
    AskEntry {
        agency: agency.to_owned(),
        year: 2026,
        month: 3,
        scope: "btp".to_owned(),
        unit: USUAL_UNIT.to_owned(),
        ..AskEntry::default()
    }
}

fn typed(agency: &str, cells: &[(&str, &str)]) -> Typed {
    let cells = cells
        .iter()
        .map(|(code, text)| (format!("{agency}/{code}"), (*text).to_owned()));
    Typed {
        unit: USUAL_UNIT.to_owned(),
        cells: cells.collect(),
        ..Typed::default()
    }
}

/// What was typed on a page that has just been opened, where the test says nothing else.
async fn opened(app: &App, ask: &AskEntry, typed: &Typed) -> Typed {
    let mut typed = typed.clone();
    if typed.seen.is_empty() {
        typed.seen = entry(&view(app).await, ask, None).unwrap().seen;
    }
    typed
}

async fn stored(app: &App, ask: &AskEntry, typed: &Typed) -> Stored {
    let typed = &opened(app, ask, typed).await;
    match store(app, &Caller::console(), ask, typed).await.unwrap() {
        Outcome::Stored(stored) => stored,
        Outcome::Refused(page) => panic!("{:#?} {:#?}", page.messages, page.flags),
        Outcome::Conflict(_, found) => panic!("{found:#?}"),
    }
}

async fn refused(app: &App, ask: &AskEntry, typed: &Typed) -> Entry {
    let typed = &opened(app, ask, typed).await;
    let before = app.db().version().await.unwrap();
    let page = match store(app, &Caller::console(), ask, typed).await.unwrap() {
        Outcome::Refused(page) => *page,
        other => panic!("{other:#?}"),
    };
    assert_eq!(
        app.db().version().await.unwrap(),
        before,
        "something was stored"
    );
    page
}

fn cell<'a>(page: &'a Entry, name: &str) -> &'a CellView {
    let rows = page.grid.groups.iter().flat_map(|group| &group.rows);
    let one = rows.flat_map(|row| row.cells.iter().flatten());
    let many = page.grid.offices.iter().flat_map(|office| &office.cells);
    let mut all = one.chain(many);
    all.find(|cell| cell.name == name).unwrap()
}

async fn figure(app: &App, agency: &str, code: &str) -> Option<String> {
    let found = balance(&view(app).await, &window(agency, 2026, 3)).unwrap();
    found.figures.get(code).cloned()
}

#[tokio::test]
async fn a_month_is_evaluated_as_it_would_stand_and_stored_as_one_event() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let ask = question("phong-1");
        let mut typing = typed(
            "phong-1",
            &[
                ("viec.cu", "1.057"),
                ("viec.moi", "2370"),
                ("viec.thu_ly", "3.427"),
                ("tien.cu", "1,5 tỷ"),
                ("tien.xong", "250.000"),
            ],
        );
        let page = entry(&view(&app).await, &ask, Some(&typing)).unwrap();
        let moi = cell(&page, "phong-1/viec.moi");
        assert_eq!(
            (
                moi.before.as_str(),
                moi.inside.as_str(),
                moi.last_year.as_str(),
                moi.state
            ),
            ("900", "1.470", "700", "")
        );
        let line = page
            .identities
            .iter()
            .find(|line| line.outcome == "holds")
            .unwrap();
        assert_eq!(line.text, "1.057 + 2.370 = 3.427");
        assert!(page.flags.is_empty() && page.faults.is_empty(), "{page:#?}");
        assert_eq!((page.changed, page.rewritten, page.fresh), (5, 0, true));
        typing.seen = page.seen;
        let version = app.db().version().await.unwrap();
        assert_eq!(stored(&app, &ask, &typing).await.figures, 5);
        assert_eq!(app.db().version().await.unwrap(), version + 1);
        let found = balance(&view(&app).await, &window("phong-1", 2026, 3)).unwrap();
        assert_eq!(found.figures["tien.cu"], "1500000000");
        assert_eq!(found.figures["tien.xong"], "250000000");
        let line = found
            .lines
            .iter()
            .find(|line| line.code == "tien.xong")
            .unwrap();
        assert_eq!(
            (line.printed.as_str(), line.unit.as_str()),
            ("250.000", "nghìn đồng")
        );
        let sheet = &line.sources[0].sheet;
        let told = history(&app, &view(&app).await, sheet, "tien.xong")
            .await
            .unwrap();
        assert_eq!(told.revisions[0].by, "Dòng lệnh trên máy chủ");
        assert_eq!(told.revisions[0].place, "trang «Nhập số liệu»");
        // The same again is nothing to store.
        let again = refused(
            &app,
            &ask,
            &Typed {
                seen: BTreeMap::new(),
                ..typing
            },
        )
        .await;
        assert!(
            again.messages[0].contains("không có gì để ghi"),
            "{:?}",
            again.messages
        );
    })
    .await;
}

#[tokio::test]
async fn faults_are_told_by_cell_and_nothing_is_stored() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let typing = typed(
            "phong-1",
            &[
                ("viec.cu", "12a"),
                ("viec.moi", "2,5"),
                ("tien.cu", "0,0001"),
                ("viec.xong", "5"),
            ],
        );
        let page = refused(&app, &question("phong-1"), &typing).await;
        assert_eq!(page.faults.len(), 3, "{:#?}", page.faults);
        let wrong = cell(&page, "phong-1/viec.cu");
        assert_eq!((wrong.state, wrong.text.as_str()), ("invalid", "12a"));
        assert!(!wrong.why.is_empty());
        assert_eq!(figure(&app, "phong-1", "viec.xong").await, None);
    })
    .await;
}

#[tokio::test]
async fn a_doubt_stays_only_with_its_explanation_which_the_proof_sheet_shows() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let ask = question("phong-1");
        let mut typing = typed(
            "phong-1",
            &[
                ("viec.cu", "1057"),
                ("viec.moi", "800"),
                ("viec.thu_ly", "1.860"),
            ],
        );
        let page = refused(&app, &ask, &typing).await;
        let cells: Vec<&str> = page.flags.iter().map(|flag| flag.cell.as_str()).collect();
        // An identity that is broken, and a cumulative figure that fell.
        assert_eq!(cells, ["phong-1/viec.thu_ly", "phong-1/viec.moi"]);
        assert!(page.flags.iter().all(|flag| !flag.answers.is_empty()));
        assert_eq!(cell(&page, "phong-1/viec.thu_ly").state, "flagged");
        let broken = page
            .identities
            .iter()
            .find(|line| line.outcome == "broken")
            .unwrap();
        assert_eq!(broken.text, "1.057 + 800 = 1.857, đã ghi 1.860: lệch 3");
        assert!(!broken.answers.is_empty());
        typing
            .explained
            .insert("phong-1/viec.thu_ly".into(), "Chờ đối chiếu sổ".into());
        let page = refused(&app, &ask, &typing).await;
        assert_eq!(cell(&page, "phong-1/viec.thu_ly").state, "explained");
        typing
            .explained
            .insert("phong-1/viec.moi".into(), "Rút quyết định trùng".into());
        assert_eq!(stored(&app, &ask, &typing).await.figures, 3);
        let sheet = proof(&view(&app).await, &window("phong-1", 2026, 3)).unwrap();
        let line = sheet
            .lines
            .iter()
            .find(|line| line.id == "viec.thu_ly")
            .unwrap();
        assert_eq!(line.explained.as_deref(), Some("Chờ đối chiếu sổ"));
        // An explanation alone can be changed: the figures stay.
        let mut other = typed("phong-1", &[]);
        other
            .explained
            .insert("phong-1/viec.thu_ly".into(), "Đã đối chiếu sổ".into());
        assert_eq!(stored(&app, &ask, &other).await.figures, 1);
        assert_eq!(
            figure(&app, "phong-1", "viec.thu_ly").await.as_deref(),
            Some("1860")
        );
    })
    .await;
}

#[tokio::test]
async fn stored_figures_change_only_with_a_reason_and_can_be_emptied() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let ask = question("phong-1");
        stored(
            &app,
            &ask,
            &typed("phong-1", &[("viec.xong", "10"), ("viec.cu", "5")]),
        )
        .await;
        let mut typing = typed("phong-1", &[("viec.xong", "12"), ("viec.cu", "")]);
        let page = refused(&app, &ask, &typing).await;
        assert_eq!(page.rewritten, 2);
        assert!(
            page.messages[0].contains("lý do sửa đổi"),
            "{:?}",
            page.messages
        );
        typing.reason = Some("Đếm sót hai việc".into());
        stored(&app, &ask, &typing).await;
        assert_eq!(
            figure(&app, "phong-1", "viec.xong").await.as_deref(),
            Some("12")
        );
        assert_eq!(figure(&app, "phong-1", "viec.cu").await, None);
    })
    .await;
}

#[tokio::test]
async fn many_agencies_are_one_transaction_and_their_sum_stands_beside_the_own_figure() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        stored(
            &app,
            &question("tinh-a"),
            &typed("tinh-a", &[("viec.moi", "1.500")]),
        )
        .await;
        let ask = AskEntry {
            layout: Layout::Many(vec!["viec.moi".into(), "viec.xong".into()]),
            ..question("tinh-a")
        };
        let page = entry(&view(&app).await, &ask, None).unwrap();
        let offices: Vec<&str> = page
            .grid
            .offices
            .iter()
            .map(|row| row.agency.as_str())
            .collect();
        // phong-3 began later.
        assert_eq!(offices, ["phong-1", "phong-2"]);
        assert!(!page.grid.offices[1].locked.is_empty());
        let mut typing = typed("phong-1", &[("viec.moi", "1190")]);
        typing.cells.insert("phong-2/viec.xong".into(), "7".into());
        let page = entry(&view(&app).await, &ask, Some(&typing)).unwrap();
        let total = &page.grid.totals[0];
        assert_eq!(
            (
                total.sum.as_str(),
                total.own.as_str(),
                total.difference.as_str(),
                total.outcome
            ),
            ("1.490", "1.500", "10", "broken")
        );
        // The row of a document's sheet stays locked: only the other is stored.
        let done = stored(&app, &ask, &typing).await;
        assert_eq!((done.figures, done.sheets), (1, 1));
        assert_eq!(figure(&app, "phong-2", "viec.xong").await, None);
        assert_eq!(
            figure(&app, "phong-1", "viec.moi").await.as_deref(),
            Some("1190")
        );
    })
    .await;
}

#[tokio::test]
async fn another_unit_shows_the_same_money() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let typing = typed("phong-1", &[("tien.cu", "1.234.567,8"), ("tien.moi", "x")]);
        let billions = AskEntry {
            unit: "ty_dong".into(),
            ..question("phong-1")
        };
        let page = entry(&view(&app).await, &billions, Some(&typing)).unwrap();
        assert_eq!(cell(&page, "phong-1/tien.cu").text, "1,2345678");
        assert_eq!(cell(&page, "phong-1/tien.moi").text, "x");
        assert_ne!(billions.draft_key(), question("phong-1").draft_key());
    })
    .await;
}
