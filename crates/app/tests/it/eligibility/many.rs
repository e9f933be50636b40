//! Everybody at once says the same as each alone.

use thidua_app::law::eligibility::{AskAll, all, judged, one};
use thidua_store::testing::on_both;

use super::{asked, filled, told};
use crate::desk::{app, view};

fn ask(agency: Option<&str>, year: i16) -> AskAll {
    AskAll {
        agency: agency.map(str::to_owned),
        year,
        ..AskAll::default()
    }
}

#[tokio::test]
async fn everybody_at_once_is_judged_as_each_alone() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        told(
            &app,
            &[(
                "vuong-mac",
                "Mã đối tượng|Loại|Từ ngày\nnv-06|dieu_tra|04/5/2025",
            )],
        )
        .await;
        let view = view(&app).await;
        for year in [2021, 2023, 2025, 2026] {
            let judged = judged(&view, &ask(None, year)).unwrap();
            assert_eq!(judged.subjects.len(), 16);
            for own in &judged.subjects {
                assert!(own.verdicts.len() > 3, "{}", own.code);
                for (award, verdict) in &own.verdicts {
                    let code = view.state.law.names.code(*award);
                    let alone = one(&view, &asked(&own.code, code, year)).unwrap();
                    assert_eq!(
                        alone.outcome,
                        verdict.outcome.code(),
                        "{} {code} {year}",
                        own.code
                    );
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn each_award_counts_who_is_in_its_lists() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let view = view(&app).await;
        let found = all(&view, &ask(Some("tinh-a"), 2025)).unwrap();
        assert_eq!((found.people, found.collectives), (11, 2));
        let sum = |own: &thidua_app::law::eligibility::AwardCount| {
            own.eligible + own.needs_human + own.not_eligible
        };
        for own in &found.awards {
            let all = if own.subject_kind == "ca_nhan" { 11 } else { 2 };
            assert_eq!(sum(own), all, "{}", own.award);
            assert_eq!(own.eligible_list.len(), own.eligible);
            assert_eq!(own.needs_human_list.len(), own.needs_human);
            assert!(own.this_year + own.next_year <= own.not_eligible);
            assert!(own.unconfirmed, "nobody confirmed a rule yet");
            let most = own.looked_at.iter().map(|line| line.subjects).max();
            assert!(most.unwrap_or(0) <= own.needs_human, "{}", own.award);
        }
        let verdicts: usize = found.awards.iter().map(sum).sum();
        assert_eq!(verdicts, found.verdicts);
        let titles = found
            .awards
            .iter()
            .find(|own| own.award == "cstdcs")
            .unwrap();
        let names: Vec<&str> = titles
            .eligible_list
            .iter()
            .map(|own| own.subject.as_str())
            .collect();
        assert_eq!(
            names,
            ["nv-03", "nv-02", "nv-01"],
            "by given name: Ba, Hai, Một"
        );
    })
    .await;
}

#[tokio::test]
async fn what_people_must_look_at_is_counted_from_the_proofs() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let view = view(&app).await;
        let found = all(&view, &ask(Some("tinh-a"), 2025)).unwrap();
        let titles = found.awards.iter().find(|own| own.award == "ldtt").unwrap();
        // Nobody rated the ninth, the tenth and the deputy of the province.
        let names: Vec<&str> = titles
            .needs_human_list
            .iter()
            .map(|own| own.subject.as_str())
            .collect();
        assert_eq!(names, ["nv-a", "nv-09", "nv-10"]);
        let rated = titles
            .looked_at
            .iter()
            .find(|own| own.rule == "ldtt.hoan_thanh_tot")
            .unwrap();
        assert_eq!(rated.subjects, 3);
        let unknown = titles
            .looked_at
            .iter()
            .find(|own| own.rule == "ldtt.thoi_gian")
            .unwrap();
        assert_eq!(unknown.subjects, 1, "when the deputy entered was not told");
    })
    .await;
}
