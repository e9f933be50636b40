//! Names of people who were helped; registration.

use thidua_app::AppError;
use thidua_app::View;
use thidua_app::access::Caller;
use thidua_app::contribution::contributions;
use thidua_app::deed::list::AskDeeds;
use thidua_app::listing::Which;
use thidua_app::registration::{self, Reply, Wish, registrations};
use thidua_domain::access::{Actor, Role};
use thidua_store::testing::on_both;

use crate::deeds::{as_user, bundle, errors, loaded, years};
use crate::desk::{take, view};

#[tokio::test]
async fn names_of_people_helped_are_their_own_offices_to_read() {
    on_both(async |db| {
        let (app, _) = loaded(db).await;
        let rows = bundle(&[(
            "dong-gop",
            &[
                "Mã;Mã cơ quan;Năm;Loại;Số lượng;Người được giúp",
                "h-1;quan-1;2021;tien;2000000;Nguyễn Văn Giúp",
            ],
        )]);
        assert!(errors(&take(&app, &rows, None).await).is_empty());
        let console = view(&app).await;
        let head = as_user(&console, Role::Head, "quan-1");
        let above = as_user(&console, Role::Leader, "cuc-quan-ly");
        let helped = |view: &View| {
            let found = contributions(view, &years("quan-1", 2021, 2021)).unwrap();
            let row = found
                .rows
                .into_iter()
                .find(|row| row.code.as_deref() == Some("h-1"));
            row.unwrap().helped
        };
        assert_eq!(helped(&head), ["Nguyễn Văn Giúp"]);
        assert!(helped(&above).is_empty());
        let text =
            serde_json::to_string(&contributions(&above, &years("tp-hcm", 2021, 2021)).unwrap());
        assert!(!text.unwrap().contains("Văn Giúp"));
        // The history and the form hold the name: they are closed to others, as if they were not there.
        let key = "3:h-1|";
        assert!(
            thidua_app::record::history(&app, &head, "dong-gop", key)
                .await
                .is_ok()
        );
        let closed = thidua_app::record::history(&app, &above, "dong-gop", key).await;
        assert!(matches!(closed, Err(AppError::NotFound)), "{closed:?}");
        // Who stands above may not bring names in either.
        let officer = as_user(&console, Role::Ministry, "cuc-quan-ly");
        let more = bundle(&[(
            "dong-gop",
            &[
                "Mã;Mã cơ quan;Năm;Người được giúp",
                "h-2;quan-1;2021;Trần Thị Kín",
            ],
        )]);
        let refused =
            thidua_app::bundle::load(&app, &officer.actor, &more, &Default::default()).await;
        assert!(matches!(refused, Err(AppError::Refused(_))), "{refused:?}");
        // Nor do they leave with a list.
        let ask = AskDeeds {
            within: None,
            year: Some(2021),
        };
        let which = Which::Deeds("dong-gop", ask);
        let list = which.open(&above, false).unwrap();
        let cells = (0..list.len()).flat_map(|row| {
            let columns = list.about().columns.iter();
            columns
                .filter(|column| column.id != "tinh-trang")
                .map(move |column| (row, column))
        });
        for (row, column) in cells.collect::<Vec<_>>() {
            assert!(!list.cell(row, column).text.contains("Văn Giúp"));
        }
    })
    .await;
}

