//! «Việc cần làm»: each thing in one line that leads to the place where it is done.

use minijinja::{Value, context};
use thidua_app::View;
use thidua_app::bundle::work;
use thidua_app::draft;
use thidua_app::home::{self, Place, Task};
use thidua_app::law::rules;
use thidua_domain::access::Permission;
use thidua_domain::text::number::group;
use thidua_domain::time::{Instant, WorkYear};

use super::Card;
use crate::ask::{Ask, is_own_path};
use crate::frame::YEAR;
use crate::problem::Problem;

/// Names spelt out in one line.
const NAMES: usize = 5;
/// Drafts in the list; the page of drafts has all.
const DRAFTS: usize = 3;

/// Everything that waits, the most pressing first.
pub(super) async fn list(ask: &Ask, own: &[String], cards: &[Card]) -> Result<Vec<Value>, Problem> {
    let view = ask.view()?;
    let live = ask.live()?;
    let year = ask
        .query
        .text(YEAR)
        .and_then(|text| WorkYear::parse(text).ok())
        .map(|year| year.0);
    let mut tasks = home::of_oneself(ask.app(), view)
        .await
        .map_err(|error| ask.fault(error))?;
    if live.actor.holds(Permission::ManageUsers, ask.today) {
        let more = home::of_administrator(ask.app(), &live.caller("web"))
            .await
            .map_err(|error| ask.fault(error))?;
        tasks.extend(more);
    }
    tasks.extend(home::of_awards(view));
    tasks.extend(home::of_agencies(view, own, year));
    let waits = thidua_app::closing::tasks(view);
    let mut lines: Vec<Value> = waits
        .iter()
        .map(|task| {
            let (state, sign, text, href, act) = crate::closing::to_do(task);
            line(state, sign, text, href, act)
        })
        .collect();
    lines.extend(super::due::of_calendar(view));
    lines.extend(super::due::to_read(ask).await?);
    lines.extend(super::due::of_movements(view, own));
    lines.extend(super::due::of_followed(view, own));
    lines.extend(of_rules(view));
    let requests = thidua_app::request::waits(view);
    let requests = requests.iter();
    lines.extend(requests.map(|waits| crate::request::todo::shown(waits, line)));
    let registrations = thidua_app::registration::waits(view);
    let registrations = registrations.iter();
    lines.extend(registrations.flat_map(|found| crate::registration::todo::lines(found, line)));
    lines.extend(tasks.iter().map(|task| shown(ask, task)));
    lines.extend(flagged(ask, cards));
    lines.extend(unusual(ask, own, year)?);
    if !ask.is_seeing() {
        lines.extend(imports(ask).await?);
        lines.extend(drafts(ask).await?);
    }
    Ok(lines)
}

/// What waits about the rulebook of awards: changes for the second person, texts that end.
pub(crate) fn of_rules(view: &thidua_app::View) -> Vec<Value> {
    let mut lines = Vec::new();
    let waiting = rules::waiting(view);
    if waiting > 0 {
        let text = format!("{waiting:02} thay đổi quy định khen thưởng chờ anh/chị duyệt.");
        lines.push(line(
            "wait",
            "Chờ duyệt",
            text,
            "/quy-dinh/thay-doi".to_owned(),
            "Xem, duyệt",
        ));
    }
    let alerts = rules::alerts(view);
    if let Some(first) = alerts.first().filter(|_| rules::concerned(view)) {
        let names: Vec<&str> = alerts.iter().map(|alert| alert.short.as_str()).collect();
        let when = match first.days_left {
            0.. => format!(
                "hết hiệu lực sau ngày {} (còn {:02} ngày)",
                first.last_day, first.days_left
            ),
            _ => format!("đã hết hiệu lực sau ngày {}", first.last_day),
        };
        let text = format!("{} {when}, chưa thấy văn bản thay thế.", names.join(", "));
        lines.push(line(
            "wait",
            "Văn bản",
            text,
            "/quy-dinh#van-ban".to_owned(),
            "Xem quy định",
        ));
    }
    lines
}

/// A line: its state, its words, where it leads and what is done there.
pub(super) fn line(state: &str, sign: &str, text: String, href: String, act: &str) -> Value {
    context! { state, sign, text, href, act }
}

fn shown(ask: &Ask, task: &Task) -> Value {
    match task {
        Task::Missing {
            at,
            agencies,
            of,
            year,
            month,
            month_name,
        } => missing(ask, at, agencies, *of, (*year, *month), month_name),
        Task::NoTargets {
            at,
            agencies,
            of,
            year,
        } => without_targets(ask, at, agencies, *of, *year),
        _ => ask
            .view()
            .map_or(Value::UNDEFINED, |view| of_accounts(view, task)),
    }
}

