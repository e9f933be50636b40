//! `show map`.

use thidua_app::map::{self, AskMap, MEASURES, MapAnswer, Measure};

use super::Desk;
use crate::args::MapArgs;
use crate::refusal::Refusal;
use crate::table::Table;

/// The map of a measure.
pub(super) fn show(desk: &Desk<'_>, args: &MapArgs) -> Result<(), Refusal> {
    let measure = Measure::named(&args.measure).ok_or_else(|| {
        let known: Vec<&str> = MEASURES.iter().map(|measure| measure.id).collect();
        Refusal::told(format!(
            "Không có số đo «{}»; chọn một trong: {}.",
            args.measure,
            known.join(", ")
        ))
    })?;
    let asked = AskMap {
        measure,
        year: args.year,
        month: args.month,
    };
    let found = map::map(&desk.view, &asked)?;
    desk.out.answer(&found, || text(&found))
}

fn text(found: &MapAnswer) -> String {
    let mut table = Table::new()
        .words("Tỉnh, thành phố")
        .numbers("Giá trị")
        .words("Ghi chú");
    for tile in &found.tiles {
        let shown = tile.shown.clone().unwrap_or_else(|| "–".to_owned());
        let note = tile.detail.clone().or(tile.reason.clone());
        table.row([tile.name.clone(), shown, note.unwrap_or_default()]);
    }
    format!(
        "{}, {}\n{}\n{}{}\n",
        found.name,
        found.period,
        found.layout,
        table.text(),
        found.method
    )
}
