//! A name of an award list becomes somebody's code only where nobody else can be meant.

use thidua_app::bundle::work::Ended;
use thidua_store::testing::on_both;

use super::*;
use crate::desk::view;

/// Two of one name in two offices, one alone, one whose namesake is of another province.
const PEOPLE: &str = "Mã|Họ và tên|Mã cơ quan
     nv-1|Nguyễn Văn An|phong-1
     nv-2|Nguyễn Văn An|phong-2
     nv-3|Lê Thị Bình|phong-1
     nv-4|Trần Văn Cường|tinh-b";

/// A list as offices keep it: a line a name and unit.
fn list(lines: &[(&str, &str)]) -> String {
    let mut text = "STT,Họ và tên,Đơn vị,Danh hiệu,Năm,Số QĐ\n".to_owned();
    for (at, (name, unit)) in lines.iter().enumerate() {
        text.push_str(&format!(
            "{at},{name},{unit},Lao động tiên tiến,2020,{at}/QĐ-THADS\n"
        ));
    }
    text
}

/// The code and the name kept of each award, in the order of the list.
async fn stored(app: &App) -> Vec<(Option<String>, Option<String>)> {
    let state = view(app).await.state;
    let awards = state.awards.iter();
    let mut rows: Vec<_> = awards
        .map(|award| {
            let name = award.named.as_ref().map(|named| named.name.clone());
            (award.decision.clone(), (award.subject.clone(), name))
        })
        .collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    rows.into_iter().map(|(_, row)| row).collect()
}

#[tokio::test]
async fn only_who_cannot_be_another_is_taken_for_a_code() {
    on_both(async |db| {
        let app = office(db).await;
        take(&app, &bundle(&[("nhan-su", PEOPLE)]), None).await;
        let me = officer("tinh-a", "an");
        let text = list(&[
            ("Lê Thị Bình", "Phòng 1"),
            ("Nguyễn Văn An", "Phòng 1"),
            ("Le Thi Binh", "Phòng 1"),
            ("Lê Thị Bình", "Phòng 2"),
            ("Lê Thị Bình", ""),
            ("Trần Văn Cường", "Phòng 1"),
            ("Người Lạ", "Phòng 2"),
        ]);
        let id = upload(&app, &me, &text).await;
        settle(&app, &me, &id).await;
        let found = review(&app, &me, &id).await;
        assert!(found.clean, "{:#?}", found.list);
        let all = AskReview {
            tab: Some("tat-ca".to_owned()),
            ..AskReview::default()
        };
        let shown = work::review(&app, &me, &id, &all).await.unwrap();
        let cells = shown.rows.iter().flat_map(|row| &row.cells);
        let told: Vec<String> = cells
            .filter(|cell| cell.reason.starts_with("Chưa biết chắc"))
            .map(|cell| format!("{}: {} {}", cell.at, cell.reason, cell.cure))
            .collect();
        assert_eq!(told.len(), 6, "{told:#?}");
        assert!(
            told[0].contains("nv-1 là Nguyễn Văn An (Phòng THADS khu vực 1)"),
            "{}",
            told[0]
        );
        // Who is of another province alone is not told.
        assert!(told.iter().all(|line| !line.contains("nv-4")), "{told:#?}");
        let by = Caller {
            actor: me.clone(),
            ..caller()
        };
        let ended = work::commit(&app, &by, &id, seen(&found), None).await;
        assert_eq!(ended.unwrap(), Ended::Stored);
        let kept = |name: &str| (None, Some(name.to_owned()));
        assert_eq!(
            stored(&app).await,
            [
                (Some("nv-3".to_owned()), None),
                kept("Nguyễn Văn An"),
                kept("Le Thi Binh"),
                kept("Lê Thị Bình"),
                kept("Lê Thị Bình"),
                kept("Trần Văn Cường"),
                kept("Người Lạ"),
            ]
        );
    })
    .await;
}
