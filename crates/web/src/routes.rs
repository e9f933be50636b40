//! The one table of routes: router, menu, OpenAPI document, authorisation matrix and
//! `docs/permissions.md` are made from it, so that none of them can say anything else.

use std::sync::Arc;

use crate::ask::Ask;
use crate::problem::Problem;

macro_rules! run {
    ($handler:path) => {
        |ask| Box::pin($handler(ask))
    };
}

mod account;
mod api;
mod attachment;
mod calendar;
mod campaign;
mod cluster;
mod dashboard;
mod exemplar;
mod law;
mod living;
mod movement;
mod notice;
mod open;
mod pages;
mod pivot;
mod records;
mod registration;
mod request;
mod season;

pub(crate) use crate::route::Outcome;
pub use crate::route::{About, Access, Entry, Kind, Method, Param, Route};

use Access::Public;
use Kind::Page;

/// Headings of the menu, each with the first place that stands under it.
const GROUPS: &[(u8, &str)] = &[
    (0, ""),
    (10, "Kết quả công tác"),
    (40, "Phong trào thi đua"),
    (60, "Khen thưởng"),
    (70, "Văn bản, báo cáo"),
    (80, "Tổ chức, cán bộ"),
    (90, "Dữ liệu, trợ giúp"),
    (100, "Quản trị hệ thống"),
];

/// The heading of a place in the menu; empty where it has none.
pub(crate) fn group(order: u8) -> &'static str {
    let mut above = GROUPS.iter().rev();
    above
        .find(|(from, _)| *from <= order)
        .map_or("", |(_, label)| *label)
}

/// The rows of the table, an area each; tabs and menus keep this order.
static TABLES: &[&[Route]] = &[
    open::ROUTES,
    dashboard::ROUTES,
    pages::ROUTES,
    movement::ROUTES,
    exemplar::ROUTES,
    registration::ROUTES,
    request::ROUTES,
    notice::ROUTES,
    campaign::ROUTES,
    season::ROUTES,
    cluster::ROUTES,
    law::ROUTES,
    pivot::ROUTES,
    records::ROUTES,
    living::ROUTES,
    attachment::ROUTES,
    calendar::ROUTES,
    account::ROUTES,
    api::ROUTES,
];

/// Every route.
pub fn all() -> impl Iterator<Item = &'static Route> {
    TABLES.iter().copied().flatten()
}

/// Whether a path, as browsers write it, is a page's.
pub(crate) fn is_page(path: &str) -> bool {
    page_of(path).is_some()
}

/// The page of a path, as browsers write it.
pub(crate) fn page_of(path: &str) -> Option<&'static Route> {
    let fits = |pattern: &str| {
        let mut parts = path.split('/');
        let same = pattern.split('/').all(|wanted| {
            let part = parts.next();
            part.is_some_and(|part| part == wanted || (wanted.starts_with('{') && !part.is_empty()))
        });
        same && parts.next().is_none()
    };
    all().find(|route| route.method == Method::Get && route.kind == Page && fits(route.path))
}

/// What answers where the table has nothing.
pub(crate) static NOWHERE: Route = Route::get("-", Page, Public, "Không tìm thấy", |ask| {
    Box::pin(nowhere(ask))
});

async fn nowhere(_ask: Arc<Ask>) -> Outcome {
    Err(Problem::NotFound)
}

/// Pages of the menu to which others belong.
const FIGURES: &str = "/co-quan/{ma}/so-lieu";
const TARGETS: &str = "/co-quan/{ma}/tien-do";
const AWARDS: &str = "/co-quan/{ma}/khen-thuong";
const RULES: &str = "/quy-dinh";
const AGENCIES: &str = "/co-quan";
const RATINGS: &str = "/xep-loai";
const IMPORT: &str = "/nhap-tu-tep";
const DEEDS: &str = "/hoat-dong";
const FEATS: &str = "/thanh-tich";
const INITIATIVES: &str = "/sang-kien";
const REGISTRATIONS: &str = "/dang-ky";

const NAM: Param = Param {
    name: "nam",
    kind: "integer",
    required: false,
    summary: "Năm công tác",
};
