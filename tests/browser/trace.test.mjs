// Journeys 11 and 12: a finding is followed to its measure and back; one that nothing followed shows
// everywhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import { keyboard } from "./hands.mjs";
import { checkPage } from "./page_checks.mjs";
import { everyWay, inWords, openBoard } from "./visit.mjs";

const at = openBoard();
const placeOf = (page) => {
  const { pathname, search, hash } = new URL(page.url());
  return pathname + search + hash;
};

for (const how of everyWay) {
  test(`11: the keyboard alone leads from a finding to its measure, and back (${inWords(how)})`, () =>
    at(how, "/", async (watched) => {
      const { page } = watched;
      page.setDefaultTimeout(8000);
      const hands = keyboard(page);
      await hands.follow("P16-F5");
      assert.equal(placeOf(page), "/findings/P16-F5");
      const box = await page.locator("svg.loop a[href='/actions/P16-A1']").getAttribute("aria-label");
      await hands.follow(box);
      assert.equal(placeOf(page), "/actions/P16-A1");
      await hands.follow("C03");
      assert.equal(placeOf(page), "/indicators/C03/measure");
      assert.match(await page.locator("main").innerText(), /P16-A1 delivered/);
      await checkPage(watched, "traced-to-measure", how);

      const mark = page.locator("figure svg a[href='/actions/P16-A1']").filter({ visible: true });
      await hands.follow(await mark.getAttribute("aria-label"));
      assert.equal(placeOf(page), "/actions/P16-A1");
      await hands.followTo("/findings/P16-F5?focus=P16-A1#graph");
      assert.equal(placeOf(page), "/findings/P16-F5?focus=P16-A1#graph");
      assert.ok(await page.locator("svg.loop .link:not(.off)").count() > 0, "what is in focus");
      assert.ok(await page.locator("svg.loop .link.off").count() > 0, "what is not");
    }));

  test(`12: a finding that nothing followed is broken in picture, table, lists and API (${inWords(how)})`, () =>
    at(how, "/findings/F-10", async (watched) => {
      const { page, address } = watched;
      assert.ok(await page.locator("svg.loop .node.broken").count() > 0);
      assert.equal(await page.locator("svg.loop .mark").first().textContent(), "!");
      assert.match(await page.locator("svg.loop [aria-label*='loop broken']").first()
        .getAttribute("aria-label"), /loop broken: /);
      assert.match(await page.locator("td.broken").first().innerText(), /none – \d+ days/);
      await checkPage(watched, "orphan", how);
      await page.goto(address);
      await page.locator("ul.gaps").getByRole("link", { name: /Findings without learning/ }).click();
      await page.waitForURL(/gap=findingWithoutLearning/);
      const row = page.locator("tbody tr", { has: page.locator("a[href='/findings/F-10']") });
      assert.match(await row.innerText(), /\d+ days/);
      const asked = `${address}/api/v1/gaps?gap=findingWithoutLearning&limit=200`;
      const { gaps } = await (await page.request.get(asked)).json();
      assert.ok(gaps.flatMap(({ rows }) => rows).some(({ id }) => id === "F-10"));
    }));
}
