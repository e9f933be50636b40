//! Targets handed down: assigned to all, checked, revised, proposed, printed; two editors at once.

use jiff::civil::{Date, date};
use thidua_app::access::Caller;
use thidua_app::report::{Form, What, print};
use thidua_app::targets::cascade::{
    AskCascade, Assign, Assigned, Cascade, Proposal, Told, assign, cascade, check, history, propose,
};
use thidua_app::{App, AppError};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, take, view};

const OFFICES: usize = 12;
const DAY: Date = date(2026, 1, 5);

/// A province with twelve offices and its targets: two rates, and a number of cases.
async fn country(app: &App) {
    let offices: String = (1..=OFFICES)
        .map(|at| {
            format!("\n            khu-{at}|Phòng THADS khu vực {at}|khu_vuc|tinh-a|2025-07-01")
        })
        .collect();
    let agencies = format!(
        "Mã|Tên|Cấp|Mã cấp trên|Từ ngày
            cuc|Cục Quản lý|cuc_quan_ly||
            tinh-a|Thi hành án dân sự tỉnh A|tinh|cuc|
            tinh-b|Thi hành án dân sự tỉnh B|tinh|cuc|{offices}"
    );
    let targets = "Mã|Mã cơ quan|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị|Đơn vị giao|Ngày giao
            ct-a-viec|tinh-a|2026|viec.ty_le|>=|83.5|cuc|2025-12-15
            ct-a-tien|tinh-a|2026|tien.ty_le|>=|48|cuc|2025-12-15
            ct-a-xong|tinh-a|2026|viec.xong|>=|1000|cuc|2025-12-15";
    let loads: String = (1..=OFFICES)
        .map(|at| {
            format!(
                "\n            khu-{at}|2025|12|viec.phai_thi_hanh|{}",
                at * 10
            )
        })
        .collect();
    let figures = format!("Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị{loads}");
    let told = [
        ("co-quan", agencies.as_str()),
        ("chi-tieu", targets),
        ("so-lieu", figures.as_str()),
    ];
    let loaded = take(app, &bundle(&told), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

fn ask() -> AskCascade {
    AskCascade {
        agency: "tinh-a".into(),
        year: 2026,
        on: Some(DAY),
        also: Vec::new(),
    }
}

fn cells(column: &str, values: &[(usize, &str)], seen: impl Fn(usize) -> String) -> Vec<Told> {
    let cell = |(at, text): &(usize, &str)| Told {
        agency: format!("khu-{at}"),
        column: column.into(),
        text: (*text).into(),
        seen: seen(*at),
    };
    values.iter().map(cell).collect()
}

fn first(cells: Vec<Told>) -> Assign {
    Assign {
        ask: ask(),
        on: DAY,
        document: "15/QĐ-THADS".into(),
        cells,
        ..Assign::default()
    }
}

async fn given(app: &App, new: &Assign) -> Assigned {
    assign(app, &Caller::console(), new).await.unwrap()
}

async fn table(app: &App, on: Date) -> Cascade {
    let ask = AskCascade {
        on: Some(on),
        ..ask()
    };
    cascade(&view(app).await, &ask).unwrap()
}

fn all(value: &str) -> Vec<(usize, &str)> {
    (1..=OFFICES).map(|at| (at, value)).collect()
}

/// The value of an office in a column of rates.
fn value(table: &Cascade, office: usize, column: &str) -> Option<String> {
    let row = table
        .rows
        .iter()
        .find(|row| row.agency == format!("khu-{office}"))?;
    let at = table.columns.iter().position(|one| one.key == column)?;
    row.cells[at].printed.clone()
}

/// The code of what an office was given.
fn code(table: &Cascade, office: usize, column: &str) -> String {
    let mut rows = table.rows.iter();
    let row = rows
        .find(|row| row.agency == format!("khu-{office}"))
        .unwrap();
    let at = table
        .columns
        .iter()
        .position(|one| one.key == column)
        .unwrap();
    row.cells[at].target.clone().unwrap()
}

#[tokio::test]
async fn a_target_is_handed_to_twelve_offices_and_one_is_revised() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let empty = table(&app, DAY).await;
        assert_eq!((empty.rows.len(), empty.columns.len()), (12, 3));
        assert_eq!(empty.rows[9].agency, "khu-10", "counted as people count");
        let new = first(cells("viec.ty_le", &all("83,5"), |_| String::new()));
        let done = given(&app, &new).await;
        assert_eq!((done.stored, done.agencies), (12, 12), "{done:#?}");
        // The same again: every cell says what is there already.
        let again = given(&app, &new).await;
        assert_eq!(again.stored, 0);
        assert!(again.faults[0].reason.contains("Chưa có ô nào thay đổi"));

        // A revision supersedes from its day on; the first one stays.
        let later = date(2026, 7, 31);
        let seen = code(&table(&app, later).await, 3, "viec.ty_le");
        assert_eq!(seen, "ct-khu-3-2026-viec.ty-le");
        let revision = Assign {
            on: later,
            document: "90/QĐ-THADS".into(),
            revise: Some("Án tín dụng lớn mới thụ lý".into()),
            anyway: true,
            ..first(cells("viec.ty_le", &[(3, "82,00")], |_| seen.clone()))
        };
        let uneven = given(
            &app,
            &Assign {
                anyway: false,
                ..revision.clone()
            },
        )
        .await;
        assert_eq!(uneven.stored, 0);
        assert!(
            uneven.uneven[0].contains("Phòng THADS khu vực 3 (82,00)"),
            "{uneven:?}"
        );
        assert_eq!(given(&app, &revision).await.stored, 1);
        let (before, after) = (
            table(&app, date(2026, 7, 30)).await,
            table(&app, later).await,
        );
        assert_eq!(value(&before, 3, "viec.ty_le").as_deref(), Some("83,50"));
        assert_eq!(value(&after, 3, "viec.ty_le").as_deref(), Some("82,00"));
        assert_eq!(value(&after, 4, "viec.ty_le").as_deref(), Some("83,50"));
        let steps = history(&view(&app).await.state, &after);
        assert_eq!(steps.len(), 2);
        assert!(steps[0].revises && !steps[1].revises);
        assert_eq!(steps[0].lines[0].was.as_deref(), Some("83,50"));
        assert!(
            steps[0].lines[0]
                .note
                .as_deref()
                .unwrap()
                .contains("Án tín dụng")
        );
        assert_eq!(steps[1].lines.len(), 12);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_is_told_by_its_cell_and_nothing_is_stored() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let version = app.db().version().await.unwrap();
        let mut told = cells(
            "viec.ty_le",
            &[(1, "tám mươi"), (2, "835"), (3, "-1"), (4, "83,5")],
            |_| String::new(),
        );
        told.extend(cells("viec.xong", &[(5, "10,5")], |_| String::new()));
        told.push(Told {
            agency: "tinh-b".into(),
            column: "viec.ty_le".into(),
            text: "80".into(),
            seen: String::new(),
        });
        let done = given(&app, &first(told)).await;
        let places: Vec<&str> = done
            .faults
            .iter()
            .map(|fault| fault.agency.as_str())
            .collect();
        assert_eq!(places, ["khu-1", "khu-2", "khu-3", "khu-5", "tinh-b"]);
        let nameless = Assign {
            document: " ".into(),
            on: date(2026, 10, 1),
            revise: Some(String::new()),
            ..first(Vec::new())
        };
        let fields: Vec<String> = given(&app, &nameless)
            .await
            .faults
            .into_iter()
            .map(|fault| fault.column)
            .collect();
        assert_eq!(fields, ["van_ban", "ngay_giao", "ly_do"]);
        assert_eq!(app.db().version().await.unwrap(), version);
    })
    .await;
}