/// Agencies that have been given nothing to reach.
fn without_targets(ask: &Ask, at: &Place, agencies: &[Place], of: usize, year: i16) -> Value {
    let text = match agencies {
        [one] if of == 1 => format!("{} chưa có chỉ tiêu năm công tác {year}", one.name),
        _ => format!(
            "Năm công tác {year}: {} trong {} đơn vị của {} chưa có chỉ tiêu: {}",
            count(agencies.len()),
            count(of),
            at.name,
            names(agencies)
        ),
    };
    let (code, page, act) = match agencies {
        [_, _, ..] if may_tell(ask, &at.code) => (&at.code, "giao-chi-tieu", "Giao chỉ tiêu"),
        [one] => (&one.code, "tien-do", "Xem chỉ tiêu"),
        _ => (&at.code, "tien-do", "Xem chỉ tiêu"),
    };
    let href = format!("/co-quan/{code}/{page}?nam={year}");
    line("wait", "Chưa giao", text, href, act)
}

/// What concerns accounts: one's own, and those in an administrator's charge.
pub(crate) fn of_accounts(view: &View, task: &Task) -> Value {
    match task {
        Task::RoleEnds {
            role_name,
            place,
            to,
            days,
        } => {
            let place = place.as_deref().unwrap_or("toàn hệ thống");
            let when = match days {
                0 => "hết hiệu lực sau hôm nay".to_owned(),
                days => format!("còn {days} ngày, đến hết ngày {}", day(to)),
            };
            let text = format!("Vai trò «{role_name}», {place}: {when}");
            line(
                "wait",
                "Sắp hết",
                text,
                "/tai-khoan#vai-tro".into(),
                "Xem vai trò",
            )
        }
        Task::SeenAs { by, at, reason } => {
            let why = reason
                .as_ref()
                .map_or_else(String::new, |reason| format!(", lý do: {reason}"));
            let text = format!(
                "{by} đã xem hệ thống như anh/chị lúc {}{why}. Người xem không sửa được gì",
                Instant(*at).vn()
            );
            line("info", "Để biết", text, String::new(), "")
        }
        Task::Locked { account, until } => {
            let text = format!(
                "Tài khoản {account} bị khóa đăng nhập trên thiết bị lạ đến {}",
                Instant(*until).vn()
            );
            let href = format!("/quan-tri/nguoi-dung/{account}");
            line("bad", "Đang khóa", text, href, "Mở khóa")
        }
        Task::Inactive { count: found } => {
            let text = format!(
                "{} tài khoản không đăng nhập từ 45 ngày trở lên",
                count(*found)
            );
            let href = "/quan-tri/ra-soat".to_owned();
            line("wait", "Rà soát", text, href, "Rà soát tài khoản")
        }
        Task::Ending { accounts } => ending(accounts),
        Task::Claims { count: found } => {
            let text = format!("{} kiến nghị về khen thưởng chờ trả lời", count(*found));
            let href = "/khen-thuong/kien-nghi".to_owned();
            line("wait", "Chờ trả lời", text, href, "Trả lời")
        }
        Task::Reviews { count: found } => {
            let text = format!(
                "{} khen thưởng đã dựa vào khen thưởng bị hủy bỏ, cần xem lại",
                count(*found)
            );
            let href = "/khen-thuong/can-xem-lai?ket-luan=chua".to_owned();
            line("wait", "Cần xem lại", text, href, "Xem lại")
        }
        Task::Unmatched { count: found } => {
            let text = format!(
                "{} tên trong danh sách khen thưởng cũ chưa khớp với hồ sơ",
                count(*found)
            );
            let href = "/khen-thuong/chua-khop".to_owned();
            line("wait", "Chờ khớp", text, href, "Đối chiếu")
        }
        Task::Backup { days } => {
            let text = match days {
                Some(days) => format!("Bản sao lưu gần nhất đã {days} ngày"),
                None => "Chưa sao lưu lần nào".to_owned(),
            };
            let href = match view.actor.holds(Permission::ViewAudit, view.today) {
                true => "/quan-tri/nhat-ky?viec=backup.make".to_owned(),
                false => String::new(),
            };
            line("bad", "Sao lưu", text, href, "Xem nhật ký")
        }
        Task::Missing { .. } | Task::NoTargets { .. } => Value::UNDEFINED,
    }
}

/// Accounts the server is about to disable.
fn ending(accounts: &[(String, i64)]) -> Value {
    let day = |ends: &i64| thidua_domain::time::vn(Instant(*ends).date());
    let named = accounts.iter().take(NAMES);
    let named: Vec<String> = named
        .map(|(name, ends)| format!("{name} ({})", day(ends)))
        .collect();
    let more = match accounts.len().saturating_sub(NAMES) {
        0 => String::new(),
        more => format!(" và {} tài khoản khác", count(more)),
    };
    let text = format!(
        "{} tài khoản lâu không đăng nhập sẽ tự ngừng: {}{more}. Ai còn dùng thì đăng nhập trước ngày ấy",
        count(accounts.len()),
        named.join(", ")
    );
    let href = "/quan-tri/ra-soat".to_owned();
    line("wait", "Sắp ngừng", text, href, "Rà soát tài khoản")
}

