//! The start page: what waits to be done, the reader's own agencies with their key rates, how the agencies
//! below stand, and what changed since the last visit.

pub(crate) mod due;
pub(crate) mod todo;

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::figures::{self, Balance};
use thidua_app::targets::{self, PaceItem};
use thidua_app::{account, bundle, home};
use thidua_domain::access::Permission;
use thidua_domain::time::WorkYear;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::routes::Outcome;
use crate::template::value;
use crate::window::{self, Choice};

/// Agencies shown at most.
const MOST: usize = 8;

/// What awaits the reader.
pub(crate) async fn start(ask: Arc<Ask>) -> Outcome {
    let live = ask.live()?;
    let found = ask.own_agencies(&live.actor, Permission::ViewFigures);
    let cards = found.iter().take(MOST).map(|code| agency(&ask, code));
    let cards: Vec<Option<Card>> = cards.collect::<Result<_, Problem>>()?;
    let cards: Vec<Card> = cards.into_iter().flatten().collect();
    let year = cards.iter().map(|card| card.year).max();
    let changes = home::changes(ask.app(), &ask.web.changes, ask.view()?)
        .await
        .map_err(|error| ask.fault(error))?;
    let todo = todo::list(&ask, &found, &cards).await?;
    let below = below(&ask, &cards, year)?;
    let agencies: Vec<Value> = cards.into_iter().map(|card| card.shown).collect();
    let holds = |permission| live.actor.holds(permission, ask.today);
    let users = match holds(Permission::ManageUsers) {
        true => {
            let found = account::list(ask.app(), &live.caller("web")).await;
            Some(found.map_err(|error| ask.fault(error))?.len())
        }
        false => None,
    };
    let page = context! {
        agencies, users, todo, below,
        changes => changed(&changes),
        reads => holds(Permission::ViewFigures),
        loads => holds(bundle::PERMISSION),
        no_agencies => ask.view()?.state.org.is_empty(),
        person => live.actor.person.clone(),
    };
    match year {
        Some(year) => ask.page_of_year(year, "home/start.html", page),
        None => ask.page("home/start.html", page),
    }
}

/// What changed, each kind by the name of its sheet.
fn changed(changes: &home::Changes) -> Value {
    let name = |what: &str| match what {
        "co-quan" => "Cơ quan, đơn vị",
        "sap-xep" => "Sắp xếp tổ chức",
        "quy-doi" | "ky-dau" => "Quy đổi số liệu",
        "nhan-su" => "Nhân sự",
        "danh-muc-so-lieu" => "Danh mục số liệu",
        "chi-tieu" => "Chỉ tiêu",
        "ky-so-lieu" => "Gửi, duyệt số liệu",
        "che-do-duyet" => "Chế độ duyệt số liệu",
        "che-do-bao-cao" | "ngay-nghi" => "Chế độ báo cáo, ngày nghỉ",
        "ra-soat-so-lieu" => "Giải trình số liệu",
        "van-ban" => "Văn bản",
        "khen-thuong" => "Khen thưởng",
        "doi-chieu-ten" => "Đối chiếu tên khen thưởng",
        "danh-muc-khen-thuong" => "Danh mục khen thưởng",
        "kien-nghi-khen-thuong" => "Kiến nghị về khen thưởng",
        "thu-hoi-khen-thuong" => "Hủy bỏ khen thưởng",
        "xem-lai-khen-thuong" => "Khen thưởng cần xem lại",
        "gop-nguoi" => "Gộp hồ sơ nhân sự",
        "cum-khoi" => "Cụm, khối thi đua",
        "thanh-vien-cum" => "Thành viên cụm, khối thi đua",
        "hop-cum" => "Cuộc họp của cụm, khối",
        "suy-ton" => "Suy tôn trong cụm, khối",
        "danh-gia" => "Xếp loại chất lượng",
        "ky-luat" => "Kỷ luật",
        "vuong-mac" => "Trường hợp chưa xét khen thưởng",
        "vang-mat" => "Nghỉ, biệt phái, đi học dài hạn",
        "xep-loai-doan-the" => "Xếp loại tổ chức đảng, đoàn thể",
        "sang-kien" => "Sáng kiến",
        "phong-trao" => "Phong trào thi đua",
        "huong-ung" => "Hưởng ứng phong trào",
        "dien-bien-phong-trao" => "Diễn biến phong trào",
        "moc-phong-trao" => "Mốc của phong trào",
        "tieu-chuan-phong-trao" => "Tiêu chuẩn, khen thưởng dự kiến của phong trào",
        "bao-cao-dinh-ky" => "Báo cáo định kỳ",
        "yeu-cau-bao-cao" | "tra-loi-yeu-cau" => "Yêu cầu báo cáo",
        "tong-hop-dang-ky" | "han-dang-ky" => "Tổng hợp đăng ký thi đua",
        "dong-gop" => "Đóng góp xã hội",
        "hoat-dong" => "Hoạt động",
        "thanh-tich" => "Thành tích",
        "buoc-dien-hinh" | "hoc-tap-dien-hinh" => "Điển hình tiên tiến",
        "lan-toa" => "Lan tỏa điển hình, cách làm hay",
        "cach-lam-hay" | "ap-dung-cach-lam" => "Cách làm hay",
        "dien-hinh" => "Điển hình tiên tiến",
        "su-kien" => "Sự kiện",
        "noi-dung" => "Nội dung báo cáo",
        "dang-ky" => "Đăng ký thi đua",
        "xep-hang" => "Kết quả xếp hạng",
        "quy-dinh" => "Thay đổi quy định khen thưởng",
        "tra-loi-dieu-kien" => "Kết luận điều kiện khen thưởng",
        _ => "Dữ liệu",
    };
    let rows: Vec<Value> = changes
        .rows
        .iter()
        .map(|row| context! { what_name => name(&row.what), ..value(row) })
        .collect();
    context! { since => changes.since, more => changes.more, rows }
}