#[tokio::test]
async fn a_second_editor_is_told_what_the_first_stored() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let one = first(cells("viec.ty_le", &[(1, "84"), (2, "84")], |_| {
            String::new()
        }));
        assert_eq!(given(&app, &one).await.stored, 2);
        let other = first(cells("viec.ty_le", &[(2, "85"), (3, "85")], |_| {
            String::new()
        }));
        let done = given(&app, &other).await;
        assert_eq!((done.stored, done.faults.len()), (0, 1));
        assert!(done.faults[0].conflict && done.faults[0].reason.contains("84,00"));
        assert_eq!(value(&table(&app, DAY).await, 3, "viec.ty_le"), None);
    })
    .await;
}

#[tokio::test]
async fn proposals_add_up_and_the_check_says_so() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let view = view(&app).await;
        let table = table(&app, DAY).await;
        let state = &view.state;
        let by_load = propose(state, &table, Proposal::ByWorkload);
        let of = |key: &str| table.columns.iter().position(|one| one.key == key).unwrap();
        let rates = &by_load[of("viec.ty_le")];
        assert!(
            rates
                .values
                .iter()
                .all(|value| value.as_deref() == Some("83,50"))
        );
        let cases = &by_load[of("viec.xong")];
        let numbers: Vec<i64> = cases
            .values
            .iter()
            .map(|value| value.as_deref().unwrap().replace('.', "").parse().unwrap())
            .collect();
        assert_eq!(numbers.iter().sum::<i64>(), 1000);
        assert!(numbers[11] > numbers[0] * 11, "{numbers:?}");
        assert!(
            cases.formula.contains("năm 2025") && cases.formula.contains("780"),
            "{}",
            cases.formula
        );
        let same = propose(state, &table, Proposal::AsAbove);
        assert!(same[of("viec.xong")].values.is_empty());

        let mut values = table.in_force();
        let decimal = |text: &str| thidua_domain::amount::Decimal::parse(text).ok();
        values[of("viec.xong")] = numbers
            .iter()
            .map(|one| decimal(&one.to_string()))
            .collect();
        let checks = check(state, &table, &values);
        let cases = &checks[of("viec.xong")];
        assert_eq!(
            (cases.outcome, cases.residual.as_deref()),
            ("holds", Some("0"))
        );
        let rates = &checks[of("viec.ty_le")];
        assert_eq!((rates.outcome, rates.missing), ("open", 12));
        values[of("viec.xong")][0] = decimal("1");
        let broken = &check(state, &table, &values)[of("viec.xong")];
        assert_eq!(broken.outcome, "broken");
        assert!(
            broken.words.contains("thấp hơn chỉ tiêu của cơ quan 12."),
            "{}",
            broken.words
        );
    })
    .await;
}

