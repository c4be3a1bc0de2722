// The first page and what a click on it leads to, with and without JavaScript, wide and narrow.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPage } from "./page_checks.mjs";
import { everyWay, inWords, openBoard } from "./visit.mjs";

const at = openBoard();

/** The words of the graph's nodes that are drawn beyond their box. */
function textBeyondItsBox(page) {
  return page.locator("svg.loop a, svg.loop g").evaluateAll((nodes) =>
    nodes.flatMap((node) => {
      const box = node.querySelector("rect").getBBox();
      return [...node.querySelectorAll("text")]
        .filter((text) => {
          const { x, y, width, height } = text.getBBox();
          return x < box.x || x + width > box.x + box.width || y + height > box.y + box.height;
        })
        .map((text) => text.textContent);
    }));
}

for (const how of everyWay) {
  const words = inWords(how);

  test(`the first page lists the loops by stage and gap (${words})`, () =>
    at(how, "/", async (watched, answer) => {
      assert.equal(answer.status(), 200);
      const { page } = watched;
      assert.ok((await page.locator("ol.strip li").count()) >= 5, "stages");
      assert.ok((await page.locator("ul.gaps li").count()) >= 6, "gaps");
      assert.ok((await page.locator("tbody tr").count()) > 0, "findings");
      await checkPage(watched, "loops", how);
    }));

  test(`a click shows a finding's loop as graph and table (${words})`, () =>
    at(how, "/", async (watched) => {
      const { page } = watched;
      const link = page.locator("tbody th a").first();
      const id = (await link.textContent()).trim();
      await link.click();
      await page.waitForLoadState();
      assert.equal(new URL(page.url()).pathname, `/findings/${id}`);
      assert.ok((await page.locator("svg.loop a").count()) > 0, "a graph of links");
      assert.ok((await page.locator("table").count()) > 0, "a table");
      assert.deepEqual(await textBeyondItsBox(page), [], "text stays in its box");
      await checkPage(watched, "finding", how);
    }));
}

test("a choice of the list is shown, and kept by the other choices", () =>
  at({ width: 1280, scripts: true }, "/?stage=actionsAgreed", async ({ page, address }) => {
    const agency = await page.locator("select#agency option").nth(1).getAttribute("value");
    await page.locator("select#agency").selectOption(agency);
    await page.locator(".filters button").click();
    await page.waitForLoadState();
    assert.equal(await page.locator("select#agency").inputValue(), agency);
    const gap = page.locator("ul.gaps a").first();
    const search = new URL(await gap.getAttribute("href"), address).searchParams;
    assert.equal(search.get("stage"), "actionsAgreed");
    assert.equal(search.get("agency"), agency);
    assert.equal(new URL(page.url()).searchParams.get("stage"), "actionsAgreed");
    await page.locator("ol.strip .selected a").click();
    await page.waitForLoadState();
    assert.equal(new URL(page.url()).searchParams.get("stage"), null, "a second click undoes it");
    assert.equal(new URL(page.url()).searchParams.get("agency"), agency);
  }));

test("each further page moves 15 kB at most", () =>
  at({ width: 1280, scripts: true }, "/", async ({ page, address }) => {
    for (const path of ["/", "/now?list=all", "/activity", "/records/findings", "/findings/F-1"]) {
      await page.goto(address + path);
      const bytes = await page.evaluate(() => performance.getEntriesByType("navigation")
        .concat(performance.getEntriesByType("resource"))
        .reduce((sum, { transferSize }) => sum + transferSize, 0));
      assert.ok(bytes > 0 && bytes <= 15_000, `${path}: ${bytes} bytes`);
    }
  }));

test("a first visit moves 60 kB at most, and styles and script come compressed, once", () =>
  at({ width: 1280, scripts: true }, "/", async ({ page }) => {
    const moved = await page.evaluate(() => performance.getEntriesByType("resource")
      .concat(performance.getEntriesByType("navigation"))
      .map(({ name, transferSize, encodedBodySize }) => ({ name, transferSize, encodedBodySize })));
    const bytes = moved.reduce((sum, each) => sum + each.transferSize, 0);
    assert.ok(bytes <= 60_000, `${bytes} bytes: ${JSON.stringify(moved)}`);
    const files = moved.filter(({ name }) => name.includes("/static/"));
    const kinds = files.map(({ name }) => new URL(name).pathname.split(".").pop());
    assert.deepEqual(kinds.sort(), ["css", "css", "js"]);
    for (const { name } of files) {
      const answer = await page.request.get(name);
      assert.equal(answer.headers()["content-encoding"], "gzip");
      assert.match(answer.headers()["cache-control"], /immutable/);
      assert.equal(answer.headers().vary, "Accept-Encoding");
      const plain = await page.request.get(name, { headers: { "accept-encoding": "identity" } });
      assert.equal(plain.headers()["content-encoding"], undefined);
      assert.equal(await plain.text(), await answer.text());
    }
  }));

test("a gap's count is the number of places its list shows", () =>
  at({ width: 1280, scripts: true }, "/", async ({ page, address }) => {
    const gaps = page.locator("ul.gaps a");
    for (let i = 0; i < (await gaps.count()); ++i) {
      const said = Number(await gaps.nth(i).locator(".count").textContent());
      const href = await gaps.nth(i).getAttribute("href");
      const answer = await page.request.get(address + href);
      assert.equal(answer.status(), 200, href);
      if (said > 0) assert.match(await answer.text(), /<tbody[^>]*>\s*<tr/, href);
    }
  }));

test("every record on a finding's page can be opened", () =>
  at({ width: 1280, scripts: true }, "/", async (watched) => {
    const { page, address } = watched;
    await page.locator("tbody th a").first().click();
    await page.waitForLoadState();
    const links = await page.locator("main a").evaluateAll((all) =>
      [...new Set(all.map((a) => a.getAttribute("href")))]);
    for (const part of links.filter((href) => href.startsWith("#"))) {
      assert.equal(await page.locator(part).count(), 1, part);
    }
    for (const href of links) {
      if (href.startsWith("#")) continue;  // A part of the page: a visit would load nothing.
      const answer = await page.goto(address + href);
      assert.equal(answer.status(), 200, href);
    }
    await checkPage(watched, "record", { width: 1280, scripts: true });
  }));

test("the past says that it is the past, and its links stay there", () =>
  at({ width: 1280, scripts: true }, "/?position=40", async (watched, answer) => {
    assert.equal(answer.status(), 200);
    const { page } = watched;
    assert.match(await page.locator("section.past").textContent(), /position 40/);
    const hrefs = await page.locator("main a").evaluateAll((all) =>
      all.map((a) => a.getAttribute("href")));
    assert.deepEqual(hrefs.filter((href) => !href.includes("position=40")), []);
    await checkPage(watched, "past", { width: 1280, scripts: true });
  }));

test("a page that there is not says so, with a way out", () =>
  at({ width: 320, scripts: true }, "/findings/F-99999", async (watched, answer) => {
    assert.equal(answer.status(), 404);
    assert.ok((await watched.page.locator("main a").count()) > 0);
    await checkPage(watched, "not-found", { width: 320, scripts: true });
  }));

test("no page can be framed or run another's script", () =>
  at({ width: 1280, scripts: true }, "/", async (_, answer) => {
    const policy = answer.headers()["content-security-policy"];
    for (const part of ["default-src 'none'", "style-src 'self'", "frame-ancestors 'none'"]) {
      assert.ok(policy.includes(part), `${part} in ${policy}`);
    }
  }));
