// Journey 22: a small number is a "c" to who works with families; who may open it says what for, and
// that stays on record. No earlier day gives it away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { done, pointer } from "./hands.mjs";
import { checkPage } from "./page_checks.mjs";
import { signIn } from "./server.mjs";
import { everyWay, inWords, openBoard } from "./visit.mjs";

const at = openBoard();

/** One measure for each way: who opens its small numbers has them open for the day. */
const measures = [
  ["N06", "Child cruelty and neglect recorded by the police", "locality"],
  ["C02", "Offences of child sexual exploitation recorded by the police", "locality"],
  ["N20", "Graded Care Profiles completed", "agency"],
  ["C09", "Suspects identified, and their disruption", "outcome"],
];
const total = /4,?711/;
const gaveItAway = /4,?707/;  // What is left of the total without the small number.

const table = (title, breakdown) => ({
  name: "quarter.csv",
  mimeType: "text/csv",
  buffer: Buffer.from("indicator,area,period,period_kind,breakdown,category,value\n" +
    `"${title}",Shropshire,2023-24 Q1,quarter,,,4711\n` +
    `"${title}",Shropshire,2023-24 Q1,quarter,${breakdown},North,4707\n` +
    `"${title}",Shropshire,2023-24 Q1,quarter,${breakdown},South,4\n`),
});

async function changeTo({ context, page, address }, account, path) {
  await context.clearCookies();
  await signIn(context, address, account);
  return page.goto(address + path);
}

/** The newest figure in the row of that category. */
const figureOf = (page, category) =>
  page.locator("table.breakdown tbody tr", { hasText: category }).locator("td").last().innerText();

everyWay.forEach((how, number) => {
  const [indicator, title, breakdown] = measures[number];
  const path = `/indicators/${indicator}/measure`;

  test(`22: a small number is hidden, opened for a reason, and that is on record (${inWords(how)})`, () =>
    at(how, "/imports/returns", async (watched) => {
      const { page, address } = watched;
      page.setDefaultTimeout(8000);
      const hands = pointer(page);
      const before = Number(/Position ([\d,]+)/.exec(await page.locator(".page-footer").innerText())[1]
        .replace(",", ""));
      await page.locator("#file").setInputFiles(table(title, breakdown));
      await hands.press("Check the file");
      await hands.press("Import this");
      assert.match(await page.locator("main").innerText(), /3 values taken/);

      await changeTo(watched, "agency-lead", path);
      assert.match(await page.locator("main").innerText(), total);
      assert.equal(await figureOf(page, "North"), "c");
      assert.equal(await figureOf(page, "South"), "c");
      assert.equal(await page.getByRole("link", { name: "Open small numbers" }).count(), 0);
      await checkPage(watched, "small-numbers-hidden", how);
      const now = Number(/Position ([\d,]+)/.exec(await page.locator(".page-footer").innerText())[1]
        .replace(",", ""));
      assert.ok(now > before);
      for (let position = before; position <= now; ++position) {
        const earlier = await page.request.get(`${address}${path}?position=${position}`);
        assert.equal(earlier.status(), 200);
        assert.doesNotMatch(await earlier.text(), gaveItAway, `as of position ${position}`);
      }
      const refused = await page.goto(`${address}${path}?small_numbers=shown`);
      assert.equal(refused.status(), 403);
      await checkPage(watched, "small-numbers-refused", how);

      await changeTo(watched, "analyst", path);
      assert.equal(await figureOf(page, "South"), "c");
      await hands.follow("Open small numbers");
      await hands.fill("purpose", "Audit of the four cases");
      await hands.press("Open small numbers");
      assert.match(await done(page), /Small numbers opened\./);
      await page.goto(address + path);
      await hands.follow("show small numbers");
      assert.match(await figureOf(page, "North"), gaveItAway);
      assert.equal(await figureOf(page, "South"), "4");
      await checkPage(watched, "small-numbers-shown", how);

      // Anybody who reads the indicator's history reads who looked, and what for.
      await changeTo(watched, "agency-lead", `/indicators/${indicator}`);
      const history = page.locator(".timeline > li", { hasText: "Small numbers opened" }).first();
      assert.match(await history.innerText(), /Learning and improvement analyst/);
      assert.match(await history.innerText(), /Audit of the four cases/);
      await page.goto(address + path);
      assert.equal(await figureOf(page, "South"), "c");
    }));
});