#[tokio::test]
async fn one_registers_is_given_back_registers_again_and_is_taken_up() {
    on_both(async |db| {
        let (app, _) = loaded(db).await;
        let rows = bundle(&[(
            "nhan-su",
            &[
                "Mã;Họ và tên;Mã cơ quan;Nhóm;Từ ngày",
                "nv-1;Nguyễn Văn An;quan-1;cong_chuc;2015-01-01",
            ],
        )]);
        assert!(errors(&take(&app, &rows, None).await).is_empty());
        let console = view(&app).await;
        let mut employee = as_user(&console, Role::Employee, "quan-1").actor;
        employee.person = Some("nv-1".to_owned());
        let by = |actor: &Actor| Caller {
            actor: actor.clone(),
            name: actor.user.clone(),
            channel: "web",
        };
        let wish = Wish {
            year: 2027,
            subject: "nv-1".to_owned(),
            award: Some("Chiến sĩ thi đua cơ sở".to_owned()),
            initiatives: Some("Sổ theo dõi án tồn".to_owned()),
        };
        registration::send(&app, &by(&employee), &wish)
            .await
            .unwrap();
        let of_year = async || {
            let view = crate::desk::view(&app).await;
            registrations(&view, &years("quan-1", 2027, 2027)).unwrap()
        };
        let sent = of_year().await;
        assert_eq!((sent.rows.len(), sent.waiting), (1, 1));
        assert_eq!(sent.rows[0].award.as_deref(), Some("cstdcs"));
        let key = sent.rows[0].key.clone();
        // Not for a colleague, and not without a reason.
        let other = as_user(&console, Role::Employee, "quan-1").actor;
        let not_theirs = registration::send(&app, &by(&other), &wish).await;
        assert!(
            matches!(not_theirs, Err(AppError::NotFound)),
            "{not_theirs:?}"
        );
        let keys = [key.clone()];
        let not_theirs = registration::answer(&app, &by(&employee), &keys, &Reply::Accept).await;
        assert!(not_theirs.is_err());
        let officer = as_user(&console, Role::Officer, "quan-1").actor;
        let bare =
            registration::answer(&app, &by(&officer), &keys, &Reply::Return(String::new())).await;
        assert!(matches!(bare, Err(AppError::Refused(_))));
        let back = Reply::Return("Ghi rõ tên sáng kiến".to_owned());
        registration::answer(&app, &by(&officer), &keys, &back)
            .await
            .unwrap();
        let returned = of_year().await;
        assert_eq!(returned.rows[0].status, "tra_lai");
        assert_eq!(
            returned.rows[0].answer.as_deref(),
            Some("Ghi rõ tên sáng kiến")
        );
        // What no longer waits is not answered again.
        let late = registration::answer(&app, &by(&officer), &keys, &Reply::Accept).await;
        assert!(matches!(late, Err(AppError::Stale)), "{late:?}");
        registration::send(&app, &by(&employee), &wish)
            .await
            .unwrap();
        registration::answer(&app, &by(&officer), &keys, &Reply::Accept)
            .await
            .unwrap();
        let taken = of_year().await;
        assert_eq!((taken.rows[0].status, taken.waiting), ("da_duyet", 0));
        assert_eq!(
            taken.rows[0].outcome, None,
            "no award of the year is told yet"
        );
        // The year's awards come: registered against achieved.
        let rows = bundle(&[(
            "khen-thuong",
            &[
                "Mã cơ quan;Mã đối tượng;Đối tượng;Mã khen thưởng;Năm thành tích",
                "quan-1;nv-1;ca_nhan;cstdcs;2027",
            ],
        )]);
        assert!(errors(&take(&app, &rows, None).await).is_empty());
        let reached = of_year().await;
        assert_eq!(reached.rows[0].outcome, Some("dat"));
        assert_eq!(
            (
                reached.counts[0].registered,
                reached.counts[0].reached,
                reached.counts[0].given
            ),
            (1, 1, 1)
        );
        registration::withdraw(&app, &by(&employee), &key)
            .await
            .unwrap();
        assert!(of_year().await.rows.is_empty());
    })
    .await;
}

