//! What a list was narrowed to and how it is ordered, in words: for the line under a printed title.

use super::{Ask, Found, Source};

/// Each condition in words: `tình trạng: Đang công tác`; those of the source first.
pub fn conditions(source: &dyn Source, ask: &Ask, found: &Found) -> Vec<String> {
    let about = source.about();
    let mut said = about.within.clone();
    if let Some(text) = ask
        .text
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        said.push(format!("có “{text}”"));
    }
    let state = ask.state.as_deref().and_then(|code| about.state(code));
    if let Some(state) = state.and_then(|at| about.states.get(at)) {
        said.push(format!("tình trạng: {}", lower(state.label)));
    }
    for (id, value) in &ask.values {
        let offered = found.offers.iter().find(|(column, _)| column.id == id);
        if let Some((column, choices)) = offered {
            let label = choices.iter().find(|choice| choice.value == *value);
            let label = label.map_or(value.as_str(), |choice| choice.label.as_str());
            said.push(format!("{}: {label}", lower(&column.full_heading())));
        }
    }
    if ask.chosen.is_some() {
        said.push("chỉ các dòng đã chọn".to_owned());
    }
    said
}

/// `xếp theo họ và tên`, `xếp theo ngày ban hành, từ lớn đến nhỏ`; `None` where the source orders.
pub fn sorted_by(found: &Found) -> Option<String> {
    let (column, descending) = found.order?;
    let way = match (descending, column.kind) {
        (false, _) => "",
        (true, super::Kind::Date | super::Kind::Moment) => ", mới nhất trước",
        (true, super::Kind::Number) => ", lớn nhất trước",
        (true, _) => ", ngược thứ tự",
    };
    Some(format!("xếp theo {}{way}", lower(&column.full_heading())))
}

/// Small where it stands inside a sentence; words in capitals stay.
pub(super) fn lower(text: &str) -> String {
    crate::report::small(text)
}
