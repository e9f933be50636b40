//! The charts of a dashboard, out of its answer alone.

use minijinja::{Value, context};
use thidua_app::dashboard::{Count, Dashboard, Side, UnitLine};
use thidua_app::home::Measured;

use crate::chart::{Bar, Bars, Chart, Kind, Point};
use crate::window::Choice;

/// A code as a part of an address.
pub(super) fn part(code: &str) -> String {
    form_urlencoded::byte_serialize(code.as_bytes()).collect()
}

fn name(side: &str) -> &'static str {
    match side {
        "viec" => "việc",
        _ => "tiền",
    }
}

/// Every chart of the page.
pub(super) fn drawn(board: &Dashboard, choice: &Choice) -> Value {
    let sides = board.figures.iter().flat_map(|block| &block.sides);
    let sides: Vec<&Side> = sides.collect();
    let courses = sides.iter().map(|side| course(board, choice, side).value());
    let amounts = sides.iter().filter(|side| !side.amounts.is_empty());
    context! {
        courses => courses.collect::<Vec<Value>>(),
        amounts => amounts.map(|side| self::amounts(board, choice, side).value()).collect::<Vec<Value>>(),
        years => years(board, choice, &sides),
        units => ["viec", "tien"].map(|side| units(board, choice, side)).to_vec(),
        awards => awards(board),
    }
}

fn figures(board: &Dashboard, query: &str, side: &str) -> String {
    format!(
        "/co-quan/{}/so-lieu?{query}#ty-le-{side}",
        part(&board.agency)
    )
}

/// The year's course beside the pace and the year before.
fn course(board: &Dashboard, choice: &Choice, side: &Side) -> Chart {
    let title = format!("Tỷ lệ thi hành xong về {} theo tháng", name(side.side));
    let id = format!("ve-{}", side.side);
    let mut chart = Chart::new(Kind::Lines, &id, &title, "%", "Lũy kế");
    for point in &side.course {
        let label = format!("{} tháng", point.month);
        chart = chart.category(&label, &format!("T{}", point.month), None);
    }
    let href = |month: u8| figures(board, &choice.query_at(month), side.side);
    let told = side
        .course
        .iter()
        .map(|point| Point::rate(point.rate.as_deref()).leading(href(point.month)));
    chart = chart.series(&format!("Năm công tác {}", board.year), told.collect());
    if side.course.iter().any(|point| point.before.is_some()) {
        let before = side
            .course
            .iter()
            .map(|point| Point::rate(point.before.as_deref()));
        let year = board.year.saturating_sub(1);
        chart = chart.series(&format!("Năm công tác {year}"), before.collect());
    }
    if side.course.iter().any(|point| point.pace.is_some()) {
        let pace = side
            .course
            .iter()
            .map(|point| Point::rate(point.pace.as_deref()));
        chart = chart.target("Tiến độ phải đạt", pace.collect());
    }
    chart
}

/// What the rate rests on.
fn amounts(board: &Dashboard, choice: &Choice, side: &Side) -> Bars {
    let (title, unit) = match side.side {
        "viec" => ("Số việc", "việc"),
        _ => ("Số tiền", "đồng"),
    };
    let page = format!(
        "/co-quan/{}/so-lieu?{}",
        part(&board.agency),
        choice.query()
    );
    let bars = Bars::new(
        &format!("so-{}", side.side),
        title,
        unit,
        "Số liệu",
        &["Giá trị"],
    );
    side.amounts.iter().fold(bars, |bars, amount| {
        let href = format!("{page}#{}", crate::trace::anchor(&amount.code));
        let point = Point::read(Some(&amount.value)).leading(href);
        bars.row(Bar::new(&amount.name, vec![point]))
    })
}

/// The same month of some years beside one another.
fn years(board: &Dashboard, choice: &Choice, sides: &[&Side]) -> Option<Value> {
    let all = sides.iter().flat_map(|side| &side.years);
    let first = all.map(|point| point.year).min()?;
    if first == board.year {
        return None;
    }
    let title = match board.month {
        12 => "Tỷ lệ thi hành xong cả năm qua các năm".to_owned(),
        month => format!("Tỷ lệ thi hành xong lũy kế {month} tháng qua các năm"),
    };
    let mut chart = Chart::new(Kind::Lines, "ve-cac-nam", &title, "%", "Năm công tác");
    for year in first..=board.year {
        chart = chart.category(&year.to_string(), &year.to_string(), None);
    }
    for side in sides {
        let of = |year: i16| {
            let point = side.years.iter().find(|point| point.year == year);
            let rate = point.and_then(|point| point.rate.as_deref());
            Point::rate(rate).leading(figures(board, &choice.query_of(year), side.side))
        };
        let points = (first..=board.year).map(of).collect();
        chart = chart.series(&format!("Về {}", name(side.side)), points);
    }
    Some(chart.value())
}

