// Every kind of page that a crawl finds, as every role, as the server sends it. Of pages that are
// built of the same pieces one is validated, so that all pieces are.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { crawl, kindOfToday, piecesOf, roles, visitor } from "./crawl.mjs";
import { faultsOfMarkup } from "./page_checks.mjs";
import { startServer } from "./server.mjs";

let server;
const pages = [];  // All that were read,
const chosen = [];  // and those of them that have a piece that none had before, or are of a new kind.
before(async () => {
  server = await startServer();
  for (const role of roles) pages.push(...await crawl(await visitor(server.address, role), role));
  const kinds = new Set();
  for (const page of pages) {
    const kind = kindOfToday(page.path);
    // Forms and records are made by one mechanism each: they are known by their pieces.
    const first = !kinds.has(kind) && !/^\/(records|problems)\/./.test(kind) && !kind.includes("?");
    kinds.add(kind);
    if (isNew(page) || first) chosen.push(page);
  }
});
after(async () => {
  assert.equal(await server?.stop(), 0, "serve ends in order");
});

const nameOf = ({ role, path }) => `${path} as ${role}`;

const met = new Set();
/** Whether a page has a piece that none had before. */
function isNew({ html }) {
  const pieces = [...piecesOf(html)].filter((piece) => !met.has(piece));
  pieces.forEach((piece) => met.add(piece));
  return pieces.length > 0;
}

test("every link that a role is shown leads to a page", () => {
  for (const role of roles) {
    assert.ok(pages.filter((page) => page.role === role).length > 200, `pages of ${role}`);
  }
  assert.deepEqual(pages.filter(({ status }) => status !== 200)
    .map((page) => `${nameOf(page)}: ${page.status}, from ${page.from}`), []);
});

test("each page has a title that no other has, for each role", () => {
  const places = new Map();
  const twice = new Set();
  for (const { role, path, html } of pages) {
    const [place] = path.split("?");
    const [, title] = /<title>([^<]*)<\/title>/.exec(html);
    assert.notEqual(title.trim(), "", path);
    const known = places.get(`${role} ${title}`) ?? place;
    if (known !== place) twice.add(`${place} and ${known}: ${title}`);
    places.set(`${role} ${title}`, place);
  }
  assert.deepEqual([...twice], []);
});

test("html-validate has nothing to say against what the server sends", async () => {
  assert.ok(chosen.length > 60, `${chosen.length} pages`);
  for (const page of chosen) {
    assert.deepEqual(await faultsOfMarkup(page.html), [], nameOf(page));
  }
});
