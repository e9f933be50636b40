use std::path::{Path, PathBuf};

use super::render::page;
use super::topics;
use crate::routes;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn markdown_becomes_html_of_the_house() {
    let shown = page(
        "# Tên bài\n\nMục đích **rõ**.\n\n## Các bước\n\n1. Mở [số liệu](so-lieu.md#sua).\n\n| A | B |\n|---|---|\n| 1 | `x` |\n\n\
         <script>alert(1)</script>\n\n![hình](a.png)\n\n## Các bước\n",
    );
    assert_eq!(shown.title, "Tên bài");
    assert_eq!(shown.lead, "Mục đích rõ.");
    let ids: Vec<&str> = shown
        .headings
        .iter()
        .map(|heading| heading.id.as_str())
        .collect();
    assert_eq!(ids, ["cac-buoc", "cac-buoc-2"]);
    for part in [
        "<h2 id=\"cac-buoc\">Các bước</h2>",
        "href=\"/huong-dan/so-lieu#sua\"",
        "<div class=\"table-scroll\" role=\"region\" aria-label=\"Các bước\" tabindex=\"0\"><table class=\"data-table\">",
        "<thead><tr><th scope=\"col\">A</th>",
        "<code>x</code>",
        "&lt;script&gt;",
    ] {
        assert!(shown.html.contains(part), "{part} is not in {}", shown.html);
    }
    for part in ["<script", "<img", "Tên bài"] {
        assert!(!shown.html.contains(part), "{part} is in {}", shown.html);
    }
}

#[test]
fn every_page_has_a_title_a_lead_and_no_dead_link() {
    let slugs: Vec<&str> = topics().iter().map(|topic| topic.slug.as_str()).collect();
    assert!(slugs.len() >= 8, "{slugs:?}");
    for topic in topics() {
        assert!(!topic.title.is_empty(), "{}: no title", topic.slug);
        assert!(!topic.lead.is_empty(), "{}: no first paragraph", topic.slug);
        for link in topic.html.split("href=\"").skip(1) {
            let link = link.split('"').next().unwrap();
            let Some(rest) = link.strip_prefix("/huong-dan/") else {
                continue;
            };
            let (page, anchor) = rest.split_once('#').unwrap_or((rest, ""));
            let there = topics().iter().find(|topic| topic.slug == page);
            let there = there.unwrap_or_else(|| panic!("{}: no page {link}", topic.slug));
            let known = there.headings.iter().any(|heading| heading.id == anchor);
            assert!(
                anchor.is_empty() || known,
                "{}: no heading {link}",
                topic.slug
            );
        }
    }
}

#[test]
fn pages_of_the_guide_name_routes_that_exist() {
    for topic in topics() {
        for path in &topic.routes {
            let known = routes::all().any(|route| route.path == path);
            assert!(known, "{}: no route {path}", topic.slug);
        }
    }
}

#[test]
fn every_page_of_the_menu_and_about_an_agency_is_explained() {
    let unexplained: Vec<&str> = routes::all()
        .filter(|route| route.entry.is_some() || route.tab.is_some())
        .filter(|route| !route.path.starts_with("/huong-dan"))
        .filter(|route| super::about(route) == "/huong-dan")
        .map(|route| route.path)
        .collect();
    assert!(
        unexplained.is_empty(),
        "no page of the guide names {unexplained:?}"
    );
}

/// The list of files in the folder is for those who read the files themselves.
#[test]
fn the_list_of_files_is_whole() {
    let file = root().join("docs/huong-dan/README.md");
    let written = std::fs::read_to_string(&file).unwrap();
    let (head, _) = written.split_once("\n## ").unwrap_or((&written, ""));
    let mut made = head.trim_end().to_owned();
    made.push('\n');
    let mut group = "";
    for topic in topics() {
        if topic.group != group {
            group = &topic.group;
            made.push_str(&format!("\n## {group}\n"));
        }
        made.push_str(&format!("- [{}]({}.md)\n", topic.title, topic.slug));
    }
    if std::env::var_os("THIDUA_UPDATE").is_some() {
        std::fs::write(&file, &made).unwrap();
    }
    let out_of_date = "docs/huong-dan/README.md is out of date: run with THIDUA_UPDATE=1";
    assert!(
        written == made || std::env::var_os("THIDUA_UPDATE").is_some(),
        "{out_of_date}"
    );
}

/// What stands between « and » in the guide is a button, a link, a heading or a state: it must exist.
#[test]
fn words_in_quotation_marks_are_words_of_the_product() {
    let mut words = String::new();
    for folder in [
        "crates/web/templates",
        "crates/web/src",
        "crates/app/src",
        "crates/domain/src",
        "ui/src",
        "rulebook/catalogue",
    ] {
        gather(&root().join(folder), &mut words);
    }
    let words = words.to_lowercase();
    let mut missing = Vec::new();
    for entry in std::fs::read_dir(root().join("docs/huong-dan")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for quoted in text.split('«').skip(1) {
            let Some((quoted, _)) = quoted.split_once('»') else {
                continue;
            };
            // A gap stands for what differs from case to case.
            for part in quoted.split('…').map(str::trim) {
                if !part.is_empty() && !words.contains(&part.to_lowercase()) {
                    missing.push(format!("{}: «{quoted}»", path.display()));
                }
            }
        }
    }
    assert!(
        missing.is_empty(),
        "not in the product:\n{}",
        missing.join("\n")
    );
}

fn gather(folder: &Path, words: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, words);
        } else if path.file_name().is_some_and(|name| name != "tests.rs") {
            words.push_str(&std::fs::read_to_string(&path).unwrap_or_default());
        }
    }
}
