//! The five articles, figure by figure.

use thidua_app::figures::{balance, compare};
use thidua_app::org::agency;
use thidua_app::register::{AskAwards, Awards, awards, summary};
use thidua_app::targets::pace;
use thidua_store::testing::on_both;

use crate::desk::{app, ask, load_embedded, view};

const ALL: [&str; 6] = [
    "nganh",
    "vi-du/can-tho-2020-2025",
    "vi-du/dong-thap-2015-2020",
    "vi-du/ben-tre-2022",
    "vi-du/quan-1-2021",
    "vi-du/vinh-phuc-2021",
];

#[tokio::test]
async fn quan_1_balances_2020() {
    on_both(async |db| {
        let app = app(db).await;
        load_embedded(&app, &ALL).await;
        let found = balance(&view(&app).await, &ask("quan-1", 2020, 12)).unwrap();
        let figure = |code: &str| found.figures.get(code).map(String::as_str);
        assert_eq!(figure("ban_an.da_nhan"), Some("1426"));
        assert_eq!(figure("viec.thu_ly"), Some("3427"));
        assert_eq!(
            (figure("viec.cu"), figure("viec.moi")),
            (Some("1057"), Some("2370"))
        );
        assert_eq!(figure("tien.thu_ly"), Some("3508000000000"));
        assert_eq!(found.qualifiers.get("tien.thu_ly"), Some(&"tren"));
        assert_eq!(
            found.sources.get("viec.thu_ly").map(String::as_str),
            Some("bai-quan-1-2021")
        );
        let holds: Vec<_> = found
            .identities
            .iter()
            .map(|identity| (identity.id.as_str(), identity.holds))
            .collect();
        assert_eq!(holds.first(), Some(&("viec.thu_ly", Some(true))));
        assert!(
            holds.iter().skip(1).all(|(_, holds)| holds.is_none()),
            "{holds:?}"
        );
        assert_eq!(
            (found.period.from.as_str(), found.period.to.as_str()),
            ("2019-10-01", "2020-09-30")
        );
        let money = found
            .lines
            .iter()
            .find(|line| line.code == "tien.thu_ly")
            .unwrap();
        assert_eq!(
            (money.printed.as_str(), money.unit.as_str()),
            ("trên 3.508", "tỷ đồng")
        );
    })
    .await;
}

#[tokio::test]
async fn quan_1_is_ahead_of_its_pace_after_8_months_of_2021() {
    on_both(async |db| {
        let app = app(db).await;
        load_embedded(&app, &ALL).await;
        let view = view(&app).await;
        let found = pace(&view, &ask("quan-1", 2021, 8)).unwrap();
        let item = |code: &str| {
            found
                .items
                .iter()
                .find(|item| item.target_code.as_deref() == Some(code))
                .unwrap()
        };
        let cases = item("viec.ty_le");
        assert_eq!(cases.target.as_deref(), Some("83.30"));
        assert_eq!(cases.pace.as_deref(), Some("55.53"));
        assert_eq!(cases.actual.as_deref(), Some("68.73"));
        assert_eq!(cases.deviation.as_deref(), Some("13.20"));
        assert_eq!((cases.basis, cases.agrees), (Some("reported"), Some(true)));
        assert_eq!(
            (cases.year_met, cases.status),
            (Some(false), Some("chua_dat"))
        );
        let money = item("tien.ty_le");
        assert_eq!(
            (money.target.as_deref(), money.actual.as_deref()),
            (None, Some("44.34"))
        );
        assert_eq!((money.year_met, money.status), (Some(true), Some("dat")));
        let compared = compare(&view, &ask("quan-1", 2021, 8)).unwrap();
        let completed = compared
            .items
            .iter()
            .find(|item| item.code == "viec.xong")
            .unwrap();
        assert_eq!(
            (completed.direction.as_deref(), completed.basis),
            (Some("cao_hon"), Some("reported"))
        );
    })
    .await;
}

#[tokio::test]
async fn can_tho_shows_its_three_predecessors_before_and_after() {
    on_both(async |db| {
        let app = app(db).await;
        load_embedded(&app, &ALL).await;
        let view = view(&app).await;
        let on = |code: &str, date: &str| agency(&view, code, date.parse().unwrap()).unwrap();
        let after = on("can-tho", "2025-07-01");
        let old: Vec<&str> = after
            .predecessors
            .iter()
            .map(|kin| kin.code.as_str())
            .collect();
        assert_eq!(old, ["can-tho-cu", "hau-giang", "soc-trang"]);
        assert!(after.exists);
        let before = on("can-tho", "2025-06-30");
        assert!(!before.exists && before.predecessors.is_empty());
        let old = on("hau-giang", "2025-06-30");
        assert!(old.exists && old.successors.is_empty());
        assert_eq!(
            on("hau-giang", "2025-07-01")
                .successors
                .first()
                .map(|kin| kin.code.as_str()),
            Some("can-tho")
        );
    })
    .await;
}

async fn tally(app: &thidua_app::App, agency: &str, from: i16, to: i16) -> Awards {
    let ask = AskAwards {
        agency: agency.to_owned(),
        from,
        to,
        month: None,
        own: false,
    };
    awards(&view(app).await, &ask).unwrap()
}

/// (award, kind, inside) → instances given.
fn given(awards: &Awards, award: &str, authority: Option<&str>, kind: &str, inside: bool) -> i64 {
    let rows = awards.rows.iter().filter(|row| {
        row.status == "da_tang"
            && row.award == award
            && row.subject_kind == kind
            && row.inside == inside
            && (authority.is_none() || row.authority.as_deref() == authority)
    });
    rows.map(|row| row.instances.unwrap()).sum()
}