/// What was answered meanwhile is neither set back nor brought back.
#[tokio::test]
async fn a_registration_that_stands_is_not_sent_over_and_one_taken_away_stays_away() {
    on_both(async |db| {
        let (app, _) = loaded(db).await;
        let rows = bundle(&[(
            "nhan-su",
            &[
                "Mã;Họ và tên;Mã cơ quan;Nhóm;Từ ngày",
                "nv-1;Nguyễn Văn An;quan-1;cong_chuc;2015-01-01",
            ],
        )]);
        assert!(errors(&take(&app, &rows, None).await).is_empty());
        let console = view(&app).await;
        let mut employee = as_user(&console, Role::Employee, "quan-1").actor;
        employee.person = Some("nv-1".to_owned());
        let by = |actor: &Actor| Caller {
            actor: actor.clone(),
            name: actor.user.clone(),
            channel: "web",
        };
        let (own, officer) = (
            by(&employee),
            by(&as_user(&console, Role::Officer, "quan-1").actor),
        );
        let wish = Wish {
            year: 2027,
            subject: "nv-1".to_owned(),
            award: Some("cstdcs".to_owned()),
            initiatives: Some("Sổ theo dõi án tồn".to_owned()),
        };
        let of_year = async || {
            let view = crate::desk::view(&app).await;
            registrations(&view, &years("quan-1", 2027, 2027)).unwrap()
        };
        registration::send(&app, &own, &wish).await.unwrap();
        let keys = [of_year().await.rows[0].key.clone()];
        let back = Reply::Return("Ghi rõ tên sáng kiến".to_owned());
        registration::answer(&app, &officer, &keys, &back)
            .await
            .unwrap();
        // Sent again without a word about initiatives: what was told of them, and why it came back, stays.
        let bare = Wish {
            initiatives: None,
            ..wish.clone()
        };
        registration::send(&app, &own, &bare).await.unwrap();
        let row = of_year().await.rows.remove(0);
        assert_eq!(row.status, "da_gui");
        assert_eq!(row.initiatives, ["Sổ theo dõi án tồn"]);
        assert_eq!(row.answer.as_deref(), Some("Ghi rõ tên sáng kiến"));
        registration::answer(&app, &officer, &keys, &Reply::Accept)
            .await
            .unwrap();
        let accepted = of_year().await;
        for caller in [&own, &officer] {
            let again = registration::send(&app, caller, &bare).await;
            assert!(matches!(again, Err(AppError::Refused(_))), "{again:?}");
        }
        assert_eq!(of_year().await, accepted);
        // Withdrawn, sent anew, and taken away by the office while the page of another shows it as waiting.
        registration::withdraw(&app, &own, &keys[0]).await.unwrap();
        registration::send(&app, &own, &wish).await.unwrap();
        let reader = app.view(&officer.actor).await.unwrap();
        let held = thidua_app::record::history(&app, &reader, "dang-ky", &keys[0]).await;
        let seen = held.unwrap().lines.len();
        let seen = i64::try_from(seen).unwrap();
        let what = ("dang-ky", keys[0].as_str());
        thidua_app::record::remove(&app, &officer, what, seen, Some("Nhầm"))
            .await
            .unwrap();
        let late = registration::answer(&app, &officer, &keys, &Reply::Accept).await;
        assert!(matches!(late, Err(AppError::Stale)), "{late:?}");
        let late = registration::withdraw(&app, &own, &keys[0]).await;
        assert!(matches!(late, Err(AppError::Stale)), "{late:?}");
        assert!(of_year().await.rows.is_empty());
        registration::send(&app, &own, &wish).await.unwrap();
        assert_eq!(of_year().await.rows.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_one_could_reach_is_shown_while_registering() {
    on_both(async |db| {
        let (app, _) = loaded(db).await;
        let rows = bundle(&[(
            "nhan-su",
            &[
                "Mã;Họ và tên;Mã cơ quan;Nhóm;Từ ngày",
                "nv-1;Nguyễn Văn An;quan-1;cong_chuc;2015-01-01",
            ],
        )]);
        assert!(errors(&take(&app, &rows, None).await).is_empty());
        let console = view(&app).await;
        let mut own = as_user(&console, Role::Employee, "quan-1");
        own.actor.person = Some("nv-1".to_owned());
        let found = registration::reach(&own, "nv-1", 2027).unwrap();
        let near: Vec<_> = found.iter().filter(|one| one.state != "nam_sau").collect();
        assert!(near.iter().any(|one| one.code == "cstdcs"), "{found:#?}");
        // The highest first, and nothing that is given to collectives alone.
        let rank = |code: &str| console.state.catalogue.award(code).unwrap().rank;
        let ranks: Vec<u32> = near.iter().map(|one| rank(&one.code)).collect();
        assert!(ranks.is_sorted(), "{ranks:?}");
        assert!(found.iter().all(|one| one.code != "tt_ldtt"));
        let title = near.iter().find(|one| one.code == "cstdcs").unwrap();
        assert!(
            !title.missing.is_empty() || !title.human.is_empty(),
            "{title:?}"
        );
        // A colleague's are not the reader's to see.
        let other = as_user(&console, Role::Employee, "quan-1");
        let hidden = registration::reach(&other, "nv-1", 2027);
        assert!(matches!(hidden, Err(AppError::Forbidden)), "{hidden:?}");
    })
    .await;
}
