//! The buttons beside what is shown: only those that the reader may use.

mod list;
mod movement;

use serde::Serialize;
use thidua_app::record::{enters, key_of, kind, writes};
use thidua_domain::bundle::Values;

use super::PERMISSION;
use crate::ask::Ask;
use crate::problem::Problem;

pub(crate) use list::{of_list, of_register, of_target};
pub(crate) use movement::{adds_to_movement, edits_of_movement, of_movement, of_response};

/// A button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Button {
    /// Its words.
    pub(crate) label: &'static str,
    /// Where it leads.
    pub(crate) href: String,
}

impl From<Button> for minijinja::Value {
    fn from(button: Button) -> Self {
        crate::template::value(button)
    }
}

fn button(label: &'static str, path: &str, fields: &[(&str, &str)]) -> Button {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(fields);
    let query = query.finish();
    let href = if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    };
    Button { label, href }
}

/// The address of a stored row's form or history.
fn of_row(what: &str, name: &str, code: &str, second: Option<&str>) -> String {
    let Some(kind) = kind(name) else {
        return "/".to_owned();
    };
    let key = key_of(kind.def, code, second);
    button("", &format!("/du-lieu/{name}/{what}"), &[("khoa", &key)]).href
}

/// What may be done with a person: buttons of the page, and by post the addresses of its form and history.
pub(crate) fn of_person(
    ask: &Ask,
    code: &str,
) -> Result<(Vec<Button>, Vec<Button>, bool), Problem> {
    let view = ask.view()?;
    let Some(person) = view.state.people.get(code) else {
        return Ok((Vec::new(), Vec::new(), false));
    };
    let now = person.on(view.today).or(person.posts.last());
    let mut row = Values::default();
    row.set("ma", code);
    row.set("ma_co_quan", now.map_or("", |post| post.agency.as_str()));
    let may = view
        .permit(PERMISSION, thidua_domain::access::Target::Any)
        .is_ok()
        && writes(view, "nhan-su", &row);
    let mut page = Vec::new();
    if may {
        let part: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
        let path = format!("/ca-nhan/{part}/dieu-dong");
        page.push(button("Điều động, chuyển công tác", &path, &[]));
        page.push(button(
            "Thêm giai đoạn công tác",
            "/du-lieu/nhan-su/them",
            &[("cua", code)],
        ));
    }
    let posts = person.posts.iter().map(|post| {
        let from = post.validity.from.map(|day| day.to_string());
        let edits = may
            && (view.loads_everywhere() || view.permit_agency(PERMISSION, &post.agency).is_ok());
        let (label, what) = if edits {
            ("Sửa", "sua")
        } else {
            ("Lịch sử", "lich-su")
        };
        Button {
            label,
            href: of_row(
                what,
                "nhan-su",
                post.stored_as.as_deref().unwrap_or(code),
                from.as_deref(),
            ),
        }
    });
    Ok((page, posts.collect(), may))
}

/// What may be added to the file of a person: ratings, initiatives, and for those who may read them
/// discipline and what keeps the person from being considered.
pub(crate) fn of_file(ask: &Ask, code: &str) -> Result<Vec<Button>, Problem> {
    let view = ask.view()?;
    let kinds = [
        ("danh-gia", "ma_doi_tuong", "Thêm xếp loại"),
        ("sang-kien", "tac_gia", "Thêm sáng kiến"),
        ("vang-mat", "ma_ca_nhan", "Thêm nghỉ, biệt phái, đi học"),
        ("ky-luat", "ma_ca_nhan", "Thêm kỷ luật"),
        (
            "vuong-mac",
            "ma_doi_tuong",
            "Thêm trường hợp chưa xét khen thưởng",
        ),
    ];
    let offered = kinds.into_iter().filter(|(name, column, _)| {
        let mut row = Values::default();
        row.set(column, code);
        enters(view, name) && writes(view, name, &row)
    });
    Ok(offered
        .map(|(name, _, label)| button(label, &format!("/du-lieu/{name}/them"), &[("cua", code)]))
        .collect())
}

/// The address of a row's form, or of its history for who may not change it.
pub(crate) fn of_key(
    ask: &Ask,
    name: &str,
    column: &str,
    subject: &str,
    key: &str,
) -> Result<Button, Problem> {
    let view = ask.view()?;
    let mut row = Values::default();
    row.set(column, subject);
    let may = enters(view, name) && writes(view, name, &row);
    let (label, what) = if may {
        ("Sửa", "sua")
    } else {
        ("Lịch sử", "lich-su")
    };
    Ok(button(
        label,
        &format!("/du-lieu/{name}/{what}"),
        &[("khoa", key)],
    ))
}