/// The units beside their pace, the best first; those not told last.
fn units(board: &Dashboard, choice: &Choice, side: &str) -> Option<Value> {
    let of = |unit: &'_ UnitLine| -> Measured {
        match side {
            "viec" => unit.cases.clone(),
            _ => unit.money.clone(),
        }
    };
    let mut lines: Vec<(&UnitLine, Measured, Point)> = board
        .units
        .iter()
        .map(|unit| {
            let measured = of(unit);
            let point = Point::rate(measured.rate.as_deref());
            (unit, measured, point)
        })
        .collect();
    if lines.iter().all(|(_, measured, _)| measured.rate.is_none()) {
        return None;
    }
    lines.sort_by_key(|(_, _, point)| std::cmp::Reverse(point.order()));
    let title = format!("Các đơn vị: tỷ lệ thi hành xong về {}", name(side));
    let mut bars = Bars::new(&format!("dv-{side}"), &title, "%", "Đơn vị", &["Tỷ lệ"])
        .marks("Tiến độ")
        .states("So tiến độ")
        .note("Vạch đứng là tiến độ phải đạt đến tháng này. Bấm tên để mở tổng quan của đơn vị, bấm số để xem nguồn.");
    for (unit, measured, point) in lines {
        let code = part(&unit.code);
        let query = choice.query();
        let there = format!("/co-quan/{code}/so-lieu?{query}#ty-le-{side}");
        let mut bar = Bar::new(&unit.name, vec![point.leading(there)])
            .leading(format!("/tong-quan?co-quan={code}&{query}"));
        if measured.pace.is_some() {
            let pace = format!("/co-quan/{code}/tien-do?{query}");
            bar = bar.mark(Point::rate(measured.pace.as_deref()).leading(pace));
        }
        let points = Point::signed(measured.deviation.as_deref());
        bar = match (measured.behind, measured.rate.is_some()) {
            (Some(true), _) => bar.state("bad", &format!("Chậm {points}")),
            (Some(false), _) => bar.state("ok", &format!("Đạt {points}")),
            (None, true) => bar.state("wait", "Chưa có chỉ tiêu"),
            (None, false) => bar.state("off", "Chưa có số liệu"),
        };
        bars = bars.row(bar);
    }
    Some(bars.value())
}

/// A count, said as «ít nhất» where a part is not told.
fn count(count: Count) -> Point {
    let point = Point::count(count.number);
    match (count.number, count.untold) {
        (_, 0) => point,
        (0, _) => Point::none().said("có, không nêu số"),
        (number, _) => {
            let shown = thidua_domain::text::number::group(number);
            point.said(&format!("ít nhất {shown}"))
        }
    }
}

/// Awards of whole years.
fn awards(board: &Dashboard) -> Option<Value> {
    let block = board.awards.as_ref()?;
    if block.years.len() < 2 {
        return None;
    }
    let mut chart = Chart::new(
        Kind::Stacked,
        "ve-khen-thuong",
        "Khen thưởng đã tặng qua các năm công tác",
        "lượt",
        "Năm công tác",
    );
    for year in &block.years {
        let label = year.year.to_string();
        let href = format!(
            "/co-quan/{}/khen-thuong?tu={label}&den={label}",
            part(&board.agency)
        );
        chart = chart.category(&label, &label, Some(href));
    }
    let of = |pick: fn(&thidua_app::dashboard::AwardYear) -> Count| -> Vec<Point> {
        block.years.iter().map(|year| count(pick(year))).collect()
    };
    let chart = chart
        .series("Cá nhân", of(|year| year.individuals))
        .series("Tập thể", of(|year| year.collectives))
        .note("Tính theo năm thành tích, cả năm; khen thưởng ghi chung nhiều năm không tách được nên không vẽ.");
    Some(chart.value())
}
