//! Registered against achieved, unit by unit: where whoever registers receives.

use thidua_domain::amount::Rate;
use thidua_domain::time::WorkYear;

use super::{Cell, Panel, Table, count, part};
use crate::AppError;
use crate::registration::{AskCompared, compared};
use crate::state::View;

/// The title.
pub(super) const TITLE: &str = "Đăng ký và kết quả";
/// Registrations by name from which «all of them» is told.
const ENOUGH: i64 = 5;

/// The registrations of a year and what they came to.
pub(super) fn panel(view: &View, agency: &str, year: WorkYear) -> Result<Panel, AppError> {
    let asked = AskCompared {
        agency: agency.to_owned(),
        year: year.0,
        ..AskCompared::default()
    };
    let found = compared(view, &asked)?;
    let number = |value: i64| Cell::number(thidua_domain::text::number::group(value));
    let mut all_reached = 0_usize;
    let mut rows = Vec::new();
    for unit in &found.units {
        let settled = unit.reached + unit.not_reached;
        let all = settled >= ENOUGH && unit.not_reached == 0 && unit.open == 0;
        all_reached += usize::from(all);
        let share = Rate::of(unit.reached, settled).map(|rate| rate.print2().vn());
        let address = format!("/co-quan/{}/dang-ky?nam={}", part(&unit.agency), year.0);
        rows.push(vec![
            Cell::text(unit.name.as_str()).to(Some(address)),
            number(unit.registered),
            number(unit.reached),
            number(unit.not_reached),
            number(unit.open),
            Cell::number(share.unwrap_or_else(|| "chưa có".to_owned())),
            Cell::text(if all {
                "mọi đăng ký đều đạt"
            } else {
                ""
            }),
        ]);
    }
    let registered: i64 = found.units.iter().map(|unit| unit.registered).sum();
    let mut said = vec![format!(
        "{} đơn vị có mọi đăng ký (từ {ENOUGH} trở lên) đều đạt.",
        count(all_reached)
    )];
    if !found.unregistered.is_empty() {
        said.push(format!(
            "{} danh hiệu được tặng cho người, tập thể không đăng ký danh hiệu ấy.",
            count(found.unregistered.len())
        ));
    }
    if !found.settled {
        said.push("Chưa có khen thưởng nào của năm nên chưa biết kết quả.".to_owned());
    }
    Ok(Panel {
        code: "dang-ky",
        title: TITLE,
        method: "Mỗi đăng ký có tên được đối chiếu với khen thưởng của năm. Nêu đơn vị mà mọi đăng ký đều đạt: khi ấy đăng ký không phân biệt được ai phấn đấu. Đăng ký chỉ có số lượng không đối chiếu được. Ngưỡng do phần mềm đặt.".to_owned(),
        cases: format!(
            "{} đăng ký có tên ở {} đơn vị",
            thidua_domain::text::number::group(registered),
            count(found.units.len())
        ),
        found: said,
        cannot: "Không nói việc xét dễ dãi: đơn vị làm tốt có thể đạt mọi đăng ký. Số đăng ký không phải chỉ tiêu, không đạt không bị trừ điểm gì.",
        tables: vec![Table {
            title: "Từng đơn vị".to_owned(),
            heads: vec!["Đơn vị", "Đăng ký có tên", "Đạt", "Không đạt", "Chưa rõ", "Đạt trên đã rõ (%)", "Ghi chú"],
            rows,
        }],
        more: Some((
            "Đăng ký so với kết quả, từng tên",
            format!("/co-quan/{}/dang-ky?nam={}", part(agency), year.0),
        )),
    })
}
