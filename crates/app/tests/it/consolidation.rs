//! Registrations go up level by level: what was sent stays as it was sent, what changes later is seen above.

mod paper;

use thidua_app::access::Caller;
use thidua_app::registration::{
    self, AskAnswer, AskCompared, AskPaper, AskSend, Reply, Wish, WishMany, consolidation,
};
use thidua_app::report::{Form, Issue, What, print};
use thidua_app::{App, AppError, View};
use thidua_domain::access::{Actor, Role};
use thidua_domain::registration::Deadline;
use thidua_domain::time::WorkYear;
use thidua_store::testing::on_both;

use crate::deeds::{as_user, bundle, errors, years};
use crate::desk::{app, take, view};

const TREE: &[&str] = &[
    "Mã;Tên;Tên ngắn;Cấp;Mã cấp trên",
    "cuc;Cục Quản lý thi hành án dân sự;Cục QLTHADS;cuc_quan_ly;",
    "tinh-a;Thi hành án dân sự tỉnh A;THADS tỉnh A;tinh;cuc",
    "phong-1;Phòng THADS khu vực 1;Phòng 1;khu_vuc;tinh-a",
    "phong-2;Phòng THADS khu vực 2;Phòng 2;khu_vuc;tinh-a",
    "to-1;Tổ nghiệp vụ;Tổ nghiệp vụ;phong;phong-1",
    "tinh-b;Thi hành án dân sự tỉnh B;THADS tỉnh B;tinh;cuc",
];
const PEOPLE: &[&str] = &[
    "Mã;Họ và tên;Mã cơ quan;Chức vụ;Giới tính;Nhóm;Từ ngày",
    "nv-1;Nguyễn Văn An;phong-1;Trưởng phòng;nam;cong_chuc;2015-01-01",
    "nv-2;Lê Thị Bình;to-1;;nu;cong_chuc;2015-01-01",
    "nv-3;Trần Văn Cường;phong-2;;nam;cong_chuc;2015-01-01",
    "nv-4;Phạm Thị Dung;tinh-a;;nu;cong_chuc;2015-01-01",
];

async fn office(db: thidua_store::Db) -> (App, View) {
    let app = app(db).await;
    let rows = bundle(&[("co-quan", TREE), ("nhan-su", PEOPLE)]);
    assert!(errors(&take(&app, &rows, None).await).is_empty());
    let view = view(&app).await;
    (app, view)
}

fn by(actor: &Actor) -> Caller {
    Caller {
        actor: actor.clone(),
        name: format!("Cán bộ {}", actor.user),
        channel: "web",
    }
}

fn officer(view: &View, agency: &str) -> Caller {
    by(&as_user(view, Role::Officer, agency).actor)
}

async fn many(app: &App, by: &Caller, agency: &str, award: &str, who: &[&str]) {
    let wish = WishMany {
        agency: agency.to_owned(),
        year: 2027,
        subjects: who.iter().map(|code| (*code).to_owned()).collect(),
        award: Some(award.to_owned()),
        initiatives: None,
    };
    registration::register_many(app, by, &wish).await.unwrap();
}

/// What the page of an agency shows, as a question to send it.
async fn ask(app: &App, agency: &str, reason: Option<&str>) -> AskSend {
    let shown = consolidation(&view(app).await, agency, 2027).unwrap();
    AskSend {
        agency: agency.to_owned(),
        year: 2027,
        reason: reason.map(str::to_owned),
        seen: shown.revision,
        mark: Some(shown.mark),
    }
}

async fn send(app: &App, by: &Caller, agency: &str, reason: Option<&str>) -> Result<u16, AppError> {
    registration::consolidate(app, by, &ask(app, agency, reason).await).await
}

async fn stands(app: &App, agency: &str) -> registration::Consolidation {
    consolidation(&view(app).await, agency, 2027).unwrap()
}

fn unit<'a>(of: &'a registration::Consolidation, code: &str) -> &'a registration::UnitLine {
    of.units.iter().find(|unit| unit.agency == code).unwrap()
}