fn missing(
    ask: &Ask,
    at: &Place,
    agencies: &[Place],
    of: usize,
    (year, month): (i16, u8),
    month_name: &str,
) -> Value {
    let window = match month {
        12 => format!("cả năm công tác {year}"),
        month => format!("{month_name} (lũy kế {month} tháng, năm công tác {year})"),
    };
    let text = match agencies {
        [one] if of == 1 => format!("{} chưa có số liệu {window}", one.name),
        _ => format!(
            "{} trong {} đơn vị của {} chưa có số liệu {window}: {}",
            count(agencies.len()),
            count(of),
            at.name,
            names(agencies)
        ),
    };
    let (code, page, act) = match agencies {
        [one] if may_tell(ask, &one.code) => (&one.code, "nhap-so-lieu", "Nhập số liệu"),
        [one] => (&one.code, "so-lieu", "Xem số liệu"),
        _ => (&at.code, "don-vi", "Xem các đơn vị"),
    };
    let href = format!("/co-quan/{code}/{page}?nam={year}&thang={month}");
    line("wait", "Còn thiếu", text, href, act)
}

/// Whether the reader may tell an agency's figures and targets.
pub(super) fn may_tell(ask: &Ask, code: &str) -> bool {
    ask.view()
        .is_ok_and(|view| view.sees(Permission::EnterFigures, code))
}

/// Figures that do not add up or look doubtful.
fn flagged(ask: &Ask, cards: &[Card]) -> Vec<Value> {
    let found = cards.iter().filter(|card| card.flags > 0);
    found
        .filter(|card| {
            ask.view()
                .is_ok_and(|view| home::answers_for(view, &card.code))
        })
        .map(|card| {
            let text = format!(
                "{}: {} chỗ trong số liệu cần xem lại, giải trình",
                ask.agency_name(&card.code),
                count(card.flags)
            );
            let href = format!("/co-quan/{}/can-doi?{}", card.code, card.query);
            line("wait", "Cần xem lại", text, href, "Xem cân đối")
        })
        .collect()
}

/// What is unusual in the figures and nobody has answered.
fn unusual(ask: &Ask, own: &[String], year: Option<i16>) -> Result<Vec<Value>, Problem> {
    let found = thidua_app::quality::waiting(ask.view()?, own, year).into_iter();
    let shown = found.map(|waiting| {
        let text = format!(
            "{}: {} điểm trong số liệu năm công tác {} chưa giải trình",
            waiting.name,
            count(waiting.count),
            waiting.year
        );
        let (code, year) = (waiting.agency, waiting.year);
        let href = format!("/co-quan/{code}/chat-luong-so-lieu?nam={year}");
        line("wait", "Chưa giải trình", text, href, "Xem, giải trình")
    });
    Ok(shown.collect())
}

/// Files and lists that were begun and not stored.
async fn imports(ask: &Ask) -> Result<Vec<Value>, Problem> {
    let live = ask.live()?;
    if !live.actor.holds(Permission::LoadData, ask.today) {
        return Ok(Vec::new());
    }
    let found = work::list(ask.app(), &live.actor)
        .await
        .map_err(|error| ask.fault(error))?;
    let open = found.into_iter().filter(|session| !session.done);
    Ok(open
        .take(DRAFTS)
        .map(|session| {
            let text = format!("Lần nhập chưa lưu: {}", session.title);
            let href = format!("/nhap-tu-tep/{}", session.id);
            line("draft", "Đang nhập", text, href, "Làm tiếp")
        })
        .collect())
}

/// Forms that were typed and not sent.
async fn drafts(ask: &Ask) -> Result<Vec<Value>, Problem> {
    let found = draft::mine(ask.app(), &ask.live()?.actor)
        .await
        .map_err(|error| ask.fault(error))?;
    let more = found.len().saturating_sub(DRAFTS);
    let mut lines: Vec<Value> = found
        .into_iter()
        .take(DRAFTS)
        .map(|draft| {
            let text = format!("Bản nháp chưa gửi: {}", draft.title);
            let page = Some(draft.page).filter(|page| is_own_path(page));
            let href = page.unwrap_or_else(|| "/tai-khoan/ban-nhap".to_owned());
            line("draft", "Bản nháp", text, href, "Làm tiếp")
        })
        .collect();
    if more > 0 {
        let text = format!("Còn {} bản nháp khác", count(more));
        let href = "/tai-khoan/ban-nhap".to_owned();
        lines.push(line("draft", "Bản nháp", text, href, "Xem tất cả"));
    }
    Ok(lines)
}

pub(super) fn count(number: usize) -> String {
    group(i64::try_from(number).unwrap_or(i64::MAX))
}

/// The first names and how many more.
fn names(places: &[Place]) -> String {
    let first: Vec<&str> = places
        .iter()
        .take(NAMES)
        .map(|place| place.short.as_str())
        .collect();
    match places.len().saturating_sub(NAMES) {
        0 => first.join(", "),
        more => format!("{} và {} đơn vị khác", first.join(", "), count(more)),
    }
}

fn day(iso: &str) -> String {
    iso.parse::<jiff::civil::Date>()
        .map_or_else(|_| iso.to_owned(), thidua_domain::time::vn)
}
