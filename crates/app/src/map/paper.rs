//! The list behind the map as a workbook.

use thidua_domain::access::{Permission, Target};
use thidua_domain::amount::Decimal;
use thidua_files::sheet::{self, Book, Column, Kind, Row, Sheet, Value, tab_name};

use super::{AskMap, MapTile, map};
use crate::AppError;
use crate::report::{Printed, unwritten};
use crate::state::View;

/// Writes every province with its value. It takes a while: call it off the threads that serve requests.
///
/// # Errors
/// As [`map`]; [`AppError::Forbidden`] for who may not print. Provinces whose data may be read and not printed are left
/// without a value.
pub fn print(view: &View, ask: &AskMap) -> Result<Printed, AppError> {
    view.permit(Permission::Print, Target::Any)?;
    let found = map(view, ask)?;
    let row = |(at, tile): (i128, &MapTile)| {
        let leaves = view.sees(Permission::Print, &tile.agency);
        let value = tile.value.as_deref().filter(|_| leaves);
        let value = value.map_or(Value::Empty, |text| {
            let whole = Decimal::parse(text).ok().and_then(Decimal::to_i128);
            whole.map_or_else(|| Value::Decimal(text.to_owned()), Value::Integer)
        });
        let words = |text: &Option<String>| {
            let text = text.clone().filter(|_| leaves);
            text.map_or(Value::Empty, Value::Text)
        };
        let class = tile.class.and_then(|class| {
            let mut legend = found.legend.iter();
            Some(legend.find(|own| own.class == class)?.words.clone())
        });
        Row::from(vec![
            Value::Integer(at),
            Value::Text(tile.name.clone()),
            Value::Text(tile.agency_name.clone()),
            value,
            words(&tile.shown),
            words(&class),
            words(&tile.detail.clone().or(tile.reason.clone())),
        ])
    };
    let title = format!("{}, {}", found.name, found.period);
    let sheet = Sheet {
        name: tab_name(found.name, &[]),
        titles: vec![
            "BẢN ĐỒ TỈNH, THÀNH PHỐ".to_owned(),
            title.clone(),
            found.layout.clone(),
        ],
        columns: vec![
            Column::new("STT", 6, Kind::Mark),
            Column::new("Tỉnh, thành phố", 24, Kind::Text),
            Column::new("Cơ quan", 44, Kind::Text),
            Column::new("Giá trị", 18, Kind::Integer),
            Column::new("Đọc là", 22, Kind::Text),
            Column::new("Nhóm màu", 34, Kind::Text),
            Column::new("Ghi chú", 40, Kind::Text),
        ],
        rows: (1_i128..).zip(&found.tiles).map(row).collect(),
        freeze: Some(2),
        filter: true,
        landscape: true,
        notes: vec![
            found.method.to_owned(),
            format!(
                "Lập theo dữ liệu đến ngày {}.",
                view.today.strftime("%d/%m/%Y")
            ),
        ],
        ..Sheet::default()
    };
    let bytes = sheet::write(&Book {
        title,
        sheets: vec![sheet],
    });
    Ok(Printed {
        name: format!(
            "ban-do-{}_{}_{}.xlsx",
            found.measure, found.year, view.today
        ),
        media_type: thidua_files::paper::Form::Xlsx.media_type(),
        bytes: bytes.map_err(unwritten)?,
    })
}
