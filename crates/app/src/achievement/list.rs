//! The list of achievements.

use std::borrow::Cow;

use thidua_domain::achievement::{Achievement, Standing};
use thidua_domain::text::number::two_digits;
use thidua_domain::time::YearSpan;

use crate::deed::label;
use crate::deed::list::{Deed, code, day, names, paper, sources, years};
use crate::listing::{Cell, Column, Kind, Order, State, Tone, part};
use crate::state::View;

const STATES: &[State] = &[
    State::new("cho-xac-nhan", "Chờ xác nhận", Tone::Wait),
    State::new("da-xac-nhan", "Đã xác nhận", Tone::Ok),
    State::new("tra-lai", "Trả lại", Tone::Bad),
    State::new("da-rut", "Đã rút", Tone::Off),
];

impl Deed for Achievement {
    const SHEET: &'static str = "thanh-tich";
    const COLUMNS: &'static [Column] = &[
        Column::new("thanh-tich", "Thành tích", Kind::Text, 52).searched(),
        Column::new("doi-tuong", "Người, tập thể", Kind::Text, 30)
            .searched()
            .filtered(),
        Column::new("loai-doi-tuong", "Đối tượng", Kind::Text, 14).filtered(),
        Column::new("loai", "Loại thành tích", Kind::Text, 26).filtered(),
        Column::new("ngay", "Ngày", Kind::Date, 14),
        Column::new("co-quan", "Cơ quan", Kind::Text, 34)
            .searched()
            .filtered(),
        Column::new("ghi-nhan", "Biểu dương, khen thưởng", Kind::Text, 26).filtered(),
        Column::new("ket-qua", "Kết quả, hiệu quả", Kind::Text, 40)
            .searched()
            .more(),
        Column::new("linh-vuc", "Lĩnh vực", Kind::Text, 28)
            .searched()
            .filtered()
            .more(),
        Column::new("so-luong", "Số lượng", Kind::Text, 14).more(),
        Column::new("nam-cong-tac", "Năm", Kind::Text, 12)
            .filtered()
            .more(),
        Column::new("khen", "Khen thưởng", Kind::Text, 44)
            .searched()
            .more(),
        Column::new("bieu-duong", "Biểu dương tại", Kind::Text, 30).more(),
        Column::new("phong-trao", "Phong trào", Kind::Text, 34)
            .filtered()
            .more(),
        Column::new("van-ban", "Văn bản", Kind::Text, 28)
            .searched()
            .more(),
        Column::new("nguoi-ghi", "Người ghi", Kind::Text, 24).more(),
        Column::new("theo", "Theo nguồn", Kind::Text, 34).more(),
        Column::state(),
    ];
    const STATES: &'static [State] = STATES;
    const TITLE: (&'static str, &'static str, Option<Order>) =
        ("Thành tích", "thành tích", Some(Order::down("ngay")));

    fn key(&self) -> &str {
        &self.key
    }

    fn agencies(&self) -> Vec<&str> {
        vec![&self.agency]
    }

    fn span(&self) -> Option<YearSpan> {
        Achievement::span(self)
    }

    fn raw(&self, column: &str) -> Option<Cow<'_, str>> {
        match column {
            "doi-tuong" => code(self.subject.as_deref()),
            "loai-doi-tuong" => code(self.kind.as_deref()),
            "loai" => code(self.sort.as_deref()),
            "ngay" => day(self.on),
            "co-quan" => code(Some(&self.agency)),
            "phong-trao" => code(self.movement.as_deref()),
            _ => None,
        }
    }

    fn cell(&self, view: &View, column: &str) -> Cell {
        let state = view.state.as_ref();
        let span = Achievement::span(self);
        match column {
            "thanh-tich" => {
                let told = self.text.as_deref().unwrap_or_default().replace('\n', " ");
                let cell = Cell::text(told);
                match &self.code {
                    Some(code) => cell.leading(format!("/thanh-tich/{}", part(code))),
                    None => cell,
                }
            }
            "doi-tuong" => match &self.subject {
                Some(code) => {
                    let mut cell = Cell::text(names(view, &[code], span));
                    cell.person = state.people.contains_key(code);
                    cell
                }
                None => Cell::text("Chưa nêu tên"),
            },
            "loai-doi-tuong" => Cell::maybe(label(state, "doi_tuong", self.kind.as_deref())),
            "loai" => Cell::maybe(label(state, "thanh-tich.loai", self.sort.as_deref())),
            "ngay" => Cell::date(self.on),
            "co-quan" => Cell::text(names(view, &[&self.agency], span)),
            "ghi-nhan" => {
                let told = super::reward::of(view, self);
                let far = told.recognition(self.is_praised(), super::is_spread(view, self));
                Cell::maybe(label(state, "thanh-tich.ghi_nhan", Some(far.code())))
            }
            "khen" => {
                let lines = super::reward::of(view, self).lines(view);
                let words = lines.into_iter().map(|line| {
                    let decision = line.decision.unwrap_or_default();
                    format!("{} {decision}", line.name).trim().to_owned()
                });
                Cell::text(words.collect::<Vec<_>>().join("; "))
            }
            "ket-qua" => Cell::maybe(self.effect.as_deref()),
            "linh-vuc" => Cell::maybe(self.field.as_deref()),
            "so-luong" => {
                let number = self.count.map(two_digits).unwrap_or_default();
                Cell::text(self.precision.before(&number).trim())
            }
            "nam-cong-tac" => Cell::maybe(years(span)),
            "bieu-duong" => {
                let event = self.event.as_deref().map(|code| state.event_name(code));
                let parts = [self.praise.clone(), event].into_iter().flatten();
                Cell::text(parts.collect::<Vec<_>>().join("; "))
            }
            "phong-trao" => {
                let movement = self.movement.as_deref();
                Cell::maybe(movement.map(|code| state.movement_name(code)))
            }
            "van-ban" => paper(view, self.document.as_deref()),
            "nguoi-ghi" => {
                let by = self.recorded_by.as_deref();
                Cell::maybe(by.map(|code| state.name_on(code, view.today)))
            }
            _ => sources(view, self.source.as_deref()),
        }
    }

    fn state(&self, _view: &View) -> usize {
        let place = Standing::ALL.iter().position(|one| *one == self.standing);
        place.unwrap_or(1)
    }

    fn is_for(&self, view: &View) -> bool {
        super::sees(view, self)
    }
}