#[tokio::test]
async fn the_annex_prints_in_every_form() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let none = print(&view(&app).await, &What::Cascade(ask()), Form::Pdf);
        assert!(matches!(none, Err(AppError::Refused(_))));
        let mut told = cells("viec.ty_le", &all("84"), |_| String::new());
        told.extend(cells("viec.xong", &all("84"), |_| String::new()));
        assert_eq!(given(&app, &first(told)).await.stored, 24);
        for form in [Form::Docx, Form::Pdf, Form::Xlsx] {
            let printed = print(&view(&app).await, &What::Cascade(ask()), form).unwrap();
            assert!(
                printed
                    .name
                    .starts_with("phu-luc-giao-chi-tieu_tinh-a_2026.")
            );
            assert!(printed.bytes.len() > 1_000);
            if let Some(folder) = std::env::var_os("THIDUA_KEEP_PAPERS") {
                std::fs::write(
                    std::path::Path::new(&folder).join(&printed.name),
                    &printed.bytes,
                )
                .unwrap();
            }
        }
    })
    .await;
}

#[tokio::test]
async fn only_who_may_load_for_the_agency_hands_out() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let holding = |role: Role, agency: &str| {
            let mut caller = Caller::console();
            caller.actor = Actor {
                user: "ai-do".into(),
                person: None,
                grants: vec![Grant {
                    role,
                    agency: agency.into(),
                    from: None,
                    to: None,
                }],
            };
            caller
        };
        let new = first(cells("viec.ty_le", &[(1, "84")], |_| String::new()));
        for (role, agency) in [
            (Role::Officer, "khu-1"),
            (Role::Officer, "tinh-b"),
            (Role::Employee, "tinh-a"),
            (Role::Head, "tinh-a"),
        ] {
            let refused = assign(&app, &holding(role, agency), &new).await;
            assert!(
                matches!(refused, Err(AppError::NotFound | AppError::Forbidden)),
                "{role:?} {agency}"
            );
        }
        let officer = holding(Role::Officer, "tinh-a");
        assert_eq!(assign(&app, &officer, &new).await.unwrap().stored, 1);
        // An employee reads the own agency, not the offices below.
        let employee = app
            .view(&holding(Role::Employee, "tinh-a").actor)
            .await
            .unwrap();
        assert!(cascade(&employee, &ask()).unwrap().rows.is_empty());
    })
    .await;
}
