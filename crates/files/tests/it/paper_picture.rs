//! Pictures in papers: what is refused, what a camera wrote is left behind, where the picture and its words stand.

use std::io::{Cursor, Read};

use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use thidua_files::attachment::Unfit;
use thidua_files::paper::{
    Annex, BadPicture, Block, Document, Illustration, PaperError, Picture, docx, pdf, to_book,
};

/// A red picture with a blue left half.
fn points(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| match x < width / 2 {
        true => Rgb([20, 40, 200]),
        false => Rgb([200, 30, 30]),
    })
}

fn coded(points: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    points.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG whose camera lay on its side and wrote where it was.
fn turned(width: u32, height: u32) -> Vec<u8> {
    let plain = coded(&points(width, height), ImageFormat::Jpeg);
    let mut exif =
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(b"10.7769 106.7009");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xFF, 0xE1], &length, &exif, &plain[2..]].concat()
}

fn shown(picture: Picture) -> Illustration {
    Illustration {
        picture,
        caption: "Quang cảnh hội nghị".to_owned(),
        credit: Some("Đình Thương".to_owned()),
        alt: "Hội trường có <khoảng> 200 người".to_owned(),
    }
}

fn article(pictures: Vec<Illustration>) -> Document {
    let mut blocks = vec![Block::Paragraph("Phong trào thi đua sôi nổi.".into())];
    blocks.extend(pictures.into_iter().map(Block::Picture));
    blocks.push(Block::Paragraph("Câu sau ảnh.".into()));
    Document {
        annexes: vec![Annex {
            title: "Bài viết".to_owned(),
            blocks,
            ..Annex::default()
        }],
        ..Document::default()
    }
}

