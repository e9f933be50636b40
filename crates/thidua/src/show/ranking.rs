//! `show ranking`.

use thidua_app::scoring::{self, AskRanking, Ranking};

use super::{Desk, period};
use crate::args::RankingArgs;
use crate::refusal::Refusal;
use crate::table::Table;

/// Agencies ranked within a block or below an agency.
pub(super) fn show(desk: &Desk<'_>, args: RankingArgs) -> Result<(), Refusal> {
    let within = match (args.block, args.agency) {
        (Some(block), _) => {
            desk.need_block(&block)?;
            block
        }
        (None, agency) => {
            let agency = agency.unwrap_or_default();
            desk.need_agency(&agency)?;
            agency
        }
    };
    let asked = AskRanking {
        within,
        year: args.year,
        month: args.month,
        by: args.by,
        level: args.level,
        scope: args.scope,
    };
    let ranking = scoring::ranking(&desk.view, &asked)?;
    desk.out.answer(&ranking, || text(&ranking))
}

fn text(ranking: &Ranking) -> String {
    let mut text = format!(
        "{}\nXếp hạng {} theo {}\n\n",
        ranking.name,
        period(ranking.year, ranking.month, ranking.state),
        ranking.by_names.join(", rồi ")
    );
    if ranking.rows.is_empty() {
        text.push_str("Không có cơ quan nào để xếp hạng.\n");
        return text;
    }
    let mut table = Table::new().numbers("Hạng").words("Cơ quan");
    for name in &ranking.by_names {
        table = table.numbers(name);
    }
    table = table.words("Ghi chú");
    for row in &ranking.rows {
        let place = row
            .rank
            .map_or_else(String::new, |rank| format!("{rank}/{}", ranking.total));
        let note = match (&row.reason, row.tied_with.len()) {
            (Some(reason), _) => reason.clone(),
            (None, 0) => String::new(),
            (None, others) => format!("đồng hạng với {others} cơ quan"),
        };
        let values = row.printed.iter().cloned();
        table.row(
            [place, row.name.clone()]
                .into_iter()
                .chain(values)
                .chain([note]),
        );
    }
    text.push_str(&table.text());
    text
}
