//! Lists of contributions, activities, exemplars, events, sentences and ranks, and the same for programs.

mod api;

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::deed;
use thidua_app::deed::list::{AskDeeds, newest};
use thidua_app::listing::Which;
use thidua_domain::access::{Permission, Target};
use thidua_domain::time::{Window, WorkYear};

use crate::ask::Ask;
use crate::import;
use crate::listing::{self, Empty, Input, InputKind, Listed};
use crate::problem::Problem;
use crate::routes::{Outcome, Param};

pub(crate) use api::{
    API, EVENTS_API, activities_api, events_api, exemplars_api, notes_api, ranks_api, years_asked,
};

/// What reading contributions, activities, exemplars, events and sentences asks for.
pub(crate) const PERMISSION: Permission = Permission::ViewAwards;
/// What reading ranks asks for.
pub(crate) const RANKS: Permission = Permission::ViewTargets;

const fn param(name: &'static str, kind: &'static str, summary: &'static str) -> Param {
    Param {
        name,
        kind,
        required: false,
        summary,
    }
}

const EVERY_YEAR: Param = param("moi-nam", "string", "1: của mọi năm");
/// Fields of a list.
pub(crate) const LIST: &[Param] = listing::with_fields![listing::WITHIN, listing::YEAR, EVERY_YEAR];
/// Fields of a list as a file.
pub(crate) const FILE: &[Param] =
    listing::with_fields![listing::WITHIN, listing::YEAR, EVERY_YEAR, listing::FORM];

/// A list among its sisters.
struct Sister {
    /// Name of the sheet.
    sheet: &'static str,
    /// Its address.
    path: &'static str,
    /// Its words among the sisters.
    label: &'static str,
    empty: Empty,
}

const fn empty(icon: &'static str, title: &'static str, text: &'static str) -> Empty {
    Empty { icon, title, text }
}

/// The lists, in the order of their tabs.
const SISTERS: [Sister; 9] = [
    Sister {
        sheet: "thanh-tich",
        path: "/thanh-tich",
        label: "Thành tích",
        empty: empty(
            "star",
            "Chưa có thành tích nào của năm này",
            "Mỗi người tự ghi ở «Thành tích của tôi» ngay khi vừa làm xong; đơn vị ghi cho người, tập thể của mình, hoặc nhập từ tệp Excel.",
        ),
    },
    Sister {
        sheet: "hoat-dong",
        path: "/hoat-dong",
        label: "Hoạt động",
        empty: empty(
            "calendar-event",
            "Chưa có hoạt động nào của năm này",
            "Ghi những việc đã làm quanh năm: tập huấn, tuyên truyền, hỗ trợ đơn vị bạn … để cuối năm không phải nhớ lại.",
        ),
    },
    Sister {
        sheet: "dong-gop",
        path: "/dong-gop",
        label: "Đóng góp",
        empty: empty(
            "heart-handshake",
            "Chưa có khoản đóng góp nào của năm này",
            "Ghi từng khoản tự đóng góp hoặc vận động được, hoặc nhập cả danh sách từ tệp Excel.",
        ),
    },
    Sister {
        sheet: "dien-hinh",
        path: "/dien-hinh",
        label: "Điển hình",
        empty: empty(
            "star",
            "Chưa có điển hình nào của năm này",
            "Ghi người, tập thể có cách làm hay ngay khi phát hiện; sau đó cập nhật khi được công nhận, nhân rộng.",
        ),
    },
    Sister {
        sheet: "cach-lam-hay",
        path: "/cach-lam-hay",
        label: "Cách làm hay",
        empty: empty(
            "bulb",
            "Chưa có cách làm hay nào",
            "Cách làm đã phổ biến thì mọi cơ quan đọc được. Bấm «Đề xuất cách làm hay», hoặc nhập cả danh sách từ tệp Excel.",
        ),
    },
    Sister {
        sheet: "lan-toa",
        path: "/lan-toa",
        label: "Lan tỏa",
        empty: empty(
            "flag",
            "Chưa có lần lan tỏa nào của năm này",
            "Mở trang của một điển hình, một cách làm hay để ghi buổi chia sẻ, chuyến tham quan, bài đăng.",
        ),
    },
    Sister {
        sheet: "su-kien",
        path: "/su-kien",
        label: "Sự kiện",
        empty: empty(
            "calendar-event",
            "Chưa có sự kiện nào của năm này",
            "Ghi hội nghị, lễ phát động, ký giao ước, trao thưởng … với thành phần và các con số được nêu.",
        ),
    },
    Sister {
        sheet: "noi-dung",
        path: "/noi-dung",
        label: "Nội dung báo cáo",
        empty: empty(
            "file-text",
            "Chưa có nội dung nào của năm này",
            "Ghi bối cảnh, kết quả, hạn chế, giải pháp theo thứ tự; báo cáo năm lấy các câu này.",
        ),
    },
    Sister {
        sheet: "xep-hang",
        path: "/ket-qua-xep-hang",
        label: "Kết quả xếp hạng",
        empty: empty(
            "trophy",
            "Chưa có kết quả xếp hạng nào của năm này",
            "Ghi hạng do Bộ, Cục, tỉnh công bố cho cơ quan.",
        ),
    },
];

/// The lists about what people achieved and what others learn from it: a room of their own in the menu.
const FEATS: [&str; 4] = ["thanh-tich", "dien-hinh", "cach-lam-hay", "lan-toa"];

/// The list of the request's address.
fn sister(ask: &Ask) -> Result<&'static Sister, Problem> {
    let path = ask.uri_path.strip_suffix("/in").unwrap_or(&ask.uri_path);
    let mut sisters = SISTERS.iter();
    sisters
        .find(|sister| sister.path == path)
        .ok_or(Problem::NotFound)
}

