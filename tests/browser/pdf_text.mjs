// What stands on each page of a PDF as Chromium prints it: enough of the format for that, no more.
import { inflateSync } from "node:zlib";

const inflated = (object) => {
  const begin = object.indexOf("stream\n") + "stream\n".length;
  const [, length] = /\/Length (\d+)/.exec(object);
  return inflateSync(Buffer.from(object.substr(begin, Number(length)), "latin1")).toString("latin1");
};

const fromHex = (hex) => Buffer.from(hex, "hex").swap16().toString("utf16le");

/** From a font's glyphs to letters, as its ToUnicode table says. */
function lettersOf(table) {
  const letters = new Map();
  for (const [, block] of table.matchAll(/beginbfchar\n([^]*?)endbfchar/g)) {
    for (const [, glyph, text] of block.matchAll(/<(\w+)> <(\w+)>/g)) letters.set(glyph, fromHex(text));
  }
  for (const [, block] of table.matchAll(/beginbfrange\n([^]*?)endbfrange/g)) {
    for (const [, first, last, text] of block.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      for (let at = 0; at <= parseInt(last, 16) - parseInt(first, 16); ++at) {
        const glyph = (parseInt(first, 16) + at).toString(16).toUpperCase().padStart(4, "0");
        letters.set(glyph, String.fromCharCode(parseInt(text, 16) + at));
      }
    }
  }
  return letters;
}

/** {width, height, text} of each page, in points; the text in the order in which it is drawn, each
 *  line of text without spaces between words that stand apart. */
export function pagesOf(pdf) {
  const objects = new Map([...pdf.toString("latin1").matchAll(/(?:^|\n)(\d+) 0 obj\n([^]*?)\nendobj/g)]
    .map(([, number, object]) => [number, object]));
  const fonts = new Map();
  for (const [number, object] of objects) {
    const table = /\/ToUnicode (\d+) 0 R/.exec(object);
    if (table) fonts.set(number, lettersOf(inflated(objects.get(table[1]))));
  }
  const kidsOf = (object) => /\/Type \/Pages\n[^]*?\/Kids \[([^\]]*)\]/.exec(object)?.[1];
  const top = [...objects.values()].find((object) => kidsOf(object) && !object.includes("/Parent "));
  const leaves = (numbers) => [...numbers.matchAll(/(\d+) 0 R/g)].flatMap(([, number]) => {
    const under = kidsOf(objects.get(number));
    return under ? leaves(under) : [objects.get(number)];
  });
  return leaves(kidsOf(top)).map((page) => {
    const named = new Map([...page.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, at]) => [name, fonts.get(at)]));
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(page);
    const [, content] = /\/Contents (\d+) 0 R/.exec(page);
    let letters;
    let text = "";
    for (const [token, font, hex] of
      inflated(objects.get(content)).matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-F]+)>|\bET\b/g)) {
      if (font) letters = named.get(font);
      else if (hex) text += hex.match(/..../g).map((glyph) => letters?.get(glyph) ?? "").join("");
      else if (token === "ET") text += "\n";
    }
    return { width: Math.round(width), height: Math.round(height), text };
  });
}
