//! Peak campaigns: the list, one with its burn-up and ranking, the wall, the daily entry; the standing of units under
//! any movement.

mod entry;
mod paper;
mod standing;

use std::sync::Arc;

use jiff::civil::Date;
use minijinja::{Value, context};
use thidua_app::campaign::{
    self, AskCampaign, CampaignAnswer, CampaignFigure, Number, Order, PointLine, bulletin,
};
use thidua_domain::access::{Permission, Target};
use thidua_domain::org::Level;
use thidua_domain::time::parse_date;

use crate::ask::Ask;
use crate::chart::{Chart, Kind, Point};
use crate::listing;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;
use crate::trace;

pub(crate) use entry::{FIELDS as ENTRY, enter, page as entry};
pub(crate) use paper::{FIELDS as PAPER, file as paper};
pub(crate) use standing::{
    API as STANDING_API, FIELDS as STANDING, FILE as STANDING_FILE, api as standing_api,
    file as standing_file, page as standing,
};
pub(crate) use thidua_app::campaign::{PERMISSION, WRITES};

pub(super) const fn param(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

const EVERY_YEAR: Param = param("moi-nam", "string", "1: của mọi năm");
/// Fields of the list.
pub(crate) const LIST: &[Param] = &[listing::YEAR, EVERY_YEAR];
/// Fields of one campaign.
pub(crate) const SHOW: &[Param] = &[
    param(
        "don-vi",
        "string",
        "Cơ quan được xem; bỏ trống: cơ quan phát động",
    ),
    param("ngay", "date", "Tính đến ngày này; bỏ trống: hôm nay"),
    param("cap", "string", "So các đơn vị của cấp này"),
    param(
        "theo",
        "string",
        "da-duyet: chỉ số đã duyệt; so-ngay: chỉ số liệu ngày",
    ),
];
/// Fields of the list for programs.
pub(crate) const LIST_API: &[Param] =
    &[param("year", "integer", "Năm công tác; bỏ trống: mọi năm")];
/// Fields of one campaign for programs.
pub(crate) const API: &[Param] = &[
    Param {
        name: "code",
        kind: "string",
        required: true,
        summary: "Mã phong trào của đợt",
    },
    param(
        "agency",
        "string",
        "Mã cơ quan; bỏ trống: cơ quan phát động",
    ),
    param("on", "date", "Tính đến ngày này"),
    param("level", "string", "So các đơn vị của cấp này"),
    param(
        "by",
        "string",
        "approved: chỉ số đã duyệt; daily: chỉ số liệu ngày",
    ),
];

/// The campaigns of a year.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    let year = listing::year(&ask)?.filter(|_| ask.query.text("moi-nam").is_none());
    let found = campaign::campaigns(ask.view()?, year).map_err(|error| ask.fault(error))?;
    let launches = thidua_app::record::enters(ask.view()?, "phong-trao");
    let page = context! { year, launches, list => value(&found) };
    match year {
        Some(year) => ask.page_of_year(year, "campaign/list.html", page),
        None => ask.page("campaign/list.html", page),
    }
}

/// The campaigns of a year, for programs.
pub(crate) async fn list_api(ask: Arc<Ask>) -> Outcome {
    let year = ask.query.read("year")?;
    ask.json(&campaign::campaigns(ask.view()?, year).map_err(|error| ask.fault(error))?)
}

/// A code as a part of an address.
fn part(code: &str) -> String {
    form_urlencoded::byte_serialize(code.as_bytes()).collect()
}

fn day(ask: &Ask, name: &'static str) -> Result<Option<Date>, Problem> {
    let Some(text) = ask.query.text(name) else {
        return Ok(None);
    };
    let read = parse_date(text);
    read.map(Some)
        .map_err(|fault| Problem::field(name, fault.reason()))
}

fn level(ask: &Ask, name: &'static str) -> Result<Option<Level>, Problem> {
    let Some(text) = ask.query.text(name) else {
        return Ok(None);
    };
    let found = Level::from_code(text).map(Some);
    found.ok_or_else(|| Problem::field(name, "không có cấp này"))
}

fn asked(ask: &Ask) -> Result<AskCampaign, Problem> {
    Ok(AskCampaign {
        agency: ask.query.text("don-vi").map(str::to_owned),
        on: day(ask, "ngay")?,
        level: level(ask, "cap")?,
        order: match ask.query.text("theo") {
            Some("da-duyet") => Order::Approved,
            Some("so-ngay") => Order::Daily,
            _ => Order::Best,
        },
    })
}

fn found(ask: &Ask, wanted: &AskCampaign) -> Result<CampaignAnswer, Problem> {
    let code = ask.part("ma")?;
    campaign::campaign(ask.view()?, code, wanted).map_err(|error| ask.fault(error))
}

