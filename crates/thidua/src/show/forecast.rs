//! `show forecast`.

use std::fmt::Write as _;

use thidua_app::campaign::Number;
use thidua_app::season::{self, AskTried, BandLine, SeasonAnswer, SeasonItem, TriedAnswer};

use super::{Desk, ask, period};
use crate::args::{BacktestArgs, WindowArgs};
use crate::refusal::Refusal;
use crate::table::Table;

/// What past years let expect, and where the year will end.
pub(super) fn show(desk: &Desk<'_>, args: &WindowArgs) -> Result<(), Refusal> {
    desk.need_agency(&args.agency)?;
    let found = season::outlook(&desk.view, &ask(args))?;
    desk.out.answer(&found, || text(&found))
}

fn text(found: &SeasonAnswer) -> String {
    let mut text = format!(
        "{}\nNhịp mùa vụ {}\n{}\n\n",
        found.name,
        period(found.year, found.month, found.state),
        found.note
    );
    if found.items.is_empty() {
        text.push_str("Chưa có số liệu để dự báo.\n");
        return text;
    }
    let mut table = Table::new()
        .words("Chỉ tiêu")
        .numbers("Mức cả năm")
        .numbers("Thực hiện")
        .numbers("Theo nhịp các năm trước")
        .numbers("Đường thẳng")
        .numbers("Dự báo đến 30/9")
        .numbers("Đường thẳng đến 30/9");
    for item in &found.items {
        table.row([
            item.name.as_str(),
            &number(item.target.as_ref()),
            &number(item.reached.as_ref()),
            &band(item.expected.as_ref()),
            &number(item.straight.as_ref()),
            &band(item.forecast.as_ref()),
            &number(item.straight_end.as_ref()),
        ]);
    }
    text.push_str(&table.text());
    for item in &found.items {
        remarks(&mut text, item);
    }
    for left in &found.left_out {
        let _ = writeln!(text, "\n{}: không dự báo. {}", left.name, left.reason);
    }
    text
}

fn number(number: Option<&Number>) -> String {
    number.map_or_else(String::new, |number| number.shown.clone())
}

fn band(band: Option<&BandLine>) -> String {
    band.map_or_else(String::new, |band| {
        format!(
            "{} ({} – {})",
            band.middle.shown, band.low.shown, band.high.shown
        )
    })
}

/// What the table cannot hold: the years, the two figures of a rate, what is needed, what is not known.
fn remarks(text: &mut String, item: &SeasonItem) {
    let _ = writeln!(text, "\n{}", item.name);
    let years: Vec<String> = item.years.iter().map(i16::to_string).collect();
    if !years.is_empty() {
        let _ = writeln!(
            text,
            "  Dựa trên {} năm: {}. {}",
            years.len(),
            years.join(", "),
            item.method
        );
    }
    for part in &item.parts {
        let _ = writeln!(
            text,
            "  {}: {}, dự báo {}",
            part.name,
            part.reached.shown,
            band(Some(&part.forecast))
        );
    }
    for need in &item.need {
        let over = match need.over {
            "now" => "Theo số có điều kiện hiện nay: ",
            "forecast" => "Theo số có điều kiện dự báo: ",
            _ => "",
        };
        let _ = writeln!(text, "  {over}{}", need.text);
    }
    for reason in &item.reasons {
        let _ = writeln!(text, "  {reason}");
    }
}

/// How both forecasts would have done.
pub(super) fn backtest(desk: &Desk<'_>, args: &BacktestArgs) -> Result<(), Refusal> {
    if let Some(agency) = &args.agency {
        desk.need_agency(agency)?;
    }
    let asked = AskTried {
        within: args.agency.clone(),
    };
    let found = season::tried(&desk.view, &asked)?;
    desk.out.answer(&found, || tried(&found))
}

fn tried(found: &TriedAnswer) -> String {
    let mut text = format!(
        "Đối chiếu dự báo với kết quả cuối năm: {} đơn vị, {} đơn vị có số cả năm{}\n",
        found.units,
        found.told,
        match found.years {
            Some((from, to)) => format!(", năm công tác {from} – {to}"),
            None => String::new(),
        }
    );
    if found.invented {
        text.push_str("Có số liệu sinh thử: kết quả không nói gì về thực tế.\n");
    }
    for figure in &found.figures {
        let unit = if figure.is_rate {
            "điểm phần trăm"
        } else {
            "% kết quả năm"
        };
        let _ = writeln!(text, "\n{}, sai lệch bình quân ({unit})", figure.name);
        let mut table = Table::new()
            .numbers("Tháng")
            .numbers("Năm đối chiếu")
            .numbers("Nhịp mùa vụ")
            .numbers("Đường thẳng")
            .numbers("Nhịp gần hơn")
            .numbers("Đường thẳng gần hơn")
            .numbers("Trong dải")
            .numbers("Chỉ đường thẳng")
            .numbers("Sai lệch");
        for month in &figure.months {
            let miss = |text: Option<&String>| {
                text.map_or_else(String::new, |text| text.replace('.', ","))
            };
            table.row([
                month.month.to_string().as_str(),
                &month.cases.to_string(),
                &miss(month.curve_missed.as_ref()),
                &miss(month.line_missed.as_ref()),
                &month.curve_nearer.to_string(),
                &month.line_nearer.to_string(),
                &month.within_band.to_string(),
                &month.line_alone.to_string(),
                &miss(month.alone_missed.as_ref()),
            ]);
        }
        text.push_str(&table.text());
        let _ = writeln!(text, "{}", figure.conclusion);
    }
    text
}
