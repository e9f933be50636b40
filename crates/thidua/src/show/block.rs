//! `show block`.

use std::fmt::Write as _;

use thidua_app::cluster::{self, BlockAnswer};
use thidua_domain::time::{PartialDate, WorkYear};

use super::Desk;
use crate::args::BlockArgs;
use crate::refusal::Refusal;
use crate::table::{Table, facts};

/// A block in a year.
pub(super) fn show(desk: &Desk<'_>, args: &BlockArgs) -> Result<(), Refusal> {
    desk.need_block(&args.code)?;
    if desk.state().cluster(&args.code, args.year).is_none() {
        return Err(Refusal::told(format!(
            "Cụm, khối «{}» không có trong năm {}.",
            args.code, args.year
        )));
    }
    let block = cluster::block(&desk.view, &args.code, args.year)?;
    desk.out
        .answer(&block, || text(desk, &block, WorkYear(args.year)))
}

fn text(desk: &Desk<'_>, block: &BlockAnswer, year: WorkYear) -> String {
    let name = |code: &String| desk.state().name_on(code, year.last_day());
    let deputies: Vec<String> = block.deputies.iter().map(name).collect();
    let members: Vec<&str> = block
        .members
        .iter()
        .map(|member| member.name.as_str())
        .collect();
    let signed = block.pact.signed_on.as_deref();
    let signed =
        signed.map(|day| PartialDate::parse(day).map_or_else(|_| day.to_owned(), |day| day.vn()));
    let mut text = facts([
        ("Mã", block.code.clone()),
        ("Tên", block.name.clone()),
        ("Năm", year.to_string()),
        (
            "Cơ quan quản lý",
            block.line.as_ref().map(name).unwrap_or_default(),
        ),
        ("Chủ đề", block.theme.clone().unwrap_or_default()),
        ("Trưởng", block.head.as_ref().map(name).unwrap_or_default()),
        ("Phó", deputies.join("\n")),
        ("Thành viên", members.join("\n")),
        ("Ký giao ước", signed.unwrap_or_default()),
        ("Văn bản", block.pact.document.clone().unwrap_or_default()),
        ("Nội dung giao ước", block.pact.items.join("\n")),
    ]);
    let figures = figures(desk, block);
    if !figures.is_empty() {
        let _ = write!(
            text,
            "\nSố liệu của cụm, khối (tiền tính bằng đồng)\n{}",
            figures.text()
        );
    }
    text
}

fn figures(desk: &Desk<'_>, block: &BlockAnswer) -> Table {
    let catalogue = &desk.state().catalogue;
    let mut codes: Vec<(&String, &String)> = block.figures.iter().collect();
    codes.sort_by_key(|(code, _)| catalogue.order(code));
    let mut table = Table::new()
        .words("Số liệu")
        .words("Mức")
        .numbers("Giá trị");
    for (code, value) in codes {
        let qualifier = block
            .qualifiers
            .get(code)
            .map_or("", |code| desk.word("muc_chinh_xac", code));
        let value = value.parse::<i64>().map_or_else(
            |_| value.replace('.', ","),
            thidua_domain::text::number::group,
        );
        table.row([catalogue.figure_name(code), qualifier, &value]);
    }
    table
}