#[tokio::test]
async fn a_unit_sends_a_province_consolidates_and_a_late_change_is_seen_above() {
    on_both(async |db| {
        let (app, console) = office(db).await;
        let one = officer(&console, "phong-1");
        let province = officer(&console, "tinh-a");
        many(&app, &one, "phong-1", "ldtt", &["nv-1", "nv-2"]).await;
        many(&app, &one, "phong-1", "cstdcs", &["nv-1"]).await;
        many(&app, &one, "phong-1", "tt_ldtt", &["phong-1"]).await;
        // The division registers with its office; nobody has sent yet.
        let own = stands(&app, "phong-1").await;
        assert_eq!((own.own, own.waiting, own.obliged), (4, 0, 0));
        assert_eq!(unit(&own, "to-1").registered, 1);
        let above = stands(&app, "tinh-a").await;
        assert_eq!((above.obliged, above.told), (2, 0));
        assert_eq!(unit(&above, "phong-1").state, "chua_gui");
        assert_eq!(unit(&above, "phong-1").registered, 4);

        // Not by who does not write there, and not another content than the one that was seen.
        let stranger = officer(&console, "tinh-b");
        let foreign = send(&app, &stranger, "phong-1", None).await;
        assert!(matches!(foreign, Err(AppError::NotFound)), "{foreign:?}");
        let seen = ask(&app, "phong-1", None).await;
        many(&app, &one, "phong-1", "gk", &["nv-2"]).await;
        let late = registration::consolidate(&app, &one, &seen).await;
        assert!(matches!(late, Err(AppError::Stale)), "{late:?}");
        assert_eq!(send(&app, &one, "phong-1", None).await.unwrap(), 1);
        let again = send(&app, &one, "phong-1", Some("Gửi lại")).await;
        assert!(matches!(again, Err(AppError::Refused(_))), "{again:?}");

        // The province: one unit has not sent, which asks for a reason.
        many(&app, &province, "tinh-a", "ldtt", &["nv-4"]).await;
        let bare = send(&app, &province, "tinh-a", None).await;
        assert!(matches!(bare, Err(AppError::Refused(_))), "{bare:?}");
        send(
            &app,
            &province,
            "tinh-a",
            Some("Phòng 2 chưa gửi, đã quá hạn"),
        )
        .await
        .unwrap();
        let above = stands(&app, "tinh-a").await;
        let sent = |code: &str, of: &registration::Consolidation| {
            let mut all = of.totals.iter();
            all.find(|total| total.award.as_deref() == Some(code))
                .and_then(|total| total.sent)
        };
        assert_eq!(sent("ldtt", &above), Some(3));
        assert_eq!(unit(&above, "phong-1").state, "da_tiep_nhan");
        assert_eq!(unit(&above, "phong-1").taken, Some(1));
        assert_eq!(unit(&above, "phong-2").state, "chua_gui");
        let top = stands(&app, "cuc").await;
        assert_eq!(unit(&top, "tinh-a").state, "da_gui");
        assert_eq!((top.obliged, top.told), (2, 1));

        // Each registration tells who sent it up and when, level by level.
        let rows = || async {
            let view = view(&app).await;
            registration::registrations(&view, &years("cuc", 2027, 2027))
                .unwrap()
                .rows
        };
        let own = |rows: &[registration::RegistrationRow], award: &str| {
            let mut all = rows.iter();
            all.find(|row| {
                row.subject.as_deref() == Some("nv-1") && row.award.as_deref() == Some(award)
            })
            .cloned()
            .unwrap()
        };
        let way = own(&rows().await, "cstdcs").passed;
        let way: Vec<_> = way
            .iter()
            .map(|step| (step.agency.as_str(), step.by.as_str(), step.on.as_str()))
            .collect();
        let names = ("Cán bộ thong_ke.phong-1", "Cán bộ thong_ke.tinh-a");
        assert_eq!(
            way,
            [
                ("phong-1", names.0, "2026-11-22"),
                ("tinh-a", names.1, "2026-11-22")
            ]
        );

        // One registration is changed late: it is told at the office, above it, and above that; what was sent stays.
        let key = own(&rows().await, "cstdcs").key;
        let removed = thidua_app::record::remove(
            &app,
            &one,
            ("dang-ky", key.as_str()),
            1,
            Some("Chuyển công tác"),
        );
        removed.await.unwrap();
        let changed = stands(&app, "phong-1").await;
        assert_eq!(changed.changes.len(), 1);
        assert_eq!(changed.changes[0].what, "bot");
        let shown = registration::show(&app, &view(&app).await, "phong-1", 2027)
            .await
            .unwrap();
        assert!(shown.changed_by[0].contains("Chuyển công tác"), "{shown:?}");
        let above = stands(&app, "tinh-a").await;
        assert_eq!(unit(&above, "phong-1").changed, 1);
        assert_eq!(sent("cstdcs", &above), Some(1));
        assert_eq!(unit(&stands(&app, "cuc").await, "tinh-a").changed, 1);

        // Sent again with a reason: a further round, which the province takes into one of its own.
        send(&app, &one, "phong-1", Some("Một người chuyển công tác"))
            .await
            .unwrap();
        let above = stands(&app, "tinh-a").await;
        assert_eq!(unit(&above, "phong-1").state, "gui_bo_sung");
        assert!(above.differs && above.sends == above.differs);
        send(&app, &province, "tinh-a", Some("Phòng 1 gửi bổ sung"))
            .await
            .unwrap();
        let above = stands(&app, "tinh-a").await;
        assert_eq!(
            (sent("cstdcs", &above), unit(&above, "phong-1").taken),
            (None, Some(2))
        );
        let history = registration::show(&app, &view(&app).await, "phong-1", 2027)
            .await
            .unwrap()
            .history;
        assert_eq!(history.len(), 4, "{history:?}");
    })
    .await;
}