fn part(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut found = Vec::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_end(&mut found)
        .unwrap();
    found
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[test]
fn a_picture_stands_upright_and_nothing_of_its_camera_is_passed_on() {
    let sent = turned(40, 20);
    assert!(holds(&sent, b"106.7009"));
    let picture = Picture::read(&sent).unwrap();
    assert_eq!((picture.width, picture.height), (20, 40));
    let written = docx::write(&article(vec![shown(picture)])).unwrap();
    let media = part(&written, "word/media/anh1.jpg");
    assert!(!holds(&media, b"106.7009") && !holds(&media, b"Exif"));
    let back = image::load_from_memory(&media).unwrap().to_rgb8();
    assert_eq!(back.dimensions(), (20, 40));
    // Turned a quarter to the right, what was left is above.
    let (above, below) = (back.get_pixel(10, 5).0, back.get_pixel(10, 35).0);
    assert!(
        above[2] > above[0] && below[0] > below[2],
        "{above:?} {below:?}"
    );
}

#[test]
fn large_pictures_are_made_smaller_and_what_is_see_through_is_white() {
    let large = Picture::read(&coded(&points(4000, 1000), ImageFormat::Jpeg)).unwrap();
    assert_eq!((large.width, large.height), (2000, 500));
    let clear = RgbaImage::from_pixel(8, 8, Rgba([0, 0, 0, 0]));
    let mut bytes = Cursor::new(Vec::new());
    clear.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let picture = Picture::read(&bytes.into_inner()).unwrap();
    let written = docx::write(&article(vec![shown(picture)])).unwrap();
    let media = part(&written, "word/media/anh1.png");
    let back = image::load_from_memory(&media).unwrap().to_rgb8();
    assert_eq!(back.get_pixel(3, 3).0, [255, 255, 255]);
}

#[test]
fn what_cannot_be_printed_is_refused_with_its_cure() {
    let good = coded(&points(30, 30), ImageFormat::Png);
    let mut cut = good.clone();
    cut.truncate(good.len() - 20);
    let mut broken = good.clone();
    let data = broken.windows(4).position(|four| four == b"IDAT").unwrap();
    broken[data + 8] ^= 0xFF;
    let mut giant = good.clone();
    giant[16..24].copy_from_slice(&[0, 0, 0x1B, 0x58, 0, 0, 0x13, 0x88]);
    let webp = b"RIFF\x0E\0\0\0WEBPVP8L\0\0\0\0\x2F\0".to_vec();
    for (bytes, words) in [
        (cut, "tải lên"),
        (broken, "không đọc được các điểm ảnh"),
        (giant, "30 triệu điểm ảnh"),
        (
            b"%PDF-1.7\ntrailer<<>>\n%%EOF\n".to_vec(),
            "Chỉ dùng ảnh JPEG, PNG",
        ),
        (b"khong phai anh".to_vec(), "Không nhận ra"),
        (webp, "tải lên"),
    ] {
        let refused = Picture::read(&bytes).unwrap_err();
        assert!(refused.to_string().contains(words), "{refused}");
    }
    assert_eq!(Picture::read(b""), Err(BadPicture::Unfit(Unfit::Empty)));
}

#[test]
fn the_word_file_keeps_a_picture_with_its_words() {
    let jpeg = Picture::read(&coded(&points(1200, 800), ImageFormat::Jpeg)).unwrap();
    let tall = Picture::read(&coded(&points(600, 2000), ImageFormat::Png)).unwrap();
    let bare = Illustration {
        caption: String::new(),
        credit: None,
        ..shown(jpeg.clone())
    };
    let document = article(vec![shown(jpeg), shown(tall), bare]);
    let bytes = docx::write(&document).unwrap();
    assert_eq!(bytes, docx::write(&document).unwrap());
    let text = |name: &str| String::from_utf8(part(&bytes, name)).unwrap();
    let main = text("word/document.xml");
    for words in [
        "<w:pStyle w:val=\"TDPicture\"/><w:keepNext/>",
        "descr=\"Hội trường có &lt;khoảng&gt; 200 người\"",
        ">Quang cảnh hội nghị. Ảnh: Đình Thương<",
        // 165 mm across, two thirds of it high.
        "<wp:extent cx=\"5939790\" cy=\"3959860\"/>",
        // 130 mm high.
        "cy=\"4679950\"/>",
    ] {
        assert!(main.contains(words), "{words}\n{main}");
    }
    // Nothing is kept with a caption that is not there.
    assert_eq!(main.matches("TDUnder").count(), 2);
    assert_eq!(main.matches("\"TDPicture\"/><w:keepNext/>").count(), 2);
    let relations = text("word/_rels/document.xml.rels");
    for number in 1..=3 {
        assert!(main.contains(&format!("r:embed=\"rIdAnh{number}\"")));
        assert!(relations.contains(&format!("Id=\"rIdAnh{number}\"")));
    }
    let types = text("[Content_Types].xml");
    assert!(types.contains("Extension=\"jpg\" ContentType=\"image/jpeg\""));
    assert!(types.contains("Extension=\"png\" ContentType=\"image/png\""));
    // A paper without pictures has no trace of them.
    let without = docx::write(&article(Vec::new())).unwrap();
    let types = String::from_utf8(part(&without, "[Content_Types].xml")).unwrap();
    assert!(!types.contains("image/"));
}

#[test]
fn the_pdf_and_the_workbook_hold_the_words_of_a_picture() {
    let picture = Picture::read(&coded(&points(1200, 800), ImageFormat::Jpeg)).unwrap();
    // So many that a page ends between them: a caption is never alone on the next one.
    let document = article(vec![shown(picture); 5]);
    let pages = pdf::pages(&document).unwrap();
    assert!(pages.len() >= 3);
    let said = |page: &String| {
        page.matches("Quang cảnh hội nghị. Ảnh: Đình Thương")
            .count()
    };
    let counts: Vec<usize> = pages.iter().map(said).collect();
    assert_eq!(counts.iter().sum::<usize>(), 5, "{counts:?}");
    assert!(counts.iter().all(|count| *count <= 2), "{counts:?}");
    let bytes = pdf::write(&document).unwrap();
    assert_eq!(bytes, pdf::write(&document).unwrap());
    let book = to_book(&document).unwrap();
    assert_eq!(book.sheets[0].name, "Danh mục ảnh");
    assert_eq!(book.sheets[0].rows.len(), 5);
    let hidden = Illustration {
        alt: "a\u{202e}b".to_owned(),
        ..match document.annexes[0].blocks[1].clone() {
            Block::Picture(shown) => shown,
            other => panic!("{other:?}"),
        }
    };
    let refused = docx::write(&article(vec![hidden]));
    assert!(matches!(refused, Err(PaperError::Character { .. })));
}
