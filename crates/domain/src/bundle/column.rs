//! What a sheet of the bundle may hold: its columns, what each is, and which of them name a row.

/// What the cells of a column mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One code: `[a-z0-9.-]`.
    Code,
    /// One of a closed list of signs, matched as written.
    Sign(&'static [&'static str]),
    /// A target's value: an exact decimal, or `nam_truoc`.
    Goal,
    /// Award codes or their spellings, several joined by `;`.
    Award,
    /// A code of a figure, which may hold `_`: `viec.co_dieu_kien`.
    FigureCode,
    /// Codes separated by `;`.
    Codes,
    /// Codes of people, each with its share of 100 %: `nv-1:60;nv-2:40`; shares of all or of none.
    Shares,
    /// Codes of people and agencies, each with its part in something: `nv-1:chu_tri;quan-1:tham_du`.
    Roles(&'static [&'static str]),
    /// One of a closed list of codes; the labels are data (`rulebook/catalogue/labels.toml`).
    Choice(&'static [&'static str]),
    /// Several of a closed list, separated by `;`: these together, never split.
    Choices(&'static [&'static str]),
    /// One line of text, kept as written.
    Text,
    /// Text of several lines, one item a line.
    Lines,
    /// Several texts, separated by `;` or on lines of their own; stored with `;`.
    Items,
    /// A code of `van-ban`, or the text as written where none fits.
    Document,
    /// A date with its precision.
    Date,
    /// A work year.
    Year,
    /// A work year or a span of them, `2015-2020`.
    Years,
    /// A cumulative month, 1–12.
    Month,
    /// A whole number, 0 or more.
    Count,
    /// An exact decimal.
    Number,
    /// An amount of 0 or more, whole or not, a unit of money multiplied in: `50 triệu đồng` is 50000000.
    Quantity,
    /// A mark: `x` or nothing.
    Flag,
}

/// What a column is to its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Part of the key where the row has no code of its own.
    Key,
    /// What the row says of its key: a difference is a conflict, an empty cell is filled.
    Content,
    /// Gathered from every bundle that tells the row, never compared (`Nguồn` outside `so-lieu`).
    Collected,
}

/// One column of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name in stored rows and in code: the heading without marks, `ma_cap_tren`.
    pub id: &'static str,
    /// Heading as the contract writes it.
    pub heading: &'static str,
    /// What a form calls it, where names stand in place of codes; else the heading.
    pub label: &'static str,
    /// What to write here, for the one who fills it in.
    pub help: &'static str,
    /// What its cells mean.
    pub kind: Kind,
    /// What it is to the row.
    pub role: Role,
    /// Whether a row without it is refused.
    pub required: bool,
    /// The code an empty cell stands for, where the contract gives one.
    pub default: Option<&'static str>,
    /// Whether it joined the key after rows were stored without it: empty it is no part of the key.
    pub later: bool,
}

impl Column {
    /// A column that belongs to the key.
    pub const fn key(id: &'static str, heading: &'static str, kind: Kind) -> Self {
        Self {
            id,
            heading,
            label: heading,
            help: "",
            kind,
            role: Role::Key,
            required: false,
            default: None,
            later: false,
        }
    }

    /// A column of content.
    pub const fn content(id: &'static str, heading: &'static str, kind: Kind) -> Self {
        let mut column = Self::key(id, heading, kind);
        column.role = Role::Content;
        column
    }

    /// The same column, required.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same column, part of the key only where it is filled: keys stored before it was there stay.
    pub const fn later(mut self) -> Self {
        self.later = true;
        self
    }

    /// The same column with a default code.
    pub const fn or(mut self, default: &'static str) -> Self {
        self.default = Some(default);
        self
    }

    /// The same column as a form calls it.
    pub const fn asked(mut self, label: &'static str) -> Self {
        self.label = label;
        self
    }

    /// The same column with what to write in it.
    pub const fn help(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }

    /// `Nguồn` outside `so-lieu`: gathered, never compared.
    pub const SOURCE: Self = Self {
        id: "nguon",
        heading: "Nguồn",
        label: "Nguồn",
        help: "Văn bản hoặc tài liệu cho biết nội dung này; mỗi nguồn một dòng.",
        kind: Kind::Document,
        role: Role::Collected,
        required: false,
        default: None,
        later: false,
    };

    /// `Ghi chú`, which every sheet may have.
    pub const NOTE: Self = Self::content("ghi_chu", "Ghi chú", Kind::Lines)
        .help("Điều cần lưu ý thêm mà các mục khác chưa nói được.");
}

/// One sheet of the bundle.
#[derive(Debug)]
pub struct SheetDef {
    /// Name of the sheet, `co-quan`.
    pub name: &'static str,
    /// What a user calls it.
    pub title: &'static str,
    /// Its columns in the contract's order.
    pub columns: &'static [Column],
    /// Columns that alone name a row when the first of them is filled (`Mã`, or `Mã` with `Từ ngày`).
    pub identity: &'static [&'static str],
}

impl SheetDef {
    /// The column of this id.
    pub fn column(&self, id: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.id == id)
    }
}