/// What may be done with a row of an agency or block: its form for who may change it, and its history.
pub(crate) fn of_deed(
    ask: &Ask,
    name: &str,
    (column, subject): (&str, &str),
    key: &str,
) -> Result<Vec<Button>, Problem> {
    let first = of_key(ask, name, column, subject, key)?;
    let history = button(
        "Lịch sử",
        &format!("/du-lieu/{name}/lich-su"),
        &[("khoa", key)],
    );
    Ok(match first == history {
        true => vec![first],
        false => vec![first, history],
    })
}

/// What may be done with an initiative.
pub(crate) fn of_initiative(ask: &Ask, code: &str) -> Result<Vec<Button>, Problem> {
    let view = ask.view()?;
    let authors = view.state.initiatives.get(code).map(|found| {
        let codes = found.authors.iter().map(|author| author.person.as_str());
        codes.collect::<Vec<_>>().join(";")
    });
    let mut row = Values::default();
    if let Some(authors) = authors.filter(|authors| !authors.is_empty()) {
        row.set("tac_gia", authors);
    }
    let mut page = Vec::new();
    if enters(view, "sang-kien") && writes(view, "sang-kien", &row) {
        page.push(Button {
            label: "Sửa",
            href: of_row("sua", "sang-kien", code, None),
        });
    }
    page.push(Button {
        label: "Lịch sử",
        href: of_row("lich-su", "sang-kien", code, None),
    });
    Ok(page)
}

/// What may be added at an agency and changed of it: buttons of the page, and by spell its form's address.
pub(crate) fn of_agency(ask: &Ask, code: &str) -> Result<(Vec<Button>, Vec<Button>), Problem> {
    let view = ask.view()?;
    let mut page = Vec::new();
    let own = enters(view, "nhan-su") && view.permit_agency(PERMISSION, code).is_ok();
    if own {
        page.push(button(
            "Thêm người",
            "/du-lieu/nhan-su/them",
            &[("co-quan", code)],
        ));
    }
    let mut spells = Vec::new();
    if enters(view, "co-quan") {
        page.push(button(
            "Thêm cơ quan trực thuộc",
            "/du-lieu/co-quan/them",
            &[("co-quan", code)],
        ));
        page.push(button(
            "Đổi tên, đổi cấp trên",
            "/du-lieu/co-quan/them",
            &[("cua", code)],
        ));
        page.push(button(
            "Thêm việc sắp xếp tổ chức",
            "/du-lieu/sap-xep/them",
            &[("co-quan", code)],
        ));
        let agency = view.state.org.find(code);
        for spell in agency.into_iter().flat_map(|agency| &agency.spells) {
            let from = spell.validity.from.map(|day| day.to_string());
            spells.push(Button {
                label: "Sửa",
                href: of_row("sua", "co-quan", code, from.as_deref()),
            });
        }
    }
    Ok((page, spells))
}

/// What may be done with a document.
pub(crate) fn of_document(ask: &Ask, code: &str) -> Result<Vec<Button>, Problem> {
    let view = ask.view()?;
    let issuer = view.state.documents.get(code);
    let issuer = issuer.and_then(|document| document.issuer.clone());
    let mut row = Values::default();
    row.set("co_quan_ban_hanh", issuer.unwrap_or_default());
    let may = enters(view, "van-ban") && writes(view, "van-ban", &row);
    let mut page = Vec::new();
    if may {
        page.push(Button {
            label: "Sửa",
            href: of_row("sua", "van-ban", code, None),
        });
    }
    let part: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
    page.push(Button {
        label: "Ai đã đọc",
        href: format!("/van-ban/{part}/da-doc"),
    });
    page.push(Button {
        label: "Lịch sử",
        href: of_row("lich-su", "van-ban", code, None),
    });
    Ok(page)
}

/// What may be done with a block in a year.
pub(crate) fn of_block(ask: &Ask, code: &str, year: Option<i16>) -> Result<Vec<Button>, Problem> {
    let view = ask.view()?;
    let year = year.map(|year| year.to_string());
    let mut page = Vec::new();
    let manager = view.state.clusters.get(code).and_then(|years| years.last());
    let mut row = Values::default();
    row.set("ma", code);
    row.set(
        "co_quan_quan_ly",
        manager
            .and_then(|block| block.manager.clone())
            .unwrap_or_default(),
    );
    if enters(view, "cum-khoi") && writes(view, "cum-khoi", &row) {
        page.push(Button {
            label: "Sửa",
            href: of_row("sua", "cum-khoi", code, year.as_deref()),
        });
        page.push(button(
            "Thêm năm",
            "/du-lieu/cum-khoi/them",
            &[("cua", code)],
        ));
    }
    page.push(Button {
        label: "Lịch sử",
        href: of_row("lich-su", "cum-khoi", code, year.as_deref()),
    });
    Ok(page)
}
