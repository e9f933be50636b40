//! `show person`, `show document`.

use std::fmt::Write as _;

use thidua_app::document::{self, DocumentAnswer, Named};
use thidua_app::figures;
use thidua_app::people::{self, PersonAnswer};
use thidua_domain::time::Window;

use super::Desk;
use crate::args::{AtArgs, CodeArgs};
use crate::refusal::Refusal;
use crate::table::{Table, facts};

/// A person, on a day or in all time.
pub(super) async fn person(desk: &Desk<'_>, args: &AtArgs) -> Result<(), Refusal> {
    desk.need_person(&args.code)?;
    let mut person = people::person(&desk.view, &args.code, args.at)?;
    person.figures = figures::windows_of(desk.app, &desk.view, &args.code).await?;
    desk.out.answer(&person, || person_text(desk, &person))
}

fn person_text(desk: &Desk<'_>, person: &PersonAnswer) -> String {
    let articles: Vec<String> = person
        .articles
        .iter()
        .map(|code| desk.state().cited(code))
        .collect();
    let windows: Vec<String> = person
        .figures
        .iter()
        .map(|window| Window::parse(window).map_or_else(|_| window.clone(), Window::label))
        .collect();
    let mut text = facts([
        ("Mã", person.code.clone()),
        ("Họ và tên", person.name.clone()),
        ("Có số liệu của", windows.join("\n")),
        ("Bài viết, văn bản", articles.join("\n")),
    ]);
    let mut posts = Table::new()
        .words("Thời gian")
        .words("Cơ quan")
        .words("Chức vụ")
        .words("Chức danh")
        .words("Nhóm");
    for post in &person.posts {
        posts.row([
            post.time.as_str(),
            &post.agency_name,
            post.post.as_deref().unwrap_or_default(),
            post.title.as_deref().unwrap_or_default(),
            post.group
                .as_deref()
                .map_or("", |code| desk.word("nhan-su.nhom", code)),
        ]);
    }
    if !posts.is_empty() {
        let _ = write!(text, "\nChức vụ\n{}", posts.text());
    }
    let mut awards = Table::new()
        .words("Năm")
        .words("Khen thưởng")
        .words("Trạng thái")
        .words("Quyết định");
    for award in &person.awards {
        awards.row([
            award.years.as_deref().unwrap_or_default(),
            &award.name,
            desk.word("khen-thuong.trang_thai", &award.status),
            award.decision.as_deref().unwrap_or_default(),
        ]);
    }
    if !awards.is_empty() {
        let _ = write!(text, "\nKhen thưởng\n{}", awards.text());
    }
    text
}

/// A document.
pub(super) fn document(desk: &Desk<'_>, args: &CodeArgs) -> Result<(), Refusal> {
    desk.need_document(&args.code)?;
    let document = document::document(&desk.view, &args.code)?;
    desk.out
        .answer(&document, || document_text(desk, &document))
}

fn document_text(desk: &Desk<'_>, document: &DocumentAnswer) -> String {
    let names = |list: &[Named]| {
        list.iter()
            .map(|one| one.name.clone())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let told = |text: &Option<String>| text.clone().unwrap_or_default();
    let kind = document
        .kind
        .as_deref()
        .map_or("", |code| desk.word("van-ban.loai", code));
    facts([
        ("Mã", document.code.clone()),
        ("Loại", kind.to_owned()),
        ("Số ký hiệu", told(&document.symbol)),
        ("Ngày ban hành", told(&document.date_vn)),
        ("Cơ quan ban hành", told(&document.issuer_name)),
        ("Trích yếu", told(&document.subject)),
        ("Tác giả", told(&document.author)),
        ("Địa chỉ", told(&document.address)),
        ("Căn cứ", names(&document.based_on)),
        ("Là căn cứ của", names(&document.basis_of)),
        ("Nói về", names(&document.about)),
        ("Cách dẫn", document.cited.clone()),
    ])
}