#[tokio::test]
async fn offices_are_taken_up_or_given_back_several_at_once() {
    on_both(async |db| {
        let (app, console) = office(db).await;
        let province = officer(&console, "tinh-a");
        many(&app, &province, "phong-1", "ldtt", &["nv-1"]).await;
        many(&app, &province, "phong-2", "ldtt", &["nv-3"]).await;
        for code in ["phong-1", "phong-2"] {
            send(&app, &officer(&console, code), code, None)
                .await
                .unwrap();
        }
        let both = |back: Option<&str>| AskAnswer {
            agency: "tinh-a".to_owned(),
            year: 2027,
            offices: vec![("phong-1".to_owned(), 1), ("phong-2".to_owned(), 1)],
            back: back.map(str::to_owned),
        };
        // A unit does not answer itself, nor another province its neighbour's.
        for other in ["phong-1", "tinh-b"] {
            let other = officer(&console, other);
            let refused = registration::answer_offices(&app, &other, &both(None)).await;
            assert!(matches!(refused, Err(AppError::NotFound)), "{refused:?}");
        }
        let bare = registration::answer_offices(&app, &province, &both(Some(" "))).await;
        assert!(matches!(bare, Err(AppError::Refused(_))), "{bare:?}");
        assert_eq!(
            unit(&stands(&app, "tinh-a").await, "phong-1").state,
            "da_gui"
        );
        registration::answer_offices(&app, &province, &both(None))
            .await
            .unwrap();
        let back = both(Some("Ghi rõ sáng kiến"));
        registration::answer_offices(&app, &province, &back)
            .await
            .unwrap();
        let above = stands(&app, "tinh-a").await;
        for code in ["phong-1", "phong-2"] {
            assert_eq!(unit(&above, code).state, "tra_lai");
        }
        let own = stands(&app, "phong-1").await;
        assert_eq!(
            own.sent.unwrap().reason.as_deref(),
            Some("Ghi rõ sáng kiến")
        );
        // Answered meanwhile.
        let late = registration::answer_offices(&app, &province, &both(None)).await;
        assert!(matches!(late, Err(AppError::Stale)), "{late:?}");
        // Given back, it goes up again without another reason; not taken up, it can be taken back.
        let unit_one = officer(&console, "phong-1");
        assert_eq!(send(&app, &unit_one, "phong-1", None).await.unwrap(), 2);
        let asked = ask(&app, "phong-1", None).await;
        registration::recall(&app, &unit_one, &asked).await.unwrap();
        assert_eq!(
            unit(&stands(&app, "tinh-a").await, "phong-1").state,
            "da_rut"
        );
    })
    .await;
}

