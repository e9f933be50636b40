//! Collectives: life, targets, organisations, members, what they came from.

use super::Teller;
use crate::worked::told::{Award, Member};

impl Teller<'_> {
    pub(super) fn collective(&mut self) {
        let case = self.case;
        let code = self.code.clone();
        let unit = case.facts.unit.as_ref();
        let from = unit.and_then(|unit| unit.from.clone()).unwrap_or_default();
        let to = unit.and_then(|unit| unit.to.clone()).unwrap_or_default();
        self.agency(&code, "tinh", &from, &to);
        self.common(&code, "tap_the", &code);
        for target in &case.facts.targets {
            self.target(&code, target.year, &target.result);
        }
        for own in &case.facts.organisations {
            self.rows.put(
                "xep-loai-doan-the",
                &[
                    ("Mã cơ quan", &code),
                    ("Tổ chức", &own.organisation),
                    ("Năm", &own.year.to_string()),
                    ("Mức xếp loại", &own.level),
                ],
            );
        }
        for member in case.facts.members.iter().flatten() {
            for _ in 0..member.count {
                self.member(&code, member);
            }
        }
    }

    /// An award of a body that became part of the nominee.
    pub(super) fn inherited(&mut self, code: &str, award: &Award) {
        let old = format!("{code}-cu");
        let pair = [
            ("Ngày hiệu lực", "2025-07-01"),
            ("Loại", "sap_nhap"),
            ("Mã cũ", old.as_str()),
            ("Mã mới", code),
        ];
        let told = self.rows.0.get("sap-xep").into_iter().flatten();
        if !told
            .into_iter()
            .any(|row| row.contains(&("Mã cũ", old.clone())))
        {
            self.agency(&old, "huyen", "", "2025-06-30");
            self.rows.put("sap-xep", &pair);
        }
        self.award(&old, "tap_the", &old, award, "da_tang");
    }

    /// One target of the year, and how far it was reached.
    fn target(&mut self, code: &str, year: i16, result: &str) {
        let reached = match result {
            "exceeded" => "90",
            "met" => "80",
            "not_met" => "70",
            other => panic!("{}: «{other}»", self.case.id),
        };
        let year = year.to_string();
        self.rows.put(
            "chi-tieu",
            &[
                ("Mã cơ quan", code),
                ("Năm công tác", &year),
                ("Mã chỉ tiêu", "viec.ty_le"),
                ("Phép so", ">="),
                ("Giá trị", "80"),
            ],
        );
        for (figure, value, unit) in [
            ("viec.co_dieu_kien", "100", "việc"),
            ("viec.xong", reached, "việc"),
        ] {
            self.rows.put(
                "so-lieu",
                &[
                    ("Mã cơ quan", code),
                    ("Năm công tác", &year),
                    ("Tháng lũy kế", "12"),
                    ("Mã số liệu", figure),
                    ("Giá trị", value),
                    ("Đơn vị tính", unit),
                ],
            );
        }
    }

    fn member(&mut self, unit: &str, member: &Member) {
        let code = self.another(unit, member.from.as_deref().unwrap_or_default());
        let year = self.case.year;
        for award in &member.awards {
            self.title(&code, unit, award);
        }
        if let Some(level) = &member.level {
            self.rating(&code, year, level);
        }
        for kind in &member.absent {
            self.rows.put(
                "vang-mat",
                &[
                    ("Mã cá nhân", &code),
                    ("Loại", kind),
                    ("Từ ngày", &format!("{year}-04-01")),
                    ("Đến ngày", &format!("{year}-09-30")),
                ],
            );
        }
        for form in &member.discipline {
            self.rows.put(
                "ky-luat",
                &[
                    ("Mã cá nhân", &code),
                    ("Hình thức", form),
                    ("Ngày quyết định", &format!("{year}-03-01")),
                ],
            );
        }
    }
}
