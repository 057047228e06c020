// The words of a PDF as Chromium writes it, page by page. It reads what Skia's writer uses and no more: plain objects, deflated
// streams, fonts that say what their codes mean.
import { inflateSync } from 'node:zlib';

// pdfPages answers the text of each page, without blanks, in the order in which it was painted.
export function pdfPages(buffer) {
  const raw = buffer.toString('latin1'), objects = new Map();
  for (const m of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const begin = m.index + m[0].length, stream = raw.indexOf('stream\n', begin), end = raw.indexOf('endobj', begin);
    const dictionary = raw.slice(begin, stream >= 0 && stream < end ? stream : end);
    objects.set(m[1], { dictionary, at: stream >= 0 && stream < end ? stream + 'stream\n'.length : 0 });
  }
  const stream = id => {
    const { dictionary, at } = objects.get(id), length = dictionary.match(/\/Length (\d+)/)[1];
    const bytes = buffer.subarray(at, at + Number(length));
    return (dictionary.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
  };
  const cmaps = new Map();
  const cmap = font => { // code → text, with the bytes of a code
    if (cmaps.has(font)) return cmaps.get(font);
    const source = objects.get(font)?.dictionary.match(/\/ToUnicode (\d+) 0 R/)?.[1], means = new Map();
    let bytes = 1;
    if (source) {
      const text = stream(source), utf16 = hex => Buffer.from(hex, 'hex').swap16().toString('utf16le');
      bytes = text.match(/begincodespacerange\s*<([0-9A-Fa-f]+)>/)[1].length / 2;
      for (const [, block] of text.matchAll(/beginbfchar\s([^]*?)endbfchar/g))
        for (const [, code, to] of block.matchAll(/<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>/g)) means.set(parseInt(code, 16), utf16(to));
      for (const [, block] of text.matchAll(/beginbfrange\s([^]*?)endbfrange/g))
        for (const [, from, to, first] of block.matchAll(/<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>/g))
          for (let n = parseInt(from, 16), i = 0; n <= parseInt(to, 16); n++, i++)
            means.set(n, utf16((parseInt(first, 16) + i).toString(16).padStart(first.length, '0')));
    }
    cmaps.set(font, { means, bytes });
    return cmaps.get(font);
  };
  const pages = [...raw.matchAll(/\/Kids \[([^\]]*)\]/g)].flatMap(m => [...m[1].matchAll(/(\d+) 0 R/g)].map(r => r[1]))
    .filter(id => /\/Type \/Page\n/.test(objects.get(id)?.dictionary ?? ''));
  return pages.map(id => {
    const { dictionary } = objects.get(id), fonts = {};
    for (const m of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) fonts[m[1]] = m[2];
    let font, out = '';
    const put = hex => {
      const { means, bytes } = cmap(font);
      for (let i = 0; i < hex.length; i += bytes * 2) out += means.get(parseInt(hex.slice(i, i + bytes * 2), 16)) ?? '';
    };
    const literal = s => put(Buffer.from(s.replace(/\\([0-7]{3}|.)/g, (_, c) => /^[0-7]{3}$/.test(c) ? String.fromCharCode(parseInt(c, 8)) : { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[c] ?? c), 'latin1').toString('hex'));
    for (const m of stream(dictionary.match(/\/Contents (\d+) 0 R/)[1]).matchAll(/\/ActualText\s*<[^>]*>|\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\(((?:\\[^]|[^\\)])*)\)/g)) {
      if (m[1]) font = fonts[m[1]];
      else if (m[2]) put(m[2]);
      else if (m[3]) literal(m[3]);
    }
    return out.normalize('NFKC').replace(/\s/g, ''); // fonts name some kanji by their radicals
  });
}