/// A list.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    let sister = sister(&ask)?;
    let listed = listed(&ask, sister)?;
    let view = ask.view()?;
    let tabs = SISTERS.iter().filter(|other| {
        let permission = deed::permission(other.sheet);
        let beside = FEATS.contains(&other.sheet) == FEATS.contains(&sister.sheet);
        beside && view.permit(permission, Target::Any).is_ok()
    });
    let carried = ["nam", "trong", "moi-nam"];
    let carried = carried.map(|name| (name, ask.query.text(name)));
    let query = crate::fields::Fields::default().with(&carried);
    let tabs: Vec<Value> = tabs
        .map(|other| {
            let href = match query.is_empty() {
                true => other.path.to_owned(),
                false => format!("{}?{query}", other.path),
            };
            context! { label => other.label, href, active => other.path == sister.path }
        })
        .collect();
    let page = context! { list => listing::model(&ask, &listed)?, tabs };
    listing::shown(&ask, &listed, "deed/list.html", page)
}

/// A list as a file.
pub(crate) async fn list_file(ask: Arc<Ask>) -> Outcome {
    let listed = listed(&ask, sister(&ask)?)?;
    listing::file(&ask, listed).await
}

/// What the list of a sheet is asked for by the address: an agency, a year or every year.
pub(crate) fn asked(
    ask: &Ask,
    sheet: &str,
) -> Result<(AskDeeds, i16, [Option<Input>; 2]), Problem> {
    let within = ask.query.text("trong").map(str::to_owned);
    let all = ask.query.text("moi-nam").is_some();
    let current = WorkYear::of(ask.today).0;
    let year = match listing::year(ask)? {
        Some(year) => year,
        None => newest(ask.view()?, sheet, current).unwrap_or(current),
    };
    let every = Input {
        name: "moi-nam",
        label: "Của mọi năm",
        kind: InputKind::Whether(all),
    };
    let places = listing::places(ask, deed::permission(sheet), within.as_deref())?;
    let wanted = AskDeeds {
        within,
        year: (!all).then_some(year),
    };
    Ok((wanted, year, [places, Some(every)]))
}

fn listed(ask: &Ask, sister: &'static Sister) -> Result<Listed, Problem> {
    let (wanted, year, inputs) = asked(ask, sister.sheet)?;
    let mut actions = Vec::new();
    let own = ask.home_agency(&ask.live()?.actor, PERMISSION);
    if let Some(agency) = wanted.within.clone().or(own)
        && let Some(label) = match sister.sheet {
            "dong-gop" => Some("Tổng hợp đóng góp"),
            "hoat-dong" => Some("Tổng hợp theo loại"),
            _ => None,
        }
    {
        let part: String = form_urlencoded::byte_serialize(agency.as_bytes()).collect();
        let path = format!("/co-quan/{part}/{}?den={year}", sister.sheet);
        actions.push((label, path, "chart-bar"));
    }
    if sister.sheet == "noi-dung" {
        let path = format!("/noi-dung/theo-doi?nam={year}");
        actions.push(("Hạn chế, giải pháp đang theo dõi", path, "checklist"));
    }
    actions.extend(feats(ask, sister.sheet, year)?);
    actions.extend(import::ways(ask));
    Ok(Listed {
        own: vec!["trong", "nam", "moi-nam"],
        inputs: inputs.into_iter().flatten().collect(),
        year: Some(year),
        agency: wanted.within.clone(),
        actions,
        ..Listed::new(Which::Deeds(sister.sheet, wanted), sister.empty)
    })
}

/// What may be done beside the lists of achievements, exemplars and practices.
fn feats(
    ask: &Ask,
    sheet: &str,
    year: i16,
) -> Result<Vec<(&'static str, String, &'static str)>, Problem> {
    let mut actions = Vec::new();
    let own = ask.home_agency(&ask.live()?.actor, PERMISSION);
    let person = ask.view()?.actor.person.is_some();
    match sheet {
        "thanh-tich" => {
            if person {
                let path = "/thanh-tich/cua-toi".to_owned();
                actions.push(("Thành tích của tôi", path, "star"));
            }
            if let Some(agency) = own {
                let part = crate::achievement::part(&agency);
                let path = format!("/co-quan/{part}/thanh-tich?nam={year}");
                actions.push(("Thành tích của đơn vị", path, "checklist"));
                let path = format!("/co-quan/{part}/bang-vang?nam={year}");
                actions.push(("Bảng biểu dương", path, "award"));
            }
        }
        "dien-hinh" => {
            let path = "/dien-hinh/de-xuat".to_owned();
            actions.push(("Đề xuất điển hình", path, "star"));
        }
        "cach-lam-hay" => {
            let path = "/cach-lam-hay/de-xuat".to_owned();
            actions.push(("Đề xuất cách làm hay", path, "bulb"));
        }
        _ => {}
    }
    Ok(actions)
}

/// The end of the years asked for: a year, or the month of one.
pub(crate) fn end(ask: &Ask, name: &'static str) -> Result<Option<Window>, Problem> {
    let read = |text: &str| {
        Window::parse(text)
            .map_err(|_| Problem::field(name, "ghi năm (2021), hoặc năm và tháng lũy kế (2021/8)"))
    };
    ask.query.text(name).map(read).transpose()
}

/// Refuses work years that cannot be.
pub(crate) fn check(from: i16, to: i16) -> Result<(), Problem> {
    let possible = 1900..=2999;
    if possible.contains(&from) && possible.contains(&to) {
        Ok(())
    } else {
        Err(Problem::field("tu", "năm công tác không có"))
    }
}
