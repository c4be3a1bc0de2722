// What there is to do, lists of records, what happened, and looking back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPage } from "./page_checks.mjs";
import { everyWay, inWords, openBoard } from "./visit.mjs";

const at = openBoard();
const wide = { width: 1280, scripts: true };

test("a figure of the work lists is the number of rows of its list and of its table", () =>
  at(wide, "/now?list=overdue", async ({ page, address, context }) => {
    const said = Number(await page.locator(".lists [aria-current] .number").textContent());
    assert.ok(said > 0);
    assert.equal(await page.locator("tbody tr").count(), said);
    const answer = await context.request.get(
      address + (await page.getByRole("link", { name: /CSV/ }).getAttribute("href")));
    assert.match(answer.headers()["content-type"], /^text\/csv/);
    const lines = (await answer.text()).trimEnd().split("\r\n");
    assert.equal(lines.length, said + 1);
    assert.match(lines[0], /^id,kind,title,due,status/);
  }));

test("a page that is looked at says what was recorded since it was opened", () =>
  at({ ...wide, as: "board-manager" }, "/records", async ({ page, context, address, faults }) => {
    await page.clock.install();
    await page.goto(`${address}/records/agencies`);
    const line = page.locator("#live");
    await page.clock.runFor(31_000);
    assert.equal(await line.textContent(), "");
    const form = await context.newPage();
    await form.goto(`${address}/records/agencies/new`);
    await form.getByLabel("Name").first().fill("Night nursing");
    await form.getByRole("button", { name: /Register/ }).click();
    await form.waitForURL(/\/agencies\//);
    await page.clock.runFor(31_000);
    await line.getByRole("link", { name: "Show them" }).waitFor();
    assert.match(await line.textContent(), /^1 change since you opened this\. /);
    await line.getByRole("link").click();
    await page.getByText("Night nursing").first().waitFor();
    assert.deepEqual(faults, []);
  }));

for (const how of everyWay) {
  test(`a slider goes to any day, and says which it is (${inWords(how)})`, () =>
    at(how, "/looking-back", async (watched) => {
      const { page } = watched;
      const slider = page.getByRole("slider");
      const second = new Date(`${await slider.getAttribute("data-first")}T00:00:00Z`);
      second.setUTCDate(second.getUTCDate() + 1);
      const words = second.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
      await slider.focus();
      await slider.press("Home");
      await slider.press("ArrowRight");
      assert.equal(await page.locator("#slider-at").textContent(), how.scripts ? words : "");
      assert.equal(await slider.getAttribute("aria-valuetext"), how.scripts ? words : null);
      await page.getByRole("button", { name: "See what was known that day" }).click();
      await page.waitForURL(`**/looking-back?known_at=${second.toISOString().slice(0, 10)}`);
      await page.getByText(`You are looking at the past: as known on ${words}`).waitFor();
      // The slider of a page about the past says its day as well.
      if (how.scripts) assert.equal(await slider.getAttribute("aria-valuetext"), words);
      await checkPage(watched, "looking-back-slider", how);
    }));

  test(`what should be looked at again leads straight to its forms (${inWords(how)})`, () =>
    at({ ...how, as: "chair" }, "/", async (watched) => {
      const { page } = watched;
      const box = page.getByRole("region", { name: "Look at again" });
      const count = Number.parseInt(await box.innerText().then((text) => /\d+/.exec(text)[0]), 10);
      await box.getByRole("link").click();
      await page.waitForLoadState();
      assert.equal(await page.locator("tbody tr").count(), count);
      await checkPage(watched, "now-look-again", how);
      const row = page.locator("tbody tr", { hasText: "P01-R4" });
      assert.match(await row.innerText(), /Contradicted/);
      await row.getByRole("link", { name: /^Reopen the loop.*P01-R4/ }).click();
      await page.waitForURL("**/records/findings/P01-R4/reopen?because=contradictingEvidence");
    }));

  test(`what waits for a signature leads straight to its form (${inWords(how)})`, () =>
    at({ ...how, as: "chair" }, "/now?list=awaiting-my-signature", async (watched) => {
      const { page } = watched;
      await checkPage(watched, "now-signature", how);
      const row = page.locator("tbody tr").first();
      const id = await row.locator("th").innerText();
      const form = row.getByRole("link", { name: new RegExp(`: ${id}$`) });
      const label = await form.innerText();
      await form.click();
      await page.waitForURL(/\/records\/(actions|findings)\//);
      assert.match(await page.title(), new RegExp(`^${id}: `));
      assert.ok(label.includes(id));
    }));

  test(`people and agencies are shown as they were (${inWords(how)})`, () =>
    at({ ...how, as: "board-manager" }, "/people", async (watched) => {
      const { page } = watched;
      await page.getByText("See this page as it was known on").waitFor();
      assert.ok(await page.getByRole("columnheader", { name: "Sign-in name" }).count() === 1);
      await page.locator("#known-at").fill("2022-06-30");
      await page.getByRole("button", { name: "Show" }).click();
      await page.waitForURL("**/people?known_at=2022-06-30");
      await page.getByText("You are looking at the past").waitFor();
      assert.equal(await page.getByRole("columnheader", { name: "Sign-in name" }).count(), 0);
      assert.equal(await page.locator('main a[href*="/records/"], main a[href$="/password"]').count(), 0);
      await checkPage(watched, "people-past", how);
      await page.locator("main").getByRole("link", { name: "Agencies" }).click();
      await page.waitForURL("**/agencies?known_at=2022-06-30");
      assert.equal(await page.locator('main a[href*="/records/"]').count(), 0);
      await checkPage(watched, "agencies-past", how);
    }));

  test(`search from a page about the past keeps its day (${inWords(how)})`, () =>
    at(how, "/?known_at=2022-06-30", async (watched) => {
      const { page } = watched;
      await page.locator("#search-q").fill("neglect");
      await page.locator("#search-q").press("Enter");
      await page.waitForURL("**/search?known_at=2022-06-30&q=neglect");
      await page.getByText("Search goes by the words that are known today.").waitFor();
      await checkPage(watched, "search-past", how);
      const hit = page.locator(".hits a").first();
      assert.match(await hit.getAttribute("href"), /\?known_at=2022-06-30$/);
      await page.getByRole("link", { name: "Search as known today" }).click();
      await page.waitForURL("**/search?q=neglect");
    }));
}

test("a filter is a link that keeps the list, and can be left out again", () =>
  at(wide, "/now?list=all", async ({ page }) => {
    const all = await page.locator("tbody tr").count();
    await page.getByText("Show only a part").click();
    await page.locator(".govuk-details .choices a").first().click();
    await page.waitForLoadState();
    assert.equal(new URL(page.url()).searchParams.get("list"), "all");
    const some = await page.locator("tbody tr").count();
    assert.ok(some < all, `${some} of ${all}`);
    await page.getByRole("link", { name: /^leave out/ }).click();
    await page.waitForLoadState();
    assert.equal(await page.locator("tbody tr").count(), all);
  }));

test("an agency's lead sees first what the agency has to do, the most overdue on top", () =>
  at({ ...wide, as: "agency-lead" }, "/now", async (watched) => {
    const { page } = watched;
    assert.match(await page.locator("main .govuk-body-l").textContent(), /You have/);
    const due = await page.locator("tbody time").evaluateAll((all) =>
      all.map((time) => time.dateTime));
    assert.deepEqual(due, [...due].sort());
    await checkPage(watched, "now-lead", wide);
  }));

test("one looks back by date boxes, step by step, and returns", () =>
  at({ width: 1280, scripts: false }, "/looking-back", async ({ page }) => {
    await page.locator("#moment-position").fill("100");
    await page.getByRole("button", { name: "Show" }).first().click();
    await page.waitForLoadState();
    assert.match(await page.locator("main .govuk-body-l").textContent(), /position 100 of \d+/);
    await page.getByRole("link", { name: "the event before" }).click();
    await page.waitForLoadState();
    assert.match(await page.locator("main .govuk-body-l").textContent(), /position 99 of/);
    await page.getByRole("link", { name: "The loops" }).click();
    await page.waitForLoadState();
    assert.equal(new URL(page.url()).searchParams.get("position"), "99");
    await page.getByRole("link", { name: "Return to today" }).click();
    await page.waitForLoadState();
    assert.equal(new URL(page.url()).search, "");
  }));

test("older activity is a page further, and leads back", () =>
  at(wide, "/activity?limit=20", async ({ page }) => {
    const first = await page.locator(".timeline h2 a").first().getAttribute("href");
    await page.getByRole("link", { name: /^Next/ }).click();
    await page.waitForLoadState();
    assert.notEqual(await page.locator(".timeline h2 a").first().getAttribute("href"), first);
    await page.getByRole("link", { name: "First page" }).click();
    await page.waitForLoadState();
    assert.equal(await page.locator(".timeline h2 a").first().getAttribute("href"), first);
  }));
