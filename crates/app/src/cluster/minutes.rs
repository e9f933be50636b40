//! Minutes of a meeting that chose (biên bản, NĐ 30/2020/NĐ-CP Phụ lục III, mẫu 1.9), with the arithmetic of the vote.

use thidua_domain::text::number::two_digits;
use thidua_domain::time::vn;
use thidua_files::paper::{
    Block, Cell, Document, Letterhead, Level, Marks, Signature, Text, number_line,
};

use super::meeting::{CandidateLine, MeetingAnswer, meeting};
use crate::AppError;
use crate::report::{DOTS, Field, Grid, Issue, PERMISSION as PRINT, capital, small};
use crate::state::View;

/// The minutes asked for.
#[derive(Clone, Debug)]
pub struct AskMinutes {
    /// Code of the meeting.
    pub meeting: String,
    /// How they are issued.
    pub issue: Issue,
}

struct Desk<'a> {
    view: &'a View,
    found: &'a MeetingAnswer,
    missing: Vec<&'static str>,
}

/// The minutes as a paper.
///
/// # Errors
/// [`AppError::NotFound`] for a meeting that is not there or not the reader's; [`AppError::Forbidden`] without the
/// permission to print.
pub(crate) fn document(view: &View, ask: &AskMinutes) -> Result<Document, AppError> {
    view.permit(PRINT, thidua_domain::access::Target::Any)?;
    let found = meeting(view, &ask.meeting)?;
    let mut desk = Desk {
        view,
        found: &found,
        missing: Vec::new(),
    };
    let blocks = desk.blocks();
    let block = view
        .state
        .cluster(&found.block, found.year)
        .ok_or(AppError::NotFound)?;
    let manager = block.manager.as_ref();
    let on = thidua_domain::time::WorkYear(found.year).last_day();
    let manager = manager.map(|code| view.state.name_on(code, on));
    let mut document = Document {
        letterhead: Letterhead {
            superior: manager.clone(),
            issuer: vec![found.block_name.clone()],
            number: Some(number_line(ask.issue.number, &format!("BB-{DOTS}"))),
            dateline: None,
        },
        kind: Some("Biên bản".to_owned()),
        subject: format!("Họp xét suy tôn, đề nghị khen thưởng năm {}", found.year),
        blocks,
        signatures: vec![
            Signature {
                capacity: vec!["Thư ký".to_owned()],
                name: found.secretary.clone(),
            },
            Signature {
                capacity: vec!["Chủ tọa".to_owned()],
                name: found.chair[0].clone(),
            },
        ],
        recipients: manager
            .map(|name| format!("{name} (để báo cáo)"))
            .into_iter()
            .chain(["Các thành viên".to_owned(), "Lưu: VT, Hồ sơ".to_owned()])
            .collect(),
        marks: Marks {
            draft: ask.issue.draft.then(|| "Dự thảo".to_owned()),
            notices: desk.notices(),
            sources: Vec::new(),
        },
        ..Document::default()
    };
    document.close();
    Ok(document)
}

fn count(number: impl TryInto<i64>) -> String {
    two_digits(number.try_into().unwrap_or(i64::MAX))
}