/// One campaign.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let wanted = asked(&ask)?;
    let found = found(&ask, &wanted)?;
    let view = ask.view()?;
    let writes = view.permit(WRITES, Target::Any).is_ok();
    let subject = found.subject.as_ref().map(|subject| subject.code.as_str());
    let figures: Vec<Value> = found
        .figures
        .iter()
        .enumerate()
        .map(|(at, one)| figure(at, one, subject))
        .collect();
    let page = context! {
        bulletin => bulletin(&found, ask.now),
        figures,
        writes => writes && found.stage != "coming",
        prints => subject.is_some_and(|code| view.sees(Permission::Print, code)),
        levels => levels(&ask, &found, wanted.level)?,
        order => ask.query.text("theo"),
        chosen => wanted.level.map(Level::code),
        unit => wanted.agency,
        day => wanted.on.map(|day| day.to_string()),
        campaign => value(&found),
    };
    ask.page("campaign/show.html", page)
}

/// A figure with what its page needs: where its months are traced to, whether there is something to draw.
fn figure(at: usize, one: &CampaignFigure, subject: Option<&str>) -> Value {
    let anchor = trace::anchor(&one.code);
    let months: Vec<Value> = one
        .months
        .iter()
        .map(|month| {
            let source = subject.map(|subject| {
                let (year, number) = (month.year, month.month);
                format!(
                    "/co-quan/{}/so-lieu?nam={year}&thang={number}#{anchor}",
                    part(subject)
                )
            });
            context! { source, ..value(month) }
        })
        .collect();
    let target = one
        .target
        .as_deref()
        .and_then(|code| trace::history("chi-tieu", code));
    let drawn = one
        .points
        .iter()
        .any(|point| point.so_far.is_some() || point.expected.is_some());
    let drawn = drawn.then(|| burn_up(at, one).value());
    context! { months, drawn, target_source => target, ..value(one) }
}

/// What was done from the first day on, beside an even course. A day off has no daily figure; a working day without one
/// breaks the line.
fn burn_up(at: usize, one: &CampaignFigure) -> Chart {
    let title = format!("{}: lũy kế từ ngày đầu đợt", one.name);
    let mut chart = Chart::new(Kind::Lines, &format!("ve-{at}"), &title, &one.unit, "Ngày");
    for point in &one.points {
        let day = parse_date(&point.day).map(thidua_domain::time::vn);
        let day = day.unwrap_or_else(|_| point.day.clone());
        let short = day
            .rsplit_once('/')
            .map_or(day.as_str(), |(short, _)| short);
        chart = chart.category(&day, short, None);
    }
    let of = |pick: &dyn Fn(&PointLine) -> Option<&Number>| -> Vec<Point> {
        let points = one.points.iter();
        let read = |number: &Number| Point::read(Some(&number.value)).said(&number.shown);
        points
            .map(|point| pick(point).map_or_else(Point::none, read))
            .collect()
    };
    let off = |point: &PointLine| match &point.of_day {
        Some(number) => Point::none().said(&number.shown),
        None if point.works => Point::none(),
        None => Point::none().said("nghỉ"),
    };
    chart
        .series("Số liệu ngày, cộng dồn (tạm tính)", of(&|point| point.so_far.as_ref()))
        .series("Đã duyệt đến cuối tháng", of(&|point| point.approved.as_ref()))
        .target("Nhịp đều phải đạt", of(&|point| point.expected.as_ref()))
        .aside("Trong ngày", one.points.iter().map(off).collect())
        .note("Chỗ đường bị ngắt là ngày làm việc chưa ai ghi số. Số liệu ngày là số tạm tính, không thay số liệu tháng đã duyệt.")
}

/// Levels the units of which may be compared.
fn levels(ask: &Ask, found: &CampaignAnswer, chosen: Option<Level>) -> Result<Vec<Value>, Problem> {
    let state = &ask.view()?.state;
    let launcher = found
        .launcher
        .as_ref()
        .and_then(|one| state.org.find(&one.code));
    let top = launcher
        .and_then(|agency| agency.nearest(ask.today))
        .map(|spell| spell.level);
    let above = |level: Level| matches!(level, Level::Ministry | Level::Directorate);
    if !top.is_some_and(above) {
        return Ok(Vec::new());
    }
    let offered = [Level::Province, Level::Region, Level::District];
    let choice = |level: Level| {
        let label = state.catalogue.labels.word("cap", level.code());
        context! { code => level.code(), label, chosen => chosen == Some(level) }
    };
    Ok(offered.into_iter().map(choice).collect())
}

/// The wall: large, for a screen nobody touches.
pub(crate) async fn wall(ask: Arc<Ask>) -> Outcome {
    let found = found(&ask, &asked(&ask)?)?;
    let local = ask.now.local();
    let page = context! {
        here => ask.address_asked(),
        time => format!("{:02}:{:02}", local.hour(), local.minute()),
        campaign => value(&found),
    };
    ask.page("campaign/wall.html", page)
}

/// One campaign, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let code = ask.query.required("code")?;
    let wanted = AskCampaign {
        agency: ask.query.text("agency").map(str::to_owned),
        on: day(&ask, "on")?,
        level: level(&ask, "level")?,
        order: Order::of(ask.query.text("by")),
    };
    ask.json(&campaign::campaign(ask.view()?, code, &wanted).map_err(|error| ask.fault(error))?)
}