#[tokio::test]
async fn a_day_is_set_and_who_is_late_is_told() {
    on_both(async |db| {
        let (app, console) = office(db).await;
        let province = officer(&console, "tinh-a");
        let deadline = |due: Option<&str>| Deadline {
            agency: "tinh-a".to_owned(),
            year: WorkYear(2027),
            due: due.map(|day| day.parse().unwrap()),
            paper: Some("Công văn số 12/THADS-TCCB".to_owned()),
        };
        let unit_one = officer(&console, "phong-1");
        let foreign = registration::set_deadline(&app, &unit_one, &deadline(None)).await;
        assert!(foreign.is_err());
        let far = registration::set_deadline(&app, &province, &deadline(Some("2031-01-01"))).await;
        assert!(matches!(far, Err(AppError::Refused(_))), "{far:?}");
        let due = deadline(Some("2026-11-10"));
        registration::set_deadline(&app, &province, &due)
            .await
            .unwrap();
        many(&app, &province, "phong-1", "ldtt", &["nv-1"]).await;
        let above = stands(&app, "tinh-a").await;
        assert!(unit(&above, "phong-1").overdue && unit(&above, "phong-2").overdue);
        send(&app, &unit_one, "phong-1", None).await.unwrap();
        let above = stands(&app, "tinh-a").await;
        let sent = unit(&above, "phong-1");
        assert!(!sent.overdue && sent.sent.as_ref().unwrap().late);
        registration::set_deadline(&app, &province, &deadline(None))
            .await
            .unwrap();
        let above = stands(&app, "tinh-a").await;
        assert!(!unit(&above, "phong-2").overdue && above.own_due.is_none());
    })
    .await;
}

#[tokio::test]
async fn many_are_registered_and_what_does_not_fit_is_refused() {
    on_both(async |db| {
        let (app, console) = office(db).await;
        let one = officer(&console, "phong-1");
        let open = registration::candidates(
            &as_user(&console, Role::Officer, "phong-1"),
            "phong-1",
            2027,
        );
        let codes: Vec<String> = open.unwrap().into_iter().map(|one| one.code).collect();
        assert_eq!(codes, ["phong-1", "to-1", "nv-1", "nv-2"]);
        let wish = |award: &str, who: &[&str], works: Option<&str>| WishMany {
            agency: "phong-1".to_owned(),
            year: 2027,
            subjects: who.iter().map(|code| (*code).to_owned()).collect(),
            award: Some(award.to_owned()),
            initiatives: works.map(str::to_owned),
        };
        for (refused, what) in [
            (wish("ldtt", &[], None), "nobody"),
            (
                wish("tt_ldtt", &["nv-1"], None),
                "a person for a collective's title",
            ),
            (
                wish("cstdcs", &["phong-1"], None),
                "a collective for a person's title",
            ),
            (
                wish("ldtt", &["nv-1", "nv-2"], Some("Một sáng kiến")),
                "one initiative for two",
            ),
        ] {
            let told = registration::register_many(&app, &one, &refused).await;
            assert!(
                matches!(told, Err(AppError::Refused(_))),
                "{what}: {told:?}"
            );
        }
        let stranger = wish("ldtt", &["nv-3"], None);
        let foreign = registration::register_many(&app, &one, &stranger).await;
        assert!(matches!(foreign, Err(AppError::NotFound)), "{foreign:?}");
        many(&app, &one, "phong-1", "ldtt", &["nv-1"]).await;
        let both = wish("ldtt", &["nv-1", "nv-2"], None);
        let done = registration::register_many(&app, &one, &both)
            .await
            .unwrap();
        assert_eq!(done, 1, "who is registered already stays as is");
        let none = registration::register_many(&app, &one, &both).await;
        assert!(matches!(none, Err(AppError::Refused(_))), "{none:?}");
    })
    .await;
}