impl Desk<'_> {
    fn told(&mut self, label: &str, text: Option<String>, what: &'static str) -> Block {
        let text = text.unwrap_or_else(|| {
            self.missing.push(what);
            DOTS.repeat(2)
        });
        let text = Text::default().bold(format!("{label}: ")).plain(text);
        Block::Paragraph(text)
    }

    fn day(&self) -> Option<String> {
        let day = self.found.day.as_ref()?;
        let day = thidua_domain::time::PartialDate::parse(day).ok()?;
        Some(day.exact().map_or_else(|| day.vn(), vn))
    }

    fn blocks(&mut self) -> Vec<Block> {
        let found = self.found;
        let day = self.day();
        let begins = found.hours[0].clone().zip(day.clone());
        let begins = begins.map(|(hour, day)| format!("{hour}, ngày {day}."));
        let begins = begins.or_else(|| day.clone().map(|day| format!("…… giờ ……, ngày {day}.")));
        if found.hours[0].is_none() && day.is_some() {
            self.missing.push("giờ bắt đầu");
        }
        let chair = match &found.chair {
            [Some(name), Some(post)] => Some(format!("{name}, {post}.")),
            [Some(name), None] => Some(format!("{name}.")),
            _ => None,
        };
        let mut blocks = vec![
            self.told("Thời gian bắt đầu", begins, "ngày, giờ họp"),
            self.told(
                "Địa điểm",
                found.place.clone().map(|place| format!("{place}.")),
                "địa điểm",
            ),
        ];
        blocks.extend(self.attendance());
        blocks.push(self.told("Chủ trì (chủ tọa)", chair, "người chủ trì"));
        let secretary = found.secretary.clone().map(|name| format!("{name}."));
        blocks.push(self.told("Thư ký", secretary, "thư ký"));
        blocks.push(Block::Paragraph(
            Text::default().bold("Nội dung (theo diễn biến cuộc họp):"),
        ));
        blocks.extend(
            found
                .lines
                .iter()
                .map(|line| Block::Paragraph(capital(line).into())),
        );
        blocks.push(self.rule());
        blocks.extend(self.results());
        let ends = found.hours[1].clone();
        if ends.is_none() {
            self.missing.push("giờ kết thúc");
        }
        let ends = ends.unwrap_or_else(|| "…… giờ ……".to_owned());
        let day = day.unwrap_or_else(|| "… tháng … năm ……".to_owned());
        blocks.push(Block::Paragraph(
            format!("Cuộc họp kết thúc vào {ends}, ngày {day}.").into(),
        ));
        blocks
    }

    fn attendance(&mut self) -> Vec<Block> {
        let found = self.found;
        let of = match found.members.is_empty() {
            true => String::new(),
            false => format!(" trên tổng số {} thành viên", count(found.members.len())),
        };
        let told = found
            .attendance
            .map(|there| format!("{} thành viên{of}.", count(there)));
        let mut blocks = vec![self.told("Thành phần tham dự", told, "số thành viên dự họp")];
        blocks.extend(
            found
                .present
                .iter()
                .map(|one| Block::Item(format!("{};", one.name).into())),
        );
        if !found.absent.is_empty() {
            let names: Vec<String> = found.absent.iter().map(|one| one.name.clone()).collect();
            blocks.push(Block::Paragraph(
                format!("Vắng: {}.", names.join("; ")).into(),
            ));
        }
        blocks
    }

    /// The rule with its numbers: what was needed, what there was.
    fn rule(&self) -> Block {
        let rule = &self.found.rule;
        let labels = &self.view.state.catalogue.labels;
        let there = self.found.attendance;
        let least = rule
            .quorum_least
            .map(|least| format!(" (tức {} thành viên)", count(least)));
        let quorum = match (rule.quorate, there) {
            (Some(true), Some(there)) => format!(
                "có mặt {} thành viên, cuộc họp đủ số thành viên",
                count(there)
            ),
            (Some(false), Some(there)) => {
                format!(
                    "có mặt {} thành viên, cuộc họp không đủ số thành viên",
                    count(there)
                )
            }
            _ => "chưa đủ số liệu để tính số dự họp".to_owned(),
        };
        let base = small(labels.word("hop-cum.tinh_tren", &rule.base));
        let way = self.found.way.as_deref();
        let way = way.map(|way| small(labels.word("hop-cum.cach_quyet_dinh", way)));
        let passing = match self.found.way.as_deref() {
            Some("thong_nhat") => String::new(),
            _ => format!(
                " Được suy tôn khi có {} đồng ý, tính trên {base}.",
                rule.passing
            ),
        };
        let way = way.map_or_else(String::new, |way| format!(" Cách quyết định: {way}."));
        Block::Paragraph(
            format!(
                "Cuộc họp phải có {} thành viên{}; {quorum}.{way}{passing}",
                rule.quorum,
                least.unwrap_or_default()
            )
            .into(),
        )
    }

    fn results(&self) -> Vec<Block> {
        let lines = &self.found.candidates;
        if lines.is_empty() {
            return vec![Block::Paragraph(DOTS.repeat(4).into())];
        }
        let mut awards: Vec<&str> = Vec::new();
        for line in lines {
            if !awards.contains(&line.award.as_str()) {
                awards.push(&line.award);
            }
        }
        let mut blocks = Vec::new();
        for (number, award) in (1..).zip(awards) {
            let group: Vec<&CandidateLine> =
                lines.iter().filter(|line| line.award == award).collect();
            let name = group.first().map_or("", |line| line.award_name.as_str());
            let title = format!("{number}. Kết quả suy tôn đề nghị {name}");
            blocks.push(Block::Heading(Level::Clause, title));
            blocks.push(Block::Table(self.table(&group)));
            let chosen: Vec<String> = group
                .iter()
                .filter(|line| line.chosen)
                .map(|line| line.name.clone())
                .collect();
            let told = match chosen.is_empty() {
                true => "Không có tập thể, cá nhân nào được suy tôn.".to_owned(),
                false => format!(
                    "Được suy tôn ({}): {}.",
                    count(chosen.len()),
                    chosen.join("; ")
                ),
            };
            blocks.push(Block::Paragraph(told.into()));
            let tied = group.iter().filter(|line| line.reckoned == "bang_phieu");
            let tied: Vec<String> = tied
                .filter(|line| line.concluded.is_none())
                .map(|line| line.name.clone())
                .collect();
            if !tied.is_empty() {
                let told = format!("Bằng phiếu, chưa quyết định: {}.", tied.join("; "));
                blocks.push(Block::Paragraph(told.into()));
            }
        }
        blocks
    }

    fn table(&self, group: &[&CandidateLine]) -> thidua_files::paper::Table {
        let labels = &self.view.state.catalogue.labels;
        let mut grid = Grid::new([
            Field::mark("STT", 8).kept(),
            Field::words("Tên tập thể, cá nhân", 46).kept(),
            Field::amount("Phát ra", 14).under("Số phiếu"),
            Field::amount("Thu vào", 14).under("Số phiếu"),
            Field::amount("Hợp lệ", 14).under("Số phiếu"),
            Field::amount("Đồng ý", 16),
            Field::amount("Tỷ lệ (%)", 18),
            Field::words("Kết quả", 34).kept(),
        ]);
        let number = |value: Option<i64>| {
            value.map_or_else(Cell::empty, |value| {
                Cell::value(
                    value.to_string(),
                    thidua_files::sheet::Value::Integer(value.into()),
                )
            })
        };
        for (at, line) in (1..).zip(group) {
            let result = match line.concluded.as_deref() {
                Some(said) => labels.word("suy-ton.ket_luan", said),
                None => labels.word("suy-ton.ket_qua", line.reckoned),
            };
            let votes = match line.whole {
                Some(whole) => format!("{}/{whole}", line.votes.yes.unwrap_or_default()),
                None => line
                    .votes
                    .yes
                    .map(|yes| yes.to_string())
                    .unwrap_or_default(),
            };
            let share = line.share.as_deref().map(|share| share.replace('.', ","));
            grid.row(vec![
                Cell::text(at.to_string()),
                Cell::text(line.name.as_str()),
                number(line.votes.given),
                number(line.votes.returned),
                number(line.votes.valid),
                Cell::text(votes),
                Cell::text(share.unwrap_or_default()),
                Cell::text(result),
            ]);
        }
        let mut table = grid.table("");
        table.caption = None;
        table
    }

    fn notices(&self) -> Vec<String> {
        let rule = &self.found.rule;
        let mut notices = Vec::new();
        if !rule.confirmed {
            notices.push(format!(
                "tỷ lệ dự họp, tỷ lệ đồng ý theo {}, chưa đối chiếu với quy chế của cụm, khối",
                rule.source
            ));
        }
        notices.extend(self.found.doubts.iter().map(|doubt| small(doubt)));
        if !self.missing.is_empty() {
            notices.push(format!(
                "chưa ghi nhận nên để chỗ trống: {}",
                self.missing.join("; ")
            ));
        }
        notices
    }
}