#[tokio::test]
async fn ben_tre_2022_adds_up() {
    on_both(async |db| {
        let app = app(db).await;
        load_embedded(&app, &ALL).await;
        let found = tally(&app, "ben-tre", 2022, 2022).await;
        let own = Some("ben-tre");
        let counts = [
            (given(&found, "gk", own, "tap_the", false), 19),
            (given(&found, "gk", own, "ca_nhan", false), 39),
            (given(&found, "cstdcs", None, "ca_nhan", true), 20),
            (given(&found, "gk", own, "tap_the", true), 14),
            (given(&found, "gk", own, "ca_nhan", true), 141),
            (given(&found, "gk", Some("tong-cuc"), "tap_the", true), 1),
            (given(&found, "gk", Some("tong-cuc"), "ca_nhan", true), 2),
            (given(&found, "tt_ldxs", None, "tap_the", true), 5),
            (given(&found, "co_bo", None, "tap_the", true), 1),
            (given(&found, "bk_bo", None, "tap_the", true), 3),
            (given(&found, "bk_bo", None, "ca_nhan", true), 13),
        ];
        for (found, expected) in counts {
            assert_eq!(found, expected, "{counts:?}");
        }
        // The successor answers for it too, each in its time.
        let successor = tally(&app, "vinh-long-moi", 2022, 2022).await;
        assert_eq!(given(&successor, "gk", own, "ca_nhan", true), 141);
        let state = app.state().await.unwrap();
        let words: Vec<String> = summary(&state, &found)
            .given
            .into_iter()
            .map(|line| line.words)
            .collect();
        assert!(
            words.contains(&"19 tập thể và 39 cá nhân".to_owned()),
            "{words:?}"
        );
        assert!(words.contains(&"05 tập thể".to_owned()), "{words:?}");
        assert!(
            words.contains(&"01 tập thể và 02 cá nhân".to_owned()),
            "{words:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn dong_thap_2015_2020_adds_up_and_pending_is_never_added() {
    on_both(async |db| {
        let app = app(db).await;
        load_embedded(&app, &ALL).await;
        let found = tally(&app, "dong-thap", 2015, 2020).await;
        assert_eq!(given(&found, "hcld_3", None, "tap_the", true), 1);
        assert_eq!(given(&found, "co_bo", None, "tap_the", true), 10);
        assert_eq!(given(&found, "bk_bo;bk_tinh", None, "tap_the", true), 19);
        assert_eq!(given(&found, "bk_bo;bk_tinh", None, "ca_nhan", true), 49);
        assert_eq!(given(&found, "cstd_bo", None, "ca_nhan", true), 3);
        let flags = found
            .rows
            .iter()
            .filter(|row| row.award == "co_bo" && row.status == "da_tang");
        let by_level: std::collections::BTreeMap<_, i64> =
            flags.fold(std::collections::BTreeMap::new(), |mut sum, row| {
                *sum.entry(row.subject_level.clone()).or_default() += row.instances.unwrap();
                sum
            });
        assert_eq!(
            by_level
                .values()
                .copied()
                .collect::<Vec<_>>()
                .iter()
                .sum::<i64>(),
            10
        );
        assert_eq!(by_level.get(&Some("huyen".to_owned())), Some(&7));
        let pending: Vec<&str> = found
            .rows
            .iter()
            .filter(|row| row.status == "dang_de_nghi")
            .map(|row| row.award.as_str())
            .collect();
        assert_eq!(pending.len(), 3, "{pending:?}");
        // Asked for one year only, the rows over 2015–2020 are named, not split.
        let one = tally(&app, "dong-thap", 2019, 2019).await;
        assert_eq!(given(&one, "co_bo", None, "tap_the", true), 1);
        assert!(one.left_out.iter().any(|row| row.award == "bk_bo;bk_tinh"));
        let state = app.state().await.unwrap();
        let words: Vec<String> = summary(&state, &found)
            .given
            .into_iter()
            .map(|line| line.words)
            .collect();
        assert!(
            words
                .iter()
                .any(|words| words.starts_with("10 lượt tập thể (")),
            "{words:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn bundles_load_in_any_order_and_twice_changes_nothing() {
    on_both(async |db| {
        let app = app(db).await;
        let mut backwards = ALL;
        backwards.reverse();
        load_embedded(&app, &backwards).await;
        let version = app.state().await.unwrap().version;
        for loaded in load_embedded(&app, &ALL).await {
            assert!(loaded.stored.is_empty(), "{loaded:#?}");
        }
        assert_eq!(app.state().await.unwrap().version, version);
    })
    .await;
}

#[tokio::test]
async fn vinh_phuc_2021_has_its_targets() {
    on_both(async |db| {
        let app = app(db).await;
        load_embedded(&app, &ALL).await;
        let found = pace(&view(&app).await, &ask("vinh-phuc", 2021, 6)).unwrap();
        let item = |code: &str| {
            found
                .items
                .iter()
                .find(|item| item.target_code.as_deref() == Some(code))
                .unwrap()
        };
        let decisions = item("qd.ty_le");
        assert_eq!(
            (decisions.op.as_deref(), decisions.target.as_deref()),
            (Some("="), Some("100.00"))
        );
        // A share of work done properly is asked for whole at any month.
        assert_eq!(decisions.pace.as_deref(), Some("100.00"));
        let complaints = item("kntc.ty_le");
        assert_eq!(
            (complaints.op.as_deref(), complaints.target.as_deref()),
            (Some(">"), Some("97.00"))
        );
        assert!(
            found
                .items
                .iter()
                .any(|item| item.target_code.is_none() && item.op.as_deref() == Some("co"))
        );
    })
    .await;
}
