//! Registered against achieved, unit by unit: where whoever registers receives.

use thidua_domain::amount::Rate;
use thidua_domain::text::number::group;
use thidua_domain::time::WorkYear;

use super::panel::{Cell, Drawn, Head, Limit, More, Panel, Shape, Table, Told};
use super::{count, part, unset};
use crate::AppError;
use crate::registration::{AskCompared, Compared, UnitCompared, compared};
use crate::state::View;

/// The title.
pub(super) const TITLE: &str = "Đăng ký và kết quả";

/// The registrations of a year and what they came to.
pub(super) fn panel(view: &View, agency: &str, year: WorkYear) -> Result<Panel, AppError> {
    let shipped = &view.state.catalogue.honesty;
    let cited = shipped.registered(year.last_day()).ok_or_else(unset)?;
    let enough = cited.limits.enough;
    let asked = AskCompared {
        agency: agency.to_owned(),
        year: year.0,
        ..AskCompared::default()
    };
    let found = compared(view, &asked)?;
    let registered: i64 = found.units.iter().map(|unit| unit.registered).sum();
    Ok(Panel {
        code: "dang-ky",
        title: TITLE,
        method: format!(
            "Mỗi đăng ký có tên được đối chiếu với khen thưởng của năm. Nêu đơn vị mà mọi đăng ký (từ {enough} trở lên đã rõ kết quả) đều đạt: khi ấy đăng ký không phân biệt được ai phấn đấu. Đăng ký chỉ có số lượng không đối chiếu được."
        ),
        told: Told::new(
            &cited.basis,
            vec![Limit::whole("Số đăng ký đã rõ kết quả ít nhất", enough)],
        ),
        cases: format!(
            "{} đăng ký có tên ở {} đơn vị",
            group(registered),
            count(found.units.len())
        ),
        found: said(&found, enough),
        cannot: "Không nói việc xét dễ dãi: đơn vị làm tốt có thể đạt mọi đăng ký. Số đăng ký không phải chỉ tiêu, không đạt không bị trừ điểm gì.",
        tables: vec![units(&found, enough, year)],
        more: Some(More {
            text: "Đăng ký so với kết quả, từng tên",
            href: format!("/co-quan/{}/dang-ky?nam={}", part(agency), year.0),
        }),
    })
}

/// Whether every registration of a unit was reached, of enough.
fn all_reached(unit: &UnitCompared, enough: i64) -> bool {
    unit.reached >= enough && unit.not_reached == 0 && unit.open == 0
}

fn said(found: &Compared, enough: i64) -> Vec<String> {
    let all = found.units.iter().filter(|unit| all_reached(unit, enough));
    let mut said = vec![format!(
        "{} đơn vị có mọi đăng ký (từ {enough} trở lên) đều đạt.",
        count(all.count())
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
    said
}

fn units(found: &Compared, enough: i64, year: WorkYear) -> Table {
    let row = |unit: &UnitCompared| {
        let share = Rate::of(unit.reached, unit.reached + unit.not_reached);
        let address = format!("/co-quan/{}/dang-ky?nam={}", part(&unit.agency), year.0);
        let note = match all_reached(unit, enough) {
            true => "mọi đăng ký đều đạt",
            false => "",
        };
        vec![
            Cell::text(unit.name.as_str()).to(Some(address)),
            Cell::whole(unit.registered),
            Cell::whole(unit.reached),
            Cell::whole(unit.not_reached),
            Cell::whole(unit.open),
            share.map_or_else(
                || Cell::text("chưa có"),
                |share| Cell::percent(share.print2()),
            ),
            Cell::text(note),
        ]
    };
    Table {
        title: "Từng đơn vị".to_owned(),
        heads: vec![
            Head::text("Đơn vị"),
            Head::number("Đăng ký có tên"),
            Head::number("Đạt"),
            Head::number("Không đạt"),
            Head::number("Chưa rõ"),
            Head::number("Đạt trên đã rõ (%)"),
            Head::text("Ghi chú"),
        ],
        rows: found.units.iter().map(row).collect(),
        drawn: Some(Drawn {
            shape: Shape::Stacked,
            unit: "đăng ký",
            columns: vec![2, 3, 4],
            note: "",
        }),
    }
}
