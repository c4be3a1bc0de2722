// Every kind of page that a crawl finds, as every role. Of pages that are built of the same pieces
// one is looked at in a browser, so that all pieces are: wide and narrow, and without styles.
import assert from "node:assert/strict";
import { test } from "node:test";
import { crawl, isForm, kindOf, kindOfToday, piecesOf, roles, visitor } from "./crawl.mjs";
import { faultsOfLayout } from "./layout_faults.mjs";
import { checkAnswer, checkShown } from "./page_checks.mjs";
import { checkTabOrder } from "./tab_order.mjs";
import { openBoard } from "./visit.mjs";
import { checkWithoutStyles, withoutStyles } from "./without_styles.mjs";

const at = openBoard();
const wide = { width: 1280, scripts: true };
const narrow = { width: 320, scripts: true };

let reading;
const pages = [];  // All that were read,
const chosen = [];  // and those of them that have a piece that none had before, or are of a new kind.
/** Reads them, once. */
const readAll = () => (reading ??= at(wide, "/", async ({ address }) => {
  for (const role of roles) pages.push(...await crawl(await visitor(address, role), role));
  const kinds = new Set();
  for (const page of pages) {
    const kind = kindOfToday(page.path);
    // Forms and records are made by one mechanism each: they are known by their pieces.
    const first = !kinds.has(kind) && !/^\/(records|problems)\/./.test(kind) && !kind.includes("?");
    kinds.add(kind);
    if (isNew(page) || first) chosen.push(page);
  }
}));

const nameOf = ({ role, path }) => `${path} as ${role}`;
const fileOf = (path) => `page${path}`.replaceAll(/[^A-Za-z0-9]+/g, "-").replace(/-$/, "");

const met = new Set();
/** Whether a page has a piece that none had before. */
function isNew({ html }) {
  const pieces = [...piecesOf(html)].filter((piece) => !met.has(piece));
  pieces.forEach((piece) => met.add(piece));
  return pieces.length > 0;
}

/** Goes through chosen pages in a browser, each as the role that it was chosen for. */
async function visitEach(t, some, check) {
  for (const role of roles) {
    const mine = some.filter((page) => page.role === role);
    if (mine.length === 0) continue;
    await at({ ...wide, as: role }, "/", async (watched) => {
      const plain = await watched.context.newPage();
      await withoutStyles(plain);
      for (const { path } of mine) {
        await t.test(nameOf({ role, path }), async () => {
          watched.faults.length = 0;
          await watched.page.setViewportSize({ width: wide.width, height: 900 });
          await check(watched, path, plain);
        });
      }
    });
  }
}

async function lookAt(watched, name, how) {
  await watched.page.setViewportSize({ width: how.width, height: 900 });
  await checkShown(watched, name, how);
}

test("every link that a role is shown leads to a page", async () => {
  await readAll();
  for (const role of roles) {
    assert.ok(pages.filter((page) => page.role === role).length > 200, `pages of ${role}`);
  }
  assert.deepEqual(pages.filter(({ status }) => status !== 200)
    .map((page) => `${nameOf(page)}: ${page.status}, from ${page.from}`), []);
});

test("each page has a title that no other has, for each role", async () => {
  await readAll();
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
  const lists = pages.filter(({ role, path }) => role === "analyst" && /^\/now\?list=[a-z-]+$/.test(path));
  assert.ok(lists.length >= 3);
  assert.equal(new Set(lists.map(({ html }) => /<title>([^<]*)/.exec(html)[1])).size, lists.length);
});

test("each page that has something new is as every page must be", async (t) => {
  await readAll();
  assert.ok(chosen.length > 60, `${chosen.length} pages`);
  await visitEach(t, chosen, async (watched, path, plain) => {
    const { page, address } = watched;
    await Promise.all([page, plain].map((one) => one.goto(address + path)));
    await checkAnswer(watched, path);
    assert.equal(await page.locator("nav[aria-label=Sections] a").count(), 5);
    for (const how of [wide, narrow]) {
      await lookAt(watched, fileOf(path), how);
      await checkWithoutStyles({ styled: page, plain, name: path });
      await checkTabOrder(page, `${path}, ${how.width} px`);
    }
  });
});

test("every kind of page, filters and all, is drawn as it must be on a phone", () =>
  at({ ...narrow, as: "board-manager" }, "/", async ({ page, address }) => {
    await readAll();
    const met = new Set(chosen.map(({ path }) => kindOf(path)));
    const others = pages.filter(({ role, path }) =>
      role === "board-manager" && !met.has(kindOf(path)) && met.add(kindOf(path)));
    assert.ok(others.length > 60, `${others.length} pages`);
    for (const { path } of others) {
      await page.goto(address + path);
      assert.deepEqual(await faultsOfLayout(page), [], path);
    }
  }));

test("what is answered to a form that is sent as it stands is as every page must be", async (t) => {
  await readAll();
  const forms = chosen.filter(({ path }) => isForm(path));
  assert.ok(forms.length > 10, `${forms.length} forms`);
  await visitEach(t, forms, async (watched, path) => {
    const { page, address, answered } = watched;
    await page.goto(address + path);
    await page.locator("main form[method=post] button").last().click();
    await page.waitForLoadState();
    await checkAnswer(watched, path);
    for (const how of [wide, narrow]) await lookAt(watched, `${fileOf(path)}-sent`, how);
  });
});
