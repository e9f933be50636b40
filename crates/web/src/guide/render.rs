//! Markdown of the guide as HTML of the house: headings are anchors, tables stand in their frame, links
//! between files are links between pages.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use serde::Serialize;
use thidua_domain::text;

/// A heading below the title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Heading {
    /// Its anchor.
    pub(crate) id: String,
    /// Its words.
    pub(crate) text: String,
    /// 2 or 3.
    pub(crate) level: u8,
}

/// A page, rendered.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) headings: Vec<Heading>,
    pub(super) html: String,
}

/// Renders a page; the title is taken out of it.
pub(super) fn page(text: &str) -> Page {
    let events: Vec<Event<'_>> = Parser::new_ext(text, Options::ENABLE_TABLES).collect();
    let mut page = Page::default();
    let mut shown: Vec<Event<'_>> = Vec::new();
    let (mut at, mut head) = (0, false);
    while let Some(event) = events.get(at) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let inner = within(&events, at);
                page.heading(*level, inner, &mut shown);
                at += inner.len() + 1;
            }
            Event::Start(Tag::Image { .. }) => at += within(&events, at).len() + 1,
            Event::Start(Tag::Table(_)) => {
                let name = page.headings.last().map(|heading| heading.text.as_str());
                let name = name.unwrap_or(page.title.as_str());
                shown.push(raw(format!(
                    "<div class=\"table-scroll\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table class=\"data-table\">\n",
                    escaped(name)
                )));
            }
            Event::End(TagEnd::Table) => shown.push(raw("</tbody></table></div>\n".to_owned())),
            Event::Start(Tag::Link { dest_url, .. }) => {
                shown.push(raw(format!("<a href=\"{}\">", escaped(&address(dest_url)))));
            }
            Event::End(TagEnd::Link) => shown.push(raw("</a>".to_owned())),
            Event::Html(text) | Event::InlineHtml(text) => shown.push(Event::Text(text.clone())),
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(Tag::Paragraph) if page.lead.is_empty() => {
                page.lead = words(within(&events, at));
                shown.push(event.clone());
            }
            _ => shown.push(told(event, &mut head)),
        }
        at += 1;
    }
    html::push_html(&mut page.html, shown.into_iter());
    page
}

impl Page {
    fn heading<'a>(
        &mut self,
        level: HeadingLevel,
        inner: &[Event<'a>],
        shown: &mut Vec<Event<'a>>,
    ) {
        let text = words(inner);
        if level == HeadingLevel::H1 {
            self.title = text;
            return;
        }
        let level = if level == HeadingLevel::H2 { 2 } else { 3 };
        let mut id = slug(&text);
        let same = self
            .headings
            .iter()
            .filter(|known| known.text == text)
            .count();
        if same > 0 {
            id.push_str(&format!("-{}", same + 1));
        }
        shown.push(raw(format!(
            "<h{level} id=\"{id}\">{}</h{level}>\n",
            escaped(&text)
        )));
        self.headings.push(Heading { id, text, level });
    }
}

/// What is written otherwise than Markdown usually is: the parts of a table, which was opened by hand, and
/// commands, whose frame scrolls and so must be reached by keyboard.
fn told<'a>(event: &Event<'a>, head: &mut bool) -> Event<'a> {
    match event {
        Event::Start(Tag::TableHead) => *head = true,
        Event::End(TagEnd::TableHead) => *head = false,
        _ => {}
    }
    match event {
        Event::Start(Tag::CodeBlock(_)) => raw("<pre tabindex=\"0\"><code>".to_owned()),
        Event::End(TagEnd::CodeBlock) => raw("</code></pre>\n".to_owned()),
        Event::Start(Tag::TableHead) => raw("<thead><tr>".to_owned()),
        Event::End(TagEnd::TableHead) => raw("</tr></thead><tbody>\n".to_owned()),
        Event::Start(Tag::TableRow) => raw("<tr>".to_owned()),
        Event::End(TagEnd::TableRow) => raw("</tr>\n".to_owned()),
        Event::Start(Tag::TableCell) if *head => raw("<th scope=\"col\">".to_owned()),
        Event::End(TagEnd::TableCell) if *head => raw("</th>".to_owned()),
        Event::Start(Tag::TableCell) => raw("<td class=\"wrap\">".to_owned()),
        Event::End(TagEnd::TableCell) => raw("</td>".to_owned()),
        other => other.clone(),
    }
}

/// What stands between an opening event and its end, both left out.
fn within<'e, 'a>(events: &'e [Event<'a>], at: usize) -> &'e [Event<'a>] {
    let rest = events.get(at + 1..).unwrap_or_default();
    let mut depth = 0_usize;
    let end = rest.iter().position(|event| match event {
        Event::Start(_) => {
            depth += 1;
            false
        }
        Event::End(_) if depth == 0 => true,
        Event::End(_) => {
            depth -= 1;
            false
        }
        _ => false,
    });
    rest.get(..end.unwrap_or(0)).unwrap_or_default()
}

fn words(events: &[Event<'_>]) -> String {
    let mut words = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}

/// The anchor of a heading: its words without marks.
fn slug(text: &str) -> String {
    let folded = text::fold(text);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// Where a link of a file leads in the application: another file is another page.
fn address(link: &str) -> String {
    if link.contains("://") || link.starts_with('/') || link.starts_with('#') {
        return link.to_owned();
    }
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let anchor = if anchor.is_empty() {
        String::new()
    } else {
        format!("#{anchor}")
    };
    match file.trim_end_matches(".md") {
        "README" => format!("/huong-dan{anchor}"),
        page => format!("/huong-dan/{page}{anchor}"),
    }
}

fn raw<'a>(text: String) -> Event<'a> {
    Event::Html(CowStr::from(text))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