/// The agencies below each of the reader's own, as a table.
fn below(ask: &Ask, cards: &[Card], year: Option<i16>) -> Result<Vec<Value>, Problem> {
    let view = ask.view()?;
    let year = year.unwrap_or_else(|| WorkYear::of(ask.today).0);
    let tables = cards.iter().filter_map(|card| {
        let units = home::units(view, &card.code, year);
        (!units.is_empty()).then(|| {
            let behind = units
                .iter()
                .filter(|unit| unit.cases.behind == Some(true) || unit.money.behind == Some(true))
                .count();
            context! {
                code => &card.code, name => ask.agency_name(&card.code), year, behind,
                units => value(&units),
            }
        })
    });
    Ok(tables.collect())
}

/// One of the reader's own agencies.
struct Card {
    code: String,
    year: i16,
    /// The query that names the window shown.
    query: String,
    /// What looks wrong in its figures.
    flags: usize,
    shown: Value,
}

/// The card of one agency; nothing where it is not known.
fn agency(ask: &Ask, code: &str) -> Result<Option<Card>, Problem> {
    let view = ask.view()?;
    if view.permit_agency(Permission::ViewFigures, code).is_err() {
        return Ok(None);
    }
    let choice = window::of_page(ask, code)?;
    let balance = figures::balance(view, &choice.ask).map_err(|error| ask.fault(error))?;
    let pace = match view.sees(Permission::ViewTargets, code) {
        true => {
            targets::pace(view, &choice.ask)
                .map_err(|error| ask.fault(error))?
                .items
        }
        false => Vec::new(),
    };
    Ok(Some(Card {
        code: code.to_owned(),
        year: choice.ask.year,
        query: choice.query(),
        flags: balance.flags.len(),
        shown: card(ask, code, &choice, &balance, &pace),
    }))
}

fn card(ask: &Ask, code: &str, choice: &Choice, balance: &Balance, pace: &[PaceItem]) -> Value {
    let side = |side: &'static str, name: &'static str| {
        let target = format!("{side}.ty_le");
        let item = pace
            .iter()
            .find(|item| item.target_code.as_deref() == Some(&target));
        let deviation = item.and_then(|item| item.deviation.clone());
        context! {
            name,
            rate => balance.rates.get(side).cloned().flatten(),
            behind => deviation.as_ref().is_some_and(|text| text.starts_with('-')),
            deviation,
            reason => balance.reasons.get(&target),
        }
    };
    let behind: Vec<&str> = pace
        .iter()
        .filter(|item| {
            item.deviation
                .as_ref()
                .is_some_and(|text| text.starts_with('-'))
        })
        .map(|item| item.name.as_str())
        .collect();
    let flags: Vec<&str> = balance
        .flags
        .iter()
        .map(|flag| flag.reason.as_str())
        .collect();
    context! {
        code,
        name => ask.agency_name(code),
        title => choice.title(),
        query => choice.query(),
        told => !balance.lines.is_empty(),
        enters => todo::may_tell(ask, code),
        sides => vec![side("viec", "việc"), side("tien", "tiền")],
        behind => crate::template::value(behind),
        flags => crate::template::value(flags),
    }
}
