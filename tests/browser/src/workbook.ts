// Workbooks for tests: the fewest parts a reader needs, packed without compression.
import { crc32, inflateRawSync } from "node:zlib";

/** An XLSX of sheets: name → rows of texts. */
export function workbook(sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Buffer {
  const names = Object.keys(sheets);
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const parts: [string, string][] = [
    [
      "[Content_Types].xml",
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    ],
    ["_rels/.rels", rels([["rId1", "officeDocument", "xl/workbook.xml"]], links)],
    [
      "xl/workbook.xml",
      `<workbook xmlns="${main}" xmlns:r="${links}"><sheets>${names.map((name, at) => `<sheet name="${escape(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join("")}</sheets></workbook>`,
    ],
    ["xl/_rels/workbook.xml.rels", rels(names.map((_, at) => [`rId${at + 1}`, "worksheet", `worksheets/sheet${at + 1}.xml`]), links)],
  ];
  for (const [at, name] of names.entries()) {
    const rows = (sheets[name] ?? []).map((cells, row) => {
      const line = cells.map((text, column) => (text === "" ? "" : `<c r="${letter(column)}${row + 1}" t="inlineStr"><is><t>${escape(text)}</t></is></c>`));
      return `<row r="${row + 1}">${line.join("")}</row>`;
    });
    parts.push([`xl/worksheets/sheet${at + 1}.xml`, `<worksheet xmlns="${main}"><sheetData>${rows.join("")}</sheetData></worksheet>`]);
  }
  return zip(parts);
}

function rels(list: readonly (readonly string[])[], kinds: string): string {
  const items = list.map(([id, kind, target]) => `<Relationship Id="${id}" Type="${kinds}/${kind}" Target="${target}"/>`);
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join("")}</Relationships>`;
}

function letter(column: number): string {
  return String.fromCharCode(65 + column);
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function zip(parts: readonly (readonly [string, string])[]): Buffer {
  const files: Buffer[] = [];
  const index: Buffer[] = [];
  let at = 0;
  for (const [name, text] of parts) {
    const path = Buffer.from(name, "utf8");
    const data = Buffer.from(text, "utf8");
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(0x0800, 6);
    head.writeUInt32LE(crc32(data), 14);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt32LE(data.length, 22);
    head.writeUInt16LE(path.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(0x0800, 8);
    head.copy(entry, 16, 14, 26);
    entry.writeUInt16LE(path.length, 28);
    entry.writeUInt32LE(at, 42);
    files.push(head, path, data);
    index.push(entry, path);
    at += head.length + path.length + data.length;
  }
  const list = Buffer.concat(index);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, list, end]);
}

/**
 * A downloaded workbook with numbers typed beside labels, as an office fills it without a network: the cell `column` of
 * the row in which a label stands.
 */
export function filled(book: Buffer, column: string, numbers: Readonly<Record<string, number>>): Buffer {
  const parts = unzip(book);
  const shared = [...(parts.get("xl/sharedStrings.xml") ?? "").matchAll(/<si>(.*?)<\/si>/gs)].map((found) => plain(found[1] ?? ""));
  let typed = 0;
  for (const [name, text] of parts) {
    if (!/^xl\/worksheets\/sheet\d+\.xml$/.test(name)) continue;
    parts.set(
      name,
      text.replace(/<row [^>]*?r="(\d+)"[^>]*>.*?<\/row>/gs, (row, number: string) => {
        const first = /<c [^>]*?r="A\d+"([^>]*)>(.*?)<\/c>/s.exec(row);
        const own = first?.[1]?.includes('t="s"') ? shared[Number(plain(first[2] ?? ""))] : plain(first?.[2] ?? "");
        const value = numbers[own ?? ""];
        if (value === undefined) return row;
        typed += 1;
        const cell = new RegExp(`<c ([^>]*?)r="${column}${number}"([^>]*?)(/>|>.*?</c>)`, "s");
        return row.replace(cell, (_, before: string, after: string) => {
          const look = /s="\d+"/.exec(before + after)?.[0] ?? "";
          return `<c r="${column}${number}" ${look}><v>${value}</v></c>`;
        });
      }),
    );
  }
  if (typed !== Object.keys(numbers).length) throw new Error(`${typed} of ${Object.keys(numbers).length} labels found`);
  return zip([...parts]);
}

/** The paragraphs of a Word document, cells of tables among them. */
export function textsOf(document: Buffer): string[] {
  const body = unzip(document).get("word/document.xml") ?? "";
  const found = [...body.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map((one) => plain(one[0]).trim());
  return found.filter((text) => text !== "");
}

function plain(xml: string): string {
  const text = xml.replace(/<[^>]*>/g, "");
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

/** The parts of a workbook, by the list at its end. */
function unzip(book: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  const end = book.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = book.readUInt32LE(end + 16);
  for (let left = book.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, size] = [book.readUInt16LE(at + 10), book.readUInt32LE(at + 20)];
    const [name, extra, comment] = [book.readUInt16LE(at + 28), book.readUInt16LE(at + 30), book.readUInt16LE(at + 32)];
    const head = book.readUInt32LE(at + 42);
    const from = head + 30 + book.readUInt16LE(head + 26) + book.readUInt16LE(head + 28);
    const bytes = book.subarray(from, from + size);
    parts.set(book.toString("utf8", at + 46, at + 46 + name), (packed === 0 ? bytes : inflateRawSync(bytes)).toString("utf8"));
    at += 46 + name + extra + comment;
  }
  return parts;
}
